//! International bodies that act as parties: EU, UN, NATO and the like.

use std::sync::LazyLock;

use crate::fold::fold;
use crate::lines::Lines;

static BODIES: LazyLock<Lines> = LazyLock::new(|| Lines::new(include_str!("../data/bodies.tsv")));

/// An international body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Body {
    /// Abbreviation, unique in the table: `EU`, `UNSC`, `NATO`.
    pub abbreviation: &'static str,
    /// Full name.
    pub name: &'static str,
}

/// The body of this name, abbreviation or alias: `UN`, `U.N.`, `United Nations`. Case counts; no
/// article before it.
pub fn body_by_name(name: &str) -> Option<Body> {
    find(name, 'n')
}

/// The body whose seat stands for it: `Brussels`.
pub fn body_by_seat(seat: &str) -> Option<Body> {
    find(seat, 's')
}

fn find(name: &str, kind: char) -> Option<Body> {
    let hit = |key: &str| BODIES.all(key).find(|payload| payload.starts_with(kind));
    let payload = hit(name).or_else(|| hit(&fold(name)))?;
    let (abbreviation, name) = payload.get(2..)?.split_once('|')?;
    Some(Body { abbreviation, name })
}
