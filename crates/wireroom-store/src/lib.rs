//! The record as an embedded SQLite file.
