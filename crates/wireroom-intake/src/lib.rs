//! Reads files and streams into documents, and sets aside what is damaged.
