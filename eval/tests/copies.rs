//! The generator and the measure of copies, on a made-up pile.

use std::collections::{BTreeMap, BTreeSet};
use wireroom::collate::Config;
use wireroom::model::{Basis, Document, DocumentId, Format, Node, Stamp};
use wireroom::{Builder, Options as Reading};
use wireroom_eval::copies::{Found, FoundDocument, score};
use wireroom_eval::generate::{Base, Gold, GoldDocument, HardNegative, Options, distinct, make};

const FRAMES: [&str; 12] = [
    "The N of P said on Monday that the A N would V before the N.",
    "In P, a A N and a A N were V by the N after the N had V.",
    "\"We V the N because the A N V too late,\" the N told reporters in P.",
    "About # of the A N have V since the N near P, officials said.",
    "Nobody in P had V a N so A, and the N was V at once.",
    "The A N costs # crowns, of which the N of P pays half.",
    "After a A N, the N V with a N and V the A N again.",
    "According to the N, # A N from P will V the N this week.",
    "Critics say the N is A, but the N in P has V it for years.",
    "A N with # N V the A N, while the N and the N V.",
    "It was the A N that V the N of P, the N added.",
    "The N V, the N V, and the people of P asked for a A N.",
];

/// A word of its own for each number: a syllable for each digit.
fn word(kind: &str, mut number: usize) -> String {
    let syllables = ["ba", "ter", "lo", "min", "ka", "ros", "fi", "del", "su", "van"];
    let mut word = String::new();
    for _ in 0..3 {
        word.push_str(syllables[number % 10]);
        number /= 10;
    }
    let ending = match kind {
        "V" => "ed",
        "A" => "al",
        "N" => "er",
        _ => "wick",
    };
    word + ending
}

/// Forty articles of words that nobody knows, in sentences of a dozen forms.
fn pile() -> Vec<Base> {
    let mut state = 1usize;
    let mut draw = move |n: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % n
    };
    let mut sentence = || {
        let frame = FRAMES[draw(FRAMES.len())];
        let words = frame.split(' ').map(|slot| {
            let bare = slot.trim_end_matches(['.', ',', '"']);
            let mark = &slot[bare.len()..];
            match bare {
                "N" | "V" | "A" => word(bare, draw(400)) + mark,
                "P" => {
                    let town = word("P", draw(60));
                    town[..1].to_uppercase() + &town[1..] + mark
                }
                "#" => format!("{}{mark}", draw(900) + 10),
                _ => slot.to_owned(),
            }
        });
        words.collect::<Vec<_>>().join(" ")
    };
    let documents: Vec<Document> = (0..40)
        .map(|n| {
            let lines: Vec<String> =
                (0..8).map(|_| format!("{} {}", sentence(), sentence())).collect();
            document(&format!("base {n:02}"), None, lines.join("\n"))
        })
        .collect();
    let pile = distinct(&documents, |id| (id < "base 04").then(|| "shut".to_owned()));
    assert_eq!(pile.len(), 40);
    pile
}

fn document(id: &str, title: Option<String>, received: String) -> Document {
    Document {
        source_id: Some(id.to_owned()),
        title,
        format: Format::Json,
        ..Document::plain(DocumentId::derive(&["test", id]), received)
    }
}

fn made(seed: u64, articles: Option<usize>, share: f64) -> (String, String) {
    let (mut documents, mut gold) = (Vec::new(), Vec::new());
    let options = Options { seed, articles, share };
    make(&pile(), &options, &mut documents, &mut gold).expect("vectors take anything");
    let text = |bytes| String::from_utf8(bytes).expect("JSON is UTF-8");
    (text(documents), text(gold))
}

fn rows(documents: &str) -> Vec<serde_json::Value> {
    documents.lines().map(|line| serde_json::from_str(line).expect("a JSON object")).collect()
}

#[test]
fn one_seed_gives_one_pile_and_another_another() {
    assert_eq!(made(4, Some(60), 0.5), made(4, Some(60), 0.5));
    assert_ne!(made(4, Some(60), 0.5), made(5, Some(60), 0.5));
}

#[test]
fn an_article_that_may_be_a_copy_is_no_base() {
    let base = "Nine swans came down on the frozen pond behind the glass works this morning. ";
    let text: String = (0..9).map(|n| base.replace("Nine", &format!("On day {n}, nine"))).collect();
    let twice = [document("a", None, text.clone()), document("b", None, text)];
    assert_eq!(distinct(&twice, |_| None).len(), 1);
    assert_eq!(distinct(&[document("short", None, base.to_owned())], |_| None).len(), 0);
}

#[test]
fn gold_and_documents_tell_of_the_same_pile() {
    let (documents, gold) = made(4, Some(300), 0.5);
    let gold = Gold::read(&gold);
    let given: BTreeSet<String> =
        rows(&documents).iter().filter_map(|row| Some(row["id"].as_str()?.to_owned())).collect();
    let held = gold.documents.iter().filter(|document| document.held);
    assert_eq!(given, held.clone().map(|document| document.id.clone()).collect());
    let copies = held.filter(|document| document.kind != "root").count();
    assert!((140..=160).contains(&copies), "{copies} of 300 are copies");
    let by_id: BTreeMap<&str, &GoldDocument> =
        gold.documents.iter().map(|document| (document.id.as_str(), document)).collect();
    for document in &gold.documents {
        assert_eq!(document.parents.is_empty(), document.kind == "root");
        if let Some(parent) = document.parents.first() {
            let parent = by_id[parent.as_str()];
            assert_eq!((&parent.family, parent.depth + 1), (&document.family, document.depth));
        }
    }
    let kinds: BTreeSet<&str> = gold.negatives.iter().map(|pair| pair.kind.as_str()).collect();
    assert!(kinds.contains("same-furniture") && kinds.contains("same-event"), "{kinds:?}");
    for pair in &gold.negatives {
        assert_ne!(by_id[pair.a.as_str()].family, by_id[pair.b.as_str()].family);
    }
}

#[test]
fn copies_share_text_and_strangers_do_not() {
    let (documents, gold) = made(4, Some(300), 0.5);
    let texts: BTreeMap<String, BTreeSet<String>> = rows(&documents)
        .iter()
        .map(|row| {
            let text = row["text"].as_str().unwrap_or_default().to_owned();
            let words: Vec<&str> = text.split_whitespace().collect();
            let runs = words.windows(8).map(|run| run.join(" ")).collect();
            (row["id"].as_str().unwrap_or_default().to_owned(), runs)
        })
        .collect();
    let gold = Gold::read(&gold);
    for copy in gold.documents.iter().filter(|copy| copy.held && copy.kind == "verbatim") {
        let Some(parent) = copy.parents.first().and_then(|id| texts.get(id)) else { continue };
        let shared = parent.intersection(&texts[&copy.id]).count();
        assert!(shared >= 20, "{} has {shared} runs of its parent", copy.id);
    }
    let alone: Vec<&GoldDocument> = gold.documents.iter().filter(|it| it.kind == "root").collect();
    let negative: BTreeSet<&str> =
        gold.negatives.iter().flat_map(|pair| [pair.a.as_str(), pair.b.as_str()]).collect();
    for pair in alone.windows(2) {
        let [a, b] = pair else { continue };
        if negative.contains(a.id.as_str()) || negative.contains(b.id.as_str()) {
            continue;
        }
        let (Some(a), Some(b)) = (texts.get(&a.id), texts.get(&b.id)) else { continue };
        let shared = a.intersection(b).count();
        assert!(shared * 2 < a.len().max(b.len()), "strangers share {shared} runs");
    }
}

fn gold(rows: &[(&str, &str, &[&str], bool)]) -> Gold {
    let documents = rows.iter().map(|(id, family, parents, held)| GoldDocument {
        id: (*id).to_owned(),
        family: (*family).to_owned(),
        second: None,
        held: *held,
        parents: parents.iter().map(|parent| (*parent).to_owned()).collect(),
        relation: (!parents.is_empty()).then(|| "trimmed".to_owned()),
        kind: if parents.is_empty() { "root" } else { "trim-end" }.to_owned(),
        depth: parents.len(),
    });
    Gold { documents: documents.collect(), negatives: Vec::new() }
}

fn found(rows: &[(&str, usize, Option<&str>)]) -> Found {
    let document = |family, parent: Option<&str>| FoundDocument {
        family,
        parent: parent.map(str::to_owned),
        relation: parent.map(|_| "trimmed".to_owned()),
    };
    rows.iter().map(|(id, family, parent)| ((*id).to_owned(), document(*family, *parent))).collect()
}

#[test]
fn figures_are_those_worked_out_by_hand() {
    // f: a → b → c, of which c is lost to another family; g: d withheld, e and h made of it.
    let mut gold = gold(&[
        ("a", "f", &[], true),
        ("b", "f", &["a"], true),
        ("c", "f", &["b"], true),
        ("d", "g", &[], false),
        ("e", "g", &["d"], true),
        ("h", "g", &["d"], true),
    ]);
    gold.negatives.push(HardNegative { kind: "same-event".into(), a: "c".into(), b: "e".into() });
    let found = found(&[
        ("a", 0, Some("b")),
        ("b", 0, None),
        ("c", 1, None),
        ("e", 1, Some("h")),
        ("h", 1, None),
    ]);
    let mut misses = Vec::new();
    let score = score(&gold, &found, &mut |miss| misses.push(miss.what));
    assert_eq!((score.documents, score.gold, score.joined, score.right), (5, 4, 4, 2));
    let edges = score.edges();
    assert_eq!((edges.gold, edges.found, edges.right, edges.wrong), (2, 1, 0, 1));
    assert_eq!((score.kin, score.kin_hung), ((1, 1), (1, 1)));
    assert_eq!(score.negatives["same-event"], (1, 1));
    misses.sort_unstable();
    assert_eq!(misses, ["direction", "false", "false", "kin-hung", "missed"]);
}

#[test]
fn pairs_with_the_other_family_of_a_merger_count_for_nothing() {
    let mut gold =
        gold(&[("a", "f", &[], true), ("b", "g", &[], true), ("m", "f", &["a", "b"], true)]);
    gold.documents[2].second = Some("g".to_owned());
    let all = found(&[("a", 0, None), ("b", 0, None), ("m", 0, Some("a"))]);
    let score_all = score(&gold, &all, &mut |_| {});
    // a and b are wrongly together; b and m are neither right nor wrong.
    assert_eq!((score_all.gold, score_all.joined, score_all.right), (1, 2, 1));
    let edges = score_all.edges();
    assert_eq!((edges.gold, edges.right, edges.relation_right), (1, 1, 1));
}

#[test]
fn collate_finds_most_copies_of_a_made_pile_and_joins_few_strangers() {
    let (documents, gold) = made(11, Some(120), 0.5);
    let text = |row: &serde_json::Value, key: &str| row[key].as_str().map(str::to_owned);
    let documents = rows(&documents).into_iter().map(|row| Document {
        outlet: text(&row, "outlet"),
        published: text(&row, "published").map(|value| Stamp { value, basis: Basis::Metadata }),
        ..document(
            row["id"].as_str().unwrap_or_default(),
            text(&row, "title"),
            text(&row, "text").unwrap_or_default(),
        )
    });
    let gathered = Builder { documents: documents.collect(), ..Builder::default() };
    let record = gathered.collate(&Reading::default(), &Config::default(), &());
    let sources: BTreeMap<&DocumentId, String> = record
        .documents
        .iter()
        .map(|it| (&it.document.id, it.document.source_id.clone().unwrap_or_default()))
        .collect();
    let mut found = Found::new();
    for (family, it) in record.families.iter().enumerate() {
        for witness in &it.witnesses {
            let parent = match &witness.parent {
                Some(Node::Document(parent)) => sources.get(parent).cloned(),
                _ => None,
            };
            let relation = witness.relation.map(|relation| relation.as_str().to_owned());
            let id = sources[&witness.document].clone();
            found.insert(id, FoundDocument { family, parent, relation });
        }
    }
    let score = score(&Gold::read(&gold), &found, &mut |_| {});
    let recall = score.right as f64 / score.gold as f64;
    let precision = score.right as f64 / score.joined as f64;
    assert!(recall > 0.8, "recall {recall:.3}");
    // Long notices around short articles still weld some: a floor to raise, not a bar.
    assert!(precision > 0.5, "precision {precision:.3}");
    let edges = score.edges();
    assert!(edges.right > 3 * edges.wrong, "{edges:?}");
}
