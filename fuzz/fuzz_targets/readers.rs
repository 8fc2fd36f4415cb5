//! Any bytes under any name. The first byte chooses the name; the rest is the file.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wireroom_intake::{Limits, merge, read_bytes};

fuzz_target!(|data: &[u8]| {
    let Some((&choice, bytes)) = data.split_first() else { return };
    let names = ["a.txt", "a.html", "a.json", "a.jsonl", "a.mhtml", "a"];
    let Some(name) = names.get(usize::from(choice) % names.len()) else { return };
    let limits = Limits { unpacked: 4 << 20, ..Limits::default() };
    let intake = read_bytes(name, bytes, &limits);
    assert!(!intake.documents.is_empty() || !intake.set_aside.is_empty());
    let merged = merge(vec![intake]);
    assert_eq!(merge(vec![merged.clone()]), merged);
});
