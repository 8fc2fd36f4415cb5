//! What holds for any passage, and that the weights are those of the model card.

use proptest::prelude::*;
use std::ops::Range;
use wireroom_encoder::{Encoder, Heard, NAMES, Passage, Role, WEIGHTS};

/// Words as runs of letters, and signs by themselves.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        let end = at + c.len_utf8();
        match found.last_mut() {
            Some(last) if last.end == at && c.is_alphanumeric() => last.end = end,
            _ => found.push(at..end),
        }
    }
    found
}

/// A passage that is asked about its words both ways.
fn passage<'a>(text: &'a str, words: &'a [Range<usize>]) -> Passage<'a> {
    Passage { text, words, tokens: words }
}

type Said = (Vec<[f32; 2]>, Vec<Role>, Vec<[f32; NAMES]>);

fn said(heard: &Heard<'_>, count: usize) -> Said {
    let cue = count / 2..(count / 2 + 1).min(count);
    (heard.cues().to_vec(), heard.roles(&cue, 0..count), heard.names().to_vec())
}

fn alone(text: &str) -> Said {
    let words = words(text);
    let heard = Encoder::shipped().hear(&[passage(text, &words)]);
    said(&heard[0], words.len())
}

#[test]
fn a_passage_is_heard_alike_whatever_stands_beside_it() {
    let long = "The ferry was late, the harbor master said, and nobody knew why. ".repeat(60);
    let texts = [
        "The mayor of Lindholm said the bridge would open in May.",
        "“We will not pay,” Ines Okoye told reporters.",
        "",
        long.as_str(),
        "No.",
        "The ministry denied that any boat had been lost, according to two officials.",
    ];
    let words: Vec<_> = texts.iter().map(|text| words(text)).collect();
    let passages: Vec<_> =
        texts.iter().zip(&words).map(|(text, words)| passage(text, words)).collect();
    for order in [[0, 1, 2, 3, 4, 5], [3, 5, 0, 4, 2, 1]] {
        let asked: Vec<_> = order.iter().map(|&at| passages[at]).collect();
        for (heard, at) in Encoder::shipped().hear(&asked).iter().zip(order) {
            assert_eq!(said(heard, words[at].len()), alone(texts[at]), "{at}");
        }
    }
}

#[test]
fn the_cue_and_its_roles_are_heard() {
    let text = "The mayor of Lindholm said the bridge would open in May.";
    let words = words(text);
    let heard = Encoder::shipped().hear(&[passage(text, &words)]);
    let cue = words.iter().position(|word| &text[word.clone()] == "said").unwrap();
    for (at, [begins, inside]) in heard[0].cues().iter().enumerate() {
        assert_eq!(begins.max(*inside) > 0.0, at == cue, "{at}");
    }
    let roles = heard[0].roles(&(cue..cue + 1), 0..words.len());
    assert!(roles[0].begins_source > 0.0 && roles[0].begins_content < roles[0].begins_source);
    assert!(roles[1].in_source > 0.0);
    assert!(roles[cue + 1].begins_content > 0.0);
    assert!(roles[cue + 2..words.len() - 1].iter().all(|role| role.in_content > 0.0));
}

#[test]
fn tokens_are_heard_alike_however_few_are_asked_about() {
    let text = "The mayor of Lindholm said Ines Okoye would lead the Harbor Board.";
    let words = words(text);
    let all = &Encoder::shipped().hear(&[passage(text, &words)])[0];
    let asked = [words[3].clone(), words[6].clone(), words[11].clone()];
    let some = &Encoder::shipped().hear(&[Passage { text, words: &words, tokens: &asked }])[0];
    assert_eq!(some.names(), [all.names()[3], all.names()[6], all.names()[11]]);
    assert_eq!(some.cues(), all.cues());
    // The best label is that of no name where there is none.
    let named: Vec<bool> =
        all.names().iter().map(|odds| odds[1..].iter().any(|odds| *odds > 0.0)).collect();
    let wanted = [3, 5, 6, 10, 11];
    assert!((0..words.len()).all(|at| named[at] == wanted.contains(&at)), "{named:?}");
}

#[test]
fn damaged_weights_are_no_encoder() {
    let [first, then] = WEIGHTS;
    let less = |part: &'static [u8]| &part[..part.len() - 1];
    for parts in [
        [first, less(then)],
        [less(first), then],
        [&first[..200], then],
        [&first[1..], then],
        [first, &[]],
        [then, first],
        [&[], &[]],
    ] {
        assert!(Encoder::read_parts(parts).is_none());
    }
}

#[test]
fn weights_in_two_parts_say_what_they_say_in_one() {
    let text = "“We will not pay,” Ines Okoye, the mayor of Lindholm, told reporters on Friday.";
    let words = words(text);
    let whole = Encoder::read(Vec::leak(WEIGHTS.concat())).unwrap();
    let heard = whole.hear(&[passage(text, &words)]);
    assert_eq!(said(&heard[0], words.len()), alone(text));
}

#[test]
fn the_weights_are_those_of_the_model_card() {
    let card = include_str!("../data/MODEL.md");
    let sum = blake3::hash(&WEIGHTS.concat()).to_hex();
    assert!(card.contains(sum.as_str()), "data/MODEL.md should say {sum}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_fails_on_any_text(text in "(\\PC|said|\\n|“|é|ſ|İ|漢){0,60}") {
        let (cues, roles, names) = alone(&text);
        let count = words(&text).len();
        prop_assert_eq!((cues.len(), roles.len(), names.len()), (count, count, count));
        prop_assert!(cues.iter().flatten().all(|odds| odds.is_finite()));
        prop_assert!(names.iter().flatten().all(|odds| odds.is_finite()));
    }

    #[test]
    fn words_may_be_any_ranges(text in "\\PC{0,40}", cuts in prop::collection::vec(0usize..60, 0..8)) {
        // Empty, beyond the end, between characters: nonsense is heard too, if to no use.
        let mut cuts = cuts;
        cuts.sort_unstable();
        let words: Vec<_> = cuts.windows(2).map(|pair| pair[0]..pair[1]).collect();
        let heard = Encoder::shipped().hear(&[passage(&text, &words)]);
        prop_assert_eq!(heard[0].cues().len(), words.len());
        prop_assert_eq!(heard[0].names().len(), words.len());
        prop_assert_eq!(heard[0].roles(&(0..words.len() + 3), 0..words.len() + 2).len(), words.len() + 2);
    }
}
