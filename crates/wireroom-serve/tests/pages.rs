//! The pages: every link leads somewhere, every span shows what is printed beside it, every state
//! is an address.

mod util;

use std::collections::BTreeSet;
use util::{Site, document, example_record, examples, ferry, links, pile};

#[test]
fn every_link_leads_to_an_answer_and_every_fragment_to_a_place() {
    let site = Site::over(examples());
    let mut to_do = vec![
        "/events".to_owned(),
        "/differences".to_owned(),
        "/statements".to_owned(),
        "/search?q=canal".to_owned(),
    ];
    let (mut seen, mut asked) = (BTreeSet::new(), 0);
    while let Some(address) = to_do.pop() {
        let (bare, fragment) = address.split_once('#').unwrap_or((&address, ""));
        if !bare.starts_with('/') || asked > 3000 {
            continue;
        }
        // Toggles and filters multiply without end: of an address with two or more, a part is enough.
        if bare.matches(['?', '&']).count() > 2 || !seen.insert(address.clone()) {
            continue;
        }
        let got = site.get(bare);
        asked += 1;
        assert_eq!(got.status, 200, "{address}");
        if !got.header("content-type").starts_with("text/html") {
            continue;
        }
        let page = got.text();
        assert!(
            fragment.is_empty() || page.contains(&format!("id=\"{fragment}\"")),
            "{address} has no such place"
        );
        for link in links(page) {
            to_do.push(if link.starts_with('#') { format!("{bare}{link}") } else { link });
        }
    }
    assert!(asked > 200, "{asked}");
}

#[test]
fn every_page_is_data_too() {
    let site = Site::over(examples());
    let event = site.data("/api/v1/events")["items"][0]["id"].as_str().unwrap().to_owned();
    for page in [
        "/events",
        "/claims",
        "/statements",
        "/differences",
        "/documents",
        "/families",
        "/storylines",
        "/entities",
        "/search",
        "/about",
        "/map",
        &format!("/events/{event}"),
        &format!("/matrix/{event}"),
    ] {
        assert_eq!(site.get(page).header("content-type"), "text/html; charset=utf-8", "{page}");
        assert_eq!(
            site.get(&format!("{page}.json")).header("content-type"),
            "application/json",
            "{page}"
        );
        let csv = site.get(&format!("{page}.csv"));
        assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8", "{page}");
        assert!(csv.text().lines().next().is_some_and(|head| head.contains(',')), "{page}");
    }
    assert_eq!(
        site.data(&format!("/events/{event}.json")),
        site.data(&format!("/api/v1/events/{event}"))
    );
    assert_eq!(site.get("/events/nothing.json").header("content-type"), "application/problem+json");
    assert_eq!(site.get("/events/nothing").header("content-type"), "text/html; charset=utf-8");
    assert_eq!(site.get("/events/nothing").status, 404);
}

#[test]
fn an_article_shows_its_text_received_and_repaired() {
    let record = example_record();
    let site = Site::over(examples());
    let received: std::collections::HashMap<String, &str> = record
        .documents
        .iter()
        .map(|it| (it.document.id.to_string(), it.document.received.as_str()))
        .collect();
    for annotation in wireroom_wire::annotations(&record) {
        let id = &annotation.document;
        // No layers, so that nothing but the text stands in the sheet.
        let repaired = sheet(&site.page(&format!("/documents/{id}?layers=none")));
        assert_eq!(repaired, plain(&annotation.text), "{id}");
        let as_received = sheet(&site.page(&format!("/documents/{id}?layers=none&text=received")));
        assert_eq!(as_received, plain(received[id]), "{id}");
        // And with all layers, none of which may drop or double a letter.
        let page = site.page(&format!("/documents/{id}"));
        assert_eq!(sheet(&page), plain(&annotation.text), "{id}");
        assert!(!page.contains("on the received text only"), "{id}");
    }
}

/// Text as a page shows it.
fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| *c != '\r' && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        .map(|c| if c.is_control() && !matches!(c, '\n' | '\t') { '\u{fffd}' } else { c })
        .collect()
}

fn sheet(page: &str) -> String {
    let inner = page.split("class=\"text sheet\"").nth(1).unwrap().split_once('>').unwrap().1;
    let inner = inner.split("</div>").next().unwrap();
    let mut out = String::new();
    let mut rest = inner;
    while let Some((text, tail)) = rest.split_once('<') {
        out.push_str(text);
        rest = tail.split_once('>').unwrap().1;
    }
    out.push_str(rest);
    out.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

#[test]
fn a_link_to_a_passage_shows_what_it_quotes() {
    let site = Site::over(examples());
    for s in wireroom_wire::record(&example_record()).statements {
        let (document, span) = (&s.document, s.content.pieces[0].span);
        let page = site.page(&format!("/documents/{document}?at={}-{}", span.0, span.1));
        assert!(page.contains("id=\"at\""), "{}", s.id);
        // An edit that is partly of the passage is lit whole: at most a word more on each side.
        let (lit, text) = (lit(&page), plain(&s.content.pieces[0].text));
        assert!(
            lit.contains(text.trim()) && lit.len() <= text.len() + 40,
            "{}: {lit:?} {text:?}",
            s.id
        );
    }
    let id = site.data("/api/v1/documents")["items"][0]["id"].as_str().unwrap().to_owned();
    let wrong = site.page(&format!("/documents/{id}?at=0-10&quote=something+else"));
    assert!(wrong.contains("do not stand at the place"));
    for at in ["9-3", "0-99999999", "x", "-", "4294967296-1"] {
        assert!(!site.page(&format!("/documents/{id}?at={at}")).contains("id=\"at\""), "{at}");
    }
}

/// What is lit as the passage asked for.
fn lit(page: &str) -> String {
    let sheet = page.split("class=\"text sheet\"").nth(1).unwrap().split_once('>').unwrap().1;
    let sheet = sheet.split("</div>").next().unwrap();
    let mut out = String::new();
    for piece in sheet.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap();
        if tag.contains("l-at") {
            out.push_str(text);
        }
    }
    out.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

#[test]
fn the_keys_stand_in_one_table() {
    let site = Site::over(pile(ferry()));
    let help = site.page("/help");
    let script = site.page("/assets/page.js");
    for key in ["j", "k", "Enter", "Escape", "/", "n", "o", "d", "r", "?"] {
        assert!(help.contains(&format!("data-key=\"{key}\"")), "{key}");
        // The script knows what is done, not by which key.
        assert!(!script.contains(&format!("\"{key}\"")), "{key}");
    }
    for does in help.split("data-does=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        assert!(script.contains(&format!("  {does}: ")), "{does}");
    }
}

#[test]
fn text_that_runs_from_the_right_is_told_so() {
    let text = "اصطدمت العبارة برصيف الميناء يوم الثلاثاء، وأصيب اثنا عشر شخصا.\n";
    let site = Site::over(pile(vec![document("a", "العبارة تصطدم بالرصيف", "المنارة", text)]));
    let id = site.data("/api/v1/documents")["items"][0]["id"].as_str().unwrap().to_owned();
    let page = site.page(&format!("/documents/{id}"));
    assert!(page.contains("<bdi dir=\"auto\">العبارة تصطدم بالرصيف</bdi>"));
    assert!(page.contains("class=\"text sheet\" dir=\"auto\""));
}

#[test]
fn an_empty_record_has_pages_too() {
    let site = Site::over(pile(Vec::new()));
    for page in [
        "/events",
        "/claims",
        "/documents",
        "/families",
        "/entities",
        "/storylines",
        "/about",
        "/map",
        "/add",
        "/search?q=a",
        "/help",
    ] {
        site.page(page);
    }
}

#[test]
fn two_texts_stand_side_by_side() {
    let site = Site::over(pile(ferry()));
    let families = site.data("/api/v1/families?copies=yes");
    let family = &families["items"][0];
    let ids: Vec<&str> = family["witnesses"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["document"].as_str().unwrap())
        .collect();
    let address = format!("/families/{}?a={}&b={}", family["id"].as_str().unwrap(), ids[0], ids[1]);
    let page = site.page(&address);
    assert!(page.contains("<del>") || page.contains("<ins>"), "the dateline stands in one alone");
    assert!(page.contains("Exchange the two"));
}
