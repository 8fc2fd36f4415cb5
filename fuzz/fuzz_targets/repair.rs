//! Repair must never panic, must keep what was received, and must come to rest.

#![no_main]

use libfuzzer_sys::fuzz_target;
use wireroom_model::{Document, DocumentId};

fuzz_target!(|data: &[u8]| {
    let received = String::from_utf8_lossy(data).into_owned();
    let document = Document {
        title: received.lines().next().map(str::to_string),
        ..Document::plain(DocumentId::from_stored("d0"), received.clone())
    };
    let text = wireroom_repair::repair(&document);
    assert_eq!(text.map.received(), received);
    let (again, _) = wireroom_repair::repair_text(text.repaired());
    assert_eq!(again.repaired(), text.repaired());
    let mut at = 0;
    for zone in &text.structure.zones {
        assert!(zone.span.start() >= at);
        assert!(text.repaired()[at..zone.span.start()].trim().is_empty());
        at = zone.span.end();
    }
    assert!(text.repaired()[at..].trim().is_empty());
    let _ = wireroom_repair::lone_interpolations(&text);
});
