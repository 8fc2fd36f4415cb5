//! Rows and lists one at a time: the same as in the record read whole.

#[allow(dead_code, unreachable_pub, missing_docs, reason = "shared by the outer crates' tests")]
#[path = "../../wireroom-wire/tests/fixture/mod.rs"]
mod fixture;
mod folder;

use folder::Folder;
use std::fs;
use std::path::Path;
use wireroom::{Builder, Options};
use wireroom_model::{Document, DocumentId};
use wireroom_store::{FORMAT, List, Lock, Only, Store, upgrade};
use wireroom_wire::Record;

/// Where the items are that fit.
fn places<T>(items: &[T], fits: impl Fn(&T) -> bool) -> Vec<u32> {
    (0..).zip(items).filter(|(_, item)| fits(item)).map(|(at, _)| at).collect()
}

/// Checks every lookup against the record read whole. How many statements are about someone.
fn check(file: &Path) -> usize {
    let store = Store::glance(file).unwrap();
    let record: Record = Store::open(file).unwrap().record().unwrap();
    let annotations = Store::open(file).unwrap().annotations().unwrap();
    let of = |list, only| store.positions(list, &[only], 0, usize::MAX).unwrap();
    assert_eq!(store.n(List::Claims).unwrap() as usize, record.claims.len());
    assert_eq!(store.n(List::Documents).unwrap() as usize, record.documents.len());
    assert_eq!(store.n_read().unwrap() as usize, annotations.len());
    for (at, claim) in (0..).zip(&record.claims) {
        assert_eq!(
            store.row::<wireroom_wire::Claim>(List::Claims, at).unwrap().as_ref(),
            Some(claim)
        );
        assert_eq!(store.place(List::Claims, &claim.id).unwrap(), Some(at));
        let held = places(&record.statements, |s| claim.statements.contains(&s.id));
        assert_eq!(of(List::Statements, Only::Claim(&claim.id)), held);
    }
    for event in &record.events {
        let id = event.id.as_str();
        assert_eq!(of(List::Claims, Only::Event(id)), places(&record.claims, |c| c.event == id));
        let held = places(&record.documents, |d| event.documents.contains(&d.id));
        assert_eq!(of(List::Documents, Only::Event(id)), held);
        let held = places(&record.families, |f| event.families.contains(&f.id));
        assert_eq!(of(List::Families, Only::Event(id)), held);
        let held = places(&record.storylines, |s| s.events.iter().any(|it| it == id));
        assert_eq!(of(List::Storylines, Only::Event(id)), held);
        let held = places(&record.entities, |e| {
            event.parties.contains(&e.id) || event.origins.contains(&e.id)
        });
        assert_eq!(of(List::Entities, Only::Event(id)), held);
        let held = places(&record.events, |other| {
            other.background.iter().any(|b| b.event.as_deref() == Some(id))
        });
        assert_eq!(of(List::Events, Only::Mentions(id)), held);
    }
    let mut about = 0;
    for entity in &record.entities {
        let id = entity.id.as_str();
        let held = places(&record.statements, |s| {
            s.origin.as_deref() == Some(id)
                || s.relay.iter().any(|relay| relay == id)
                || s.source.as_ref().is_some_and(|it| it.entity.as_deref() == Some(id))
        });
        assert_eq!(of(List::Statements, Only::Entity(id)), held, "{id}");
        assert_eq!(store.count(List::Statements, &[Only::Entity(id)]).unwrap(), held.len());
        let others = |s: &wireroom_wire::Statement| {
            let own = s.source.as_ref().is_none_or(|it| it.entity.as_deref() == Some(id));
            !own && s.origin.as_deref() != Some(id) && s.relay.iter().all(|relay| relay != id)
        };
        let held = places(&record.statements, |s| {
            let annotation = annotations.iter().find(|a| a.document == s.document).unwrap();
            let mut names = annotation.names.iter().filter(|n| n.entity.as_deref() == Some(id));
            others(s)
                && names.any(|name| {
                    let within = |piece: &wireroom_wire::Passage| {
                        piece.span.0 <= name.span.0 && name.span.1 <= piece.span.1
                    };
                    s.content.pieces.iter().any(within)
                })
        });
        about += held.len();
        assert_eq!(of(List::Statements, Only::About(id)), held, "{id}");
        let held = places(&record.claims, |c| c.origins.iter().any(|it| it == id));
        assert_eq!(of(List::Claims, Only::Origin(id)), held, "{id}");
        assert_eq!(store.count(List::Claims, &[Only::Origin(id)]).unwrap(), held.len());
        let named: Vec<&str> = annotations
            .iter()
            .filter(|a| a.names.iter().any(|name| name.entity.as_deref() == Some(id)))
            .map(|a| a.document.as_str())
            .collect();
        let held = places(&record.documents, |d| named.contains(&d.id.as_str()));
        assert_eq!(of(List::Documents, Only::Entity(id)), held, "{id}");
        assert_eq!(store.count(List::Documents, &[Only::Entity(id)]).unwrap(), held.len());
    }
    for copied in [true, false] {
        let held = places(&record.families, |f| (f.witnesses.len() > 1) == copied);
        assert_eq!(of(List::Families, Only::Copied(copied)), held);
    }
    for document in &record.documents {
        let id = document.id.as_str();
        let held = places(&record.statements, |s| s.document == id);
        assert_eq!(of(List::Statements, Only::Document(id)), held);
        let held = places(&record.differences, |d| d.sides.iter().any(|s| s.document == id));
        assert_eq!(of(List::Differences, Only::Document(id)), held);
    }
    // A condition that a list does not know fits nothing, and parts are parts of the whole.
    assert_eq!(of(List::Events, Only::Polarity("asserted")), Vec::<u32>::new());
    let all = of(List::Statements, Only::Polarity("asserted"));
    let only = [Only::Polarity("asserted")];
    assert_eq!(store.positions(List::Statements, &only, all[0] + 1, 1).unwrap(), all[1..2]);
    about
}

#[test]
fn what_is_looked_up_is_what_is_written() {
    let folder = Folder::new("look-new");
    Lock::take(&folder.file()).unwrap().write(&fixture::record()).unwrap();
    check(&folder.file());
}

#[test]
fn a_file_of_format_1_is_looked_up_in_a_copy() {
    let folder = Folder::new("look-old");
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples/format-1.wireroom");
    let before = fs::read(&sample).unwrap();
    assert_eq!(Store::glance(&sample).unwrap().format().unwrap(), 1);
    upgrade(&sample, &folder.file()).unwrap();
    assert_eq!(Store::open(&folder.file()).unwrap().format().unwrap(), FORMAT);
    assert_eq!(fs::read(&sample).unwrap(), before);
    check(&folder.file());
}

#[test]
fn what_is_said_of_someone_by_others_is_found() {
    let text = "The mayor of Kalmora, Ana Belova, told reporters on Tuesday that Marko Stanek had \
                lied to the council. Stanek denied it. \"Ana Belova has no proof,\" Marko Stanek \
                said.\n";
    let folder = Folder::new("look-about");
    let mut pile = Builder::default();
    pile.documents.push(Document::plain(DocumentId::derive(&[text]), text));
    let record = pile.build(&Options::default(), &());
    Lock::take(&folder.file()).unwrap().write(&record).unwrap();
    assert!(check(&folder.file()) > 0);
}
