//! `wireroom repair`: a filter. Text in, repaired text out.

use crate::args::Repair;
use crate::output::{Outcome, Output, complain};
use serde::Serialize;
use std::io::{self, Read, Write};
use wireroom::model::{Document, DocumentId, Text};
use wireroom_intake::{Intake, Limits};
use wireroom_wire::Span;

pub(crate) fn run(args: &Repair) -> anyhow::Result<Outcome> {
    let from_stdin = args.paths.is_empty() || args.paths == ["-"];
    let mut intake = if from_stdin { standard_input()? } else { files(&args.paths) };
    for aside in &intake.set_aside {
        complain(&format!("{}: {}; {}", aside.path, aside.what, aside.advice));
    }
    let mut out = Output::open(args.output.out.as_deref())?;
    let many = intake.documents.len() > 1;
    for document in intake.documents.drain(..) {
        let text = wireroom_repair::repair(&document);
        if args.edits {
            edits(&document, &text, &mut out)?;
            continue;
        }
        if many {
            let name = document.path.as_deref().unwrap_or("-");
            writeln!(out, "==> {} <==", crate::output::one_line(name))?;
        }
        let shown = if args.body { body(&text) } else { text.repaired().to_owned() };
        out.write_all(shown.as_bytes())?;
        // A filter leaves the end of what it was given as it is; several texts need parting.
        if (many || args.body) && !shown.ends_with('\n') {
            out.write_all(b"\n")?;
        }
    }
    out.finish()?;
    Ok(match (many, intake.set_aside.is_empty()) {
        (_, false) => Outcome::Error,
        _ => Outcome::Found,
    })
}

/// Standard input is taken as text, whatever it looks like, so that the filter gives back every
/// byte that it has no reason to change.
fn standard_input() -> anyhow::Result<Intake> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    let received = match String::from_utf8(bytes) {
        Ok(text) => text,
        // Other encodings are intake's matter.
        Err(error) => return Ok(read("-", error.as_bytes())),
    };
    let document = Document {
        path: Some("-".to_owned()),
        ..Document::plain(DocumentId::derive(&["-", &received]), received)
    };
    Ok(Intake { documents: vec![document], ..Intake::default() })
}

fn read(path: &str, bytes: &[u8]) -> Intake {
    wireroom_intake::read_bytes(path, bytes, &Limits::default())
}

fn files(paths: &[String]) -> Intake {
    let limits = Limits::default();
    let parts = wireroom_intake::expand(paths)
        .iter()
        .map(|file| wireroom_intake::read_file(file, &limits))
        .collect();
    wireroom_intake::merge(parts)
}

#[derive(Serialize)]
struct Line<'a> {
    path: Option<&'a str>,
    span: Span,
    before: &'a str,
    after: &'a str,
    rule: &'a str,
    confidence: f64,
    applied: bool,
}

fn edits(document: &Document, text: &Text, out: &mut Output) -> anyhow::Result<()> {
    let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let proposed = wireroom_repair::lone_interpolations(text);
    for repair in text.repairs.iter().chain(&proposed) {
        let line = Line {
            path: document.path.as_deref(),
            span: Span(clamp(repair.span.start()), clamp(repair.span.end())),
            before: repair.span.text(text.map.received()),
            after: &repair.replacement,
            rule: repair.rule.as_str(),
            confidence: (f64::from(repair.confidence) * 10_000.0).round() / 10_000.0,
            applied: repair.applied,
        };
        serde_json::to_writer(&mut *out, &line)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// Title, dek and body, a blank line between paragraphs.
fn body(text: &Text) -> String {
    let zones = text.structure.zones.iter().filter(|zone| zone.kind.is_telling());
    zones.map(|zone| zone.span.text(text.repaired())).collect::<Vec<_>>().join("\n\n")
}
