//! Small piles for tests that go the whole way through.

use wireroom::model::{Document, DocumentId};
use wireroom::{Builder, Options, Record};

/// A pile of articles: the outlet, then the text.
pub(crate) fn builder(articles: &[(&str, &str)]) -> Builder {
    let documents = articles.iter().map(|(outlet, text)| document(outlet, text)).collect();
    Builder { documents, ..Builder::default() }
}

/// Its record.
pub(crate) fn record(articles: &[(&str, &str)]) -> Record {
    builder(articles).build(&Options::default(), &())
}

fn document(outlet: &str, text: &str) -> Document {
    Document {
        path: Some(format!("{outlet}.txt")),
        outlet: Some(outlet.to_owned()),
        ..Document::plain(DocumentId::derive(&[outlet, text]), text)
    }
}
