//! GEXF 1.3 (gexf.net), as Gephi and networkx read it: the lineage of all families.

use std::io::{self, Write};

use crate::Material;
use crate::lineage::Graph;
use crate::xml::escaped;

const NODES: [&str; 6] = ["kind", "family", "outlet", "url", "published", "share"];

pub(crate) fn write(material: Material<'_>, out: &mut dyn Write) -> io::Result<()> {
    let graph = Graph::of(material);
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">")?;
    writeln!(out, "<meta><creator>Wireroom</creator><description>lineage</description></meta>")?;
    writeln!(out, "<graph defaultedgetype=\"directed\" mode=\"static\">")?;
    writeln!(out, "<attributes class=\"node\">")?;
    for (at, name) in NODES.iter().enumerate() {
        let kind = if *name == "share" { "double" } else { "string" };
        writeln!(out, "<attribute id=\"{at}\" title=\"{name}\" type=\"{kind}\"/>")?;
    }
    writeln!(out, "</attributes>\n<attributes class=\"edge\">")?;
    writeln!(out, "<attribute id=\"0\" title=\"relation\" type=\"string\"/>")?;
    writeln!(out, "<attribute id=\"1\" title=\"confidence\" type=\"double\"/>")?;
    writeln!(out, "</attributes>\n<nodes>")?;
    for node in &graph.nodes {
        writeln!(out, "<node id=\"{}\" label=\"{}\">", escaped(&node.id), escaped(&node.label))?;
        let values =
            [node.kind, &node.family, &node.outlet, &node.url, &node.published, &node.share];
        attributes(out, &values)?;
        writeln!(out, "</node>")?;
    }
    writeln!(out, "</nodes>\n<edges>")?;
    for edge in &graph.edges {
        let [id, from, to] = [&edge.id, &edge.from, &edge.to].map(|text| escaped(text));
        writeln!(out, "<edge id=\"{id}\" source=\"{from}\" target=\"{to}\">")?;
        attributes(out, &[&edge.relation, &edge.confidence])?;
        writeln!(out, "</edge>")?;
    }
    writeln!(out, "</edges>\n</graph>\n</gexf>")
}

/// The values that are there.
fn attributes(out: &mut dyn Write, values: &[&str]) -> io::Result<()> {
    writeln!(out, "<attvalues>")?;
    for (at, value) in values.iter().enumerate().filter(|(_, value)| !value.is_empty()) {
        writeln!(out, "<attvalue for=\"{at}\" value=\"{}\"/>", escaped(value))?;
    }
    writeln!(out, "</attvalues>")
}
