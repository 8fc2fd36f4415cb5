//! A sentence as words and what stands between them.

/// A run of letters and digits (inner apostrophes and hyphens belong to it), or a run of anything
/// else. Put together again the pieces are the sentence.
pub(crate) fn pieces(sentence: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut inside = false;
    let mut chars = sentence.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next_is_word = chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        let joins = inside && matches!(c, '\'' | '’' | '-') && next_is_word;
        let word = c.is_alphanumeric() || joins;
        if word != inside && at > start {
            found.extend(sentence.get(start..at));
            start = at;
        }
        inside = word;
    }
    found.extend(sentence.get(start..).filter(|rest| !rest.is_empty()));
    found
}

pub(crate) fn is_word(piece: &str) -> bool {
    piece.starts_with(char::is_alphanumeric)
}

/// `word` with its first letter in upper case.
pub(crate) fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// `word` with its first letter in lower case, if the second is lower case too.
pub(crate) fn uncapitalized(word: &str) -> String {
    let mut chars = word.chars();
    let Some(first) = chars.next() else { return String::new() };
    if chars.clone().next().is_some_and(char::is_uppercase) {
        return word.to_owned();
    }
    first.to_lowercase().chain(chars).collect()
}

/// The capitals of `like` on `word`: none, the first, or all.
pub(crate) fn cased_like(word: &str, like: &str) -> String {
    if like.chars().count() > 1 && like.chars().all(|c| !c.is_lowercase()) {
        return word.to_uppercase();
    }
    if like.starts_with(char::is_uppercase) { capitalized(word) } else { word.to_owned() }
}
