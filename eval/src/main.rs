//! Scores the public interface against annotated corpora and writes the scoreboard.
//!
//! ```text
//! wireroom-eval score CORPORA [MEASURE…]     print the figures as a Markdown table
//! wireroom-eval board CORPORA FILE           the same, written into FILE between its markers
//! wireroom-eval group-features CORPORA       pairs of texts with their features, for fitting
//! wireroom-eval group-load CORPORA TIMES [MORE] how long grouping takes on so many times their texts, MORE (300) one by one
//! wireroom-eval interpolation-features CORPORA  sentences with their features, for fitting
//! wireroom-eval sentence-weights CORPORA        the weights of `same_statement`, fitted anew
//! wireroom-eval copies PILE GOLD [--misses]  what is found of such a pile
//! wireroom-eval copies-edges PILE GOLD       pairs of witnesses with their features, for fitting
//! wireroom-eval weigh FOLDER [--show [NN]]    claims, origins, differences on eval/weigh
//! wireroom-eval relays FOLDER [HALF]         who said it through whom, on eval/relays: what went wrong
//! wireroom-eval label-sheet CORPORA CORPUS N  the next texts to label, as numbered lines
//! wireroom-eval label-read CORPORA MARKS     marks on such sheets as lines of the labels
//! wireroom-eval make-copies PILE… --out FILE a pile of copies with a known tree (`--help`)
//! ```
//!
//! CORPORA is a folder as described in its own README. A corpus that is not there is reported as
//! such. The measures are those of the corpora's `score.py`; `tests/measures.rs` holds them to
//! figures worked out by hand. Scored is what the façade gives: texts go in as documents, and
//! spans come back in the text as received.

mod attribution;
mod board;
mod corpus;
mod events;
mod families;
mod furniture;
mod group_load;
mod interpolations;
mod label_sheet;
mod made_copies;
mod make_copies;
mod names;
mod pages;
mod paraphrase;
mod places;
mod relays;
mod repair;
mod times;
mod weigh;
mod weigh_gold;
mod weigh_pairs;
mod weigh_show;

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

/// One line of the scoreboard.
pub(crate) struct Row {
    /// What is measured, on what.
    pub(crate) measure: String,
    /// The figure.
    pub(crate) figure: String,
    /// What was fitted on what.
    pub(crate) fitted: &'static str,
}

impl Row {
    fn new(measure: impl Into<String>, figure: impl Into<String>, fitted: &'static str) -> Self {
        Self { measure: measure.into(), figure: figure.into(), fitted }
    }
}

/// A measure: its name, and what gives its rows from a corpora folder; `None` where the corpus is
/// absent.
type Measure = (&'static str, fn(&Path) -> Option<Vec<Row>>);

const MEASURES: [Measure; 14] = [
    ("repair", repair::rows),
    ("pages", pages::rows),
    ("furniture", furniture::rows),
    ("interpolations", interpolations::rows),
    ("families", families::rows),
    ("copies", made_copies::rows),
    ("names", names::rows),
    ("places", places::rows),
    ("times", times::rows),
    ("attribution", attribution::rows),
    ("relays", relays::rows),
    ("events", events::rows),
    ("same-statement", paraphrase::rows),
    ("weigh", weigh::rows),
];

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let mut out = std::io::stdout().lock();
    let done = match args.as_slice() {
        ["score", corpora, only @ ..] => write!(out, "{}", board::table(&rows(corpora, only))),
        ["board", corpora, file] => board::write(Path::new(file), &rows(corpora, &[])),
        ["group-features", corpora] => events::features(Path::new(corpora), &mut out),
        ["group-load", corpora, times] => {
            group_load::run(Path::new(corpora), times, "300", &mut out)
        }
        ["group-load", corpora, times, more] => {
            group_load::run(Path::new(corpora), times, more, &mut out)
        }
        ["interpolation-features", corpora] => interpolations::features(corpora, &mut out),
        ["sentence-weights", corpora] => paraphrase::weights(corpora, &mut out),
        ["weigh-pairs", folder] => weigh_pairs::run(folder, &mut out),
        ["weigh-figures", folder] => weigh_pairs::figures(folder, &mut out),
        ["news-claims", corpora] => weigh_pairs::news_claims(corpora, &mut out),
        ["news-figures", from] => weigh_pairs::news_figures(from, &mut out),
        ["weigh", rest @ ..] => weigh::run(rest, &mut out),
        ["relays", rest @ ..] => relays::run(rest, &mut out),
        ["copies", rest @ ..] => made_copies::run(rest, &mut out),
        ["label-sheet", corpora, corpus, count] => {
            label_sheet::sheet(corpora, corpus, count, &mut out)
        }
        ["label-read", corpora, marks] => label_sheet::read(corpora, marks, &mut out),
        ["copies-edges", rest @ ..] => made_copies::edges(rest, &mut out),
        ["make-copies", "--help" | "-h", ..] => write!(out, "{}", make_copies::HELP),
        ["make-copies", rest @ ..] => make_copies::run(rest),
        _ => {
            let _ = writeln!(
                std::io::stderr(),
                "usage: wireroom-eval score CORPORA [MEASURE…] | board CORPORA FILE | \
                 group-features CORPORA | group-load CORPORA TIMES [MORE] | interpolation-features CORPORA | sentence-weights CORPORA | make-copies PILE… --out FILE | copies PILE GOLD [--misses] | \
                 weigh FOLDER [--show [NN]] | relays FOLDER [HALF] | weigh-pairs FOLDER | weigh-figures FOLDER | news-figures CORPORA|FILE | news-claims CORPORA|FILE | \
                 label-sheet CORPORA CORPUS COUNT | label-read CORPORA MARKS | copies-edges PILE GOLD"
            );
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "wireroom-eval: {error}");
            ExitCode::from(2)
        }
    }
}

fn rows(corpora: &str, only: &[&str]) -> Vec<Row> {
    let wanted = MEASURES.iter().filter(|(name, _)| only.is_empty() || only.contains(name));
    wanted
        .flat_map(|(name, measure)| {
            measure(Path::new(corpora))
                .unwrap_or_else(|| vec![Row::new(*name, "the corpus is not in the folder", "")])
        })
        .collect()
}
