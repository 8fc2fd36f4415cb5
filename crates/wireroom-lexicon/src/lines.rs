//! A sorted table of `key<TAB>payload` lines, searched where it lies.
//!
//! Not a parser: the payload is handed out as it stands. Lines are sorted by the bytes of the key;
//! a key may stand on several lines, which then follow one another.

/// A table and the byte offset at which each of its lines starts.
pub(crate) struct Lines {
    text: &'static str,
    starts: Vec<u32>,
}

impl Lines {
    /// Indexes the lines of `text`, which must end with a line feed.
    pub(crate) fn new(text: &'static str) -> Self {
        let mut starts = vec![0];
        starts.extend(text.match_indices('\n').filter_map(|(at, _)| u32::try_from(at + 1).ok()));
        starts.pop();
        Self { text, starts }
    }

    /// Number of lines.
    pub(crate) fn len(&self) -> usize {
        self.starts.len()
    }

    /// Key and payload of line `index`; both empty where there is no such line.
    pub(crate) fn line(&self, index: usize) -> (&'static str, &'static str) {
        let Some(start) = self.starts.get(index) else { return ("", "") };
        let rest = self.text.get(*start as usize..).unwrap_or("");
        let line = rest.split_once('\n').map_or(rest, |(line, _)| line);
        line.split_once('\t').unwrap_or((line, ""))
    }

    /// Index of the first line whose key is `key`.
    pub(crate) fn position(&self, key: &str) -> Option<usize> {
        let index =
            self.starts.partition_point(|start| self.key_at(*start).as_bytes() < key.as_bytes());
        (index < self.len() && self.line(index).0 == key).then_some(index)
    }

    /// Payload of the first line whose key is `key`.
    pub(crate) fn get(&self, key: &str) -> Option<&'static str> {
        self.position(key).map(|index| self.line(index).1)
    }

    /// Payloads of all lines whose key is `key`, in the order of the table.
    pub(crate) fn all<'t>(&'t self, key: &str) -> impl Iterator<Item = &'static str> + use<'t> {
        let first = self.position(key);
        let end = first.map_or(0, |from| {
            (from..self.len()).find(|index| self.line(*index).0 != key).unwrap_or(self.len())
        });
        (first.unwrap_or(0)..end).map(|index| self.line(index).1)
    }

    /// All lines in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        (0..self.len()).map(|index| self.line(index))
    }

    /// The text of the table.
    pub(crate) fn text(&self) -> &'static str {
        self.text
    }

    fn key_at(&self, start: u32) -> &'static str {
        let rest = self.text.get(start as usize..).unwrap_or("");
        rest.split_once('\t').map_or(rest, |(key, _)| key)
    }
}
