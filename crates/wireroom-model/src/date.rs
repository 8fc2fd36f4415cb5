//! Dates with as many parts as a text gives, and how each was had.

use jiff::civil::Date;

/// How a value was had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// The text or its metadata says it in full.
    Stated,
    /// Given by the format's metadata (JSON-LD, a feed field, a JSON key).
    Metadata,
    /// Read from the dateline.
    Dateline,
    /// Read from the document's address.
    Url,
    /// Reckoned from the date of publication ("on Friday", "last week").
    Relative,
    /// The year, left out by the text, is one in which the stated weekday falls on the stated date.
    Weekday,
    /// Reckoned from another date in the text.
    Narrative,
    /// Chosen by what the rest of the pile says of the same event.
    Inferred,
}

impl Basis {
    /// All of them, in order.
    pub const ALL: [Self; 8] = [
        Self::Stated,
        Self::Metadata,
        Self::Dateline,
        Self::Url,
        Self::Relative,
        Self::Weekday,
        Self::Narrative,
        Self::Inferred,
    ];

    /// The word of the contract.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Metadata => "metadata",
            Self::Dateline => "dateline",
            Self::Url => "url",
            Self::Relative => "relative",
            Self::Weekday => "weekday",
            Self::Narrative => "narrative",
            Self::Inferred => "inferred",
        }
    }
}

/// A point in time with the parts that are known, in ISO 8601: "2021", "2021-03", "2021-03-23" or
/// "2021-03-23T07:40" (local to the outlet; a zone is kept where one was given).
///
/// Unknown leading parts are `X`, as in TIMEX3: "XXXX-03-23".
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// The value.
    pub value: String,
    /// How it was had.
    pub basis: Basis,
}

impl Stamp {
    /// The days it may mean, or `None` when the year is not known or the value is no date.
    #[must_use]
    pub fn range(&self) -> Option<DateRange> {
        DateRange::parse(&self.value)
    }

    /// The day, when year, month and day are known.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        self.range().filter(|range| range.first == range.last).map(|range| range.first)
    }
}

/// Days from `first` to `last`, both within.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateRange {
    /// First day.
    pub first: Date,
    /// Last day, not before `first`.
    pub last: Date,
}

impl DateRange {
    /// One day.
    #[must_use]
    pub const fn day(day: Date) -> Self {
        Self { first: day, last: day }
    }

    /// The days of an ISO 8601 or TIMEX3 date value: "2021", "2021-03", "2021-03-23",
    /// "2021-03-23T07:40" or "2021-W12". `None` for anything with unknown parts, durations and
    /// values that are no date.
    #[must_use]
    pub fn parse(value: &str) -> Option<Self> {
        let date = value.split(['T', ' ']).next()?;
        let mut parts = date.split('-');
        let year: i16 = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
        let Some(second) = parts.next() else {
            return Some(Self {
                first: Date::new(year, 1, 1).ok()?,
                last: Date::new(year, 12, 31).ok()?,
            });
        };
        if let Some(week) = second.strip_prefix('W') {
            let monday = jiff::civil::ISOWeekDate::new(
                year,
                week.parse().ok()?,
                jiff::civil::Weekday::Monday,
            );
            let first = monday.ok()?.date();
            return Some(Self { first, last: first.checked_add(jiff::Span::new().days(6)).ok()? });
        }
        let first = Date::new(year, second.parse().ok()?, 1).ok()?;
        let Some(third) = parts.next() else {
            return Some(Self { first, last: first.last_of_month() });
        };
        let day = Date::new(year, first.month(), third.get(..2)?.parse().ok()?).ok()?;
        Some(Self::day(day))
    }

    /// Whether the two share a day.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// Days between the nearest ends; 0 when they overlap.
    #[must_use]
    pub fn gap(self, other: Self) -> i64 {
        let days = |from: Date, to: Date| to.duration_since(from).as_hours() / 24;
        days(self.last, other.first).max(days(other.last, self.first)).max(0)
    }

    /// Number of days, at least one.
    #[must_use]
    pub fn days(self) -> i64 {
        i64::from(self.first.until(self.last).map_or(0, |span| span.get_days())) + 1
    }
}
