//! What can go wrong with the database, told apart as far as the person in front of it can do something about it.

use std::io;

use domain::noun::PacketState;
use rusqlite::ErrorCode;
use rusqlite::ffi;

/// Result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// An error of the database. No variant holds a key, a text or a name from a record.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no database file. A new one is never made in its place.
    #[error("the database file is missing")]
    Missing,
    /// The database file has no bytes.
    #[error("the database file is empty")]
    Empty,
    /// A database, or a trace of one, stands where a new one was to be made.
    #[error("a database file is already there")]
    AlreadyThere,
    /// The key does not fit, or the first page is damaged: SQLCipher cannot tell them apart, a key slot that opened can.
    #[error("wrong key, or the database is damaged at its start")]
    WrongKeyOrDamaged,
    /// A page failed its check. The store must be closed; the file is left as it is for a rescue.
    #[error("the database is damaged")]
    Damaged,
    /// A later version of the program wrote the file.
    #[error("the database has version {found}, this program knows up to {known}")]
    TooNew {
        /// The version of the file.
        found: i64,
        /// The newest version this program knows.
        known: i64,
    },
    /// An earlier version of the program wrote the file, and whoever only looks does not bring it up to date.
    #[error("the database has version {found}, and only this program's window brings it to {known}")]
    NeedsUpgrade {
        /// The version of the file.
        found: i64,
        /// The version this program reads.
        known: i64,
    },
    /// Not a backup of this program, cut short, or changed since it was made.
    #[error("not a backup, or a damaged one")]
    BadBackup,
    /// Whoever asked for it stopped it. What was begun was removed.
    #[error("stopped")]
    Stopped,
    /// The file opens but is not one of this program.
    #[error("not a database of this program")]
    OtherFile,
    /// The database belongs to another home than the keys do.
    #[error("the database belongs to another home")]
    OtherHome,
    /// The program was built without the cipher; nothing is ever written in the clear.
    #[error("the cipher is not built in")]
    NoCipher,
    /// The disk is full; the transaction was undone and what was saved before stays readable.
    #[error("the disk is full")]
    DiskFull,
    /// Another connection held the lock for longer than the wait.
    #[error("the database is busy")]
    Busy,
    /// The file or its folder cannot be opened or written.
    #[error("the database cannot be opened or written")]
    CannotOpen,
    /// A lock of the database forbids it: a finished record, a log, a number already given out.
    #[error("locked: {table}")]
    Locked {
        /// The table whose lock refused.
        table: String,
    },
    /// A value is out of bounds, doubled, missing, or refers to a row that is not there.
    #[error("against a rule of the database: {rule}")]
    Constraint {
        /// The kind of rule.
        kind: Rule,
        /// The rule in the words of the schema: table and column, or the condition. Never a value.
        rule: String,
    },
    /// A row does not say what its column promises: the schema and the program have drifted apart.
    #[error("unreadable value in {column}")]
    BadValue {
        /// The column.
        column: String,
    },
    /// There is no such row.
    #[error("no such row in {table}")]
    NotFound {
        /// The table.
        table: &'static str,
    },
    /// A packet cannot go from its state to that one.
    #[error("no step from {} to {}", domain::Term::id(*.from), domain::Term::id(*.to))]
    NoSuchStep {
        /// The state it is in.
        from: PacketState,
        /// The state asked for.
        to: PacketState,
    },
    /// A number of a series that has none left, or a year out of bounds.
    #[error("no number left in the series {prefix}")]
    NoNumber {
        /// The prefix of the series.
        prefix: &'static str,
    },
    /// A file beside the database could not be read, written or renamed.
    #[error("a file beside the database: {0}")]
    Io(#[source] io::Error),
    /// Anything else SQLite reports.
    #[error("database error")]
    Sql(#[source] rusqlite::Error),
}

/// The kinds of rule a [`Error::Constraint`] can break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Rule {
    /// A bound or a fixed set.
    Check,
    /// A reference to a row that is not there.
    Reference,
    /// A value that may occur once only.
    Unique,
    /// A value that must be there.
    Required,
    /// A value of another type.
    Type,
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        let rusqlite::Error::SqliteFailure(code, message) = &error else {
            return match error {
                rusqlite::Error::InvalidColumnType(_, column, _) | rusqlite::Error::InvalidColumnName(column) => {
                    Self::BadValue { column }
                }
                other => Self::Sql(other),
            };
        };
        match code.code {
            ErrorCode::NotADatabase => Self::WrongKeyOrDamaged,
            ErrorCode::DatabaseCorrupt => Self::Damaged,
            ErrorCode::DiskFull => Self::DiskFull,
            // The memory that connections share lies in a file of its own, which could not grow.
            ErrorCode::SystemIoFailure if code.extended_code == ffi::SQLITE_IOERR_SHMSIZE => Self::DiskFull,
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Busy,
            ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied => Self::CannotOpen,
            ErrorCode::ConstraintViolation => constraint(code.extended_code, message.as_deref().unwrap_or_default()),
            _ => Self::Sql(error),
        }
    }
}

/// SQLite names the rule and never the value, so its message may be kept.
fn constraint(extended: i32, message: &str) -> Error {
    if let Some(table) = message.strip_prefix("locked:") {
        return Error::Locked { table: table.to_owned() };
    }
    if let Some(table) = message.strip_prefix("taken:") {
        return Error::Constraint { kind: Rule::Unique, rule: table.to_owned() };
    }
    let kind = match extended {
        ffi::SQLITE_CONSTRAINT_FOREIGNKEY => Rule::Reference,
        ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY | ffi::SQLITE_CONSTRAINT_ROWID => {
            Rule::Unique
        }
        ffi::SQLITE_CONSTRAINT_NOTNULL => Rule::Required,
        ffi::SQLITE_CONSTRAINT_DATATYPE => Rule::Type,
        _ => Rule::Check,
    };
    let rule = message.split_once(": ").map_or(message, |(_, rule)| rule).to_owned();
    Error::Constraint { kind, rule }
}
