//! What was read of texts is kept for a record with more in it.

#[allow(dead_code, reason = "each test file uses a part of it")]
mod pile;

use pile::{builder, record};
use std::sync::Mutex;
use wireroom::{Builder, Options, Progress, Readings, Stage, Tier};

const FERRY: &str = "PORT LINDAL, March 4, 2024 - The ferry Merrow sank off Port Lindal on Monday, \
                     harbor master Ida Lund told reporters. “We saw no light,” she said.";
const DAM: &str = "SORREL BAY, March 9, 2024 - The dam above Sorrel Bay is full, engineer Piet Haan \
                   said on Friday. The council denied that it would be opened.";

/// Counts what is read.
#[derive(Default)]
struct Counts(Mutex<usize>);

impl Progress for Counts {
    fn at(&self, stage: Stage, _: usize, total: usize) {
        if stage == Stage::Analyse {
            let mut most = self.0.lock().unwrap();
            *most = total.max(*most);
        }
    }
}

/// The readings of a pile, and how much was read for its record.
fn kept(pile: Builder, tier: Tier) -> (Readings, usize) {
    let counts = Counts::default();
    let found = pile.build(&Options { keep: true, tier, ..Options::default() }, &counts);
    (found.readings, counts.0.into_inner().unwrap())
}

#[test]
fn what_is_known_is_not_read_again() {
    let (one, both) = ([("Ledger", FERRY)], [("Ledger", FERRY), ("Courier", DAM)]);
    let (readings, first) = kept(builder(&one), Tier::Fast);
    let (_, all) = kept(builder(&both), Tier::Fast);
    let known = |pile: &[(&str, &str)]| Builder { readings: readings.clone(), ..builder(pile) };
    assert!(0 < first && first < all);
    assert_eq!(kept(known(&one), Tier::Fast), (readings.clone(), 0));
    let (grown, more) = kept(known(&both), Tier::Fast);
    assert_eq!(grown.len(), 2);
    assert!(0 < more && more < all, "{more} of {all}");
    // Another tier reads otherwise.
    assert_eq!(kept(known(&one), Tier::Full).1, first);
    // What is no longer in the pile is let go.
    let (other, _) = kept(known(&[("Courier", DAM)]), Tier::Fast);
    assert_eq!(other, kept(builder(&[("Courier", DAM)]), Tier::Fast).0);
}

#[test]
fn nothing_is_kept_unasked() {
    assert!(record(&[("Ledger", FERRY)]).readings.is_empty());
}

#[test]
fn damaged_readings_are_as_good_as_none() {
    let pile = [("Ledger", FERRY), ("Courier", DAM)];
    let (readings, all) = kept(builder(&pile), Tier::Fast);
    assert_eq!(readings.damaged(), 0);
    let fast = Options { tier: Tier::Fast, ..Options::default() };
    let wanted = builder(&pile).build(&fast, &());
    let (key, bytes) = readings.iter().next().map(|(key, bytes)| (*key, bytes.to_vec())).unwrap();
    for at in (0..bytes.len()).step_by(11) {
        let mut flipped = bytes.clone();
        flipped[at] ^= 0x20;
        for damaged in [&flipped[..], &bytes[..at], &[]] {
            let mut readings = readings.clone();
            readings.put(key, damaged);
            assert_eq!(readings.damaged(), 1);
            let pile = Builder { readings, ..builder(&pile) };
            let counts = Counts::default();
            let found = pile.build(&fast, &counts);
            assert!((1..all).contains(&counts.0.into_inner().unwrap()), "{at}");
            assert!(found == wanted, "{at}");
        }
    }
}

/// Sentences of `eval/relays`, all ways in which something is said that the project knows.
fn told() -> Builder {
    let file = |name| std::fs::read_to_string(format!("{ROOT}/eval/relays/{name}.tsv")).unwrap();
    let files = file("develop") + &file("second");
    let texts: Vec<&str> = files.lines().filter_map(|line| line.split('\t').nth(1)).collect();
    assert!(texts.len() > 200 && texts.iter().all(|text| text.contains(' ')));
    builder(&texts.iter().map(|text| ("Ledger", *text)).collect::<Vec<_>>())
}

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

/// What is read of the example pile and of the texts above in both tiers, and of the piles of
/// `eval/weigh` and the sentences of `eval/relays` in the fast one, as one number. Where it changes,
/// texts are read otherwise than by the last version of the program, and records that keep what that
/// one read must not be believed: raise `wireroom_analyse::READER`, and put the new number here.
#[test]
fn what_reads_a_text_has_a_version() {
    let gather = |folder| Builder::gather(&[format!("{ROOT}/{folder}")], &Options::default(), &());
    let few = gather("examples/pile").and(builder(&[
        ("Ledger", FERRY),
        ("Courier", DAM),
        ("Echo", "Ida Lund sent a letter on Monday. The letter said that the ferry was safe."),
    ]));
    let many = few.clone().and(gather("eval/weigh/*.jsonl")).and(told());
    assert!(many.documents.len() > 350);
    let mut number = 0xcbf2_9ce4_8422_2325_u64;
    for (pile, tier) in [(few, Tier::Full), (many, Tier::Fast)] {
        for (_, bytes) in kept(pile, tier).0.iter() {
            for byte in bytes {
                number = (number ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
            }
        }
    }
    assert_eq!(format!("{number:016x}"), "f82a31c400aec9d0");
}
