//! Features of a token as hashed keys. The training program uses these very functions.

use super::view::{Info, Mode, View};

/// A hashed feature, 24 bits.
pub(crate) type Key = u32;

/// Bits of a key.
pub(crate) const KEY_BITS: u32 = 24;

/// Hash that stands for a place before or after the sentence.
const OUTSIDE: u64 = 0x5eed_0007;

/// Appends the features of token `at`.
pub(crate) fn features(view: &View, at: usize, keys: &mut Vec<Key>) {
    let Some(here) = view.info(at) else { return };
    let near = |offset: isize| at.checked_add_signed(offset).and_then(|at| view.info(at));
    let word = |offset: isize| near(offset).map_or(OUTSIDE, |info| info.word);
    let shape = |offset: isize| near(offset).map_or(OUTSIDE, |info| info.shape);
    let flags = |offset: isize| near(offset).map_or(OUTSIDE, |info| u64::from(info.lex.flags));
    let suffix = |offset: isize| near(offset).map_or(OUTSIDE, |info| info.suffixes[2]);
    let mode = view.mode as u64;
    let first = u64::from(at == 0 || (at == 1 && view.info(0).is_some_and(|info| !info.letters)));
    let mut put = |template: u64, a: u64, b: u64| keys.push(key(template, a, b));

    put(0, mode, 0);
    // Words around.
    put(1, word(0), 0);
    put(2, word(-1), 0);
    put(3, word(1), 0);
    put(4, word(-2), 0);
    put(5, word(2), 0);
    put(6, word(-1), word(0));
    put(7, word(0), word(1));
    put(8, word(-1), word(1));
    put(9, word(-2), word(-1));
    put(10, word(1), word(2));
    // Their pattern.
    put(11, shape(0), mode);
    put(12, mix(shape(-1), shape(0)), mode);
    put(13, mix(shape(0), shape(1)), mode);
    put(14, mix(mix(shape(-1), shape(0)), shape(1)), mode);
    put(15, mix(shape(0), first), mode);
    put(16, mix(shape(0), word(-1)), mode);
    put(17, mix(shape(0), word(1)), mode);
    put(18, mix(mix(shape(-2), shape(-1)), shape(0)), mode);
    put(19, mix(mix(shape(2), shape(1)), shape(0)), mode);
    // Their parts.
    for n in 0..4 {
        if here.prefixes[n] != 0 {
            put(20 + n as u64, here.prefixes[n], 0);
            put(24 + n as u64, here.suffixes[n], 0);
        }
    }
    put(28, suffix(-1), 0);
    put(29, suffix(1), 0);
    put(30, here.suffixes[2], shape(0));
    // What the tables know.
    put(31, flags(0), 0);
    put(32, flags(-1), 0);
    put(33, flags(1), 0);
    put(34, flags(-1), flags(0));
    put(35, flags(0), flags(1));
    put(36, mix(flags(0), shape(0)), mix(mode, first));
    put(37, mix(flags(0), word(-1)), 0);
    put(38, mix(flags(0), word(1)), 0);
    let phrase = |offset: isize| {
        at.checked_add_signed(offset)
            .and_then(|at| view.phrases.get(at))
            .map_or(0, |f| u64::from(*f))
    };
    if phrase(0) != 0 {
        put(39, phrase(0), 0);
        put(40, phrase(0), word(-1));
    }
    if phrase(1) != 0 {
        put(41, phrase(1), 0);
    }
    if phrase(-1) != 0 {
        put(42, phrase(-1), 0);
    }
    let usage = u64::from(here.lex.usage);
    put(43, mix(usage, shape(0)), mix(mode, first));
    put(44, mix(usage, near(1).map_or(OUTSIDE, |info| u64::from(info.lex.usage))), shape(0));
    put(45, mix(usage, near(-1).map_or(OUTSIDE, |info| u64::from(info.lex.usage))), shape(0));
    let enclosed = view.enclosed.get(at).copied().unwrap_or(0);
    put(53, u64::from(enclosed), mix(shape(0), mode));
    if view.mode == Mode::Normal || view.mode == Mode::Title {
        run(view, at, here, &mut put);
    }
}

/// What the run of capitalized words that a token stands in looks like.
fn run(view: &View, at: usize, here: &Info, put: &mut impl FnMut(u64, u64, u64)) {
    let Some((first, last)) = view.runs.get(at).map(|run| (run.0 as usize, run.1 as usize)) else {
        return;
    };
    if !here.capital && first == last {
        return;
    }
    let word =
        |at: Option<usize>| at.and_then(|at| view.info(at)).map_or(OUTSIDE, |info| info.word);
    let flags = |at: usize| view.info(at).map_or(OUTSIDE, |info| u64::from(info.lex.flags));
    let before = first.checked_sub(1);
    let after = Some(last + 1);
    let place = match (at == first, at == last) {
        (true, true) => 0u64,
        (true, false) => 1,
        (false, true) => 2,
        (false, false) => 3,
    };
    let len = (last - first).min(5) as u64;
    let mode = view.mode as u64;
    put(60, mix(place, len), mode);
    put(61, word(before), place);
    put(62, word(after), place);
    put(63, word(Some(last)), place);
    put(64, word(Some(first)), place);
    put(65, mix(word(before), word(after)), place);
    put(66, mix(flags(first), flags(last)), mix(place, len));
    put(67, word(before.and_then(|at| at.checked_sub(1))), mix(word(before), place));
    put(68, word(after), mix(word(Some(last + 2)), place));
    if let Some(spelled) = acronym(view, first, last) {
        put(71, u64::from(spelled), place);
    }
}

/// For a lone acronym in brackets: whether it has the initials of the words before the bracket;
/// for a run before a bracket: whether an acronym of its initials follows.
fn acronym(view: &View, first: usize, last: usize) -> Option<bool> {
    let bracket = |at: usize| view.enclosed.get(at).is_some_and(|flags| flags & 2 != 0);
    let initials_end = |mut at: usize, letters: usize| {
        let mut found = 0;
        loop {
            let info = view.info(at)?;
            found += usize::from(info.capital);
            if found == letters {
                return Some(info.initial);
            }
            at = at.checked_sub(1)?;
            if !view.info(at).is_some_and(|info| info.capital || info.connector) {
                return None;
            }
        }
    };
    if bracket(first) {
        let only = view.info(first).filter(|_| first == last)?;
        let letters = view.span(first).len();
        let before = first.checked_sub(2)?;
        (2..=8).contains(&letters).then(|| initials_end(before, letters) == Some(only.initial))
    } else {
        let inside = view.info(last + 2).filter(|_| bracket(last + 1))?;
        let letters = view.span(last + 2).len();
        (2..=8).contains(&letters).then(|| initials_end(last, letters) == Some(inside.initial))
    }
}

fn mix(a: u64, b: u64) -> u64 {
    (a ^ b.rotate_left(23)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(31)
}

fn key(template: u64, a: u64, b: u64) -> Key {
    let mut hash = (template + 1).wrapping_mul(0xd6e8_feb8_6659_fd93) ^ a;
    hash = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29) ^ b;
    hash = (hash ^ (hash >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    (hash >> (64 - KEY_BITS)) as Key
}
