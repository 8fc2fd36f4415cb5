//! A run of postings (a shingle, and the number of a text that holds it) as bytes.
//!
//! A checksum, then for each posting the step from the shingle before (little-endian base 128) and the
//! number in six bytes: eight bytes a posting in all, as neighboring shingles of a large pile lie close
//! together. A million articles have some hundred and twenty million postings.

/// A shingle and a text that holds it.
pub(crate) type Posting = (u32, u64);

/// Postings of a run as it is first written; one of twice as many is cut.
pub(super) const LEAF: usize = 128;

/// The place of a posting among the runs: what it starts with, in 63 bits.
pub(crate) fn place((key, number): Posting) -> i64 {
    (i64::from(key) << 31) | ((number >> 17) & 0x7fff_ffff) as i64
}

/// The run as bytes.
pub(super) fn write(postings: &[Posting]) -> Vec<u8> {
    let mut out = vec![0; 4];
    let mut before = 0;
    for &(key, number) in postings {
        let mut step = key.wrapping_sub(before);
        while step > 127 {
            out.push(step as u8 | 128);
            step >>= 7;
        }
        out.push(step as u8);
        out.extend_from_slice(number.to_le_bytes().get(..6).unwrap_or_default());
        before = key;
    }
    seal(&mut out);
    out
}

/// What [`write`] wrote; `None` where it is not that.
pub(crate) fn read(bytes: &[u8]) -> Option<Vec<Posting>> {
    let mut input = opened(bytes)?;
    let mut postings = Vec::with_capacity(input.len() / 7);
    let mut key = 0_u32;
    while !input.is_empty() {
        let mut step = 0_u64;
        for shift in (0..35).step_by(7) {
            let (&byte, rest) = input.split_first()?;
            input = rest;
            step |= u64::from(byte & 127) << shift;
            if byte < 128 {
                break;
            }
        }
        key = key.wrapping_add(u32::try_from(step).ok()?);
        let (number, rest) = input.split_first_chunk::<6>()?;
        input = rest;
        let &[a, b, c, d, e, f] = number;
        postings.push((key, u64::from_le_bytes([a, b, c, d, e, f, 0, 0])));
    }
    Some(postings)
}

/// Puts the checksum of what follows into the first four bytes.
pub(super) fn seal(bytes: &mut [u8]) {
    if let Some((head, rest)) = bytes.split_first_chunk_mut::<4>() {
        *head = crc32fast::hash(rest).to_le_bytes();
    }
}

/// What was sealed, where it is what it was.
pub(crate) fn opened(bytes: &[u8]) -> Option<&[u8]> {
    let (head, rest) = bytes.split_first_chunk::<4>()?;
    (u32::from_le_bytes(*head) == crc32fast::hash(rest)).then_some(rest)
}

/// Cuts sorted postings into runs, never between two of one place.
pub(super) fn runs(postings: &[Posting]) -> Vec<&[Posting]> {
    let mut runs = Vec::new();
    let mut rest = postings;
    while !rest.is_empty() {
        let mut end = rest.len().min(LEAF);
        while rest
            .get(end)
            .zip(rest.get(end.wrapping_sub(1)))
            .is_some_and(|(x, y)| place(*x) == place(*y))
        {
            end += 1;
        }
        let (run, after) = rest.split_at(end);
        runs.push(run);
        rest = after;
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn runs_come_back(postings in prop::collection::btree_set((any::<u32>(), 0..1_u64 << 48), 0..400)) {
            let postings: Vec<Posting> = postings.into_iter().collect();
            let runs = runs(&postings);
            let mut back = Vec::new();
            for run in &runs {
                let bytes = write(run);
                back.extend(read(&bytes).unwrap());
                for at in 0..bytes.len() {
                    let mut other = bytes.clone();
                    other[at] ^= 4;
                    prop_assert_eq!(read(&other), None);
                }
            }
            prop_assert_eq!(&back, &postings);
            prop_assert!(postings.is_sorted_by_key(|&posting| place(posting)));
        }
    }

    #[test]
    fn no_run_ends_within_a_place() {
        // Texts whose numbers differ only in what a place leaves out.
        let postings: Vec<Posting> = (0..1000).map(|number| (7, number)).collect();
        assert_eq!(runs(&postings).len(), 1);
        let postings: Vec<Posting> = (0..1000).map(|number| (7, number << 17)).collect();
        assert_eq!(runs(&postings).len(), 1000_usize.div_ceil(LEAF));
    }
}
