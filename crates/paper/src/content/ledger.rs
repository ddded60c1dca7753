//! The rectification ledger, form 3.3: 问题、措施、责任、时限、销号.

use chrono::NaiveDate;

use super::Words;

/// The whole ledger of a school at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerContent {
    /// Title over the table.
    pub title: Words,
    /// 填报单位.
    pub unit: Words,
    /// 截止日期: the day the ledger is true for.
    pub as_of: NaiveDate,
    /// The rows in the order of their numbers.
    pub rows: Vec<LedgerRow>,
}

/// One numbered matter. Texts are printed whole whatever their length; an empty one is shown as a dash.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LedgerRow {
    /// 编号, for example `ZG-2026-007`. It also names the row when a character has no glyph.
    pub id: String,
    /// 排查领域.
    pub area: String,
    /// 问题.
    pub problem: String,
    /// 发现日期.
    pub found_on: Option<NaiveDate>,
    /// 来源.
    pub origin: String,
    /// 等级.
    pub level: String,
    /// 整改措施.
    pub measures: String,
    /// 责任领导.
    pub leader: String,
    /// 责任人.
    pub owner: String,
    /// 完成时限: the first deadline, which never changes.
    pub deadline: Option<NaiveDate>,
    /// The approved new deadline, when there is one; printed under the first.
    pub extended_to: Option<NaiveDate>,
    /// 进展: state and last step.
    pub progress: String,
    /// 完成日期.
    pub completed_on: Option<NaiveDate>,
    /// 佐证材料.
    pub evidence: String,
    /// 验收人.
    pub verifier: String,
    /// 验收日期.
    pub verified_on: Option<NaiveDate>,
    /// 销号日期.
    pub closed_on: Option<NaiveDate>,
    /// 备注（延期）.
    pub remark: String,
}
