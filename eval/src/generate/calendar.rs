//! Days and minutes, as far as pages print them.

/// A moment in minutes since the start of the year 2000.
pub(crate) type Minute = u64;

/// "2021-03-23".
pub(crate) fn day(at: Minute) -> Option<String> {
    let days = i64::try_from(at / 1440).ok()?;
    let (year, month, day) = civil(days);
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

/// "March 23, 2021".
pub(crate) fn long_date(at: Minute) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let (year, month, day) = civil(i64::try_from(at / 1440).unwrap_or(0));
    let month = usize::try_from(month - 1).ok().and_then(|at| MONTHS.get(at)).unwrap_or(&"May");
    format!("{month} {day}, {year}")
}

/// Noon of the day that a stamp begins with ("2021-03-23…"); `None` before 2000 and for any other
/// form.
pub(crate) fn noon(stamp: &str) -> Option<Minute> {
    let mut parts = stamp.get(..10)?.split('-');
    let mut next = || parts.next()?.parse::<i64>().ok();
    let wanted = (next()?, next()?, next()?);
    // Days are few; a search needs no calendar of its own.
    let days = (0..40_000).find(|&days| civil(days) == wanted)?;
    Some(days.unsigned_abs() * 1440 + 720)
}

/// Year, month and day, `days` days after 1 January 2000.
fn civil(days: i64) -> (i64, i64, i64) {
    let mut year = 2000;
    let mut left = days;
    let leap = |year: i64| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    loop {
        let length = if leap(year) { 366 } else { 365 };
        if left < length {
            break;
        }
        left -= length;
        year += 1;
    }
    let lengths = [31, if leap(year) { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    for (month, length) in (1..).zip(lengths) {
        if left < length {
            return (year, month, left + 1);
        }
        left -= length;
    }
    (year, 12, 31)
}
