//! Builds members of a pile from invented articles.
#![allow(dead_code, reason = "each test file uses a part of it")]

pub(crate) mod piles;

use wireroom_collate::{Collation, Config, Member, collate};
use wireroom_model::{
    Basis, Dateline, Document, DocumentId, Family, Repair, RepairRule, Stamp, Structure, Text,
    Witness, Zone, ZoneKind,
};
use wireroom_text::{Edit, Received, Span, TextMap};

/// An article to be.
#[derive(Clone, Debug, Default)]
pub(crate) struct Article {
    pub(crate) name: String,
    pub(crate) outlet: Option<String>,
    pub(crate) headline: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) updated: Option<String>,
    pub(crate) printed: Option<String>,
    pub(crate) dateline: Option<String>,
    pub(crate) agency: Option<String>,
    pub(crate) contributors: Option<String>,
    pub(crate) body: Vec<String>,
    pub(crate) furniture: Vec<String>,
    pub(crate) disguise: bool,
}

pub(crate) fn article(name: &str, paragraphs: &[&str]) -> Article {
    Article {
        name: name.to_owned(),
        body: paragraphs.iter().map(|&paragraph| paragraph.to_owned()).collect(),
        ..Article::default()
    }
}

impl Article {
    pub(crate) fn at(mut self, outlet: &str) -> Self {
        self.outlet = Some(outlet.to_owned());
        self
    }

    pub(crate) fn under(mut self, headline: &str) -> Self {
        self.headline = Some(headline.to_owned());
        self
    }

    pub(crate) fn on(mut self, published: &str) -> Self {
        self.published = Some(published.to_owned());
        self
    }

    pub(crate) fn updated(mut self, updated: &str) -> Self {
        self.updated = Some(updated.to_owned());
        self
    }

    /// A line of the page that says when it was published.
    pub(crate) fn printed(mut self, line: &str) -> Self {
        self.printed = Some(line.to_owned());
        self
    }

    pub(crate) fn credit(mut self, agency: &str) -> Self {
        self.agency = Some(agency.to_owned());
        self
    }

    /// A dateline that names the agency.
    pub(crate) fn wire(mut self, place: &str, agency: &str) -> Self {
        self.dateline = Some(format!("{place}, March 3 ({agency}) -"));
        self.agency = Some(agency.to_owned());
        self
    }

    pub(crate) fn contributors(mut self, list: &str) -> Self {
        self.contributors = Some(list.to_owned());
        self
    }

    pub(crate) fn furniture(mut self, line: &str) -> Self {
        self.furniture.push(line.to_owned());
        self
    }

    pub(crate) fn disguised(mut self) -> Self {
        self.disguise = true;
        self
    }

    pub(crate) fn build(&self) -> (Document, Text) {
        let mut clean = String::new();
        let mut structure = Structure::default();
        let push = |text: &str, kind: ZoneKind, clean: &mut String, structure: &mut Structure| {
            let span = Span::of(clean.len()..clean.len() + text.len());
            clean.push_str(text);
            clean.push_str("\n\n");
            structure.zones.push(Zone { span, kind });
            span
        };
        push(&format!("Title of {}", self.name), ZoneKind::Title, &mut clean, &mut structure);
        if let Some(line) = &self.printed {
            push(line, ZoneKind::Published, &mut clean, &mut structure);
        }
        if let Some(dateline) = &self.dateline {
            let span = push(dateline, ZoneKind::Dateline, &mut clean, &mut structure);
            let agency = dateline.find('(').zip(dateline.find(')'));
            structure.dateline = Some(Dateline {
                agency: agency
                    .map(|(from, to)| Span::of(span.start() + from + 1..span.start() + to)),
                ..Dateline::default()
            });
        }
        for paragraph in &self.body {
            push(paragraph, ZoneKind::Body, &mut clean, &mut structure);
        }
        if let (Some(agency), None) = (&self.agency, &self.dateline) {
            let span = push(agency, ZoneKind::Credit, &mut clean, &mut structure);
            structure.credits.push(span);
        }
        if let Some(list) = &self.contributors {
            push(list, ZoneKind::Contributors, &mut clean, &mut structure);
        }
        for line in &self.furniture {
            push(line, ZoneKind::Furniture, &mut clean, &mut structure);
        }
        let (map, repairs) =
            if self.disguise { disguise(&clean) } else { (TextMap::unchanged(clean), Vec::new()) };
        let document = Document {
            source_id: Some(self.name.clone()),
            outlet: self.outlet.clone(),
            title: self.headline.clone(),
            published: self.published.clone().map(|value| Stamp { value, basis: Basis::Metadata }),
            updated: self.updated.clone().map(|value| Stamp { value, basis: Basis::Metadata }),
            ..Document::plain(DocumentId::derive(&[&self.name]), map.received())
        };
        (document, Text { map, repairs, structure })
    }
}

/// Every twentieth "e" received as its Cyrillic look-alike, and mended.
fn disguise(clean: &str) -> (TextMap, Vec<Repair>) {
    let mut received = String::new();
    let mut repairs = Vec::new();
    let mut count = 0;
    for c in clean.chars() {
        count += usize::from(c == 'e');
        if c == 'e' && count % 20 == 0 {
            let span = Span::<Received>::of(received.len()..received.len() + 'е'.len_utf8());
            repairs.push(Repair {
                span,
                replacement: "e".to_owned(),
                rule: RepairRule::LookAlikeLetter,
                confidence: 1.0,
                applied: true,
            });
            received.push('е');
        } else {
            received.push(c);
        }
    }
    let edits = repairs.iter().map(|r| Edit::replace(r.span, r.replacement.clone())).collect();
    (TextMap::new(received, edits).expect("edits in order"), repairs)
}

/// A collated pile that can be asked by name.
pub(crate) struct Pile {
    pub(crate) held: Vec<(Document, Text)>,
    pub(crate) found: Collation,
}

pub(crate) fn pile(articles: &[Article]) -> Pile {
    pile_with(articles, &Config::default())
}

pub(crate) fn pile_with(articles: &[Article], config: &Config) -> Pile {
    let held: Vec<(Document, Text)> = articles.iter().map(Article::build).collect();
    let found = collate(&members(&held), config);
    Pile { held, found }
}

pub(crate) fn members(held: &[(Document, Text)]) -> Vec<Member<'_>> {
    held.iter().map(|(document, text)| Member { document, text }).collect()
}

impl Pile {
    pub(crate) fn name(&self, id: &DocumentId) -> &str {
        self.held
            .iter()
            .find(|(document, _)| document.id == *id)
            .and_then(|(document, _)| document.source_id.as_deref())
            .unwrap_or("")
    }

    /// The families of two and more, as names.
    pub(crate) fn families(&self) -> Vec<Vec<&str>> {
        let mut families: Vec<Vec<&str>> = self
            .found
            .families
            .iter()
            .filter(|family| family.witnesses.len() > 1)
            .map(|family| {
                let mut names: Vec<&str> =
                    family.witnesses.iter().map(|witness| self.name(&witness.document)).collect();
                names.sort_unstable();
                names
            })
            .collect();
        families.sort();
        families
    }

    pub(crate) fn family(&self, name: &str) -> &Family {
        let id = DocumentId::derive(&[name]);
        self.found
            .families
            .iter()
            .find(|family| family.witnesses.iter().any(|witness| witness.document == id))
            .expect("every document has a family")
    }

    pub(crate) fn witness(&self, name: &str) -> &Witness {
        let id = DocumentId::derive(&[name]);
        self.family(name).witnesses.iter().find(|witness| witness.document == id).expect("held")
    }

    /// "parent relation" of a witness: the parent's name, the label of an exemplar, or "-".
    pub(crate) fn lineage(&self, name: &str) -> String {
        let witness = self.witness(name);
        let parent = match &witness.parent {
            None => "-".to_owned(),
            Some(wireroom_model::Node::Document(id)) => self.name(id).to_owned(),
            Some(wireroom_model::Node::Exemplar(id)) => self
                .family(name)
                .exemplars
                .iter()
                .find(|exemplar| exemplar.id == *id)
                .map_or("?".to_owned(), |exemplar| exemplar.label.clone()),
        };
        format!("{parent} / {}", witness.relation.map_or("-", wireroom_model::Relation::as_str))
    }

    pub(crate) fn evidence(&self, name: &str) -> String {
        let whats: Vec<&str> =
            self.witness(name).evidence.iter().map(|evidence| evidence.what.as_str()).collect();
        whats.join("; ")
    }
}

pub(crate) const FERRY: &[&str] = &[
    "The car ferry Morwenna ran aground on a sandbank outside Port Ellery early on Tuesday with 212 people on board, the coast guard said.",
    "Nobody was hurt and the hull was not breached, harbor master Ines Quarrie told reporters on the quay.",
    "The vessel had left the island of Skarn at dawn and was ten minutes from its berth when a squall pushed it off the marked channel.",
    "Two tugs were sent from the naval yard but failed to free the ship before the tide turned, leaving the passengers to wait for the evening flood.",
    "Quarrie said the captain had asked for a pilot but none was on duty because of a dispute over night pay.",
    "The ferry company, which runs nine ships in the strait, canceled all sailings until Thursday and offered to refund tickets.",
    "An inquiry will look at why the channel lights were dark, a fault that fishermen say they reported three weeks ago.",
    "It is the second grounding in the strait this year, after a freighter loaded with timber stuck fast for four days in January.",
];

pub(crate) const MUSEUM: &[&str] = &[
    "Thieves broke into the Halden textile museum over the weekend and carried off eleven tapestries woven in the sixteenth century, its director said on Monday.",
    "The burglars came through a skylight that was being repaired and cut the hangings from their rails with what seem to have been carpet knives.",
    "Director Olav Brenner put the loss at 14 million crowns and said the pieces were too well known to be sold in the open market.",
    "Guards on the ground floor heard nothing, and the alarm of the upper gallery had been switched off at the request of the roofers.",
    "Detectives are studying film from a car park behind the building, where a white van stood for most of Saturday night.",
    "The museum will stay shut for a week while the other galleries are searched for traces and the roof is closed.",
];

pub(crate) const DAM: &[&str] = &[
    "Farmers in the upper Tessel valley voted on Sunday against a dam that would have drowned four villages and the road between them.",
    "Turnout was 81 percent and the margin wider than either camp had expected, the canton's clerk announced after a recount in one hall.",
    "The power company that planned the reservoir called the result a setback and said that it would study a smaller weir further down.",
    "Opponents had argued for two years that the valley's orchards were worth more than the electricity, and hired a hydrologist to show it.",
    "A second vote, on who pays for the studies made so far, is set for the last weekend of September.",
];

pub(crate) fn join<'a>(parts: &[&[&'a str]]) -> Vec<&'a str> {
    parts.concat()
}
