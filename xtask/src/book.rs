//! The book as a reader gets it: built by mdBook, every link of every page followed.
//!
//! [`links`](crate::links) looks at what is written; here it is what was made of it, so that a link out of the
//! book into the repository, which leads somewhere only there, is found.

use std::fs;
use std::path::Path;
use std::process::Command;

/// Builds the book, and says where it warns or leads nowhere.
pub(crate) fn book(root: &Path) -> Result<(), String> {
    let output = Command::new("mdbook")
        .arg("build")
        .arg(root)
        .output()
        .map_err(|error| format!("mdbook: {error}; book.toml says how to install it"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    let mut wrong: Vec<String> = said
        .lines()
        .filter(|line| line.contains("WARN") || line.contains("ERROR"))
        .map(str::to_owned)
        .collect();
    if !output.status.success() {
        return Err(format!("mdbook:\n{said}"));
    }
    wrong.extend(astray(&root.join("target/book")));
    if wrong.is_empty() { Ok(()) } else { Err(format!("book:\n  {}", wrong.join("\n  "))) }
}

/// The links of pages in a folder that lead nowhere.
fn astray(folder: &Path) -> Vec<String> {
    let mut wrong = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let page = entry.path();
        // Of the page for what is not found every address begins at the book's root.
        if page.extension().is_none_or(|end| end != "html") || entry.file_name() == "404.html" {
            continue;
        }
        let text = fs::read_to_string(&page).unwrap_or_default();
        for link in links(&text) {
            let (path, id) = link.split_once('#').unwrap_or((link, ""));
            let target = if path.is_empty() { page.clone() } else { folder.join(path) };
            let inside = target.is_file() && !path.contains("..");
            let there = inside
                && (id.is_empty()
                    || fs::read_to_string(&target)
                        .unwrap_or_default()
                        .contains(&format!("id=\"{id}\"")));
            if !there {
                wrong.push(format!("{}: {link} leads nowhere", entry.file_name().display()));
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    wrong
}

/// What a page links to and takes in, but for whole addresses.
fn links(text: &str) -> impl Iterator<Item = &str> {
    ["href=\"", "src=\""]
        .into_iter()
        .flat_map(move |named| text.split(named).skip(1))
        .filter_map(|rest| rest.split('"').next())
        .filter(|link| !link.contains(':') && !link.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leads_nowhere_is_found() {
        let folder = std::env::temp_dir().join(format!("wireroom-book-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let page = "<h1 id=\"a\"><a href=\"#a\"><a href=\"#b\"><a href=\"two.html#c\"><a href=\"../x.html\">\
                    <img src=\"none.png\"><a href=\"https://d.example/\"><a href=\"one.html\">";
        fs::write(folder.join("one.html"), page).unwrap();
        fs::write(folder.join("two.html"), "<h1 id=\"c\">").unwrap();
        let wrong = astray(&folder);
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(
            wrong,
            [
                "one.html: #b leads nowhere",
                "one.html: ../x.html leads nowhere",
                "one.html: none.png leads nowhere",
            ]
        );
    }
}
