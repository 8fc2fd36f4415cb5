//! Labels of tokens: outside, or first, inner, last or only token of a name of some kind (BILOU).

use wireroom_model::NameKind;

/// Number of labels: outside, and four for each of five kinds.
pub(crate) const LABELS: usize = 21;

/// Index of a label: 0 is outside; `1 + 4 k` first, `+ 1` inner, `+ 2` last, `+ 3` only token of
/// a name of kind `k`.
pub(crate) type Label = usize;

/// What one label following another is worth.
pub(crate) type Transitions = [[i32; LABELS]; LABELS];

/// The kinds, in the order of [`NameKind`].
pub(crate) const KINDS: [NameKind; 5] = [
    NameKind::Person,
    NameKind::Organization,
    NameKind::Location,
    NameKind::Nationality,
    NameKind::Miscellaneous,
];

/// Where no path can come from; far below any real sum.
const NEVER: i32 = i32::MIN / 2;

/// The label of token `at` of a name of `kind` that has `len` tokens.
pub(crate) fn label_of(kind: NameKind, at: usize, len: usize) -> Label {
    let kind = KINDS.iter().position(|one| *one == kind).unwrap_or(0);
    let place = match (at == 0, at + 1 == len) {
        (true, true) => 3,
        (true, false) => 0,
        (false, true) => 2,
        (false, false) => 1,
    };
    1 + 4 * kind + place
}

/// Whether one label may follow another; `None` stands before the first and after the last.
pub(crate) fn lawful(before: Option<Label>, after: Option<Label>) -> bool {
    let open = before.filter(|label| opens(*label)).map(|label| (label - 1) / 4);
    let inner = after.filter(|label| *label != 0 && matches!((label - 1) % 4, 1 | 2));
    open == inner.map(|label| (label - 1) / 4)
}

/// Whether a name is still open after `label`.
const fn opens(label: Label) -> bool {
    label != 0 && matches!((label - 1) % 4, 0 | 1)
}

/// The best lawful sequence of labels. Time is linear in the number of tokens.
pub(crate) fn viterbi(scores: &[[i32; LABELS]], transitions: &Transitions) -> Vec<Label> {
    let mut back: Vec<[u8; LABELS]> = Vec::with_capacity(scores.len());
    let mut best = [NEVER; LABELS];
    for (at, score) in scores.iter().enumerate() {
        let mut next = [NEVER; LABELS];
        let mut from = [0u8; LABELS];
        if at == 0 {
            for label in 0..LABELS {
                let inner = label != 0 && matches!((label - 1) % 4, 1 | 2);
                next[label] = if inner { NEVER } else { score[label] };
            }
        } else {
            for label in 0..LABELS {
                let (mut top, mut arg) = (NEVER, 0u8);
                let mut consider = |before: Label| {
                    let sum = best[before].saturating_add(transitions[before][label]);
                    if sum > top {
                        top = sum;
                        arg = before as u8;
                    }
                };
                if label != 0 && matches!((label - 1) % 4, 1 | 2) {
                    let first = label - (label - 1) % 4;
                    consider(first);
                    consider(first + 1);
                } else {
                    consider(0);
                    for last in (3..LABELS).step_by(4) {
                        consider(last);
                        consider(last + 1);
                    }
                }
                next[label] = top.saturating_add(score[label]).max(NEVER);
                from[label] = arg;
            }
        }
        best = next;
        back.push(from);
    }
    let mut label = (0..LABELS)
        .filter(|label| !opens(*label))
        .max_by_key(|label| (best[*label], std::cmp::Reverse(*label)))
        .unwrap_or(0);
    let mut path = vec![0; scores.len()];
    for at in (0..scores.len()).rev() {
        path[at] = label;
        label = usize::from(back[at][label]);
    }
    path
}

/// The names that a sequence of labels spells: first token, last token, kind.
pub(crate) fn decode(labels: &[Label]) -> Vec<(usize, usize, NameKind)> {
    let mut found = Vec::new();
    let mut first = 0;
    for (at, label) in labels.iter().enumerate() {
        let Some(inside) = label.checked_sub(1) else { continue };
        let kind = KINDS[inside / 4 % KINDS.len()];
        match inside % 4 {
            0 => first = at,
            2 => found.push((first, at, kind)),
            3 => found.push((at, at, kind)),
            _ => {}
        }
    }
    found
}
