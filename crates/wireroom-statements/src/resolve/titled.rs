//! The person whom an office means: "the minister", once a minister has been named.

use super::{BACK, Resolver};
use crate::nouns::{Phrase, of_office};
use wireroom_model::{LocalEntity, LocalEntityKind, Name, NameKind};
use wireroom_text::Span;

impl Resolver<'_> {
    /// A named person whose role, given or written before the name, ends in the head of `own`.
    pub(super) fn titled(
        &self,
        span: Span,
        own: &Phrase,
        entities: &[LocalEntity],
    ) -> Option<usize> {
        let has_role = |at: usize| {
            let Some(entity) = entities.get(at) else { return false };
            if entity.kind != LocalEntityKind::Person {
                return false;
            }
            let role = entity.role.as_deref().map(str::to_lowercase).unwrap_or_default();
            let said = |word: &str| role.split(|c: char| !c.is_alphanumeric()).any(|r| r == word);
            let head = said(&own.head) || (own.head == "spokesperson" && role.contains("spokes"));
            head && own.others.iter().all(|w| said(w) || role.is_empty())
        };
        let end = self.names.partition_point(|name| name.span.end() <= span.start());
        let before = self.names.get(..end)?;
        self.lately()
            .find(|&at| has_role(at))
            .or_else(|| {
                before.iter().rev().take(BACK).find_map(|name| {
                    let entity = name.entity?;
                    (has_role(entity) || self.title_before(name, own)).then_some(entity)
                })
            })
            .or_else(|| {
                let person = |&at: &usize| {
                    entities.get(at).is_some_and(|e| e.kind == LocalEntityKind::Person)
                };
                let foreign = |word: &String| is_demonym(word);
                (of_office(&own.head) && own.others.iter().all(foreign))
                    .then(|| self.lately().find(person))
                    .flatten()
            })
    }

    /// Whether the words before a name hold the role: "deputy transport minister Rosa Ibarra".
    fn title_before(&self, name: &Name, own: &Phrase) -> bool {
        if name.kind != NameKind::Person {
            return false;
        }
        let mut start = name.span.start().saturating_sub(60);
        while !self.text.is_char_boundary(start) {
            start += 1;
        }
        let lead = self.text.get(start..name.span.start()).unwrap_or("");
        let lead =
            lead.rsplit(['.', ',', ';', ':', '\n', '”', '"']).next().unwrap_or("").to_lowercase();
        let words: Vec<&str> =
            lead.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
        let last = words.last().copied().unwrap_or("");
        (last == own.head || (own.head == "spokesperson" && last.starts_with("spokes")))
            && own.others.iter().all(|w| words.contains(&w.as_str()))
    }
}

/// Whether a lower-case word is of a people: "the Kenyan leader".
fn is_demonym(word: &str) -> bool {
    wireroom_lexicon::country_by_demonym(&super::body::titled(word)).is_some()
}
