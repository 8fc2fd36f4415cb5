//! Days as places on a line.

use jiff::civil::Date;

/// A line of time from the first to the last day.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Axis {
    first: i32,
    last: i32,
    width: f64,
}

impl Axis {
    /// `None` without a day.
    pub(crate) fn over(days: impl Iterator<Item = i32>, width: f64) -> Option<Self> {
        let (first, last) = days.fold(None, |range: Option<(i32, i32)>, day| {
            Some(range.map_or((day, day), |(first, last)| (first.min(day), last.max(day))))
        })?;
        Some(Self { first, last, width })
    }

    /// Days that it covers.
    pub(crate) fn days(self) -> i32 {
        self.last - self.first + 1
    }

    pub(crate) fn first(self) -> i32 {
        self.first
    }

    /// Where the middle of a day lies.
    pub(crate) fn x(self, day: i32) -> f64 {
        (f64::from(day - self.first) + 0.5) / f64::from(self.days()) * self.width
    }

    /// Days to label: at most `most`, evenly apart, the first among them.
    pub(crate) fn ticks(self, most: i32) -> Vec<i32> {
        let step = ((self.days() + most - 1) / most).max(1);
        (0..).map(|n| self.first + n * step).take_while(|&day| day <= self.last).collect()
    }
}

/// The number of a day, from the first ten characters of a date; `None` where they are not one.
pub(crate) fn day_number(value: &str) -> Option<i32> {
    let date: Date = value.get(..10)?.parse().ok()?;
    epoch().until(date).ok().map(|span| span.get_days())
}

/// The day of a number, `YYYY-MM-DD`.
pub(crate) fn day_name(number: i32) -> String {
    let day = epoch().checked_add(jiff::Span::new().days(i64::from(number)));
    day.map(|day| day.to_string()).unwrap_or_default()
}

fn epoch() -> Date {
    jiff::civil::date(1970, 1, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_go_there_and_back() {
        for day in ["1970-01-01", "2021-03-29", "1969-12-31", "2024-02-29"] {
            assert_eq!(day_name(day_number(day).unwrap()), day);
        }
        assert_eq!(day_number("2021-03-29T20:05:00+01:00"), day_number("2021-03-29"));
        assert_eq!(day_number("XXXX-03-23"), None);
        assert_eq!(day_number("2021-W12"), None);
    }

    #[test]
    fn one_day_lies_in_the_middle() {
        let axis = Axis::over([7].into_iter(), 100.0).unwrap();
        assert_eq!((axis.x(7), axis.ticks(6)), (50.0, vec![7]));
        assert!(Axis::over(std::iter::empty(), 1.0).is_none());
    }
}
