//! Every command on the pages of the book, run on the pile that ships, and its output held against what
//! the page shows.
//!
//! A page's commands stand in blocks of `console`, each behind a `$`, and are run in their order in a
//! folder of the page's own. `…` stands for anything: within a line, or as a line for any lines. Where
//! no output is shown, none is looked at. A command that goes on until it is ended (`serve`) must begin
//! to print what is shown. `news.example` is a site of the test's own.
#![cfg(unix)]

mod util;

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use util::Folder;
use util::site::{Site, feed, item, page, say};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The pages of the book, as its summary lists them.
fn pages() -> Vec<String> {
    let summary = fs::read_to_string(root().join("docs/SUMMARY.md")).unwrap();
    let links = summary.split("](").skip(1).map(|rest| rest.split(')').next().unwrap().to_owned());
    links.collect()
}

/// The blocks of a page: what they are of, and their lines.
fn blocks(text: &str) -> Vec<(String, Vec<String>)> {
    let mut blocks: Vec<(String, Vec<String>)> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        match line.strip_prefix("```") {
            Some(_) if open => open = false,
            Some(kind) => {
                open = true;
                blocks.push((kind.to_owned(), Vec::new()));
            }
            None if open => blocks.last_mut().unwrap().1.push(line.to_owned()),
            None => {}
        }
    }
    assert!(!open, "a block is left open");
    blocks
}

/// The commands of a block, each with the output that is shown.
fn commands(lines: &[String]) -> Vec<(String, Vec<String>)> {
    let mut found: Vec<(String, Vec<String>)> = Vec::new();
    for line in lines {
        match (line.strip_prefix("$ "), found.last_mut()) {
            (Some(command), _) => found.push((command.to_owned(), Vec::new())),
            (None, Some((_, shown))) => shown.push(line.clone()),
            (None, None) => panic!("output before a command: {line}"),
        }
    }
    found
}

/// Whether a line is as it is shown.
fn line_is(shown: &str, line: &str) -> bool {
    let mut parts = shown.split('…');
    let Some(rest) = line.strip_prefix(parts.next().unwrap()) else { return false };
    let Some(last) = parts.next_back() else { return rest.is_empty() };
    let mut rest = rest;
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

/// Whether lines are as they are shown.
fn output_is(shown: &[String], lines: &[&str]) -> bool {
    match shown.split_first() {
        None => lines.is_empty(),
        Some((first, rest)) if first == "…" => {
            (0..=lines.len()).any(|skipped| output_is(rest, &lines[skipped..]))
        }
        Some((first, rest)) => lines
            .split_first()
            .is_some_and(|(line, lines)| line_is(first, line) && output_is(rest, lines)),
    }
}

fn bash(folder: &Folder, command: &str) -> Command {
    let bin = Path::new(env!("CARGO_BIN_EXE_wireroom")).parent().unwrap();
    let path = std::env::join_paths(
        [bin.to_owned()]
            .into_iter()
            .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
    );
    let mut bash = Command::new("bash");
    bash.arg("-c").arg(command).env("PATH", path.unwrap());
    bash.current_dir(&folder.0).stdin(Stdio::null());
    bash
}

/// Runs a command of a page.
fn run(folder: &Folder, command: &str, shown: &[String]) {
    let ends = !command.starts_with("wireroom serve");
    if !ends {
        let mut child =
            bash(folder, &format!("exec {command} 2>&1")).stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        for expected in shown {
            let line = lines.next().unwrap().unwrap();
            assert!(line_is(expected, &line), "$ {command}\n{line}\nis not\n{expected}");
        }
        child.kill().unwrap();
        child.wait().unwrap();
        return;
    }
    let ran = bash(folder, &format!("exec 2>&1; {command}")).output().unwrap();
    let out = String::from_utf8(ran.stdout).unwrap();
    assert!(ran.status.success(), "$ {command}\n{out}");
    if !shown.is_empty() {
        let lines: Vec<&str> = out.lines().collect();
        let expected = shown.join("\n");
        assert!(output_is(shown, &lines), "$ {command}\n{out}\nis not\n{expected}");
    }
}

/// `news.example`, with a feed of two articles.
fn site() -> Site {
    Site::start(|asked, stream| {
        let items = [
            item(asked.port, "1", Some("The weir at Hask was mended.")),
            item(asked.port, "2", None),
        ];
        match asked.path {
            "/feed.xml" => say(stream, "200 OK", "ETag: \"1\"\r\n", feed(&items).as_bytes()),
            "/page/2" => say(stream, "200 OK", "", page("The mill was sold on Monday.").as_bytes()),
            _ => say(stream, "404 Not Found", "", b""),
        }
    })
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (path, to) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(&path, &to).unwrap();
        }
    }
}

/// Runs the commands of a page; gives how many there are.
fn of_page(name: &str) -> usize {
    let text = fs::read_to_string(root().join("docs").join(name)).unwrap();
    let folder = Folder::new(&format!("book-{name}"));
    copy(&root().join("examples/pile"), &folder.0.join("examples/pile"));
    let site = site();
    let address = site.url("");
    folder.write("feeds.opml", "<opml><body><outline text='none yet'/></body></opml>");
    let mut n = 0;
    for (kind, lines) in blocks(&text) {
        assert!(matches!(kind.as_str(), "console" | "text"), "{name}: a block of {kind:?}");
        if kind == "text" {
            continue;
        }
        for (command, shown) in commands(&lines) {
            let real = |text: &str| text.replace("https://news.example", &address);
            let shown: Vec<String> = shown.iter().map(|line| real(line)).collect();
            run(&folder, &real(&command), &shown);
            n += 1;
        }
    }
    n
}

#[test]
fn the_commands_of_the_tutorial_do_what_it_says() {
    assert!(of_page("tutorial.md") > 8);
}

#[test]
fn the_commands_of_the_other_pages_do_what_they_say() {
    let mut n = 0;
    for page in pages().iter().filter(|page| *page != "tutorial.md") {
        // A program that has no `watch` runs none, and one without Parquet no tables.
        let there = match page.as_str() {
            "watch.md" => cfg!(feature = "watch"),
            "tables.md" => cfg!(feature = "parquet"),
            _ => true,
        };
        if there {
            n += of_page(page);
        }
    }
    assert!(n > 15, "{n}");
}

#[test]
fn commands_and_flags_in_the_prose_are_there() {
    let help = |command: &str| {
        let ran = Folder::new("book-help").run(&[command, "--help"]);
        (ran.code == Some(0)).then_some(ran.out)
    };
    let mut known = BTreeMap::new();
    for name in pages() {
        let text = fs::read_to_string(root().join("docs").join(&name)).unwrap();
        let codes = text.split('`').skip(1).step_by(2).map(str::to_owned);
        let console = blocks(&text).into_iter().flat_map(|(_, lines)| lines);
        let console = console.filter_map(|line| line.strip_prefix("$ ").map(str::to_owned));
        for code in codes.chain(console) {
            let words: Vec<&str> = code.split_whitespace().collect();
            let Some(("wireroom", rest)) = words.split_first().map(|(first, rest)| (*first, rest))
            else {
                continue;
            };
            let Some(command) =
                rest.first().filter(|word| word.chars().all(|c| c.is_ascii_lowercase()))
            else {
                continue;
            };
            let optional = (*command == "watch" && !cfg!(feature = "watch"))
                || (*command == "mcp" && !cfg!(feature = "mcp"));
            if optional {
                continue;
            }
            let help = known.entry((*command).to_owned()).or_insert_with(|| help(command));
            let help = help.as_ref().unwrap_or_else(|| panic!("{name}: there is no {command}"));
            let of_command = rest.iter().take_while(|word| !matches!(**word, "|" | ">" | "#"));
            for flag in of_command.filter(|word| word.starts_with("--")) {
                let care = *command == "record";
                let flag = flag.trim_end_matches([';', ')', ',']);
                assert!(care || help.contains(flag), "{name}: {command} has no {flag}");
            }
        }
    }
    assert!(known.len() > 6, "{:?}", known.keys());
}

#[test]
fn shown_output_is_held_against_what_came() {
    let shown = |lines: &[&str]| lines.iter().map(|&line| line.to_owned()).collect::<Vec<_>>();
    for (expected, lines, is) in [
        (&["a"][..], &["a"][..], true),
        (&["a"], &["b"], false),
        (&["a"], &["a", "b"], false),
        (&["a … c"], &["a b c"], true),
        (&["a … c"], &["a b d"], false),
        (&["…", "z"], &["x", "y", "z"], true),
        (&["…"], &[], true),
        (&["a", "…"], &["b"], false),
    ] {
        assert_eq!(output_is(&shown(expected), lines), is, "{expected:?} {lines:?}");
    }
}
