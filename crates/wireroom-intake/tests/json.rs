//! JSON in every framing and shape, and JSON that is broken.

use wireroom_intake::{Intake, Limits, merge, read_bytes};
use wireroom_model::{Basis, Document, SetAsideCode};

fn read(path: &str, text: &str) -> Intake {
    read_bytes(path, text.as_bytes(), &Limits::default())
}

fn one(text: &str) -> Document {
    let intake = read("pile.jsonl", text);
    assert_eq!(intake.set_aside, []);
    assert_eq!(intake.documents.len(), 1, "{text}");
    intake.documents[0].clone()
}

fn texts(intake: &Intake) -> Vec<&str> {
    intake.documents.iter().map(|document| document.received.as_str()).collect()
}

#[test]
fn plain_record() {
    let document =
        one(r#"{"id": "k-1", "text": "The quay reopened.\n", "title": "Quay open", "url":
        "https://www.harborpost.example/2024/05/02/quay", "outlet": "Harbor Post", "published":
        "2024-05-02T09:30:00+0200", "updated": "2024-05-03", "byline": "Ada Finch", "credit":
        ["North Wire"], "language": "en", "description": "left out"}"#
            .replace('\n', " ")
            .as_str());
    assert_eq!(document.source_id.as_deref(), Some("k-1"));
    assert_eq!(document.received, "The quay reopened.\n");
    assert_eq!(document.outlet.as_deref(), Some("Harbor Post"));
    let published = document.published.unwrap();
    assert_eq!(
        (published.value.as_str(), published.basis),
        ("2024-05-02T09:30:00+02:00", Basis::Metadata)
    );
    assert_eq!(document.updated.unwrap().value, "2024-05-03");
    assert_eq!(document.byline.as_deref(), Some("Ada Finch"));
    assert_eq!(document.credit, ["North Wire"]);
    assert_eq!(document.language.as_deref(), Some("en"));
}

#[test]
fn trafilatura_record() {
    let document = one(
        r#"{"title":"Quay open","author":"Ada Finch; Bo Lund","hostname":"harborpost.example","date":"2024-05-02","categories":"news","tags":"","fingerprint":"a1","id":null,"license":null,"comments":"","raw_text":"raw","text":"The quay reopened.","language":null,"image":null,"pagetype":"article","source":"https://harborpost.example/quay","source-hostname":"Harbor Post","excerpt":"x"}"#,
    );
    assert_eq!(document.source_id, None);
    assert_eq!(document.url.as_deref(), Some("https://harborpost.example/quay"));
    assert_eq!(document.outlet.as_deref(), Some("Harbor Post"));
    assert_eq!(document.byline.as_deref(), Some("Ada Finch, Bo Lund"));
    assert_eq!(document.received, "The quay reopened.");
    assert_eq!(document.published.unwrap().value, "2024-05-02");
}

#[test]
fn news_please_record() {
    let document = one(
        r#"{"authors":["Ada Finch"],"date_download":"2024-06-01 10:00:00","date_modify":"None","date_publish":"2024-05-02 07:05:00","description":"d","filename":"f.html","image_url":null,"language":"en","localpath":null,"maintext":"The quay reopened.","source_domain":"harborpost.example","text":null,"title":"Quay open","title_page":null,"title_rss":null,"url":"https://harborpost.example/quay"}"#,
    );
    assert_eq!(document.published.unwrap().value, "2024-05-02T07:05:00");
    assert_eq!(document.updated, None);
    assert_eq!(document.outlet.as_deref(), Some("harborpost.example"));
    assert_eq!(document.received, "The quay reopened.");
}

#[test]
fn newspaper4k_record() {
    let document = one(
        r#"{"url":"https://harborpost.example/quay","read_more_link":"","language":"en","title":"Quay open","top_image":"https://harborpost.example/q.jpg","meta_img":"","images":[],"movies":[],"keywords":[],"keyword_scores":{},"meta_keywords":[""],"tags":null,"authors":["Ada Finch","Bo Lund"],"publish_date":"2024-05-02T00:00:00","summary":"","meta_description":"","meta_lang":"en","meta_favicon":"","meta_site_name":"Harbor Post","canonical_link":"","text":"The quay reopened."}"#,
    );
    assert_eq!(document.published.unwrap().value, "2024-05-02");
    assert_eq!(document.outlet.as_deref(), Some("Harbor Post"));
    assert_eq!(document.byline.as_deref(), Some("Ada Finch, Bo Lund"));
}

#[test]
fn media_cloud_record() {
    let document = one(
        r#"{"id":"9f1","indexed_date":"2024-06-01T00:00:00","language":"en","media_name":"Harbor Post","media_url":"harborpost.example","publish_date":"2024-05-02","title":"Quay open","url":"https://harborpost.example/quay","story_text":"The quay reopened."}"#,
    );
    assert_eq!(document.source_id.as_deref(), Some("9f1"));
    assert_eq!(document.outlet.as_deref(), Some("Harbor Post"));
    assert_eq!(document.published.unwrap().value, "2024-05-02");
}

#[test]
fn every_framing_gives_the_same_documents() {
    let a = r#"{"id":1,"text":"One."}"#;
    let b = r#"{"id":2,"text":"Two."}"#;
    let framings = [
        format!("{a}\n{b}\n"),
        format!("\u{feff}{a}\r\n\r\n{b}"),
        format!("{a}{b}"),
        format!("[{a},{b}]"),
        format!("[\n{a},\n{b}\n]\n"),
        format!("{{\"articles\": [{a}, {b}], \"total\": 2}}"),
        "{\n  \"id\": 1,\n  \"text\": \"One.\"\n}\n{\n  \"id\": 2,\n  \"text\": \"Two.\"\n}"
            .to_owned(),
    ];
    let expected = merge(vec![read("p.json", &framings[0])]);
    assert_eq!(texts(&expected), ["One.", "Two."]);
    for framing in framings {
        assert_eq!(merge(vec![read("p.json", &framing)]), expected, "{framing}");
    }
    let keyed = read("p.json", r#"{"1": {"text": "One."}, "2": {"text": "Two."}}"#);
    assert_eq!(merge(vec![keyed]).documents, expected.documents);
}

#[test]
fn order_of_lines_and_files_changes_no_id() {
    let lines = [
        r#"{"id":"a","text":"One."}"#,
        r#"{"url":"https://x.example/b","text":"Two."}"#,
        r#"{"text":"Three."}"#,
    ];
    let forward = merge(vec![read("p.jsonl", &lines.join("\n"))]);
    let backward = merge(lines.iter().rev().map(|line| read("p.jsonl", line)).collect());
    assert_eq!(forward, backward);
    let ids = |path: &str| -> Vec<_> {
        let mut ids: Vec<_> =
            read(path, &lines[..2].join("\n")).documents.iter().map(|d| d.id.clone()).collect();
        ids.sort();
        ids
    };
    assert_eq!(ids("p.jsonl"), ids("other.jsonl"));
}

#[test]
fn broken_lines_are_set_aside_with_line_and_column_and_the_rest_is_read() {
    let intake = read(
        "p.jsonl",
        "{\"text\":\"One.\"}\n{\"text\": oops}\n\n{\"text\":\"Four.\"}\n{\"text\":\"cut",
    );
    assert_eq!(texts(&intake), ["One.", "Four."]);
    let found: Vec<_> =
        intake.set_aside.iter().map(|s| (s.path.as_str(), s.code, s.what.as_str())).collect();
    assert_eq!(
        found[0],
        ("p.jsonl:2", SetAsideCode::BadJson, "not valid JSON: expected value at line 2, column 10",)
    );
    assert_eq!((found[1].0, found[1].1), ("p.jsonl:5", SetAsideCode::BadJson));
    assert_eq!(found.len(), 2);
}

#[test]
fn first_line_broken_does_not_lose_the_others() {
    let intake = read("p.jsonl", "garbage\n{\"text\":\"Two.\"}\n{\"text\":\"Three.\"}");
    assert_eq!(texts(&intake), ["Two.", "Three."]);
    assert_eq!(intake.set_aside[0].path, "p.jsonl:1");
}

#[test]
fn array_that_breaks_off_keeps_what_came_before() {
    let intake = read("p.json", "[{\"text\":\"One.\"}, {\"text\":\"Two.\"}, {\"text\":\"Thr");
    assert_eq!(texts(&intake), ["One.", "Two."]);
    assert_eq!(intake.set_aside.len(), 1);
}

#[test]
fn what_python_writes_is_mended_with_a_note() {
    let intake =
        read("p.jsonl", "{\"text\":\"One \\ud83d.\",\"date\":NaN}\n{\"text\":\"Two\ttabs.\"}");
    assert_eq!(texts(&intake), ["One \u{fffd}.", "Two\ttabs."]);
    assert_eq!(intake.notes.len(), 1);
}

#[test]
fn nesting_and_missing_text_and_foreign_objects_have_their_own_reasons() {
    let deep = format!("{{\"text\":{}1{}}}", "[".repeat(5000), "]".repeat(5000));
    let cases = [
        (deep.as_str(), SetAsideCode::TooDeep),
        ("{\"id\":\"m\",\"title\":\"No text\"}", SetAsideCode::Empty),
        ("{\"rows\": 3}", SetAsideCode::BadJson),
        ("12", SetAsideCode::BadJson),
        ("", SetAsideCode::Empty),
    ];
    for (text, code) in cases {
        let intake = read("p.json", text);
        assert_eq!(intake.set_aside.len(), 1, "{text:.40}");
        assert_eq!(intake.set_aside[0].code, code, "{text:.40}");
        assert!(!intake.set_aside[0].what.is_empty() && !intake.set_aside[0].advice.is_empty());
    }
    assert_eq!(read("p.json", cases[1].0).set_aside[0].source_id.as_deref(), Some("m"));
}

#[test]
fn shared_ids_are_kept_and_doubles_are_not() {
    let intake = merge(vec![
        read("a.jsonl", "{\"id\":\"x\",\"text\":\"One.\"}\n{\"id\":\"x\",\"text\":\"Two.\"}"),
        read("b.jsonl", "{\"id\":\"x\",\"text\":\"One.\"}"),
    ]);
    assert_eq!(intake.documents.len(), 2);
    let whats: Vec<_> = intake.notes.iter().map(|n| (n.path.as_str(), n.what.as_str())).collect();
    assert_eq!(
        whats,
        [
            ("a.jsonl", "different documents have the id \"x\"; all are kept"),
            ("a.jsonl", "the document \"x\" was received more than once and is kept once"),
            ("b.jsonl", "the document \"x\" was received more than once and is kept once"),
        ]
    );
}

#[test]
fn dates_as_metadata_writes_them() {
    let cases = [
        ("\"2024-05-02T09:30:15.250Z\"", Some("2024-05-02T09:30:15Z")),
        ("\"2024-05-02 09:30\"", Some("2024-05-02T09:30")),
        ("\"Thu, 02 May 2024 09:30:00 +0000\"", Some("2024-05-02T09:30:00+00:00")),
        ("\"Thu, 02 May 2024 09:30:00 GMT\"", Some("2024-05-02T09:30:00Z")),
        ("\"May 2, 2024 9:30 pm\"", Some("2024-05-02T21:30")),
        ("\"May 2, 2024, 09:30 PM EST\"", Some("2024-05-02T21:30-05:00")),
        ("\"2 May 2024\"", Some("2024-05-02")),
        ("1714642200", Some("2024-05-02T09:30:00Z")),
        ("1714642200000", Some("2024-05-02T09:30:00Z")),
        ("20240502", Some("2024-05-02")),
        ("\"20240502T093000Z\"", Some("2024-05-02T09:30:00Z")),
        ("\"2024-05\"", Some("2024-05")),
        ("\"2024\"", Some("2024")),
        ("{\"$date\": \"2024-05-02T09:30:00Z\"}", Some("2024-05-02T09:30:00Z")),
        ("\"2024-02-30\"", None),
        ("\"03/04/2024\"", None),
        ("\"yesterday\"", None),
        ("-5", None),
    ];
    for (written, value) in cases {
        let intake = read("p.jsonl", &format!("{{\"text\":\"One.\",\"published\":{written}}}"));
        let found = intake.documents[0].published.as_ref().map(|stamp| stamp.value.as_str());
        assert_eq!(found, value, "{written}");
        assert_eq!(intake.notes.len(), usize::from(value.is_none()), "{written}");
    }
}

#[test]
fn a_program_s_zero_is_no_date_and_worth_no_note() {
    for zero in ["0001-01-01T00:00:00Z", "0000-00-00 00:00:00", "None", ""] {
        let intake = read("p.jsonl", &format!("{{\"text\":\"One.\",\"published\":\"{zero}\"}}"));
        assert_eq!((&intake.documents[0].published, intake.notes.len()), (&None, 0), "{zero}");
    }
}

#[test]
fn date_in_the_address_counts_only_without_another() {
    let url =
        |path: &str| one(&format!("{{\"text\":\"One.\",\"url\":\"https://x.example{path}\"}}"));
    let cases = [
        ("/2024/05/02/quay", Some("2024-05-02")),
        ("/world/2024/may/02/quay", Some("2024-05-02")),
        ("/2024/05/quay", Some("2024-05")),
        ("/news/2024-05-02-quay", Some("2024-05-02")),
        ("/a/20240502/quay", Some("2024-05-02")),
        ("/room/2024/quay", None),
        ("/id/99887766", None),
    ];
    for (path, value) in cases {
        let published = url(path).published;
        assert_eq!(published.as_ref().map(|stamp| stamp.value.as_str()), value, "{path}");
        assert!(published.is_none_or(|stamp| stamp.basis == Basis::Url));
    }
}

/// Wrappers of three articles. No text has a brace.
const WRAPPERS: [&str; 6] = [
    // As search services answer, on one line.
    r#"{"status":"ok","total":3,"articles":[{"source":{"id":null,"name":"Sarn Post"},"title":"One","url":"https://a.example/1","text":"One \ud83d\ude00 dam.","score":-1.5e-7},{"title":"Two","url":"https://a.example/2","text":"Two dams."},{"title":"Three","url":"https://a.example/3","text":"Three dams."}],"next":2}"#,
    // An article a line.
    "{\n \"articles\": [\n  {\"text\": \"One dam.\", \"n\": 1},\n  {\"text\": \"Two dams.\"},\n  {\"text\": \"Three dams.\"}\n ]\n}\n",
    // Articles over several lines.
    "{\n \"articles\": [\n  {\n   \"text\": \"One dam.\"\n  },\n  {\n   \"text\": \"Two dams.\",\n   \"tags\": [\"a\", {\"b\": 1}]\n  },\n  {\n   \"text\": \"Three dams.\"\n  }\n ]\n}\n",
    // Wrapped twice.
    r#"{"articles":{"page":1,"results":[{"text":"One dam."},{"text":"Two dams."},{"text":"Three dams."}]}}"#,
    // By their ids.
    r#"{"a1":{"text":"One dam.","by":{"name":"Ana Reis"}},"a2":{"by":{"name":"Rui Vell"},"text":"Two dams."},"a3":{"text":"Three dams."}}"#,
    // As Python writes it.
    r#"{"articles":[{"score":NaN,"text":"One dam."},{"text":"Two dams.","score":-Infinity},{"text":"Three dams."}]}"#,
];

#[test]
fn of_a_wrapper_that_is_cut_off_all_is_read_that_is_whole() {
    for wrapper in WRAPPERS {
        let whole = read("w.json", wrapper);
        assert_eq!((whole.documents.len(), whole.set_aside.len()), (3, 0), "{wrapper}");
        let ends = ["One ", "Two ", "Three "].map(|text| end_of_article(wrapper, text));
        for cut in 1..wrapper.trim_end().len() {
            // A cut letter, too.
            let intake = read_bytes("w.json", &wrapper.as_bytes()[..cut], &Limits::default());
            let least = ends.iter().filter(|&&end| end <= cut).count();
            assert_eq!(intake.documents, whole.documents[..least], "{}", &wrapper[..cut]);
            let told: Vec<&str> = intake.set_aside.iter().map(|it| it.what.as_str()).collect();
            assert_eq!(told.len(), 1, "{told:?} {}", &wrapper[..cut]);
            assert!(told[0].contains(" at line "), "{told:?} {}", &wrapper[..cut]);
        }
    }
}

/// Where the object ends that directly holds a text which begins so.
fn end_of_article(wrapper: &str, text: &str) -> usize {
    let at = wrapper.find(&format!("\"{text}")).unwrap();
    let mut open = 1;
    let closes = wrapper[at..].bytes().position(|byte| {
        open += match byte {
            b'{' => 1,
            b'}' => -1,
            _ => 0,
        };
        open == 0
    });
    at + closes.unwrap() + 1
}

#[test]
fn of_a_wrapper_that_is_damaged_what_stands_before_is_read_and_lines_behind_it() {
    let one_line = r#"{"articles":[{"text":"One."},{"text":oops},{"text":"Three."}]}"#;
    let intake = read("w.json", one_line);
    assert_eq!(texts(&intake), ["One."]);
    assert_eq!(intake.set_aside[0].what, "not valid JSON: expected value at line 1, column 38");
    let lines =
        "{\"articles\":\n[{\n\"text\":\"One.\"},\n{\"text\":oops},\n{\"text\":\"Three.\"}]}";
    assert_eq!(texts(&read("w.json", lines)), ["One.", "Three."]);
    // A record that is cut off is none, nor is what stands within it.
    let record = r#"{"author":{"name":"Ana"},"text":"One.","related":[{"text":"Two."}],"tags":["#;
    let intake = read("r.json", record);
    assert_eq!((texts(&intake).len(), intake.set_aside.len()), (0, 1));
}
