//! The binary, driven as a user drives it.

mod util;

use serde_json::Value;
use std::io::Read;
use std::process::Stdio;
use util::Folder;

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error} in {text}"))
}

#[test]
fn a_pile_is_read_and_found() {
    let folder = Folder::with_pile("found");
    let ran = folder.run(&["read", "pile", "--format", "json"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    let record = json(&ran.out);
    assert_eq!(record["counts"]["documents"], 3);
    assert_eq!(record["wireroom"]["contract"], 1);
}

#[test]
fn a_folder_without_articles_is_nothing_found() {
    let folder = Folder::new("nothing");
    folder.write("pile/.keep", "");
    assert_eq!(folder.run(&["read", "pile", "--format", "json"]).code, Some(1));
}

#[test]
fn a_missing_file_is_an_error_and_the_rest_is_printed() {
    let folder = Folder::with_pile("missing");
    let ran = folder.run(&["read", "pile", "gone.txt", "--format", "json"]);
    assert_eq!(ran.code, Some(2));
    assert_eq!(json(&ran.out)["counts"]["documents"], 3);
    assert!(ran.err.contains("gone.txt"), "{}", ran.err);
}

#[test]
fn a_damaged_article_is_set_aside_and_is_no_error() {
    let folder = Folder::with_pile("damaged");
    folder.write("pile/broken.json", "{\"text\": \"The ferry");
    let ran = folder.run(&["read", "pile", "--format", "json"]);
    assert_eq!(ran.code, Some(0));
    assert_eq!(json(&ran.out)["counts"]["set_aside"], 1);
    assert_eq!(ran.err.matches("broken.json").count(), 1, "{}", ran.err);
}

#[test]
fn standard_input_is_a_path() {
    let folder = Folder::new("stdin");
    let ran = folder.run_with(&["read", "-", "--format", "json"], util::POST.as_bytes());
    let record = json(&ran.out);
    assert_eq!(record["documents"][0]["path"], "-");
    let title = record["documents"][0]["title"].as_str().unwrap();
    assert!(title.starts_with("Fourteen injured in Bergen"), "{title}");
}

#[test]
fn the_page_for_people_names_events_and_numbers_and_fits_the_width() {
    let folder = Folder::with_pile("table");
    let ran = folder.run(&["read", "pile"]);
    assert_eq!(ran.code, Some(0));
    assert!(ran.out.contains("witnesses"), "{}", ran.out);
    assert!(ran.out.contains("pile/courier.txt"), "{}", ran.out);
    assert!(!ran.out.contains('\u{1b}'), "colors in a pipe");
    for line in ran.out.lines() {
        assert!(unicode_width::UnicodeWidthStr::width(line) <= 100, "too wide: {line}");
    }
}

#[test]
fn threads_do_not_change_a_byte() {
    let folder = Folder::with_pile("threads");
    let one = folder.run(&["read", "pile", "--format", "json", "--threads", "1"]);
    let four = folder.run(&["read", "pile", "--format", "json", "--threads", "4"]);
    assert_eq!(one.out, four.out);
}

#[test]
fn lines_and_csv_hold_the_same_claims() {
    let folder = Folder::with_pile("flat");
    let record = json(&folder.run(&["read", "pile", "--format", "json"]).out);
    let claims = record["claims"].as_array().unwrap().len();
    let lines = folder.run(&["read", "pile", "--format", "jsonl"]).out;
    assert_eq!(lines.lines().filter(|line| json(line)["type"] == "claim").count(), claims);
    let rows = folder.run(&["read", "pile", "--format", "csv", "--table", "claims"]).out;
    assert_eq!(csv::Reader::from_reader(rows.as_bytes()).records().flatten().count(), claims);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let folder = Folder::with_pile("pipe");
    let mut command = folder.command(&["annotate", "pile"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!((child.wait().unwrap().code(), err.as_str()), (Some(0), ""));
}

#[test]
fn repair_is_a_filter() {
    let folder = Folder::new("repair");
    let ran = folder.run_with(&["repair"], "The ste\u{435}ring failed.\r\nNo more.".as_bytes());
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), "The steering failed.\r\nNo more."));
    let edits =
        folder.run_with(&["repair", "--edits", "-"], "The ste\u{435}ring failed.".as_bytes());
    let edit = json(edits.out.trim());
    assert_eq!(edit["rule"], "look_alike_letter");
    assert_eq!(edit["after"], "steering");
}

#[test]
fn repair_proposes_what_a_later_hand_may_have_set_in_and_leaves_it() {
    let folder = Folder::new("repair-proposals");
    let offer =
        "If you liked this post and want more details about cheap roof tiles, visit our website.";
    let text = format!(
        "Council opens new bridge\n\nThe council opened the bridge on Monday after two years of work. \
         {offer} The mayor cut the ribbon. Nine engineers were thanked by the council."
    );
    assert_eq!(folder.run_with(&["repair"], text.as_bytes()).out, text);
    let proposal = json(folder.run_with(&["repair", "--edits"], text.as_bytes()).out.trim());
    assert_eq!(proposal["before"], offer);
    assert_eq!((&proposal["rule"], &proposal["applied"]), (&"interpolation".into(), &false.into()));
    assert!(proposal["confidence"].as_f64().is_some_and(|sure| sure >= 0.5), "{proposal}");
}

#[test]
fn collate_prints_families_and_pairs() {
    let folder = Folder::with_pile("collate");
    let families = json(&folder.run(&["collate", "pile", "--format", "json"]).out);
    assert_eq!(families["families"].as_array().unwrap().len(), 2);
    let pairs = folder.run(&["collate", "pile", "--format", "jsonl"]).out;
    let pair = json(pairs.trim());
    let shares = ["share_a", "share_b"].map(|share| pair[share].as_f64().unwrap());
    assert!(shares.iter().any(|&share| share > 0.9), "{pair}");
    assert!(folder.run(&["collate", "pile"]).out.contains("with copies"));
}

#[test]
fn collate_says_why_two_texts_are_or_are_not_copies() {
    let folder = Folder::with_pile("explain");
    let asked = |a, b| folder.run(&["collate", "pile", "--explain", a, b]);
    let joined = asked("pile/courier.txt", "pile/mill.txt");
    let parted = asked("pile/courier.txt", "pile/post.txt");
    assert_eq!((joined.code, parted.code), (Some(0), Some(1)), "{joined:?} {parted:?}");
    assert!(joined.out.contains("are of one family"), "{}", joined.out);
    assert!(parted.out.contains("are of two families"), "{}", parted.out);
    let missing = asked("pile/courier.txt", "pile/gone.txt");
    assert_eq!(missing.code, Some(2));
    assert!(missing.err.contains("gone.txt"), "{}", missing.err);
}

#[test]
fn collate_obeys_links_and_thresholds() {
    let folder = Folder::with_pile("links");
    folder.write("link", "# one story\npile/post.txt\tpile/courier.txt\n");
    folder.write("part", "pile/courier.txt pile/mill.txt\n");
    let families = |more: &[&str]| {
        let ran = folder.run(&[&["collate", "pile", "--format", "json"], more].concat());
        json(&ran.out)["families"].as_array().unwrap().len()
    };
    assert_eq!(families(&[]), 2);
    assert_eq!(families(&["--must-link", "link"]), 1);
    assert_eq!(families(&["--cannot-link", "part"]), 3);
    assert_eq!(families(&["--cannot-link", "part", "--must-link", "link"]), 2);
    assert_eq!(families(&["--min-words", "100000"]), 3);
}

#[test]
fn links_that_cannot_be_obeyed_are_errors_that_say_where() {
    let folder = Folder::with_pile("bad-links");
    folder.write("unknown", "pile/courier.txt\tpile/mill.txt\n\npile/post.txt\tpile/gone.txt\n");
    folder.write("one", "pile/post.txt\n");
    folder.write("both", "pile/courier.txt\tpile/mill.txt\n");
    let error = |args: &[&str]| {
        let ran = folder.run(&[&["collate", "pile"], args].concat());
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
        ran.err
    };
    let said = error(&["--must-link", "unknown"]);
    assert!(said.contains("unknown, line 3") && said.contains("gone.txt"), "{said}");
    assert!(error(&["--cannot-link", "one"]).contains("not two names"));
    assert!(error(&["--must-link", "absent"]).contains("absent"));
    let said = error(&["--must-link", "both", "--cannot-link", "both"]);
    assert!(said.contains("courier.txt") && said.contains("mill.txt"), "{said}");
    assert!(error(&["--min-share", "1.5"]).contains("0 to 1"));
}

#[test]
fn annotate_prints_a_line_a_document() {
    let folder = Folder::with_pile("annotate");
    let ran = folder.run(&["annotate", "pile"]);
    assert_eq!(ran.out.lines().count(), 3);
    let mill = ran.out.lines().map(json).find(|line| line["path"] == "pile/mill.txt").unwrap();
    assert!(mill["text"].as_str().unwrap().contains("its steering failed"));
}

#[test]
fn show_finds_by_id_prefix_file_name_and_says_where_passages_stand() {
    let folder = Folder::with_pile("show");
    let record = json(&folder.run(&["read", "pile", "--format", "json", "--record", "r"]).out);
    let event = record["events"][0].clone();
    let id = event["id"].as_str().unwrap();
    let shown = folder.run(&["show", id, "--record", "r", "--format", "json"]);
    assert_eq!(json(&shown.out), event);
    assert_eq!(folder.run(&["show", &id[..9], "--record", "r"]).code, Some(0));
    let page = folder.run(&["show", "mill.txt", "--record", "r"]).out;
    assert!(page.contains("pile/mill.txt:"), "{page}");
    assert_eq!(folder.run(&["show", "no-such-thing", "pile"]).code, Some(1));
    assert_eq!(folder.run(&["show", id]).code, Some(2));
}

#[test]
fn every_list_of_the_record_can_be_shown() {
    let folder = Folder::with_pile("show-all");
    let record = json(&folder.run(&["read", "pile", "--format", "json", "--record", "r"]).out);
    for list in ["documents", "families", "events", "claims", "statements", "entities"] {
        let first = &record[list][0]["id"];
        let ran = folder.run(&["show", first.as_str().unwrap(), "--record", "r"]);
        assert_eq!(ran.code, Some(0), "{list}: {}", ran.err);
        assert!(ran.out.contains(first.as_str().unwrap()), "{list}: {}", ran.out);
    }
}

#[test]
fn schema_completions_and_man_page_come_from_the_flags() {
    let folder = Folder::new("meta");
    let schema = json(&folder.run(&["schema"]).out);
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(folder.run(&["completions", shell]).out.contains("wireroom"), "{shell}");
    }
    let page = folder.run(&["man"]).out;
    assert!(page.contains("WIREROOM COLLATE") && page.contains("record"), "{page}");
}

#[test]
fn families_are_printed_part_by_part_as_one_object() {
    let folder = Folder::with_pile("parts");
    folder.write("pile/broken.json", "{\"text\": \"The ferry");
    let ran = folder.run(&["collate", "pile", "--scratch", ".", "--format", "json"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let found = json(&ran.out);
    // The bytes are those that the object has when it is written at once.
    let again = serde_json::to_string_pretty(&found).expect("a value").len();
    assert_eq!(again + 1, ran.out.len());
    let documents = found["documents"].as_array().expect("a list");
    assert_eq!(documents.len(), 4);
    assert_eq!(documents[3]["set_aside"]["reason"], "bad_json");
    let witnesses: usize = found["families"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|family| family["witnesses"].as_array().map_or(0, Vec::len))
        .sum();
    assert_eq!(witnesses, 3);
    assert_eq!(found["wireroom"]["contract"], 1);
}

#[test]
fn a_scratch_folder_that_is_not_there_is_an_error() {
    let folder = Folder::with_pile("no-scratch");
    let ran = folder.run(&["collate", "pile", "--scratch", "gone"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("--scratch"), "{}", ran.err);
}

/// Two meetings of the same delegations in the same town, three weeks apart.
fn with_meetings(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write(
        "pile/first.txt",
        "Fishing envoys meet in Bergen\nBay Courier, March 4, 2026\n\n\
         BERGEN, March 4 - Envoys of Norway and Iceland met in Bergen on Tuesday, March 3, to settle \
         their mackerel quotas, chief negotiator Rosa Ibarra said. The talks lasted six hours.\n",
    );
    folder.write(
        "pile/again.txt",
        "Mackerel envoys talk in Bergen\nThe Fjord Post, 4 March 2026\n\n\
         Norway and Iceland sent their envoys to Bergen on March 3, 2026 for talks on mackerel \
         quotas. Chief negotiator Rosa Ibarra called them useful.\n",
    );
    folder.write(
        "pile/second.txt",
        "Herring is next for the envoys in Bergen\nBay Courier, March 25, 2026\n\n\
         BERGEN, March 25 - A further round of talks between the Norwegian and the Icelandic envoys \
         opened in Bergen on Tuesday, March 24; this time it is about herring, said Rosa Ibarra, who leads \
         one side. Another is due in May.\n",
    );
    folder
}

#[test]
fn an_event_says_why_its_texts_are_there_and_where_that_stands() {
    let folder = with_meetings("explain");
    let record = json(&folder.run(&["read", "pile", "--record", "r", "--format", "json"]).out);
    let events = record["events"].as_array().unwrap();
    let of_two = events.iter().find(|event| event["witnesses"] == 2).unwrap();
    let id = of_two["id"].as_str().unwrap();
    let shown = folder.run(&["show", id, "--explain", "--record", "r", "--format", "json"]);
    assert_eq!((shown.code, shown.err.as_str()), (Some(0), ""));
    let shown = json(&shown.out);
    assert_eq!(shown["id"], id);
    let joining = &shown["joinings"][0];
    assert_eq!(joining["one_event"], true);
    assert_eq!(joining["days_apart"], 0);
    let adds = joining["likenesses"].as_array().unwrap().iter().map(|one| one["adds"].as_f64());
    let score: f64 = adds.map(Option::unwrap).sum::<f64>() + joining["start"].as_f64().unwrap();
    let probability = 1.0 / (1.0 + (-score).exp());
    assert!((probability - joining["probability"].as_f64().unwrap()).abs() < 1e-3, "{joining}");
    let passages = joining["passages"].as_array().unwrap();
    assert!(passages.iter().any(|passage| passage["of"] == "name"), "{joining}");
    for passage in passages {
        let documents = record["documents"].as_array().unwrap();
        let document = documents.iter().find(|d| d["id"] == passage["document"]).unwrap();
        let text = String::from_utf8(folder.read(document["path"].as_str().unwrap())).unwrap();
        let at = |i: usize| passage["span"][i].as_u64().unwrap() as usize;
        assert_eq!(&text[at(0)..at(1)], passage["text"].as_str().unwrap());
    }
    let page = folder.run(&["show", id, "--explain", "--record", "r"]).out;
    assert!(page.contains("Rosa Ibarra") && page.contains("likely one event"), "{page}");
    // Read again from the paths it is the same.
    assert_eq!(folder.run(&["show", id, "--explain", "pile"]).out, page);
    let claim = record["claims"][0]["id"].as_str().unwrap();
    assert_eq!(folder.run(&["show", claim, "--explain", "--record", "r"]).code, Some(2));
}

#[test]
fn two_meetings_are_told_apart_by_their_dates() {
    let folder = with_meetings("why-not");
    folder.run(&["read", "pile", "--record", "r"]);
    let asked = ["show", "--why-not", "first.txt", "second.txt", "--record", "r"];
    let page = folder.run(&asked);
    assert_eq!((page.code, page.err.as_str()), (Some(0), ""));
    assert!(page.out.contains("two events") && page.out.contains("21 days apart"), "{}", page.out);
    let answer = json(&folder.run(&[&asked[..], &["--format", "json"]].concat()).out);
    assert_eq!(answer["one_event"], false);
    assert_eq!(answer["days_apart"], 21);
    assert!(answer["events"]["apart"].as_u64().unwrap() > 0, "{answer}");
    let dates = answer["passages"].as_array().unwrap().iter().filter(|one| one["of"] == "date");
    assert_eq!(dates.count(), 2, "{answer}");
    let joined = folder.run(&["show", "--why-not", "first.txt", "again.txt", "pile"]).out;
    assert!(joined.starts_with("They are one event"), "{joined}");
    // Nothing is called so; one thing twice; no pile.
    let code = |args: &[&str]| folder.run(&[&["show", "--why-not"], args].concat()).code;
    assert_eq!(code(&["first.txt", "gone.txt", "pile"]), Some(1));
    assert_eq!(code(&["first.txt", "first.txt", "pile"]), Some(2));
    assert_eq!(code(&["first.txt", "second.txt"]), Some(2));
}

#[test]
fn text_is_not_named_like_a_record() {
    let folder = Folder::with_pile("out-record");
    folder.run(&["read", "pile", "--record", "a.wireroom"]);
    let before = folder.read("a.wireroom");
    for args in [&["read", "pile"][..], &["export", "--to", "json", "pile"]] {
        let ran = folder.run(&[args, &["--out", "a.wireroom"]].concat());
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
        assert!(ran.err.contains("--record a.wireroom"), "{}", ran.err);
    }
    assert_eq!(folder.read("a.wireroom"), before);
}

#[test]
fn no_cell_of_a_table_is_a_formula() {
    let folder = Folder::new("formula");
    let title = "=HYPERLINK(\"http://mill.test\")";
    folder.write("pile/a.json", json_of(title));
    let rows = folder.run(&["read", "pile", "--format", "csv", "--table", "documents"]).out;
    let row = csv::Reader::from_reader(rows.as_bytes()).records().flatten().next().unwrap();
    assert!(row.iter().any(|cell| cell == format!("'{title}")), "{rows}");
    let exported = folder.run(&["export", "--to", "csv", "--table", "documents", "pile"]).out;
    assert_eq!(exported, rows);
    // JSON has it as it is.
    let record = json(&folder.run(&["read", "pile", "--format", "json"]).out);
    assert_eq!(record["documents"][0]["title"], title);
}

fn json_of(title: &str) -> String {
    let text = "The ferry Alba struck a pier in Bergen on Tuesday, the harbor office said.";
    serde_json::json!({ "title": title, "text": text, "outlet": "Mill" }).to_string()
}
