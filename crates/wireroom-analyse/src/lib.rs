//! Sentences, names, times and statements of each text, once per distinct sentence.
