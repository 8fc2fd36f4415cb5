//! Vectors set words of like meaning nearer than words of unlike meaning.

use wireroom_lexicon::{cosine, vector};

#[test]
fn like_words_are_nearer_than_unlike_ones() {
    let near = [
        ("war", "conflict"),
        ("ceasefire", "truce"),
        ("treaty", "pact"),
        ("meeting", "talks"),
        ("company", "firm"),
        ("car", "vehicle"),
        ("earthquake", "quake"),
        ("deluge", "flood"),
    ];
    let far = [
        ("war", "banana"),
        ("ceasefire", "carpet"),
        ("treaty", "bicycle"),
        ("meeting", "river"),
        ("company", "snow"),
        ("car", "election"),
        ("earthquake", "butter"),
        ("deluge", "minister"),
    ];
    for ((a, b), (c, d)) in near.into_iter().zip(far) {
        let (like, unlike) = (cosine(a, b).unwrap_or(-1.0), cosine(c, d).unwrap_or(1.0));
        assert!(like > unlike + 0.25, "{a} {b} {like}; {c} {d} {unlike}");
    }
}

#[test]
fn forms_of_a_word_are_near_and_a_chance_likeness_of_spelling_is_not() {
    for (a, b) in [("deny", "denied"), ("sanction", "sanctions"), ("flood", "flooding")] {
        assert!(cosine(a, b) > Some(0.6), "{a} {b} {:?}", cosine(a, b));
    }
    for (a, b) in [("layoffs", "playoffs"), ("treaty", "treat"), ("ceasefire", "surefire")] {
        assert!(cosine(a, b) < Some(0.4), "{a} {b} {:?}", cosine(a, b));
    }
}

#[test]
fn only_words_of_the_table_have_a_vector() {
    assert_eq!(cosine("war", "war"), Some(1.0));
    assert_eq!(cosine("war", "qzxv"), None);
    assert!(vector("!docs").is_none() && vector("").is_none());
}
