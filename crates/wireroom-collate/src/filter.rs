//! A bit for each of some ids: whoever looks for a few words in a long text turns nearly all others away
//! by it, where a search or a set of the whole text would cost more than all the rest.

/// A bit for each of some ids; another id may share it.
#[derive(Debug, Default)]
pub(crate) struct Filter([u64; WORDS]);

const WORDS: usize = 16;

impl Filter {
    pub(crate) fn of(ids: impl Iterator<Item = u32>) -> Self {
        let mut filter = Self::default();
        for id in ids {
            if let Some(bits) = filter.0.get_mut(word(id)) {
                *bits |= 1 << (id % 64);
            }
        }
        filter
    }

    /// Whether an id may be one of them; of no other is it sure.
    pub(crate) fn may_have(&self, id: u32) -> bool {
        self.0.get(word(id)).is_some_and(|bits| bits >> (id % 64) & 1 == 1)
    }
}

fn word(id: u32) -> usize {
    (id / 64) as usize % WORDS
}

#[cfg(test)]
mod tests {
    use super::Filter;

    #[test]
    fn it_turns_away_no_id_that_it_holds_and_most_others() {
        let id = |n: u32| n.wrapping_mul(0x9e37_79b9);
        let filter = Filter::of((0..40).map(id));
        assert!((0..40).all(|n| filter.may_have(id(n))));
        assert!((40..4000).filter(|&n| filter.may_have(id(n))).count() < 400);
    }
}
