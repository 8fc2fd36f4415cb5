//! Captions amid the story that carry no sign of their own.
//!
//! A story ends its paragraphs with stops, a caption often goes without. So a sentence without a
//! stop is looked at where nearly all other paragraphs have one, unless it speaks like a story:
//! someone is quoted, the reader is addressed, it begins by joining what came before. Headlines of
//! other stories amid one's own look the same as headings; telling them by the words that they
//! share with the paragraphs beside them lost as many words of the story as it found, so they are
//! left to the reader of the page, who sees that they are links.

use wireroom_model::ZoneKind;

use super::block::Block;

/// Words of a paragraph that counts when it is asked whether stops are usual.
const LONG: usize = 12;
/// Long paragraphs that a text must have for its habit to be known.
const ENOUGH: usize = 5;
/// Words from which on a line without a stop is a sentence: a caption, no heading.
const SENTENCE: usize = 14;
/// Words that a heading seldom has.
const HEADING: usize = 9;
/// Captions that a text must have, where none of them tells what is seen.
const FEW: usize = 2;

/// Captions from which on all that stand in a row with them are such.
const MANY: usize = 3;

/// Marks captions between the first and the last paragraph of the story, and lines printed twice.
pub(crate) fn mark(text: &str, blocks: &mut [Block], first: usize, last: usize) {
    mark_doubles(text, blocks);
    let told = || {
        let story = blocks.get(first..=last).unwrap_or(&[]).iter();
        story.filter(|block| block.cue.is_none())
    };
    let long = told().filter(|block| block.words >= LONG).count();
    let stopped = told().filter(|block| block.words >= LONG && !lacks_stop(text, block)).count();
    if stopped < ENOUGH {
        return;
    }
    let mut captions: Vec<usize> = (first + 1..last)
        .filter(|&at| blocks.get(at).is_some_and(|block| is_open(text, block)))
        .filter(|&at| blocks.get(at + 1).is_some_and(|next| next.starts_high))
        .collect();
    let seen = |&at: &usize| blocks.get(at).is_some_and(|block| shows(block.span.text(text)));
    let enough = captions.len() >= FEW || captions.iter().any(seen);
    if captions.len() >= MANY {
        captions = runs(text, blocks, &captions);
    }
    // Where other paragraphs lack their stops too, the text is no guide.
    let others = long.saturating_sub(stopped).saturating_sub(captions.len());
    if enough && captions.len() <= stopped && others * 4 <= stopped {
        set(blocks, &captions, ZoneKind::Caption);
    }
}

/// Captions with the lines without a stop that stand in a row with them.
fn runs(text: &str, blocks: &[Block], captions: &[usize]) -> Vec<usize> {
    let open = |at: usize| {
        blocks.get(at).is_some_and(|block| {
            block.cue.is_none() && block.words >= HEADING && lacks_stop(text, block)
        })
    };
    let mut found: Vec<usize> = Vec::new();
    for &at in captions {
        let from = found.last().map_or(0, |&last| last + 1);
        let start = (from..at).rev().take_while(|&near| open(near)).last().unwrap_or(at);
        let behind = (at + 1..blocks.len()).take_while(|&near| open(near)).count();
        found.extend(start.max(from)..=at + behind);
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn set(blocks: &mut [Block], at: &[usize], kind: ZoneKind) {
    for &at in at {
        if let Some(block) = blocks.get_mut(at) {
            block.cue = Some(kind);
        }
    }
}

/// A line that is printed twice in a row stands under a picture that is. A text of which much is
/// doubled stutters, and says nothing of pictures.
fn mark_doubles(text: &str, blocks: &mut [Block]) {
    let doubled = |at: usize| {
        let (Some(above), Some(below)) = (blocks.get(at.wrapping_sub(1)), blocks.get(at)) else {
            return false;
        };
        let line = below.span.text(text);
        (8..=70).contains(&below.words)
            && above.span.len() == below.span.len()
            && above.span.text(text) == line
            && !line.starts_with(['"', '“', '‘'])
            && [above, below].iter().all(|b| matches!(b.cue, None | Some(ZoneKind::Caption)))
    };
    let found: Vec<usize> = (1..blocks.len()).filter(|&at| doubled(at)).collect();
    if found.len() * 6 <= blocks.len() {
        for at in found {
            set(blocks, &[at - 1, at], ZoneKind::Caption);
        }
    }
}

fn lacks_stop(text: &str, block: &Block) -> bool {
    !block.ends_sentence
        && !block.span.text(text).ends_with([':', ',', ';', '-', '–', '—', '"', '”', '’', '\''])
}

/// Whether a line of the story begins like a sentence and ends like none, and tells like a caption.
fn is_open(text: &str, block: &Block) -> bool {
    let line = block.span.text(text);
    (SENTENCE..=60).contains(&block.words)
        && block.cue.is_none()
        && lacks_stop(text, block)
        && line.starts_with(|c: char| c.is_uppercase() || matches!(c, '\'' | '‘'))
        && line.lines().count() == 1
        && !block.signs.bar
        && !is_titled(line)
        && !is_post(line)
        && !is_told(line)
}

/// Words with capitals by half: a heading, or the name of a thing.
fn is_titled(line: &str) -> bool {
    let letters = || line.split_whitespace().filter(|word| word.contains(char::is_alphabetic));
    let low = letters().filter(|word| word.starts_with(char::is_lowercase)).count();
    low * 2 < letters().count()
}

/// A post of a network, set in: it names its writer, an address or a tag.
fn is_post(line: &str) -> bool {
    line.contains("://")
        || line.contains("(@")
        || line.contains("pic.twitter")
        || line.contains('#')
}

/// Whether a sentence speaks like a story or to the reader.
fn is_told(line: &str) -> bool {
    const OPENS: &[&str] = &[
        "and",
        "but",
        "or",
        "so",
        "yet",
        "also",
        "however",
        "additionally",
        "in",
        "if",
        "when",
        "where",
        "while",
        "after",
        "before",
        "since",
        "because",
        "although",
        "though",
        "as",
        "for",
        "how",
        "what",
        "why",
        "who",
        "which",
        "then",
        "there",
        "here",
        "using",
        "take",
        "make",
        "prior",
        "according",
        "on",
        "a",
        "q",
        "to",
        "you",
        "your",
        "we",
        "our",
        "i",
        "they",
        "it",
    ];
    const SPOKEN: &[&str] = &[
        "said",
        "says",
        "say",
        "told",
        "according",
        "reported",
        "announced",
        "you",
        "your",
        "we",
        "our",
        "i",
        "added",
        "tweeted",
        "asked",
    ];
    let mut words = line
        .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase);
    words.next().is_none_or(|first| OPENS.contains(&first.as_str()))
        || words.any(|word| SPOKEN.contains(&word.as_str()))
        || line.contains(['"', '“', '”'])
}

/// Whether a line says that something is seen.
fn shows(line: &str) -> bool {
    [" is seen", " are seen", " was seen", " pictured", " is shown", " are shown", " can be seen"]
        .iter()
        .any(|cue| line.contains(cue))
        || line.contains(", left")
        || line.contains(", right")
        || line.contains("(left)")
        || line.contains("(right)")
}
