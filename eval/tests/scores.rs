//! The page carries the figures that the scoreboard has.

#[test]
fn the_page_and_the_scoreboard_say_the_same() {
    let board = include_str!("../SCOREBOARD.md");
    let page = include_str!("../../crates/wireroom-serve/data/scores.tsv");
    let rows: Vec<String> = board
        .lines()
        .skip_while(|line| !line.starts_with("|---|"))
        .skip(1)
        .take_while(|line| line.starts_with("| "))
        .map(|line| line.trim_start_matches("| ").trim_end_matches(" |").replace(" | ", "\t"))
        .collect();
    assert!(!rows.is_empty());
    assert_eq!(rows, page.lines().collect::<Vec<_>>());
}
