//! The columns of a table, told by the type of its rows.
//!
//! A type is asked for what it reads itself from; so there is no second definition that could stray
//! from the contract.

use crate::error::Cause;
use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::schema::types::{Type, TypePtr};
use serde::de::DeserializeOwned;
use serde_reflection::{ContainerFormat, Format, Registry, Tracer, TracerConfig};
use std::sync::Arc;

/// A column, or a part of one.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Column {
    pub(crate) name: String,
    /// Whether it may be null.
    pub(crate) optional: bool,
    pub(crate) kind: Kind,
}

/// What stands in a column.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Kind {
    Text,
    Truth,
    /// A whole number from 0, of 32 bits.
    Small,
    /// The same of 64 bits.
    Whole,
    Number,
    List(Box<Column>),
    Group(Vec<Column>),
}

/// The columns of rows that are `T`.
pub(crate) fn of<T: DeserializeOwned>() -> Result<Vec<Column>, Cause> {
    let mut tracer = Tracer::new(TracerConfig::default());
    let (format, _) = tracer.trace_simple_type::<T>().map_err(|error| error.to_string())?;
    let registry = tracer.registry().map_err(|error| error.to_string())?;
    match kind(&format, &registry)? {
        Kind::Group(columns) => Ok(columns),
        other => Err(format!("rows are no structs but {other:?}").into()),
    }
}

fn column(name: &str, format: &Format, registry: &Registry) -> Result<Column, Cause> {
    let (optional, format) = match format {
        Format::Option(inner) => (true, &**inner),
        format => (false, format),
    };
    Ok(Column { name: name.to_owned(), optional, kind: kind(format, registry)? })
}

fn kind(format: &Format, registry: &Registry) -> Result<Kind, Cause> {
    let list = |of: &Format| -> Result<Kind, Cause> {
        Ok(Kind::List(Box::new(column("element", of, registry)?)))
    };
    match format {
        Format::Str => Ok(Kind::Text),
        Format::Bool => Ok(Kind::Truth),
        Format::U32 => Ok(Kind::Small),
        Format::U64 => Ok(Kind::Whole),
        Format::F64 => Ok(Kind::Number),
        Format::Seq(of) => list(of),
        Format::TypeName(name) => match registry.get(name) {
            Some(ContainerFormat::Struct(fields)) => {
                let columns = fields.iter().map(|it| column(&it.name, &it.value, registry));
                Ok(Kind::Group(columns.collect::<Result<_, _>>()?))
            }
            // A pair of one kind, as spans are.
            Some(ContainerFormat::TupleStruct(parts)) => match parts.as_slice() {
                [first, rest @ ..] if rest.iter().all(|part| part == first) => list(first),
                _ => Err(format!("{name} is no list").into()),
            },
            other => Err(format!("{name} is {other:?}").into()),
        },
        other => Err(format!("no column holds {other:?}").into()),
    }
}

/// The schema of a table.
pub(crate) fn schema(columns: &[Column]) -> Result<TypePtr, Cause> {
    let fields = columns.iter().map(Column::field).collect::<Result<_, _>>()?;
    Ok(Arc::new(Type::group_type_builder("schema").with_fields(fields).build()?))
}

impl Column {
    fn field(&self) -> Result<TypePtr, Cause> {
        let repetition = if self.optional { Repetition::OPTIONAL } else { Repetition::REQUIRED };
        let leaf = |physical, logical: Option<LogicalType>| {
            Type::primitive_type_builder(&self.name, physical)
                .with_repetition(repetition)
                .with_logical_type(logical)
                .build()
        };
        let whole = |bits| Some(LogicalType::integer(bits, false));
        let group = |fields: Vec<TypePtr>, logical: Option<LogicalType>| {
            Type::group_type_builder(&self.name)
                .with_repetition(repetition)
                .with_logical_type(logical)
                .with_fields(fields)
                .build()
        };
        let built = match &self.kind {
            Kind::Text => leaf(Physical::BYTE_ARRAY, Some(LogicalType::String))?,
            Kind::Truth => leaf(Physical::BOOLEAN, None)?,
            Kind::Small => leaf(Physical::INT32, whole(32))?,
            Kind::Whole => leaf(Physical::INT64, whole(64))?,
            Kind::Number => leaf(Physical::DOUBLE, None)?,
            Kind::Group(parts) => {
                group(parts.iter().map(Self::field).collect::<Result<_, _>>()?, None)?
            }
            Kind::List(element) => {
                let items = Type::group_type_builder("list")
                    .with_repetition(Repetition::REPEATED)
                    .with_fields(vec![element.field()?])
                    .build()?;
                group(vec![Arc::new(items)], Some(LogicalType::List))?
            }
        };
        Ok(Arc::new(built))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wireroom_wire::{Annotation, AsReceived, Event, Statement};

    #[test]
    fn columns_are_the_fields_in_their_order() {
        let columns = of::<Event>().unwrap();
        let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
        assert_eq!(names[..4], ["id", "title", "kind", "date"]);
        assert_eq!(columns[0], Column { name: "id".into(), optional: false, kind: Kind::Text });
        assert!(columns[2].optional);
        let Kind::Group(place) = &columns[4].kind else { panic!("{:?}", columns[4]) };
        let span = place.iter().find(|column| column.name == "span").unwrap();
        let small = Column { name: "element".into(), optional: false, kind: Kind::Small };
        assert_eq!((span.optional, &span.kind), (true, &Kind::List(Box::new(small))));
    }

    #[test]
    fn all_rows_have_columns() {
        schema(&of::<Statement>().unwrap()).unwrap();
        schema(&of::<Annotation>().unwrap()).unwrap();
        schema(&of::<AsReceived>().unwrap()).unwrap();
    }
}
