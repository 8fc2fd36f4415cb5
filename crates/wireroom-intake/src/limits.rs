//! How large and how deep an input may be.

/// Sizes past which something is set aside instead of read. All sizes are bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Largest text of one document (64 MiB).
    pub text: usize,
    /// Largest HTML page (16 MiB): an extractor needs many times the page's size.
    pub page: usize,
    /// Largest file that is read at once, as it stands on disk (1 GiB). A file of JSON Lines is read
    /// in [`Pieces`](crate::Pieces), however large it is.
    pub file: usize,
    /// Largest file once unpacked (512 MiB).
    pub unpacked: usize,
    /// Largest growth in unpacking (300 times), watched from 16 MiB on. News text packs 3 to 10
    /// times, the most repetitive of logs about 100 times.
    pub ratio: usize,
    /// Deepest nesting of a page's elements (512).
    pub depth: usize,
    /// Most packings around each other (3): a `.gz` in a `.zst` is 2.
    pub layers: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            text: 64 << 20,
            page: 16 << 20,
            file: 1 << 30,
            unpacked: 512 << 20,
            ratio: 300,
            depth: 512,
            layers: 3,
        }
    }
}

/// A size for a message: "64 MiB".
pub(crate) fn size(bytes: usize) -> String {
    match bytes {
        0..1024 => format!("{bytes} bytes"),
        1024..1_048_576 => format!("{} KiB", bytes >> 10),
        _ => format!("{} MiB", bytes >> 20),
    }
}
