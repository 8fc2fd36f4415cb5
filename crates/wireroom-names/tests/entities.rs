//! Who and what names refer to, on sentences of our own.

use wireroom_model::{Analysis, Entity, LocalEntityKind, NameKind, Sentence, ZoneKind};
use wireroom_names::{Hints, LinkDocument, Tagged, analyse_names, analyse_tagged, link};
use wireroom_text::Span;

fn analysis(text: &str) -> Analysis {
    let spans = wireroom_text::sentences(text);
    let sentences: Vec<Sentence> =
        spans.into_iter().map(|span| Sentence { span, zone: ZoneKind::Body }).collect();
    let (names, entities) = analyse_names(text, &sentences);
    Analysis { sentences, names, entities, ..Analysis::default() }
}

/// What the name stands for: kind, country, and whether it has coordinates.
fn meaning(text: &str, name: &str) -> String {
    let found = analysis(text);
    let Some(one) = found.names.iter().rev().find(|one| one.span.text(text) == name) else {
        return "no name".to_owned();
    };
    let entity = one.entity.map(|entity| &found.entities[entity]);
    let kind = entity.map_or("nothing".to_owned(), |entity| format!("{:?}", entity.kind));
    let country = entity.and_then(|entity| entity.country.clone()).unwrap_or_default();
    format!("{kind} {country}{}", if one.place.is_some() { " here" } else { "" })
}

fn pile(texts: &[&str]) -> Vec<Entity> {
    let read: Vec<Analysis> = texts.iter().map(|text| analysis(text)).collect();
    let documents: Vec<LinkDocument<'_>> = read
        .iter()
        .zip(texts)
        .enumerate()
        .map(|(at, (analysis, text))| LinkDocument { document: at, family: at, text, analysis })
        .collect();
    link(&documents).entities
}

#[test]
fn a_capital_that_acts_is_its_state() {
    for (text, name, state) in [
        ("Nairobi accused Kampala of closing the border post.", "Nairobi", "KEN"),
        ("Nairobi accused Kampala of closing the border post.", "Kampala", "UGA"),
        ("Talks between Oslo and Warsaw broke down on Monday.", "Oslo", "NOR"),
        ("Talks between Oslo and Warsaw broke down on Monday.", "Warsaw", "POL"),
        ("Jakarta and Canberra agreed to share the data.", "Canberra", "AUS"),
        ("The fishing deal with Tokyo expires in June.", "Tokyo", "JPN"),
        ("Ministers doubted Madrid's intentions.", "Madrid", "ESP"),
    ] {
        assert_eq!(meaning(text, name), format!("State {state}"), "{name} in {text}");
    }
}

#[test]
fn a_capital_where_something_is_stays_a_place() {
    for (text, name, country) in [
        ("The ministers met in Nairobi on Monday.", "Nairobi", "KEN"),
        ("The Polish embassy in Oslo was closed.", "Oslo", "NOR"),
        ("Schools in both Jakarta and Canberra reopened.", "Canberra", "AUS"),
        ("He flew from Madrid to Tokyo.", "Tokyo", "JPN"),
        ("Police closed Madrid's streets to traffic.", "Madrid", "ESP"),
    ] {
        assert_eq!(meaning(text, name), format!("Place {country} here"), "{name} in {text}");
    }
}

#[test]
fn a_person_is_one_under_spellings_and_short_forms() {
    let text = "Deputy Transport Minister Sergey Malkin spoke on Monday. Malkin said work would \
                start. Sergei Malkin later left.";
    let found = analysis(text);
    let people: Vec<_> =
        found.entities.iter().filter(|one| one.kind == LocalEntityKind::Person).collect();
    assert_eq!(people.len(), 1, "{people:?}");
    assert_eq!(people[0].mentions.len(), 3);
    assert_eq!(people[0].role.as_deref(), Some("deputy transport minister"));
}

#[test]
fn two_with_one_surname_stay_apart() {
    let text = "Rosa Ibarra met Daniel Ibarra on Monday. Ibarra said it went well.";
    let found = analysis(text);
    let people: Vec<_> = found
        .entities
        .iter()
        .filter(|one| one.kind == LocalEntityKind::Person)
        .map(|one| (one.name.as_str(), one.mentions.len()))
        .collect();
    assert_eq!(people, [("Rosa Ibarra", 1), ("Daniel Ibarra", 2)]);
}

#[test]
fn an_office_may_follow_the_name() {
    let text = "Rosa Ibarra, the head of the river commission, denied it.";
    let found = analysis(text);
    assert_eq!(found.entities[0].role.as_deref(), Some("head of the river commission"));
}

#[test]
fn the_minister_is_the_one_minister_of_the_text() {
    let text = "Transport Minister Rosa Ibarra spoke. The minister said work would start.";
    let found = analysis(text);
    let forms: Vec<&str> = found.entities[0].mentions.iter().map(|span| span.text(text)).collect();
    assert_eq!(forms, ["Rosa Ibarra", "The minister"]);
}

#[test]
fn persons_of_a_pile_join_by_sound_and_not_by_surname() {
    let entities = pile(&[
        "Norwegian envoy Sergey Malkin spoke in Oslo on Monday.",
        "Sergei Malkin spoke to reporters on Tuesday.",
        "Irina Malkin spoke to reporters on Tuesday.",
    ]);
    let people: Vec<_> = entities
        .iter()
        .filter(|one| one.name.contains("Malkin"))
        .map(|one| (one.name.as_str(), one.mentions.len()))
        .collect();
    assert_eq!(people, [("Irina Malkin", 1), ("Sergei Malkin", 2)]);
}

#[test]
fn a_city_that_acts_is_the_one_firm_that_sits_there() {
    let firm = "Nakamura Steel, headquartered in Osaka, denied it. They again blamed Osaka.";
    assert_eq!(meaning(firm, "Osaka"), "Organization ");
    let nobody = "Nakamura Steel denied it. They again blamed Osaka.";
    assert_eq!(meaning(nobody, "Osaka"), "Place JPN here");
}

#[test]
fn an_adverb_stands_between_a_capital_and_what_it_does() {
    assert_eq!(meaning("Nairobi again accused Kampala of delay.", "Nairobi"), "State KEN");
}

#[test]
fn ministries_of_two_states_are_two_and_that_of_a_capital_is_its_state_s() {
    let entities = pile(&[
        "Kenya's Foreign Ministry said no. Poland's Foreign Ministry said yes.",
        "The Foreign Ministry in Nairobi insisted on a reply.",
    ]);
    let ministries: Vec<(Option<&str>, usize)> = entities
        .iter()
        .filter(|one| one.kind == wireroom_model::EntityKind::Organization)
        .map(|one| (one.country.as_deref(), one.mentions.len()))
        .collect();
    assert_eq!(ministries, [(Some("KEN"), 2), (Some("POL"), 1)]);
}

#[test]
fn a_body_with_a_foreign_name_is_found_whole() {
    let text = "Dockers of the Sindicato Marítimo del Norte walked out on Monday.";
    assert_eq!(meaning(text, "Sindicato Marítimo del Norte"), "Organization ");
}

/// A document of one name of each given kind, and its linking beside others.
fn linked(documents: &[&[(&str, LocalEntityKind)]]) -> Vec<(String, usize)> {
    let texts: Vec<String> = documents
        .iter()
        .map(|names| names.iter().map(|(name, _)| *name).collect::<Vec<_>>().join("\n"))
        .collect();
    let read: Vec<Analysis> = documents
        .iter()
        .zip(&texts)
        .map(|(names, text)| {
            let mention =
                |name: &str| text.find(name).map(|at| wireroom_text::Span::of(at..at + name.len()));
            let entity = |(name, kind): &(&str, LocalEntityKind)| wireroom_model::LocalEntity {
                name: (*name).to_owned(),
                kind: *kind,
                country: None,
                role: None,
                mentions: mention(name).into_iter().collect(),
            };
            Analysis { entities: names.iter().map(entity).collect(), ..Analysis::default() }
        })
        .collect();
    let documents: Vec<LinkDocument<'_>> = read
        .iter()
        .zip(&texts)
        .enumerate()
        .map(|(at, (analysis, text))| LinkDocument { document: at, family: at, text, analysis })
        .collect();
    link(&documents).entities.into_iter().map(|one| (one.name, one.mentions.len())).collect()
}

#[test]
fn a_short_form_joins_the_only_longer_name_of_the_pile() {
    use LocalEntityKind::Organization;
    let airline = linked(&[
        &[("Great Tavin Airways", Organization)],
        &[("Great Tavin Airlines", Organization)],
        &[("Great Tavin", Organization)],
    ]);
    assert_eq!(airline.len(), 1, "{airline:?}");
    let one = linked(&[&[("Harlowen Rail Ltd", Organization)], &[("Harlowen", Organization)]]);
    assert_eq!(one, [("Harlowen Rail Ltd".to_owned(), 2)]);
    let two = linked(&[
        &[("Harlowen Rail", Organization), ("Harlowen Shipping", Organization)],
        &[("Harlowen", Organization)],
    ]);
    assert_eq!(two.len(), 3);
}

#[test]
fn a_name_taken_for_something_else_joins_what_the_pile_knows() {
    use LocalEntityKind::{Organization, Other, Person, Place, Unnamed};
    let found = linked(&[
        &[("Harlowen Rail", Organization), ("Rosa Ibarretxe", Person)],
        &[("Harlowen Rail", Place), ("Ibarretxe", Other)],
        &[("Trade Secretary Rosa Ibarretxe", Unnamed)],
    ]);
    assert_eq!(found, [("Harlowen Rail".to_owned(), 2), ("Rosa Ibarretxe".to_owned(), 3)]);
}

#[test]
fn a_person_is_one_under_marks_and_their_spellings() {
    use LocalEntityKind::Person;
    let found = linked(&[
        &[("Günther Müßig", Person), ("Rumen Boychev", Person)],
        &[("Guenther Muessig", Person), ("Rumen Boichev", Person)],
    ]);
    assert_eq!(found.len(), 2, "{found:?}");
}

#[test]
fn the_mentions_of_a_form_settle_its_kind_together() {
    use NameKind::{Organization, Person};
    let text = "Quellbrook rose. Quellbrook fell. Quellbrook paid.";
    let spans = wireroom_text::sentences(text);
    let sentences: Vec<Sentence> =
        spans.into_iter().map(|span| Sentence { span, zone: ZoneKind::Body }).collect();
    let kinds = |doubts: [f32; 3]| -> Vec<NameKind> {
        // Each is taken for a person; its doubt is what it is worth as an organization.
        let tags = doubts.map(|doubt| {
            let odds = [0.0, doubt, -9.0, -9.0, -9.0, -9.0];
            [Tagged { span: Span::of(0..10), kind: Person, odds: Some(odds) }]
        });
        let (names, _) = analyse_tagged(text, &sentences, &tags, Hints::default());
        names.iter().map(|name| name.kind).collect()
    };
    assert_eq!(kinds([-3.0, -2.0, -0.5]), [Person; 3]);
    // One that knows outweighs two that guess, but no single one outweighs all.
    assert_eq!(kinds([-0.2, -0.3, 3.0]), [Organization; 3]);
    assert_eq!(kinds([-3.0, -3.0, 30.0]), [Person; 3]);
}

/// The names of a text of which each sentence was given these, as words and kind.
fn tagged<'t>(
    text: &'t str,
    given: &[&[(&str, NameKind)]],
    hints: Hints,
) -> Vec<(&'t str, NameKind)> {
    let spans = wireroom_text::sentences(text);
    let sentences: Vec<Sentence> =
        spans.into_iter().map(|span| Sentence { span, zone: ZoneKind::Body }).collect();
    assert_eq!(sentences.len(), given.len());
    let tags: Vec<Vec<Tagged>> = sentences
        .iter()
        .zip(given)
        .map(|(sentence, given)| {
            let name = |&(words, kind): &(&str, NameKind)| {
                let at = sentence.span.text(text).find(words).expect("it stands in its sentence");
                Tagged { span: Span::of(at..at + words.len()), kind, odds: None }
            };
            given.iter().map(name).collect()
        })
        .collect();
    let (names, _) = analyse_tagged(text, &sentences, &tags, hints);
    names.iter().map(|name| (name.span.text(text), name.kind)).collect()
}

#[test]
fn a_name_that_one_sentence_shows_is_found_in_the_others() {
    use NameKind::{Location, Organization, Person};
    let text = "A lorry left the road in Nice, France. The lorry came to Nice on Monday. Nice weather \
                followed. The Nice Guys played on.";
    let given: [&[_]; 4] = [&[("Nice, France", Location)], &[], &[], &[]];
    let found = tagged(text, &given, Hints::default());
    // Neither a common word that opens a sentence nor a word of a longer name.
    assert_eq!(found, [("Nice, France", Location), ("Nice", Location)]);
    let text =
        "Ines Okoye spoke for Quellbrook Water. The board of Quellbrook Water met Okoye later.";
    let given: [&[_]; 2] = [&[("Ines Okoye", Person), ("Quellbrook Water", Organization)], &[]];
    let found = tagged(text, &given, Hints::default());
    assert_eq!(found[2..], [("Quellbrook Water", Organization), ("Okoye", Person)]);
}

#[test]
fn what_the_text_or_a_table_knows_for_a_place_is_one() {
    use NameKind::{Location, Miscellaneous, Person};
    let of = |text, given: &[&[_]]| tagged(text, given, Hints::default());
    let found = of("It sank off Stornoway.", &[&[("Stornoway", Miscellaneous)]]);
    assert_eq!(found, [("Stornoway", Location)]);
    let found = of("It left Stornoway harbor.", &[&[("Stornoway", Miscellaneous)]]);
    assert_eq!(found, [("Stornoway", Location)]);
    let found = of("She read Stornoway twice.", &[&[("Stornoway", Miscellaneous)]]);
    assert_eq!(found, [("Stornoway", Miscellaneous)]);
    // The dateline says so of all mentions, unless someone in the text is called that.
    let text = "Valtoria. Dockers of Valtoria struck.";
    let hints = Hints { dateline: Some(Span::of(0..8)) };
    let given: [&[_]; 2] = [&[("Valtoria", Location)], &[("Valtoria", Person)]];
    assert_eq!(tagged(text, &given, hints), [("Valtoria", Location); 2]);
    let text = "Valtoria. Ana Valtoria spoke. Dockers heard Valtoria.";
    let given: [&[_]; 3] =
        [&[("Valtoria", Location)], &[("Ana Valtoria", Person)], &[("Valtoria", Person)]];
    assert_eq!(tagged(text, &given, hints)[2], ("Valtoria", Person));
}
