//! What the program says about itself: schema, completions, man page.

use crate::args::{Args, Completions, Plain, Schema};
use crate::output::{Outcome, Output};
use crate::pile::pretty;
use clap::CommandFactory;

pub(crate) fn schema(args: &Schema) -> anyhow::Result<Outcome> {
    let schema = if args.annotation {
        wireroom_wire::annotation_schema()
    } else {
        wireroom_wire::record_schema()
    };
    let mut out = Output::open(args.output.out.as_deref())?;
    pretty(&mut out, &schema)?;
    out.finish()?;
    Ok(Outcome::Found)
}

pub(crate) fn completions(args: &Completions) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "wireroom", &mut script);
    whole(&args.output, &script)
}

/// One page: the program, then every command with its flags.
pub(crate) fn man(args: &Plain) -> anyhow::Result<Outcome> {
    let mut page = Vec::new();
    let mut program = Args::command();
    program.build();
    clap_mangen::Man::new(program.clone()).render(&mut page)?;
    for command in program.get_subcommands().filter(|c| c.get_name() != "help") {
        section(command, &command.get_name().to_uppercase(), &mut page)?;
        for part in command.get_subcommands().filter(|c| c.get_name() != "help") {
            let name = format!("{} {}", command.get_name(), part.get_name());
            section(part, &name.to_uppercase(), &mut page)?;
        }
    }
    whole(args, &page)
}

/// A command with its flags.
fn section(command: &clap::Command, name: &str, page: &mut Vec<u8>) -> anyhow::Result<()> {
    let man = clap_mangen::Man::new(command.clone());
    page.extend_from_slice(format!(".SH \"WIREROOM {name}\"\n").as_bytes());
    let mut part = Vec::new();
    man.render_description_section(&mut part)?;
    man.render_options_section(&mut part)?;
    // Sections of a command stand under the command's own heading.
    page.extend_from_slice(String::from_utf8_lossy(&part).replace(".SH ", ".SS ").as_bytes());
    Ok(())
}

fn whole(to: &Plain, bytes: &[u8]) -> anyhow::Result<Outcome> {
    use std::io::Write;
    let mut out = Output::open(to.out.as_deref())?;
    out.write_all(bytes)?;
    out.finish()?;
    Ok(Outcome::Found)
}
