//! Fixed sets: an English id in code and database, the Chinese term from `assets/text/terms.json` everywhere a person reads.

use std::collections::HashMap;
use std::sync::OnceLock;

type Terms = HashMap<String, HashMap<String, String>>;

fn table() -> &'static Terms {
    static TERMS: OnceLock<Terms> = OnceLock::new();
    TERMS.get_or_init(|| serde_json::from_str(include_str!("../../../assets/text/terms.json")).unwrap_or_default())
}

/// The Chinese term of `id` in the set `set`; the id itself where the table has none, which a test rules out for
/// every member of every set.
pub(crate) fn label(set: &str, id: &'static str) -> &'static str {
    table().get(set).and_then(|s| s.get(id)).map_or(id, String::as_str)
}

/// A member of a fixed set.
pub trait Term: Sized + Copy + Eq + 'static {
    /// Every member, in the order of the paper forms.
    const ALL: &'static [Self];
    /// The name of the set in the table of terms.
    const SET: &'static str;
    /// The English id kept in the database and sent to the window.
    fn id(self) -> &'static str;
    /// The Chinese term.
    fn label(self) -> &'static str {
        label(Self::SET, self.id())
    }
    /// The member with this id.
    fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|t| t.id() == id)
    }
    /// The member with this Chinese term.
    fn from_label(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|t| t.label() == text)
    }
}

/// Declares a fixed set. `by id`: JSON carries the id; `by label`: JSON carries the Chinese term.
macro_rules! terms {
    ($(#[$doc:meta])* $name:ident in $set:literal by $wire:ident { $($(#[$vdoc:meta])* $variant:ident = $id:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "the id and the table of terms name each member")]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $crate::Term for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),+];
            const SET: &'static str = $set;
            fn id(self) -> &'static str {
                match self { $(Self::$variant => $id),+ }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.serialize_str($crate::terms::wire!(@out $wire, *self))
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'_, str> as serde::Deserialize>::deserialize(d)?;
                $crate::terms::wire!(@in $wire, &text)
                    .ok_or_else(|| serde::de::Error::custom($crate::terms::NotInSet { set: $set }))
            }
        }
    };
}

macro_rules! wire {
    (@out id, $e:expr) => {
        $crate::Term::id($e)
    };
    (@out label, $e:expr) => {
        $crate::Term::label($e)
    };
    (@in id, $e:expr) => {
        $crate::Term::from_id($e)
    };
    (@in label, $e:expr) => {
        $crate::Term::from_label($e)
    };
}

pub(crate) use {terms, wire};

/// A value outside its fixed set; the value itself is not repeated, it may be a person's text.
#[derive(Debug, thiserror::Error)]
#[error("not in the set {set}")]
pub struct NotInSet {
    /// The name of the set.
    pub set: &'static str,
}

#[cfg(test)]
mod tests {
    use super::Term;
    use crate::noun::*;

    fn total<T: Term + std::fmt::Debug>() {
        for t in T::ALL {
            assert_ne!(t.label(), t.id(), "{} has no Chinese term in {}", t.id(), T::SET);
            assert_eq!(T::from_label(t.label()), Some(*t), "two members of {} share a term", T::SET);
        }
    }

    #[test]
    fn every_member_of_every_set_has_its_own_chinese_term() {
        total::<ConcernKind>();
        total::<Form>();
        total::<Severity>();
        total::<Tier>();
        total::<Role>();
        total::<ConcernResult>();
        total::<MeasureKind>();
        total::<SanctionKind>();
        total::<SanctionStatus>();
        total::<LedgerStatus>();
        total::<LedgerArea>();
        total::<LedgerLevel>();
        total::<ReportType>();
        total::<ReportState>();
        total::<PactLevel>();
        total::<PactStatus>();
        total::<UnsignedReason>();
        total::<PacketKind>();
        total::<PacketState>();
        total::<Edition>();
        total::<RiskLevel>();
        total::<CommunicationMode>();
        total::<ScreeningMethod>();
        total::<Stage>();
        total::<Gender>();
        total::<Conclusion>();
        total::<PolicyStatus>();
        total::<ReportMode>();
        total::<PoliceKind>();
        total::<Post>();
        total::<FileKind>();
    }
}
