//! Lines of the page by their shape: paths to the article, neighbors, teasers, comment and rating
//! boxes, requests to the reader, notices of rights, labels in brackets.
//!
//! Where a list of phrases would never end, the words are told by class: a label of nothing but
//! words that pages use to point elsewhere is a teaser, whatever stands behind its colon; a line of
//! nothing but words of a comment box is one. Lines with other words in them are left.

mod boxes;
mod request;

use wireroom_model::ZoneKind;

use super::block::Block;
use super::page_words::{BESIDE, PAGE, POINTS};
use super::signs;
pub(crate) use boxes::QUESTIONS;
use boxes::{is_comment_box, is_question, is_rating};
pub(crate) use request::RIGHTS;
use request::{is_request, is_rights};

/// What the shape of a line says it is, wherever it stands.
pub(crate) fn kind(line: &str, lower: &str, block: &Block) -> Option<ZoneKind> {
    let lower = lower.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '[' | '#'));
    if let Some(kind) = bracketed(lower, block) {
        return Some(kind);
    }
    let boxed = block.signs.has(signs::BOX);
    let page = (block.signs.marked || block.signs.bar) && is_path(line)
        || is_neighbor(lower, block)
        || is_teaser(lower)
        || boxed && is_comment_box(lower)
        || boxed && is_rating(lower)
        || is_question(lower, block)
        || block.signs.has(signs::RIGHT) && is_rights(lower)
        || block.signs.has(signs::REQUEST) && is_request(lower, false)
        || is_hashtags(line);
    page.then_some(ZoneKind::Furniture)
}

/// Whether a line that stands outside the story is the page's: weaker signs will do.
pub(crate) fn is_likely(line: &str, block: &Block) -> bool {
    if line.contains(['"', '“', '”']) {
        return false;
    }
    let asks = || is_request(&line.to_lowercase().replace('’', "'"), true);
    block.signs.has(signs::REQUEST | signs::WEAK_REQUEST) && asks()
        || is_section(line, block)
        || is_columned(line, block)
}

/// "Home » News » …", "You are here: Home / World", "World > Europe", "Mail | World | Sport".
fn is_path(line: &str) -> bool {
    let line = line.trim();
    let lower = line.to_lowercase();
    let lower = lower.strip_prefix("you are here").unwrap_or(&lower);
    let lower = lower.trim_start_matches([':', ' ']);
    let arrow = |c: char| matches!(c, '>' | '»' | '›' | '→' | '▸' | '❯' | '‣' | '⟩');
    let any = |c: char| arrow(c) || matches!(c, '/' | '|' | '·' | '•' | '\\');
    let first = lower.split(any).next().unwrap_or("").trim();
    let home = matches!(first, "home" | "homepage" | "home page" | "start" | "front page" | "main");
    if home && lower.len() > first.len() + 1 && lower.contains(any) {
        return true;
    }
    let short = |piece: &str, most: usize| (1..=most).contains(&piece.split_whitespace().count());
    let pieces: Vec<&str> = lower.split(arrow).map(str::trim).collect();
    let Some((_, trail)) = pieces.split_last() else { return false };
    let closed = lower.ends_with(['.', '!', '?', '"', '”']);
    match trail.len() {
        0 => {
            let bars: Vec<&str> = lower.split(['|', '•']).map(str::trim).collect();
            bars.len() > 2 && !closed && bars.iter().all(|piece| short(piece, 4))
        }
        1 => !closed && !line.contains(['=', '<']) && pieces.iter().all(|piece| short(piece, 3)),
        _ => !line.contains(['=', '<']) && trail.iter().all(|piece| short(piece, 4)),
    }
}

/// Names of an outlet and its section beside each other: "Quillan Herald | Money & Markets".
fn is_section(line: &str, block: &Block) -> bool {
    let pieces: Vec<&str> = line.split(['|', '•', '·', '»', '›']).map(str::trim).collect();
    let high = |piece: &&str| {
        piece
            .split_whitespace()
            .filter(|word| word.chars().any(char::is_alphabetic) && word.len() > 3)
            .all(|word| word.starts_with(char::is_uppercase))
    };
    pieces.len() > 1
        && !block.ends_sentence
        && pieces.iter().all(|piece| (1..=4).contains(&piece.split_whitespace().count()))
        && pieces.iter().all(high)
}

/// A section's name before a bar: "Opinion | Why the harbor matters".
pub(crate) fn is_columned(line: &str, block: &Block) -> bool {
    if !block.signs.bar {
        return false;
    }
    let Some((section, _)) = line.split_once(" | ") else { return false };
    !block.ends_sentence
        && block.words <= 20
        && matches!(
            section.trim().to_lowercase().as_str(),
            "opinion"
                | "analysis"
                | "editorial"
                | "explainer"
                | "explained"
                | "comment"
                | "column"
                | "interview"
                | "feature"
                | "features"
                | "podcast"
                | "video"
                | "videos"
                | "watch"
                | "photos"
                | "pictures"
                | "gallery"
                | "review"
                | "letters"
                | "in pictures"
        )
}

/// "Previous post: …", "Next article →".
fn is_neighbor(lower: &str, block: &Block) -> bool {
    let mut words = lower.split_whitespace();
    let first = words.next().unwrap_or("").trim_matches(|c: char| !c.is_alphabetic());
    if !matches!(first, "previous" | "prev" | "next" | "older" | "newer") {
        return false;
    }
    let second = words.next().unwrap_or("");
    let set_off = second.ends_with([':', '»', '›', '→', '>', '|', '-', '–'])
        || words.next().is_none_or(|third| third.starts_with(|c: char| !c.is_alphanumeric()));
    let second = second.trim_matches(|c: char| !c.is_alphabetic());
    matches!(
        second,
        "post"
            | "posts"
            | "article"
            | "articles"
            | "story"
            | "stories"
            | "entry"
            | "entries"
            | "page"
            | "video"
            | "item"
            | "news"
            | "up"
    ) && (set_off || !block.ends_sentence && block.words <= 20)
}

/// A label that points elsewhere, with a colon: "Also interesting: …", "You may have missed: …".
fn is_teaser(lower: &str) -> bool {
    let Some((label, rest)) = lower.split_once(':') else { return false };
    let rest = rest.trim();
    // "The next story: …" is told, not pointed to.
    let timed = || {
        rest.starts_with(|c: char| c.is_ascii_digit()) && label.ends_with(|c: char| c.is_numeric())
    };
    !label.starts_with("the ")
        && is_pointer(label)
        && !timed()
        && rest.split_whitespace().nth(25).is_none()
}

/// Whether all words of a label are those that point elsewhere, and one says so plainly.
fn is_pointer(label: &str) -> bool {
    let mut count = 0;
    let mut plain = false;
    for word in label.split_whitespace() {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        if word.is_empty() {
            continue;
        }
        count += 1;
        plain |= POINTS.contains(&word);
        if !POINTS.contains(&word) && !BESIDE.contains(&word) {
            return false;
        }
    }
    plain && count <= 7
}

/// A label in square brackets, or a whole line in them without a sentence.
fn bracketed(lower: &str, block: &Block) -> Option<ZoneKind> {
    let (label, rest) = lower.strip_prefix('[')?.split_once(']')?;
    let first = label.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let picture = matches!(
        first,
        "chart"
            | "graphic"
            | "infographic"
            | "map"
            | "photo"
            | "photos"
            | "image"
            | "picture"
            | "table"
            | "graph"
            | "figure"
            | "illustration"
            | "cartoon"
            | "diagram"
            | "screenshot"
            | "caption"
    );
    let whole = rest.trim().is_empty();
    if picture && (whole || label.split_whitespace().count() <= 3) {
        return Some(ZoneKind::Caption);
    }
    let page = PAGE.contains(&label)
        || is_pointer(label)
        || matches!(
            label,
            "video"
                | "ad"
                | "ads"
                | "advertisement"
                | "sponsored"
                | "promotion"
                | "poll"
                | "quiz"
                | "survey"
                | "event"
                | "webinar"
                | "offer"
                | "live"
                | "gallery"
                | "audio"
        );
    // A teaser set in brackets; a sentence in them may be the story's own.
    let teaser = whole && !label.trim_end().ends_with(['.', '!', '"', '”']) && block.words <= 16;
    (page || teaser).then_some(ZoneKind::Furniture)
}

fn is_hashtags(line: &str) -> bool {
    let mut words = line.split_whitespace().peekable();
    words.peek().is_some()
        && words.all(|word| {
            word.trim_end_matches([',', ';']).strip_prefix('#').is_some_and(|tag| !tag.is_empty())
        })
}
