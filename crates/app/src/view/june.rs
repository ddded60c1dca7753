//! The June packet and the papers in it.

use super::{request, view};

view! {
    pub struct MissingView {
        pub code: String,
        #[ts(type = "Record<string, string | number>")]
        pub args: serde_json::Map<String, serde_json::Value>,
        /// `block` or `warn`.
        pub severity: String,
    }
}

view! {
    /// One text of the packet in which a pupil's name or number stands: the file, the record and the field it comes from
    /// (both empty where the text is the program's own), and the whole text without white space.
    pub struct NameFoundAt {
        pub file: String,
        pub record: String,
        pub field: String,
        pub text: String,
        pub digest: String,
    }
}

view! {
    /// A word of the packet that is a pupil's `name` or `number`. It can be confirmed to be something else unless it also
    /// stands where no whole text can be shown.
    pub struct NameWord {
        pub student_ids: Vec<String>,
        pub word: String,
        pub kind: String,
        pub places: Vec<NameFoundAt>,
        pub may_confirm: bool,
    }
}

view! { pub struct NamesView { pub words: Vec<NameWord> } }

request! {
    /// `digests` are those of the texts that were shown.
    pub struct NameConfirmRequest {
        pub word: String,
        pub kind: String,
        pub digests: Vec<String>,
        pub reason: String,
    }
}

view! { pub struct PaperRow { pub id: String, pub title: String, pub pages: u32, pub sha256: String } }

view! {
    pub struct JuneView {
        pub packet_id: String,
        pub file_name: String,
        pub papers: Vec<PaperRow>,
        pub addressed: bool,
    }
}

request! { pub struct PaperRequest { pub packet_id: String, pub paper: String } }

view! {
    pub struct PaperView { pub token: String, pub pages: u32, pub width_pt: f64, pub height_pt: f64, pub sha256: String }
}

request! { pub struct PaperPageRequest { pub token: String, pub page: u32, pub dpi: u32 } }

request! { pub struct PaperTextRequest { pub token: String, pub page: u32 } }

request! { pub struct TokenRequest { pub token: String } }
