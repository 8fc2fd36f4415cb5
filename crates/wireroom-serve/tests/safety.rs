//! Articles are hostile, and so are other sites in the same browser.

mod util;

use util::{HOST, Site, bound, document, ferry, links, pile};
use wireroom_serve::Gate;

const TOKEN: &str = "0123456789abcdef0123456789abcdef";

#[test]
fn only_loopback_is_open_without_a_token() {
    for address in ["127.0.0.1:1", "[::1]:1", "127.9.9.9:1"] {
        assert!(Gate::loopback(address.parse().unwrap()).is_some(), "{address}");
    }
    for address in ["0.0.0.0:1", "[::]:1", "192.0.2.1:1"] {
        assert!(Gate::loopback(address.parse().unwrap()).is_none(), "{address}");
    }
    assert!(Gate::with_token(bound(), "short".to_owned(), Vec::new()).is_none());
}

#[test]
fn a_name_that_was_rebound_gets_nothing() {
    let site = Site::over(pile(ferry()));
    for host in [HOST, "localhost:8080", "[::1]:8080", "LOCALHOST:8080"] {
        assert_eq!(site.ask("GET", "/events", &[("host", host)]).status, 200, "{host}");
    }
    for host in [
        "evil.example:8080",
        "127.0.0.1.evil.example:8080",
        "127.0.0.1:9",
        "127.0.0.1",
        "localhost",
        "192.0.2.1:8080",
        "",
        "127.0.0.1:8080@evil.example",
        "evil.example",
        "[::1",
        "localhost.:8080",
    ] {
        for address in ["/events", "/api/v1/events", "/assets/style.css", "/nothing"] {
            let got = site.ask("GET", address, &[("host", host)]);
            assert_eq!(got.status, 421, "{host} {address}");
            assert!(!got.text().contains("ferry"), "{host}");
        }
    }
    assert_eq!(site.ask("GET", "/events", &[]).status, 421);
    assert_eq!(site.ask("GET", "/events", &[("host", HOST), ("host", "evil.example")]).status, 421);
    assert_eq!(site.ask("GET", "http://evil.example/events", &[("host", HOST)]).status, 421);
}

#[test]
fn another_site_gets_nothing() {
    let site = Site::over(pile(ferry()));
    let with =
        |origin: &str| site.ask("GET", "/api/v1/events", &[("host", HOST), ("origin", origin)]);
    assert_eq!(with("http://127.0.0.1:8080").status, 200);
    for origin in [
        "http://evil.example",
        "null",
        "https://127.0.0.1:8080",
        "http://127.0.0.1:81",
        "http://localhost:8080",
    ] {
        let got = with(origin);
        assert_eq!(got.status, 403, "{origin}");
        assert!(got.headers.get("access-control-allow-origin").is_none());
    }
}

#[test]
fn nothing_is_changed_by_a_request() {
    let site = Site::over(pile(ferry()));
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"] {
        let got = site.ask(method, "/events", &[("host", HOST)]);
        assert_eq!(got.status, 405, "{method}");
        assert_eq!(got.header("content-type"), "application/problem+json");
    }
}

#[test]
fn beyond_loopback_a_token_is_demanded() {
    let bound = "0.0.0.0:8080".parse().unwrap();
    let gate = Gate::with_token(bound, TOKEN.to_owned(), vec!["desk.example".to_owned()]).unwrap();
    let site = Site::behind(pile(ferry()), gate);
    let host = ("host", "192.0.2.7:8080");
    for (name, value) in [
        ("x", "y"),
        ("authorization", "Bearer "),
        ("authorization", "Bearer 0123456789abcdef"),
        ("authorization", TOKEN),
        ("cookie", "wireroom-token="),
        ("cookie", "other=0123456789abcdef0123456789abcdef"),
    ] {
        let got = site.ask("GET", "/events", &[host, (name, value)]);
        assert_eq!(got.status, 401, "{name}: {value}");
    }
    for address in ["/assets/page.js", "/api/v1/openapi.json", "/nothing", "/events?token=wrong"] {
        assert_eq!(site.ask("GET", address, &[host]).status, 401, "{address}");
    }
    let bearer = format!("Bearer {TOKEN}");
    assert_eq!(site.ask("GET", "/events", &[host, ("authorization", &bearer)]).status, 200);
    let cookie = format!("a=b; wireroom-token={TOKEN}");
    assert_eq!(site.ask("GET", "/events", &[host, ("cookie", &cookie)]).status, 200);
    let named = ("host", "desk.example:8080");
    assert_eq!(site.ask("GET", "/events", &[named, ("cookie", &cookie)]).status, 200);
    assert_eq!(
        site.ask("GET", "/events", &[("host", "evil.example:8080"), ("cookie", &cookie)]).status,
        421
    );

    // The token leaves the address bar at once.
    let got = site.ask("GET", &format!("/events?kind=x&token={TOKEN}"), &[host]);
    assert_eq!((got.status.as_u16(), got.header("location")), (303, "/events?kind=x"));
    let set = got.header("set-cookie");
    assert!(set.contains("HttpOnly") && set.contains("SameSite=Strict"), "{set}");
    let got = site.ask("GET", &format!("//evil.example/?token={TOKEN}"), &[host]);
    assert_eq!(got.header("location"), "/evil.example/");
}

#[test]
fn every_answer_forbids_what_no_answer_needs() {
    let site = Site::over(pile(ferry()));
    for address in ["/events", "/api/v1/events", "/assets/page.js", "/nothing", "/"] {
        let got = site.get(address);
        let csp = got.header("content-security-policy");
        for rule in [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'self'",
        ] {
            assert!(csp.contains(rule), "{address}: {csp}");
        }
        assert!(!csp.contains("unsafe") && !csp.contains("data:"), "{csp}");
        assert_eq!(got.header("x-content-type-options"), "nosniff", "{address}");
        assert_eq!(got.header("referrer-policy"), "same-origin", "{address}");
        assert_eq!(got.header("cross-origin-resource-policy"), "same-origin", "{address}");
    }
}

/// A pile in which all that an article can bring is an attack.
fn hostile() -> Site {
    let attack =
        "<script>alert(1)</script><svg onload=alert(2)><img src=x onerror=alert(3)>\"'><b style=x>";
    let giant = "A".repeat(300_000);
    let mut first = document(
        "../../etc/<script>.txt",
        &format!("{attack} ferry Alba strikes pier"),
        &format!("Out\u{202e}let {attack}"),
        &format!(
            "BERGEN, Norway, March 4, 2026 - The ferry Alba struck a pier in Bergen on Tuesday, injuring 12 people, {attack} harbor master Rosa Ibarra said.\n\n\
             \u{202e}evil {giant} \u{0}\u{7} </div></main><script src=//evil.example></script>\n\n\"{attack}\" said Rosa Ibarra on Tuesday.\n"
        ),
    );
    first.url = Some("javascript:alert(document.domain)".to_owned());
    first.byline = Some(attack.to_owned());
    let mut second = document(
        "b",
        "Ferry Alba strikes pier",
        "Post",
        "BERGEN, March 4, 2026 - The ferry Alba struck a pier in Bergen on Tuesday, harbor master Rosa Ibarra said.\n",
    );
    second.url = Some("https://post.example/a\"onmouseover=alert(1)".to_owned());
    Site::over(pile(vec![first, second]))
}

/// Every page that can be reached, from the front page on.
fn crawl(site: &Site) -> Vec<(String, String)> {
    let mut to_do = vec![
        "/events".to_owned(),
        "/help".to_owned(),
        "/statements".to_owned(),
        "/search?q=alert+ferry".to_owned(),
        "/search?q=%3Cscript%3Ealert(1)".to_owned(),
        "/events?kind=%3Cscript%3Ealert(1)&party=%22%3E%3Csvg%20onload=x".to_owned(),
    ];
    let mut seen = std::collections::BTreeSet::new();
    let mut pages = Vec::new();
    while let Some(address) = to_do.pop() {
        let bare = address.split('#').next().unwrap_or("").to_owned();
        if pages.len() > 400 || !bare.starts_with('/') || !seen.insert(bare.clone()) {
            continue;
        }
        let got = site.get(&bare);
        assert_eq!(got.status, 200, "{bare}");
        if got.header("content-type").starts_with("text/html") {
            to_do.extend(links(got.text()));
            pages.push((bare, got.text().to_owned()));
        }
    }
    pages
}

#[test]
fn nothing_of_an_article_becomes_markup() {
    let site = hostile();
    let pages = crawl(&site);
    assert!(pages.len() > 10, "{}", pages.len());
    assert!(pages.iter().any(|(_, page)| page.contains("&lt;script&gt;alert(1)")));
    for (address, page) in &pages {
        let scripts = page.matches("<script").count();
        assert_eq!(scripts, 1, "{address}: only the page's own script");
        assert!(page.contains("<script src=\"/assets/page.js?"), "{address}");
        for bad in [
            "<img",
            "<b style",
            "onload=alert(2)>",
            "<iframe",
            "</div></main><script",
            "href=\"javascript",
            "style=\"",
        ] {
            assert!(!page.contains(bad), "{address} has {bad}");
        }
        // Inside a tag, the only place where a name before "=" matters, nothing handles an event.
        for tag in page.split('<').skip(1).map(|rest| rest.split('>').next().unwrap_or("")) {
            let bare: String = tag.split('"').step_by(2).collect();
            assert!(!bare.contains(" on"), "{address}: {tag}");
        }
        for link in links(page) {
            let own = link.starts_with('/') && !link.starts_with("//") || link.starts_with('#');
            assert!(own || link.starts_with("https://post.example/"), "{address}: {link}");
        }
    }
}

#[test]
fn the_direction_of_an_article_ends_with_it() {
    for (address, page) in crawl(&hostile()) {
        assert!(
            !page.contains('\u{202e}') && !page.contains('\0') && !page.contains('\u{7}'),
            "{address}"
        );
        assert_eq!(page.matches("<bdi").count(), page.matches("</bdi>").count(), "{address}");
    }
}

#[test]
fn no_page_is_as_long_as_the_longest_article() {
    for (address, page) in crawl(&hostile()) {
        let most = if address.starts_with("/documents/") { 250_000 } else { 120_000 };
        assert!(page.len() < most, "{address}: {}", page.len());
    }
}

#[test]
fn no_file_of_the_machine_can_be_reached() {
    let site = Site::over(pile(ferry()));
    for address in [
        "/assets/../Cargo.toml",
        "/assets/..%2f..%2fetc%2fpasswd",
        "/etc/passwd",
        "/documents/..%2f..%2fetc%2fpasswd",
        "/documents/%2Fetc%2Fpasswd.json",
        "/assets/",
        "/.git/config",
    ] {
        assert_eq!(site.get(address).status, 404, "{address}");
    }
}

#[test]
fn what_is_too_much_is_refused() {
    let site = Site::over(pile(ferry()));
    assert_eq!(site.get(&format!("/search?q={}", "a".repeat(9000))).status, 414);
    assert_eq!(site.get(&format!("/events?{}", "kind=a&".repeat(65))).status, 400);
    assert_eq!(site.get("/api/v1/events?limit=1001").status, 400);
    assert_eq!(site.get("/api/v1/events?limit=0").status, 400);
    assert_eq!(site.get("/events?limit=99999999999999999999").status, 400);
    assert_eq!(site.get(&format!("/search?q={}", "word+".repeat(1500))).status, 200);
    assert_eq!(site.get("/events?kind=%FF%FE%00").status, 200);
}
