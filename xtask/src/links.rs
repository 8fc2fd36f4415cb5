//! Links between pages: each leads to a file that is there, and to a heading of it where it names one.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// What is wrong with the links of the pages under `root`, and with the summary of the book.
pub(crate) fn links(root: &Path) -> Vec<String> {
    let mut pages = Vec::new();
    crate::tidy::walk(root, &mut pages);
    pages.retain(|page| page.extension().is_some_and(|end| end == "md"));
    let mut wrong = Vec::new();
    for page in &pages {
        let text = fs::read_to_string(page).unwrap_or_default();
        for link in of(&text) {
            if let Some(why) = astray(page, &link) {
                let shown = page.strip_prefix(root).unwrap_or(page).display();
                wrong.push(format!("{shown}: the link {link} leads to no {why}"));
            }
        }
    }
    let docs = root.join("docs");
    let listed = of(&fs::read_to_string(docs.join("SUMMARY.md")).unwrap_or_default());
    for page in pages.iter().filter(|page| page.parent() == Some(&docs)) {
        let name = page.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name != "SUMMARY.md" && !listed.contains(&name) {
            wrong.push(format!("docs/SUMMARY.md does not list {name}"));
        }
    }
    wrong.sort();
    wrong
}

/// What a link of a page does not lead to.
fn astray(page: &Path, link: &str) -> Option<&'static str> {
    if link.contains("://") || link.starts_with("mailto:") {
        return None;
    }
    let (path, heading) = link.split_once('#').map_or((link, None), |(path, id)| (path, Some(id)));
    let target = match path {
        "" => page.to_owned(),
        _ => page.parent().unwrap_or(page).join(path),
    };
    if !target.exists() {
        return Some("file");
    }
    let headings = || headings(&fs::read_to_string(&target).unwrap_or_default());
    heading.is_some_and(|id| !headings().contains(id)).then_some("heading")
}

/// The addresses that a page links to, in their order.
fn of(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in prose(text) {
        // Between backquotes stands code.
        let words: String = line.split('`').step_by(2).collect::<Vec<_>>().join("``");
        let links = words.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
        found.extend(links.map(|(link, _)| link.split(' ').next().unwrap_or(link).to_owned()));
    }
    found
}

/// The lines that are in no block of code.
fn prose(text: &str) -> impl Iterator<Item = &str> {
    let mut code = false;
    text.lines().filter(move |line| {
        let fence = line.trim_start().starts_with("```");
        code ^= fence;
        !code && !fence
    })
}

/// What headings are linked by: small letters, digits and hyphens for blanks.
fn headings(text: &str) -> BTreeSet<String> {
    let titles = prose(text).filter(|line| line.starts_with('#'));
    let id = |title: &str| {
        let kept = title.trim_start_matches('#').trim().to_lowercase();
        let kept = kept.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        kept.map(|c| if c == ' ' { '-' } else { c }).collect()
    };
    titles.map(id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_somewhere() {
        assert_eq!(links(crate::root()), Vec::<String>::new());
    }

    #[test]
    fn what_leads_nowhere_is_found() {
        let folder = std::env::temp_dir().join(format!("wireroom-links-{}", std::process::id()));
        fs::create_dir_all(folder.join("docs")).unwrap();
        let page = "# One page, *here*\n[a](two.md#second-one) [b](#one-page-here) [c](https://d.example/)\n\
                    `[d](none.md)` ![e](e.png) [f](two.md#third)\n```\n[g](none.md)\n# Not one\n```\n[h](#not-one)\n";
        fs::write(folder.join("docs/one.md"), page).unwrap();
        fs::write(folder.join("docs/two.md"), "## Second one\n").unwrap();
        fs::write(folder.join("docs/SUMMARY.md"), "[One](one.md)\n").unwrap();
        let wrong = links(&folder);
        fs::remove_dir_all(&folder).unwrap();
        let expected = [
            "docs/SUMMARY.md does not list two.md",
            "docs/one.md: the link #not-one leads to no heading",
            "docs/one.md: the link e.png leads to no file",
            "docs/one.md: the link two.md#third leads to no heading",
        ];
        assert_eq!(wrong, expected);
    }
}
