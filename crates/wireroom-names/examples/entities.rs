//! Shows the names and entities of text files, and what links them, for reading through.
//!
//! ```text
//! cargo run -p wireroom-names --example entities -- FILE…
//! ```

use std::io::Write as _;

use wireroom_model::{Analysis, Sentence, ZoneKind};
use wireroom_names::{LinkDocument, analyse_names, link};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::stdout().lock();
    let mut read: Vec<(String, Analysis)> = Vec::new();
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path)?;
        let spans = wireroom_text::sentences(&text);
        let sentences: Vec<Sentence> =
            spans.into_iter().map(|span| Sentence { span, zone: ZoneKind::Body }).collect();
        let (names, entities) = analyse_names(&text, &sentences);
        writeln!(out, "== {path}")?;
        for name in &names {
            let entity = name.entity.and_then(|index| entities.get(index));
            let of = entity.map_or("-", |entity| entity.name.as_str());
            let place = name.place.as_ref().map_or("", |place| place.name.as_str());
            let (from, to) = (name.span.start().saturating_sub(25), name.span.end() + 25);
            let before = text.get(from..name.span.start()).unwrap_or("").replace('\n', " ");
            let after = text.get(name.span.end()..to).unwrap_or("").replace('\n', " ");
            let written = name.span.text(&text);
            writeln!(
                out,
                "{:14} {of:28} @{place:14} {before}[{written}]{after}",
                name.kind.as_str()
            )?;
        }
        for entity in &entities {
            let forms: Vec<&str> = entity.mentions.iter().map(|span| span.text(&text)).collect();
            writeln!(
                out,
                "  {:?} {} | {:?} | {:?} | {forms:?}",
                entity.kind, entity.name, entity.country, entity.role
            )?;
        }
        let analysis = Analysis { sentences, names, entities, ..Analysis::default() };
        read.push((text, analysis));
    }
    let documents: Vec<LinkDocument<'_>> = read
        .iter()
        .enumerate()
        .map(|(at, (text, analysis))| LinkDocument { document: at, family: at, text, analysis })
        .collect();
    writeln!(out, "== pile")?;
    for entity in link(&documents).entities {
        let documents: std::collections::BTreeSet<usize> =
            entity.mentions.iter().map(|m| m.0).collect();
        writeln!(
            out,
            "{} {} {:?} {:?} {:?} {documents:?}",
            entity.id,
            entity.kind.as_str(),
            entity.country,
            entity.role,
            entity.aliases
        )?;
    }
    Ok(())
}
