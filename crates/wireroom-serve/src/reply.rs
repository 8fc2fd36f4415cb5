//! Answers: a status, a media type, the bytes; and how they leave, with a strong `ETag` from the
//! content, compressed where the reader takes it.

mod encoding;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode, header};
use encoding::Encoding;
use wireroom_wire::Problem;
use wireroom_wire::flat::harmless;

/// Bytes below which compression costs more than it saves.
const WORTH_IT: usize = 1024;

/// An answer before it is sent.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    kind: &'static str,
    body: Vec<u8>,
    location: Option<String>,
    /// Whether the address names these very bytes forever.
    lasting: bool,
}

impl Reply {
    pub(crate) fn html(page: maud::Markup) -> Self {
        Self::new("text/html; charset=utf-8", page.into_string().into_bytes())
    }

    pub(crate) fn json<T: serde::Serialize>(value: &T) -> Result<Self, Reply> {
        let mut bytes = serde_json::to_vec(value).map_err(|_| {
            problem(StatusCode::INTERNAL_SERVER_ERROR, "the answer has no JSON form")
        })?;
        bytes.push(b'\n');
        Ok(Self::new("application/json", bytes))
    }

    pub(crate) fn csv(header: &[&str], rows: &[Vec<String>]) -> Result<Self, Reply> {
        let mut csv = csv::Writer::from_writer(Vec::new());
        let write = |csv: &mut csv::Writer<Vec<u8>>| -> csv::Result<()> {
            csv.write_record(header)?;
            rows.iter().try_for_each(|row| {
                csv.write_record(row.iter().map(|cell| harmless(cell).into_owned()))
            })
        };
        let wrong = || problem(StatusCode::INTERNAL_SERVER_ERROR, "the answer has no CSV form");
        write(&mut csv).map_err(|_| wrong())?;
        Ok(Self::new("text/csv; charset=utf-8", csv.into_inner().map_err(|_| wrong())?))
    }

    pub(crate) fn asset(kind: &'static str, body: &'static str) -> Self {
        Self { lasting: true, ..Self::new(kind, body.as_bytes().to_vec()) }
    }

    pub(crate) fn see(address: String) -> Self {
        let reply = Self::new("text/plain; charset=utf-8", Vec::new());
        Self { status: StatusCode::SEE_OTHER, location: Some(address), ..reply }
    }

    fn new(kind: &'static str, body: Vec<u8>) -> Self {
        Self { status: StatusCode::OK, kind, body, location: None, lasting: false }
    }

    pub(crate) fn with_status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }

    /// The bytes, before they are compressed.
    pub(crate) fn body(&self) -> &[u8] {
        &self.body
    }

    /// What an error says is wrong.
    pub(crate) fn detail(&self) -> String {
        serde_json::from_slice::<Problem>(&self.body).map(|it| it.detail).unwrap_or_default()
    }

    /// The response, as the headers of the request ask for it.
    pub(crate) fn send(self, asked: &HeaderMap, method: &Method) -> Response<Body> {
        let encoding = match self.body.len() >= WORTH_IT {
            true => Encoding::asked(asked),
            false => Encoding::Plain,
        };
        // Each encoding is a representation of its own, so each has its own strong tag.
        let hash = blake3::hash(&self.body).to_hex();
        let tag = format!("\"{}{}\"", &hash[..32], encoding.mark());
        let ok = self.status == StatusCode::OK;
        let held = ok && knows(asked, &tag);
        let mut response = Response::new(Body::empty());
        *response.status_mut() = if held { StatusCode::NOT_MODIFIED } else { self.status };
        let headers = response.headers_mut();
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        let cache =
            if self.lasting { "private, max-age=31536000, immutable" } else { "private, no-cache" };
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
        if let Some(value) = self.location.and_then(|to| HeaderValue::from_str(&to).ok()) {
            headers.insert(header::LOCATION, value);
        }
        if let (true, Ok(tag)) = (ok, HeaderValue::from_str(&tag)) {
            headers.insert(header::ETAG, tag);
        }
        if held {
            return response;
        }
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.kind));
        if let Some(name) = encoding.name() {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
        }
        let body = encoding.of(self.body);
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
        if *method != Method::HEAD {
            *response.body_mut() = Body::from(body);
        }
        response
    }
}

/// An error as `application/problem+json`.
pub(crate) fn problem(status: StatusCode, detail: &str) -> Reply {
    let problem = Problem {
        r#type: "about:blank".to_owned(),
        title: status.canonical_reason().unwrap_or("Error").to_owned(),
        status: status.as_u16(),
        detail: detail.to_owned(),
    };
    let bytes = serde_json::to_vec(&problem).unwrap_or_default();
    Reply { status, ..Reply::new("application/problem+json", bytes) }
}

fn knows(asked: &HeaderMap, tag: &str) -> bool {
    let held = asked.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    held.flat_map(|value| value.split(',')).any(|one| {
        let one = one.trim();
        one == "*" || one.strip_prefix("W/").unwrap_or(one) == tag
    })
}
