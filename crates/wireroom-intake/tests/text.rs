//! Plain text, encodings, packing, and what is no text.

use std::io::Write;

use wireroom_intake::{Intake, Limits, read_bytes};
use wireroom_model::{Format, SetAsideCode};

const RUSSIAN: &str = "Паром снова ходит между островом и городом, сообщили в порту. Первый рейс \
                       вышел утром, и на борту было сто человек.\n";
const GERMAN: &str = "Die Fähre fährt wieder über den Fluß, größer und früher als je zuvor.\n";

fn read(path: &str, bytes: &[u8]) -> Intake {
    read_bytes(path, bytes, &Limits::default())
}

fn text(path: &str, bytes: &[u8]) -> (String, usize) {
    let intake = read(path, bytes);
    assert_eq!(intake.set_aside, []);
    (intake.documents[0].received.clone(), intake.notes.len())
}

fn code(path: &str, bytes: &[u8]) -> SetAsideCode {
    let intake = read(path, bytes);
    assert_eq!(intake.documents, []);
    assert_eq!(intake.set_aside.len(), 1);
    assert!(!intake.set_aside[0].what.is_empty() && !intake.set_aside[0].advice.is_empty());
    intake.set_aside[0].code
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

#[test]
fn utf8_is_kept_byte_for_byte() {
    for received in ["a\r\nb \t\n", "\u{feff}Паром", "no line end", "  \u{a0}x\u{200b}"] {
        let intake = read("a.txt", received.as_bytes());
        assert_eq!(intake.documents[0].received, received);
        assert_eq!(intake.documents[0].format, Format::Text);
        assert_eq!(intake.documents[0].title, None);
        assert_eq!(intake.notes, []);
    }
}

#[test]
fn encodings_are_told_apart_and_guesses_are_noted() {
    let russian = encoding_rs::WINDOWS_1251.encode(RUSSIAN).0;
    let german = encoding_rs::WINDOWS_1252.encode(GERMAN).0;
    let marked = [&b"\xff\xfe"[..], &utf16(RUSSIAN, u16::to_le_bytes)].concat();
    let marked_big = [&b"\xfe\xff"[..], &utf16(RUSSIAN, u16::to_be_bytes)].concat();
    let cases: [(&str, &[u8], &str, usize); 8] = [
        ("windows-1251", &russian, RUSSIAN, 1),
        ("windows-1252", &german, GERMAN, 1),
        ("UTF-16LE, marked", &marked, RUSSIAN, 0),
        ("UTF-16BE, marked", &marked_big, RUSSIAN, 0),
        ("UTF-16LE", &utf16(RUSSIAN, u16::to_le_bytes), RUSSIAN, 1),
        ("UTF-16BE", &utf16(RUSSIAN, u16::to_be_bytes), RUSSIAN, 1),
        ("UTF-16LE, ASCII", &utf16("The ferry runs.\n", u16::to_le_bytes), "The ferry runs.\n", 1),
        ("UTF-16BE, German", &utf16(GERMAN, u16::to_be_bytes), GERMAN, 1),
    ];
    for (name, bytes, expected, notes) in cases {
        assert_eq!(text("a.txt", bytes), (expected.to_owned(), notes), "{name}");
    }
}

#[test]
fn mixed_encodings_are_decoded_each_by_its_own() {
    let legacy = encoding_rs::WINDOWS_1251.encode(RUSSIAN).0;
    let mixed = [RUSSIAN.as_bytes(), &legacy, "— Порт\n".as_bytes()].concat();
    let intake = read("a.txt", &mixed);
    assert_eq!(intake.documents[0].received, format!("{RUSSIAN}{RUSSIAN}— Порт\n"));
    assert!(intake.notes[0].what.starts_with("mixed encodings"), "{:?}", intake.notes);
    let stray = [GERMAN.as_bytes(), b"caf\xe9 \xc3\xbcber\n"].concat();
    assert_eq!(text("a.txt", &stray).0, format!("{GERMAN}café über\n"));
}

#[test]
fn what_is_no_text_is_set_aside() {
    let noise: Vec<u8> =
        (0..4000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let cases: [(&str, &[u8], SetAsideCode); 9] = [
        ("a.txt", b"", SetAsideCode::Empty),
        ("a.txt", b" \r\n\t\n", SetAsideCode::Empty),
        ("a.txt", b"\xef\xbb\xbf", SetAsideCode::Empty),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", SetAsideCode::Binary),
        ("a.txt", b"%PDF-1.7\n%\xe2\xe3", SetAsideCode::Binary),
        ("a.docx", b"PK\x03\x04\x14\0\x06\0", SetAsideCode::Binary),
        ("a.txt", &noise, SetAsideCode::Binary),
        ("a.csv", b"id,words\n1,One\n", SetAsideCode::Unsupported),
        ("a.xml", b"<?xml version='1.0'?><urlset></urlset>", SetAsideCode::Unsupported),
    ];
    for (path, bytes, expected) in cases {
        assert_eq!(code(path, bytes), expected, "{path} {bytes:.20?}");
    }
}

#[test]
fn packed_files_are_read_whatever_their_name() {
    for packed in [gzip(GERMAN.as_bytes()), zstd(GERMAN.as_bytes()), zstd(&gzip(GERMAN.as_bytes()))]
    {
        assert_eq!(text("a.bin", &packed), (GERMAN.to_owned(), 0));
    }
    let two = [gzip(b"One. "), gzip(b"Two.")].concat();
    assert_eq!(text("a.gz", &two).0, "One. Two.");
    let two = [zstd(b"One. "), b"\x50\x2a\x4d\x18\x03\0\0\0abc".to_vec(), zstd(b"Two.")].concat();
    assert_eq!(text("a.zst", &two).0, "One. Two.");
    let trailing = [gzip(b"One."), vec![0; 512]].concat();
    assert_eq!(text("a.gz", &trailing), ("One.".to_owned(), 1));
}

#[test]
fn cut_packing_gives_the_lines_before_the_cut() {
    let lines: String = (0..2000)
        .map(|n| format!("{{\"id\":{n},\"text\":\"Line {} of the log.\"}}\n", n * 7919 % 1000))
        .collect();
    for (path, packed) in
        [("a.jsonl.gz", gzip(lines.as_bytes())), ("a.jsonl.zst", zstd(lines.as_bytes()))]
    {
        let intake = read(path, &packed[..packed.len() * 2 / 3]);
        assert_eq!(intake.set_aside.len(), 1);
        assert_eq!(intake.set_aside[0].code, SetAsideCode::Truncated);
        if path.ends_with(".gz") {
            assert!(intake.documents.len() > 500);
        }
    }
    let packed = gzip(GERMAN.repeat(50).as_bytes());
    assert_eq!(code("a.txt.gz", &packed[..packed.len() - 12]), SetAsideCode::Truncated);
    assert_eq!(code("a.gz", b"\x1f\x8b"), SetAsideCode::Truncated);
    assert_eq!(code("a.zst", b"\x28\xb5\x2f\xfd"), SetAsideCode::Truncated);
}

#[test]
fn bombs_are_set_aside_at_the_limit() {
    let bomb = gzip(&vec![b'a'; 40 << 20]);
    assert_eq!(code("bomb.gz", &bomb), SetAsideCode::TooLarge);
    let mut nested = b"One.".to_vec();
    for _ in 0..10 {
        nested = gzip(&nested);
    }
    assert_eq!(code("nested.gz", &nested), SetAsideCode::TooDeep);
    let limits = Limits { unpacked: 1000, ..Limits::default() };
    let intake = read_bytes("a.txt.gz", &gzip(GERMAN.repeat(50).as_bytes()), &limits);
    assert_eq!(intake.set_aside[0].code, SetAsideCode::TooLarge);
}

#[test]
fn sizes_over_a_limit_name_the_limit() {
    let limits = Limits { text: 2048, file: 8192, ..Limits::default() };
    let cases = [
        ("a.txt", "x".repeat(3000), "2 KiB"),
        ("a.jsonl", format!("{{\"text\":\"{}\"}}", "x".repeat(3000)), "2 KiB"),
        ("a.txt", "x".repeat(9000), "8 KiB"),
    ];
    for (path, text, limit) in cases {
        let intake = read_bytes(path, text.as_bytes(), &limits);
        assert_eq!(intake.set_aside[0].code, SetAsideCode::TooLarge);
        assert!(intake.set_aside[0].what.contains(limit), "{}", intake.set_aside[0].what);
    }
}

#[test]
fn one_line_of_a_hundred_megabytes_is_read_or_named_too_large() {
    let line = "a b ".repeat(25 << 20);
    assert_eq!(code("a.txt", line.as_bytes()), SetAsideCode::TooLarge);
    let limits = Limits { text: 200 << 20, ..Limits::default() };
    assert_eq!(read_bytes("a.txt", line.as_bytes(), &limits).documents[0].received, line);
}

#[test]
fn prose_that_looks_like_a_format_stays_prose() {
    let cases = [
        "[North Wire] The ferry is back.",
        "{Correction} The ferry is back.",
        "{\"Correction\"} The ferry is back.",
        "<The ferry> is back.",
        "Note: MIME-Version: is a header.",
        "BZh is not a word.",
    ];
    for prose in cases {
        assert_eq!(text("a.txt", prose.as_bytes()), (prose.to_owned(), 0));
    }
}

#[test]
fn json_that_is_damaged_is_no_prose_whatever_its_name() {
    for cut in
        ["{\"uri\": \"urn:1\", \"headline\": \"Ferry", "[\n  {\"text\" : \"Ferry", "{\"a\": 1}"]
    {
        for name in ["a", "a.txt", "a.json"] {
            assert_eq!(code(name, cut.as_bytes()), SetAsideCode::BadJson, "{name}: {cut}");
        }
    }
}
