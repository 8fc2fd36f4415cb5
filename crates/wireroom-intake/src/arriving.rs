//! What comes through a pipe, read as it arrives.
//!
//! A pipe can be read once, and nobody knows when it ends. If what comes first is a record on a line,
//! the rest is lines of JSON, and each is read when it is there: whoever writes them may wait for what
//! is made of one before writing the next. Anything else must be seen whole and is read to its end.
//!
//! What it is not: a guess that is taken back. The first line decides, so the same bytes are read in
//! the same way however slowly they come. A record's place is its line even where it is the only one.

use std::io::{self, BufRead, BufReader, Read};

use crate::columns::How;
use crate::decode::decode;
use crate::json;

/// Bytes that are taken from a pipe at a time: as many as it holds.
const TAKEN: usize = 64 << 10;
/// Bytes of the longest line.
const LINE: usize = 256 << 20;

type Stream = BufReader<Box<dyn Read + Send>>;

/// What a pipe turned out to hold.
pub(crate) enum Arrived {
    /// Lines of JSON that go on arriving.
    Lines(Arriving),
    /// All of it, or one byte more than the limit.
    Whole(Vec<u8>),
}

/// Lines that go on arriving.
pub(crate) struct Arriving {
    stream: Stream,
    /// The first lines, which were read to see what they are.
    ahead: Vec<u8>,
    line: usize,
    over: bool,
}

/// Some lines.
pub(crate) struct Arrivals {
    pub(crate) bytes: Vec<u8>,
    /// The line that they begin with.
    pub(crate) first_line: usize,
    /// What had to be guessed to decode them.
    pub(crate) notes: Vec<String>,
    /// Why no more come.
    pub(crate) error: Option<io::Error>,
}

/// Reads so far that it is known what `reader` holds.
pub(crate) fn open(path: &str, reader: Box<dyn Read + Send>, how: How<'_>) -> io::Result<Arrived> {
    let most = how.limits.file;
    let mut stream = BufReader::with_capacity(TAKEN, reader);
    let mut ahead = Vec::new();
    let is_blank =
        |line: &[u8]| line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line).trim_ascii().is_empty();
    let mut first = 0..0;
    while is_blank(ahead.get(first.clone()).unwrap_or_default()) {
        first.start = ahead.len();
        let room = most.min(LINE).saturating_sub(ahead.len()) as u64;
        if stream.by_ref().take(room).read_until(b'\n', &mut ahead)? == 0 {
            break;
        }
        first.end = ahead.len();
    }
    let line = ahead.get(first).unwrap_or_default();
    if line.ends_with(b"\n") && is_record(path, line, how) {
        return Ok(Arrived::Lines(Arriving { stream, ahead, line: 1, over: false }));
    }
    let room = (most as u64).saturating_add(1).saturating_sub(ahead.len() as u64);
    stream.take(room).read_to_end(&mut ahead)?;
    Ok(Arrived::Whole(ahead))
}

/// Whether a line is a record of JSON, and not the first line of one.
fn is_record(path: &str, line: &[u8], how: How<'_>) -> bool {
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line).trim_ascii();
    let line = line.strip_suffix(b",").unwrap_or(line);
    if !(line.starts_with(b"{") && line.ends_with(b"}")) {
        return false;
    }
    let text = String::from_utf8_lossy(line);
    !json::read_lines(path, &text, 1, how).documents.is_empty()
}

impl Arriving {
    /// The lines that are there; waits where there is none. `None` at the end.
    pub(crate) fn next_lines(&mut self) -> Option<Arrivals> {
        if self.over {
            return None;
        }
        let mut error = None;
        let mut bytes = std::mem::take(&mut self.ahead);
        if bytes.is_empty() {
            error = self.fill(&mut bytes).err();
            self.over = error.is_some() || bytes.last() != Some(&b'\n');
            if bytes.is_empty() && error.is_none() {
                return None;
            }
        }
        let first_line = self.line;
        self.line += bytes.iter().filter(|&&byte| byte == b'\n').count();
        let (bytes, notes) = readable(bytes);
        Some(Arrivals { bytes, first_line, notes, error })
    }

    /// Whole lines, as many as are there, or one that is waited for; the last may lack its end.
    fn fill(&mut self, bytes: &mut Vec<u8>) -> io::Result<()> {
        loop {
            let there = match self.stream.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                there => there?,
            };
            if there.is_empty() {
                return Ok(());
            }
            let end = there.iter().rposition(|&byte| byte == b'\n').map(|at| at + 1);
            let taken = end.unwrap_or(there.len());
            bytes.extend_from_slice(there.get(..taken).unwrap_or_default());
            self.stream.consume(taken);
            if end.is_some() {
                return Ok(());
            }
            if bytes.len() > LINE {
                bytes.clear();
                return Err(io::Error::new(io::ErrorKind::InvalidData, "a line is too long"));
            }
        }
    }
}

/// Lines as UTF-8. One that is not is decoded by itself, for what comes after it is not known yet.
fn readable(bytes: Vec<u8>) -> (Vec<u8>, Vec<String>) {
    if std::str::from_utf8(&bytes).is_ok() {
        return (bytes, Vec::new());
    }
    let mut read = Vec::with_capacity(bytes.len());
    let mut notes = Vec::new();
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        match std::str::from_utf8(line).is_err().then(|| decode(line, None)).flatten() {
            Some(decoded) => {
                read.extend_from_slice(decoded.text.as_bytes());
                notes.extend(decoded.note);
            }
            None => read.extend_from_slice(line),
        }
    }
    notes.sort();
    notes.dedup();
    (read, notes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Columns, Limits};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// Gives one part a read and counts them.
    struct Parts(Vec<&'static [u8]>, Arc<AtomicUsize>);

    impl Read for Parts {
        fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
            self.1.fetch_add(1, Ordering::Relaxed);
            if self.0.is_empty() {
                return Ok(0);
            }
            let part = self.0.remove(0);
            to[..part.len()].copy_from_slice(part);
            Ok(part.len())
        }
    }

    fn opened(parts: &[&'static [u8]]) -> (Arrived, Arc<AtomicUsize>) {
        let reads = Arc::new(AtomicUsize::new(0));
        let reader = Box::new(Parts(parts.to_vec(), Arc::clone(&reads)));
        let (limits, columns) = (Limits::default(), Columns::default());
        let how = How { limits: &limits, columns: &columns };
        (open("-", reader, how).unwrap(), reads)
    }

    fn lines(parts: &[&'static [u8]]) -> Option<Vec<(usize, String)>> {
        let Arrived::Lines(mut arriving) = opened(parts).0 else { return None };
        let mut all = Vec::new();
        while let Some(some) = arriving.next_lines() {
            all.push((some.first_line, String::from_utf8(some.bytes).unwrap()));
        }
        Some(all)
    }

    const A: &[u8] = b"{\"id\": \"a\", \"text\": \"The pier is closed.\"}\n";
    const B: &[u8] = b"{\"id\": \"b\", \"text\": \"The ferry waits.\"}\n";

    #[test]
    fn a_line_is_given_before_the_next_is_asked_for() {
        let (arrived, reads) = opened(&[A, B]);
        let Arrived::Lines(mut arriving) = arrived else { panic!("no lines") };
        assert_eq!(arriving.next_lines().unwrap().bytes, A);
        assert_eq!(reads.load(Ordering::Relaxed), 1);
        assert_eq!(arriving.next_lines().unwrap().bytes, B);
        assert_eq!(reads.load(Ordering::Relaxed), 2);
        assert!(arriving.next_lines().is_none() && arriving.next_lines().is_none());
    }

    #[test]
    fn lines_are_the_same_however_they_are_cut() {
        let parts: &[&[u8]] = &[
            b"\n{\"id\": \"a\", \"te",
            b"xt\": \"The pier is closed.\"}\n{\"id\": \"b\", \"text\"",
            b": \"The ferry waits.\"}\n{\"id\":",
            b" \"c\"}",
        ];
        let given = lines(parts).unwrap();
        let whole: String = given.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(whole.as_bytes(), parts.concat());
        let starts: Vec<usize> = given.iter().map(|(line, _)| *line).collect();
        assert_eq!(starts, [1, 3, 4]);
    }

    #[test]
    fn what_is_no_line_of_json_is_read_to_its_end() {
        let whole: [&[&'static [u8]]; 6] = [
            &[b"The pier is closed.\n", b"The ferry waits.\n"],
            &[b"{\n", b"\"text\": \"The pier is closed.\"}\n"],
            &[b"[{\"text\": \"The pier is closed.\"},\n", b"{\"text\": \"The ferry waits.\"}]\n"],
            &[b"{\"text\": \"The pier is closed.\"}"],
            &[b"\n\n"],
            &[],
        ];
        for parts in whole {
            let Arrived::Whole(bytes) = opened(parts).0 else { panic!("{parts:?}") };
            assert_eq!(bytes, parts.concat());
        }
    }

    #[test]
    fn a_line_in_another_encoding_is_decoded_by_itself() {
        let given =
            lines(&[A, b"{\"id\": \"c\", \"text\": \"The caf\xe9 by the pier is closed.\"}\n", B]);
        let given = given.unwrap();
        assert!(given[1].1.contains("café"), "{given:?}");
        assert_eq!(given[2].1.as_bytes(), B);
    }
}
