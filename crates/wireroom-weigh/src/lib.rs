//! Aligns statements into claims, follows relays to origins, counts, finds differences.
