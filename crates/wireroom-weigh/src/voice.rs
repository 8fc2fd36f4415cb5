//! Who speaks in a sentence that the analysis took for narrated: a second look, at three plain
//! shapes only.
//!
//! "The bridge is gone, governor Ana Reis said"; "Ana Reis told the council that the bridge is
//! gone"; "according to Ana Reis, the bridge is gone". The speaker must be somebody whom the
//! analysis knows. It is no finder of statements: what has another shape stays the outlet's own
//! word.

use wireroom_lexicon::CueClass;
use wireroom_model::{LocalEntityKind, Telling};
use wireroom_text::{Repaired, Span, Token, TokenKind, tokens};

/// What is said in a sentence, and by whom.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Voice {
    pub(crate) content: Span<Repaired>,
    pub(crate) source: Span<Repaired>,
    pub(crate) cue: Span<Repaired>,
    /// The speaker, among the entities of the analysis.
    pub(crate) entity: usize,
    pub(crate) denies: bool,
}

/// A word attributes from this weight on.
const CUE: f32 = 0.55;
/// Tokens that may stand between the comma and the cue.
const MOST_SOURCE: usize = 16;
/// Fewer tokens than this say nothing.
const LEAST_CONTENT: usize = 4;

/// The voice of a sentence, or `None`.
pub(crate) fn voice(telling: &Telling<'_>, sentence: Span<Repaired>) -> Option<Voice> {
    let text = telling.text.repaired();
    let said = sentence.text(text);
    let words = tokens(said);
    let reader = Reader { telling, said, words: &words, start: sentence.start() };
    let cues = (0..words.len()).filter(|&at| reader.is_cue(at)).collect::<Vec<usize>>();
    reader
        .according()
        .or_else(|| cues.iter().rev().find_map(|&at| reader.tail(at)))
        .or_else(|| cues.iter().find_map(|&at| reader.head(at)))
}

struct Reader<'a> {
    telling: &'a Telling<'a>,
    said: &'a str,
    words: &'a [Token],
    /// Where the sentence begins.
    start: usize,
}

impl Reader<'_> {
    fn lower(&self, at: usize) -> String {
        self.words.get(at).map_or(String::new(), |token| token.span.text(self.said).to_lowercase())
    }

    fn is_punct(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|token| token.kind == TokenKind::Punct)
    }

    fn is_cue(&self, at: usize) -> bool {
        let lower = self.lower(at);
        wireroom_lexicon::cue(&lower).is_some_and(|cue| {
            let says = matches!(
                cue.class,
                CueClass::Asserts | CueClass::Denies | CueClass::Adds | CueClass::Relays
            );
            says && cue.weight >= CUE && lower != "according" && !lower.ends_with("ing")
        })
    }

    fn span(&self, from: usize, to: usize) -> Option<Span<Repaired>> {
        let (first, last) = (self.words.get(from)?, self.words.get(to.checked_sub(1)?)?);
        (from < to).then(|| Span::of(self.start + first.span.start()..self.start + last.span.end()))
    }

    /// The speaker among tokens `from..to`: a person, else a body, else whoever else; of like ones
    /// the last.
    fn speaker(&self, from: usize, to: usize) -> Option<usize> {
        let region = self.span(from, to)?;
        let rank = |kind: LocalEntityKind| match kind {
            LocalEntityKind::Person => 3,
            LocalEntityKind::Unnamed => 2,
            LocalEntityKind::Organization => 1,
            LocalEntityKind::State => 0,
            LocalEntityKind::Place | LocalEntityKind::Other => -1,
        };
        let entities = self.telling.analysis.entities.iter().enumerate();
        let mentions = entities.flat_map(|(local, entity)| {
            entity.mentions.iter().map(move |mention| (rank(entity.kind), *mention, local))
        });
        mentions
            .filter(|(rank, mention, _)| *rank >= 0 && region.contains(*mention))
            .max_by_key(|(rank, mention, local)| {
                (*rank, mention.start(), std::cmp::Reverse(*local))
            })
            .map(|(.., local)| local)
    }

    fn voice(
        &self,
        content: (usize, usize),
        source: (usize, usize),
        cue: (usize, usize),
    ) -> Option<Voice> {
        if content.1 < content.0 + LEAST_CONTENT {
            return None;
        }
        let entity = self.speaker(source.0, source.1)?;
        let denies = wireroom_lexicon::cue(&self.lower(cue.0))
            .is_some_and(|cue| cue.class == CueClass::Denies);
        Some(Voice {
            content: self.span(content.0, content.1)?,
            source: self.span(source.0, source.1)?,
            cue: self.span(cue.0, cue.1)?,
            entity,
            denies,
        })
    }

    /// "…, governor Ana Reis said on Friday": the cue at `at`, the speaker between it and the comma
    /// before it or right behind it.
    fn tail(&self, at: usize) -> Option<Voice> {
        const OPENS_CLAUSE: [&str; 22] = [
            "and", "but", "while", "when", "as", "who", "which", "where", "although", "because",
            "after", "before", "though", "if", "since", "so", "or", "that", "whom", "until",
            "with", "for",
        ];
        const QUOTE: [&str; 4] = ["\"", "”", "'", "’"];
        let comma = (at.saturating_sub(MOST_SOURCE)..at).rev().find(|&before| {
            self.lower(before) == "," && !OPENS_CLAUSE.contains(&self.lower(before + 1).as_str())
        })?;
        let first =
            if QUOTE.contains(&self.lower(comma + 1).as_str()) { comma + 2 } else { comma + 1 };
        // What follows says when, where and to whom, or is another clause; a new clause is what is
        // said, and then the words before the comma are not.
        if self.says_more(at + 1) {
            return None;
        }
        if first == at {
            let end = (at + 1..self.words.len().min(at + 10))
                .find(|&next| self.is_punct(next))
                .unwrap_or(self.words.len().min(at + 10));
            return self.voice((0, comma), (at + 1, end), (at, at + 1));
        }
        self.voice((0, comma), (first, at), (at, at + 1))
    }

    /// Whether a clause of its own follows.
    fn says_more(&self, from: usize) -> bool {
        const BEGINS: [&str; 14] = [
            "that", "he", "she", "it", "they", "we", "there", "his", "her", "its", "their", "no",
            "not", "if",
        ];
        let mut at = from;
        while matches!(self.lower(at).as_str(), "on" | "reporters" | "journalists" | "yesterday")
            || is_day(&self.lower(at))
        {
            at += 1;
        }
        BEGINS.contains(&self.lower(at).as_str())
    }

    /// "Ana Reis told the council that the bridge is gone".
    fn head(&self, at: usize) -> Option<Voice> {
        let from = (0..at)
            .rev()
            .take(MOST_SOURCE)
            .take_while(|&before| self.lower(before) != ";" && self.lower(before) != ":");
        let from = from.last()?;
        // Somebody must stand right before the cue, and at the head of the sentence.
        self.speaker(at.saturating_sub(7), at)?;
        let that = (at + 1..self.words.len().min(at + 10)).find(|&next| self.lower(next) == "that");
        let begins = match that {
            Some(that) => that + 1,
            None if self.says_more(at + 1) => at + 1,
            None => return None,
        };
        if from > 2 {
            return None;
        }
        let end = self.words.len();
        self.voice((begins, end), (from, at), (at, at + 1))
    }

    /// "According to Ana Reis, …" and "…, according to Ana Reis".
    fn according(&self) -> Option<Voice> {
        let at = (0..self.words.len())
            .find(|&at| self.lower(at) == "according" && self.lower(at + 1) == "to")?;
        let source = at + 2;
        let end = (source..self.words.len())
            .find(|&next| {
                matches!(self.lower(next).as_str(), "," | "." | ";" | ":" | "who" | "which")
            })
            .unwrap_or(self.words.len());
        let content = if at <= 1 {
            (end + 1, self.words.len())
        } else {
            (0, if self.is_punct(at - 1) { at - 1 } else { at })
        };
        self.voice(content, (source, end), (at, at + 2))
    }
}

/// Names of days: "said on Friday that".
fn is_day(lower: &str) -> bool {
    matches!(
        lower,
        "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday"
    )
}
