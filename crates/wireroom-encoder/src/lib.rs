//! A small transformer (the first layers of a MiniLM, fitted further) over the words of a passage,
//! and the heads that read it: which words attribute, what each word is to a cue, and which words
//! are names.
//!
//! The finders of `wireroom-statements` and `wireroom-names` add what the heads say to what their
//! own features say; both share one run of the layers. `data/MODEL.md` is the model card. The net is `training/encoder/net.py`, run here with weights
//! of eight bits, one scale a row, and everything else in `f32`.
//!
//! Deliberately not here: a general runtime for nets, training, tokens that anyone else may use.
//!
//! Invariants: nothing fails on any text; what is said of a passage does not depend on the
//! passages it is read beside; the same passage gives the same bits on one machine. (The matrix
//! products use whatever vector unit a machine has, so two machines may differ in the last bits;
//! scores are rounded to steps of 1/64, so that they seldom show it.)

mod arithmetic;
mod heads;
mod net;
mod pieces;
mod stored;
mod vocabulary;

pub use heads::{Heard, NAMES, Role};

use net::Net;
use std::ops::Range;
use std::sync::LazyLock;
use stored::Stored;
use vocabulary::Vocabulary;

/// The model, as annotations say it.
pub const MODEL: &str = "encoder-minilm3-3";

/// The weights that ship, in two parts: one crate with both would be too large for a registry.
pub const WEIGHTS: [&[u8]; 2] =
    [wireroom_encoder_words::WEIGHTS, include_bytes!("../data/encoder.weights")];

/// Most pieces whose rows are multiplied at once, but for a single longer passage.
const BATCH: usize = 512;

static SHIPPED: LazyLock<Option<Encoder>> = LazyLock::new(|| Encoder::read_parts(WEIGHTS));

/// The net with its vocabulary and heads.
#[derive(Debug)]
pub struct Encoder {
    vocabulary: Vocabulary,
    net: Net,
    heads: heads::Heads,
}

/// A passage as bytes and the words that are asked about, in text order.
#[derive(Debug, Clone, Copy, Default)]
pub struct Passage<'a> {
    /// Its text.
    pub text: &'a str,
    /// Its words, as byte ranges; how they are capitalized is read off these.
    pub words: &'a [Range<usize>],
    /// The tokens that may be names, as byte ranges; they may part the text in another way.
    pub tokens: &'a [Range<usize>],
}

impl Encoder {
    /// The encoder that ships. Its first use unpacks the weights, which takes some milliseconds.
    ///
    /// # Panics
    /// Never, unless the program was built from a damaged file; a test reads it.
    #[must_use]
    pub fn shipped() -> &'static Self {
        SHIPPED.as_ref().expect("the weights that ship are whole")
    }

    /// Reads weights as the trainer wrote them; `None` where they are damaged.
    #[must_use]
    pub fn read(bytes: &'static [u8]) -> Option<Self> {
        Self::read_parts([bytes, &[]])
    }

    /// The same, cut in two behind the vector of a word piece.
    #[must_use]
    pub fn read_parts(parts: [&'static [u8]; 2]) -> Option<Self> {
        let mut stored = Stored::new(parts)?;
        let layers = stored.number()?;
        let vocabulary = Vocabulary::read(&mut stored)?;
        let net = Net::read(&mut stored, layers, vocabulary.len())?;
        let heads = heads::Heads::read(&mut stored)?;
        stored.is_empty().then_some(Self { vocabulary, net, heads })
    }

    /// Reads passages together, which is quicker than one by one and says the same.
    #[must_use]
    pub fn hear(&self, passages: &[Passage<'_>]) -> Vec<Heard<'_>> {
        let cut: Vec<pieces::Cut> =
            passages.iter().map(|passage| pieces::cut(&self.vocabulary, passage)).collect();
        let mut heard = Vec::with_capacity(passages.len());
        let mut rest = cut.as_slice();
        while !rest.is_empty() {
            let mut rows = 0;
            let fits = rest.iter().take_while(|cut| {
                rows += cut.rows();
                rows <= BATCH
            });
            let (now, later) = rest.split_at(fits.count().max(1));
            rest = later;
            let sequences: Vec<_> = now.iter().flat_map(|cut| &cut.sequences).collect();
            let mut before = 0;
            let mut asked = Vec::new();
            for cut in now {
                asked.extend(cut.firsts.iter().chain(&cut.tokens).map(|first| before + first));
                before += cut.rows();
            }
            asked.sort_unstable();
            asked.dedup();
            let hidden = self.net.run(&sequences, &asked);
            let mut before = 0;
            for cut in now {
                let rows = |firsts: &[usize]| -> Vec<usize> {
                    let each = firsts.iter().map(|first| asked.binary_search(&(before + first)));
                    each.map(|row| row.unwrap_or(0)).collect()
                };
                heard.push(self.heads.listen(&hidden, &rows(&cut.firsts), &rows(&cut.tokens)));
                before += cut.rows();
            }
        }
        heard
    }
}
