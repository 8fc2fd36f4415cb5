//! Names beside the telling, and where an event was: small piles, whole way through.

mod pile;

use pile::record;
use wireroom::Record;
use wireroom::model::NameKind;

fn place(record: &Record) -> Option<&str> {
    let event = record.events.first()?;
    event.place.as_ref().map(|found| found.place.name.as_str())
}

#[test]
fn names_of_datelines_and_captions_are_read() {
    let text = "Quay closed after fire\n\nGDANSK, Poland, March 4, 2024 (Reuters) - A fire closed the \
                northern quay on Monday, and four barges were moved to the basin.\n\n\
                Photo: Ines Okoye stands at the quay in Gdynia. Picture: Harbor Press/Handout\n\n\
                Work will go on behind the fence until the end of the week, the harbor office said.";
    let record = record(&[("Bay Courier", text)]);
    let reading = &record.documents[0];
    let names = reading.analysis.names.iter();
    let names: Vec<(&str, NameKind)> =
        names.map(|name| (name.span.text(reading.text.repaired()), name.kind)).collect();
    for wanted in [
        ("GDANSK", NameKind::Location),
        ("Poland", NameKind::Location),
        ("Reuters", NameKind::Organization),
        ("Ines Okoye", NameKind::Person),
        ("Gdynia", NameKind::Location),
    ] {
        assert!(names.contains(&wanted), "{wanted:?} in {names:?}");
    }
    assert!(reading.analysis.names.is_sorted_by(|a, b| a.span.end() <= b.span.start()));
    // Nobody is quoted there.
    let said = reading.analysis.statements.iter().flat_map(|said| &said.content);
    assert!(said.into_iter().all(|span| !span.text(reading.text.repaired()).contains("Okoye")));
    assert_eq!(place(&record), Some("Gdansk"));
}

#[test]
fn a_bureau_is_not_where_it_happened() {
    let text = "Nine hurt as bus leaves road\n\nPARIS, March 4, 2024 (AFP) - A bus left the road in \
                Bordeaux on Monday and nine people were hurt, the police said. The driver was asleep.";
    assert_eq!(place(&record(&[("Bay Courier", text)])), Some("Bordeaux"));
}

#[test]
fn what_one_account_of_several_names_in_passing_is_no_place_of_the_event() {
    let told = [
        "Chipmaker Velora raises its bid for Quorvane\n\nMarch 4, 2024\n\nVelora raised its bid for \
         rival Quorvane on Monday to 9 billion crowns and called it final. Shares of Quorvane fell by \
         four percent. The bid ends in a month.",
        "Velora lifts Quorvane offer to 9 billion\n\nMarch 4, 2024\n\nChipmaker Velora lifted its offer \
         for its rival Quorvane on Monday, to 9 billion crowns. It will not go higher, Velora said. \
         Investors sold shares of Quorvane.",
        "Velora makes final bid for rival Quorvane\n\nMarch 4, 2024\n\nVelora made a bid of 9 billion \
         crowns for chipmaker Quorvane on Monday and said that it was the last. Shares of Quorvane lost \
         four percent. Both make chips for phones. The two have bid for one another before. Nothing came \
         of that. A lawyer at a seminar in Lyon doubted the bid.",
    ];
    let of = |texts: &[usize]| {
        let articles: Vec<(&str, &str)> =
            texts.iter().map(|&at| (["North", "South", "West"][at], told[at])).collect();
        let record = record(&articles);
        assert_eq!(record.events.len(), 1);
        place(&record).map(str::to_owned)
    };
    assert_eq!(of(&[0, 1, 2]), None);
    // Alone, it is what there is.
    assert_eq!(of(&[2]).as_deref(), Some("Lyon"));
}

#[test]
fn a_storyline_says_its_parties_by_name() {
    let first = "Norway and the Faroe Islands talk about mackerel\n\nBERGEN, October 19, 2021 - Envoys of \
                 Norway and the Faroe Islands met in Bergen on Tuesday for talks on mackerel quotas. \
                 The talks broke off at night. Norway had asked for half of the mackerel; skippers \
                 will fish without quotas.";
    let second = "Mackerel quotas: the Faroe Islands and Norway meet again\n\nBERGEN, October 25, 2022 - \
                  A year after their talks on mackerel quotas failed, delegations from Norway and the Faroe \
                  Islands held new talks in Bergen on Tuesday. This time they parted with a deal on \
                  quotas for three years, which skippers welcomed.";
    let record = record(&[("Fish Trader", first), ("Coast Gazette", second)]);
    assert_eq!((record.events.len(), record.storylines.len()), (2, 1));
    let why = &record.storylines[0].why;
    assert!(why.contains("the same parties") && why.contains("Faroe Islands"), "{why}");
    assert!(!why.contains("FRO"), "{why}");
}
