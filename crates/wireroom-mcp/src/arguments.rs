//! The arguments of a call, checked against the table of the tools.

use crate::tools::{Argument, Tool};
use rmcp::model::JsonObject;
use serde_json::Value;

/// The arguments of a call by name; what was not given is empty.
#[derive(Debug)]
pub(crate) struct Arguments(Vec<(&'static str, String)>);

impl Arguments {
    /// Checks what was given; what is wrong with it, in words, otherwise.
    pub(crate) fn of(tool: &Tool, given: &JsonObject) -> Result<Self, String> {
        let names: Vec<&str> = tool.arguments.iter().map(|it| it.name).collect();
        if let Some(name) = given.keys().find(|name| !names.contains(&name.as_str())) {
            let shown: String = name.chars().take(40).collect();
            return Err(format!("no argument {shown:?} here; there are: {}", names.join(", ")));
        }
        let mut held = Vec::new();
        for argument in tool.arguments {
            let value = match given.get(argument.name) {
                None | Some(Value::Null) if argument.required => {
                    return Err(format!("{} is missing: {}", argument.name, argument.what));
                }
                None | Some(Value::Null) => continue,
                Some(value) => checked(argument, value)?,
            };
            held.push((argument.name, value));
        }
        Ok(Self(held))
    }

    pub(crate) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(held, _)| *held == name).map_or("", |(_, value)| value)
    }
}

fn checked(argument: &Argument, value: &Value) -> Result<String, String> {
    let name = argument.name;
    if let Some((least, most)) = argument.number {
        let n = value.as_u64().filter(|n| (least..=most).contains(n));
        let wrong = || format!("{name} must be a whole number from {least} to {most}");
        return n.map(|n| n.to_string()).ok_or_else(wrong);
    }
    let text = value.as_str().ok_or_else(|| format!("{name} must be a string"))?.trim();
    if text.is_empty() && argument.required {
        return Err(format!("{name} is empty: {}", argument.what));
    }
    if !argument.one_of.is_empty() && !text.is_empty() && !argument.one_of.contains(&text) {
        return Err(format!("{name} must be one of {}", argument.one_of.join(", ")));
    }
    Ok(text.to_owned())
}
