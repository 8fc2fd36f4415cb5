//! DOT, the language of Graphviz: the lineage of all families, a box a family, inferred exemplars
//! dashed.

use std::io::{self, Write};

use crate::Material;
use crate::lineage::Graph;

pub(crate) fn write(material: Material<'_>, out: &mut dyn Write) -> io::Result<()> {
    let graph = Graph::of(material);
    writeln!(out, "digraph lineage {{")?;
    writeln!(out, "  rankdir=LR; node [shape=box];")?;
    let mut family: Option<&str> = None;
    for node in &graph.nodes {
        if family != Some(&node.family) {
            if family.is_some() {
                writeln!(out, "  }}")?;
            }
            writeln!(out, "  subgraph {} {{", quoted(&format!("cluster_{}", node.family)))?;
            family = Some(&node.family);
        }
        let style = if node.kind == "exemplar" { "dashed" } else { "solid" };
        writeln!(
            out,
            "    {} [label={}, style={style}, published={}, kind={}];",
            quoted(&node.id),
            quoted(&node.label),
            quoted(&node.published),
            quoted(node.kind)
        )?;
    }
    if family.is_some() {
        writeln!(out, "  }}")?;
    }
    for edge in &graph.edges {
        writeln!(
            out,
            "  {} -> {} [label={}, confidence={}];",
            quoted(&edge.from),
            quoted(&edge.to),
            quoted(&edge.relation),
            quoted(&edge.confidence)
        )?;
    }
    writeln!(out, "}}")
}

/// A quoted string. A backslash would begin an escape, so each is doubled.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' | '\r' | '\t' => out.push(' '),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn no_text_leaves_its_quotes() {
        assert_eq!(quoted("a\" [x=\\\" y]\n\\"), r#""a\" [x=\\\" y] \\""#);
    }
}
