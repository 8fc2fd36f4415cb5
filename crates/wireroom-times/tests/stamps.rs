//! Stamps of pages in, values out.

use wireroom_times::read_stamp;

#[test]
fn stamps() {
    let table: &[(&str, Option<&str>)] = &[
        ("9 Dec, 2022 19:18", Some("2022-12-09T19:18")),
        ("9 Dec, 2022 19:18 / Updated 1 year ago", Some("2022-12-09T19:18")),
        ("09 December, 2022", Some("2022-12-09")),
        ("Dec 9", Some("XXXX-12-09")),
        ("Updated 1 year ago", None),
        ("March 3, 2021 at 5:04 p.m. EST", Some("2021-03-03T17:04")),
        ("Published 12:30 AM, March 3, 2021", Some("2021-03-03T00:30")),
        ("2021-03-23T07:40:00Z", Some("2021-03-23T07:40")),
        ("2021-03-23 07:40", Some("2021-03-23T07:40")),
        ("2021/03/23", Some("2021-03-23")),
        ("Tue 23 Mar 2021 07.40 GMT", Some("2021-03-23T07:40")),
        ("Tuesday, March 23, 2021", Some("2021-03-23")),
        ("23/03/2021", Some("2021-03-23")),
        ("23.03.2021 18:05", Some("2021-03-23T18:05")),
        ("03/23/2021", Some("2021-03-23")),
        ("04/05/2021", None),
        ("05/05/2021", Some("2021-05-05")),
        ("31/02/2021", None),
        ("October 2019", Some("2019-10")),
        ("5 min read", None),
        ("", None),
    ];
    for (text, expected) in table {
        assert_eq!(read_stamp(text).map(|stamp| stamp.value).as_deref(), *expected, "in: {text}");
    }
}
