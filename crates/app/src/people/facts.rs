//! What a password must not be: the person's name, anybody's on the staff, or the school's number.

use store::ReadTx;
use vault::ChosenPassword;

use crate::error::{Code, Fields, Result};
use crate::home::password_rule;

/// What is known of a person and the school.
pub(crate) struct Facts {
    name: String,
    school_code: String,
}

impl Facts {
    /// Reads them.
    pub(crate) fn of(tx: &ReadTx<'_>, staff_id: &str) -> store::Result<Self> {
        Ok(Self {
            name: store::table::staff::get(tx, staff_id)?.map(|s| s.name).unwrap_or_default(),
            school_code: store::table::school::get(tx)?.map(|s| s.school_code).unwrap_or_default(),
        })
    }

    /// A password that passes the rules.
    ///
    /// # Errors
    /// `InvalidFields` with `password`.
    pub(crate) fn choose(&self, password: &str) -> Result<ChosenPassword> {
        let names = [self.name.as_str()];
        let facts = vault::Facts { names: &names, birthday: None, phones: &[], school_code: &self.school_code };
        ChosenPassword::new(password, &facts).map_err(|weak| {
            let mut fields = Fields::default();
            fields.fault("password", password_rule(&weak));
            fields.done().err().unwrap_or_else(|| Code::Internal.into())
        })
    }
}
