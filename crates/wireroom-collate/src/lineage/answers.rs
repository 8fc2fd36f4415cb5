//! What was asked of two witnesses and found, kept for whoever asks again.
//!
//! Each pair of a family is looked at twice, one taken for the source and then the other, and some
//! questions are the same both ways. Looking them up takes half of what asking them again did.

use std::cell::RefCell;
use std::hash::Hash;
use std::ops::Range;
use std::rc::Rc;

use rustc_hash::FxHashMap;

/// Answers by what they were asked of.
type Known<K, V> = RefCell<FxHashMap<K, V>>;

/// The answers within one family.
#[derive(Default)]
pub(super) struct Answers {
    /// By bodies: the name that the second has without the introduction that the first gives.
    pub(super) standing: Known<(usize, usize), Option<Rc<str>>>,
    /// By members: whether a third witness has what the first has and the second lacks.
    pub(super) elsewhere: Known<(usize, usize), bool>,
    /// By bodies: which words of the first stand in passages of the second.
    pub(super) shared: Known<(usize, usize), Rc<[Range<usize>]>>,
}

/// What is known, or what `ask` finds.
pub(super) fn once<K: Eq + Hash, V: Clone>(
    known: &Known<K, V>,
    key: K,
    ask: impl FnOnce() -> V,
) -> V {
    if let Some(answer) = known.borrow().get(&key) {
        return answer.clone();
    }
    let answer = ask();
    known.borrow_mut().insert(key, answer.clone());
    answer
}
