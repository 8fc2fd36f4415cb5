//! Several who say one thing: "Ana Reis and harbor master Per Soljan said", "police and the fire
//! service said". Each is a mouth of its own.

use super::Resolver;
use wireroom_model::{LocalEntity, NameKind};
use wireroom_text::Span;

/// Mouths of one statement that are told apart.
const MOST: usize = 6;

impl Resolver<'_> {
    /// The entities of a source that joins several; nothing where it is one, or might be.
    pub(crate) fn joint(&mut self, span: Span, entities: &mut Vec<LocalEntity>) -> Vec<usize> {
        let parts = self.parts(span);
        let whole = parts.len() > 1
            && parts
                .iter()
                .enumerate()
                .all(|(at, part)| self.stands_alone(*part, at == 0, entities));
        if !whole {
            return Vec::new();
        }
        let mut found: Vec<usize> = Vec::new();
        for part in parts {
            if let Some(entity) = self.source(part, entities)
                && !found.contains(&entity)
            {
                found.push(entity);
            }
        }
        if found.len() > 1 { found } else { Vec::new() }
    }

    /// The parts between "and" and commas, where no name reaches over one; one where the last is not
    /// joined by "and".
    fn parts(&self, span: Span) -> Vec<Span> {
        let words = span.text(self.text);
        let words =
            words.strip_prefix("both ").or_else(|| words.strip_prefix("Both ")).unwrap_or(words);
        let from = span.end() - words.len();
        let Some(and) = self.splits(words, from, " and ").last().copied() else {
            return vec![span];
        };
        let (lead, last) = (words.get(..and).unwrap_or(""), words.get(and + 5..).unwrap_or(""));
        let mut bounds = Vec::new();
        let mut start = 0;
        for comma in self.splits(lead, from, ", ") {
            bounds.push((start, comma));
            start = comma + 2;
        }
        bounds.push((start, lead.trim_end_matches(',').len()));
        bounds.push((and + 5, and + 5 + last.len()));
        let spans = bounds.into_iter().filter(|(start, end)| start < end);
        spans.map(|(start, end)| Span::of(from + start..from + end)).take(MOST + 1).collect()
    }

    /// Where a separator stands that no name reaches over.
    fn splits(&self, words: &str, from: usize, separator: &str) -> Vec<usize> {
        let inside_a_name = |at: usize| {
            let first = self.names.partition_point(|name| name.span.end() <= from + at);
            self.names.get(first).is_some_and(|name| {
                name.span.start() < from + at && name.span.end() > from + at + 1
            })
        };
        let found = words.match_indices(separator).map(|(at, _)| at);
        found.filter(|&at| !inside_a_name(at)).collect()
    }

    /// Whether a part speaks for itself: a name heads it, or it is a noun with an article. The first
    /// may be a bare noun ("police and the fire service"), but has no preposition before its name:
    /// "the ministers of Poland and Lithuania" are no two mouths that we know.
    fn stands_alone(&self, part: Span, first: bool, entities: &[LocalEntity]) -> bool {
        let words = part.text(self.text);
        let lower = words.to_lowercase();
        let articled = ["the ", "a ", "an ", "his ", "her ", "its ", "their "];
        let articled = articled.iter().any(|article| lower.starts_with(article));
        let preposition =
            [" of ", " for ", " from ", " in ", " at ", " with ", " to ", " between ", " on "];
        let at = preposition.iter().filter_map(|word| lower.find(word)).min();
        let first_name = self.names.partition_point(|name| name.span.end() <= part.start());
        let named = self.names.get(first_name..).unwrap_or(&[]).iter();
        let mut named = named.take_while(|name| name.span.end() <= part.end());
        let headed = named.any(|name| {
            name.kind != NameKind::Nationality
                && name.entity.is_some_and(|entity| entities.get(entity).is_some())
                && at.is_none_or(|at| name.span.end() <= part.start() + at)
                && self.heads(name, part.start() + at.unwrap_or(words.len()))
        });
        let plain = at.is_none() && !words.contains(char::is_uppercase);
        headed || plain && (articled || first && words.split_whitespace().count() == 1)
    }
}
