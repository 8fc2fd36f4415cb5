//! Whom a pronoun means: a subject, the only person named, who spoke last.

use super::{BACK, Resolver, plural};
use crate::nouns::Pronoun;
use wireroom_model::{LocalEntity, LocalEntityKind, NameKind};
use wireroom_text::Span;

impl Resolver<'_> {
    /// Whom a pronoun means; `None` for one that means whoever speaks.
    pub(super) fn antecedent(
        &self,
        kind: Pronoun,
        span: Span,
        entities: &[LocalEntity],
    ) -> Option<usize> {
        let person = |&at: &usize| {
            entities.get(at).is_some_and(|e| {
                e.kind == LocalEntityKind::Person
                    || (e.kind == LocalEntityKind::Unnamed && !plural(&e.name))
            })
        };
        let body = |&at: &usize| {
            entities.get(at).is_some_and(|e| {
                matches!(
                    e.kind,
                    LocalEntityKind::Organization
                        | LocalEntityKind::State
                        | LocalEntityKind::Unnamed
                )
            })
        };
        match kind {
            Pronoun::Speaker => None,
            Pronoun::Relative => {
                self.spoken_before(span, entities).or_else(|| self.just_before(span, entities))
            }
            Pronoun::One => {
                let subject = self.subject_before(span, entities);
                subject
                    .or_else(|| self.only_person_before(span, entities))
                    .or_else(|| self.lately().find(person))
                    .or_else(|| self.person_before(span, entities))
            }
            Pronoun::Several | Pronoun::Thing => {
                let spoke = self.lately().find(body);
                spoke.or_else(|| self.body_before(span, entities))
            }
        }
    }

    /// A person whose name begins the sentence of the pronoun or the one before it.
    fn subject_before(&self, span: Span, entities: &[LocalEntity]) -> Option<usize> {
        let own =
            self.sentences.partition_point(|s| s.span.start() <= span.start()).checked_sub(1)?;
        [Some(own), own.checked_sub(1)].into_iter().flatten().find_map(|at| {
            let sentence = self.sentences.get(at)?.span;
            let first = self.names.partition_point(|name| name.span.start() < sentence.start());
            let name = self.names.get(first..)?.iter().take(4).find(|name| {
                name.kind == NameKind::Person
                    && sentence.contains(name.span)
                    && name.span.end() <= span.start()
            })?;
            // A subject stands near the head of its sentence, after titles at most.
            let lead = self.text.get(sentence.start()..name.span.start()).unwrap_or("");
            (lead.len() < 60 && !lead.contains(',') || at == own)
                .then_some(name.entity?)
                .filter(|&e| entities.get(e).is_some())
        })
    }

    /// The latest source, where its mention ends right before `span`: "a diplomat, who".
    fn spoken_before(&self, span: Span, entities: &[LocalEntity]) -> Option<usize> {
        let last = self.lately().next()?;
        let mut mentions = entities.get(last)?.mentions.iter();
        mentions
            .any(|m| {
                let gap = self.text.get(m.end()..span.start()).unwrap_or("x").trim();
                m.end() <= span.start() && matches!(gap, "" | "," | ".")
            })
            .then_some(last)
    }

    /// The only person whom the sentence before a pronoun at the head of its sentence names, where
    /// nobody speaks in that sentence.
    fn only_person_before(&self, span: Span, entities: &[LocalEntity]) -> Option<usize> {
        let own =
            self.sentences.partition_point(|s| s.span.start() <= span.start()).checked_sub(1)?;
        let sentence = self.sentences.get(own)?.span;
        let lead = self.text.get(sentence.start()..span.start())?;
        let before = self.sentences.get(own.checked_sub(1)?)?.span;
        let spoke = self.lately().take(3).filter_map(|e| entities.get(e)).any(|e| {
            e.mentions.iter().any(|m| before.contains(*m)) && e.kind != LocalEntityKind::State
        });
        if lead.chars().any(char::is_alphanumeric) || spoke {
            return None;
        }
        let first = self.names.partition_point(|name| name.span.start() < before.start());
        let inside = self.names.get(first..)?.iter().take_while(|name| before.contains(name.span));
        let mut people =
            inside.filter(|name| name.kind == NameKind::Person).filter_map(|name| name.entity);
        let only = people.next()?;
        people.all(|other| other == only).then_some(only)
    }

    /// The name right before a relative pronoun, after a comma and an article at most, or whoever
    /// bears it; not a place ("residents of Lyon, who said").
    fn just_before(&self, span: Span, entities: &[LocalEntity]) -> Option<usize> {
        let at =
            self.names.partition_point(|name| name.span.end() <= span.start()).checked_sub(1)?;
        let name = self.names.get(at)?;
        let speaks = |at: &usize| {
            entities
                .get(*at)
                .is_some_and(|e| !matches!(e.kind, LocalEntityKind::Place | LocalEntityKind::Other))
        };
        let near = span.start() - name.span.end() <= 24;
        near.then_some(name.entity).flatten().filter(speaks)
    }

    /// The first body or state that the sentence of a pronoun names before it, else that of the
    /// sentence before.
    fn body_before(&self, span: Span, entities: &[LocalEntity]) -> Option<usize> {
        let own =
            self.sentences.partition_point(|s| s.span.start() <= span.start()).checked_sub(1)?;
        [Some(own), own.checked_sub(1)].into_iter().flatten().find_map(|at| {
            let sentence = self.sentences.get(at)?.span;
            let first = self.names.partition_point(|name| name.span.start() < sentence.start());
            let mut inside =
                self.names.get(first..)?.iter().take(6).take_while(|name| {
                    sentence.contains(name.span) && name.span.end() <= span.start()
                });
            let acts = |at: &usize| {
                entities.get(*at).is_some_and(|e| {
                    matches!(e.kind, LocalEntityKind::Organization | LocalEntityKind::State)
                })
            };
            inside.find_map(|name| name.entity.filter(acts))
        })
    }

    /// The noun phrase that a relative pronoun takes up ("a diplomat who", "the report, which"): from
    /// its article on, within its clause.
    pub(super) fn taken_up(&self, span: Span) -> Option<Span> {
        const MOST: usize = 80;
        let mut from = span.start().saturating_sub(MOST);
        while !self.text.is_char_boundary(from) {
            from += 1;
        }
        let lead = self.text.get(from..span.start())?.trim_end_matches([' ', ',']);
        let clause = lead.rfind(['.', ',', ';', ':', '(', '"', '“', '\n', '—', '–']);
        let start = clause.map_or(0, |at| at + lead[at..].chars().next().map_or(1, char::len_utf8));
        let words = lead.get(start..)?;
        let articles =
            [" the ", " a ", " an ", " some ", " his ", " her ", " its ", " their ", " one "];
        let last = articles.iter().filter_map(|article| words.rfind(article)).max();
        let at = start + last.map_or_else(|| words.len() - words.trim_start().len(), |at| at + 1);
        let phrase = lead.get(at..)?;
        let few = (1..=7).contains(&phrase.split_whitespace().count());
        // Without an article only a noun at the head of its clause is told from a verb.
        let told = last.is_some() || phrase.split_whitespace().count() <= 2;
        (few && told).then(|| Span::of(from + at..from + at + phrase.len()))
    }

    fn person_before(&self, span: Span, entities: &[LocalEntity]) -> Option<usize> {
        let end = self.names.partition_point(|name| name.span.end() <= span.start());
        let person =
            |e: &usize| entities.get(*e).is_some_and(|e| e.kind == LocalEntityKind::Person);
        self.names.get(..end)?.iter().rev().take(BACK).filter_map(|name| name.entity).find(person)
    }
}
