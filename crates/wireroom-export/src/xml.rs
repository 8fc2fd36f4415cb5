//! Text in XML 1.0.

/// Text as it may stand between tags and in quoted attributes.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push_str(&format!("&#{};", u32::from(c))),
            c if is_allowed(c) => out.push(c),
            _ => out.push('\u{fffd}'),
        }
    }
    out
}

/// Whether XML 1.0 has the character (production 2, `Char`).
fn is_allowed(c: char) -> bool {
    matches!(c, ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_becomes_markup_and_nothing_is_forbidden() {
        assert_eq!(
            escaped("<a href=\"x\">&'\u{0}\u{b}\u{fffe}\n"),
            "&lt;a href=&quot;x&quot;&gt;&amp;'\u{fffd}\u{fffd}\u{fffd}&#10;"
        );
    }
}
