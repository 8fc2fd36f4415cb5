//! Claims, statements and differences.

use super::origins_text;
use super::pile::{Pile, dated, pieces, strings};
use crate::claim::{Claim, Difference, Side, Statement};
use crate::quote::{Dated, Source, Span};
use wireroom::Reading;
use wireroom_model::{AttributedStatement, Stamp};

pub(super) fn claim(claim: &wireroom_model::Claim) -> Claim {
    Claim {
        id: claim.id.to_string(),
        event: claim.event.to_string(),
        text: claim.text.clone(),
        polarity: claim.polarity.as_str().to_owned(),
        statements: strings(&claim.statements),
        witnesses: claim.witnesses,
        accounts: claim.accounts,
        origins: strings(&claim.origins),
        doubtful: claim.doubtful,
        origins_text: origins_text(claim.origins.len(), claim.doubtful),
        circular: claim.circular.iter().map(|ring| strings(ring)).collect(),
        one_mouth: claim.one_mouth,
    }
}

/// Whether [`statement`] gives one.
pub(super) fn shown(pile: &Pile<'_>, statement: &AttributedStatement) -> bool {
    pile.reading(statement.document).is_some() && !statement.content.is_empty()
}

/// `None` for a statement without content, which no stage gives.
pub(super) fn statement(pile: &Pile<'_>, statement: &AttributedStatement) -> Option<Statement> {
    let at = statement.document;
    let content = pieces(pile.passages(at, &statement.content))?;
    let source = pieces(pile.passages(at, &statement.source));
    let cue = pile.passages(at, &statement.cue);
    let spans = source.iter().map(|source| source.span).chain(cue.iter().map(|cue| cue.span));
    Some(Statement {
        id: statement.id.to_string(),
        document: pile.id(at),
        family: pile.family(at),
        event: statement.event.as_ref().map(ToString::to_string),
        span: spans.fold(content.span, Span::cover),
        content,
        source: source.map(|source| Source {
            span: source.span,
            text: source.text,
            entity: statement.source_entity.as_ref().map(ToString::to_string),
            pieces: source.pieces,
        }),
        cue,
        addressee: statement.addressee.and_then(|span| pile.passage(at, span)),
        relay: strings(&statement.relay),
        origin: statement.origin.as_ref().map(ToString::to_string),
        polarity: statement.polarity.as_str().to_owned(),
        manner: statement.manner.as_str().to_owned(),
        time: pile.reading(at).and_then(|reading| said_when(reading, statement)),
    })
}

pub(super) fn difference(pile: &Pile<'_>, difference: &wireroom_model::Difference) -> Difference {
    let side = |side: &wireroom_model::Side| {
        let passage = side.span.and_then(|span| pile.passage(side.document, span));
        let (span, text) = passage.map(|passage| (passage.span, passage.text)).unzip();
        Side { document: pile.id(side.document), span, text }
    };
    Difference {
        id: difference.id.to_string(),
        event: difference.event.to_string(),
        kind: difference.kind.as_str().to_owned(),
        sides: difference.sides.iter().map(side).collect(),
        why: difference.why.clone(),
    }
}

/// The date nearest the cue that stands in the cue's sentence and not in what is said: when it was
/// said, not what it is about.
fn said_when(reading: &Reading, statement: &AttributedStatement) -> Option<Dated> {
    let cue = statement.cue.first()?;
    let sentences = &reading.analysis.sentences;
    let sentence = sentences.iter().find(|sentence| sentence.span.contains(*cue))?.span;
    let times = reading.analysis.times.iter().filter(|time| {
        time.dates.is_some()
            && sentence.contains(time.span)
            && !statement.content.iter().any(|content| content.overlaps(time.span))
    });
    let far = |span: wireroom_text::Span| {
        (span.start().saturating_sub(cue.end())).max(cue.start().saturating_sub(span.end()))
    };
    let time = times.min_by_key(|time| (far(time.span), time.span))?;
    Some(dated(&Stamp { value: time.value.clone(), basis: time.basis }))
}
