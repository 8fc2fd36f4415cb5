//! One says that somebody made no comment where another quotes them.

use super::stand::words;
use super::{Scene, side};
use crate::unit::Unit;
use std::collections::BTreeSet;
use wireroom_model::{Difference, DifferenceKind, Entity, EntityId, EntityKind, Polarity, Side};

/// How alike what somebody would not say and what they said must be, to be on one matter.
const ON_THAT: f32 = 0.3;

/// Words for saying nothing, for narrated sentences: statements have their polarity. "His comments
/// were not fair" says something, and who will not comment further has said something.
fn no_comment(text: &str) -> bool {
    const REFUSES: [&str; 8] =
        ["declined", "declines", "refused", "refuses", "without", "no", "not", "unavailable"];
    const GIVES: [&str; 12] = [
        "provide", "provided", "offer", "offered", "make", "made", "give", "given", "issue",
        "issued", "release", "released",
    ];
    // "Did not immediately respond to a request for comment".
    const BEFORE: usize = 9;
    let words: Vec<String> = words(text).filter(|word| !word.is_empty()).collect();
    let is = |word: &String| matches!(word.as_str(), "comment" | "commented" | "comments");
    let Some(at) = words.iter().position(is) else { return false };
    let before = &words[at.saturating_sub(BEFORE)..at];
    let refused = before.iter().any(|word| {
        REFUSES.contains(&word.as_str()) || word.ends_with("n't") || word.ends_with("n’t")
    });
    let made = words[at] != "comments" || before.iter().any(|word| GIVES.contains(&word.as_str()));
    refused && made && words.get(at + 1).is_none_or(|word| word != "further")
}

/// Whether a unit says that nothing was said: by its polarity, in its own words, or with its cue ("has
/// not provided *any comments*").
pub(super) fn is_silent(scene: &Scene<'_>, unit: &Unit) -> bool {
    unit.polarity == Polarity::Declined
        || no_comment(&unit.text)
        || unit.text.to_lowercase().contains("comment") && no_comment(sentence(scene, unit))
}

/// The words of the sentence that a unit stands in.
fn sentence<'a>(scene: &Scene<'a>, unit: &Unit) -> &'a str {
    let text = scene.pile[unit.document].text.repaired();
    whole(scene, unit).span.map_or("", |span| span.text(text))
}

/// "X has not commented" in one account, a statement by X or by X's own people in another.
pub(super) fn spoke(scene: &Scene<'_>) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for silent in scene.units {
        if !is_silent(scene, silent) {
            continue;
        }
        let Some(subject) = subject(scene, silent) else { continue };
        if also_spoke(scene, silent, subject) {
            continue;
        }
        // "Did not say what it had cost" is silence on that alone; "did not comment", on all.
        let sentence = sentence(scene, silent);
        let on_all = no_comment(sentence) && !on_something(sentence);
        let speaker = scene.units.iter().filter(|unit| {
            scene.account(unit) != scene.account(silent)
                && unit.statement.is_some()
                && !is_silent(scene, unit)
                && (scene.align(silent, unit).score() >= ON_THAT
                    || (on_all && confirms(scene, unit)))
                && unit.source.as_ref().is_some_and(|source| akin(scene, subject, source))
        });
        // A confirmation contradicts silence most plainly; then the first in the pile.
        let Some(speaker) = speaker.min_by_key(|unit| {
            let same = unit.source.as_ref() == Some(&subject.id);
            (!confirms(scene, unit), !same, unit.document, unit.content.clone())
        }) else {
            continue;
        };
        if seen.insert((subject.id.clone(), scene.account(silent), scene.account(speaker))) {
            let why = format!(
                "one account says that {0} has not spoken, another quotes {0}",
                subject.name
            );
            let sides = vec![whole(scene, silent), whole(scene, speaker)];
            found.push(scene.difference(DifferenceKind::Polarity, sides, why));
        }
    }
    found
}

/// Whether the text that says that somebody was silent quotes them itself.
fn also_spoke(scene: &Scene<'_>, silent: &Unit, subject: &Entity) -> bool {
    scene.units.iter().any(|unit| {
        unit.document == silent.document
            && unit.statement.is_some()
            && unit.source.as_ref() == Some(&subject.id)
            && !is_silent(scene, unit)
    })
}

/// Whether a sentence says on what there was no comment, other than "the report" and the like.
fn on_something(sentence: &str) -> bool {
    const ANYTHING: [&str; 34] = [
        "the",
        "this",
        "that",
        "these",
        "those",
        "report",
        "reports",
        "matter",
        "claim",
        "claims",
        "issue",
        "case",
        "incident",
        "allegation",
        "allegations",
        "request",
        "requests",
        "story",
        "it",
        "on",
        "about",
        "accusations",
        "meeting",
        "talks",
        "accident",
        "attack",
        "crash",
        "deal",
        "ruling",
        "verdict",
        "charges",
        "announcement",
        "decision",
        "move",
    ];
    let lower = sentence.to_lowercase();
    let Some((_, rest)) = lower.rsplit_once("comment") else { return false };
    let rest = rest.strip_prefix("ed").or(rest.strip_prefix('s')).unwrap_or(rest);
    let words: Vec<&str> =
        rest.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let topic = words.iter().position(|word| matches!(*word, "on" | "about" | "whether"));
    topic.is_some_and(|at| at <= 1 && !words[at..].iter().take(4).all(|w| ANYTHING.contains(w)))
}

/// Whether the sentence that quotes somebody says that they confirm ("*confirmed* the meeting, saying
/// that …").
fn confirms(scene: &Scene<'_>, unit: &Unit) -> bool {
    let lower = sentence(scene, unit).to_lowercase();
    unit.statement.is_some() && (lower.contains("confirmed") || lower.contains("acknowledged"))
}

/// The sentence that a unit stands in: "has not commented" is in the cue, not in the content.
fn whole(scene: &Scene<'_>, unit: &Unit) -> Side {
    let shown = side(unit);
    let sentence = scene.pile[unit.document]
        .analysis
        .sentences
        .iter()
        .find(|sentence| shown.span.is_some_and(|span| sentence.span.overlaps(span)));
    Side { document: unit.document, span: sentence.map(|sentence| sentence.span).or(shown.span) }
}

/// Who is said to be silent: the source of a declined statement, else the first one named in the
/// sentence.
fn subject<'a>(scene: &'a Scene<'_>, unit: &Unit) -> Option<&'a Entity> {
    if let Some(source) = &unit.source {
        return scene.known.get(source).copied();
    }
    let telling = &scene.pile[unit.document];
    let first = unit.content.first()?;
    // "They have not commented on Ann Lee": whoever is named there is not the one who keeps silent.
    let statement = unit.statement.and_then(|at| telling.analysis.statements.get(at));
    let source = statement.and_then(|statement| statement.source.first()).unwrap_or(first);
    let opening = words(source.text(telling.text.repaired())).find(|word| !word.is_empty())?;
    if matches!(opening.as_str(), "he" | "she" | "they" | "it" | "we" | "i") {
        return None;
    }
    let mut named: Vec<(usize, usize)> = Vec::new();
    for (local, entity) in telling.analysis.entities.iter().enumerate() {
        for mention in entity.mentions.iter().filter(|mention| first.contains(**mention)) {
            named.push((mention.start(), local));
        }
    }
    let &(_, local) = named.iter().min()?;
    let subject = telling.entities.get(local).and_then(|&at| scene.entities.get(at));
    // A state that is named first is seldom the one that keeps silent.
    subject.filter(|subject| matches!(subject.kind, EntityKind::Person | EntityKind::Organization))
}

/// Whether `source` speaks for `subject`: itself, a nameless one of its people, or an official of
/// the same state's government.
fn akin(scene: &Scene<'_>, subject: &Entity, source: &EntityId) -> bool {
    if subject.id == *source {
        return true;
    }
    let Some(source) = scene.known.get(source) else { return false };
    let described =
        format!("{} {}", source.name, source.role.as_deref().unwrap_or("")).to_lowercase();
    let own: Vec<String> = subject
        .name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| {
            let lower = word.to_lowercase();
            word.len() > 3
                && wireroom_lexicon::idf(&lower) > 2.5
                && !BODIES.contains(&lower.as_str())
        })
        .map(str::to_lowercase)
        .collect();
    let named = !own.is_empty() && own.iter().all(|word| described.contains(word.as_str()));
    let official = |entity: &Entity| {
        matches!(entity.kind, EntityKind::Organization | EntityKind::Unnamed | EntityKind::State)
            && is_government(&format!("{} {}", entity.name, entity.role.as_deref().unwrap_or("")))
    };
    let one_state = subject.country.is_some() && subject.country == source.country;
    named || (one_state && official(subject) && official(source))
}

/// Words for a body as such: "the governor's office" is the governor's.
const BODIES: [&str; 4] = ["office", "press", "service", "bureau"];

fn is_government(described: &str) -> bool {
    let lower = described.to_lowercase();
    ["embassy", "ministry", "department", "consulate", "government", "presidency", "chancellery"]
        .iter()
        .any(|word| lower.contains(word))
}
