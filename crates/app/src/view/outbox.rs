//! Packets on their way.

use super::{request, view};

view! { pub struct DeliveryStep { pub state: String, pub label: String, pub at: String } }

view! {
    pub struct OutboxRow {
        pub packet_id: String,
        pub file_name: String,
        pub kind: String,
        pub kind_label: String,
        pub seq: u32,
        pub created_at: String,
        pub state: String,
        pub state_label: String,
        pub reason: Option<String>,
        pub attempts: u32,
        #[ts(type = "number")]
        pub offset: u64,
        #[ts(type = "number")]
        pub size: u64,
        pub last_error: Option<String>,
        pub addressed: bool,
        pub history: Vec<DeliveryStep>,
    }
}

request! { pub struct PacketRequest { pub packet_id: String } }

view! {
    pub struct DeliveryView {
        pub packet_id: String,
        pub state: String,
        pub state_label: String,
        #[ts(type = "number")]
        pub offset: u64,
        /// Stable code of what stood in the way, null when nothing did.
        pub message: Option<String>,
        pub reason: Option<String>,
        /// Where the sealed file was copied to.
        pub path: Option<String>,
    }
}
