//! The formats that hold many documents or are of the news industry: a sample of each, written for
//! this test, and a damaged one.

use std::io::Write;

use wireroom_intake::{Columns, Intake, Limits, read_bytes, read_bytes_with};
use wireroom_model::{Document, Format, SetAsideCode};

fn read(path: &str, bytes: impl AsRef<[u8]>) -> Intake {
    read_bytes(path, bytes.as_ref(), &Limits::default())
}

fn whole(path: &str, bytes: impl AsRef<[u8]>) -> Vec<Document> {
    let intake = read(path, bytes);
    assert_eq!(intake.set_aside, []);
    intake.documents
}

fn codes(intake: &Intake) -> Vec<SetAsideCode> {
    intake.set_aside.iter().map(|aside| aside.code).collect()
}

fn published(document: &Document) -> &str {
    document.published.as_ref().map_or("", |stamp| stamp.value.as_str())
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

const PAGE: &str = "<!doctype html><html lang='en'><head><title>Ferry is back</title>\
    <meta property='og:site_name' content='The Bay Ledger'>\
    <meta property='article:published_time' content='2026-03-04T08:00:00Z'></head><body><article>\
    <h1>Ferry is back</h1><p>The ferry Alba sails between the island and the town again, the port \
    office said on Tuesday, after divers had looked at its bow for two days.</p><p>It carried a \
    hundred passengers on its first morning, and the harbor master said that nobody had been left \
    on the pier when it sailed.</p></article></body></html>";

fn record(kind: &str, address: &str, content: &str, block: &str) -> String {
    format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nContent-Type: {content}\r\n\
         Content-Length: {}\r\n\r\n{block}\r\n\r\n",
        block.len()
    )
}

fn answer(address: &str, head: &str, body: &str) -> String {
    let block = format!("HTTP/1.1 {head}\r\n\r\n{body}");
    record("response", address, "application/http; msgtype=response", &block)
}

fn archive() -> [String; 5] {
    [
        record("warcinfo", "", "application/warc-fields", "software: a test\r\n"),
        record("request", "https://bay.example/a", "application/http; msgtype=request", "GET /"),
        answer("https://bay.example/a", "200 OK\r\nContent-Type: text/html; charset=utf-8", PAGE),
        answer("https://bay.example/b", "404 Not Found\r\nContent-Type: text/html", "<p>gone"),
        answer("https://bay.example/c", "200 OK\r\nContent-Type: image/png", "picture"),
    ]
}

#[test]
fn pages_of_a_web_archive_are_read_and_the_rest_is_counted() {
    let plain = archive().concat();
    let packed: Vec<u8> = archive().iter().flat_map(|record| gzip(record.as_bytes())).collect();
    for bytes in [plain.as_bytes(), &packed, &gzip(plain.as_bytes())] {
        let intake = read("crawl", bytes);
        assert_eq!(intake.set_aside, []);
        assert_eq!(intake.documents.len(), 1);
        let document = &intake.documents[0];
        assert_eq!(document.url.as_deref(), Some("https://bay.example/a"));
        assert_eq!(document.outlet.as_deref(), Some("The Bay Ledger"));
        assert_eq!(document.path.as_deref(), Some("crawl"));
        assert_eq!((document.format, published(document)), (Format::Warc, "2026-03-04T08:00:00Z"));
        assert!(document.received.starts_with("The ferry Alba sails"), "{}", document.received);
        let passed = "passed over: 3 records that are no pages, 1 redirect or error";
        assert_eq!(intake.notes[0].what, passed);
    }
}

#[test]
fn a_damaged_archive_gives_the_pages_around_the_damage() {
    let pages: Vec<String> = (0..9)
        .map(|n| {
            let page = PAGE.replace("Alba", &format!("Alba {n}"));
            answer(&format!("https://bay.example/{n}"), "200 OK\r\nContent-Type: text/html", &page)
        })
        .collect();
    let mut packed: Vec<Vec<u8>> = pages.iter().map(|page| gzip(page.as_bytes())).collect();
    let middle = packed[4].len() / 2;
    packed[4][middle..].fill(0xff);
    let intake = read("crawl.warc.gz", packed.concat());
    // What the damaged part unpacks to may look like a page up to its end; it is then binary.
    assert_eq!(
        (intake.documents.len(), codes(&intake).last()),
        (8, Some(&SetAsideCode::Truncated))
    );
    let cut = pages.concat();
    let intake = read("crawl.warc", &cut[..cut.len() - 700]);
    assert_eq!((intake.documents.len(), codes(&intake)), (8, vec![SetAsideCode::Truncated]));
    let junk = [&pages[0], "lost bytes\nand more\n", &pages[1]].concat();
    let intake = read("crawl.warc", junk);
    assert_eq!((intake.documents.len(), codes(&intake)), (2, vec![SetAsideCode::Damaged]));
}

#[test]
fn an_archive_is_bounded() {
    let bomb = gzip(answer("https://bay.example/", "200 OK", &"a".repeat(40 << 20)).as_bytes());
    let intake = read("bomb.warc.gz", bomb);
    assert!(intake.documents.is_empty() && !intake.set_aside.is_empty());
    let large = answer("https://bay.example/", "200 OK", &"a ".repeat(20 << 20));
    assert_eq!(codes(&read("large.warc", large)), [SetAsideCode::TooLarge]);
    let lying = "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999999\r\n\r\nHTTP/1.1";
    assert_eq!(codes(&read("lying.warc", lying)), [SetAsideCode::Truncated]);
}

#[test]
fn the_archives_in_a_wacz_are_read() {
    let mut zip = Vec::new();
    let mut writer = rawzip::ZipArchiveWriter::new(&mut zip);
    for (name, bytes) in [
        ("datapackage.json", b"{}".to_vec()),
        ("archive/data.warc.gz", gzip(archive().concat().as_bytes())),
        ("pages/pages.jsonl", b"{\"text\": \"not an article\"}".to_vec()),
    ] {
        let (mut entry, config) = writer.new_file(name).start().unwrap();
        let mut data = config.wrap(&mut entry);
        data.write_all(&bytes).unwrap();
        let (_, descriptor) = data.finish().unwrap();
        entry.finish(descriptor).unwrap();
    }
    writer.finish().unwrap();
    let documents = whole("crawl.wacz", &zip);
    assert_eq!(documents.len(), 1);
    assert_eq!(documents[0].url.as_deref(), Some("https://bay.example/a"));
    // Without its list of contents nothing says where the archive is.
    assert_eq!(codes(&read("crawl.wacz", &zip[..zip.len() - 40])), [SetAsideCode::Truncated]);
}

const RSS: &str = r#"<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Coast Digest</title><link>https://digest.example/</link><language>en-gb</language>
<item><title>Ferry is back &amp; full</title><link>https://bay.example/2026/03/04/ferry</link>
<guid isPermaLink="false">bay-1</guid><pubDate>Wed, 04 Mar 2026 08:00:00 GMT</pubDate>
<dc:creator>Ola Strand</dc:creator><source url="https://bay.example/rss">The Bay Ledger</source>
<description>Short.</description>
<content:encoded><![CDATA[<p>The ferry sails again.</p><p>It was full.</p>]]></content:encoded></item>
<item><title>Pier opens</title><link>https://digest.example/pier</link>
<description>&lt;p&gt;The pier opens on Friday.&lt;/p&gt;</description></item>
<item><title>From elsewhere</title><link>https://post.example/x</link><description>Rain.</description></item>
</channel></rss>"#;

#[test]
fn items_of_a_feed_are_read_with_their_publishers() {
    let intake = read("a.bin", RSS);
    assert_eq!(intake.set_aside, []);
    let [ferry, pier, rain] = &intake.documents[..] else { panic!("{intake:?}") };
    assert_eq!(ferry.received, "The ferry sails again.\n\nIt was full.");
    assert_eq!(ferry.outlet.as_deref(), Some("The Bay Ledger"));
    assert_eq!(ferry.title.as_deref(), Some("Ferry is back & full"));
    assert_eq!(ferry.byline.as_deref(), Some("Ola Strand"));
    assert_eq!(ferry.source_id.as_deref(), Some("bay-1"));
    assert_eq!(ferry.language.as_deref(), Some("en-gb"));
    assert_eq!((ferry.format, published(ferry)), (Format::Feed, "2026-03-04T08:00:00Z"));
    assert_eq!(
        (pier.received.as_str(), pier.outlet.as_deref()),
        ("The pier opens on Friday.", Some("Coast Digest"))
    );
    // The feed is not the publisher of what it links to elsewhere.
    assert_eq!(rain.outlet.as_deref(), Some("post.example"));
    assert_eq!(intake.notes.len(), 1);
}

#[test]
fn atom_and_rdf_feeds_are_read() {
    let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Coast</title>
      <link href="https://coast.example/"/><link rel="self" href="https://coast.example/atom"/>
      <entry><id>urn:1</id><title type="html">Ferry &lt;b&gt;back&lt;/b&gt;</title>
      <link href="https://coast.example/1"/><updated>2026-03-04T09:00:00Z</updated>
      <published>2026-03-04T08:00:00Z</published><author><name>Ola Strand</name></author>
      <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The <i>ferry</i> sails.</p></div></content></entry>
      <entry><id>urn:2</id><title>Pier</title><updated>2026-03-05T09:00:00Z</updated>
      <source><title>The Bay Ledger</title></source><summary>The pier opens.</summary></entry></feed>"#;
    let documents = whole("a.atom", atom);
    assert_eq!(documents[0].received, "The ferry sails.");
    assert_eq!(documents[0].title.as_deref(), Some("Ferry back"));
    assert_eq!(documents[0].url.as_deref(), Some("https://coast.example/1"));
    assert_eq!(published(&documents[0]), "2026-03-04T08:00:00Z");
    assert_eq!(documents[1].outlet.as_deref(), Some("The Bay Ledger"));
    assert_eq!(published(&documents[1]), "2026-03-05T09:00:00Z");
    let rdf = r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
      xmlns="http://purl.org/rss/1.0/" xmlns:d="http://purl.org/dc/elements/1.1/">
      <channel rdf:about="https://coast.example/"><title>Coast</title></channel>
      <item rdf:about="https://coast.example/1"><title>Ferry</title>
      <link>https://coast.example/1</link><d:date>2026-03-04</d:date>
      <description>The ferry sails.</description></item></rdf:RDF>"#;
    let documents = whole("a.rdf", rdf);
    assert_eq!(
        (documents[0].received.as_str(), published(&documents[0])),
        ("The ferry sails.", "2026-03-04")
    );
    let old = "<rss version='0.91'><channel><title>Coast</title><item><title>Ferry is back</title>\
               </item></channel></rss>";
    let documents = whole("a.xml", old);
    assert_eq!(documents[0].received, "Ferry is back");
}

#[test]
fn a_damaged_feed_gives_the_items_before_the_damage() {
    let intake = read("a.xml", &RSS[..RSS.find("<item><title>From").unwrap() + 30]);
    assert_eq!((intake.documents.len(), codes(&intake)), (2, vec![SetAsideCode::Damaged]));
    assert_eq!(codes(&read("a.xml", "<rss><channel></channel></rss>")), [SetAsideCode::Empty]);
    let packed = gzip(RSS.repeat(3).as_bytes());
    let intake = read("a.xml.gz", &packed[..packed.len() - 8]);
    assert_eq!((intake.documents.len(), codes(&intake)), (3, vec![SetAsideCode::Truncated]));
}

const NITF: &str = r#"<nitf><head><docdata><doc-id id-string="nw-7"/><date.issue norm="20260304T080000Z"/>
  <doc.copyright holder="Northwire"/></docdata></head><body><body.head><hedline><hl1>Ferry is back</hl1>
  </hedline><byline>By <person>Ola Strand</person></byline><distributor>Northwire</distributor>
  <dateline><location>KALMORA</location></dateline></body.head><body.content>
  <media><media-caption>The ferry at its pier.</media-caption></media>
  <block><p>The ferry <org>Alba</org> sails again.</p><hl2>Full</hl2><p>It was full.</p></block>
  </body.content></body></nitf>"#;

#[test]
fn news_industry_xml_is_read() {
    let documents = whole("a.xml", NITF);
    let nitf = &documents[0];
    assert_eq!(nitf.received, "KALMORA\n\nThe ferry Alba sails again.\n\nFull\n\nIt was full.");
    assert_eq!(nitf.title.as_deref(), Some("Ferry is back"));
    assert_eq!(nitf.byline.as_deref(), Some("Ola Strand"));
    assert_eq!(nitf.credit, ["Northwire"]);
    assert_eq!(
        (nitf.source_id.as_deref(), published(nitf)),
        (Some("nw-7"), "2026-03-04T08:00:00Z")
    );
    let g2 = format!(
        "<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'><header/><itemSet>\
         <newsItem guid='urn:nw:8' xml:lang='en'><itemMeta><provider literal='nw'><name>Northwire</name>\
         </provider><versionCreated>2026-03-04T09:00:00Z</versionCreated></itemMeta><contentMeta>\
         <contentCreated>2026-03-04T08:00:00Z</contentCreated><creator><name>Ola Strand</name></creator>\
         <headline>Ferry is back</headline></contentMeta><contentSet><inlineXML \
         contenttype='application/nitf+xml'>{NITF}</inlineXML></contentSet></newsItem>\
         <newsItem guid='urn:nw:9'><contentMeta><headline>Pier</headline></contentMeta><contentSet>\
         <inlineXML><html xmlns='http://www.w3.org/1999/xhtml'><head><title>x</title></head><body>\
         <p>The pier opens.</p></body></html></inlineXML></contentSet></newsItem>\
         <newsItem guid='urn:nw:10'><contentSet><remoteContent href='a.jpg'/></contentSet></newsItem>\
         <packageItem/></itemSet></newsMessage>"
    );
    let intake = read("a.xml", &g2);
    assert_eq!(intake.set_aside, []);
    let [ferry, pier] = &intake.documents[..] else { panic!("{intake:?}") };
    assert!(ferry.received.contains("The ferry Alba sails again."));
    assert_eq!(ferry.outlet.as_deref(), Some("Northwire"));
    assert_eq!((ferry.format, published(ferry)), (Format::Newsml, "2026-03-04T08:00:00Z"));
    assert_eq!(pier.received, "The pier opens.");
    assert!(intake.notes[0].what.starts_with("2 items hold no text"), "{:?}", intake.notes);
    let cut = g2.find("<newsItem guid='urn:nw:9'").unwrap() + 60;
    let intake = read("a.xml", &g2[..cut]);
    assert_eq!((intake.documents.len(), codes(&intake)), (1, vec![SetAsideCode::Damaged]));
    assert_eq!(codes(&read("a.xml", &NITF[..NITF.len() - 30])), [SetAsideCode::Damaged]);
    assert_eq!(codes(&read("a.xml", "<NewsML><NewsItem/></NewsML>")), [SetAsideCode::Unsupported]);
}

#[test]
fn ninjs_is_read() {
    let first = r#"{"uri": "urn:nw:1", "type": "text", "versioncreated": "2026-03-04T09:00:00Z",
      "firstcreated": "2026-03-04T08:00:00Z", "headline": "Ferry is back", "byline": "Ola Strand",
      "copyrightholder": "Northwire", "language": "en", "body_xhtml": "<p>The ferry sails.</p><p>Full.</p>"}"#;
    let documents = whole("a.json", first);
    assert_eq!(documents[0].received, "The ferry sails.\n\nFull.");
    assert_eq!(documents[0].outlet.as_deref(), Some("Northwire"));
    assert_eq!(
        (documents[0].title.as_deref(), published(&documents[0])),
        (Some("Ferry is back"), "2026-03-04T08:00:00Z")
    );
    let third = r#"{"uri": "urn:nw:2", "headlines": [{"role": "main", "value": "Pier"}],
      "infosources": [{"name": "Northwire", "role": "provider"}], "bodies": [
      {"role": "summary", "contentType": "text/plain", "value": "Short."},
      {"role": "main", "contentType": "text/html", "value": "<p>The pier opens.</p>"}]}"#;
    let documents = whole("a.json", third);
    assert_eq!(
        (documents[0].received.as_str(), documents[0].title.as_deref()),
        ("The pier opens.", Some("Pier"))
    );
    assert_eq!(
        codes(&read("a.json", r#"{"uri": "urn:nw:3", "versioncreated": "2026"}"#)),
        [SetAsideCode::BadJson]
    );
    let cut = read("a.json", first[..first.len() - 9].replace('\n', " "));
    assert_eq!((cut.documents.len(), codes(&cut)), (0, vec![SetAsideCode::BadJson]));
}

#[test]
fn event_registry_is_read_with_and_without_bodies() {
    let json = r#"{"articles": {"results": [
      {"uri": "71", "lang": "eng", "isDuplicate": false, "dataType": "news", "dateTimePub": "2026-03-04T08:00:00Z",
       "url": "https://bay.example/1", "title": "Ferry is back", "body": "The ferry sails.",
       "source": {"uri": "bay.example", "title": "The Bay Ledger"},
       "authors": [{"name": "Ola Strand", "isAgency": false}, {"name": "Northwire", "isAgency": true}]},
      {"uri": "72", "isDuplicate": false, "url": "https://bay.example/2", "title": "Pier opens",
       "source": {"title": "The Bay Ledger"}}], "totalResults": 2}}"#;
    let intake = read("a.json", json);
    assert_eq!(intake.set_aside, []);
    let [ferry, pier] = &intake.documents[..] else { panic!("{intake:?}") };
    assert_eq!(
        (ferry.received.as_str(), ferry.language.as_deref()),
        ("The ferry sails.", Some("en"))
    );
    assert_eq!(
        (ferry.credit.as_slice(), ferry.byline.as_deref()),
        (&["Northwire".to_owned()][..], Some("Ola Strand"))
    );
    assert_eq!(
        (ferry.outlet.as_deref(), ferry.source_id.as_deref()),
        (Some("The Bay Ledger"), Some("71"))
    );
    assert_eq!(pier.received, "Pier opens");
    assert!(intake.notes[0].what.starts_with("holds no texts"));
}

#[test]
fn rows_of_the_knowledge_graph_are_read_for_what_they_tell() {
    let row = |id: &str, extras: &str| {
        let mut cells = vec![""; 27];
        cells[0] = id;
        cells[1] = "20260304081500";
        cells[3] = "bay.example";
        cells[4] = "https://bay.example/1";
        cells[26] = extras;
        cells.join("\t")
    };
    let good = row("20260304081500-12", "<PAGE_TITLE>Ferry &amp; pier</PAGE_TITLE>");
    let untitled = row("20260304081500-13", "");
    let intake = read("a.csv", format!("{good}\n{untitled}\nbroken\trow\n"));
    assert_eq!(intake.documents.len(), 1);
    let document = &intake.documents[0];
    assert_eq!((document.received.as_str(), document.format), ("Ferry & pier", Format::Gkg));
    assert_eq!(
        (document.outlet.as_deref(), published(document)),
        (Some("bay.example"), "2026-03-04T08:15:00")
    );
    assert_eq!(codes(&intake).len(), 2);
    assert_eq!(intake.notes.len(), 1);
}

#[test]
fn tables_are_read_by_the_names_of_their_columns() {
    let csv = "id,Publish Date,Headline,Body Text,Publication\r\n\
               7,2026-03-04,Ferry is back,\"The ferry sails,\nand is \"\"full\"\".\",The Bay Ledger\r\n";
    for (path, text) in
        [("a.csv", csv.to_owned()), ("a", csv.to_owned()), ("a.txt", csv.replace(',', ";"))]
    {
        let documents = whole(path, &text);
        let document = &documents[0];
        assert!(document.received.starts_with("The ferry sails"), "{path}: {}", document.received);
        assert_eq!(document.outlet.as_deref(), Some("The Bay Ledger"));
        assert_eq!((document.source_id.as_deref(), published(document)), (Some("7"), "2026-03-04"));
        assert_eq!(
            (document.title.as_deref(), document.format),
            (Some("Ferry is back"), Format::Table)
        );
    }
    let tsv = "title\ttext\nFerry\tThe ferry sails.\n";
    assert_eq!(whole("a", tsv)[0].received, "The ferry sails.");
    // A text that begins with words and commas is a text.
    for prose in ["Body, soul\nand more, of it.", "text, title\n", "Story; text\nA; b; c"] {
        assert_eq!(whole("a.txt", prose)[0].format, Format::Text, "{prose}");
    }
}

#[test]
fn columns_of_other_names_are_mapped_in_tables_and_in_json() {
    let columns = Columns::parse("text=inhalt,title=titel").unwrap();
    let limits = Limits::default();
    let csv = "titel,inhalt\nFerry,The ferry sails.\n";
    let json = "{\"titel\": \"Ferry\", \"inhalt\": \"The ferry sails.\", \"text\": \"no\"}";
    for (path, bytes) in [("a.csv", csv), ("a.txt", csv), ("a.jsonl", json)] {
        let intake = read_bytes_with(path, bytes.as_bytes(), &limits, &columns);
        let document = &intake.documents[0];
        assert_eq!(
            (document.received.as_str(), document.title.as_deref()),
            ("The ferry sails.", Some("Ferry"))
        );
    }
    let intake = read("a.csv", csv);
    assert_eq!(codes(&intake), [SetAsideCode::Unsupported]);
    assert!(intake.set_aside[0].what.contains("\"titel\", \"inhalt\""), "{:?}", intake.set_aside);
    assert!(intake.set_aside[0].advice.contains("--map text="));
}

#[test]
fn a_table_without_texts_is_read_for_its_titles() {
    let csv = "id,indexed_date,language,media_name,publish_date,title,url\n\
               1,2026-03-05,en,bay.example,2026-03-04,Ferry is back,https://bay.example/1\n";
    let intake = read("media-cloud.csv", csv);
    assert_eq!(intake.documents[0].received, "Ferry is back");
    assert_eq!(intake.documents[0].outlet.as_deref(), Some("bay.example"));
    assert!(intake.notes[0].what.starts_with("holds no texts"));
}

#[test]
fn a_table_without_rows_is_said_to_be_empty() {
    for (name, head) in
        [("a.csv", "title,text\n"), ("a.tsv", "title\ttext"), ("a.csv", "title,text\n\n\n")]
    {
        let intake = read(name, head);
        assert_eq!(
            (codes(&intake), intake.documents.len()),
            (vec![SetAsideCode::Empty], 0),
            "{name}"
        );
    }
}

#[test]
fn a_damaged_table_loses_only_the_damaged_rows() {
    let csv =
        "title,text\nOne,First.\nTwo\nThree,Third.,more\nFour,Fourth.\nFive,\"Fifth\nSix,Sixth.\n";
    let intake = read("a.csv", csv);
    assert_eq!(intake.documents.len(), 3);
    assert_eq!(codes(&intake), [SetAsideCode::Damaged; 2]);
    assert_eq!(intake.set_aside[0].path, "a.csv:3");
}

const MAIL: &str = "Message-ID: <7@bay.example>\r\nFrom: The Bay Ledger <news@bay.example>\r\n\
    To: reader@home.example\r\nSubject: =?utf-8?q?Ferry_is_b=C3=A4ck?=\r\n\
    Date: Wed, 04 Mar 2026 08:00:00 +0100\r\nMIME-Version: 1.0\r\n\
    Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n\
    The ferry sails again.\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>The <b>ferry</b> sails again.</p>\r\n\
    --b--\r\n";

#[test]
fn messages_are_read() {
    let documents = whole("a.bin", MAIL);
    let mail = &documents[0];
    assert_eq!(mail.received.trim(), "The ferry sails again.");
    assert_eq!(
        (mail.outlet.as_deref(), mail.title.as_deref()),
        (Some("The Bay Ledger"), Some("Ferry is bäck"))
    );
    assert_eq!((mail.format, published(mail)), (Format::Mail, "2026-03-04T08:00:00+01:00"));
    let pointer = MAIL
        .replace("<p>The <b>ferry</b>", "<p>All of it, at length, in the page alone: the ferry");
    assert!(whole("a.eml", pointer)[0].received.starts_with("All of it"));
    let second = MAIL.replace("<7@", "<8@").replace("again", "today");
    let mbox = format!("From a@b Wed Mar  4 08:00:00 2026\n{MAIL}\n\nFrom a@b Thu\n{second}\n");
    let documents = whole("inbox", &mbox);
    let ids: Vec<_> = documents.iter().filter_map(|mail| mail.source_id.as_deref()).collect();
    assert_eq!(ids, ["7@bay.example", "8@bay.example"]);
    let empty = "Message-ID: <9@bay.example>\nFrom: a@b.example\nSubject: none\n\n";
    assert_eq!(codes(&read("a.eml", empty)), [SetAsideCode::Empty]);
    let intake = read("inbox", format!("{mbox}\nFrom a@b Fri\n{empty}"));
    assert_eq!((intake.documents.len(), codes(&intake)), (2, vec![SetAsideCode::Empty]));
}

/// A PDF of one page that shows `lines`.
#[cfg(feature = "pdf")]
fn pdf(lines: &[&str]) -> String {
    let shown: String = lines.iter().map(|line| format!("({line}) Tj T*\n")).collect();
    let stream = format!("BT /F1 12 Tf 72 700 Td 14 TL\n{shown}ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources \
         << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{stream}\nendstream", stream.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            .to_owned(),
    ];
    let mut out = "%PDF-1.4\n".to_owned();
    let mut table = String::new();
    for (at, object) in objects.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n \n", out.len()));
        out.push_str(&format!("{} 0 obj\n{object}\nendobj\n", at + 1));
    }
    let start = out.len();
    out.push_str(&format!("xref\n0 6\n0000000000 65535 f \n{table}"));
    out.push_str(&format!("trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"));
    out
}

#[cfg(feature = "pdf")]
#[test]
fn the_text_of_a_pdf_is_read() {
    let documents = whole("a.bin", pdf(&["The ferry Alba sails again,", "the port office said."]));
    assert_eq!(documents[0].received, "The ferry Alba sails again,\nthe port office said.");
    assert_eq!(documents[0].format, Format::Pdf);
    assert_eq!(codes(&read("a.pdf", pdf(&[]))), [SetAsideCode::Empty]);
    let cut = pdf(&["The ferry"]);
    assert_eq!(codes(&read("a.pdf", &cut[..cut.len() / 2])), [SetAsideCode::Damaged]);
}

#[cfg(not(feature = "parquet"))]
#[test]
fn a_build_without_parquet_says_which_has_it() {
    let intake = read("a.bin", b"PAR1\x15\x04\x15\x10 and on PAR1");
    assert_eq!(codes(&intake), [SetAsideCode::Binary]);
    assert!(intake.set_aside[0].what.contains("a build with the feature parquet reads them"));
}

#[cfg(feature = "parquet")]
#[test]
fn a_packed_parquet_file_is_unpacked_first() {
    let bare = read("a.bin", b"PAR1\x15\x04\x15\x10 and on PAR1");
    let packed = read("a.bin.gz", gzip(b"PAR1\x15\x04\x15\x10 and on PAR1"));
    assert_eq!(packed.set_aside[0].what, bare.set_aside[0].what);
    assert!(bare.set_aside[0].what.starts_with("a Parquet file"), "{bare:?}");
}
