//! What a match can begin with, so that most rows of the grammar are passed over at a glance.

use super::{Class, Element, Kind};
use crate::lexicon::class;
use crate::words::Word;

/// What the first token of a match can be, so that most rows are passed over at a glance.
#[derive(Debug, Clone, Default)]
pub(crate) struct Starts {
    ids: Vec<u16>,
    classes: u32,
    /// A number or punctuation.
    other: bool,
}

impl Starts {
    /// What a match of `pattern` can start with.
    pub(crate) fn of(pattern: &[Element]) -> Self {
        let mut starts = Self::default();
        for element in pattern {
            match &element.kind {
                Kind::Words(ids) => starts.ids.extend(ids),
                Kind::Punct(_) => starts.other = true,
                Kind::Class(class) => {
                    let (classes, other) = heads(*class);
                    starts.classes |= classes;
                    starts.other |= other;
                }
            }
            if !element.optional {
                break;
            }
        }
        starts
    }

    /// Whether a match can start with `word`.
    pub(crate) fn admit(&self, word: &Word<'_>) -> bool {
        self.classes & word.lex.class != 0
            || self.other && word.lex.id == 0
            || word.lex.id != 0 && self.ids.contains(&word.lex.id)
    }
}

/// The lexicon's classes that a class of the grammar starts with, and whether a number or
/// punctuation can start it.
pub(super) fn heads(class: Class) -> (u32, bool) {
    match class {
        Class::Month => (class::MONTH, false),
        Class::Weekday | Class::Weekdays => (class::WEEKDAY, false),
        Class::Unit | Class::Units | Class::OneUnit => (class::UNIT, false),
        Class::Num | Class::Year => (class::CARDINAL, true),
        Class::Few => (class::FEW, false),
        Class::Filler => (class::FILLER, false),
        Class::Ordinal => (class::ORDINAL, true),
        Class::Day | Class::DayOrdinal => (class::ORDINAL | class::CARDINAL, true),
        Class::ShortYear | Class::Two | Class::Decade | Class::Possessive => (0, true),
        Class::Part => (class::PART, false),
        Class::Season => (class::SEASON, false),
        Class::Shift => (class::SHIFT, false),
        Class::Rel => (class::REL, false),
        Class::Clock => (class::NOON | class::CARDINAL, true),
        Class::Zone => (class::ZONE, false),
        Class::Frequency => (class::FREQUENCY, false),
        Class::Holiday => (class::HOLIDAY, false),
    }
}
