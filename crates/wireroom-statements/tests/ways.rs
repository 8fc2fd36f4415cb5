//! The way from the mouth to the page: who was quoted by whom, what was told to whom, who spoke
//! through whom, and who says a thing together.

mod reader;

use reader::show;
use wireroom_encoder::Encoder;

const NAMES: &[(&str, char)] = &[
    ("Alba Restrova", 'P'),
    ("Piet Haan", 'P'),
    ("Tolan Bek", 'P'),
    ("Coastal Herald", 'O'),
    ("Interfax", 'O'),
    ("Reuters", 'O'),
    ("Belta", 'O'),
    ("Radio Metropole", 'O'),
];

/// What comes of a sentence in both tiers.
fn check(text: &str, expected: &[&str]) {
    reader::check(text, NAMES, expected);
}

/// What comes of it in the full tier: the fast one finds no cue, or takes other words for it.
fn check_full(text: &str, expected: &[&str]) {
    let shown = show(text, NAMES, Some(Encoder::shipped()));
    assert_eq!(shown.lines().collect::<Vec<_>>(), expected, "of {text:?}");
}

#[test]
fn who_is_quoted_speaks() {
    check_full(
        "Alba Restrova was quoted by the Coastal Herald as saying that no siren was heard.",
        &[
            "Alba Restrova | was quoted by the Coastal Herald as saying | no siren was heard | via the Coastal Herald | asserted indirect",
        ],
    );
    check(
        "\u{201c}We will not sign,\u{201d} Belta quoted Tolan Bek as saying.",
        &["Tolan Bek | as saying | We will not sign | via Belta | asserted direct"],
    );
    check(
        "The bridge is safe, Tolan Bek said, as quoted by Interfax.",
        &["Tolan Bek | said | The bridge is safe | via Interfax | asserted indirect"],
    );
}

#[test]
fn chains_of_citing_lead_to_their_end() {
    check(
        "No trucks will pass from tonight, Interfax says, quoting Belta, quoting Tolan Bek.",
        &[
            "Tolan Bek | says | No trucks will pass from tonight | via Belta + Interfax | asserted indirect",
        ],
    );
    check(
        "Citing two officials, Reuters reported that the bank would be sold.",
        &["two officials | reported | the bank would be sold | via Reuters | asserted indirect"],
    );
    check(
        "Reuters said, citing Tolan Bek, that the bank would be sold.",
        &["Tolan Bek | said | the bank would be sold | via Reuters | asserted indirect"],
    );
    check(
        "The Larkin Company said it would cut prices, citing weak demand.",
        &[
            "The Larkin Company | said | it would cut prices | asserted indirect",
            "The Larkin Company | citing | weak demand | asserted indirect",
        ],
    );
}

#[test]
fn a_medium_that_is_told_or_carries_passes_on() {
    check(
        "Alba Restrova told Radio Metropole that the dam was full.",
        &[
            "Alba Restrova | told | the dam was full | to Radio Metropole | via Radio Metropole | asserted indirect",
        ],
    );
    check(
        "In an interview with the Coastal Herald, Alba Restrova said the tax would stay.",
        &[
            "Alba Restrova | said | the tax would stay | to the Coastal Herald | via Coastal Herald | asserted indirect",
        ],
    );
    check(
        "The army said in a statement carried by Interfax that the depot was hit.",
        &["The army | said | the depot was hit | via Interfax | asserted indirect"],
    );
    // What was said begins behind a name with a dot in it.
    check(
        "Alba Restrova told Interfax.info the dam was full.",
        &[
            "Alba Restrova | told | the dam was full | to Interfax | via Interfax | asserted indirect",
        ],
    );
    check(
        "Alba Restrova told parliament that the dam was full.",
        &["Alba Restrova | told | the dam was full | to parliament | asserted indirect"],
    );
}

#[test]
fn who_speaks_through_another_is_the_mouth() {
    check_full(
        "Alba Restrova said through her lawyer, Piet Haan, that the money was a loan.",
        &[
            "Alba Restrova | said | the money was a loan | via her lawyer, Piet Haan | asserted indirect",
        ],
    );
    check(
        "The museum maintains, through Piet Haan, that it bought the piece in good faith.",
        &["Piet Haan | maintains | it bought the piece in good faith | asserted indirect"],
    );
}

#[test]
fn a_telling_within_a_telling_goes_back_to_the_inner_mouth() {
    check(
        "Alba Restrova said a doctor had told her that the boy would live.",
        &[
            "a doctor | said | a doctor had told her that the boy would live | via Alba Restrova | asserted indirect",
            "a doctor | had told | the boy would live | to her | via Alba Restrova | asserted indirect",
        ],
    );
    check(
        "Tolan Bek said the ship was free, Interfax reported.",
        &[
            "Tolan Bek | reported | Tolan Bek said the ship was free | via Interfax | asserted indirect",
            "Tolan Bek | said | the ship was free | via Interfax | asserted indirect",
        ],
    );
}

#[test]
fn several_who_say_one_thing_are_told_apart() {
    check(
        "Alba Restrova and Piet Haan said the route was closed.",
        &["Alba Restrova | said | the route was closed | with Piet Haan | asserted indirect"],
    );
    check(
        "The ministers of Poland and Lithuania said the route was closed.",
        &[
            "The ministers of Poland and Lithuania | said | the route was closed | asserted indirect",
        ],
    );
}

#[test]
fn who_hears_and_who_keeps_silent_does_not_speak() {
    check_full(
        "The court heard that the money was kept in a drawer.",
        &["- | heard | the money was kept in a drawer | to The court | asserted indirect"],
    );
    check_full(
        "Not one of the deputies would say whether the vote was bought.",
        &["Not one of the deputies | would say | whether the vote was bought | declined indirect"],
    );
    check(
        "Tolan Bek never said the ferry was safe.",
        &["Tolan Bek | never said | the ferry was safe | declined indirect"],
    );
}

#[test]
fn set_phrases_and_headlines_attribute() {
    check(
        "In the words of Piet Haan, it was a night to forget.",
        &["Piet Haan | In the words | it was a night to forget | asserted indirect"],
    );
    check_full(
        "It was a night to forget, as Piet Haan put it.",
        &["Piet Haan | put | It was a night to forget | asserted indirect"],
    );
    check(
        "Haan: Dam will hold through winter",
        &["Piet Haan | : | Dam will hold through winter | asserted indirect"],
    );
    check(
        "Kestrel to cut 400 jobs: union",
        &["union | : | Kestrel to cut 400 jobs | asserted indirect"],
    );
    check(
        "Wages must rise by half, Piet Haan said, and not in two steps.",
        &["Piet Haan | said | Wages must rise by half + and not in two steps | asserted indirect"],
    );
}

#[test]
fn a_statement_is_the_word_of_who_made_it() {
    check(
        "Alba Restrova said in a statement that the dam was full. The statement added that nobody was hurt.",
        &[
            "Alba Restrova | said in a statement | the dam was full | asserted indirect",
            "Alba Restrova | added | nobody was hurt | asserted indirect",
        ],
    );
    check(
        "Belta carried a statement from the Coastal Herald on Monday. The statement said that the dam was full.",
        &["Coastal Herald | said | the dam was full | asserted indirect"],
    );
    check(
        "Tolan Bek issued a statement on Monday. The bridge stayed shut. “It is safe,” the statement said.",
        &["Tolan Bek | said | It is safe | asserted direct"],
    );
    // A lawyer's is not the client's, and one that nobody is told to have made is nobody's.
    check(
        "There was a statement from Tolan Bek's lawyer. The statement said that the bridge was safe.",
        &["The statement | said | the bridge was safe | asserted indirect"],
    );
    check(
        "Tolan Bek stayed at home. The statement said that the bridge was safe.",
        &["The statement | said | the bridge was safe | asserted indirect"],
    );
}
