//! How long the server takes for each view, on a record of N articles made up here.
//!
//! ```text
//! cargo run --release -p wireroom-serve --example speed -- 100000
//! ```
//!
//! It asks the router without a socket, each address 20 times, and prints the median and the worst
//! in milliseconds, the bytes, the time to index and the peak memory. The record is written by
//! formula, not read from articles: it has the sizes of a real one (documents of 300 words, a third
//! of them copies, 3 documents, 8 claims and 12 statements an event), and none of its sense.

use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt;
use std::collections::HashMap;
use std::io::Write;
use std::time::Instant;
use tower::ServiceExt;
use wireroom_serve::{Gate, Pile, router};
use wireroom_wire::*;

const WORDS: &[&str] = &[
    "harbor", "ferry", "council", "minister", "strike", "border", "talks", "grain", "flood",
    "court", "vote", "bridge", "miners", "budget", "pilot", "storm", "treaty", "police", "school",
    "tariff", "river", "train", "hospital", "market", "energy", "union", "airport", "charter",
    "wheat", "dam",
];

/// A number that looks random and is always the same (splitmix64).
fn mix(n: usize) -> usize {
    let mut z = (n as u64).wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    usize::try_from((z ^ (z >> 31)) >> 1).unwrap_or(0)
}

fn words(seed: usize, n: usize) -> String {
    let word = |at: usize| {
        let n = mix(seed * 1009 + at);
        // A tail of rare words, as a text has.
        if n.is_multiple_of(7) {
            format!("{}{}", WORDS[n % WORDS.len()], n % 40_000)
        } else {
            WORDS[n % WORDS.len()].to_owned()
        }
    };
    (0..n).map(word).collect::<Vec<_>>().join(" ")
}

fn day(n: usize) -> Option<Dated> {
    let value = format!("20{:02}-{:02}-{:02}", 10 + n % 16, 1 + n / 16 % 12, 1 + n / 192 % 28);
    Some(Dated { value, basis: "stated".to_owned() })
}

fn pile(n: usize) -> Pile {
    let n_events = n / 3;
    let n_entities = n / 5;
    let entity = |seed: usize| format!("entity-{}", mix(seed) % n_entities);
    let mut record = Record {
        wireroom: About::default(),
        counts: Counts::default(),
        documents: Vec::new(),
        families: Vec::new(),
        events: Vec::new(),
        claims: Vec::new(),
        statements: Vec::new(),
        differences: Vec::new(),
        storylines: Vec::new(),
        entities: Vec::new(),
        notes: Vec::new(),
    };
    let (mut annotations, mut received) = (Vec::new(), HashMap::new());
    for at in 0..n {
        let (id, family) = (format!("d{at:012}"), format!("f{:012}", at / 3 * 2 + at % 3 / 2));
        let text = words(at / 3 * 3 + at % 3 / 2, 300);
        let names = (0..8_u32)
            .map(|k| AnnotatedName {
                span: Span(k * 40, k * 40 + 8),
                kind: "Person".to_owned(),
                entity: Some(entity(at * 10 + k as usize)),
                text: "a name".to_owned(),
            })
            .collect();
        annotations.push(Annotation {
            id: id.clone(),
            document: id.clone(),
            path: None,
            family: Some(family.clone()),
            event: Some(format!("e{:012}", at / 3)),
            text: text.clone(),
            models: Models::default(),
            unread: None,
            repairs: Vec::new(),
            structure: Structure::default(),
            names,
            times: Vec::new(),
            statements: Vec::new(),
        });
        received.insert(id.clone(), text);
        record.documents.push(Document {
            id,
            source_id: None,
            path: Some(format!("pile/{at}.txt")),
            url: None,
            outlet: Some(format!("Outlet {}", mix(at) % 900)),
            title: Some(words(at / 3 + 7, 8)),
            published: day(at / 3),
            updated: None,
            byline: None,
            credit: Vec::new(),
            language: None,
            format: Some("text".to_owned()),
            family: Some(family),
            events: vec![format!("e{:012}", at / 3)],
            set_aside: None,
        });
    }
    for at in 0..n_events {
        let id = format!("e{at:012}");
        let documents: Vec<String> = (0..3).map(|k| format!("d{:012}", at * 3 + k)).collect();
        let families = vec![format!("f{:012}", at * 2), format!("f{:012}", at * 2 + 1)];
        for (k, family) in families.iter().enumerate() {
            let held = if k == 0 { &documents[..2] } else { &documents[2..] };
            let witness = |(i, document): (usize, &String)| Witness {
                document: document.clone(),
                parent: (i > 0).then(|| held[0].clone()),
                relation: (i > 0).then(|| "trimmed".to_owned()),
                share: 1.0,
                evidence: Vec::new(),
                confidence: (i > 0).then_some(0.9),
            };
            let witnesses = held.iter().enumerate().map(witness).collect();
            record.families.push(Family { id: family.clone(), witnesses, exemplars: Vec::new() });
        }
        for k in 0..12 {
            let s = at * 12 + k;
            let content = words(s, 14);
            let span = Span(200, 200 + 90);
            record.statements.push(Statement {
                id: format!("s{s:012}"),
                document: documents[k % 3].clone(),
                family: Some(families[k % 3 / 2].clone()),
                event: Some(id.clone()),
                span,
                content: Pieces {
                    span,
                    text: content.clone(),
                    pieces: vec![Passage { span, text: content }],
                },
                source: Some(Source {
                    span,
                    text: "the minister".to_owned(),
                    entity: Some(entity(s)),
                    pieces: Vec::new(),
                }),
                cue: Vec::new(),
                addressee: None,
                relay: Vec::new(),
                origin: Some(entity(s)),
                polarity: "asserted".to_owned(),
                manner: "indirect".to_owned(),
                time: None,
            });
        }
        for k in 0..8 {
            let of: Vec<usize> = (0..12).filter(|i| i % 8 == k).map(|i| at * 12 + i).collect();
            record.claims.push(Claim {
                id: format!("c{:012}", at * 8 + k),
                event: id.clone(),
                text: words(at * 12 + k, 14),
                polarity: "asserted".to_owned(),
                statements: of.iter().map(|s| format!("s{s:012}")).collect(),
                witnesses: of.len(),
                accounts: of.len().min(2),
                origins: of.iter().map(|&s| entity(s)).collect(),
                doubtful: 0,
                origins_text: of.len().to_string(),
                circular: Vec::new(),
                one_mouth: false,
            });
        }
        record.events.push(Event {
            id,
            title: words(at + 7, 8),
            kind: (!at.is_multiple_of(3)).then(|| WORDS[at % WORDS.len()].to_owned()),
            date: day(at),
            place: Some(Place {
                name: format!("Town {}", mix(at) % 3000),
                country: Some("NOR".to_owned()),
                lat: 1.0,
                lon: 1.0,
                document: None,
                span: None,
                text: None,
            }),
            parties: vec![entity(at), entity(at + 1)],
            documents,
            families,
            witnesses: 3,
            accounts: 2,
            origins: (0..4).map(|k| entity(at * 12 + k)).collect(),
            doubtful: 1,
            origins_text: "4, perhaps 3".to_owned(),
            summary: String::new(),
            background: Vec::new(),
            why: Vec::new(),
        });
    }
    record.entities = (0..n_entities)
        .map(|at| Entity {
            id: format!("entity-{at}"),
            kind: "person".to_owned(),
            name: format!("{} {at}", WORDS[at % WORDS.len()]),
            aliases: Vec::new(),
            country: None,
            role: None,
            mentions: 9,
        })
        .collect();
    record.counts = Counts {
        documents: n,
        events: n_events,
        families: record.families.len(),
        claims: record.claims.len(),
        statements: record.statements.len(),
        entities: n_entities,
        ..Counts::default()
    };
    Pile { record, annotations, received }
}

fn main() {
    let n = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(10_000);
    let pile = pile(n);
    let before = Instant::now();
    let gate = Gate::loopback(([127, 0, 0, 1], 80).into()).expect("loopback");
    let router = router(pile, gate);
    let mut out = std::io::stdout();
    let _ = writeln!(out, "{n} documents, indexed in {:.1} s", before.elapsed().as_secs_f64());
    let middle = n / 6;
    let views = [
        "/events".to_owned(),
        "/events?not-kind=flood&from=2015&to=2019-06".to_owned(),
        format!("/events?cursor=e{:012}", middle),
        format!("/events/e{middle:012}"),
        format!("/claims/c{middle:012}"),
        format!("/documents/d{middle:012}"),
        format!("/families/f{middle:012}"),
        format!("/families/f{middle:012}?a=d{:012}&b=d{:012}", middle / 2 * 3, middle / 2 * 3 + 1),
        format!("/families/f{middle:012}?base=d{:012}", middle / 2 * 3),
        format!("/matrix/e{middle:012}"),
        "/map".to_owned(),
        "/entities/entity-7".to_owned(),
        "/claims".to_owned(),
        "/documents".to_owned(),
        "/entities".to_owned(),
        "/statements".to_owned(),
        "/search?q=harbor".to_owned(),
        "/search?q=harbor+ferry+-flood".to_owned(),
        "/search?q=har*+%22ferry+council%22&in=document".to_owned(),
        "/search?q=harbor40*".to_owned(),
        "/about".to_owned(),
        "/api/v1/events?limit=1000".to_owned(),
        "/api/v1/statements?limit=1000".to_owned(),
    ];
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(1).build().expect("runtime");
    for view in views {
        let (mut times, mut bytes, mut status) = (Vec::new(), 0, 0);
        for _ in 0..20 {
            let request = Request::get(&view)
                .header("host", "127.0.0.1")
                .body(Body::empty())
                .expect("request");
            let before = Instant::now();
            runtime.block_on(async {
                let response = router.clone().oneshot(request).await.expect("infallible");
                status = response.status().as_u16();
                bytes = response.into_body().collect().await.expect("body").to_bytes().len();
            });
            times.push(before.elapsed().as_secs_f64() * 1000.0);
        }
        times.sort_by(f64::total_cmp);
        let _ = writeln!(
            out,
            "{:7.2} ms  worst {:7.2}  {bytes:8} bytes  {status}  {view}",
            times[10], times[19]
        );
    }
    let memory = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = memory.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("");
    let _ = writeln!(out, "{peak}");
}
