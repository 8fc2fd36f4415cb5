//! The record that is asked about, behind the operations of the API.

use serde_json::Value;
use std::fmt;
use std::sync::Arc;

/// Gives what an operation of the API gives: its name, the id of the thing (empty for lists) and
/// the parameters; or what is wrong with the question, in words.
type Get = dyn Fn(&str, &str, &[(&str, &str)]) -> Result<Value, String> + Send + Sync;

/// A record, asked by the names of the API's operations.
#[derive(Clone)]
pub struct Record(Arc<Get>);

impl Record {
    /// A record that `get` answers for.
    pub fn of(
        get: impl Fn(&str, &str, &[(&str, &str)]) -> Result<Value, String> + Send + Sync + 'static,
    ) -> Self {
        Self(Arc::new(get))
    }

    pub(crate) fn get(
        &self,
        operation: &str,
        id: &str,
        query: &[(&str, &str)],
    ) -> Result<Value, String> {
        (self.0)(operation, id, query)
    }
}

impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Record").finish_non_exhaustive()
    }
}
