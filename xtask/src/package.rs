//! Packages as a registry gets them: each made, built from nothing but packages, and weighed.

use std::fs;
use std::path::{Path, PathBuf};

/// What a registry takes: ten megabytes, packed.
const MOST: u64 = 10 << 20;

/// Crates that are not published.
const OURS: [&str; 3] = ["wireroom-eval", "wireroom-python", "xtask"];

/// Whether every published crate can be published.
pub(crate) fn package(root: &Path) -> Result<(), String> {
    let unfit = crate::publish::unfit(root)?;
    if !unfit.is_empty() {
        return Err(format!("package:\n  {}", unfit.join("\n  ")));
    }
    let folder = folder(root);
    // Packages of versions before would be weighed too.
    if folder.is_dir() {
        fs::remove_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    let mut arguments = vec!["package", "--workspace", "--locked"];
    for own in OURS {
        arguments.extend(["--exclude", own]);
    }
    crate::cargo(&arguments)?;
    weigh(&folder)
}

/// Where cargo lays packages.
fn folder(root: &Path) -> PathBuf {
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    target.join("package")
}

/// Says what each package weighs, and which are too heavy.
fn weigh(folder: &Path) -> Result<(), String> {
    let told = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(told)? {
        let entry = entry.map_err(told)?;
        if entry.path().extension().is_some_and(|end| end == "crate") {
            let size = entry.metadata().map_err(told)?.len();
            found.push((size, entry.file_name().to_string_lossy().into_owned()));
        }
    }
    found.sort_by(|a, b| b.cmp(a));
    for (size, name) in found.iter().take(5) {
        crate::say(&format!("{name}: {} KiB", size >> 10));
    }
    let heavy: Vec<&str> =
        found.iter().filter(|(size, _)| *size > MOST).map(|(_, name)| name.as_str()).collect();
    match (found.is_empty(), heavy.is_empty()) {
        (true, _) => Err(format!("{}: there are no packages", folder.display())),
        (_, true) => Ok(()),
        _ => Err(format!(
            "over {} KiB, which a registry does not take: {}",
            MOST >> 10,
            heavy.join(", ")
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_heavy_is_named() {
        let folder = std::env::temp_dir().join(format!("wireroom-xtask-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        assert!(weigh(&folder).unwrap_err().contains("no packages"));
        fs::write(folder.join("a-0.1.0.crate"), [0; 9]).unwrap();
        fs::write(folder.join("notes.txt"), vec![0; 11 << 20]).unwrap();
        let light = weigh(&folder);
        fs::write(folder.join("b-0.1.0.crate"), vec![0; (10 << 20) + 1]).unwrap();
        let heavy = weigh(&folder);
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(light, Ok(()));
        assert!(heavy.unwrap_err().ends_with(": b-0.1.0.crate"));
    }
}
