//! WACZ: a ZIP file with web archives under `archive/`, and what a player of them needs, which is
//! left.
//!
//! The archives are read on from where they lie; only the list of what is in the ZIP is held.

use std::io::{BufRead, BufReader, Read, Seek};

use flate2::bufread::DeflateDecoder;
use rawzip::{CompressionMethod, RECOMMENDED_BUFFER_SIZE, ZipArchive};

/// Entries after which a ZIP is given up.
const ENTRIES: usize = 100_000;

/// A web archive within a ZIP.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Where its bytes begin.
    pub(crate) start: u64,
    /// How many there are.
    pub(crate) length: u64,
    deflated: bool,
}

impl Entry {
    /// Its bytes; `raw` gives those that begin at `start`.
    pub(crate) fn open<'a>(self, raw: impl Read + 'a) -> Box<dyn BufRead + 'a> {
        let raw = BufReader::with_capacity(1 << 16, raw.take(self.length));
        match self.deflated {
            true => Box::new(BufReader::with_capacity(1 << 16, DeflateDecoder::new(raw))),
            false => Box::new(raw),
        }
    }
}

/// Whether the bytes begin as a ZIP does whose first file is one that a WACZ has.
pub(crate) fn begins_as_one(bytes: &[u8]) -> bool {
    const NAME: usize = 30;
    const HELD: [&[u8]; 4] = [b"archive/", b"pages/", b"indexes/", b"datapackage"];
    let name = bytes.strip_prefix(b"PK\x03\x04").and_then(|rest| rest.get(NAME - 4..));
    name.is_some_and(|name| HELD.iter().any(|held| name.starts_with(held)))
}

/// The web archives in the ZIP `file`, in its order; none where it is another kind of ZIP, or none.
pub(crate) fn archives(file: impl Read + Seek) -> Vec<Entry> {
    list(file).unwrap_or_default()
}

fn list(file: impl Read + Seek) -> Result<Vec<Entry>, rawzip::Error> {
    let mut buffer = vec![0; RECOMMENDED_BUFFER_SIZE];
    let archive = ZipArchive::from_seekable(file, &mut buffer)?;
    let mut found = Vec::new();
    let mut entries = archive.entries(&mut buffer);
    for _ in 0..ENTRIES {
        let Some(entry) = entries.next_entry()? else { break };
        let name = entry.file_path();
        let name = String::from_utf8_lossy(name.as_ref()).to_ascii_lowercase();
        let is_archive = name.starts_with("archive/")
            && [".warc", ".warc.gz", ".warc.zst"].iter().any(|ending| name.ends_with(ending));
        let method = entry.compression_method();
        let read = method == CompressionMethod::STORE || method == CompressionMethod::DEFLATE;
        if is_archive && read {
            found.push((entry.wayfinder(), method == CompressionMethod::DEFLATE));
        }
    }
    let mut out = Vec::new();
    for (wayfinder, deflated) in found {
        let (start, end) = archive.get_entry(wayfinder)?.compressed_data_range();
        out.push(Entry { start, length: end.saturating_sub(start), deflated });
    }
    Ok(out)
}
