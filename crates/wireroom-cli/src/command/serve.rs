//! `wireroom serve`: the page and the HTTP API over a record.

use crate::args::Serve;
use crate::output::{Outcome, complain};
use crate::{pile, tables};
use anyhow::{Context, bail};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use wireroom::group::Again;
use wireroom::{Builder, Options, Progress, Record};
use wireroom_serve::{Gate, InMemory, Keep, Pile, PileError};
use wireroom_store::{Lock, Store};

pub(crate) fn run(args: &Serve) -> anyhow::Result<Outcome> {
    // Before the reading: an address that is taken should not cost a reading.
    let wanted = SocketAddr::new(args.address, args.port);
    let listener = TcpListener::bind(wanted).with_context(|| {
        format!("cannot listen on {wanted}; give another --port, or none for a free one")
    })?;
    let bound = listener.local_addr().context("cannot tell the address listened on")?;
    let (gate, query) = gate(args, bound)?;
    let (pile, outcome, keep) = load(args)?;
    let to_fill = args.paths.is_empty() && args.tables.is_none() && !args.read_only;
    let outcome = match outcome {
        Outcome::Nothing if to_fill => Outcome::Found,
        outcome => outcome,
    };
    if outcome == Outcome::Nothing {
        complain("there is nothing to show");
        return Ok(outcome);
    }
    let router = match args.read_only {
        true => wireroom_serve::router(pile, gate)?,
        false => wireroom_serve::growing(pile, gate, keep)?,
    };
    let shown = if bound.ip().is_unspecified() {
        let name = args.host.first().map_or("127.0.0.1", String::as_str);
        format!("http://{name}:{}/{query}", bound.port())
    } else {
        format!("http://{bound}/{query}")
    };
    complain(&format!("open {shown} in a browser; Ctrl-C ends it"));
    if args.open {
        open(&shown);
    }
    wireroom_serve::listen(listener, router).context("the server cannot go on")?;
    Ok(outcome)
}

/// Who may ask, and what the address needs to carry for it.
fn gate(args: &Serve, bound: SocketAddr) -> anyhow::Result<(Gate, String)> {
    if args.token_file.is_none()
        && let Some(gate) = Gate::loopback(bound)
    {
        return Ok((gate, String::new()));
    }
    let token = match &args.token_file {
        Some(path) => std::fs::read_to_string(path)
            .with_context(|| format!("cannot read the token in {}", path.display()))?
            .trim()
            .to_owned(),
        None => token()?,
    };
    let plain = token.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.~".contains(&b));
    let query = format!("?token={token}");
    match Gate::with_token(bound, token, args.host.clone()).filter(|_| plain) {
        Some(gate) => Ok((gate, query)),
        None => bail!("a token is of 16 or more letters, digits, - _ . ~"),
    }
}

/// 128 bits that nobody can guess, as hexadecimal digits.
fn token() -> anyhow::Result<String> {
    let mut bytes = [0_u8; 16];
    if let Err(error) = getrandom::fill(&mut bytes) {
        bail!("the system gives no random token ({error}); write one into a --token-file");
    }
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// The record to serve, what it comes to, and what holds its documents when something is added.
fn load(args: &Serve) -> anyhow::Result<(Pile, Outcome, Arc<dyn Keep>)> {
    let options = pile::options(&args.reading);
    if let Some(path) = &args.record {
        let (served, outcome) = kept(path)?;
        let options = Options { keep: true, again: Some(Again::default()), ..options };
        return Ok((served, outcome, Arc::new(RecordFile { path: path.clone(), options })));
    }
    if let Some(folder) = &args.tables {
        let (served, outcome, held) = of_tables(folder)?;
        return Ok((served, outcome, Arc::new(InMemory::of(held, options))));
    }
    let gathered = match args.paths.is_empty() {
        true => Builder::default(),
        false => pile::gather(&args.paths, &args.reading.threads),
    };
    if args.read_only {
        let (served, outcome) = made(&pile::build(gathered, &args.reading))?;
        return Ok((served, outcome, Arc::new(InMemory::of(Builder::default(), options))));
    }
    // Held in memory while it is served, for what is added, and what was read of it too.
    let mut held = gathered.clone();
    let record = pile::build_to_keep(gathered, &args.reading);
    let (served, outcome) = made(&record)?;
    held.readings = record.readings;
    Ok((served, outcome, Arc::new(InMemory::of(held, options))))
}

/// The record that was kept in a file, and what it comes to.
pub(crate) fn kept(path: &Path) -> anyhow::Result<(Pile, Outcome)> {
    let outcome = pile::kept(&Store::glance(path)?)?;
    Ok((Pile::open(path)?, outcome))
}

/// The record whose tables are in a folder, what it comes to, and what was received for it.
pub(crate) fn of_tables(folder: &Path) -> anyhow::Result<(Pile, Outcome, Builder)> {
    let (pile::Pile { record, annotations }, received) = tables::open(folder)?;
    Ok((Pile::from(&record, &annotations, &received)?, pile::outcome(&record), received))
}

/// A record that was just made, and what it comes to.
pub(crate) fn made(record: &Record) -> anyhow::Result<(Pile, Outcome)> {
    let shown = wireroom_wire::record(record);
    pile::report(&shown);
    Ok((Pile::of(record)?, pile::outcome(&shown)))
}

/// A record file that what is added is written into, as `read --record` does.
#[derive(Debug)]
struct RecordFile {
    path: PathBuf,
    options: Options,
}

impl Keep for RecordFile {
    fn kept(&self) -> String {
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        format!("in the record file {name}, which is written anew with each addition")
    }

    fn grow(&self, added: Builder, progress: &dyn Progress) -> Result<Pile, String> {
        let grow = || -> Result<Pile, PileError> {
            // What another program wrote into the file meanwhile is part of what it holds.
            let lock = Lock::take(&self.path)?;
            let held = Store::open(&self.path)?.gathered()?;
            let record = held.and(added).build(&self.options, progress);
            lock.write(&record)?;
            Pile::open(&self.path)
        };
        grow().map_err(|error| error.to_string())
    }
}

/// Opens an address in the user's browser; it is printed all the same.
fn open(address: &str) {
    let program = match std::env::consts::OS {
        "macos" => "open",
        "windows" => "explorer",
        _ => "xdg-open",
    };
    if let Err(error) = std::process::Command::new(program).arg(address).spawn() {
        complain(&format!("cannot start a browser ({error})"));
    }
}
