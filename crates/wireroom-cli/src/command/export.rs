//! `wireroom export`: the record in another format.

use super::flat;
use crate::args::{Export, Target};
use crate::output::{Outcome, Output};
use crate::pile::{self, Pile};
use wireroom_export::{Format, Material};

pub(crate) fn run(args: &Export) -> anyhow::Result<Outcome> {
    let Pile { record, annotations } = pile::load(&args.pile)?;
    let mut out = Output::open(args.output.out.as_deref())?;
    let format = match args.to {
        Target::Json => return done(pile::pretty(&mut out, &record), out, &record),
        Target::Jsonl => {
            return done(wireroom_wire::lines(&record, &mut out).map_err(Into::into), out, &record);
        }
        Target::Csv => return done(flat::write(&record, args.table, &mut out), out, &record),
        Target::Gexf => Format::Gexf,
        Target::Graphml => Format::Graphml,
        Target::Dot => Format::Dot,
        Target::Ftm => Format::Ftm,
        Target::Webannotation => Format::Webannotation,
        Target::Plover => Format::Plover,
        Target::Gkg => Format::Gkg,
        Target::Claimreview => Format::Claimreview,
        Target::Html => Format::Html,
    };
    let material = Material { record: &record, annotations: &annotations };
    let written = wireroom_export::write(format, material, &mut out);
    done(written.map_err(Into::into), out, &record)
}

fn done(
    written: anyhow::Result<()>,
    out: Output,
    record: &wireroom_wire::Record,
) -> anyhow::Result<Outcome> {
    written?;
    out.finish()?;
    Ok(pile::outcome(record))
}
