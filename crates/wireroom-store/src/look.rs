//! One row or one list at a time, for a server: nothing here reads a whole table.
//!
//! A row is found by its position in a list of the contract. Positions are `u32`: no record has
//! four billion of anything.

use crate::error::Error;
use crate::only::Only;
use crate::open::{Store, failed};
use rusqlite::types::FromSql;
use rusqlite::{OptionalExtension, Row, ToSql};
use serde::de::DeserializeOwned;
use wireroom_wire::Annotation;

/// The lists of the contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum List {
    /// Documents, then what was set aside.
    Documents,
    /// Families.
    Families,
    /// Events.
    Events,
    /// Claims.
    Claims,
    /// Statements.
    Statements,
    /// Differences.
    Differences,
    /// Storylines.
    Storylines,
    /// Entities.
    Entities,
}

impl List {
    const fn table(self) -> &'static str {
        match self {
            Self::Documents => "documents",
            Self::Families => "families",
            Self::Events => "events",
            Self::Claims => "claims",
            Self::Statements => "statements",
            Self::Differences => "differences",
            Self::Storylines => "storylines",
            Self::Entities => "entities",
        }
    }
}

impl Store {
    /// How many rows a list has.
    ///
    /// # Errors
    /// When the file is damaged.
    pub fn n(&self, list: List) -> Result<u32, Error> {
        let sql = format!("SELECT coalesce(max(position) + 1, 0) FROM {}", list.table());
        Ok(self.one(&sql, &[])?.unwrap_or(0))
    }

    /// How many of the documents were read; the rest, set aside, stand after them.
    ///
    /// # Errors
    /// When the file is damaged.
    pub fn n_read(&self) -> Result<u32, Error> {
        let aside: Option<u32> =
            self.one("SELECT count(*) FROM documents WHERE text IS NULL", &[])?;
        Ok(self.n(List::Documents)?.saturating_sub(aside.unwrap_or(0)))
    }

    /// The row at a position, as the contract has it.
    ///
    /// # Errors
    /// When the file is damaged.
    pub fn row<T: DeserializeOwned>(&self, list: List, at: u32) -> Result<Option<T>, Error> {
        let sql = format!("SELECT json FROM {} WHERE position = ?", list.table());
        let json: Option<String> = self.one(&sql, &[&at])?;
        json.map(|json| serde_json::from_str(&json).map_err(|error| self.garbled(error)))
            .transpose()
    }

    /// Where the row of this id stands.
    ///
    /// # Errors
    /// When the file is damaged.
    pub fn place(&self, list: List, id: &str) -> Result<Option<u32>, Error> {
        let sql =
            format!("SELECT position FROM {} WHERE id = ? ORDER BY position LIMIT 1", list.table());
        self.one(&sql, &[&id])
    }

    /// What was found in the document at a position; `None` where it was set aside.
    ///
    /// # Errors
    /// When the file is damaged.
    pub fn annotation(&self, at: u32) -> Result<Option<Annotation>, Error> {
        let sql = "SELECT annotation, text FROM documents WHERE position = ? AND text IS NOT NULL";
        let found: Option<(String, String)> = self
            .connection
            .prepare_cached(sql)
            .and_then(|mut sql| {
                sql.query_row([at], |row| Ok((row.get(0)?, row.get(1)?))).optional()
            })
            .map_err(|error| failed(&self.path, error))?;
        let Some((json, text)) = found else { return Ok(None) };
        let bare = serde_json::from_str(&json).map_err(|error| self.garbled(error))?;
        Ok(Some(Annotation { text, ..bare }))
    }

    /// The repaired text of the document at a position.
    ///
    /// # Errors
    /// When the file is damaged.
    pub fn text(&self, at: u32) -> Result<Option<String>, Error> {
        self.one("SELECT text FROM documents WHERE position = ? AND text IS NOT NULL", &[&at])
    }

    /// The text of a document as received.
    ///
    /// # Errors
    /// When the file is damaged.
    pub fn received(&self, document: &str) -> Result<Option<String>, Error> {
        self.one("SELECT text FROM received WHERE document = ?", &[&document])
    }

    /// How many rows of a list fit.
    ///
    /// # Errors
    /// When the file is damaged.
    pub fn count(&self, list: List, only: &[Only<'_>]) -> Result<usize, Error> {
        if only.is_empty() {
            return Ok(self.n(list)? as usize);
        }
        let (conditions, values) = conditions(list, only);
        let values: Vec<&dyn ToSql> = values.iter().map(|value| value as &dyn ToSql).collect();
        let linked = if let [one] = only { one.link(list) } else { None };
        let sql = match linked {
            Some((table, key, _)) => format!("SELECT count(*) FROM {table} WHERE {key} = ?"),
            None => format!("SELECT count(*) FROM {} WHERE {conditions}", list.table()),
        };
        let n: Option<i64> = self.one(&sql, &values)?;
        Ok(n.and_then(|n| usize::try_from(n).ok()).unwrap_or(0))
    }

    /// How many rows there are of each value that a list is cut by: the polarity of claims and
    /// statements, the kind of differences and entities. In order of the values; nothing for
    /// other lists.
    ///
    /// # Errors
    /// When the file is damaged.
    pub fn tally(&self, list: List) -> Result<Vec<(String, usize)>, Error> {
        let by = match list {
            List::Claims | List::Statements => "polarity",
            List::Differences | List::Entities => "kind",
            _ => return Ok(Vec::new()),
        };
        let sql =
            format!("SELECT {by}, count(*) FROM {} GROUP BY {by} ORDER BY {by}", list.table());
        let mut found = Vec::new();
        self.each(&sql, |row| {
            let n: i64 = row.get(1)?;
            found.push((row.get(0)?, usize::try_from(n).unwrap_or(0)));
            Ok(())
        })?;
        Ok(found)
    }

    /// Where those rows of a list stand that fit, in order: at most `limit`, from `from` on.
    ///
    /// # Errors
    /// When the file is damaged.
    pub fn positions(
        &self,
        list: List,
        only: &[Only<'_>],
        from: u32,
        limit: usize,
    ) -> Result<Vec<u32>, Error> {
        let (conditions, values) = conditions(list, only);
        let mut values: Vec<&dyn ToSql> = values.iter().map(|value| value as &dyn ToSql).collect();
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        values.push(&from);
        values.push(&limit);
        let linked = if let [one] = only { one.link(list) } else { None };
        let sql = if let Some((table, key, Some(at))) = linked {
            format!("SELECT {at} FROM {table} WHERE {key} = ? AND {at} >= ? ORDER BY {at} LIMIT ?")
        } else {
            let table = list.table();
            format!(
                "SELECT position FROM {table} \
                 WHERE {conditions} AND position >= ? ORDER BY position LIMIT ?"
            )
        };
        self.column(&sql, &values)
    }

    /// What fits a query of the full-text index of documents, statements, events or entities: at
    /// most `limit`, best first by BM25 where `ranked`, else in order.
    ///
    /// # Errors
    /// When the file is damaged, or the query is none.
    pub fn found(
        &self,
        list: List,
        query: &str,
        ranked: bool,
        limit: usize,
    ) -> Result<Vec<u32>, Error> {
        let table = list.table();
        let order = if ranked { "rank, rowid" } else { "rowid" };
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let sql = format!(
            "SELECT rowid FROM {table}_search WHERE {table}_search MATCH ? ORDER BY {order} LIMIT ?"
        );
        self.column(&sql, &[&query, &limit])
    }

    /// Where documents stand, with their outlet and when they were published; in any order.
    ///
    /// # Errors
    /// When the file is damaged.
    pub fn outlets(
        &self,
        mut take: impl FnMut(u32, Option<&str>, Option<&str>),
    ) -> Result<(), Error> {
        let sql = "SELECT position, outlet, published FROM documents INDEXED BY documents_outlet";
        self.each(sql, |row| {
            take(row.get(0)?, text(row, 1)?, text(row, 2)?);
            Ok(())
        })
    }

    /// Where events stand, with their kind, place and date; in any order.
    ///
    /// # Errors
    /// When the file is damaged.
    pub fn facets(
        &self,
        mut take: impl FnMut(u32, Option<&str>, Option<&str>, Option<&str>),
    ) -> Result<(), Error> {
        self.each("SELECT position, kind, place, date FROM events", |row| {
            take(row.get(0)?, text(row, 1)?, text(row, 2)?, text(row, 3)?);
            Ok(())
        })
    }

    /// Where events stand, with each of their parties, in the order of the contract.
    ///
    /// # Errors
    /// When the file is damaged.
    pub fn parties(&self, mut take: impl FnMut(u32, Option<&str>)) -> Result<(), Error> {
        let sql = "SELECT e.position, p.entity FROM event_parties p JOIN events e ON e.id = p.event \
                   ORDER BY p.rowid";
        self.each(sql, |row| {
            take(row.get(0)?, text(row, 1)?);
            Ok(())
        })
    }

    /// Where events stand, with where each of their documents stands.
    ///
    /// # Errors
    /// When the file is damaged.
    pub fn told(&self, mut take: impl FnMut(u32, u32)) -> Result<(), Error> {
        let sql = "SELECT e.position, d.position FROM event_documents x \
                   JOIN events e ON e.id = x.event JOIN documents d ON d.id = x.document \
                   ORDER BY x.rowid";
        self.each(sql, |row| {
            take(row.get(0)?, row.get(1)?);
            Ok(())
        })
    }

    /// Where statements stand, with where their document stands.
    ///
    /// # Errors
    /// When the file is damaged.
    pub fn documents_of_statements(&self, mut take: impl FnMut(u32, u32)) -> Result<(), Error> {
        self.each("SELECT position, document FROM statement_documents", |row| {
            take(row.get(0)?, row.get(1)?);
            Ok(())
        })
    }

    /// Ids of entities that are longer than `bytes`; they are made of an article's words.
    ///
    /// # Errors
    /// When the file is damaged.
    pub fn long_ids(&self, bytes: usize) -> Result<Vec<String>, Error> {
        let bytes = i64::try_from(bytes).unwrap_or(i64::MAX);
        self.column("SELECT id FROM entities WHERE octet_length(id) > ?", &[&bytes])
    }

    fn each(
        &self,
        sql: &str,
        mut take: impl FnMut(&Row<'_>) -> rusqlite::Result<()>,
    ) -> Result<(), Error> {
        let mut read = || -> rusqlite::Result<()> {
            let mut statement = self.connection.prepare(sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                take(row)?;
            }
            Ok(())
        };
        read().map_err(|error| failed(&self.path, error))
    }

    fn one<T: FromSql>(&self, sql: &str, values: &[&dyn ToSql]) -> Result<Option<T>, Error> {
        self.connection
            .prepare_cached(sql)
            .and_then(|mut sql| sql.query_row(values, |row| row.get(0)).optional())
            .map_err(|error| failed(&self.path, error))
    }

    fn column<T: FromSql>(&self, sql: &str, values: &[&dyn ToSql]) -> Result<Vec<T>, Error> {
        self.connection
            .prepare_cached(sql)
            .and_then(|mut sql| sql.query_map(values, |row| row.get(0))?.collect())
            .map_err(|error| failed(&self.path, error))
    }
}

fn text<'a>(row: &'a Row<'_>, at: usize) -> rusqlite::Result<Option<&'a str>> {
    Ok(row.get_ref(at)?.as_str_or_null()?)
}

/// The conditions in one, and the values of its places.
fn conditions<'a>(list: List, only: &[Only<'a>]) -> (String, Vec<&'a str>) {
    let (mut sql, mut values) = ("1".to_owned(), Vec::new());
    for one in only {
        let condition = one.sql(list);
        sql.push_str(" AND ");
        sql.push_str(condition);
        values.extend(condition.matches('?').map(|_| one.value()));
    }
    (sql, values)
}
