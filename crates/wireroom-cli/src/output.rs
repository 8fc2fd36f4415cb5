//! Standard output, files and exit status.

use anyhow::Context;
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

/// What became of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Something was found and printed.
    Found,
    /// There was nothing to find.
    Nothing,
    /// Something could not be done; the rest was printed.
    Error,
}

impl Outcome {
    pub(crate) fn code(self) -> ExitCode {
        ExitCode::from(match self {
            Self::Found => 0,
            Self::Nothing => 1,
            Self::Error => 2,
        })
    }
}

/// Bytes that are written at a time.
const AT_A_TIME: usize = 64 << 10;

/// Where data goes.
pub(crate) struct Output {
    to: Box<dyn Write>,
    /// Columns to lay out for.
    pub(crate) width: usize,
    /// Whether to color.
    pub(crate) color: bool,
    name: String,
}

impl Output {
    /// Standard output, or `file` where one is given.
    pub(crate) fn open(file: Option<&Path>) -> anyhow::Result<Self> {
        if let Some(path) = file.filter(|path| *path != Path::new("-")) {
            not_a_record(path)?;
            let to = File::create(path)
                .with_context(|| format!("cannot write {}; give another --out", path.display()))?;
            let name = path.display().to_string();
            return Ok(Self {
                to: Box::new(BufWriter::with_capacity(AT_A_TIME, to)),
                width: 100,
                color: false,
                name,
            });
        }
        let stdout = io::stdout();
        let terminal = stdout.is_terminal();
        let width = terminal_size::terminal_size_of(&stdout)
            .filter(|_| terminal)
            .map_or(100, |(width, _)| usize::from(width.0).clamp(40, 120));
        Ok(Self {
            to: Box::new(BufWriter::with_capacity(AT_A_TIME, stdout)),
            width,
            color: terminal && wants_color(),
            name: "standard output".to_owned(),
        })
    }

    /// Writes out what is still held back.
    pub(crate) fn finish(mut self) -> anyhow::Result<()> {
        let name = std::mem::take(&mut self.name);
        self.to.flush().with_context(|| format!("cannot write {name}"))
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.to.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

/// Refuses to write text where a record is kept, or to name text like a record.
fn not_a_record(path: &Path) -> anyhow::Result<()> {
    let named = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("wireroom"));
    anyhow::ensure!(
        !named,
        "{0} is named like a record, and --out writes text; keep a record with `wireroom read \
         PATH --record {0}`, or give another --out",
        path.display()
    );
    Ok(())
}

/// One line on standard error.
pub(crate) fn complain(what: &str) {
    // A closed standard error is no reason to stop.
    let _ = writeln!(io::stderr(), "wireroom: {}", one_line(what));
}

/// Whether the reader of the output went away, which is no error.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<io::Error>();
        let json =
            cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        io.map(io::Error::kind).or(json) == Some(io::ErrorKind::BrokenPipe)
    })
}

/// `text` on one line, without anything that steers a terminal.
pub(crate) fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
        .replace(steers, "")
}

/// Characters that turn the direction of text around them.
pub(crate) fn steers(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn wants_color() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !set("NO_COLOR") && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
}
