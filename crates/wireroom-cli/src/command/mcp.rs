//! `wireroom mcp`: a record's questions and answers for assistants.

use super::serve::{kept, made, of_tables};
use crate::args::Pile;
use crate::output::{Outcome, complain};
use crate::pile;
use anyhow::Context;
use wireroom_mcp::Record;
use wireroom_serve::Answers;

pub(crate) fn run(args: &Pile) -> anyhow::Result<Outcome> {
    let (pile, outcome) = match (&args.held.record, &args.held.tables) {
        (Some(path), _) => kept(path)?,
        (_, Some(folder)) => of_tables(folder).map(|(pile, outcome, _)| (pile, outcome))?,
        _ => made(&pile::read(&args.paths, &args.reading))?,
    };
    if outcome == Outcome::Nothing {
        complain("there is nothing to ask about");
        return Ok(outcome);
    }
    let answers = Answers::of(pile)?;
    let record = Record::of(move |operation, id, query| {
        answers.get(operation, id, query).map_err(|problem| problem.detail)
    });
    wireroom_mcp::run(record).context("the conversation cannot go on")?;
    Ok(outcome)
}
