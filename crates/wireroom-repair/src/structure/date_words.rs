//! The words of dates, and lines of nothing else.

/// Whether a line is a date, with no words but those that come with dates.
pub(crate) fn is_stamp(line: &str) -> bool {
    let (mut dated, mut numbers) = (false, 0_usize);
    for word in line
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '(' | ')' | '/' | '•' | '·'))
    {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        if word.is_empty() {
            continue;
        }
        if is_month(word) || is_numeric_date(word) {
            dated = true;
        } else if is_number(word) {
            numbers += 1;
        } else if word.eq_ignore_ascii_case("ago") {
            dated |= numbers > 0;
        } else if !is_weekday(word) && !is_date_word(word) {
            return false;
        }
    }
    dated && (numbers > 0 || line.contains(|c: char| c.is_ascii_digit()))
}

/// A month's name or its short form.
pub(crate) fn is_month(word: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let lower = word.trim_end_matches('.').to_lowercase();
    MONTHS.iter().any(|month| *month == lower || (lower.len() == 3 && month.starts_with(&lower)))
        || lower == "sept"
        || MONTHS_ABROAD.contains(&lower.as_str())
}

/// The months of Spanish, Portuguese, French, Italian and German, where they differ.
const MONTHS_ABROAD: &[&str] = &[
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
    "janeiro",
    "fevereiro",
    "março",
    "maio",
    "junho",
    "julho",
    "setembro",
    "outubro",
    "novembro",
    "dezembro",
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
    "gennaio",
    "febbraio",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "settembre",
    "ottobre",
    "dicembre",
    "januar",
    "februar",
    "märz",
    "juni",
    "juli",
    "oktober",
    "dezember",
];

/// A weekday's name or its short form.
pub(crate) fn is_weekday(word: &str) -> bool {
    const DAYS: [&str; 7] =
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let lower = word.trim_end_matches('.').to_lowercase();
    DAYS.iter().any(|day| {
        *day == lower || (lower.len() >= 3 && lower.len() <= 5 && day.starts_with(&lower))
    })
}

/// "4", "19:18", "5pm", "3rd", "18h30".
fn is_number(word: &str) -> bool {
    let letters: String = word.chars().filter(|c| c.is_alphabetic()).collect();
    word.starts_with(|c: char| c.is_ascii_digit())
        && word.len() <= 12
        && matches!(
            letters.to_lowercase().as_str(),
            "" | "am" | "pm" | "st" | "nd" | "rd" | "th" | "h" | "z"
        )
}

fn is_numeric_date(word: &str) -> bool {
    let parts: Vec<&str> = word.split(['-', '.', '/', 'T', ':']).collect();
    let digits = |part: &&str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    let leading = parts.iter().take(3).filter(|part| digits(part)).count();
    let year = |part: Option<&&str>| {
        part.is_some_and(|part| part.len() == 4 && part.starts_with(['1', '2']))
    };
    let short = parts.iter().take(3).filter(|part| part.len() <= 2).count();
    leading == 3
        && word.contains(['-', '.', '/'])
        && short == 2
        && (year(parts.first()) || year(parts.get(2)))
}

fn is_date_word(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "published"
            | "originally"
            | "edited"
            | "downloaded"
            | "mst"
            | "mdt"
            | "cst"
            | "cdt"
            | "hst"
            | "akst"
            | "aest"
            | "jst"
            | "msk"
            | "eet"
            | "eest"
            | "posted"
            | "updated"
            | "modified"
            | "last"
            | "first"
            | "on"
            | "at"
            | "date"
            | "created"
            | "am"
            | "pm"
            | "a.m"
            | "p.m"
            | "gmt"
            | "utc"
            | "est"
            | "edt"
            | "et"
            | "pst"
            | "pdt"
            | "pt"
            | "ist"
            | "cet"
            | "cest"
            | "bst"
            | "sgt"
            | "hkt"
            | "wib"
            | "year"
            | "years"
            | "month"
            | "months"
            | "week"
            | "weeks"
            | "day"
            | "days"
            | "hour"
            | "hours"
            | "hrs"
            | "minute"
            | "minutes"
            | "min"
            | "mins"
            | "time"
            | "local"
            | "a"
            | "an"
            | "update"
            | "release"
            | "of"
            | "publication"
            | "issued"
            | "h"
            | "uhr"
            | "de"
            | "le"
            | "del"
            | "um"
            | "publicado"
            | "publié"
            | "actualizado"
            | "el"
            | "à"
            | "th"
            | "st"
            | "nd"
            | "rd"
    )
}
