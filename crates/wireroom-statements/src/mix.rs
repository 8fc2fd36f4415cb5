//! How what the encoder says is added to what the chains say: log odds against log odds, at every
//! word, with fixed shares (a product of experts, Hinton 2002, with the experts fitted apart).

use crate::chain::Scores;
use crate::find::Draft;
use std::ops::Range;
use wireroom_encoder::Heard;

/// The shares of the two, and the cuts that go with them. Chosen on the dev part of the corpus.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Mix {
    /// Share of the chain in cues, of the encoder in cues.
    pub(crate) cues: [f32; 2],
    /// The same for roles.
    pub(crate) roles: [f32; 2],
    /// What a cue's odds by the encoder add to the odds of a draft.
    pub(crate) judged: f32,
    /// Added to the score of beginning a cue.
    pub(crate) cue_bonus: f32,
    /// Log odds from which on a statement is kept.
    pub(crate) threshold: f32,
}

/// The mix that ships. Six that were tried with these weights lie within half a point of whole F; of the
/// two best this one gives up less precision for what it finds more.
pub(crate) const SHIPPED: Mix =
    Mix { cues: [0.6, 0.6], roles: [0.2, 0.7], judged: 0.5, cue_bonus: 1.0, threshold: -0.5 };

/// A passage heard by the encoder, and how much that counts.
pub(crate) struct Ear<'a> {
    pub(crate) heard: &'a Heard<'a>,
    pub(crate) mix: Mix,
}

impl Ear<'_> {
    /// Mixes the scores of cues.
    pub(crate) fn cues(&self, scores: &mut [Scores]) {
        let [own, other] = self.mix.cues;
        for (score, [begins, inside]) in scores.iter_mut().zip(self.heard.cues()) {
            for slot in score.iter_mut() {
                *slot *= own;
            }
            score[0] += other * begins;
            score[1] += other * inside;
        }
    }

    /// Mixes the scores of the roles of `window` about `cue`.
    pub(crate) fn roles(&self, cue: &Range<usize>, window: &Range<usize>, scores: &mut [Scores]) {
        let [own, other] = self.mix.roles;
        for (score, role) in scores.iter_mut().zip(self.heard.roles(cue, window.clone())) {
            for slot in score.iter_mut() {
                *slot *= own;
            }
            score[0] += other * role.begins_source;
            score[1] += other * role.in_source;
            score[2] += other * role.begins_content;
            score[3] += other * role.in_content;
        }
    }

    /// The odds of a draft, with the encoder's say on its cue.
    pub(crate) fn judge(&self, draft: &Draft) -> f32 {
        let said = self.heard.cues().get(draft.cue.clone()).unwrap_or(&[]);
        let best = said.iter().map(|[begins, inside]| begins.max(*inside)).fold(-8.0, f32::max);
        draft.odds + self.mix.judged * best.clamp(-8.0, 8.0)
    }
}
