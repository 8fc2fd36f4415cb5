//! A record's questions and answers for assistants, over the Model Context Protocol on standard
//! input and output.
//!
//! Five tools: `search`, `event`, `claim`, `why`, `who-said`. Each asks the API of
//! `wireroom-serve` in this process and gives its objects, so an assistant reads what a person
//! reads on the page. Every answer carries passages: the document, the span in the text as
//! received, and the words that stand there.
//!
//! What it is not: it decides nothing and fetches nothing, and it writes no sentences. Texts of
//! articles are data that strangers wrote; the instructions to the assistant say so.

mod arguments;
mod serve;
mod tools;

pub use serve::run;
