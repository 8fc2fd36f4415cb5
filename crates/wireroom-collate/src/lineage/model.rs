//! Weighs what is known of two witnesses: which of the others one was copied from, and how the copy
//! was made.
//!
//! Two linear models with one set of features. The *source* of a witness has a weight among those of
//! the others and of nobody, fitted so that the true forests of families are likely as a whole (see
//! [`super::forest`]); the *relation* is a multinomial logistic. The weights were fitted on generated piles
//! (`training/collate`). Not for stories of the wire: what credits and datelines say is decided by
//! rule (see [`super::parent`]), since generated piles have none.

use std::sync::LazyLock;

use wireroom_model::Relation;

use super::features::{FEATURES, Features, N};
use super::pair::LATER;

/// Weights of one model.
type Weights = [f32; N];

struct Model {
    source: Weights,
    relations: [Weights; RELATIONS.len()],
    /// For nobody: see [`Others`].
    nobody: [f32; 6],
    /// How sure a parent is: a constant, and the weights of the two ways' odds and of the likelihood.
    sure: [f32; 3],
}

/// The columns of the table after the source.
const RELATIONS: [Relation; 8] = [
    Relation::Verbatim,
    Relation::Trimmed,
    Relation::Expanded,
    Relation::Merged,
    Relation::Reworked,
    Relation::Spun,
    Relation::Tampered,
    Relation::Version,
];

static MODEL: LazyLock<Model> = LazyLock::new(|| read(include_str!("../../data/lineage.tsv")));

fn read(table: &str) -> Model {
    let mut model = Model {
        source: [0.0; N],
        relations: [[0.0; N]; RELATIONS.len()],
        nobody: [0.0; 6],
        sure: [0.0; 3],
    };
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('\t');
        let name = fields.next().unwrap_or_default();
        let mut numbers = fields.map(|field| field.parse::<f32>().unwrap_or(0.0));
        let mut fill = |slots: &mut dyn Iterator<Item = &mut f32>| {
            slots.zip(numbers.by_ref()).for_each(|(slot, number)| *slot = number);
        };
        match (name, FEATURES.iter().position(|feature| *feature == name)) {
            ("none", _) => fill(&mut model.nobody.iter_mut()),
            ("sure", _) => fill(&mut model.sure.iter_mut()),
            (_, Some(at)) => {
                let one = model.source.get_mut(at).into_iter();
                let rest = model.relations.iter_mut().filter_map(|weights| weights.get_mut(at));
                fill(&mut one.chain(rest));
            }
            _ => {}
        }
    }
    model
}

fn weigh(weights: &[f32], values: &[f32]) -> f32 {
    weights.iter().zip(values).map(|(weight, value)| weight * value).sum()
}

fn logistic(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

/// What a witness's others are like, all together.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Others {
    n: f32,
    later: f32,
    earlier: f32,
    share: f32,
}

impl Others {
    /// Counts one more.
    pub(super) fn add(&mut self, features: &Features) {
        let of = |name: &str| {
            let at = FEATURES.iter().position(|feature| *feature == name);
            at.and_then(|at| features.get(at)).copied().unwrap_or(0.0)
        };
        self.n += 1.0;
        self.later += of("later");
        self.earlier += of("earlier");
        self.share = self.share.max(of("share"));
    }

    /// The weight of having no source among `n` witnesses.
    pub(super) fn nobody(&self, n: usize) -> f32 {
        let all = self.n.max(1.0);
        let earliest = if self.later == 0.0 && self.earlier > 0.0 { 1.0 } else { 0.0 };
        let size = (n as f32).ln_1p();
        let values = [1.0, size, self.later / all, self.earlier / all, self.share, earliest];
        weigh(&MODEL.nobody, &values)
    }
}

/// The weight of a source.
pub(super) fn source(features: &Features) -> f32 {
    weigh(&MODEL.source, features)
}

/// How likely, from 0 to 1, the copy descends from the source, in so many steps as may be.
pub(super) fn confidence(direction: f32, chosen: f32) -> f32 {
    let odds = (direction / (1.0 - direction + 1e-9)).ln();
    logistic(weigh(&MODEL.sure, &[1.0, odds, (chosen + 1e-6).ln()]))
}

/// How the copy was made, of the ways that `may` allows.
pub(super) fn relation(features: &Features, may: impl Fn(Relation) -> bool) -> Relation {
    let scored = RELATIONS.iter().zip(&MODEL.relations).filter(|(relation, _)| may(**relation));
    scored
        .map(|(&relation, weights)| (relation, weigh(weights, features)))
        .max_by(|x, y| x.1.total_cmp(&y.1))
        .map_or(Relation::Undecided, |(relation, _)| relation)
}

/// What speaks most for the direction, in words.
pub(super) fn reason(features: &Features, back: Option<&Features>) -> &'static str {
    const SAID: [(&str, &str); 13] = [
        ("later", LATER),
        ("far earlier", "the texts say so; the dates are too far apart to be believed"),
        ("disguised", "its letters are disguised, and the other's are not"),
        ("more set in", "it has passages set in that the other is free of"),
        ("set inside", "it has passages set into sentences that run on without them in the other"),
        ("rarer words", "it has rarer words in place of the other's"),
        ("cut at the end", "it ends where the other goes on"),
        ("lacks story", "what it lacks is of one piece with the rest"),
        ("lacks only", "it lacks passages and adds none"),
        ("adds only", "it adds passages and lacks none"),
        ("third has what it lacks", "a third witness has what it leaves out"),
        ("merges", "it also holds passages of another story, which the other has not"),
        ("name left standing", "it names somebody without the introduction that the other gives"),
    ];
    let weight = |name: &str| {
        let at = FEATURES.iter().position(|feature| *feature == name)?;
        let value = *features.get(at)? - back.and_then(|back| back.get(at)).copied()?;
        Some(MODEL.source.get(at)? * value)
    };
    let said = SAID.iter().filter_map(|(name, said)| Some((weight(name)?, *said)));
    said.filter(|(weight, _)| *weight > 0.1)
        .max_by(|x, y| x.0.total_cmp(&y.0))
        .map_or("its text, date and page together say so, if little apart", |(_, said)| said)
}
