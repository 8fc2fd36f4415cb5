//! Rows taken apart into columns of plain values, as Parquet keeps them: beside each value stands how
//! much of the way to it is there, and at which list it begins anew (Dremel's levels).

use crate::column::{Column, Kind};
use crate::error::Cause;
use parquet::data_type::ByteArray;
use serde_json::Value;

/// The values of a column.
#[derive(Debug)]
pub(crate) enum Values {
    Text(Vec<ByteArray>),
    Truth(Vec<bool>),
    Small(Vec<i32>),
    Whole(Vec<i64>),
    Number(Vec<f64>),
}

/// A column of plain values.
#[derive(Debug)]
pub(crate) struct Leaf {
    pub(crate) values: Values,
    /// How much of the way to each is there.
    pub(crate) there: Vec<i16>,
    /// The list at which each begins anew.
    pub(crate) anew: Vec<i16>,
}

/// Rows of a table, column by column.
#[derive(Debug)]
pub(crate) struct Shredded<'a> {
    columns: &'a [Column],
    pub(crate) leaves: Vec<Leaf>,
    /// About how many bytes are held.
    pub(crate) bytes: usize,
    pub(crate) rows: usize,
}

/// Where in a row a value stands.
#[derive(Debug, Clone, Copy)]
struct At {
    leaf: usize,
    there: i16,
    anew: i16,
    /// The lists around it.
    lists: i16,
}

impl<'a> Shredded<'a> {
    pub(crate) fn new(columns: &'a [Column]) -> Self {
        let mut leaves = Vec::new();
        columns.iter().for_each(|column| column.leaves(&mut leaves));
        Self { columns, leaves, bytes: 0, rows: 0 }
    }

    /// Takes up a row.
    pub(crate) fn push(&mut self, row: &Value) -> Result<(), Cause> {
        let mut leaf = 0;
        for column in self.columns {
            self.put(column, row.get(&column.name), At { leaf, there: 0, anew: 0, lists: 0 })?;
            leaf += column.width();
        }
        self.rows += 1;
        Ok(())
    }

    fn put(&mut self, column: &Column, value: Option<&Value>, mut at: At) -> Result<(), Cause> {
        let Some(value) = value.filter(|value| !value.is_null()) else {
            if !column.optional {
                return Err(format!("{} has no value", column.name).into());
            }
            self.nothing(column, at);
            return Ok(());
        };
        at.there += i16::from(column.optional);
        match &column.kind {
            Kind::Group(parts) => {
                for part in parts {
                    self.put(part, value.get(&part.name), at)?;
                    at.leaf += part.width();
                }
                Ok(())
            }
            Kind::List(element) => {
                let items = value.as_array().ok_or("a list that is none")?;
                if items.is_empty() {
                    self.nothing(column, at);
                }
                let inside = At { there: at.there + 1, lists: at.lists + 1, ..at };
                for (n, item) in items.iter().enumerate() {
                    let anew = if n == 0 { at.anew } else { inside.lists };
                    self.put(element, Some(item), At { anew, ..inside })?;
                }
                Ok(())
            }
            _ => self.value(value, at).ok_or_else(|| {
                format!("{} is no {:?}: {value:.40}", column.name, column.kind).into()
            }),
        }
    }

    /// Says of all that a column holds that nothing of it is there from here on.
    fn nothing(&mut self, column: &Column, at: At) {
        for leaf in self.leaves.iter_mut().skip(at.leaf).take(column.width()) {
            leaf.there.push(at.there);
            leaf.anew.push(at.anew);
            self.bytes += 4;
        }
    }

    fn value(&mut self, value: &Value, at: At) -> Option<()> {
        let leaf = self.leaves.get_mut(at.leaf)?;
        match &mut leaf.values {
            Values::Text(all) => {
                let text = value.as_str()?;
                self.bytes += text.len() + 16;
                all.push(ByteArray::from(text.as_bytes().to_vec()));
            }
            Values::Truth(all) => all.push(value.as_bool()?),
            // Parquet keeps numbers without a sign in the bits of those with one.
            Values::Small(all) => all.push(u32::try_from(value.as_u64()?).ok()?.cast_signed()),
            Values::Whole(all) => all.push(value.as_u64()?.cast_signed()),
            Values::Number(all) => all.push(value.as_f64()?),
        }
        self.bytes += 12;
        leaf.there.push(at.there);
        leaf.anew.push(at.anew);
        Some(())
    }
}

impl Column {
    /// Columns of plain values that it comes to.
    fn width(&self) -> usize {
        match &self.kind {
            Kind::List(element) => element.width(),
            Kind::Group(parts) => parts.iter().map(Self::width).sum(),
            _ => 1,
        }
    }

    fn leaves(&self, to: &mut Vec<Leaf>) {
        let values = match &self.kind {
            Kind::List(element) => return element.leaves(to),
            Kind::Group(parts) => return parts.iter().for_each(|part| part.leaves(to)),
            Kind::Text => Values::Text(Vec::new()),
            Kind::Truth => Values::Truth(Vec::new()),
            Kind::Small => Values::Small(Vec::new()),
            Kind::Whole => Values::Whole(Vec::new()),
            Kind::Number => Values::Number(Vec::new()),
        };
        to.push(Leaf { values, there: Vec::new(), anew: Vec::new() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn column(name: &str, optional: bool, kind: Kind) -> Column {
        Column { name: name.to_owned(), optional, kind }
    }

    #[test]
    fn levels_say_what_is_there_and_where_lists_begin() {
        let text = column("text", true, Kind::Text);
        let element = column("element", false, Kind::Group(vec![text]));
        let columns = [column("names", true, Kind::List(Box::new(element)))];
        let mut shredded = Shredded::new(&columns);
        for row in [
            json!({"names": [{"text": "Ada"}, {"text": null}, {"text": "Per"}]}),
            json!({"names": []}),
            json!({"names": null}),
            json!({"names": [{"text": "Ida"}]}),
        ] {
            shredded.push(&row).unwrap();
        }
        let leaf = &shredded.leaves[0];
        assert_eq!(leaf.there, [3, 2, 3, 1, 0, 3]);
        assert_eq!(leaf.anew, [0, 1, 1, 0, 0, 0]);
        let Values::Text(all) = &leaf.values else { panic!("{leaf:?}") };
        let all: Vec<&[u8]> = all.iter().map(ByteArray::data).collect();
        assert_eq!(all, [b"Ada", b"Per", b"Ida"]);
    }

    #[test]
    fn lists_of_lists_begin_anew_at_their_own_level() {
        let inner = Kind::List(Box::new(column("element", false, Kind::Whole)));
        let outer = Kind::List(Box::new(column("element", false, inner)));
        let columns = [column("rings", false, outer)];
        let mut shredded = Shredded::new(&columns);
        shredded.push(&json!({"rings": [[1, 2], [], [3]]})).unwrap();
        let leaf = &shredded.leaves[0];
        assert_eq!(leaf.there, [2, 2, 1, 2]);
        assert_eq!(leaf.anew, [0, 2, 1, 1]);
    }

    #[test]
    fn what_does_not_fit_is_told() {
        let columns = [column("n", false, Kind::Small)];
        for wrong in [json!({}), json!({"n": null}), json!({"n": "1"}), json!({"n": 1_u64 << 32})] {
            assert!(Shredded::new(&columns).push(&wrong).is_err(), "{wrong}");
        }
    }
}
