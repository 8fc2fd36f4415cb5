//! Keeps pages from the parser and the extractor that would cost them too much.
//!
//! The parser copies every open formatting element into each new block ("reconstruct the active
//! formatting elements", HTML standard 13.2.4.3), so a page of a few unclosed `<font>` and many
//! `<p>` makes far more elements than it has tags. One cheap pass over the tags estimates that and
//! the depth; the exact depth is checked on the parsed tree, which is built and walked without
//! recursion.

use dom_query::{Document as Dom, NodeRef};
use wireroom_model::SetAsideCode;

use crate::intake::Problem;
use crate::limits::Limits;

/// Most elements that a page may come to; the largest page seen came to 20 thousand.
const ELEMENTS: usize = 500_000;
/// Most that the depths of all elements may add up to, as the extractor looks up from many of
/// them; ten times what the largest page seen comes to, and a few seconds of work.
const DEPTHS: usize = 5_000_000;
/// The estimate does not know every rule by which one tag closes another, so it gets room.
const SLACK: usize = 8;

const FORMATTING: [&str; 14] = [
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];
const CHILDLESS: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// One pass over the tags of `html`.
pub(super) fn scan(html: &str, limits: &Limits) -> Result<(), Problem> {
    let mut open: Vec<&str> = Vec::new();
    let mut formatting = [0_usize; FORMATTING.len()];
    let (mut elements, mut depths) = (0_usize, 0_usize);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = rest.get(at + 1..).unwrap_or_default();
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let (closes, tag) = match rest.strip_prefix('/') {
            Some(tag) => (true, tag),
            None => (false, rest),
        };
        let name = tag_name(tag);
        if name.is_empty() {
            continue;
        }
        let style = FORMATTING.iter().position(|known| known.eq_ignore_ascii_case(name));
        if closes {
            // A closing tag looks a bounded way down: more costs time, not depth.
            let near = open.iter().rev().take(64).position(|held| held.eq_ignore_ascii_case(name));
            if let Some(near) = near {
                open.truncate(open.len() - near - 1);
            }
            if let Some(count) = style.and_then(|style| formatting.get_mut(style)) {
                *count = count.saturating_sub(1);
            }
            continue;
        }
        elements += 1 + formatting.iter().sum::<usize>();
        depths += open.len();
        if depths > DEPTHS && open.len() > limits.depth {
            return Err(too_deep(limits));
        }
        if elements > ELEMENTS || depths > DEPTHS {
            return Err(Problem::new(
                SetAsideCode::TooLarge,
                format!(
                    "a page of more than {ELEMENTS} elements once parsed, or of many deep ones"
                ),
                "give its article as text",
            ));
        }
        if let Some(count) = style.and_then(|style| formatting.get_mut(style)) {
            *count += 1;
        }
        if is_raw_text(name) {
            rest = after_raw_text(tag, name);
        } else if !CHILDLESS.iter().any(|known| known.eq_ignore_ascii_case(name))
            && !closes_alike(&open, name)
        {
            open.push(name);
        }
        if open.len() > limits.depth.saturating_mul(SLACK) {
            return Err(too_deep(limits));
        }
    }
    Ok(())
}

/// The exact check on the parsed page.
pub(super) fn check_depth(dom: &Dom, limits: &Limits) -> Result<(), Problem> {
    let mut steps: Vec<(NodeRef<'_>, usize)> = vec![(dom.root(), 0)];
    while let Some((node, depth)) = steps.pop() {
        if depth > limits.depth {
            return Err(too_deep(limits));
        }
        steps.extend(node.children_it(false).map(|child| (child, depth + 1)));
    }
    Ok(())
}

fn too_deep(limits: &Limits) -> Problem {
    Problem::new(
        SetAsideCode::TooDeep,
        format!("a page whose elements are nested deeper than the limit of {}", limits.depth),
        "give its article as text",
    )
}

fn tag_name(tag: &str) -> &str {
    if !tag.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return "";
    }
    let end = tag.find(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/' | '<'));
    tag.get(..end.unwrap_or(tag.len()).min(64)).unwrap_or("long")
}

/// Elements that their like closes: old pages leave them open by the hundred.
fn closes_alike(open: &[&str], name: &str) -> bool {
    ["p", "li", "dt", "dd", "td", "th", "tr", "option", "a", "nobr"]
        .iter()
        .any(|known| known.eq_ignore_ascii_case(name))
        && open.last().is_some_and(|last| last.eq_ignore_ascii_case(name))
}

fn is_raw_text(name: &str) -> bool {
    ["script", "style", "textarea", "title"].iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// What follows the closing tag of `name`; within it `<` begins no tag.
fn after_raw_text<'a>(tag: &'a str, name: &str) -> &'a str {
    let mut rest = tag;
    while let Some(at) = rest.find("</") {
        rest = rest.get(at + 2..).unwrap_or_default();
        if rest.get(..name.len()).is_some_and(|close| close.eq_ignore_ascii_case(name)) {
            return rest;
        }
    }
    ""
}
