//! A report for people: one HTML file (HTML Living Standard) that needs nothing else. No script, no
//! picture, nothing fetched; a content security policy says so to the browser.
//!
//! Every number stands beside what it counts: a claim lists the passages that carry it, each with
//! its outlet. Words of articles are text throughout; an article's address is a link only where it
//! is one of the web.

use std::collections::BTreeMap;
use std::io::{self, Write};

use maud::{DOCTYPE, Markup, PreEscaped, html};
use wireroom_wire::{Claim, Difference, Document, Entity, Event, Family, Statement};

use crate::{Material, address, title};

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;\
padding:0 1rem;color:#1a1a1a;background:#fff}h1,h2,h3{line-height:1.25}h2{margin-top:2.5rem;\
border-top:1px solid #bbb;padding-top:1rem}table{border-collapse:collapse;width:100%}td,th{\
text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #ddd}\
.n{white-space:nowrap;color:#444}.q{margin:.2rem 0 .2rem 1rem}.from{color:#555}\
td,li,p{overflow-wrap:anywhere}summary{cursor:pointer}\
@media (prefers-color-scheme:dark){body{color:#eee;background:#161616}.n,.from{color:#bbb}\
a{color:#9cf}td,th{border-color:#444}}";

pub(crate) fn write(material: Material<'_>, out: &mut dyn Write) -> io::Result<()> {
    let report = Report::of(material);
    out.write_all(report.page().into_string().as_bytes())?;
    out.write_all(b"\n")
}

/// The record by its ids.
struct Report<'a> {
    material: Material<'a>,
    documents: BTreeMap<&'a str, &'a Document>,
    statements: BTreeMap<&'a str, &'a Statement>,
    entities: BTreeMap<&'a str, &'a Entity>,
    claims: BTreeMap<&'a str, Vec<&'a Claim>>,
    differences: BTreeMap<&'a str, Vec<&'a Difference>>,
}

impl<'a> Report<'a> {
    fn of(material: Material<'a>) -> Self {
        let record = material.record;
        let mut claims: BTreeMap<&str, Vec<&Claim>> = BTreeMap::new();
        for claim in &record.claims {
            claims.entry(&claim.event).or_default().push(claim);
        }
        let mut differences: BTreeMap<&str, Vec<&Difference>> = BTreeMap::new();
        for difference in &record.differences {
            differences.entry(&difference.event).or_default().push(difference);
        }
        Self {
            material,
            documents: material.documents_by_id(),
            statements: record.statements.iter().map(|s| (s.id.as_str(), s)).collect(),
            entities: material.entities_by_id(),
            claims,
            differences,
        }
    }

    fn page(&self) -> Markup {
        let record = self.material.record;
        let counts = record.counts;
        html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta http-equiv="Content-Security-Policy"
                        content="default-src 'none'; style-src 'unsafe-inline'";
                    meta name="referrer" content="no-referrer";
                    title { "Wireroom: " (counts.events) " events in " (counts.documents) " documents" }
                    style { (PreEscaped(STYLE)) }
                }
                body {
                    h1 { (counts.events) " events in " (counts.documents) " documents" }
                    p {
                        (counts.families) " families of copies, " (counts.claims) " claims, "
                        (counts.differences) " differences. Witnesses are documents; accounts are \
                        independent tellings; origins are the mouths that a claim goes back to."
                    }
                    @if !record.events.is_empty() {
                        nav aria-label="Events" {
                            ol {
                                @for event in &record.events {
                                    li {
                                        a href=(format!("#{}", event.id)) { (event.title) }
                                        " " span.n { (date(event)) }
                                    }
                                }
                            }
                        }
                    }
                    main {
                        @for event in &record.events { (self.event(event)) }
                        @if record.families.iter().any(|family| family.witnesses.len() > 1) {
                            h2 { "Copies" }
                            @for family in &record.families { (self.family(family)) }
                        }
                        h2 { "Documents" }
                        (self.list())
                        @if !record.notes.is_empty() {
                            h2 { "Notes" }
                            ul { @for note in &record.notes { li { (note.path) ": " (note.what) } } }
                        }
                    }
                    footer { p.from { "Made by Wireroom " (record.wireroom.version) "." } }
                }
            }
        }
    }

    fn event(&self, event: &Event) -> Markup {
        let claims = self.claims.get(event.id.as_str()).map_or(&[][..], Vec::as_slice);
        let differences = self.differences.get(event.id.as_str()).map_or(&[][..], Vec::as_slice);
        let place = event.place.as_ref().map(|place| place.name.as_str());
        html! {
            section id=(event.id) {
                h2 { (event.title) }
                p.n {
                    (date(event))
                    @if let Some(place) = place { " · " (place) }
                    @if let Some(kind) = &event.kind { " · " (kind) }
                    " · " (numbers(event.witnesses, event.accounts, &event.origins_text))
                }
                p { (event.summary) }
                @if !claims.is_empty() {
                    h3 { "Claims" }
                    table {
                        thead { tr { th scope="col" { "Said" } th scope="col" { "Support" } } }
                        tbody { @for claim in claims { (self.claim(claim)) } }
                    }
                }
                @if !differences.is_empty() {
                    h3 { "Differences" }
                    @for difference in differences {
                        p { strong { (difference.kind) } ": " (difference.why) }
                        ul {
                            @for side in &difference.sides {
                                li {
                                    @match &side.text {
                                        Some(text) => { q { (text) } }
                                        None => { "does not say" }
                                    }
                                    " " span.from { (self.from(&side.document)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn claim(&self, claim: &Claim) -> Markup {
        let origins = claim.origins.iter().map(|id| {
            self.entities.get(id.as_str()).map_or(id.as_str(), |entity| entity.name.as_str())
        });
        let origins: Vec<&str> = origins.collect();
        html! {
            tr id=(claim.id) {
                td {
                    (claim.text)
                    @if claim.polarity != "asserted" { " (" (claim.polarity.replace('_', " ")) ")" }
                    details {
                        summary { (claim.statements.len()) " passages" }
                        @for id in &claim.statements {
                            @if let Some(statement) = self.statements.get(id.as_str()) {
                                div.q {
                                    q { (statement.content.text) }
                                    @if let Some(source) = &statement.source { " " (source.text) }
                                    " " span.from { (self.from(&statement.document)) }
                                }
                            }
                        }
                    }
                }
                td.n {
                    (numbers(claim.witnesses, claim.accounts, &claim.origins_text))
                    @if !origins.is_empty() { br; (origins.join("; ")) }
                    @if claim.one_mouth { br; "one mouth" }
                    @if !claim.circular.is_empty() { br; "circular" }
                }
            }
        }
    }

    fn family(&self, family: &Family) -> Markup {
        if family.witnesses.len() < 2 {
            return html! {};
        }
        html! {
            section id=(family.id) {
                h3 { (family.witnesses.len()) " texts that descend from one" }
                ul {
                    @for exemplar in family.exemplars.iter().filter(|one| one.held.is_none()) {
                        li id=(exemplar.id) { em { (exemplar.label) } " (inferred)" }
                    }
                    @for witness in &family.witnesses {
                        li {
                            (self.from(&witness.document))
                            @if let (Some(relation), Some(parent)) = (&witness.relation, &witness.parent) {
                                ": " (relation) " from " (self.parent(family, parent))
                                @if let Some(confidence) = witness.confidence {
                                    " " span.n { "(confidence " (confidence) ")" }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn parent(&self, family: &Family, id: &str) -> Markup {
        let exemplar = family.exemplars.iter().find(|exemplar| exemplar.id == id);
        match exemplar {
            Some(exemplar) => html! { em { (exemplar.label) } },
            None => self.from(id),
        }
    }

    fn list(&self) -> Markup {
        html! {
            table {
                thead {
                    tr {
                        th scope="col" { "Title" } th scope="col" { "Outlet" }
                        th scope="col" { "Published" } th scope="col" { "Received as" }
                    }
                }
                tbody {
                    @for document in &self.material.record.documents {
                        tr id=(document.id) {
                            td {
                                @match address(document.url.as_deref()) {
                                    Some(url) => {
                                        a href=(url) rel="noopener noreferrer" { (title(document)) }
                                    }
                                    None => { (title(document)) }
                                }
                                @if let Some(aside) = &document.set_aside {
                                    br; span.from { "set aside: " (aside.what) "; " (aside.advice) }
                                }
                            }
                            td { (document.outlet.as_deref().unwrap_or_default()) }
                            td.n { (document.published.as_ref().map_or("", |date| &date.value)) }
                            td { (document.path.as_deref().unwrap_or_default()) }
                        }
                    }
                }
            }
        }
    }

    /// A document by its outlet, as a link to its row.
    fn from(&self, id: &str) -> Markup {
        let document = self.documents.get(id);
        let name = document.map_or(id, |document| match &document.outlet {
            Some(outlet) => outlet,
            None => title(document),
        });
        html! { a href=(format!("#{id}")) { (name) } }
    }
}

fn date(event: &Event) -> &str {
    event.date.as_ref().map_or("no date", |date| date.value.as_str())
}

fn numbers(witnesses: usize, accounts: usize, origins: &str) -> String {
    format!("witnesses {witnesses}, accounts {accounts}, origins {origins}")
}
