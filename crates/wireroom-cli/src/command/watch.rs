//! `wireroom watch`: asks feeds and keeps a record current.
//!
//! It may be ended at any moment: what was fetched is in the record together with the word that it
//! was, or it is fetched again.

use super::read::news;
use crate::args::Watch;
use crate::output::{Outcome, complain};
use crate::pile;
use crate::progress::Bar;
use anyhow::{Context, anyhow};
use std::fs::File;
use std::io::Read as _;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use wireroom_store::{Feeds, Store};
use wireroom_watch::{Bounds, Found, Http, Keeper, Kept, Plan, Settings, Told};

/// Most bytes of a list of feeds.
const LIST: u64 = 16 << 20;

pub(crate) fn run(args: &Watch) -> anyhow::Result<Outcome> {
    let (named, listed) = feeds(&args.feeds)?;
    let bounds = Bounds {
        bytes: args.most.max(1).saturating_mul(1024),
        time: args.timeout.max(Duration::from_millis(1)),
        ..Bounds::default()
    };
    let settings = Settings {
        every: args.every.as_secs().max(1),
        interval: u64::try_from(args.interval.as_millis()).unwrap_or(u64::MAX),
        once: args.once,
        pages: !args.no_pages,
        bounds: bounds.clone(),
        ..Settings::default()
    };
    let (keeper, known) = Keeper::open(&args.record, pile::options(&args.reading))?;
    let mut shown = Some(Store::open(&args.record)?.record()?);
    let mut plan = Plan::new(&named, &listed, known, settings.clone(), now());
    let fetch = Http::new(&bounds, args.contact.as_deref());
    if !args.once {
        let n = plan.watched();
        complain(&format!("watching {}; Ctrl-C ends it", crate::table::count(n, "feed")));
    }
    let mut keep = |found: Found, feeds: &Feeds| match keeper.keep(found, feeds, &Bar::new())? {
        Kept::Feeds => Ok(false),
        Kept::Record(record) => {
            let record = wireroom_wire::record(&record);
            news(shown.as_ref(), &record, keeper.file());
            shown = Some(record);
            Ok(true)
        }
    };
    let mut tell = |told: Told| complain(&format!("{}: {}", told.of, told.what));
    let ended = wireroom_watch::run(&mut plan, &settings, &fetch, &now, &mut keep, &mut tell)?;
    Ok(match ended {
        _ if ended.trouble => Outcome::Error,
        _ if ended.new => Outcome::Found,
        _ => Outcome::Nothing,
    })
}

/// The addresses that were given, and those that the given files list.
fn feeds(given: &[String]) -> anyhow::Result<(Vec<String>, Vec<String>)> {
    let (mut named, mut listed) = (Vec::new(), Vec::new());
    for one in given {
        if one.contains("://") {
            named.push(one.clone());
            continue;
        }
        let mut bytes = Vec::new();
        let file = File::open(one).with_context(|| {
            format!("{one} is no address (https://…) and no file that can be opened")
        })?;
        file.take(LIST).read_to_end(&mut bytes).with_context(|| format!("cannot read {one}"))?;
        let found = wireroom_watch::list(&bytes).map_err(|what| anyhow!("{one}: {what}"))?;
        listed.extend(found);
    }
    Ok((named, listed))
}

/// Milliseconds since 1970.
#[allow(clippy::disallowed_methods, reason = "when to ask a feed again is a matter of the clock")]
fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}
