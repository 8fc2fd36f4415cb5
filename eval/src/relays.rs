//! Who said it, and through whom: single items of sourcing as news words it (`eval/relays`).
//!
//! An item asks about one passage: the mouth that it goes back to, or that it is the writer's own
//! word, and the relays between. Each item is read by itself. `develop.tsv` may be read and built
//! on; of `measure.tsv` only the figures are looked at.

use crate::Row;
use crate::corpus::{read, received};
use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use wireroom::Record;
use wireroom::model::{AttributedStatement, Entity, EntityId};
use wireroom_eval::measure::Range;

/// One line of a table.
struct Item {
    id: String,
    text: String,
    said: String,
    /// Forms of the mouths; none where the writer tells it.
    origins: Vec<String>,
    /// Forms of the relays, nearest the origin first.
    relays: Vec<String>,
}

/// What came out for an item.
struct Outcome {
    /// The passage is held apart, or rightly not.
    found: bool,
    origins: bool,
    relays: bool,
    /// What was found, for people.
    shown: String,
}

const DEVELOP: &str = "for development: its failures may be read";
const MEASURE: &str = "written by another hand, for measuring only: its failures are not looked at";

/// The rows of the scoreboard. The set is part of the project, so the corpora are not looked at.
pub(crate) fn rows(_corpora: &Path) -> Option<Vec<Row>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("relays");
    let mut rows = Vec::new();
    for (half, fitted) in [("develop", DEVELOP), ("measure", MEASURE)] {
        let outcomes: Vec<Outcome> = items(&folder, half)?.iter().map(judge).collect();
        let all = outcomes.len();
        let right = |of: fn(&Outcome) -> bool| {
            let count = outcomes.iter().filter(|outcome| of(outcome)).count();
            format!("{count} of {all} ({:.1} %)", 100.0 * count as f64 / all.max(1) as f64)
        };
        let mut row = |what: &str, of: fn(&Outcome) -> bool| {
            rows.push(Row::new(format!("relays, {half}: {what}"), right(of), fitted));
        };
        row("passage found", |outcome| outcome.found);
        row("origins right", |outcome| outcome.found && outcome.origins);
        row("origins and relays right", |outcome| {
            outcome.found && outcome.origins && outcome.relays
        });
    }
    Some(rows)
}

/// `relays FOLDER [HALF]`: what went wrong in a half, `develop` where none is given.
pub(crate) fn run(arguments: &[&str], out: &mut dyn Write) -> std::io::Result<()> {
    let (folder, half) = match arguments {
        [folder] => (folder, "develop"),
        [folder, half] => (folder, *half),
        _ => return Err(std::io::Error::other("usage: relays FOLDER [develop | measure]")),
    };
    let Some(items) = items(Path::new(folder), half) else {
        return Err(std::io::Error::other(format!("{folder} has no table {half}.tsv")));
    };
    for item in &items {
        let outcome = judge(item);
        if outcome.found && outcome.origins && outcome.relays {
            continue;
        }
        writeln!(out, "{} {}", item.id, item.text)?;
        writeln!(out, "    asked: {}", item.said)?;
        let list = |forms: &[String]| match forms {
            [] => "-".to_owned(),
            some => some.join(" | "),
        };
        writeln!(out, "    wanted: {} < {}", list(&item.origins), list(&item.relays))?;
        writeln!(out, "    found:  {}", outcome.shown)?;
    }
    Ok(())
}

fn items(folder: &Path, half: &str) -> Option<Vec<Item>> {
    let table = std::fs::read_to_string(folder.join(format!("{half}.tsv"))).ok()?;
    let list = |field: &str| -> Vec<String> {
        field.split(" | ").filter(|form| *form != "-").map(str::to_owned).collect()
    };
    let line = |line: &str| {
        let fields: Vec<&str> = line.split('\t').collect();
        let [id, text, said, origins, relays] = fields.as_slice() else { return None };
        Some(Item {
            id: (*id).to_owned(),
            text: (*text).to_owned(),
            said: (*said).to_owned(),
            origins: list(origins),
            relays: list(relays),
        })
    };
    Some(table.lines().filter_map(line).collect())
}

fn judge(item: &Item) -> Outcome {
    let row = serde_json::json!({ "id": item.id, "text": item.text });
    let record = read(&[row]);
    let held = holding(&record, item);
    let Some(&first) = held.first() else {
        let own = item.origins.is_empty();
        return Outcome { found: own, origins: own, relays: own, shown: "-".to_owned() };
    };
    let origins: BTreeSet<&EntityId> =
        held.iter().filter_map(|said| said.origin.as_ref()).collect();
    let origins: Vec<&EntityId> = origins.into_iter().collect();
    let relays: Vec<&EntityId> = first.relay.iter().collect();
    let named = |ids: &[&EntityId]| {
        let names =
            ids.iter().filter_map(|id| entity(&record, id)).map(|entity| entity.name.as_str());
        match names.collect::<Vec<_>>().join(" | ") {
            none if none.is_empty() => "-".to_owned(),
            names => names,
        }
    };
    let is = |id: &EntityId, form: &str| forms(&record, id).iter().any(|own| same(own, form));
    let each = |forms: &[String], ids: &[&EntityId]| {
        forms.len() == ids.len() && forms.iter().all(|form| ids.iter().any(|id| is(id, form)))
    };
    let in_order = item.relays.iter().zip(&relays).all(|(form, id)| is(id, form));
    Outcome {
        found: true,
        origins: each(&item.origins, &origins),
        relays: item.relays.len() == relays.len() && in_order,
        shown: format!("{} < {}", named(&origins), named(&relays)),
    }
}

/// The statements with an origin that hold most of the passage, those whose content is nearest to it.
fn holding<'r>(record: &'r Record, item: &Item) -> Vec<&'r AttributedStatement> {
    let Some(start) = item.text.find(&item.said) else { return Vec::new() };
    let asked = start..start + item.said.len();
    let pieces = |said: &AttributedStatement| -> Vec<Range> {
        let reading = &record.documents[said.document];
        said.content.iter().map(|&span| received(reading, span)).collect()
    };
    let rank = |said: &AttributedStatement| {
        let pieces = pieces(said);
        let common = |&(from, to): &Range| to.min(asked.end).saturating_sub(from.max(asked.start));
        let both: usize = pieces.iter().map(common).sum();
        let all: usize = pieces.iter().map(|(from, to)| to - from).sum();
        (both * 2 >= asked.len()).then(|| both * 1000 / (asked.len() + all - both).max(1))
    };
    let mut ranked: Vec<(usize, &AttributedStatement)> = record
        .statements
        .iter()
        .filter(|said| said.origin.is_some())
        .filter_map(|said| Some((rank(said)?, said)))
        .collect();
    ranked.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.id.cmp(&b.1.id)));
    let best = ranked.first().map_or(0, |(rank, _)| *rank);
    ranked.into_iter().take_while(|(rank, _)| *rank == best).map(|(_, said)| said).collect()
}

fn entity<'r>(record: &'r Record, id: &EntityId) -> Option<&'r Entity> {
    record.entities.iter().find(|entity| entity.id == *id)
}

/// The names of an entity, and how it is mentioned.
fn forms(record: &Record, id: &EntityId) -> Vec<String> {
    let Some(entity) = entity(record, id) else { return Vec::new() };
    let mentions = entity.mentions.iter().map(|&(at, span)| record.documents[at].shown(span));
    let names = std::iter::once(entity.name.as_str());
    names
        .chain(entity.aliases.iter().map(String::as_str))
        .chain(mentions)
        .map(str::to_owned)
        .collect()
}

/// Whether two forms are of one mouth: the words of one are all in the other, and the last word of
/// the shorter is no common noun that stands for it alone.
fn same(found: &str, wanted: &str) -> bool {
    let words = |form: &str| -> Vec<String> {
        const SMALL: [&str; 9] = ["the", "a", "an", "of", "by", "for", "s", "who", "and"];
        let lower = form.to_lowercase();
        let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.filter(|word| !SMALL.contains(word)).map(str::to_owned).collect()
    };
    let (found, wanted) = (words(found), words(wanted));
    let within = |a: &[String], b: &[String]| {
        !a.is_empty() && a.iter().all(|word| b.contains(word)) && a.len() * 3 >= b.len()
    };
    within(&found, &wanted) || within(&wanted, &found)
}
