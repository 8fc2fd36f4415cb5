//! Vectors set words of like meaning nearer than words of unlike meaning.

use wireroom_lexicon::{cosine, vector};

#[test]
fn like_words_are_nearer_than_unlike_ones() {
    let near = [("war", "conflict"), ("meeting", "talks"), ("company", "firm"), ("car", "vehicle")];
    let far = [("war", "banana"), ("meeting", "river"), ("company", "snow"), ("car", "election")];
    for ((a, b), (c, d)) in near.into_iter().zip(far) {
        let (like, unlike) = (cosine(a, b).unwrap_or(-1.0), cosine(c, d).unwrap_or(1.0));
        assert!(like > unlike + 0.25, "{a} {b} {like}; {c} {d} {unlike}");
    }
    assert_eq!(cosine("war", "war"), Some(1.0));
    assert_eq!(cosine("war", "qzxv"), None);
    assert!(vector("!docs").is_none() && vector("").is_none());
}
