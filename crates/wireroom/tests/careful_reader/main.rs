//! What a careful reader gets from a small pile must come out of it.
//!
//! Each pile is a folder of articles with an `expected.json` beside them: a person's reading,
//! written before the program was run. The same checks run on every pile. Those under
//! `tests/piles` are ours; the folder that `WIREROOM_SEEDS` names (by default the `seeds` beside
//! the checkout) is checked too where it is there.
//!
//! A check that fails prints what was wanted and what came out, all of them at once. What is known
//! to fall short is listed in `shortfalls/`, by the words that the failure begins with: the list
//! may only shrink, and an entry that has come right fails until it is struck off.

mod check;
mod pile;

use pile::Pile;
use std::path::{Path, PathBuf};

/// Claims of a pile that must come out; the others are counted and printed.
const CLAIMS: usize = 3;

fn read(folder: &Path, known: &str) {
    let pile = Pile::read(folder);
    let mut report = check::Report::default();
    check::repair(&pile, &mut report);
    check::structure(&pile, &mut report);
    check::families(&pile, &mut report);
    check::events(&pile, &mut report);
    check::background(&pile, &mut report);
    check::claims(&pile, CLAIMS, &mut report);
    check::entities(&pile, &mut report);
    report.finish(folder, known);
}

fn own(name: &str, known: &str) {
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/piles").join(name), known);
}

#[test]
fn flood() {
    own("flood", include_str!("shortfalls/flood.txt"));
}

#[test]
fn recall() {
    own("recall", include_str!("shortfalls/recall.txt"));
}

#[test]
fn strike() {
    own("strike", include_str!("shortfalls/strike.txt"));
}

#[test]
#[allow(clippy::print_stderr, clippy::disallowed_methods, reason = "a skip must be seen")]
fn seeds() {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seeds");
    let folder = std::env::var_os("WIREROOM_SEEDS").map_or(beside, PathBuf::from);
    if folder.join("expected.json").is_file() {
        read(&folder, "");
    } else {
        eprintln!("skipped: no expected.json in the folder that WIREROOM_SEEDS names");
    }
}
