//! The text of a piece of a page: paragraphs parted by an empty line, white space as a browser
//! shows it.

use dom_query::{Document as Dom, NodeRef};

/// The paragraphs of extracted content, without those that only point to other pages.
pub(super) fn of_fragment(html: &str) -> String {
    let mut flow = flow_of(&Dom::fragment(html).root());
    flow.drop_pointers();
    flow.text()
}

/// The paragraphs of a body that metadata gives, its character references resolved: text, or markup
/// in a string.
pub(super) fn of_stated(body: &str) -> String {
    if body.contains("</") {
        return of_fragment(body);
    }
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

/// The paragraphs under `root`.
fn of_node(root: &NodeRef<'_>) -> String {
    flow_of(root).text()
}

/// The paragraphs under `root`, by a walk that keeps its own stack.
fn flow_of(root: &NodeRef<'_>) -> Flow {
    enum Step<'a> {
        Enter(NodeRef<'a>),
        Break,
        Leave(Inside),
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
            Step::Leave(inside) => {
                *text.depth(inside) -= 1;
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
        if let Some(inside) = Inside::of(&name) {
            *text.depth(inside) += 1;
            steps.push(Step::Leave(inside));
        }
        steps.extend(node.children_it(true).map(Step::Enter));
    }
    text.end_paragraph();
    text
}

/// What a piece of text may stand in.
#[derive(Clone, Copy)]
enum Inside {
    Link,
    Heading,
    Caption,
}

impl Inside {
    fn of(name: &str) -> Option<Self> {
        match name {
            "a" => Some(Self::Link),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some(Self::Heading),
            "figcaption" => Some(Self::Caption),
            _ => None,
        }
    }
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

/// A paragraph with what its text stood in.
#[derive(Default)]
struct Paragraph {
    text: String,
    /// Bytes of it that stood in links.
    linked: usize,
    heading: bool,
    caption: bool,
}

impl Paragraph {
    /// A line of nothing but a link that is no heading and no sentence: it names another page.
    fn is_pointer(&self) -> bool {
        let closed = self.text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', ' ']);
        !self.heading
            && self.linked * 10 >= self.text.len() * 9
            && self.text.split_whitespace().count() >= FEWEST
            && !closed.ends_with(['.', '!', '。'])
    }

    fn is_long(&self) -> bool {
        self.linked * 2 < self.text.len() && self.text.split_whitespace().count() >= PROSE
    }
}

/// Words from which on a line of nothing but a link names a page; shorter ones name people.
const FEWEST: usize = 4;
/// Words of a paragraph that is surely the article's.
const PROSE: usize = 20;

/// Text on its way to paragraphs.
#[derive(Default)]
struct Flow {
    done: Vec<Paragraph>,
    /// White space before the next word of this paragraph: none, a space or a line break.
    pending: Option<char>,
    open: bool,
    links: usize,
    headings: usize,
    captions: usize,
}

impl Flow {
    fn depth(&mut self, inside: Inside) -> &mut usize {
        match inside {
            Inside::Link => &mut self.links,
            Inside::Heading => &mut self.headings,
            Inside::Caption => &mut self.captions,
        }
    }

    fn push(&mut self, text: &str) {
        for c in text.chars() {
            // No-break spaces are the text's own; only what a browser folds is folded.
            if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
                self.pending = self.pending.or(Some(' '));
                continue;
            }
            if !self.open {
                self.done.push(Paragraph::default());
            }
            let Some(paragraph) = self.done.last_mut() else { continue };
            if self.open
                && let Some(space) = self.pending
            {
                paragraph.text.push(space);
                paragraph.linked += usize::from(self.links > 0);
            }
            self.open = true;
            self.pending = None;
            paragraph.text.push(c);
            paragraph.linked += c.len_utf8() * usize::from(self.links > 0);
            paragraph.heading |= self.headings > 0;
            paragraph.caption |= self.captions > 0;
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

    /// Leaves out the lines that only point elsewhere, once the article has begun. A page that is
    /// a list of links keeps them: they are all it tells.
    fn drop_pointers(&mut self) {
        let Some(first) = self.done.iter().position(Paragraph::is_long) else { return };
        let bytes = |pointer: bool| -> usize {
            let counted = self.done.iter().skip(first).filter(|p| p.is_pointer() == pointer);
            counted.map(|paragraph| paragraph.text.len()).sum()
        };
        if bytes(true) > bytes(false) {
            return;
        }
        let mut index = 0;
        self.done.retain(|paragraph| {
            index += 1;
            (index <= first || !paragraph.is_pointer()) && !paragraph.caption
        });
    }

    fn text(self) -> String {
        let texts: Vec<String> = self.done.into_iter().map(|paragraph| paragraph.text).collect();
        texts.join("\n\n")
    }
}
