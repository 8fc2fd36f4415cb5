//! One look over a text that says which passes have anything to do. Clean text costs only this.

use crate::lookalike;

/// What stands in a text that a pass might mend.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Survey {
    /// A letter that looks like another one, or a styled one.
    pub(crate) lookalike: bool,
    /// A combining mark that its letter is not written with.
    pub(crate) mark: bool,
    /// A character that could be half of a wrongly decoded one; a Cyrillic letter in a Latin word.
    pub(crate) mojibake: bool,
    /// A control or zero-width character.
    pub(crate) invisible: bool,
    /// An ampersand with a letter or `#` behind.
    pub(crate) entity: bool,
    /// A stop with a letter, an opening bracket or quote right behind.
    pub(crate) tight_stop: bool,
    /// A letter, a hyphen, then white space; or a soft hyphen.
    pub(crate) hyphen_space: bool,
}

impl Survey {
    pub(crate) fn clean(self) -> bool {
        self == Self::default()
    }
}

/// Nonzero for the bytes that are worth a look.
const WORTH: [bool; 256] = {
    let mut worth = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        worth[byte] = byte >= 0x80
            || matches!(byte as u8, b'.' | b'!' | b'?' | b'&' | b'-' | 0x7f)
            || (byte < 0x20 && !matches!(byte as u8, b'\n' | b'\r' | b'\t'));
        byte += 1;
    }
    worth
};

/// Looks over `text` once.
pub(crate) fn survey(text: &str) -> Survey {
    let mut seen = Survey::default();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(step) =
        bytes.get(at..).and_then(|rest| rest.iter().position(|&byte| WORTH[usize::from(byte)]))
    {
        at += step;
        let next = bytes.get(at + 1).copied().unwrap_or(b' ');
        match bytes.get(at).copied().unwrap_or(b' ') {
            b'.' | b'!' | b'?' => {
                seen.tight_stop |= next.is_ascii_alphabetic() || next == b'(' || next >= 0x80;
            }
            b'&' => seen.entity |= next.is_ascii_alphabetic() || next == b'#',
            b'-' => seen.hyphen_space |= next.is_ascii_whitespace(),
            byte if byte < 0x80 => seen.invisible = true,
            _ => {
                let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
                let end = at + c.len_utf8();
                let next = text.get(end..).and_then(|rest| rest.chars().next());
                note(text, at, c, next, &mut seen);
                at = end;
                continue;
            }
        }
        at += 1;
    }
    seen
}

fn note(text: &str, at: usize, c: char, next: Option<char>, seen: &mut Survey) {
    match c {
        '’' | '‘' | '“' | '”' | '–' | '—' | '…' | '•' => {}
        '\u{ad}' => seen.hyphen_space = true,
        '\u{400}'..='\u{45f}' => {
            seen.lookalike = true;
            let latin = |c: Option<&u8>| c.is_some_and(u8::is_ascii_alphabetic);
            seen.mojibake = seen.mojibake
                || next.is_some_and(|next| next.is_ascii_alphabetic())
                || latin(at.checked_sub(1).and_then(|at| text.as_bytes().get(at)))
                || crate::mojibake::may_begin(text, at, c, next);
        }
        _ => {
            seen.lookalike |= lookalike::is_suspect(c);
            if ('\u{a000}'..'\u{fe00}').contains(&c) || ('\u{3400}'..='\u{9fff}').contains(&c) {
                return;
            }
            seen.invisible |= crate::invisible::is_invisible(c);
            seen.mojibake = seen.mojibake || crate::mojibake::may_begin(text, at, c, next);
            if crate::marks::is_mark(c) && !seen.mark {
                let before = text.get(..at).and_then(|head| head.chars().next_back());
                seen.mark = before.is_some_and(|before| crate::marks::is_odd(before, c));
            }
        }
    }
}
