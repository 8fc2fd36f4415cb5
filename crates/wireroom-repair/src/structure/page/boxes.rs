//! The boxes of a page: comments, ratings, questions to the reader.

use super::super::block::Block;

/// Nothing but the words of a comment box: "No comments yet. Be the first!", "Log in to comment".
pub(crate) fn is_comment_box(lower: &str) -> bool {
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
pub(crate) fn is_question(lower: &str, block: &Block) -> bool {
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
pub(crate) fn is_rating(lower: &str) -> bool {
    const BOX: &[&str] = &[
        "average", "user", "users", "rating", "ratings", "your", "reader", "readers", "vote",
        "votes", "count", "based", "on", "out", "of", "stars", "star", "no", "yet", "score", "so",
        "far", "reviews", "review", "be", "the", "first", "to", "rate", "this", "post", "article",
        "story", "click", "a", "it", "total", "from",
    ];
    let mut rated = false;
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    for word in words {
        rated |= matches!(word, "rating" | "ratings" | "rate" | "votes" | "vote");
        if !BOX.contains(&word) && !word.bytes().all(|b| b.is_ascii_digit()) {
            return false;
        }
    }
    let marked = lower.contains(|c: char| c.is_ascii_digit()) || lower.contains("be the first");
    rated && marked
}
