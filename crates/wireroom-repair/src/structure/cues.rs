//! What a page prints around an article, by its phrases and counts.

use wireroom_model::ZoneKind;

use super::block::Block;
use super::page;
use super::phrases::{ALWAYS, ANYWHERE, LABELS, starts};
use super::signs;

/// What a page prints around an article.
pub(crate) fn furniture(line: &str, lower: &str, block: &Block) -> Option<ZoneKind> {
    if !line.chars().any(char::is_alphabetic) {
        return Some(ZoneKind::Furniture);
    }
    if block.words > 45 {
        // The words of a form run together; one phrase of it may stand in any long paragraph.
        let form = block.words <= 90 && block.signs.has(signs::ALWAYS_PHRASE);
        let form = form && ALWAYS.iter().filter(|cue| lower.contains(*cue)).count() > 1;
        return (form && !block.is_told(line)).then_some(ZoneKind::Furniture);
    }
    // Someone is quoted: a sentence of the story, whatever it begins with.
    if block.words > 6
        && line.bytes().any(|byte| matches!(byte, b'"' | 0xe2))
        && line.contains(['"', '“', '”'])
        && [" said", " told ", " says", "said:"].iter().any(|cue| line.contains(cue))
    {
        return None;
    }
    let lower = lower.replace('’', "'");
    if let Some(kind) = page::kind(line, &lower, block) {
        return Some(kind);
    }
    let lower = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
    // More than ten words are no slide, no reading time and no count, nor are words without a figure.
    let words: Vec<&str> = if block.words <= 20 && block.signs.digit {
        lower.split_whitespace().take(11).collect()
    } else {
        Vec::new()
    };
    let short = block.words <= 14;
    let label = lower.trim_matches(|c: char| !c.is_alphanumeric());
    let page = starts(lower).any(|cue| starts_with_words(lower, cue))
        || block.words <= 8 && LABELS.contains(&label)
        || short
            && block.signs.has(signs::PHRASE)
            && ANYWHERE.iter().any(|cue| lower.contains(cue))
        || block.signs.has(signs::ALWAYS_PHRASE) && ALWAYS.iter().any(|cue| lower.contains(cue))
        || block.words <= 6 && !block.ends_sentence && lower.starts_with("more from ")
        || is_address(lower)
        || is_linked(lower, block)
        || is_slide(&words)
        || is_reading_time(&words)
        || is_counts(&words);
    page.then_some(ZoneKind::Furniture)
}

/// "Council votes on the pier Read more", "The year in pictures".
fn is_linked(lower: &str, block: &Block) -> bool {
    block.words <= 25
        && !block.ends_sentence
        && (lower.ends_with(" read more") || lower.ends_with(" read more »"))
        || block.words <= 6 && lower.ends_with(" in pictures")
}

/// An address on its own, also where a tokenizer has parted it.
fn is_address(lower: &str) -> bool {
    let lone = lower.split_whitespace().nth(1).is_none();
    let opens = lower.starts_with("http://") || lower.starts_with("https://");
    (opens || lower.starts_with("www.")) && lone
        || lower.starts_with("http : / /")
        || lower.starts_with("https : / /")
}

/// "Image 2 of 5", "Slide 3 of 12", "2 of / 5".
fn is_slide(words: &[&str]) -> bool {
    let number = |word: &&&str| word.bytes().all(|b| b.is_ascii_digit());
    words.len() <= 5
        && words.contains(&"of")
        && words.iter().filter(number).count() == 2
        && words.iter().filter(|word| !number(word)).all(|word| {
            matches!(*word, "of" | "/" | "image" | "photo" | "slide" | "picture" | "page" | "show")
        })
}

/// "2 min read", "Reading time: 3 minutes".
fn is_reading_time(words: &[&str]) -> bool {
    if words.len() > 6 {
        return false;
    }
    let number = words.iter().any(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let read = words.iter().any(|word| {
        matches!(word.trim_matches(|c: char| !c.is_alphabetic()), "read" | "reading" | "listen")
    });
    let time = words.iter().any(|word| {
        matches!(
            word.trim_matches(|c: char| !c.is_alphabetic()),
            "min" | "mins" | "minute" | "minutes" | "time" | "seconds"
        )
    });
    number && read && time
}

/// "12 shares", "3 comments 40 views".
fn is_counts(words: &[&str]) -> bool {
    let number = |word: &&str| {
        word.chars().any(|c| c.is_ascii_digit()) && !word.chars().any(char::is_alphabetic)
            || word
                .strip_suffix('k')
                .is_some_and(|head| head.chars().all(|c| c.is_ascii_digit() || c == '.'))
    };
    let label = |word: &&str| {
        matches!(
            word.trim_matches(|c: char| !c.is_alphabetic()),
            "share"
                | "shares"
                | "comment"
                | "comments"
                | "view"
                | "views"
                | "like"
                | "likes"
                | "tweet"
                | "tweets"
                | "pin"
                | "reads"
                | "retweets"
                | "followers"
                | "total"
                | "votes"
        )
    };
    if words.len() > 10 {
        return false;
    }
    let numbers = words.iter().filter(|word| number(word)).count();
    let labels = words.iter().filter(|word| label(word)).count();
    numbers > 0 && labels > 0 && numbers + labels == words.len()
}

fn starts_with_words(lower: &str, cue: &str) -> bool {
    lower.strip_prefix(cue).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}
