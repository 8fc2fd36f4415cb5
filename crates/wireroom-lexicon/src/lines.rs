//! A sorted table of `key<TAB>payload` lines, searched where it lies.
//!
//! Not a parser: the payload is handed out as it stands. Lines are sorted by the bytes of the key;
//! a key may stand on several lines, which then follow one another.

/// A table, the byte offset at which each of its lines starts, and where each key first stands.
pub(crate) struct Lines {
    text: &'static str,
    /// One more than there are lines: the last is where the text ends.
    starts: Vec<u32>,
    /// Open addressing by the hash of the key: in the upper half the upper half of the hash, so that
    /// a key that is not there is mostly known without a look at the text; in the lower half the
    /// number of the key's first line. `FREE` for none. A power of two long.
    slots: Vec<u64>,
}

const FREE: u64 = u64::MAX;
const UPPER: u64 = 0xffff_ffff_0000_0000;

impl Lines {
    /// Indexes the lines of `text`, which must end with a line feed.
    pub(crate) fn new(text: &'static str) -> Self {
        // A table is read when a program first asks for it, and everyone waits: its bytes are gone
        // through once. Lines are of some twenty bytes.
        let mut starts = Vec::with_capacity(text.len() / 16);
        starts.push(0);
        let mut keys = Vec::with_capacity(text.len() / 16);
        let mut rest = text;
        while let Some(end) = rest.bytes().position(|byte| byte == b'\n') {
            let (line, more) = rest.split_at(end + 1);
            let key = line.bytes().position(|byte| byte == b'\t').unwrap_or(end);
            keys.push(line.get(..key).unwrap_or(""));
            starts.extend(u32::try_from(text.len() - more.len()));
            rest = more;
        }
        let size = (starts.len() * 2).next_power_of_two();
        let mut lines = Self { text, starts, slots: Vec::new() };
        let mut slots = vec![FREE; size];
        let mut before = None;
        for (index, key) in keys.into_iter().enumerate() {
            if before == Some(key) {
                continue;
            }
            before = Some(key);
            let hash = hash(key);
            let mut at = hash as usize & (size - 1);
            while slots[at] != FREE {
                at = (at + 1) & (size - 1);
            }
            slots[at] = hash & UPPER | index as u64;
        }
        lines.slots = slots;
        lines
    }

    /// Number of lines.
    pub(crate) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Key and payload of line `index`; both empty where there is no such line.
    pub(crate) fn line(&self, index: usize) -> (&'static str, &'static str) {
        let line = self.whole(index).unwrap_or("");
        line.split_once('\t').unwrap_or((line, ""))
    }

    /// Index of the first line whose key is `key`.
    pub(crate) fn position(&self, key: &str) -> Option<usize> {
        self.find(key).map(|(index, _)| index)
    }

    /// Index and payload of the first line whose key is `key`.
    fn find(&self, key: &str) -> Option<(usize, &'static str)> {
        let mask = self.slots.len() - 1;
        let hash = hash(key);
        let mut at = hash as usize & mask;
        loop {
            let slot = *self.slots.get(at).filter(|slot| **slot != FREE)?;
            let index = slot as u32 as usize;
            if (slot ^ hash) & UPPER == 0
                && let Some(payload) = self.payload(index, key)
            {
                return Some((index, payload));
            }
            at = (at + 1) & mask;
        }
    }

    /// Payload of the first line whose key is `key`.
    pub(crate) fn get(&self, key: &str) -> Option<&'static str> {
        self.find(key).map(|(_, payload)| payload)
    }

    /// Payloads of all lines whose key is `key`, in the order of the table.
    pub(crate) fn all<'t>(&'t self, key: &'t str) -> impl Iterator<Item = &'static str> + use<'t> {
        let first = self.position(key).unwrap_or(self.len());
        (first..self.len()).map_while(|index| self.payload(index, key))
    }

    /// All lines in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.text.split_terminator('\n').map(|line| {
            let key = line.bytes().position(|byte| byte == b'\t').unwrap_or(line.len());
            (line.get(..key).unwrap_or(""), line.get(key + 1..).unwrap_or(""))
        })
    }

    /// The text of the table.
    pub(crate) fn text(&self) -> &'static str {
        self.text
    }

    /// Line `index` without its line feed.
    fn whole(&self, index: usize) -> Option<&'static str> {
        let (start, end) = (*self.starts.get(index)?, *self.starts.get(index + 1)?);
        self.text.get(start as usize..(end as usize).checked_sub(1)?)
    }

    /// Payload of line `index` where its key is `key`.
    fn payload(&self, index: usize, key: &str) -> Option<&'static str> {
        let rest = self.whole(index)?.strip_prefix(key)?;
        if rest.is_empty() { Some(rest) } else { rest.strip_prefix('\t') }
    }
}

/// Eight bytes at a time, multiplied and folded: quick, and the same on every machine.
fn hash(key: &str) -> u64 {
    let mut hash = key.len() as u64;
    let mut take = |bits: u64| {
        hash = (hash ^ bits).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        hash ^= hash >> 29;
    };
    let (eights, rest) = key.as_bytes().as_chunks::<8>();
    for eight in eights {
        take(u64::from_le_bytes(*eight));
    }
    if !rest.is_empty() {
        take(rest.iter().rev().fold(0, |bits, &byte| bits << 8 | u64::from(byte)));
    }
    hash ^ hash >> 32
}
