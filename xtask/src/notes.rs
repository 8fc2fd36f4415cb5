//! What a release says of itself: a section of CHANGELOG.md.

use std::fs;
use std::path::Path;

/// What is not released yet.
const OPEN: &str = "Unreleased";

/// The notes of a version, or of what is not released yet.
pub(crate) fn notes(root: &Path, version: Option<&str>) -> Result<String, String> {
    let text = read(root)?;
    let wanted = version.unwrap_or(OPEN);
    let found = sections(&text).find(|(title, _)| title.split(' ').next() == Some(wanted));
    found.map(|(_, notes)| format!("{notes}\n")).ok_or(format!("CHANGELOG.md: nothing of {wanted}"))
}

/// What keeps the changelog from being cut into releases.
pub(crate) fn unfit(root: &Path) -> Result<Vec<String>, String> {
    Ok(wrong(&read(root)?))
}

fn read(root: &Path) -> Result<String, String> {
    fs::read_to_string(root.join("CHANGELOG.md")).map_err(|error| format!("CHANGELOG.md: {error}"))
}

/// Titles and what stands under them.
fn sections(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split("\n## ").skip(1).map(|section| {
        let (title, notes) = section.split_once('\n').unwrap_or((section, ""));
        (title, notes.trim())
    })
}

fn wrong(text: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut before: Option<Vec<u32>> = None;
    for (at, (title, notes)) in sections(text).enumerate() {
        if (at == 0) != (title == OPEN) {
            wrong.push(format!("CHANGELOG.md: {title}: what is unreleased stands first, and once"));
        }
        if title != OPEN {
            match released(title) {
                None => {
                    wrong.push(format!("CHANGELOG.md: {title} is not VERSION (YEAR-MONTH-DAY)"))
                }
                Some(version) => {
                    if before.replace(version.clone()).is_some_and(|before| before <= version) {
                        wrong.push(format!("CHANGELOG.md: {title} stands below what is older"));
                    }
                }
            }
            if notes.is_empty() {
                wrong.push(format!("CHANGELOG.md: {title} says nothing"));
            }
        }
        wrong.extend(unlisted(notes).iter().map(|line| format!("CHANGELOG.md: {title}: {line}")));
    }
    wrong
}

/// The lines of notes that are neither an item of a list nor a heading above one.
fn unlisted(notes: &str) -> Vec<String> {
    let lines: Vec<&str> = notes.lines().filter(|line| !line.is_empty()).collect();
    let heading = |line: &&str| line.starts_with("### ");
    let bare = |(at, line): (usize, &&str)| match heading(line) {
        true if lines.get(at + 1).is_none_or(heading) => Some(format!("nothing under {line}")),
        false if !line.starts_with("* ") && !line.starts_with("  ") => {
            Some(format!("no item of a list: {line}"))
        }
        _ => None,
    };
    lines.iter().enumerate().filter_map(bare).collect()
}

/// The version of a title with its day.
fn released(title: &str) -> Option<Vec<u32>> {
    let (version, day) = title.strip_suffix(')')?.split_once(" (")?;
    let shape: String = day.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let version: Vec<u32> = version.split('.').map(|n| n.parse().ok()).collect::<Option<_>>()?;
    (shape == "0000-00-00" && version.len() == 3).then_some(version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_changelog_can_be_released() {
        assert_eq!(unfit(crate::root()), Ok(Vec::new()));
        assert!(notes(crate::root(), None).is_ok_and(|notes| notes.contains("\n* ")));
        assert!(notes(crate::root(), Some("0.0.0")).is_err());
    }

    #[test]
    fn what_cannot_be_released_is_named() {
        let good = "# Changelog\n\n## Unreleased\n\n## 0.10.0 (2026-12-01)\n\n* One,\n  and more.\n* Two.\n\n\
                    ## 0.9.0 (2026-11-01)\n\n* Three.\n";
        assert_eq!(wrong(good), Vec::<String>::new());
        assert_eq!(wrong(&good.replace("* Two.", "### More\n\n* Two.")), Vec::<String>::new());
        let found: Vec<_> = sections(good).collect();
        assert_eq!(found[1], ("0.10.0 (2026-12-01)", "* One,\n  and more.\n* Two."));
        for (from, to) in [
            ("## Unreleased\n\n", ""),
            ("(2026-12-01)", "of December"),
            ("0.9.0", "0.11.0"),
            ("* Three.", ""),
            ("* Two.", "Two."),
            ("* Two.", "### Two"),
            ("0.9.0 (2026-11-01)", "Unreleased"),
        ] {
            assert_eq!(wrong(&good.replace(from, to)).len(), 1, "{to}");
        }
    }
}
