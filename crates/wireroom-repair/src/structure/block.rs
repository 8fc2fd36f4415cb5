//! A block of a page and what its shape tells.

use wireroom_model::ZoneKind;
use wireroom_text::{Repaired, Span};

/// A paragraph or line with its features.
pub(crate) struct Block {
    pub(crate) span: Span<Repaired>,
    /// What its words say it is, `None` while nothing does.
    pub(crate) cue: Option<ZoneKind>,
    pub(crate) words: usize,
    /// Begins with a capital, a digit or a quote.
    pub(crate) starts_high: bool,
    /// Ends with a colon.
    pub(crate) announces: bool,
    pub(crate) ends_sentence: bool,
    /// A rough count of its sentences.
    pub(crate) sentences: usize,
    /// Reads as running text.
    pub(crate) prose: bool,
}

impl Block {
    pub(crate) fn new(text: &str, span: Span<Repaired>) -> Self {
        let line = span.text(text);
        let closed = line.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', '*', ' ']);
        let ends_sentence = closed.ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '։', '؟'])
            && !closed.ends_with("....");
        let (words, function_words) = count_words(line);
        let sentences = count_sentences(line);
        // Scripts without spaces have few words and long ones.
        let spaceless = words * 14 < line.len()
            && words * 14 < line.chars().filter(|c| c.is_alphabetic()).count();
        let english = function_words * 7 >= words;
        let prose = (words >= 12 && english)
            || (words >= 5 && ends_sentence && function_words * 6 >= words)
            || (words >= 9 && ends_sentence)
            || (words >= 30)
            || (spaceless && line.chars().count() > 25);
        // Words of grammar are what lists and labels lack.
        let starts_high =
            line.starts_with(|c: char| !c.is_lowercase() && !matches!(c, '\\' | '{' | '%'));
        let announces = line.ends_with(':');
        Self { span, cue: None, words, starts_high, announces, ends_sentence, sentences, prose }
    }

    pub(crate) fn kind(&self) -> ZoneKind {
        self.cue.unwrap_or(ZoneKind::Body)
    }

    /// Longer than any headline.
    pub(crate) fn is_long(&self) -> bool {
        self.words > 40 || self.span.len() > 400
    }

    /// A line with the shape of a headline.
    pub(crate) fn could_be_title(&self) -> bool {
        (2..=30).contains(&self.words)
            && self.span.len() <= 260
            && (!self.ends_sentence || self.sentences <= 1 && self.words <= 16)
    }

    /// A line that carries no sentence.
    pub(crate) fn is_stub(&self) -> bool {
        self.words <= 6 && !self.ends_sentence || self.words == 0
    }
}

/// The words of a line, and how many of them are words of grammar. Every line of every text is
/// counted: words of ASCII are taken byte by byte.
fn count_words(line: &str) -> (usize, usize) {
    let (mut words, mut function_words) = (0, 0);
    for piece in line.split(is_ascii_space).filter(|piece| !piece.is_empty()) {
        if piece.is_ascii() {
            let bytes = piece.as_bytes();
            words += usize::from(bytes.iter().any(u8::is_ascii_alphanumeric));
            let first = bytes.iter().position(u8::is_ascii_alphabetic);
            let last = bytes.iter().rposition(u8::is_ascii_alphabetic);
            let bare = first.zip(last).and_then(|(first, last)| piece.get(first..=last));
            function_words += usize::from(bare.is_some_and(is_function_word));
        } else {
            for word in piece.split_whitespace() {
                words += usize::from(word.chars().any(char::is_alphanumeric));
                let bare = word.trim_matches(|c: char| !c.is_alphabetic());
                function_words += usize::from(is_function_word(bare));
            }
        }
    }
    (words, function_words)
}

/// White space of ASCII, as Unicode has it.
fn is_ascii_space(c: char) -> bool {
    matches!(c, '\t'..='\r' | ' ')
}

/// Pieces of a line that end as sentences do and have more than two words.
fn count_sentences(line: &str) -> usize {
    let (mut sentences, mut words, mut inside) = (0, 0, false);
    for c in line.chars() {
        if c.is_whitespace() {
            inside = false;
            continue;
        }
        words += usize::from(!inside);
        inside = true;
        if matches!(c, '.' | '!' | '?') {
            sentences += usize::from(words > 2);
            (words, inside) = (0, false);
        }
    }
    sentences + usize::from(words > 2)
}

/// Whether two lines are the same but for case, punctuation, and the outlet's name at the end of
/// one of them.
pub(crate) fn same_line(line: &str, title: &str) -> bool {
    if !alike(line, title) {
        return false;
    }
    let (left, right) = (plain(line), plain(title));
    if left.is_empty() || right.is_empty() {
        return false;
    }
    if left == right {
        return true;
    }
    let (short, long) = if left.len() < right.len() { (&left, &right) } else { (&right, &left) };
    let suffixed = title.rfind([' ', '\u{a0}']).is_some()
        && [" | ", " - ", " – ", " — ", " :: "]
            .iter()
            .any(|bar| line.contains(bar) || title.contains(bar));
    long.starts_with(short.as_str())
        && short.len() * 2 >= long.len()
        && (suffixed
            || long.len() - short.len() <= 3
            || line.ends_with('…')
            || title.ends_with(['…', '.']))
}

/// Whether a line has half of a title's longer words.
pub(crate) fn shares_words(line: &str, title: &str) -> bool {
    let line = line.to_lowercase();
    let title = title.to_lowercase();
    let long: Vec<&str> =
        title.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 3).collect();
    let shared = long.iter().filter(|word| line.contains(**word)).count();
    !long.is_empty() && shared * 2 >= long.len()
}

fn plain(line: &str) -> String {
    letters(line).collect()
}

fn letters(line: &str) -> impl Iterator<Item = char> + '_ {
    line.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// Whether one line begins with the other, as [`plain`] has them. Most differ in their first letter.
fn alike(line: &str, title: &str) -> bool {
    let (mut left, mut right) = (letters(line), letters(title));
    loop {
        match (left.next(), right.next()) {
            (Some(x), Some(y)) if x == y => {}
            (Some(_), Some(_)) => return false,
            _ => return true,
        }
    }
}

/// Words of grammar; lists, menus and labels have few of them. Western languages, most common only.
pub(crate) fn is_function_word(word: &str) -> bool {
    if word.len() > 8 {
        return false;
    }
    // Nearly every word of every text is asked: no allocation, and bytes that a match can branch on.
    let mut buffer = [0_u8; 8];
    let Some(lower) = buffer.get_mut(..word.len()).filter(|_| word.is_ascii()) else {
        return matches!(
            word.to_lowercase().as_str(),
            "an’t" | "não" | "и" | "в" | "на" | "что" | "с" | "не" | "по"
        );
    };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    matches!(
        &*lower,
        b"the"
            | b"a"
            | b"an"
            | b"of"
            | b"to"
            | b"in"
            | b"and"
            | b"that"
            | b"is"
            | b"was"
            | b"for"
            | b"on"
            | b"with"
            | b"as"
            | b"by"
            | b"at"
            | b"from"
            | b"it"
            | b"its"
            | b"be"
            | b"are"
            | b"were"
            | b"has"
            | b"have"
            | b"had"
            | b"will"
            | b"would"
            | b"not"
            | b"but"
            | b"he"
            | b"she"
            | b"they"
            | b"his"
            | b"her"
            | b"their"
            | b"this"
            | b"which"
            | b"who"
            | b"or"
            | b"been"
            | b"said"
            | b"we"
            | b"i"
            | b"you"
            | b"there"
            | b"when"
            | b"what"
            | b"than"
            | b"could"
            | b"after"
            | b"into"
            | b"der"
            | b"die"
            | b"das"
            | b"und"
            | b"den"
            | b"dem"
            | b"ist"
            | b"im"
            | b"mit"
            | b"zu"
            | b"von"
            | b"le"
            | b"la"
            | b"les"
            | b"et"
            | b"des"
            | b"du"
            | b"que"
            | b"est"
            | b"une"
            | b"dans"
            | b"el"
            | b"los"
            | b"las"
            | b"en"
            | b"y"
            | b"del"
            | b"por"
            | b"un"
            | b"una"
            | b"con"
            | b"para"
            | b"o"
            | b"e"
            | b"da"
            | b"do"
            | b"em"
            | b"um"
            | b"uma"
            | b"di"
            | b"il"
            | b"che"
            | b"per"
            | b"het"
            | b"een"
            | b"van"
            | b"ve"
            | b"bir"
    )
}
