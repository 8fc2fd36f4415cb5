//! A router over a pile made here, asked without a socket.
#![allow(dead_code, reason = "each test file uses a part of it")]

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use std::net::SocketAddr;
use tower::ServiceExt;
use wireroom::model::{Document, DocumentId};
use wireroom_serve::{Gate, InMemory, Pile, growing, router};

pub(crate) const HOST: &str = "127.0.0.1:8080";

/// What came back.
pub(crate) struct Got {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Got {
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).expect("text")
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.bytes).expect("json")
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("text"))
    }
}

/// A site that can be asked.
pub(crate) struct Site {
    router: Router,
    runtime: tokio::runtime::Runtime,
}

impl Site {
    pub(crate) fn over(pile: Pile) -> Self {
        Self::behind(pile, Gate::loopback(bound()).expect("loopback"))
    }

    pub(crate) fn behind(pile: Pile, gate: Gate) -> Self {
        Self::of(router(pile, gate).expect("a record file"))
    }

    pub(crate) fn get(&self, address: &str) -> Got {
        self.ask("GET", address, &[("host", HOST)])
    }

    /// The page at an address that must be there.
    pub(crate) fn page(&self, address: &str) -> String {
        let got = self.get(address);
        assert_eq!(got.status, 200, "{address}: {}", got.text());
        got.text().to_owned()
    }

    pub(crate) fn data(&self, address: &str) -> serde_json::Value {
        let got = self.get(address);
        assert_eq!(got.status, 200, "{address}: {}", got.text());
        got.json()
    }

    /// A site over these documents that can be added to.
    pub(crate) fn growing(documents: Vec<Document>) -> Self {
        let held = wireroom::Builder { documents, ..Default::default() };
        let options = wireroom::Options::default();
        let pile = served(held.clone().build(&options, &()));
        let keep = std::sync::Arc::new(InMemory::of(held, options));
        let gate = Gate::loopback(bound()).expect("loopback");
        Self::of(growing(pile, gate, keep).expect("a record file"))
    }

    pub(crate) fn of(router: Router) -> Self {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
        Self { router, runtime: runtime.expect("runtime") }
    }

    pub(crate) fn ask(&self, method: &str, address: &str, headers: &[(&str, &str)]) -> Got {
        self.send(method, address, headers, Body::empty())
    }

    pub(crate) fn send(
        &self,
        method: &str,
        address: &str,
        headers: &[(&str, &str)],
        body: Body,
    ) -> Got {
        let mut request = Request::builder().method(method).uri(address);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(body).expect("request");
        self.runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.expect("infallible");
            let (parts, body) = response.into_parts();
            let bytes = body.collect().await.expect("body").to_bytes().to_vec();
            Got { status: parts.status, headers: parts.headers, bytes }
        })
    }
}

pub(crate) fn bound() -> SocketAddr {
    HOST.parse().expect("address")
}

/// The pile that is served from these documents.
pub(crate) fn pile(documents: Vec<Document>) -> Pile {
    let builder = wireroom::Builder { documents, ..Default::default() };
    served(builder.build(&wireroom::Options::default(), &()))
}

/// The pile of the examples, which the README shows.
pub(crate) fn examples() -> Pile {
    served(example_record())
}

pub(crate) fn example_record() -> wireroom::Record {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/pile").to_owned();
    wireroom::read(&[path], &wireroom::Options::default(), &())
}

pub(crate) fn served(record: wireroom::Record) -> Pile {
    Pile::of(&record).expect("a record file")
}

pub(crate) fn document(name: &str, title: &str, outlet: &str, text: &str) -> Document {
    Document {
        path: Some(name.to_owned()),
        outlet: Some(outlet.to_owned()),
        title: Some(title.to_owned()),
        ..Document::plain(DocumentId::derive(&[name, text]), text)
    }
}

/// An agency story, its reprint and an account of its own.
pub(crate) fn ferry() -> Vec<Document> {
    const WIRE: &str = "BERGEN, Norway, March 4, 2026 (Northwire) - The ferry Alba struck a pier in \
        Bergen on Tuesday, injuring 12 people, harbor master Rosa Ibarra said.\n\nThe ship had come \
        from Stavanger with 240 passengers aboard and was slowing to dock when its steering failed, \
        the harbor office said in a statement issued late in the evening.\n\n\"We heard a long \
        grinding noise and then everyone fell,\" said passenger Jon Vik, who was carrying his \
        daughter down the stairs when the hull met the concrete.\n";
    let copy =
        WIRE.split_once(" - ").map_or("", |(_, rest)| rest).replace("steering", "ste\u{435}ring");
    const OWN: &str = "Fourteen people were injured when the ferry Alba ran into a pier at Bergen on \
        March 3, 2026, harbor master Rosa Ibarra told Northwire.\n\nDivers inspected the bow on \
        Wednesday and found a tear two meters long. Sailings to Stavanger are cancelled until \
        Friday, the shipping line said.\n";
    vec![
        document("courier.txt", "Ferry strikes pier in Bergen", "Bay Courier", WIRE),
        document("mill.txt", "Twelve hurt as ferry hits pier", "Clickmill", &copy),
        document("post.txt", "Fourteen injured in Bergen ferry accident", "The Fjord Post", OWN),
    ]
}

/// The target of every link of a page.
pub(crate) fn links(page: &str) -> Vec<String> {
    let starts = page.match_indices(" href=\"").map(|(at, found)| at + found.len());
    starts.map(|at| page[at..].split('"').next().unwrap_or("").replace("&amp;", "&")).collect()
}
