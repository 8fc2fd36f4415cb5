//! The words worth a look, found while the text is surveyed: a clean text, whatever its script,
//! costs only this.
//!
//! A word in another script beside words of that script is passed over here, as it would be later
//! with more effort.

use crate::kind::{
    ACCENTED, ALPHABETS, FOREIGN, Kinds, LATIN_LIKE, LEAD, MARK, RARE, READABLE, RUSSIAN, SUSPECT,
    UNNATURAL,
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
    /// Whether a word plainly in another script stands before, with no Latin one since.
    foreign: bool,
    /// Words that could be Latin ones in disguise, with no Latin word since the first: where each
    /// begins, and the otherness of the run before.
    pending: Vec<(usize, usize)>,
}

impl Scan {
    /// Takes the run that begins at `at`.
    pub(crate) fn take(&mut self, text: &str, at: usize, run: Run) {
        let own = run.otherness();
        let before = self.last.filter(|&(end, _)| beside(text, end, at));
        if before.is_none() {
            self.flush();
        }
        if own > 1 {
            self.foreign = true;
            self.pending.clear();
        } else if own > 0
            && let Some(&(_, earlier)) = self.pending.last()
            && earlier > 0
        {
            // Between two words that both look like another script's.
            self.pending.pop();
        }
        match run.verdict(text, at) {
            Verdict::Plain => {}
            Verdict::Weak => self.found.weak.push(at),
            Verdict::Strong => self.found.strong.push(at),
            Verdict::ByNeighbors if self.foreign => {}
            Verdict::ByNeighbors => {
                self.pending.push((at, before.map_or(0, |(_, other)| other)));
            }
        }
        self.last = Some((run.end, own));
    }

    /// What was found, behind the last run.
    pub(crate) fn finish(mut self) -> Suspects {
        self.flush();
        self.found.strong.sort_unstable();
        self.found
    }

    /// A Latin word, or the end: what is open stays so.
    fn flush(&mut self) {
        self.foreign = false;
        self.found.strong.extend(self.pending.drain(..).map(|(at, _)| at));
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
    /// The bits of all its characters, and those that more than one has.
    pub(crate) kinds: u32,
    twice: u32,
    /// The bits of its last character.
    pub(crate) last: u32,
    /// Whether two of its characters could be a wrongly decoded one.
    pub(crate) pairs: bool,
}

impl Run {
    /// The run that begins at `at`; empty where no letter does.
    pub(crate) fn at(text: &str, at: usize, kinds: &mut Kinds) -> Self {
        let mut run = Self { end: at, ..Self::default() };
        for c in text.get(at..).unwrap_or("").chars() {
            if c.is_ascii() {
                break;
            }
            let kind = kinds.of(c);
            if kind & (SUSPECT | FOREIGN | ACCENTED) == 0 && (kind & MARK == 0 || run.kinds == 0) {
                break;
            }
            run.pairs |= (run.last & LEAD != 0) & (kind & RUSSIAN == 0);
            run.twice |= run.kinds & kind;
            run.kinds |= kind;
            run.last = kind;
            run.end += c.len_utf8();
        }
        run
    }

    fn has(&self, bits: u32) -> bool {
        self.kinds & bits != 0
    }

    fn otherness(&self) -> usize {
        if self.has(ACCENTED) || self.has(RARE) && !self.has(FOREIGN) {
            0
        } else if self.has(FOREIGN) {
            2
        } else {
            usize::from(self.twice & SUSPECT != 0 && !self.is_mixed() && !self.has(LATIN_LIKE))
        }
    }

    /// Whether it is of two alphabets that no word mixes.
    fn is_mixed(&self) -> bool {
        (self.kinds & ALPHABETS).count_ones() > 1
    }

    fn verdict(&self, text: &str, at: usize) -> Verdict {
        let bytes = text.as_bytes();
        let letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphabetic);
        let before = at.checked_sub(1).and_then(|at| bytes.get(at));
        let behind = bytes.get(self.end);
        let in_latin = letter(before) || letter(behind) || self.has(ACCENTED);
        if self.has(FOREIGN) {
            // What no Latin letter looks like is at most a word of its own script, partly disguised.
            let partly = in_latin || self.is_mixed() || self.has(LATIN_LIKE);
            return if self.has(READABLE) && partly { Verdict::Strong } else { Verdict::Plain };
        }
        if !self.has(SUSPECT) {
            return Verdict::Plain;
        }
        if in_latin || self.is_mixed() || self.has(LATIN_LIKE) {
            return if self.has(UNNATURAL) { Verdict::Strong } else { Verdict::Weak };
        }
        // "4Б" is a room.
        let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
        let numbered = digit(before) || digit(behind);
        if numbered && self.twice & SUSPECT == 0 { Verdict::Plain } else { Verdict::ByNeighbors }
    }
}

/// Whether no word stands between `end` and `at`.
fn beside(text: &str, end: usize, at: usize) -> bool {
    let between = text.as_bytes().get(end..at).unwrap_or(b"");
    between.len() <= NEAR && !between.iter().any(u8::is_ascii_alphabetic)
}
