//! The contract: the record as JSON, defined once.
