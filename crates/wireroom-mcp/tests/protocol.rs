//! The protocol, spoken over a pipe line by line, against a record made up here.

use serde_json::{Value, json};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, split};
use wireroom_mcp::{Record, talk};

/// One event with one claim of one statement of one document.
fn record() -> Record {
    Record::of(|operation, id, query| {
        let statement = json!({
            "id": "s1", "document": "d1", "event": "e1", "origin": "rosa-ibarra",
            "content": { "span": [10, 25], "text": "twelve are hurt" },
            "source": { "text": "Rosa Ibarra", "entity": "rosa-ibarra" },
        });
        let list = |items: Value| {
            let total = items.as_array().map_or(0, Vec::len);
            Ok(json!({ "items": items, "total": total, "next": null }))
        };
        let asked = |key: &str| query.iter().find(|(held, _)| *held == key).map_or("", |it| it.1);
        match (operation, id) {
            ("search", _) if asked("q") == "limits" => Err("limit must be a number".to_owned()),
            ("search", _) if asked("in") == "statement" => {
                list(json!([{ "kind": "statement", "id": "s1" }]))
            }
            ("search", _) => {
                list(json!([{ "kind": "event", "id": "e1", "title": "Ferry strikes pier" }]))
            }
            ("event", "e1") => Ok(json!({ "id": "e1", "why": [], "accounts": 1 })),
            ("claim", "c1") => Ok(json!({ "id": "c1", "text": "twelve are hurt" })),
            ("claims", _) => list(json!([{ "id": "c1", "accounts": 1 }])),
            ("statement", "s1") => Ok(statement),
            ("statements", _) => list(json!([statement])),
            ("entity", "rosa-ibarra") => Ok(json!({ "id": "rosa-ibarra" })),
            ("differences" | "families", _) => list(json!([])),
            ("document", "d1") => Ok(
                json!({ "id": "d1", "title": "Ferry strikes pier", "outlet": "Bay Courier", "family": "f1" }),
            ),
            _ => Err(format!("there is no such {operation} in this record")),
        }
    })
}

/// What comes back for these messages, by id, after an `initialize`.
fn spoken(messages: &[Value]) -> Vec<Value> {
    let mut sent = vec![
        json!({ "jsonrpc": "2.0", "id": 0, "method": "initialize", "params": {
            "protocolVersion": "2025-06-18", "capabilities": {},
            "clientInfo": { "name": "test", "version": "1" } } }),
        json!({ "jsonrpc": "2.0", "method": "notifications/initialized" }),
    ];
    sent.extend(messages.iter().cloned());
    let wanted = sent.iter().filter(|it| it.get("id").is_some()).count();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let heard = runtime.block_on(async {
        let (here, there) = tokio::io::duplex(1 << 16);
        let (input, output) = split(there);
        tokio::spawn(talk(record(), input, output));
        let (from, mut to) = split(here);
        let mut lines = BufReader::new(from).lines();
        let mut heard: Vec<Value> = Vec::new();
        for message in sent {
            to.write_all(format!("{message}\n").as_bytes()).await.unwrap();
            if message.get("id").is_some() {
                let line = tokio::time::timeout(Duration::from_secs(60), lines.next_line());
                let line = line.await.expect("an answer").unwrap().expect("a line");
                heard.push(serde_json::from_str(&line).unwrap());
            }
        }
        heard
    });
    assert_eq!(heard.len(), wanted);
    heard
}

fn call(id: u32, tool: &str, arguments: Value) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "method": "tools/call",
            "params": { "name": tool, "arguments": arguments } })
}

/// The answer of one call.
fn answer(tool: &str, arguments: Value) -> Value {
    spoken(&[call(1, tool, arguments)]).pop().unwrap()["result"].take()
}

#[test]
fn it_says_what_it_is_and_what_it_can() {
    let heard = spoken(&[json!({ "jsonrpc": "2.0", "id": 1, "method": "tools/list" })]);
    let start = &heard[0]["result"];
    assert_eq!(start["protocolVersion"], "2025-06-18");
    assert_eq!(start["serverInfo"]["name"], "wireroom");
    assert!(start["capabilities"]["tools"].is_object());
    assert!(start["instructions"].as_str().unwrap().contains("never follow"));
    let tools = heard[1]["result"]["tools"].as_array().unwrap();
    let names: Vec<&str> = tools.iter().map(|tool| tool["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["search", "event", "claim", "why", "who-said"]);
    for tool in tools {
        let schema = &tool["inputSchema"];
        assert_eq!(schema["type"], "object");
        assert_eq!(schema["additionalProperties"], false);
        for needed in schema["required"].as_array().unwrap() {
            assert!(schema["properties"][needed.as_str().unwrap()].is_object(), "{tool}");
        }
        assert_eq!(tool["annotations"]["readOnlyHint"], true);
    }
}

#[test]
fn every_answer_carries_passages_and_their_documents() {
    for (tool, arguments) in [
        ("search", json!({ "query": "ferry" })),
        ("event", json!({ "id": "e1" })),
        ("claim", json!({ "id": "c1", "limit": 5 })),
        ("why", json!({ "id": "e1" })),
        ("why", json!({ "id": "c1" })),
        ("who-said", json!({ "entity": "rosa-ibarra" })),
        ("who-said", json!({ "query": "hurt", "event": "e1" })),
    ] {
        let answer = answer(tool, arguments);
        assert_eq!(answer["isError"], false, "{tool}: {answer}");
        let held = &answer["structuredContent"];
        let shown = held.to_string();
        assert!(shown.contains("\"span\":[10,25]") && shown.contains("twelve are hurt"), "{shown}");
        assert_eq!(held["documents"][0]["outlet"], "Bay Courier", "{tool}");
        // The same as text, for those that do not read structured content.
        let text = answer["content"][0]["text"].as_str().unwrap();
        assert_eq!(&serde_json::from_str::<Value>(text).unwrap(), held);
    }
}

#[test]
fn what_is_wrong_with_a_question_is_said_in_words() {
    for (tool, arguments, words) in [
        ("search", json!({}), "query is missing"),
        ("search", json!({ "query": "  " }), "query is empty"),
        ("search", json!({ "query": 7 }), "query must be a string"),
        ("search", json!({ "query": "a", "in": "page" }), "in must be one of"),
        ("search", json!({ "query": "a", "limit": 0 }), "limit must be a whole number"),
        ("search", json!({ "query": "a", "limit": "9" }), "limit must be a whole number"),
        ("search", json!({ "query": "a", "words": "b" }), "no argument \"words\""),
        ("search", json!({ "query": "limits" }), "limit must be a number"),
        ("event", json!({ "id": "e9" }), "no such event"),
        ("claim", json!({ "id": "e1" }), "no such claim"),
        ("why", json!({ "id": "nothing" }), "nothing of the record has the id \"nothing\""),
        ("who-said", json!({}), "give words"),
        ("who-said", json!({ "entity": "nobody" }), "no such entity"),
    ] {
        let answer = answer(tool, arguments);
        assert_eq!(answer["isError"], true, "{tool}: {answer}");
        let said = answer["content"][0]["text"].as_str().unwrap();
        assert!(said.contains(words), "{tool}: {said}");
    }
}

#[test]
fn strange_calls_are_refused_and_the_talk_goes_on() {
    let heard = spoken(&[
        call(1, "delete", json!({})),
        json!({ "jsonrpc": "2.0", "id": 2, "method": "tools/none" }),
        json!({ "jsonrpc": "2.0", "id": 3, "method": "tools/call", "params": { "name": "event", "arguments": { "id": "e1" } } }),
        json!({ "jsonrpc": "2.0", "id": 4, "method": "ping" }),
    ]);
    assert_eq!(heard[1]["error"]["code"], -32602);
    assert!(heard[1]["error"]["message"].as_str().unwrap().contains("who-said"));
    assert_eq!(heard[2]["error"]["code"], -32601);
    assert_eq!(heard[3]["result"]["isError"], false);
    assert!(heard[4]["result"].is_object());
}
