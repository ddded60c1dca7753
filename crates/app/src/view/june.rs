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
