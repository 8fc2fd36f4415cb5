//! Finds names, places and the entities they refer to.
