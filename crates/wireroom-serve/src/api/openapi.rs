//! OpenAPI 3.1, made from the table of routes and the types of the contract.

use crate::routes::{API, Operation};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};
use wireroom_wire::Problem;

/// The description that `/api/v1/openapi.json` gives.
#[must_use]
pub fn openapi() -> Value {
    let mut settings = SchemaSettings::draft2020_12().for_serialize();
    settings.definitions_path = "/components/schemas".into();
    let mut generator = settings.into_generator();
    let problem = reference::<Problem>(&mut generator);
    let mut paths = Map::new();
    for operation in API {
        let path = operation.path.to_owned();
        paths.insert(path, json!({ "get": described(operation, &problem, &mut generator) }));
    }
    crate::routes::describe(&mut paths, &mut generator);
    let schemas = generator.take_definitions(true);
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Wireroom",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "What happened, who said so, and how many of the accounts are independent. Only additions take a POST; the objects are those of `wireroom schema`.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": "/" }],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer", "description": "Only where the server does not stand on loopback." } },
        },
        "security": [{}, { "token": [] }],
    })
}

/// The schema of `T`, by reference.
pub(crate) fn reference<T: JsonSchema>(generator: &mut SchemaGenerator) -> Value {
    generator.subschema_for::<T>().to_value()
}

fn described(operation: &Operation, problem: &Value, generator: &mut SchemaGenerator) -> Value {
    let mut parameters: Vec<Value> = Vec::new();
    if operation.path.contains("{id}") {
        parameters.push(json!({
            "name": "id", "in": "path", "required": true, "description": "Its id.",
            "schema": { "type": "string", "minLength": 1 },
        }));
    }
    for (name, what) in operation.parameters {
        let schema = super::parameters::schema(operation, name);
        let needed = operation.name == "aligned";
        parameters.push(json!({
            "name": name, "in": "query", "required": needed, "description": what, "schema": schema,
        }));
    }
    let error = |what: &str| json!({ "description": what, "content": { "application/problem+json": { "schema": problem } } });
    let mut responses = json!({
        "200": {
            "description": "Found.",
            "headers": { "ETag": { "description": "Strong, from the content.", "schema": { "type": "string" } } },
            "content": { "application/json": { "schema": (operation.schema)(generator) } },
        },
        "304": { "description": "As `If-None-Match` has it." },
        "400": error("A parameter is wrong."),
        "401": error("The token is missing; only where one is demanded."),
        "403": error("Asked by another site."),
        "421": error("Asked under a name that is not this server's."),
    });
    if operation.path.contains("{id}") {
        responses["404"] = error("There is no such thing in this record.");
    }
    json!({
        "operationId": operation.name,
        "summary": operation.what,
        "parameters": parameters,
        "responses": responses,
    })
}
