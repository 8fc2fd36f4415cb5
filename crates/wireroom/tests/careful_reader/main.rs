//! What a careful reader gets from a small pile must come out of it.
//!
//! Each pile is a folder of articles with an `expected.json` beside them: a person's reading,
//! written before the program was run. The same checks run on every pile. Those under
//! `tests/piles` are ours; the folder that `WIREROOM_SEEDS` names (by default the `seeds` beside
//! the checkout) is checked too where it is there.
//!
//! A check that fails prints what was wanted and what came out, all of them at once.

mod check;
mod pile;

use pile::Pile;
use std::path::{Path, PathBuf};

/// Claims of a pile that must come out; the others are counted and printed.
const CLAIMS: usize = 3;

fn read(folder: &Path) {
    let pile = Pile::read(folder);
    let mut report = check::Report::default();
    check::repair(&pile, &mut report);
    check::structure(&pile, &mut report);
    check::families(&pile, &mut report);
    check::events(&pile, &mut report);
    check::background(&pile, &mut report);
    check::claims(&pile, CLAIMS, &mut report);
    check::entities(&pile, &mut report);
    report.finish(folder);
}

fn own(name: &str) {
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/piles").join(name));
}

#[test]
fn flood() {
    own("flood");
}

#[test]
fn recall() {
    own("recall");
}

#[test]
fn strike() {
    own("strike");
}

#[test]
#[allow(clippy::print_stderr, clippy::disallowed_methods, reason = "a skip must be seen")]
fn seeds() {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seeds");
    let folder = std::env::var_os("WIREROOM_SEEDS").map_or(beside, PathBuf::from);
    if folder.join("expected.json").is_file() {
        read(&folder);
    } else {
        eprintln!("skipped: no expected.json in the folder that WIREROOM_SEEDS names");
    }
}
