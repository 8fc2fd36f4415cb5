//! What was said of an event. Its own id is not written, and texts are told by their place in it.

use super::analysis::MANNERS;
use super::{
    list, number, one_of, optional, read_flag, read_list, read_number, read_one_of, read_optional,
    read_span, read_string, span, string,
};
use wireroom_model::{
    AttributedStatement, Claim, ClaimId, Difference, DifferenceId, DifferenceKind, EntityId,
    EventId, Polarity, Side, StatementId,
};
use wireroom_weigh::Weighed;

/// As bytes.
pub(crate) fn write(found: &Weighed) -> Vec<u8> {
    let mut out = Vec::new();
    list(&found.statements, &mut out, statement);
    list(&found.claims, &mut out, claim);
    list(&found.differences, &mut out, |difference, out| {
        string(difference.id.as_str(), out);
        one_of(&difference.kind, &DifferenceKind::ALL, out);
        list(&difference.sides, out, |side, out| {
            number(side.document, out);
            optional(side.span, out, span);
        });
        string(&difference.why, out);
    });
    string(&found.summary, &mut out);
    out
}

/// What [`write`] wrote of an event, whose texts are `documents` in the pile; `None` where it is not
/// that.
pub(crate) fn read(bytes: &[u8], event: &EventId, documents: &[usize]) -> Option<Weighed> {
    let input = &mut { bytes };
    let found = Weighed {
        statements: read_list(input, |input| read_statement(input, event, documents))?,
        claims: read_list(input, |input| read_claim(input, event))?,
        differences: read_list(input, |input| read_difference(input, event, documents))?,
        summary: read_string(input)?,
    };
    input.is_empty().then_some(found)
}

fn entity(id: &EntityId, out: &mut Vec<u8>) {
    string(id.as_str(), out);
}

fn read_entity(input: &mut &[u8]) -> Option<EntityId> {
    read_string(input).map(EntityId::from_stored)
}

fn statement(said: &AttributedStatement, out: &mut Vec<u8>) {
    string(said.id.as_str(), out);
    number(said.document, out);
    for part in [&said.content, &said.source, &said.cue] {
        list(part, out, |part, out| span(*part, out));
    }
    optional(said.addressee, out, span);
    optional(said.source_entity.as_ref(), out, entity);
    list(&said.relay, out, entity);
    optional(said.origin.as_ref(), out, entity);
    one_of(&said.polarity, &Polarity::ALL, out);
    one_of(&said.manner, &MANNERS, out);
}

fn read_statement(
    input: &mut &[u8],
    event: &EventId,
    documents: &[usize],
) -> Option<AttributedStatement> {
    let id = StatementId::from_stored(read_string(input)?);
    let document = *documents.get(read_number(input)?)?;
    let mut part = || read_list(input, read_span);
    let [content, source, cue] = [part()?, part()?, part()?];
    Some(AttributedStatement {
        id,
        document,
        event: Some(event.clone()),
        content,
        source,
        cue,
        addressee: read_optional(input, read_span)?,
        source_entity: read_optional(input, read_entity)?,
        relay: read_list(input, read_entity)?,
        origin: read_optional(input, read_entity)?,
        polarity: read_one_of(input, &Polarity::ALL)?,
        manner: read_one_of(input, &MANNERS)?,
    })
}

fn claim(claim: &Claim, out: &mut Vec<u8>) {
    string(claim.id.as_str(), out);
    string(&claim.text, out);
    one_of(&claim.polarity, &Polarity::ALL, out);
    list(&claim.statements, out, |id, out| string(id.as_str(), out));
    number(claim.witnesses, out);
    number(claim.accounts, out);
    list(&claim.origins, out, entity);
    number(claim.doubtful, out);
    list(&claim.circular, out, |ring, out| list(ring, out, entity));
    out.push(u8::from(claim.one_mouth));
}

fn read_claim(input: &mut &[u8], event: &EventId) -> Option<Claim> {
    Some(Claim {
        id: ClaimId::from_stored(read_string(input)?),
        event: event.clone(),
        text: read_string(input)?,
        polarity: read_one_of(input, &Polarity::ALL)?,
        statements: read_list(input, |input| read_string(input).map(StatementId::from_stored))?,
        witnesses: read_number(input)?,
        accounts: read_number(input)?,
        origins: read_list(input, read_entity)?,
        doubtful: read_number(input)?,
        circular: read_list(input, |input| read_list(input, read_entity))?,
        one_mouth: read_flag(input)?,
    })
}

fn read_difference(input: &mut &[u8], event: &EventId, documents: &[usize]) -> Option<Difference> {
    Some(Difference {
        id: DifferenceId::from_stored(read_string(input)?),
        event: event.clone(),
        kind: read_one_of(input, &DifferenceKind::ALL)?,
        sides: read_list(input, |input| {
            Some(Side {
                document: *documents.get(read_number(input)?)?,
                span: read_optional(input, read_span)?,
            })
        })?,
        why: read_string(input)?,
    })
}
