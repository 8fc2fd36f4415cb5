//! Examples from templates of our own: constructions of wire news that the corpus lacks.

use std::collections::BTreeMap;
use std::ops::Range;
use wireroom_model::{Sentence, ZoneKind};
use wireroom_statements::train::Marked;

const TEMPLATES: &str = include_str!("../../../../training/statements/wire.txt");

/// `times` fillings of each template: passage, sentence starts, what is marked.
pub(crate) fn expand(times: usize) -> Vec<(String, Vec<usize>, Vec<Marked>)> {
    let mut templates = Vec::new();
    let mut lists: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut list: Option<&str> = None;
    for line in TEMPLATES.lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        match (line.strip_prefix("= "), list) {
            (Some(name), _) => list = Some(name),
            (None, Some(name)) => lists.entry(name).or_default().push(line),
            (None, None) => templates.push(line),
        }
    }
    let mut state = 7_u64;
    let mut out = Vec::new();
    for template in templates {
        for _ in 0..times {
            let filled = fill(template, &lists, &mut state);
            let (text, marked) = marks(&filled);
            let sentences: Vec<Sentence> = wireroom_text::sentences(&text)
                .into_iter()
                .map(|span| Sentence { span, zone: ZoneKind::Body })
                .collect();
            for range in wireroom_statements::passages(&text, &sentences) {
                let own = &sentences[range];
                let span = own[0].span.start()..own[own.len() - 1].span.end();
                let starts = own.iter().map(|s| s.span.start() - span.start).collect();
                let inside = |r: &[Range<usize>]| -> Vec<Range<usize>> {
                    r.iter()
                        .filter(|s| s.start < span.end && span.start < s.end)
                        .map(|s| {
                            s.start.max(span.start) - span.start..s.end.min(span.end) - span.start
                        })
                        .collect()
                };
                let marked = marked
                    .iter()
                    .map(|m| Marked {
                        source: inside(&m.source),
                        cue: inside(&m.cue),
                        content: inside(&m.content),
                    })
                    .filter(|m| !m.cue.is_empty())
                    .collect();
                out.push((text[span.clone()].to_owned(), starts, marked));
            }
        }
    }
    out
}

fn fill(template: &str, lists: &BTreeMap<&str, Vec<&str>>, state: &mut u64) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        let close = open + rest[open..].find('}').expect("a closed slot");
        out.push_str(&rest[..open]);
        let list = &lists[&rest[open + 1..close]];
        *state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let pick = list[(*state >> 33) as usize % list.len()];
        if out.is_empty() || out == "[S " || out == "[C " {
            let mut chars = pick.chars();
            out.extend(chars.next().into_iter().flat_map(char::to_uppercase));
            out.push_str(chars.as_str());
        } else {
            out.push_str(pick);
        }
        rest = &rest[close + 1..];
    }
    out + rest
}

/// Takes the marks out. A content goes to the cue that is nearest before or after it: marks of one
/// attribution stand together, and a second source or cue of a kind begins the next.
fn marks(filled: &str) -> (String, Vec<Marked>) {
    let mut text = String::new();
    let mut spans: Vec<(char, Range<usize>)> = Vec::new();
    let mut open: Option<(char, usize)> = None;
    let mut chars = filled.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '[' => {
                let kind = chars.next().expect("a kind");
                chars.next();
                open = Some((kind, text.len()));
            }
            ']' => {
                let (kind, start) = open.take().expect("an open mark");
                spans.push((kind, start..text.len()));
            }
            c => text.push(c),
        }
    }
    let cues: Vec<usize> = (0..spans.len()).filter(|&i| spans[i].0 == 'Q').collect();
    let mut out = Vec::new();
    for (nth, &cue) in cues.iter().enumerate() {
        let from = if nth == 0 { 0 } else { cues[nth - 1] + 1 };
        let to = cues.get(nth + 1).copied().unwrap_or(spans.len());
        // With several cues the first takes what stands before it and, unless that was its
        // content, what follows; later ones take the content behind them.
        let own = &spans[if nth == 0 { from..to } else { cue..to }];
        let pick = |kind: char| {
            own.iter().filter(|s| s.0 == kind).map(|s| s.1.clone()).collect::<Vec<_>>()
        };
        let mut source = pick('S');
        if nth > 0 && source.is_empty() {
            source = spans.iter().filter(|s| s.0 == 'S').map(|s| s.1.clone()).take(1).collect();
        }
        out.push(Marked { source, cue: pick('Q'), content: pick('C') });
    }
    let trimmed = |r: Range<usize>| crate::corpus::trim(&text, r);
    for marked in &mut out {
        for spans in [&mut marked.source, &mut marked.content] {
            *spans = std::mem::take(spans)
                .into_iter()
                .map(trimmed)
                .filter(|r| r.start < r.end)
                .collect();
        }
    }
    (text, out)
}
