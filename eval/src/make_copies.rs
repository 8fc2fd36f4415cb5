//! `make-copies`: the generator as a command.

use crate::corpus::lines;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use wireroom::Builder;
use wireroom_eval::generate::{Base, Options, distinct, make};

pub(crate) const HELP: &str = "\
usage: wireroom-eval make-copies PILE… --out FILE.jsonl [--seed N] [--articles N] [--share X]…

Makes a pile with copies whose tree is known from a pile of articles (anything that `wireroom read`
reads; a JSON field \"event\" labels articles of one event).

  --out FILE       where the documents go, a JSON object a line; what is known of them goes beside
                   it, to FILE with .gold before its ending
  --seed N         another seed, another pile; 1 if not given
  --articles N     documents to make; if not given, as many as the articles of the pile last for.
                   Where the pile is too small, articles are recombined from its sentences
  --share X        share of the documents that are copies, 0 to 1; 0.5 if not given. Given several
                   times, several piles are made, their share in per cent before the ending

A line of the gold is either of a document,
  {\"id\",\"family\",\"second\",\"held\",\"parents\",\"relation\",\"kind\",\"depth\"}
(`held` is false for an exemplar that is not in the pile; `second` is the other family of a merger
of two; `relation` is the glossary's word, `kind` the generator's), or of a pair of documents that
look like copies and are none,
  {\"negative\",\"a\",\"b\"}
The kinds and the distributions that everything is drawn from stand in the documentation of the
module `generate`. The same pile, seed and options give the same bytes.
";

/// Runs the command; what was made goes to standard error.
pub(crate) fn run(args: &[&str]) -> io::Result<()> {
    let mut paths = Vec::new();
    let mut shares = Vec::new();
    let (mut out, mut seed, mut articles) = (None, 1, None);
    let mut args = args.iter();
    while let Some(&arg) = args.next() {
        let mut value =
            || args.next().copied().ok_or_else(|| io::Error::other(format!("{arg} wants a value")));
        match arg {
            "--out" => out = Some(PathBuf::from(value()?)),
            "--seed" => seed = number(arg, value()?)?,
            "--articles" => articles = Some(number(arg, value()?)?),
            "--share" => shares.push(number(arg, value()?)?),
            path if path.starts_with('-') => {
                return Err(io::Error::other(format!("unknown option {path}\n{HELP}")));
            }
            path => paths.push(path.to_owned()),
        }
    }
    let Some(out) = out.filter(|_| !paths.is_empty()) else {
        return Err(io::Error::other(format!("a pile and --out are wanted\n{HELP}")));
    };
    if let Some(share) = shares.iter().find(|&&share: &&f64| !(0.0..=0.95).contains(&share)) {
        return Err(io::Error::other(format!("a share of {share}: from 0 to 0.95 can be made")));
    }
    let several = shares.len() > 1;
    shares.extend(shares.is_empty().then_some(0.5));
    let bases = read(&paths);
    for share in shares {
        let out = if several { with(&out, &format!("{:.0}", share * 100.0)) } else { out.clone() };
        let open = |path: &Path| File::create(path).map(BufWriter::new);
        let (mut documents, mut gold) = (open(&out)?, open(&with(&out, "gold"))?);
        let options = Options { seed, articles, share };
        let tally = make(&bases, &options, &mut documents, &mut gold)?;
        writeln!(
            io::stderr(),
            "{}: {} documents, {} of them copies, {} in groups of hard negatives; from {} articles",
            out.display(),
            tally.documents,
            tally.copies,
            tally.negatives,
            bases.len()
        )?;
    }
    Ok(())
}

/// The distinct articles of a pile, with the event labels of its JSON lines.
fn read(paths: &[String]) -> Vec<Base> {
    let mut events = BTreeMap::new();
    for path in paths {
        for row in lines(Path::new(path)).into_iter().flatten() {
            let event = &row["event"];
            if let (Some(id), false) = (row["id"].as_str(), event.is_null()) {
                events.insert(id.to_owned(), format!("{path} {event}"));
            }
        }
    }
    let pile = Builder::gather(paths, &wireroom::Options::default(), &());
    distinct(&pile.documents, |id| events.get(id).cloned())
}

fn number<T: std::str::FromStr>(option: &str, value: &str) -> io::Result<T> {
    value.parse().map_err(|_| io::Error::other(format!("{option} {value}: not a number")))
}

/// `pile.jsonl` with "gold": `pile.gold.jsonl`.
fn with(path: &Path, part: &str) -> PathBuf {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or("jsonl");
    path.with_extension(format!("{part}.{ending}"))
}
