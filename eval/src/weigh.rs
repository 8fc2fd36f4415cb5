//! Claims, origins, counts, differences, events and storylines on the test set `eval/weigh`.
//!
//! Each pile is read by itself, and all of them once more in one pile. Odd piles are for
//! development, even ones for measuring only: failures are printed of the odd ones, and of an even
//! one only when it is asked for by its number.

use crate::Row;
use crate::corpus::read;
use crate::weigh_gold::{Pile, indices, list, piles, scene, strings};
use crate::weigh_show::show;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;
use wireroom::Record;
use wireroom::model::{EventId, Place};
use wireroom_eval::measure::{Counts, clusters};
use wireroom_eval::weigh_score::Score;
use wireroom_lexicon::{places, towns};

/// The rows of the scoreboard. The set is part of the project, so the corpora are not looked at.
pub(crate) fn rows(_corpora: &Path) -> Option<Vec<Row>> {
    let piles = piles(&Path::new(env!("CARGO_MANIFEST_DIR")).join("weigh"))?;
    let records: Vec<Record> = piles.iter().map(|pile| read(&pile.articles)).collect();
    let together = read(&all_articles(&piles));
    let mut rows = Vec::new();
    for odd in [true, false] {
        let mut alone = Figures::default();
        for (pile, record) in piles.iter().zip(&records).filter(|(pile, _)| is_odd(pile) == odd) {
            alone.add(&[pile], record);
        }
        let of_half: Vec<&Pile> = piles.iter().filter(|pile| is_odd(pile) == odd).collect();
        let mut mixed = Figures::default();
        mixed.add(&of_half, &together);
        rows.extend(alone.rows(odd, "each pile alone"));
        rows.extend(mixed.rows(odd, "all in one pile"));
    }
    Some(rows)
}

/// `weigh FOLDER [--show [NN]]`: the figures, and what went wrong in the odd piles or in pile NN.
pub(crate) fn run(arguments: &[&str], out: &mut dyn Write) -> std::io::Result<()> {
    let (folder, shown) = match arguments {
        [folder] => (folder, None),
        [folder, "--show"] => (folder, Some(None)),
        [folder, "--show", number] => (folder, Some(number.parse::<u32>().ok())),
        _ => return Err(std::io::Error::other("usage: weigh FOLDER [--show [NN]]")),
    };
    let Some(piles) = piles(Path::new(folder)) else {
        return Err(std::io::Error::other(format!("no piles in {folder}")));
    };
    for odd in [true, false] {
        let mut alone = Figures::default();
        for pile in piles.iter().filter(|pile| is_odd(pile) == odd) {
            let record = read(&pile.articles);
            let wanted = shown.is_some_and(|only| only.map_or(odd, |only| only == pile.number));
            let missed = alone.add(&[pile], &record);
            if wanted {
                show(pile, &record, &scene(&[pile], &record), &missed, out)?;
            }
        }
        if shown.is_none_or(|only| only.is_none() && odd) {
            write!(out, "{}", crate::board::table(&alone.rows(odd, "each pile alone")))?;
        }
    }
    if shown.is_none() {
        let together = read(&all_articles(&piles));
        for odd in [true, false] {
            let of_half: Vec<&Pile> = piles.iter().filter(|pile| is_odd(pile) == odd).collect();
            let mut mixed = Figures::default();
            mixed.add(&of_half, &together);
            write!(out, "{}", crate::board::table(&mixed.rows(odd, "all in one pile")))?;
        }
    }
    Ok(())
}

/// Whether a place is the one that the reader wrote down, under whichever of its names.
fn is_at(place: &Place, event: &serde_json::Value) -> bool {
    let (name, country) = (event["place"].as_str().unwrap_or(""), event["country"].as_str());
    let known = places(name).into_iter().chain(towns(name));
    let mut same = known.filter(|one| Some(one.alpha3) == country);
    place.country.as_deref() == country
        && (place.name == name || same.any(|one| one.name == place.name))
}

fn is_odd(pile: &Pile) -> bool {
    pile.number % 2 == 1
}

fn all_articles(piles: &[Pile]) -> Vec<serde_json::Value> {
    piles.iter().flat_map(|pile| pile.articles.iter().cloned()).collect()
}

/// The figures of some piles.
#[derive(Default)]
struct Figures {
    score: Score,
    /// Events of just the right documents, and events.
    exact: (usize, usize),
    /// The reader's and our event of each document.
    labels: Vec<(String, usize)>,
    /// Events found with the right day; with the right place; events found.
    scenes: [usize; 3],
    storylines: Counts,
}

impl Figures {
    fn add(&mut self, piles: &[&Pile], record: &Record) -> Vec<wireroom_eval::weigh_score::Miss> {
        let at = indices(record);
        // Records of several piles are added up: our labels must stay apart.
        let first = self.labels.iter().map(|&(_, label)| label + 1).max().unwrap_or(0);
        let mut like = BTreeMap::<&EventId, BTreeSet<(u32, &str)>>::new();
        let mut wanted = BTreeSet::new();
        for pile in piles {
            for event in list(&pile.gold, "events") {
                let name = event["id"].as_str().unwrap_or("");
                let documents: BTreeSet<usize> = strings(&event["documents"])
                    .iter()
                    .filter_map(|id| at.get(id).copied())
                    .collect();
                self.exact.1 += 1;
                for &document in &documents {
                    let holds =
                        |event: &wireroom::model::Event| event.documents.contains(&document);
                    let label = record.events.iter().position(holds);
                    let label = label.unwrap_or(record.events.len() + document);
                    self.labels.push((format!("{} {name}", pile.number), first + label));
                }
                for found in &record.events {
                    let shared = found.documents.iter().filter(|at| documents.contains(at)).count();
                    if shared * 2 > found.documents.len() {
                        like.entry(&found.id).or_default().insert((pile.number, name));
                    }
                    if shared != documents.len() || shared != found.documents.len() {
                        continue;
                    }
                    self.exact.0 += 1;
                    self.scenes[2] += 1;
                    let day = found.date.as_ref().map(|date| date.value.as_str());
                    self.scenes[0] += usize::from(day == event["date"].as_str());
                    let place = found.place.as_ref().map(|place| &place.place);
                    self.scenes[1] += usize::from(place.is_some_and(|place| is_at(place, event)));
                }
            }
            for line in list(&pile.gold, "storylines") {
                let events = strings(&line["events"]);
                wanted.insert(events.iter().map(|&id| (pile.number, id)).collect::<BTreeSet<_>>());
            }
        }
        let lines: Vec<BTreeSet<(u32, &str)>> = record
            .storylines
            .iter()
            .map(|line| {
                line.events.iter().filter_map(|id| like.get(id)).flatten().copied().collect()
            })
            .filter(|line: &BTreeSet<(u32, &str)>| line.len() > 1)
            .collect();
        let found = wanted.iter().filter(|line| lines.iter().any(|ours| ours.is_superset(line)));
        let right = lines.iter().filter(|line| wanted.contains(*line));
        self.storylines.add(right.count(), lines.len(), found.count(), wanted.len());
        self.score.add(&scene(piles, record))
    }

    fn rows(&self, odd: bool, how: &str) -> Vec<Row> {
        let fitted = if odd {
            "for development: its failures may be read"
        } else {
            "for measuring only: nothing is fitted on it"
        };
        let half = if odd { "odd half" } else { "even half" };
        let score = &self.score;
        let row = |what: &str, figure: String| {
            Row::new(format!("weigh, {half}, {how}: {what}"), figure, fitted)
        };
        let part = |(right, of): (usize, usize)| {
            format!("{right} of {of} ({:.1} %)", 100.0 * right as f64 / of.max(1) as f64)
        };
        let [witnesses, accounts, origins, perhaps, all] = score.numbers;
        let claims = score.exact.1;
        let (gold, labels): (Vec<String>, Vec<usize>) = self.labels.iter().cloned().unzip();
        let (p, r, f) = clusters(&gold, &labels).b_cubed;
        let [day, place, found] = self.scenes;
        let [right, wrong, open] = score.silences;
        vec![
            row(
                "claims, pairs of passages",
                format!(
                    "{}, {} pairs of the reader, {} of ours judged",
                    score.claims.show(),
                    score.claims.gold,
                    score.claims.predicted
                ),
            ),
            row(
                "origins, claim by claim",
                format!("{}; all right in {}", score.origins.show(), part(score.exact)),
            ),
            row("origins, passage by passage", part(score.mouths)),
            row(
                "counts",
                format!(
                    "all three right in {}; witnesses {witnesses}, accounts {accounts}, origins {origins}, perhaps {perhaps}",
                    part((all, claims))
                ),
            ),
            row(
                "differences",
                format!(
                    "{}, {} of the reader; {} judged and {} not judged of those shown",
                    score.differences.show(),
                    score.differences.gold,
                    score.differences.predicted,
                    score.unjudged_differences
                ),
            ),
            row("silences", format!("{right} right, {wrong} wrong, {open} not judged")),
            row(
                "events",
                format!(
                    "B-cubed F {f:.2} (P {p:.2}, R {r:.2}); {} exact; of {found}: day {day}, place {place}",
                    part(self.exact)
                ),
            ),
            row(
                "storylines",
                format!("{}, {} of the reader", self.storylines.show(), self.storylines.gold),
            ),
        ]
    }
}
