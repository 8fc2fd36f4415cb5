//! Text of ninety languages and notations, a line each: whatever looks odd in it belongs there.

use wireroom_repair::repair_text;

/// A name and a text a line.
const LINES: &str = include_str!("data/living.txt");

/// English that is plainly disguised.
const DISGUISED: &str = "Thе mауоr оf the tоwn sаid thаt the hаrbоr wоuld ореn аgаin оn Моndау, \
    аnd thаt nо оne hаd bееn hurt in thе stоrm. The соunсil аgrееd to рау fоr thе nеw brіdgе.";

fn lines() -> impl Iterator<Item = (&'static str, &'static str)> {
    LINES.lines().filter_map(|line| line.split_once('|'))
}

fn changed(text: &str) -> Vec<String> {
    let (_, repairs) = repair_text(text);
    let show = |repair: &wireroom_model::Repair| {
        format!("{:?} {} -> {}", repair.rule, repair.span.text(text), repair.replacement)
    };
    repairs.iter().map(show).collect()
}

#[test]
fn each_line_stays_alone() {
    for (name, text) in lines() {
        let changed = changed(text);
        assert!(changed.is_empty(), "{name}: {changed:?}");
    }
}

#[test]
fn all_lines_stay_together() {
    let all: Vec<&str> = lines().map(|(_, text)| text).collect();
    let changed = changed(&all.join("\n\n"));
    assert!(changed.is_empty(), "{changed:?}");
}

#[test]
fn living_languages_stay_beside_disguised_english() {
    for name in ["azeri", "hausa", "yoruba", "icelandic", "serbian_cyr", "macedonian", "kazakh"] {
        let text = lines().find(|(line, _)| *line == name).map_or("", |(_, text)| text);
        assert!(!text.is_empty(), "{name}");
        let (map, repairs) = repair_text(&format!("{DISGUISED}\n\n{text}\n\n{DISGUISED}"));
        assert!(repairs.len() > 20);
        assert!(map.repaired().contains(text), "{name}: {}", map.repaired());
    }
}
