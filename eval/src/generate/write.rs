//! Writing documents in an order that says nothing, and what is known of them.

use super::gold::{GoldDocument, HardNegative};
use super::negative::SAME_EVENT;
use super::rng::Rng;
use super::unit::{Node, Unit};
use super::workshop::Workshop;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, VecDeque};
use std::io::{self, Write};

/// Documents held back to be drawn from.
const BUFFER: usize = 16_384;
/// Headlines that related links are drawn from: those of the last documents.
const HEADLINES: usize = 64;
/// Share of documents whose date is wrong.
const WRONG_DATES: f64 = 0.03;
/// Pairs of one event that are written at most.
const EVENT_PAIRS: usize = 45;

pub(crate) struct Writer<'a> {
    shop: &'a Workshop,
    documents: &'a mut dyn Write,
    gold: &'a mut dyn Write,
    buffer: Vec<String>,
    headlines: VecDeque<String>,
    events: BTreeMap<String, Vec<String>>,
    order: Rng,
    written: u64,
    families: u64,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(
        shop: &'a Workshop,
        documents: &'a mut dyn Write,
        gold: &'a mut dyn Write,
    ) -> Self {
        Self {
            shop,
            documents,
            gold,
            buffer: Vec::new(),
            headlines: VecDeque::new(),
            events: BTreeMap::new(),
            order: Rng::new(shop.seed, 0x006f_7264_6572),
            written: 0,
            families: 0,
        }
    }

    pub(crate) fn write(&mut self, unit: Unit, rng: &mut Rng) -> io::Result<()> {
        let ids: Vec<String> = unit.nodes.iter().map(|_| self.id()).collect();
        let families = unit.nodes.iter().map(|node| node.family).max().unwrap_or(0) as u64 + 1;
        let family = |nth: usize| format!("f{}", self.families + nth as u64);
        for (node, id) in unit.nodes.iter().zip(&ids) {
            let gold = GoldDocument {
                id: id.clone(),
                family: family(node.family),
                second: node.second.map(family),
                held: node.held,
                parents: node.parents.iter().filter_map(|&at| ids.get(at).cloned()).collect(),
                relation: node.kind.and_then(|kind| kind.relation()).map(str::to_owned),
                kind: node.kind.map_or("root", |kind| kind.as_str()).to_owned(),
                depth: node.depth,
            };
            writeln!(self.gold, "{}", gold.line())?;
        }
        self.families += families;
        if let Some(kind) = unit.negative {
            self.negatives(kind, &ids)?;
        }
        for (node, id) in unit.nodes.iter().zip(ids) {
            if !node.held {
                continue;
            }
            if let Some(event) = &node.event {
                self.events.entry(event.clone()).or_default().push(id.clone());
            }
            let line = self.line(node, &id, rng);
            self.buffer.push(line);
            if self.buffer.len() >= BUFFER {
                self.emit()?;
            }
        }
        Ok(())
    }

    pub(crate) fn finish(mut self) -> io::Result<()> {
        while !self.buffer.is_empty() {
            self.emit()?;
        }
        for ids in std::mem::take(&mut self.events).into_values() {
            self.negatives(SAME_EVENT, &ids)?;
        }
        self.documents.flush()?;
        self.gold.flush()
    }

    /// All pairs, as far as there are not too many.
    fn negatives(&mut self, kind: &str, ids: &[String]) -> io::Result<()> {
        let pairs =
            ids.iter().enumerate().flat_map(|(at, a)| ids[at + 1..].iter().map(move |b| (a, b)));
        for (a, b) in pairs.take(EVENT_PAIRS) {
            let pair = HardNegative { kind: kind.to_owned(), a: a.clone(), b: b.clone() };
            writeln!(self.gold, "{}", pair.line())?;
        }
        Ok(())
    }

    /// Ids look like hashes: their order says nothing.
    fn id(&mut self) -> String {
        self.written += 1;
        format!("{:016x}", Rng::new(self.shop.seed ^ 0x6964, self.written).next())
    }

    fn emit(&mut self) -> io::Result<()> {
        let at = self.order.below(self.buffer.len());
        let line = self.buffer.swap_remove(at);
        self.documents.write_all(line.as_bytes())?;
        self.documents.write_all(b"\n")
    }

    fn line(&mut self, node: &Node, id: &str, rng: &mut Rng) -> String {
        let outlet = &node.outlet;
        let mut at = node.at;
        if rng.chance(WRONG_DATES) {
            let off = rng.between(1440, 300 * 1440) as u64;
            at = if rng.chance(0.5) { at + off } else { at.saturating_sub(off) };
        }
        let mut headlines: Vec<String> = self.headlines.iter().cloned().collect();
        rng.shuffle(&mut headlines);
        headlines.truncate(rng.between(3, 5));
        let credit = node.credit.as_deref().or(node.note.as_deref());
        let text = outlet.page(&node.article, at, credit, &headlines, &self.shop.kept, rng);
        self.headlines.push_back(node.article.title.clone());
        if self.headlines.len() > HEADLINES {
            self.headlines.pop_front();
        }
        let mut line = Map::new();
        line.insert("id".into(), Value::from(id));
        line.insert("title".into(), Value::from(node.article.title.as_str()));
        if let Some(published) = outlet.published(at) {
            line.insert("published".into(), Value::from(published));
            line.insert("outlet".into(), Value::from(outlet.name.as_str()));
            line.insert("url".into(), Value::from(format!("https://{}/{id}", outlet.host)));
        }
        line.insert("text".into(), Value::from(text));
        Value::Object(line).to_string()
    }
}
