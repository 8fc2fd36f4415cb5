//! Finds temporal expressions and resolves them to dates.
