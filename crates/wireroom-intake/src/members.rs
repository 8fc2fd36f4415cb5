//! Packed members that stand one after the other, unpacked as they are read.
//!
//! A damaged gzip member is told once, as an error; what is read next is the member after it. So one
//! bad sector costs a web archive one page. Growth past the limit ends the stream.

use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::GzDecoder;
use ruzstd::decoding::{FrameDecoder, StreamingDecoder};

use crate::limits::Limits;
use crate::unpack::{Packing, RATIO_FLOOR, skippable};

/// `reader` itself, or what is packed in it.
pub(crate) fn stream<'a>(
    mut reader: impl BufRead + 'a,
    limits: &Limits,
) -> io::Result<Box<dyn BufRead + 'a>> {
    let begins = reader.fill_buf()?;
    Ok(match Packing::of(begins).is_some() || skippable(begins) {
        true => Box::new(BufReader::with_capacity(1 << 16, Members::new(reader, limits.ratio))),
        false => Box::new(reader),
    })
}

/// Unpacks members one after the other.
pub(crate) struct Members<R: BufRead> {
    state: State<Counted<R>>,
    unpacked: u64,
    ratio: usize,
    /// Whether what is read now is looked through for the next member.
    lost: bool,
}

enum State<R: BufRead> {
    Between(R),
    Gzip(Box<GzDecoder<R>>),
    Zstd(Box<StreamingDecoder<R, FrameDecoder>>),
    Over,
}

impl<R: BufRead> Members<R> {
    pub(crate) fn new(reader: R, ratio: usize) -> Self {
        let state = State::Between(Counted::new(reader));
        Self { state, unpacked: 0, ratio, lost: false }
    }

    /// The next member begun, if there is one.
    fn open(&mut self, mut reader: Counted<R>) -> io::Result<State<Counted<R>>> {
        if self.lost {
            skip_to_gzip(&mut reader)?;
        }
        reader.begin();
        let first = reader.fill_buf()?.first().copied();
        Ok(match first {
            Some(0x1f) => State::Gzip(Box::new(GzDecoder::new(reader))),
            Some(0x28) => {
                let decoder = StreamingDecoder::new(reader).map_err(io::Error::other)?;
                State::Zstd(Box::new(decoder))
            }
            Some(0x50..=0x5f) => {
                let mut head = [0; 8];
                reader.read_exact(&mut head)?;
                let [.., a, b, c, d] = head;
                let length = u64::from(u32::from_le_bytes([a, b, c, d]));
                io::copy(&mut reader.by_ref().take(length), &mut io::sink())?;
                State::Between(reader)
            }
            // What stands after the last member belongs to none.
            _ => State::Over,
        })
    }

    fn is_bomb(&self, packed: u64) -> bool {
        self.unpacked > RATIO_FLOOR as u64 && self.unpacked / packed.max(1) > self.ratio as u64
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if into.is_empty() {
            return Ok(0);
        }
        loop {
            match std::mem::replace(&mut self.state, State::Over) {
                State::Over => return Ok(0),
                State::Between(reader) => self.state = self.open(reader)?,
                State::Gzip(mut decoder) => match decoder.read(into) {
                    Ok(0) => self.state = State::Between(decoder.into_inner()),
                    Ok(n) => {
                        self.unpacked += n as u64;
                        self.lost = false;
                        if self.is_bomb(decoder.get_ref().read) {
                            return Err(bomb(self.ratio));
                        }
                        self.state = State::Gzip(decoder);
                        return Ok(n);
                    }
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {
                        self.state = State::Gzip(decoder);
                    }
                    Err(error) => {
                        let told = std::mem::replace(&mut self.lost, true);
                        let mut reader = decoder.into_inner();
                        // Once: going back at every try would cost the square of what is damaged.
                        if !told {
                            reader.back();
                        }
                        self.state = State::Between(reader);
                        if !told {
                            return Err(error);
                        }
                    }
                },
                State::Zstd(mut decoder) => match decoder.read(into)? {
                    0 => self.state = State::Between(decoder.into_inner()),
                    n => {
                        self.unpacked += n as u64;
                        if self.is_bomb(decoder.get_ref().read) {
                            return Err(bomb(self.ratio));
                        }
                        self.state = State::Zstd(decoder);
                        return Ok(n);
                    }
                },
            }
        }
    }
}

fn bomb(ratio: usize) -> io::Error {
    let what = format!("it unpacks to more than {ratio} times its size, past the limit");
    io::Error::new(io::ErrorKind::InvalidData, what)
}

/// Reads up to where a gzip member may begin.
fn skip_to_gzip(reader: &mut impl BufRead) -> io::Result<()> {
    loop {
        let held = reader.fill_buf()?;
        if held.is_empty() {
            return Ok(());
        }
        let begins = |(at, &byte): (usize, &u8)| {
            byte == 0x1f && held.get(at + 1).is_none_or(|&next| next == 0x8b)
        };
        let at = held.iter().enumerate().position(begins);
        let skipped = at.unwrap_or(held.len());
        reader.consume(skipped);
        if at.is_some() {
            return Ok(());
        }
    }
}

/// Bytes of a member that are kept to go back to: a page of an archive takes a few thousand.
const KEPT: usize = 1 << 20;

/// Counts what is read, and keeps it as long as a member is small.
struct Counted<R> {
    inner: R,
    read: u64,
    /// What was read of this member; nothing where it was too much.
    kept: Vec<u8>,
    too_much: bool,
    /// What is read again before `inner`, and how far.
    again: Vec<u8>,
    at: usize,
}

impl<R: BufRead> Counted<R> {
    fn new(inner: R) -> Self {
        Self { inner, read: 0, kept: Vec::new(), too_much: false, again: Vec::new(), at: 0 }
    }

    /// What is read from here on is a member.
    fn begin(&mut self) {
        self.kept.clear();
        self.too_much = false;
    }

    /// Goes back behind the first byte of this member, where it was kept: a damaged member may have
    /// been read far into those after it.
    fn back(&mut self) {
        let rest = self.again.get(self.at..).unwrap_or_default();
        let kept = self.kept.get(1..).unwrap_or_default();
        self.again = [kept, rest].concat();
        self.at = 0;
        self.begin();
    }
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = self.fill_buf()?.read(into)?;
        self.consume(n);
        Ok(n)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match self.at < self.again.len() {
            true => Ok(self.again.get(self.at..).unwrap_or_default()),
            false => self.inner.fill_buf(),
        }
    }

    fn consume(&mut self, n: usize) {
        self.read += n as u64;
        self.too_much |= self.kept.len() + n > KEPT;
        let from_again = self.at < self.again.len();
        if self.too_much {
            self.kept.clear();
        } else if from_again {
            self.kept.extend(self.again.get(self.at..self.at + n).unwrap_or_default());
        } else if let Ok(held) = self.inner.fill_buf() {
            self.kept.extend(held.get(..n).unwrap_or_default());
        }
        match from_again {
            true => self.at += n,
            false => self.inner.consume(n),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn a_damaged_member_is_told_once_and_the_next_is_read() {
        let mut bad = gzip(&b"the second member, which is damaged".repeat(9));
        let middle = bad.len() / 2;
        bad[middle..].fill(0xff);
        let packed = [gzip(b"one. "), bad, gzip(b"three.")].concat();
        let mut unpacked = Members::new(&packed[..], 300);
        let (mut out, mut errors) = (Vec::new(), 0);
        while errors < 5 {
            match unpacked.read_to_end(&mut out) {
                Ok(_) => break,
                Err(_) => errors += 1,
            }
        }
        assert_eq!(errors, 1);
        assert!(out.starts_with(b"one. ") && out.ends_with(b"three."));
    }

    #[test]
    fn growth_past_the_limit_ends_it() {
        let packed = gzip(&vec![b'a'; 40 << 20]);
        let mut unpacked = Members::new(&packed[..], 300);
        let mut out = Vec::new();
        assert!(unpacked.read_to_end(&mut out).is_err());
        assert!(out.len() < 20 << 20);
        assert_eq!(unpacked.read(&mut [0; 16]).unwrap(), 0);
    }
}
