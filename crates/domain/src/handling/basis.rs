//! The legal bases that rules, duties and steps rest on, as ids; the citation of each stands in
//! `assets/text/handling.json`, so that a bureau's own wording can be put there.

use super::words;

macro_rules! bases {
    ($($(#[$doc:meta])* $variant:ident = $id:literal),+ $(,)?) => {
        /// A law, an order of the ministry, the campaign's notice, or the school's own setting.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Basis { $($(#[$doc])* $variant),+ }

        impl Basis {
            /// Every basis.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// The stable id.
            pub fn id(self) -> &'static str {
                match self { $(Self::$variant => $id),+ }
            }
        }
    };
}

bases! {
    /// 未成年人保护法 art. 11(2): whoever works closely with minors reports at once.
    Minors11 = "minors_11",
    /// 未成年人保护法 art. 39: stop it, tell both guardians, counsel, hide nothing serious.
    Minors39 = "minors_39",
    /// 未成年人保护法 art. 130(三): what bullying among pupils is.
    Minors130 = "minors_130",
    /// 义务教育法 art. 27 and 未成年人保护法 art. 28: nobody is expelled from compulsory schooling.
    Compulsory27 = "compulsory_27",
    /// 治安管理处罚法 (2025) art. 60: a school that knows of serious bullying reports and handles it.
    PublicOrder60 = "public_order_60",
    /// 预防未成年人犯罪法 arts. 31 to 33: measures against minor bullying.
    Prevention31 = "prevention_31",
    /// 家庭教育促进法 art. 43: guidance for the guardians after a serious breach.
    Family43 = "family_43",
    /// 民法典 arts. 201 and 203: how days are counted.
    Civil201 = "civil_201",
    /// 未成年人学校保护规定 art. 19: the school's committee.
    School19 = "school_19",
    /// 未成年人学校保护规定 art. 22: signs are followed up.
    School22 = "school_22",
    /// 未成年人学校保护规定 art. 23: investigate at once, determine, hide nothing.
    School23 = "school_23",
    /// 中小学教育惩戒规则 arts. 8 and 9: light and moderate measures.
    Discipline8 = "discipline_8",
    /// 中小学教育惩戒规则 art. 10: suspension, admonition and sanctions from the upper primary grades on.
    Discipline10 = "discipline_10",
    /// 中小学教育惩戒规则 art. 12: what no teacher may do.
    Discipline12 = "discipline_12",
    /// 中小学教育惩戒规则 art. 14: the pupil is heard first.
    Discipline14 = "discipline_14",
    /// 中小学教育惩戒规则 art. 17: appeal within 15 workdays.
    Discipline17 = "discipline_17",
    /// 教督〔2017〕10号: 10 days to investigate, 15 to review.
    Plan2017 = "plan_2017",
    /// 公共安全视频图像信息系统管理条例: footage is kept 30 days and then gone.
    Video799 = "video_799",
    /// The nine departments' opinion of 2020 on mandatory reports.
    Mandatory2020 = "mandatory_2020",
    /// The campaign's notice, 三（一）: screening.
    NoticeScreening = "notice_screening",
    /// The campaign's notice, 三（二）: signs and hazards.
    NoticeHazards = "notice_hazards",
    /// The campaign's notice, 三（三）: handling by degree.
    NoticeHandling = "notice_handling",
    /// The campaign's notice, 三（四）: reports.
    NoticeReports = "notice_reports",
    /// The campaign's notice, 三（六）: what stays.
    NoticeLasting = "notice_lasting",
    /// A setting of the school: no text above it says so.
    Local = "local",
}

impl Basis {
    /// The citation in Chinese.
    pub fn label(self) -> &'static str {
        words::word("basis", self.id()).unwrap_or(self.id())
    }
}
