//! Pages and their parts.

use wireroom_model::{Document, DocumentId, Format, Interpolation, RepairRule};
use wireroom_repair::{lone_interpolations, repair, with_interpolations};

fn document(received: &str) -> Document {
    Document {
        id: DocumentId::from_stored("d1"),
        source_id: None,
        path: None,
        url: None,
        outlet: None,
        title: None,
        published: None,
        updated: None,
        byline: None,
        credit: Vec::new(),
        language: None,
        format: Format::Text,
        received: received.to_string(),
    }
}

const PAGE: &str = "\
Ferry line to return to Port Eldrin

3 min read
By Ann Lee and Bo Ek
4 May, 2021 09:30 / Updated 2 days ago
Passengers waiting on the quay last week [Getty Images]

PORT ELDRIN, May 4 (Reuters) – The ferry between Port Eldrin and Quillan will sail again from Monday, the council said.

The line was closed in March after a fire in which nobody was hurt.

“We have missed it,” said the baker on the quay.(Reporting by Cy Dorn in Quillan; Editing by Eve Fox)

Read more: Port pilots end their strike

Leave a Reply

Your email address will not be published.";

#[test]
fn a_page_is_taken_apart() {
    let text = repair(&document(PAGE));
    let shown: Vec<String> = text
        .structure
        .zones
        .iter()
        .map(|zone| {
            let words: Vec<&str> =
                zone.span.text(text.repaired()).split_whitespace().take(3).collect();
            format!("{}: {}", zone.kind.as_str(), words.join(" "))
        })
        .collect();
    assert_eq!(
        shown,
        [
            "title: Ferry line to",
            "furniture: 3 min read",
            "byline: By Ann Lee",
            "published: 4 May, 2021",
            "updated: Updated 2 days",
            "caption: Passengers waiting on",
            "dateline: PORT ELDRIN, May",
            "body: The ferry between",
            "body: The line was",
            "body: “We have missed",
            "contributors: (Reporting by Cy",
            "furniture: Read more: Port",
            "furniture: Leave a Reply",
            "furniture: Your email address",
        ]
    );
    let dateline = text.structure.dateline.unwrap_or_default();
    let part = |span: Option<wireroom_text::Span>| span.map(|span| span.text(text.repaired()));
    assert_eq!(part(dateline.place), Some("PORT ELDRIN"));
    assert_eq!(part(dateline.date), Some("May 4"));
    assert_eq!(part(dateline.agency), Some("Reuters"));
    let people: Vec<&str> =
        text.structure.people.iter().map(|span| span.text(text.repaired())).collect();
    assert_eq!(people, ["Ann Lee", "Bo Ek", "Cy Dorn", "Eve Fox"]);
}

#[test]
fn what_an_interpolation_parted_is_joined() {
    let received = "The envoy of the U. If you liked this post and want more information about \
Cheap Roof Tiles please visit our website. Ѕ.Treasury met the mayor. He left on Friday.";
    let text = repair(&document(received));
    let start = text.repaired().find("If you").unwrap_or(0);
    let end = text.repaired().find("S.Treasury").unwrap_or(0);
    let found = [Interpolation {
        document: document(received).id,
        span: wireroom_text::Span::of(start..end),
        replacement: String::new(),
        confidence: 0.9,
        why: String::new(),
    }];
    let cut = with_interpolations(&text, &found, &document(received));
    assert_eq!(cut.repaired(), "The envoy of the U.S. Treasury met the mayor. He left on Friday.");
    assert!(cut.repairs.iter().any(|r| r.rule == RepairRule::Interpolation && r.applied));
    assert!(cut.repairs.iter().any(|r| r.rule == RepairRule::LookAlikeLetter));
    assert_eq!(cut.map.received(), received);
}

#[test]
fn solicitation_inside_a_story_is_proposed_and_kept() {
    let received = "Council opens new bridge\n\nThe council opened the bridge on Monday after two \
years of work. If you liked this article and want more details about Cheap Roof Tiles kindly visit \
our website. The mayor cut the ribbon and thanked the Cheap Roof Tiles engineers for their work.";
    let text = repair(&document(received));
    let proposed: Vec<&str> = lone_interpolations(&text)
        .iter()
        .filter_map(|repair| received.get(repair.span.range()))
        .collect();
    assert_eq!(proposed.len(), 2, "{proposed:?}");
    assert!(proposed.first().is_some_and(|first| first.starts_with("If you liked")));
    assert_eq!(text.repaired(), received);
}
