//! Pages: the article's paragraphs, what the page says of itself, and pages that are no pages.

use wireroom_intake::{Intake, Limits, read_bytes};
use wireroom_model::{Basis, Document, Format, SetAsideCode};

const BODY: &str = "<nav><a href='/'>Home</a> <a href='/s'>Sport</a></nav><article><h1>Ferry is back</h1>\
    <p>The ferry between the island and the town is running again, the port said on Monday, after \
    four months in which the islanders had to take the long way round by the northern bridge.</p>\
    <p>Its first crossing left at seven with a hundred people on board, said <b>Ada Finch</b>, who \
    runs the line, and it arrived on time.<br>A second one followed at noon, with schoolchildren, \
    two trucks of flour and the mayor.</p>\
    <ul><li>Seven sailings a day, from six in the morning until nine in the evening, are planned.\
    </li></ul></article><footer>Copyright, imprint, contact</footer>";

fn page(head: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang='en-GB'><head><title>Ferry is back | Harbor Post</title>{head}</head><body>{BODY}</body></html>"
    )
}

fn read(path: &str, html: &str) -> Intake {
    read_bytes(path, html.as_bytes(), &Limits::default())
}

fn one(html: &str) -> Document {
    let intake = read("page.html", html);
    assert_eq!(intake.set_aside, []);
    intake.documents[0].clone()
}

#[test]
fn body_is_paragraphs_without_the_page_around_them() {
    let document = one(&page(""));
    let paragraphs: Vec<_> = document.received.split("\n\n").collect();
    assert!(paragraphs[0].starts_with("The ferry between"), "{paragraphs:#?}");
    assert!(
        paragraphs[1].contains("Ada Finch, who runs")
            && paragraphs[1].contains("on time.\nA second")
    );
    assert!(paragraphs[2].starts_with("Seven sailings"));
    assert_eq!(paragraphs.len(), 3);
    assert_eq!(document.format, Format::Html);
}

#[test]
fn json_ld_in_a_graph_with_references() {
    let document = one(&page(
        r##"<link rel="canonical" href="https://www.harborpost.example/2024/05/ferry">
        <script type="application/ld+json">{"@context":"https://schema.org","@graph":[
        {"@type":"Organization","@id":"#org","name":"Harbor Post"},
        {"@type":["NewsArticle","Thing"],"headline":"Ferry &amp; flour are back","datePublished":"2024-05-06T07:30:00+02:00",
        "dateModified":"2024-05-06T12:00:00+02:00","author":[{"@type":"Person","name":"Bo Lund"},{"@type":"NewsMediaOrganization","name":"North Wire"}],
        "publisher":{"@id":"#org"},"copyrightHolder":{"name":"harbor post"},"sourceOrganization":{"name":"Sea Desk"},}]}</script>"##,
    ));
    assert_eq!(document.title.as_deref(), Some("Ferry & flour are back"));
    assert_eq!(document.outlet.as_deref(), Some("Harbor Post"));
    let published = document.published.unwrap();
    assert_eq!(
        (published.value.as_str(), published.basis),
        ("2024-05-06T07:30:00+02:00", Basis::Metadata)
    );
    assert_eq!(document.updated.unwrap().value, "2024-05-06T12:00:00+02:00");
    assert_eq!(document.byline.as_deref(), Some("Bo Lund, North Wire"));
    assert_eq!(document.credit, ["North Wire", "Sea Desk"]);
    assert_eq!(document.url.as_deref(), Some("https://www.harborpost.example/2024/05/ferry"));
    assert_eq!(document.language.as_deref(), Some("en-GB"));
}

#[test]
fn meta_elements_where_json_ld_is_beyond_repair() {
    let document = one(&page(
        "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", headline: </script>\
        <meta property='og:title' content='Ferry is back - Harbor Post'>\
        <meta property='og:site_name' content='Harbor Post'>\
        <meta property='og:url' content='https://www.harborpost.example/ferry'>\
        <meta property='article:published_time' content='2024-05-06T07:30:00Z'>\
        <meta name='author' content='Bo Lund'>",
    ));
    assert_eq!(document.title.as_deref(), Some("Ferry is back"));
    assert_eq!(document.outlet.as_deref(), Some("Harbor Post"));
    assert_eq!(document.byline.as_deref(), Some("Bo Lund"));
    assert_eq!(document.published.unwrap().value, "2024-05-06T07:30:00Z");
}

#[test]
fn microdata_and_time_elements_and_the_address() {
    let micro = page("").replace(
        "<article>",
        "<article itemscope><span itemprop='author'>Bo Lund</span><time itemprop='datePublished' datetime='2024-05-06'>Monday</time>",
    );
    let document = one(&micro);
    assert_eq!(document.byline.as_deref(), Some("Bo Lund"));
    assert_eq!(document.published.unwrap().value, "2024-05-06");
    let document =
        one(&page("<link rel='canonical' href='https://www.harborpost.example/2024/05/06/ferry'>"));
    let published = document.published.unwrap();
    assert_eq!((published.value.as_str(), published.basis), ("2024-05-06", Basis::Url));
    assert_eq!(document.outlet.as_deref(), Some("harborpost.example"));
    assert_eq!(one(&page("")).published, None);
}

#[test]
fn saved_pages_tell_where_they_are_from() {
    let saved =
        format!("<!-- saved from url=(0035)https://harborpost.example/ferry -->\n{}", page(""));
    assert_eq!(one(&saved).url.as_deref(), Some("https://harborpost.example/ferry"));
}

#[test]
fn declared_and_undeclared_encodings() {
    let declared = page("<meta charset='windows-1252'>").replace("the mayor", "the mayor of Århus");
    let bytes = encoding_rs::WINDOWS_1252.encode(&declared).0;
    let intake = read_bytes("page.html", &bytes, &Limits::default());
    assert!(intake.documents[0].received.contains("the mayor of Århus"));
    assert_eq!(intake.notes, []);
}

#[test]
fn mime_html_quoted_printable_and_base64() {
    let quoted = page("").replace('=', "=3D").replace("the mayor", "the=\r\n mayor of =C3=85rhus");
    let head = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://www.harborpost.example/2024/05/06/ferry\r\n\
        Subject: Ferry\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"xx\"\r\n\r\n\
        --xx\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n";
    let intake = read("page.mhtml", &format!("{head}{quoted}\r\n--xx--\r\n"));
    let document = &intake.documents[0];
    assert_eq!(document.format, Format::Mhtml);
    assert!(document.received.contains("the mayor of Århus"), "{}", document.received);
    assert_eq!(document.url.as_deref(), Some("https://www.harborpost.example/2024/05/06/ferry"));
    assert_eq!(document.published.as_ref().unwrap().value, "2024-05-06");
    let empty = read(
        "page.mhtml",
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"x\"\r\n\r\n--x--\r\n",
    );
    assert_eq!(empty.set_aside[0].code, SetAsideCode::NoArticle);
}

#[test]
fn short_pages_and_bodies_in_metadata() {
    assert_eq!(
        one("<html><body><p>The ferry is back.</p></body></html>").received,
        "The ferry is back."
    );
    let stated = "<html><head><script type='application/ld+json'>{\"@type\":\"Article\",\"articleBody\":\
        \"The ferry is back.\\nIt sails at seven.\"}</script></head><body><div id='app'></div></body></html>";
    assert_eq!(one(stated).received, "The ferry is back.\n\nIt sails at seven.");
    let empty = read("page.html", "<html><body><div></div></body></html>");
    assert_eq!(empty.set_aside[0].code, SetAsideCode::NoArticle);
}

#[test]
fn hostile_pages_are_set_aside_before_they_cost_anything() {
    let deep = |tag: &str, n: usize| {
        format!("<html><body>{}x{}", format!("<{tag}>").repeat(n), format!("</{tag}>").repeat(n))
    };
    let fonts: String = (0..2000).map(|n| format!("<font size={n}>")).collect();
    let cases = [
        (deep("div", 600), SetAsideCode::TooDeep),
        (deep("div", 200_000), SetAsideCode::TooDeep),
        (deep("blockquote", 300_000), SetAsideCode::TooDeep),
        (format!("<html><body>{}", "<table><tr><td>".repeat(100_000)), SetAsideCode::TooDeep),
        (format!("<html><body><svg>{}", "<g>".repeat(100_000)), SetAsideCode::TooDeep),
        (
            format!("<html><body>{}{}", "<div>".repeat(480), "<p>x</p>".repeat(20_000)),
            SetAsideCode::TooLarge,
        ),
        (format!("<html><body>{fonts}{}", "<p>x".repeat(100_000)), SetAsideCode::TooLarge),
        (format!("<html><body>{}", "<p>x</p>".repeat(3 << 20)), SetAsideCode::TooLarge),
    ];
    for (html, code) in cases {
        let intake = read("page.html", &html);
        assert_eq!(
            intake.set_aside.iter().map(|s| s.code).collect::<Vec<_>>(),
            [code],
            "{html:.60}"
        );
    }
}

#[test]
fn pages_near_the_limits_are_read_on_a_small_stack() {
    let deep =
        format!("<html><body>{}{BODY}{}</body></html>", "<div>".repeat(490), "</div>".repeat(490));
    let wide = format!(
        "<html><body>{BODY}{}</body></html>",
        "<p>One more line of a long page.</p>".repeat(5000)
    );
    let unclosed = format!(
        "<html><body>{BODY}{}</body></html>",
        "<p>One more line of a long page.".repeat(5000)
    );
    let read = std::thread::Builder::new()
        .stack_size(2 << 20)
        .spawn(move || [deep, wide, unclosed].map(|html| read("page.html", &html).documents.len()));
    assert_eq!(read.unwrap().join().unwrap(), [1, 1, 1]);
}
