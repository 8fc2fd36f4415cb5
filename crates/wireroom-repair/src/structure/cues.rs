//! What a page prints around an article, by its phrases and counts.

use std::sync::LazyLock;

use wireroom_model::ZoneKind;

use super::amid::{Amid, lowered};
use super::block::Block;
use super::page;
use super::phrases::{ALWAYS, ANYWHERE, LABELS, STARTS};

/// What a page prints around an article.
pub(crate) fn furniture(line: &str, block: &Block) -> Option<ZoneKind> {
    if !line.chars().any(char::is_alphabetic) {
        return Some(ZoneKind::Furniture);
    }
    if block.words > 45 {
        return None;
    }
    // Someone is quoted: a sentence of the story, whatever it begins with.
    if block.words > 6
        && line.contains(['"', '“', '”'])
        && [" said", " told ", " says", "said:"].iter().any(|cue| line.contains(cue))
    {
        return None;
    }
    let bare = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    let lower = lowered(bare);
    let words: Vec<&str> = lower.split_whitespace().collect();
    let short = block.words <= 14;
    if let Some(kind) = page::kind(line, block) {
        return Some(kind);
    }
    let page = STARTS.iter().any(|cue| starts_with_words(&lower, cue))
        || block.words <= 8 && LABELS.iter().any(|label| same_label(&lower, label))
        || short && ANYWHERE_AMID.is_match(&lower)
        || ALWAYS_AMID.is_match(&lower)
        || is_reading_time(&words)
        || is_counts(&words);
    page.then_some(ZoneKind::Furniture)
}

static ANYWHERE_AMID: LazyLock<Amid> = LazyLock::new(|| Amid::new(ANYWHERE));
static ALWAYS_AMID: LazyLock<Amid> = LazyLock::new(|| Amid::new(ALWAYS));

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
    if words.len() > 10 {
        return false;
    }
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
    let numbers = words.iter().filter(|word| number(word)).count();
    let labels = words.iter().filter(|word| label(word)).count();
    numbers > 0 && labels > 0 && numbers + labels == words.len()
}

fn same_label(lower: &str, label: &str) -> bool {
    lower.trim_matches(|c: char| !c.is_alphanumeric()) == label
}

fn starts_with_words(lower: &str, cue: &str) -> bool {
    lower.as_bytes().first() == cue.as_bytes().first()
        && lower.strip_prefix(cue).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}
