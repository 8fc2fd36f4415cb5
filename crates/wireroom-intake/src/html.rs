//! A page to a document: main content by dom_smoothie, metadata by our own reading of it.
//!
//! The extractor was chosen on 181 saved article pages by the F of 4-gram shingles that the
//! article extraction benchmark of Zyte defines (precision and recall averaged over pages), with
//! pages a second on one busy core, the crates each one pulls in, and the pages it read worse than
//! F 0.7:
//!
//! | extractor | F | precision, recall | pages/s | crates | bad pages |
//! |---|---|---|---|---|---|
//! | dom_smoothie 0.19.0 | .952 | .917, .989 | 190 | 59 | 1 |
//! | trafilatura 0.6.0 | .957 | .939, .975 | 87 | 130 | 7 |
//! | trafilatura 0.6.0 with its fallback | .961 | .940, .982 | 40 | 130 | 5 |
//! | rs-trafilatura 0.2.2 | .957 | .927, .990 | 42 | 117 | 5 |
//!
//! None panicked. dom_smoothie loses half a point by keeping captions and teasers, which a later
//! stage finds as furniture; the others lose passages of articles, which no later stage can find.
//! It is the leanest to build, the fastest, and the most often released. No extractor's dates are
//! used: see [`meta`].
//!
//! Of what the extractor keeps, captions (`figcaption`) and lines of nothing but a link that are
//! neither heading nor sentence are left out: F .952 to .961, precision .919 to .935, recall .988
//! as before. They were chosen with these pages in sight, and by pages of even and odd hash they
//! do alike (.956 to .962, .949 to .960).
//!
//! A page nested deeper than the limit, or one that would make the parser multiply elements, is
//! set aside before the extractor sees it; a panic in the extractor sets the page aside too.

mod guard;
mod jsonld;
pub(crate) mod meta;
mod paragraphs;

use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_query::Document as Dom;
use dom_smoothie::{Config, Readability};
use wireroom_model::{Document, DocumentId, Format, SetAsideCode};

use crate::intake::{Intake, Problem, document_id};
use crate::json::too_large;
use crate::limits::{Limits, size};
use crate::sniff::has_tag;

/// Reads the page `html`, found at `path`; `address` is where it was saved from, if something
/// outside the page says so.
pub(crate) fn read(
    path: &str,
    html: &str,
    format: Format,
    address: Option<String>,
    limits: &Limits,
) -> Intake {
    if html.len() > limits.page {
        let what =
            format!("a page of {}, over the limit of {}", size(html.len()), size(limits.page));
        let problem = Problem::new(SetAsideCode::TooLarge, what, "give its article as text");
        return Intake::only(path, problem);
    }
    if let Err(problem) = guard::scan(html, limits) {
        return Intake::only(path, problem);
    }
    let mut intake = Intake::default();
    let read = catch_unwind(AssertUnwindSafe(|| {
        document(path, html, format, address, limits, &mut intake)
    }));
    match read {
        Ok(Ok(document)) => intake.documents.push(document),
        Ok(Err(problem)) => intake.set_aside(path, 0, None, problem),
        Err(_) => intake.set_aside(
            path,
            0,
            None,
            Problem::new(
                SetAsideCode::NoArticle,
                "the extractor failed on this page",
                "give its article as text, and report the page if you may share it",
            ),
        ),
    }
    intake
}

/// The paragraphs of a piece of markup.
pub(crate) fn fragment(markup: &str, limits: &Limits) -> Result<String, Problem> {
    bounded(markup, limits, paragraphs::of_fragment)
}

/// The paragraphs of what metadata gives as a text, which may be markup.
pub(crate) fn stated(text: &str, limits: &Limits) -> Result<String, Problem> {
    if has_tag(text) {
        return fragment(text, limits);
    }
    fits(text, limits)?;
    bounded(&resolved(text), limits, paragraphs::of_stated)
}

/// A text with its character references resolved. What is looked at for bounds is this and not the
/// text as it stands: references may hide any markup.
fn resolved(text: &str) -> String {
    meta::unescape(text).unwrap_or_else(|| text.to_owned())
}

/// The lines of plain text without the white space around them, empty lines between them.
pub(crate) fn plain_paragraphs(text: &str, limits: &Limits) -> Result<String, Problem> {
    if text.len() > limits.text {
        return Err(too_large(text.len(), limits));
    }
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    Ok(lines.collect::<Vec<_>>().join("\n\n"))
}

fn fits(markup: &str, limits: &Limits) -> Result<(), Problem> {
    if markup.len() > limits.page {
        let what =
            format!("markup of {}, over the limit of {}", size(markup.len()), size(limits.page));
        return Err(Problem::new(SetAsideCode::TooLarge, what, "give its article as text"));
    }
    Ok(())
}

/// What `read` makes of markup that is not too large or too deep.
fn bounded(markup: &str, limits: &Limits, read: fn(&str) -> String) -> Result<String, Problem> {
    fits(markup, limits)?;
    guard::scan(markup, limits)?;
    catch_unwind(|| read(markup)).map_err(|_| {
        let what = "the extractor failed on this markup";
        Problem::new(SetAsideCode::NoArticle, what, "give its article as text")
    })
}

fn document(
    path: &str,
    html: &str,
    format: Format,
    address: Option<String>,
    limits: &Limits,
    intake: &mut Intake,
) -> Result<Document, Problem> {
    let dom = Dom::from(html);
    guard::check_depth(&dom, limits)?;
    let meta = meta::read(&dom, html, address, path, intake);
    let stated = meta.body.map(|body| resolved(&body));
    let stated = stated.filter(|body| guard::scan(body, limits).is_ok());
    let body = body(dom, stated.as_deref()).ok_or_else(|| {
        Problem::new(
            SetAsideCode::NoArticle,
            "the page holds no article that could be found",
            "give its article as text, or leave the page out of the pile",
        )
    })?;
    let mut document = Document {
        id: DocumentId::from_stored(""),
        source_id: None,
        path: Some(path.to_owned()),
        url: meta.url,
        outlet: meta.outlet,
        title: meta.title,
        published: meta.published,
        updated: meta.updated,
        byline: meta.byline,
        credit: meta.credit,
        language: meta.language,
        format,
        received: body,
    };
    document.id = document_id(&[path], &document);
    Ok(document)
}

/// The article's paragraphs. What the publisher gives as the body in the page's metadata is taken
/// where the extractor found none of it to speak of; the page's own paragraphs where neither has
/// any.
fn body(dom: Dom, stated: Option<&str>) -> Option<String> {
    let plain = paragraphs::of_page(&dom);
    let config = Config { disable_json_ld: true, ..Config::default() };
    let extracted = Readability::with_document(dom, None, Some(config))
        .and_then(|mut page| page.parse())
        .map(|article| paragraphs::of_fragment(&article.content))
        .unwrap_or_default();
    let stated = stated.map(paragraphs::of_stated).unwrap_or_default();
    let body = if stated.len() > 3 * extracted.len() { stated } else { extracted };
    let body = if body.trim().is_empty() { plain } else { body };
    (!body.trim().is_empty()).then_some(body)
}
