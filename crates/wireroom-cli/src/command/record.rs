//! `wireroom record`: looking after the files that are kept.

use crate::args::{Care, Check, Kept, TableOrJson, Upgrade};
use crate::output::{Outcome, Output, one_line};
use crate::pile;
use crate::table::count;
use serde::Serialize;
use std::fs;
use std::io::{self, Write};
use wireroom_store::{Checked, FORMAT, Kind, Lock};

/// Problems that are printed for people.
const SHOWN: usize = 20;

pub(crate) fn run(care: &Care) -> anyhow::Result<Outcome> {
    match care {
        Care::Check(args) => check(args),
        Care::Compact(args) => compact(args),
        Care::Upgrade(args) => upgrade(args),
    }
}

/// What `record check` prints as JSON.
#[derive(Debug, Serialize)]
struct Report<'a> {
    file: String,
    /// record or index.
    kind: &'static str,
    format: i32,
    bytes: u64,
    documents: usize,
    whole: bool,
    problems: Vec<Problem<'a>>,
    /// Problems besides those listed.
    more: usize,
}

#[derive(Debug, Serialize)]
struct Problem<'a> {
    place: &'a str,
    what: &'a str,
    advice: &'static str,
}

fn check(args: &Check) -> anyhow::Result<Outcome> {
    let file = &args.kept.file;
    let found = wireroom_store::check(file)?;
    let report = Report {
        file: file.display().to_string(),
        kind: found.kind.as_str(),
        format: found.format,
        bytes: fs::metadata(file).map_or(0, |data| data.len()),
        documents: found.documents,
        whole: found.problems.is_empty(),
        problems: problems(&found),
        more: found.more,
    };
    let mut out = Output::open(args.output.out.as_deref())?;
    match args.format {
        TableOrJson::Json => pile::pretty(&mut out, &report)?,
        TableOrJson::Table => print(&report, &mut out)?,
    }
    out.finish()?;
    Ok(if report.whole { Outcome::Found } else { Outcome::Error })
}

fn problems(found: &Checked) -> Vec<Problem<'_>> {
    let told = found.problems.iter();
    told.map(|it| Problem { place: &it.place, what: &it.what, advice: it.advice }).collect()
}

fn print(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut advice = "";
    for problem in report.problems.iter().take(SHOWN) {
        writeln!(out, "{}: {}", one_line(problem.place), one_line(problem.what))?;
    }
    for problem in &report.problems {
        if problem.advice != advice {
            advice = problem.advice;
            writeln!(out, "What to do: {advice}")?;
        }
    }
    let hidden = report.problems.len().saturating_sub(SHOWN) + report.more;
    if hidden > 0 {
        writeln!(out, "and {hidden} more (--format json lists the first thousand)")?;
    }
    let Report { file, kind, format, bytes, documents, .. } = report;
    let n = report.problems.len() + report.more;
    let verdict = match n {
        0 => "whole".to_owned(),
        _ => format!("not whole, {}", count(n, "problem")),
    };
    let held = count(*documents, "document");
    writeln!(out, "{file}: {kind} of format {format}, {held}, {bytes} bytes: {verdict}")
}

fn compact(args: &Kept) -> anyhow::Result<Outcome> {
    let done = wireroom_store::compact(&args.file)?;
    let mut out = Output::open(None)?;
    writeln!(out, "{}: {} bytes before, {} after", args.file.display(), done.before, done.after)?;
    out.finish()?;
    Ok(Outcome::Found)
}

fn upgrade(args: &Upgrade) -> anyhow::Result<Outcome> {
    let file = args.file.display();
    anyhow::ensure!(
        Kind::of(&args.file)? == Kind::Record,
        "{file}: this is an index, which is not upgraded; collate --index makes another of the \
         documents where its format is an older one"
    );
    let old = match &args.out {
        Some(new) => Lock::take(new)?.upgrade_from(&args.file)?,
        None => Lock::take(&args.file)?.upgrade()?,
    };
    let mut out = Output::open(None)?;
    match &args.out {
        Some(new) => writeln!(out, "{}: format {FORMAT}, was {old} in {file}", new.display())?,
        None if old == FORMAT => {
            writeln!(out, "{file}: format {FORMAT} already; it is left as it is")?;
        }
        None => writeln!(out, "{file}: format {FORMAT}, was {old}")?,
    }
    out.finish()?;
    Ok(Outcome::Found)
}
