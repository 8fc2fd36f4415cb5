//! `--record`: what is kept, how it grows, and what is never written over.

mod util;

use std::fs;
use std::process::{Command, Stdio};
use std::time::Duration;
use util::Folder;

#[test]
fn bit_by_bit_gives_the_record_of_all_at_once() {
    let folder = Folder::with_pile("extend");
    for path in ["pile/post.txt", "pile/mill.txt", "pile/courier.txt"] {
        assert_eq!(folder.run(&["read", path, "--record", "bit"]).code, Some(0));
    }
    let grown = folder.run(&["read", "--record", "bit", "--format", "json"]);
    let whole = folder.run(&["read", "pile", "--record", "all", "--format", "json"]);
    assert_eq!(grown.out, whole.out);
    assert!(folder.read("bit") == folder.read("all"), "the files differ");
}

#[test]
fn reading_again_adds_nothing() {
    let folder = Folder::with_pile("again");
    let first = folder.run(&["read", "pile", "--record", "r", "--format", "json"]);
    let bytes = folder.read("r");
    let second = folder.run(&["read", "pile", "--record", "r", "--format", "json"]);
    assert_eq!(first.out, second.out);
    assert!(second.err.contains("0 of them new"), "{}", second.err);
    assert!(bytes == folder.read("r"), "the file changed");
}

#[test]
fn what_is_new_is_said() {
    let folder = Folder::with_pile("news");
    folder.run(&["read", "pile/post.txt", "--record", "r"]);
    let ran = folder.run(&["read", "pile/mill.txt", "--record", "r"]);
    assert!(ran.err.contains("holds 2 documents, 1 of them new"), "{}", ran.err);
}

#[test]
fn a_record_among_the_articles_is_told_from_them() {
    let folder = Folder::with_pile("among");
    folder.run(&["read", "pile/post.txt", "--record", "pile/r"]);
    let ran = folder.run(&["read", "pile", "--tier", "fast", "--format", "json"]);
    let told = "pile/r: a record, not articles; name it with --record, or leave it out of the pile";
    assert!(ran.err.contains(told), "{}", ran.err);
}

#[test]
fn files_that_are_no_record_are_left_alone() {
    let folder = Folder::with_pile("refused");
    folder.run(&["read", "pile", "--record", "r"]);
    let mut newer = folder.read("r");
    newer[60..64].copy_from_slice(&99_u32.to_be_bytes());
    let mut damaged = folder.read("r");
    damaged[4096..].fill(0x5a);
    let cases: [(&str, &[u8], &str); 3] = [
        ("letter", b"Dear editor", "not a record"),
        ("newer", &newer, "format 99"),
        ("damaged", &damaged, "is damaged"),
    ];
    for (name, bytes, says) in cases {
        folder.write(name, bytes);
        let ran = folder.run(&["read", "pile", "--record", name]);
        assert_eq!(ran.code, Some(2), "{name}");
        assert!(ran.err.contains(says) && ran.err.contains(name), "{}", ran.err);
        assert!(folder.read(name) == bytes, "{name} was written over");
    }
    let ran = folder.run(&["read", "pile", "--record", "no/such/folder/r"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("check that the folder exists"), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn an_interrupt_leaves_the_record_as_it_was() {
    let folder = Folder::with_pile("interrupt");
    folder.run(&["read", "pile/post.txt", "--record", "r"]);
    let before = folder.read("r");
    // It waits for standard input, the lock taken, when the interrupt comes.
    let mut command = folder.command(&["read", "-", "pile", "--record", "r"]);
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    let lock = folder.0.join(".r.lock");
    for _ in 0..500 {
        if lock.exists() {
            break;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    assert!(lock.exists());
    let refused = folder.run(&["read", "pile", "--record", "r"]);
    assert!(refused.err.contains("another program is writing"), "{}", refused.err);
    Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    // A program started in the background of a script may have inherited an interrupt that is
    // ignored; it is then killed, which is ruder still. Waiting would close its input and let it
    // finish.
    for _ in 0..200 {
        if child.try_wait().unwrap().is_some() {
            break;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    let _ = child.kill();
    assert!(!child.wait().unwrap().success());
    assert!(folder.read("r") == before, "the record changed");
    assert_eq!(folder.run(&["read", "pile", "--record", "r"]).code, Some(0));
    assert!(fs::read_dir(&folder.0).unwrap().flatten().all(|e| e.file_name() != ".r.new"));
}
