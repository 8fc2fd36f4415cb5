//! One invented sentence or short text for each construction, and what must come of it.

mod reader;

use reader::{check, read_with, show};
use wireroom_encoder::Encoder;
use wireroom_model::{LocalEntity, LocalEntityKind, Statement};

fn read(text: &str, named: &[(&str, char)]) -> (Vec<Statement>, Vec<LocalEntity>) {
    read_with(text, named, None)
}

#[test]
fn speech_before_and_behind_its_content() {
    let okoye = [("Okoye", 'P'), ("Reuters", 'O')];
    check(
        "Okoye said the harbor would reopen on Monday.",
        &okoye,
        &["Okoye | said | the harbor would reopen on Monday | asserted indirect"],
    );
    check(
        "The harbor will reopen on Monday, port director Okoye said.",
        &okoye,
        &["Okoye | said | The harbor will reopen on Monday | asserted indirect"],
    );
    check(
        "According to the fisheries ministry, two boats were lost in the storm.",
        &[],
        &[
            "the fisheries ministry | According to | two boats were lost in the storm | asserted indirect",
        ],
    );
    check(
        "Two boats were lost in the storm, according to a coast guard official.",
        &[],
        &[
            "a coast guard official | according to | Two boats were lost in the storm | asserted indirect",
        ],
    );
}

#[test]
fn quotations_that_run_on() {
    check(
        "“The harbor is safe,” Okoye told Reuters. “It will reopen on Monday. We are ready.”",
        &[("Okoye", 'P'), ("Reuters", 'O')],
        &[
            "Okoye | told | The harbor is safe + It will reopen on Monday. We are ready | to Reuters | via Reuters | asserted direct",
        ],
    );
    check(
        "\"We lost everything. The water came at night,\" said Tomas Vrba, a baker.",
        &[("Tomas Vrba", 'P')],
        &["Tomas Vrba | said | We lost everything. The water came at night | asserted direct"],
    );
    check(
        "The mayor said the budget was “a sad joke”.",
        &[],
        &["The mayor | said | the budget was “a sad joke” | asserted mixed"],
    );
}

#[test]
fn polarity_is_the_stand_of_the_source() {
    check(
        "The company denied that its tanks had leaked.",
        &[],
        &["The company | denied | its tanks had leaked | denied indirect"],
    );
    check(
        "The ministry declined to comment on the report.",
        &[],
        &["The ministry | declined | to comment on the report | declined indirect"],
    );
    let text = "The future of the ferry was not discussed, a port authority spokesperson said.";
    let shown = show(text, &[], None);
    assert!(shown.contains("a port authority spokesperson | said | The future of the ferry was not discussed | not_discussed indirect"), "{shown}");
}

#[test]
fn pronouns_and_role_nouns_lead_to_their_entity() {
    check(
        "Minister Rosa Ibarra said on Tuesday that the strike was over. She added that trains would run by noon.",
        &[("Rosa Ibarra", 'P')],
        &[
            "Rosa Ibarra | said | the strike was over | asserted indirect",
            "Rosa Ibarra | added | trains would run by noon | asserted indirect",
        ],
    );
    check(
        "A port authority spokesperson said the talks had resumed. The spokesperson said the talks had been brief.",
        &[],
        &[
            "A port authority spokesperson | said | the talks had resumed | asserted indirect",
            "A port authority spokesperson | said | the talks had been brief | asserted indirect",
        ],
    );
}

#[test]
fn media_that_pass_on_are_relays() {
    check(
        "A union source confirmed to the AFP and EFE news agencies that the pay talks had resumed. \
           The source told the agencies that a deal was near. Pensions were not mentioned, EFE added.",
        &[("AFP", 'O'), ("EFE", 'O')],
        &[
            "A union source | confirmed | the pay talks had resumed | to the AFP and EFE news agencies | via AFP + EFE | asserted indirect",
            "A union source | told | a deal was near | to the agencies | asserted indirect",
            "A union source | added | Pensions were not mentioned | via EFE | not_discussed indirect",
        ],
    );
    check(
        "Norway's state news agency NTB cited the minister Lars Veddeng and reported that the tunnel would open in May.",
        &[("NTB", 'O'), ("Lars Veddeng", 'P')],
        &["Lars Veddeng | reported | the tunnel would open in May | via NTB | asserted indirect"],
    );
}

#[test]
fn a_new_source_without_a_name_becomes_an_entity() {
    let (found, entities) =
        read("A Kenyan diplomatic source confirmed that the envoy had left.", &[]);
    let entity = found.first().and_then(|s| s.source_entity).and_then(|e| entities.get(e));
    let shape = entity.map(|e| (e.name.as_str(), e.kind, e.country.as_deref(), e.mentions.len()));
    assert_eq!(
        shape,
        Some(("A Kenyan diplomatic source", LocalEntityKind::Unnamed, Some("KEN"), 1))
    );
}

/// The entities of the sources, one for each statement.
fn sources(text: &str, named: &[(&str, char)]) -> Vec<String> {
    let (found, entities) = read(text, named);
    let name =
        |s: &Statement| s.source_entity.and_then(|e| entities.get(e)).map(|e| e.name.clone());
    found.iter().filter_map(name).collect()
}

#[test]
fn a_title_before_a_name_is_the_person_s() {
    for text in [
        "Kenyan Secretary of Trade Ada Okoye said the port would open.",
        "The union's president, Ada Okoye, said the port would open.",
        "The port would open, its deputy director, Ada Okoye, said.",
    ] {
        assert_eq!(sources(text, &[("Ada Okoye", 'P')]), ["Ada Okoye"], "{text}");
    }
    let other = "A lawyer for Minister Ada Okoye said the port would open.";
    assert_ne!(sources(other, &[("Ada Okoye", 'P')]), ["Ada Okoye"]);
}

#[test]
fn the_firm_is_the_one_firm_of_the_text() {
    let text = "Harlow Rail stopped its trams. The company said the brakes were worn. \
                The Leeds-based firm said on Monday the trams would be mended.";
    let names = [("Harlow Rail", 'O'), ("Reuters", 'O')];
    assert_eq!(sources(text, &names), ["Harlow Rail", "Harlow Rail"]);
    let two = "Harlow Rail and Ostler Trams met. The company said the brakes were worn.";
    assert_eq!(sources(two, &[("Harlow Rail", 'O'), ("Ostler Trams", 'O')]), ["The company"]);
}

#[test]
fn one_who_speaks_for_a_firm_is_named_with_it() {
    let text = "Harlow Rail stopped its trams. The brakes were worn, a company spokeswoman said.";
    assert_eq!(sources(text, &[("Harlow Rail", 'O')]), ["a company spokeswoman (Harlow Rail)"]);
}

#[test]
fn a_noun_for_a_body_finds_it_by_its_name() {
    let text = "The Unión del Puerto met Harlow Rail. The union said the strike would go on.";
    let names = [("Unión del Puerto", 'O'), ("Harlow Rail", 'O')];
    assert_eq!(sources(text, &names), ["Unión del Puerto"]);
}

#[test]
fn a_town_behind_the_source_is_not_the_source() {
    let text = "An analyst at a Leeds brokerage said the bill would be high.";
    assert_eq!(sources(text, &[("Leeds", 'L')]), ["An analyst at a Leeds brokerage"]);
}

/// Six kinds of sentence of wire news, several of each. Polarity and manner are those of a reader.
#[test]
fn wire_news_in_the_full_tier() {
    let named = [("Okoye", 'P'), ("Vrba", 'P'), ("AFP", 'O'), ("EFE", 'O')];
    let cases = [
        (
            "Okoye told AFP that the pipeline would be shut for a week.",
            "Okoye | told | the pipeline would be shut for a week | to AFP | via AFP | asserted indirect",
        ),
        (
            "According to Okoye, two pumps have failed since Sunday.",
            "Okoye | According to | two pumps have failed since Sunday | asserted indirect",
        ),
        (
            "Two pumps have failed since Sunday, according to the water board.",
            "the water board | according to | Two pumps have failed since Sunday | asserted indirect",
        ),
        (
            "Vrba denied that the pumps had been sold.",
            "Vrba | denied | the pumps had been sold | denied indirect",
        ),
        (
            "The price of gas was not discussed, a ministry spokesperson said.",
            "a ministry spokesperson | said | The price of gas was not discussed | not_discussed indirect",
        ),
        (
            "A spokesman for the water board declined to comment on the report.",
            "A spokesman for the water board | declined | to comment on the report | declined indirect",
        ),
        (
            "EFE cited Vrba as saying that the valves had been closed.",
            "Vrba | as saying | the valves had been closed | via EFE | asserted indirect",
        ),
        ("“We will rebuild it,” Vrba said.", "Vrba | said | We will rebuild it | asserted direct"),
        (
            "Okoye said the plan was “dead on arrival”.",
            "Okoye | said | the plan was “dead on arrival” | asserted mixed",
        ),
    ];
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(text, wanted)| {
            let shown = show(text, &named, Some(Encoder::shipped()));
            let found = shown.lines().any(|line| line == *wanted);
            (!found).then(|| format!("{text}\n wanted {wanted}\n found  {shown}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
