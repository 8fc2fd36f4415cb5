//! A record's questions and answers for assistants, over the Model Context Protocol on standard
//! input and output.
//!
//! Five tools: `search`, `event`, `claim`, `why`, `who-said`. Each asks the operations of the HTTP
//! API in this process ([`Record`]) and gives their objects, so an assistant reads what a person
//! reads on the page. Every answer carries passages: the document, the span in the text as
//! received, and the words that stand there.
//!
//! What it is not: it decides nothing and fetches nothing, and it writes no sentences. Texts of
//! articles are data that strangers wrote; the instructions to the assistant say so.

mod arguments;
mod record;
mod serve;
mod tools;

pub use record::Record;
pub use serve::{run, talk};
