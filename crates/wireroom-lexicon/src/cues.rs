//! Cues of saying: verbs and nouns by which a text attributes something to somebody.
//!
//! One word at a time, by inflected form. Whether the word is a cue where it stands, and what
//! "refused to say" makes of it, is for the reader of the sentence.

use std::sync::LazyLock;

use crate::lines::Lines;

static CUES: LazyLock<Lines> = LazyLock::new(|| Lines::new(include_str!("../data/cues.tsv")));

/// What a cue does with its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CueClass {
    /// States it: said, announced, confirmed, statement.
    Asserts,
    /// States that it is not so: denied, rejected.
    Denies,
    /// Will not speak: declined, refused.
    Declines,
    /// Asks or demands it: asked, urged.
    Asks,
    /// Holds it in mind: thinks, fears, expects, hopes.
    Believes,
    /// Goes on saying: added, reiterated.
    Adds,
    /// Passes on another's words: cited, quoting, according (to).
    Relays,
    /// Puts it forward as not established: alleged, claimed, reportedly.
    Alleges,
}

/// A cue word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cue {
    /// Base form.
    pub lemma: &'static str,
    /// What it does with its content.
    pub class: CueClass,
    /// Share, 0.0 to 1.0, of this form's occurrences in annotated political news that stand in
    /// the cue of an attribution, drawn to the mean of the class where the form is rare.
    pub weight: f32,
}

/// The cue of a lower-case inflected form.
pub fn cue(lower: &str) -> Option<Cue> {
    let mut fields = CUES.get(lower)?.split('|');
    let class = match fields.next()? {
        "asserts" => CueClass::Asserts,
        "denies" => CueClass::Denies,
        "declines" => CueClass::Declines,
        "asks" => CueClass::Asks,
        "believes" => CueClass::Believes,
        "adds" => CueClass::Adds,
        "relays" => CueClass::Relays,
        _ => CueClass::Alleges,
    };
    let lemma = fields.next()?;
    let percent: f32 = fields.next()?.parse().ok()?;
    Some(Cue { lemma, class, weight: percent / 100.0 })
}
