//! Mends damaged text and tells an article from the page around it.
//!
//! [`repair`] reads a document's text: characters first ([`repair_text`]: wrong decoding, entities
//! left as text, invisible characters, look-alike and styled letters, missing spaces, split words),
//! then the parts of the page ([`structure`]). Passages that a later hand set in are taken out once
//! a comparison with other witnesses has found them ([`with_interpolations`]); alone, a text only
//! lets them be proposed ([`lone_interpolations`]).
//!
//! It is deliberately no spelling corrector, no transliterator and no normalizer: quotes, dashes,
//! accents and other scripts stay as they were received, and nothing is changed for looks. It knows
//! no sites. It does no IO and cannot fail.
//!
//! Invariants:
//! * what was received stays in the map, so every repair can be undone;
//! * repairing repaired text changes nothing;
//! * the zones of a structure lie in text order, do not overlap, and hold every character that is
//!   not white space.
//!
//! ```
//! use wireroom_repair::repair_text;
//! let (map, repairs) = repair_text("The harbоr master sаid so.The ships wait.");
//! assert_eq!(map.repaired(), "The harbor master said so. The ships wait.");
//! assert_eq!(repairs[0].replacement, "harbor");
//! ```

mod draft;
mod entities;
mod interpolation;
mod invisible;
mod kind;
mod lookalike;
mod marks;
mod mojibake;
mod spacing;
mod split;
mod structure;
mod survey;
mod words;

use wireroom_model::{Document, Repair, Text};
use wireroom_text::TextMap;

use draft::Draft;
#[doc(hidden)]
pub use interpolation::training;
pub use interpolation::{lone_interpolations, with_interpolations};
pub use structure::structure;

/// Rounds after which a text that still changes is given up; real damage needs two or three.
const ROUNDS: usize = 24;

/// What a pass finds in a text.
type Pass = fn(&str) -> Vec<draft::Found>;

/// A document's reading text: characters repaired, parts of the page told apart.
#[must_use]
pub fn repair(document: &Document) -> Text {
    let (map, repairs) = repair_text(&document.received);
    let structure = structure(map.repaired(), document);
    Text { map, repairs, structure }
}

/// Repairs the characters of a text. Each repair shows the whole word where letters were hit, while
/// the edits of the map are the letters.
///
/// A text that is built so as never to come to rest is left as received.
#[must_use]
pub fn repair_text(received: &str) -> (TextMap, Vec<Repair>) {
    let mut draft = Draft::new(received);
    for _ in 0..ROUNDS {
        if !round(&mut draft) {
            return draft.finish();
        }
    }
    (TextMap::unchanged(received), Vec::new())
}

/// Every pass once; whether anything was found. Later passes see what earlier ones left.
fn round(draft: &mut Draft) -> bool {
    let seen = survey::survey(draft.text());
    if seen.mojibake.any() {
        let found = mojibake::find(draft.text(), &seen.mojibake);
        // The rest reads what was meant, not what a wrong decoding left of it.
        if !found.is_empty() {
            draft.apply(found);
            return true;
        }
    }
    let mut any = false;
    let characters: [(bool, Pass); 3] = [
        (seen.entity, entities::find),
        (seen.invisible, invisible::find),
        (seen.mark, marks::find),
    ];
    for (_, find) in characters.into_iter().filter(|(due, _)| *due) {
        let found = find(draft.text());
        any |= !found.is_empty();
        draft.apply(found);
    }
    // What was mended moved the places that the survey saw.
    let seen = if any { survey::survey(draft.text()) } else { seen };
    let found = lookalike::find(draft.text(), &seen.suspects);
    let mended = !found.is_empty();
    draft.apply(found);
    let seen = if mended { survey::survey(draft.text()) } else { seen };
    let found = split::find(draft.text(), &seen.hyphens);
    let joined = !found.is_empty();
    draft.apply(found);
    let seen = if joined { survey::survey(draft.text()) } else { seen };
    let found = spacing::find(draft.text(), &seen.tight_stops);
    let parted = !found.is_empty();
    draft.apply(found);
    any || mended || joined || parted
}
