//! Text that is as it should be stays byte for byte.

use wireroom_repair::repair_text;

fn stays(text: &str) {
    let (map, repairs) = repair_text(text);
    assert_eq!(map.repaired(), text);
    assert!(repairs.is_empty(), "{repairs:?}");
}

#[test]
fn twelve_languages_stay() {
    for paragraph in include_str!("data/clean.txt").split("\n\n") {
        stays(paragraph);
    }
    stays(include_str!("data/clean.txt"));
    stays(include_str!("data/story.txt"));
}

#[test]
fn formulas_units_and_names_of_letters_stay() {
    stays("A grain of sand is 62 µm wide, or 62 μm in another encoding, and weighs 4 μg.");
    stays("The resistance is 4 kΩ at ΔT = 3 °C, and α + β = γ for all x ∈ ℝ.");
    stays("TNFα and IFNγ rose in all patients; the β-blocker and α-helix had no effect.");
    stays("Let 𝑥 be real; then 𝑠𝑖𝑛(𝑥) ≤ 1 and 𝑓(𝑥) = 𝑎𝑥 + 𝑏.");
    stays("Louis Ⅻ and chapter Ⅳ, part ⅱ.");
    stays("The word is said /kɑːt/ in the south and [bɪɡ] or /ˈhɑɹbɚ/ elsewhere.");
    stays(
        "The letter а stands first in the Russian alphabet; б and в follow, and “с” comes later.",
    );
    stays(
        "The café’s naïve façade in Curaçao, Besançon and São Tomé; Łódź, Đà Nẵng, Þingvellir, Ağrı.",
    );
    stays("½ of 5² m² costs 3 ¢, № 7, 10 ‰, the 1ˢᵗ and the 2ª.");
}

#[test]
fn foreign_words_in_english_text_stay() {
    stays("He said “нет” and then “хорошо”, and the crowd shouted Слава Україні as he left.");
    stays("The newspaper Вечерняя Москва and the band Tбилиси both exist; so does ДДТ.");
    stays("Her name is written Αθηνά in Greek, Անահիտ in Armenian and ანა in Georgian.");
    stays("In Hausa, ɗan means son and ƙasa means land; in Ewe, ɖevi is a child and ƒe is of.");
    stays("The Azeri word is Azərbaycan, the Turkish one kızılcık, and the Icelandic one þjóð.");
    stays("The channel 東京ＮＨＫ放送 reported on it, and ＴＢＳテレビ did too.");
}

#[test]
fn stops_that_part_nothing_stay() {
    stays(
        "See www.Example.Org, Booking.com, Caliber.Az, node.js, Node.Js and mail.Ann@example.org.",
    );
    stays(
        "At 5 p.m. on Jan. 5, v2.0 of report.Final.pdf, e.g. No.5 and p.12, cost $3.50, i.e. less.",
    );
    stays("J.K.Rowling met U.S. and U.K. envoys, Ph.D. in hand, at St. Ives… and J.R.R. Tolkien?!");
    stays("Use os.path.Join or System.Out in https://example.org/a.The/b?c=d.The&copy=1 to see.");
    stays("pre- and post-war, two- or three-year terms, and mid- to late-May");
}

#[test]
fn joiners_and_marks_that_serve_stay() {
    stays("کتاب‌ها را می‌خواهم و خانه‌ام");
    stays("ক্ষ আর র‍্যাব, क्‍ष");
    stays("👩‍👩‍👧 and 🏳️‍🌈 and ✈️ and ❤️‍🔥 and 🏴󠁧󠁢󠁳󠁣󠁴󠁿 and 1️⃣");
    stays("\u{200f}שלום\u{200e} ABC");
    stays("ភាសា\u{200b}ខ្មែរ");
}
