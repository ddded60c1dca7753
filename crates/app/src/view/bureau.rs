//! The bureau that the school trusts, and the school's certificate.

use super::{request, view};

view! {
    pub struct ProfileView {
        pub name: String,
        pub code: String,
        pub url: String,
        pub fingerprint: String,
        pub serial: u32,
        pub issued_at: String,
    }
}

view! {
    pub struct CertificateView {
        /// `self` or `bureau`.
        pub kind: String,
        pub fingerprint: String,
        pub not_after: String,
    }
}

view! {
    pub struct BureauView {
        pub profile: Option<ProfileView>,
        pub certificate: CertificateView,
        pub pending: Option<ProfileView>,
    }
}

request! { pub struct AcceptProfileRequest { pub fingerprint: String } }

view! { pub struct PathView { pub path: String } }
