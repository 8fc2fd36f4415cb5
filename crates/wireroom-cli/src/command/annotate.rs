//! `wireroom annotate`: what was found in each document, one JSON object a line.

use crate::args::Annotate;
use crate::output::{Outcome, Output};
use crate::pile;
use std::io::Write;

pub(crate) fn run(args: &Annotate) -> anyhow::Result<Outcome> {
    let pile = pile::load(&args.pile)?;
    let mut out = Output::open(args.output.out.as_deref())?;
    for annotation in &pile.annotations {
        serde_json::to_writer(&mut out, annotation)?;
        out.write_all(b"\n")?;
    }
    out.finish()?;
    Ok(pile::outcome(&pile.record))
}
