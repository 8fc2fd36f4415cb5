//! Finds who said what.
