//! Mends damaged text and tells an article from the page around it.
