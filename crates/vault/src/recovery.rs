//! The recovery code: 128 random bits as 48 digits in 8 groups of 6. Each group is a 16-bit value times 11, so a wrong
//! digit or two swapped neighbours show in the group itself, on paper and over the phone.

use domain::Random;
use zeroize::{Zeroize, Zeroizing};

/// How many groups a code has.
const GROUPS: usize = 8;
/// How many digits a group has.
const DIGITS: usize = 6;

/// How a typed recovery code departs from any that can exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RecoveryMistake {
    /// Not 48 digits.
    #[error("it has {digits} digits instead of 48")]
    Length {
        /// How many digits were typed.
        digits: usize,
    },
    /// Something that is neither a digit nor a separator.
    #[error("it holds something that is not a digit")]
    NotADigit,
    /// A group, counted from 1, that no code can have.
    #[error("group {number} is mistyped")]
    Group {
        /// Which group, 1 to 8.
        number: usize,
    },
}

/// A recovery code. It is shown once, printed, and typed again when every password is lost.
pub struct RecoveryCode([u16; GROUPS]);

impl RecoveryCode {
    /// A new random code.
    pub fn make(random: &mut dyn Random) -> Self {
        let mut bytes = Zeroizing::new([0u8; 2 * GROUPS]);
        random.fill(bytes.as_mut_slice());
        let mut values = [0u16; GROUPS];
        for (value, pair) in values.iter_mut().zip(bytes.chunks_exact(2)) {
            *value = pair.iter().fold(0, |value, byte| (value << 8) | u16::from(*byte));
        }
        Self(values)
    }

    /// Reads a typed code. Spaces, hyphens and full-width digits are understood.
    ///
    /// # Errors
    /// Which part cannot be right.
    pub fn parse(typed: &str) -> Result<Self, RecoveryMistake> {
        let mut digits = Zeroizing::new(Vec::with_capacity(typed.len()));
        for c in typed.chars() {
            match digit(c) {
                Some(value) => digits.push(value),
                None if is_separator(c) => {}
                None => return Err(RecoveryMistake::NotADigit),
            }
        }
        if digits.len() != GROUPS * DIGITS {
            return Err(wrong_length(typed, digits.len()));
        }
        let mut code = Self([0; GROUPS]);
        for (at, (value, group)) in code.0.iter_mut().zip(digits.chunks_exact(DIGITS)).enumerate() {
            *value = group_value(group).ok_or(RecoveryMistake::Group { number: at + 1 })?;
        }
        Ok(code)
    }

    /// The whole code as it is printed: groups joined by hyphens.
    #[must_use]
    pub fn to_text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(GROUPS * (DIGITS + 1)));
        for number in 1..=GROUPS {
            if number > 1 {
                text.push('-');
            }
            self.write_group(number, &mut text);
        }
        text
    }

    /// Whether `typed` is group `number` (1 to 8): at first start two groups are asked back before anything is usable.
    #[must_use]
    pub fn has_group(&self, number: usize, typed: &str) -> bool {
        let mut digits = Zeroizing::new(Vec::with_capacity(typed.len()));
        for c in typed.trim().chars() {
            match digit(c) {
                Some(value) => digits.push(value),
                None => return false,
            }
        }
        let own = number.checked_sub(1).and_then(|at| self.0.get(at)).copied();
        digits.len() == DIGITS && own.is_some() && group_value(&digits) == own
    }

    /// The 16 secret bytes of the code.
    pub(crate) fn secret(&self) -> Zeroizing<Vec<u8>> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(2 * GROUPS));
        for value in &self.0 {
            bytes.extend_from_slice(&value.to_be_bytes());
        }
        bytes
    }

    /// Appends the six digits of a group, leading zeros included.
    fn write_group(&self, number: usize, text: &mut String) {
        let value = number.checked_sub(1).and_then(|at| self.0.get(at)).copied().unwrap_or(0);
        let mut scale = 100_000;
        while scale > 0 {
            text.push(char::from_digit(u32::from(value) * 11 / scale % 10, 10).unwrap_or('0'));
            scale /= 10;
        }
    }
}

impl Drop for RecoveryCode {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// The value of an ASCII or full-width digit.
fn digit(c: char) -> Option<u32> {
    c.to_digit(10).or_else(|| u32::from(c).checked_sub(u32::from('０')).filter(|value| *value < 10))
}

/// What may stand between groups: spaces and the hyphens and dashes an input method makes.
fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '－' | '—' | '–' | '·' | '_')
}

/// The 16-bit value of six digits, or nothing when they are not a multiple of 11 within range.
fn group_value(group: &[u32]) -> Option<u16> {
    let number = group.iter().fold(0u32, |number, digit| number * 10 + digit);
    if number % 11 == 0 { u16::try_from(number / 11).ok() } else { None }
}

/// Blames the first group of the wrong length when eight groups were typed, else the whole.
fn wrong_length(typed: &str, digits: usize) -> RecoveryMistake {
    let groups: Vec<usize> =
        typed.split(is_separator).map(|group| group.chars().count()).filter(|len| *len > 0).collect();
    match groups.iter().position(|len| *len != DIGITS) {
        Some(at) if groups.len() == GROUPS => RecoveryMistake::Group { number: at + 1 },
        _ => RecoveryMistake::Length { digits },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::create::tests::seeded;

    #[test]
    fn a_code_reads_back_in_every_way_people_type_it() {
        let code = RecoveryCode([0, 1, 11, 65535, 256, 9091, 40000, 12345]);
        let text = code.to_text();
        assert_eq!(text.as_str(), "000000-000011-000121-720885-002816-100001-440000-135795");
        for typed in [text.to_string(), text.replace('-', ""), text.replace('-', " "), text.replace('-', "—")] {
            assert_eq!(RecoveryCode::parse(&typed).unwrap().0, code.0, "{typed}");
        }
        let wide: String = text.chars().map(|c| char::from_u32(u32::from(c) + 0xfee0).unwrap()).collect();
        assert_eq!(RecoveryCode::parse(&wide).unwrap().0, code.0);
    }

    #[test]
    fn every_wrong_digit_and_every_swap_of_neighbours_names_its_group() {
        let code = RecoveryCode::make(&mut seeded(3));
        let text: Vec<char> = code.to_text().replace('-', "").chars().collect();
        for at in 0..48 {
            for wrong in ('0'..='9').filter(|digit| *digit != text[at]) {
                let mut typed = text.clone();
                typed[at] = wrong;
                let error = RecoveryCode::parse(&typed.iter().collect::<String>()).err();
                assert_eq!(error, Some(RecoveryMistake::Group { number: at / 6 + 1 }));
            }
            if at % 6 < 5 && text[at] != text[at + 1] {
                let mut typed = text.clone();
                typed.swap(at, at + 1);
                let error = RecoveryCode::parse(&typed.iter().collect::<String>()).err();
                assert_eq!(error, Some(RecoveryMistake::Group { number: at / 6 + 1 }));
            }
        }
    }

    #[test]
    fn lengths_and_letters_are_named() {
        let parse = |typed: &str| RecoveryCode::parse(typed).err();
        assert_eq!(parse(""), Some(RecoveryMistake::Length { digits: 0 }));
        assert_eq!(parse("12345"), Some(RecoveryMistake::Length { digits: 5 }));
        assert_eq!(parse("00000O-000000"), Some(RecoveryMistake::NotADigit));
        let short_third = "000000-000011-00121-720885-002816-100001-440000-135795";
        assert_eq!(parse(short_third), Some(RecoveryMistake::Group { number: 3 }));
        let over_16_bits = "720896-000011-000121-720885-002816-100001-440000-135795";
        assert_eq!(parse(over_16_bits), Some(RecoveryMistake::Group { number: 1 }), "65536 × 11 is no 16-bit value");
    }

    #[test]
    fn groups_asked_back_must_match() {
        let code = RecoveryCode([5, 6, 7, 8, 9, 10, 11, 12]);
        assert!(code.has_group(1, "000055") && code.has_group(8, " ０００１３２ "));
        assert!(!code.has_group(2, "000055") && !code.has_group(0, "000055") && !code.has_group(9, "000055"));
        assert!(!code.has_group(1, "55") && !code.has_group(1, "") && !code.has_group(1, "00005a"));
    }
}
