//! The sheets of a case: every text is on the paper and reads back, boxes fill their frame, a character without a glyph is
//! refused by the record it came from, and what is shown is what another program shows.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

#[allow(dead_code, reason = "each test file uses a part of it")]
mod poppler;
#[allow(dead_code, reason = "each test file uses a part of the sample")]
mod sample;

use std::path::Path;

use lopdf::{Document, Object, ObjectId};
use paper::content::{SheetContent, SheetForm, Words};
use paper::preview::Preview;
use paper::readback::{Place, squeezed, texts};
use paper::{PaperError, fields, sheet};

/// Longer than the box it stands in, with quotes, figures and rare characters of names.
const LONG: &str = "5月19日下午放学后，八年级2班走读生赟某骑自行车回家，在河堤路被九年级三人拦下。起因是前一天中午在水房排队打水时说了一句“插队”。\
先扇了两个耳光，又从背后踹其腿弯致其跪倒，两人踢打其背部和大腿约二十秒，逼其说“我错了”，另一人用手机拍下一段18秒的视频，当晚发到5人小群（㛃、䶮、𬭎三人看过）。\
路过村民喝止后三人跑开，现场遗留书包一个、眼镜片一枚。其推车走了约一公里，在村卫生所借电话通知家人，左耳疼痛、背部和大腿外侧多处淤青，当晚20时10分县医院诊断为左侧鼓膜充血、\
多处软组织挫伤，未见骨折，建议休息五日、一周后复查听力。经初步询问，两人此前曾因课间打闹受到年级批评，另一人为首次违纪；三人均承认主要事实，对“谁先提出拦人”的说法不一。";

/// What a field holds: most are short, those that people write much into are long.
fn text_of(field: &str) -> String {
    let long = ["course", "facts", "narrative", "handling", "points", "reasons", "measures"];
    match field {
        "school" => "青坪县石湾子乡九年一贯制学校".to_owned(),
        "id" | "concern" => "GZ-2026-017".to_owned(),
        "printed_at" | "discovered" | "time" | "held" | "at" => "2026年5月19日18时35分".to_owned(),
        "pupil" => "欧阳䶮".to_owned(),
        "class" => "八年级2班".to_owned(),
        "relation" => "母亲".to_owned(),
        "title" => "家长告知书".to_owned(),
        "kinds" => "□苗头迹象　□隐患点　□疑似欺凌事件".to_owned(),
        "place_types" => {
            "□教室　□厕所　□宿舍　□水房　□食堂　□楼梯间　□操场　□校园其他　□校园周边　□上下学途中　□网络".to_owned()
        }
        "names" => "有".to_owned(),
        f if long.contains(&f) => format!("{LONG}（{field}）"),
        f => format!("内容{f}"),
    }
}

fn rows_of(name: &str) -> Vec<Vec<String>> {
    let row = |cells: &[&str]| cells.iter().map(|c| (*c).to_owned()).collect();
    match name {
        "calls" => vec![
            row(&["1", "青坪县教育科技局安全股\n应急值班（24小时）", "0399-0001110", "1小时内", "", ""]),
            row(&["2", "青坪县公安局石湾子派出所\n报警与警示教育联络", "0399-0002110\n（或110）", "立即", "", ""]),
        ],
        "names" => (1..=31).map(|n| row(&["参与", &format!("薛𫖯{n}"), "男", "未满14周岁", "七年级1班", "父亲"])).collect(),
        "kinds" => (1..=9).map(|_| row(&["□", "未成年人身体存在多处损伤、严重营养不良、意识不清，存在或疑似存在受到家庭暴力、欺凌、虐待、殴打或者被人麻醉等情形的"])).collect(),
        "pupils" => vec![row(&["", "", "□被欺凌 □实施 □参与 □当事人 □关注 □旁观 □证人"]); 5],
        "elements" => vec![row(&["蓄意或者恶意", "是", LONG]); 4],
        "guardians" => vec![row(&["欧阳䶮的家长", "实施", "2026年5月25日", "是"]); 4],
        "signatures" => vec![row(&["梁守义", "", "高秀兰", ""]); 5],
        "qa" => vec![row(&["一共要过几次？", LONG]); 3],
        "sessions" => vec![row(&["XL-2026-014", "第1次", "中", "护送返家、每周两次"]); 9],
        _ => Vec::new(),
    }
}

fn filled(form: SheetForm) -> SheetContent {
    let (wanted, lists) = fields(form).unwrap();
    let mut content = SheetContent::new(form);
    for field in wanted {
        content.set(&field, Words::new(text_of(&field), format!("GZ-2026-017 {field}")));
    }
    for extra in ["recusals", "reasons", "under14", "qa", "meeting", "changed", "names"] {
        if !content.values.contains_key(extra) && !lists.contains(extra) {
            content.set(extra, Words::new("有", "GZ-2026-017"));
        }
    }
    for name in lists {
        let words =
            |cells: Vec<String>| cells.into_iter().map(|c| Words::new(c, format!("GZ-2026-017 {name}"))).collect();
        // Two forms have a list of pupils, of three columns and of six.
        let rows = match (form, name.as_str()) {
            (SheetForm::Mandatory, "pupils") => rows_of("names").into_iter().take(3).collect(),
            _ => rows_of(&name),
        };
        content.list(&name, rows.into_iter().map(words).collect());
    }
    content
}

fn made(content: &SheetContent) -> Vec<u8> {
    sheet(content, &sample::meta("标题"), &sample::fonts()).unwrap_or_else(|e| panic!("{:?}: {e}", content.form))
}

fn keep(form: SheetForm, bytes: &[u8]) {
    use std::io::Write as _;
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("sheet-{form:?}.pdf"));
    std::fs::File::create(path).unwrap().write_all(bytes).unwrap();
}

#[test]
fn every_text_of_every_sheet_reads_back_and_the_same_contents_give_the_same_bytes() {
    for form in SheetForm::ALL {
        let content = filled(form);
        let pdf = made(&content);
        assert!(pdf == made(&content), "{form:?} must not depend on anything but its arguments");
        keep(form, &pdf);
        let found = texts(&pdf).unwrap();
        let shown = &found.iter().find(|f| f.place == Place::Structure).expect("a structure").text;
        let (fields, lists) = fields(form).unwrap();
        for field in fields {
            for line in content.values[&field].text.lines() {
                assert!(shown.contains(&squeezed(line)), "{form:?} must show {field}: {line}");
            }
        }
        for words in lists.iter().flat_map(|name| &content.lists[name]).flatten() {
            for line in words.text.lines() {
                assert!(shown.contains(&squeezed(line)), "{form:?} must show {line}");
            }
        }
        for page in found.iter().filter(|f| matches!(f.place, Place::Page(_))) {
            assert!(page.text.contains("a5a5a5a5a5a5a5a5"), "{form:?}: audit digits on {:?}", page.place);
        }
    }
}

#[test]
fn a_character_without_a_glyph_is_refused_by_the_record_and_field_it_came_from() {
    let fonts = sample::fonts();
    for form in SheetForm::ALL {
        let (fields, lists) = fields(form).unwrap();
        for field in &fields {
            let mut content = filled(form);
            content.set(field, Words::new("姓名\u{E123}", format!("GZ-2026-017 {field}")));
            match sheet(&content, &sample::meta("标题"), &fonts) {
                Err(PaperError::MissingGlyph { character, place }) => {
                    assert_eq!((character, place), ('\u{E123}', format!("GZ-2026-017 {field}")));
                }
                other => panic!("{form:?} {field}: {:?}", other.map(|b| b.len())),
            }
        }
        for name in &lists {
            let mut content = filled(form);
            let row =
                vec![Words::new("\u{10FFFF}", "GZ-2026-017 名单"); content.lists[name].first().map_or(1, Vec::len)];
            content.list(name, vec![row]);
            let refused = sheet(&content, &sample::meta("标题"), &fonts);
            assert!(
                matches!(refused, Err(PaperError::MissingGlyph { place, .. }) if place == "GZ-2026-017 名单"),
                "{form:?} {name}"
            );
        }
    }
}

#[test]
fn a_form_without_contents_for_one_of_its_fields_is_refused() {
    let mut content = filled(SheetForm::Talk);
    content.values.remove("points");
    let refused = sheet(&content, &sample::meta("标题"), &sample::fonts());
    assert!(matches!(refused, Err(PaperError::Field { form, field }) if form == "talk" && field == "points"));
}

/// How many columns the cells of each row of each table reach over.
fn row_widths(pdf: &Document, id: ObjectId, out: &mut Vec<i64>) {
    let element = pdf.get_dictionary(id).unwrap();
    let kids = match element.get(b"K") {
        Ok(Object::Array(kids)) => kids.iter().filter_map(|k| k.as_reference().ok()).collect(),
        Ok(Object::Reference(kid)) => vec![*kid],
        _ => Vec::new(),
    };
    if element.get(b"S").unwrap().as_name().unwrap() == b"TR" {
        let span = |cell: &ObjectId| {
            let cell = pdf.get_dictionary(*cell).unwrap();
            let attributes = cell.get(b"A").and_then(Object::as_dict);
            attributes.and_then(|a| a.get(b"ColSpan")).and_then(Object::as_i64).unwrap_or(1)
        };
        out.push(kids.iter().map(span).sum());
    }
    kids.iter().for_each(|kid| row_widths(pdf, *kid, out));
}

#[test]
fn every_row_of_boxes_reaches_over_the_whole_table() {
    for form in SheetForm::ALL {
        let pdf = Document::load_mem(&made(&filled(form))).unwrap();
        let root = pdf.catalog().unwrap().get(b"StructTreeRoot").unwrap().as_reference().unwrap();
        let document = pdf.get_dictionary(root).unwrap().get(b"K").unwrap().as_reference().unwrap();
        let mut widths = Vec::new();
        row_widths(&pdf, document, &mut widths);
        assert!(widths.len() > 2 && widths.iter().all(|w| *w == 24), "{form:?}: {widths:?}");
    }
}

#[test]
fn every_sheet_looks_here_as_it_does_to_poppler() {
    for form in SheetForm::ALL {
        let pdf = made(&filled(form));
        let there = poppler::pages(&pdf, 96);
        let preview = Preview::open(pdf.into()).unwrap();
        assert_eq!(preview.page_count(), there.len(), "{form:?}");
        for (number, page) in there.iter().enumerate() {
            let here = poppler::decoded(&preview.page_png(number, 96.0).unwrap()).0;
            let same = poppler::difference(&here, page);
            // A page full of hairlines differs more than text does; one wrong character would be beyond 18.
            assert!(same < 14.0, "{form:?} page {}: {same} grey levels in a square", number + 1);
        }
    }
}
