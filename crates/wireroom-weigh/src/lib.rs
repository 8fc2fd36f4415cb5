//! Aligns statements and narrated sentences into claims, follows relays to the mouths they came
//! from, counts witnesses, accounts and origins, and finds where accounts differ.
//!
//! What it is not: it does not judge what is true. A claim in two accounts that both had it from
//! one mouth has two accounts and one origin, and that is all it says.
//!
//! Invariants: for every claim, origins come from its statements and from nowhere else, accounts
//! never exceed witnesses, witnesses never exceed the documents of its event; nothing depends on
//! the order of the pile beyond the order of its documents, which is fixed.

mod alike;
mod asks;
mod attribute;
mod circular;
mod claim;
mod content;
mod denial;
mod differ;
mod figure;
mod mouths;
mod narrated;
mod readout;
mod sentences;
mod unit;
mod wording;

pub use sentences::{SENTENCE_FEATURES, same_probability, same_statement, sentence_features};

use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use wireroom_group::Accounts;
use wireroom_model::{
    AttributedStatement, Claim, Difference, Entity, EntityId, Event, EventId, Telling,
};

/// The entities of the pile by id.
pub(crate) type Known<'a> = BTreeMap<&'a EntityId, &'a Entity>;

/// What was said in a pile, weighed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Weighing {
    /// Every attributed statement, and every narrated sentence that is part of a claim, by
    /// document and place.
    pub statements: Vec<AttributedStatement>,
    /// By event, best supported first.
    pub claims: Vec<Claim>,
    /// By event: contradictions first, then silences.
    pub differences: Vec<Difference>,
    /// For each event, a paragraph composed of its claims.
    pub summaries: Vec<String>,
}

/// What is known of the pile beyond one event.
pub(crate) struct Ground<'a> {
    pile: &'a [Telling<'a>],
    entities: &'a [Entity],
    known: Known<'a>,
    accounts: Accounts,
}

impl<'a> Ground<'a> {
    fn of(pile: &'a [Telling<'a>], entities: &'a [Entity], accounts: Accounts) -> Self {
        let known = entities.iter().map(|entity| (&entity.id, entity)).collect();
        Self { pile, entities, known, accounts }
    }
}

/// An event as weighing looks at it: its name and its texts.
#[derive(Debug, Clone, Copy)]
pub struct EventTexts<'a> {
    /// Its id.
    pub id: &'a EventId,
    /// Its texts, as indices in the pile, in order.
    pub documents: &'a [usize],
}

impl<'a> EventTexts<'a> {
    /// Of an event.
    #[must_use]
    pub fn of(event: &'a Event) -> Self {
        Self { id: &event.id, documents: &event.documents }
    }
}

/// Two units of one event and how they compare, for fitting the cuts.
#[doc(hidden)]
#[derive(Debug, Clone)]
pub struct Compared {
    /// Documents of the two.
    pub documents: (usize, usize),
    /// Where they stand.
    pub spans: (Vec<wireroom_text::Span>, Vec<wireroom_text::Span>),
    /// Wordings.
    pub texts: (String, String),
    /// One family.
    pub family: bool,
    /// One origin.
    pub origin: bool,
    /// Shares covered, and weight shared.
    pub covered: (f32, f32, f32),
    /// A phrase of their own.
    pub phrase: bool,
    /// How rare a figure of like things is that both have.
    pub quantity: f32,
    /// The cosine of what they mean.
    pub meaning: f32,
    /// The score.
    pub score: f32,
    /// Negation, figures, days speak against it.
    pub against: (bool, bool, bool),
    /// Places among the units of the event.
    pub at: (usize, usize),
    /// Plain words: both have, the poorer has, the richer has.
    pub plain: (usize, usize, usize),
    /// Both deny the same.
    pub denied: bool,
    /// How rare a number is that both have, whatever it counts.
    pub number: f32,
}

/// All pairs of units of one event.
#[doc(hidden)]
#[must_use]
pub fn compared(pile: &[Telling<'_>], event: &Event, entities: &[Entity]) -> Vec<Compared> {
    let units = unit::units(pile, EventTexts::of(event), entities);
    let passages = unit::passages(&units);
    let mut found = Vec::new();
    for (at, a) in units.iter().enumerate() {
        for b in &units[at + 1..] {
            let alignment = passages.align(a.at, b.at);
            let against = passages.against(a.at, b.at);
            found.push(Compared {
                documents: (a.document, b.document),
                spans: (a.content.clone(), b.content.clone()),
                texts: (a.text.clone(), b.text.clone()),
                family: a.family == b.family,
                origin: a.origin.is_some() && a.origin == b.origin,
                covered: (alignment.covered_a, alignment.covered_b, alignment.shared),
                phrase: alignment.phrase,
                quantity: alignment.quantity,
                meaning: alignment.meaning,
                score: alignment.score(),
                against: (against.negation, against.figures, claim::days_clash(a, b)),
                at: (a.at, b.at),
                plain: (alignment.plain.shared, alignment.plain.fewer, alignment.plain.more),
                denied: alignment.denied,
                number: alignment.number,
            });
        }
    }
    found
}

/// Two figures of one event that may be of one thing, and how they compare, for fitting what is
/// shown as a difference.
#[doc(hidden)]
#[derive(Debug, Clone)]
pub struct ComparedFigures {
    /// Documents of the two.
    pub documents: (usize, usize),
    /// Where their passages stand.
    pub spans: (Vec<wireroom_text::Span>, Vec<wireroom_text::Span>),
    /// What the two are worth.
    pub values: (f64, f64),
    /// The figures as written, and the passages.
    pub texts: [String; 4],
    /// They may be meant to give one value.
    pub agrees: bool,
    /// One of them has its match elsewhere in the other text.
    pub explained: bool,
    /// How they compare.
    pub features: Vec<f32>,
}

/// All pairs of figures of one event that may be of one thing.
#[doc(hidden)]
#[must_use]
pub fn compared_figures(
    pile: &[Telling<'_>],
    event: &Event,
    entities: &[Entity],
) -> Vec<ComparedFigures> {
    let ground = Ground::of(pile, entities, Accounts::of(pile));
    let units = unit::units(pile, EventTexts::of(event), entities);
    let passages = unit::passages(&units);
    let scene = differ::Scene::of(&ground, EventTexts::of(event), &units, &passages, &[]);
    differ::pairs_of(&scene)
        .into_iter()
        .map(|pair| {
            let (x, y) = (pair.x, pair.y);
            ComparedFigures {
                documents: (x.unit.document, y.unit.document),
                spans: (x.unit.content.clone(), y.unit.content.clone()),
                values: (x.figure.value, y.figure.value),
                texts: [
                    x.figure.wording.clone(),
                    y.figure.wording.clone(),
                    x.unit.text.clone(),
                    y.unit.text.clone(),
                ],
                agrees: pair.agrees,
                explained: pair.explained,
                features: pair.features.to_vec(),
            }
        })
        .collect()
}

/// Weighs what the texts of each event say, several events at once. `events` and `entities` are the
/// pile's.
#[must_use]
pub fn weigh(pile: &[Telling<'_>], events: &[Event], entities: &[Entity]) -> Weighing {
    let ground = Ground::of(pile, entities, Accounts::of(pile));
    // The largest first: one that is begun last would keep one thread busy when the others are done.
    let mut order: Vec<usize> = (0..events.len()).collect();
    order.sort_by_key(|&at| Reverse(events[at].documents.len()));
    let weigh = |&at: &usize| (at, Weighed::of(&ground, EventTexts::of(&events[at])));
    let mut weighed: Vec<(usize, Weighed)> = order.par_iter().with_max_len(1).map(weigh).collect();
    weighed.sort_by_key(|&(at, _)| at);
    Weighing::of(weighed.into_iter().map(|(_, weighed)| weighed).collect())
}

/// Weighs one event where the rest of its pile is not: `pile` holds its texts in the order of the
/// pile, `entities` those that they name, sorted by id, and `accounts` was told of the whole pile.
/// What is found is what [`weigh`] finds, but for the numbers of the texts.
#[must_use]
pub fn weigh_alone(
    pile: &[Telling<'_>],
    event: EventTexts<'_>,
    entities: &[Entity],
    accounts: Accounts,
) -> Weighed {
    Weighed::of(&Ground::of(pile, entities, accounts), event)
}

/// One event, weighed; the lists are those of [`Weighing`].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Weighed {
    /// Of its texts, by document and place.
    pub statements: Vec<AttributedStatement>,
    /// Best supported first.
    pub claims: Vec<Claim>,
    /// Contradictions first, then silences.
    pub differences: Vec<Difference>,
    /// A paragraph composed of its claims.
    pub summary: String,
}

impl Weighed {
    fn of(ground: &Ground<'_>, event: EventTexts<'_>) -> Self {
        let mut units = unit::units(ground.pile, event, ground.entities);
        let passages = unit::passages(&units);
        let groups = claim::align(&units, &passages);
        mouths::join_heads(&mut units, &groups, ground.entities);
        mouths::follow(ground.pile, &mut units, &groups);
        let claims = claim::claims(ground, event, &units, &passages, &groups);
        Self {
            summary: readout::readout(event, &claims),
            differences: differ::differences(ground, event, &units, &passages, &groups),
            claims,
            statements: attribute::statements(ground.pile, event, &units),
        }
    }
}

impl Weighing {
    /// What was weighed of each event of a pile, in the order of the events.
    #[must_use]
    pub fn of(events: Vec<Weighed>) -> Self {
        let mut weighing = Self::default();
        for one in events {
            weighing.summaries.push(one.summary);
            weighing.differences.extend(one.differences);
            weighing.claims.extend(one.claims);
            weighing.statements.extend(one.statements);
        }
        weighing
            .statements
            .sort_by(|a, b| (a.document, &a.content, &a.id).cmp(&(b.document, &b.content, &b.id)));
        weighing
    }
}
