//! Tries shares of chain and encoder: `mix CORPUS.jsonl CHAIN.bin ENCODER.weights [a,b,c,d …]`.
//! The chain is one that was trained with `--choose`, the texts are those that it and the encoder
//! left out. Without mixes given, or with one to begin at, each number of the one that is best so far
//! is moved up and down in turn. `fifth` before the mixes takes the fifth that nothing is fitted to or
//! chosen by instead.
//! Prints exact F over Person, Organization, Location, by the text as a whole, with precision and
//! recall, and F sentence by sentence.
#![allow(clippy::print_stdout, reason = "a program for a terminal")]
#![allow(dead_code, reason = "the module is shared with the trainer, which uses all of it")]

mod corpus;

use std::collections::BTreeSet;
use std::ops::Range;
use wireroom_encoder::{Encoder, Passage};
use wireroom_model::{NameKind, Sentence, ZoneKind};
use wireroom_names::{Hints, Said, Tagged, Viewed, analyse_tagged, training::Mixer};
use wireroom_text::{Repaired, Span, sentences};

type Mix = [f32; 4];

/// A text with its names, and for each sentence its tokens and what the encoder says of them.
struct Sounded<'a> {
    text: &'a corpus::Text,
    sentences: Vec<Sentence>,
    tokens: Vec<(Viewed, Vec<Said>)>,
    gold: BTreeSet<(Span<Repaired>, NameKind)>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.len() < 3 {
        return Err("usage: mix CORPUS.jsonl CHAIN.bin ENCODER.weights [fifth] [a,b,c,d …]".into());
    }
    let mut given = arguments.split_off(3);
    let fifth = given.first().is_some_and(|word| word == "fifth");
    if fifth {
        given.remove(0);
    }
    let texts = corpus::read(arguments[0].as_ref())?;
    let mixed = Mixer::new(&std::fs::read(&arguments[1])?).ok_or("the chain is damaged")?;
    let weights = std::fs::read(&arguments[2])?.leak();
    let encoder = Encoder::read(weights).ok_or("the encoder is damaged")?;
    let chosen = corpus::chosen(&texts);
    let own = texts.iter().enumerate().filter(|(at, text)| {
        if fifth { corpus::fifth(&text.id) == 0 } else { chosen.contains(at) }
    });
    let sounded: Vec<Sounded<'_>> = own.map(|(_, text)| sound(&encoder, text)).collect();
    let wanted: usize = sounded.iter().map(|one| one.gold.len()).sum();
    println!("{} texts, {wanted} names", sounded.len());
    let tried = |mix: Mix| -> [f32; 4] {
        let (mut hit, mut found) = ([0; 2], [0; 2]);
        for one in &sounded {
            let each = one.sentences.iter().zip(&one.tokens).map(|(sentence, (viewed, said))| {
                mixed.names(sentence.span.text(&one.text.text), viewed, said, mix)
            });
            let tags: Vec<Vec<Tagged>> = each.collect();
            let apart = one.sentences.iter().zip(&tags).flat_map(|(sentence, names)| {
                names.iter().map(|one| (one.span.shift(sentence.span.start()), one.kind))
            });
            let apart: BTreeSet<_> = apart.filter(counts).collect();
            let (whole, _) =
                analyse_tagged(&one.text.text, &one.sentences, &tags, Hints::default());
            let whole = whole.into_iter().map(|name| (name.span, name.kind)).filter(counts);
            for (at, names) in [whole.collect(), apart].iter().enumerate() {
                hit[at] += names.intersection(&one.gold).count();
                found[at] += names.len();
            }
        }
        let share = |of: usize| 100.0 * hit[0] as f32 / of.max(1) as f32;
        let f = |at: usize| 200.0 * hit[at] as f32 / (found[at] + wanted).max(1) as f32;
        [f(0), share(found[0]), share(wanted), f(1)]
    };
    let mut best: Mix = [1.0, 1.0, 20.0, 0.0];
    for word in &given {
        let numbers: Vec<f32> = word.split(',').map(str::parse).collect::<Result<_, _>>()?;
        best = numbers.try_into().map_err(|_| "a mix is four numbers")?;
        println!("{best:?} {:?}", tried(best));
    }
    if given.len() > 1 {
        return Ok(());
    }
    let mut top = tried(best);
    println!("{best:?} {top:?}");
    for part in [1.0, 0.5, 0.25] {
        for (slot, size) in [(2, 10.0), (0, 0.4), (1, 0.4), (3, 20.0)] {
            for size in [size * part, -size * part] {
                loop {
                    let mut mix = best;
                    mix[slot] += size;
                    let one = tried(mix);
                    if one[0] <= top[0] + 0.02 {
                        break;
                    }
                    (best, top) = (mix, one);
                    println!("{best:?} {top:?}");
                }
            }
        }
    }
    Ok(())
}

fn counts(name: &(Span<Repaired>, NameKind)) -> bool {
    matches!(name.1, NameKind::Person | NameKind::Organization | NameKind::Location)
}

fn sound<'a>(encoder: &Encoder, text: &'a corpus::Text) -> Sounded<'a> {
    let spans = sentences(&text.text).into_iter();
    let sentences: Vec<Sentence> =
        spans.map(|span| Sentence { span, zone: ZoneKind::Body }).collect();
    let tokens = sentences.iter().map(|sentence| {
        let own = sentence.span.text(&text.text);
        let viewed = Viewed::new(own);
        let tokens: Vec<Range<usize>> =
            viewed.spans().map(|span| span.start()..span.end()).collect();
        let heard = encoder.hear(&[Passage { text: own, words: &tokens, tokens: &tokens }]);
        (viewed, heard.first().map(|heard| heard.names().to_vec()).unwrap_or_default())
    });
    Sounded {
        text,
        tokens: tokens.collect(),
        gold: text.names.iter().filter(|name| counts(name)).copied().collect(),
        sentences,
    }
}
