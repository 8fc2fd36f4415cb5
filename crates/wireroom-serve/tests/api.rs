//! The API gives what its own description says, and the record.

mod util;
#[path = "../../wireroom-wire/tests/validate/mod.rs"]
mod validate;

use serde_json::{Value, json};
use util::{HOST, Site, example_record, examples, ferry, pile};

/// The description, with its schemas where the validator looks for them.
fn schema_of(description: &Value, path: &str, status: &str, kind: &str) -> Value {
    let pointer = format!(
        "/paths/{}/get/responses/{status}/content/{}/schema",
        path.replace('/', "~1"),
        kind.replace('/', "~1")
    );
    let mut schema = description.pointer(&pointer).unwrap_or_else(|| panic!("{pointer}")).clone();
    schema["components"] = json!({});
    schema
}

fn errors(description: &Value, schema: &Value, value: &Value) -> Vec<String> {
    // References lead to `#/components/schemas/…`: the root is the description with the schema's
    // own rules beside it.
    let mut root = json!({ "$defs": description["components"]["schemas"] });
    let text = serde_json::to_string(schema).unwrap().replace("#/components/schemas/", "#/$defs/");
    let rules: Value = serde_json::from_str(&text).unwrap();
    for (key, rule) in rules.as_object().unwrap() {
        if key != "components" {
            root[key] = rule.clone();
        }
    }
    let text = serde_json::to_string(&root).unwrap().replace("#/components/schemas/", "#/$defs/");
    validate::errors(&serde_json::from_str(&text).unwrap(), value)
}

/// Ids of all things of a list, by the list's path.
fn ids(site: &Site, list: &str) -> Vec<String> {
    let items = site.data(&format!("/api/v1/{list}?limit=1000"))["items"].clone();
    items.as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn every_route_gives_what_it_is_described_to() {
    let gate = wireroom_serve::Gate::loopback(util::bound()).unwrap();
    let keep = std::sync::Arc::new(wireroom_serve::InMemory::default());
    let site = Site::of(wireroom_serve::growing(examples(), gate, keep).unwrap());
    let description = site.data("/api/v1/openapi.json");
    assert_eq!(description["openapi"], "3.1.0");
    let paths = description["paths"].as_object().unwrap();
    assert!(paths.len() >= 20, "{}", paths.len());
    let mut asked = 0;
    // Progress is a stream; tests/adding.rs reads it.
    for path in paths.keys().filter(|path| !path.ends_with("/progress")) {
        let schema = schema_of(&description, path, "200", "application/json");
        let list = path.trim_start_matches("/api/v1/").split('/').next().unwrap();
        let addresses: Vec<String> = if path.contains("{id}") {
            let beside = if path.ends_with("/aligned") { two(&site) } else { Vec::new() };
            let plain = ids(&site, list).into_iter().map(|id| path.replace("{id}", &id));
            plain.filter(|_| beside.is_empty()).chain(beside.clone()).collect()
        } else {
            vec![path.clone(), format!("{path}?q=canal")]
        };
        for address in addresses {
            let got = site.get(&address);
            if got.status == 400 && address.contains("?q=") {
                continue;
            }
            // What was set aside has no text.
            if got.status == 404 && (path.ends_with("annotation") || path.ends_with("received")) {
                continue;
            }
            assert_eq!(got.status, 200, "{address}: {}", got.text());
            assert_eq!(got.header("content-type"), "application/json", "{address}");
            let wrong = errors(&description, &schema, &got.json());
            assert!(wrong.is_empty(), "{address}: {wrong:?}");
            asked += 1;
        }
        if path.contains("{id}") {
            let got = site.get(&path.replace("{id}", "nothing"));
            assert_eq!(
                (got.status.as_u16(), got.header("content-type")),
                (404, "application/problem+json"),
                "{path}"
            );
            let schema = schema_of(&description, path, "404", "application/problem+json");
            let wrong = errors(&description, &schema, &got.json());
            assert!(wrong.is_empty(), "{path}: {wrong:?}");
        }
    }
    assert!(asked > 300, "{asked}");
}

/// The address of two texts of each family of copies, aligned.
fn two(site: &Site) -> Vec<String> {
    let families = site.data("/api/v1/families?copies=yes")["items"].clone();
    let address = |family: &Value| {
        let document = |at: usize| family["witnesses"][at]["document"].as_str().unwrap().to_owned();
        let id = family["id"].as_str().unwrap();
        format!("/api/v1/families/{id}/aligned?a={}&b={}", document(0), document(1))
    };
    families.as_array().unwrap().iter().map(address).collect()
}

#[test]
fn an_addition_is_as_described() {
    let site = Site::growing(ferry());
    let description = site.data("/api/v1/openapi.json");
    let body = "--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nA text.\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\n\u{0}\u{1}\r\n--x--\r\n";
    let headers = [
        ("host", HOST),
        ("origin", "http://127.0.0.1:8080"),
        ("content-type", "multipart/form-data; boundary=x"),
    ];
    let got = site.send("POST", "/api/v1/additions", &headers, body.into());
    assert_eq!(got.status, 202, "{}", got.text());
    let pointer = "/paths/~1api~1v1~1additions/post/responses/202/content/application~1json/schema";
    let mut schema = description.pointer(pointer).unwrap().clone();
    schema["components"] = json!({});
    assert_eq!(errors(&description, &schema, &got.json()), [] as [String; 0]);
    let mut done = json!({});
    while done["state"] != "done" {
        std::thread::sleep(std::time::Duration::from_millis(50));
        done = site.data("/api/v1/additions/1");
        assert_eq!(errors(&description, &schema, &done), [] as [String; 0]);
    }
    assert_eq!(
        (done["documents"].as_array().unwrap().len(), done["set_aside"].as_array().unwrap().len()),
        (1, 1)
    );
    let list = schema_of(&description, "/api/v1/additions", "200", "application/json");
    assert_eq!(errors(&description, &list, &site.data("/api/v1/additions")), [] as [String; 0]);
}

#[test]
fn an_answer_that_is_not_as_described_would_be_seen() {
    let site = Site::over(pile(ferry()));
    let description = site.data("/api/v1/openapi.json");
    let schema = schema_of(&description, "/api/v1/about", "200", "application/json");
    let mut about = site.data("/api/v1/about");
    assert!(errors(&description, &schema, &about).is_empty());
    about["counts"]["events"] = json!("many");
    assert!(!errors(&description, &schema, &about).is_empty());
}

#[test]
fn the_lists_are_the_record() {
    let record = serde_json::to_value(wireroom_wire::record(&example_record())).unwrap();
    let site = Site::over(examples());
    for list in
        ["documents", "families", "claims", "statements", "differences", "storylines", "entities"]
    {
        let given = site.data(&format!("/api/v1/{list}?limit=1000"));
        assert_eq!(given["items"], record[list], "{list}");
        assert_eq!(given["total"], record[list].as_array().unwrap().len(), "{list}");
        assert_eq!(given["next"], Value::Null);
    }
    let mut events = ids(&site, "events");
    let mut held: Vec<String> = record["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["id"].as_str().unwrap().to_owned())
        .collect();
    events.sort();
    held.sort();
    assert_eq!(events, held);
}

#[test]
fn cursors_give_every_item_once() {
    let site = Site::over(examples());
    for list in ["events", "claims", "statements", "entities", "documents"] {
        let all = ids(&site, list);
        let (mut found, mut cursor) = (Vec::new(), String::new());
        loop {
            let part = site.data(&format!("/api/v1/{list}?limit=7{cursor}"));
            let items = part["items"].as_array().unwrap();
            assert!(items.len() <= 7);
            found.extend(items.iter().map(|it| it["id"].as_str().unwrap().to_owned()));
            match part["next"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        assert_eq!(found, all, "{list}");
        assert_eq!(site.get(&format!("/api/v1/{list}?cursor=nothing")).status, 400);
    }
}

#[test]
fn every_number_is_the_length_of_its_list() {
    numbers(&Site::over(examples()));
    // Two outlets of one publisher are one account, on the page too.
    let mut documents = ferry();
    for document in &mut documents {
        document.received.push_str("\n© 2026 Quillan Media. All rights reserved.\n");
    }
    let site = Site::over(pile(documents));
    let event = &site.data("/api/v1/events")["items"][0];
    assert_eq!((&event["witnesses"], &event["accounts"]), (&json!(3), &json!(1)));
    numbers(&site);
}

fn numbers(site: &Site) {
    for event in site.data("/api/v1/events?limit=1000")["items"].as_array().unwrap() {
        let id = event["id"].as_str().unwrap();
        let documents = site.data(&format!("/api/v1/documents?event={id}&limit=1000"));
        assert_eq!(documents["total"], event["witnesses"], "{id}");
        let page = site.page(&format!("/events/{id}"));
        assert_eq!(accounts(&page), event["accounts"].as_u64().unwrap(), "{id}");
    }
    for claim in site.data("/api/v1/claims?limit=1000")["items"].as_array().unwrap() {
        let id = claim["id"].as_str().unwrap();
        let documents = site.data(&format!("/api/v1/documents?claim={id}&limit=1000"));
        assert_eq!(documents["total"], claim["witnesses"], "{id}");
        let page = site.page(&format!("/claims/{id}"));
        assert_eq!(accounts(&page), claim["accounts"].as_u64().unwrap(), "{id}");
        let origins = claim["origins"].as_array().unwrap().len();
        let list =
            page.split("<ul class=\"origins\">").nth(1).unwrap().split("</ul>").next().unwrap();
        assert_eq!(list.matches("<li>").count(), origins, "{id}");
    }
}

/// Accounts that a page lists.
fn accounts(page: &str) -> u64 {
    let list = page.split("<ol class=\"accounts\">").nth(1).unwrap().split("</ol>").next().unwrap();
    list.matches("<li>").count() as u64
}

#[test]
fn filters_hold_and_exclude() {
    let site = Site::over(examples());
    let all = site.data("/api/v1/events?limit=1000");
    let total = all["total"].as_u64().unwrap();
    for event in all["items"].as_array().unwrap() {
        let kind = event["kind"].as_str().unwrap_or("none");
        let with = site.data(&format!("/api/v1/events?kind={kind}"));
        let without = site.data(&format!("/api/v1/events?not-kind={kind}"));
        assert_eq!(with["total"].as_u64().unwrap() + without["total"].as_u64().unwrap(), total);
        let has = |list: &Value| {
            list["items"].as_array().unwrap().iter().any(|it| it["id"] == event["id"])
        };
        assert!(has(&with) && !has(&without), "{kind}");
        if let Some(date) = event["date"]["value"].as_str() {
            let day = &date[..10];
            assert!(has(&site.data(&format!("/api/v1/events?from={day}&to={day}"))), "{day}");
            assert!(
                has(&site.data(&format!("/api/v1/events?from={}&to={}", &day[..4], &day[..7]))),
                "{day}"
            );
            assert!(!has(&site.data("/api/v1/events?to=1999")));
        }
    }
    let days = |order: &str| -> Vec<String> {
        let list = site.data(&format!("/api/v1/events?order={order}"));
        list["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["date"]["value"].as_str().unwrap_or("").to_owned())
            .collect()
    };
    let mut latest = days("latest");
    assert!(latest.is_sorted_by(|a, b| a >= b), "{latest:?}");
    latest.reverse();
    assert_eq!(latest, days("oldest"));
    assert_eq!(
        site.get("/api/v1/events?knid=flood").status,
        400,
        "a misspelled filter must not give all"
    );
}

#[test]
fn an_unchanged_answer_is_not_sent_again() {
    let site = Site::over(pile(ferry()));
    for address in ["/events", "/api/v1/statements", "/assets/style.css"] {
        let first = site.get(address);
        let tag = first.header("etag").to_owned();
        assert!(tag.starts_with('"') && tag.len() > 20, "{address}: {tag}");
        let again = site.ask("GET", address, &[("host", HOST), ("if-none-match", &tag)]);
        assert_eq!((again.status.as_u16(), again.bytes.len()), (304, 0), "{address}");
        assert_eq!(again.header("etag"), tag);
        let other = site.ask("GET", address, &[("host", HOST), ("if-none-match", "\"other\"")]);
        assert_eq!(other.status, 200);
        let head = site.ask("HEAD", address, &[("host", HOST)]);
        assert_eq!(
            (head.status.as_u16(), head.bytes.len(), head.header("etag")),
            (200, 0, tag.as_str())
        );
    }
}

#[test]
fn answers_are_compressed_where_that_is_wanted() {
    let site = Site::over(pile(ferry()));
    let plain = site.get("/api/v1/statements");
    assert_eq!(plain.header("content-encoding"), "");
    let zipped = site.ask(
        "GET",
        "/api/v1/statements",
        &[("host", HOST), ("accept-encoding", "br, gzip;q=0.5")],
    );
    assert_eq!(
        (zipped.header("content-encoding"), zipped.header("vary")),
        ("gzip", "accept-encoding")
    );
    assert_ne!(zipped.header("etag"), plain.header("etag"), "two representations, two tags");
    let mut text = Vec::new();
    std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(&zipped.bytes[..]), &mut text)
        .unwrap();
    assert_eq!(text, plain.bytes);
    let asked = [("host", HOST), ("accept-encoding", "gzip, deflate, br, zstd")];
    let packed = site.ask("GET", "/api/v1/statements", &asked);
    assert_eq!(packed.header("content-encoding"), "zstd");
    assert_ne!(packed.header("etag"), zipped.header("etag"));
    let mut decoder = ruzstd::decoding::StreamingDecoder::new(&packed.bytes[..]).unwrap();
    let mut text = Vec::new();
    std::io::Read::read_to_end(&mut decoder, &mut text).unwrap();
    assert_eq!(text, plain.bytes);
    let again = [asked[0], asked[1], ("if-none-match", packed.header("etag"))];
    assert_eq!(site.ask("GET", "/api/v1/statements", &again).status, 304);
    let refused =
        site.ask("GET", "/api/v1/statements", &[("host", HOST), ("accept-encoding", "gzip;q=0")]);
    assert_eq!(refused.header("content-encoding"), "");
}

#[test]
fn search_finds_excludes_and_keeps_phrases_together() {
    let site = Site::over(pile(ferry()));
    let found = |query: &str| {
        site.data(&format!("/api/v1/search?in=document&q={query}"))["total"].as_u64().unwrap()
    };
    assert_eq!(found("ferry"), 3);
    assert_eq!(found("FERRY+-divers"), 2);
    assert_eq!(found("%22struck+a+pier%22"), 2);
    assert_eq!(found("%22pier+struck%22"), 0);
    assert_eq!(found("steer*"), 2, "the repaired text is searched");
    assert_eq!(found(""), 0);
    let people = site.data("/api/v1/search?in=entity&q=ibarra");
    assert_eq!(people["items"][0]["title"], "Rosa Ibarra");
    assert_eq!(site.get("/api/v1/search?in=nothing&q=a").status, 400);
}

#[test]
fn search_keeps_and_drops_outlets_and_days() {
    let mut documents = ferry();
    for (document, day) in documents.iter_mut().zip(["2026-03-04", "2026-03-05", "2026-04-01"]) {
        document.published = Some(wireroom::model::Stamp {
            value: day.to_owned(),
            basis: wireroom::model::Basis::Metadata,
        });
    }
    let site = Site::over(pile(documents));
    let found = |kind: &str, query: &str| {
        site.data(&format!("/api/v1/search?in={kind}&q=ferry{query}"))["total"].as_u64().unwrap()
    };
    for (query, n) in [
        ("&outlet=Clickmill", 1),
        ("&outlet=clickmill", 1),
        ("&outlet=Clickmill&outlet=Bay+Courier", 2),
        ("&outlet=Nobody", 0),
        ("&not-outlet=Clickmill", 2),
        ("&not-outlet=Nobody", 3),
        ("+outlet:Clickmill", 1),
        ("+-outlet:%22Bay+Courier%22", 2),
        ("&from=2026-03-05", 2),
        ("&to=2026-03", 2),
        ("&from=2026-03-05&to=2026-03", 1),
        ("&from=2026&to=2026", 3),
        ("&entity=rosa-ibarra", 0),
    ] {
        assert_eq!(found("document", query), n, "{query}");
    }
    assert!(found("statement", "") > found("statement", "&not-outlet=The+Fjord+Post"));
    assert!(found("event", "&outlet=The+Fjord+Post") > 0);
    assert_eq!(found("event", "&outlet=Nobody"), 0);
    assert_eq!(site.get("/api/v1/search?q=ferry&from=March").status, 400);
    let by = site.data("/api/v1/search?q=injured&entity=rosa-ibarra");
    let kinds: Vec<&str> =
        by["items"].as_array().unwrap().iter().map(|it| it["kind"].as_str().unwrap()).collect();
    assert!(!kinds.is_empty() && kinds.iter().all(|kind| *kind == "statement"), "{kinds:?}");
    let page = site.page("/search?q=ferry+-fog&outlet=Clickmill&not-outlet=Bay+Courier&from=2026");
    for words in ["without", "fog", "not from", "Clickmill", "Bay Courier", "2026"] {
        let asked = page.split("class=\"asked\"").nth(1).unwrap().split("</p>").next().unwrap();
        assert!(asked.contains(words), "{words}: {asked}");
    }
}

#[test]
fn what_a_search_cuts_out_of_a_document_stands_where_its_span_says() {
    let documents = ferry();
    let texts: Vec<(String, String)> =
        documents.iter().map(|it| (it.id.to_string(), it.received.clone())).collect();
    let site = Site::over(pile(documents));
    let found = site.data("/api/v1/search?in=document&q=steering");
    let hits = found["items"].as_array().unwrap();
    assert_eq!(hits.len(), 2);
    for hit in hits {
        let (_, text) = texts.iter().find(|(id, _)| hit["document"] == *id).unwrap();
        let span: Vec<usize> =
            hit["span"].as_array().unwrap().iter().map(|n| n.as_u64().unwrap() as usize).collect();
        let received = text[span[0]..span[1]].split_whitespace().collect::<Vec<_>>().join(" ");
        let shown = hit["text"].as_str().unwrap().trim_matches('…');
        assert_eq!(received.replace("ste\u{435}ring", "steering"), shown);
    }
}

#[test]
fn a_value_that_no_filter_has_is_refused() {
    let site = Site::over(pile(ferry()));
    for address in [
        "/api/v1/events?from=March",
        "/api/v1/events?order=newest",
        "/api/v1/places?to=2026-13",
        "/api/v1/documents?set-aside=true",
        "/api/v1/families?copies=1",
        "/api/v1/claims?polarity=assertted",
        "/api/v1/differences?kind=silent",
        "/api/v1/entities?kind=human",
        "/api/v1/claims?event=a&event=b",
    ] {
        let got = site.get(address);
        assert_eq!(got.status, 400, "{address}");
        let key = address.split(['?', '=']).nth(1).unwrap();
        assert!(got.json()["detail"].as_str().unwrap().starts_with(key), "{}", got.text());
    }
    // What forms send of what is left empty; and filters that may come again.
    for address in ["/api/v1/events?from=&order=", "/api/v1/events?not-kind=a&not-kind=b"] {
        assert_eq!(site.get(address).status, 200, "{address}");
    }
}

#[test]
fn a_polarity_has_as_many_rows_as_are_given() {
    let site = Site::over(examples());
    for (list, key, values) in [
        ("statements", "polarity", &["asserted", "denied", "declined", "unverified"][..]),
        ("claims", "polarity", &["asserted", "denied"][..]),
        ("differences", "kind", &["number", "date", "silence"][..]),
        ("entities", "kind", &["person", "state", "unnamed"][..]),
    ] {
        let all = site.data(&format!("/api/v1/{list}?limit=1000"));
        let all = all["items"].as_array().unwrap();
        for value in values {
            let given = site.data(&format!("/api/v1/{list}?{key}={value}&limit=1000"));
            let fit = all.iter().filter(|it| it[key] == **value).count();
            assert_eq!(given["total"], fit, "{list} {value}");
            assert_eq!(given["items"].as_array().unwrap().len(), fit, "{list} {value}");
        }
    }
}
