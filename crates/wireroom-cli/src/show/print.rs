//! One thing in full, with the passages quoted and where they stand.

use super::find::Found;
use crate::pile::Pile;
use crate::table::{
    Names, Paper, Style, claim_block, claim_line, count, dated, difference_block, event_in_full,
    family_block, storyline_block,
};
use std::io;
use wireroom_wire::{
    Claim, Difference, Document, Entity, Event, Evidence, Exemplar, Family, Span, Statement,
    Storyline,
};

pub(crate) fn print(
    pile: &Pile,
    names: &Names<'_>,
    found: Found<'_>,
    paper: &mut Paper<'_>,
) -> io::Result<()> {
    match found {
        Found::Event(it) => event(names, it, paper),
        Found::Claim(it) => claim(names, it, paper),
        Found::Family(it) => family(names, it, paper),
        Found::Exemplar(it) => exemplar(names, it, paper),
        Found::Document(it) => document(pile, names, it, paper),
        Found::Statement(it) => statement(names, it, paper),
        Found::Difference(it) => difference(names, it, paper),
        Found::Storyline(it) => storyline(names, it, paper),
        Found::Entity(it) => entity(names, it, paper),
    }
}

fn event(names: &Names<'_>, event: &Event, paper: &mut Paper<'_>) -> io::Result<()> {
    event_in_full(names, event, paper)?;
    if let Some(place) = &event.place
        && let (Some(document), Some(span), Some(text)) = (&place.document, place.span, &place.text)
    {
        heading("The place", paper)?;
        quote(names, document, span, text, paper)?;
    }
    let mut headed = false;
    for background in &event.background {
        for passage in &background.passages {
            if !std::mem::replace(&mut headed, true) {
                heading("Where the events also mentioned stand", paper)?;
            }
            quote(names, &passage.document, passage.span, &passage.text, paper)?;
        }
    }
    if !event.why.is_empty() {
        heading("Why these texts are about one event", paper)?;
        for why in &event.why {
            let pair = format!("{} – {}: ", names.outlet(&why.a), names.outlet(&why.b));
            paper.text(2, Style::Dim, &format!("{pair}{}", why.why))?;
        }
    }
    Ok(())
}

fn claim(names: &Names<'_>, claim: &Claim, paper: &mut Paper<'_>) -> io::Result<()> {
    claim_block(names, claim, paper)?;
    about(names, Some(&claim.event), paper)?;
    heading("Who says it", paper)?;
    for one in claim.statements.iter().filter_map(|id| names.statement(id)) {
        said(names, one, paper)?;
    }
    Ok(())
}

fn statement(names: &Names<'_>, statement: &Statement, paper: &mut Paper<'_>) -> io::Result<()> {
    paper.ends(0, Style::Bold, &statement.content.text, &statement.id)?;
    about(names, statement.event.as_deref(), paper)?;
    paper.blank()?;
    said(names, statement, paper)?;
    let claims =
        names.record.claims.iter().filter(|claim| claim.statements.contains(&statement.id));
    for claim in claims {
        heading("In the claim", paper)?;
        claim_block(names, claim, paper)?;
    }
    Ok(())
}

fn family(names: &Names<'_>, family: &Family, paper: &mut Paper<'_>) -> io::Result<()> {
    let head = format!("A family of {}", count(family.witnesses.len(), "witness"));
    paper.ends(0, Style::Bold, &head, &family.id)?;
    family_block(names, family, 0, paper)?;
    let of_witnesses = family.witnesses.iter().map(|w| (names.outlet(&w.document), &w.evidence));
    let of_exemplars = family.exemplars.iter().map(|x| (x.label.clone(), &x.evidence));
    for (name, evidence) in of_exemplars.chain(of_witnesses).filter(|(_, e)| !e.is_empty()) {
        heading(&name, paper)?;
        reasons(names, evidence, paper)?;
    }
    Ok(())
}

fn exemplar(names: &Names<'_>, exemplar: &Exemplar, paper: &mut Paper<'_>) -> io::Result<()> {
    paper.ends(0, Style::Bold, &exemplar.label, &exemplar.id)?;
    if let Some(document) = &exemplar.held {
        paper.text(0, Style::Plain, &names.line(document))?;
    }
    reasons(names, &exemplar.evidence, paper)
}

fn document(
    pile: &Pile,
    names: &Names<'_>,
    document: &Document,
    paper: &mut Paper<'_>,
) -> io::Result<()> {
    let title = document.title.as_deref().unwrap_or("(no title)");
    paper.ends(0, Style::Bold, title, &document.id)?;
    let mut fact = |name: &str, value: Option<&str>| match value {
        Some(value) if !value.is_empty() => {
            paper.hang(0, &format!("{name:<10}"), Style::Plain, value)
        }
        _ => Ok(()),
    };
    fact("path", document.path.as_deref())?;
    fact("id given", document.source_id.as_deref())?;
    fact("address", document.url.as_deref())?;
    fact("outlet", document.outlet.as_deref())?;
    fact("published", document.published.as_ref().map(dated).as_deref())?;
    fact("updated", document.updated.as_ref().map(dated).as_deref())?;
    fact("byline", document.byline.as_deref())?;
    fact("credits", Some(&document.credit.join(", ")))?;
    if let Some(aside) = &document.set_aside {
        return paper.text(
            0,
            Style::Plain,
            &format!("set aside: {}; {}", aside.what, aside.advice),
        );
    }
    for id in &document.events {
        about(names, Some(id), paper)?;
    }
    if let Some(family) = document.family.as_deref().and_then(|id| names.family(id)) {
        heading(&format!("Family {}", family.id), paper)?;
        family_block(names, family, 2, paper)?;
    }
    let Some(annotation) = pile.annotation(&document.id) else { return Ok(()) };
    if !annotation.repairs.is_empty() {
        heading(&count(annotation.repairs.len(), "repair"), paper)?;
        for repair in &annotation.repairs {
            let proposed = if repair.applied { "" } else { " (proposed)" };
            let (before, after) = (&repair.before, &repair.after);
            let text = if after.is_empty() {
                format!("{}{proposed}: “{before}” taken out", repair.rule.replace('_', " "))
            } else {
                format!("{}{proposed}: “{before}” → “{after}”", repair.rule.replace('_', " "))
            };
            paper.ends(2, Style::Plain, &text, &format!("{}-{}", repair.span.0, repair.span.1))?;
        }
    }
    heading("Text", paper)?;
    let telling = annotation
        .structure
        .zones
        .iter()
        .filter(|zone| matches!(zone.kind.as_str(), "title" | "dek" | "dateline" | "body"));
    for zone in telling {
        paper.text(2, Style::Plain, &zone.text)?;
        paper.blank()?;
    }
    let statements: Vec<_> =
        names.record.statements.iter().filter(|s| s.document == document.id).collect();
    if !statements.is_empty() {
        heading(&count(statements.len(), "statement"), paper)?;
        for statement in statements {
            said(names, statement, paper)?;
        }
    }
    Ok(())
}

fn difference(names: &Names<'_>, difference: &Difference, paper: &mut Paper<'_>) -> io::Result<()> {
    difference_block(names, difference, paper)?;
    about(names, Some(&difference.event), paper)?;
    heading("Where it stands", paper)?;
    for side in &difference.sides {
        match (side.span, &side.text) {
            (Some(span), Some(text)) => quote(names, &side.document, span, text, paper)?,
            _ => paper.text(2, Style::Plain, &format!("{}: silent", names.line(&side.document)))?,
        }
    }
    Ok(())
}

fn storyline(names: &Names<'_>, storyline: &Storyline, paper: &mut Paper<'_>) -> io::Result<()> {
    storyline_block(names, storyline, paper)?;
    storyline
        .events
        .iter()
        .filter_map(|id| names.event(id))
        .try_for_each(|event| event_in_full(names, event, paper))
}

fn entity(names: &Names<'_>, entity: &Entity, paper: &mut Paper<'_>) -> io::Result<()> {
    paper.ends(0, Style::Bold, &entity.name, &entity.id)?;
    let parts = [
        Some(entity.kind.clone()),
        entity.role.clone(),
        entity.country.clone(),
        Some(count(entity.mentions, "mention")),
    ];
    paper.text(0, Style::Plain, &parts.into_iter().flatten().collect::<Vec<_>>().join(" · "))?;
    if !entity.aliases.is_empty() {
        paper.text(0, Style::Dim, &format!("also {}", entity.aliases.join(", ")))?;
    }
    let record = names.record;
    let events = record.events.iter().filter(|event| event.parties.contains(&entity.id));
    for event in events {
        about(names, Some(&event.id), paper)?;
    }
    let claims: Vec<_> =
        record.claims.iter().filter(|claim| claim.origins.contains(&entity.id)).collect();
    if !claims.is_empty() {
        heading("Claims that go back to it", paper)?;
        claims.iter().try_for_each(|claim| claim_line(names, claim, paper))?;
    }
    let relayed: Vec<_> =
        record.statements.iter().filter(|s| s.relay.contains(&entity.id)).collect();
    if !relayed.is_empty() {
        heading("Statements that passed through it", paper)?;
        relayed.iter().try_for_each(|statement| said(names, statement, paper))?;
    }
    Ok(())
}

/// A statement: who, how, the words, where.
fn said(names: &Names<'_>, statement: &Statement, paper: &mut Paper<'_>) -> io::Result<()> {
    let source = statement.source.as_ref().map(|source| source.text.as_str());
    let mut parts = vec![match (source, &statement.origin) {
        (Some(source), Some(origin)) if names.entity(origin) != source => {
            format!("“{source}”: {}", names.entity(origin))
        }
        (Some(source), _) => source.to_owned(),
        (None, Some(origin)) => names.entity(origin),
        (None, None) => format!("{} itself", names.outlet(&statement.document)),
    }];
    if !statement.relay.is_empty() {
        parts.push(format!("via {}", names.entities(&statement.relay)));
    }
    if statement.polarity != "asserted" {
        parts.push(statement.polarity.replace('_', " "));
    }
    if source.is_some() {
        parts.push(statement.manner.clone());
    }
    if let Some(time) = &statement.time {
        parts.push(time.value.clone());
    }
    paper.ends(2, Style::Plain, &parts.join(" · "), &statement.id)?;
    for piece in &statement.content.pieces {
        quote(names, &statement.document, piece.span, &piece.text, paper)?;
    }
    Ok(())
}

fn reasons(names: &Names<'_>, evidence: &[Evidence], paper: &mut Paper<'_>) -> io::Result<()> {
    for one in evidence {
        paper.hang(2, "· ", Style::Plain, &one.what)?;
        if let (Some(span), Some(text)) = (one.span, &one.text) {
            quote(names, &one.document, span, text, paper)?;
        }
    }
    Ok(())
}

fn quote(
    names: &Names<'_>,
    document: &str,
    span: Span,
    text: &str,
    paper: &mut Paper<'_>,
) -> io::Result<()> {
    paper.text(6, Style::Plain, &format!("“{text}”"))?;
    paper.text(6, Style::Dim, &names.at(document, span))
}

fn about(names: &Names<'_>, event: Option<&str>, paper: &mut Paper<'_>) -> io::Result<()> {
    let Some(event) = event.and_then(|id| names.event(id)) else { return Ok(()) };
    let date = event.date.as_ref().map_or("no date", |date| date.shown());
    paper.hang(0, "event     ", Style::Plain, &format!("{} · {date} · {}", event.title, event.id))
}

fn heading(title: &str, paper: &mut Paper<'_>) -> io::Result<()> {
    paper.blank()?;
    paper.text(0, Style::Bold, title)
}
