//! Attributions in one passage, without context: cues, then source and content of each, then
//! whether to keep it.

use crate::chain::{CONTENT, CUES, ROLES, SOURCE, Scores};
use crate::features::{Buckets, CueView, cue_features, role_features};
use crate::judge::judge_features;
use crate::mix::Ear;
use crate::weights::Model;
use crate::whole::{claim_rest, give_back, widen};
use crate::word::{Word, hash_str, words};
use std::ops::Range;

/// Words of one attribution, as ranges of word numbers.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Draft {
    pub(crate) cue: Range<usize>,
    pub(crate) source: Option<Range<usize>>,
    pub(crate) content: Vec<Range<usize>>,
    /// Log odds of the cue, log probability of the roles, log odds of being right.
    pub(crate) cue_odds: f32,
    pub(crate) roles_log: f32,
    pub(crate) odds: f32,
}

impl Draft {
    /// One that a rule makes: it is kept.
    pub(crate) fn ruled(source: Range<usize>, cue: Range<usize>, content: Range<usize>) -> Self {
        /// Log odds above any threshold.
        const SURE: f32 = 2.0;
        Self {
            cue,
            source: Some(source),
            content: std::iter::once(content).collect(),
            cue_odds: SURE,
            roles_log: 0.0,
            odds: SURE,
        }
    }
}

/// How likely each word is in a cue, and the cues.
pub(crate) struct Cues {
    pub(crate) likely: Vec<bool>,
    pub(crate) spans: Vec<(Range<usize>, f32)>,
}

/// The drafts of a passage that are worth keeping, in the order of their cues.
/// With an `ear` the encoder has its say at each step.
pub(crate) fn drafts(model: &Model, words: &[Word], ear: Option<&Ear<'_>>) -> Vec<Draft> {
    let cues = find_cues(model, words, ear);
    let mut found = Vec::new();
    for (cue, odds) in &cues.spans {
        if let Some(mut draft) = find_roles(model, words, cue.clone(), *odds, &cues.likely, ear) {
            let mut buckets = Buckets::new();
            judge_features(words, &draft, &cues, &mut buckets);
            draft.odds = model.accept.score(&buckets)[0];
            if let Some(ear) = ear {
                draft.odds = ear.judge(&draft);
            }
            found.push(draft);
        }
    }
    let threshold = ear.map_or(model.threshold, |ear| ear.mix.threshold);
    found.retain(|draft| draft.odds >= threshold - leniency(words, draft));
    give_back(words, &mut found);
    claim_rest(words, &mut found);
    found
}

/// How far below the threshold a draft may lie: words that nearly always attribute may, for the
/// corpus knows one kind of news and the judge is wary of what it has not seen.
fn leniency(words: &[Word], draft: &Draft) -> f32 {
    let own = words.get(draft.cue.clone()).unwrap_or(&[]);
    if own.iter().any(|word| word.strong) && draft.source.is_some() { LENIENCY } else { 0.0 }
}

const LENIENCY: f32 = 1.0;

/// Tags the cues of a passage.
pub(crate) fn find_cues(model: &Model, words: &[Word], ear: Option<&Ear<'_>>) -> Cues {
    let mut buckets = Buckets::new();
    let mut scores: Vec<Scores> = (0..words.len())
        .map(|at| {
            cue_features(words, at, &mut buckets);
            model.cues.score(&buckets)
        })
        .collect();
    if let Some(ear) = ear {
        ear.cues(&mut scores);
    }
    let free = |_: usize| false;
    let forward = CUES.forward(&scores, &free);
    let backward = CUES.backward(&scores, &free);
    let odds: Vec<f32> =
        forward.iter().zip(&backward).map(|(f, b)| (f[1] + b[1]) - (f[0] + b[0])).collect();
    let likely = odds.iter().map(|&odds| odds > 0.0).collect();
    let bonus = ear.map_or(model.cue_bonus, |ear| ear.mix.cue_bonus);
    for word in &mut scores {
        word[0] += bonus;
    }
    let (path, _) = CUES.best(&scores, &free);
    let mut spans = Vec::new();
    for range in runs(&path, |state| state == 1) {
        let best = odds.get(range.clone()).unwrap_or(&[]).iter().copied().fold(f32::MIN, f32::max);
        spans.push((range, best));
    }
    Cues { likely, spans }
}

/// The best source and content for one cue; `None` when it has no content.
pub(crate) fn find_roles(
    model: &Model,
    words: &[Word],
    cue: Range<usize>,
    cue_odds: f32,
    likely: &[bool],
    ear: Option<&Ear<'_>>,
) -> Option<Draft> {
    let view = CueView::new(words, cue.start, cue.end, likely);
    let window = view.window();
    let mut buckets = Buckets::new();
    let mut scores: Vec<Scores> = window
        .clone()
        .map(|at| {
            role_features(words, &view, at, &mut buckets);
            model.roles.score(&buckets)
        })
        .collect();
    if let Some(ear) = ear {
        ear.roles(&cue, &window, &mut scores);
    }
    let outside = |at: usize| view.is_cue(at + window.start);
    let (path, top) = ROLES.best(&scores, &outside);
    let roles_log = top - ROLES.log_sum(&ROLES.forward(&scores, &outside));
    let shift = |range: Range<usize>| range.start + window.start..range.end + window.start;
    let source = runs(&path, |state| state == SOURCE).into_iter().map(shift).next();
    let content: Vec<_> =
        runs(&path, |state| CONTENT.contains(&state)).into_iter().map(shift).collect();
    let content: Vec<_> = content.into_iter().filter_map(|r| trim(words, r)).collect();
    let source = source.and_then(|r| trim(words, r));
    let mut draft = Draft { cue, source, content, cue_odds, roles_log, odds: 0.0 };
    widen(words, &mut draft);
    for piece in &mut draft.content {
        if let Some(trimmed) = trim(words, piece.clone()) {
            *piece = trimmed;
        }
    }
    (!draft.content.is_empty()).then_some(draft)
}

/// A range without stops, commas and marks at its edges; what is asked or exclaimed keeps its sign.
pub(crate) fn trim(words: &[Word], mut range: Range<usize>) -> Option<Range<usize>> {
    use crate::word::Class::{Colon, Comma, Quote, Stop};
    let junk = |at: usize| words.get(at).is_none_or(|w| matches!(w.class, Comma | Colon | Quote));
    let kept = [hash_str("?"), hash_str("!")];
    let stop = |w: &Word| w.class == Stop && !kept.contains(&w.form);
    while range.start < range.end && junk(range.start) {
        range.start += 1;
    }
    while range.start < range.end
        && (junk(range.end - 1) || words.get(range.end - 1).is_some_and(stop))
    {
        range.end -= 1;
    }
    (range.start < range.end).then_some(range)
}

/// Maximal runs of states that satisfy `inside`.
pub(crate) fn runs(path: &[u8], inside: impl Fn(u8) -> bool) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, &state) in path.iter().enumerate() {
        if !inside(state) {
            continue;
        }
        match found.last_mut() {
            Some(last) if last.end == at => last.end = at + 1,
            _ => found.push(at..at + 1),
        }
    }
    found
}

/// The words of a passage whose sentences begin at `starts`.
pub(crate) fn read(passage: &str, starts: &[usize]) -> Vec<Word> {
    words(passage, starts)
}
