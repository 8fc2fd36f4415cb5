//! A record that several share: readers while one extends it, writers that are killed, a disk that
//! is full.
#![cfg(unix)]

mod util;

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use util::{Folder, Server};

/// Reads the pile into the record.
const EXTEND: [&str; 6] = ["read", "pile", "--record", "r", "--tier", "fast"];

/// Numbers that look like chance and are the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) % n.max(1)
    }
}

/// A folder with a record `r` of one text, and its bytes before and after the pile is read into it.
fn extended(name: &str) -> (Folder, Vec<u8>, Vec<u8>) {
    let folder = Folder::with_pile(name);
    let first = ["read", "pile/post.txt", "--record", "r", "--tier", "fast"];
    assert_eq!(folder.run(&first).code, Some(0));
    let before = folder.read("r");
    assert_eq!(folder.run(&EXTEND).code, Some(0));
    let after = folder.read("r");
    assert!(before != after);
    (folder, before, after)
}

fn quiet(folder: &Folder, args: &[&str]) -> Child {
    let mut command = folder.command(args);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// What lies beside a file: what its writers put there.
fn beside(folder: &Folder, name: &str) -> Vec<String> {
    let names = fs::read_dir(&folder.0).unwrap().flatten();
    let names = names.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.filter(|it| it.starts_with(&format!(".{name}.")) || it.ends_with("-journal")).collect()
}

/// Kills a command `kills` times, at moments of its whole run and of its writing, and looks at what
/// is there then. Gives how often it had ended its work before.
fn killed(
    folder: &Folder,
    args: &[&str],
    (draft, kills, seed): (&str, usize, u64),
    mut reset: impl FnMut(),
    mut look: impl FnMut(usize),
) -> usize {
    reset();
    let start = Instant::now();
    assert!(quiet(folder, args).wait().unwrap().success());
    let whole = u64::try_from(start.elapsed().as_micros()).unwrap();
    let (mut chance, mut hit, mut late) = (Chance(seed), 0, 0);
    while hit < kills {
        reset();
        let mut child = quiet(folder, args);
        let at_writing = hit % 2 == 1;
        let start = Instant::now();
        while at_writing && !folder.0.join(draft).exists() && start.elapsed().as_secs() < 5 {
            if child.try_wait().unwrap().is_some() {
                break;
            }
            std::thread::sleep(Duration::from_micros(100));
        }
        let most = if at_writing { whole / 4 } else { whole };
        std::thread::sleep(Duration::from_micros(chance.below(most)));
        child.kill().unwrap();
        match child.wait().unwrap().signal() {
            Some(9) => hit += 1,
            _ => late += 1,
        }
        assert!(late < 10 * kills, "it always ends before it is killed");
        look(hit);
    }
    late
}

#[test]
fn a_writer_that_is_killed_leaves_the_old_record_or_the_new_one() {
    let (folder, before, after) = extended("shared-kill");
    let (mut old, mut new, mut left) = (0, 0, 0);
    killed(
        &folder,
        &EXTEND,
        (".r.new", 50, 7),
        || folder.write("r", &before),
        |_| {
            let found = folder.read("r");
            assert!(found == before || found == after, "neither the old record nor the new one");
            *if found == before { &mut old } else { &mut new } += 1;
            left += usize::from(folder.0.join(".r.new").exists());
        },
    );
    // Both ends were met, and drafts half written.
    assert!(old > 5 && left > 0, "{old} old, {new} new, {left} drafts");
    // The next writer is not hindered, and nothing is doubled or left.
    folder.write("r", &before);
    assert_eq!(folder.run(&EXTEND).code, Some(0));
    assert!(folder.read("r") == after);
    assert_eq!(beside(&folder, "r"), [""; 0]);
    let checked = folder.run(&["record", "check", "r"]);
    assert_eq!(checked.code, Some(0), "{}", checked.out);
}

#[test]
fn whoever_looks_after_a_record_may_be_killed_too() {
    let (folder, _, after) = extended("shared-care");
    let sample =
        concat!(env!("CARGO_MANIFEST_DIR"), "/../wireroom-store/tests/samples/format-1.wireroom");
    let sample = fs::read(sample).unwrap();
    for (care, bytes, seed) in [("compact", &after, 3), ("upgrade", &sample, 4)] {
        folder.write("r", bytes);
        assert_eq!(folder.run(&["record", care, "r"]).code, Some(0));
        let done = folder.read("r");
        killed(
            &folder,
            &["record", care, "r"],
            (".r.new", 8, seed),
            || folder.write("r", bytes),
            |_| {
                let found = folder.read("r");
                assert!(found == *bytes || found == done, "{care}: neither old nor new");
            },
        );
        folder.write("r", bytes);
        assert_eq!(folder.run(&["record", care, "r"]).code, Some(0));
        assert!(folder.read("r") == done);
        assert_eq!(beside(&folder, "r"), [""; 0]);
    }
}

#[test]
fn an_index_survives_its_killed_writers() {
    let folder = Folder::with_pile("shared-index");
    assert_eq!(folder.run(&["collate", "pile/post.txt", "--index", "i"]).code, Some(0));
    let before = folder.read("i");
    let shown = || folder.run(&["collate", "--index", "i", "--format", "json"]).out;
    let add = ["collate", "pile", "--index", "i"];
    let old = shown();
    assert_eq!(folder.run(&add).code, Some(0));
    let new = shown();
    let reset = || {
        // Whoever puts a copy in its place takes what a crash left with the file that it was of.
        let _ = fs::remove_file(folder.0.join("i-journal"));
        folder.write("i", &before);
    };
    killed(&folder, &add, ("i-journal", 8, 5), reset, |_| {
        let found = shown();
        assert!(found == old || found == new, "neither the old index nor the new one");
        let checked = folder.run(&["record", "check", "i"]);
        assert_eq!(checked.code, Some(0), "{}", checked.out);
    });
    assert_eq!(folder.run(&add).code, Some(0));
    assert_eq!(shown(), new);
    assert_eq!(beside(&folder, "i"), [""; 0]);
}

#[test]
fn a_disk_that_is_full_leaves_the_old_record() {
    let (folder, before, after) = extended("shared-full");
    let limited = |trap: &str, blocks: usize, args: &[&str]| {
        let script = format!("{trap} ulimit -f {blocks}; exec \"$0\" \"$@\"");
        let mut command = Command::new("bash");
        command.args(["-c", &script, env!("CARGO_BIN_EXE_wireroom")]).args(args);
        command.current_dir(&folder.0).stdin(Stdio::null()).output().unwrap()
    };
    let needed = after.len() / 1024 + 1;
    for blocks in [0, 4, needed / 2, needed - 9] {
        for args in [&EXTEND[..], &["record", "compact", "r"]] {
            folder.write("r", &before);
            // A write that fails.
            let ran = limited("trap '' XFSZ;", blocks, args);
            let said = String::from_utf8_lossy(&ran.stderr).into_owned();
            if args == EXTEND || blocks < before.len() / 1024 {
                assert_eq!(ran.status.code(), Some(2), "{blocks}: {said}");
                assert!(said.contains("is the disk full? The old record is as it was"), "{said}");
                assert!(folder.read("r") == before);
            }
            assert_eq!(beside(&folder, "r"), [""; 0]);
        }
        // A writer that is ended by it.
        folder.write("r", &before);
        assert_eq!(limited("", blocks, &EXTEND).status.code(), None);
        assert!(folder.read("r") == before);
    }
    let ran = limited("trap '' XFSZ;", needed + 100, &EXTEND);
    assert_eq!(ran.status.code(), Some(0));
    assert!(folder.read("r") == after);
    assert_eq!(beside(&folder, "r"), [""; 0]);
}

/// How many documents a record says that it has and how many it lists.
fn documents(json: &str) -> (u64, usize) {
    let record: serde_json::Value = serde_json::from_str(json).expect("one whole object");
    (record["counts"]["documents"].as_u64().unwrap(), record["documents"].as_array().unwrap().len())
}

#[test]
fn readers_see_whole_states_while_one_extends() {
    let folder = Folder::with_pile("shared-readers");
    assert_eq!(folder.run(&EXTEND).code, Some(0));
    let server = Server::start(&folder, &["serve", "--record", "r", "--tier", "fast"]);
    let served = |server: &Server| -> u64 {
        let body = server.body("/api/v1/documents");
        let list: serde_json::Value = serde_json::from_str(&body).expect("one whole object");
        let n = list["items"].as_array().unwrap().len() as u64;
        assert_eq!(list["total"].as_u64(), Some(n));
        n
    };
    let done = AtomicBool::new(false);
    // Each sees what is there grow, and no less than it saw.
    let watch = |see: &dyn Fn() -> u64| {
        let (mut last, mut times) = (3, 0);
        while !done.load(Ordering::Acquire) || times == 0 {
            let now = see();
            assert!(last <= now && now <= 9, "{last} documents, then {now}");
            (last, times) = (now, times + 1);
        }
        last
    };
    std::thread::scope(|scope| {
        let export = scope.spawn(|| {
            watch(&|| {
                let ran = folder.run(&["export", "--to", "json", "--record", "r"]);
                assert_eq!(ran.code, Some(0), "{}", ran.err);
                let (says, has) = documents(&ran.out);
                assert_eq!(says as usize, has);
                says
            })
        });
        let show = scope.spawn(|| {
            watch(&|| {
                let ran = folder.run(&["show", "pile/post.txt", "--record", "r"]);
                assert_eq!(ran.code, Some(0), "{}", ran.err);
                3
            })
        });
        let page = scope.spawn(|| watch(&|| served(&server)));
        for at in 0..6 {
            let path = format!("more/{at}.txt");
            folder.write(&path, format!("The mill at Lower Teel ground {} sacks.\n", 40 + at));
            let ran = folder.run(&["read", &path, "--record", "r", "--tier", "fast"]);
            assert_eq!(ran.code, Some(0), "{}", ran.err);
        }
        done.store(true, Ordering::Release);
        for reader in [export, show, page] {
            reader.join().unwrap();
        }
    });
    // The server comes to show the last state.
    let start = Instant::now();
    while served(&server) < 9 {
        assert!(start.elapsed().as_secs() < 20, "the server still shows an old record");
        std::thread::sleep(Duration::from_millis(10));
    }
    assert_eq!(beside(&folder, "r"), [""; 0]);
}

#[test]
fn of_two_writers_one_is_refused_or_both_are_kept() {
    let (folder, before, _) = extended("shared-writers");
    folder.write("one.txt", "The toll house at Teel was sold on Monday.\n");
    folder.write("two.txt", "The weir at Hask was mended on Friday.\n");
    for _ in 0..4 {
        folder.write("r", &before);
        let texts = ["one.txt", "two.txt"];
        let args = |text| ["read", text, "--record", "r", "--tier", "fast"];
        let running = texts.map(|text| {
            let mut command = folder.command(&args(text));
            command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
        });
        let ended = running.map(|child| child.wait_with_output().unwrap());
        let held = folder.run(&["export", "--to", "json", "--record", "r"]).out;
        for (text, ran) in texts.iter().zip(&ended) {
            let said = String::from_utf8_lossy(&ran.stderr);
            let written = ran.status.code() == Some(0);
            assert!(written || said.contains("another program is writing this record"), "{said}");
            assert_eq!(written, held.contains(text), "{text}: {said}");
        }
        let n = ended.iter().filter(|ran| ran.status.success()).count();
        assert!(n > 0);
        assert_eq!(documents(&held), (1 + n as u64, 1 + n));
    }
}
