//! Photographs, scans, recordings and documents of a record.

use super::{FaultView, VoidedView, request, view};
use crate::error::AppError;

view! {
    pub struct AttachmentRow {
        pub id: String,
        /// Its place among the attachments of the record, from 1.
        pub number: u32,
        pub name: String,
        pub kind_label: String,
        /// How the window shows it: `picture`, `paper`, `sound` or `none`.
        pub shown: String,
        /// Bytes of what is shown or exported.
        #[ts(type = "number")]
        pub size: u64,
        /// Whether it is a smaller picture without what the camera wrote into the original.
        pub scaled: bool,
        /// Bytes of the original, where it was kept too.
        #[ts(type = "number | null")]
        pub original_size: Option<u64>,
        pub source: String,
        pub note: String,
        /// The number of the entry that it belongs to; empty for the record itself.
        pub about: String,
        pub added_by: String,
        pub added_at: String,
        /// `whole`, `missing` or `damaged`.
        pub state: String,
        pub voided: Option<VoidedView>,
        pub may_void: bool,
    }
}

view! {
    /// The attachments of a record, oldest first.
    pub struct AttachmentsView {
        pub rows: Vec<AttachmentRow>,
        pub may_add: bool,
        /// Whether the record is finished, so that it takes none and loses none.
        pub finished: bool,
        /// Whether evidence of the case is still to be secured, which the next attachment may do.
        pub evidence_due: bool,
        /// Numbers of entries that an attachment may belong to, with their words.
        pub entries: Vec<super::Choice>,
        /// What to think of, such as how much room all attachments take.
        pub warnings: Vec<FaultView>,
    }
}

request! {
    /// Asks for files and adds them to a record.
    pub struct AttachmentPickRequest {
        /// `concern` or `ledger`.
        pub kind: String,
        pub id: String,
        /// The number of the entry that they belong to; empty for the record itself.
        pub about: String,
        pub source: String,
        pub note: String,
        /// Whether the original of a photograph is kept beside the smaller picture.
        pub keep_original: bool,
        /// Whether they are the evidence that was to be secured: the case then says so.
        #[serde(default)]
        pub secures: bool,
    }
}

view! { pub struct RefusedFile { pub name: String, pub error: AppError } }

view! {
    /// What became of the files that were chosen.
    pub struct AttachmentAddedView {
        pub added: u32,
        /// Files that the record had already.
        pub doubled: u32,
        pub refused: Vec<RefusedFile>,
        pub view: AttachmentsView,
    }
}

request! { pub struct AttachmentRequest { pub id: String } }

request! { pub struct AttachmentExportRequest { pub id: String, pub original: bool } }

request! { pub struct AttachmentVoidRequest { pub id: String, pub reason: String } }
