//! A sentence as the matcher sees it: tokens with what the lexicon and their digits tell.

use crate::lexicon::{Lex, class, look_up};
use crate::raw::Clock;
use wireroom_text::{Span, TokenKind, tokens};

/// A token with what is known of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word<'a> {
    /// First byte, in the whole text.
    pub(crate) start: usize,
    /// One past the last byte, in the whole text.
    pub(crate) end: usize,
    pub(crate) text: &'a str,
    pub(crate) lex: Lex,
    pub(crate) digits: Digits,
    /// Whether it touches the token before.
    pub(crate) glued: bool,
}

/// What a token that starts with a digit says.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) enum Digits {
    /// No number, or one of no use here.
    #[default]
    None,
    /// A whole number of at most four digits, and how many digits it has.
    Whole(i16, u8),
    /// "9th".
    Ordinal(i16),
    /// "1990s" and "80s": the number before the s.
    Decade(i16),
    /// "7:40", "5pm", "7.40".
    Clock(Clock, bool),
}

impl Word<'_> {
    pub(crate) fn is(&self, bits: u32) -> bool {
        self.lex.class & bits != 0
    }

    pub(crate) fn capital(&self) -> bool {
        self.text.starts_with(|c: char| c.is_uppercase())
    }

    /// One character of punctuation, or a space for anything else.
    pub(crate) fn punct(&self) -> u8 {
        match self.text.as_bytes() {
            [byte] if byte.is_ascii_punctuation() => *byte,
            _ => match self.text {
                "–" | "‑" | "—" => b'-',
                "’" | "‘" => b'\'',
                _ => b' ',
            },
        }
    }
}

/// The tokens of `text` within `span`.
pub(crate) fn words(text: &str, span: Span) -> Vec<Word<'_>> {
    let body = span.text(text);
    let mut end_before = usize::MAX;
    tokens(body)
        .iter()
        .map(|token| {
            let text = token.span.text(body);
            let glued = token.span.start() == end_before;
            end_before = token.span.end();
            Word {
                start: span.start() + token.span.start(),
                end: span.start() + token.span.end(),
                text,
                lex: if token.kind == TokenKind::Word { look_up(text) } else { Lex::default() },
                digits: if token.kind == TokenKind::Number { digits(text) } else { Digits::None },
                glued,
            }
        })
        .collect()
}

/// Whether anything in the sentence can start or be an expression.
pub(crate) fn triggered(words: &[Word<'_>]) -> bool {
    words.iter().any(|word| {
        word.is(class::TRIGGER)
            || match word.digits {
                Digits::None | Digits::Ordinal(_) => false,
                Digits::Whole(_, len) => len == 4,
                Digits::Decade(_) | Digits::Clock(..) => true,
            }
            || word.is(class::CARDINAL) && word.lex.value == 19
    })
}

fn digits(text: &str) -> Digits {
    let len = text.bytes().take_while(u8::is_ascii_digit).count();
    let (head, tail) = text.split_at(len);
    let Ok(value) = head.parse::<i16>() else { return Digits::None };
    let size = u8::try_from(len).unwrap_or(u8::MAX);
    let meridiem = |tail: &str, hour: i16, minute: i16| {
        let afternoon = match tail.to_ascii_lowercase().as_str() {
            "" => return clock(hour, minute).map(|clock| Digits::Clock(clock, false)),
            "am" | "a.m" => false,
            "pm" | "p.m" => true,
            _ => return None,
        };
        clock(twelve(hour, afternoon)?, minute).map(|clock| Digits::Clock(clock, true))
    };
    match tail {
        "" if len <= 4 => Digits::Whole(value, size),
        "st" | "nd" | "rd" | "th" if len <= 2 => Digits::Ordinal(value),
        "s" if len == 2 || len == 4 => Digits::Decade(value),
        _ if len <= 2 => {
            let minutes = tail.strip_prefix([':', '.']).and_then(|rest| {
                let minute = rest.get(..2)?;
                let both = minute.bytes().all(|byte| byte.is_ascii_digit());
                // "7.40" alone is a number; only a colon or a following am/pm makes it an hour.
                let told = tail.starts_with(':') || rest.len() > 2;
                (both && told).then_some((minute.parse().ok()?, rest.get(2..)?))
            });
            let (minute, rest) = minutes.unwrap_or((0, tail));
            let rest = match rest.strip_prefix(':') {
                Some(seconds) if seconds.len() == 2 => "",
                _ => rest,
            };
            let plain = minutes.is_none() && rest.is_empty();
            if plain { Digits::None } else { meridiem(rest, value, minute).unwrap_or_default() }
        }
        _ => Digits::None,
    }
}

/// An hour told with a.m. or p.m. as one of 24.
pub(crate) fn twelve(hour: i16, afternoon: bool) -> Option<i16> {
    match (hour, afternoon) {
        (12, false) => Some(0),
        (12, true) => Some(12),
        (1..=11, false) => Some(hour),
        (1..=11, true) => Some(hour + 12),
        _ => None,
    }
}

/// A clock time, if there is one.
pub(crate) fn clock(hour: i16, minute: i16) -> Option<Clock> {
    ((0..=24).contains(&hour) && (0..=59).contains(&minute)).then(|| Clock {
        hour: i8::try_from(hour).unwrap_or(0),
        minute: i8::try_from(minute).unwrap_or(0),
    })
}
