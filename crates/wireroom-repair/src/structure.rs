//! The parts of an article page: title, dek, dateline, byline, credit, body and what the page
//! prints around them.
//!
//! Told by shape and words: where a block stands, how long it is, how many function words it has,
//! how it ends, and the phrases that pages are made of. No list of sites. Where the signs are weak
//! a block is body: a real sentence is never given away.
//!
//! Invariants: zones are in text order, never overlap, and hold every character that is not white
//! space.

mod amid;
mod block;
mod byline;
mod caption;
mod credit;
mod cues;
mod date_words;
mod dateline;
mod holder;
mod page;
mod page_words;
mod people;
mod phrases;
mod signs;
mod stamp;
mod tail;

use wireroom_model::{Document, Structure, Zone, ZoneKind};
use wireroom_text::{Repaired, Span, paragraphs};

use crate::words::lower;
use block::{Block, same_line};

/// The parts of the page that `repaired` is. `document` gives the title from metadata, if any.
#[must_use]
pub fn structure(repaired: &str, document: &Document) -> Structure {
    let mut blocks: Vec<Block> = Vec::new();
    for span in paragraphs(repaired) {
        push_blocks(repaired, span, &mut blocks);
    }
    mark_bylines(repaired, &mut blocks);
    mark_titles(repaired, &mut blocks, document.title.as_deref());
    tail::mark_links(repaired, &mut blocks);
    tail::mark_biography(repaired, &mut blocks);
    mark_likely(repaired, &mut blocks);
    mark_running_times(&mut blocks);
    if let Some((first, last)) = story(&blocks) {
        amid::mark(repaired, &mut blocks, first, last);
    }
    mark_dek(repaired, &mut blocks, document.title.is_some());
    mark_edges(repaired, &mut blocks);
    let mut structure = Structure::default();
    let first_body = blocks.iter().position(|block| block.kind() == ZoneKind::Body);
    let mut datelines = 0;
    for (index, block) in blocks.iter().enumerate() {
        match block.kind() {
            ZoneKind::Body => {
                // Furniture that looks like prose may come before the paragraph that opens the story.
                let opens = structure.dateline.is_none()
                    && first_body.is_some_and(|first| index < first + 4)
                    && datelines < 3;
                datelines += usize::from(opens);
                body(repaired, block, opens, &mut structure);
            }
            ZoneKind::Published | ZoneKind::Updated | ZoneKind::Credit => {
                stamp::zones(repaired, block.span, block.kind(), &mut structure.zones);
            }
            kind => structure.zones.push(Zone { span: block.span, kind }),
        }
    }
    people::names(repaired, &mut structure);
    structure
}

/// A body paragraph with its dateline and its contributors' note split off.
fn body(text: &str, block: &Block, opens: bool, structure: &mut Structure) {
    let span = block.span;
    let mut rest = span;
    if opens && let Some((end, dateline)) = dateline::at_head(text, span) {
        structure
            .zones
            .push(Zone { span: trim(text, rest.start(), end), kind: ZoneKind::Dateline });
        structure.dateline = Some(dateline);
        rest = trim(text, end, span.end());
    }
    let note = credit::note_at_end(rest.text(text), block.signs.has(signs::NOTE))
        .map(|at| rest.start() + at);
    if let Some(at) = note {
        let told = trim(text, rest.start(), at);
        if !told.is_empty() {
            structure.zones.push(Zone { span: told, kind: ZoneKind::Body });
        }
        let note = trim(text, at, rest.end());
        let kind = credit::kind_of_note(note.text(text));
        structure.zones.push(Zone { span: note, kind });
    } else if !rest.is_empty() {
        structure.zones.push(Zone { span: rest, kind: ZoneKind::Body });
    }
}

/// `start..end` without the white space at its ends.
pub(crate) fn trim(text: &str, start: usize, end: usize) -> Span<Repaired> {
    let piece = text.get(start..end).unwrap_or("");
    let head = piece.len() - piece.trim_start().len();
    let start = start + head;
    Span::of(start..start + piece.trim().len())
}

/// The block of a paragraph; lines of the page that were taken for wrapped text are parted again.
fn push_blocks(text: &str, span: Span<Repaired>, blocks: &mut Vec<Block>) {
    let block = cued(text, span);
    let lines = span.text(text).lines().count();
    if block.cue.is_none() && (2..=6).contains(&lines) {
        let mut parted: Vec<Block> = Vec::with_capacity(lines);
        let mut at = span.start();
        for line in span.text(text).split_inclusive('\n') {
            let line_span = trim(text, at, at + line.len());
            at += line.len();
            if !line_span.is_empty() {
                parted.push(cued(text, line_span));
            }
        }
        // A wrapped sentence goes on in lower case; a line of the page does not.
        let known = |block: Option<&Block>| block.is_some_and(|block| block.cue.is_some());
        if parted.iter().all(|block| block.starts_high)
            && (known(parted.first()) || known(parted.last()))
        {
            blocks.append(&mut parted);
            return;
        }
    }
    blocks.push(block);
}

/// A block with what its own words say it is.
fn cued(text: &str, span: Span<Repaired>) -> Block {
    let mut block = Block::new(text, span);
    if block.is_plain() {
        return block;
    }
    let line = span.text(text);
    let lower = lower(line);
    block.cue = stamp::kind(line, &block.signs)
        .or_else(|| caption::is_picture_sign(line).then_some(ZoneKind::Caption))
        .or_else(|| credit::kind_of_line(text, &lower, &block))
        .or_else(|| caption::caption(line, &lower, &block))
        .or_else(|| cues::furniture(line, &lower, &block));
    block
}

/// The first and last block that read as the story, as far as is known.
fn story(blocks: &[Block]) -> Option<(usize, usize)> {
    let is_story = |block: &Block| block.cue.is_none() && block.prose;
    Some((blocks.iter().position(is_story)?, blocks.iter().rposition(is_story)?))
}

/// Bylines that only their place tells from a line of the story.
fn mark_bylines(text: &str, blocks: &mut [Block]) {
    let Some((first, last)) = story(blocks) else { return };
    for (index, block) in blocks.iter_mut().enumerate() {
        let open = block.cue.is_none() || block.cue == Some(ZoneKind::Contributors);
        let outside = index < first || index > last;
        if outside && open && block.words <= 14 && byline::is_byline_outside(block.span.text(text))
        {
            block.cue = Some(ZoneKind::Byline);
        }
    }
}

/// The headline: the line that metadata names, else a short line without a full stop at the head.
fn mark_titles(text: &str, blocks: &mut [Block], title: Option<&str>) {
    let first_prose =
        blocks.iter().position(|block| block.prose && block.cue.is_none()).unwrap_or(blocks.len());
    let named = title.and_then(|title| {
        blocks
            .iter()
            .take(first_prose.max(8) + 2)
            .position(|block| !block.is_long() && same_line(block.span.text(text), title))
    });
    let guessed = || {
        blocks
            .iter()
            .take(first_prose.min(6) + 1)
            .position(|block| {
                let line = block.span.text(text);
                block.cue.is_none()
                    && block.could_be_title(text)
                    && dateline::at_head(text, block.span).is_none()
                    && !(block.words <= 4 && line.contains('/'))
            })
            .filter(|&at| at <= first_prose && at + 1 < blocks.len())
            // With a title from metadata that stands nowhere, the first line must look the part.
            .filter(|&at| title.is_none() || at == 0 && first_prose > 0)
            .filter(|&at| {
                title.is_none_or(|title| block::shares_words(blocks[at].span.text(text), title))
            })
    };
    let Some(at) = named.or_else(guessed) else { return };
    let headline = blocks.get(at).map_or("", |block| block.span.text(text)).to_string();
    for (index, block) in blocks.iter_mut().enumerate() {
        if index == at {
            block.cue = Some(ZoneKind::Title);
        } else if !block.is_long() && same_line(block.span.text(text), &headline) {
            block.cue = Some(ZoneKind::RepeatedTitle);
        }
    }
}

/// The line under the headline: one sentence that stands before the story and apart from it.
/// `headed` says that the headline is known from metadata, and may stand outside the text.
fn mark_dek(text: &str, blocks: &mut [Block], headed: bool) {
    let title = blocks.iter().position(|block| block.cue == Some(ZoneKind::Title));
    let mut at = title.map_or(0, |title| title + 1);
    while blocks
        .get(at)
        .is_some_and(|block| matches!(block.cue, Some(kind) if kind != ZoneKind::Caption))
    {
        at += 1;
    }
    let Some(block) = blocks.get(at) else { return };
    let shaped = (5..=45).contains(&block.words) && block.starts_high && !block.announces;
    let goes_on = blocks.get(at + 1).is_some_and(|next| !next.starts_high);
    if block.cue.is_some() || !shaped || goes_on || dateline::at_head(text, block.span).is_some() {
        return;
    }
    let more = blocks.iter().skip(at + 1).any(|block| block.prose && block.cue.is_none());
    // A teaser may follow the first paragraph of a story too.
    let page_line_next = blocks.get(at + 1).is_some_and(|block| match block.cue {
        Some(ZoneKind::Furniture) => block.words <= 6,
        // A picture stands below the first paragraph as often as below a summary.
        Some(ZoneKind::Caption) => false,
        cue => cue.is_some(),
    });
    // Without a headline above it only a time or a writer below it sets a summary apart.
    let dated_next = blocks.get(at + 1).is_some_and(|block| {
        matches!(block.cue, Some(ZoneKind::Published | ZoneKind::Updated | ZoneKind::Byline))
    });
    let summary =
        block.sentences(text) == 1 && if title.is_some() { page_line_next } else { dated_next };
    let headed = title.is_some() || headed && at == 0;
    let apart = headed && !block.ends_sentence || summary;
    if apart
        && more
        && let Some(block) = blocks.get_mut(at)
    {
        block.cue = Some(ZoneKind::Dek);
    }
}

/// Short lines before the story and after its end that carry no sentence are the page's.
fn mark_edges(text: &str, blocks: &mut [Block]) {
    let Some((first, last)) = story(blocks) else { return };
    let listed = tail::is_list(text, blocks, last);
    for (index, block) in blocks.iter_mut().enumerate() {
        let outside = index < first || index > last && !listed;
        let dateline = index < first && dateline::at_head(text, block.span).is_some();
        if outside && block.cue.is_none() && block.is_stub() && !dateline {
            block.cue = Some(ZoneKind::Furniture);
        }
    }
}

/// Paragraphs of the story after which a date line heads an entry of a running report.
const HEAD: usize = 3;

/// Date lines amid the story say when an entry was added, not when the text was published.
fn mark_running_times(blocks: &mut [Block]) {
    let Some((_, last)) = story(blocks) else { return };
    let mut before = 0;
    for block in blocks.iter_mut().take(last) {
        before += usize::from(block.cue.is_none() && block.prose);
        if before >= HEAD && matches!(block.cue, Some(ZoneKind::Published | ZoneKind::Updated)) {
            block.cue = Some(ZoneKind::Furniture);
        }
    }
}

/// Lines that are the page's by weaker signs, seen from the ends of the text inward up to the story.
fn mark_likely(text: &str, blocks: &mut [Block]) {
    let Some((first, _)) = story(blocks) else { return };
    let (before, behind) = blocks.split_at_mut(first);
    for block in before.iter_mut().filter(|block| block.cue.is_none()) {
        if page::is_likely(block.span.text(text), block) {
            block.cue = Some(ZoneKind::Furniture);
        }
    }
    let mut outside = true;
    for block in behind.iter_mut().skip(1).rev().filter(|block| block.cue.is_none()) {
        let line = block.span.text(text);
        if outside && page::is_likely(line, block) || page::is_columned(line, block) {
            block.cue = Some(ZoneKind::Furniture);
        } else if block.prose {
            outside = false;
        }
    }
}
