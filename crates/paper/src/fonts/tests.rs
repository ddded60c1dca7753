//! Tests against the committed fonts.

use super::*;

fn assets() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/fonts")
}

fn fonts() -> Fonts {
    Fonts::find(&[PathBuf::from("/nonexistent"), assets()]).unwrap()
}

const BODY: [Face; 5] = [Face::FangSong, Face::Kai, Face::Hei, Face::SongBold, Face::Song];

#[test]
fn every_face_has_gb_2312_and_the_signs_of_papers_itself() {
    let fonts = fonts();
    for face in BODY {
        let hanzi =
            ('\u{4e00}'..='\u{9fff}').filter(|c| fonts.glyph(face, *c).unwrap().is_some_and(|g| g.face == face));
        assert_eq!(hanzi.count(), 6763, "{face:?} holds GB 2312 and no more");
        for c in "啊座齄亍鼾〔〕—…·①⑩《》（）％‰℃，。、；：？！0123456789ABCxyz".chars()
        {
            let glyph = fonts.glyph(face, c).unwrap().unwrap();
            assert_eq!(glyph.face, face, "{face:?} must show {c} without fallback");
            assert_ne!(glyph.gid, 0, ".notdef is never a glyph of {c}");
        }
    }
    let all = ('\u{4e00}'..='\u{9fff}').filter(|c| fonts.covers(*c).unwrap());
    assert!(all.count() >= 20_902, "the whole of GBK must be printable");
}

#[test]
fn rare_names_fall_back_to_the_rare_face() {
    let fonts = fonts();
    for c in "㛃䶮𬭎喆昇赟犇堃㐂𫖯㭎𫍯𬬭𬭊𫟼𬍛𬒈甪𬱖𫓧𠅤䲟㼆㙦㳇".chars() {
        for face in [Face::FangSong, Face::Kai, Face::Hei, Face::SongBold] {
            let glyph = fonts.glyph(face, c).unwrap();
            assert_eq!(glyph.unwrap().face, Face::Rare, "{c} in {face:?}");
        }
    }
}

#[test]
fn the_song_face_helps_out_with_signs() {
    let fonts = fonts();
    for c in "⑪⑳☐☑☒".chars() {
        assert_eq!(fonts.glyph(Face::FangSong, c).unwrap().unwrap().face, Face::Song);
    }
    // The quotation marks of the Kai source are Latin ones and were left out.
    assert_eq!(fonts.glyph(Face::Kai, '“').unwrap().unwrap().face, Face::Song);
}

#[test]
fn widths_are_full_and_half_ems_where_the_grid_needs_them() {
    let fonts = fonts();
    for face in BODY {
        for c in "安—“”‘’·…①《（％".chars() {
            let advance = fonts.glyph(face, c).unwrap().unwrap().advance;
            assert_eq!(advance, 1000.0, "{c} fills one square of the grid in {face:?}");
        }
    }
    for c in "0123456789".chars() {
        for face in [Face::FangSong, Face::Song, Face::SongBold, Face::Hei] {
            assert_eq!(fonts.glyph(face, c).unwrap().unwrap().advance, 500.0);
        }
    }
}

#[test]
fn what_no_face_has_is_reported() {
    let fonts = fonts();
    assert_eq!(fonts.missing("安\u{e000}苗\t𰻝\u{e000}\n").unwrap(), ['\u{e000}', '𰻝']);
    assert!(fonts.covers('赟').unwrap());
}

#[test]
fn an_exchanged_or_missing_file_is_refused() {
    let copy = tempfile::tempdir().unwrap();
    for face in Face::ALL {
        std::fs::copy(assets().join(face.file_name()), copy.path().join(face.file_name())).unwrap();
    }
    let folder = copy.path().to_path_buf();
    let kai = folder.join(Face::Kai.file_name());
    std::fs::copy(folder.join(Face::Hei.file_name()), &kai).unwrap();
    let fonts = Fonts::find(std::slice::from_ref(&folder)).unwrap();
    assert_eq!(fonts.glyph(Face::Kai, '安'), Err(FontError::Damaged { path: kai.clone() }));
    assert!(fonts.glyph(Face::Hei, '安').is_ok(), "other faces still work");
    std::fs::remove_file(&kai).unwrap();
    assert!(matches!(Fonts::find(&[folder]), Err(FontError::NotFound { .. })));
}

#[test]
fn faces_can_be_shared_between_threads() {
    let fonts = Arc::new(fonts());
    let workers: Vec<_> = (0..4)
        .map(|_| {
            let fonts = Arc::clone(&fonts);
            std::thread::spawn(move || fonts.bytes(Face::Hei).unwrap())
        })
        .collect();
    let all: Vec<_> = workers.into_iter().map(|w| w.join().unwrap()).collect();
    assert!(all.windows(2).all(|pair| Arc::ptr_eq(&pair[0], &pair[1])), "a face is expanded once, whoever asks");
}

#[test]
fn the_names_inside_are_those_that_are_announced() {
    let fonts = fonts();
    for face in Face::ALL {
        let bytes = fonts.bytes(face).unwrap();
        let parsed = ttf_parser::Face::parse(&bytes, 0).unwrap();
        let names: Vec<_> = parsed
            .names()
            .into_iter()
            .filter(|n| n.name_id == ttf_parser::name_id::POST_SCRIPT_NAME)
            .filter_map(|n| n.to_string())
            .collect();
        assert!(names.iter().all(|n| n == face.postscript_name()), "{names:?}");
        assert!(!names.is_empty());
        let reserved = parsed
            .names()
            .into_iter()
            .filter(|n| n.name_id != 0)
            .filter_map(|n| n.to_string())
            .any(|n| n.contains("LXGW") || n.contains("霞鹜") || n.starts_with("Source"));
        assert!(!reserved, "{face:?} must not carry a reserved font name");
    }
}
