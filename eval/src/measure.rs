//! The measures of the corpora's `score.py`, on plain spans.

use std::collections::{BTreeMap, BTreeSet};

/// A half-open byte range.
pub type Range = (usize, usize);

/// Hits and totals, for precision, recall and F.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Counts {
    /// Predictions that hit.
    pub hits_predicted: usize,
    /// Predictions.
    pub predicted: usize,
    /// Gold items that were hit.
    pub hits_gold: usize,
    /// Gold items.
    pub gold: usize,
}

impl Counts {
    /// Adds one document's counts.
    pub fn add(&mut self, hits_predicted: usize, predicted: usize, hits_gold: usize, gold: usize) {
        self.hits_predicted += hits_predicted;
        self.predicted += predicted;
        self.hits_gold += hits_gold;
        self.gold += gold;
    }

    /// Precision, recall and F in per cent.
    #[must_use]
    pub fn prf(self) -> (f64, f64, f64) {
        let share = |hits: usize, of: usize| if of == 0 { 0.0 } else { hits as f64 / of as f64 };
        let p = share(self.hits_predicted, self.predicted);
        let r = share(self.hits_gold, self.gold);
        let f = if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) };
        (100.0 * p, 100.0 * r, 100.0 * f)
    }

    /// "81.2 (P 80.0, R 82.4)".
    #[must_use]
    pub fn show(self) -> String {
        let (p, r, f) = self.prf();
        format!("F {f:.2} (P {p:.2}, R {r:.2})")
    }
}

/// An attribution: source, cue and content spans.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Attribution {
    /// Who says it.
    pub source: Vec<Range>,
    /// The words that say so.
    pub cue: Vec<Range>,
    /// What is said.
    pub content: Vec<Range>,
}

/// The figures of `score.py attribution`.
#[derive(Debug, Clone, Default)]
pub struct AttributionScore {
    /// Exact and overlapping spans, by role: source, cue, content.
    pub roles: [(Counts, Counts); 3],
    /// Whole attributions.
    pub whole: Counts,
    /// Bytes of content.
    pub bytes: Counts,
    /// Whole attributions of direct speech: nine tenths of the content's letters stand in
    /// quotation marks. Not in `score.py`.
    pub direct: Counts,
    /// The others: indirect and mixed.
    pub indirect: Counts,
}

impl AttributionScore {
    /// Adds one document.
    pub fn add(&mut self, text: &str, gold: &[Attribution], predicted: &[Attribution]) {
        let roles: [fn(&Attribution) -> &Vec<Range>; 3] =
            [|a| &a.source, |a| &a.cue, |a| &a.content];
        for (role, (exact, overlap)) in roles.iter().zip(&mut self.roles) {
            let spans = |list: &[Attribution]| -> BTreeSet<Range> {
                let all = list.iter().flat_map(|a| role(a).iter().map(|&span| trim(text, span)));
                all.filter(|span| span.1 > span.0).collect()
            };
            let (g, p) = (spans(gold), spans(predicted));
            let both = g.intersection(&p).count();
            exact.add(both, p.len(), both, g.len());
            let touch =
                |s: &Range, others: &BTreeSet<Range>| others.iter().any(|o| s.0 < o.1 && o.0 < s.1);
            let hit_p = p.iter().filter(|s| touch(s, &g)).count();
            overlap.add(hit_p, p.len(), g.iter().filter(|s| touch(s, &p)).count(), g.len());
        }
        self.add_whole(text, gold, predicted);
    }

    fn add_whole(&mut self, text: &str, gold: &[Attribution], predicted: &[Attribution]) {
        let with_content = |list: &[Attribution]| -> Vec<(BTreeSet<usize>, BTreeSet<usize>)> {
            let held = list.iter().filter(|a| !a.content.is_empty());
            held.map(|a| (cover(&a.content), cover(&a.source))).collect()
        };
        let (gold, predicted) = (with_content(gold), with_content(predicted));
        let mut used = BTreeSet::new();
        let mut hits = 0;
        let quoted = quoted(text);
        let direct = |content: &BTreeSet<usize>| {
            let letters = content
                .iter()
                .filter(|&&at| text.as_bytes().get(at).is_some_and(u8::is_ascii_alphanumeric));
            let (inside, all) = letters.fold((0, 0), |(inside, all), &at| {
                (inside + usize::from(quoted.get(at) == Some(&true)), all + 1)
            });
            inside * 10 >= all * 9 && all > 0
        };
        // Of direct speech and of the rest: hits among gold, gold, hits among predictions, predictions.
        let mut apart = [[0; 4]; 2];
        for (content, source) in &gold {
            apart[usize::from(!direct(content))][1] += 1;
            // As in score.py: the largest share, and of equal ones the later prediction.
            let share = |p: &BTreeSet<usize>| {
                let union = content.union(p).count();
                if union == 0 { 0.0 } else { content.intersection(p).count() as f64 / union as f64 }
            };
            let free = predicted.iter().enumerate().filter(|(at, _)| !used.contains(at));
            let best = free
                .map(|(at, (p, _))| (share(p), at))
                .max_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            let Some((share, at)) = best.filter(|&(share, _)| share >= 0.5) else { continue };
            let theirs = &predicted[at].1;
            if share >= 0.5
                && (source.is_empty() && theirs.is_empty() || !source.is_disjoint(theirs))
            {
                used.insert(at);
                hits += 1;
                apart[usize::from(!direct(content))][0] += 1;
                apart[usize::from(!direct(&predicted[at].0))][2] += 1;
            }
        }
        self.whole.add(hits, predicted.len(), hits, gold.len());
        for (content, _) in &predicted {
            apart[usize::from(!direct(content))][3] += 1;
        }
        for (counts, [hit_g, gold, hit_p, said]) in
            [&mut self.direct, &mut self.indirect].into_iter().zip(apart)
        {
            counts.add(hit_p, said, hit_g, gold);
        }
        let all = |list: &[(BTreeSet<usize>, BTreeSet<usize>)]| -> BTreeSet<usize> {
            list.iter().flat_map(|(content, _)| content.iter().copied()).collect()
        };
        let (g, p) = (all(&gold), all(&predicted));
        let both = g.intersection(&p).count();
        self.bytes.add(both, p.len(), both, g.len());
    }
}

/// For each byte whether it stands in quotation marks. A mark that is left open ends with its
/// paragraph.
fn quoted(text: &str) -> Vec<bool> {
    let (mut inside, mut found) = (false, Vec::with_capacity(text.len()));
    for c in text.chars() {
        inside = match c {
            '"' => !inside,
            '“' => true,
            '”' | '\n' => false,
            _ => inside,
        };
        found.extend(std::iter::repeat_n(inside, c.len_utf8()));
    }
    found
}

fn cover(spans: &[Range]) -> BTreeSet<usize> {
    spans.iter().flat_map(|&(start, end)| start..end).collect()
}

/// A span without white space, quotation marks and stops at its ends. Byte by byte, as `score.py`
/// does: a mark of several bytes is trimmed byte for byte.
fn trim(text: &str, (mut start, mut end): Range) -> Range {
    const JUNK: &[u8] = b" \t\n\r\"'.,;:\xe2\x80\x9c\x9d\x98\x99\xc2\xa0";
    let bytes = text.as_bytes();
    let junk = |at: usize| bytes.get(at).is_some_and(|byte| JUNK.contains(byte));
    while start < end && junk(start) {
        start += 1;
    }
    while end > start && junk(end - 1) {
        end -= 1;
    }
    (start, end)
}

/// A name: span and kind.
pub type NameSpan = (Range, String);

/// The counts of `score.py names` for one document, over the kinds it compares.
pub fn names(counts: &mut BTreeMap<String, Counts>, gold: &[NameSpan], predicted: &[NameSpan]) {
    let mapped = |list: &[NameSpan]| -> BTreeSet<NameSpan> {
        list.iter().filter_map(|(span, kind)| Some((*span, compared(kind)?.to_owned()))).collect()
    };
    let (g, p) = (mapped(gold), mapped(predicted));
    for kind in ["all", "Person", "Organization", "Location"] {
        let of = |set: &BTreeSet<NameSpan>| -> BTreeSet<NameSpan> {
            set.iter().filter(|(_, k)| kind == "all" || k == kind).cloned().collect()
        };
        let (g, p) = (of(&g), of(&p));
        let both = g.intersection(&p).count();
        counts.entry(kind.to_owned()).or_default().add(both, p.len(), both, g.len());
    }
}

fn compared(kind: &str) -> Option<&'static str> {
    Some(match kind.to_lowercase().as_str() {
        "person" | "per" => "Person",
        "organization" | "org" => "Organization",
        "location" | "loc" | "gpe" | "place" | "facility" | "fac" => "Location",
        _ => return None,
    })
}

/// A temporal expression: span and TIMEX3 value.
pub type TimeSpan = (Range, String);

/// The figures of `score.py times`: strict, relaxed, value.
#[derive(Debug, Clone, Default)]
pub struct TimesScore {
    /// Spans exactly.
    pub strict: Counts,
    /// Spans that touch.
    pub relaxed: Counts,
    /// Spans that touch and have the value.
    pub value: Counts,
}

impl TimesScore {
    /// Adds one document.
    pub fn add(&mut self, gold: &[TimeSpan], predicted: &[TimeSpan]) {
        let mut used = BTreeSet::new();
        let (mut strict, mut relaxed, mut value) = (0, 0, 0);
        for ((start, end), wanted) in gold {
            let touching = predicted
                .iter()
                .enumerate()
                .filter(|(at, (span, _))| !used.contains(at) && span.0 < *end && *start < span.1);
            let shared = |span: &Range| span.1.min(*end) - span.0.max(*start);
            let best = touching.map(|(at, (span, _))| (shared(span), at)).max();
            let Some((_, at)) = best else { continue };
            used.insert(at);
            relaxed += 1;
            strict += usize::from(predicted[at].0 == (*start, *end));
            value += usize::from(predicted[at].1 == *wanted);
        }
        for (counts, hits) in
            [(&mut self.strict, strict), (&mut self.relaxed, relaxed), (&mut self.value, value)]
        {
            counts.add(hits, predicted.len(), hits, gold.len());
        }
    }
}

/// The figures of `score.py clusters`.
#[derive(Debug, Clone, Copy, Default)]
pub struct ClusterScore {
    /// B-cubed precision, recall and F, per cent.
    pub b_cubed: (f64, f64, f64),
    /// Pairs put together.
    pub pairs: Counts,
}

/// Scores predicted labels against gold ones, document by document.
#[must_use]
pub fn clusters(gold: &[String], predicted: &[usize]) -> ClusterScore {
    let mut of_gold = BTreeMap::<&String, BTreeSet<usize>>::new();
    let mut of_predicted = BTreeMap::<usize, BTreeSet<usize>>::new();
    for (at, (g, p)) in gold.iter().zip(predicted).enumerate() {
        of_gold.entry(g).or_default().insert(at);
        of_predicted.entry(*p).or_default().insert(at);
    }
    let (mut precision, mut recall) = (0.0, 0.0);
    for (g, p) in gold.iter().zip(predicted) {
        let (Some(g), Some(p)) = (of_gold.get(g), of_predicted.get(p)) else { continue };
        let both = g.intersection(p).count() as f64;
        precision += both / p.len() as f64;
        recall += both / g.len() as f64;
    }
    let count = gold.len().max(1) as f64;
    let (p, r) = (precision / count, recall / count);
    let f = if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) };
    let pairs_in =
        |sizes: &mut dyn Iterator<Item = usize>| sizes.map(|n| n * n.saturating_sub(1) / 2).sum();
    let mut both = BTreeMap::<(&String, usize), usize>::new();
    for (g, p) in gold.iter().zip(predicted) {
        *both.entry((g, *p)).or_default() += 1;
    }
    let hits = pairs_in(&mut both.into_values());
    let predicted = pairs_in(&mut of_predicted.values().map(BTreeSet::len));
    let gold = pairs_in(&mut of_gold.values().map(BTreeSet::len));
    let mut pairs = Counts::default();
    pairs.add(hits, predicted, hits, gold);
    ClusterScore { b_cubed: (100.0 * p, 100.0 * r, 100.0 * f), pairs }
}
