//! Who may ask, and what no answer may do.
//!
//! The page shows what hostile articles say, in a browser that also shows other pages. So:
//! * another site cannot read it: the `Host` must be one that this server was opened for (a name
//!   that was rebound to 127.0.0.1 is not), an `Origin` must be this server's own, and nothing may
//!   frame or embed an answer;
//! * nothing in it can run or be fetched: the content security policy allows this server's own
//!   style and script and nothing else, no inline code, no image or address of an article;
//! * nothing is changed but by a POST that names this server as its origin;
//! * beyond loopback a token is demanded, once in the address, then in a cookie or a header.

use crate::reply::{Reply, problem};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header};
use std::net::{IpAddr, SocketAddr};

/// Longest address that is read; those of the page are far shorter.
const LONGEST_ADDRESS: usize = 8 * 1024;

const COOKIE: &str = "wireroom-token";

/// What a browser is told of every answer.
const HEADERS: &[(&str, &str)] = &[
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
         connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    // With `no-referrer` a browser says `Origin: null` of a form's POST.
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
];

/// Says who may ask.
#[derive(Debug, Clone)]
pub struct Gate {
    bound: SocketAddr,
    names: Vec<String>,
    token: Option<String>,
}

impl Gate {
    /// For a server on a loopback address: no token, and only the names of loopback.
    ///
    /// `None` for any other address, which is never open without a token.
    #[must_use]
    pub fn loopback(bound: SocketAddr) -> Option<Self> {
        bound.ip().is_loopback().then(|| Self { bound, names: Vec::new(), token: None })
    }

    /// For a server on any address: `token` is demanded, and beside literal addresses only the
    /// host `names` are answered to.
    ///
    /// `None` where the token is too short to be a secret (16 characters).
    #[must_use]
    pub fn with_token(bound: SocketAddr, token: String, names: Vec<String>) -> Option<Self> {
        (token.len() >= 16).then_some(Self { bound, names, token: Some(token) })
    }

    /// `Ok` for a request that may be answered.
    pub(crate) fn check(&self, uri: &Uri, headers: &HeaderMap) -> Result<(), Reply> {
        let refuse = |status, what: &str| Err(problem(status, what));
        if uri.path_and_query().is_some_and(|it| it.as_str().len() > LONGEST_ADDRESS) {
            return refuse(StatusCode::URI_TOO_LONG, "the address is longer than 8 KiB");
        }
        let host = uri.authority().map(|it| it.as_str()).or_else(|| one(headers, &header::HOST));
        let Some(host) = host.filter(|host| self.answers_to(host)) else {
            let what = "this server does not answer to that host; open the address it printed";
            return refuse(StatusCode::MISDIRECTED_REQUEST, what);
        };
        if headers.contains_key(header::ORIGIN) {
            let own = format!("http://{host}");
            if one(headers, &header::ORIGIN).is_none_or(|origin| !origin.eq_ignore_ascii_case(&own))
            {
                return refuse(StatusCode::FORBIDDEN, "another site may not ask this server");
            }
        }
        let Some(token) = &self.token else { return Ok(()) };
        let given = bearer(headers).into_iter().chain(cookies(headers));
        // No early exit: how long it takes must not tell how much was right.
        let fits = given.fold(false, |fits, given| fits | same(given, token));
        if fits {
            return Ok(());
        }
        let query = crate::ask::Query::parse(uri.query().unwrap_or("")).unwrap_or_default();
        match query.get("token") {
            Some(given) if same(given, token) => {
                let path = safe_path(uri.path());
                Err(Reply::see(format!("{path}{}", query.without_key("token").shown())))
            }
            _ => refuse(
                StatusCode::UNAUTHORIZED,
                "this server wants its token: open the address that it printed, or send the token \
                 as Authorization: Bearer",
            ),
        }
    }

    /// `Ok` for a request that may also change something. What [`Gate::check`] let in must name its
    /// origin, which no page of another site and no form in one can forge; a browser that says more
    /// must say the same.
    pub(crate) fn may_change(&self, headers: &HeaderMap) -> Result<(), Reply> {
        let refuse = |what: &str| Err(problem(StatusCode::FORBIDDEN, what));
        if !headers.contains_key(header::ORIGIN) {
            return refuse("whoever adds must send an Origin, this server's own");
        }
        let from = HeaderName::from_static("sec-fetch-site");
        if headers.contains_key(&from) && one(headers, &from) != Some("same-origin") {
            return refuse("another site may not add to this server");
        }
        Ok(())
    }

    /// The cookie that goes with a redirect away from an address with a token.
    pub(crate) fn cookie(&self, uri: &Uri) -> Option<HeaderValue> {
        let token = self.token.as_deref()?;
        let query = crate::ask::Query::parse(uri.query().unwrap_or(""))?;
        let given = query.get("token").filter(|given| same(given, token))?;
        let cookie = format!("{COOKIE}={given}; HttpOnly; SameSite=Strict; Path=/");
        HeaderValue::from_str(&cookie).ok()
    }

    fn answers_to(&self, host: &str) -> bool {
        let (name, port) = match host.rsplit_once(':') {
            Some((name, port)) if !port.contains(']') => (name, port.parse().ok()),
            _ => (host, Some(80)),
        };
        if port != Some(self.bound.port()) {
            return false;
        }
        let bare = name.strip_prefix('[').and_then(|it| it.strip_suffix(']')).unwrap_or(name);
        let bound = self.bound.ip();
        match bare.parse::<IpAddr>() {
            // A rebound name is a name: a literal address cannot be rebound.
            Ok(ip) => {
                ip == bound || bound.is_unspecified() || (bound.is_loopback() && ip.is_loopback())
            }
            Err(_) => {
                (bound.is_loopback() && bare.eq_ignore_ascii_case("localhost"))
                    || self.names.iter().any(|own| own.eq_ignore_ascii_case(bare))
            }
        }
    }
}

/// Adds what a browser is told of every answer.
pub(crate) fn guard(headers: &mut HeaderMap) {
    for (name, value) in HEADERS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
}

/// A path that a browser takes for one of this server and no other's (`//host/` is another's).
fn safe_path(path: &str) -> String {
    format!("/{}", path.trim_start_matches(['/', '\\']))
}

/// The value of a header that is there once.
fn one<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next().filter(|_| values.next().is_none())?;
    value.to_str().ok()
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    one(headers, &header::AUTHORIZATION)?.strip_prefix("Bearer ").map(str::trim)
}

fn cookies(headers: &HeaderMap) -> impl Iterator<Item = &str> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|value| value.split(';')).filter_map(|pair| {
        let (name, value) = pair.trim().split_once('=')?;
        (name == COOKIE).then_some(value)
    })
}

fn same(given: &str, token: &str) -> bool {
    // Equal hashes in constant time: blake3's comparison does not stop at the first difference.
    blake3::hash(given.as_bytes()) == blake3::hash(token.as_bytes())
}
