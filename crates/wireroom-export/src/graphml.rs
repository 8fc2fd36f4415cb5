//! GraphML 1.0 (graphml.graphdrawing.org), as yEd, Cytoscape, igraph and networkx read it: the
//! lineage of all families.

use std::io::{self, Write};

use crate::Material;
use crate::lineage::Graph;
use crate::xml::escaped;

const KEYS: [(&str, &str, &str); 9] = [
    ("label", "node", "string"),
    ("kind", "node", "string"),
    ("family", "node", "string"),
    ("outlet", "node", "string"),
    ("url", "node", "string"),
    ("published", "node", "string"),
    ("share", "node", "double"),
    ("relation", "edge", "string"),
    ("confidence", "edge", "double"),
];

pub(crate) fn write(material: Material<'_>, out: &mut dyn Write) -> io::Result<()> {
    let graph = Graph::of(material);
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">")?;
    for (name, of, kind) in KEYS {
        writeln!(
            out,
            "<key id=\"{name}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>"
        )?;
    }
    writeln!(out, "<graph id=\"lineage\" edgedefault=\"directed\">")?;
    for node in &graph.nodes {
        writeln!(out, "<node id=\"{}\">", escaped(&node.id))?;
        data(out, "label", &node.label)?;
        data(out, "kind", node.kind)?;
        data(out, "family", &node.family)?;
        data(out, "outlet", &node.outlet)?;
        data(out, "url", &node.url)?;
        data(out, "published", &node.published)?;
        data(out, "share", &node.share)?;
        writeln!(out, "</node>")?;
    }
    for edge in &graph.edges {
        let [id, from, to] = [&edge.id, &edge.from, &edge.to].map(|text| escaped(text));
        writeln!(out, "<edge id=\"{id}\" source=\"{from}\" target=\"{to}\">")?;
        data(out, "relation", &edge.relation)?;
        data(out, "confidence", &edge.confidence)?;
        writeln!(out, "</edge>")?;
    }
    writeln!(out, "</graph>\n</graphml>")
}

/// A value, if there is one.
fn data(out: &mut dyn Write, key: &str, value: &str) -> io::Result<()> {
    match value.is_empty() {
        true => Ok(()),
        false => writeln!(out, "<data key=\"{key}\">{}</data>", escaped(value)),
    }
}
