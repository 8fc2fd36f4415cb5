//! Texts in languages that are not read: said so, and nothing guessed at.

#[allow(dead_code, reason = "each test file uses a part of it")]
mod pile;

use pile::record;

const GERMAN: &str = "Fähre nach Lindholm fährt wieder

LINDHOLM - Die Fähre nach Lindholm fährt ab Montag wieder, sagte Bürgermeister Odo Brandl am Freitag. \
Der Steg war im März nach einem Sturm gesperrt worden. Die Kosten der Reparatur trägt zur Hälfte \
das Land, zur Hälfte die Stadt.";

const RUSSIAN: &str = "Паром в Линдхольм снова ходит

ЛИНДХОЛЬМ - Паром в Линдхольм снова будет ходить с понедельника, сообщил в пятницу мэр Одо Брандль.";

const ENGLISH: &str = "Ferry to Lindholm sails again

LINDHOLM - The ferry to Lindholm will sail again from Monday, Mayor Odo Brandl said on Friday.";

#[test]
fn what_is_not_english_is_said_to_be_unread() {
    let found = record(&[("pile", GERMAN), ("pile", RUSSIAN)]);
    for document in &found.documents {
        assert!(document.models.is_none());
        assert!(document.analysis.names.is_empty(), "{:?}", document.analysis.names);
        assert!(document.analysis.times.is_empty() && document.analysis.statements.is_empty());
    }
    assert!(found.claims.is_empty() && found.entities.is_empty());
    let said: Vec<&str> = found.notes.iter().map(|note| note.what.as_str()).collect();
    assert_eq!(
        said,
        ["2 texts are not in English: their names, times and statements are not read"]
    );
}

#[test]
fn what_is_english_or_too_short_to_say_is_read() {
    let stub =
        "Dr Tilda Marrow , 43 , is presumed dead after disappearing off Vosk Ridge , on Thursday .";
    let found = record(&[
        ("Post", ENGLISH),
        ("Courier", "Vosk mayor Odo Brandl resigns after tunnel row"),
        ("Ledger", stub),
    ]);
    assert!(found.documents.iter().all(|document| document.models.is_some()));
    assert!(found.notes.is_empty(), "{:?}", found.notes);
    assert_eq!(found.statements.iter().filter(|said| !said.cue.is_empty()).count(), 1);
}
