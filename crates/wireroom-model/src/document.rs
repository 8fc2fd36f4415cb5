//! What was received.

use crate::date::Stamp;
use crate::id::DocumentId;

/// One thing received: bytes, where from, when. `received` is its text after decoding to UTF-8
/// (for a page, the article text that the extractor gave); no repair has touched it.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Derived from where it came from and its content.
    pub id: DocumentId,
    /// The id that the input gave, if any.
    pub source_id: Option<String>,
    /// The path as the user gave it (within a folder: the folder as given, then the way down).
    /// `-` for standard input.
    pub path: Option<String>,
    /// Address of the article.
    pub url: Option<String>,
    /// The publisher as the document itself names it; not the feed it came by.
    pub outlet: Option<String>,
    /// Title from metadata. `None` for plain text, whose title stands in the text.
    pub title: Option<String>,
    /// When it was published, from metadata.
    pub published: Option<Stamp>,
    /// When it was last changed, from metadata.
    pub updated: Option<Stamp>,
    /// Authors from metadata, as printed.
    pub byline: Option<String>,
    /// Agencies or outlets that metadata credits.
    pub credit: Vec<String>,
    /// BCP 47 language tag from metadata.
    pub language: Option<String>,
    /// What kind of input it was.
    pub format: Format,
    /// The text as received.
    pub received: String,
}

impl Document {
    /// Plain text of which nothing else is known: no path, no outlet, no metadata.
    #[must_use]
    pub fn plain(id: DocumentId, received: impl Into<String>) -> Self {
        Self {
            id,
            source_id: None,
            path: None,
            url: None,
            outlet: None,
            title: None,
            published: None,
            updated: None,
            byline: None,
            credit: Vec::new(),
            language: None,
            format: Format::Text,
            received: received.into(),
        }
    }
}

/// The kind of input that a document was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Plain text.
    Text,
    /// An HTML page.
    Html,
    /// A page saved as MIME HTML.
    Mhtml,
    /// A JSON object.
    Json,
    /// A page of a web archive.
    Warc,
    /// An item of an RSS or Atom feed.
    Feed,
    /// A NITF article.
    Nitf,
    /// An item of NewsML-G2.
    Newsml,
    /// A message.
    Mail,
    /// A row of a table: CSV and its kin, Parquet.
    Table,
    /// A row of GDELT's knowledge graph.
    Gkg,
    /// A PDF file.
    Pdf,
}

impl Format {
    /// All of them, in an order that is only added to.
    pub const ALL: [Self; 12] = [
        Self::Text,
        Self::Html,
        Self::Mhtml,
        Self::Json,
        Self::Warc,
        Self::Feed,
        Self::Nitf,
        Self::Newsml,
        Self::Mail,
        Self::Table,
        Self::Gkg,
        Self::Pdf,
    ];

    /// The word of the contract.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Html => "html",
            Self::Mhtml => "mhtml",
            Self::Json => "json",
            Self::Warc => "warc",
            Self::Feed => "feed",
            Self::Nitf => "nitf",
            Self::Newsml => "newsml",
            Self::Mail => "mail",
            Self::Table => "table",
            Self::Gkg => "gkg",
            Self::Pdf => "pdf",
        }
    }
}

/// A document, or a part of one, that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SetAside {
    /// Derived like a document's.
    pub id: DocumentId,
    /// The path as the user gave it, with `:LINE` for one line of a JSONL file.
    pub path: String,
    /// The id that the input gave, if it could be read.
    pub source_id: Option<String>,
    /// What kind of damage.
    pub code: SetAsideCode,
    /// What is wrong and where; no full stop.
    pub what: String,
    /// What the user can do; no full stop.
    pub advice: String,
}

/// Why something was set aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum SetAsideCode {
    /// No text in it.
    Empty,
    /// Not text at all.
    Binary,
    /// Cut off or damaged compression.
    Truncated,
    /// Larger than the limit, as it stands or once unpacked.
    TooLarge,
    /// Nested deeper than the limit.
    TooDeep,
    /// Not valid JSON, or JSON of no shape that is known.
    BadJson,
    /// Not what its format demands.
    Damaged,
    /// The page holds no article.
    NoArticle,
    /// The file could not be opened or read.
    Unreadable,
    /// A format that is not read.
    Unsupported,
}

impl SetAsideCode {
    /// All of them, in the order of their codes as bytes: add at the end.
    pub const ALL: [Self; 10] = [
        Self::Empty,
        Self::Binary,
        Self::Truncated,
        Self::TooLarge,
        Self::TooDeep,
        Self::BadJson,
        Self::Damaged,
        Self::NoArticle,
        Self::Unreadable,
        Self::Unsupported,
    ];

    /// The word of the contract.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Binary => "binary",
            Self::Truncated => "truncated",
            Self::TooLarge => "too_large",
            Self::TooDeep => "too_deep",
            Self::BadJson => "bad_json",
            Self::Damaged => "damaged",
            Self::NoArticle => "no_article",
            Self::Unreadable => "unreadable",
            Self::Unsupported => "unsupported",
        }
    }
}

/// Something the user should know that set nothing aside: a guessed encoding, a doubled id, a
/// document received twice.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// Where.
    pub path: String,
    /// What, and what was done about it; no full stop.
    pub what: String,
}
