//! The case of a mended letter: that of its form where the form tells, else that of its neighbors.

/// A letter of a word being mended.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Letter {
    /// The letter read, in the case that its received form has.
    pub(crate) read: char,
    /// Whether it was received as such.
    pub(crate) sure: bool,
}

/// The word with every letter in its case.
pub(crate) fn settle(letters: &[Letter]) -> String {
    // "l’OTAN", "O’Neill": two words.
    if let [first, mark, rest @ ..] = letters
        && matches!(mark.read, '\'' | '’')
        && rest.len() > 1
    {
        return [first.read.to_string(), mark.read.to_string(), settle(rest)].concat();
    }
    let cased = |letter: &&Letter| letter.sure && letter.read.is_alphabetic();
    // "NASA’s": the ending says nothing about the rest, nor the rest about it.
    let possessive = matches!(letters, [.., mark, _] if matches!(mark.read, '\'' | '’'));
    let (core, ending) = letters.split_at(letters.len() - usize::from(possessive));
    let letters = core;
    let upper = letters.iter().filter(cased).filter(|l| l.read.is_uppercase()).count();
    let lower_inside =
        letters.iter().skip(1).filter(cased).filter(|l| l.read.is_lowercase()).count();
    let lower_first = letters.first().is_some_and(|l| l.sure && l.read.is_lowercase());
    let any_sure = upper > 0 || lower_inside > 0 || lower_first;
    let guessed_lower = letters.iter().filter(|l| !l.sure && l.read.is_lowercase()).count();
    let guessed_upper = letters.iter().filter(|l| !l.sure && l.read.is_uppercase()).count();
    let all_upper = if any_sure {
        lower_inside == 0 && !lower_first && (upper >= 2 || guessed_upper > guessed_lower)
    } else {
        guessed_upper > guessed_lower
    };
    let mut out = String::with_capacity(letters.len());
    for (index, letter) in letters.iter().enumerate() {
        // "StGB"
        let goes_on = index > 1 && index + 1 == letters.len() && out.ends_with(char::is_uppercase);
        if letter.sure || goes_on {
            out.push(letter.read);
        } else if all_upper {
            out.push(letter.read.to_ascii_uppercase());
        } else if index == 0 || opens_a_name(&out) {
            out.push(letter.read);
        } else {
            out.push(letter.read.to_ascii_lowercase());
        }
    }
    out.extend(ending.iter().map(|letter| letter.read));
    out
}

/// Whether a capital may follow inside a word: "McDonald", "O’Neill", "d’Estaing".
fn opens_a_name(head: &str) -> bool {
    head.ends_with(['\'', '’']) && head.len() > 1
        || matches!(head, "Mc" | "Mac" | "De" | "Le" | "La" | "Fitz" | "Van")
        || head.ends_with(|c: char| c.is_ascii_digit())
}
