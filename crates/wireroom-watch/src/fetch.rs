//! One request over HTTP, within bounds.
//!
//! What it is not: it follows no redirect, keeps no connection, sends no cookie, and takes no proxy
//! from the environment. What comes next is for whoever asked.

use crate::address::{is_public, is_web};
use flate2::read::MultiGzDecoder;
use std::io::{self, Read};
use std::time::Duration;
use ureq::http::{HeaderMap, Uri, header};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, config::Config};
use url::Url;

/// Most bytes of a header field that is kept.
const FIELD: usize = 1024;

/// Bounds of a request.
#[derive(Debug, Clone)]
pub struct Bounds {
    /// Most bytes of an answer, as it comes and unpacked (8 MiB).
    pub bytes: u64,
    /// Longest time from asking to the last byte (30 s).
    pub time: Duration,
    /// Most redirects from one address to what is read (5).
    pub redirects: u32,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { bytes: 8 << 20, time: Duration::from_secs(30), redirects: 5 }
    }
}

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Where.
    pub url: Url,
    /// Kinds of content, as the header `Accept` lists them.
    pub accept: &'static str,
    /// The entity tag that is held.
    pub etag: Option<String>,
    /// The date of the change that is held.
    pub modified: Option<String>,
    /// Whether it may lead into a local network.
    pub private: bool,
}

/// What a server answered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// `Content-Type`.
    pub kind: Option<String>,
    /// `ETag`.
    pub etag: Option<String>,
    /// `Last-Modified`.
    pub modified: Option<String>,
    /// `Location`.
    pub location: Option<String>,
    /// `Retry-After`.
    pub retry: Option<String>,
    /// The body, unpacked.
    pub body: Vec<u8>,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// In words.
    pub what: String,
    /// Whether it is of no use to ask again.
    pub lasting: bool,
}

impl Trouble {
    pub(crate) fn passing(what: impl Into<String>) -> Self {
        Self { what: what.into(), lasting: false }
    }

    pub(crate) fn lasting(what: impl Into<String>) -> Self {
        Self { what: what.into(), lasting: true }
    }
}

/// Makes requests.
pub trait Fetch: Sync {
    /// One request and its answer.
    ///
    /// # Errors
    /// When there is no answer within the bounds.
    fn get(&self, request: &Request) -> Result<Answer, Trouble>;
}

/// Makes requests over the network.
#[derive(Debug)]
pub struct Http {
    public: Agent,
    private: Agent,
    bounds: Bounds,
}

impl Http {
    /// Within `bounds`; `contact` is whom to turn to, for the servers' people.
    #[must_use]
    pub fn new(bounds: &Bounds, contact: Option<&str>) -> Self {
        let version = env!("CARGO_PKG_VERSION");
        let contact = contact.map(|contact| format!("; contact: {contact}")).unwrap_or_default();
        let name = format!("{}/{version} (feed reader{contact})", crate::NAME);
        let agent = |private: bool| {
            let config = Config::builder()
                .http_status_as_error(false)
                .max_redirects(0)
                .max_redirects_will_error(false)
                .proxy(None)
                .user_agent(&name)
                .timeout_global(Some(bounds.time))
                // A connection that a local feed was allowed must not serve others.
                .max_idle_connections(0)
                .build();
            Agent::with_parts(
                config,
                DefaultConnector::default(),
                Public { private, ..Public::default() },
            )
        };
        Self { public: agent(false), private: agent(true), bounds: bounds.clone() }
    }

    fn body(&self, answer: &mut ureq::http::Response<ureq::Body>) -> Result<Vec<u8>, Trouble> {
        let most = self.bounds.bytes;
        let too_large = || {
            Trouble::lasting(format!("an answer of more than {} KiB; it is not read", most >> 10))
        };
        let packing = field(answer.headers(), &header::CONTENT_ENCODING).unwrap_or_default();
        let raw = answer.body_mut().as_reader().take(most + 1);
        let mut body = Vec::new();
        let read = match packing.trim().to_ascii_lowercase().as_str() {
            "" | "identity" => raw.take(most + 1).read_to_end(&mut body),
            "gzip" | "x-gzip" => MultiGzDecoder::new(raw).take(most + 1).read_to_end(&mut body),
            other => {
                return Err(Trouble::passing(format!(
                    "an answer packed as {other}, which was not asked for"
                )));
            }
        };
        match read {
            _ if body.len() as u64 > most => Err(too_large()),
            Ok(_) => Ok(body),
            Err(error) => Err(broken(error)),
        }
    }
}

impl Fetch for Http {
    fn get(&self, request: &Request) -> Result<Answer, Trouble> {
        if !request.private && !request.url.port_or_known_default().is_some_and(is_web) {
            return Err(Trouble::lasting(
                "it leads to a port that is not the web's; it is not asked",
            ));
        }
        let agent = if request.private { &self.private } else { &self.public };
        let mut call = agent
            .get(request.url.as_str())
            .header(header::ACCEPT, request.accept)
            .header(header::ACCEPT_ENCODING, "gzip")
            .header(header::CONNECTION, "close");
        if let Some(etag) = &request.etag {
            call = call.header(header::IF_NONE_MATCH, etag);
        }
        if let Some(date) = &request.modified {
            call = call.header(header::IF_MODIFIED_SINCE, date);
        }
        let mut answer = call.call().map_err(|error| trouble(&error))?;
        let status = answer.status().as_u16();
        let body = if status == 200 { self.body(&mut answer)? } else { Vec::new() };
        let headers = answer.headers();
        Ok(Answer {
            status,
            kind: field(headers, &header::CONTENT_TYPE),
            etag: field(headers, &header::ETAG),
            modified: field(headers, &header::LAST_MODIFIED),
            location: field(headers, &header::LOCATION),
            retry: field(headers, &header::RETRY_AFTER),
            body,
        })
    }
}

/// A header field; none where it is overlong. An address may hold letters of any kind.
fn field(headers: &HeaderMap, name: &header::HeaderName) -> Option<String> {
    let value = headers.get(name)?.as_bytes();
    let most = if *name == header::LOCATION { 4 * FIELD } else { FIELD };
    (value.len() <= most).then(|| String::from_utf8_lossy(value).into_owned())
}

/// Resolves names, and leaves out what is not public.
#[derive(Debug, Default)]
struct Public {
    inner: DefaultResolver,
    private: bool,
}

impl Resolver for Public {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let all = self.inner.resolve(uri, config, timeout)?;
        if self.private {
            return Ok(all);
        }
        let mut kept = self.empty();
        for address in all.iter().filter(|address| is_public(address.ip())) {
            kept.push(*address);
        }
        if kept.is_empty() {
            return Err(ureq::Error::Other(Box::new(LeadsInside)));
        }
        Ok(kept)
    }
}

/// The name stands for no public address.
#[derive(Debug)]
struct LeadsInside;

impl std::fmt::Display for LeadsInside {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(INSIDE)
    }
}

impl std::error::Error for LeadsInside {}

/// Said of what leads into a local network.
pub(crate) const INSIDE: &str = "it leads into a local network; it is not asked unless you name the feed \
                      itself on the command line";

fn trouble(error: &ureq::Error) -> Trouble {
    use ureq::Error as E;
    match error {
        E::Other(inner) if inner.is::<LeadsInside>() => Trouble::lasting(INSIDE),
        E::Timeout(_) => Trouble::passing("no answer in time"),
        E::HostNotFound => Trouble::passing("there is no such host"),
        E::Tls(what) => Trouble::passing(format!("its identity cannot be verified: {what}")),
        E::Rustls(inner) => Trouble::passing(format!("its identity cannot be verified: {inner}")),
        E::Io(inner) => of_io(inner),
        E::LargeResponseHeader(..) => Trouble::passing("an answer with an overlong header"),
        other => Trouble::passing(format!("no proper answer: {other}")),
    }
}

/// What went wrong while the body came.
fn broken(error: io::Error) -> Trouble {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<ureq::Error>()) {
        Some(inner) => trouble(inner),
        None => of_io(&error),
    }
}

fn of_io(error: &io::Error) -> Trouble {
    if let Some(inner) = error.get_ref().and_then(|inner| inner.downcast_ref::<ureq::Error>()) {
        return trouble(inner);
    }
    let what = match error.kind() {
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => "no answer in time".to_owned(),
        io::ErrorKind::UnexpectedEof => "the answer ends early".to_owned(),
        io::ErrorKind::InvalidData => {
            format!("its identity cannot be verified, or the answer is damaged: {error}")
        }
        io::ErrorKind::InvalidInput => format!("the answer is damaged: {error}"),
        io::ErrorKind::ConnectionRefused => "nothing answers there".to_owned(),
        _ => format!("no connection: {error}"),
    };
    Trouble::passing(what)
}
