//! Lines of a fixed width, wrapped between words by the width that a terminal gives them.

use crate::output::{Output, steers};
use std::io::{self, Write};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How a passage is set off; plain where there is no color.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    Plain,
    Bold,
    Dim,
    Accent,
}

/// Where lines are laid out.
pub(crate) struct Paper<'a> {
    out: &'a mut dyn Write,
    width: usize,
    color: bool,
}

impl<'a> Paper<'a> {
    pub(crate) fn on(out: &'a mut Output) -> Self {
        let (width, color) = (out.width, out.color);
        Self { out, width, color }
    }

    /// An empty line.
    pub(crate) fn blank(&mut self) -> io::Result<()> {
        self.out.write_all(b"\n")
    }

    /// A heading across the page, with an empty line before it.
    pub(crate) fn rule(&mut self, title: &str) -> io::Result<()> {
        let title = clean(title);
        let dashes = self.width.saturating_sub(title.width() + 4);
        self.blank()?;
        let line = format!("── {title} {}", "─".repeat(dashes));
        self.put(0, "", Style::Bold, &line)
    }

    /// A paragraph, `indent` columns in.
    pub(crate) fn text(&mut self, indent: usize, style: Style, text: &str) -> io::Result<()> {
        self.hang(indent, "", style, text)
    }

    /// A paragraph that starts behind `lead`; its other lines start at the same column.
    pub(crate) fn hang(
        &mut self,
        indent: usize,
        lead: &str,
        style: Style,
        text: &str,
    ) -> io::Result<()> {
        let rest = " ".repeat(lead.width());
        self.tree(indent, lead, &rest, style, text)
    }

    /// A paragraph that starts behind `lead`, its other lines behind `rest`.
    pub(crate) fn tree(
        &mut self,
        indent: usize,
        lead: &str,
        rest: &str,
        style: Style,
        text: &str,
    ) -> io::Result<()> {
        let room = self.width.saturating_sub(indent + lead.width().max(rest.width())).max(16);
        for (at, line) in wrap(text, room).iter().enumerate() {
            self.put(indent, if at == 0 { lead } else { rest }, style, line)?;
        }
        Ok(())
    }

    /// A line with `right` at its right end, or below where it does not fit.
    pub(crate) fn ends(
        &mut self,
        indent: usize,
        style: Style,
        left: &str,
        right: &str,
    ) -> io::Result<()> {
        let room = self.width.saturating_sub(indent + right.width() + 2).max(16);
        let lines = wrap(left, room);
        for (at, line) in lines.iter().enumerate() {
            if at > 0 {
                self.put(indent, "", style, line)?;
                continue;
            }
            let gap = " ".repeat(self.width.saturating_sub(indent + line.width() + right.width()));
            let (left, right) = (self.styled(style, line), self.styled(Style::Dim, right));
            writeln!(self.out, "{}{left}{gap}{right}", " ".repeat(indent))?;
        }
        Ok(())
    }

    /// Two passages side by side.
    pub(crate) fn columns(&mut self, indent: usize, texts: [&str; 2]) -> io::Result<()> {
        let room = (self.width.saturating_sub(indent + 3) / 2).max(16);
        let [left, right] = texts.map(|text| wrap(text, room));
        for at in 0..left.len().max(right.len()) {
            let of = |side: &[String]| side.get(at).cloned().unwrap_or_default();
            let (left, right) = (of(&left), of(&right));
            let gap = " ".repeat(room.saturating_sub(left.width()));
            let line = format!("{}{left}{gap} │ {right}", " ".repeat(indent));
            writeln!(self.out, "{}", line.trim_end())?;
        }
        Ok(())
    }

    /// Columns of the page.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    fn put(&mut self, indent: usize, lead: &str, style: Style, line: &str) -> io::Result<()> {
        let line = self.styled(style, line);
        let whole = format!("{}{lead}{line}", " ".repeat(indent));
        writeln!(self.out, "{}", whole.trim_end())
    }

    fn styled(&self, style: Style, text: &str) -> String {
        let code = match style {
            _ if !self.color || text.is_empty() => return text.to_owned(),
            Style::Plain => return text.to_owned(),
            Style::Bold => "1",
            Style::Dim => "2",
            Style::Accent => "36",
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }
}

/// `text` in lines of at most `width` columns; at least one line. White space becomes one space,
/// what steers a terminal is left out, a word that is too long is cut.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for word in clean(text).split(' ') {
        let wide = word.width();
        if used > 0 && used + 1 + wide <= width {
            line.push(' ');
            line.push_str(word);
            used += 1 + wide;
            continue;
        }
        if used > 0 {
            lines.push(std::mem::take(&mut line));
        }
        used = 0;
        if wide <= width {
            line.push_str(word);
            used = wide;
            continue;
        }
        for c in word.chars() {
            let wide = c.width().unwrap_or(0);
            if used > 0 && used + wide > width {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            line.push(c);
            used += wide;
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

fn clean(text: &str) -> String {
    let words: Vec<String> = text
        .split_whitespace()
        .map(|word| word.chars().filter(|&c| !steers(c)).collect::<String>())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn lines_break_between_words_by_terminal_width() {
        assert_eq!(wrap("the ferry  struck\nthe pier", 10), ["the ferry", "struck the", "pier"]);
        assert_eq!(wrap("港口 渡轮", 5), ["港口", "渡轮"]);
    }

    #[test]
    fn a_word_that_is_too_long_is_cut() {
        assert_eq!(wrap("abcdefgh ij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(wrap("渡轮撞桥墩", 4), ["渡轮", "撞桥", "墩"]);
    }

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(wrap("a\u{1b}[31mb \u{202e}c", 20), ["a[31mb c"]);
        assert_eq!(wrap("", 20), [""]);
    }
}
