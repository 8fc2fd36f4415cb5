//! Invented outlets and what their pages print around an article.

use super::article::Article;
use super::calendar::{Minute, day, long_date};
use super::data::Kept;
use super::rng::Rng;

/// How much an outlet prints around its articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// The text alone, or below its headline.
    Bare,
    /// A byline and a line or two.
    Light,
    /// Masthead, menu, related links, calls to subscribe.
    Full,
    /// All of it and long notices: often more than the article.
    Heavy,
}

/// An outlet. What it prints on every page is drawn once.
#[derive(Debug, Clone)]
pub(crate) struct Outlet {
    pub(crate) name: String,
    pub(crate) host: String,
    town: String,
    above: Vec<String>,
    below: Vec<String>,
    stamp: Option<String>,
    byline: Option<&'static str>,
    related: Option<String>,
    prints_title: bool,
    gap: &'static str,
    /// Whether documents say where and when they are from.
    pub(crate) labelled: bool,
    /// Whether its stamps have the time of day.
    pub(crate) to_the_minute: bool,
}

impl Outlet {
    /// Outlet number `nth` of a generator's run.
    pub(crate) fn new(kept: &Kept, seed: u64, nth: usize, style: Option<Style>) -> Self {
        let rng = &mut Rng::new(seed ^ 0x006f_7574_6c65_7473, nth as u64);
        let style = style.unwrap_or_else(|| match rng.unit() {
            x if x < 0.25 => Style::Bare,
            x if x < 0.60 => Style::Light,
            x if x < 0.90 => Style::Full,
            _ => Style::Heavy,
        });
        let town = town(kept, rng);
        let paper = rng.pick(kept.names.of("paper")).copied().unwrap_or("Post");
        // The number keeps two outlets of one name apart where there are thousands.
        let mark = if nth < 200 { String::new() } else { format!(" {}", nth / 200 + 1) };
        let name = format!("{town} {paper}{mark}");
        let host = format!("{}.example", name.to_lowercase().replace(' ', "-"));
        let mut outlet = Self {
            name,
            host,
            town,
            above: Vec::new(),
            below: Vec::new(),
            stamp: None,
            byline: None,
            related: None,
            prints_title: rng.chance(0.8),
            gap: if rng.chance(0.5) { "\n" } else { "\n\n" },
            labelled: rng.chance(0.88),
            to_the_minute: rng.chance(0.65),
        };
        let (above, below) = printed(style);
        outlet.above = outlet.lines(kept, above, rng);
        outlet.below = outlet.lines(kept, below, rng);
        if style != Style::Bare {
            outlet.byline =
                rng.chance(0.8).then(|| rng.pick(kept.furniture.of("byline")).copied()).flatten();
            outlet.stamp = rng
                .chance(0.6)
                .then(|| rng.pick(kept.furniture.of("stamp")).map(|line| (*line).to_owned()))
                .flatten();
        }
        if matches!(style, Style::Full | Style::Heavy) && rng.chance(0.8) {
            outlet.related =
                rng.pick(kept.furniture.of("related")).map(|line| outlet.fill(line, kept, rng));
        }
        outlet
    }

    fn lines(&self, kept: &Kept, wanted: &[(&str, f64)], rng: &mut Rng) -> Vec<String> {
        let mut made = Vec::new();
        for (section, chance) in wanted {
            if rng.chance(*chance)
                && let Some(line) = rng.pick(kept.furniture.of(section))
            {
                let line = self.fill(line, kept, rng);
                if !made.contains(&line) {
                    made.push(line);
                }
            }
        }
        made
    }

    /// Fills the slots of a line of furniture or of a column's frame.
    pub(crate) fn fill(&self, line: &str, kept: &Kept, rng: &mut Rng) -> String {
        let mut made = line.replace("{outlet}", &self.name).replace("{town}", &self.town);
        while made.contains("{person}") {
            made = made.replacen("{person}", &person(kept, rng), 1);
        }
        while made.contains("{number}") {
            made = made.replacen("{number}", &rng.between(10, 59).to_string(), 1);
        }
        while made.contains("{topic}") {
            let topic = rng.pick(kept.furniture.of("topic")).copied().unwrap_or("news");
            made = made.replacen("{topic}", topic, 1);
        }
        made.replace("{year}", "2021")
    }

    /// The page as text: what the outlet prints around the article, and the article. `credit` is
    /// a line that names where it was had from; `headlines` are of other articles.
    pub(crate) fn page(
        &self,
        article: &Article,
        at: Minute,
        credit: Option<&str>,
        headlines: &[String],
        kept: &Kept,
        rng: &mut Rng,
    ) -> String {
        let mut lines: Vec<String> = self.above.clone();
        if self.prints_title && !article.title.is_empty() {
            let at = if rng.chance(0.5) { lines.len() } else { lines.len().min(2) };
            lines.insert(at, article.title.clone());
        }
        if let Some(byline) = self.byline {
            lines.push(self.fill(byline, kept, rng));
        }
        if let Some(stamp) = &self.stamp {
            let stamp = stamp.replace("{date}", &long_date(at));
            lines.push(self.fill(&stamp, kept, rng));
        }
        let credit = credit.map(str::to_owned);
        let credit_first = rng.chance(0.3);
        if credit_first {
            lines.extend(credit.clone());
        }
        lines.extend(article.paragraphs.iter().map(|paragraph| paragraph.join(" ")));
        if !credit_first {
            lines.extend(credit);
        }
        if let Some(related) = &self.related {
            lines.push(related.clone());
            lines.extend(headlines.iter().cloned());
        }
        lines.extend(self.below.iter().cloned());
        lines.join(self.gap)
    }

    /// A moment as the outlet's documents give it.
    pub(crate) fn published(&self, at: Minute) -> Option<String> {
        if !self.labelled {
            return None;
        }
        let day = day(at)?;
        let (hour, minute) = (at / 60 % 24, at % 60);
        Some(if self.to_the_minute { format!("{day}T{hour:02}:{minute:02}:00") } else { day })
    }
}

/// Sections of furniture, each with the chance that an outlet prints a line of it.
type Printed = &'static [(&'static str, f64)];

/// What is printed above an article and below it.
fn printed(style: Style) -> (Printed, Printed) {
    match style {
        Style::Bare => (&[], &[]),
        Style::Light => (&[("share", 0.3)], &[("subscribe", 0.5), ("footer", 0.5)]),
        Style::Full => (
            &[("masthead", 0.8), ("menu", 0.6), ("subscribe", 0.3), ("share", 0.6)],
            &[
                ("share", 0.4),
                ("subscribe", 0.8),
                ("comments", 0.7),
                ("footer", 0.9),
                ("footer", 0.5),
            ],
        ),
        Style::Heavy => (
            &[
                ("notice", 0.6),
                ("masthead", 1.0),
                ("menu", 1.0),
                ("subscribe", 0.7),
                ("share", 0.8),
            ],
            &[
                ("share", 0.8),
                ("subscribe", 1.0),
                ("subscribe", 0.5),
                ("notice", 1.0),
                ("notice", 1.0),
                ("comments", 1.0),
                ("footer", 1.0),
                ("footer", 1.0),
                ("footer", 0.5),
            ],
        ),
    }
}

pub(crate) fn town(kept: &Kept, rng: &mut Rng) -> String {
    let part = |section, rng: &mut Rng| rng.pick(kept.names.of(section)).copied().unwrap_or("");
    format!("{}{}", part("head", rng), part("tail", rng))
}

pub(crate) fn person(kept: &Kept, rng: &mut Rng) -> String {
    let part = |section, rng: &mut Rng| rng.pick(kept.names.of(section)).copied().unwrap_or("");
    format!("{} {}", part("given", rng), part("family", rng))
}
