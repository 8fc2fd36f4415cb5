//! The tools: what each takes, what it says of itself, and how it answers.

mod answers;

use crate::arguments::Arguments;
use crate::record::Record;
use rmcp::model::JsonObject;
use serde_json::{Map, Value, json};

/// What a tool takes.
pub(crate) struct Argument {
    pub(crate) name: &'static str,
    pub(crate) what: &'static str,
    pub(crate) required: bool,
    /// The values it may have; any text where empty.
    pub(crate) one_of: &'static [&'static str],
    /// The least and the most, where it is a number.
    pub(crate) number: Option<(u64, u64)>,
}

/// One tool. Its answer is an object, or what is wrong with the question, in words.
pub(crate) struct Tool {
    pub(crate) name: &'static str,
    pub(crate) what: &'static str,
    pub(crate) arguments: &'static [Argument],
    pub(crate) answer: fn(&Record, &Arguments) -> Result<Value, String>,
}

const fn text(name: &'static str, what: &'static str) -> Argument {
    Argument { name, what, required: false, one_of: &[], number: None }
}

const fn needed(name: &'static str, what: &'static str) -> Argument {
    Argument { required: true, ..text(name, what) }
}

const LIMIT: Argument = Argument {
    number: Some((1, 100)),
    ..text("limit", "How many to give at most; 10 where left out.")
};
const CURSOR: Argument = text("cursor", "Where to go on: `next` of the answer before.");
const POLARITY: Argument = Argument {
    one_of: &["asserted", "denied", "declined", "not_discussed", "unverified"],
    ..text("polarity", "Only what its source asserts, denies, declines to say, …")
};

/// All tools.
pub(crate) const TOOLS: &[Tool] = &[
    Tool {
        name: "search",
        what: "Searches events, statements, documents and entities of the record by words, best \
               first. Every word must be there; -word excludes, \"two words\" stand together, word* \
               is the start of one. Gives ids for the other tools, and the passage of each hit.",
        arguments: &[
            needed("query", "The words to search for."),
            Argument {
                one_of: &["event", "statement", "document", "entity"],
                ..text("in", "Only this kind; needed for a cursor.")
            },
            text("outlet", "Only of this outlet."),
            text("from", "Only on or after this day, month or year: 2026-03-04, 2026-03, 2026."),
            text("to", "Only on or before this day, month or year."),
            LIMIT,
            CURSOR,
        ],
        answer: answers::search,
    },
    Tool {
        name: "event",
        what: "One event: when, where, between whom, how many texts tell it (witnesses), how many \
               independent tellings those are (accounts) and how many mouths it goes back to \
               (origins); its best supported claims with a passage each, and where accounts differ.",
        arguments: &[needed("id", "Id of the event."), LIMIT],
        answer: answers::event,
    },
    Tool {
        name: "claim",
        what: "One claim with its three numbers, and every statement that makes it: who said it, \
               in which document, at which span, in which words.",
        arguments: &[needed("id", "Id of the claim."), LIMIT, CURSOR],
        answer: answers::claim,
    },
    Tool {
        name: "why",
        what: "Why the record says what it says of the thing of this id: why texts are about one \
               event, what a claim rests on, why a text is a copy of another, why two accounts \
               differ, why events are one storyline.",
        arguments: &[needed(
            "id",
            "Id of an event, claim, family, difference, storyline, statement or document.",
        )],
        answer: answers::why,
    },
    Tool {
        name: "who-said",
        what: "Who said what: statements by words, by the entity that makes, relays or is the \
               origin of them, or by event; each with source, cue, origin, document and span. At \
               least one of query, entity and event is needed.",
        arguments: &[
            text("query", "Words that the statement must have."),
            text("entity", "Id of the entity that says it."),
            text("event", "Id of the event it bears on."),
            POLARITY,
            LIMIT,
            CURSOR,
        ],
        answer: answers::who_said,
    },
];

impl Tool {
    /// What it takes, as a JSON schema.
    pub(crate) fn schema(&self) -> JsonObject {
        let mut properties = Map::new();
        for argument in self.arguments {
            let mut schema = json!({ "type": "string", "description": argument.what });
            if let Some((least, most)) = argument.number {
                schema["type"] = json!("integer");
                schema["minimum"] = json!(least);
                schema["maximum"] = json!(most);
            }
            if !argument.one_of.is_empty() {
                schema["enum"] = json!(argument.one_of);
            }
            properties.insert(argument.name.to_owned(), schema);
        }
        let needed: Vec<&str> =
            self.arguments.iter().filter(|it| it.required).map(|it| it.name).collect();
        let mut schema = Map::new();
        schema.insert("type".to_owned(), json!("object"));
        schema.insert("properties".to_owned(), Value::Object(properties));
        schema.insert("required".to_owned(), json!(needed));
        schema.insert("additionalProperties".to_owned(), json!(false));
        schema
    }
}
