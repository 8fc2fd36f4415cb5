//! The phrases that pages print around articles and under pictures.

use wireroom_lexicon as lexicon;
use wireroom_model::ZoneKind;

use super::block::Block;
use super::page;

/// A line under a picture.
pub(crate) fn caption(line: &str, block: &Block) -> Option<ZoneKind> {
    if block.words > 70 {
        return None;
    }
    let lower = line.to_lowercase();
    let opens = [
        "photo:",
        "photos:",
        "photo by",
        "photo credit",
        "photo courtesy",
        "file photo",
        "image:",
        "images:",
        "image credit",
        "image source",
        "image caption",
        "picture:",
        "photograph:",
        "photograph by",
        "caption:",
        "illustration:",
        "graphic:",
        "(photo",
        "[photo",
        "(image",
        "file photo:",
        "a file photo",
        "representational image",
        "video:",
        "image copyright",
        "media caption",
        "pic:",
        "(file photo",
    ];
    if opens.iter().any(|cue| lower.starts_with(cue)) {
        return Some(ZoneKind::Caption);
    }
    if block.words <= 16 && lower.contains("photographer:")
        || block.words <= 8
            && line.split('/').count() == 2
            && line
                .split('/')
                .next_back()
                .is_some_and(|name| lexicon::agency_by_name(name.trim()).is_some())
    {
        return Some(ZoneKind::Caption);
    }
    let closed = lower.trim_end_matches(['.', ' ', ')', ']', '*']);
    let ends = [
        "getty images",
        "getty",
        "shutterstock",
        "/reuters",
        "/ap",
        "/afp",
        "/getty",
        "/epa",
        "via getty images",
        "file photo",
        "photo: reuters",
        "photo: ap",
        "via ap",
        "file image",
        "ap photo",
        "reuters photo",
        "afp photo",
        "istock",
        "/xinhua",
        "via reuters",
        "epa-efe",
    ];
    let bracket_end = line.trim_end().ends_with([')', ']']);
    let inside = line
        .rfind(['(', '['])
        .and_then(|at| line.get(at + 1..))
        .map(|tail| tail.trim_end_matches([')', ']', '.', ' ']))
        .unwrap_or("");
    let picture_bracket = bracket_end
        && inside.split_whitespace().count() <= 9
        && (ends.iter().any(|cue| inside.to_lowercase().ends_with(cue))
            || ["photo", "file photo", "image", "ap photo", "pic", "photograph", "picture"]
                .iter()
                .any(|cue| inside.to_lowercase().starts_with(cue))
            || inside.split(['/', '|']).count() == 2
                && inside
                    .split(['/', '|'])
                    .next_back()
                    .is_some_and(|name| lexicon::agency_by_name(name.trim()).is_some()));
    let bare_end = !bracket_end
        && block.words <= 45
        && ends.iter().any(|cue| closed.ends_with(cue))
        && !line.trim_end().ends_with('.');
    (picture_bracket || bare_end).then_some(ZoneKind::Caption)
}

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
    let lower = bare.to_lowercase().replace('’', "'");
    let words: Vec<&str> = lower.split_whitespace().collect();
    let short = block.words <= 14;
    if let Some(kind) = page::kind(line, block) {
        return Some(kind);
    }
    let page = STARTS.iter().any(|cue| starts_with_words(&lower, cue))
        || block.words <= 8 && LABELS.iter().any(|label| same_label(&lower, label))
        || short && ANYWHERE.iter().any(|cue| lower.contains(cue))
        || ALWAYS.iter().any(|cue| lower.contains(cue))
        || is_reading_time(&words)
        || is_counts(&words);
    page.then_some(ZoneKind::Furniture)
}

/// "2 min read", "Reading time: 3 minutes".
fn is_reading_time(words: &[&str]) -> bool {
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
    number && read && time && words.len() <= 6
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
    let numbers = words.iter().filter(|word| number(word)).count();
    let labels = words.iter().filter(|word| label(word)).count();
    numbers > 0 && labels > 0 && numbers + labels == words.len() && words.len() <= 10
}

fn same_label(lower: &str, label: &str) -> bool {
    lower.trim_matches(|c: char| !c.is_alphanumeric()) == label
}

fn starts_with_words(lower: &str, cue: &str) -> bool {
    lower.strip_prefix(cue).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Whole lines.
const LABELS: &[&str] = &[
    "tags",
    "share",
    "share this",
    "share this article",
    "share this story",
    "advertisement",
    "advertising",
    "sponsored",
    "sponsored content",
    "promoted",
    "comments",
    "comment",
    "print",
    "email",
    "e-mail",
    "facebook",
    "twitter",
    "whatsapp",
    "telegram",
    "linkedin",
    "pinterest",
    "reddit",
    "copy link",
    "link copied",
    "save",
    "menu",
    "home",
    "search",
    "login",
    "log in",
    "sign in",
    "sign up",
    "register",
    "login/register",
    "log in/register",
    "subscribe",
    "related",
    "related articles",
    "related news",
    "related stories",
    "related posts",
    "related topics",
    "related content",
    "more",
    "more news",
    "more stories",
    "most read",
    "most popular",
    "trending",
    "trending now",
    "latest news",
    "top stories",
    "recommended",
    "recommended stories",
    "next",
    "previous",
    "next article",
    "previous article",
    "read next",
    "up next",
    "load more",
    "show more",
    "see more",
    "back to top",
    "newsletter",
    "newsletters",
    "contact us",
    "about us",
    "privacy policy",
    "terms of use",
    "terms of service",
    "cookie policy",
    "leave a reply",
    "leave a comment",
    "post a comment",
    "add a comment",
    "write a comment",
    "cancel reply",
    "post comment",
    "reply",
    "listen",
    "listen to article",
    "watch",
    "play",
    "photo gallery",
    "gallery",
    "breaking news",
    "exclusive",
    "editor's picks",
    "popular now",
    "you may like",
    "you might also like",
    "you may also like",
    "follow us",
    "follow",
    "view comments",
    "show comments",
    "no comments",
    "topics",
    "topic",
    "filed under",
    "categories",
    "category",
    "story highlights",
    "skip to content",
    "skip to main content",
    "continue reading",
    "ad",
    "ads",
    "loading",
    "close",
    "name",
    "website",
    "donate",
    "support us",
    "report a typo",
    "font size",
    "a+ a-",
    "text size",
    "suggested reading",
    "anzeige",
    "werbung",
    "publicité",
    "publicidad",
    "publicidade",
    "pubblicità",
    "реклама",
    "reklam",
    "annonce",
];

/// How lines of the page begin; nothing a sentence of news begins with.
const STARTS: &[&str] = &[
    "read more:",
    "read also:",
    "also read:",
    "also read",
    "read:",
    "read next:",
    "see also:",
    "see also",
    "related:",
    "related story:",
    "related stories:",
    "more:",
    "watch:",
    "watch more:",
    "listen:",
    "tags:",
    "tag:",
    "topics:",
    "text size",
    "font size",
    "tagged with",
    "tagged as",
    "tagged:",
    "labels:",
    "hashtags:",
    "sections:",
    "in this article:",
    "in this story:",
    "mentioned in this",
    "you are here",
    "filed under:",
    "categories:",
    "category:",
    "keywords:",
    "share this:",
    "follow us on",
    "follow us",
    "follow @",
    "subscribe to",
    "sign up for",
    "sign up to",
    "sign in to",
    "log in to",
    "login to",
    "click here",
    "tap here",
    "download the",
    "download our",
    "get the latest",
    "get our",
    "like us on",
    "join us on",
    "join our",
    "your email address",
    "to comment",
    "to leave a comment",
    "you must be logged in",
    "please log in",
    "please login",
    "required fields",
    "save my name",
    "notify me of",
    "this article was originally published",
    "this story was originally published",
    "this article originally appeared",
    "this story originally appeared",
    "all rights reserved",
    "click to",
    "enter your email",
    "don't miss",
    "check out our",
    "support our",
    "become a member",
    "we use cookies",
    "this site uses",
    "this website uses",
    "by continuing to",
    "by signing up",
    "by subscribing",
    "posted in",
    "skip to",
    "view all",
    "view more",
    "read full",
    "advertisement",
    "story continues below",
    "continue reading below",
    "article continues below",
    "scroll to continue",
    "more on this",
    "read the full",
    "read more",
    "have a tip",
    "have a news tip",
    "got a tip",
    "send tips",
    "for more news",
    "for the latest news",
    "for more stories",
    "reach the author",
    "contact the author",
    "email the author",
    "write to",
    "follow him on",
    "follow her on",
    "follow the author",
    "jump to",
    "share on",
    "share via",
    "tweet this",
    "print this",
    "email this",
];

/// Phrases of short lines.
const ANYWHERE: &[&str] = &[
    "all rights reserved",
    "leave a reply",
    "leave a comment",
    "log in first",
    "login first",
    "fields are marked",
    "email address will not be published",
    "share on facebook",
    "share on twitter",
    "follow us on",
    "like us on facebook",
    "subscribe now",
    "subscribe to our",
    "sign up for our",
    "our newsletter",
    "daily newsletter",
    "cookie policy",
    "privacy policy",
    "terms of service",
    "terms and conditions",
    "accept cookies",
    "click here to",
    "tap to",
    "download our app",
    "download the app",
    "join the conversation",
    "story continues below",
    "article continues below",
    "on facebook and",
    "on twitter @",
    "view comments",
];

/// Phrases that no news sentence has, however long the line.
const ALWAYS: &[&str] = &[
    "your email address will not be published",
    "we use cookies to",
    "this site uses akismet",
    "may not be published, broadcast, rewritten",
    "you are agreeing to our",
    "by clicking subscribe",
    "you agree to our terms",
    "appeared first on",
    "javascript is disabled",
    "enable javascript",
    "your browser does not support",
    "unsubscribe at any time",
    "sign up for our newsletter",
    "subscribe to our newsletter",
    "create a free account",
    "you have reached your limit",
];
