//! A name that one sentence shows is a name in the others too: "Nice, France" tells what "in Nice"
//! means where the finder saw an adjective.

use std::collections::BTreeMap;

use wireroom_lexicon as lexicon;
use wireroom_model::{Name, NameKind, Sentence};
use wireroom_text::{Token, TokenKind, tokens};

/// Forms of a text by their first word: the words of each, and its kind by how often it has it.
#[derive(Default)]
struct Forms<'t> {
    by_first: BTreeMap<&'t str, BTreeMap<Vec<&'t str>, BTreeMap<NameKind, usize>>>,
}

impl<'t> Forms<'t> {
    fn of(text: &'t str, names: &[Name]) -> Self {
        let mut forms = Self::default();
        for name in names {
            let written = name.span.text(text);
            match name.kind {
                NameKind::Person => {
                    forms.note(written, name.kind);
                    if let Some((_, last)) = written.rsplit_once(' ') {
                        forms.note(last, name.kind);
                    }
                }
                NameKind::Organization => forms.note(written, name.kind),
                NameKind::Location => {
                    forms.note(written.split(',').next().unwrap_or(written), name.kind);
                }
                NameKind::Nationality | NameKind::Miscellaneous => {}
            }
        }
        forms
    }

    fn note(&mut self, written: &'t str, kind: NameKind) {
        let words: Vec<&str> =
            tokens(written).iter().map(|token| token.span.text(written)).collect();
        let telling = written.chars().filter(|c| c.is_alphabetic()).count() > 2;
        if let (Some(first), true) = (words.first(), telling && is_large(written)) {
            let forms = self.by_first.entry(first).or_default();
            *forms.entry(words).or_default().entry(kind).or_default() += 1;
        }
    }

    /// The longest form that begins at `words`, its length in words and its kind.
    fn at(&self, words: &[&str]) -> Option<(usize, NameKind)> {
        let forms = self.by_first.get(words.first()?)?;
        let fitting = forms.iter().filter(|(form, _)| words.starts_with(form));
        let (form, kinds) = fitting.max_by_key(|(form, _)| form.len())?;
        let kind = kinds.iter().max_by_key(|(kind, n)| (**n, std::cmp::Reverse(**kind)))?;
        Some((form.len(), *kind.0))
    }
}

/// Adds what the finder passed over of names that it found elsewhere in the text. A word that is
/// capitalized for other reasons is no name: the first of a sentence that is a common word, or one
/// amid capitalized words.
pub(crate) fn again(text: &str, sentences: &[Sentence], names: &mut Vec<Name>) {
    let forms = Forms::of(text, names);
    let mut found: Vec<Name> = Vec::new();
    let mut next = 0;
    for sentence in sentences {
        let own = sentence.span.text(text);
        let tokens: Vec<Token> = tokens(own);
        let words: Vec<&str> = tokens.iter().map(|token| token.span.text(own)).collect();
        let place = |at: usize| tokens[at].span.shift(sentence.span.start());
        let mut at = 0;
        while at < tokens.len() {
            while names.get(next).is_some_and(|name| name.span.end() <= place(at).start()) {
                next += 1;
            }
            let step = match forms.at(&words[at..]) {
                Some((length, kind)) if is_free(&tokens, &words, at, length) => {
                    let span = place(at).cover(place(at + length - 1));
                    if names.get(next).is_none_or(|name| !name.span.overlaps(span)) {
                        found.push(Name { span, kind, entity: None, place: None });
                    }
                    length
                }
                _ => 1,
            };
            at += step;
        }
    }
    if !found.is_empty() {
        names.extend(found);
        names.sort_by_key(|name| name.span);
    }
}

/// Whether the words from `at` on stand alone, with a capital that says something.
fn is_free(tokens: &[Token], words: &[&str], at: usize, length: usize) -> bool {
    let large = |at: usize| {
        tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word) && is_large(words[at])
    };
    let before = at.checked_sub(1);
    let opens = before.is_none_or(|before| tokens[before].kind != TokenKind::Word);
    let common = || {
        let lower = words[at].to_lowercase();
        lexicon::capital_share(&lower).is_some_and(|share| share < 0.9)
    };
    // Of one word more is asked than of several.
    let amid = before.is_some_and(large) || large(at + length);
    let doubtful = opens && length == 1 && common();
    !amid && !doubtful
}

fn is_large(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}
