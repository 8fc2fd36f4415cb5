//! `wireroom export`: the record in another format.

use super::flat;
use crate::args::{Export, Target};
use crate::output::{Outcome, Output};
use crate::pile::{self, Pile};
use crate::tables;
use wireroom_export::Material;

pub(crate) fn run(args: &Export) -> anyhow::Result<Outcome> {
    if args.to == Target::Parquet {
        let (pile, received) =
            pile::load_whole(&args.pile.held, &args.pile.paths, &args.pile.reading)?;
        tables::write(args.output.out.as_deref(), &pile, &received)?;
        return Ok(pile::outcome(&pile.record));
    }
    let Pile { record, annotations } = pile::load(&args.pile)?;
    let mut out = Output::open(args.output.out.as_deref())?;
    match args.to {
        Target::Json => pile::pretty(&mut out, &record)?,
        Target::Jsonl => wireroom_wire::lines(&record, &mut out)?,
        Target::Csv => flat::write(&record, args.table, &mut out)?,
        Target::Parquet => {}
        Target::Tool(format) => {
            let material = Material { record: &record, annotations: &annotations };
            wireroom_export::write(format, material, &mut out)?;
        }
    }
    out.finish()?;
    Ok(pile::outcome(&record))
}
