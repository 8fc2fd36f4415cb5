//! What is known of each witness apart from its words: credits, form, damage, date.

use std::collections::{BTreeMap, BTreeSet};

use wireroom_lexicon::agency_by_name;
use wireroom_model::{DocumentId, Interpolation, RepairRule, Stamp, ZoneKind};
use wireroom_text::Span;
use wireroom_times::read_stamp;

use super::extra;
use super::headline::Headline;
use super::naming::lines;
use crate::Member;
use crate::pile::Pile;

/// One witness.
#[derive(Debug, Clone)]
pub(crate) struct Facts {
    /// Index of the member.
    pub(crate) member: usize,
    /// Index of its body.
    pub(crate) body: usize,
    /// The agencies it credits, with where it does.
    pub(crate) agencies: BTreeMap<String, Option<Span>>,
    /// The agency that published it, when an agency did.
    pub(crate) own_agency: Option<String>,
    /// The dateline, when it has the wire's form.
    pub(crate) dateline: Option<Span>,
    /// The agency that the dateline names.
    pub(crate) dateline_agency: Option<String>,
    /// The list of contributors.
    pub(crate) contributors: Option<Span>,
    /// Words that were disguised by look-alike letters, and the first of them.
    pub(crate) disguised: (usize, Option<Span>),
    /// Passages set in, in the repaired text, and how many repair had already taken out.
    pub(crate) inserted: (Vec<Span>, usize),
    /// Who published it: the outlet, else the host of its address.
    pub(crate) outlet: Option<String>,
    /// When, in minutes, and whether the time of day and its zone are known.
    pub(crate) published: Option<Published>,
    /// When it was last changed.
    pub(crate) updated: Option<Published>,
    /// Its headline.
    pub(crate) headline: Headline,
    /// Its lines in which an outlet may be named.
    pub(crate) lines: Vec<Span>,
    /// Whether the page says whose text it is, and whether it says that it was changed.
    pub(crate) credits: bool,
    pub(crate) amended: bool,
}

/// A moment of publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Published {
    days: i64,
    /// Minutes of the day.
    minutes: Option<i64>,
    /// Minutes east of Greenwich.
    zone: Option<i64>,
}

impl Published {
    /// Whether this is surely before `other`: by a day, or on one day by times told in one way.
    pub(crate) fn before(self, other: Self) -> bool {
        match (self.minutes, other.minutes, self.zone, other.zone) {
            (Some(x), Some(y), Some(zone_x), Some(zone_y)) => {
                self.days * 1440 + x - zone_x < other.days * 1440 + y - zone_y
            }
            (Some(x), Some(y), None, None) if self.days == other.days => x < y,
            _ => self.days < other.days,
        }
    }
}

impl Facts {
    /// A witness that is `alone` in its family is held against nobody: what takes reading is left out.
    pub(crate) fn new(
        pile: &Pile<'_>,
        member: usize,
        alone: bool,
        inserted: &[Interpolation],
    ) -> Option<Self> {
        let held = pile.members.get(member)?;
        let text = held.text.repaired();
        let structure = &held.text.structure;
        let mut agencies: BTreeMap<String, Option<Span>> = BTreeMap::new();
        let added = |written: &str| pile.agencies.iter().find(|agency| agency.written == written);
        let mut dateline_agency = structure
            .dateline
            .and_then(|line| line.agency)
            .and_then(|span| Some((agency_by_name(span.text(text).trim())?.name, span)));
        for (name, span) in dateline_agency.iter().copied().chain(
            structure.credits.iter().filter_map(|&span| Some((agency(span.text(text))?, span))),
        ) {
            agencies.entry(name.to_owned()).or_insert(Some(span));
        }
        for name in held.document.credit.iter().filter_map(|credit| agency(credit)) {
            agencies.entry(name.to_owned()).or_insert(None);
        }
        let mut own_agency = outlet(held).as_deref().and_then(agency_outlet).map(str::to_owned);
        if !pile.agencies.is_empty() {
            for (agency, span) in extra::credited(held, &pile.agencies) {
                let line = structure.of(ZoneKind::Dateline).next();
                if span.zip(line).is_some_and(|(span, line)| line.overlaps(span)) {
                    dateline_agency = dateline_agency.or_else(|| Some((&agency.name, span?)));
                }
                agencies.entry(agency.name.clone()).or_insert(span);
            }
            let published = held.document.outlet.as_deref().map(str::trim);
            own_agency = own_agency.or_else(|| Some(added(published?)?.name.clone()));
        }
        let outlet = outlet(held);
        let first = inserted.partition_point(|other| other.document < held.document.id);
        let mine = inserted
            .get(first..)
            .unwrap_or_default()
            .iter()
            .take_while(|other| other.document == held.document.id)
            .map(|other| other.span)
            .collect();
        let taken_out = held
            .text
            .repairs
            .iter()
            .filter(|repair| repair.rule == RepairRule::Interpolation && repair.applied)
            .count();
        let stamp = |kind| if alone { None } else { printed(held, kind) };
        Some(Self {
            member,
            body: *pile.body_of.get(member)?,
            own_agency,
            dateline: structure
                .of(ZoneKind::Dateline)
                .next()
                .filter(|_| structure.dateline.is_some_and(|line| line.agency.is_some())),
            dateline_agency: dateline_agency.map(|(name, _)| name.to_owned()),
            contributors: structure.of(ZoneKind::Contributors).next(),
            disguised: disguised(held),
            inserted: (mine, taken_out),
            published: given(&held.document.published)
                .or_else(|| given(&held.document.updated))
                .or_else(|| stamp(ZoneKind::Published))
                .or_else(|| stamp(ZoneKind::Updated)),
            updated: given(&held.document.updated).or_else(|| stamp(ZoneKind::Updated)),
            headline: if alone {
                Headline::default()
            } else {
                Headline::of(held, pile.bodies.get(*pile.body_of.get(member)?)?)
            },
            lines: if alone { Vec::new() } else { lines(held.text) },
            credits: structure.of(ZoneKind::Credit).next().is_some(),
            amended: structure.of(ZoneKind::Updated).next().is_some(),
            outlet,
            agencies,
        })
    }

    /// Disguised, or with passages set in.
    pub(crate) fn tampered(&self) -> bool {
        self.disguised.0 >= 3 || self.n_inserted() > 0
    }

    pub(crate) fn n_inserted(&self) -> usize {
        self.inserted.0.len() + self.inserted.1
    }

    /// Whether both are of one outlet.
    pub(crate) fn same_outlet(&self, other: &Self) -> bool {
        self.outlet.is_some() && self.outlet == other.outlet
    }

    /// Whether both are dated, and more than a week and a half apart.
    pub(crate) fn far_from(&self, other: &Self) -> bool {
        self.days_from(other) > 10
    }

    /// Days between the two; none where one is undated.
    pub(crate) fn days_from(&self, other: &Self) -> usize {
        let days = self.published.zip(other.published).map(|(x, y)| x.days.abs_diff(y.days));
        days.and_then(|days| usize::try_from(days).ok()).unwrap_or(0)
    }

    pub(crate) fn id<'p>(&self, pile: &'p Pile<'_>) -> Option<&'p DocumentId> {
        pile.members.get(self.member).map(|member| &member.document.id)
    }
}

/// The publisher, in a form that compares.
pub(crate) fn outlet(member: &Member<'_>) -> Option<String> {
    let named = member.document.outlet.as_deref().map(str::trim).filter(|name| !name.is_empty());
    let host = || {
        let url = member.document.url.as_deref()?;
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        rest.split(['/', '?', '#', ':']).next().filter(|host| host.contains('.'))
    };
    let name = named.or_else(host)?.to_lowercase();
    Some(name.strip_prefix("www.").map(str::to_owned).unwrap_or(name))
}

/// The agency that a credit names, alone or among other words.
fn agency(credit: &str) -> Option<&'static str> {
    let trimmed = credit.trim_matches(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = trimmed.split_whitespace().take(24).collect();
    let named = |from: usize, to: usize| {
        let phrase = words.get(from..to)?.join(" ");
        let phrase = phrase.trim_matches(|c: char| !c.is_alphanumeric());
        agency_by_name(phrase).map(|agency| agency.name)
    };
    agency_by_name(trimmed).map(|agency| agency.name).or_else(|| {
        (1..=words.len().min(4))
            .rev()
            .find_map(|len| (0..=words.len() - len).find_map(|from| named(from, from + len)))
    })
}

/// The agency whose outlet this is: by its name, or by the label of its host.
fn agency_outlet(outlet: &str) -> Option<&'static str> {
    let label = outlet.rsplit('.').nth(1).unwrap_or(outlet);
    let mut capital = label.chars();
    let capital: String =
        capital.next().into_iter().flat_map(char::to_uppercase).chain(capital).collect();
    let spaced = label.strip_suffix("news").map(|stem| format!("{} News", stem.to_uppercase()));
    [Some(outlet.to_owned()), Some(label.to_uppercase()), Some(capital), spaced]
        .iter()
        .flatten()
        .find_map(|name| agency_by_name(name))
        .map(|agency| agency.name)
}

/// The words in which letters were mended, and the first of them. A word set in another style from
/// end to end is a matter of looks; one with a few such letters is disguised.
pub(crate) fn disguised(member: &Member<'_>) -> (usize, Option<Span>) {
    let map = &member.text.map;
    let mut words: BTreeSet<Span> = BTreeSet::new();
    for repair in member.text.repairs.iter().filter(|repair| repair.applied) {
        let of_letters =
            matches!(repair.rule, RepairRule::LookAlikeLetter | RepairRule::StyledLetter);
        let Some(span) = map.to_repaired(repair.span).filter(|_| of_letters) else { continue };
        let word = word_around(map.repaired(), span);
        let plain = |text: &str| text.chars().any(|c| c.is_ascii_alphabetic());
        if repair.rule == RepairRule::LookAlikeLetter
            || plain(map.to_received(word).text(map.received()))
        {
            words.insert(word);
        }
    }
    (words.len(), words.first().copied())
}

/// `span` widened to the white space around it, within reason.
fn word_around(text: &str, span: Span) -> Span {
    let is_gap = |c: char| c.is_whitespace();
    let before = text.get(..span.start()).unwrap_or("");
    let start = before.rfind(is_gap).map_or(0, |at| {
        at + before.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
    });
    let after = text.get(span.end()..).unwrap_or("");
    let end = span.end() + after.find(is_gap).unwrap_or(after.len());
    if end - start > 64 { span } else { Span::of(start..end) }
}

/// A moment that the document came with.
fn given(stamp: &Option<Stamp>) -> Option<Published> {
    published(&stamp.as_ref()?.value)
}

/// A moment that stands on the page. Not the dateline's: that is copied with the text.
fn printed(member: &Member<'_>, kind: ZoneKind) -> Option<Published> {
    let text = member.text.repaired();
    let mut lines = member.text.structure.of(kind);
    lines.find_map(|span| published(&read_stamp(span.text(text))?.value))
}

fn published(value: &str) -> Option<Published> {
    let range = wireroom_model::DateRange::parse(value)?;
    if range.first != range.last {
        return None;
    }
    let day = range.first;
    let (y, m) = (i64::from(day.year()), i64::from(day.month()));
    // Days since a fixed day, by Howard Hinnant's days_from_civil.
    let y = if m <= 2 { y - 1 } else { y };
    let of_year = (153 * (if m > 2 { m - 3 } else { m + 9 }) + 2) / 5 + i64::from(day.day()) - 1;
    let days = y * 365 + y.div_euclid(4) - y.div_euclid(100) + y.div_euclid(400) + of_year;
    let time = value.split_once(['T', ' ']).map_or("", |(_, time)| time);
    let clock = |text: &str| {
        let (hours, rest) = text.split_once(':')?;
        let hours: i64 = hours.parse().ok()?;
        let minutes: i64 = rest.get(..2)?.parse().ok()?;
        Some(hours * 60 + minutes)
    };
    // Midnight on the dot is how a date without a time is often written.
    let minutes = clock(time).filter(|&minutes| minutes != 0);
    let zone = if time.ends_with('Z') {
        Some(0)
    } else {
        time.rfind(['+', '-']).and_then(|at| {
            let sign = if time.get(at..)?.starts_with('-') { -1 } else { 1 };
            Some(sign * clock(time.get(at + 1..)?)?)
        })
    };
    Some(Published { days, minutes, zone })
}
