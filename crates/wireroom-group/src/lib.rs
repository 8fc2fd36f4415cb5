//! Joins texts about one event, keeps other events apart, and strings storylines.
