//! Whom a relay means: a medium by its name, "the paper", or whoever spoke for somebody.

use super::{BACK, Resolver};
use crate::nouns::phrase;
use wireroom_model::{LocalEntity, Name, NameKind};
use wireroom_text::Span;

impl Resolver<'_> {
    /// The entity of whoever passed a statement on: a medium by its name, else as a source is read,
    /// but no pronoun will mean it.
    pub(crate) fn relay(&mut self, span: Span, entities: &mut Vec<LocalEntity>) -> Option<usize> {
        self.medium(span).or_else(|| self.medium_named(span)).or_else(|| {
            let spoke = self.lately.len();
            let found = self.source(span, entities);
            self.lately.truncate(spoke);
            found
        })
    }

    /// "The paper": the last body named before it, or the thing of another kind.
    fn medium_named(&self, span: Span) -> Option<usize> {
        let own = phrase(span.text(self.text))?;
        if !own.definite || !own.others.is_empty() || !crate::relay::is_medium_noun(&own.head) {
            return None;
        }
        let end = self.names.partition_point(|name| name.span.end() <= span.start());
        let before = self.names.get(..end)?.iter().rev().take(BACK);
        let bodies = before
            .filter(|name| matches!(name.kind, NameKind::Organization | NameKind::Miscellaneous));
        let known = |name: &&Name| crate::relay::is_medium_text(name.span.text(self.text));
        bodies.clone().find(known).or_else(|| bodies.clone().next()).and_then(|name| name.entity)
    }

    /// The entity of a medium that has a name.
    fn medium(&self, span: Span) -> Option<usize> {
        let first = self.names.partition_point(|name| name.span.end() <= span.start());
        self.names.get(first).filter(|name| name.span.overlaps(span)).and_then(|name| name.entity)
    }
}
