//! One module for each collection of the school's records. `insert` takes a row as the records have it, with the
//! UUIDv7 that the numbered ones also carry; `list` and `get` answer it equal. A row with children is read in one query
//! for each of its tables, however many rows there are.

pub mod assessment;
pub mod bureau;
pub mod calendar;
pub mod campaign;
pub mod channel;
pub mod class;
pub mod committee;
pub mod communication;
pub mod concern;
pub mod contact;
pub mod counselling;
pub mod counselling_refusal;
pub mod duty;
pub mod education_event;
pub mod external;
pub mod family_guidance;
pub mod guardian;
pub mod incident_report;
pub mod inspection;
pub mod ledger;
pub mod lookback;
pub mod pact;
pub mod past_packet;
pub mod policy_doc;
pub mod privacy;
pub mod report;
pub mod sanction;
pub mod school;
pub mod screening;
pub mod self_check;
pub mod staff;
pub mod student;
pub mod survey;
pub mod talk;
pub mod term;
pub mod training;
