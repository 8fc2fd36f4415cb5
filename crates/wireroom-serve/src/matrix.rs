//! Families against claims: which family says what, which is silent, and of which nothing can be
//! told because its text is not here in full.
//!
//! Silent is said only of a text that was read whole. "Not collected" is all else: a text that is
//! cut short, one in a language in which no statements are looked for, one that was trimmed from a
//! text that is not in the pile.

use crate::ask::Query;
use crate::choose::{self, Part};
use crate::index::Index;
use crate::reply::Reply;
use std::collections::HashMap;
use wireroom_wire::{
    Claim, Event, Matrix, MatrixCell, MatrixClaim, MatrixFamily, Quote, Statement,
};

/// Claims of a part where the request does not say.
const USUAL: usize = 40;
/// Passages of one cell.
const PASSAGES: usize = 20;

/// The matrix of an event: all of its families, and the part of its claims that `query` asks for.
pub(crate) fn matrix(index: &Index, query: &Query, event: &Event) -> Result<Matrix, Reply> {
    let all = index.claims_of_event(&event.id);
    let id = |at: u32| index.record.claims.get(at as usize).map(|it| it.id.as_str());
    let part: Part = choose::part(query, all, USUAL, |id| index.claims.get(id), id)?;
    let families = families(index, event);
    let at: HashMap<&str, usize> =
        families.iter().enumerate().map(|(at, it)| (it.id.as_str(), at)).collect();
    let claims = part
        .at
        .iter()
        .filter_map(|&at| index.record.claims.get(at as usize))
        .map(|claim| row(index, claim, &families, &at))
        .collect();
    Ok(Matrix { event: event.id.clone(), families, claims, total: part.total, next: part.next })
}

/// The families of an event, each with the documents of this event.
fn families(index: &Index, event: &Event) -> Vec<MatrixFamily> {
    let mut of: HashMap<&str, Vec<String>> = HashMap::new();
    for id in &event.documents {
        let family = index.document(id).and_then(|it| it.family.as_deref());
        of.entry(family.unwrap_or(id)).or_default().push(id.clone());
    }
    event
        .families
        .iter()
        .map(|id| {
            let documents = of.remove(id.as_str()).unwrap_or_default();
            let mut whys: Vec<Option<&'static str>> =
                documents.iter().map(|document| lacking(index, id, document)).collect();
            // One text that was read whole is enough to call its family silent.
            whys.sort_unstable();
            let partial = match whys.first() {
                Some(why) => why.map(str::to_owned),
                None => Some("its texts are not held".to_owned()),
            };
            MatrixFamily { id: id.clone(), documents, partial }
        })
        .collect()
}

/// Why a document's silence says nothing; `None` where it was read whole.
fn lacking(index: &Index, family: &str, id: &str) -> Option<&'static str> {
    let Some(found) = index.annotation(id) else { return Some("its text is not held") };
    if found.unread.is_some() {
        return Some("it is in a language in which no statements are looked for");
    }
    let last = found.structure.zones.iter().rfind(|zone| zone.kind == "body");
    if last.is_some_and(|zone| cut_short(&zone.text)) {
        return Some("its text is cut short");
    }
    let family = index.family(family)?;
    let witness = family.witnesses.iter().find(|it| it.document == id)?;
    let from =
        witness.parent.as_ref().filter(|_| witness.relation.as_deref() == Some("trimmed"))?;
    let inferred = family.exemplars.iter().any(|it| it.id == *from && it.held.is_none());
    inferred.then_some("the text that it was trimmed from is not in the pile")
}

/// Whether a text ends as teasers and feeds end what they leave out: "…", "...", "[+1234 chars]".
fn cut_short(text: &str) -> bool {
    let text = text.trim_end();
    let bare = text.trim_end_matches([']', ')']);
    let counted = bare.rsplit_once(['[', '(']).is_some_and(|(_, note)| {
        note.strip_prefix('+').is_some_and(|rest| {
            rest.starts_with(|c: char| c.is_ascii_digit()) && text.ends_with([']', ')'])
        })
    });
    counted || bare.ends_with('…') || bare.ends_with("...")
}

fn row(
    index: &Index,
    claim: &Claim,
    families: &[MatrixFamily],
    at: &HashMap<&str, usize>,
) -> MatrixClaim {
    let mut cells: Vec<MatrixCell> = families
        .iter()
        .map(|family| MatrixCell {
            state: if family.partial.is_some() { "not_collected" } else { "silent" }.to_owned(),
            statements: 0,
            passages: Vec::new(),
        })
        .collect();
    let statements = claim.statements.iter().filter_map(|id| index.statement(id));
    for s in statements {
        let family = s.family.as_deref().unwrap_or(&s.document);
        let Some(cell) = at.get(family).and_then(|&at| cells.get_mut(at)) else { continue };
        "said".clone_into(&mut cell.state);
        cell.statements += 1;
        if cell.passages.len() < PASSAGES {
            cell.passages.push(quote(s));
        }
    }
    let (id, text, polarity) = (claim.id.clone(), claim.text.clone(), claim.polarity.clone());
    MatrixClaim { id, text, polarity, cells }
}

fn quote(s: &Statement) -> Quote {
    Quote { document: s.document.clone(), span: s.content.span, text: s.content.text.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_cut_short_shows_it() {
        for text in
            ["The talks …", "The talks...", "The talks [+1824 chars]", "Talks […] ", "a (…)"]
        {
            assert!(cut_short(text), "{text}");
        }
        for text in ["The talks ended.", "It ended [sic]", "He paused … then spoke.", "", "(+1)x"]
        {
            assert!(!cut_short(text), "{text}");
        }
    }
}
