//! The kept word lists of the generator. All were written for it; every name in them is invented.

use std::collections::BTreeMap;

/// Lines of a kept file, without comments.
fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// A file of `[section]`s and their lines.
#[derive(Debug)]
pub(crate) struct Sections(BTreeMap<&'static str, Vec<&'static str>>);

impl Sections {
    fn read(file: &'static str, by_word: bool) -> Self {
        let mut sections = BTreeMap::<_, Vec<_>>::new();
        let mut name = "";
        for line in lines(file) {
            if let Some(found) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                name = found;
            } else if by_word {
                sections.entry(name).or_default().extend(line.split_whitespace());
            } else {
                sections.entry(name).or_default().push(line);
            }
        }
        Self(sections)
    }

    pub(crate) fn of(&self, section: &str) -> &[&'static str] {
        self.0.get(section).map_or(&[], Vec::as_slice)
    }
}

/// Everything kept, read once.
#[derive(Debug)]
pub(crate) struct Kept {
    pub(crate) furniture: Sections,
    pub(crate) names: Sections,
    pub(crate) frames: Sections,
    /// Advertisements of a sentence or more.
    pub(crate) ads: Vec<&'static str>,
    /// Advertisements that stand inside another's sentence.
    pub(crate) inner_ads: Vec<&'static str>,
    /// Groups of words that may stand for each other.
    pub(crate) synonyms: Vec<Vec<&'static str>>,
}

impl Kept {
    pub(crate) fn read() -> Self {
        let ads = include_str!("data/ads.txt");
        let inner = lines(ads).filter_map(|line| line.strip_prefix("> "));
        let groups = lines(include_str!("data/synonyms.txt"));
        Self {
            furniture: Sections::read(include_str!("data/furniture.txt"), false),
            names: Sections::read(include_str!("data/names.txt"), true),
            frames: Sections::read(include_str!("data/frames.txt"), false),
            ads: lines(ads).filter(|line| !line.starts_with('>')).collect(),
            inner_ads: inner.collect(),
            synonyms: groups.map(|group| group.split_whitespace().collect()).collect(),
        }
    }
}
