//! The anti-bullying pacts (反欺凌公约), form 3.9.

use chrono::NaiveDate;

use super::Words;

/// Which edition of the pacts is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Edition {
    /// For the school: each pact with its signature sheet and names.
    School,
    /// For a packet: articles and counts. No name of the content is printed.
    Packet,
}

/// The pacts of a school.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PactsContent {
    /// In order: school, grades, classes.
    pub pacts: Vec<Pact>,
}

/// One pact and who signed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pact {
    /// 编号, for example `GY-03`.
    pub id: String,
    /// 标题.
    pub title: Words,
    /// 前言.
    pub preamble: Words,
    /// 条款, without ordinals.
    pub articles: Vec<Words>,
    /// How it was adopted, for example 班会讨论表决. A phrase without full stop.
    pub adoption: Words,
    /// The day it was adopted.
    pub adopted_on: Option<NaiveDate>,
    /// The day it takes effect.
    pub effective_on: Option<NaiveDate>,
    /// Whether pupils of a class sign, so that 家长签名 is asked for.
    pub with_guardians: bool,
    /// Everyone who signed or is still to sign on this sheet: staff first, then pupils.
    pub signatories: Vec<Signatory>,
    /// Who did not, and why.
    pub unsigned: Vec<Unsigned>,
    /// A remark under the signature sheet, for example that small children may draw a mark.
    pub note: Option<Words>,
}

/// One who signed, or who is to sign on this sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Signatory {
    /// 学号, or the post of a grown-up. It also names the row when a character has no glyph.
    pub number: String,
    /// 姓名.
    pub name: String,
    /// Whether it is a pupil; pupils are counted in the edition without names.
    pub pupil: bool,
    /// The day of the signature; `None` for one who is still to sign, which counts nowhere as signed.
    pub signed_on: Option<NaiveDate>,
    /// Whether a guardian signed too.
    pub guardian_signed: bool,
}

/// One who did not sign.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unsigned {
    /// 学号.
    pub number: String,
    /// 姓名.
    pub name: String,
    /// 原因. In the edition without names the reasons are counted, so it must not hold a name.
    pub reason: String,
}
