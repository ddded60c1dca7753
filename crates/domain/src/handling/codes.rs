//! Declares a set of codes with arguments: what the program says about a case without saying it in words. The sentence of
//! each code and the wording of its legal basis stand in `assets/text/handling.json`.

use crate::time::{Date, Instant};

/// What an argument of a code is made of: ids, numbers, dates, field names. Never a name or a text about a person.
pub trait Arg {
    /// The values, each as text; one for a single value.
    fn values(&self) -> Vec<String>;
}

impl Arg for Vec<String> {
    fn values(&self) -> Vec<String> {
        self.clone()
    }
}

macro_rules! single {
    ($($t:ty),+) => { $(impl Arg for $t { fn values(&self) -> Vec<String> { vec![self.to_string()] } })+ };
}
single!(String, &'static str, i64, u64, Date, Instant);

/// Declares the set: variant, arguments, code, legal bases.
macro_rules! codes {
    ($(#[$doc:meta])* $name:ident {
        $($(#[$vdoc:meta])* $variant:ident $({ $($arg:ident : $ty:ty),+ $(,)? })? = $code:literal by [$($basis:ident),* $(,)?]),+ $(,)?
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        #[allow(missing_docs, reason = "each argument is named by what it holds")]
        pub enum $name { $($(#[$vdoc])* $variant $({ $($arg: $ty),+ })?),+ }

        impl $name {
            /// Every code of the set.
            pub const CODES: &'static [&'static str] = &[$($code),+];

            /// The stable code.
            pub fn code(&self) -> &'static str {
                match self { $(Self::$variant { .. } => $code),+ }
            }

            /// The legal bases, the strongest first.
            pub fn basis(&self) -> &'static [$crate::handling::Basis] {
                match self { $(Self::$variant { .. } => &[$($crate::handling::Basis::$basis),*]),+ }
            }

            /// The arguments by name, in the order of the declaration.
            pub fn args(&self) -> Vec<(&'static str, Vec<String>)> {
                match self {
                    $(Self::$variant $({ $($arg),+ })? => {
                        vec![$($((stringify!($arg), $crate::handling::codes::Arg::values($arg))),+)?]
                    }),+
                }
            }
        }
    };
}

pub(crate) use codes;
