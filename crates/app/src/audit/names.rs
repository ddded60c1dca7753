//! Who did it: the person behind an actor's id.

use std::collections::HashMap;

use store::ReadTx;

use super::words::word;

/// The names behind the ids of actors.
pub(super) struct Names(HashMap<String, String>);

impl Names {
    /// Everybody who is or was on the staff.
    pub(super) fn read(tx: &ReadTx<'_>) -> store::Result<Self> {
        let staff = store::table::staff::list(tx)?.into_iter().map(|s| (s.id, s.name));
        let externals = store::table::external::list(tx)?.into_iter().map(|x| (x.id, x.name));
        Ok(Self(staff.chain(externals).collect()))
    }

    /// The name; the program's own for `system`, the id where nobody of that id is known.
    pub(super) fn of(&self, actor: &str) -> String {
        match self.0.get(actor) {
            Some(name) => name.clone(),
            None if actor == "system" => word("system"),
            None => actor.to_owned(),
        }
    }
}
