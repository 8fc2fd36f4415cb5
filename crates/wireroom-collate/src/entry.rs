//! What an index holds of a text: its sketch, whom it shares shingles with, and who is a copy.
//!
//! A text here is a body, as in a plan: documents with the same body are its holders, and the first
//! of them lends it its number. Numbers sort as ids do.

use wireroom_model::DocumentId;

use crate::Collation;
use crate::words::{FnvWriter, mix};

/// The number of a document: the twelve hexadecimal digits of its id. `None` for an id that was
/// not derived.
#[must_use]
pub fn number(id: &DocumentId) -> Option<u64> {
    let digits = id.as_str().strip_prefix('d').filter(|digits| digits.len() == 12)?;
    let lower = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    if !digits.bytes().all(lower) {
        return None;
    }
    u64::from_str_radix(digits, 16).ok()
}

/// The id with this number.
#[must_use]
pub fn numbered(number: u64) -> DocumentId {
    DocumentId::from_stored(format!("d{number:012x}"))
}

/// The documents of a text of which something else was found than is held; none where it is the same.
/// Both are entries, as [`Edits`](crate::Edits) and [`Entries`](crate::Entries) have them.
#[must_use]
pub fn changed_documents(held: Option<&[u8]>, found: &[u8]) -> Vec<u64> {
    let Some(found) = Entry::from_bytes(found) else { return Vec::new() };
    let held = held.and_then(Entry::from_bytes);
    if held.is_some_and(|held| held.digest == found.digest && held.holders == found.holders) {
        return Vec::new();
    }
    found.holders
}

/// What an entry says of the rest of an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ties {
    /// The documents that have the text, sorted; the first is its number.
    pub holders: Vec<u64>,
    /// A hash of its words; `None` where it keeps to itself.
    pub body: Option<u128>,
    /// Its shingles, sorted.
    pub keys: Vec<u32>,
    /// The texts that it shares shingles with or is a copy of.
    pub others: Vec<u64>,
}

/// What an entry names; `None` where the bytes are none.
#[must_use]
pub fn ties(entry: &[u8]) -> Option<Ties> {
    let Entry { holders, body, alone, keys, partners, copies, .. } = Entry::from_bytes(entry)?;
    let others = partners.into_iter().map(|(_, other)| other).chain(copies).collect();
    Some(Ties { holders, body: (!alone).then_some(body), keys, others })
}

/// What is held of a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Entry {
    /// The documents that have it, sorted; the first is its number.
    pub(crate) holders: Vec<u64>,
    /// Of its first holder: see [`crate::imprint`].
    pub(crate) imprint: u64,
    /// A hash of the words.
    pub(crate) body: u128,
    /// Whether it keeps to itself, whoever has the same words.
    pub(crate) alone: bool,
    /// The sampled shingles, sorted.
    pub(crate) keys: Vec<u32>,
    /// Which of them are boilerplate.
    pub(crate) common: Vec<bool>,
    /// With how many shingles it shares which others, most first.
    pub(crate) partners: Vec<(u32, u64)>,
    /// The others that it is a copy of, by an alignment. Sorted.
    pub(crate) copies: Vec<u64>,
    /// A hash of what was found of the texts that hang together with it by copies.
    pub(crate) digest: u64,
}

impl Entry {
    /// Whether a shingle of it is boilerplate.
    pub(crate) fn is_common(&self, key: u32) -> bool {
        let at = self.keys.binary_search(&key).ok();
        at.and_then(|at| self.common.get(at)).copied().unwrap_or(false)
    }

    /// As it is stored. Numbers are little-endian.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(64 + self.keys.len() * 5);
        let count = |n: usize, out: &mut Vec<u8>| out.extend((n as u32).to_le_bytes());
        count(self.holders.len(), &mut out);
        self.holders.iter().for_each(|&holder| long(holder, &mut out));
        out.extend(self.imprint.to_le_bytes());
        out.extend(self.body.to_le_bytes());
        out.push(u8::from(self.alone));
        count(self.keys.len(), &mut out);
        self.keys.iter().for_each(|key| out.extend(key.to_le_bytes()));
        out.extend(self.common.chunks(8).map(|bits| {
            bits.iter().enumerate().fold(0_u8, |byte, (at, &bit)| byte | u8::from(bit) << at)
        }));
        count(self.partners.len(), &mut out);
        for &(shared, other) in &self.partners {
            out.extend(shared.to_le_bytes());
            long(other, &mut out);
        }
        count(self.copies.len(), &mut out);
        self.copies.iter().for_each(|&copy| long(copy, &mut out));
        out.extend(self.digest.to_le_bytes());
        out
    }

    /// What [`Entry::to_bytes`] made; `None` where it is not that.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let input = &mut { bytes };
        let holders = list(input, read_long)?;
        let imprint = u64::from_le_bytes(take(input)?);
        let body = u128::from_le_bytes(take(input)?);
        let alone = take::<1>(input)? == [1];
        let keys = list(input, |input| Some(u32::from_le_bytes(take(input)?)))?;
        let (bits, rest) = input.split_at_checked(keys.len().div_ceil(8))?;
        *input = rest;
        let bit = |at: usize| bits.get(at / 8).is_some_and(|byte| byte >> (at % 8) & 1 == 1);
        let common = (0..keys.len()).map(bit).collect();
        let partners =
            list(input, |input| Some((u32::from_le_bytes(take(input)?), read_long(input)?)))?;
        let copies = list(input, read_long)?;
        let digest = u64::from_le_bytes(take(input)?);
        let sorted = holders.is_sorted() && keys.is_sorted() && copies.is_sorted();
        (input.is_empty() && sorted && !holders.is_empty()).then_some(Self {
            holders,
            imprint,
            body,
            alone,
            keys,
            common,
            partners,
            copies,
            digest,
        })
    }
}

/// A number of 48 bits.
fn long(number: u64, out: &mut Vec<u8>) {
    out.extend_from_slice(number.to_le_bytes().get(..6).unwrap_or_default());
}

fn read_long(input: &mut &[u8]) -> Option<u64> {
    let [a, b, c, d, e, f] = take(input)?;
    Some(u64::from_le_bytes([a, b, c, d, e, f, 0, 0]))
}

fn take<const N: usize>(input: &mut &[u8]) -> Option<[u8; N]> {
    let (head, rest) = input.split_first_chunk::<N>()?;
    *input = rest;
    Some(*head)
}

fn list<T>(input: &mut &[u8], read: impl Fn(&mut &[u8]) -> Option<T>) -> Option<Vec<T>> {
    let count = u32::from_le_bytes(take(input)?) as usize;
    // A count is believed as far as there are bytes for it.
    let mut values = Vec::with_capacity(count.min(input.len()));
    for _ in 0..count {
        values.push(read(input)?);
    }
    Some(values)
}

/// A hash of what was found, for each component of the texts: `component` says which a document is
/// of, of `count`.
pub(crate) fn digests(
    found: &Collation,
    count: usize,
    component: impl Fn(&DocumentId) -> Option<usize>,
) -> Vec<u64> {
    let mut digests = vec![0_u64; count];
    let mut add = |document: Option<&DocumentId>, said: std::fmt::Arguments<'_>| {
        let at = document.and_then(&component);
        if let Some(digest) = at.and_then(|at| digests.get_mut(at)) {
            *digest = mix(*digest ^ FnvWriter::hash(said));
        }
    };
    for family in &found.families {
        let first = family.witnesses.first().map(|witness| &witness.document);
        add(first, format_args!("{family:?}"));
    }
    found.pairs.iter().for_each(|pair| add(Some(&pair.a), format_args!("{pair:?}")));
    for set_in in &found.interpolations {
        add(Some(&set_in.document), format_args!("{set_in:?}"));
    }
    digests
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Entry {
        Entry {
            holders: vec![3, 0xffff_ffff_ffff],
            imprint: u64::MAX,
            body: u128::MAX - 5,
            alone: true,
            keys: (0..19).map(|key| key * 77).collect(),
            common: (0..19).map(|at| at % 3 == 1).collect(),
            partners: vec![(9, 5), (2, 0x0102_0304_0506)],
            copies: vec![5],
            digest: 42,
        }
    }

    #[test]
    fn an_entry_comes_back_as_it_was() {
        for entry in [entry(), Entry { holders: vec![1], ..Entry::default() }] {
            assert_eq!(Entry::from_bytes(&entry.to_bytes()), Some(entry));
        }
    }

    #[test]
    fn what_is_no_entry_is_none() {
        let bytes = entry().to_bytes();
        for cut in 0..bytes.len() {
            assert_eq!(Entry::from_bytes(&bytes[..cut]), None, "{cut}");
        }
        assert_eq!(Entry::from_bytes(&[&bytes[..], &[0]].concat()), None);
        assert_eq!(Entry::from_bytes(&[255; 64]), None);
    }

    #[test]
    fn numbers_are_ids_and_sort_as_they_do() {
        let ids = ["d00000000000a", "d0000000000f0", "dffffffffffff"].map(DocumentId::from_stored);
        assert_eq!(ids.each_ref().map(|id| numbered(number(id).unwrap())), ids);
        assert!(number(&ids[0]) < number(&ids[1]));
        for other in ["d00000000000A", "d1", "e00000000000a", "d00000000000a0", "d+0000000000a"] {
            assert_eq!(number(&DocumentId::from_stored(other)), None, "{other}");
        }
    }
}
