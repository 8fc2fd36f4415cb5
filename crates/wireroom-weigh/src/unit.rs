//! The units that claims are made of: the contents of statements, and narrated sentences.

use crate::EventTexts;
use crate::alike::Passages;
use crate::asks::tells_a_question;
use crate::attribute::{self, id, origin};
use crate::content::Content;
use crate::mouths::join_mouths;
use crate::narrated::narrated;
use crate::wording::{plain, wording};
use std::collections::{BTreeSet, HashMap};
use wireroom_model::{
    Entity, EntityId, Polarity, Statement, StatementId, Telling, Time, TimeKind, ZoneKind,
};
use wireroom_text::Span;

/// Something asserted in one text.
#[derive(Debug, Clone)]
pub(crate) struct Unit {
    /// Its place among the units of the event.
    pub(crate) at: usize,
    pub(crate) id: StatementId,
    pub(crate) document: usize,
    pub(crate) family: usize,
    /// Index in the analysis; `None` for a narrated sentence.
    pub(crate) statement: Option<usize>,
    pub(crate) content: Vec<Span>,
    pub(crate) text: String,
    pub(crate) asserts: Content,
    pub(crate) days: BTreeSet<String>,
    pub(crate) polarity: Polarity,
    pub(crate) source: Option<EntityId>,
    pub(crate) relay: Vec<EntityId>,
    pub(crate) origin: Option<EntityId>,
    /// The people, bodies and places that it names, as indices among the entities of the pile.
    pub(crate) named: BTreeSet<usize>,
}

/// Fewer content words than this assert nothing that could be compared.
pub(crate) const LEAST_TERMS: usize = 2;

/// The units of an event's texts, by document and place.
pub(crate) fn units(pile: &[Telling<'_>], event: EventTexts<'_>, entities: &[Entity]) -> Vec<Unit> {
    let mut found = Vec::new();
    let mut contents = Contents::default();
    for &document in event.documents {
        let telling = &pile[document];
        let text = telling.text.repaired();
        let mut attributed = Vec::new();
        for (at, statement) in telling.analysis.statements.iter().enumerate() {
            let in_telling = statement.content.first().is_some_and(|first| {
                telling.text.structure.at(first.start()) == Some(ZoneKind::Body)
            });
            let cue: Vec<&str> = statement.cue.iter().map(|span| span.text(text)).collect();
            let content = statement.content.first().map_or("", |span| span.text(text));
            if !in_telling || tells_a_question(&cue.join(" "), content, statement.polarity) {
                continue;
            }
            let units = halves(text, statement).into_iter().flat_map(|content| {
                let one =
                    said(telling, document, (at, statement), content, entities, &mut contents);
                each_mouth(telling, statement, one, entities)
            });
            let before = found.len();
            found.extend(units.filter(asserts_something));
            // A sentence is lost to no statement that says too little.
            if found.len() > before {
                attributed.push(statement);
            }
        }
        let narrated = narrated(telling, document, &attributed, &mut contents);
        found.extend(narrated.into_iter().filter(asserts_something));
    }
    // What nests stands in one document, and the units of a document stand together.
    let nested: Vec<bool> = found
        .chunk_by(|a, b| a.document == b.document)
        .flat_map(|own| own.iter().map(|unit| own.iter().any(|outer| nests(outer, unit))))
        .collect();
    let mut nested = nested.into_iter();
    found.retain(|_| !nested.next().unwrap_or(false));
    found.sort_by(|a, b| (a.document, &a.content).cmp(&(b.document, &b.content)));
    for (at, unit) in found.iter_mut().enumerate() {
        unit.at = at;
    }
    join_mouths(&mut found, entities);
    found
}

/// What the passages of an event assert, by their words: copies say the same, and are read once.
#[derive(Default)]
pub(crate) struct Contents(HashMap<String, Content>);

impl Contents {
    fn of(&mut self, words: String) -> &Content {
        self.0.entry(words).or_insert_with_key(|words| Content::of(words))
    }

    /// What a passage asserts; its figures are those that count something.
    pub(crate) fn asserted(
        &mut self,
        telling: &Telling<'_>,
        content: &[Span],
        words: String,
    ) -> Content {
        let counting = undated(telling, content);
        let mut asserts = self.of(words).clone();
        asserts.figures.clone_from(&self.of(counting).figures);
        asserts
    }
}

fn asserts_something(unit: &Unit) -> bool {
    let least = if unit.origin.is_some() { 1 } else { LEAST_TERMS };
    unit.asserts.terms.len() >= least
}

/// What one statement says at `content`, all of it or a part.
fn said(
    telling: &Telling<'_>,
    document: usize,
    (at, statement): (usize, &Statement),
    content: Vec<Span>,
    entities: &[Entity],
    contents: &mut Contents,
) -> Unit {
    let text = telling.text.repaired();
    let words: Vec<&str> = content.iter().map(|span| span.text(text)).collect();
    let (origin, relay) = origin(telling, statement, entities);
    let mut asserts = contents.asserted(telling, &content, words.join(" "));
    if statement.polarity == Polarity::Denied {
        asserts.deny();
    }
    let whole = content == statement.content;
    let worded = if whole { wording(text, statement) } else { plain(&words.join(" ")) };
    // A content that is no clause says something only with its cue ("*endorsed* the senator").
    asserts.plain.clone_from(&contents.of(worded.clone()).plain);
    Unit {
        at: 0,
        id: id(telling, &content),
        document,
        family: telling.family,
        statement: Some(at),
        text: worded,
        asserts,
        days: days(telling, &content),
        named: named(telling, &content),
        content,
        polarity: statement.polarity,
        source: statement
            .source_entity
            .and_then(|local| telling.entities.get(local))
            .and_then(|&at| entities.get(at))
            .map(|entity| entity.id.clone()),
        relay,
        origin,
    }
}

/// The unit of a statement once for each of those who say it together.
fn each_mouth(
    telling: &Telling<'_>,
    statement: &Statement,
    first: Unit,
    entities: &[Entity],
) -> Vec<Unit> {
    let others = statement.joint_entities.iter().filter_map(|&local| {
        let mouth = &entities.get(*telling.entities.get(local)?)?.id;
        (first.origin.as_ref() != Some(mouth)).then(|| Unit {
            id: attribute::id_by(telling, &first.content, mouth),
            source: Some(mouth.clone()),
            origin: Some(mouth.clone()),
            ..first.clone()
        })
    });
    let mut found: Vec<Unit> = others.collect();
    // One person may stand in a list under two names.
    found.sort_by(|a, b| a.id.cmp(&b.id));
    found.dedup_by(|a, b| a.id == b.id);
    found.insert(0, first);
    found
}

/// The entities of the pile that are named within `content`.
pub(crate) fn named(telling: &Telling<'_>, content: &[Span]) -> BTreeSet<usize> {
    let within = |mention: &Span| content.iter().any(|span| span.contains(*mention));
    let entities = telling.analysis.entities.iter().zip(telling.entities);
    entities.filter(|(local, _)| local.mentions.iter().any(within)).map(|(_, &at)| at).collect()
}

/// The content of a statement, parted where a second "that" begins ("that one gate was opened *and
/// that* they had been told"): two things are said, which other accounts tell apart.
fn halves(text: &str, statement: &Statement) -> Vec<Vec<Span>> {
    let [whole] = statement.content.as_slice() else { return vec![statement.content.clone()] };
    let said = whole.text(text);
    let Some(at) = said.find(" and that ") else { return vec![statement.content.clone()] };
    let second = at + " and ".len();
    let first = said.get(..at).unwrap_or("").trim_end_matches([',', ' ']);
    let start = whole.start();
    let parts =
        [Span::of(start..start + first.len()), Span::of(start + second..start + said.len())];
    let enough = |part: &Span| Content::of(part.text(text)).terms.len() >= LEAST_TERMS;
    if parts.iter().all(enough) {
        parts.into_iter().map(|part| vec![part]).collect()
    } else {
        vec![statement.content.clone()]
    }
}

/// The units made ready to compare.
pub(crate) fn passages(units: &[Unit]) -> Passages {
    let contents: Vec<_> =
        units.iter().map(|unit| ((unit.family, unit.document), &unit.asserts)).collect();
    Passages::of(&contents)
}

/// Whether `inner` is most of what `outer` says and lies within it: the same words would be weighed
/// twice. Of two that say just the same, the one that comes first in the analysis stays. Where both go
/// back to one mouth, as the outer one only passes on ("the mayor said a doctor had told her that"),
/// the inner one stays, which is what was said.
fn nests(outer: &Unit, inner: &Unit) -> bool {
    if passes_on(outer, inner) {
        return false;
    }
    if passes_on(inner, outer) {
        return true;
    }
    outer.id != inner.id
        && lies_within(outer, inner)
        && (length(inner) < length(outer) || outer.statement < inner.statement)
}

/// Whether `outer` has from the mouth of `inner` what it says, and little besides.
fn passes_on(outer: &Unit, inner: &Unit) -> bool {
    lies_within(outer, inner)
        && outer.origin.is_some()
        && outer.origin == inner.origin
        && !outer.relay.is_empty()
        && !inner.relay.is_empty()
        && length(inner) < length(outer)
}

/// Whether `inner` is most of what `outer` says, in one document.
fn lies_within(outer: &Unit, inner: &Unit) -> bool {
    let within = |piece: &Span| outer.content.iter().any(|span| span.contains(*piece));
    outer.document == inner.document
        && inner.content.iter().all(within)
        && length(inner) * 2 >= length(outer)
}

fn length(unit: &Unit) -> usize {
    unit.content.iter().map(|span| span.len()).sum()
}

/// A content without its dates and hours, whose figures count nothing.
fn undated(telling: &Telling<'_>, content: &[Span]) -> String {
    let text = telling.text.repaired();
    let mut said = String::new();
    for piece in content {
        if !said.is_empty() {
            said.push(' ');
        }
        let mut at = piece.start();
        let dated = telling.analysis.times.iter().filter(|time| {
            matches!(time.kind, TimeKind::Date | TimeKind::Time) && piece.contains(time.span)
        });
        for time in dated.filter(|time| time.span.start() >= piece.start()) {
            said.push_str(text.get(at..time.span.start()).unwrap_or(""));
            at = at.max(time.span.end());
        }
        said.push_str(text.get(at..piece.end()).unwrap_or(""));
    }
    said
}

/// The dates that stand within a content, in the order of the text.
pub(crate) fn dates_in<'a>(
    telling: &Telling<'a>,
    content: &'a [Span],
) -> impl Iterator<Item = &'a Time> {
    let within = |time: &Span| content.iter().any(|span| span.contains(*time));
    let dates = telling.analysis.times.iter().filter(|time| time.kind == TimeKind::Date);
    dates.filter(move |time| within(&time.span))
}

pub(crate) fn days(telling: &Telling<'_>, content: &[Span]) -> BTreeSet<String> {
    dates_in(telling, content)
        .filter(|time| time.value.len() >= 10)
        .map(|time| time.value[..10.min(time.value.len())].to_owned())
        .collect()
}
