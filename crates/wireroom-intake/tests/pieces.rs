//! What the pieces of a large file give is what the file gives when it is read at once.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use wireroom_intake::{Columns, Followed, Intake, Limits, Pieces, expand, merge, read_bytes_with};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Words that pack badly, so that the file stays large.
fn words(n: u64) -> String {
    let mut seed = n.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let word = |_| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        format!("{seed:x} ")
    };
    (0..120).map(word).collect()
}

fn in_pieces(path: &str) -> (Intake, usize) {
    let (limits, columns) = (Limits::default(), Columns::default());
    let files = expand(&[path.to_owned()]);
    let mut followed = Followed::default();
    let mut parts = Vec::new();
    for piece in Pieces::of(files, limits.clone(), columns.clone()) {
        assert!(piece.size() < 4 << 20, "{piece:?}");
        parts.push(piece.read(&limits, &columns).follow(&mut followed));
    }
    let n = parts.len();
    (merge(parts), n)
}

#[test]
fn pieces_give_what_the_file_gives() {
    let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("pieces");
    fs::create_dir_all(&root).unwrap();
    let lines: String = (0..2500)
        .map(|n| match n % 500 {
            7 => "{broken\n".to_owned(),
            _ => format!("{{\"id\": {n}, \"text\": \"{}\"}}\n", words(n)),
        })
        .collect();
    let table: String = (0..2500)
        .map(|n| match n % 500 {
            7 => "1,2,3\n".to_owned(),
            _ => format!("{n},\"{}\n{}\"\n", words(n), words(n + 1)),
        })
        .collect();
    let mail: String = (0..2500)
        .map(|n| {
            format!("From a@b\nFrom: A <a@b.example>\nSubject: {n}\nTo: c\n\n{}\n\n", words(n))
        })
        .collect();
    let warc: String = (0..2500)
        .map(|n| {
            let text = words(n);
            let length = if n % 500 == 7 { "none".to_owned() } else { text.len().to_string() };
            format!(
                "WARC/1.0\nWARC-Type: conversion\nWARC-Target-URI: https://a.example/{n}\n\
                 Content-Type: text/plain\nContent-Length: {length}\n\n{text}\n\n"
            )
        })
        .collect();
    for (name, text) in [
        ("a.jsonl", lines),
        ("a.csv", format!("\u{feff}id,text\n{table}")),
        ("a.mbox", mail),
        ("a.warc", warc),
    ] {
        for (ending, bytes) in [("", text.clone().into_bytes()), (".gz", gzip(text.as_bytes()))] {
            let path = root.join(format!("{name}{ending}"));
            fs::write(&path, &bytes).unwrap();
            let path = path.to_str().unwrap();
            let (pieces, n) = in_pieces(path);
            let once = read_bytes_with(path, &bytes, &Limits::default(), &Columns::default());
            let once = merge(vec![once]);
            assert!(n > 2, "{path}: {n} pieces");
            assert!(once.documents.len() > 2400, "{path}");
            assert_eq!(pieces.documents.len(), once.documents.len(), "{path}");
            assert!(pieces == once, "{path}: {:?} {:?}", pieces.set_aside, once.set_aside);
        }
    }
}
