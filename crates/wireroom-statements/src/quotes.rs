//! Quotations inside one passage: which words stand in which, and whether one is left open.
//!
//! All kinds of marks: “ ” " ‘ ’ ' « » „ and the typewriter's `` and ''. A single mark counts only
//! where it stands apart from a word like a quotation mark does and finds its partner; otherwise
//! it is an apostrophe.

use crate::word::{Mark, Word};

/// Numbers the quotations of `words` (from 1; 0 is outside) and marks their marks.
///
/// A double quotation without an end runs to the end of the passage; an end without a beginning
/// closes a quotation that began before the passage.
pub(crate) fn mark_quotations(passage: &str, words: &mut [Word]) {
    let mut double: Option<usize> = None;
    let mut single: Option<usize> = None;
    let mut count = 0_u16;
    let mut seen_double = false;
    for at in 0..words.len() {
        match facing(passage, words, at, double, single.is_some()) {
            Facing::OpenDouble if double.is_none() => double = Some(at),
            Facing::CloseDouble => {
                let from = double.take().or((!seen_double).then_some(0));
                if let Some(from) = from {
                    count = count.saturating_add(1);
                    close(words, from, at, count);
                }
                seen_double = true;
                single = None;
            }
            Facing::OpenSingle if single.is_none() => single = Some(at),
            Facing::CloseSingle => {
                if let Some(from) = single.take()
                    && double.is_none()
                {
                    count = count.saturating_add(1);
                    close(words, from, at, count);
                }
            }
            _ => {}
        }
    }
    if let Some(from) = double {
        let last = words.len() - 1;
        count = count.saturating_add(1);
        close(words, from, last, count);
        if from != last
            && let Some(word) = words.get_mut(last)
        {
            word.mark = Mark::None;
        }
    }
}

/// Whether `passage` ends inside a double quotation: an opening mark stands without its end.
pub(crate) fn leaves_open(passage: &str) -> bool {
    let (mut curly, mut straight) = (false, false);
    let mut before = ' ';
    for c in passage.chars() {
        let lead = before.is_whitespace() || matches!(before, '(' | '—' | '-' | '\'');
        match c {
            '“' | '„' | '«' => curly = true,
            '”' | '»' => curly = false,
            '"' => straight = !straight && lead,
            // The typewriter's '' stands for a double mark.
            '\'' if before == '\'' => straight = !straight,
            _ => {}
        }
        before = c;
    }
    curly || straight
}

enum Facing {
    None,
    OpenDouble,
    CloseDouble,
    OpenSingle,
    CloseSingle,
}

fn facing(
    passage: &str,
    words: &[Word],
    at: usize,
    double: Option<usize>,
    in_single: bool,
) -> Facing {
    let in_double = double.is_some();
    // The second half of an opening '' is no closing mark.
    let opened_before = double.is_some_and(|open| open + 1 == at);
    let Some(word) = words.get(at) else { return Facing::None };
    let text = passage.get(word.start as usize..word.end as usize).unwrap_or("");
    let before = passage.get(..word.start as usize).and_then(|head| head.chars().next_back());
    let after = passage.get(word.end as usize..).and_then(|tail| tail.chars().next());
    let gap_before = before.is_none_or(|c| {
        c.is_whitespace() || matches!(c, '(' | '[' | '“' | '"' | '‘' | '\'' | '—' | '–' | '-')
    });
    let gap_after = after.is_none_or(|c| c.is_whitespace() || !c.is_alphanumeric());
    match text {
        "“" | "«" | "„" => Facing::OpenDouble,
        "”" | "»" => Facing::CloseDouble,
        "\"" if in_double && (!gap_before || gap_after) => Facing::CloseDouble,
        "\"" if gap_before && after.is_some_and(|c| !c.is_whitespace()) => Facing::OpenDouble,
        "\"" if in_double || !gap_before => Facing::CloseDouble,
        "`" if after == Some('`') => Facing::OpenDouble,
        "'" if !in_double && gap_before && after == Some('\'') => Facing::OpenDouble,
        "'" if in_double && before == Some('\'') && !opened_before => Facing::CloseDouble,
        "'" if in_double && after == Some('\'') => Facing::None,
        "‘" => Facing::OpenSingle,
        "'" | "’" if in_single && !before.is_some_and(char::is_whitespace) && gap_after => {
            Facing::CloseSingle
        }
        "'" if gap_before && after.is_some_and(char::is_alphanumeric) => Facing::OpenSingle,
        _ => Facing::None,
    }
}

fn close(words: &mut [Word], from: usize, to: usize, number: u16) {
    if let Some(inside) = words.get_mut(from..=to) {
        for word in inside.iter_mut() {
            word.quotation = number;
        }
        if let Some(word) = inside.last_mut() {
            word.mark = Mark::Close;
        }
        if let Some(word) = inside.first_mut()
            && word.class == crate::word::Class::Quote
        {
            word.mark = if from == to { Mark::Close } else { Mark::Open };
        }
    }
}
