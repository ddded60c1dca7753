//! What the dry run says of a row, as stable codes; `assets/text/roster.json` has a sentence for each.

use serde::{Deserialize, Serialize};

use super::field::Field;

macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $id:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[non_exhaustive]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $id)] $variant),+ }

        impl $name {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// The stable name.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $id),+ }
            }
        }
    };
}
pub(super) use codes;

codes! {
    /// Why a row is refused.
    FaultCode {
        /// Neither 学籍号 nor 校内学号 stands in the row.
        NumberMissing = "number_missing",
        /// Only a 学籍号 stands in the row of a new pupil, and the school does not keep it.
        StudentNoMissing = "student_no_missing",
        /// A number that a spreadsheet program turned into 1.23E+17: its last digits are lost for good.
        NumberLostDigits = "number_lost_digits",
        /// The number of a pupil without its first zeros.
        LeadingZeroLost = "leading_zero_lost",
        /// Not 2 to 20 letters and digits.
        NotAStudentNo = "not_a_student_no",
        /// An identity card number where a pupil's number belongs; it is never kept.
        IdentityCardAsNumber = "identity_card_as_number",
        /// No name.
        NameMissing = "name_missing",
        /// Not 2 to 20 Han characters.
        NotAName = "not_a_name",
        /// A character of the name is in no font: a paper with it could not be made (ISO 19005-3, 6.2.11.8).
        GlyphMissing = "glyph_missing",
        /// A new pupil without a class.
        ClassMissing = "class_missing",
        /// Not the name of a class.
        NotAClass = "not_a_class",
        /// A new pupil without month of birth.
        BirthMissing = "birth_missing",
        /// Neither 男 nor 女.
        NotAGender = "not_a_gender",
        /// No day or month that can be read.
        NotADate = "not_a_date",
        /// A year of two digits.
        YearTwoDigits = "year_two_digits",
        /// Day and month cannot be told apart, or the year stands last.
        DateAmbiguous = "date_ambiguous",
        /// After today.
        DateInFuture = "date_in_future",
        /// Younger than 4 or older than 20.
        AgeOutOfBounds = "age_out_of_bounds",
        /// Neither 是 nor 否.
        NotYesNo = "not_yes_no",
        /// Longer than the field.
        TextTooLong = "text_too_long",
        /// `#N/A` and its like.
        CellError = "cell_error",
        /// A formula whose result the file does not hold.
        FormulaWithoutValue = "formula_without_value",
        /// The same number stands in another row too; all of them are refused.
        KeyTwice = "key_twice",
        /// 学籍号 and 校内学号 belong to two different pupils.
        KeysDisagree = "keys_disagree",
        /// No pupil has this number (tables of guardians add nobody).
        UnknownKey = "unknown_key",
        /// Two rows with this name and nothing that tells them apart.
        StaffNameTwice = "staff_name_twice",
        /// Several people of this name are on the staff already.
        StaffAmbiguous = "staff_ambiguous",
        /// A new colleague without a post.
        PostMissing = "post_missing",
        /// The class stands in another row too.
        ClassTwice = "class_twice",
    }
}

codes! {
    /// What a person should look at; the row is done all the same.
    WarningCode {
        /// The same name and month of birth under another number: twins, namesakes, or one pupil twice.
        SameNameAndBirth = "same_name_and_birth",
        /// Under this number stands a name with no character in common.
        NameChanged = "name_changed",
        /// Another gender than is kept.
        GenderChanged = "gender_changed",
        /// Another month of birth than is kept.
        BirthChanged = "birth_changed",
        /// Another 学籍号 than is kept.
        NationalNoChanged = "national_no_changed",
        /// Another 校内学号 than is kept.
        StudentNoChanged = "student_no_changed",
        /// A class more than one grade up, or a grade down.
        GradeJump = "grade_jump",
        /// The 学籍号 does not have the form or the check character of one.
        NationalNoCheck = "national_no_check",
        /// The class is not on the roster yet and will be added.
        NewClass = "new_class",
        /// A day kept as a number; what it was read as is shown.
        SerialDate = "serial_date",
        /// The cell held a formula; its kept result was taken.
        Formula = "formula",
        /// The row is hidden in the file.
        HiddenRow = "hidden_row",
        /// Several telephone numbers; the first was taken.
        MorePhones = "more_phones",
        /// An optional value that could not be read was left out.
        ValueIgnored = "value_ignored",
        /// A colleague was found by the name, as there is no staff number.
        MatchedByName = "matched_by_name",
        /// Nobody, or more than one person, on the staff has this name.
        TeacherUnknown = "teacher_unknown",
    }
}

impl WarningCode {
    /// Whether the row may only be done once a person has ticked it.
    #[must_use]
    pub const fn needs_confirming(self) -> bool {
        matches!(
            self,
            Self::NameChanged
                | Self::GenderChanged
                | Self::BirthChanged
                | Self::NationalNoChanged
                | Self::StudentNoChanged
                | Self::GradeJump
        )
    }
}

codes! {
    /// Why a row is passed over.
    SkipReason {
        /// Nothing in the columns that are read.
        BlankRow = "blank_row",
        /// The headings once more, as on every printed page.
        RepeatedHeader = "repeated_header",
        /// 合计 and its like.
        TotalsRow = "totals_row",
        /// 填表人, 说明 and other lines below or between the rows.
        RemarkRow = "remark_row",
    }
}

codes! {
    /// What the dry run says of the whole table.
    Note {
        /// A column of identity card numbers was not read.
        IdentityCardIgnored = "identity_card_ignored",
        /// A column that is read is hidden in the file.
        HiddenColumnRead = "hidden_column_read",
        /// More than a third of the pupils of the classes in the file are not in it.
        ManyMissing = "many_missing",
        /// A refused row without a readable number may be one of the pupils that are missing.
        MissingUnsure = "missing_unsure",
    }
}

/// One thing that refuses a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What it is.
    pub code: FaultCode,
    /// The field at fault.
    pub field: Option<Field>,
    /// What stood there; empty for numbers that are not to be repeated.
    pub value: String,
    /// The other rows that it concerns.
    pub rows: Vec<u32>,
}

/// One thing to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// What it is.
    pub code: WarningCode,
    /// The field it is about.
    pub field: Option<Field>,
    /// What stands in the file, or what it was read as.
    pub value: String,
    /// The other rows that it concerns.
    pub rows: Vec<u32>,
    /// The ids of pupils on the roster that it concerns.
    pub ids: Vec<String>,
}
