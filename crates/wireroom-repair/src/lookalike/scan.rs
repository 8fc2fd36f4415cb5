//! The words worth a look, found while the text is surveyed: a clean text, whatever its script,
//! costs only this.
//!
//! A word in another script beside words of that script is passed over here, as it would be later
//! with more effort.

use crate::kind::{
    ACCENTED, ALPHABET, LATIN_LIKE, READABLE, LEAD, LETTER, MARK, NATURAL, RUSSIAN, SUSPECT, kind,
};

/// How far back the word before may end, in bytes, to count as a neighbor.
const NEAR: usize = 60;

/// Where words begin (or their first letter that is not ASCII) that may be disguised, in order.
#[derive(Debug, Default, Clone)]
pub(crate) struct Suspects {
    pub(crate) strong: Vec<usize>,
    /// Only with letters that living languages write: nothing without other disguises.
    pub(crate) weak: Vec<usize>,
}

/// Reads the runs of a text one after another.
#[derive(Default)]
pub(crate) struct Scan {
    found: Suspects,
    /// End and otherness of the run before.
    last: Option<(usize, usize)>,
    pending: Option<(usize, Run, usize)>,
}

impl Scan {
    /// Takes the run that begins at `at`.
    pub(crate) fn take(&mut self, text: &str, at: usize, run: Run) {
        let last = self.last;
        let before = last.filter(|&(end, _)| beside(text, end, at)).map_or(0, |(_, other)| other);
        if let Some((place, word, earlier)) = self.pending.take() {
            let later = if beside(text, word.end, at) { run.otherness() } else { 0 };
            if !word.is_settled(earlier, later) {
                self.found.strong.push(place);
            }
        }
        match run.verdict(text, at) {
            Verdict::Plain => {}
            Verdict::Weak => self.found.weak.push(at),
            Verdict::Strong => self.found.strong.push(at),
            Verdict::ByNeighbors => self.pending = Some((at, run, before)),
        }
        self.last = Some((run.end, run.otherness()));
    }

    /// What was found, behind the last run.
    pub(crate) fn finish(mut self) -> Suspects {
        if let Some((place, word, earlier)) = self.pending
            && !word.is_settled(earlier, 0)
        {
            self.found.strong.push(place);
        }
        self.found
    }
}

enum Verdict {
    Plain,
    Weak,
    Strong,
    /// All of it could be Latin letters in disguise; what stands beside tells.
    ByNeighbors,
}

/// A run of letters that are not ASCII.
#[derive(Clone, Copy, Default)]
pub(crate) struct Run {
    pub(crate) end: usize,
    letters: u32,
    suspects: u32,
    natural: u32,
    /// Suspects that are Latin letters or styled ones.
    latin_like: u32,
    foreign: u32,
    accented: u32,
    /// The first alphabet that is not mixed with others, and whether there is a second.
    alphabet: u32,
    mixed: bool,
    /// Whether there is a letter of Greek, Cyrillic or Armenian, which may be disguised too.
    readable: bool,
    /// The bits of all its characters.
    pub(crate) kinds: u32,
    /// Whether two of its characters could be a wrongly decoded one.
    pub(crate) pairs: bool,
    /// The bits of its last character.
    pub(crate) last: u32,
}

impl Run {
    /// The run that begins at `at`; empty where no letter does.
    pub(crate) fn at(text: &str, at: usize) -> Self {
        let mut run = Self { end: at, ..Self::default() };
        for c in text.get(at..).unwrap_or("").chars() {
            if c.is_ascii() {
                break;
            }
            let kind = kind(c);
            if kind & SUSPECT != 0 {
                run.suspects += 1;
                run.latin_like += u32::from(kind & LATIN_LIKE != 0);
                run.natural += u32::from(kind & NATURAL != 0);
            } else if kind & MARK != 0 {
                if run.letters == 0 {
                    break;
                }
                run.letters -= 1;
            } else if kind & (LETTER | ALPHABET) == 0 {
                break;
            } else if kind & ACCENTED != 0 {
                run.accented += 1;
            } else {
                run.foreign += 1;
            }
            run.letters += 1;
            let alphabet = kind & ALPHABET;
            if alphabet > 0 {
                run.mixed |= run.alphabet > 0 && run.alphabet != alphabet;
                run.alphabet = alphabet;
                run.readable |= kind & READABLE != 0;
            }
            run.pairs |= run.last & LEAD != 0 && kind & RUSSIAN == 0;
            run.kinds |= kind;
            run.last = kind;
            run.end += c.len_utf8();
        }
        run
    }

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
        before.max(after) > 1 || before.min(after) > 0
    }

    fn verdict(&self, text: &str, at: usize) -> Verdict {
        let bytes = text.as_bytes();
        let letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphabetic);
        let before = at.checked_sub(1).and_then(|at| bytes.get(at));
        let in_latin = letter(before) || letter(bytes.get(self.end)) || self.accented > 0;
        if self.foreign > 0 {
            // What no Latin letter looks like is at most a word of its own script, partly disguised.
            let partly = in_latin || self.mixed || self.latin_like > 0;
            return if self.readable && partly { Verdict::Strong } else { Verdict::Plain };
        }
        if self.suspects == 0 {
            return Verdict::Plain;
        }
        // "4Б" is a room.
        let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
        let numbered = digit(before) || digit(bytes.get(self.end));
        if in_latin || self.mixed || self.latin_like > 0 || numbered && self.letters > 1 {
            let weak = self.natural == self.suspects;
            return if weak { Verdict::Weak } else { Verdict::Strong };
        }
        if numbered { Verdict::Plain } else { Verdict::ByNeighbors }
    }
}

/// Whether no word stands between `end` and `at`.
fn beside(text: &str, end: usize, at: usize) -> bool {
    let between = text.as_bytes().get(end..at).unwrap_or(b"");
    between.len() <= NEAR && !between.iter().any(u8::is_ascii_alphabetic)
}
