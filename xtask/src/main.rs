//! What must hold before a change lands, as one command: `cargo xtask ready`.
//!
//! ```text
//! cargo xtask ready     format, lints, tidy, tests, documentation
//! cargo xtask tidy      only what is true of the files themselves
//! cargo xtask deny      only licenses and sources of what is built in
//! cargo xtask sbom      prints the bill of materials (CycloneDX)
//! cargo xtask package   makes every published crate's package, builds it alone, and weighs it
//! cargo xtask book      builds the book and follows its links; needs mdBook
//! cargo xtask notes     prints what is unreleased, or the notes of a version
//! ```

mod book;
mod crates;
mod deny;
mod links;
mod notes;
mod package;
mod publish;
mod sbom;
mod tidy;

use std::io::Write;
use std::path::Path;
use std::process::{Command, ExitCode};

/// The features of the program that are tested with it: what they need is built for the workspace anyway.
const TESTED: &str = "wireroom-cli/watch,wireroom-cli/parquet";

fn main() -> ExitCode {
    let task = std::env::args().nth(1);
    let done = match task.as_deref() {
        Some("ready") => ready(),
        Some("tidy") => tidy::tidy(),
        Some("deny") => deny::deny(root()),
        Some("sbom") => sbom::sbom(root()).and_then(print),
        // Not part of `ready`: it builds all anew.
        Some("package") => package::package(root()),
        Some("notes") => notes::notes(root(), std::env::args().nth(2).as_deref()).and_then(print),
        // Nor this: mdBook takes minutes to build.
        Some("book") => book::book(root()),
        _ => {
            Err("usage: cargo xtask ready | tidy | deny | sbom | package | book | notes [VERSION]"
                .to_owned())
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            say(&why);
            ExitCode::FAILURE
        }
    }
}

fn print(text: String) -> Result<(), String> {
    std::io::stdout().write_all(text.as_bytes()).map_err(|error| error.to_string())
}

/// The folder of the workspace.
fn root() -> &'static Path {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own)
}

fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "xtask: {line}");
}

fn ready() -> Result<(), String> {
    tidy::tidy()?;
    deny::deny(root())?;
    // A toolchain without rustfmt or clippy still runs the tests: they are what must hold.
    for (component, arguments) in [
        ("fmt", &["fmt", "--all", "--check"][..]),
        (
            "clippy",
            &[
                "clippy",
                "--workspace",
                "--all-targets",
                "--features",
                TESTED,
                "--quiet",
                "--",
                "-D",
                "warnings",
            ][..],
        ),
    ] {
        if installed(component) {
            cargo(arguments)?;
        } else {
            say(&format!("skipped: cargo {component} is not installed"));
        }
    }
    cargo(&["test", "--workspace", "--features", TESTED])?;
    std::env::var_os("CI")
        .map_or_else(|| cargo(&["doc", "--workspace", "--no-deps", "--quiet"]), |_| Ok(()))
}

fn installed(component: &str) -> bool {
    let output = Command::new("cargo").args([component, "--version"]).output();
    output.is_ok_and(|output| output.status.success())
}

fn cargo(arguments: &[&str]) -> Result<(), String> {
    say(&format!("cargo {}", arguments.join(" ")));
    let status =
        Command::new("cargo").args(arguments).status().map_err(|error| error.to_string())?;
    if status.success() { Ok(()) } else { Err(format!("cargo {} failed", arguments.join(" "))) }
}
