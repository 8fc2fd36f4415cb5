//! Steps from sketches to what hangs together by copies.

use super::Work;
use super::columns::{
    bytes, failed, flags, ints, ints_at, lists, longs, longs_at, of_bytes, of_flags, of_int_lists,
    of_ints, of_long_lists, of_longs, rows, some,
};
use crate::error::InternalError;
use arrow_array::RecordBatch;
use pyo3::prelude::*;
use std::collections::BTreeMap;
use wireroom::collate::Config;
use wireroom::steps::{Forest, List, Lists, is_boilerplate, is_copy, partners, words};

/// Postings `(key, text, size)`, sorted by key and text, to lists
/// `(judge, probes, texts, sizes, own, all_pairs, keys)`; the probes stand where a list begins.
#[derive(Default)]
pub(super) struct ListsOf(Lists);

impl Work for ListsOf {
    fn push(&mut self, given: &RecordBatch) -> PyResult<Vec<RecordBatch>> {
        let (keys, texts) = (ints(given, "key")?, longs(given, "text")?);
        let sizes = ints(given, "size")?;
        let mut done = Vec::new();
        for at in 0..given.num_rows() {
            self.0.push(keys.value(at) as u32, texts.value(at) as u64, sizes.value(at) as u32);
            done.extend(self.0.ready());
        }
        of_lists(&done)
    }

    fn end(&mut self) -> PyResult<Vec<RecordBatch>> {
        of_lists(&std::mem::take(&mut self.0).end())
    }
}

/// Lists of a batch: a few megabytes.
const LISTS: usize = 4096;

fn of_lists(done: &[List]) -> PyResult<Vec<RecordBatch>> {
    let batch = |done: &[List]| {
        rows([
            ("judge", {
                let judges = done.iter().map(|it| (it.judge != 0).then(|| it.judge.to_be_bytes()));
                of_bytes(judges)
            }),
            ("probes", {
                let none: &[(u64, u32)] = &[];
                let probes = done.iter().map(|it| if it.first { it.probes() } else { none });
                of_long_lists(probes.map(|it| it.iter().map(|&(text, _)| text)))
            }),
            ("texts", of_long_lists(done.iter().map(|it| it.texts.iter().map(|&(text, _)| text)))),
            ("sizes", of_int_lists(done.iter().map(|it| it.texts.iter().map(|&(_, size)| size)))),
            ("own", of_ints(done.iter().map(|it| it.own as u32))),
            ("all_pairs", of_flags(done.iter().map(|it| it.all_pairs))),
            ("keys", of_int_lists(done.iter().map(|it| it.keys.iter().copied()))),
        ])
    };
    done.chunks(LISTS).map(batch).collect()
}

/// The texts that lists are judged by, `(judge, rank, keys, imprint)`, sorted by judge and rank, to
/// `(judge, common)`.
#[derive(Default)]
pub(super) struct Judge {
    judge: Vec<u8>,
    probes: Vec<(Vec<u32>, u64)>,
}

impl Judge {
    fn close(&mut self) -> Option<(Vec<u8>, bool)> {
        let probes = std::mem::take(&mut self.probes);
        let probes: Vec<(&[u32], u64)> =
            probes.iter().map(|(keys, imprint)| (keys.as_slice(), *imprint)).collect();
        let judge = std::mem::take(&mut self.judge);
        (!probes.is_empty()).then(|| (judge, is_boilerplate(&probes)))
    }
}

fn judged(found: &[(Vec<u8>, bool)]) -> PyResult<Vec<RecordBatch>> {
    Ok(vec![rows([
        ("judge", of_bytes(found.iter().map(|(judge, _)| Some(judge)))),
        ("common", of_flags(found.iter().map(|(_, common)| *common))),
    ])?])
}

impl Work for Judge {
    fn push(&mut self, given: &RecordBatch) -> PyResult<Vec<RecordBatch>> {
        let (judges, keys) = (bytes(given, "judge")?, lists(given, "keys")?);
        let imprints = longs(given, "imprint")?;
        let mut found = Vec::new();
        for at in 0..given.num_rows() {
            if self.judge != judges.value(at) {
                found.extend(self.close());
                self.judge = judges.value(at).to_vec();
            }
            self.probes.push((ints_at(keys, at), imprints.value(at) as u64));
        }
        judged(&found)
    }

    fn end(&mut self) -> PyResult<Vec<RecordBatch>> {
        judged(&self.close().into_iter().collect::<Vec<_>>())
    }
}

/// Lists to `(text, size, other, other_size, weight)`, both ways; a pair that several lists of a batch
/// propose comes once, as far as they are held together.
pub(super) struct Pairs;

impl Work for Pairs {
    fn push(&mut self, given: &RecordBatch) -> PyResult<Vec<RecordBatch>> {
        let (texts, sizes) = (lists(given, "texts")?, lists(given, "sizes")?);
        let (keys, own) = (lists(given, "keys")?, ints(given, "own")?);
        let all_pairs = flags(given, "all_pairs")?;
        let mut found = Found::new();
        let mut made = Vec::new();
        for at in 0..given.num_rows() {
            let list = List {
                judge: 0,
                first: true,
                texts: longs_at(texts, at).into_iter().zip(ints_at(sizes, at)).collect(),
                own: own.value(at) as usize,
                all_pairs: all_pairs.value(at),
                keys: ints_at(keys, at),
            };
            for (a, b) in list.pairs() {
                let (Some(&(a, of_a)), Some(&(b, of_b))) = (list.texts.get(a), list.texts.get(b))
                else {
                    continue;
                };
                found.entry((a, b)).or_insert((of_a, of_b, 0)).2 += list.keys.len() as u32;
            }
            if found.len() > PAIRS {
                made.push(both_ways(&std::mem::take(&mut found))?);
            }
        }
        made.push(both_ways(&found)?);
        Ok(made)
    }
}

/// Pairs that are held at a time.
const PAIRS: usize = 1 << 18;

/// For a pair the sampled shingles of either, and those that they share.
type Found = BTreeMap<(u64, u64), (u32, u32, u32)>;

fn both_ways(found: &Found) -> PyResult<RecordBatch> {
    let both = found.iter().flat_map(|(&(a, b), &(of_a, of_b, weight))| {
        [(a, of_a, b, of_b, weight), (b, of_b, a, of_a, weight)]
    });
    let both: Vec<_> = both.collect();
    rows([
        ("text", of_longs(both.iter().map(|it| Some(it.0)))),
        ("size", of_ints(both.iter().map(|it| it.1))),
        ("other", of_longs(both.iter().map(|it| Some(it.2)))),
        ("other_size", of_ints(both.iter().map(|it| it.3))),
        ("weight", of_ints(both.iter().map(|it| it.4))),
    ])
}

/// What [`Pairs`] gave, sorted by text, to `(text, partners)`.
#[derive(Default)]
pub(super) struct Partners {
    text: Option<(u64, u32)>,
    shared: Vec<(u64, u32, u32)>,
}

impl Partners {
    fn close(&mut self) -> Option<(u64, Vec<u64>)> {
        let (text, size) = self.text.take()?;
        let found = partners(size, std::mem::take(&mut self.shared));
        (!found.is_empty()).then_some((text, found))
    }
}

fn partnered(found: Vec<(u64, Vec<u64>)>) -> PyResult<Vec<RecordBatch>> {
    Ok(vec![rows([
        ("text", of_longs(found.iter().map(|(text, _)| Some(*text)))),
        ("partners", of_long_lists(found.into_iter().map(|(_, others)| others))),
    ])?])
}

impl Work for Partners {
    fn push(&mut self, given: &RecordBatch) -> PyResult<Vec<RecordBatch>> {
        let (texts, sizes) = (longs(given, "text")?, ints(given, "size")?);
        let (others, theirs) = (longs(given, "other")?, ints(given, "other_size")?);
        let weights = ints(given, "weight")?;
        let mut found = Vec::new();
        for at in 0..given.num_rows() {
            let text = (texts.value(at) as u64, sizes.value(at) as u32);
            if self.text != Some(text) {
                found.extend(self.close());
                self.text = Some(text);
            }
            let (other, theirs) = (others.value(at) as u64, theirs.value(at) as u32);
            self.shared.push((other, theirs, weights.value(at) as u32));
        }
        partnered(found)
    }

    fn end(&mut self) -> PyResult<Vec<RecordBatch>> {
        partnered(self.close().into_iter().collect())
    }
}

/// `(text, piece, imprint, common)` to `(text, imprint, words)`.
pub(super) struct Words;

impl Work for Words {
    fn push(&mut self, given: &RecordBatch) -> PyResult<Vec<RecordBatch>> {
        let (texts, pieces) = (longs(given, "text")?, bytes(given, "piece")?);
        let (imprints, common) = (longs(given, "imprint")?, lists(given, "common")?);
        let made: Vec<Vec<u8>> = (0..given.num_rows())
            .map(|at| words(pieces.value(at), ints_at(common, at)))
            .collect::<std::io::Result<_>>()
            .map_err(failed)?;
        Ok(vec![rows([
            ("text", of_longs(texts.iter().map(|text| text.map(|text| text as u64)))),
            ("imprint", of_longs(imprints.iter().map(|imprint| imprint.map(|it| it as u64)))),
            ("words", of_bytes(made.into_iter().map(Some))),
        ])?])
    }
}

/// `(a, a_imprint, a_words, b, b_imprint, b_words)` to the `(a, b)` that are copies.
pub(super) struct Verify;

impl Work for Verify {
    fn push(&mut self, given: &RecordBatch) -> PyResult<Vec<RecordBatch>> {
        let (a, b) = (longs(given, "a")?, longs(given, "b")?);
        let (of_a, of_b) = (bytes(given, "a_words")?, bytes(given, "b_words")?);
        let (from_a, from_b) = (longs(given, "a_imprint")?, longs(given, "b_imprint")?);
        let config = Config::default();
        let mut found = Vec::new();
        for at in 0..given.num_rows() {
            let side = |words, imprint: i64| (some(words, at).unwrap_or_default(), imprint as u64);
            let (x, y) = (side(of_a, from_a.value(at)), side(of_b, from_b.value(at)));
            let copy = is_copy(x, y, &config)
                .ok_or_else(|| InternalError::new_err("words are not as they were written"))?;
            if copy {
                found.push((a.value(at) as u64, b.value(at) as u64));
            }
        }
        pairs(&found)
    }
}

fn pairs(found: &[(u64, u64)]) -> PyResult<Vec<RecordBatch>> {
    Ok(vec![rows([
        ("a", of_longs(found.iter().map(|(a, _)| Some(*a)))),
        ("b", of_longs(found.iter().map(|(_, b)| Some(*b)))),
    ])?])
}

/// Pairs `(a, b)` to each text and the lowest that it hangs together with, also `(a, b)`.
#[derive(Default)]
pub(super) struct ForestOf(Forest);

/// Rows of a batch of numbers.
const NUMBERS: usize = 1 << 20;

impl Work for ForestOf {
    fn push(&mut self, given: &RecordBatch) -> PyResult<Vec<RecordBatch>> {
        let (a, b) = (longs(given, "a")?, longs(given, "b")?);
        for at in 0..given.num_rows() {
            self.0.push(a.value(at) as u64, b.value(at) as u64);
        }
        Ok(Vec::new())
    }

    fn end(&mut self) -> PyResult<Vec<RecordBatch>> {
        let found = std::mem::take(&mut self.0).end();
        let made = found.chunks(NUMBERS).map(pairs).collect::<PyResult<Vec<_>>>()?;
        Ok(made.into_iter().flatten().collect())
    }
}
