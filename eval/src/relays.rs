//! Who said it, and through whom: single items of sourcing as news words it (`eval/relays`).
//!
//! An item asks about one passage: the mouth that it goes back to, or that it is the writer's own
//! word, and the relays between. Each item is read by itself. `develop.tsv` may be read and built
//! on; of `measure.tsv` only the figures are looked at.

use crate::Row;
use crate::corpus::{read, received};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use wireroom::model::{Entity, EntityId, LocalEntity, Statement};
use wireroom::{Reading, Record};
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
const SECOND: &str =
    "written by another hand, for development: its failures are read since 2026-11-27";
const MEASURE: &str = "written by another hand, for measuring only: its failures are not looked at";

/// The rows of the scoreboard. The set is part of the project, so the corpora are not looked at.
pub(crate) fn rows(_corpora: &Path) -> Option<Vec<Row>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("relays");
    let mut rows = Vec::new();
    for (half, fitted) in [("develop", DEVELOP), ("second", SECOND), ("measure", MEASURE)] {
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

/// Who is heard in a statement: for each mouth and each relay the forms that it is known by.
struct Heard {
    content: Vec<Range>,
    mouths: Vec<Vec<String>>,
    relays: Vec<Vec<String>>,
}

fn judge(item: &Item) -> Outcome {
    let row = serde_json::json!({ "id": item.id, "text": item.text });
    let record = read(&[row]);
    let Some(heard) = holding(in_claims(&record), item).or_else(|| holding(in_text(&record), item))
    else {
        let own = item.origins.is_empty();
        return Outcome { found: own, origins: own, relays: own, shown: "-".to_owned() };
    };
    let named = |all: &[Vec<String>]| {
        let names = all.iter().filter_map(|forms| forms.first()).map(String::as_str);
        match names.collect::<Vec<_>>().join(" | ") {
            none if none.is_empty() => "-".to_owned(),
            names => names,
        }
    };
    let is = |forms: &[String], wanted: &str| forms.iter().any(|form| same(form, wanted));
    let origins = item.origins.len() == heard.mouths.len()
        && item.origins.iter().all(|form| heard.mouths.iter().any(|forms| is(forms, form)));
    let in_order = item.relays.iter().zip(&heard.relays).all(|(form, forms)| is(forms, form));
    Outcome {
        found: true,
        origins,
        relays: item.relays.len() == heard.relays.len() && in_order,
        shown: format!("{} < {}", named(&heard.mouths), named(&heard.relays)),
    }
}

/// The attributed statements that claims are made of; one that several say, once.
fn in_claims(record: &Record) -> Vec<Heard> {
    let mut found = BTreeMap::<Vec<Range>, Heard>::new();
    for said in record.statements.iter().filter(|said| said.origin.is_some()) {
        let reading = &record.documents[said.document];
        let content: Vec<Range> =
            said.content.iter().map(|&span| received(reading, span)).collect();
        let forms = |id: &EntityId| forms(record, id);
        let held = found.entry(content.clone()).or_insert_with(|| Heard {
            content,
            mouths: Vec::new(),
            relays: said.relay.iter().map(forms).collect(),
        });
        let mouth = said.origin.iter().map(forms);
        held.mouths.extend(mouth);
        held.mouths.dedup();
    }
    found.into_values().collect()
}

/// The statements as each text has them, those too short for a claim among them.
fn in_text(record: &Record) -> Vec<Heard> {
    let of = |reading: &Reading, local: usize| -> Vec<String> {
        let entity = reading.analysis.entities.get(local);
        let shown = |entity: &LocalEntity| {
            let mentions = entity.mentions.iter().map(|&span| reading.shown(span).to_owned());
            std::iter::once(entity.name.clone()).chain(mentions).collect()
        };
        entity.map(shown).unwrap_or_default()
    };
    let heard = |reading: &Reading, said: &Statement| {
        let mouths = said.source_entity.iter().chain(&said.joint_entities);
        let relays = said.relay_entities.iter().flatten();
        Heard {
            content: said.content.iter().map(|&span| received(reading, span)).collect(),
            mouths: mouths.map(|&local| of(reading, local)).collect(),
            relays: relays.map(|&local| of(reading, local)).collect(),
        }
    };
    let all = record.documents.iter().flat_map(|reading| {
        reading.analysis.statements.iter().map(move |said| heard(reading, said))
    });
    all.filter(|heard| !heard.mouths.is_empty()).collect()
}

/// The statement that holds most of the passage, and the least beside it.
fn holding(all: Vec<Heard>, item: &Item) -> Option<Heard> {
    let start = item.text.find(&item.said)?;
    let asked = start..start + item.said.len();
    let rank = |heard: &Heard| {
        let common = |&(from, to): &Range| to.min(asked.end).saturating_sub(from.max(asked.start));
        let both: usize = heard.content.iter().map(common).sum();
        let all: usize = heard.content.iter().map(|(from, to)| to - from).sum();
        (both * 2 >= asked.len()).then(|| both * 1000 / (asked.len() + all - both).max(1))
    };
    let ranked = all.into_iter().filter_map(|heard| Some((rank(&heard)?, heard)));
    // Of equal ones the first.
    ranked.reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|(_, heard)| heard)
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
    within(&found, &wanted)
        || within(&wanted, &found)
        || !wanted.is_empty() && found.starts_with(&wanted)
}
