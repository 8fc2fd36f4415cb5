//! A pile that is laid by and collated part by part gives what the pile gives that is held at
//! once, whatever the order of its lines and the number of threads.

use proptest::prelude::*;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use wireroom::collate::Config;
use wireroom::{Builder, Options, Reading, Record, Shelf};

const STORIES: [&[&str]; 3] = [
    &[
        "The swing bridge at Orrin Point jammed half open on Monday with a coal barge under it, and the road to the mainland was shut for nine hours.",
        "Bridge keeper Tamsin Holt said a bearing had seized and that nobody had been able to reach the grease cups since the gallery rotted away.",
        "Two hundred trucks waited on the causeway, some with live crabs, and the market at Fennick opened without fish for the first time in a decade.",
        "The county has put off the repair three times because the insurer and the harbor board cannot agree who owns the pivot pier.",
        "A diver found the pier sound, but the gears will be taken out one by one and sent to a foundry that still has the drawings.",
    ],
    &[
        "A court in Vell threw out the lease of the Marrow quarry on Thursday and told the owners to fill the lower pit within two years.",
        "Judge Petra Anselm held that the village had never been asked, although the law of 1974 wants its consent for any pit below the water table.",
        "The quarry company called the ruling a blow to ninety families and said that it would ask a higher court to stay it.",
        "Villagers had filmed blasting after dark for six months, and the films were shown in court without sound.",
        "The pit is to become a lake; a beech wood that was felled for the road will be planted again.",
    ],
    &[
        "Beekeepers on the Larch plateau lost four hives in ten over the winter, the worst count since the register began.",
        "A mite that rides on imported queens is blamed, but a warm January that woke the bees too early did as much, said warden Iona Strand.",
        "The growers of late apples have hired hives from across the border and pay three times the old price for a night.",
    ],
];

#[derive(Debug, Clone)]
struct Line {
    parts: Vec<(usize, usize)>,
    outlet: usize,
    day: usize,
    damaged: bool,
}

fn any_line() -> impl Strategy<Value = Line> {
    let part = (0..3_usize, 0..5_usize);
    (prop::collection::vec(part, 0..7), 0..4_usize, 1..9_usize, prop::bool::weighted(0.1))
        .prop_map(|(parts, outlet, day, damaged)| Line { parts, outlet, day, damaged })
}

/// A file of JSON Lines: some lines twice, some ids twice, some cut short, some dates open.
fn file(lines: &[Line]) -> String {
    let mut text = String::new();
    for (at, line) in lines.iter().enumerate() {
        let body: Vec<&str> = line
            .parts
            .iter()
            .filter_map(|&(story, part)| STORIES[story].get(part).copied())
            .collect();
        let published =
            if line.day == 8 { String::new() } else { format!("2031-05-0{}", line.day) };
        let head = if line.day == 8 { "Published 5/6/2031\\n\\n" } else { "" };
        let row = format!(
            "{{\"id\": \"n{}\", \"outlet\": \"Outlet {}\", \"published\": \"{published}\", \"text\": \"{head}{}\"}}",
            at % 9,
            line.outlet,
            body.join("\\n\\n"),
        );
        let end = if line.damaged { row.len() / 2 } else { row.len() };
        let end = row.floor_char_boundary(end);
        let _ = writeln!(text, "{}", &row[..end]);
        if at % 7 == 3 {
            let _ = writeln!(text, "{row}");
        }
    }
    text
}

fn in_parts(path: &str, threads: usize) -> Record {
    let options = Options { threads, ..Options::default() };
    let file = tempfile::tempfile().expect("a temporary file");
    let shelf = Shelf::gather(&[path.to_owned()], &options, file, &()).expect("laid by");
    let mut whole = Record {
        set_aside: shelf.set_aside.clone(),
        notes: shelf.notes.clone(),
        ..Record::default()
    };
    let mut readings: BTreeMap<usize, Reading> = BTreeMap::new();
    let part = |part| part;
    shelf
        .collate(&options, &Config::default(), &(), part, |part: wireroom::Part| {
            let shift = whole.families.len();
            for (place, mut reading) in part.places.into_iter().zip(part.record.documents) {
                reading.family += shift;
                readings.insert(place, reading);
            }
            whole.families.extend(part.record.families);
            whole.pairs.extend(part.record.pairs);
            Ok(())
        })
        .expect("collated");
    // The families by their first witness, as in a record.
    let mut order: Vec<usize> = (0..whole.families.len()).collect();
    let first = |at: &usize| whole.families[*at].witnesses[0].document.clone();
    order.sort_by_key(first);
    whole.documents = readings.into_values().collect();
    for reading in &mut whole.documents {
        reading.family = order.iter().position(|&at| at == reading.family).expect("held");
    }
    whole.families = order.iter().map(|&at| whole.families[at].clone()).collect();
    whole.pairs.sort_by(|x, y| (&x.a, &x.b).cmp(&(&y.a, &y.b)));
    whole
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn parts_are_the_whole(lines in prop::collection::vec(any_line(), 1..24), threads in 1..4_usize) {
        let mut held = tempfile::Builder::new().suffix(".jsonl").tempfile().expect("a file");
        held.write_all(file(&lines).as_bytes()).expect("written");
        let path = held.path().display().to_string();
        let options = Options { threads: 1, ..Options::default() };
        let gathered = Builder::gather(std::slice::from_ref(&path), &options, &());
        let whole = gathered.collate(&options, &Config::default(), &());
        prop_assert_eq!(whole, in_parts(&path, threads));
    }
}

#[test]
fn a_large_file_of_lines_reads_as_a_small_one_does() {
    let lines: Vec<Line> = (0..16_000)
        .map(|at| Line {
            parts: vec![(at % 3, at % 5), (at % 2, at % 4)],
            outlet: at % 4,
            day: at % 8 + 1,
            damaged: at % 50 == 7,
        })
        .collect();
    let text = file(&lines);
    assert!(text.len() > 4 << 20, "{}", text.len());
    let mut held = tempfile::Builder::new().suffix(".jsonl").tempfile().expect("a file");
    held.write_all(text.as_bytes()).expect("written");
    let path = held.path().display().to_string();
    let mut at_once = wireroom_intake::merge(vec![wireroom_intake::read_bytes(
        &path,
        text.as_bytes(),
        &wireroom_intake::Limits::default(),
    )]);
    let gathered = Builder::gather(&[path], &Options::default(), &());
    let merged = wireroom_intake::merge(vec![wireroom_intake::Intake {
        documents: gathered.documents,
        set_aside: gathered.set_aside,
        notes: gathered.notes,
    }]);
    // Notes say where; both are the whole file's.
    at_once.notes.dedup();
    assert!(!merged.documents.is_empty() && !merged.set_aside.is_empty());
    assert_eq!(at_once, merged);
}
