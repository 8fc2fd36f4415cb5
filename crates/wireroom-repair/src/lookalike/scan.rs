//! The words worth a look, found in one run over the text: a clean text, whatever its script, costs
//! only this.
//!
//! A word in another script beside words of that script is passed over here, as it would be later
//! with more effort.

use super::living::is_natural_latin;
use super::table::{Class, entry};
use crate::words::is_letter;

/// How far back the word before may end, in bytes, to count as a neighbor.
const NEAR: usize = 60;

/// Where the words begin (or their first letter that is not ASCII) that may be disguised, in order.
pub(crate) fn scan(text: &str) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    let mut strong = false;
    let mut last: Option<(usize, usize)> = None;
    let mut pending: Option<(usize, Run, usize)> = None;
    let mut at = 0;
    while let Some(step) = next_high(text.as_bytes(), at) {
        at = step;
        let run = run(text, at);
        if run.end == at {
            at += text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
            continue;
        }
        let before = last.filter(|&(end, _)| beside(text, end, at)).map_or(0, |(_, other)| other);
        if let Some((place, word, earlier)) = pending.take()
            && !word.is_settled(
                earlier,
                if last.is_some() { neighbor(text, &word, at, &run) } else { 0 },
            )
        {
            strong = true;
            found.push(place);
        }
        match run.verdict(text, at) {
            Verdict::Plain => {}
            Verdict::Weak => found.push(at),
            Verdict::Strong => {
                strong = true;
                found.push(at);
            }
            Verdict::ByNeighbors => pending = Some((at, run, before)),
        }
        last = Some((run.end, run.otherness()));
        at = run.end;
    }
    if let Some((place, word, earlier)) = pending
        && !word.is_settled(earlier, 0)
    {
        strong = true;
        found.push(place);
    }
    if strong { found } else { Vec::new() }
}

enum Verdict {
    Plain,
    /// Only with letters that living languages write: nothing without other disguises.
    Weak,
    Strong,
    /// All of it could be Latin letters in disguise; what stands beside tells.
    ByNeighbors,
}

/// A run of letters that are not ASCII.
#[derive(Clone, Copy, Default)]
struct Run {
    end: usize,
    letters: usize,
    suspects: usize,
    natural: usize,
    /// Suspects that are Latin letters or styled ones.
    latin_like: usize,
    foreign: usize,
    accented: usize,
    /// The first alphabet that is mixed up with Latin, and whether there is a second.
    alphabet: u32,
    mixed: bool,
}

impl Run {
    fn otherness(&self) -> usize {
        if self.accented > 0 {
            0
        } else if self.foreign > 0 {
            2
        } else {
            usize::from(self.suspects > 1 && !self.mixed && self.latin_like == 0)
        }
    }

    fn is_settled(&self, before: usize, after: usize) -> bool {
        self.letters > 1 && before.max(after) > 1 || before.min(after) > 0
    }

    fn verdict(&self, text: &str, at: usize) -> Verdict {
        let bytes = text.as_bytes();
        let ascii = |at: Option<usize>| {
            at.and_then(|at| bytes.get(at)).is_some_and(|byte| byte.is_ascii_alphanumeric())
        };
        let touches = ascii(at.checked_sub(1)) || ascii(Some(self.end)) || self.accented > 0;
        if self.suspects == 0 && (self.foreign == 0 || !touches) {
            return Verdict::Plain;
        }
        if touches || self.mixed || self.latin_like > 0 && self.foreign == 0 {
            let weak = self.natural == self.suspects && self.foreign == 0;
            return if weak { Verdict::Weak } else { Verdict::Strong };
        }
        if self.foreign > 0 { Verdict::Plain } else { Verdict::ByNeighbors }
    }
}

/// The run that begins at `at`; empty where no letter does.
fn run(text: &str, at: usize) -> Run {
    let mut run = Run { end: at, ..Run::default() };
    for c in text.get(at..).unwrap_or("").chars() {
        if c.is_ascii() {
            break;
        }
        let alphabet = alphabet(c);
        if let Some(entry) = entry(c) {
            run.suspects += 1;
            run.latin_like += usize::from(matches!(entry.class, Class::Latin | Class::Styled));
            run.natural += usize::from(is_natural_latin(c));
        } else if is_mark(c) {
            if run.letters == 0 {
                break;
            }
            run.letters -= 1;
        } else if alphabet == 0 && !is_letter(c) {
            break;
        } else if matches!(c as u32, 0xaa..=0x2af | 0x1e00..=0x1eff) {
            run.accented += 1;
        } else {
            run.foreign += 1;
        }
        run.letters += 1;
        if alphabet > 0 {
            run.mixed |= run.alphabet > 0 && run.alphabet != alphabet;
            run.alphabet = alphabet;
        }
        run.end += c.len_utf8();
    }
    run
}

/// The alphabets whose letters stand in for Latin ones most; 0 for all others.
fn alphabet(c: char) -> u32 {
    match c as u32 {
        0x386 | 0x388..=0x3ff | 0x1f00..=0x1fbc => 1,
        0x400..=0x481 | 0x48a..=0x52f => 2,
        0x531..=0x556 | 0x561..=0x587 => 3,
        _ => 0,
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{2de0}'..='\u{2dff}')
}

fn neighbor(text: &str, word: &Run, at: usize, run: &Run) -> usize {
    if beside(text, word.end, at) { run.otherness() } else { 0 }
}

/// Whether no word stands between `end` and `at`.
fn beside(text: &str, end: usize, at: usize) -> bool {
    let between = text.as_bytes().get(end..at).unwrap_or(b"");
    between.len() <= NEAR && !between.iter().any(u8::is_ascii_alphabetic)
}

/// The first byte from `at` on that is not ASCII.
fn next_high(bytes: &[u8], mut at: usize) -> Option<usize> {
    while let Some(chunk) = bytes.get(at..at + 64) {
        if !chunk.is_ascii() {
            break;
        }
        at += 64;
    }
    let rest = bytes.get(at..)?;
    rest.iter().position(|byte| !byte.is_ascii()).map(|step| at + step)
}
