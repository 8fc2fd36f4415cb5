//! What a finder took for a person or for something else, and the text or a table knows for a place.
//!
//! An encoder that knows no tables takes whoever acts for a person ("Sofia rejected the charge"), and
//! a town that it never saw for a thing. Three things tell better: the dateline, a word that only
//! places stand behind or before, and the table of capitals. A person of that name in the text
//! outweighs them all.

use std::collections::BTreeSet;

use wireroom_lexicon as lexicon;
use wireroom_model::{Name, NameKind};
use wireroom_text::{Span, word_before};

use crate::consistent::form;
use crate::places::is_kind;
use crate::tagger::Odds;

/// Makes places of these names. Capitals are asked for only where an encoder was (`odds`): the chain
/// has the tables among its features.
pub(crate) fn known_places(
    text: &str,
    names: &mut [Name],
    odds: &[Option<Odds>],
    dateline: Option<Span>,
) {
    let written = |name: &Name| form(name.span.text(text));
    let dated: BTreeSet<String> = names
        .iter()
        .filter(|name| dateline.is_some_and(|line| line.contains(name.span)))
        .map(|name| written(name).to_lowercase())
        .collect();
    let located: BTreeSet<String> = names
        .iter()
        .filter(|name| name.kind == NameKind::Miscellaneous && is_located(text, name.span))
        .map(written)
        .collect();
    let mut people = BTreeSet::new();
    for name in names.iter().filter(|name| name.kind == NameKind::Person) {
        let full = written(name);
        if full.contains(' ') {
            people.extend(full.split(' ').map(str::to_owned));
        }
    }
    for (name, odds) in names.iter_mut().zip(odds) {
        let form = written(name);
        let other = match name.kind {
            NameKind::Miscellaneous => true,
            NameKind::Person => false,
            _ => continue,
        };
        let capital = || odds.is_some() && lexicon::country_by_capital(&form).is_some();
        let place =
            dated.contains(&form.to_lowercase()) || other && located.contains(&form) || capital();
        if place && !people.contains(&form) {
            name.kind = NameKind::Location;
        }
    }
}

/// A known place behind a word that only places stand behind, or before one.
fn is_located(text: &str, name: Span) -> bool {
    let before = word_before(text, name.start());
    let after = text.get(name.end()..).unwrap_or("").trim_start();
    let after = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let written = name.text(text);
    (matches!(before, "in" | "near" | "outside" | "off" | "inside" | "around")
        || is_geography(after))
        && (!lexicon::places(written).is_empty() || !lexicon::towns(written).is_empty())
}

/// Nouns before which a name is that of a place.
fn is_geography(word: &str) -> bool {
    is_kind(word)
        || matches!(
            word,
            "area"
                | "bay"
                | "beach"
                | "coast"
                | "harbor"
                | "harbour"
                | "peninsula"
                | "suburb"
                | "valley"
        )
}
