//! Laws that hold for any text.

use jiff::civil::date;
use proptest::prelude::*;
use wireroom_model::Basis;
use wireroom_text::Span;
use wireroom_times::{Anchor, find, has_date, read_ambiguous, read_stamp, resolve};

/// Texts made of the pieces that the grammar looks for, and of anything else.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "May",
            "Sept.",
            "Friday",
            "the",
            "last",
            "next",
            "end of",
            "1999",
            "31",
            "29 February",
            "2 1/2",
            "years",
            "ago",
            "later",
            "a",
            "week",
            "-",
            ",",
            ".",
            "'s",
            "nineteen",
            "ninety",
            "quarter",
            "third",
            "10:35",
            "p.m.",
            "GMT",
            "noon",
            "Easter",
            "Sunday",
            "every",
            "early",
            "that day",
            "the year-earlier",
            "9999",
            "hundred",
            "thousand",
            "decades",
            "’80s",
            "½",
            "2024-02-30",
            "99/99/9999",
            "4/10/2021",
            "T0740",
            "年",
            "centuries",
            "to",
            "be",
            "will",
            "é",
            "日",
            "\u{301}",
        ])
        .prop_map(str::to_string),
        any::<String>(),
        "[0-9]{1,6}",
    ];
    let space = prop::sample::select(vec![" ", " ", " ", "", "\n", "\u{a0}"]);
    prop::collection::vec((piece, space), 0..24)
        .prop_map(|parts| parts.into_iter().map(|(piece, space)| piece + space).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn spans_lie_in_the_text_in_order_and_apart(text in pieces()) {
        let raw = find(&text, Span::of(0..text.len()));
        let mut end = 0;
        for raw in &raw {
            prop_assert!(raw.span.start() >= end && !raw.span.is_empty());
            prop_assert!(text.get(raw.span.range()).is_some());
            end = raw.span.end();
        }
        prop_assert_eq!(&find(&text, Span::of(0..text.len())), &raw);
    }

    #[test]
    fn every_expression_resolves_from_any_day(text in pieces(), year in -9999i16..=9999, ordinal in 1i16..=365) {
        let raw = find(&text, Span::of(0..text.len()));
        let day = date(year, 1, 1).with().day_of_year(ordinal).build().unwrap_or(date(year, 1, 1));
        let anchor = Anchor { day, basis: Basis::Metadata };
        let times = resolve(&raw, Some(&anchor));
        prop_assert_eq!(times.len(), raw.len());
        for time in times {
            prop_assert!(time.dates.is_none_or(|range| range.first <= range.last));
        }
        prop_assert_eq!(resolve(&raw, None).len(), raw.len());
    }

    #[test]
    fn a_sentence_alone_gives_what_it_gives_in_place(text in pieces(), before in "[a-z .]{0,20}") {
        let whole = format!("{before}\n{text}");
        let from = before.len() + 1;
        let moved: Vec<_> =
            find(&text, Span::of(0..text.len())).iter().map(|raw| raw.shift(from)).collect();
        prop_assert_eq!(find(&whole, Span::of(from..whole.len())), moved);
    }

    #[test]
    fn date_lines_never_panic_and_are_read_in_one_way(text in pieces()) {
        let _ = has_date(&text);
        prop_assert!(read_stamp(&text).is_none() || read_ambiguous(&text).is_none());
    }
}
