//! Aligns two word sequences: seeds of a few equal words, extended to maximal runs, chained in
//! order, with the short gaps between runs filled by a longest common subsequence.
//!
//! Moved passages are kept when they are long. Work is linear in the lengths whatever the input:
//! chains of equal seeds are walked a bounded number of steps and runs are not visited twice.

/// Words `a..a + len` of the first text equal words `b..b + len` of the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Block {
    pub(crate) a: usize,
    pub(crate) b: usize,
    pub(crate) len: usize,
    /// Part of the chain that runs in the same order in both texts.
    pub(crate) in_order: bool,
}

/// Words in a seed.
const SEED: usize = 4;
/// What the words of a seed are multiplied by; odd.
const FIRST: u64 = 0x9e37_79b9_7f4a_7c15;
const SECOND: u64 = 0xbf58_476d_1ce4_e5b9;
/// Places of one seed that are looked at.
const PLACES: usize = 16;
/// Words that a passage out of order must have to count.
const MOVED: usize = 8;
/// Longest gap that is filled, in words.
const GAP: usize = 96;

/// The blocks that two texts share, in the order of the first, not overlapping in either.
pub(crate) fn align(a: &[u32], b: &[u32]) -> Vec<Block> {
    let prefix = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    if prefix == a.len() && prefix == b.len() {
        return match prefix {
            0 => Vec::new(),
            len => vec![Block { a: 0, b: 0, len, in_order: true }],
        };
    }
    let mut blocks = settle(runs(a, b), b.len());
    chain(&mut blocks);
    blocks.retain(|block| block.in_order || block.len >= MOVED);
    fill(a, b, &mut blocks);
    blocks
}

/// The longest run at each place of `a`, left to right; they may overlap in `b`.
fn runs(a: &[u32], b: &[u32]) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    if a.len() < SEED || b.len() < SEED {
        return found;
    }
    let seeds = Seeds::new(b);
    let (mut at, mut free, mut expected) = (0, 0, 0_usize);
    while at + SEED <= a.len() {
        let mut best: Option<(usize, usize)> = None;
        for place in seeds.places(a, b, at) {
            let len = equal(a, at, b, place);
            let nearer = |held: usize| place.abs_diff(expected) < held.abs_diff(expected);
            if best
                .is_none_or(|(held, held_len)| len > held_len || (len == held_len && nearer(held)))
            {
                best = Some((place, len));
            }
        }
        let Some((mut place, mut len)) = best.filter(|(_, len)| *len >= SEED) else {
            at += 1;
            continue;
        };
        let mut start = at;
        while start > free && place > 0 && a.get(start - 1) == b.get(place - 1) {
            (start, place, len) = (start - 1, place - 1, len + 1);
        }
        found.push(Block { a: start, b: place, len, in_order: false });
        at = start + len;
        free = at;
        expected = place + len;
    }
    found
}

fn equal(a: &[u32], at: usize, b: &[u32], place: usize) -> usize {
    let (Some(x), Some(y)) = (a.get(at..), b.get(place..)) else { return 0 };
    x.iter().zip(y).take_while(|(x, y)| x == y).count()
}

/// Where each seed stands, as chained hash buckets.
struct Seeds {
    heads: Vec<u32>,
    next: Vec<u32>,
    shift: u32,
}

impl Seeds {
    fn new(text: &[u32]) -> Self {
        let bits = (text.len().max(2) * 2).ilog2().clamp(4, 24);
        let mut seeds =
            Self { heads: vec![0; 1 << bits], next: vec![0; text.len()], shift: 64 - bits };
        // From the last seed to the first: a chain begins with the first.
        for (at, seed) in text.array_windows::<SEED>().enumerate().rev() {
            let bucket = seeds.bucket(seed);
            if let (Some(head), Some(next)) = (seeds.heads.get_mut(bucket), seeds.next.get_mut(at))
            {
                *next = *head;
                *head = at as u32 + 1;
            }
        }
        seeds
    }

    /// Words are hashes already: two products of them are as good as any. Scrambling one after the other
    /// made an alignment cost two thirds more.
    fn bucket(&self, &[a, b, c, d]: &[u32; SEED]) -> usize {
        let two = |x: u32, y: u32| u64::from(x) | u64::from(y) << 32;
        let hash = two(a, b).wrapping_mul(FIRST).wrapping_add(two(c, d).wrapping_mul(SECOND));
        (hash >> self.shift) as usize
    }

    fn places(&self, a: &[u32], b: &[u32], at: usize) -> impl Iterator<Item = usize> {
        let seed = a.get(at..).and_then(<[u32]>::first_chunk::<SEED>);
        let mut link = seed.and_then(|seed| self.heads.get(self.bucket(seed))).copied();
        std::iter::from_fn(move || {
            let place = (link.filter(|&link| link > 0)? - 1) as usize;
            link = self.next.get(place).copied();
            Some(place)
        })
        .take(PLACES)
        .filter(move |&place| b.get(place..).and_then(<[u32]>::first_chunk::<SEED>) == seed)
    }
}

/// Gives each word of `b` to the longest run that claims it; what is left of the others stays
/// while it is long enough to be a seed.
fn settle(mut found: Vec<Block>, b_len: usize) -> Vec<Block> {
    found.sort_by_key(|block| (std::cmp::Reverse(block.len), block.a));
    let mut taken = vec![false; b_len];
    let mut kept: Vec<Block> = Vec::with_capacity(found.len());
    for block in found {
        let mut open: Option<usize> = None;
        for offset in 0..=block.len {
            let free = offset < block.len && taken.get(block.b + offset) == Some(&false);
            match (open, free) {
                (None, true) => open = Some(offset),
                (Some(from), false) => {
                    open = None;
                    if offset - from >= SEED {
                        kept.push(Block {
                            a: block.a + from,
                            b: block.b + from,
                            len: offset - from,
                            in_order: false,
                        });
                    }
                }
                _ => {}
            }
        }
        for slot in taken.get_mut(block.b..block.b + block.len).unwrap_or_default() {
            *slot = true;
        }
    }
    kept.sort_unstable();
    kept
}

/// Marks the heaviest set of blocks that runs in the same order in both texts.
fn chain(blocks: &mut [Block]) {
    let mut order: Vec<usize> = blocks.iter().map(|block| block.b).collect();
    order.sort_unstable();
    // A Fenwick tree over positions in `b`: best weight of a chain that ends before, and its end.
    let mut tree: Vec<(usize, usize)> = vec![(0, usize::MAX); order.len() + 1];
    let mut before = vec![usize::MAX; blocks.len()];
    let mut best = (0, usize::MAX);
    for (index, block) in blocks.iter().enumerate() {
        let rank = order.partition_point(|&b| b < block.b);
        let (mut at, mut held) = (rank, (0, usize::MAX));
        while at > 0 {
            if let Some(&node) = tree.get(at)
                && node.0 > held.0
            {
                held = node;
            }
            at &= at - 1;
        }
        if let Some(slot) = before.get_mut(index) {
            *slot = held.1;
        }
        let mine = (held.0 + block.len, index);
        if mine.0 > best.0 {
            best = mine;
        }
        let mut at = rank + 1;
        while let Some(node) = tree.get_mut(at) {
            if mine.0 > node.0 {
                *node = mine;
            }
            at += at & at.wrapping_neg();
        }
    }
    let mut at = best.1;
    while let Some(block) = blocks.get_mut(at) {
        block.in_order = true;
        at = before.get(at).copied().unwrap_or(usize::MAX);
    }
}

/// Fills the short gaps between neighbors of the chain where enough of the gap agrees.
fn fill(a: &[u32], b: &[u32], blocks: &mut Vec<Block>) {
    let chained: Vec<Block> = blocks.iter().copied().filter(|block| block.in_order).collect();
    let moved = |side: fn(&Block) -> usize| {
        let mut places: Vec<usize> =
            blocks.iter().filter(|block| !block.in_order).map(side).collect();
        places.sort_unstable();
        places
    };
    let (moved_a, moved_b) = (moved(|block| block.a), moved(|block| block.b));
    let within = |places: &[usize], from: usize, to: usize| {
        places.get(places.partition_point(|&at| at < from)).is_some_and(|&at| at < to)
    };
    let (mut more, mut table) = (Vec::new(), Vec::new());
    for pair in chained.windows(2) {
        let [left, right] = pair else { continue };
        let (a_from, b_from) = (left.a + left.len, left.b + left.len);
        if within(&moved_a, a_from, right.a) || within(&moved_b, b_from, right.b) {
            continue;
        }
        if let (Some(gap_a), Some(gap_b)) = (a.get(a_from..right.a), b.get(b_from..right.b)) {
            common(gap_a, gap_b, (a_from, b_from), &mut table, &mut more);
        }
    }
    blocks.append(&mut more);
    blocks.sort_unstable();
}

/// The longest common subsequence of two gaps as blocks, if it holds two fifths of the shorter. `table`
/// is room to work in.
fn common(
    a: &[u32],
    b: &[u32],
    (a_from, b_from): (usize, usize),
    table: &mut Vec<u16>,
    out: &mut Vec<Block>,
) {
    if a.is_empty() || b.is_empty() || a.len() > GAP || b.len() > GAP {
        return;
    }
    let too_few = |common: usize| common * 5 < a.len().min(b.len()) * 2;
    // Most gaps have next to no word in common, in whatever order.
    let in_b = |word: &&u32| b.iter().fold(false, |found, other| found | (other == *word));
    if too_few(a.iter().filter(in_b).count()) {
        return;
    }
    let width = b.len() + 1;
    table.clear();
    table.resize((a.len() + 1) * width, 0);
    for (i, word) in a.iter().enumerate().rev() {
        let rows = table.get_mut(i * width..(i + 2) * width).unwrap_or_default();
        let (row, below) = rows.split_at_mut(width);
        let (mut right, mut across) = (0, 0);
        for ((slot, &under), other) in row.iter_mut().zip(&*below).zip(b).rev() {
            right = if word == other { across + 1 } else { right.max(under) };
            *slot = right;
            across = under;
        }
    }
    let cell = |i: usize, j: usize| table.get(i * width + j).copied().unwrap_or(0);
    if too_few(usize::from(cell(0, 0))) {
        return;
    }
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        if a.get(i) == b.get(j) {
            match out.last_mut() {
                Some(last)
                    if last.a + last.len == a_from + i && last.b + last.len == b_from + j =>
                {
                    last.len += 1;
                }
                _ => out.push(Block { a: a_from + i, b: b_from + j, len: 1, in_order: true }),
            }
            (i, j) = (i + 1, j + 1);
        } else if cell(i + 1, j) >= cell(i, j + 1) {
            i += 1;
        } else {
            j += 1;
        }
    }
}
