//! Pages and their parts.

use wireroom_model::{Document, DocumentId, Interpolation, RepairRule, ZoneKind};
use wireroom_repair::{lone_interpolations, repair, with_interpolations};

fn document(received: &str) -> Document {
    Document::plain(DocumentId::from_stored("d1"), received)
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

const HEAD: &str = "Ferry pilots end walkout in Quillan harbor";
const FIRST: &str = "Pilots in the harbor of Quillan went back to work on Wednesday after a walkout \
of four days, the council said.";
const LAST: &str = "The harbor master said that nine ships had been waiting since the start of the \
week.";

const MORE: &str = "The council will meet again on Friday to speak about the pay of the pilots.";

/// The kind of the zone that holds all of `line`.
fn kind_in(page: &str, line: &str) -> Option<ZoneKind> {
    let text = repair(&document(page));
    let mut zones = text.structure.zones.iter();
    zones.find(|zone| zone.span.text(text.repaired()).contains(line)).map(|zone| zone.kind)
}

fn check(line: &str, page: &str, wanted: ZoneKind) {
    assert_eq!(kind_in(page, line), Some(wanted), "{line}");
    assert_eq!(kind_in(page, FIRST), Some(ZoneKind::Body), "beside {line}");
    assert_eq!(kind_in(page, LAST), Some(ZoneKind::Body), "beside {line}");
}

#[test]
fn lines_above_a_story_are_told_apart() {
    for (line, wanted) in [
        ("Quillan Herald » World » Shipping", ZoneKind::Furniture),
        ("Home / News / World", ZoneKind::Furniture),
        ("You are here: Home > World > Ferry pilots end walkout", ZoneKind::Furniture),
        ("Quillan Herald | Ships & Tides", ZoneKind::Furniture),
        ("Give this article", ZoneKind::Furniture),
        ("BY: ANN LEE | STAFF WRITER", ZoneKind::Byline),
        ("autor: Ann Lee", ZoneKind::Byline),
        ("Ann Lee, Special to the Herald", ZoneKind::Byline),
        ("Ann Lee - Business Correspondent", ZoneKind::Byline),
        ("Correspondent Ann Lee", ZoneKind::Byline),
        ("From our own correspondent in Vexford", ZoneKind::Byline),
        ("Written by Ann Lee", ZoneKind::Byline),
        ("Text: Ann Lee; photos: Bo Ek", ZoneKind::Byline),
        ("(Written by Ann Lee; edited by Bo Ek)", ZoneKind::Contributors),
        ("Posted on March 3, 2021 by admin", ZoneKind::Published),
        ("03.03.21, 14:05", ZoneKind::Published),
        ("2021-03-03 (Wed) 14:05 KST", ZoneKind::Published),
        ("3/03/2021 14:05", ZoneKind::Published),
        ("LAST UPDATED AT 14:05 ON 3 MARCH 2021", ZoneKind::Updated),
        ("3 de marzo de 2021", ZoneKind::Published),
        ("AP/Reuters", ZoneKind::Credit),
    ] {
        check(line, &format!("{HEAD}\n\n{line}\n\n{FIRST}\n\n{LAST}"), wanted);
    }
}

#[test]
fn names_beside_a_date_are_parted_from_it() {
    for (line, piece, wanted) in [
        ("By Ann Lee | March 3, 2021", "By Ann Lee", ZoneKind::Byline),
        ("Ann Lee | March 3, 2021 | 5 min read", "Ann Lee", ZoneKind::Byline),
        ("Mar 3, 2021 at 2:05 pm by Ann Lee", "by Ann Lee", ZoneKind::Byline),
        ("Posted by Ann Lee on 3 March 2021", "on 3 March 2021", ZoneKind::Published),
        ("Quillan Herald - Mar 3, 2021, 2:05 PM", "Quillan Herald", ZoneKind::Furniture),
        ("Quillan Herald - Mar 3, 2021, 2:05 PM", "Mar 3, 2021, 2:05 PM", ZoneKind::Published),
        ("3 MARCH 2021 14:05 GMT+3 / UPDATED 4 MARCH 2021", "UPDATED 4", ZoneKind::Updated),
        ("3 MARCH 2021 14:05 GMT+3 / UPDATED 4 MARCH 2021", "3 MARCH", ZoneKind::Published),
    ] {
        check(piece, &format!("{HEAD}\n\n{line}\n\n{FIRST}\n\n{LAST}"), wanted);
    }
}

#[test]
fn lines_of_the_page_are_found_within_and_below_a_story() {
    for line in [
        "You may also like: Ten bridges to see before they fall",
        "MORE ON THIS TOPIC: The ferry that never came",
        "Opinion | Why the harbor matters to all of us",
        "[Podcast] Harbor talk, every week anew",
        "[The ferry that never came, and why]",
        "« Previous post: Nine days at sea with a broken mast",
        "Next article: Ten days at sea with a broken rudder",
        "Be the first to leave a comment",
        "Log in to reply (12)",
        "Was this article helpful? Yes No",
        "Average user rating: 4.2 (12 votes)",
        "Subscribe for $1 a week. Cancel anytime.",
        "The Quillan Herald is reader-funded. Become a member today.",
        "Reproduction in whole or in part without written permission is forbidden.",
    ] {
        let furniture = ZoneKind::Furniture;
        check(line, &format!("{HEAD}\n\n{FIRST}\n\n{LAST}\n\n{line}"), furniture);
        if !line.starts_with("The ") {
            check(line, &format!("{HEAD}\n\n{FIRST}\n\n{LAST}\n\n{line}\n\n{MORE}"), furniture);
        }
    }
    let chart = "[Chart: Ships at anchor, 2010-2020]";
    let page = format!("{HEAD}\n\n{FIRST}\n\n{LAST}\n\n{chart}\n\n{MORE}");
    check(chart, &page, ZoneKind::Caption);
}

#[test]
fn sentences_of_a_story_stay_in_it() {
    for line in [
        "Read the law, the harbor master told them.",
        "No comment was to be had from the pilots.",
        "Next to the pier, two boats lay at anchor.",
        "Support for our pilots has grown, she said.",
        "The next story: how the pilots were paid.",
        "Get out of our harbor, they shouted.",
        "Copyright was not at stake, the court found.",
        "Join hands, the priest said, and they did.",
        "\"Tell us the truth,\" said one of the pilots.",
        "Ships > 300 meters must wait, the rules say.",
        "The average rating of the boats fell to 3.",
        "[He left the room at noon.]",
        "Access to Facebook was cut during the walkout.",
        "Like Telegram, the app lets its users write in groups.",
        "Share prices of the podcast firm fell by a third.",
        "Watch officers on the podcast pier were told to leave.",
        "The reporter Ann Lee was there when it happened.",
    ] {
        check(line, &format!("{HEAD}\n\n{FIRST}\n\n{line}\n\n{LAST}"), ZoneKind::Body);
        check(line, &format!("{HEAD}\n\n{FIRST}\n\n{LAST}\n\n{line}"), ZoneKind::Body);
    }
}

#[test]
fn page_lines_of_one_length_are_no_wrapped_paragraph() {
    let page = format!(
        "{HEAD}\n\n{FIRST}\n\n{LAST}\n\nListen to our podcast on the harbor and its people\n\
Coming up next: The late concert"
    );
    check("Coming up next", &page, ZoneKind::Furniture);
    check("Listen to our podcast", &page, ZoneKind::Furniture);
}

#[test]
fn the_date_of_a_dateline_may_have_commas() {
    for date in ["May 4, 2026", "Thursday, May 4", "Thursday, May 4, 2026"] {
        let head = format!("PORT ELDRIN, {date} (Reuters) -");
        let text = repair(&document(&format!("{HEAD}\n\n{head} {FIRST}\n\n{LAST}")));
        let span = text.structure.dateline.unwrap_or_default().date;
        assert_eq!(span.map(|span| span.text(text.repaired())), Some(date));
    }
}

#[test]
fn a_dateline_may_end_with_a_stop_and_a_dash() {
    for head in ["Lima, 3 mar (EFE).-", "Lima, March 3 (EFE). –", "Lima, Mar 3 (EFE).--"] {
        let text = repair(&document(&format!("{HEAD}\n\n{head} {FIRST}\n\n{LAST}")));
        let dateline = text.structure.dateline.unwrap_or_default();
        let part = |span: Option<wireroom_text::Span>| span.map(|span| span.text(text.repaired()));
        assert_eq!((part(dateline.place), part(dateline.agency)), (Some("Lima"), Some("EFE")));
    }
}

#[test]
fn contributors_are_named_without_their_office_and_place() {
    let note = "Associated Press writers Ann Lee in New Vexford and Bo Ek in Port Eldrin \
contributed to this report.";
    let text = repair(&document(&format!("{HEAD}\n\n{FIRST}\n\n{LAST}\n\n{note}")));
    let people: Vec<&str> =
        text.structure.people.iter().map(|span| span.text(text.repaired())).collect();
    assert_eq!(people, ["Ann Lee", "Bo Ek"]);
}

/// The kinds of the lines that hold each of `wanted`.
fn kinds(page: &str, wanted: &[&str]) -> Vec<&'static str> {
    let text = repair(&document(page));
    let of = |needle: &&str| {
        let at = text.repaired().find(*needle).unwrap_or(usize::MAX);
        text.structure.at(at).map_or("none", ZoneKind::as_str)
    };
    wanted.iter().map(of).collect()
}

const STORY: &str = "The ferry between Port Eldrin and Quillan will sail again from Monday, the \
    council said.\n\nThe line was closed in March after a fire in which nobody was hurt.\n\n";

#[test]
fn headlines_under_a_label_behind_the_story_are_links() {
    let page = format!(
        "{STORY}More great Quillan stories\n\nPort pilots end their strike after a week of talks\n\n\
         Could a tunnel under the strait be paid for by the ferry?\n\nCouncil to vote on tolls"
    );
    assert_eq!(
        kinds(&page, &["More great", "Port pilots", "Council to vote", "The line was"]),
        ["furniture", "furniture", "furniture", "body"]
    );
}

#[test]
fn a_list_that_the_story_ends_with_is_body() {
    let page = format!(
        "{STORY}Crossings from Monday\n\nQuillan (north): 10 a day\n\nOstwick (north): 4 a day\n\n\
         Rell (south): 3 a day\n\nHolm (south): 2 a day\n\nVarn (south): 2 a day"
    );
    assert_eq!(kinds(&page, &["Crossings", "Quillan (north)", "Varn"]), ["body"; 3]);
}

#[test]
fn a_line_that_says_whose_the_picture_is_is_a_caption() {
    let page = format!(
        "{STORY}Passengers wait at the pier in Quillan on SundayCredit: Ann Lee - Freelance\n\n\
         The council said that it would pay for the repairs.\n\n\
         Boats lie idle at Port Eldrin on Sunday. (Bo Ek / Quillan Evening Post)\n\n\
         The council said that it would pay for the repairs, too.\n\n\
         © Cy Dorn Boats lie idle at the pier of Port Eldrin.\n\n\
         The first boat leaves at dawn, the council said.\n\n© Quillan Post | Contact | Terms of use"
    );
    assert_eq!(
        kinds(&page, &["Passengers wait", "Boats lie idle at Port", "© Cy", "The first boat"]),
        ["caption", "caption", "caption", "body"]
    );
    assert_ne!(kinds(&page, &["© Quillan"]), ["caption"]);
}

#[test]
fn captions_are_told_by_their_form() {
    for line in [
        "FILE - In this May 4, 2021, file photo, boats lie at the pier of Quillan.",
        "This May 2021 image provided by the harbor museum shows boats at the pier of Quillan.",
        "Ann Lee, left, speaks to pilots on the pier, Tuesday, May 4, 2021, in Quillan.",
        "Getty Images Boats lie at the pier of Quillan in the morning",
        "Boats lie at the pier of Quillan in the morning. Reuters",
        "Boats lie at the pier of Quillan in the morning REUTERS/Ann Lee",
        "The pier of Quillan is seen from the old mole (Harbor Museum of Quillan)",
        "3/12 4 May 2021 Boats lie at the pier of Quillan AFP",
    ] {
        let page = format!("{HEAD}\n\n{FIRST}\n\n{line}\n\n{MORE}\n\n{LAST}");
        check(line, &page, ZoneKind::Caption);
    }
}

#[test]
fn an_agency_tells_its_story_under_a_picture_too() {
    let told = "The council of Quillan voted on Monday to close the pier for a year, and the pilots said that they would sail from Varn until it opens again. ";
    let line = format!(
        "FILE - In this May 4, 2021, file photo, boats lie at the pier. {}(Ann Lee/Associated Press)",
        told.repeat(3)
    );
    let page = format!("{HEAD}\n\n{line}\n\n{FIRST}\n\n{MORE}\n\n{LAST}");
    check(&line, &page, ZoneKind::Caption);
    let line = format!("The pier was closed. {}", told.repeat(3).trim());
    let page = format!("{HEAD}\n\n{FIRST}\n\n{line}\n\n{MORE}\n\n{LAST}");
    check(&line, &page, ZoneKind::Body);
}

#[test]
fn the_holder_of_the_rights_is_credited() {
    let credited = |line: &str| {
        let page = format!("{HEAD}\n\n{FIRST}\n\n{MORE}\n\n{LAST}\n\n{line}");
        let text = repair(&document(&page));
        let of = |span: &wireroom_text::Span| span.text(text.repaired()).to_owned();
        text.structure.credits.iter().map(of).collect::<Vec<String>>()
    };
    let notice = "All rights reserved. This material may not be published or rewritten.";
    assert_eq!(
        credited(&format!("Copyright 2021 The Associated Press. {notice}")),
        ["The Associated Press"]
    );
    assert!(credited(&format!("Copyright 2021 Quillan Herald. {notice}")).is_empty());
}

#[test]
fn what_only_looks_like_a_caption_is_told() {
    for line in [
        "The council told Reuters on Tuesday, May 4, that boats would sail again.",
        "The pier was closed on Tuesday, May 4, 2021, after a fire, the council said.",
        "This picture of the harbor is not new, the council said, and it will not change soon.",
        "Reuters and other agencies have asked the council to open the harbor again.",
        "The council wrote on Twitter that the boats would sail again from Monday morning",
    ] {
        let page = format!("{HEAD}\n\n{FIRST}\n\n{line}\n\n{MORE}\n\n{LAST}");
        check(line, &page, ZoneKind::Body);
    }
}

#[test]
fn credits_and_lines_of_the_page_by_form() {
    for (line, wanted) in [
        ("By Reuters", ZoneKind::Credit),
        ("Quillan Herald wire services", ZoneKind::Credit),
        ("This article was originally published by the Quillan Herald.", ZoneKind::Credit),
        ("Copyright 2021 The Associated Press. All rights reserved.", ZoneKind::Credit),
        ("Copyright 2021 Quillan Herald. All rights reserved.", ZoneKind::Furniture),
        ("Image 2 of 5", ZoneKind::Furniture),
        ("https://quillan-herald.example/harbor/pilots", ZoneKind::Furniture),
        ("Council votes on the new pier Read more", ZoneKind::Furniture),
        ("First published: 4 May 2021", ZoneKind::Published),
    ] {
        let page = format!("{HEAD}\n\n{line}\n\n{FIRST}\n\n{MORE}\n\n{LAST}");
        check(line, &page, wanted);
    }
}

#[test]
fn offers_in_brackets_and_strange_sentences_are_proposed() {
    let received = format!(
        "{HEAD}\n\n{FIRST} {MORE} Order your Orvel garden chairs today and get free delivery. {LAST} \
         The nine ships (click here for cheap Orvel chairs) will sail on Monday."
    );
    let text = repair(&document(&received));
    let proposed: Vec<&str> = lone_interpolations(&text)
        .iter()
        .filter_map(|repair| received.get(repair.span.range()))
        .collect();
    let wanted = [
        "Order your Orvel garden chairs today and get free delivery.",
        "(click here for cheap Orvel chairs)",
    ];
    assert_eq!(proposed, wanted);
    assert_eq!(text.repaired(), received);
}

#[test]
fn a_text_that_stutters_is_told() {
    let page = format!("{HEAD}\n\n{FIRST}\n\n{FIRST}\n\n{FIRST}\n\n{LAST}");
    check(MORE, &format!("{page}\n\n{MORE}"), ZoneKind::Body);
}
