//! Words as the taggers see them: hashes of form and ending, a closed-class part of speech,
//! quotation state. Context-free: everything is computed from one passage alone.

use wireroom_text::{TokenKind, tokens};

/// A token with what the taggers need to know about it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word {
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// Hash of the lower-case form, digits read as 0, quotation marks as one.
    pub(crate) form: u32,
    /// Hash of the last three letters of the form.
    pub(crate) ending: u32,
    /// Hash of the base form where the lexicon knows the word as a cue, else the form.
    pub(crate) lemma: u32,
    /// What the lexicon says the word does as a cue, plus one; 0 for no cue.
    pub(crate) act: u8,
    /// The lexicon saw it attribute in most of its uses.
    pub(crate) strong: bool,
    pub(crate) shape: Shape,
    pub(crate) class: Class,
    /// 0 outside, else the number of the quotation that it stands in (marks belong to theirs).
    pub(crate) quotation: u16,
    pub(crate) mark: Mark,
    /// Sentence of the passage, from 0.
    pub(crate) sentence: u16,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Lower,
    Capital,
    Upper,
    Digit,
    Other,
}

/// Whether a token is a quotation mark, and which way it faces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    None,
    Open,
    Close,
}

/// Parts of speech as far as a list of closed classes and endings can tell them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    Determiner,
    Preposition,
    Conjunction,
    That,
    Relative,
    Pronoun,
    Possessive,
    Auxiliary,
    Modal,
    Negation,
    To,
    Adverb,
    Past,
    Gerund,
    Name,
    Number,
    Comma,
    Stop,
    Colon,
    Dash,
    Quote,
    Clitic,
    Punct,
    Cue,
    Other,
}

impl Class {
    /// Words that can stand in the predicate of a clause.
    pub(crate) fn verbal(self) -> bool {
        matches!(self, Self::Auxiliary | Self::Modal | Self::Past | Self::Cue)
    }
}

/// The words of `passage`; `starts` are the byte offsets where its sentences begin.
pub(crate) fn words(passage: &str, starts: &[usize]) -> Vec<Word> {
    let mut sentence = 0_u16;
    let mut next_start = starts.iter().copied().skip(1).peekable();
    let mut lower = String::new();
    let mut found: Vec<Word> = Vec::with_capacity(passage.len() / 5);
    for token in tokens(passage) {
        while next_start.peek().is_some_and(|&at| at <= token.span.start()) {
            next_start.next();
            sentence = sentence.saturating_add(1);
        }
        let text = token.span.text(passage);
        fold_into(text, &mut lower);
        let shape = shape_of(text);
        let cue = if matches!(token.kind, TokenKind::Word) {
            wireroom_lexicon::cue(&lower)
        } else {
            None
        };
        let form = hash_str(&lower);
        let first = found.last().is_none_or(|before| before.sentence != sentence);
        found.push(Word {
            start: u32::try_from(token.span.start()).unwrap_or(u32::MAX),
            end: u32::try_from(token.span.end()).unwrap_or(u32::MAX),
            form,
            lemma: cue.map_or(form, |cue| hash_str(cue.lemma).rotate_left(1)),
            strong: cue.is_some_and(|cue| cue.weight >= 0.75),
            act: cue.map_or(0, |cue| cue.class as u8 + 1),
            ending: hash_str(last_letters(&lower)),
            shape,
            class: class_of(&lower, token.kind, shape, first, cue.is_some()),
            quotation: 0,
            mark: Mark::None,
            sentence,
        });
    }
    crate::quotes::mark_quotations(passage, &mut found);
    found
}

/// FNV-1a, 32 bits: fixed for all time, because the weights are stored by it.
pub(crate) fn hash_str(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

fn fold_into(text: &str, lower: &mut String) {
    lower.clear();
    for c in text.chars() {
        match c {
            '0'..='9' => lower.push('0'),
            '’' | '‘' => lower.push('\''),
            '“' | '”' | '„' | '«' | '»' => lower.push('"'),
            '–' | '—' => lower.push('-'),
            c if c.is_ascii() => lower.push(c.to_ascii_lowercase()),
            c => lower.extend(c.to_lowercase()),
        }
    }
}

fn last_letters(lower: &str) -> &str {
    let at = lower.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
    lower.get(at..).unwrap_or(lower)
}

fn shape_of(text: &str) -> Shape {
    let mut chars = text.chars();
    match chars.next() {
        Some(c) if c.is_numeric() => Shape::Digit,
        Some(c) if c.is_uppercase() => {
            let mut rest = chars.filter(|c| c.is_alphabetic()).peekable();
            if rest.peek().is_some() && rest.all(char::is_uppercase) {
                Shape::Upper
            } else {
                Shape::Capital
            }
        }
        Some(c) if c.is_alphabetic() => Shape::Lower,
        _ => Shape::Other,
    }
}

fn class_of(lower: &str, kind: TokenKind, shape: Shape, first: bool, cue: bool) -> Class {
    if let Some(class) = closed_class(lower) {
        return class;
    }
    match kind {
        TokenKind::Clitic => Class::Clitic,
        TokenKind::Number => Class::Number,
        TokenKind::Punct => Class::Punct,
        TokenKind::Word if cue && shape == Shape::Lower => Class::Cue,
        TokenKind::Word if !first && matches!(shape, Shape::Capital | Shape::Upper) => Class::Name,
        TokenKind::Word if lower.ends_with("ly") => Class::Adverb,
        TokenKind::Word if lower.ends_with("ed") => Class::Past,
        TokenKind::Word if lower.ends_with("ing") => Class::Gerund,
        TokenKind::Word => Class::Other,
    }
}

fn closed_class(lower: &str) -> Option<Class> {
    Some(match lower {
        "the" | "a" | "an" | "this" | "these" | "those" | "some" | "any" | "no" | "every"
        | "each" | "another" | "several" | "many" | "both" | "all" | "most" => Class::Determiner,
        "of" | "in" | "on" | "at" | "by" | "for" | "with" | "from" | "about" | "into" | "over"
        | "after" | "before" | "during" | "against" | "between" | "under" | "through"
        | "without" | "within" | "amid" | "among" | "per" | "via" | "toward" | "towards"
        | "upon" | "around" | "near" => Class::Preposition,
        "and" | "but" | "or" | "nor" | "because" | "while" | "although" | "though" | "as"
        | "since" | "until" | "unless" | "than" | "if" | "whether" => Class::Conjunction,
        "that" => Class::That,
        "who" | "which" | "whom" | "whose" | "what" | "when" | "where" | "why" | "how" => {
            Class::Relative
        }
        "he" | "she" | "they" | "i" | "we" | "you" | "it" | "him" | "them" | "me" | "us" => {
            Class::Pronoun
        }
        "his" | "her" | "their" | "my" | "our" | "your" | "its" => Class::Possessive,
        "is" | "are" | "was" | "were" | "be" | "been" | "being" | "am" | "has" | "have" | "had"
        | "having" | "does" | "do" | "did" => Class::Auxiliary,
        "will" | "would" | "can" | "could" | "should" | "may" | "might" | "must" | "shall" => {
            Class::Modal
        }
        "not" | "never" | "n't" | "didn't" | "doesn't" | "don't" | "won't" | "wouldn't"
        | "isn't" | "wasn't" | "aren't" | "weren't" | "can't" | "couldn't" | "shouldn't"
        | "hasn't" | "haven't" | "hadn't" => Class::Negation,
        "to" => Class::To,
        "also" | "then" | "now" | "later" | "earlier" | "just" | "even" | "still" | "again"
        | "too" | "so" | "already" | "once" => Class::Adverb,
        "," => Class::Comma,
        "." | "!" | "?" | "…" => Class::Stop,
        ":" | ";" => Class::Colon,
        "-" => Class::Dash,
        "\"" | "'" | "`" => Class::Quote,
        _ => return None,
    })
}
