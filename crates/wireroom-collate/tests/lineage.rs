//! Who was copied from whom.

mod support;

use support::{FERRY, MUSEUM, article, join, pile, pile_with};
use wireroom_collate::{Config, read_agencies};

#[test]
fn two_witnesses_of_one_wire_story_go_back_to_it_and_not_to_each_other() {
    let spun: Vec<String> = FERRY
        .iter()
        .enumerate()
        .map(|(at, text)| match at {
            1 => text.replacen("harbor master", "harbor Cheap Carpet Cleaning master", 1),
            3 => text.replacen("from the naval", "from the Cheap Carpet Cleaning naval", 1),
            _ => (*text).to_owned(),
        })
        .collect();
    let spun: Vec<&str> = spun.iter().map(String::as_str).collect();
    let found = pile(&[
        article("clean", FERRY).credit("Reuters"),
        article("spun", &spun)
            .wire("PORT ELLERY", "Reuters")
            .contributors("(Reporting by Ana Holm; Editing by Bo Lind)")
            .disguised(),
    ]);
    assert_eq!(found.families(), [["clean", "spun"]]);
    assert_eq!(found.lineage("clean"), "a Reuters story, not held / trimmed");
    assert_eq!(found.lineage("spun"), "a Reuters story, not held / tampered");
    assert!(found.evidence("clean").contains("lacks the dateline"));
    assert!(found.evidence("clean").contains("lacks the list of contributors"));
    assert!(found.evidence("spun").contains("words with look-alike letters"));
    assert!(found.evidence("spun").contains("a passage set in"));
    assert!(!found.evidence("clean").contains("left out"), "{}", found.evidence("clean"));
}

#[test]
fn what_bars_each_from_being_the_source_infers_a_common_one() {
    let found = pile(&[
        article("clean", FERRY),
        article("spun", FERRY).contributors("(Reporting by Ana Holm)").disguised(),
    ]);
    assert_eq!(found.lineage("clean"), "a common source, not held / trimmed");
    assert_eq!(found.lineage("spun"), "a common source, not held / tampered");
}

#[test]
fn the_agency_that_is_held_is_the_parent_of_those_that_credit_it() {
    let found = pile(&[
        article("wire", FERRY).at("Reuters"),
        article("reprint", FERRY).at("Strait Herald").credit("Reuters"),
        article("trim", &FERRY[..5]).at("Island Post").credit("Reuters"),
    ]);
    assert_eq!(found.lineage("wire"), "- / -");
    assert_eq!(found.lineage("reprint"), "wire / verbatim");
    assert_eq!(found.lineage("trim"), "wire / trimmed");
}

#[test]
fn what_an_agencys_client_prints_is_the_agencys() {
    let client = article("client", FERRY).at("Strait Herald").credit("Reuters").on("2031-05-06");
    let cut = || article("cut", &FERRY[..5]).on("2031-05-07");
    let found = pile(&[client.clone(), cut().at("Island Post")]);
    for name in ["client", "cut"] {
        assert!(found.lineage(name).starts_with("a Reuters story, not held"), "{name}");
    }
    // Who sets advertisements in takes what stands on the web, and an outlet what it has.
    let spun = article("spun", FERRY).at("Island Post").on("2031-05-07").disguised();
    let found = pile(&[client.clone(), spun]);
    assert_eq!(found.lineage("spun"), "client / tampered");
    let found = pile(&[client, cut().at("Strait Herald")]);
    assert!(found.lineage("cut").starts_with("client / "), "{}", found.lineage("cut"));
}

#[test]
fn what_is_added_to_a_story_is_no_tampering() {
    // A sentence of the story's own, and one that is told more fully.
    let own = "Harbor master Ines Quarrie, who was on the quay at Port Ellery all night, said that passengers of the Morwenna had been given blankets and soup by the fishermen of Skarn, who came out to the sandbank in their own boats.";
    let fuller = "The vessel had left the island of Skarn at dawn and was, its log says, ten minutes from its berth when a squall from the north pushed it off the marked channel.";
    let reported = join(&[&FERRY[..2], &[own, fuller], &FERRY[3..6]]);
    let found = pile(&[
        article("source", FERRY).at("Strait Herald").on("2031-05-06"),
        article("reported", &reported).at("Island Post").on("2031-05-07"),
    ]);
    assert!(!found.lineage("reported").ends_with("tampered"), "{}", found.lineage("reported"));
    let sold =
        "Order your Orvel garden chairs today at our shop and get free delivery on our site.";
    let seeded = join(&[&FERRY[..3], &[sold], &FERRY[3..]]);
    let found = pile(&[
        article("source", FERRY).at("Strait Herald").on("2031-05-06"),
        article("seeded", &seeded).at("Island Post").on("2031-05-07"),
    ]);
    assert_eq!(found.lineage("seeded"), "source / tampered");
}

#[test]
fn the_same_words_with_no_date_are_left_undecided() {
    let found = pile(&[article("a", FERRY).at("A"), article("b", FERRY).at("B")]);
    assert_eq!(found.lineage("a"), "- / undecided");
    assert_eq!(found.lineage("b"), "- / undecided");
}

#[test]
fn the_earlier_is_the_source_of_the_later() {
    let found = pile(&[
        article("late", FERRY).at("B").on("2031-05-07"),
        article("early", FERRY).at("A").on("2031-05-06"),
    ]);
    assert_eq!(found.lineage("early"), "- / -");
    assert_eq!(found.lineage("late"), "early / verbatim");
}

#[test]
fn a_date_printed_on_the_page_is_a_date() {
    let found = pile(&[
        article("late", FERRY).at("B").printed("Published May 7, 2031"),
        article("early", FERRY).at("A").on("2031-05-06T08:10"),
    ]);
    assert_eq!(found.lineage("early"), "- / -");
    assert_eq!(found.lineage("late"), "early / verbatim");
    // What came with the document is surer than what the page says.
    let found = pile(&[
        article("late", FERRY).at("B").on("2031-05-07").printed("Published May 1, 2031"),
        article("early", FERRY).at("A").on("2031-05-06T08:10"),
    ]);
    assert_eq!(found.lineage("late"), "early / verbatim");
}

#[test]
fn a_missing_date_says_nothing() {
    let found = pile(&[
        article("dated", FERRY).at("B").on("2031-05-07"),
        article("undated", FERRY).at("A"),
    ]);
    assert_eq!(found.lineage("dated"), "- / undecided");
}

#[test]
fn a_story_cut_from_the_end_comes_from_the_whole() {
    let found = pile(&[article("whole", FERRY), article("cut", &FERRY[..5])]);
    assert_eq!(found.lineage("cut"), "whole / trimmed");
    assert_eq!(found.lineage("whole"), "- / -");
}

#[test]
fn a_name_left_without_its_introduction_shows_the_cut() {
    let without = join(&[&FERRY[..1], &FERRY[2..]]);
    let found = pile(&[article("whole", FERRY), article("cut", &without)]);
    assert_eq!(found.lineage("cut"), "whole / trimmed");
    assert!(found.evidence("cut").contains("Quarrie"), "{}", found.evidence("cut"));
}

#[test]
fn a_local_insert_shows_the_addition() {
    let local = "Among those on board was Petra Vance of Millbrook, who was on her way to the county fair with Dobbin, a prize ram, and who told this newspaper that the animal slept through it all.";
    let longer = join(&[&FERRY[..4], &[local], &FERRY[4..]]);
    let found = pile(&[article("source", FERRY), article("local", &longer)]);
    assert_eq!(found.lineage("local"), "source / expanded");
}

#[test]
fn a_later_state_at_one_outlet_is_a_version() {
    let update =
        "By Wednesday noon the ferry was afloat again and under tow to the yard, the company said.";
    let found = pile(&[
        article("second", &join(&[&[update], FERRY])).at("Strait Herald").on("2031-05-07T12:30"),
        article("first", FERRY).at("Strait Herald").on("2031-05-07T08:10"),
    ]);
    assert_eq!(found.lineage("second"), "first / version");
    assert_eq!(found.lineage("first"), "- / -");
}

#[test]
fn of_two_states_of_one_day_the_later_is_said_to_be_updated() {
    let update =
        "By Wednesday noon the ferry was afloat again and under tow to the yard, the company said.";
    let on = "2031-05-07T08:10";
    let found = pile(&[
        article("second", &join(&[&[update], &FERRY[..2], &FERRY[3..]]))
            .at("Herald")
            .on(on)
            .updated("2031-05-09T12:30"),
        article("first", FERRY).at("Herald").on(on).updated("2031-05-07T09:00"),
    ]);
    assert_eq!(found.lineage("second"), "first / version");
    assert!(found.evidence("second").contains("updated later"), "{}", found.evidence("second"));
    assert!(!found.evidence("second").contains("published later"));
}

#[test]
fn a_machine_that_swaps_words_for_rarer_ones_is_the_copy() {
    let swaps = [
        ("early", "betimes"),
        ("people", "personages"),
        ("said", "averred"),
        ("hurt", "lacerated"),
        ("told", "apprised"),
        ("left", "vacated"),
        ("pushed", "propelled"),
        ("sent", "dispatched"),
        ("failed", "faltered"),
        ("free", "disentangle"),
        ("wait", "tarry"),
        ("asked", "beseeched"),
        ("company", "consortium"),
        ("offered", "proffered"),
        ("look", "peruse"),
        ("second", "ensuing"),
    ];
    let spun: Vec<String> = FERRY
        .iter()
        .map(|text| {
            let words = text.split(' ').map(|word| {
                swaps.iter().find(|(from, _)| *from == word).map_or(word, |(_, to)| *to)
            });
            words.collect::<Vec<_>>().join(" ")
        })
        .collect();
    let spun: Vec<&str> = spun.iter().map(String::as_str).collect();
    let found = pile(&[article("plain", FERRY), article("spun", &spun)]);
    assert_eq!(found.lineage("spun"), "plain / spun");
}

#[test]
fn a_lone_text_under_an_agency_dateline_goes_back_to_the_agency() {
    let found = pile(&[
        article("one", FERRY).at("Strait Herald").wire("PORT ELLERY", "AFP"),
        article("two", MUSEUM).at("Strait Herald"),
    ]);
    assert_eq!(found.lineage("one"), "an AFP story, not held / undecided");
    assert_eq!(found.lineage("two"), "- / -");
}

#[test]
fn a_chain_of_cuts_is_followed_link_by_link() {
    let found = pile(&[article("c", &FERRY[..4]), article("a", FERRY), article("b", &FERRY[..6])]);
    assert_eq!(found.lineage("b"), "a / trimmed");
    assert_eq!(found.lineage("c"), "b / trimmed");
}

#[test]
fn whoever_names_the_other_had_it_from_there() {
    let credited = join(&[FERRY, &["Source: Strait Herald"]]);
    let found = pile(&[
        article("copy", &credited).at("Island Post"),
        article("source", FERRY).at("Strait Herald"),
    ]);
    assert_eq!(found.lineage("copy"), "source / verbatim");
    assert!(found.evidence("copy").contains("names Strait Herald"), "{}", found.evidence("copy"));
}

#[test]
fn an_agency_that_the_user_names_is_credited_where_it_stands_alone() {
    let table = "# ours\n\nStrandwire\tStrand Wire Service\n";
    let mut config = Config::default();
    config.agencies = read_agencies(table).expect("a table");
    let credited = join(&[FERRY, &["Strandwire"]]);
    let articles = [article("one", &credited).at("A"), article("two", &credited).at("B")];
    let found = pile_with(&articles, &config);
    assert_eq!(found.lineage("one"), "a Strand Wire Service story, not held / verbatim");
    assert_eq!(found.lineage("two"), "a Strand Wire Service story, not held / verbatim");
    let without = pile(&articles);
    assert_eq!(without.lineage("one"), "- / undecided");
}

#[test]
fn an_agency_named_inside_a_sentence_is_no_credit() {
    let mut config = Config::default();
    config.agencies = read_agencies("Strandwire").expect("a table");
    let quoted = join(&[FERRY, &["The captain had told Strandwire on Monday that he was tired."]]);
    let articles = [article("one", &quoted).at("A"), article("two", &quoted).at("B")];
    assert_eq!(pile_with(&articles, &config).lineage("one"), "- / undecided");
}

#[test]
fn a_bad_line_of_the_table_of_agencies_is_named() {
    for (table, wrong) in [
        ("Strandwire\tSW\textra", "line 1: more than two fields"),
        ("# ours\nS", "line 2: a name of fewer than two letters"),
        ("Strandwire\t|NOR", "line 1: no name after the tab"),
    ] {
        let error = read_agencies(table).expect_err("a bad line");
        assert!(error.starts_with(wrong), "{error}");
    }
}

#[test]
fn who_has_a_source_says_how_sure_it_is() {
    let found = pile(&[
        article("late", FERRY).at("B").on("2031-05-07"),
        article("early", FERRY).at("A").on("2031-05-06"),
    ]);
    assert_eq!(found.witness("early").confidence, None);
    let confidence = found.witness("late").confidence.expect("it has a source");
    assert!((0.5..=1.0).contains(&confidence), "{confidence}");
}
