//! Statements that stand within statements of their passage: whose mouth the inner one is, and what
//! the outer one is to it.

use crate::relay;
use wireroom_model::Statement;
use wireroom_text::Span;

/// Whether a cue is plain speech: a word that mostly attributes, without a negation.
fn speaks(cue: &str) -> bool {
    let mut words =
        cue.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').map(str::to_lowercase);
    let negated = |w: &String| {
        matches!(w.as_str(), "not" | "never") || w.ends_with("n't") || w.ends_with("n’t")
    };
    let all: Vec<String> = words.by_ref().collect();
    !all.iter().any(negated)
        && all.iter().any(|w| wireroom_lexicon::cue(w).is_some_and(|c| c.weight >= 0.6))
}

/// A statement whose content is another statement ("X said …, according to the agency", "the mayor
/// said a doctor had told her that …"): the outer source is a relay of the inner one, and both go
/// back to the inner source. What somebody who is no medium tells beside it stays his own.
pub(super) fn nest(found: &mut [Statement], first: usize, text: &str) {
    let count = found.len();
    for outer in first..count {
        let Some(source) = found.get(outer).and_then(|s| s.source.first().copied()) else {
            continue;
        };
        let medium = relay::is_medium_text(source.text(text));
        if !medium && !found.get(outer).is_some_and(|s| speaks(cue_of(s, text))) {
            continue;
        }
        let content = found.get(outer).map(|s| s.content.clone()).unwrap_or_default();
        let entity = found.get(outer).and_then(|s| s.source_entity);
        let inside = |span: Span| content.iter().any(|c| c.contains(span));
        let inner = (first..count.min(first + 40)).find(|&inner| {
            inner != outer
                && found.get(inner).is_some_and(|s| {
                    let told = speaks(cue_of(s, text))
                        && s.cue.first().is_some_and(|cue| inside(*cue))
                        && s.source.first().is_some_and(|own| inside(*own));
                    told && (medium || entity != s.source_entity && tells_all(s, &content, text))
                })
        });
        let Some(inner) = inner else { continue };
        // "The agency, citing an aide, said the office had told …": the agency passes on both.
        let passed: Vec<(Span, Option<usize>)> = found
            .get(outer)
            .map(|s| {
                let further = s.relay.iter().copied().zip(s.relay_entities.iter().copied());
                std::iter::once((source, entity)).chain(further).collect()
            })
            .unwrap_or_default();
        let (mut origin, mut joint) = (None, Vec::new());
        if let Some(statement) = found.get_mut(inner) {
            origin = statement.source_entity;
            joint = statement.joint_entities.clone();
            pass_on(statement, &passed);
        }
        if let Some(statement) = found.get_mut(outer)
            && origin.is_some()
        {
            statement.source_entity = origin;
            statement.joint_entities = joint;
            statement.relay.clear();
            statement.relay_entities.clear();
            pass_on(statement, &passed);
        }
    }
}

/// Adds relays that a statement has not yet.
fn pass_on(statement: &mut Statement, relays: &[(Span, Option<usize>)]) {
    for &(span, entity) in relays {
        if !statement.relay.iter().any(|held| held.overlaps(span)) {
            statement.relay.push(span);
            statement.relay_entities.push(entity);
        }
    }
}

/// "I" and "we" within what somebody says are whoever says it.
pub(super) fn speak(found: &mut [Statement], first: usize, text: &str) {
    for at in first..found.len() {
        let Some(own) = found.get(at) else { continue };
        let first_person = |span: &&Span| {
            matches!(crate::nouns::pronoun(span.text(text)), Some(crate::nouns::Pronoun::Speaker))
                && !span.text(text).eq_ignore_ascii_case("you")
        };
        let Some(said) = own.source.first().filter(first_person).copied() else { continue };
        let near = at.saturating_sub(20).max(first)..(at + 20).min(found.len());
        let outer = found.get(near).unwrap_or(&[]).iter().find(|outer| {
            outer.source.first() != Some(&said)
                && outer.content.iter().any(|piece| piece.contains(said))
        });
        let speaker = outer.and_then(|outer| outer.source_entity);
        if let Some(statement) = found.get_mut(at) {
            statement.source_entity = statement.source_entity.or(speaker);
        }
    }
}

fn cue_of<'t>(statement: &Statement, text: &'t str) -> &'t str {
    statement.cue.first().map_or("", |cue| cue.text(text))
}

/// Whether an inner statement, with its source and cue, is most of what the outer one says, and opens
/// or ends it: not "they were treated badly, while the union vowed to strike". A state has no mouth but
/// its people's: what a minister says that it demands is the minister's.
fn tells_all(inner: &Statement, outer: &[Span], text: &str) -> bool {
    const MARGIN: usize = 6;
    let (Some(first), Some(last)) = (outer.first(), outer.last()) else { return false };
    let opens = inner.source.first().is_some_and(|own| own.start() <= first.start() + MARGIN);
    let ends = inner.cue.first().is_some_and(|cue| cue.end() + MARGIN >= last.end());
    let state = inner.source.first().is_some_and(|own| {
        wireroom_lexicon::country_by_name(relay::bare(own.text(text))).is_some()
    });
    if !(opens || ends) || state {
        return false;
    }
    let length = |spans: &[Span]| spans.iter().map(|span| span.len()).sum::<usize>();
    let own = length(&inner.content) + length(&inner.source) + length(&inner.cue);
    own * 3 >= length(outer) * 2
}
