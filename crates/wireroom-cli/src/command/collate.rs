//! `wireroom collate`: families and lineage alone.

mod explain;
mod links;

use crate::args::{Collate, Copies, TableJsonLines};
use crate::output::{Outcome, Output};
use crate::{pile, table};
use wireroom::collate::Config;
use wireroom::model::Document;

pub(crate) fn run(args: &Collate) -> anyhow::Result<Outcome> {
    let gathered = pile::gather(&args.paths, &args.threads);
    let config = config(&args.copies, &gathered.documents)?;
    let asked = match args.explain.as_deref() {
        Some([a, b]) => Some(explain::Asked::new(a, b, &gathered.documents)?),
        _ => None,
    };
    let record = pile::collate(gathered, &args.threads, &config);
    let mut out = Output::open(args.output.out.as_deref())?;
    if let Some(asked) = asked {
        let answer = explain::answer(&asked, &record, &config)?;
        match args.format {
            TableJsonLines::Table => answer.print(&mut out)?,
            TableJsonLines::Json | TableJsonLines::Jsonl => pile::pretty(&mut out, &answer)?,
        }
        out.finish()?;
        return Ok(if answer.one_family { Outcome::Found } else { Outcome::Nothing });
    }
    let (families, pairs) = wireroom_wire::families(&record);
    let record = wireroom_wire::record(&record);
    if args.format != TableJsonLines::Table {
        pile::report(&record);
    }
    match args.format {
        TableJsonLines::Table => table::families(&record, &mut out)?,
        TableJsonLines::Json => pile::pretty(&mut out, &families)?,
        TableJsonLines::Jsonl => wireroom_wire::pair_lines(&pairs, &mut out)?,
    }
    out.finish()?;
    Ok(pile::outcome(&record))
}

fn config(args: &Copies, documents: &[Document]) -> anyhow::Result<Config> {
    if !(0.0..=1.0).contains(&args.min_share) {
        anyhow::bail!("--min-share is {}; give a number from 0 to 1", args.min_share);
    }
    let mut config = Config::default();
    config.min_words = args.min_words;
    config.min_share = args.min_share;
    if let Some(path) = &args.must_link {
        config.must_link = links::read(path, documents)?;
    }
    if let Some(path) = &args.cannot_link {
        config.cannot_link = links::read(path, documents)?;
    }
    links::agree(&config, documents)?;
    Ok(config)
}
