//! What weighing has to be told of an event and of each of its texts, besides what was read of them.

use super::{
    list, number, one_of, optional, read_list, read_number, read_one_of, read_optional, read_stamp,
    read_string, string, write_stamp,
};
use wireroom_group::Anchoring;
use wireroom_model::{Entity, EntityId, EntityKind, EventId, Stamp};

/// An event.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct HandedEvent {
    pub(crate) id: EventId,
    /// How many texts it has.
    pub(crate) texts: usize,
    /// Those that its texts name, in the order of the pile's; aliases and mentions stay behind.
    pub(crate) entities: Vec<Entity>,
}

/// A text of it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct HandedText {
    /// The day that its times are reckoned from.
    pub(crate) anchor: Option<Anchoring>,
    /// Its family's place among those of the pile.
    pub(crate) family: usize,
    /// The keys of its account.
    pub(crate) accounts: Vec<usize>,
    /// For each entity of the text, its place among those of the event.
    pub(crate) entities: Vec<usize>,
}

/// Appends an event.
pub(crate) fn write_event(event: &HandedEvent, out: &mut Vec<u8>) {
    string(event.id.as_str(), out);
    number(event.texts, out);
    list(&event.entities, out, |entity, out| {
        string(entity.id.as_str(), out);
        one_of(&entity.kind, &EntityKind::ALL, out);
        string(&entity.name, out);
        optional(entity.country.as_deref(), out, string);
        optional(entity.role.as_deref(), out, string);
    });
}

/// Appends a text.
pub(crate) fn write_text(text: &HandedText, out: &mut Vec<u8>) {
    let stamp = text.anchor.map(|it| Stamp { value: it.day.to_string(), basis: it.basis });
    optional(stamp.as_ref(), out, write_stamp);
    number(text.family, out);
    list(&text.accounts, out, |key, out| number(*key, out));
    list(&text.entities, out, |entity, out| number(*entity, out));
}

/// What [`write_event`] wrote.
pub(crate) fn read_event(input: &mut &[u8]) -> Option<HandedEvent> {
    Some(HandedEvent {
        id: EventId::from_stored(read_string(input)?),
        texts: read_number(input)?,
        entities: read_list(input, |input| {
            Some(Entity {
                id: EntityId::from_stored(read_string(input)?),
                kind: read_one_of(input, &EntityKind::ALL)?,
                name: read_string(input)?,
                country: read_optional(input, read_string)?,
                role: read_optional(input, read_string)?,
                aliases: Vec::new(),
                mentions: Vec::new(),
            })
        })?,
    })
}

/// What [`write_text`] wrote.
pub(crate) fn read_text(input: &mut &[u8]) -> Option<HandedText> {
    let anchor = match read_optional(input, read_stamp)? {
        Some(stamp) => Some(Anchoring { day: stamp.value.parse().ok()?, basis: stamp.basis }),
        None => None,
    };
    Some(HandedText {
        anchor,
        family: read_number(input)?,
        accounts: read_list(input, read_number)?,
        entities: read_list(input, read_number)?,
    })
}
