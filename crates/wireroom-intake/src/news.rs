//! News industry XML of the IPTC: NITF 3.x, alone or inside NewsML-G2.
//!
//! A NewsML-G2 file may carry many items; each news item that carries text is a document. Its
//! metadata is the item's, and what that leaves out is the NITF's. Pictures, packages and concepts
//! hold no article; that they were passed over is noted. NewsML 1 is another language and is not
//! read.

use wireroom_model::{Document, DocumentId, Format, SetAsideCode};

use crate::html;
use crate::html::meta::first_date;
use crate::intake::{Intake, Problem, identify};
use crate::limits::Limits;
use crate::xml::{Element, parse};

/// Reads the XML `text`, found at `path`; `cut` is why it ends early, if something before the XML
/// says so.
pub(crate) fn read(path: &str, text: &str, cut: Option<Problem>, limits: &Limits) -> Intake {
    let mut intake = Intake::default();
    let (root, broken) = parse(text, limits);
    let root = root.unwrap_or_default();
    let mut items = Vec::new();
    let mut others = 0;
    match root.name.as_str() {
        "nitf" => items.push((None, Some(&root), Format::Nitf)),
        "newsItem" => items.push((Some(&root), None, Format::Newsml)),
        _ => {
            for item in root.all("itemSet").flat_map(Element::children) {
                match item.name.as_str() {
                    "newsItem" => items.push((Some(item), None, Format::Newsml)),
                    _ => others += 1,
                }
            }
        }
    }
    for (at, (item, nitf, format)) in items.into_iter().enumerate() {
        if !item.or(nitf).is_some_and(|element| element.whole) {
            continue;
        }
        match document(path, item, nitf, format, limits, &mut intake) {
            Ok(Some(document)) => intake.documents.push(document),
            Ok(None) => others += 1,
            Err((id, problem)) => intake.set_aside(path, at + 1, id, problem),
        }
    }
    if others > 0 {
        let what = match others {
            1 => "an item holds no text (a picture, a package) and was left".to_owned(),
            n => format!("{n} items hold no text (pictures, packages) and were left"),
        };
        intake.note(path, what);
    }
    match cut.or(broken) {
        Some(problem) => intake.set_aside(path, 0, None, problem),
        None if intake.documents.is_empty() && intake.set_aside.is_empty() => intake.set_aside(
            path,
            0,
            None,
            Problem::new(SetAsideCode::Empty, "no item in it holds a text", "leave it out"),
        ),
        None => {}
    }
    intake
}

/// The document of a news item, an NITF or one in the other; `None` for an item without text.
fn document(
    path: &str,
    item: Option<&Element>,
    nitf: Option<&Element>,
    format: Format,
    limits: &Limits,
    intake: &mut Intake,
) -> Result<Option<Document>, (Option<String>, Problem)> {
    let content = item.and_then(|item| item.first("contentSet"));
    let inline = content.and_then(|set| set.first("inlineXML"));
    let nitf = nitf.or_else(|| inline?.children().find(|inner| inner.name == "nitf"));
    let of_nitf = nitf.map(Nitf::of).unwrap_or_default();
    let source_id = item.and_then(|item| item.attribute("guid")).map(str::to_owned).or(of_nitf.id);
    let fail = |problem| (source_id.clone(), problem);
    let body = match nitf {
        Some(nitf) => nitf_body(nitf, limits),
        None => inline_body(content, limits),
    };
    let Some(body) = body.map_err(fail)? else {
        return match (item, nitf) {
            (Some(_), None) => Ok(None),
            _ => {
                let what = "the article has no text";
                Err(fail(Problem::new(SetAsideCode::Empty, what, "leave it out")))
            }
        };
    };
    let get = |names: &[&str]| -> Option<String> {
        names.iter().find_map(|name| item?.down(name)?.text())
    };
    let dates = |names: &[&str]| -> Vec<String> {
        names.iter().filter_map(|name| item?.down(name)?.text()).collect()
    };
    let mut published =
        dates(&["contentMeta contentCreated", "itemMeta firstCreated", "itemMeta versionCreated"]);
    published.extend(of_nitf.published);
    let updated = dates(&["contentMeta contentModified", "itemMeta versionCreated"]);
    let language = item
        .and_then(|item| item.down("contentMeta language")?.attribute("tag"))
        .or_else(|| item.and_then(|item| item.attribute("xml:lang")))
        .and_then(html::meta::language);
    let mut credit: Vec<String> =
        get(&["contentMeta creditline", "contentMeta infoSource name"]).into_iter().collect();
    credit.extend(of_nitf.credit);
    credit.dedup();
    let mut document = Document {
        id: DocumentId::from_stored(""),
        source_id,
        path: Some(path.to_owned()),
        url: None,
        outlet: get(&["itemMeta provider name", "rightsInfo copyrightHolder name"])
            .or(of_nitf.outlet),
        title: get(&["contentMeta headline", "itemMeta title"]).or(of_nitf.title),
        published: first_date(&published, path, intake),
        updated: first_date(&updated, path, intake),
        byline: get(&["contentMeta by", "contentMeta creator name"]).or(of_nitf.byline),
        credit,
        language,
        format,
        received: body,
    };
    identify(path, &mut document);
    Ok(Some(document))
}

/// What an NITF says of itself.
#[derive(Default)]
struct Nitf {
    id: Option<String>,
    title: Option<String>,
    byline: Option<String>,
    outlet: Option<String>,
    credit: Option<String>,
    published: Vec<String>,
}

impl Nitf {
    fn of(nitf: &Element) -> Self {
        let text = |names: &[&str]| names.iter().find_map(|name| nitf.down(name)?.text());
        let attribute = |element: &str, name: &str| -> Option<String> {
            Some(nitf.down(element)?.attribute(name)?.to_owned())
        };
        let published = [
            attribute("head docdata date.issue", "norm"),
            attribute("head docdata date.release", "norm"),
            attribute("head pubdata", "date.publication"),
            attribute("body body.head dateline story.date", "norm"),
        ];
        Self {
            id: attribute("head docdata doc-id", "id-string"),
            title: text(&[
                "body body.head hedline hl1",
                "body body.head headline hl1",
                "body body.head hedline",
                "head title",
            ]),
            byline: text(&["body body.head byline person", "body body.head byline"]),
            outlet: attribute("head pubdata", "name")
                .or_else(|| attribute("head docdata doc.copyright", "holder")),
            credit: text(&["body body.head distributor"])
                .or_else(|| attribute("head docdata doc-id", "regsrc")),
            published: published.into_iter().flatten().collect(),
        }
    }
}

/// The paragraphs of an NITF, its dateline before them. Captions and tables of pictures are no
/// text of the article.
fn nitf_body(nitf: &Element, limits: &Limits) -> Result<Option<String>, Problem> {
    let Some(content) = nitf.down("body body.content") else { return Ok(None) };
    let leave = |element: &Element| {
        matches!(element.name.as_str(), "media" | "nitf-table-metadata" | "bq.credit")
    };
    // Its blocks are no words of HTML.
    let markup = content.markup(leave);
    let markup = markup.replace("<block>", "<div>").replace("</block>", "</div>");
    let markup = markup.replace("<hl2>", "<h2>").replace("</hl2>", "</h2>");
    let body = html::fragment(&markup, limits)?;
    if body.trim().is_empty() {
        return Ok(None);
    }
    let dateline = nitf.down("body body.head dateline").and_then(Element::text);
    Ok(Some(match dateline {
        Some(dateline) if !body.starts_with(&dateline) => format!("{dateline}\n\n{body}"),
        _ => body,
    }))
}

/// The paragraphs of what an item carries as XHTML or as text.
fn inline_body(content: Option<&Element>, limits: &Limits) -> Result<Option<String>, Problem> {
    let Some(content) = content else { return Ok(None) };
    let body = if let Some(inline) = content.first("inlineXML") {
        let leave =
            |element: &Element| matches!(element.name.as_str(), "head" | "script" | "style");
        html::fragment(&inline.markup(leave), limits)?
    } else if let Some(data) = content.first("inlineData") {
        let kind = data.attribute("contenttype").unwrap_or_default();
        match kind {
            "" | "text/plain" => html::plain_paragraphs(&data.raw(), limits)?,
            "text/html" => html::fragment(&data.raw(), limits)?,
            _ => String::new(),
        }
    } else {
        String::new()
    };
    Ok((!body.trim().is_empty()).then_some(body))
}
