//! As much of JSON Schema 2020-12 as the contract's schema uses. An unknown keyword is an error, so
//! that nothing goes unchecked by accident.

use serde_json::Value;

/// Where `value` is not what `schema` says.
pub(crate) fn errors(schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    check(schema, schema, value, "$", &mut found);
    found
}

fn check(root: &Value, schema: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    let Some(rules) = schema.as_object() else { return };
    for (rule, want) in rules {
        match rule.as_str() {
            "$schema" | "$defs" | "title" | "description" | "default" => {}
            "format" | "minimum" | "maximum" => {}
            "$ref" => {
                let pointer = want.as_str().unwrap_or("").trim_start_matches('#');
                match root.pointer(pointer) {
                    Some(target) => check(root, target, value, at, found),
                    None => found.push(format!("{at}: {want} leads nowhere")),
                }
            }
            "type" => {
                let is = |name: &Value| match name.as_str().unwrap_or("") {
                    "null" => value.is_null(),
                    "boolean" => value.is_boolean(),
                    "string" => value.is_string(),
                    "number" => value.is_number(),
                    "integer" => value.is_u64() || value.is_i64(),
                    "array" => value.is_array(),
                    "object" => value.is_object(),
                    _ => false,
                };
                let fits = want.as_array().map_or_else(|| is(want), |names| names.iter().any(is));
                if !fits {
                    found.push(format!("{at}: not of type {want}"));
                }
            }
            "anyOf" => {
                let fits = |one: &Value| {
                    let mut inner = Vec::new();
                    check(root, one, value, at, &mut inner);
                    inner.is_empty()
                };
                if !want.as_array().is_some_and(|ways| ways.iter().any(fits)) {
                    found.push(format!("{at}: none of the ways"));
                }
            }
            "required" => {
                for name in want.as_array().into_iter().flatten().filter_map(Value::as_str) {
                    if value.is_object() && value.get(name).is_none() {
                        found.push(format!("{at}.{name}: missing"));
                    }
                }
            }
            "properties" => {
                for (name, inner) in value.as_object().into_iter().flatten() {
                    match want.get(name) {
                        Some(schema) => check(root, schema, inner, &format!("{at}.{name}"), found),
                        None => found.push(format!("{at}.{name}: not in the contract")),
                    }
                }
            }
            "items" | "prefixItems" => {
                for (i, inner) in value.as_array().into_iter().flatten().enumerate() {
                    let schema = if rule == "items" { Some(want) } else { want.get(i) };
                    if let Some(schema) = schema {
                        check(root, schema, inner, &format!("{at}[{i}]"), found);
                    }
                }
            }
            "minItems" | "maxItems" => {
                let (n, bound) = (value.as_array().map(Vec::len), want.as_u64());
                let fits = n.zip(bound).is_none_or(|(n, bound)| {
                    if rule == "minItems" { n as u64 >= bound } else { n as u64 <= bound }
                });
                if !fits {
                    found.push(format!("{at}: {rule} {want}"));
                }
            }
            other => found.push(format!("{at}: keyword {other} is not checked")),
        }
    }
}
