//! Lines of the page by their shape: paths to the article, neighbors, teasers, comment and rating
//! boxes, requests to the reader, notices of rights, labels in brackets.
//!
//! Where a list of phrases would never end, the words are told by class: a label of nothing but
//! words that pages use to point elsewhere is a teaser, whatever stands behind its colon; a line of
//! nothing but words of a comment box is one. Lines with other words in them are left.

use wireroom_model::ZoneKind;

use super::block::Block;
use super::page_words::{ASKS, BESIDE, NOUNS, OFFERS, PAGE, POINTS, SHORT, WEAK_ASKS};

/// What the shape of a line says it is, wherever it stands.
pub(crate) fn kind(line: &str, block: &Block) -> Option<ZoneKind> {
    let bare = line.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '[' | '#'));
    let lower = bare.to_lowercase().replace('’', "'");
    if let Some(kind) = bracketed(&lower, block) {
        return Some(kind);
    }
    let page = is_path(line)
        || is_neighbor(&lower, block)
        || is_teaser(&lower)
        || is_comment_box(&lower)
        || is_rating(&lower)
        || is_question(&lower, block)
        || is_rights(&lower)
        || is_request(&lower, false)
        || is_hashtags(line);
    page.then_some(ZoneKind::Furniture)
}

/// Whether a line that stands outside the story is the page's: weaker signs will do.
pub(crate) fn is_likely(line: &str, block: &Block) -> bool {
    let lower = line.to_lowercase().replace('’', "'");
    !line.contains(['"', '“', '”'])
        && (is_request(&lower, true) || is_section(line, block) || is_columned(line, block))
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
    let second = words.next().unwrap_or("");
    let set_off = second.ends_with([':', '»', '›', '→', '>', '|', '-', '–'])
        || words.next().is_none_or(|third| third.starts_with(|c: char| !c.is_alphanumeric()));
    let second = second.trim_matches(|c: char| !c.is_alphabetic());
    matches!(first, "previous" | "prev" | "next" | "older" | "newer")
        && matches!(
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
        )
        && (set_off || !block.ends_sentence && block.words <= 20)
}

/// A label that points elsewhere, with a colon: "Also interesting: …", "You may have missed: …".
fn is_teaser(lower: &str) -> bool {
    let Some((label, rest)) = lower.split_once(':') else { return false };
    let rest = rest.trim();
    if rest.starts_with(|c: char| c.is_ascii_digit()) && label.ends_with(|c: char| c.is_numeric())
        || rest.split_whitespace().count() > 25
    {
        return false;
    }
    // "The next story: …" is told, not pointed to.
    !label.starts_with("the ") && is_pointer(label)
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

/// Nothing but the words of a comment box: "No comments yet. Be the first!", "Log in to comment".
fn is_comment_box(lower: &str) -> bool {
    const BOX: &[&str] = &[
        "no",
        "yet",
        "be",
        "the",
        "first",
        "to",
        "a",
        "an",
        "log",
        "in",
        "login",
        "sign",
        "up",
        "register",
        "or",
        "on",
        "this",
        "post",
        "article",
        "story",
        "leave",
        "add",
        "write",
        "your",
        "view",
        "show",
        "see",
        "read",
        "hide",
        "all",
        "are",
        "closed",
        "off",
        "disabled",
        "for",
        "join",
        "start",
        "load",
        "more",
        "comments",
        "comment",
        "reply",
        "replies",
        "here",
        "below",
        "now",
        "please",
        "must",
        "only",
        "subscribers",
        "members",
        "can",
        "you",
        "have",
        "newest",
        "oldest",
        "sort",
        "by",
        "best",
        "discussion",
        "conversation",
        "there",
        "open",
        "of",
        "user",
        "users",
        "reader",
        "readers",
        "thoughts",
        "share",
        "what",
        "do",
        "think",
        "submit",
        "cancel",
        "and",
        "allowed",
        "been",
        "switched",
        "turned",
        "moderated",
        "review",
        "reviews",
        "opinion",
        "me",
        "it",
        "one",
        "like",
        "need",
        "logged",
        "required",
    ];
    let count_of = lower.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    if count_of.len() < lower.len()
        && [
            "thoughts on ",
            "thought on ",
            "responses to ",
            "response to ",
            "replies to ",
            "comments on ",
        ]
        .iter()
        .any(|cue| count_of.starts_with(cue))
    {
        return true;
    }
    let mut about = false;
    let mut doing = false;
    let mut count = 0;
    for word in lower.split(|c: char| c.is_whitespace() || matches!(c, '/' | '|')) {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        if word.is_empty() || word.bytes().all(|b| b.is_ascii_digit()) {
            continue;
        }
        count += 1;
        if !BOX.contains(&word) {
            return false;
        }
        about |= matches!(
            word,
            "comments" | "comment" | "reply" | "replies" | "discussion" | "conversation" | "review"
        );
        doing |= matches!(
            word,
            "comments"
                | "log"
                | "login"
                | "sign"
                | "register"
                | "leave"
                | "add"
                | "write"
                | "post"
                | "first"
                | "join"
                | "start"
                | "submit"
                | "cancel"
        );
    }
    about && doing && count <= 14
}

/// A question to the reader about the page: "How do you like this article?", "Was this helpful?".
fn is_question(lower: &str, block: &Block) -> bool {
    const STARTS: &[&str] = &[
        "rate this",
        "average rating",
        "your rating",
        "rating:",
        "vote count",
        "click on a star",
        "no votes so far",
        "submit rating",
        "thanks for your feedback",
        "thank you for your feedback",
        "thank you for rating",
        "tell us what you think",
        "was this helpful",
        "how useful was",
        "as you found this",
    ];
    if block.words <= 12 && STARTS.iter().any(|start| lower.starts_with(start)) {
        return true;
    }
    // A short answer may stand behind it: "Was this article helpful? Yes No".
    let Some((question, answer)) = lower.rsplit_once('?') else { return false };
    let this = [
        "this article",
        "this story",
        "this post",
        "this page",
        "this report",
        "this content",
        "this text",
        "this information",
    ]
    .iter()
    .any(|this| question.contains(this));
    let to_reader = [" you ", "helpful", "useful", " your ", "interesting", "mistake", "error"]
        .iter()
        .any(|word| question.contains(word) || question.starts_with(word.trim_start()));
    this && to_reader && block.words <= 16 && answer.split_whitespace().count() <= 4
}

/// Nothing but the words of a rating box: "Average rating 4.2 (12 votes)".
fn is_rating(lower: &str) -> bool {
    const BOX: &[&str] = &[
        "average", "user", "users", "rating", "ratings", "your", "reader", "readers", "vote",
        "votes", "count", "based", "on", "out", "of", "stars", "star", "no", "yet", "score", "so",
        "far", "reviews", "review", "be", "the", "first", "to", "rate", "this", "post", "article",
        "story", "click", "a", "it", "total", "from",
    ];
    let mut rated = false;
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut fits = true;
    for word in words {
        rated |= matches!(word, "rating" | "ratings" | "rate" | "votes" | "vote");
        fits &= BOX.contains(&word) || word.bytes().all(|b| b.is_ascii_digit());
    }
    let marked = lower.contains(|c: char| c.is_ascii_digit()) || lower.contains("be the first");
    fits && rated && marked
}

/// "Redistribution prohibited.", "No part of this page may be reproduced …".
fn is_rights(lower: &str) -> bool {
    let act = [
        "redistribution",
        "reproduction",
        "republication",
        "reprinting",
        "reproduced",
        "republished",
        "redistributed",
        "re-distribution",
        "retransmission",
        "unauthorized use",
        "unauthorised use",
    ]
    .iter()
    .any(|act| lower.contains(act));
    let bar = [
        "prohibited",
        "forbidden",
        "not permitted",
        "not allowed",
        "without permission",
        "written permission",
        "prior permission",
        "written consent",
        "prior consent",
        "rights reserved",
        "without the express",
    ]
    .iter()
    .any(|bar| lower.contains(bar));
    let held = ["©", "copyright", "(c) ", "all rights reserved", "no part of this", "material"]
        .iter()
        .any(|held| lower.contains(held));
    let opens = ["redistribution", "reproduction", "republication", "reprinting", "retransmission"]
        .iter()
        .any(|act| lower.starts_with(act));
    act && bar && (held || opens || lower.split_whitespace().count() <= 6)
}

/// A request to the reader: each sentence of the line asks for something that pages ask for, or
/// praises what is asked for. `outside`: the line stands outside the story.
fn is_request(lower: &str, outside: bool) -> bool {
    let mut asks = 0;
    let mut others = 0;
    let mut count = 0;
    let pieces = lower
        .split(['.', '!', '?', ':', '|', '–', '—', ';'])
        .filter(|piece| piece.chars().any(char::is_alphabetic));
    for piece in pieces {
        let words: Vec<&str> = piece
            .split_whitespace()
            .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
            .filter(|word| !word.is_empty())
            .collect();
        count += words.len();
        if is_plea(&words, piece.trim(), outside) {
            asks += 1;
        } else if !OFFERS.iter().any(|offer| piece.contains(offer)) {
            others += 1;
        }
    }
    asks > 0 && others <= usize::from(outside && asks > others) && count <= 28
}

fn is_plea(words: &[&str], piece: &str, outside: bool) -> bool {
    let Some((first, rest)) = words.split_first() else { return false };
    let (first, rest) = match (*first, rest.split_first()) {
        ("please" | "or" | "and" | "to", Some((second, rest))) => (*second, rest),
        (first, _) => (first, rest),
    };
    if words.len() > 18 {
        return false;
    }
    if piece.starts_with("cancel any") {
        return outside;
    }
    if SHORT.contains(&words.join(" ").as_str())
        || first == "become"
            && rest
                .iter()
                .any(|word| matches!(*word, "member" | "subscriber" | "supporter" | "patron"))
    {
        return true;
    }
    let to_us = rest.iter().any(|word| matches!(*word, "us" | "our"));
    let page = rest.iter().any(|word| PAGE.contains(word));
    if first == "if" && rest.first() == Some(&"you") {
        return page && outside;
    }
    if tells(rest, to_us) {
        return false;
    }
    // "Support our work", "Access to Facebook was cut": a verb, or a noun like any other.
    let meant = rest.first().is_some_and(|next| {
        matches!(*next, "us" | "our" | "this" | "your" | "unlimited") || *next == "the" && outside
    });
    let asked = ASKS.contains(&first) || NOUNS.contains(&first) && meant;
    let direct = matches!(rest.first(), Some(&("us" | "our")));
    asked && (page || direct)
        || asked && to_us && outside
        || outside && WEAK_ASKS.contains(&first) && (page || to_us)
        || matches!(first, "subscribe" | "unsubscribe" | "whatsapp") && words.len() <= 8
}

/// Whether words tell that something happens: sentences do, requests do not.
fn tells(words: &[&str], to_us: bool) -> bool {
    words.iter().any(|word| {
        matches!(
            *word,
            "was"
                | "were"
                | "is"
                | "are"
                | "has"
                | "had"
                | "will"
                | "would"
                | "could"
                | "said"
                | "says"
                | "told"
                | "fell"
                | "rose"
                | "did"
                | "he"
                | "she"
                | "they"
        ) || !to_us
            && word.len() > 5
            && word.ends_with("ed")
            && !words.contains(&"your")
            && !matches!(*word, "unlimited" | "limited" | "related" | "delivered")
    })
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
