//! Words of articles, made safe to show: isolated, cleaned, cut.

use maud::{Markup, html};
use std::borrow::Cow;

/// Words of an article within a sentence of the page: isolated, so that their direction cannot turn
/// what stands around them.
pub(crate) fn said(text: &str) -> Markup {
    html! { bdi dir="auto" { (clean(text)) } }
}

/// [`said`], cut after `most` characters.
pub(crate) fn brief(text: &str, most: usize) -> Markup {
    said(&clip(text, most))
}

/// `text` without characters that steer the display: controls are shown as a sign that something
/// was there, marks that turn the direction of what follows are left out.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    let steers = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\t'))
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}')
    };
    if !text.contains(steers) {
        return Cow::Borrowed(text);
    }
    let shown = text.chars().filter_map(|c| match c {
        '\r' => None,
        c if c.is_control() && steers(c) => Some('\u{fffd}'),
        c if steers(c) => None,
        c => Some(c),
    });
    Cow::Owned(shown.collect())
}

/// `text` on one line, cut at a word after at most `most` characters.
pub(crate) fn clip(text: &str, most: usize) -> String {
    let mut out = String::new();
    let mut n = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if n > 0 && n + 1 + length > most {
            out.push('…');
            return out;
        }
        if n > 0 {
            out.push(' ');
        }
        if length > most {
            out.extend(word.chars().take(most));
            out.push('…');
            return out;
        }
        out.push_str(word);
        n += length + 1;
    }
    out
}

/// The address of an article, if a click on it can only fetch a page.
pub(crate) fn web_address(url: &str) -> Option<&str> {
    let scheme = url.split_once("://").map(|(scheme, _)| scheme)?;
    let web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let plain = !url.chars().any(|c| c.is_control() || c.is_whitespace());
    (web && plain && url.len() <= 2048).then_some(url)
}

/// "1 family", "2 families".
pub(crate) fn count(n: usize, one: &str) -> String {
    let number = grouped(n);
    match one.strip_suffix('y').filter(|_| n != 1) {
        Some(stem) => format!("{number} {stem}ies"),
        None if n == 1 => format!("1 {one}"),
        None if one.ends_with("ss") => format!("{number} {one}es"),
        None => format!("{number} {one}s"),
    }
}

/// "family" or "families".
pub(crate) fn plural(n: usize, one: &str) -> String {
    let counted = count(n, one);
    counted.split_once(' ').map_or(String::new(), |(_, word)| word.to_owned())
}

/// 12,345.
pub(crate) fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_are_links() {
        for url in ["https://a.example/x", "HTTP://a.example"] {
            assert!(web_address(url).is_some(), "{url}");
        }
        for url in [
            "javascript:alert(1)",
            "javascript://x%0aalert(1)",
            "data:text/html,x",
            "//a",
            "",
            "java\nscript://",
            "https://a b",
        ] {
            assert!(web_address(url).is_none(), "{url}");
        }
    }

    #[test]
    fn steering_characters_do_not_get_through() {
        assert_eq!(clean("a\u{202e}b\u{2066}c\u{0}d\re\nf"), "abc\u{fffd}de\nf");
        assert_eq!(said("<b>&\"").into_string(), "<bdi dir=\"auto\">&lt;b&gt;&amp;&quot;</bdi>");
    }

    #[test]
    fn text_is_cut_at_a_word() {
        assert_eq!(clip("one two  three", 8), "one two…");
        assert_eq!(clip("abcdefghij", 4), "abcd…");
        assert_eq!(clip("short", 8), "short");
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!([0, 999, 1000, 1234567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!(count(2, "witness"), "2 witnesses");
        assert_eq!(count(1, "family"), "1 family");
    }
}
