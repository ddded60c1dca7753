//! How one value of the records stands in one cell: dates as text, instants as milliseconds UTC, fixed sets as English
//! ids, absent values as NULL.

use domain::noun::{
    AppealOutcome, CommunicationMode, ConcernKind, ConcernResult, Conclusion, Edition, EventKind, FileKind, Form,
    Gender, LedgerArea, LedgerLevel, LedgerStatus, LeftReason, MeasureKind, PacketKind, PacketState, PactLevel,
    PactStatus, PoliceKind, PolicyStatus, Post, ReportLevel, ReportMode, ReportState, ReportType, ReporterKind,
    RiskLevel, Role, SanctionKind, SanctionStatus, ScreeningMethod, Severity, SignatoryKind, Stage, Tier, TurnGround,
    UnsignedReason,
};
use domain::privacy::{ConsentAnswer, ConsentWay, LegalBasis, Purpose, RequestKind, RequestOutcome};
use domain::{Date, Hours, Instant, Month, Term};
use rusqlite::types::{FromSqlError, FromSqlResult, Value, ValueRef};
use uuid::Uuid;

/// A value that fits one cell.
pub(crate) trait Cell: Sized {
    /// As SQLite keeps it.
    fn cell(&self) -> Value;
    /// Back again.
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self>;
}

impl Cell for String {
    fn cell(&self) -> Value {
        Value::Text(self.clone())
    }
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str().map(str::to_owned)
    }
}

impl Cell for i64 {
    fn cell(&self) -> Value {
        Value::Integer(*self)
    }
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_i64()
    }
}

impl Cell for bool {
    fn cell(&self) -> Value {
        Value::Integer(i64::from(*self))
    }
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        match value.as_i64()? {
            0 => Ok(false),
            1 => Ok(true),
            other => Err(FromSqlError::OutOfRange(other)),
        }
    }
}

impl Cell for Vec<u8> {
    fn cell(&self) -> Value {
        Value::Blob(self.clone())
    }
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_blob().map(<[u8]>::to_vec)
    }
}

impl Cell for Date {
    fn cell(&self) -> Value {
        Value::Text(self.to_string())
    }
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str()?.parse().map_err(FromSqlError::other)
    }
}

impl Cell for Instant {
    fn cell(&self) -> Value {
        Value::Integer(self.ms())
    }
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let ms = value.as_i64()?;
        Self::from_ms(ms).ok_or(FromSqlError::OutOfRange(ms))
    }
}

impl Cell for Month {
    fn cell(&self) -> Value {
        Value::Text(self.to_string())
    }
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Self::parse(value.as_str()?).ok_or(FromSqlError::InvalidType)
    }
}

impl Cell for Hours {
    fn cell(&self) -> Value {
        Value::Integer(self.0)
    }
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_i64().map(Self)
    }
}

impl Cell for Uuid {
    fn cell(&self) -> Value {
        Value::Text(self.to_string())
    }
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Self::parse_str(value.as_str()?).map_err(FromSqlError::other)
    }
}

impl<T: Cell> Cell for Option<T> {
    fn cell(&self) -> Value {
        self.as_ref().map_or(Value::Null, Cell::cell)
    }
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        match value {
            ValueRef::Null => Ok(None),
            other => T::read(other).map(Some),
        }
    }
}

/// The fixed sets, each kept by its English id.
macro_rules! terms {
    ($($set:ident),+ $(,)?) => {$(
        impl Cell for $set {
            fn cell(&self) -> Value {
                Value::Text(Term::id(*self).to_owned())
            }
            fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
                Term::from_id(value.as_str()?).ok_or(FromSqlError::InvalidType)
            }
        }
    )+};
}

terms!(
    AppealOutcome,
    CommunicationMode,
    ConcernKind,
    ConcernResult,
    Conclusion,
    ConsentAnswer,
    ConsentWay,
    Edition,
    EventKind,
    FileKind,
    Form,
    Gender,
    LeftReason,
    LegalBasis,
    LedgerArea,
    LedgerLevel,
    LedgerStatus,
    MeasureKind,
    PacketKind,
    PacketState,
    PactLevel,
    PactStatus,
    PoliceKind,
    PolicyStatus,
    Post,
    Purpose,
    ReportLevel,
    ReportMode,
    ReportState,
    ReportType,
    ReporterKind,
    RequestKind,
    RequestOutcome,
    RiskLevel,
    Role,
    SanctionKind,
    SanctionStatus,
    ScreeningMethod,
    Severity,
    SignatoryKind,
    Stage,
    Tier,
    TurnGround,
    UnsignedReason,
);
