//! The fields that a column may stand for, and the kinds of tables.

use super::code::codes;
use serde::{Deserialize, Serialize};

codes! {
    /// What a column means. The Chinese name and the headings that stand for it are in `assets/text/roster.json`.
    Field {
        /// 学籍号: a letter and 18 characters.
        NationalNo = "national_no",
        /// 校内学号.
        StudentNo = "student_no",
        /// 姓名 of the pupil or colleague.
        Name = "name",
        /// 性别.
        Gender = "gender",
        /// 班级, alone or beside a column of grades.
        Class = "class",
        /// 年级.
        Grade = "grade",
        /// Day or month of birth; only the month is kept.
        Birth = "birth",
        /// 身份证号: recognised so that it can be passed over.
        IdentityCard = "identity_card",
        /// 是否住校.
        Boarding = "boarding",
        /// 是否留守.
        LeftBehind = "left_behind",
        /// The day of entry into the school.
        JoinedOn = "joined_on",
        /// 村 or address.
        Village = "village",
        /// Name of the guardian.
        GuardianName = "guardian_name",
        /// 与学生关系.
        GuardianRelation = "guardian_relation",
        /// Telephone of the guardian.
        GuardianPhone = "guardian_phone",
        /// Name of the father.
        FatherName = "father_name",
        /// Telephone of the father.
        FatherPhone = "father_phone",
        /// Name of the mother.
        MotherName = "mother_name",
        /// Telephone of the mother.
        MotherPhone = "mother_phone",
        /// 联系电话: of the colleague, or of the guardian in a table of pupils.
        Phone = "phone",
        /// 工号.
        StaffNo = "staff_no",
        /// 职务.
        Post = "post",
        /// 班主任 of a class.
        HomeroomTeacher = "homeroom_teacher",
        /// 教室.
        Room = "room",
    }
}

codes! {
    /// Whose rows a table holds.
    Kind {
        /// 学生.
        Students = "students",
        /// 监护人 by the number of the pupil.
        Guardians = "guardians",
        /// 班级.
        Classes = "classes",
        /// 教职工.
        Staff = "staff",
    }
}

impl Kind {
    /// The fields that a table of this kind may have, in the order of its template.
    #[must_use]
    pub const fn fields(self) -> &'static [Field] {
        use Field as F;
        match self {
            Self::Students => &[
                F::StudentNo,
                F::NationalNo,
                F::Name,
                F::Gender,
                F::Grade,
                F::Class,
                F::Birth,
                F::Boarding,
                F::LeftBehind,
                F::JoinedOn,
                F::Village,
                F::GuardianName,
                F::GuardianRelation,
                F::GuardianPhone,
                F::FatherName,
                F::FatherPhone,
                F::MotherName,
                F::MotherPhone,
                F::Phone,
                F::IdentityCard,
            ],
            Self::Guardians => &[
                F::StudentNo,
                F::NationalNo,
                F::Name,
                F::GuardianName,
                F::GuardianRelation,
                F::GuardianPhone,
                F::FatherName,
                F::FatherPhone,
                F::MotherName,
                F::MotherPhone,
                F::Phone,
                F::IdentityCard,
            ],
            Self::Classes => &[F::Grade, F::Class, F::HomeroomTeacher, F::Room],
            Self::Staff => &[F::StaffNo, F::Name, F::Gender, F::Post, F::Phone, F::IdentityCard],
        }
    }
}
