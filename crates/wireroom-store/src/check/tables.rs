//! Two files, table by table, row by row.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, Rows};

/// Most characters of a value that are shown.
const SHOWN: usize = 40;
/// How far numbers that are not counts may lie apart and be the same.
const APART: f64 = 1e-9;

/// A table of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) role: Role,
    /// Those that are compared.
    pub(crate) columns: Vec<String>,
    ordered: bool,
}

/// What a table is to SQLite.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Rows.
    Plain,
    /// A full-text index.
    Words,
    /// What a full-text index keeps its words in.
    Shadow,
}

/// The tables of a file, without SQLite's own.
pub(crate) fn tables(of: &Connection) -> rusqlite::Result<Vec<Table>> {
    let sql = "SELECT name, type, wr FROM pragma_table_list \
               WHERE schema = 'main' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name";
    let mut found = Vec::new();
    let mut list = of.prepare(sql)?;
    let mut rows = list.query([])?;
    while let Some(row) = rows.next()? {
        let (name, role): (String, String) = (row.get(0)?, row.get(1)?);
        let role = match role.as_str() {
            "table" => Role::Plain,
            "virtual" => Role::Words,
            "shadow" => Role::Shadow,
            _ => continue,
        };
        let columns = of
            .prepare("SELECT name FROM pragma_table_info(?) ORDER BY cid")?
            .query_map([&name], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        found.push(Table { name, role, columns, ordered: row.get::<_, i64>(2)? == 0 });
    }
    Ok(found)
}

/// Where a table of one file first is other than that of the other, in words: what it holds, and
/// what it should.
pub(crate) fn differ(
    held: &Connection,
    made: &Connection,
    table: &Table,
) -> rusqlite::Result<Option<String>> {
    let columns: Vec<String> = table.columns.iter().map(|name| format!("\"{name}\"")).collect();
    // A table without row numbers lies in the order of its key.
    let order = if table.ordered { " ORDER BY rowid" } else { "" };
    let sql = format!("SELECT {} FROM \"{}\"{order}", columns.join(", "), table.name);
    apart(held, made, &sql, &table.columns)
}

/// The same of the words of a full-text index, each with where it stands.
pub(crate) fn words_differ(
    held: &Connection,
    made: &Connection,
    table: &str,
) -> rusqlite::Result<Option<String>> {
    for of in [held, made] {
        // Among the temporary tables: the file itself is not written.
        of.execute_batch(&format!(
            "DROP TABLE IF EXISTS temp.words; \
             CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', '{table}', 'instance');"
        ))?;
    }
    let columns = ["term", "doc", "col", "offset"].map(str::to_owned);
    let found = apart(held, made, "SELECT term, doc, col, offset FROM temp.words", &columns)?;
    for of in [held, made] {
        of.execute_batch("DROP TABLE temp.words")?;
    }
    Ok(found)
}

fn apart(
    held: &Connection,
    made: &Connection,
    sql: &str,
    columns: &[String],
) -> rusqlite::Result<Option<String>> {
    let (mut held, mut made) = (held.prepare(sql)?, made.prepare(sql)?);
    let (mut held, mut made) = (held.query([])?, made.query([])?);
    for at in 0_u64.. {
        match (held.next()?, made.next()?) {
            (None, None) => break,
            (Some(held), Some(made)) => {
                if let Some(found) = row(held, made, columns)? {
                    return Ok(Some(format!("row {at}: {found}")));
                }
            }
            (Some(_), None) => {
                return Ok(Some(format!("has {}, {at} are right", rest(held, at)?)));
            }
            (None, Some(_)) => {
                return Ok(Some(format!("has {at} rows and lacks {}", rest(made, 0)?)));
            }
        }
    }
    Ok(None)
}

/// So many rows and those that are left, one of which was taken.
fn rest(mut rows: Rows<'_>, before: u64) -> rusqlite::Result<String> {
    let mut n = before + 1;
    while rows.next()?.is_some() {
        n += 1;
    }
    Ok(if n == 1 { "1 row".to_owned() } else { format!("{n} rows") })
}

fn row(held: &Row<'_>, made: &Row<'_>, columns: &[String]) -> rusqlite::Result<Option<String>> {
    for (at, name) in columns.iter().enumerate() {
        let (held, made) = (held.get_ref(at)?, made.get_ref(at)?);
        if !same(held, made) {
            return Ok(Some(format!("{name} is {} and should be {}", shown(held), shown(made))));
        }
    }
    Ok(None)
}

fn same(a: ValueRef<'_>, b: ValueRef<'_>) -> bool {
    match (a, b) {
        (ValueRef::Real(a), ValueRef::Real(b)) => (a - b).abs() <= APART * a.abs().max(1.0),
        (a, b) => a == b,
    }
}

fn shown(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null => "nothing".to_owned(),
        ValueRef::Integer(n) => n.to_string(),
        ValueRef::Real(x) => x.to_string(),
        ValueRef::Blob(bytes) => format!("{} bytes", bytes.len()),
        ValueRef::Text(bytes) => {
            let text = String::from_utf8_lossy(bytes);
            let short: String = text.chars().take(SHOWN).collect();
            let more = if short.len() < text.len() { "…" } else { "" };
            format!("{short:?}{more}")
        }
    }
}
