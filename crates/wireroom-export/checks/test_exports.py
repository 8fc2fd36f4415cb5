"""Every export, opened by a program that nobody here wrote.

Run as `python -m pytest crates/wireroom-export/checks`, with the binary in WIREROOM. Two piles: the
example, and one whose words try to leave their place in every format.
"""

import csv
import datetime
import html.parser
import json
import os
import re
import subprocess
from pathlib import Path

import followthemoney
import lxml.etree
import networkx
import pyarrow.csv
import pydot
import pytest
import rdflib
import schema_org
from rdflib.plugins.shared.jsonld import context as jsonld

ROOT = Path(__file__).parents[3]
BINARY = Path(os.environ.get("WIREROOM", "target/release/wireroom"))
BINARY = BINARY if BINARY.is_absolute() else ROOT / BINARY

NASTY = (
    "<script>alert(1)</script> \"]; a -> b [x=\"y\\\" </data> ]]> &amp; &lt;b&gt; \u0001\u000b\ufffe "
    "=cmd|'/C calc'!A0 ; , | # \t tab \U0001f600 \u202egnp"
)
BODY = (
    "KALMORA, March 3 (Northwire) - The ferry Alba struck the pier in Bergen on Tuesday, injuring 12 "
    "people, harbor master Rosa Ibarra said.\n\nThe ship had come from Stavanger with 240 passengers "
    "aboard and was slowing to dock when its steering failed, the harbor office said in a statement "
    "issued late in the evening.\n\n\"We heard a long grinding noise \U0001f600 and then everyone "
    "fell,\" said passenger Jon Vik, who was carrying his daughter down the stairs when the hull met "
    "the concrete.\n\nThe owner of the ferry declined to comment to reporters who had gathered there."
)
OWN = (
    "Fourteen people were injured when the ferry Alba ran into a pier at Bergen on March 3, 2026, "
    "harbor master Rosa Ibarra told Northwire.\n\nNorway and Sweden held talks on ferries in Oslo on "
    "March 4, 2026, foreign minister Ola Strand said. Divers found a tear two meters long."
)


@pytest.fixture(scope="session")
def nasty(tmp_path_factory):
    folder = tmp_path_factory.mktemp("nasty")
    rows = [
        {"id": f"1 {NASTY}", "text": BODY, "title": f"Ferry {NASTY}", "outlet": f"Bay {NASTY}",
         "url": "https://bay.example/1?a=1&b=2", "published": "2026-03-04T08:00:00Z", "language": "en"},
        {"id": "2", "text": BODY.replace("people", "p\u0435ople"), "title": NASTY,
         "outlet": "=Mill", "url": "javascript:alert(1)", "published": "2026-03-05"},
        {"id": "3", "text": f"{OWN} {NASTY}", "title": "-1+1", "outlet": "Post",
         "url": "https://post.example/\"><script>", "published": "2026-03"},
    ]
    (folder / "pile.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (folder / "broken.json").write_text('{"text": "' + NASTY.replace('"', ""))
    return str(folder)


@pytest.fixture(scope="session", params=["example", "nasty"])
def pile(request, nasty):
    return str(ROOT / "examples/pile") if request.param == "example" else nasty


def export(pile, to, *more):
    done = subprocess.run([BINARY, "export", "--to", to, pile, *more], capture_output=True, cwd=ROOT)
    assert done.stdout, done.stderr
    return done.stdout.decode("utf-8")


@pytest.fixture(scope="session")
def records():
    held = {}

    def of(pile):
        if pile not in held:
            held[pile] = json.loads(export(pile, "json"))
        return held[pile]

    return of


def read_documents(record):
    return [document for document in record["documents"] if document["set_aside"] is None]


def lineage(record):
    """Ids of texts, and parent and child of each copy."""
    nodes, edges = set(), set()
    for family in record["families"]:
        held = {e["id"]: e["held"] for e in family["exemplars"] if e["held"]}
        nodes |= {e["id"] for e in family["exemplars"] if not e["held"]}
        for witness in family["witnesses"]:
            nodes.add(witness["document"])
            if witness["parent"]:
                parent = held.get(witness["parent"], witness["parent"])
                edges.add((parent, witness["document"], witness["relation"]))
    return nodes, edges


def test_the_same_pile_gives_the_same_bytes(nasty):
    for to in ["gexf", "graphml", "dot", "ftm", "webannotation", "plover", "gkg", "claimreview", "html"]:
        assert export(nasty, to) == export(nasty, to, "--threads", "1"), to


def test_graphs_are_read_by_networkx(pile, records, tmp_path):
    nodes, edges = lineage(records(pile))
    assert edges
    for to, read in [("gexf", networkx.read_gexf), ("graphml", networkx.read_graphml)]:
        path = tmp_path / f"lineage.{to}"
        path.write_text(export(pile, to), encoding="utf-8")
        # A parser that obeys XML 1.0 to the letter comes first.
        lxml.etree.parse(path, lxml.etree.XMLParser(recover=False, resolve_entities=False))
        graph = read(path, version="1.3") if to == "gexf" else read(path)
        assert graph.is_directed() and set(graph.nodes) == nodes, to
        assert {(a, b, data["relation"]) for a, b, data in graph.edges(data=True)} == edges, to
        for _, data in graph.nodes(data=True):
            assert data["kind"] in ("witness", "exemplar") and data["label"]
        confidences = [data["confidence"] for *_, data in graph.edges(data=True) if "confidence" in data]
        assert confidences and all(isinstance(c, float) and 0 <= c <= 1 for c in confidences)


def test_dot_is_read_by_pydot(pile, records):
    nodes, edges = lineage(records(pile))
    (graph,) = pydot.graph_from_dot_data(export(pile, "dot"))
    found = {
        node.get_name().strip('"')
        for cluster in graph.get_subgraphs() for node in cluster.get_nodes()
    }
    assert found - {"node"} == nodes
    ends = {(e.get_source().strip('"'), e.get_destination().strip('"'), e.get("label").strip('"'))
            for e in graph.get_edges()}
    assert ends == edges


def test_entities_are_valid_to_followthemoney(pile, records):
    record = records(pile)
    entities = {}
    for line in export(pile, "ftm").splitlines():
        data = json.loads(line)
        proxy = followthemoney.model.get_proxy(data, cleaned=False)
        schema = proxy.schema
        # Nothing was dropped in cleaning: every value is valid as it was written.
        for name, values in data["properties"].items():
            prop = schema.get(name)
            assert prop is not None and not prop.stub, (schema.name, name)
            # `text` cleans white space and control characters; the rest must stay as it is.
            if prop.type.name not in ("text", "string", "name", "address"):
                assert sorted(proxy.get(name)) == sorted(values), (schema.name, name)
            assert proxy.get(name), (schema.name, name)
        schema.validate(proxy.to_dict())
        assert proxy.id == data["id"] and proxy.id not in entities
        entities[proxy.id] = proxy
    kinds = [proxy.schema.name for proxy in entities.values()]
    assert kinds.count("Article") == len(read_documents(record))
    assert kinds.count("Event") == len(record["events"])
    assert kinds.count("Note") == len(record["claims"])
    assert {"Person", "Mention"} <= set(kinds)
    for proxy in entities.values():
        for prop, value in proxy.itervalues():
            if prop.type == followthemoney.types.registry.entity:
                assert value in entities, (proxy.schema.name, prop.name)


ANNOTATION = {
    # The terms that are used, as the vocabulary defines them; nothing is fetched.
    "@context": {
        "oa": "http://www.w3.org/ns/oa#", "as": "http://www.w3.org/ns/activitystreams#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "dc": "http://purl.org/dc/elements/1.1/",
        "xsd": "http://www.w3.org/2001/XMLSchema#", "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "id": "@id", "type": "@type", "Annotation": "oa:Annotation", "TextualBody": "oa:TextualBody",
        "SpecificResource": "oa:SpecificResource", "TextQuoteSelector": "oa:TextQuoteSelector",
        "TextPositionSelector": "oa:TextPositionSelector",
        "AnnotationCollection": "as:OrderedCollection", "AnnotationPage": "as:OrderedCollectionPage",
        "body": {"@id": "oa:hasBody", "@type": "@id"}, "target": {"@id": "oa:hasTarget", "@type": "@id"},
        "source": {"@id": "oa:hasSource", "@type": "@id"},
        "selector": {"@id": "oa:hasSelector", "@type": "@id"},
        "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
        "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
        "identifying": "oa:identifying", "describing": "oa:describing", "tagging": "oa:tagging",
        "linking": "oa:linking", "commenting": "oa:commenting",
        "exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix",
        "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
        "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
        "value": "rdf:value", "format": "dc:format", "label": {"@id": "rdfs:label"},
        "total": {"@id": "as:totalItems", "@type": "xsd:nonNegativeInteger"},
        "first": {"@id": "as:first", "@type": "@id"}, "partOf": {"@id": "as:partOf", "@type": "@id"},
        "startIndex": {"@id": "as:startIndex", "@type": "xsd:nonNegativeInteger"},
        "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    }
}
SCHEMA = {"@context": {"@vocab": "https://schema.org/", "url": {"@type": "@id"}}}


def graph_of(text, context, address, monkeypatch):
    assert json.loads(text)["@context"] == address

    def load(source, *_):
        return context, None

    monkeypatch.setattr(jsonld, "source_to_json", load)
    graph = rdflib.Graph()
    graph.parse(data=text, format="json-ld")
    return graph


def texts_as_received(pile):
    """The texts, by the document's id, out of the rows that were given."""
    rows = [json.loads(line) for line in Path(pile, "pile.jsonl").read_text().splitlines()]
    return [row["text"] for row in rows]


def test_annotations_are_read_by_rdflib_and_point_at_what_they_quote(pile, nasty, monkeypatch):
    text = export(pile, "webannotation")
    graph = graph_of(text, ANNOTATION, "http://www.w3.org/ns/anno.jsonld", monkeypatch)
    oa = rdflib.Namespace("http://www.w3.org/ns/oa#")
    annotations = set(graph.subjects(rdflib.RDF.type, oa.Annotation))
    assert annotations
    places = 0
    for annotation in annotations:
        assert list(graph.objects(annotation, oa.motivatedBy))
        for target in graph.objects(annotation, oa.hasTarget):
            assert isinstance(graph.value(target, oa.hasSource), rdflib.URIRef)
    # Every place, counted in code points, shows the words of the quotation beside it.
    items = json.loads(text)["first"]["items"]
    assert len(items) == json.loads(text)["total"]
    for item in items:
        quote, place = item["target"][0]["selector"]
        assert place["end"] - place["start"] == len(quote["exact"])
        if pile == nasty:
            found = [
                received for received in texts_as_received(pile)
                if received[place["start"]:place["end"]] == quote["exact"]
                and received[:place["start"]].endswith(quote["prefix"])
                and received[place["end"]:].startswith(quote["suffix"])
            ]
            assert found, item
            places += 1
    assert places or pile != nasty
    assert "javascript:" not in " ".join(str(o) for o in graph.objects(None, oa.hasSource))


def built(node):
    """A node as the strict model of its schema.org type."""
    if isinstance(node, list):
        return [built(item) for item in node]
    if not isinstance(node, dict):
        return node
    kind = getattr(schema_org, node["@type"])
    fields = {key: built(value) for key, value in node.items() if not key.startswith("@")}
    for key in ("startDate", "datePublished"):
        if key in fields:
            fields[key] = datetime.date.fromisoformat(fields[key])
    return kind(**fields)


def test_claims_are_valid_to_schema_org(pile, records, monkeypatch):
    record, text = records(pile), export(pile, "claimreview")
    graph = graph_of(text, SCHEMA, "https://schema.org", monkeypatch)
    schema = rdflib.Namespace("https://schema.org/")
    claims = set(graph.subjects(rdflib.RDF.type, schema.Claim))
    assert len(claims) == len(record["claims"]) > 0
    assert not set(graph.subjects(rdflib.RDF.type, schema.ClaimReview))
    documents = {statement["id"]: statement["document"] for statement in record["statements"]}
    for node, claim in zip(json.loads(text)["@graph"], record["claims"], strict=True):
        assert isinstance(built(node), schema_org.Claim)
        carried = {f"urn:wireroom:document:{documents[s]}" for s in claim["statements"]}
        assert {work["@id"] for work in node["appearance"]} == carried
        if "firstAppearance" in node:
            days = [w["datePublished"] for w in node["appearance"] if "datePublished" in w]
            assert node["firstAppearance"]["datePublished"] == min(days)


def test_tab_files_are_read_as_tables(pile, records, tmp_path):
    record = records(pile)
    options = pyarrow.csv.ParseOptions(delimiter="\t", quote_char=False)
    path = tmp_path / "events.tsv"
    path.write_text(export(pile, "plover"), encoding="utf-8")
    strings = pyarrow.csv.ConvertOptions(strings_can_be_null=False)
    table = pyarrow.csv.read_csv(path, parse_options=options, convert_options=strings)
    political = [e for e in record["events"] if e["kind"] and e["kind"].isupper()]
    assert table.num_columns == 40 and table.column_names[0] == "Event ID"
    assert table.column("Event ID").to_pylist() == [event["id"] for event in political]
    path.write_text(export(pile, "gkg"), encoding="utf-8")
    read = pyarrow.csv.ReadOptions(autogenerate_column_names=True)
    table = pyarrow.csv.read_csv(path, read_options=read, parse_options=options)
    assert (table.num_columns, table.num_rows) == (27, len(read_documents(record)))


def test_the_knowledge_graph_comes_back_through_its_own_reader(nasty, records, tmp_path):
    path = tmp_path / "gkg.csv"
    path.write_text(export(nasty, "gkg"), encoding="utf-8")
    back = json.loads(export(str(path), "json"))
    assert [d["format"] for d in back["documents"]] == ["gkg"] * 3
    there = {d["url"] for d in read_documents(records(nasty)) if d["url"]}
    assert "https://bay.example/1?a=1&b=2" in {d["url"] for d in back["documents"]} & there


class Page(html.parser.HTMLParser):
    """What a page holds."""

    def __init__(self):
        super().__init__()
        self.tags, self.links, self.ids, self.text = [], [], set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        for key, value in attrs:
            assert not key.startswith("on"), key
            if key in ("href", "src"):
                self.links.append(value)
            if key == "id":
                assert value not in self.ids, value
                self.ids.add(value)

    def handle_data(self, data):
        self.text.append(data)


def test_the_report_is_one_page_without_anything_that_runs(pile, records):
    record, text = records(pile), export(pile, "html")
    page = Page()
    page.feed(text)
    page.close()
    unwanted = {"script", "img", "iframe", "object", "embed", "link", "form", "base", "svg"}
    assert not unwanted & set(page.tags)
    assert "default-src 'none'" in text
    for link in page.links:
        assert re.match(r"https?://", link) or link[1:] in page.ids, link
    shown = "".join(page.text)
    for event in record["events"]:
        assert event["id"] in page.ids and event["summary"] in shown
    for claim in record["claims"]:
        assert claim["id"] in page.ids
    assert lxml.etree.HTML(text) is not None


def test_tables_hold_no_formula(nasty, tmp_path):
    for table in ["documents", "witnesses", "claims", "statements", "entities"]:
        text = export(nasty, "csv", "--table", table)
        rows = list(csv.reader(text.splitlines(keepends=True)))
        assert len({len(row) for row in rows}) == 1
        for cell in (cell for row in rows for cell in row):
            assert not cell.startswith(("=", "@", "\t")), cell
