//! Form 3.11 工作统计表: its columns, each the number of the same meaning.

use serde::Serialize;
use serde::ser::{SerializeMap as _, Serializer};

use super::Numbers;
use super::figure::Amount;
use crate::records::Records;

/// Column and key of every column after the school's name.
const COLUMNS: &[(&str, &str)] = &[
    ("班级数", "classes"),
    ("学生数", "students"),
    ("排查人数", "screened"),
    ("苗头", "by_kind.苗头迹象"),
    ("隐患", "by_kind.隐患点"),
    ("疑似", "by_kind.疑似欺凌事件"),
    ("认定", "bullying"),
    ("轻微", "by_severity.情节轻微"),
    ("较重", "by_severity.情节较重"),
    ("严重", "by_severity.实施暴力、情节严重"),
    ("移送", "transferred"),
    ("肢体", "by_form.肢体"),
    ("言语", "by_form.言语"),
    ("财物", "by_form.财物"),
    ("社交", "by_form.社交排挤"),
    ("网络", "by_form.网络"),
    ("处分人次", "sanctions"),
    ("综评记录", "quality_records"),
    ("训诫", "admonitions"),
    ("心理辅导人次", "counselling"),
    ("报警数", "police_called"),
    ("报县局数", "reported_county"),
    ("台账", "ledger"),
    ("销号", "ledger_by_status.已销号"),
    ("逾期", "ledger_overdue"),
    ("公约校级", "pacts_by_level.校级"),
    ("公约年级", "pacts_by_level.年级"),
    ("公约班级", "pacts_by_level.班级"),
    ("培训次数", "trainings"),
    ("培训人次", "training_attendance"),
    ("安全员", "safety_officers"),
];

/// The one row of the statistics form. JSON: an object in the order of the columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkStatistics {
    /// The school's name, empty where none is recorded.
    pub school: String,
    /// Column, key of the number, and its amount.
    pub columns: Vec<(&'static str, &'static str, Amount)>,
}

impl WorkStatistics {
    /// Fills the form from the numbers.
    pub fn fill(records: &Records, numbers: &Numbers) -> Self {
        Self {
            school: records.school.as_ref().map(|s| s.name.clone()).unwrap_or_default(),
            columns: COLUMNS.iter().map(|(column, key)| (*column, *key, numbers.amount(key))).collect(),
        }
    }
}

impl Serialize for WorkStatistics {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let mut map = s.serialize_map(Some(self.columns.len() + 1))?;
        map.serialize_entry("学校", &self.school)?;
        for (column, _, amount) in &self.columns {
            map.serialize_entry(column, amount)?;
        }
        map.end()
    }
}
