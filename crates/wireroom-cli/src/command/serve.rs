//! `wireroom serve`: the page and the HTTP API over a record.

use crate::args::{self, Serve};
use crate::output::{Outcome, complain};
use crate::pile;
use anyhow::{Context, bail};
use std::net::{SocketAddr, TcpListener};
use wireroom_serve::{Gate, Pile};
use wireroom_store::Store;

pub(crate) fn run(args: &Serve) -> anyhow::Result<Outcome> {
    // Before the reading: an address that is taken should not cost a reading.
    let wanted = SocketAddr::new(args.address, args.port);
    let listener = TcpListener::bind(wanted).with_context(|| {
        format!("cannot listen on {wanted}; give another --port, or none for a free one")
    })?;
    let bound = listener.local_addr().context("cannot tell the address listened on")?;
    let (gate, query) = gate(args, bound)?;
    let (pile, outcome) = load(&args.pile)?;
    if outcome == Outcome::Nothing {
        complain("there is nothing to show");
        return Ok(outcome);
    }
    let router = wireroom_serve::router(pile, gate)?;
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

/// The record to serve, and what it comes to.
pub(crate) fn load(args: &args::Pile) -> anyhow::Result<(Pile, Outcome)> {
    if let Some(path) = &args.record {
        let outcome = pile::kept(&Store::glance(path)?)?;
        return Ok((Pile::open(path)?, outcome));
    }
    let record = pile::read(&args.paths, &args.reading);
    let shown = wireroom_wire::record(&record);
    pile::report(&shown);
    Ok((Pile::of(&record)?, pile::outcome(&shown)))
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
