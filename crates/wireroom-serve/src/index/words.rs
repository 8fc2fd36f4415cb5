//! A search in words: what a person typed, understood.
//!
//! Every word must be there; `-word` must not; words in double quotes stand together; `word*` is
//! the start of one. `outlet:name` and `-outlet:"two words"` keep and drop outlets, as the filters
//! of the address do.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// Words of a query that are looked at.
const WORDS: usize = 16;
/// Characters of a word that are told apart.
const LONGEST: usize = 40;

/// A query in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Words {
    /// All must be there; a `true` beside one that is the start of a word.
    pub(crate) all: Vec<(String, bool)>,
    /// None may be there; several words that stand together are one.
    pub(crate) none: Vec<Vec<String>>,
    /// Each must stand together.
    pub(crate) phrases: Vec<Vec<String>>,
    /// Only these outlets.
    pub(crate) outlets: Vec<String>,
    /// None of these outlets.
    pub(crate) not_outlets: Vec<String>,
}

/// One piece of a query: `-outlet:"Bay Courier"` is excluded, of the field, quoted.
struct Piece<'a> {
    excluded: bool,
    outlet: bool,
    quoted: bool,
    text: &'a str,
}

impl Words {
    pub(crate) fn parse(text: &str) -> Self {
        let mut words = Self::default();
        for piece in pieces(text) {
            if piece.outlet {
                let to = if piece.excluded { &mut words.not_outlets } else { &mut words.outlets };
                if !piece.text.trim().is_empty() {
                    to.push(piece.text.trim().to_owned());
                }
                continue;
            }
            let folded: Vec<String> = fold(piece.text).take(WORDS).map(|(word, _)| word).collect();
            let starts = !piece.quoted && piece.text.ends_with('*');
            if folded.is_empty() {
                continue;
            }
            if piece.excluded {
                words.none.push(folded);
                continue;
            }
            words.all.extend(folded.iter().map(|word| (word.clone(), starts)));
            if piece.quoted && folded.len() > 1 {
                words.phrases.push(folded);
            }
        }
        words.all.truncate(WORDS);
        words.none.truncate(WORDS);
        words.phrases.truncate(WORDS);
        words.outlets.truncate(WORDS);
        words.not_outlets.truncate(WORDS);
        words
    }

    /// The query as the full-text index has it; `None` where nothing must be there.
    pub(crate) fn query(&self) -> Option<String> {
        // Words come from `fold`, so there is no quote in them that could end one.
        let one = |(word, starts): &(String, bool)| {
            let cut = *starts || word.chars().nth(LONGEST - 1).is_some();
            format!("\"{word}\"{}", if cut { "*" } else { "" })
        };
        let together = |words: &Vec<String>| format!("\"{}\"", words.join(" "));
        // Words of a phrase are there where the phrase is.
        let loose = self.all.iter().filter(|(word, starts)| {
            *starts || !self.phrases.iter().any(|phrase| phrase.contains(word))
        });
        let mut must: Vec<String> = loose.map(one).collect();
        must.extend(self.phrases.iter().map(together));
        if must.is_empty() {
            return None;
        }
        let mut query = format!("({})", must.join(" AND "));
        for words in &self.none {
            query = format!("({query} NOT {})", together(words));
        }
        Some(query)
    }

    /// Whether a folded word of a text is one that was asked for.
    pub(crate) fn asks_for(&self, word: &str) -> bool {
        self.all.iter().any(
            |(asked, starts)| {
                if *starts { word.starts_with(asked.as_str()) } else { word == asked }
            },
        )
    }
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (excluded, bare) = match rest.strip_prefix('-') {
            Some(bare) => (true, bare),
            None => (false, rest),
        };
        let (outlet, bare) = match bare.strip_prefix("outlet:") {
            Some(bare) => (true, bare),
            None => (false, bare),
        };
        let (quoted, piece, after) = match bare.strip_prefix('"') {
            // A quote that nobody closed goes to the end.
            Some(inner) => match inner.split_once('"') {
                Some((piece, after)) => (true, piece, after),
                None => (true, inner, ""),
            },
            None => {
                let end = bare.find(|c: char| c.is_whitespace() || c == '"').unwrap_or(bare.len());
                (false, &bare[..end], &bare[end..])
            }
        };
        found.push(Piece { excluded, outlet, quoted, text: piece });
        rest = after.trim_start();
    }
    found
}

/// The words of a text, folded, each with where it starts and ends in the text.
pub(crate) fn fold(text: &str) -> impl Iterator<Item = (String, (usize, usize))> {
    text.unicode_word_indices().map(|(at, word)| {
        let folded: String = if word.is_ascii() {
            word.to_ascii_lowercase()
        } else {
            word.nfkd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase).collect()
        };
        let end = at + word.len();
        (folded.chars().take(LONGEST).collect(), (at, end))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_taken_apart() {
        let words = Words::parse("Hárbor -fog \"Two  Ships\" fer* -\"thick mist\" -\"x");
        let all: Vec<_> = words.all.iter().map(|(word, starts)| (word.as_str(), *starts)).collect();
        assert_eq!(all, [("harbor", false), ("two", false), ("ships", false), ("fer", true)]);
        assert_eq!(words.none, [vec!["fog"], vec!["thick", "mist"], vec!["x"]]);
        assert_eq!(words.phrases, [["two", "ships"]]);
        assert_eq!(
            words.query().as_deref(),
            Some(
                "((((\"harbor\" AND \"fer\"* AND \"two ships\") \
                 NOT \"fog\") NOT \"thick mist\") NOT \"x\")"
            )
        );
    }

    #[test]
    fn outlets_are_no_words() {
        let words = Words::parse("ferry outlet:courier -outlet:\"Bay  Post\" outlet: -outlet:\"");
        assert_eq!(words.all, [("ferry".to_owned(), false)]);
        assert_eq!(words.outlets, ["courier"]);
        assert_eq!(words.not_outlets, ["Bay  Post"]);
    }

    #[test]
    fn nothing_typed_breaks_out_of_the_query() {
        for typed in [
            "",
            "-",
            "\"",
            "*",
            "-*",
            "a\"b",
            "NEAR(a b)",
            "title:a",
            "a AND OR NOT",
            "(",
            "^a",
            "a'b",
            "\u{0}x",
        ] {
            let query = Words::parse(typed).query();
            let quotes = query.as_deref().unwrap_or("").matches('"').count();
            assert_eq!(quotes % 2, 0, "{typed}: {query:?}");
        }
        assert_eq!(Words::parse("-fog").query(), None);
    }
}
