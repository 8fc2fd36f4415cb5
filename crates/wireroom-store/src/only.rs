//! Which rows of a list are wanted, as SQL has it.

use crate::look::List;

/// A condition on the rows of a list; several must all hold. Which lists know which condition
/// stands in the table below; a list that does not know one has no row that fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Only<'a> {
    /// Of the event of this id.
    Event(&'a str),
    /// Of the document of this id; claims that it carries, differences that it is a side of.
    Document(&'a str),
    /// Of the family of this id.
    Family(&'a str),
    /// Of the claim of this id.
    Claim(&'a str),
    /// Claims that rest on the statement of this id.
    Statement(&'a str),
    /// That name the entity of this id; statements that it makes, relays or is the origin of;
    /// events that it is a party of, or an origin of what is said of.
    Entity(&'a str),
    /// Statements by others whose content names the entity of this id.
    About(&'a str),
    /// That go back to the entity of this id.
    Origin(&'a str),
    /// Of this polarity.
    Polarity(&'a str),
    /// Of this kind.
    Kind(&'a str),
    /// Of this outlet.
    Outlet(&'a str),
    /// Families of two witnesses or more, or those of one.
    Copied(bool),
    /// Events whose texts mention the event of this id beside their own.
    Mentions(&'a str),
}

impl<'a> Only<'a> {
    /// The condition, with `?` for each place of its value.
    pub(crate) fn sql(self, list: List) -> &'static str {
        use Only as O;
        match (list, self) {
            (List::Claims | List::Statements | List::Differences, O::Event(_)) => "event = ?",
            (List::Claims | List::Statements, O::Polarity(_)) => "polarity = ?",
            (List::Differences | List::Entities, O::Kind(_)) => "kind = ?",
            (List::Claims, O::Origin(_)) => {
                "id IN (SELECT claim FROM claim_origins WHERE entity = ?)"
            }
            (List::Claims, O::Document(_)) => {
                "id IN (SELECT x.claim FROM statements s \
                 JOIN claim_statements x ON x.statement = s.id WHERE s.document = ?)"
            }
            (List::Claims, O::Statement(_)) => {
                "id IN (SELECT claim FROM claim_statements WHERE statement = ?)"
            }
            (List::Statements, O::Document(_)) => "document = ?",
            (List::Statements, O::Origin(_)) => "origin = ?",
            (List::Statements, O::Claim(_)) => {
                "id IN (SELECT statement FROM claim_statements WHERE claim = ?)"
            }
            (List::Statements, O::Entity(_)) => {
                "position IN (SELECT position FROM statements WHERE source_entity = ? \
                 UNION SELECT position FROM statements WHERE origin = ? \
                 UNION SELECT s.position FROM statement_relays r \
                 JOIN statements s ON s.id = r.statement WHERE r.entity = ?)"
            }
            (List::Statements, O::About(_)) => {
                "position IN (SELECT statement FROM statements_about WHERE entity = ?)"
            }
            (List::Differences, O::Document(_)) => {
                "id IN (SELECT difference FROM difference_sides WHERE document = ?)"
            }
            (List::Documents, O::Event(_)) => {
                "id IN (SELECT document FROM event_documents WHERE event = ?)"
            }
            (List::Documents, O::Family(_)) => {
                "id IN (SELECT document FROM witnesses WHERE family = ?)"
            }
            (List::Documents, O::Claim(_)) => {
                "id IN (SELECT s.document FROM claim_statements x \
                 JOIN statements s ON s.id = x.statement WHERE x.claim = ?)"
            }
            (List::Documents, O::Entity(_)) => {
                "position IN (SELECT document FROM mentions WHERE entity = ?)"
            }
            (List::Documents, O::Outlet(_)) => "outlet = ?",
            (List::Families, O::Event(_)) => {
                "id IN (SELECT family FROM event_families WHERE event = ?)"
            }
            (List::Families, O::Copied(true)) => {
                "position IN (SELECT position FROM copied_families)"
            }
            (List::Families, O::Copied(false)) => {
                "position NOT IN (SELECT position FROM copied_families)"
            }
            (List::Storylines, O::Event(_)) => {
                "id IN (SELECT storyline FROM storyline_events WHERE event = ?)"
            }
            (List::Entities, O::Event(_)) => {
                "id IN (SELECT entity FROM event_parties WHERE event = ? \
                 UNION SELECT entity FROM event_origins WHERE event = ?)"
            }
            (List::Events, O::Entity(_)) => {
                "id IN (SELECT event FROM event_parties WHERE entity = ? \
                 UNION SELECT event FROM event_origins WHERE entity = ?)"
            }
            (List::Events, O::Family(_)) => {
                "id IN (SELECT event FROM event_families WHERE family = ?)"
            }
            (List::Events, O::Mentions(_)) => {
                "id IN (SELECT event FROM background WHERE is_event = ?)"
            }
            _ => "0",
        }
    }

    /// The table that holds just the rows that fit, its column for the value and, where it has
    /// one, that for their position. One range of one index answers from it, where the condition
    /// above would look up every row.
    pub(crate) fn link(
        self,
        list: List,
    ) -> Option<(&'static str, &'static str, Option<&'static str>)> {
        match (list, self) {
            (List::Documents, Self::Entity(_)) => Some(("mentions", "entity", Some("document"))),
            (List::Statements, Self::About(_)) => {
                Some(("statements_about", "entity", Some("statement")))
            }
            (List::Claims, Self::Origin(_)) => Some(("claim_origins", "entity", None)),
            _ => None,
        }
    }

    /// What stands in each place.
    pub(crate) fn value(self) -> &'a str {
        match self {
            Self::Event(value)
            | Self::Document(value)
            | Self::Family(value)
            | Self::Claim(value)
            | Self::Statement(value)
            | Self::Entity(value)
            | Self::About(value)
            | Self::Origin(value)
            | Self::Polarity(value)
            | Self::Kind(value)
            | Self::Outlet(value)
            | Self::Mentions(value) => value,
            Self::Copied(_) => "",
        }
    }
}
