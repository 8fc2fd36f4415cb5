//! An HTTP answer as an archive keeps it: head, transfer coding, content coding.
//!
//! Tools differ in what they undo before they store an answer and rarely mend its head, so each
//! coding is undone only where the bytes show that it is still there.

use encoding_rs::Encoding;
use wireroom_model::SetAsideCode;

use crate::intake::Problem;
use crate::limits::Limits;
use crate::unpack::{Packing, unpack};

/// Longest head of an answer.
const HEAD: usize = 256 << 10;

/// What an answer carries.
pub(super) struct Payload {
    pub(super) body: Vec<u8>,
    pub(super) charset: Option<&'static Encoding>,
}

/// The media type, in lower case, and the status of an answer.
pub(super) fn kind_and_status(block: &[u8]) -> (String, u16) {
    let (head, _) = parts(block);
    let status = head.lines().next().and_then(|line| line.split(' ').nth(1)?.parse().ok());
    (field(&head, "content-type").unwrap_or_default(), status.unwrap_or(0))
}

/// The payload of an answer, with its codings undone.
pub(super) fn payload(block: &[u8], limits: &Limits) -> Result<Payload, Problem> {
    let (head, body) = parts(block);
    let chunked =
        field(&head, "transfer-encoding").is_some_and(|coding| coding.contains("chunked"));
    let joined = chunked.then(|| unchunked(body)).flatten();
    let body = joined.as_deref().unwrap_or(body);
    let coding = field(&head, "content-encoding").unwrap_or_default();
    let body = match Packing::of(body) {
        Some(packing) => {
            let bounds = Limits { unpacked: limits.page, ..limits.clone() };
            let unpacked = unpack(packing, body, &bounds);
            match unpacked.cut {
                Some(problem) if unpacked.bytes.is_empty() => return Err(problem),
                _ => unpacked.bytes,
            }
        }
        None if coding.contains("br") && std::str::from_utf8(body).is_err() => {
            return Err(Problem::new(
                SetAsideCode::Unsupported,
                "a page packed with Brotli, which is not read",
                "archive it again without Brotli",
            ));
        }
        None => body.to_owned(),
    };
    let kind = field(&head, "content-type").unwrap_or_default();
    let charset = kind.split_once("charset=").map(|(_, label)| {
        label.trim_matches(['"', '\'', ' ']).split([';', ' ', '"']).next().unwrap_or_default()
    });
    Ok(Payload { body, charset: charset.and_then(|label| Encoding::for_label(label.as_bytes())) })
}

/// Head and body of an answer.
fn parts(block: &[u8]) -> (String, &[u8]) {
    let near = block.get(..block.len().min(HEAD)).unwrap_or_default();
    let (mut end, mut body) = (0, block.len());
    for line in near.split_inclusive(|&byte| byte == b'\n') {
        if matches!(line, b"\n" | b"\r\n") {
            body = end + line.len();
            break;
        }
        end += line.len();
    }
    let head = String::from_utf8_lossy(near.get(..end).unwrap_or_default()).into_owned();
    (head, block.get(body..).unwrap_or_default())
}

/// The value of a head's line, in lower case.
fn field(head: &str, name: &str) -> Option<String> {
    head.lines().skip(1).find_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim().to_ascii_lowercase())
    })
}

/// Chunks joined; `None` where the bytes are not chunked. What stands before a damaged chunk is
/// kept.
fn unchunked(body: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut rest = body;
    loop {
        let end = rest.iter().take(64).position(|&byte| byte == b'\n');
        let line = end.and_then(|end| rest.get(..end)).map(|line| String::from_utf8_lossy(line));
        let size = line.and_then(|line| {
            let digits = line.split(';').next().unwrap_or_default().trim();
            usize::from_str_radix(digits, 16).ok()
        });
        let (Some(size), Some(end)) = (size, end) else {
            return (!out.is_empty()).then_some(out);
        };
        if size == 0 {
            return Some(out);
        }
        rest = rest.get(end + 1..).unwrap_or_default();
        let Some(chunk) = rest.get(..size) else {
            out.extend_from_slice(rest);
            return Some(out);
        };
        out.extend_from_slice(chunk);
        rest = rest.get(size..).unwrap_or_default();
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(answer: &str) -> String {
        let payload = payload(answer.as_bytes(), &Limits::default()).unwrap_or_else(|_| panic!());
        String::from_utf8(payload.body).unwrap()
    }

    #[test]
    fn codings_are_undone_where_they_are() {
        let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        assert_eq!(body(&format!("{head}4\r\nferr\r\n1;x=1\r\ny\r\n0\r\n\r\n")), "ferry");
        assert_eq!(body(&format!("{head}<p>ferry</p>")), "<p>ferry</p>");
        assert_eq!(body(&format!("{head}ffff\r\nferry")), "ferry");
        let gzip = "HTTP/1.1 200 OK\nContent-Encoding: gzip\n\nferry";
        assert_eq!(body(gzip), "ferry");
    }
}
