//! A document and its reading text as bytes, and back.
//!
//! The form is no contract and carries no version: it is read by the run that wrote it, or stands in
//! an index, whose format says what it is. Numbers are little-endian base 128. What was read of a text
//! and what was found of several is put into bytes beside it, in the same form.

pub(crate) mod analysis;
pub(crate) mod aside;
pub(crate) mod collation;
pub(crate) mod handed;
mod times;
pub(crate) mod weighed;

use wireroom_model::{
    Basis, Dateline, Document, DocumentId, Format, Repair, RepairRule, Stamp, Structure, Text,
    Zone, ZoneKind,
};
use wireroom_text::{Edit, Space, Span, TextMap};

/// Appends a document and its text.
pub(crate) fn write(document: &Document, text: &Text, out: &mut Vec<u8>) {
    string(document.id.as_str(), out);
    for field in [
        &document.source_id,
        &document.path,
        &document.url,
        &document.outlet,
        &document.title,
        &document.byline,
        &document.language,
    ] {
        optional(field.as_deref(), out, string);
    }
    for stamp in [&document.published, &document.updated] {
        optional(stamp.as_ref(), out, write_stamp);
    }
    list(&document.credit, out, |credit, out| string(credit, out));
    number(
        Format::ALL.iter().position(|format| *format == document.format).unwrap_or_default(),
        out,
    );
    string(&document.received, out);
    list(text.map.edits(), out, |edit, out| {
        span(edit.span, out);
        string(&edit.replacement, out);
    });
    list(&text.repairs, out, |repair, out| {
        span(repair.span, out);
        string(&repair.replacement, out);
        string(repair.rule.as_str(), out);
        out.extend_from_slice(&repair.confidence.to_le_bytes());
        out.push(u8::from(repair.applied));
    });
    let structure = &text.structure;
    list(&structure.zones, out, |zone, out| {
        span(zone.span, out);
        number(KINDS.iter().position(|kind| *kind == zone.kind).unwrap_or_default(), out);
    });
    optional(structure.dateline, out, |line, out| {
        for part in [line.place, line.date, line.agency] {
            optional(part, out, span);
        }
    });
    list(&structure.credits, out, |credit, out| span(*credit, out));
    list(&structure.people, out, |person, out| span(*person, out));
}

/// What [`write`] wrote; `None` where it is not that.
pub(crate) fn read(bytes: &[u8]) -> Option<(Document, Text)> {
    let input = &mut { bytes };
    let found = read_next(input)?;
    input.is_empty().then_some(found)
}

/// The same, where more may follow.
fn read_next(input: &mut &[u8]) -> Option<(Document, Text)> {
    let id = DocumentId::from_stored(read_string(input)?);
    let mut field = || read_optional(input, read_string);
    let [source_id, path, url, outlet, title, byline, language] =
        [field()?, field()?, field()?, field()?, field()?, field()?, field()?];
    let published = read_optional(input, read_stamp)?;
    let updated = read_optional(input, read_stamp)?;
    let credit = read_list(input, read_string)?;
    let format = *Format::ALL.get(read_number(input)?)?;
    let received = read_string(input)?;
    let edits = read_list(input, |input| {
        Some(Edit { span: read_span(input)?, replacement: read_string(input)? })
    })?;
    let map = TextMap::new(received.clone(), edits).ok()?;
    let repairs = read_list(input, read_repair)?;
    let zones = read_list(input, |input| {
        Some(Zone { span: read_span(input)?, kind: *KINDS.get(read_number(input)?)? })
    })?;
    let dateline = read_optional(input, |input| {
        let mut part = || read_optional(input, read_span);
        Some(Dateline { place: part()?, date: part()?, agency: part()? })
    })?;
    let credits = read_list(input, read_span)?;
    let people = read_list(input, read_span)?;
    let document = Document {
        id,
        source_id,
        path,
        url,
        outlet,
        title,
        published,
        updated,
        byline,
        credit,
        language,
        format,
        received,
    };
    let structure = Structure { zones, dateline, credits, people };
    Some((document, Text { map, repairs, structure }))
}

fn write_stamp(stamp: &Stamp, out: &mut Vec<u8>) {
    string(&stamp.value, out);
    string(stamp.basis.as_str(), out);
}

const KINDS: [ZoneKind; 12] = [
    ZoneKind::Title,
    ZoneKind::RepeatedTitle,
    ZoneKind::Dek,
    ZoneKind::Dateline,
    ZoneKind::Byline,
    ZoneKind::Credit,
    ZoneKind::Contributors,
    ZoneKind::Published,
    ZoneKind::Updated,
    ZoneKind::Caption,
    ZoneKind::Furniture,
    ZoneKind::Body,
];

const RULES: [RepairRule; 8] = [
    RepairRule::LookAlikeLetter,
    RepairRule::Mojibake,
    RepairRule::InvisibleCharacter,
    RepairRule::EntityLeftAsText,
    RepairRule::MissingSpace,
    RepairRule::SplitWord,
    RepairRule::StyledLetter,
    RepairRule::Interpolation,
];

fn number(value: usize, out: &mut Vec<u8>) {
    let mut rest = value as u64;
    while rest > 127 {
        out.push(rest as u8 | 128);
        rest >>= 7;
    }
    out.push(rest as u8);
}

/// One of a short list, by its place there.
fn one_of<T: PartialEq>(value: &T, all: &[T], out: &mut Vec<u8>) {
    number(all.iter().position(|known| known == value).unwrap_or_default(), out);
}

/// A number that may be less than nothing.
fn signed(value: i32, out: &mut Vec<u8>) {
    number(((value << 1) ^ (value >> 31)) as u32 as usize, out);
}

fn string(text: &str, out: &mut Vec<u8>) {
    number(text.len(), out);
    out.extend_from_slice(text.as_bytes());
}

fn span<S: Space>(span: Span<S>, out: &mut Vec<u8>) {
    number(span.start(), out);
    number(span.len(), out);
}

fn optional<T>(value: Option<T>, out: &mut Vec<u8>, write: impl Fn(T, &mut Vec<u8>)) {
    out.push(u8::from(value.is_some()));
    if let Some(value) = value {
        write(value, out);
    }
}

fn list<T>(values: &[T], out: &mut Vec<u8>, write: impl Fn(&T, &mut Vec<u8>)) {
    number(values.len(), out);
    values.iter().for_each(|value| write(value, out));
}

fn take<'a>(input: &mut &'a [u8], count: usize) -> Option<&'a [u8]> {
    let (head, rest) = input.split_at_checked(count)?;
    *input = rest;
    Some(head)
}

fn read_number(input: &mut &[u8]) -> Option<usize> {
    let mut value = 0_u64;
    for shift in (0..64).step_by(7) {
        let byte = *take(input, 1)?.first()?;
        value |= u64::from(byte & 127) << shift;
        if byte < 128 {
            return usize::try_from(value).ok();
        }
    }
    None
}

fn read_one_of<T: Copy>(input: &mut &[u8], all: &[T]) -> Option<T> {
    all.get(read_number(input)?).copied()
}

fn read_signed<T: TryFrom<i32>>(input: &mut &[u8]) -> Option<T> {
    let value = u32::try_from(read_number(input)?).ok()?;
    T::try_from((value >> 1) as i32 ^ -((value & 1) as i32)).ok()
}

fn read_f32(input: &mut &[u8]) -> Option<f32> {
    Some(f32::from_le_bytes(take(input, 4)?.try_into().ok()?))
}

fn read_f64(input: &mut &[u8]) -> Option<f64> {
    Some(f64::from_le_bytes(take(input, 8)?.try_into().ok()?))
}

fn read_flag(input: &mut &[u8]) -> Option<bool> {
    Some(*take(input, 1)?.first()? == 1)
}

fn read_string(input: &mut &[u8]) -> Option<String> {
    let len = read_number(input)?;
    String::from_utf8(take(input, len)?.to_vec()).ok()
}

fn read_span<S: Space>(input: &mut &[u8]) -> Option<Span<S>> {
    let (start, len) = (read_number(input)?, read_number(input)?);
    Span::try_new(start..start.checked_add(len)?)
}

fn read_stamp(input: &mut &[u8]) -> Option<Stamp> {
    let (value, basis) = (read_string(input)?, read_string(input)?);
    let basis = Basis::ALL.into_iter().find(|known| known.as_str() == basis)?;
    Some(Stamp { value, basis })
}

fn read_repair(input: &mut &[u8]) -> Option<Repair> {
    let (span, replacement, rule) = (read_span(input)?, read_string(input)?, read_string(input)?);
    let rule = RULES.into_iter().find(|known| known.as_str() == rule)?;
    let (confidence, applied) = (read_f32(input)?, read_flag(input)?);
    Some(Repair { span, replacement, rule, confidence, applied })
}

fn read_optional<'a, T>(
    input: &mut &'a [u8],
    mut read: impl FnMut(&mut &'a [u8]) -> Option<T>,
) -> Option<Option<T>> {
    match take(input, 1)?.first()? {
        0 => Some(None),
        _ => read(input).map(Some),
    }
}

fn read_list<'a, T>(
    input: &mut &'a [u8],
    mut read: impl FnMut(&mut &'a [u8]) -> Option<T>,
) -> Option<Vec<T>> {
    let count = read_number(input)?;
    // A count is believed as far as there are bytes for it.
    let mut values = Vec::with_capacity(count.min(input.len()));
    for _ in 0..count {
        values.push(read(input)?);
    }
    Some(values)
}
