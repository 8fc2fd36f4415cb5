//! Reads a pile of news into a record of what happened, who said so, and how many accounts are independent.
