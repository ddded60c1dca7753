//! What is being typed, kept in the database.

use super::{request, view};

request! { pub struct SaveDraftRequest { pub form: String, pub object_id: String, pub content: String } }

request! { pub struct DraftRequest { pub form: String, pub object_id: String } }

view! { pub struct DraftSavedView { pub saved_at: String } }

view! { pub struct DraftRow { pub form: String, pub object_id: String, pub saved_at: String } }

view! { pub struct DraftView { pub content: String, pub saved_at: String } }
