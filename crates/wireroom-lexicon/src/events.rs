//! Kinds of event and the words that trigger them.
//!
//! Political kinds are the event types of PLOVER (Open Event Data Alliance 2018); others are plain
//! head words. One word at a time, by inflected form; modes and contexts of PLOVER are left out.

use std::sync::LazyLock;

use crate::lines::Lines;

static EVENTS: LazyLock<Lines> = LazyLock::new(|| Lines::new(include_str!("../data/events.tsv")));

/// A kind of event that a word may trigger.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EventKind {
    /// A PLOVER type in capitals (`CONSULT`) or a head word in lower case (`earthquake`).
    pub label: &'static str,
    /// True for a PLOVER type.
    pub political: bool,
    /// How surely the word means this kind, 0.0 to 1.0: a judgement, not a count.
    pub weight: f32,
}

/// The likeliest kind of a lower-case inflected form.
pub fn event_kind(lower: &str) -> Option<EventKind> {
    EVENTS.all(lower).find_map(parse)
}

/// All kinds of a form, likeliest first.
pub fn event_kinds(lower: &str) -> Vec<EventKind> {
    EVENTS.all(lower).filter_map(parse).collect()
}

fn parse(payload: &'static str) -> Option<EventKind> {
    let mut fields = payload.split('|');
    // The table holds 9 minus the weight, so that a form's heaviest kind sorts first.
    let short_of_nine: u8 = fields.next()?.parse().ok()?;
    let label = fields.next()?;
    let political = fields.next()? == "p";
    Some(EventKind { label, political, weight: f32::from(9u8.saturating_sub(short_of_nine)) / 9.0 })
}
