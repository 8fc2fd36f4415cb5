//! What the views show beyond lists: the matrix, the map, coverage, passages that claims light, what
//! one text has alone.

mod util;

use serde_json::Value;
use std::collections::BTreeSet;
use util::{Site, document, example_record, examples, ferry, links, pile, served};

fn items(site: &Site, path: &str) -> Vec<Value> {
    site.data(&format!("/api/v1/{path}"))["items"].as_array().unwrap().clone()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

/// The id of the event of most witnesses.
fn largest(site: &Site) -> String {
    let events = items(site, "events?limit=1000");
    let event = events.iter().max_by_key(|it| it["witnesses"].as_u64()).unwrap();
    text(event, "id").to_owned()
}

#[test]
fn silent_is_not_the_same_as_not_collected() {
    let mut documents = ferry();
    documents.push(document(
        "feed.txt",
        "Ferry strikes pier in Bergen",
        "Feed Digest",
        "BERGEN, Norway, March 4, 2026 - The ferry Alba struck a pier in Bergen on Tuesday, injuring \
         12 people, the harbor office said. Rescue crews took the injured to a hospital and the …\n",
    ));
    let site = Site::over(pile(documents));
    let event = largest(&site);
    let matrix = site.data(&format!("/api/v1/events/{event}/matrix"));
    let families = matrix["families"].as_array().unwrap();
    let documents: usize =
        families.iter().map(|it| it["documents"].as_array().unwrap().len()).sum();
    assert_eq!(
        documents,
        site.data(&format!("/api/v1/events/{event}"))["documents"].as_array().unwrap().len()
    );
    let mut states = BTreeSet::new();
    for claim in matrix["claims"].as_array().unwrap() {
        let said = items(&site, &format!("statements?claim={}&limit=1000", text(claim, "id")));
        let cells = claim["cells"].as_array().unwrap();
        assert_eq!(cells.len(), families.len());
        for (cell, family) in cells.iter().zip(families) {
            let n = said.iter().filter(|s| s["family"] == family["id"]).count();
            assert_eq!(cell["statements"], n);
            let state = match (n, family["partial"].is_string()) {
                (0, true) => "not_collected",
                (0, false) => "silent",
                _ => "said",
            };
            assert_eq!(cell["state"], state);
            states.insert(state);
        }
    }
    assert_eq!(states.len(), 3, "{states:?}");
    let partial: Vec<&str> = families.iter().filter_map(|it| it["partial"].as_str()).collect();
    assert_eq!(partial, ["its text is cut short"]);

    let page = site.page(&format!("/matrix/{event}"));
    for class in ["cell said", "cell silent", "cell not-collected"] {
        assert!(page.matches(&format!("class=\"{class}\"")).count() > 1, "{class}");
    }
    assert!(links(&page).iter().any(|link| link.ends_with("#at")), "cells lead to passages");
    let csv = site.get(&format!("/matrix/{event}.csv"));
    assert!(
        csv.text().starts_with("claim,text,family,documents,state,statements,passages,partial\n")
    );
    assert!(csv.text().contains(",not_collected,0,,its text is cut short\n"));
    assert_eq!(site.data(&format!("/matrix/{event}.json")), matrix);
    assert!(site.page(&format!("/events/{event}")).contains(&format!("/matrix/{event}")));
    assert_eq!(site.get("/matrix/nothing").status, 404);
    let part = site.data(&format!("/api/v1/events/{event}/matrix?limit=1"));
    assert_eq!(part["claims"].as_array().unwrap().len(), 1);
    assert_eq!(part["next"], part["claims"][0]["id"]);
}

#[test]
fn a_text_in_another_language_is_not_called_silent() {
    let builder = wireroom::Builder { documents: ferry(), ..Default::default() };
    let mut record = builder.build(&wireroom::Options::default(), &());
    // As a text that stands beside its translations comes to be.
    record.documents[2].models = None;
    let site = Site::over(served(record));
    let matrix = site.data(&format!("/api/v1/events/{}/matrix", largest(&site)));
    let families = matrix["families"].as_array().unwrap();
    let foreign = families.iter().find(|it| it["partial"].is_string()).unwrap();
    assert!(text(foreign, "partial").contains("language"));
    assert_eq!(families.iter().filter(|it| it["partial"].is_string()).count(), 1);
}

#[test]
fn places_are_on_the_map_with_their_events() {
    let site = Site::over(examples());
    let events = items(&site, "events?limit=1000");
    let placed = events.iter().filter(|it| it["place"].is_object()).count();
    let places = items(&site, "places");
    let counted: u64 = places.iter().map(|it| it["events"].as_u64().unwrap()).sum();
    assert_eq!(counted, placed as u64);
    let page = site.page("/map");
    assert_eq!(page.matches("<circle class=\"dot\"").count(), places.len());
    for place in &places {
        let name = text(place, "name").replace(' ', "+");
        let n = site.data(&format!("/api/v1/events?place={name}"))["total"].clone();
        assert_eq!(n, place["events"], "{name}");
        assert!(links(&page).iter().any(|link| *link == format!("/events?place={name}")), "{name}");
    }
    let name = text(&places[0], "name").replace(' ', "+");
    assert_eq!(items(&site, &format!("places?place={name}")).len(), 1);
    assert!(site.page(&format!("/map?not-place={name}&look=world")).contains("A closer look"));
    assert!(site.page("/map?kind=no-such-kind").contains("No place of these events is known"));
    assert!(site.get("/map.csv").text().starts_with("name,country,lat,lon,events\n"));
    let land = site.get("/assets/land.svg");
    assert_eq!(land.header("content-type"), "image/svg+xml");
    assert!(land.bytes.len() < 32 * 1024, "{}", land.bytes.len());
    assert!(site.page("/events").contains("<a class=\"map\" href=\"/map\""));
}

#[test]
fn coverage_is_drawn_and_leads_to_the_documents() {
    let site = Site::over(examples());
    let page = site.page("/events");
    let events = items(&site, "events?limit=50");
    let dated: BTreeSet<String> = items(&site, "documents?limit=1000")
        .iter()
        .filter(|it| text(&it["published"], "value").starts_with("20"))
        .map(|it| text(it, "id").to_owned())
        .collect();
    let told = |event: &Value| {
        event["documents"].as_array().unwrap().iter().any(|id| dated.contains(id.as_str().unwrap()))
    };
    let covered = events.iter().filter(|event| told(event)).count();
    assert!(covered > 3);
    assert_eq!(page.matches("<a class=\"spark\"").count(), covered);
    assert_eq!(page.matches("<svg class=\"bar\"").count(), events.len());
    assert!(
        page.contains("data-first=")
            && page.contains("name=\"from\"")
            && page.contains("name=\"to\"")
    );
}

#[test]
fn a_claim_lights_its_passages_and_a_pin_keeps_them_lit() {
    let site = Site::over(examples());
    let event = largest(&site);
    let page = site.page(&format!("/events/{event}"));
    let claims = items(&site, &format!("claims?event={event}&limit=1000"));
    let ids: BTreeSet<&str> = claims.iter().map(|it| text(it, "id")).collect();
    let panel = page.split("id=\"passages\"").nth(1).unwrap().split("</aside>").next().unwrap();
    let mut lit = BTreeSet::new();
    for carried in panel.split("data-claims=\"").skip(1).map(|it| it.split('"').next().unwrap()) {
        for id in carried.split(' ') {
            assert!(ids.contains(id), "{id}");
            lit.insert(id);
        }
    }
    assert!(!lit.is_empty());
    assert!(!page.contains("aria-pressed=\"true\""));
    let id = lit.iter().next().unwrap();
    assert!(page.contains(&format!("pin={id}#passages")));
    let pinned = site.page(&format!("/events/{event}?pin={id}"));
    assert_eq!(pinned.matches("aria-pressed=\"true\"").count(), 1);
    let lit_marks = pinned.matches("class=\"carries lit\"").count();
    let marks = panel
        .split("data-claims=\"")
        .skip(1)
        .filter(|it| it.split('"').next().unwrap().split(' ').any(|one| one == *id))
        .count();
    assert_eq!(lit_marks, marks);
    assert!(site.page(&format!("/events/{event}?pin=nothing")).contains("id=\"passages\""));
}

#[test]
fn aligned_texts_are_the_texts_with_what_was_set_in() {
    let record = example_record();
    let annotations = wireroom_wire::annotations(&record);
    let site = Site::over(served(record));
    let reading = |id: &str| &annotations.iter().find(|it| it.document == id).unwrap().text;
    let (mut pairs, mut set_in) = (0, 0);
    for family in items(&site, "families?copies=yes&limit=1000") {
        let witnesses = family["witnesses"].as_array().unwrap();
        let ids: Vec<&str> = witnesses.iter().map(|witness| text(witness, "document")).collect();
        let both = ids
            .iter()
            .enumerate()
            .flat_map(|(at, a)| ids.iter().skip(at + 1).map(move |b| (*a, *b)));
        for (a, b) in both {
            let address = format!("/api/v1/families/{}/aligned?a={a}&b={b}", text(&family, "id"));
            let aligned = site.data(&address);
            for (side, id) in [(0, a), (1, b)] {
                let runs: Vec<&Value> = aligned["rows"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .flat_map(|row| row[side].as_array().unwrap())
                    .collect();
                set_in += runs.iter().filter(|run| run["set_in"] == true).count();
                let kept: String = runs
                    .iter()
                    .filter(|run| run["set_in"] == false)
                    .map(|run| text(run, "text"))
                    .collect();
                assert_eq!(kept.trim(), reading(id).trim(), "{id}");
            }
            pairs += 1;
        }
    }
    assert!(pairs > 1 && set_in > 0, "{pairs} {set_in}");
    let family = &items(&site, "families?copies=yes")[0];
    let id = text(family, "id");
    assert_eq!(site.get(&format!("/api/v1/families/{id}/aligned")).status, 400);
    assert_eq!(site.get(&format!("/api/v1/families/{id}/aligned?a=x&b=y")).status, 400);
}

#[test]
fn a_base_shows_what_the_others_lack() {
    let mut documents = ferry();
    documents[0].received.push_str("\nThe inquiry opens on Monday in the old customs house.\n");
    let site = Site::over(pile(documents));
    let family = &items(&site, "families?copies=yes")[0];
    let (id, witnesses) = (text(family, "id"), family["witnesses"].as_array().unwrap());
    let with =
        |n: usize| site.page(&format!("/families/{id}?base={}", text(&witnesses[n], "document")));
    let pages = [with(0), with(1)];
    // One of the two has the sentence about the inquiry alone, the other lacks it.
    let alone = |page: &str| {
        page.split("<span class=\"only\"")
            .skip(1)
            .any(|it| it.split("</span>").next().unwrap().contains("old customs house"))
    };
    assert_eq!(pages.iter().filter(|page| alone(page)).count(), 1);
    assert!(pages[0].contains("this one as the base"));
    assert!(site.page(&format!("/families/{id}?base=nothing")).contains("What one shows"));
}

#[test]
fn no_cell_of_a_table_is_a_formula() {
    let title = "=HYPERLINK(\"http://evil.example\",\"A ferry\")";
    let site = Site::over(pile(vec![document("a.txt", title, "@Outlet", "A ferry sank.\n")]));
    let csv = site.get("/documents.csv");
    assert!(csv.text().contains("\"'=HYPERLINK("), "{}", csv.text());
    assert!(csv.text().contains(",'@Outlet,"));
    assert_eq!(text(&items(&site, "documents")[0], "title"), title, "JSON has it as it is");
}

#[test]
fn what_others_say_of_someone_names_them_and_is_not_their_own() {
    let site = Site::over(examples());
    let mut shown = 0;
    for entity in items(&site, "entities?kind=person&limit=1000") {
        let id = text(&entity, "id");
        let page = site.get(&format!("/entities/{id}"));
        assert_eq!(page.status, 200);
        let page = page.text();
        let (_, said) = page.split_once("id=\"said-of\"").unwrap();
        let (said, _) = said.split_once("id=\"events\"").unwrap();
        let n = said.matches("class=\"statement\"").count();
        assert_eq!(n == 0, said.contains("No one else is quoted"), "{id}");
        shown += n;
        let all = items(&site, &format!("statements?about={id}&limit=1000"));
        assert_eq!(n, all.len().min(40), "{id}");
        let own: Vec<Value> = items(&site, &format!("statements?entity={id}&limit=1000"));
        for it in own.iter().filter(|it| it["content"]["span"].is_array()) {
            let span = format!("at={}-{}", it["content"]["span"][0], it["content"]["span"][1]);
            let place = format!("/documents/{}?{span}", text(it, "document"));
            assert!(!said.contains(&place), "{id}: {place}");
        }
    }
    assert!(shown > 0);
}

#[test]
fn every_panel_of_a_dossier_can_be_had_as_data() {
    let site = Site::over(examples());
    let (event, claim) =
        (largest(&site), text(&items(&site, "claims?limit=1")[0], "id").to_owned());
    let entity = text(&items(&site, "entities?kind=person&limit=1")[0], "id").to_owned();
    for (page, lists) in [
        (format!("/events/{event}"), &["claims", "statements", "documents", "families"][..]),
        (format!("/claims/{claim}"), &["statements"]),
        (format!("/entities/{entity}"), &["documents"]),
    ] {
        let found = links(site.get(&page).text());
        for list in lists {
            let to = found.iter().find(|to| to.starts_with(&format!("/{list}.csv?")));
            let to = to.unwrap_or_else(|| panic!("{page} gives no {list}"));
            assert_eq!(site.get(to).status, 200, "{to}");
        }
    }
}
