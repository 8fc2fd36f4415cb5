//! Files, folders, globs, links and standard input.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::PathBuf;

use wireroom_intake::{Intake, Limits, expand, merge, read_file, walk};
use wireroom_model::SetAsideCode;

/// A new folder with some files.
fn folder(name: &str, files: &[(&str, &str)]) -> String {
    let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("walk").join(name);
    fs::remove_dir_all(&root).ok();
    fs::create_dir_all(&root).unwrap();
    for (file, text) in files {
        let file = root.join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    root.to_str().unwrap().to_owned()
}

fn read(paths: &[String]) -> Intake {
    walk(paths, None, &Limits::default(), &mut |_| {})
}

fn paths(intake: &Intake, root: &str) -> Vec<String> {
    let paths = intake.documents.iter().filter_map(|document| document.path.as_deref());
    paths.map(|path| path.replace(&format!("{root}/"), "")).collect()
}

#[test]
fn folders_are_walked_sorted_without_hidden_files() {
    let files = [
        ("b.txt", "B."),
        ("a/z.txt", "Z."),
        (".hidden", "H."),
        (".git/x.txt", "X."),
        ("a/.y", "Y."),
    ];
    let root = folder("sorted", &files);
    assert_eq!(paths(&read(std::slice::from_ref(&root)), &root), ["a/z.txt", "b.txt"]);
    let hidden = format!("{root}/.hidden");
    assert_eq!(read(std::slice::from_ref(&hidden)).documents[0].path, Some(hidden));
}

#[test]
fn arguments_in_any_order_and_twice_give_one_result() {
    let root = folder(
        "order",
        &[("a.txt", "A."), ("b.jsonl", "{\"text\":\"B.\"}\n{oops}\n"), ("c/d.txt", "D.")],
    );
    let files = ["a.txt", "b.jsonl", "c", "missing.txt"].map(|file| format!("{root}/{file}"));
    let forward = read(&files);
    let mut backward = files.to_vec();
    backward.reverse();
    backward.push(format!("{root}//./a.txt"));
    assert_eq!(read(&backward), forward);
    assert_eq!(forward.documents.len(), 3);
    let parts =
        expand(&files).iter().rev().map(|file| read_file(file, &Limits::default())).collect();
    assert_eq!(merge(parts), forward);
}

#[test]
fn globs_match_and_a_name_with_a_star_is_a_name() {
    let root = folder(
        "glob",
        &[
            ("a.txt", "A."),
            ("b.html.txt", "B."),
            ("c/d.txt", "D."),
            ("e*.txt", "E."),
            ("ef.txt", "F."),
        ],
    );
    assert_eq!(paths(&read(&[format!("{root}/[ab]*.txt")]), &root), ["a.txt", "b.html.txt"]);
    assert_eq!(paths(&read(&[format!("{root}/**/d.txt")]), &root), ["c/d.txt"]);
    assert_eq!(paths(&read(&[format!("{root}/e*.txt")]), &root), ["e*.txt"]);
    for pattern in ["none*.txt", "[.txt"] {
        let intake = read(&[format!("{root}/{pattern}")]);
        assert_eq!(intake.set_aside[0].code, SetAsideCode::Unreadable);
    }
}

#[test]
fn links_are_followed_once_and_loops_end() {
    let root = folder("links", &[("a.txt", "A."), ("sub/b.txt", "B.")]);
    symlink("a.txt", format!("{root}/same.txt")).unwrap();
    symlink("..", format!("{root}/sub/up")).unwrap();
    symlink("nowhere", format!("{root}/dangling")).unwrap();
    let intake = read(std::slice::from_ref(&root));
    assert_eq!(paths(&intake, &root), ["a.txt", "sub/b.txt"]);
    let aside: Vec<_> =
        intake.set_aside.iter().map(|s| s.path.replace(&format!("{root}/"), "")).collect();
    assert_eq!(aside, ["dangling", "sub/up"]);
    assert!(intake.notes.iter().any(|note| note.path.ends_with("same.txt")));
}

#[test]
fn what_cannot_be_opened_is_set_aside_and_the_rest_is_read() {
    let root = folder("denied", &[("a.txt", "A."), ("secret.txt", "S."), ("empty/.keep", "")]);
    fs::set_permissions(format!("{root}/secret.txt"), fs::Permissions::from_mode(0o000)).unwrap();
    // Root may read everything; then nothing is denied.
    let denied = fs::read(format!("{root}/secret.txt")).is_err();
    let intake = read(&[
        root.clone(),
        format!("{root}/missing.txt"),
        format!("{root}/empty"),
        "/dev/zero".into(),
    ]);
    assert_eq!(paths(&intake, &root).first().map(String::as_str), Some("a.txt"));
    // By path and not in order: whether the folder sorts before `/dev` depends on where it lies.
    let aside = |path: &str| intake.set_aside.iter().find(|s| s.path == path).map(|s| s.code);
    assert_eq!(aside("/dev/zero"), Some(SetAsideCode::Unsupported));
    assert_eq!(aside(&format!("{root}/missing.txt")), Some(SetAsideCode::Unreadable));
    let secret = denied.then_some(SetAsideCode::Unreadable);
    assert_eq!(aside(&format!("{root}/secret.txt")), secret);
    assert_eq!(intake.set_aside.len(), 2 + usize::from(denied));
    assert!(intake.notes.iter().any(|note| note.what == "a folder without files"));
}

#[test]
fn standard_input_is_read_as_a_file_called_dash() {
    let mut given = &b"{\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n"[..];
    let mut seen = Vec::new();
    let intake = walk(&["-".to_owned()], Some(&mut given), &Limits::default(), &mut |progress| {
        seen.push((progress.done, progress.total, progress.path.to_owned()));
    });
    assert_eq!(intake.documents.len(), 2);
    assert_eq!(intake.documents[0].path.as_deref(), Some("-"));
    assert_eq!(seen, [(0, 1, "-".to_owned()), (1, 1, String::new())]);
}

#[test]
fn markdown_in_a_folder_is_documentation_and_named_it_is_read() {
    let files =
        [("a.txt", "A."), ("README.md", "R."), ("b/NOTES.MD", "N."), ("b/c.markdown", "C.")];
    let root = folder("markdown", &files);
    let whole = read(std::slice::from_ref(&root));
    assert_eq!(paths(&whole, &root), ["a.txt"]);
    assert!(whole.set_aside.is_empty());
    let what: Vec<&str> = whole.notes.iter().map(|note| note.what.as_str()).collect();
    let told = "3 Markdown files in it were taken for documentation; what is named is read";
    assert_eq!(what, [told]);
    let readme = format!("{root}/README.md");
    assert_eq!(paths(&read(std::slice::from_ref(&readme)), &root), ["README.md"]);
    let globbed = read(&[format!("{root}/b/*"), root.clone()]);
    assert_eq!(paths(&globbed, &root), ["a.txt", "b/NOTES.MD", "b/c.markdown"]);
    assert_eq!(globbed.notes.len(), 1, "README.md alone is passed over");
}
