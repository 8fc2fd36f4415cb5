//! Passages that a stage pointed out, followed into a text that was mended after it.

use std::collections::BTreeMap;
use wireroom_collate::Collation;
use wireroom_model::{Document, DocumentId, Text};

/// Moves the evidence of `collation`, which lies in the texts `before`, to where it stands in the
/// same texts `after` the mending; `after` has those that were mended, by index. Evidence that was
/// itself taken out loses its span: it is among the repairs.
pub(crate) fn follow(
    collation: &mut Collation,
    documents: &[Document],
    before: &[Text],
    after: &[(usize, Text)],
) {
    let texts: BTreeMap<&DocumentId, (&Text, &Text)> = after
        .iter()
        .filter_map(|(at, after)| {
            let before = before.get(*at).filter(|before| before.map != after.map)?;
            Some((&documents.get(*at)?.id, (before, after)))
        })
        .collect();
    let of_families = collation.families.iter_mut().flat_map(|family| {
        let witnesses = family.witnesses.iter_mut().flat_map(|witness| &mut witness.evidence);
        let exemplars = family.exemplars.iter_mut().flat_map(|exemplar| &mut exemplar.evidence);
        witnesses.chain(exemplars)
    });
    for evidence in of_families {
        if let Some((before, after)) = texts.get(&evidence.document) {
            let moved = |span| after.map.to_repaired(before.map.to_received(span));
            evidence.span = evidence.span.and_then(moved);
        }
    }
}
