//! Finds families of copies and who was copied from whom.
