//! Whose "the statement" is: a statement, a letter or a post that was told of before is the word of
//! whoever made it, and no mouth of its own.
//!
//! What it is not: a report, a study or a document is a source by itself, and so is a statement of
//! which nobody is told.

use super::Resolver;
use crate::nouns::Phrase;
use wireroom_model::{LocalEntity, LocalEntityKind, Name};
use wireroom_text::Span;

/// What one makes in one's own name.
const OWN_WORD: [&str; 14] = [
    "statement",
    "letter",
    "post",
    "tweet",
    "release",
    "message",
    "email",
    "e-mail",
    "memo",
    "note",
    "communique",
    "communiqué",
    "declaration",
    "announcement",
];
/// How one makes it.
const MAKES: [&str; 22] = [
    "issued",
    "issue",
    "issues",
    "issuing",
    "released",
    "releases",
    "releasing",
    "posted",
    "posting",
    "published",
    "publishing",
    "sent",
    "sending",
    "wrote",
    "writing",
    "signed",
    "tweeted",
    "gave",
    "made",
    "shared",
    "circulated",
    "emailed",
];
/// Sentences over which it is remembered, and bytes: a sentence may have no end.
const SENTENCES: usize = 8;
const BYTES: usize = 4000;
/// Words between the noun and what tells whose it is.
const BETWEEN: usize = 4;

impl Resolver<'_> {
    /// Who made what `own`, a definite phrase at `span`, takes up.
    pub(super) fn author(
        &self,
        own: &Phrase,
        span: Span,
        entities: &[LocalEntity],
    ) -> Option<usize> {
        if !own.definite || !OWN_WORD.contains(&own.head.as_str()) {
            return None;
        }
        let here = self.sentences.partition_point(|s| s.span.start() < span.start());
        let from = self.text.floor_char_boundary(span.start().saturating_sub(BYTES));
        for sentence in self.sentences.get(here.saturating_sub(SENTENCES)..here)?.iter().rev() {
            let (start, end) = (sentence.span.start().max(from), sentence.span.end());
            let told = Span::of(start..end.min(span.start()).max(start));
            let words = told.text(self.text);
            let found = words
                .rmatch_indices(own.head.as_str())
                .filter(|&(at, noun)| is_word(words, at, noun.len()))
                .find_map(|(at, noun)| {
                    let noun = Span::of(at..at + noun.len()).shift(start);
                    self.maker(noun, told, entities)
                });
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// Who made what `noun` stands for, by the words around it in its sentence, so far as that is `told`.
    fn maker(&self, noun: Span, told: Span, entities: &[LocalEntity]) -> Option<usize> {
        let acts = |name: &&Name| {
            let entity = name.entity.and_then(|at| entities.get(at));
            entity.is_some_and(|entity| {
                matches!(
                    entity.kind,
                    LocalEntityKind::Person
                        | LocalEntityKind::Organization
                        | LocalEntityKind::State
                )
            })
        };
        let possesses = |name: &Name| {
            let rest = self.text.get(name.span.end()..).unwrap_or("");
            rest.starts_with("'s") || rest.starts_with("’s")
        };
        let before = self.text.get(told.start()..noun.start())?;
        let behind = self.text.get(noun.end()..told.end())?;
        let split = self.names.partition_point(|name| name.span.start() < noun.start());
        let (earlier, later) = (self.names.get(..split)?, self.names.get(split..)?);
        let within = |name: &&Name| told.contains(name.span);
        // "A statement from the Harbor Board", not "from the Harbor Board's lawyer".
        if let Some(next) = later.first().filter(within).filter(acts)
            && let Some(between) = behind.get(..next.span.start() - noun.end())
            && few(between)
            && matches!(between.split_whitespace().next(), Some("from" | "by" | "of"))
            && !between.contains([',', ';', '"', '“'])
        {
            return next.entity.filter(|_| !possesses(next));
        }
        let last = earlier.last().filter(within).filter(acts);
        // "The board's statement".
        if let Some(last) = last.filter(|last| possesses(last))
            && few(self.text.get(last.span.end()..noun.start())?)
        {
            return last.entity;
        }
        let lead: Vec<&str> = before.split_whitespace().rev().take(BETWEEN).collect();
        // "The board said in a statement": whoever spoke there.
        if lead.contains(&"in") || lead.contains(&"In") {
            let spoke = self.lately.iter().rev().take(super::BACK);
            return spoke.filter(|(_, at)| told.contains(*at)).map(|&(entity, _)| entity).next();
        }
        // "The board issued a statement".
        let made = lead.iter().position(|word| MAKES.contains(word))?;
        let verb = before.rfind(lead[made])? + told.start();
        let subject = earlier.partition_point(|name| name.span.end() <= verb).checked_sub(1)?;
        let subject = earlier.get(subject).filter(within).filter(acts)?;
        let between = self.text.get(subject.span.end()..verb)?;
        subject.entity.filter(|_| few(between) && !possesses(subject))
    }
}

fn few(between: &str) -> bool {
    between.split_whitespace().count() <= BETWEEN
}

/// Whether what stands at `at` is a word of its own.
fn is_word(text: &str, at: usize, length: usize) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '-';
    let before = text.get(..at).and_then(|text| text.chars().next_back());
    let behind = text.get(at + length..).and_then(|text| text.chars().next());
    !before.is_some_and(part) && !behind.is_some_and(part)
}
