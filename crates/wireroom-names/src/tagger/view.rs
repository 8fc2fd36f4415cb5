//! What the tagger sees of a sentence: tokens without white space, in one case.
//!
//! A possessive that was parted from its word by a space is one token, as in running text; words
//! of headlines in Title Case or ALL CAPS are marked so, and looked up in normal case too.

use std::cell::RefCell;
use std::collections::HashMap;

use wireroom_text::{Repaired, Span, Token, TokenKind, tokens};

use crate::lex::{Lex, lex};

/// How a sentence uses capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Mode {
    /// As running text does.
    Normal,
    /// Every longer word begins with one.
    Title,
    /// Nothing but capitals.
    Upper,
    /// None at all.
    Lower,
}

/// What a token is, apart from its neighbors.
#[derive(Debug, Clone)]
pub(crate) struct Info {
    /// Hash of the lower-case form, digits made one.
    pub(crate) word: u64,
    /// Hash of the pattern of capitals, digits and signs.
    pub(crate) shape: u64,
    /// Hashes of the first one to four characters of the lower-case form.
    pub(crate) prefixes: [u64; 4],
    /// Hashes of the last one to four characters of the lower-case form.
    pub(crate) suffixes: [u64; 4],
    /// What the tables say.
    pub(crate) lex: Lex,
    /// Begins with a capital.
    pub(crate) capital: bool,
    /// A word that may stand inside a name in lower case ("of", "al", "de").
    pub(crate) connector: bool,
    /// A letter begins it.
    pub(crate) letters: bool,
    /// First letter in upper case, for acronyms; '\0' for none.
    pub(crate) initial: char,
}

/// A sentence as the tagger sees it.
pub(crate) struct View {
    spans: Vec<Span<Repaired>>,
    infos: Vec<Info>,
    pub(crate) mode: Mode,
    /// For each token the run of capitalized words it stands in, as first and last token; a token
    /// in none is a run of its own.
    pub(crate) runs: Vec<(u32, u32)>,
    /// For each token, flags of the phrases of the tables that it stands in.
    pub(crate) phrases: Vec<u32>,
    /// For each token, whether it stands in quotation marks (1) or brackets (2).
    pub(crate) enclosed: Vec<u8>,
}

/// Most words of a known phrase.
const PHRASE: usize = 4;
/// Longest word that is kept whole; the rest does not matter to any feature.
const LONGEST: usize = 48;

impl View {
    pub(crate) fn new(sentence: &str) -> Self {
        let spans = merged(sentence, &tokens(sentence));
        let mode = mode_of(sentence, &spans);
        let infos: Vec<Info> = spans.iter().map(|span| info(span.text(sentence), mode)).collect();
        let runs = runs_of(&infos);
        let phrases = phrases_of(sentence, &spans, &infos, mode);
        let enclosed = enclosed_of(sentence, &spans);
        Self { spans, infos, mode, runs, phrases, enclosed }
    }

    pub(crate) fn len(&self) -> usize {
        self.spans.len()
    }

    pub(crate) fn span(&self, at: usize) -> Span<Repaired> {
        self.spans.get(at).copied().unwrap_or(Span::of(0..0))
    }

    pub(crate) fn info(&self, at: usize) -> Option<&Info> {
        self.infos.get(at)
    }
}

/// Tokens, with "Kenya 's" read as "Kenya's" is.
fn merged(sentence: &str, all: &[Token]) -> Vec<Span<Repaired>> {
    let mut spans: Vec<Span<Repaired>> = Vec::with_capacity(all.len());
    let mut at = 0;
    while let Some(token) = all.get(at) {
        let parted = matches!(token.span.text(sentence), "'" | "’")
            && token.kind == TokenKind::Punct
            && all.get(at + 1).is_some_and(|next| {
                next.span.start() == token.span.end()
                    && matches!(next.span.text(sentence), "s" | "S")
            });
        if parted {
            let next = all.get(at + 1).map_or(token.span, |next| next.span);
            spans.push(token.span.cover(next));
            at += 2;
        } else {
            spans.push(token.span);
            at += 1;
        }
    }
    spans
}

fn mode_of(sentence: &str, spans: &[Span<Repaired>]) -> Mode {
    let (mut words, mut initial, mut long, mut long_initial, mut upper) =
        (0u32, 0u32, 0u32, 0u32, 0u32);
    for span in spans {
        let word = span.text(sentence);
        let mut letters = word.chars().filter(|c| c.is_alphabetic());
        let Some(first) = letters.next() else { continue };
        let rest = letters.clone().count();
        words += 1;
        initial += u32::from(first.is_uppercase());
        if rest >= 3 {
            long += 1;
            long_initial += u32::from(first.is_uppercase());
            upper += u32::from(letters.all(char::is_uppercase) && first.is_uppercase());
        }
    }
    if words >= 4 && initial == 0 {
        Mode::Lower
    } else if long >= 2 && upper * 10 >= long * 9 {
        Mode::Upper
    } else if long >= 4 && long_initial * 10 >= long * 9 && words >= 5 {
        Mode::Title
    } else {
        Mode::Normal
    }
}

thread_local! {
    /// Words and phrases met before, in running text and in text of other case. Holds nothing but
    /// answers of pure functions, and is emptied when full.
    static WORDS: RefCell<[HashMap<String, Info>; 2]> = RefCell::default();
    static PHRASES: RefCell<[HashMap<String, u32>; 2]> = RefCell::default();
}
const MEMO_WORDS: usize = 40_000;

fn info(word: &str, mode: Mode) -> Info {
    let recase = mode != Mode::Normal;
    WORDS.with_borrow_mut(|memo| {
        remembered(&mut memo[usize::from(recase)], word, || make_info(word, recase))
    })
}

fn phrase(words: &str, mode: Mode) -> u32 {
    let recase = mode != Mode::Normal;
    PHRASES.with_borrow_mut(|memo| {
        remembered(&mut memo[usize::from(recase)], words, || crate::lex::phrase(words, recase))
    })
}

fn remembered<T: Clone>(memo: &mut HashMap<String, T>, key: &str, make: impl Fn() -> T) -> T {
    if let Some(known) = memo.get(key) {
        return known.clone();
    }
    let made = make();
    if key.len() <= LONGEST * PHRASE {
        if memo.len() >= MEMO_WORDS {
            memo.clear();
        }
        memo.insert(key.to_owned(), made.clone());
    }
    made
}

fn make_info(word: &str, recase: bool) -> Info {
    // "U.S." reads as "US" does: which one is an outlet's habit.
    let stops = word.contains('.') && word.chars().all(|c| c == '.' || c.is_uppercase());
    let plain: String = if stops { word.replace('.', "") } else { String::new() };
    let word = if plain.len() > 1 { plain.as_str() } else { word };
    let word = match word.char_indices().nth(LONGEST) {
        Some((end, _)) => word.get(..end).unwrap_or(word),
        None => word,
    };
    let mut lower: Vec<char> = Vec::with_capacity(word.len());
    for c in word.chars() {
        match c {
            '’' | '‘' => lower.push('\''),
            '“' | '”' => lower.push('"'),
            '–' | '—' => lower.push('-'),
            c if c.is_numeric() => lower.push('0'),
            c => lower.extend(c.to_lowercase()),
        }
    }
    let text: String = lower.iter().collect();
    let mut prefixes = [0; 4];
    let mut suffixes = [0; 4];
    for len in 1..=4 {
        if lower.len() > len {
            prefixes[len - 1] = hash_chars(lower.iter().take(len));
            suffixes[len - 1] = hash_chars(lower.iter().rev().take(len));
        }
    }
    let first = word.chars().next().unwrap_or(' ');
    Info {
        word: hash_chars(lower.iter()),
        shape: shape(word),
        prefixes,
        suffixes,
        lex: lex(word, &text, recase),
        capital: first.is_uppercase(),
        connector: matches!(
            text.as_str(),
            "of" | "and"
                | "for"
                | "the"
                | "de"
                | "del"
                | "la"
                | "al"
                | "el"
                | "bin"
                | "ibn"
                | "van"
                | "von"
                | "da"
                | "dos"
                | "das"
                | "do"
                | "di"
                | "du"
                | "le"
                | "ul"
                | "ur"
                | "&"
                | "-"
                | "'s"
                | "'"
                | "."
                | "on"
        ),
        letters: first.is_alphabetic(),
        initial: first.to_uppercase().next().filter(|c| c.is_alphabetic()).unwrap_or('\0'),
    }
}

/// FNV-1a over code points, finished so that the high bits are good.
fn hash_chars<'c>(chars: impl Iterator<Item = &'c char>) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for c in chars {
        hash = (hash ^ u64::from(u32::from(*c))).wrapping_mul(0x0100_0000_01b3);
    }
    hash ^ (hash >> 29)
}

/// Runs of one class become one sign, but one capital and many are told apart.
fn shape(word: &str) -> u64 {
    let mut pattern: Vec<char> = Vec::with_capacity(8);
    for c in word.chars() {
        let class = match c {
            c if c.is_uppercase() => 'X',
            c if c.is_alphabetic() => 'x',
            c if c.is_numeric() => '0',
            '’' | '‘' => '\'',
            '“' | '”' => '"',
            '–' | '—' => '-',
            c => c,
        };
        match (pattern.last(), class) {
            (Some('X'), 'X') => {
                pattern.pop();
                pattern.push('Y');
            }
            (Some('Y'), 'X') => {}
            (Some(last), class) if *last == class => {}
            _ if pattern.len() < 8 => pattern.push(class),
            _ => break,
        }
    }
    if pattern == ['Y'] {
        pattern.push(char::from(b'0' + word.len().min(6) as u8));
    }
    hash_chars(pattern.iter())
}

/// Runs of capitalized words, with lower-case connectors between two of them.
fn runs_of(infos: &[Info]) -> Vec<(u32, u32)> {
    let mut runs: Vec<(u32, u32)> = (0..infos.len() as u32).map(|at| (at, at)).collect();
    let mut at = 0;
    while at < infos.len() {
        let capital = |at: usize| infos.get(at).is_some_and(|info| info.capital);
        if !capital(at) {
            at += 1;
            continue;
        }
        let mut last = at;
        let mut gap = 0;
        for (ahead, info) in infos.iter().enumerate().skip(at + 1) {
            if info.capital {
                last = ahead;
                gap = 0;
            } else if info.connector && gap < 2 {
                gap += 1;
            } else {
                break;
            }
        }
        for run in runs.iter_mut().take(last + 1).skip(at) {
            *run = (at as u32, last as u32);
        }
        at = last + 1;
    }
    runs
}

/// Longest known phrases that begin at each capitalized token, left to right.
fn phrases_of(sentence: &str, spans: &[Span<Repaired>], infos: &[Info], mode: Mode) -> Vec<u32> {
    let mut phrases = vec![0; spans.len()];
    let mut joined = String::new();
    let mut at = 0;
    while at < spans.len() {
        let begins =
            infos.get(at).is_some_and(|info| info.letters && (info.capital || mode == Mode::Lower));
        let mut step = 1;
        if begins {
            let mut ends = [0usize; PHRASE];
            joined.clear();
            for (n, span) in spans.iter().skip(at).take(PHRASE).enumerate() {
                if n > 0 {
                    joined.push(' ');
                }
                let word = span.text(sentence);
                if word.len() > LONGEST {
                    break;
                }
                joined.push_str(word);
                ends[n] = joined.len();
            }
            for n in (1..PHRASE).rev() {
                let inner =
                    infos.get(at + n).is_some_and(|info| info.capital || mode == Mode::Lower);
                if ends[n] == 0 || !inner {
                    continue;
                }
                let flags = phrase(joined.get(..ends[n]).unwrap_or(""), mode);
                if flags != 0 {
                    for (offset, one) in phrases.iter_mut().skip(at).take(n + 1).enumerate() {
                        let place = if offset == 0 {
                            1
                        } else if offset == n {
                            3
                        } else {
                            2
                        };
                        *one = flags << 2 | place;
                    }
                    step = n + 1;
                    break;
                }
            }
        }
        at += step;
    }
    phrases
}

fn enclosed_of(sentence: &str, spans: &[Span<Repaired>]) -> Vec<u8> {
    let (mut quoted, mut bracket) = (0u8, 0u8);
    spans
        .iter()
        .map(|span| {
            match span.text(sentence) {
                "“" => quoted = 1,
                "”" => quoted = 0,
                "\"" => quoted ^= 1,
                "(" => bracket = 2,
                ")" => bracket = 0,
                _ => {}
            }
            quoted | bracket
        })
        .collect()
}
