//! Wrong passwords: how often in a row, and how long to wait. The database is locked while they happen, so they are kept in
//! a small file of the home, which names nobody, and go into the audit log at the next login. The wait is a courtesy of this
//! program against somebody at this desk; what slows a thief down is the cost of the key derivation.

use std::collections::BTreeMap;
use std::path::Path;

use domain::Instant;
use serde::{Deserialize, Serialize};
use vault::AccountNo;

use crate::App;
use crate::error::{AppError, Code, Result};

/// The file.
const FILE: &str = "login.json";
/// Wrong tries without a wait.
const FREE: u32 = 3;
/// Wrong tries over all accounts without a wait.
const FREE_TOGETHER: u32 = 10;
/// The first wait, doubled with each further try (seconds).
const FIRST: i64 = 5;
/// The longest wait (seconds).
const LONGEST: i64 = 300;
/// How long the wrong tries on other accounts count (ms).
const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// Stands for the recovery code among the accounts.
pub(crate) const RECOVERY: &str = "00";

/// What is kept of one account.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Failed {
    count: u32,
    last_ms: i64,
    /// How many of them stand in the audit log already.
    #[serde(default)]
    logged: u32,
}

/// The wrong tries since the last login.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Attempts(BTreeMap<String, Failed>);

impl Attempts {
    /// Reads them; a file that is missing or damaged counts as none.
    pub(crate) fn read(dir: &Path) -> Self {
        let bytes = crate::files::read_small(&dir.join(FILE)).unwrap_or_default();
        let mut read: Self = serde_json::from_slice(&bytes).unwrap_or_default();
        // The file can be written by anybody: what is no account number would not fit the audit log.
        read.0.retain(|account, _| account == RECOVERY || AccountNo::parse(account).is_some());
        read
    }

    /// Refuses a try that comes too soon.
    fn check(&self, account: &str, now: Instant) -> Result<()> {
        let own = self.0.get(account).map_or(0, |f| left(f.count, FREE, f.last_ms, now));
        let together = self.0.values().fold(0u32, |sum, f| sum.saturating_add(f.count));
        let last = self.0.values().map(|f| f.last_ms).max().unwrap_or(0);
        let seconds = own.max(left(together, FREE_TOGETHER, last, now));
        if seconds > 0 { Err(AppError::new(Code::LoginDelayed).with("seconds", seconds)) } else { Ok(()) }
    }

    /// Lets somebody try a password of this account, or the recovery code. One try at a time, so that many at once do not
    /// all find the same count; and it counts before it is made, so that ending the program in the middle of it is worth
    /// nothing. Only a try that ends in anything but `WrongPassword` is taken back.
    ///
    /// # Errors
    /// `LoginDelayed` with `seconds`, and those of `work`.
    pub(crate) fn tried<T>(app: &App, dir: &Path, account: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        let _one = app.one_try();
        let now = app.roots.now();
        // `7`, `07` and `007` are one account.
        let account = if account == RECOVERY {
            Some(RECOVERY.to_owned())
        } else {
            AccountNo::parse(account).map(|n| n.to_string())
        };
        let account = account.ok_or(AppError::new(Code::WrongPassword))?;
        let before = Self::read(dir);
        before.check(&account, now)?;
        let mut begun = before.clone();
        let entry = begun.0.entry(account).or_default();
        *entry = Failed { count: entry.count.saturating_add(1), last_ms: now.ms(), ..*entry };
        begun.write(dir);
        let done = work();
        if !done.as_ref().is_err_and(|e| e.code == Code::WrongPassword) {
            before.write(dir);
        }
        done
    }

    /// How often each account was tried in vain since the log last told of it.
    pub(crate) fn news(&self) -> impl Iterator<Item = (&str, u32)> {
        let new = |failed: &Failed| failed.count.saturating_sub(failed.logged);
        self.0.iter().map(move |(account, failed)| (account.as_str(), new(failed))).filter(|(_, count)| *count > 0)
    }

    /// After a login of these accounts, once the log tells of the tries in `told`: theirs are forgotten. Those of others stay
    /// for a day, also when their wait is over: whoever has an account of their own could otherwise begin to guess anew with
    /// every login.
    pub(crate) fn settle(app: &App, dir: &Path, told: &Self, accounts: &[&str], now: Instant) {
        let _one = app.one_try();
        let mut there = Self::read(dir);
        there.0.retain(|account, failed| {
            let known = told.0.get(account).map_or(0, |told| told.count);
            failed.logged = failed.logged.max(known.min(failed.count));
            let all_told = failed.logged == failed.count;
            let old = now.ms().saturating_sub(failed.last_ms) > DAY_MS;
            !(all_told && (old || accounts.contains(&account.as_str())))
        });
        there.write(dir);
    }

    /// A disk that cannot be written keeps nobody from trying again.
    fn write(&self, dir: &Path) {
        let path = dir.join(FILE);
        if self.0.is_empty() {
            let _ = std::fs::remove_file(path);
        } else if let Ok(bytes) = serde_json::to_vec(self) {
            let _ = crate::files::put(&path, &bytes);
        }
    }
}

/// Seconds to wait after so many wrong tries. A clock that was moved never makes it longer than [`LONGEST`].
fn left(count: u32, free: u32, last_ms: i64, now: Instant) -> i64 {
    let Some(over) = count.checked_sub(free) else { return 0 };
    let wait = FIRST.saturating_mul(1 << over.min(16)).min(LONGEST);
    let since = now.ms().saturating_sub(last_ms) / 1000;
    if since < 0 { wait } else { (wait - since).max(0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_grows_and_ends() {
        let at = Instant::parse("2026-06-20T09:30:00+08:00").unwrap();
        let waits: Vec<i64> = (0..12).map(|count| left(count, FREE, at.ms(), at)).collect();
        assert_eq!(waits, [0, 0, 0, 5, 10, 20, 40, 80, 160, 300, 300, 300]);
        let later = Instant::from_ms(at.ms() + 7_000).unwrap();
        assert_eq!(left(4, FREE, at.ms(), later), 3);
        let back = Instant::from_ms(at.ms() - 86_400_000).unwrap();
        assert_eq!(left(4, FREE, at.ms(), back), 10, "a clock set back makes it no longer");
        assert_eq!(left(u32::MAX, FREE, at.ms(), at), LONGEST);
    }

    fn failed(counts: &[(&str, u32)], at: Instant) -> Attempts {
        let one = |(account, count): &(&str, u32)| {
            ((*account).to_owned(), Failed { count: *count, last_ms: at.ms(), logged: 0 })
        };
        Attempts(counts.iter().map(one).collect())
    }

    #[test]
    fn tries_are_counted_for_each_account_and_together() {
        let at = Instant::parse("2026-06-20T09:30:00+08:00").unwrap();
        let eight = failed(&[("01", 2), ("02", 2), ("03", 2), ("04", 2)], at);
        assert!(eight.check("01", at).is_ok());
        let ten = failed(&[("00", 2), ("01", 2), ("02", 2), ("03", 2), ("04", 2)], at);
        let refused = ten.check("05", at).unwrap_err();
        assert_eq!((refused.code, refused.args["seconds"].as_i64()), (Code::LoginDelayed, Some(5)));
        assert_eq!(ten.news().map(|(_, count)| count).sum::<u32>(), 10);
        let three = failed(&[("01", 3)], at);
        assert!(three.check("01", at).is_err() && three.check("02", at).is_ok());
    }
}
