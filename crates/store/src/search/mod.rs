//! Search in concerns and in everything that hangs on them: a query finds exactly the records that contain it, from one
//! character to a sentence.
//!
//! The index holds every pair of neighbouring letters, since Chinese has no word boundaries that a tokenizer could find;
//! a query is the phrase of its pairs. Punctuation and width count for nothing. Counselling and sealed texts are never in
//! it. What somebody searches for is written nowhere.

mod filter;
mod index;
mod letters;
mod others;
mod page;
mod snippet;
mod texts;

pub use filter::{Filter, Sight, States};
pub use index::rebuild;
pub(crate) use index::{catch_up, lags, settle};
pub use others::{Other, others};
pub use page::{Count, Wanted, count, find, page};
pub use snippet::{Piece, holds, snippet};
pub use texts::{Part, Texts, texts};
