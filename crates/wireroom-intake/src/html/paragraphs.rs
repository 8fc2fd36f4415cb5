//! The text of a piece of a page: paragraphs parted by an empty line, white space as a browser
//! shows it.

use dom_query::{Document as Dom, NodeRef};

/// The paragraphs of extracted content.
pub(super) fn of_fragment(html: &str) -> String {
    of_node(&Dom::fragment(html).root())
}

/// The paragraphs of a body that metadata gives, which is text, or markup in a string.
pub(super) fn of_stated(body: &str) -> String {
    if body.contains("</") || body.contains("&lt;/") {
        return of_fragment(&super::meta::unescape(body).unwrap_or_else(|| body.to_owned()));
    }
    let body = super::meta::unescape(body).unwrap_or_else(|| body.to_owned());
    let lines = body.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// The paragraphs of a page that an extractor finds nothing in: those of its one article or main
/// part, else of its body, without lists of links.
pub(super) fn of_page(dom: &Dom) -> String {
    for part in ["[itemprop~='articleBody']", "article", "main", "body"] {
        let found = dom.select_single(part);
        if let Some(node) = found.nodes().first() {
            let text = of_node(node);
            if !text.is_empty() {
                return text;
            }
        }
    }
    String::new()
}

/// The paragraphs under `root`, by a walk that keeps its own stack.
fn of_node(root: &NodeRef<'_>) -> String {
    enum Step<'a> {
        Enter(NodeRef<'a>),
        Break,
    }
    let mut text = Flow::default();
    let mut steps = vec![Step::Enter(*root)];
    while let Some(step) = steps.pop() {
        let node = match step {
            Step::Enter(node) => node,
            Step::Break => {
                text.end_paragraph();
                continue;
            }
        };
        if node.is_text() {
            text.push(&node.text());
            continue;
        }
        let name = node.node_name().unwrap_or_default();
        match &*name {
            "script" | "style" | "noscript" | "template" | "svg" | "math" | "iframe" | "button"
            | "select" | "nav" | "form" | "head" => continue,
            "br" => text.line_break(),
            "td" | "th" => text.push(" "),
            _ if is_block(&name) => {
                text.end_paragraph();
                steps.push(Step::Break);
            }
            _ => {}
        }
        steps.extend(node.children_it(true).map(Step::Enter));
    }
    text.end_paragraph();
    text.done
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "dd"
            | "details"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "li"
            | "main"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tr"
            | "ul"
    )
}

/// Text on its way to paragraphs.
#[derive(Default)]
struct Flow {
    done: String,
    /// White space before the next word of this paragraph: none, a space or a line break.
    pending: Option<char>,
    open: bool,
}

impl Flow {
    fn push(&mut self, text: &str) {
        for c in text.chars() {
            // No-break spaces are the text's own; only what a browser folds is folded.
            if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
                self.pending = self.pending.or(Some(' '));
                continue;
            }
            if !self.open {
                if !self.done.is_empty() {
                    self.done.push_str("\n\n");
                }
                self.open = true;
            } else if let Some(space) = self.pending {
                self.done.push(space);
            }
            self.pending = None;
            self.done.push(c);
        }
    }

    /// Two line breaks part paragraphs; one is kept as one.
    fn line_break(&mut self) {
        if self.pending == Some('\n') {
            self.end_paragraph();
        } else {
            self.pending = Some('\n');
        }
    }

    fn end_paragraph(&mut self) {
        self.open = false;
        self.pending = None;
    }
}
