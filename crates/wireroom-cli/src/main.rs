//! The binary `wireroom`: reads a pile of news and shows the record.
//!
//! Data goes to standard output, progress and notes to standard error. Exit status: 0 found, 1
//! nothing found, 2 an error (the rest is still printed). A damaged article is data, not an error:
//! it is listed under what was set aside; a file that cannot be opened is an error.
//!
//! What it is not: it decides nothing about the texts and defines no format. What it prints is the
//! contract of `wireroom-wire`, or that same contract laid out for people.

mod args;
mod command;
mod output;
mod pile;
mod progress;
mod show;
mod table;
mod tables;

use args::{Args, Command};
use clap::Parser;
use output::Outcome;
use std::process::ExitCode;

/// Articles are many small pieces, made on one thread and let go on another: a third of the time of
/// `collate` went to the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let args = Args::parse();
    match run(&args.command) {
        Ok(outcome) => outcome.code(),
        Err(error) if output::is_broken_pipe(&error) => Outcome::Found.code(),
        Err(error) => {
            output::complain(&format!("{error:#}"));
            Outcome::Error.code()
        }
    }
}

fn run(command: &Command) -> anyhow::Result<Outcome> {
    match command {
        Command::Read(args) => command::read::run(args),
        Command::Show(args) => command::show::run(args),
        Command::Serve(args) => command::serve::run(args),
        #[cfg(feature = "mcp")]
        Command::Mcp(args) => command::mcp::run(args),
        #[cfg(feature = "watch")]
        Command::Watch(args) => command::watch::run(args),
        Command::Repair(args) => command::repair::run(args),
        Command::Collate(args) => command::collate::run(args),
        Command::Annotate(args) => command::annotate::run(args),
        Command::Export(args) => command::export::run(args),
        Command::Record(args) => command::record::run(args),
        Command::Schema(args) => command::meta::schema(args),
        Command::Completions(args) => command::meta::completions(args),
        Command::Man(args) => command::meta::man(args),
    }
}
