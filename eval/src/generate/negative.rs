//! Hard negatives: articles that have much in common and are no copies of each other.

use super::article::{Article, words};
use super::outlet::{Outlet, Style, person, town};
use super::rng::Rng;
use super::unit::{Node, Unit};
use super::workshop::{Supplied, Supply, Workshop};

/// The kinds that are made; that two articles tell of one event is known from labels instead.
pub(crate) const NEGATIVES: [&str; 4] =
    ["same-furniture", "same-quotation", "same-boilerplate", "weekly-column"];
/// The kind that labels give.
pub(crate) const SAME_EVENT: &str = "same-event";

/// Outlets of hard negatives are numbered from here.
const OUTLETS: usize = 1 << 20;

/// A group of the kind; `None` where the pile has no articles left for one.
pub(crate) fn group(
    kind: &'static str,
    nth: usize,
    supply: &mut Supply<'_>,
    shop: &Workshop,
    rng: &mut Rng,
) -> Option<Unit> {
    let own = |style| Outlet::new(&shop.kept, shop.seed, OUTLETS + nth, Some(style));
    let mut nodes = Vec::new();
    match kind {
        "same-furniture" => {
            let outlet = own(Style::Heavy);
            for supplied in several(rng.between(2, 4), 0, supply, shop)? {
                nodes.push(Node::root(supplied, nodes.len(), outlet.clone()));
            }
        }
        "same-quotation" => {
            let quote = shop.fresh.passage(25, 80, rng).join(" ").replace(['"', '“', '”'], "");
            for mut supplied in several(rng.between(2, 4), 3 * words(&quote), supply, shop)? {
                let speaker = person(&shop.kept, rng);
                let said = match rng.below(3) {
                    0 => format!("\"{quote}\" {speaker} said."),
                    1 => format!("{speaker} told reporters: \"{quote}\""),
                    _ => format!("“{quote}” said {speaker}, of {}.", town(&shop.kept, rng)),
                };
                put(&mut supplied.article, vec![said], 0.1, rng);
                nodes.push(Node::root(supplied, nodes.len(), shop.outlet(rng)));
            }
        }
        "same-boilerplate" => {
            let passage = shop.fresh.passage(40, 90, rng);
            let size: usize = passage.iter().map(|sentence| words(sentence)).sum();
            for mut supplied in several(rng.between(2, 5), 3 * size, supply, shop)? {
                put(&mut supplied.article, passage.clone(), 0.6, rng);
                nodes.push(Node::root(supplied, nodes.len(), shop.outlet(rng)));
            }
        }
        _ => {
            let outlet = own(Style::Light);
            let frame = Frame::new(&outlet, shop, rng);
            let weeks = several(rng.between(3, 6), 2 * frame.words(), supply, shop)?;
            let first = weeks.first().map_or(0, |week| week.at);
            for (week, mut supplied) in (0..).zip(weeks) {
                supplied.article = frame.around(supplied.article);
                supplied.at = first + week * 7 * 1440;
                nodes.push(Node::root(supplied, nodes.len(), outlet.clone()));
            }
        }
    }
    Some(Unit { nodes, negative: Some(kind) })
}

/// So many articles of at least `least` words, or none.
fn several(
    count: usize,
    least: usize,
    supply: &mut Supply<'_>,
    shop: &Workshop,
) -> Option<Vec<Supplied>> {
    let mut found = Vec::new();
    for _ in 0..count {
        match supply.take_long(least, shop) {
            Some(supplied) => found.push(supplied),
            None => {
                supply.put_back(found);
                return None;
            }
        }
    }
    Some(found)
}

/// Sets a paragraph in, anywhere from `from` (a share of the paragraphs) on.
fn put(article: &mut Article, paragraph: Vec<String>, from: f64, rng: &mut Rng) {
    let low = (from * article.paragraphs.len() as f64).ceil() as usize;
    let at = rng.between(low, article.paragraphs.len());
    article.paragraphs.insert(at, paragraph);
}

/// What a column prints every week.
struct Frame {
    title: String,
    opening: String,
    headings: [String; 2],
    bridge: String,
    closing: String,
}

impl Frame {
    fn new(outlet: &Outlet, shop: &Workshop, rng: &mut Rng) -> Self {
        let mut line = |section: &str| {
            let line = rng.pick(shop.kept.frames.of(section)).copied().unwrap_or("");
            outlet.fill(line, &shop.kept, rng)
        };
        Self {
            title: line("title"),
            opening: line("opening"),
            headings: [line("heading"), line("heading")],
            bridge: line("bridge"),
            closing: line("closing"),
        }
    }

    fn words(&self) -> usize {
        words(&self.opening) + words(&self.bridge) + words(&self.closing)
    }

    fn around(&self, article: Article) -> Article {
        let half = article.paragraphs.len() / 2;
        let mut paragraphs = article.paragraphs;
        let rest = paragraphs.split_off(half);
        let [first, second] = &self.headings;
        let fixed = |line: &String| vec![line.clone()];
        let mut made = vec![fixed(&self.opening), fixed(first)];
        made.extend(paragraphs);
        made.extend([fixed(&self.bridge), fixed(second)]);
        made.extend(rest);
        made.push(fixed(&self.closing));
        Article { title: self.title.clone(), paragraphs: made }
    }
}
