//! `wireroom mcp` over pipes, as an assistant's program starts it.

#![cfg(feature = "mcp")]

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

#[test]
fn an_assistant_finds_an_event_and_its_passages() {
    let pile = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/pile");
    let mut server = Command::new(env!("CARGO_BIN_EXE_wireroom"))
        .args(["mcp", "--tier", "fast", pile])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut to = server.stdin.take().unwrap();
    let mut lines = BufReader::new(server.stdout.take().unwrap()).lines();
    let mut ask = |id: u32, method: &str, params: Value| -> Value {
        let message = json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params });
        writeln!(to, "{message}").unwrap();
        if id == 0 {
            let ready = json!({ "jsonrpc": "2.0", "method": "notifications/initialized" });
            writeln!(to, "{ready}").unwrap();
        }
        serde_json::from_str::<Value>(&lines.next().unwrap().unwrap()).unwrap()["result"].take()
    };
    let start = ask(
        0,
        "initialize",
        json!({ "protocolVersion": "2025-06-18", "capabilities": {},
                "clientInfo": { "name": "test", "version": "1" } }),
    );
    assert_eq!(start["serverInfo"]["name"], "wireroom");
    let mut call = |id: u32, name: &str, arguments: Value| -> Value {
        let answer = ask(id, "tools/call", json!({ "name": name, "arguments": arguments }));
        assert_eq!(answer["isError"], false, "{answer}");
        answer["structuredContent"].clone()
    };
    let found = call(1, "search", json!({ "query": "canal", "in": "event" }));
    let event = found["items"][0]["id"].as_str().unwrap().to_owned();
    assert!(found["items"][0]["passages"][0]["span"].is_array(), "{found}");
    let event = call(2, "event", json!({ "id": event }));
    let claim = &event["claims"]["items"][0];
    assert!(claim["passages"][0]["span"].is_array(), "{claim}");
    assert!(!event["documents"].as_array().unwrap().is_empty());
    let claim = call(3, "claim", json!({ "id": claim["id"] }));
    assert!(claim["statements"]["items"][0]["content"]["span"].is_array());
    let why = call(4, "why", json!({ "id": claim["claim"]["id"] }));
    assert_eq!(why["kind"], "claim");
    let said = call(5, "who-said", json!({ "query": "canal" }));
    assert!(said["items"][0]["content"]["text"].as_str().unwrap().to_lowercase().contains("canal"));
    drop(call);
    drop(to);
    assert!(server.wait().unwrap().success());
}
