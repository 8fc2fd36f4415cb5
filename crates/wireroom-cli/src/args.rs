//! The command line: every flag, once. Completions and the man page are made from it.

use clap::builder::PossibleValue;
use clap::{Args as Group, Parser, Subcommand, ValueEnum};
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::LazyLock;
#[cfg(feature = "watch")]
use std::time::Duration;

/// Give it a pile of news; it tells you what happened, who said so, and how many of the accounts
/// are independent.
#[derive(Debug, Parser)]
#[command(name = "wireroom", version, max_term_width = 100)]
#[command(after_help = "Exit status: 0 found, 1 nothing found, 2 an error (the rest is still \
                        printed).\nA path may be a file, a folder, a glob, or - for standard input. Markdown in a \
                        folder is taken for documentation; name it to read it.\nSome \
                        commands are built in only if asked for, with cargo's --features: watch \
                        (keeps a record current from feeds), mcp (answers assistants); pdf reads \
                        PDF files, parquet reads and writes Parquet.")]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read articles and print the record: events, families, claims, differences
    Read(Read),
    /// Print one event, claim, family, document, statement, … of a record in full
    Show(Show),
    /// Open the record as a local page, and as an HTTP API
    Serve(Serve),
    /// Answer an assistant's questions over the record (Model Context Protocol, standard input and
    /// output)
    #[cfg(feature = "mcp")]
    Mcp(Pile),
    /// Ask feeds for what is new, politely and again and again, and keep it in a record
    #[cfg(feature = "watch")]
    Watch(Watch),
    /// Repair a text: look-alike letters, wrong decoding, missing spaces (a filter)
    Repair(Repair),
    /// Print the families of copies and their lineage alone
    Collate(Collate),
    /// Print what was found in each document, one JSON object a line, as soon as it is read
    Annotate(Annotate),
    /// Write the record in another format
    Export(Export),
    /// Look after a record file: check it, make it smaller, bring it to the present format
    #[command(subcommand)]
    Record(Care),
    /// Print the JSON schema of the record
    Schema(Schema),
    /// Print a completion script for a shell
    Completions(Completions),
    /// Print the man page
    Man(Plain),
}

/// How the work is shared out.
#[derive(Debug, Group)]
pub(crate) struct Threads {
    /// Threads to use; as many as the machine has if left out. The output does not depend on it
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub(crate) threads: usize,
    /// Wire agencies besides those that are known: a name as credits have it, a tab, and the name it
    /// is known by, a line each (the second may be left out); # opens a comment
    #[arg(long, value_name = "FILE", value_parser = agencies)]
    pub(crate) agencies: Option<Agencies>,
    /// What columns of a table, or fields of JSON, are called: FIELD=COLUMN, parted by commas, as in
    /// text=body,title=headline. Fields: id, text, title, url, outlet, published, updated, byline,
    /// credit, language
    #[arg(long, value_name = "FIELD=COLUMN", value_parser = wireroom::Columns::parse)]
    pub(crate) map: Option<wireroom::Columns>,
}

/// What a file of agencies holds.
#[derive(Debug, Clone, Default)]
pub(crate) struct Agencies(pub(crate) Vec<wireroom::collate::Agency>);

fn agencies(path: &str) -> Result<Agencies, String> {
    let table =
        std::fs::read_to_string(path).map_err(|error| format!("cannot read it: {error}"))?;
    wireroom::collate::read_agencies(&table).map(Agencies)
}

/// How the reading is done, shared by all that read.
#[derive(Debug, Group)]
pub(crate) struct Reading {
    #[command(flatten)]
    pub(crate) threads: Threads,
    /// How thoroughly to look for statements
    #[arg(long, value_enum, default_value = "full")]
    pub(crate) tier: Tier,
}

/// How thoroughly statements are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Tier {
    /// By word features alone: several times as fast, and misses more
    Fast,
    /// With a small neural net besides
    Full,
}

/// Where the output goes.
#[derive(Debug, Group)]
pub(crate) struct Plain {
    /// Write to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Debug, Group)]
pub(crate) struct Read {
    /// Files, folders, globs, or - for standard input
    #[arg(
        value_name = "PATH",
        required_unless_present_any = ["record", "tables"],
        conflicts_with = "tables"
    )]
    pub(crate) paths: Vec<String>,
    /// How to print the record
    #[arg(long, short, value_enum, default_value = "table")]
    pub(crate) format: Format,
    /// The list that --format csv prints
    #[arg(long, value_enum, default_value = "claims")]
    pub(crate) table: Table,
    /// Keep the record in this file; what it holds already is read together with the paths
    #[arg(long, value_name = "FILE")]
    pub(crate) record: Option<PathBuf>,
    /// Take the record whose Parquet tables are in this folder; with --record it is written into that
    /// new file. (To write tables: --format parquet --out DIR)
    #[arg(long, value_name = "DIR")]
    pub(crate) tables: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) output: Plain,
}

#[derive(Debug, Group)]
pub(crate) struct Show {
    /// An id or the start of one, a document's file name, or an entity's name
    #[arg(required_unless_present = "why_not")]
    pub(crate) id: Option<String>,
    /// Files, folders, globs, or - for standard input
    #[arg(
        value_name = "PATH",
        required_unless_present_any = ["record", "tables", "why_not"],
        conflicts_with_all = ["record", "tables"]
    )]
    pub(crate) paths: Vec<String>,
    #[command(flatten)]
    pub(crate) held: Held,
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// Of an event, say why each of its texts is there: what speaks for and against, and where it
    /// stands
    #[arg(long)]
    pub(crate) explain: bool,
    /// Say why two documents or events are not one event, or what makes them one; each as an id is
    /// given, which then is not needed
    #[arg(long, num_args = 2, value_names = ["A", "B"], conflicts_with = "explain")]
    pub(crate) why_not: Option<Vec<String>>,
    /// How to print it
    #[arg(long, short, value_enum, default_value = "table")]
    pub(crate) format: TableOrJson,
    #[command(flatten)]
    pub(crate) output: Plain,
}

#[derive(Debug, Group)]
pub(crate) struct Serve {
    /// Files, folders, globs, or - for standard input; without any, the page starts with nothing and
    /// takes what is added. What is added to paths is gone when the server ends
    #[arg(value_name = "PATH", conflicts_with_all = ["record", "tables"])]
    pub(crate) paths: Vec<String>,
    /// Take the record that was kept in this file; what is added is written into it
    #[arg(long, value_name = "FILE", conflicts_with = "tables")]
    pub(crate) record: Option<PathBuf>,
    /// Take the record whose Parquet tables are in this folder; what is added is gone when the server
    /// ends
    #[arg(long, value_name = "DIR")]
    pub(crate) tables: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// Show only: nothing can be added
    #[arg(long)]
    pub(crate) read_only: bool,
    /// Port to listen on; a free one if left out
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub(crate) port: u16,
    /// Address to listen on; any but a loopback address demands a token, printed with the address
    #[arg(long, value_name = "IP", default_value = "127.0.0.1")]
    pub(crate) address: IpAddr,
    /// Name to answer to beside literal addresses; may be given again
    #[arg(long, value_name = "NAME")]
    pub(crate) host: Vec<String>,
    /// Demand the token in this file instead of a random one
    #[arg(long, value_name = "FILE")]
    pub(crate) token_file: Option<PathBuf>,
    /// Open it in the browser
    #[arg(long)]
    pub(crate) open: bool,
}

/// Which feeds are watched, and how.
#[cfg(feature = "watch")]
#[derive(Debug, Group)]
pub(crate) struct Watch {
    /// Addresses of feeds (RSS, Atom), or files that list feeds (OPML). An address in a local network
    /// is asked only if it is named here
    #[arg(value_name = "FEED", required = true)]
    pub(crate) feeds: Vec<String>,
    /// Keep the record in this file, and with it what is known of the feeds
    #[arg(long, value_name = "FILE")]
    pub(crate) record: PathBuf,
    /// Ask each feed once and end; otherwise it goes on until it is ended
    #[arg(long)]
    pub(crate) once: bool,
    /// Time from asking a feed to asking it again: 90s, 30m, 2h, 1d
    #[arg(long, value_name = "TIME", default_value = "30m", value_parser = time)]
    pub(crate) every: Duration,
    /// Least time between two requests of one host
    #[arg(long, value_name = "TIME", default_value = "2s", value_parser = time)]
    pub(crate) interval: Duration,
    /// Take what the feeds hold, and fetch no pages for entries that are not whole there
    #[arg(long)]
    pub(crate) no_pages: bool,
    /// Tell the servers whom to turn to: an address of yours
    #[arg(long, value_name = "WHOM", value_parser = contact)]
    pub(crate) contact: Option<String>,
    /// Longest time for one answer
    #[arg(long, value_name = "TIME", default_value = "30s", value_parser = time)]
    pub(crate) timeout: Duration,
    /// Largest answer that is read, in KiB
    #[arg(long, value_name = "KIB", default_value_t = 8192)]
    pub(crate) most: u64,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

/// A time with its unit.
#[cfg(feature = "watch")]
fn time(text: &str) -> Result<Duration, String> {
    let wrong = || "a number and s, m, h or d, as in 90s or 30m".to_owned();
    let at = text.find(|c: char| !c.is_ascii_digit()).ok_or_else(wrong)?;
    let (number, unit) = text.split_at(at);
    let seconds: u64 = match unit {
        "ms" => return number.parse().map(Duration::from_millis).map_err(|_| wrong()),
        "s" => 1,
        "m" | "min" => 60,
        "h" => 3600,
        "d" => 86400,
        _ => return Err(wrong()),
    };
    let number: u32 = number.parse().map_err(|_| wrong())?;
    Ok(Duration::from_secs(u64::from(number) * seconds))
}

#[cfg(feature = "watch")]
fn contact(text: &str) -> Result<String, String> {
    let plain = text.len() <= 200 && text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    let plain = plain && !text.contains(['(', ')', '\\']);
    if plain { Ok(text.to_owned()) } else { Err("plain letters without brackets".to_owned()) }
}

/// A record that is there already.
#[derive(Debug, Group)]
pub(crate) struct Held {
    /// Take the record that was kept in this file
    #[arg(long, value_name = "FILE", conflicts_with = "tables")]
    pub(crate) record: Option<PathBuf>,
    /// Take the record whose Parquet tables are in this folder
    #[arg(long, value_name = "DIR")]
    pub(crate) tables: Option<PathBuf>,
}

/// A record that is there already, or paths to read.
#[derive(Debug, Group)]
pub(crate) struct Pile {
    /// Files, folders, globs, or - for standard input
    #[arg(
        value_name = "PATH",
        required_unless_present_any = ["record", "tables"],
        conflicts_with_all = ["record", "tables"]
    )]
    pub(crate) paths: Vec<String>,
    #[command(flatten)]
    pub(crate) held: Held,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Debug, Group)]
pub(crate) struct Repair {
    /// Files of any format that read takes; - (or none) is text from standard input
    #[arg(value_name = "FILE")]
    pub(crate) paths: Vec<String>,
    /// Print the repairs, one JSON object a line, instead of the text; after them, with
    /// "applied": false, passages that may have been set in by a later hand
    #[arg(long)]
    pub(crate) edits: bool,
    /// Print title, dek and body only, without what the page prints around them
    #[arg(long, conflicts_with = "edits")]
    pub(crate) body: bool,
    #[command(flatten)]
    pub(crate) output: Plain,
}

#[derive(Debug, Group)]
pub(crate) struct Collate {
    /// Files, folders, globs, or - for standard input
    #[arg(value_name = "PATH", required_unless_present = "index")]
    pub(crate) paths: Vec<String>,
    /// Keep the collated pile in this file. If it is there, the paths are added to it and only the
    /// families that they change are printed; the settings are then those it was made with, and giving
    /// others collates all it holds anew. Without paths, all it holds is printed
    #[arg(long, value_name = "FILE", conflicts_with = "explain")]
    pub(crate) index: Option<PathBuf>,
    /// table; json (documents and families); jsonl (a pair of texts a line)
    #[arg(long, short, value_enum, default_value = "table")]
    pub(crate) format: TableJsonLines,
    /// Say why two documents of the pile are or are not in one family; each by its id, source id
    /// or path
    #[arg(long, num_args = 2, value_names = ["A", "B"])]
    pub(crate) explain: Option<Vec<String>>,
    /// Folder for the temporary files of a large pile, which take about twice its size; the
    /// system's if not given
    #[arg(long, value_name = "DIR")]
    pub(crate) scratch: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) copies: Copies,
    #[command(flatten)]
    pub(crate) threads: Threads,
    #[command(flatten)]
    pub(crate) output: Plain,
}

/// What it takes to be a copy.
#[derive(Debug, Group)]
pub(crate) struct Copies {
    /// Fewest shared words that make a copy, quotations and boilerplate not counted [default: 24]
    #[arg(long, value_name = "N")]
    pub(crate) min_words: Option<usize>,
    /// Least share, 0 to 1, of the shorter text's words that makes a copy [default: 0.3]
    #[arg(long, value_name = "SHARE")]
    pub(crate) min_share: Option<f32>,
    /// Pairs of documents that are of one family whatever they say: two ids, source ids or paths a
    /// line, parted by a tab, or by a space or comma where neither holds one; # opens a comment
    #[arg(long, value_name = "FILE")]
    pub(crate) must_link: Option<PathBuf>,
    /// Pairs of documents that are of two families whatever they say
    #[arg(long, value_name = "FILE")]
    pub(crate) cannot_link: Option<PathBuf>,
}

#[derive(Debug, Group)]
pub(crate) struct Annotate {
    #[command(flatten)]
    pub(crate) pile: Pile,
    /// Read the whole pile before the first line is printed, and print what it takes the pile to know
    /// too: families and events, entities across texts, passages set into a copy, years that other
    /// texts give; in the order of the record, as --record prints it
    #[arg(long, conflicts_with_all = ["record", "tables"])]
    pub(crate) together: bool,
    #[command(flatten)]
    pub(crate) output: Plain,
}

#[derive(Debug, Group)]
pub(crate) struct Export {
    /// The format to write
    #[arg(long, value_enum)]
    pub(crate) to: Target,
    /// The list that --to csv writes
    #[arg(long, value_enum, default_value = "claims")]
    pub(crate) table: Table,
    #[command(flatten)]
    pub(crate) pile: Pile,
    #[command(flatten)]
    pub(crate) output: Plain,
}

/// What is done to a file that is kept.
#[derive(Debug, Subcommand)]
pub(crate) enum Care {
    /// Say whether a record, or the index of a collated pile, is whole, and if not what is wrong
    Check(Check),
    /// Write it anew without the room that it does not use; what it holds stays the same
    Compact(Kept),
    /// Bring a record of an older format to the present one
    Upgrade(Upgrade),
}

#[derive(Debug, Group)]
pub(crate) struct Kept {
    /// The record file, or the index of a collated pile
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
}

#[derive(Debug, Group)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) kept: Kept,
    /// How to print it
    #[arg(long, short, value_enum, default_value = "table")]
    pub(crate) format: TableOrJson,
    #[command(flatten)]
    pub(crate) output: Plain,
}

#[derive(Debug, Group)]
pub(crate) struct Upgrade {
    /// The record file
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Write the record into this new file and leave the old one as it is
    #[arg(long, short, value_name = "NEW")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Debug, Group)]
pub(crate) struct Schema {
    /// The schema of a line of annotate instead
    #[arg(long)]
    pub(crate) annotation: bool,
    #[command(flatten)]
    pub(crate) output: Plain,
}

#[derive(Debug, Group)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
    #[command(flatten)]
    pub(crate) output: Plain,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    Table,
    /// One object, the contract
    Json,
    /// One object a line, each with its type
    Jsonl,
    /// One list, see --table
    Csv,
    /// Every list as a Parquet table, in the folder that --out names
    Parquet,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableOrJson {
    /// For people
    Table,
    /// The object as the contract has it
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableJsonLines {
    /// For people
    Table,
    /// Documents and families
    Json,
    /// A pair of texts a line, with the passages they share
    Jsonl,
}

/// The lists of a record that can be printed as CSV.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Table {
    Documents,
    Witnesses,
    Events,
    Background,
    Claims,
    Statements,
    Differences,
    Storylines,
    Entities,
}

/// The formats that a record can be exported to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    Json,
    Jsonl,
    Csv,
    Parquet,
    /// That of another tool.
    Tool(wireroom_export::Format),
}

impl ValueEnum for Target {
    fn value_variants<'a>() -> &'a [Self] {
        static ALL: LazyLock<Vec<Target>> = LazyLock::new(|| {
            let tools = wireroom_export::Format::ALL.map(|(format, ..)| Target::Tool(format));
            let own = [Target::Json, Target::Jsonl, Target::Csv, Target::Parquet];
            own.into_iter().chain(tools).collect()
        });
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let own = match self {
            Self::Json => Format::Json,
            Self::Jsonl => Format::Jsonl,
            Self::Csv => Format::Csv,
            Self::Parquet => Format::Parquet,
            Self::Tool(format) => {
                let mut all = wireroom_export::Format::ALL.into_iter();
                let (_, name, about) = all.find(|(one, ..)| one == format)?;
                return Some(PossibleValue::new(name).help(about));
            }
        };
        own.to_possible_value()
    }
}
