//! What a form brings: files, a pasted text, what is known of it. Read part by part, bounded in
//! size, count and time.
//!
//! Names are labels and nothing more: no file is opened or written by them. Only what stands
//! behind the last `/` or `\` is kept, without characters that steer a terminal or a page.

use crate::reply::{Reply, problem};
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::StatusCode;
use serde_json::json;
use std::time::Duration;

/// Bytes of one upload, all files together (64 MiB).
pub(crate) const BYTES: usize = 64 << 20;
/// Files of one upload.
pub(crate) const FILES: usize = 500;
/// Time for an upload to arrive.
pub(crate) const TIME: Duration = Duration::from_secs(120);
/// Bytes of a field that says something of a pasted text.
const SHORT: usize = 4096;
/// Characters of a name.
const NAME: usize = 160;
/// Past [`BYTES`], what is read and dropped so that a browser hears the answer, in bytes in all.
pub(crate) const DRAINED: usize = 8 * BYTES;

/// One thing given: a file, or what was pasted.
#[derive(Debug)]
pub(crate) struct Upload {
    /// What it is called in the record.
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// Fields that say something of a pasted text, as a JSON record names them.
const ABOUT: [&str; 4] = ["title", "outlet", "published", "url"];

/// What the body of a request brings.
pub(crate) async fn received(request: Request) -> Result<Vec<Upload>, Reply> {
    within(TIME, request).await
}

async fn within(time: Duration, request: Request) -> Result<Vec<Upload>, Reply> {
    let late = || problem(StatusCode::REQUEST_TIMEOUT, "the upload took longer than two minutes");
    tokio::time::timeout(time, parts(request)).await.map_err(|_| late())?
}

async fn parts(request: Request) -> Result<Vec<Upload>, Reply> {
    let bad = |what: &str| problem(StatusCode::BAD_REQUEST, what);
    let form = Multipart::from_request(request, &()).await;
    let mut form = form.map_err(|_| {
        problem(StatusCode::UNSUPPORTED_MEDIA_TYPE, "send a form as multipart/form-data")
    })?;
    let (mut uploads, mut pasted, mut about) = (Vec::new(), String::new(), Vec::new());
    let (mut left, mut over) = (BYTES, false);
    while let Some(mut field) = form.next_field().await.map_err(|error| wrong(&error))? {
        let name = field.name().unwrap_or("").to_owned();
        match name.as_str() {
            "file" => {
                let label = label(field.file_name().unwrap_or(""));
                let bytes = read(&mut field, &mut left, &mut over).await?;
                // A form sends a nameless empty file where none was chosen.
                match label {
                    Some(name) => uploads.push(Upload { name, bytes }),
                    None if bytes.is_empty() => {}
                    None => uploads.push(Upload { name: "unnamed".to_owned(), bytes }),
                }
                if uploads.len() > FILES {
                    return Err(bad("more than 500 files; pack them into one JSONL file"));
                }
            }
            "text" => {
                let bytes = read(&mut field, &mut left, &mut over).await?;
                pasted = String::from_utf8(bytes).map_err(|_| bad("the text is not UTF-8"))?;
            }
            known if ABOUT.contains(&known) => {
                let bytes = read(&mut field, &mut left, &mut over).await?;
                if bytes.len() > SHORT {
                    return Err(bad("a field about the text is longer than 4 KiB"));
                }
                let value = String::from_utf8(bytes).map_err(|_| bad("a field is not UTF-8"))?;
                if !value.trim().is_empty() && !about.iter().any(|(key, _)| *key == name) {
                    about.push((name, value.trim().to_owned()));
                }
            }
            _ => {
                return Err(bad(
                    "no such field; there are: file, text, title, outlet, published, url",
                ));
            }
        }
    }
    if over {
        return Err(too_large());
    }
    if !pasted.trim().is_empty() {
        uploads.push(paste(pasted, &about));
    }
    if uploads.is_empty() {
        return Err(bad("nothing was given: choose a file, or paste a text"));
    }
    Ok(uploads)
}

/// A field's bytes. What is over the limit is read and dropped.
async fn read(field: &mut Field<'_>, left: &mut usize, over: &mut bool) -> Result<Vec<u8>, Reply> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(|error| wrong(&error))? {
        if chunk.len() > *left {
            *over = true;
            *left = 0;
            bytes = Vec::new();
        } else {
            *left -= chunk.len();
            bytes.extend_from_slice(&chunk);
        }
    }
    Ok(bytes)
}

fn wrong(error: &MultipartError) -> Reply {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => too_large(),
        _ => problem(StatusCode::BAD_REQUEST, "the form is broken off or damaged"),
    }
}

fn too_large() -> Reply {
    let what = "more than 64 MiB at once; add it in parts, or read it with the command line";
    problem(StatusCode::PAYLOAD_TOO_LARGE, what)
}

/// A pasted text with what is known of it, as the record that the intake knows; a page says these
/// things itself, and so does a JSON record.
fn paste(text: String, about: &[(String, String)]) -> Upload {
    let name = "pasted".to_owned();
    let itself = text.trim_start().starts_with(['<', '{', '[']);
    if about.is_empty() || itself {
        return Upload { name, bytes: text.into_bytes() };
    }
    // A browser sends a form's line ends as CR LF.
    let mut record = json!({ "text": text.replace("\r\n", "\n") });
    for (key, value) in about {
        record[key] = json!(value);
    }
    Upload { name, bytes: record.to_string().into_bytes() }
}

/// The last part of a path that a browser gave as a file's name; `None` where nothing is left.
fn label(name: &str) -> Option<String> {
    let last = name.rsplit(['/', '\\']).next().unwrap_or("");
    let steers = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    let kept: String = last.chars().filter(|&c| !steers(c)).collect();
    let kept = kept.trim();
    // A long name keeps its ending, which may say what the file is.
    let n = kept.chars().count();
    let kept: String = match n > NAME {
        true => kept
            .chars()
            .take(NAME - 17)
            .chain("…".chars())
            .chain(kept.chars().skip(n - 16))
            .collect(),
        false => kept.to_owned(),
    };
    // `-` is standard input everywhere else.
    (!matches!(kept.as_str(), "" | "." | ".." | "-")).then_some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_label() {
        for (given, kept) in [
            ("story.txt", Some("story.txt")),
            ("../../etc/passwd", Some("passwd")),
            ("C:\\pile\\a.html", Some("a.html")),
            ("/tmp/", None),
            ("..", None),
            ("-", None),
            ("", None),
            ("a\u{0}\u{1b}[2Jb\u{202e}txt.exe", Some("a[2Jbtxt.exe")),
            ("  x  ", Some("x")),
        ] {
            assert_eq!(label(given).as_deref(), kept, "{given:?}");
        }
        let long = label(&format!("{}.jsonl.zst", "é".repeat(5000))).unwrap();
        assert!(long.chars().count() <= NAME && long.ends_with(".jsonl.zst"), "{long}");
    }

    #[test]
    fn an_upload_that_does_not_end_is_given_up() {
        use axum::body::{Body, Bytes};
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let status = runtime.block_on(async {
            let (mut sender, body) =
                http_body_util::channel::Channel::<Bytes, std::convert::Infallible>::new(1);
            let start = "--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nThe text";
            sender.send_data(Bytes::from(start)).await.unwrap();
            let request = Request::builder()
                .header("content-type", "multipart/form-data; boundary=x")
                .body(Body::new(body))
                .unwrap();
            let given_up = within(Duration::from_millis(20), request).await;
            drop(sender);
            given_up.unwrap_err().status
        });
        assert_eq!(status, StatusCode::REQUEST_TIMEOUT);
    }

    #[test]
    fn what_is_known_of_a_text_goes_with_it() {
        let about = [("title".to_owned(), "\"Ferry\"".to_owned())];
        let upload = paste("It struck.\r\nTwice.".to_owned(), &about);
        let record: serde_json::Value = serde_json::from_slice(&upload.bytes).unwrap();
        assert_eq!(record, json!({ "text": "It struck.\nTwice.", "title": "\"Ferry\"" }));
        assert_eq!(paste("<p>x".to_owned(), &about).bytes, b"<p>x");
        assert_eq!(paste("plain".to_owned(), &[]).bytes, b"plain");
    }
}
