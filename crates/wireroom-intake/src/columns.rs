//! What the fields of a document are called in tables and records that go by other names.

use crate::limits::Limits;

/// A field of a document that a table or a record may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The id that the input gives.
    Id,
    /// The article's text.
    Text,
    /// Its title.
    Title,
    /// Its address.
    Url,
    /// Its publisher.
    Outlet,
    /// When it was published.
    Published,
    /// When it was last changed.
    Updated,
    /// Who wrote it.
    Byline,
    /// Whom it credits.
    Credit,
    /// Its language.
    Language,
}

impl Field {
    /// All fields, each with the name that it goes by on the command line.
    pub const ALL: [(Self, &'static str); 10] = [
        (Self::Id, "id"),
        (Self::Text, "text"),
        (Self::Title, "title"),
        (Self::Url, "url"),
        (Self::Outlet, "outlet"),
        (Self::Published, "published"),
        (Self::Updated, "updated"),
        (Self::Byline, "byline"),
        (Self::Credit, "credit"),
        (Self::Language, "language"),
    ];

    /// The names that tools write for it, the likeliest first.
    ///
    /// Names were taken from the tools' sources: trafilatura (`source`, `source-hostname`,
    /// `raw_text`), news-please (`maintext`, `date_publish`, `source_domain`), newspaper4k
    /// (`publish_date`, `meta_site_name`, `meta_lang`, `canonical_link`), Media Cloud
    /// (`media_name`, `publish_date`, `stories_id`), Event Registry (`dateTimePub`, `uri`) and
    /// schema.org.
    pub(crate) const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Id => &["id", "_id", "stories_id", "story_id", "article_id", "uuid", "guid"],
            Self::Text => &[
                "text",
                "maintext",
                "story_text",
                "raw_text",
                "articleBody",
                "article_text",
                "full_text",
                "content",
                "body",
            ],
            Self::Title => &["title", "headline", "title_page", "title_rss"],
            Self::Url => &["url", "canonical_link", "source", "link", "original_url"],
            Self::Outlet => &[
                "outlet",
                "publisher",
                "source-hostname",
                "sitename",
                "site_name",
                "media_name",
                "meta_site_name",
                "source_name",
                "source_domain",
                "hostname",
                "source",
                "domain",
            ],
            Self::Published => &[
                "published",
                "publish_date",
                "date_publish",
                "datePublished",
                "published_at",
                "publishedAt",
                "published_date",
                "publication_date",
                "dateTimePub",
                "pubDate",
                "pub_date",
                "date",
            ],
            Self::Updated => &[
                "updated",
                "date_modify",
                "dateModified",
                "updated_at",
                "modified",
                "last_updated",
            ],
            Self::Byline => &["byline", "authors", "author"],
            Self::Credit => &[
                "credit",
                "credits",
                "agency",
                "sourceOrganization",
                "creditText",
                "copyrightHolder",
            ],
            Self::Language => &["language", "lang", "meta_lang", "inLanguage"],
        }
    }
}

/// Names of fields besides those that are known; they are tried first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    named: Vec<(Field, String)>,
}

impl Columns {
    /// Reads `text=body,title=headline`: a field and the column that holds it, parted by commas.
    ///
    /// # Errors
    ///
    /// Says what is wrong where a part has no `=`, or names no field or no column.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut named = Vec::new();
        for part in text.split(',') {
            let pair = part.split_once('=').map(|(field, column)| (field.trim(), column.trim()));
            let Some((field, column)) = pair.filter(|(_, column)| !column.is_empty()) else {
                return Err(format!("\"{part}\" is not FIELD=COLUMN, as in text=body"));
            };
            let known = Field::ALL.iter().find(|(_, name)| *name == field);
            let Some(&(field, _)) = known else {
                let names: Vec<&str> = Field::ALL.iter().map(|(_, name)| *name).collect();
                return Err(format!(
                    "\"{field}\" is no field; the fields are {}",
                    names.join(", ")
                ));
            };
            named.push((field, column.to_owned()));
        }
        Ok(Self { named })
    }

    /// The names to look for `field` under, the likeliest first.
    pub(crate) fn names(&self, field: Field) -> impl Iterator<Item = &str> {
        let named = self.named.iter().filter(move |(of, _)| *of == field);
        named.map(|(_, name)| name.as_str()).chain(field.names().iter().copied())
    }

    /// Whether the user named a column of this name.
    pub(crate) fn names_column(&self, column: &str) -> bool {
        self.named.iter().any(|(_, name)| name == column)
    }
}

/// How an input is read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct How<'a> {
    /// How much of it.
    pub(crate) limits: &'a Limits,
    /// What its columns are called.
    pub(crate) columns: &'a Columns,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_names_fields_and_columns() {
        let columns = Columns::parse("text=body copy, title = headline").unwrap();
        assert_eq!(columns.names(Field::Text).next(), Some("body copy"));
        assert_eq!(columns.names(Field::Title).next(), Some("headline"));
        assert!(columns.names_column("headline") && !columns.names_column("text"));
        for (wrong, told) in
            [("text", "FIELD=COLUMN"), ("words=a", "the fields are"), ("url=", "=")]
        {
            assert!(Columns::parse(wrong).unwrap_err().contains(told), "{wrong}");
        }
    }
}
