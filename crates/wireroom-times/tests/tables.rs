//! Sentences in, expressions and values out. The day of writing is Tuesday, 14 May 2024.

use jiff::civil::date;
use wireroom_model::{Basis, DateRange};
use wireroom_text::Span;
use wireroom_times::{Anchor, candidate_years, choose_year, find, resolve};

fn read(text: &str, anchored: bool) -> String {
    let raw = find(text, Span::of(0..text.len()));
    let anchor = Anchor { day: date(2024, 5, 14), basis: Basis::Dateline };
    let times = resolve(&raw, anchored.then_some(&anchor));
    let shown = times.iter().map(|time| format!("{} = {}", time.span.text(text), time.value));
    shown.collect::<Vec<_>>().join(" | ")
}

#[track_caller]
fn check(table: &[(&str, &str)], anchored: bool) {
    for &(text, expected) in table {
        assert_eq!(read(text, anchored), expected, "in: {text}");
    }
}

#[test]
fn full_dates() {
    check(
        &[
            ("The mine opened on 4 July 1926.", "4 July 1926 = 1926-07-04"),
            ("It closed on Aug. 10, 1988.", "Aug. 10, 1988 = 1988-08-10"),
            ("They met on Friday, March 5th, 2021.", "Friday, March 5th, 2021 = 2021-03-05"),
            ("A law of the 3rd of May, 2011, says so.", "the 3rd of May, 2011 = 2011-05-03"),
            ("The log ends at 2019-02-28.", "2019-02-28 = 2019-02-28"),
            ("Output fell in June 1989.", "June 1989 = 1989-06"),
            ("She retired in 1995.", "1995 = 1995"),
        ],
        false,
    );
}

#[test]
fn a_date_without_a_year_stays_open_without_an_anchor() {
    check(
        &[
            ("The boats sailed on Thursday, February 27.", "Thursday, February 27 = XXXX-02-27"),
            ("The boats sailed on Friday.", "Friday = XXXX-WXX-5"),
            ("The boats sailed in April.", "April = XXXX-04"),
            ("The boats sailed last week.", "last week = XXXX-WXX"),
        ],
        false,
    );
}

#[test]
fn weekdays_follow_the_tense() {
    check(
        &[
            ("The ferry sank on Friday.", "Friday = 2024-05-10"),
            ("The ferry will sail on Friday.", "Friday = 2024-05-17"),
            ("The ferry may not sail on Friday.", "Friday = 2024-05-17"),
            ("The ferry may have sailed on Friday.", "Friday = 2024-05-10"),
            ("The captain could not be reached on Friday.", "Friday = 2024-05-10"),
            ("The ferry sank on Friday and could be raised.", "Friday = 2024-05-10"),
            ("Ministers agreed to meet on Friday.", "Friday = 2024-05-17"),
            ("The court ruled on Tuesday.", "Tuesday = 2024-05-14"),
            ("Last Tuesday the court ruled.", "Last Tuesday = 2024-05-07"),
            ("The court rules next Tuesday.", "next Tuesday = 2024-05-21"),
            ("Police fired shots on Thursday night.", "Thursday night = 2024-05-09TNI"),
            ("It begins at 10 p.m. on Sunday.", "10 p.m. on Sunday = 2024-05-19T22:00"),
        ],
        true,
    );
}

#[test]
fn months_and_days_look_back_unless_told_otherwise() {
    check(
        &[
            ("The dam broke in February.", "February = 2024-02"),
            ("The dam broke in November.", "November = 2023-11"),
            ("The dam will be rebuilt in November.", "November = 2024-11"),
            ("The pit may produce more from January.", "January = 2025-01"),
            ("Both teams could meet again in March.", "March = 2025-03"),
            ("The new fare applies from January.", "January = 2025-01"),
            ("The dam could have burst in November.", "November = 2023-11"),
            ("The dam was closed from January.", "January = 2024-01"),
            ("The dam broke on Dec. 9.", "Dec. 9 = 2023-12-09"),
            ("The dam broke on 9 Dec after rain.", "9 Dec = 2023-12-09"),
            ("Work stopped in April last year.", "April last year = 2023-04"),
            ("Work stopped last Nov. 14.", "last Nov. 14 = 2023-11-14"),
        ],
        true,
    );
}

#[test]
fn periods_around_the_day_of_writing() {
    check(
        &[
            (
                "It rained yesterday and will rain tomorrow.",
                "yesterday = 2024-05-13 | tomorrow = 2024-05-15",
            ),
            ("It rained last night.", "last night = 2024-05-13TNI"),
            ("Fares rose earlier this month.", "earlier this month = 2024-05"),
            ("Fares rise early next year.", "early next year = 2025"),
            ("Fares rose two months ago.", "two months ago = 2024-03"),
            ("Fares rose about two years ago.", "about two years ago = 2022"),
            ("Fares rose in the third quarter.", "the third quarter = 2023-Q3"),
            ("Fares rose in the mid-1990s.", "the mid-1990s = 199"),
            ("Fares rose over the weekend.", "the weekend = 2024-W19-WE"),
            ("Fares rose last fall.", "last fall = 2023-FA"),
        ],
        true,
    );
}

#[test]
fn the_date_told_before_carries_on() {
    check(
        &[
            (
                "He resigned on March 3, 2020. A week later she followed; the next day both left.",
                "March 3, 2020 = 2020-03-03 | A week later = 2020-W11 | the next day = 2020-03-11",
            ),
            (
                "They met on May 2, 2023. That day a truce began. It held that year.",
                "May 2, 2023 = 2023-05-02 | That day = 2023-05-02 | that year = 2023",
            ),
            (
                "Profit rose in the first quarter from a year earlier.",
                "the first quarter = 2024-Q1 | a year earlier = 2023-Q1",
            ),
        ],
        true,
    );
}

#[test]
fn stretches_and_sets() {
    check(
        &[
            ("Talks took two hours.", "two hours = PT2H"),
            ("A three-day march ended.", "three-day = P3D"),
            ("He served 2 1/2 years.", "2 1/2 years = P2Y6M"),
            ("He waited more than twenty-five years.", "more than twenty-five years = P25Y"),
            ("Just over five weeks into her term, she quit.", "Just over five weeks = P5W"),
            ("Prices fell for several months.", "several months = PXM"),
            ("They march every Thursday.", "every Thursday = XXXX-WXX-4"),
            ("They march twice a week.", "twice a week = P1W"),
            ("They march every day.", "every day = P1D"),
        ],
        true,
    );
}

#[test]
fn references_without_a_date() {
    check(
        &[
            ("The bridge is now open.", "now = PRESENT_REF"),
            ("The bridge recently reopened.", "recently = PAST_REF"),
            ("Such bridges were common in the past.", "the past = PAST_REF"),
        ],
        true,
    );
}

#[test]
fn words_that_are_no_times() {
    check(
        &[
            ("May Chen may march with the band.", ""),
            ("Jan Novak and June Weber sat down.", ""),
            ("The Sun said the second group came third.", ""),
            ("The 31-year-old driver, 31, was unhurt.", ""),
            ("Tickets cost 20 cents a share of 2000 people.", ""),
            ("About 1,950 homes and 2024 people were cut off.", ""),
            ("Call us as soon as possible.", ""),
            ("The fall of the house followed.", ""),
        ],
        true,
    );
}

#[test]
fn the_end_of_a_month_is_its_last_third() {
    let text = "The talks failed at the end of November.";
    let raw = find(text, Span::of(0..text.len()));
    let anchor = Anchor { day: date(2024, 5, 14), basis: Basis::Dateline };
    let dates = resolve(&raw, Some(&anchor)).first().and_then(|time| time.dates);
    assert_eq!(dates, Some(DateRange { first: date(2023, 11, 21), last: date(2023, 11, 30) }));
}

#[test]
fn a_weekday_limits_the_years() {
    let text = "Thursday, February 27";
    let raw = find(text, Span::of(0..text.len()));
    let years: Vec<_> = raw.iter().flat_map(|raw| candidate_years(raw, 2005..=2030)).collect();
    assert_eq!(years, [2014, 2020, 2025]);
}

#[test]
fn the_pile_chooses_the_year() {
    let thursday = Some(jiff::civil::Weekday::Thursday);
    let near = [DateRange::day(date(2024, 11, 2)), DateRange::day(date(2024, 12, 20))];
    assert_eq!(choose_year(2, 27, thursday, &near), Some((2025, Basis::Weekday)));
    assert_eq!(choose_year(12, 9, None, &near), Some((2024, Basis::Inferred)));
    assert_eq!(choose_year(2, 27, thursday, &[]), None);
    assert_eq!(choose_year(2, 30, None, &near), None);
}

#[test]
fn what_ends_like_a_past_form_or_stands_before_its_noun_looks_nowhere() {
    check(
        &[
            ("Ana Ruiz will succeed him Feb. 1.", "Feb. 1 = 2025-02-01"),
            ("Ana Ruiz will succeed him Friday.", "Friday = 2024-05-17"),
            ("Costs could exceed the plan Friday.", "Friday = 2024-05-17"),
            ("The heirs agreed Friday.", "Friday = 2024-05-10"),
            ("It would be paid on a still unspecified day in July.", "July = 2024-07"),
            ("It would be paid on a newly appointed day in July.", "July = 2024-07"),
        ],
        true,
    );
}

#[test]
fn a_month_that_no_verb_dates_is_the_nearer_one() {
    check(
        &[
            ("The June vote.", "June = 2024-06"),
            ("The August vote.", "August = 2023-08"),
            ("The February vote.", "February = 2024-02"),
        ],
        true,
    );
}

#[test]
fn what_the_guideline_names_besides() {
    check(
        &[
            ("It was built in the late 19th century.", "the late 19th century = 18"),
            ("It stood for a quarter of a century.", "a quarter of a century = P25Y"),
            ("They vote every other year.", "every other year = P2Y"),
            ("They sail every summer.", "every summer = XXXX-SU"),
            ("It must be done by year's end.", "year's end = 2024"),
            ("Not long ago the pier was wood.", "Not long ago = PAST_REF"),
            ("Some time ago the pier was wood.", "Some time ago = PAST_REF"),
            ("The ship left at 1800 GMT.", "1800 GMT = 2024-05-14T18:00"),
            ("The ship left at 10 a.m. (0800 GMT).", "10 a.m. = 2024-05-14T10:00"),
            ("It sold 1800 tons.", ""),
            ("For the port it was high noon.", ""),
            ("She hopes to sail there one day.", ""),
            ("The strike lasted one day.", "one day = P1D"),
            (
                "Profit doubled from the same period a year earlier.",
                "the same period a year earlier = 2023-Q1",
            ),
        ],
        true,
    );
}
