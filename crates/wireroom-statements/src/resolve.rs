//! Who a source is within one text: names, pronouns, role nouns.
//!
//! A plain most-recent-candidate reading, left to right. Who was a source lately outweighs who was
//! merely named. Gender is not guessed from names.

mod author;
mod body;
mod joint;
mod person;
mod pronoun;
mod relay;
mod titled;

use crate::nouns::{Phrase, Pronoun, phrase, pronoun, same};
use wireroom_model::{LocalEntity, LocalEntityKind, Name, NameKind, Sentence};
use wireroom_text::Span;

/// The reader of one text.
pub(crate) struct Resolver<'a> {
    text: &'a str,
    sentences: &'a [Sentence],
    names: &'a [Name],
    /// Entities that were sources, latest last, and where.
    lately: Vec<(usize, Span)>,
    /// The phrases of entities without a name, in order of first sight.
    unnamed: Vec<(usize, Phrase)>,
    /// What a noun for a body was last taken for.
    meant: Vec<(String, usize)>,
}

/// How far back an antecedent may lie, in names and sources: news keeps them near, and this keeps
/// the search linear.
const BACK: usize = 40;
/// Persons whose names are looked for where the finder of names found none.
const MOST_PEOPLE: usize = 128;

impl<'a> Resolver<'a> {
    pub(crate) fn new(text: &'a str, sentences: &'a [Sentence], names: &'a [Name]) -> Self {
        Self { text, sentences, names, lately: Vec::new(), unnamed: Vec::new(), meant: Vec::new() }
    }

    /// The entity of a source; makes one where the text names nobody. Adds the mention.
    pub(crate) fn source(&mut self, span: Span, entities: &mut Vec<LocalEntity>) -> Option<usize> {
        let words = span.text(self.text);
        let found = match pronoun(words) {
            Some(Pronoun::Relative) => {
                let known = self.antecedent(Pronoun::Relative, span, entities);
                known.or_else(|| self.source(self.taken_up(span)?, entities))
            }
            Some(kind) => self.antecedent(kind, span, entities),
            None if is_aged(words) => self.antecedent(Pronoun::One, span, entities),
            None => self
                .named(span, entities)
                .or_else(|| self.written(words, entities))
                .or_else(|| self.role(span, words, entities)),
        }?;
        let mentions = &mut entities.get_mut(found)?.mentions;
        if !mentions.iter().any(|held| held.overlaps(span)) {
            mentions.push(span);
        }
        self.lately.push((found, span));
        Some(found)
    }

    /// Entities that were sources, latest first.
    fn lately(&self) -> impl Iterator<Item = usize> + Clone {
        self.lately.iter().rev().take(BACK).map(|&(entity, _)| entity)
    }

    /// The name that heads the source: a person in it, or a name at the end of its first part.
    fn named(&self, span: Span, entities: &[LocalEntity]) -> Option<usize> {
        let first = self.names.partition_point(|name| name.span.end() <= span.start());
        let inside =
            self.names.get(first..)?.iter().take_while(|name| name.span.start() < span.end());
        let inside: Vec<&Name> = inside.take(12).collect();
        let head_end = head_end(span, self.text);
        let part = |from: usize, to: usize| self.text.get(from..to).unwrap_or("");
        let titled = |name: &Name| {
            person::titles(part(span.start(), name.span.start()))
                && person::closes(part(name.span.end(), span.end()))
        };
        let mut people = inside.iter().filter(|name| name.kind == NameKind::Person);
        if let Some(person) = people.find(|name| self.heads(name, head_end) || titled(name)) {
            return person.entity;
        }
        // "Reis's sister, Tamar Levi": whoever stands in apposition at the end.
        let apposed = inside.last().filter(|name| {
            let (lead, rest) =
                (part(span.start(), name.span.start()), part(name.span.end(), span.end()));
            name.kind == NameKind::Person
                && lead.trim_end().ends_with(',')
                && lead.matches(',').count() == 1
                && rest.trim_matches([' ', ',']).is_empty()
                && !inside
                    .iter()
                    .any(|name| name.kind == NameKind::Person && self.heads(name, head_end))
        });
        if let Some(person) = apposed {
            return person.entity;
        }
        inside
            .iter()
            .find(|name| {
                name.span.end() + 2 >= head_end
                    && name.kind != NameKind::Nationality
                    && name.kind != NameKind::Person
                    && (name.span.start() < head_end || self.speaks_for(name, span, entities))
            })
            .and_then(|name| name.entity)
    }

    /// Whether a name behind the head of a source is whom the source speaks for: "officials from
    /// the Harbor Board", not "an analyst in Lagos".
    fn speaks_for(&self, name: &Name, span: Span, entities: &[LocalEntity]) -> bool {
        let acts = name.entity.and_then(|e| entities.get(e)).is_some_and(|e| {
            matches!(e.kind, LocalEntityKind::Organization | LocalEntityKind::State)
        });
        let lead = self.text.get(span.start()..name.span.start()).unwrap_or("");
        if person::holds_office(lead) {
            return false;
        }
        let mut back = lead.split_whitespace().rev().filter(|word| !matches!(*word, "the" | "a"));
        acts && !matches!(back.next(), Some("in" | "at" | "on" | "with"))
    }

    /// A person of the text whose name stands in the source without having been found there.
    fn written(&self, words: &str, entities: &[LocalEntity]) -> Option<usize> {
        let people = entities.iter().enumerate().filter(|(_, e)| e.kind == LocalEntityKind::Person);
        people
            .take(MOST_PEOPLE)
            .find(|(_, entity)| {
                let surname = entity.name.rsplit(' ').next().unwrap_or("");
                let full = surname.len() < entity.name.len();
                let found = [entity.name.as_str(), surname].into_iter().find_map(|form| {
                    person::whole(words, form).filter(|_| full).map(|at| (at, at + form.len()))
                });
                found.is_some_and(|(from, to)| {
                    person::titles(words.get(..from).unwrap_or("x"))
                        && person::closes(words.get(to..).unwrap_or("x"))
                })
            })
            .map(|(at, _)| at)
    }

    /// A person heads a phrase unless the name is a possessor ("Ibarra's lawyer") or a modifier
    /// ("Ibarra spokesman").
    fn heads(&self, name: &Name, head_end: usize) -> bool {
        let rest = self.text.get(name.span.end()..head_end).unwrap_or("");
        name.span.start() < head_end
            && (rest.trim().is_empty()
                || !rest
                    .trim_start()
                    .starts_with(|c: char| c == '\'' || c == '’' || c.is_alphabetic()))
    }

    /// The entity of a role noun: one of the text that it fits, most recent first, or a new one.
    fn role(&mut self, span: Span, words: &str, entities: &mut Vec<LocalEntity>) -> Option<usize> {
        let own = phrase(words)?;
        if let Some(author) = self.author(&own, span, entities) {
            return Some(author);
        }
        let held = self
            .unnamed
            .iter()
            .rev()
            .take(BACK)
            .find(|(_, held)| same(held, &own))
            .map(|(e, _)| *e);
        let titled = own.definite.then(|| self.titled(span, &own, entities)).flatten();
        let fits = match (held, titled) {
            // Both fit: the one that spoke last.
            (Some(a), Some(b)) => {
                let last = |e: usize| self.lately.iter().rposition(|&(l, _)| l == e);
                Some(if last(b) > last(a) { b } else { a })
            }
            (held, titled) => held.or(titled),
        };
        if let Some(found) = fits {
            return Some(found);
        }
        let bare = own.others.is_empty() && words.split_whitespace().count() == 1;
        if (own.definite || bare)
            && let Some(body) = self.body(&own, span, entities).or_else(|| self.meant_before(&own))
        {
            self.meant.push((own.head, body));
            return Some(body);
        }
        let index = entities.len();
        let mut name = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(body) = self.spoken_for(&own, span, entities).and_then(|e| entities.get(e)) {
            name = format!("{name} ({})", body.name);
        }
        entities.push(LocalEntity {
            name,
            kind: LocalEntityKind::Unnamed,
            country: country_in(words),
            role: None,
            mentions: vec![span],
        });
        self.unnamed.push((index, own));
        Some(index)
    }

    /// What "the company" meant before, where now several fit.
    fn meant_before(&self, own: &Phrase) -> Option<usize> {
        let bare = own.definite && own.others.is_empty() && body::is_body_noun(&own.head);
        let last = self.meant.iter().rev().take(BACK).find(|(head, _)| *head == own.head);
        last.filter(|_| bare).map(|&(_, body)| body)
    }

    /// The organization of "a company spokeswoman" and "a spokesman for the agency".
    fn spoken_for(&self, own: &Phrase, span: Span, entities: &[LocalEntity]) -> Option<usize> {
        let noun = own.others.iter().find(|word| body::is_body_noun(word))?;
        let whose = Phrase {
            head: noun.clone(),
            others: own.others.iter().filter(|word| *word != noun).cloned().collect(),
            definite: true,
            bare: false,
        };
        (own.head == "spokesperson").then(|| self.body(&whose, span, entities)).flatten()
    }

    /// The organization that a role noun means: the only one that fits, else the only one of its
    /// sentence before it or of the two sentences before, or the one of several that spoke last.
    fn body(&self, own: &Phrase, span: Span, entities: &[LocalEntity]) -> Option<usize> {
        let (fitting, close) = body::fitting(own, entities);
        if let ([only], false) = (fitting.as_slice(), close) {
            return Some(*only);
        }
        let at =
            self.sentences.partition_point(|s| s.span.start() <= span.start()).checked_sub(1)?;
        for at in (at.saturating_sub(2)..=at).rev() {
            let sentence = self.sentences.get(at)?.span;
            let first = self.names.partition_point(|name| name.span.start() < sentence.start());
            let before = self.names.get(first..)?.iter().take_while(|name| {
                name.span.end() <= span.start() && name.span.end() <= sentence.end()
            });
            let mut here: Vec<usize> =
                before.filter_map(|name| name.entity).filter(|e| fitting.contains(e)).collect();
            here.sort_unstable();
            here.dedup();
            match here.as_slice() {
                [] => {}
                [only] => return Some(*only),
                _ => return self.lately().next().filter(|last| here.contains(last)),
            }
        }
        None
    }
}

/// "The 29-year-old", "the 29-year-old Brazilian": a person told of before.
fn is_aged(words: &str) -> bool {
    let rest = words.strip_prefix("the ").or_else(|| words.strip_prefix("The "));
    rest.is_some_and(|rest| {
        let age = rest.split(' ').next().unwrap_or("");
        age.starts_with(|c: char| c.is_ascii_digit()) && age.ends_with("-year-old")
    })
}

/// Where the first part of a noun phrase ends: before a comma, a clause or a preposition.
fn head_end(span: Span, text: &str) -> usize {
    let words = span.text(text);
    let stops = [
        ",", " of ", " from ", " in ", " at ", " for ", " who ", " with ", " and ", " (", " on ",
        " – ", " — ", " whose ",
    ];
    stops
        .iter()
        .filter_map(|stop| words.find(stop))
        .min()
        .map_or(span.end(), |at| span.start() + at)
}

fn plural(name: &str) -> bool {
    phrase(name).is_some_and(|p| p.head.ends_with('s') && !p.head.ends_with("ss"))
}

/// The one country that a noun phrase names or describes.
fn country_in(words: &str) -> Option<String> {
    let mut found = words.split(|c: char| c.is_whitespace() || c == ',').filter_map(|word| {
        let word = word.trim_end_matches("'s").trim_end_matches("’s");
        let capital = word.starts_with(char::is_uppercase);
        let country = capital.then(|| {
            wireroom_lexicon::country_by_demonym(word)
                .or_else(|| wireroom_lexicon::country_by_name(word))
        })?;
        country.map(|c| c.alpha3.to_owned())
    });
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}
