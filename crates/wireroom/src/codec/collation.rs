//! Families and pairs. Interpolations are not written: they are taken out of the texts by then.

use super::{
    list, one_of, optional, read_f32, read_list, read_number, read_one_of, read_optional,
    read_span, read_string, span, string,
};
use wireroom_collate::Collation;
use wireroom_model::{
    DocumentId, Evidence, Exemplar, ExemplarId, Family, FamilyId, Node, Relation, SharedPassage,
    TextPair, Witness,
};

const RELATIONS: [Relation; 9] = [
    Relation::Verbatim,
    Relation::Trimmed,
    Relation::Expanded,
    Relation::Merged,
    Relation::Reworked,
    Relation::Spun,
    Relation::Tampered,
    Relation::Version,
    Relation::Undecided,
];

/// As bytes.
pub(crate) fn write(found: &Collation) -> Vec<u8> {
    let mut out = Vec::new();
    list(&found.families, &mut out, |family, out| {
        string(family.id.as_str(), out);
        list(&family.witnesses, out, witness);
        list(&family.exemplars, out, |exemplar, out| {
            string(exemplar.id.as_str(), out);
            optional(exemplar.held.as_ref(), out, |held, out| string(held.as_str(), out));
            string(&exemplar.label, out);
            list(&exemplar.evidence, out, evidence);
        });
    });
    list(&found.pairs, &mut out, |pair, out| {
        string(pair.a.as_str(), out);
        string(pair.b.as_str(), out);
        out.extend(pair.share_a.to_le_bytes());
        out.extend(pair.share_b.to_le_bytes());
        list(&pair.passages, out, |passage, out| {
            span(passage.a, out);
            span(passage.b, out);
        });
    });
    out
}

/// What [`write`] wrote; `None` where it is not that.
pub(crate) fn read(bytes: &[u8]) -> Option<Collation> {
    let input = &mut { bytes };
    let families = read_list(input, |input| {
        Some(Family {
            id: FamilyId::from_stored(read_string(input)?),
            witnesses: read_list(input, read_witness)?,
            exemplars: read_list(input, |input| {
                Some(Exemplar {
                    id: ExemplarId::from_stored(read_string(input)?),
                    held: read_optional(input, read_document)?,
                    label: read_string(input)?,
                    evidence: read_list(input, read_evidence)?,
                })
            })?,
        })
    })?;
    let pairs = read_list(input, |input| {
        Some(TextPair {
            a: read_document(input)?,
            b: read_document(input)?,
            share_a: read_f32(input)?,
            share_b: read_f32(input)?,
            passages: read_list(input, |input| {
                Some(SharedPassage { a: read_span(input)?, b: read_span(input)? })
            })?,
        })
    })?;
    input.is_empty().then_some(Collation { families, pairs, interpolations: Vec::new() })
}

fn read_document(input: &mut &[u8]) -> Option<DocumentId> {
    read_string(input).map(DocumentId::from_stored)
}

fn witness(witness: &Witness, out: &mut Vec<u8>) {
    string(witness.document.as_str(), out);
    optional(witness.parent.as_ref(), out, |parent, out| {
        let (kind, id) = match parent {
            Node::Document(id) => (0, id.as_str()),
            Node::Exemplar(id) => (1, id.as_str()),
        };
        out.push(kind);
        string(id, out);
    });
    optional(witness.relation.as_ref(), out, |relation, out| one_of(relation, &RELATIONS, out));
    optional(witness.confidence, out, |confidence, out| out.extend(confidence.to_le_bytes()));
    out.extend(witness.share.to_le_bytes());
    list(&witness.evidence, out, evidence);
}

fn read_witness(input: &mut &[u8]) -> Option<Witness> {
    Some(Witness {
        document: read_document(input)?,
        parent: read_optional(input, |input| {
            let kind = read_number(input)?;
            let id = read_string(input)?;
            Some(match kind {
                0 => Node::Document(DocumentId::from_stored(id)),
                _ => Node::Exemplar(ExemplarId::from_stored(id)),
            })
        })?,
        relation: read_optional(input, |input| read_one_of(input, &RELATIONS))?,
        confidence: read_optional(input, read_f32)?,
        share: read_f32(input)?,
        evidence: read_list(input, read_evidence)?,
    })
}

fn evidence(evidence: &Evidence, out: &mut Vec<u8>) {
    string(&evidence.what, out);
    string(evidence.document.as_str(), out);
    optional(evidence.span, out, span);
}

fn read_evidence(input: &mut &[u8]) -> Option<Evidence> {
    Some(Evidence {
        what: read_string(input)?,
        document: read_document(input)?,
        span: read_optional(input, read_span)?,
    })
}
