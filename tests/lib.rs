//! What the suite, the end-to-end runs and the benches share.
