//! Documents that are made together: a family, a group of hard negatives, or one alone.

use super::article::Article;
use super::calendar::Minute;
use super::kind::Kind;
use super::outlet::Outlet;
use super::rng::Rng;
use super::workshop::{Supplied, Workshop};

/// A document in the making. Parents are places in the unit.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub(crate) article: Article,
    pub(crate) outlet: Outlet,
    pub(crate) at: Minute,
    /// Number of the family within the unit.
    pub(crate) family: usize,
    pub(crate) second: Option<usize>,
    pub(crate) held: bool,
    pub(crate) parents: Vec<usize>,
    pub(crate) kind: Option<Kind>,
    pub(crate) depth: usize,
    pub(crate) credit: Option<String>,
    /// A line that a version prints about itself.
    pub(crate) note: Option<String>,
    pub(crate) event: Option<String>,
}

/// Nodes, and pairs of them that are hard negatives of a kind.
#[derive(Debug, Clone, Default)]
pub(crate) struct Unit {
    pub(crate) nodes: Vec<Node>,
    pub(crate) negative: Option<&'static str>,
}

impl Node {
    /// An article as its own outlet printed it.
    pub(crate) fn root(supplied: Supplied, family: usize, outlet: Outlet) -> Self {
        Self {
            article: supplied.article,
            outlet,
            at: supplied.at,
            family,
            second: None,
            held: true,
            parents: Vec::new(),
            kind: None,
            depth: 0,
            credit: None,
            note: None,
            event: supplied.event,
        }
    }
}

/// One article without copies.
pub(crate) fn single(supplied: Supplied, shop: &Workshop, rng: &mut Rng) -> Unit {
    let outlet = shop.outlet(rng);
    Unit { nodes: vec![Node::root(supplied, 0, outlet)], negative: None }
}
