//! Runs the real binary in a folder of its own.
#![allow(dead_code, unused_imports, reason = "each test file uses a part of it")]

mod server;
pub(crate) mod site;

pub(crate) use server::Server;

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A folder of its own for one test, removed at the end.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        // Two tests of one process may choose one name.
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let (process, count) = (std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(format!("wireroom-cli-{name}-{process}-{count}"));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// With three short articles: an agency story, its reprint, an account of its own.
    pub(crate) fn with_pile(name: &str) -> Self {
        let folder = Self::new(name);
        folder.write("pile/courier.txt", COURIER);
        folder.write("pile/mill.txt", MILL);
        folder.write("pile/post.txt", POST);
        folder
    }

    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> Vec<u8> {
        fs::read(self.0.join(path)).unwrap()
    }

    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wireroom"));
        command.args(args).current_dir(&self.0).stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        Ran::of(self.command(args).output().unwrap())
    }

    pub(crate) fn run_with(&self, args: &[&str], input: &[u8]) -> Ran {
        let mut command = self.command(args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_vec();
        let writer = std::thread::spawn(move || stdin.write_all(&input));
        let output = child.wait_with_output().unwrap();
        let _ = writer.join().unwrap();
        Ran::of(output)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What a run gave.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    fn of(output: Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

pub(crate) const COURIER: &str = "Ferry strikes pier in Bergen\n\
By Ola Strand\n\
Bay Courier, March 4, 2026\n\n\
BERGEN, Norway, March 4 (Northwire) - The ferry Alba struck a pier in Bergen on Tuesday, injuring \
12 people, harbor master Rosa Ibarra said.\n\n\
The ship had come from Stavanger with 240 passengers aboard and was slowing to dock when its \
steering failed, the harbor office said in a statement issued late in the evening.\n\n\
\"We heard a long grinding noise and then everyone fell,\" said passenger Jon Vik, who was carrying \
his daughter down the stairs when the hull met the concrete.\n\n\
Two of the injured remained in hospital on Wednesday. The owner of the ferry declined to comment.\n";

pub(crate) const MILL: &str = "Twelve hurt as ferry hits pier\n\n\
The ferry Alba struck a pier in Bergen on Tuesday, injuring \
12 people, harbor master Rosa Ibarra said.\n\n\
The ship had come from Stavanger with 240 passengers aboard and was slowing to dock when its \
ste\u{435}ring failed, the harbor office said in a statement issued late in the evening.\n\n\
\"We heard a long grinding noise and then everyone fell,\" said passenger Jon Vik, who was carrying \
his daughter down the stairs when the hull met the concrete.\n";

pub(crate) const POST: &str = "Fourteen injured in Bergen ferry accident\n\
The Fjord Post, 4 March 2026\n\n\
Fourteen people were injured when the ferry Alba ran into a pier at Bergen on March 3, 2026, \
harbor master Rosa Ibarra told Northwire.\n\n\
Divers inspected the bow on Wednesday and found a tear two meters long. Sailings to Stavanger are \
cancelled until Friday, the shipping line said.\n";
