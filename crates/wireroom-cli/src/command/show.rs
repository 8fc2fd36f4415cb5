//! `wireroom show`: one thing of a record in full.

use crate::args::{Show, TableOrJson};
use crate::output::{Outcome, Output, complain};
use crate::show::{Found, find, print};
use crate::{pile, table};
use anyhow::bail;

/// Candidates named when an id could mean several things.
const NAMED: usize = 10;

pub(crate) fn run(args: &Show) -> anyhow::Result<Outcome> {
    let pile = pile::load(&args.pile)?;
    let found = find(&pile.record, &args.id);
    let one = match found.as_slice() {
        [] => {
            let pile = &pile.record.counts;
            complain(&format!(
                "nothing is called {:?} among {} documents and {} events; ids stand beside what \
                 read prints",
                args.id, pile.documents, pile.events
            ));
            return Ok(Outcome::Nothing);
        }
        [one] => *one,
        many => {
            let names: Vec<String> =
                many.iter().take(NAMED).map(|one| format!("{} {}", one.kind(), one.id())).collect();
            let more = if many.len() > NAMED { ", …" } else { "" };
            bail!("{:?} may be {}{more}; give more of the id", args.id, names.join(", "));
        }
    };
    let mut out = Output::open(args.output.out.as_deref())?;
    match args.format {
        TableOrJson::Table => {
            let names = table::Names::of(&pile.record);
            print(&pile, &names, one, &mut table::Paper::on(&mut out))?;
        }
        TableOrJson::Json => match one {
            Found::Document(it) => pile::pretty(&mut out, it)?,
            Found::Family(it) => pile::pretty(&mut out, it)?,
            Found::Exemplar(it) => pile::pretty(&mut out, it)?,
            Found::Event(it) => pile::pretty(&mut out, it)?,
            Found::Claim(it) => pile::pretty(&mut out, it)?,
            Found::Statement(it) => pile::pretty(&mut out, it)?,
            Found::Difference(it) => pile::pretty(&mut out, it)?,
            Found::Storyline(it) => pile::pretty(&mut out, it)?,
            Found::Entity(it) => pile::pretty(&mut out, it)?,
        },
    }
    out.finish()?;
    Ok(Outcome::Found)
}
