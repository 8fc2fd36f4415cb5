//! Inhabited places of 500 to 15,000, which [`crate::places`] leaves out.
//!
//! Kept apart because so many of them share their name with a word, a person or a larger place:
//! whoever asks must have a reason from the text to think of one. Searched where the table lies in
//! the binary; nothing is decoded beforehand. Its form is told in `training/lexicon/towns.py`.

use std::sync::LazyLock;

use crate::fold::fold;
use crate::places::{Place, PlaceKind, admin_name, state_of};

static TOWNS: LazyLock<Towns> =
    LazyLock::new(|| Towns::read(include_bytes!("../data/towns.bin")).unwrap_or_default());

/// The towns and villages of this name, most populous first; empty where the name is unknown.
pub fn towns(name: &str) -> Vec<Place> {
    let key = fold(name);
    let mut found = TOWNS.named(&key);
    if let Some(rest) = key.strip_prefix("St. ").or_else(|| key.strip_prefix("St ")) {
        found.extend(TOWNS.named(&format!("Saint {rest}")));
    }
    found.sort_by(|a, b| {
        let order = |place: &Place| (u32::MAX - place.population, place.alpha3, place.admin);
        order(a).cmp(&order(b)).then(a.lat.total_cmp(&b.lat)).then(a.lon.total_cmp(&b.lon))
    });
    found
}

#[derive(Default)]
struct Towns {
    codes: Vec<&'static str>,
    /// Where in `body` every block of sixteen begins, four bytes each.
    blocks: &'static [u8],
    body: &'static [u8],
}

struct Town {
    name: &'static str,
    code: u16,
    lat: i16,
    lon: i16,
    size: u8,
}

impl Towns {
    fn read(bytes: &'static [u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(b"WRT1")?;
        let count = usize::from(u16::from_le_bytes(take(&mut rest)?));
        let mut codes = Vec::with_capacity(count);
        for _ in 0..count {
            let end = rest.iter().position(|byte| *byte == b'\n')?;
            codes.push(std::str::from_utf8(rest.get(..end)?).ok()?);
            rest = rest.get(end + 1..)?;
        }
        let _: [u8; 4] = take(&mut rest)?;
        let blocks = u32::from_le_bytes(take(&mut rest)?) as usize;
        let (blocks, body) = rest.split_at_checked(blocks.checked_mul(4)?)?;
        Some(Self { codes, blocks, body })
    }

    fn named(&self, key: &str) -> Vec<Place> {
        let mut found = Vec::new();
        if key.is_empty() {
            return found;
        }
        // The last block whose first name lies before the key: the name may begin inside it.
        let (mut low, mut high) = (0, self.blocks.len() / 4);
        while low < high {
            let mid = low.midpoint(high);
            let first = self.block(mid).and_then(|mut block| next(&mut block));
            if first.is_some_and(|town| town.name.as_bytes() < key.as_bytes()) {
                low = mid + 1;
            } else {
                high = mid;
            }
        }
        let mut rest = self.block(low.saturating_sub(1)).unwrap_or_default();
        while let Some(town) = next(&mut rest).filter(|town| town.name.as_bytes() <= key.as_bytes())
        {
            if town.name == key {
                found.extend(self.place(&town));
            }
        }
        found
    }

    /// The towns from the head of a block on.
    fn block(&self, at: usize) -> Option<&'static [u8]> {
        let offset = self.blocks.get(at * 4..at * 4 + 4)?.try_into().ok()?;
        self.body.get(u32::from_le_bytes(offset) as usize..)
    }

    fn place(&self, town: &Town) -> Option<Place> {
        let code = *self.codes.get(usize::from(town.code))?;
        Some(Place {
            name: town.name,
            kind: PlaceKind::City,
            alpha3: state_of(code),
            admin: admin_name(code),
            lat: f32::from(town.lat) / 32_767.0 * 90.0,
            lon: f32::from(town.lon) / 32_767.0 * 180.0,
            population: inhabitants(town.size),
        })
    }
}

/// Thirds of a doubling above 256, at most some 50,000.
fn inhabitants(size: u8) -> u32 {
    let third = [256, 323, 406];
    third.get(usize::from(size % 3)).map_or(0, |start| start << u32::from(size / 3).min(7))
}

fn next(rest: &mut &'static [u8]) -> Option<Town> {
    let [length] = take::<1>(rest)?;
    let (name, tail) = rest.split_at_checked(usize::from(length))?;
    *rest = tail;
    Some(Town {
        name: std::str::from_utf8(name).ok()?,
        code: u16::from_le_bytes(take(rest)?),
        lat: i16::from_le_bytes(take(rest)?),
        lon: i16::from_le_bytes(take(rest)?),
        size: u8::from_le_bytes(take(rest)?),
    })
}

fn take<const N: usize>(rest: &mut &'static [u8]) -> Option<[u8; N]> {
    let (head, tail) = rest.split_first_chunk::<N>()?;
    *rest = tail;
    Some(*head)
}
