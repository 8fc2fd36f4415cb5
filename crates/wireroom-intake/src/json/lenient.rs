//! Mends what common writers put into JSON and the grammar forbids.

/// `text` with NaN and Infinity as null, lone surrogate escapes as U+FFFD and raw control
/// characters in strings escaped; `None` when there is nothing of the kind.
pub(crate) fn mend(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len() + 16);
    let mut mended = false;
    let mut in_string = false;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let mut take = c.len_utf8();
        match c {
            '"' => {
                in_string = !in_string;
                out.push(c);
            }
            '\\' if in_string => {
                let (escape, replacement) = escape(rest);
                take = escape;
                match replacement {
                    Some(replacement) => {
                        mended = true;
                        out.push_str(replacement);
                    }
                    None => out.push_str(rest.get(..escape).unwrap_or_default()),
                }
            }
            // No string goes over a line's end; taking one to would swallow the file after a
            // missing quote.
            '\n' => {
                in_string = false;
                out.push(c);
            }
            '\0'..' ' if in_string => {
                mended = true;
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            'N' | 'I' | '-' if !in_string => {
                let word = ["NaN", "Infinity", "-Infinity", "-NaN"]
                    .into_iter()
                    .find(|word| rest.starts_with(word));
                match word {
                    Some(word) => {
                        mended = true;
                        take = word.len();
                        out.push_str("null");
                    }
                    None => out.push(c),
                }
            }
            _ => out.push(c),
        }
        rest = rest.get(take..).unwrap_or_default();
    }
    mended.then_some(out)
}

/// Length of the escape that `text` begins with (a surrogate pair is one), and what to put in its
/// place if it is a lone surrogate.
fn escape(text: &str) -> (usize, Option<&'static str>) {
    match unit(text) {
        Some(0xd800..0xdc00) => match text.get(6..).and_then(unit) {
            Some(0xdc00..0xe000) => (12, None),
            _ => (6, Some("\\ufffd")),
        },
        Some(0xdc00..0xe000) => (6, Some("\\ufffd")),
        Some(_) => (6, None),
        None => (1 + text.chars().nth(1).map_or(0, char::len_utf8), None),
    }
}

/// The UTF-16 unit of `\uXXXX`.
fn unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    digits.bytes().all(|b| b.is_ascii_hexdigit()).then(|| u16::from_str_radix(digits, 16).ok())?
}
