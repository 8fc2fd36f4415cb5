//! JSON Schema 2020-12 of the contract, derived from the types that print it.

use crate::{Annotation, Record};
use schemars::generate::SchemaSettings;
use serde_json::Value;

/// The schema of a record.
#[must_use]
pub fn record_schema() -> Value {
    of::<Record>("A Wireroom record")
}

/// The schema of a line of `wireroom annotate`.
#[must_use]
pub fn annotation_schema() -> Value {
    of::<Annotation>("A line of wireroom annotate")
}

fn of<T: schemars::JsonSchema>(title: &str) -> Value {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut schema = generator.into_root_schema_for::<T>();
    schema.insert("title".to_owned(), Value::from(title));
    schema.to_value()
}
