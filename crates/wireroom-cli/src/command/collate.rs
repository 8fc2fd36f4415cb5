//! `wireroom collate`: families and lineage alone.

use crate::args::{Collate, TableJsonLines};
use crate::output::{Outcome, Output};
use crate::{pile, table};
use wireroom::collate::Config;

pub(crate) fn run(args: &Collate) -> anyhow::Result<Outcome> {
    let record = pile::collate(&args.paths, &args.reading, &Config::default());
    let (families, pairs) = wireroom_wire::families(&record);
    let record = wireroom_wire::record(&record);
    if args.format != TableJsonLines::Table {
        pile::report(&record);
    }
    let mut out = Output::open(args.output.out.as_deref())?;
    match args.format {
        TableJsonLines::Table => table::families(&record, &mut out)?,
        TableJsonLines::Json => pile::pretty(&mut out, &families)?,
        TableJsonLines::Jsonl => wireroom_wire::pair_lines(&pairs, &mut out)?,
    }
    out.finish()?;
    Ok(pile::outcome(&record))
}
