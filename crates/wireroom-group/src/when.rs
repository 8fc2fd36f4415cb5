//! When a text's own event may have happened, as far as the text alone tells.

use wireroom_model::{DateRange, Telling, TimeKind, ZoneKind};
use wireroom_text::Span;

/// The days in which a text's own event may lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// The text does not say.
    Unknown,
    /// These days.
    Days(DateRange),
    /// These days of some year, as days of the year from 1 to 366, `first` to `last` around.
    Season {
        /// First day.
        first: u16,
        /// Last day; before `first` when the season runs over the turn of the year.
        last: u16,
    },
}

/// A news text seldom appears later than this many days after the last thing it dates.
const LAG: u16 = 30;

/// News is no older than this many days when it is told.
const FRESH: u16 = 7;

/// Where the first `count` sentences of the body end.
pub(crate) fn lead_end(telling: &Telling<'_>, count: usize) -> usize {
    let body = telling.analysis.sentences.iter().filter(|s| s.zone == ZoneKind::Body);
    body.take(count).last().map_or(0, |sentence| sentence.span.end())
}

impl When {
    /// Read from the date of the text, else from the dates in its lead, else from the latest date
    /// that it mentions: a text that tells of February 18 was written after it and not long after.
    #[must_use]
    pub fn of(telling: &Telling<'_>) -> Self {
        if let Some(date) = &telling.date {
            match date.range() {
                Some(range) if range.days() <= 31 => return Self::Days(range),
                _ => {
                    if let Some(day) = day_of_year(&date.value) {
                        return Self::Season { first: day, last: day };
                    }
                }
            }
        }
        let lead_end = lead_end(telling, 2);
        let dates = || telling.analysis.times.iter().filter(|time| time.kind == TimeKind::Date);
        for time in dates().filter(|time| time.span.end() <= lead_end) {
            if let Some(range) = time.dates.filter(|range| range.days() <= 3) {
                return Self::Days(range);
            }
            if let Some(day) = day_of_year(&time.value) {
                return Self::Season { first: day, last: day };
            }
        }
        let latest = dates().filter_map(|time| time.dates).filter(|range| range.days() <= 31).max();
        if let Some(range) = latest {
            let last = range.last.checked_add(jiff::Span::new().days(LAG)).unwrap_or(range.last);
            return Self::Days(DateRange { first: range.first, last });
        }
        let days: Vec<u16> = dates().filter_map(|time| day_of_year(&time.value)).collect();
        // The latest day is the one that all others precede by less than half a year.
        let latest = days.iter().copied().max_by_key(|&day| {
            (days.iter().filter(|&&other| ahead(other, day) < 183).count(), day)
        });
        latest.map_or(Self::Unknown, |day| Self::Season { first: day, last: wrap(day + LAG) })
    }

    /// The day that the lead gives to something fresh: dated to the day, and close to the text's
    /// own date where that is known. A follow-up long after the event has none.
    #[must_use]
    pub fn fresh(telling: &Telling<'_>) -> Option<Self> {
        Self::fresh_at(telling).map(|(when, _)| when)
    }

    /// The same, with the passage that dates it.
    pub(crate) fn fresh_at(telling: &Telling<'_>) -> Option<(Self, Span)> {
        let end = lead_end(telling, 3);
        let own = telling.date.as_ref().and_then(wireroom_model::Stamp::day);
        let lead = telling.analysis.times.iter().filter(|time| {
            matches!(time.kind, TimeKind::Date | TimeKind::Time) && time.span.end() <= end
        });
        // A text without a date of its own was told no sooner than the last day that it dates: a
        // day long before, such as that of a birth, is not what is new.
        let ranges = telling.analysis.times.iter().filter_map(|time| time.dates);
        let last = ranges.filter(|range| range.days() <= 31).map(|range| range.last).max();
        let mut dated = lead.filter_map(|time| {
            let when = match time.dates {
                Some(range) if range.days() <= 2 => {
                    let near = match (own, last) {
                        (Some(own), _) => range.gap(DateRange::day(own)) <= i64::from(FRESH),
                        (None, Some(last)) => range.gap(DateRange::day(last)) <= i64::from(LAG),
                        (None, None) => true,
                    };
                    near.then_some(Self::Days(range))
                }
                Some(_) => None,
                None if own.is_none() => {
                    day_of_year(&time.value).map(|day| Self::Season { first: day, last: day })
                }
                None => None,
            };
            Some((when?, time.span))
        });
        dated.next()
    }

    /// Days between the nearest ends of the two, 0 when they overlap, `None` when either is not
    /// known. Against a season, the years are left out of account.
    #[must_use]
    pub fn gap(self, other: Self) -> Option<i64> {
        match (self, other) {
            (Self::Unknown, _) | (_, Self::Unknown) => None,
            (Self::Days(a), Self::Days(b)) => Some(a.gap(b)),
            (a, b) => {
                let ((a_first, a_last), (b_first, b_last)) = (a.season()?, b.season()?);
                let within = |day, first, last| ahead(first, day) <= ahead(first, last);
                if within(a_first, b_first, b_last) || within(b_first, a_first, a_last) {
                    return Some(0);
                }
                Some(i64::from(ahead(a_last, b_first).min(ahead(b_last, a_first))))
            }
        }
    }

    fn season(self) -> Option<(u16, u16)> {
        match self {
            Self::Unknown => None,
            Self::Season { first, last } => Some((first, last)),
            Self::Days(range) if range.days() >= 365 => None,
            Self::Days(range) => Some((
                range.first.day_of_year().unsigned_abs(),
                range.last.day_of_year().unsigned_abs(),
            )),
        }
    }
}

/// Days from `from` forward to `to`, around the year.
fn ahead(from: u16, to: u16) -> u16 {
    (to + 366 - from) % 366
}

fn wrap(day: u16) -> u16 {
    (day - 1) % 366 + 1
}

/// The day of a leap year of "XXXX-02-18", or `None` where month or day is missing too.
fn day_of_year(value: &str) -> Option<u16> {
    let rest = value.strip_prefix("XXXX-")?;
    let (month, day) = rest.split_once('-')?;
    let date = jiff::civil::Date::new(2020, month.parse().ok()?, day.get(..2)?.parse().ok()?);
    Some(date.ok()?.day_of_year().unsigned_abs())
}

/// The weekday named within the expression or right before it ("Thursday, February 27").
pub(crate) fn weekday_near(text: &str, time: Span) -> Option<jiff::civil::Weekday> {
    let mut from = time.start().saturating_sub(12);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let around = text.get(from..time.end())?;
    let words = around.split(|c: char| !c.is_alphabetic());
    words.filter_map(weekday).next_back()
}

fn weekday(word: &str) -> Option<jiff::civil::Weekday> {
    use jiff::civil::Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
    Some(match word {
        "Monday" | "Mon" => Monday,
        "Tuesday" | "Tue" | "Tues" => Tuesday,
        "Wednesday" | "Wed" => Wednesday,
        "Thursday" | "Thu" | "Thurs" => Thursday,
        "Friday" | "Fri" => Friday,
        "Saturday" | "Sat" => Saturday,
        "Sunday" | "Sun" => Sunday,
        _ => return None,
    })
}
