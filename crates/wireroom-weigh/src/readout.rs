//! A paragraph for people, composed of an event's claims and of nothing else.

use crate::EventTexts;
use wireroom_model::{Claim, Polarity};

/// Claims told at most.
const MOST: usize = 5;

/// The best-supported claims, each with its three numbers: witnesses, accounts, origins.
pub(crate) fn readout(event: EventTexts<'_>, claims: &[Claim]) -> String {
    let told = claims.iter().filter(|claim| {
        claim.event == *event.id && claim.polarity != Polarity::Declined && claim.text.len() >= 20
    });
    let mut out = String::new();
    for claim in told.take(MOST) {
        if !out.is_empty() {
            out.push(' ');
        }
        let text = claim.text.trim_end_matches(['.', ',', ';']);
        let mut chars = text.chars();
        if let Some(first) = chars.next() {
            out.extend(first.to_uppercase());
            out.push_str(chars.as_str());
        }
        let (witnesses, accounts) = (claim.witnesses, claim.accounts);
        out.push_str(&format!(" [{witnesses}/{accounts}/{}]", claim.origins.len()));
        out.push('.');
    }
    out
}
