//! What a request asks for: the thing, the filters, the form of the answer; and addresses, made
//! from the same parts.
//!
//! Every state of the page is an address, so a link to another state is this address with a part
//! changed: [`Query::with`], [`Query::without`].

use std::borrow::Cow;
use std::fmt::Write as _;

/// Most pairs that a query may hold; a link of the page never has as many.
const PAIRS: usize = 64;

/// The form of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// For people.
    Html,
    /// As the contract has it.
    Json,
    /// A list laid flat.
    Csv,
}

impl Form {
    /// Splits the ending off a last part of a path: `e12.json` is `e12` as JSON.
    pub(crate) fn split(part: &str) -> (&str, Self) {
        if let Some(stem) = part.strip_suffix(".json") {
            (stem, Self::Json)
        } else if let Some(stem) = part.strip_suffix(".csv") {
            (stem, Self::Csv)
        } else {
            (part, Self::Html)
        }
    }
}

/// One request, understood.
#[derive(Debug, Clone)]
pub(crate) struct Ask {
    /// The path, without the ending that names the form.
    pub(crate) path: String,
    /// The id in the path; empty for lists.
    pub(crate) id: String,
    /// What stands behind the `?`.
    pub(crate) query: Query,
    /// The form asked for.
    pub(crate) form: Form,
}

impl Ask {
    /// The address of this answer in another form.
    pub(crate) fn as_form(&self, ending: &str) -> String {
        format!("{}{ending}{}", escaped_path(&self.path), self.query.shown())
    }

    /// The address with a changed query.
    pub(crate) fn at(&self, query: &Query) -> String {
        format!("{}{}", escaped_path(&self.path), query.shown())
    }
}

/// The pairs of a query, in order; keys may come again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Query(Vec<(String, String)>);

impl Query {
    /// Reads what stands behind the `?`; `None` where there is more of it than any link has.
    pub(crate) fn parse(raw: &str) -> Option<Self> {
        let mut pairs = Vec::new();
        for (key, value) in form_urlencoded::parse(raw.as_bytes()) {
            if pairs.len() == PAIRS {
                return None;
            }
            if !value.is_empty() {
                pairs.push((key.into_owned(), value.into_owned()));
            }
        }
        Some(Self(pairs))
    }

    /// The first value of `key`.
    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        self.0.iter().find(|(held, _)| held == key).map(|(_, value)| value.as_str())
    }

    /// All values of `key`.
    pub(crate) fn all<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(k, _)| k == key).map(|(_, value)| value.as_str())
    }

    /// All pairs.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// Whether this very pair is there.
    pub(crate) fn has(&self, key: &str, value: &str) -> bool {
        self.all(key).any(|held| held == value)
    }

    /// With one more pair. A changed query starts at the beginning of its list.
    pub(crate) fn with(&self, key: &str, value: &str) -> Self {
        let mut query = self.without(key, value).without_key("cursor");
        query.0.push((key.to_owned(), value.to_owned()));
        query
    }

    /// With `value` in place of all that `key` had.
    pub(crate) fn set(&self, key: &str, value: &str) -> Self {
        let mut query = self.without_key(key);
        query.0.push((key.to_owned(), value.to_owned()));
        query
    }

    /// Without this pair, at the beginning of its list.
    pub(crate) fn without(&self, key: &str, value: &str) -> Self {
        let kept = self.0.iter().filter(|(k, v)| k != "cursor" && (k != key || v != value));
        Self(kept.cloned().collect())
    }

    /// Without any pair of `key`.
    pub(crate) fn without_key(&self, key: &str) -> Self {
        Self(self.0.iter().filter(|(k, _)| k != key).cloned().collect())
    }

    /// `?a=b&c=d`, or nothing.
    pub(crate) fn shown(&self) -> String {
        if self.0.is_empty() {
            return String::new();
        }
        let mut out = form_urlencoded::Serializer::new("?".to_owned());
        out.extend_pairs(&self.0);
        out.finish().replacen("?&", "?", 1)
    }
}

/// The address of one thing: `/events/e12`.
pub(crate) fn address(list: &str, id: &str) -> String {
    format!("/{list}/{}", escaped_part(&short(id)))
}

/// A name as addresses have it: a name that is made of an article's words may be as long as the
/// article, and then a hash stands for it.
pub(crate) fn short(name: &str) -> Cow<'_, str> {
    if name.len() <= LONGEST_NAME {
        return Cow::Borrowed(name);
    }
    Cow::Owned(format!("~{}", &blake3::hash(name.as_bytes()).to_hex()[..24]))
}

/// Bytes of a name that an address has in full.
pub(crate) const LONGEST_NAME: usize = 200;

/// A passage of a document, with the quote that should stand there.
pub(crate) fn passage(document: &str, span: wireroom_wire::Span, quote: &str) -> String {
    // Of what stands in several pieces, the first.
    let quote = quote.split(" … ").next().unwrap_or("");
    let words: String = quote.chars().take(QUOTE).collect();
    let query = Query::default().with("at", &format!("{}-{}", span.0, span.1));
    let query = if words.is_empty() { query } else { query.with("quote", &words) };
    format!("{}{}#at", address("documents", document), query.shown())
}

/// How much of a quote a link carries, in characters.
pub(crate) const QUOTE: usize = 60;

fn escaped_path(path: &str) -> String {
    path.split('/').map(escaped_part).collect::<Vec<_>>().join("/")
}

/// One part of a path, with all escaped that could mean something else.
fn escaped_part(part: &str) -> String {
    let mut out = String::with_capacity(part.len());
    for byte in part.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_goes_there_and_back() {
        let query = Query::parse("kind=flood&not-kind=a%26b&place=X+Y&empty=").unwrap();
        assert_eq!(query.get("place"), Some("X Y"));
        assert_eq!(query.shown(), "?kind=flood&not-kind=a%26b&place=X+Y");
        assert_eq!(query.without("kind", "flood").shown(), "?not-kind=a%26b&place=X+Y");
        assert_eq!(Query::default().with("q", "é\"<").shown(), "?q=%C3%A9%22%3C");
    }

    #[test]
    fn a_changed_filter_starts_at_the_beginning_of_the_list() {
        let query = Query::parse("cursor=e1&kind=flood").unwrap();
        assert_eq!(query.with("place", "X").shown(), "?kind=flood&place=X");
        assert_eq!(query.without("kind", "flood").shown(), "");
    }

    #[test]
    fn a_query_of_too_many_pairs_is_refused() {
        assert!(Query::parse(&"a=b&".repeat(PAIRS + 1)).is_none());
        assert!(Query::parse(&"a=b&".repeat(PAIRS)).is_some());
    }

    #[test]
    fn an_id_cannot_leave_its_place_in_an_address() {
        assert_eq!(address("entities", "../a/b?c#d"), "/entities/..%2Fa%2Fb%3Fc%23d");
    }
}
