//! What can go wrong in a use case, as a stable code with arguments. No prose and nothing personal: the window and the
//! command line have the sentences, in `assets/text/errors.json`.

use serde::Serialize;
use serde_json::{Map, Value};

/// Every kind of failure that a person can do something about; `Internal` for the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "../../../ui/src/generated/")]
#[non_exhaustive]
pub enum Code {
    /// A fault of the program.
    Internal,
    /// The password does not open this account.
    WrongPassword,
    /// Values of a form; `fields` names each with its own code.
    InvalidFields,
    /// Too many wrong passwords; `seconds` to wait.
    LoginDelayed,
    /// The clock stands before the newest entry; `last`, `now`.
    ClockBack,
    /// Nobody is logged in.
    NotLoggedIn,
    /// A new password has to be chosen first.
    MustChangePassword,
    /// Older copies in the home do not open, and nobody said what becomes of them; `names`.
    OldCopiesUndecided,
    /// Nobody does this to themselves.
    NotYourself,
    /// The school would have no principal who can log in.
    LastPrincipal,
    /// Only a principal gives or takes this post, or touches this account.
    OnlyPrincipal,
    /// A principal's password is set by the person or with the recovery code, and by nobody else.
    OnlyRecovery,
    /// No recovery code is on the screen.
    NoCodeShown,
    /// There is no backup to try.
    NoBackup,
    /// The person's posts do not carry the right.
    NoRight,
    /// The home shows traces that do not make a home; `found` lists them.
    HomeDamaged,
    /// A home stands there already.
    HomeExists,
    /// Another copy of the program holds the home.
    HomeBusy,
    /// The home cannot be written; `place`.
    HomeUnwritable,
    /// Keys or database were written by a newer program.
    HomeNewer,
    /// An older program wrote the database, and what only looks does not bring it up to date; `place`.
    HomeOlder,
    /// The database does not open although the keys are right.
    DatabaseDamaged,
    /// The two groups of the recovery code differ.
    RecoveryMismatch,
    /// No first start is under way.
    NoFirstStart,
    /// The disk is full; `place`.
    DiskFull,
    /// A file or folder cannot be written; `place`.
    CannotWrite,
    /// A file or folder cannot be read; `place`.
    CannotRead,
    /// The output place is a file; `place`.
    OutputIsFile,
    /// The output folder holds something else; `place`, `entry`.
    OutputNotEmpty,
    /// The output folder holds the work of another school file; `place`.
    OutputOtherSchool,
    /// The school file is not JSON; `path` is line:column.
    SchoolFileNotJson,
    /// The school file lacks a field; `path`, `id`.
    SchoolFileMissing,
    /// A value of another type or outside its set; `path`, `id`.
    SchoolFileWrongValue,
    /// A reference to nothing; `path`, `id`.
    SchoolFileBrokenReference,
    /// The same id twice; `path`, `id`.
    SchoolFileDoubledId,
    /// A value out of bounds; `path`, `id`.
    SchoolFileOutOfBounds,
    /// Two facts that cannot both be true; `path`, `id`.
    SchoolFileContradiction,
    /// A character that no font has; `character`, `codepoint`, `record`.
    MissingGlyph,
    /// A pupil's name or number stands in a file that must not have it; `file`.
    NameFound,
    /// The fonts are not where they should be.
    FontsMissing,
    /// A paper could not be made.
    PaperFailed,
    /// Nothing may be sent before the bureau's profile is imported.
    NoProfile,
    /// The file is no profile, or its signature is wrong.
    ProfileInvalid,
    /// A profile signed by another authority than the trusted one.
    ProfileOtherAuthority,
    /// A profile no newer than the present one.
    ProfileOlder,
    /// The fingerprint typed is not the profile's.
    FingerprintDiffers,
    /// The certificate is for another key.
    CertificateOtherKey,
    /// The file is no certificate of the bureau for this school.
    CertificateInvalid,
    /// No such record; `id`.
    NotFound,
    /// Something is missing before the packet can be made; `missing`.
    JuneBlocked,
    /// The folder chosen is not a folder.
    UsbNotFolder,
    /// The stick cannot be written.
    UsbReadOnly,
    /// The stick has too little room; `needed`.
    UsbNoSpace,
    /// Another file of this name is on the stick.
    UsbOtherFile,
    /// What was read back differs.
    UsbReadBack,
    /// The address is neither https nor this machine.
    BureauUrl,
    /// The bureau's server does not answer.
    BureauUnreachable,
    /// What answers is a login page of the network or another server.
    BureauNotOurs,
    /// The server points elsewhere.
    BureauRedirect,
    /// The connection breaks off again and again.
    BureauBrokenOff,
    /// The server refuses the packet; `status`.
    BureauRefused,
    /// The certificate of the server does not fit, or this machine's clock is wrong.
    BureauTls,
    /// No receipt came in time.
    ReceiptNotYet,
    /// The receipt is not from the bureau that the school trusts.
    ReceiptFalse,
    /// The receipt is for no packet of this school.
    ReceiptOtherPacket,
    /// The file is no receipt.
    ReceiptUnreadable,
    /// The bureau rejected the packet; `reason`.
    ReceiptRejected,
    /// A reason is missing or too short; `min`.
    ReasonTooShort,
    /// The slot of this account does not hold the key of the sealed texts.
    SealedNotHeld,
    /// A sealed text does not open: its bytes were changed or belong to another row.
    SealedDamaged,
    /// Only a finished record is corrected; another one is still being worked on.
    NotFinished,
    /// The record is void already.
    AlreadyVoided,
    /// A record that was reported to the bureau cannot be voided.
    VoidReported,
    /// A record that a committee determined cannot be voided.
    VoidDetermined,
    /// A draft is longer than is kept; `max`.
    DraftTooLarge,
    /// The packet or backup is of another school; `file`.
    AuditOtherSchool,
    /// The file is neither packet nor backup; `file`.
    AuditProofUnreadable,
    /// The signature of the packet or backup is wrong, or it was changed; `file`.
    AuditProofFalse,
    /// The home lies on a network share; `place`.
    PlaceNetwork,
    /// The home lies on a stick or a file system that cannot carry a database; `place`.
    PlaceRemovable,
    /// The file cannot be read; `file`.
    BackupUnreadable,
    /// The file is no backup or was changed; `file`.
    BackupDamaged,
    /// What was read back is not what was written, or not what the backup says of itself; `file`.
    BackupDiffers,
    /// Too little room for a copy; `needed`, `free` (bytes).
    BackupNoRoom,
    /// The person who asked for the backup stopped it.
    BackupStopped,
    /// The stick takes no file of 4 GiB or more; `size` (bytes).
    UsbFat32Limit,
    /// The stick is not there any more.
    UsbGone,
    /// The folder lies inside the home, where a backup helps nobody.
    BackupInsideHome,
    /// A practice backup over a real home, or the other way round.
    RestorePractice,
    /// The backup is of another school or another home.
    RestoreOtherSchool,
    /// Another file was chosen since, or none.
    RestoreExpired,
    /// The recovery code was mistyped; `group` from 1, 0 when its length is wrong.
    RecoveryCodeMistyped,
    /// The database is whole: there is nothing to repair.
    NotDamaged,
    /// Nothing could be read and no backup opens.
    SalvageFailed,
    /// The case has ended and takes no more entries; `id`.
    CaseFinished,
    /// A rule stands against the step; `reasons`.
    StepRefused,
    /// The record is finished: it takes no attachment and loses none; `id`.
    AttachmentFinished,
    /// The file of an attachment is gone; `id` of the record.
    AttachmentMissing,
    /// The file of an attachment was changed; `id` of the record.
    AttachmentDamaged,
    /// A chosen file cannot be read.
    AttachmentUnreadable,
    /// A chosen file is no photograph, scan, document or recording.
    AttachmentKind,
    /// A chosen file has no bytes.
    AttachmentEmpty,
    /// A chosen file is too large; `size`, `max` (bytes).
    AttachmentTooLarge,
    /// Too many files; `max`.
    AttachmentMany,
    /// A photograph does not open.
    AttachmentPicture,
    /// A photograph has too many pixels; `width`, `height`.
    AttachmentPixels,
    /// The window cannot show it.
    AttachmentNotShown,
    /// The file is no table that can be read; `reason` is a stable code, `text` its sentence.
    RosterFile,
    /// Another table was chosen since, none, or one whose columns are not told yet.
    RosterExpired,
    /// The roster is not the one that was shown any more.
    RosterChanged,
    /// Only the newest change of the roster is taken back.
    RosterNotLast,
    /// The case is marked as sensitive: who is not responsible for it says why before it opens; `id`.
    ReasonNeeded,
    /// The request of the guardians was answered already.
    RequestAnswered,
}

/// A failure on its way to a person.
#[derive(Debug, Clone, PartialEq, thiserror::Error, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../../ui/src/generated/")]
#[error("{code:?}")]
pub struct AppError {
    /// What happened.
    pub code: Code,
    /// Values that the sentence names.
    #[ts(type = "Record<string, unknown>")]
    pub args: Map<String, Value>,
}

/// What a use case gives back.
pub type Result<T> = std::result::Result<T, AppError>;

impl AppError {
    /// A failure without arguments.
    pub fn new(code: Code) -> Self {
        Self { code, args: Map::new() }
    }
    /// The same failure with one more value for its sentence.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.args.insert(key.to_owned(), value.into());
        self
    }
}

impl From<Code> for AppError {
    fn from(code: Code) -> Self {
        Self::new(code)
    }
}

impl From<domain::Fault> for AppError {
    fn from(fault: domain::Fault) -> Self {
        use domain::Problem;
        let code = match fault.problem {
            Problem::NotJson => Code::SchoolFileNotJson,
            Problem::Missing => Code::SchoolFileMissing,
            Problem::BrokenReference => Code::SchoolFileBrokenReference,
            Problem::DoubledId => Code::SchoolFileDoubledId,
            Problem::OutOfBounds => Code::SchoolFileOutOfBounds,
            Problem::Contradiction => Code::SchoolFileContradiction,
            _ => Code::SchoolFileWrongValue,
        };
        Self::new(code).with("path", fault.path).with("id", fault.id.unwrap_or_default())
    }
}

/// Whether an I/O error says that the disk is full.
pub(crate) fn is_disk_full(e: &std::io::Error) -> bool {
    matches!(e.kind(), std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded)
}

/// A failure to write at `place`.
pub(crate) fn write_failed(place: &std::path::Path, e: &std::io::Error) -> AppError {
    let code = if is_disk_full(e) { Code::DiskFull } else { Code::CannotWrite };
    AppError::new(code).with("place", place.display().to_string())
}

/// The faults of a form, gathered field by field so that a person sees all of them at once.
#[derive(Debug, Default)]
pub(crate) struct Fields(Vec<Value>);

impl Fields {
    /// Notes that `field` breaks the rule `code`.
    pub(crate) fn fault(&mut self, field: &str, code: &str) {
        self.0.push(serde_json::json!({ "field": field, "code": code, "args": {} }));
    }
    /// Notes that `field` breaks a rule of law or of the notice, in the rule's own sentence.
    pub(crate) fn refused(&mut self, field: &str, sentence: &str) {
        self.0.push(serde_json::json!({ "field": field, "code": "refused", "args": { "text": sentence } }));
    }
    /// Notes the fault and keeps nothing when there is no value.
    pub(crate) fn need<T>(&mut self, field: &str, code: &str, value: Option<T>) -> Option<T> {
        if value.is_none() {
            self.fault(field, code);
        }
        value
    }
    /// Ends in an error when any field was faulty.
    pub(crate) fn done(self) -> Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(AppError::new(Code::InvalidFields).with("fields", self.0)) }
    }
}
