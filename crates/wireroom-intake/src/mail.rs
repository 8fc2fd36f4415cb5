//! E-mail: one message (`.eml`) or many one after the other (`mbox`), as newsletters come.
//!
//! The subject is the title, the sender's name the outlet. Of a message that comes as text and as
//! a page, the text is taken unless the page says more than twice as much, as where the text only
//! points to it. Attachments are left, with a note.
//!
//! Messages of an `mbox` are parted as the `mboxrd` rule has it: a line `From …` after an empty
//! line, with a header line after it; `>From ` in a message stands for `From `.

use std::io::{self, BufRead};
use std::panic::catch_unwind;

use mail_parser::{Message, MessageParser, PartType};
use wireroom_model::{Document, DocumentId, Format, SetAsideCode};

use crate::by_line::ByLine;
use crate::html;
use crate::intake::{Intake, Problem, identify};
use crate::json::too_large;
use crate::limits::{Limits, size};
use crate::stamp;

/// Whether a text begins like an `mbox`.
pub(crate) fn is_mbox(head: &str) -> bool {
    let Some((first, rest)) = head.split_once('\n') else { return false };
    first.starts_with("From ") && is_header(rest.lines().next().unwrap_or_default())
}

/// Whether a text begins with the header lines of a message that went through the mail.
pub(crate) fn is_mail(head: &str) -> bool {
    const SENT: [&str; 7] = [
        "received:",
        "return-path:",
        "delivered-to:",
        "message-id:",
        "to:",
        "list-id:",
        "list-unsubscribe:",
    ];
    let (mut from, mut dated, mut sent) = (false, false, false);
    for line in head.lines().take_while(|line| !line.is_empty()) {
        if line.starts_with([' ', '\t']) {
            continue;
        }
        // The beginning may end within a line, which then need not be whole.
        if !is_header(line) {
            break;
        }
        let lower = line.to_ascii_lowercase();
        from |= lower.starts_with("from:");
        dated |= lower.starts_with("date:") || lower.starts_with("subject:");
        sent |= SENT.iter().any(|name| lower.starts_with(name));
        if lower.starts_with("snapshot-content-location:") || lower.contains("<saved by ") {
            return false;
        }
    }
    from && dated && sent
}

fn is_header(line: &str) -> bool {
    line.split_once(':').is_some_and(|(name, _)| {
        (1..60).contains(&name.len())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
    })
}

/// Reads the message `bytes` of the file `path`; `at` is where it stands in it.
pub(crate) fn read(path: &str, at: &str, bytes: &[u8], limits: &Limits) -> Intake {
    let mut intake = Intake::default();
    let read = catch_unwind(|| {
        let message = MessageParser::default().parse(bytes);
        message.map(|message| document(path, &message, limits))
    });
    match read {
        Ok(Some((document, attached))) => {
            if attached > 0 {
                intake.note(
                    at,
                    match attached {
                        1 => "an attachment was left".to_owned(),
                        n => format!("{n} attachments were left"),
                    },
                );
            }
            match document {
                Ok(document) => intake.documents.push(document),
                Err(problem) => intake.set_aside(at, 0, None, problem),
            }
        }
        _ => {
            let what = "not a message that can be read";
            let problem = Problem::new(SetAsideCode::Damaged, what, "export the mail again");
            intake.set_aside(at, 0, None, problem);
        }
    }
    intake
}

fn document(
    path: &str,
    message: &Message<'_>,
    limits: &Limits,
) -> (Result<Document, Problem>, usize) {
    let attached = message.attachment_count();
    let part = |at: Option<&u32>| {
        let part = message.parts.get(usize::try_from(*at?).ok()?)?;
        Some((part.text_contents()?, matches!(part.body, PartType::Html(_))))
    };
    let text = part(message.text_body.first()).filter(|(_, html)| !html).map(|(text, _)| text);
    let page = part(message.html_body.first()).filter(|(_, html)| *html).map(|(page, _)| page);
    let page = page.map(|page| html::fragment(page, limits));
    let received = match (text.filter(|text| !text.trim().is_empty()), page) {
        (Some(text), Some(Ok(page))) if page.len() > 2 * text.len() => page,
        (Some(text), _) => text.to_owned(),
        (None, Some(Ok(page))) if !page.trim().is_empty() => page,
        (None, Some(Err(problem))) => return (Err(problem), attached),
        (None, _) => {
            let what = "the message has no text";
            return (Err(Problem::new(SetAsideCode::Empty, what, "leave it out")), attached);
        }
    };
    if received.len() > limits.text {
        return (Err(too_large(received.len(), limits)), attached);
    }
    let sender = message.from().and_then(|from| from.first());
    let outlet = sender.and_then(|sender| {
        let name = sender.name().map(|name| name.trim().trim_matches('"').trim().to_owned());
        let host = || sender.address()?.rsplit_once('@').map(|(_, host)| host.to_owned());
        name.filter(|name| !name.is_empty()).or_else(host)
    });
    let header = |name: &'static str| -> Option<String> {
        let value = message.header(name)?.as_text()?.trim();
        (!value.is_empty()).then(|| value.to_owned())
    };
    let address = header("Archived-At").map(|url| url.trim_matches(['<', '>']).to_owned());
    let mut document = Document {
        id: DocumentId::from_stored(""),
        source_id: message.message_id().map(str::to_owned),
        path: Some(path.to_owned()),
        url: address.filter(|url| url.starts_with("http")),
        outlet,
        title: message.subject().map(|subject| subject.trim().to_owned()).filter(|s| !s.is_empty()),
        published: message.date().and_then(|date| stamp::parse(&date.to_rfc3339())),
        updated: None,
        byline: None,
        credit: Vec::new(),
        language: header("Content-Language").and_then(|tag| html::meta::language(&tag)),
        format: Format::Mail,
        received,
    };
    identify(path, &mut document);
    (Ok(document), attached)
}

/// The messages of an `mbox`, one after the other.
pub(crate) struct Mbox<R> {
    lines: ByLine<R>,
    /// The largest message that is held.
    most: usize,
    /// Whether the line that opens the next message was read.
    opened: bool,
    ordinal: usize,
}

/// A message, or why it is not given, and its number from 1.
pub(crate) struct Sent {
    pub(crate) ordinal: usize,
    pub(crate) bytes: Result<Vec<u8>, Problem>,
}

impl Sent {
    pub(crate) fn size(&self) -> usize {
        self.bytes.as_ref().map_or(0, Vec::len)
    }
}

impl<R: BufRead> Mbox<R> {
    pub(crate) fn new(reader: R, limits: &Limits) -> Self {
        let lines = ByLine::new(reader, LINE);
        Self { lines, most: limits.text, opened: false, ordinal: 0 }
    }

    /// The next message; `None` at the end.
    pub(crate) fn next_message(&mut self) -> io::Result<Option<Sent>> {
        let mut message = Vec::new();
        let mut length = 0;
        let mut begun = std::mem::take(&mut self.opened);
        let mut after_empty = !begun;
        while let Some(line) = self.lines.line()? {
            if after_empty && line.starts_with(b"From ") {
                let next = self.lines.line()?;
                let headed = next.as_deref().map(String::from_utf8_lossy);
                let headed = headed.is_some_and(|head| is_header(head.trim_end()));
                next.into_iter().for_each(|next| self.lines.back(next));
                if headed {
                    if begun {
                        self.opened = true;
                        return Ok(Some(self.sent(message, length)));
                    }
                    begun = true;
                    after_empty = false;
                    continue;
                }
            }
            after_empty = line.iter().all(|&byte| matches!(byte, b'\r' | b'\n'));
            length += line.len();
            if message.len() + line.len() <= self.most {
                message.extend_from_slice(unquoted(&line));
            }
        }
        Ok(begun.then(|| self.sent(message, length)))
    }

    fn sent(&mut self, message: Vec<u8>, length: usize) -> Sent {
        self.ordinal += 1;
        let bytes = match length > self.most {
            false => Ok(message),
            true => {
                let what = format!(
                    "a message of {}, over the limit of {} for one",
                    size(length),
                    size(self.most)
                );
                let advice = "leave out its attachments";
                Err(Problem::new(SetAsideCode::TooLarge, what, advice))
            }
        };
        Sent { ordinal: self.ordinal, bytes }
    }
}

/// Bytes of a line that are held at a time.
const LINE: u64 = 1 << 20;

/// A line without the mark that keeps `From ` from opening a message.
fn unquoted(line: &[u8]) -> &[u8] {
    let marks = line.iter().take_while(|&&byte| byte == b'>').count();
    match line.get(marks..).is_some_and(|rest| rest.starts_with(b"From ")) && marks > 0 {
        true => line.get(1..).unwrap_or_default(),
        false => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_parted_at_from_lines_with_headers_after() {
        let mbox = "From a@b Mon\nSubject: one\n\nFrom here on it rained.\n\nFrom the pier\n\
                    it is far.\n>From afar.\n\nFrom a@b Tue\nSubject: two\n\nTwo.\n";
        assert!(is_mbox(mbox));
        let mut mbox = Mbox::new(mbox.as_bytes(), &Limits::default());
        let mut messages = Vec::new();
        while let Some(sent) = mbox.next_message().unwrap() {
            messages.push(String::from_utf8(sent.bytes.unwrap()).unwrap());
        }
        assert_eq!(messages.len(), 2);
        assert!(messages[0].ends_with("From the pier\nit is far.\nFrom afar.\n\n"));
        assert_eq!(messages[1], "Subject: two\n\nTwo.\n");
    }

    #[test]
    fn prose_and_saved_pages_are_no_mail() {
        for prose in ["From: the pier\nIt is far.", "To: all\nFrom: us\n\nHello.", "From here\n"] {
            assert!(!is_mail(prose) && !is_mbox(prose), "{prose}");
        }
        let saved = "From: <Saved by Blink>\nSnapshot-Content-Location: https://a.example/\n\
                     Subject: A\nTo: nobody\n\n";
        assert!(!is_mail(saved));
        assert!(is_mail("Message-ID: <1@a.example>\nFrom: A <a@a.example>\nSubject: B\n\nC"));
    }
}
