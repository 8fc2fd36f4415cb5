//! The rules of the test set's figures, on scenes worked out by hand.

use wireroom_eval::weigh_score::{Claim, Difference, Miss, Mouth, Passage, Said, Scene, Score};

fn at(document: usize, from: usize, to: usize) -> Passage {
    Passage { document, pieces: vec![(from, to)] }
}

fn said(passage: Passage, claim: usize, mouth: Mouth) -> Said {
    Said { passage, claim: Some(claim), mouth }
}

/// Three texts, the first two of one family. The reader sees claim 0 at the start of each and
/// claim 1 after it in the first and the third.
fn scene() -> Scene {
    let mayor = Mouth::Known(0);
    Scene {
        family: vec![0, 0, 2],
        account: vec![0, 0, 2],
        gold: vec![
            Claim { numbers: [3, 2, 1, 0], mouths: vec![mayor] },
            Claim { numbers: [2, 2, 0, 0], mouths: vec![] },
        ],
        supports: vec![
            said(at(0, 0, 20), 0, mayor),
            said(at(1, 0, 20), 0, mayor),
            said(at(2, 0, 20), 0, mayor),
            said(at(0, 30, 60), 1, Mouth::Own),
            said(at(2, 30, 60), 1, Mouth::Own),
        ],
        ..Scene::default()
    }
}

#[test]
fn all_right_is_all_right() {
    let mut scene = scene();
    scene.found = scene.gold.clone();
    scene.said = scene.supports.clone();
    let mut score = Score::default();
    assert_eq!(score.add(&scene), []);
    // Pairs within the family of the first two are not counted: 2 of claim 0, 1 of claim 1.
    assert_eq!((score.claims.gold, score.claims.predicted), (3, 3));
    assert_eq!(score.claims.prf(), (100.0, 100.0, 100.0));
    assert_eq!((score.exact, score.mouths), ((2, 2), (5, 5)));
    assert_eq!(score.numbers, [2, 2, 2, 2, 2]);
}

#[test]
fn claims_that_are_joined_wrongly_cost_precision_and_split_ones_recall() {
    let mut scene = scene();
    scene.found = vec![Claim::default(), Claim::default()];
    scene.said = vec![
        said(at(0, 0, 20), 0, Mouth::Other),
        said(at(2, 30, 60), 0, Mouth::Own),
        said(at(2, 0, 20), 1, Mouth::Known(0)),
    ];
    let mut score = Score::default();
    let missed = score.add(&scene);
    assert_eq!((score.claims.hits_predicted, score.claims.predicted), (0, 1));
    assert_eq!((score.claims.hits_gold, score.claims.gold), (0, 3));
    assert!(missed.contains(&Miss::Joined(0, 1)));
    assert!(missed.contains(&Miss::Apart(0, 2)));
    assert!(missed.contains(&Miss::Unsaid(1)));
    assert!(missed.contains(&Miss::Mouth(0, 0)));
}

#[test]
fn a_sentence_that_says_two_things_is_joined_rightly_to_either() {
    let mut scene = scene();
    scene.found = vec![Claim::default()];
    scene.said = vec![said(at(0, 0, 60), 0, Mouth::Own), said(at(2, 30, 60), 0, Mouth::Own)];
    let mut score = Score::default();
    score.add(&scene);
    assert_eq!((score.claims.hits_predicted, score.claims.predicted), (1, 1));
}

#[test]
fn a_listed_pair_that_is_joined_is_false_though_no_claim_holds_it() {
    let mut scene = scene();
    scene.unlike = vec![(at(0, 70, 90), at(2, 70, 90))];
    scene.found = vec![Claim::default()];
    scene.said = vec![said(at(0, 70, 90), 0, Mouth::Own), said(at(2, 70, 95), 0, Mouth::Own)];
    let mut score = Score::default();
    assert!(score.add(&scene).contains(&Miss::Joined(0, 1)));
    scene.unlike.clear();
    let mut score = Score::default();
    score.add(&scene);
    assert_eq!((score.claims.predicted, score.unjudged_pairs), (0, 1));
}

#[test]
fn one_mouth_under_two_ids_is_one_false_mouth() {
    let mut scene = scene();
    scene.said = scene.supports.clone();
    scene.found = vec![
        Claim { numbers: [3, 2, 2, 0], mouths: vec![Mouth::Known(0), Mouth::Known(0)] },
        scene.gold[1].clone(),
    ];
    let mut score = Score::default();
    let missed = score.add(&scene);
    assert_eq!((score.origins.hits_predicted, score.origins.predicted), (1, 2));
    assert_eq!((score.origins.hits_gold, score.origins.gold), (1, 1));
    assert_eq!((score.exact, score.numbers), ((1, 2), [2, 2, 1, 2, 1]));
    assert!(missed.contains(&Miss::Mouths(0, 0)) && missed.contains(&Miss::Numbers(0, 0)));
}

#[test]
fn differences_are_right_when_they_lie_on_two_sides() {
    let sides =
        |a: Passage, b: Passage| Difference { sides: vec![vec![a], vec![b]], silent: vec![] };
    let mut scene = scene();
    scene.differences =
        vec![sides(at(0, 0, 20), at(2, 0, 20)), sides(at(0, 100, 110), at(2, 100, 110))];
    scene.shown = vec![
        sides(at(2, 0, 25), at(0, 5, 20)),
        sides(at(0, 30, 60), at(2, 30, 60)),
        sides(at(0, 0, 20), at(1, 200, 210)),
    ];
    let mut score = Score::default();
    let missed = score.add(&scene);
    assert_eq!((score.differences.hits_predicted, score.differences.predicted), (1, 2));
    assert_eq!((score.differences.hits_gold, score.differences.gold), (1, 2));
    assert_eq!(score.unjudged_differences, 1);
    assert!(missed.contains(&Miss::Unseen(1)) && missed.contains(&Miss::Wrong(1)));
}

#[test]
fn a_silence_is_wrong_when_the_silent_account_says_it() {
    let silent =
        |told: Passage, silent: usize| Difference { sides: vec![vec![told]], silent: vec![silent] };
    let mut scene = scene();
    scene.shown = vec![
        // Document 1 is of the account that tells claim 1.
        silent(at(2, 30, 60), 1),
        silent(at(0, 300, 320), 2),
    ];
    scene.supports.retain(|support| support.passage.document != 2 || support.claim == Some(1));
    scene.shown.push(silent(at(0, 0, 20), 2));
    let mut score = Score::default();
    score.add(&scene);
    assert_eq!(score.silences, [1, 1, 1]);
}
