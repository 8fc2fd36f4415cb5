//! The keys: one table that the help page, the script and the tests read.
//!
//! The script finds the table in the page (the help that `?` opens) and knows no key of its own.

use maud::{Markup, html};

/// What a key does.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Key {
    /// As the browser names it.
    pub(crate) key: &'static str,
    /// What the script does: `down`, `up`, `open`, `leave`, `search`, `help`, or `follow` the link
    /// that the page marks with this key.
    pub(crate) does: &'static str,
    /// For people.
    pub(crate) what: &'static str,
}

pub(crate) const KEYS: &[Key] = &[
    Key { key: "j", does: "down", what: "next row" },
    Key { key: "k", does: "up", what: "row before" },
    Key { key: "Enter", does: "open", what: "open the row" },
    Key { key: "Escape", does: "leave", what: "close what is open; else go up to the list" },
    Key { key: "/", does: "search", what: "search" },
    Key { key: "n", does: "follow", what: "next part of a list; next event of a storyline" },
    Key { key: "o", does: "follow", what: "origins: who it goes back to" },
    Key { key: "d", does: "follow", what: "differences between the accounts" },
    Key { key: "r", does: "follow", what: "received or repaired text" },
    Key { key: "?", does: "help", what: "these keys" },
];

/// The table as it stands in the help.
pub(crate) fn table() -> Markup {
    html! {
        table.keys {
            caption { "Keys" }
            tbody {
                @for key in KEYS {
                    tr data-key=(key.key) data-does=(key.does) {
                        th scope="row" { kbd { (key.key) } }
                        td { (key.what) }
                    }
                }
            }
        }
    }
}
