//! Date lines of pages in, values out.

use wireroom_times::{has_date, read_ambiguous, read_stamp};

const READ: &[(&str, Option<&str>)] = &[
    // Month in words.
    ("9 Dec, 2022 19:18", Some("2022-12-09T19:18")),
    ("9 Dec, 2022 19:18 / Updated 1 year ago", Some("2022-12-09T19:18")),
    ("09 December, 2022", Some("2022-12-09")),
    ("March 3, 2021 at 5:04 p.m. EST", Some("2021-03-03T17:04")),
    ("Tue 23 Mar 2021 07.40 GMT", Some("2021-03-23T07:40")),
    ("Tuesday, March 23, 2021", Some("2021-03-23")),
    ("Tue, 23 Mar 2021 07:40:00 +0000", Some("2021-03-23T07:40")),
    ("Mon., Mar. 1, 2021 | 9:02 a.m. ET", Some("2021-03-01T09:02")),
    ("Mon Mar  1 09:02:11 UTC 2021", Some("2021-03-01T09:02")),
    ("1st of May 2019", Some("2019-05-01")),
    ("May the 4th, 2020", Some("2020-05-04")),
    ("Published 3 June 2020 at 14.05 BST", Some("2020-06-03T14:05")),
    ("03-Mar-2021", Some("2021-03-03")),
    ("14 Jun 22, 17:52", Some("2022-06-14T17:52")),
    ("Sept. 8 '21", Some("2021-09-08")),
    ("2021 March 5", Some("2021-03-05")),
    ("posted 12 may 2021", Some("2021-05-12")),
    // Words around it.
    ("Posted on February 12, 2021 by webmaster", Some("2021-02-12")),
    ("PostedFebruary 12, 2021by Ana Lind", Some("2021-02-12")),
    ("Andean Monitor - Oct 5, 2021, 3:40 PM", Some("2021-10-05T15:40")),
    ("By Ana Lind | 4 min read | 7 June 2021 | 18h30", Some("2021-06-07T18:30")),
    ("Issue 3, March 12, 2021", Some("2021-03-12")),
    ("Readers: 10 March 12, 2021", Some("2021-03-12")),
    (
        "FEBRUARY 11, 2021 21:40 GMT+3 / UPDATED FEBRUARY 12, 2021 08:15 GMT+3",
        Some("2021-02-11T21:40"),
    ),
    ("UPDATED FEBRUARY 12, 2021 08:15 GMT+3", Some("2021-02-12T08:15")),
    ("Dec 9 | Updated 4 January 2023", Some("XXXX-12-09")),
    ("In March 2020 and on 4 May 2021", Some("2021-05-04")),
    // Time before the date, or no time of its.
    ("Published 12:30 AM, March 3, 2021", Some("2021-03-03T00:30")),
    ("9:02 p.m. (GMT+3) on Monday, March 1, 2021", Some("2021-03-01T21:02")),
    ("14:05 June 3, 2020", Some("2020-06-03T14:05")),
    ("June 3, 2020 1740 hrs IST", Some("2020-06-03T17:40")),
    ("June 3, 2020 17:52 PM", Some("2020-06-03T17:52")),
    ("Posted 1909 GMT (0309 HKT) June 3, 2020", Some("2020-06-03T19:09")),
    ("Rs 12.50, June 3, 2020", Some("2020-06-03")),
    ("June 3, 2020; the train left at 10:15", Some("2020-06-03")),
    ("June 3, 2020 24:00", Some("2020-06-03")),
    // Digits.
    ("2021-03-23T07:40:00Z", Some("2021-03-23T07:40")),
    ("2021-03-23 07:40", Some("2021-03-23T07:40")),
    ("2021/03/23", Some("2021-03-23")),
    ("2022-06-15 (Wed) 11:20 KST", Some("2022-06-15T11:20")),
    ("20210323T074000Z", Some("2021-03-23T07:40")),
    ("2021年3月1日 14:05", Some("2021-03-01T14:05")),
    ("2021. 3. 1. 14:05", Some("2021-03-01T14:05")),
    ("23.03.2021 18:05", Some("2021-03-23T18:05")),
    ("12.02.2021 / 07:30", Some("2021-02-12T07:30")),
    ("14.06.22, 17:52", Some("2022-06-14T17:52")),
    ("23/03/2021", Some("2021-03-23")),
    ("23/03/21 - 6:15pm", Some("2021-03-23T18:15")),
    ("03/23/2021", Some("2021-03-23")),
    ("05/05/2021", Some("2021-05-05")),
    ("Monday 4/10/2021", Some("2021-10-04")),
    ("10/4/2021 (Mon) 20:10", Some("2021-10-04T20:10")),
    ("4/10/2021 20:10 | Updated 23/10/2021", Some("2021-10-04T20:10")),
    ("4/10/2021 (April 10, 2021)", Some("2021-04-10")),
    // As far as it is told.
    ("Dec 9", Some("XXXX-12-09")),
    ("Sunday, 29 February 9:15", Some("XXXX-02-29T09:15")),
    ("October 2019", Some("2019-10")),
    ("March 2021", Some("2021-03")),
    // No date.
    ("04/05/2021", None),
    ("4/10/2021 20:10", None),
    ("04-05-2021", None),
    ("31/02/2021", None),
    ("31 February 2021", None),
    ("February 29, 2021", None),
    ("Today 14:05", None),
    ("3 hours ago", None),
    ("Updated 1 year ago", None),
    ("5 min read", None),
    ("you may 5 times", None),
    ("10.4.11.20", None),
    ("v1.2.21", None),
    ("the 1990s", None),
    ("Monday", None),
    ("", None),
];

#[test]
fn stamps() {
    let mut wrong = Vec::new();
    for (text, expected) in READ {
        let read = read_stamp(text).map(|stamp| stamp.value);
        if read.as_deref() != *expected {
            wrong.push(format!("{text}: {read:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn two_readings_where_day_and_month_cannot_be_told_apart() {
    let table: &[(&str, Option<[&str; 2]>)] = &[
        ("4/10/2021 20:10", Some(["2021-10-04T20:10", "2021-04-10T20:10"])),
        ("04-05-2021", Some(["2021-05-04", "2021-04-05"])),
        ("Posted 7/8/19 by the desk", Some(["2019-08-07", "2019-07-08"])),
        ("Wednesday 4/10/2021", Some(["2021-10-04", "2021-04-10"])),
        ("Monday 4/10/2021", None),
        ("4/10/2021 | Updated 23/10/2021", None),
        ("4.10.2021", None),
        ("5/5/2021", None),
        ("23/03/2021", None),
        ("March 2021", None),
    ];
    for (text, expected) in table {
        let read = read_ambiguous(text).map(|both| both.map(|stamp| stamp.value));
        assert_eq!(
            read.as_ref().map(|both| both.each_ref().map(String::as_str)),
            *expected,
            "{text}"
        );
        assert!(read.is_none() || read_stamp(text).is_none(), "in: {text}");
    }
}

#[test]
fn date_lines() {
    let lines = [
        "Posted on February 12, 2021 by webmaster",
        "12.02.2021 / 07:30",
        "4/10/2021 20:10",
        "2022-06-15 (Wed) 11:20 KST",
        "Andean Monitor - Oct 5, 2021, 3:40 PM",
        "Oct 5, 2021, 3:40 PM - Andean Monitor",
        "FEBRUARY 11, 2021 21:40 GMT+3 / UPDATED FEBRUARY 12, 2021 08:15 GMT+3",
        "Mon., Mar. 1, 2021 | 9:02 a.m. ET",
        "Monday, March 1 | 9:02 a.m. ET",
        "Tue, 23 Mar 2021 07:40:00 +0000",
        "Published 3 June 2020 at 14.05 BST",
        "9 Dec, 2022 19:18 / Updated 1 year ago",
        "By Ana Lind, Andean Monitor, 3 March 2021",
        "By Ana Lind March 3, 2021",
        "Ana Lind | 3 March 2021 | 4 min read | 12 comments",
        "Lima, 3 March 2021",
        "lind.example · 3 March 2021",
        "20210323T074000Z",
        "updated: nov 20 2021, 15:24pm ist",
        "Updated June 3, 6:55 AM; Posted June 3, 6:51 AM",
        "Publish date: June 3, 2021",
        "June 3, 2021 01:41 PM IST | Source: lind.example",
        "Author: Ana Lind | 3 March 2021",
    ];
    for line in lines {
        assert!(has_date(line), "a date line: {line}");
    }
    let others = [
        "Elections on 12 March 2021 were annulled.",
        "The bridge opened on 3 June 2020",
        "Timeline of the strike, 3 March 2021",
        "12 May 2021 – Ferry Strike Begins",
        "12-15 March 2021",
        "12 March 2021 - 15 March 2021",
        "From 12 March 2021 to 15 March 2021",
        "© 3 March 2021 Andean Monitor",
        "Source: Lima Port, 3 March 2021",
        "Ministry of Ports and Fisheries, 3 March 2021",
        "Menu for Tuesday, June 3, 2021",
        "Deadline: 5 October 2021",
        "Born 12 May 1950",
        "Storm of March 5, 2021 Remembered",
        "Lima, 3 March 2021 – The port reopened after two days of talks",
        "Is 3 March 2021 a holiday?",
        "December 9",
        "March 2021",
        "Today 14:05",
        "3 hours ago",
        "Version 10.4.11.20",
        "",
    ];
    for line in others {
        assert!(!has_date(line), "no date line: {line}");
    }
}
