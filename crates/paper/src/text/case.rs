//! The type case: which glyph of which face shows a character, remembered per paper, so that each face is subset to
//! exactly the characters that were set and a character without a glyph is refused with the place it came from.

use std::collections::{BTreeMap, HashMap};

use crate::error::PaperError;
use crate::fonts::{Face, Fonts};

/// One character ready to be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sort {
    /// The character.
    pub character: char,
    /// Index in [`Face::ALL`] of the face that really shows it.
    pub face: u8,
    /// Its glyph cannot carry it through ToUnicode (private use, or two characters with one glyph): the run needs
    /// ActualText.
    pub alias: bool,
    /// Advance in 1/1000 em, cut to a whole number as the PDF's width table does.
    pub advance: u16,
}

impl Sort {
    /// Advance in pt at a size in pt.
    pub fn width(self, size: f32) -> f32 {
        f32::from(self.advance) * size / 1000.0
    }
}

/// Where a text came from: the record and its field, for the refusal of a character.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'a> {
    /// The record, for example `ZG-2026-004`, or a whole label.
    pub record: &'a str,
    /// The field, for example `问题`; may be empty.
    pub field: &'a str,
}

impl<'a> Place<'a> {
    /// A place whose label is already whole.
    pub fn of(record: &'a str) -> Self {
        Place { record, field: "" }
    }

    fn label(self) -> String {
        if self.field.is_empty() { self.record.to_owned() } else { format!("{} {}", self.record, self.field) }
    }
}

/// The characters of one face that a paper shows.
#[derive(Debug, Default)]
pub(crate) struct Drawer {
    /// Character to glyph, in the face's own numbering.
    pub glyphs: BTreeMap<char, u16>,
    owners: HashMap<u16, char>,
}

/// All faces of one paper.
pub(crate) struct TypeCase<'f> {
    fonts: &'f Fonts,
    known: [HashMap<char, Sort>; Face::ALL.len()],
    drawers: [Drawer; Face::ALL.len()],
}

/// Index of a face in [`Face::ALL`].
pub(crate) fn index_of(face: Face) -> u8 {
    match face {
        Face::FangSong => 0,
        Face::Kai => 1,
        Face::Hei => 2,
        Face::SongBold => 3,
        Face::Song => 4,
        Face::Rare => 5,
    }
}

impl<'f> TypeCase<'f> {
    /// An empty case over a set of faces.
    pub fn new(fonts: &'f Fonts) -> Self {
        TypeCase { fonts, known: Default::default(), drawers: Default::default() }
    }

    /// The faces themselves.
    pub fn fonts(&self) -> &'f Fonts {
        self.fonts
    }

    /// What each face has shown so far, in the order of [`Face::ALL`].
    pub fn drawers(&self) -> impl Iterator<Item = (Face, &Drawer)> {
        Face::ALL.into_iter().zip(&self.drawers)
    }

    /// The character that owns the glyph of an alias: it is what the run shows, while ActualText carries the meaning.
    pub fn owner(&self, sort: Sort) -> char {
        let drawer = self.drawers.get(usize::from(sort.face));
        drawer
            .and_then(|d| d.glyphs.get(&sort.character).and_then(|gid| d.owners.get(gid)))
            .copied()
            .unwrap_or(sort.character)
    }

    /// Appends the sorts of `text` in `face` to `out`. Tabs and spaces of other widths become
    /// spaces (the full-width space stays); characters that show nothing by definition
    /// (variation selectors, zero-width signs) are passed over.
    ///
    /// # Errors
    /// [`PaperError::MissingGlyph`] with the place, or a fault of the font files.
    pub fn set(&mut self, face: Face, text: &str, place: Place<'_>, out: &mut Vec<Sort>) -> Result<(), PaperError> {
        let asked = usize::from(index_of(face));
        for character in text.chars().filter(|c| !shows_nothing(*c)) {
            let character = if is_space(character) { ' ' } else { character };
            let known = self.known.get(asked).and_then(|k| k.get(&character)).copied();
            let sort = match known {
                Some(sort) => sort,
                None => self.fetch(face, character, place)?,
            };
            out.push(sort);
        }
        Ok(())
    }

    fn fetch(&mut self, face: Face, character: char, place: Place<'_>) -> Result<Sort, PaperError> {
        let missing = || PaperError::MissingGlyph { character, place: place.label() };
        if character.is_control() {
            return Err(missing());
        }
        let glyph = self.fonts.glyph(figures_of(face, character), character)?.ok_or_else(missing)?;
        let actual = index_of(glyph.face);
        let mut alias = is_private(character);
        if let Some(drawer) = self.drawers.get_mut(usize::from(actual)) {
            drawer.glyphs.insert(character, glyph.gid);
            alias |= *drawer.owners.entry(glyph.gid).or_insert(character) != character;
        }
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "advances are small and not negative"
        )]
        let sort = Sort { character, face: actual, alias, advance: glyph.advance.max(0.0) as u16 };
        if let Some(known) = self.known.get_mut(usize::from(index_of(face))) {
            known.insert(character, sort);
        }
        Ok(sort)
    }
}

/// The face a character is looked up in: 仿宋 and 楷体 take figures and Latin letters from 宋体, as official papers do,
/// because their own are as heavy as a typewriter's. 仿宋 also leaves currency and letter-like signs to 宋体: FandolFang
/// draws ￥ (U+FFE5) as a dollar, ™ and ♂ wrongly too.
fn figures_of(face: Face, character: char) -> Face {
    let sign = matches!(character, '\u{A1}'..='\u{A9}' | '\u{2100}'..='\u{214F}' | '\u{2640}'..='\u{2642}' | '\u{FFE0}'..='\u{FFE6}');
    match face {
        Face::FangSong | Face::Kai if character.is_ascii_graphic() => Face::Song,
        Face::FangSong if sign => Face::Song,
        _ => face,
    }
}

/// Characters that are default-ignorable: they choose or join glyphs and have none themselves.
fn shows_nothing(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' | '\u{E0100}'..='\u{E01EF}')
}

fn is_space(c: char) -> bool {
    matches!(
        c,
        '\t' | '\r' | '\u{85}' | '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{2028}' | '\u{2029}' | '\u{202F}' | '\u{205F}'
    )
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(face: Face, text: &str) -> Vec<Sort> {
        let fonts =
            Fonts::find(&[std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/fonts")]).unwrap();
        let mut sorts = Vec::new();
        TypeCase::new(&fonts).set(face, text, Place::of("测试"), &mut sorts).unwrap();
        sorts
    }

    #[test]
    fn figures_and_currency_in_fangsong_come_from_song() {
        let faces: Vec<u8> = set(Face::FangSong, "校9A￥，").iter().map(|s| s.face).collect();
        let (fang, song) = (index_of(Face::FangSong), index_of(Face::Song));
        assert_eq!(faces, [fang, song, song, song, fang], "FandolFang draws U+FFE5 as a dollar sign");
    }

    #[test]
    fn invisible_marks_are_passed_over_and_odd_spaces_become_spaces() {
        let shown: String =
            set(Face::Song, "葛\u{E0100}\t甲\u{A0}\u{200B}乙\u{3000}").iter().map(|s| s.character).collect();
        assert_eq!(shown, "葛 甲 乙\u{3000}");
    }

    #[test]
    fn the_second_character_of_a_shared_glyph_is_an_alias() {
        let aliases: Vec<bool> = set(Face::FangSong, "瑨𤨁瑨").iter().map(|s| s.alias).collect();
        assert_eq!(aliases, [false, true, false]);
    }
}
