//! The written report of the campaign (专项治理整治情况报告) and its three attachments. No pupil's name belongs here.

use chrono::NaiveDate;

use super::Words;

/// The report, worded by the caller; the form adds number, seal room, date line and attachments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportContent {
    /// 发文机关, the school's full name: red head (when there is a number) and signature.
    pub sender: Words,
    /// 发文字号, for example `石校发〔2026〕11号`. With it the paper has a red head (GB/T 9704-2012, 7.2.4–7.2.7),
    /// without it the paper begins with its title.
    pub number: Option<Words>,
    /// 标题.
    pub title: Words,
    /// 主送机关, without colon.
    pub to: Words,
    /// The paragraphs before the first section.
    pub intro: Vec<Words>,
    /// 一、 to 九、 in order.
    pub sections: Vec<Section>,
    /// 结语, for example 特此报告。
    pub closing: Words,
    /// 附注 under the date, without brackets, for example 联系人：某某，电话：…
    pub contact: Option<Words>,
    /// 附件1.
    pub statistics: Statistics,
    /// 附件2.
    pub open_items: OpenItems,
    /// 附件3.
    pub pacts: PactList,
}

/// One section of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// With its ordinal, for example 一、组织领导与方案.
    pub heading: Words,
    /// Its paragraphs. One that begins with （一） has its first sentence set as a second heading.
    pub paragraphs: Vec<Words>,
}

/// 附件1: 学生欺凌防治工作统计表 (form 3.11).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statistics {
    /// Its title, as it stands in the list of attachments.
    pub title: Words,
    /// Groups of figures.
    pub groups: Vec<StatGroup>,
}

/// Figures that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatGroup {
    /// For example 关注记录.
    pub name: Words,
    /// Its figures.
    pub items: Vec<StatItem>,
}

/// One figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatItem {
    /// What is counted, with its unit, for example 苗头迹象（件）.
    pub label: Words,
    /// The figure as printed; empty is shown as a dash.
    pub value: String,
}

/// 附件2: 整改台账（未销号事项）.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenItems {
    /// Its title, as it stands in the list of attachments.
    pub title: Words,
    /// The items that are not struck off.
    pub rows: Vec<OpenItem>,
}

/// One item of the open ledger.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OpenItem {
    /// 编号.
    pub id: String,
    /// 问题.
    pub problem: String,
    /// 整改措施.
    pub measures: String,
    /// 责任人.
    pub owner: String,
    /// 完成时限: the first deadline.
    pub deadline: Option<NaiveDate>,
    /// The approved new deadline, when there is one.
    pub extended_to: Option<NaiveDate>,
    /// 进展: state and last step.
    pub progress: String,
}

/// 附件3: 反欺凌公约一览表.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PactList {
    /// Its title, as it stands in the list of attachments.
    pub title: Words,
    /// The pacts.
    pub rows: Vec<PactLine>,
}

/// One pact in the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PactLine {
    /// 编号.
    pub id: String,
    /// 级别, for example 班级.
    pub level: String,
    /// 名称.
    pub title: String,
    /// 条款数.
    pub articles: u32,
    /// 生效日期.
    pub effective_on: Option<NaiveDate>,
    /// 签名人数.
    pub signed: u32,
    /// 未签人数.
    pub unsigned: u32,
}
