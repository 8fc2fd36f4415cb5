//! The lines behind the story: links to other stories under a label of the page, and lists that the
//! story itself ends with.

use wireroom_model::ZoneKind;

use super::block::Block;

/// From how many lines on a list with figures is the story's own.
const LIST: usize = 5;

/// Links under a label that any story may have behind it.
const LINKS: usize = 8;

/// Where the lines begin that follow the last sentence of the text; a headline may be a question.
fn start(text: &str, blocks: &[Block]) -> usize {
    let asks = |block: &Block| block.words <= 16 && block.span.text(text).ends_with('?');
    let told = |block: &Block| {
        block.cue.is_none() && (block.ends_sentence && !asks(block) || block.words > 30)
    };
    blocks.iter().rposition(told).map_or(blocks.len(), |last| last + 1)
}

/// Headlines under a label of the page at the end are links to other stories.
pub(crate) fn mark_links(text: &str, blocks: &mut [Block]) {
    let start = start(text, blocks);
    // More lines than the story has paragraphs are what the page is about.
    let told = blocks.iter().take(start).filter(|block| block.cue.is_none()).count();
    let Some(tail) = blocks.get_mut(start..).filter(|tail| tail.len() <= LINKS.max(2 * told))
    else {
        return;
    };
    let label = tail.iter().position(|block| {
        block.cue == Some(ZoneKind::Furniture) && block.words <= 4 || is_heading(text, block)
    });
    for block in tail.iter_mut().skip(label.unwrap_or(usize::MAX)) {
        if block.cue.is_none() && block.starts_high {
            block.cue = Some(ZoneKind::Furniture);
        }
    }
}

/// What the last lines tell of the writer, with where to find them: "Ann Lee is a reporter at the
/// Post. Follow her at @annlee".
pub(crate) fn mark_biography(text: &str, blocks: &mut [Block]) {
    let count = blocks.len();
    if count < 4 {
        return;
    }
    for block in blocks.iter_mut().skip(count - 3).filter(|block| block.cue.is_none()) {
        if is_biography(block.span.text(text)) && block.words <= 80 {
            block.cue = Some(ZoneKind::Furniture);
        }
    }
}

fn is_biography(line: &str) -> bool {
    if line.contains(['"', '“']) {
        return false;
    }
    let words = || {
        let words = line.split_whitespace();
        words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '@'))
    };
    let verb = words().take(6).position(|word| {
        matches!(word, "is" | "joined" | "covers" | "writes" | "has" | "reports" | "lives")
    });
    let named = |verb: &usize| {
        *verb > 0 && words().take(*verb).all(|word| word.starts_with(char::is_uppercase))
    };
    // Few lines begin with a name and such a verb: the others are not read to their end.
    let Some(verb) = verb.filter(named) else { return false };
    let trade = words().skip(verb).take(12).any(|word| {
        matches!(
            word.to_lowercase().as_str(),
            "writer"
                | "reporter"
                | "editor"
                | "journalist"
                | "author"
                | "columnist"
                | "producer"
                | "correspondent"
                | "freelance"
                | "freelancer"
                | "contributor"
                | "blogger"
                | "curator"
                | "covers"
                | "writes"
                | "covering"
                | "reporting"
        )
    });
    let reach = words().any(|word| {
        word.starts_with('@') && word.len() > 2
            || word
                .split_once('@')
                .is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
    }) || line.contains("ollow h")
        || line.contains("ollow them")
        || line.contains("each h");
    trade && reach
}

/// "More great stories", "Related coverage from the magazine:".
fn is_heading(text: &str, block: &Block) -> bool {
    let line = block.span.text(text).to_lowercase();
    let mut words = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let points = words.next().is_some_and(|first| {
        matches!(first, "more" | "related" | "recommended" | "trending" | "popular" | "latest")
    });
    let noun = words.any(|word| {
        matches!(word, "stories" | "coverage" | "articles" | "headlines" | "news" | "posts")
    });
    points && noun && block.words <= 9 && block.cue.is_none()
}

/// Whether the lines behind the story are a list of it: most of them have figures.
pub(crate) fn is_list(text: &str, blocks: &[Block], last: usize) -> bool {
    let tail = blocks.get(last + 1..).unwrap_or(&[]);
    let lines = tail.iter().take_while(|block| block.cue.is_none() && !block.prose);
    let (mut count, mut figures) = (0_usize, 0_usize);
    for block in lines {
        count += 1;
        figures +=
            usize::from(block.span.text(text).contains(|c: char| c.is_ascii_digit() || c == '('));
    }
    count >= LIST && figures * 4 >= count * 3
}
