//! `wireroom show`: one thing of a record in full.

mod why;

use crate::args::{Show, TableOrJson};
use crate::output::{Outcome, Output, complain};
use crate::pile::{self, Pile};
use crate::show::{Found, find, print};
use crate::table;
use anyhow::bail;

/// Candidates named when an id could mean several things.
const NAMED: usize = 10;

pub(crate) fn run(args: &Show) -> anyhow::Result<Outcome> {
    if let Some([a, b]) = args.why_not.as_deref() {
        return why::not(args, a, b);
    }
    if args.explain {
        return why::explain(args);
    }
    let pile = pile::load_from(&args.held, &args.paths, &args.reading)?;
    let Some(one) = one(&pile, args.id.as_deref().unwrap_or_default())? else {
        return Ok(Outcome::Nothing);
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

/// The one thing that is called so; says so where there is none.
fn one<'a>(pile: &'a Pile, id: &str) -> anyhow::Result<Option<Found<'a>>> {
    let found = find(&pile.record, id);
    match found.as_slice() {
        [] => {
            let pile = &pile.record.counts;
            complain(&format!(
                "nothing is called {id:?} among {} documents and {} events; ids stand beside what \
                 read prints",
                pile.documents, pile.events
            ));
            Ok(None)
        }
        [one] => Ok(Some(*one)),
        many => {
            let names: Vec<String> =
                many.iter().take(NAMED).map(|one| format!("{} {}", one.kind(), one.id())).collect();
            let more = if many.len() > NAMED { ", …" } else { "" };
            bail!("{id:?} may be {}{more}; give more of the id", names.join(", "));
        }
    }
}
