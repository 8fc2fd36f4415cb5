use super::*;
use crate::{Columns, Limits, read_bytes, read_bytes_with};
use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use std::fs;

const SCHEMA: &str = "message news {
    optional binary Headline (string);
    required binary body (string);
    optional int64 seen (timestamp(micros,false));
    optional group authors (list) { repeated group list { required binary element (string); } }
    optional int96 ignored;
}";

/// Groups of rows as the schema has them; every third row names no time and no authors.
fn table(groups: usize, rows: usize, text: impl Fn(usize) -> String) -> Vec<u8> {
    let schema = Arc::new(parse_message_type(SCHEMA).unwrap());
    let props = Arc::new(
        WriterProperties::builder()
            .set_compression(parquet::basic::Compression::SNAPPY)
            .set_data_page_row_count_limit(16)
            .set_write_batch_size(16)
            .build(),
    );
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, props).unwrap();
    for group in 0..groups {
        let all: Vec<usize> = (group * rows..(group + 1) * rows).collect();
        let bytes = |text: String| ByteArray::from(text.into_bytes());
        let there: Vec<i16> = all.iter().map(|at| i16::from(at % 3 != 0)).collect();
        let known = || all.iter().filter(|at| *at % 3 != 0);
        let titles: Vec<_> = all.iter().map(|at| bytes(format!("Title {at}"))).collect();
        let texts: Vec<_> = all.iter().map(|&at| bytes(text(at))).collect();
        let times: Vec<i64> = known().map(|at| 1_709_000_000_000_000 + *at as i64).collect();
        let names: Vec<_> =
            known().flat_map(|at| [bytes(format!("Ada {at}")), bytes("Per".to_owned())]).collect();
        let (mut names_there, mut names_again) = (Vec::new(), Vec::new());
        for at in &all {
            let (there, again): (&[i16], &[i16]) =
                if at % 3 == 0 { (&[0], &[0]) } else { (&[2, 2], &[0, 1]) };
            names_there.extend(there);
            names_again.extend(again);
        }
        let mut group = writer.next_row_group().unwrap();
        let ones = vec![1; rows];
        for at in 0..5 {
            let mut column = group.next_column().unwrap().unwrap();
            match at {
                0 => column.typed::<ByteArrayType>().write_batch(&titles, Some(&ones), None),
                1 => column.typed::<ByteArrayType>().write_batch(&texts, None, None),
                2 => column.typed::<Int64Type>().write_batch(&times, Some(&there), None),
                3 => column.typed::<ByteArrayType>().write_batch(
                    &names,
                    Some(&names_there),
                    Some(&names_again),
                ),
                _ => column.typed::<parquet::data_type::Int96Type>().write_batch(
                    &[],
                    Some(&vec![0; rows]),
                    None,
                ),
            }
            .unwrap();
            column.close().unwrap();
        }
        group.close().unwrap();
    }
    writer.into_inner().unwrap()
}

fn story(at: usize) -> String {
    format!("The ferry sailed at {at} and the harbor office counted {} passengers.", at * 7)
}

fn columns() -> Columns {
    Columns::parse("published=seen").unwrap()
}

#[test]
fn a_row_is_a_document_by_the_names_of_its_columns() {
    let bytes = table(2, 4, story);
    let intake = read_bytes_with("news.bin", &bytes, &Limits::default(), &columns());
    assert_eq!((intake.documents.len(), intake.set_aside.len()), (8, 0), "{:?}", intake.set_aside);
    let document = &intake.documents[5];
    assert_eq!(document.received, story(5));
    assert_eq!(document.title.as_deref(), Some("Title 5"));
    assert_eq!(document.byline.as_deref(), Some("Ada 5, Per"));
    assert_eq!(document.published.as_ref().unwrap().value, "2024-02-27T02:13:20");
    assert_eq!(document.format, Format::Table);
    assert_eq!((&intake.documents[3].published, &intake.documents[3].byline), (&None, &None));
}

#[test]
fn what_is_named_for_a_field_goes_before_what_is_known() {
    let bytes = table(1, 1, story);
    let columns = Columns::parse("text=Headline").unwrap();
    let intake = read_bytes_with("news.parquet", &bytes, &Limits::default(), &columns);
    assert_eq!(intake.documents[0].received, "Title 0");
}

#[test]
fn a_table_without_texts_says_which_columns_it_has() {
    let schema = "message a { required int64 number; required int64 size; }";
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let writer = SerializedFileWriter::new(Vec::new(), schema, Arc::default()).unwrap();
    let intake = read_bytes("a.parquet", &writer.into_inner().unwrap(), &Limits::default());
    let aside = &intake.set_aside[0];
    assert!(aside.what.contains("\"number\", \"size\""), "{}", aside.what);
    assert!(aside.advice.contains("--map text=COLUMN"), "{}", aside.advice);
}

#[test]
fn text_that_begins_like_a_table_is_text() {
    let intake = read_bytes("note.txt", b"PAR1 is where the ferry docks.", &Limits::default());
    assert_eq!(intake.documents.len(), 1);
}

#[test]
fn a_file_on_disk_gives_what_it_gives_in_memory() {
    // Each text is of its own, so that packing does not make the file small.
    let noise = |at: usize| {
        let mut x = at as u64 * 2 + 1;
        let mut word = || {
            x = x.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            format!("{:x} ", x >> 20)
        };
        (0..300).map(|_| word()).collect::<String>()
    };
    let bytes = table(3, 500, noise);
    assert!(bytes.len() > 4 << 20, "{}", bytes.len());
    let path = std::env::temp_dir().join(format!("wireroom-parquet-{}", std::process::id()));
    fs::write(&path, &bytes).unwrap();
    let shown = path.to_string_lossy().into_owned();
    let limits = Limits::default();
    let pieces =
        crate::Pieces::of(crate::expand(std::slice::from_ref(&shown)), limits.clone(), columns());
    let mut followed = crate::Followed::default();
    let (mut documents, mut count, mut largest) = (Vec::new(), 0, 0);
    for piece in pieces {
        count += 1;
        largest = largest.max(piece.size());
        documents.extend(piece.read(&limits, &columns()).follow(&mut followed).documents);
    }
    fs::remove_file(&path).unwrap();
    assert!(count > 3 && largest < 2 << 20, "{count} pieces, the largest of {largest} bytes");
    let whole = read_bytes_with(&shown, &bytes, &limits, &columns());
    assert_eq!(documents, whole.documents);
}

#[test]
fn a_damaged_group_is_told_and_the_others_are_read() {
    let bytes = table(3, 40, story);
    let reader = SerializedFileReader::new(Bytes::from(bytes.clone())).unwrap();
    let start = reader.metadata().row_group(1).column(1).byte_range().0 as usize;
    let mut damaged = bytes;
    damaged[start..start + 40].fill(0xff);
    let intake = read_bytes("news.parquet", &damaged, &Limits::default());
    assert_eq!(intake.documents.len(), 80);
    let [aside] = intake.set_aside.as_slice() else { panic!("{:?}", intake.set_aside) };
    assert_eq!(aside.path, "news.parquet:41");
    assert!(aside.what.contains("row group 2 of 3"), "{}", aside.what);
}

#[test]
fn what_is_cut_off_is_told() {
    let bytes = table(1, 40, story);
    for end in [5, 6, 9, 100, bytes.len() / 2, bytes.len() - 9, bytes.len() - 1] {
        let intake = read_bytes("news.parquet", &bytes[..end], &Limits::default());
        let [aside] = intake.set_aside.as_slice() else { panic!("{end}: {intake:?}") };
        assert_eq!(aside.code, SetAsideCode::Truncated, "{end}: {}", aside.what);
    }
}

/// Bytes of the file, or of its end where the schema and the sizes stand, changed one or two at a time.
#[test]
fn nothing_that_is_damaged_ends_the_program() {
    let bytes = table(2, 20, story);
    let limits = Limits::default();
    let mut x = 7_u64;
    let mut told = 0;
    for round in 0..1500 {
        let mut changed = bytes.clone();
        for _ in 0..=round % 2 {
            x = x.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let at = (x >> 33) as usize % changed.len();
            changed[at] = (x >> 20) as u8;
        }
        let intake = read_bytes("news.parquet", &changed, &limits);
        told += intake.set_aside.len();
        assert!(intake.documents.len() <= 40 + 40 * 64, "{}", intake.documents.len());
    }
    assert!(told > 100, "{told}");
}

#[test]
fn what_unpacks_to_far_more_than_its_size_is_left() {
    let long = "The same words again and again. ".repeat(1 << 12);
    let bytes = table(1, 2000, |_| long.clone());
    assert!(bytes.len() < 200_000, "{}", bytes.len());
    let intake = read_bytes("news.parquet", &bytes, &Limits::default());
    assert_eq!(intake.set_aside.last().map(|aside| aside.code), Some(SetAsideCode::TooLarge));
    assert!(intake.documents.len() < 600, "{}", intake.documents.len());
}
