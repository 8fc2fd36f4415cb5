//! Reads the names corpus: a JSON object a line with `id`, `text` and `names` (span in UTF-8
//! bytes, kind).

use std::path::Path;

use wireroom_model::NameKind;
use wireroom_text::{Repaired, Span};

/// A text and its names.
pub(crate) struct Text {
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) names: Vec<(Span<Repaired>, NameKind)>,
}

/// The texts of a file; lines that are no such object are passed over.
pub(crate) fn read(path: &Path) -> std::io::Result<Vec<Text>> {
    let content = std::fs::read_to_string(path)?;
    Ok(content.lines().filter_map(text).collect())
}

fn text(line: &str) -> Option<Text> {
    let value: serde_json::Value = serde_json::from_str(line).ok()?;
    let names = value.get("names").and_then(|names| names.as_array());
    let names = names.into_iter().flatten().filter_map(|name| {
        let span = name.get("span")?.as_array()?;
        let start = span.first()?.as_u64()? as usize;
        let end = span.get(1)?.as_u64()? as usize;
        Some((Span::try_new(start..end)?, kind(name.get("kind")?.as_str()?)?))
    });
    Some(Text {
        id: value.get("id")?.as_str()?.to_owned(),
        text: value.get("text")?.as_str()?.to_owned(),
        names: names.collect(),
    })
}

/// The corpus marks dates and sums of money too; those are not names here.
fn kind(word: &str) -> Option<NameKind> {
    Some(match word {
        "Person" => NameKind::Person,
        "Organization" => NameKind::Organization,
        "Location" | "Facility" => NameKind::Location,
        "NORP" => NameKind::Nationality,
        "Misc" | "Product" => NameKind::Miscellaneous,
        _ => return None,
    })
}

/// Which fifth of the corpus a text belongs to, 0 to 4, by the FNV-1a hash of its id.
pub(crate) fn fifth(id: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    id.bytes().fold(0xcbf2_9ce4_8422_2325, step) % 5
}

/// The numbers of the texts to choose by: of those of the fifths that are learned from, every
/// twentieth. The encoder does not learn from them.
pub(crate) fn chosen(texts: &[Text]) -> std::collections::BTreeSet<usize> {
    let learned = texts.iter().enumerate().filter(|(_, text)| fifth(&text.id) != 0);
    learned.step_by(20).map(|(at, _)| at).collect()
}

/// The text as it would have run before its punctuation was parted by spaces.
pub(crate) fn joined(text: &Text) -> Text {
    let source: Vec<char> = text.text.chars().collect();
    let mut out = String::with_capacity(text.text.len());
    // For each byte of the source where it went.
    let mut at_of = Vec::with_capacity(text.text.len() + 1);
    let (mut quoted, mut glue) = (false, false);
    for (at, c) in source.iter().enumerate() {
        let next = source.get(at + 1).copied().unwrap_or('\n');
        let after = source.get(at + 2).copied().unwrap_or('\n');
        let before = at.checked_sub(1).and_then(|at| source.get(at)).copied().unwrap_or('\n');
        let mut skip = false;
        if *c == ' ' {
            let closes =
                matches!(next, ',' | '.' | ';' | ':' | '?' | '!' | ')' | ']' | '%' | '”' | '’')
                    || (matches!(next, '\'' | '’') && after == 's')
                    || (next == '"' && quoted);
            let hyphen = next == '-' && after == ' ' && before.is_alphanumeric();
            skip = glue || closes || hyphen;
        }
        if *c == '"' {
            quoted = !quoted;
        }
        if *c == '\n' {
            quoted = false;
        }
        glue = matches!(c, '(' | '[' | '$' | '“' | '‘')
            || (*c == '"' && quoted)
            || (*c == '-' && before == ' ' && out.ends_with(char::is_alphanumeric) && !skip);
        at_of.extend(std::iter::repeat_n(out.len(), c.len_utf8()));
        if !skip {
            out.push(*c);
        }
    }
    at_of.push(out.len());
    let names = text.names.iter().filter_map(|(span, kind)| {
        let start = *at_of.get(span.start())?;
        let last = *at_of.get(span.end().checked_sub(1)?)?;
        let end = last + out.get(last..)?.chars().next()?.len_utf8();
        Some((Span::try_new(start..end)?, *kind))
    });
    Text { id: text.id.clone(), names: names.collect(), text: out.clone() }
}
