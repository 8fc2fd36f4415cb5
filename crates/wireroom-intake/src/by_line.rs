//! A stream that is read line by line, where a line may be handed back.

use std::io::{self, BufRead, Read};

pub(crate) struct ByLine<R> {
    /// What stands behind the line that was handed back, if one was.
    pub(crate) reader: R,
    /// Bytes of a line that are held; what is longer comes as several.
    most: u64,
    held: Option<Vec<u8>>,
}

impl<R: BufRead> ByLine<R> {
    pub(crate) const fn new(reader: R, most: u64) -> Self {
        Self { reader, most, held: None }
    }

    /// The next line with its end; `None` at the end of the stream.
    pub(crate) fn line(&mut self) -> io::Result<Option<Vec<u8>>> {
        if let Some(held) = self.held.take() {
            return Ok(Some(held));
        }
        let mut line = Vec::new();
        let read = self.reader.by_ref().take(self.most).read_until(b'\n', &mut line)?;
        Ok((read > 0).then_some(line))
    }

    /// Hands back the line that was read last.
    pub(crate) fn back(&mut self, line: Vec<u8>) {
        self.held = Some(line);
    }
}
