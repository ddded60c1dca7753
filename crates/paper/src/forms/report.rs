//! The written report on the GB/T 9704-2012 page: red head when it has a number, title, addressee, nine sections,
//! list of attachments, room for the seal, a date to be written by hand; then its three attachments.

use super::words::{Common, ReportWords, columns, common, report as report_words};
use crate::content::{Meta, OpenItems, PactList, ReportContent, Statistics, Words};
use crate::error::PaperError;
use crate::fonts::{Face, Fonts};
use crate::ink::{Attribute, Furniture, Ink, NodeId, Role};
use crate::layout::format::{MM, grid};
use crate::layout::furniture::{Numbering, furnish};
use crate::layout::{Flow, Format, Segment, Setting, Style, Table, TableStyle};
use crate::pdfa::{Attachment, Claim, finish};
use crate::text::Place;
use crate::text::title::title_lines;

/// Where the fixed words stand, for refusals.
const FORM: &str = "assets/forms/report.json";

/// Makes `report.pdf`. `records` is records.json, carried as the associated file the figures come from.
///
/// # Errors
/// [`PaperError::MissingGlyph`] names the source of the text.
pub fn report(
    content: &ReportContent,
    meta: &Meta,
    records: Option<&[u8]>,
    fonts: &Fonts,
) -> Result<Vec<u8>, PaperError> {
    let (words, common) = (report_words()?, common()?);
    let mut flow = Flow::new(fonts, Format::OFFICIAL);
    if let Some(number) = &content.number {
        red_head(&mut flow, &words, &common, &content.sender, number)?;
    }
    title(&mut flow, 0, &content.title, &common)?;
    addressee(&mut flow, &words, &content.to)?;
    for paragraph in &content.intro {
        body(&mut flow, 0, paragraph)?;
    }
    for section in &content.sections {
        heading(&mut flow, &section.heading)?;
        for paragraph in &section.paragraphs {
            body(&mut flow, 0, paragraph)?;
        }
    }
    close(&mut flow, content, &words, &common)?;
    statistics(&mut flow, &content.statistics, &words, &common)?;
    open_items(&mut flow, &content.open_items, &words, &common)?;
    pact_list(&mut flow, &content.pacts, &words, &common)?;
    furnish(&mut flow, Numbering::Official, meta, &common)?;
    let attachment = records.map(|bytes| Attachment {
        name: &words.records,
        media_type: "application/json",
        description: &words.records_description,
        bytes,
    });
    let claim = Claim {
        form: &words.form,
        title: &meta.title,
        author: &meta.school,
        made_at: meta.made_at,
        id_seed: &meta.id_seed,
        attachment,
    };
    finish(flow.sheets, &claim)
}

/// 发文机关标志, 发文字号, 签发人 and the red rule (GB/T 9704-2012, 7.2.4–7.2.7). The signer's name is left to the pen.
fn red_head(
    flow: &mut Flow<'_>,
    words: &ReportWords,
    common: &Common,
    sender: &Words,
    number: &Words,
) -> Result<(), PaperError> {
    let text = words.head.replace("{sender}", &sender.text);
    let (_, unit) = flow.sorts(Face::SongBold, &text, 1.0, Place::of(&sender.source))?;
    let room = flow.format.text_width;
    let size = (room / unit.max(1.0)).clamp(26.0, 44.0);
    let node = flow.sheets.node(0, Role::P, Attribute::None);
    let style = Style { size, line: size * 1.25, tracking: 0.0, indent: 0.0, setting: Setting::Centred, ..Style::BODY };
    flow.skip(35.0 * MM, false);
    for line in whole_lines(flow, &text, size, common)? {
        flow.lay(&[Segment { face: Face::SongBold, text: &line }], style, Place::of(&sender.source))?;
        flow.set(node, style, Ink::Red);
    }
    flow.skip(2.0 * grid::LINE, false);
    let node = flow.sheets.node(0, Role::P, Attribute::None);
    let (sorts, _) = flow.sorts(Face::FangSong, &number.text, grid::BODY, Place::of(&number.source))?;
    flow.sheets.begin(node);
    flow.line_at(&sorts, flow.format.left + grid::CHARACTER, flow.y, grid::BODY, grid::LINE, Ink::Black);
    flow.sheets.end();
    let node = flow.sheets.node(0, Role::P, Attribute::None);
    let (sorts, width) = flow.sorts(Face::FangSong, &words.signer, grid::BODY, Place::of(FORM))?;
    // Four characters are left for the name, one more to the edge.
    let x = flow.format.right() - 5.0 * grid::CHARACTER - width;
    flow.sheets.begin(node);
    flow.line_at(&sorts, x, flow.y, grid::BODY, grid::LINE, Ink::Black);
    flow.sheets.end();
    flow.y += grid::LINE;
    let y = flow.format.up(flow.y + 4.0 * MM - (grid::LINE - grid::BODY) / 2.0);
    flow.sheets.artifact(Furniture::Layout);
    flow.sheets.rule((flow.format.left, y), (flow.format.right(), y), 1.5, Ink::Red);
    flow.sheets.end();
    flow.y += 4.0 * MM + 2.0 * grid::LINE;
    to_grid(flow);
    Ok(())
}

/// Goes on to the next line of the grid unless the flow stands within a hair of one.
fn to_grid(flow: &mut Flow<'_>) {
    flow.y = ((flow.y - 0.3 * grid::LINE) / grid::LINE).ceil() * grid::LINE;
}

/// The lines of a title, cut between words.
fn whole_lines(flow: &mut Flow<'_>, text: &str, size: f32, common: &Common) -> Result<Vec<String>, PaperError> {
    let (sorts, _) = flow.sorts(Face::SongBold, text, size, Place::of(FORM))?;
    let widths: Vec<f32> = sorts.iter().map(|s| s.width(1.0)).collect();
    let shown: String = sorts.iter().map(|s| s.character).collect();
    let ranges = title_lines(&shown, &widths, flow.format.text_width / size + 0.02, &common.whole);
    Ok(ranges.into_iter().map(|r| shown.chars().skip(r.start).take(r.len()).collect()).collect())
}

/// A title in 2号小标宋, whole words on each line, and the blank line after it.
pub(super) fn title(flow: &mut Flow<'_>, parent: NodeId, title: &Words, common: &Common) -> Result<(), PaperError> {
    let node = flow.sheets.node(parent, Role::H1, Attribute::None);
    let style =
        Style { size: grid::TITLE, line: 33.0, tracking: 0.0, indent: 0.0, setting: Setting::Centred, ..Style::BODY };
    // The refusal of a character must name the title's source, which `whole_lines` does not know.
    flow.sorts(Face::SongBold, &title.text, grid::TITLE, Place::of(&title.source))?;
    let top = flow.format.up(flow.y);
    flow.sheets.bookmark(title.text.replace('\n', ""), top);
    for text in title.text.lines() {
        for line in whole_lines(flow, text, grid::TITLE, common)? {
            flow.paragraph(node, &[Segment { face: Face::SongBold, text: &line }], style, Place::of(&title.source))?;
        }
    }
    flow.skip(grid::LINE, true);
    to_grid(flow);
    Ok(())
}

fn addressee(flow: &mut Flow<'_>, words: &ReportWords, to: &Words) -> Result<(), PaperError> {
    let node = flow.sheets.node(0, Role::P, Attribute::None);
    let text = format!("{}{}", to.text, words.colon);
    let style = Style { indent: 0.0, ..Style::BODY };
    flow.paragraph(node, &[Segment { face: Face::FangSong, text: &text }], style, Place::of(&to.source))
}

/// 一、 in 黑体, never the last line of a page.
fn heading(flow: &mut Flow<'_>, words: &Words) -> Result<(), PaperError> {
    let node = flow.sheets.node(0, Role::H2, Attribute::None);
    let lines = flow.count(words, Face::Hei, Style::BODY)?;
    #[allow(clippy::cast_precision_loss, reason = "a heading has few lines")]
    flow.need((lines + 1) as f32 * grid::LINE);
    let top = flow.format.up(flow.y);
    flow.sheets.bookmark(words.text.clone(), top);
    flow.paragraph(node, &[Segment { face: Face::Hei, text: &words.text }], Style::BODY, Place::of(&words.source))
}

/// Body paragraphs. One that begins with （一） has its first sentence in 楷体.
pub(super) fn body(flow: &mut Flow<'_>, parent: NodeId, words: &Words) -> Result<(), PaperError> {
    for text in words.text.lines().map(str::trim).filter(|t| !t.is_empty()) {
        let node = flow.sheets.node(parent, Role::P, Attribute::None);
        let (lead, rest) = second_heading(text);
        let segments = [Segment { face: Face::Kai, text: lead }, Segment { face: Face::FangSong, text: rest }];
        flow.paragraph(node, &segments, Style::BODY, Place::of(&words.source))?;
    }
    Ok(())
}

/// Splits off a second heading: （一） and its sentence.
fn second_heading(text: &str) -> (&str, &str) {
    let ordinal = text
        .strip_prefix('（')
        .and_then(|t| t.split_once('）'))
        .is_some_and(|(inner, _)| !inner.is_empty() && inner.chars().all(|c| "一二三四五六七八九十".contains(c)));
    let end = text.find('。').map(|at| at + '。'.len_utf8());
    match end.and_then(|end| text.split_at_checked(end)) {
        Some(parts) if ordinal => parts,
        _ => ("", text),
    }
}

/// 结语, 附件说明, 署名 with room for the seal, the date line and 附注, kept together on one page.
fn close(flow: &mut Flow<'_>, content: &ReportContent, words: &ReportWords, common: &Common) -> Result<(), PaperError> {
    let titles = [&content.statistics.title, &content.open_items.title, &content.pacts.title];
    let (label, label_width) = flow.sorts(Face::FangSong, &words.attachments, grid::BODY, Place::of(FORM))?;
    let tracked = |count: usize, width: f32| {
        #[allow(clippy::cast_precision_loss, reason = "a label has few characters")]
        let count = count as f32;
        width + count * grid::TRACKING
    };
    let name_at = 2.0 * grid::CHARACTER + tracked(label.len(), label_width);
    let (_, ordinal_width) = flow.sorts(Face::FangSong, "1.", grid::BODY, Place::of(FORM))?;
    let hang = name_at + tracked(2, ordinal_width);
    let style_of =
        |i: usize| Style { indent: if i == 0 { 2.0 * grid::CHARACTER } else { name_at }, hang, ..Style::BODY };
    let mut entries = Vec::new();
    let mut lines = flow.count(&content.closing, Face::FangSong, Style::BODY)? + 1;
    for (i, title) in titles.into_iter().enumerate() {
        let first = if i == 0 { words.attachments.as_str() } else { "" };
        let entry = Words::new(format!("{first}{}.{}", i + 1, title.text), &title.source);
        lines += flow.count(&entry, Face::FangSong, style_of(i))?;
        entries.push(entry);
    }
    let signature = signature(flow, content, common)?;
    lines += SEAL_LINES + signature.lines.len() + 1 + usize::from(content.contact.is_some());
    #[allow(clippy::cast_precision_loss, reason = "less than a page of lines")]
    flow.need(lines as f32 * grid::LINE);
    body(flow, 0, &content.closing)?;
    flow.skip(grid::LINE, true);
    for (i, entry) in entries.iter().enumerate() {
        let node = flow.sheets.node(0, Role::P, Attribute::None);
        let segment = Segment { face: Face::FangSong, text: &entry.text };
        flow.paragraph(node, &[segment], style_of(i), Place::of(&entry.source))?;
    }
    #[allow(clippy::cast_precision_loss, reason = "few lines")]
    flow.need((SEAL_LINES + signature.lines.len() + 1) as f32 * grid::LINE);
    #[allow(clippy::cast_precision_loss, reason = "two lines")]
    flow.skip(SEAL_LINES as f32 * grid::LINE, false);
    sign(flow, &signature, common)?;
    if let Some(note) = &content.contact {
        let node = flow.sheets.node(0, Role::P, Attribute::None);
        let text = words.note.replace("{note}", &note.text);
        flow.paragraph(node, &[Segment { face: Face::FangSong, text: &text }], Style::BODY, Place::of(&note.source))?;
    }
    Ok(())
}

/// Lines left free above the signature: a seal of 42 mm over signature and date then has its top edge within one line
/// of the text (GB/T 9704-2012, 7.3.5.1).
const SEAL_LINES: usize = 2;

/// 署名, and the middle on which it and the date stand.
struct Signature {
    lines: Vec<String>,
    middle: f32,
    source: String,
}

/// The date stands four characters from the right edge and the name is centred over it, unless the name would then
/// leave the text area.
fn signature(flow: &mut Flow<'_>, content: &ReportContent, common: &Common) -> Result<Signature, PaperError> {
    let sender = &content.sender;
    let (_, date) = flow.sorts(Face::FangSong, &common.blank_date, grid::BODY, Place::of(FORM))?;
    flow.sorts(Face::FangSong, &sender.text, grid::BODY, Place::of(&sender.source))?;
    let limit = 20.0;
    let (sorts, _) = flow.sorts(Face::FangSong, &sender.text, 1.0, Place::of(&sender.source))?;
    let widths: Vec<f32> = sorts.iter().map(|s| s.width(1.0)).collect();
    let shown: String = sorts.iter().map(|s| s.character).collect();
    let ranges = title_lines(&shown, &widths, limit, &common.whole);
    let widest = ranges
        .iter()
        .map(|r| widths.get(r.clone()).unwrap_or_default().iter().sum::<f32>() * grid::BODY)
        .fold(0.0, f32::max);
    let right = flow.format.text_width;
    let middle = (right - 4.0 * grid::CHARACTER - date / 2.0).min(right - widest / 2.0);
    let lines = ranges.into_iter().map(|r| shown.chars().skip(r.start).take(r.len()).collect()).collect();
    Ok(Signature { lines, middle, source: sender.source.clone() })
}

fn sign(flow: &mut Flow<'_>, signature: &Signature, common: &Common) -> Result<(), PaperError> {
    let name = flow.sheets.node(0, Role::P, Attribute::None);
    let date = flow.sheets.node(0, Role::P, Attribute::None);
    let named = signature.lines.iter().map(|line| (name, line.as_str()));
    for (node, text) in named.chain([(date, common.blank_date.as_str())]) {
        let (sorts, width) = flow.sorts(Face::FangSong, text, grid::BODY, Place::of(&signature.source))?;
        let x = flow.format.left + signature.middle - width / 2.0;
        flow.sheets.begin(node);
        flow.line_at(&sorts, x, flow.y, grid::BODY, grid::LINE, Ink::Black);
        flow.sheets.end();
        flow.y += grid::LINE;
    }
    Ok(())
}

/// A new page that begins an attachment: 附件n at its head, the title on the third line.
fn attachment(
    flow: &mut Flow<'_>,
    number: usize,
    words: &ReportWords,
    common: &Common,
    name: &Words,
) -> Result<NodeId, PaperError> {
    flow.next_page();
    let part = flow.sheets.node(0, Role::Sect, Attribute::None);
    let node = flow.sheets.node(part, Role::P, Attribute::None);
    let text = words.attachment.replace("{number}", &number.to_string());
    let style = Style { indent: 0.0, ..Style::BODY };
    flow.paragraph(node, &[Segment { face: Face::Hei, text: &text }], style, Place::of(FORM))?;
    flow.skip(grid::LINE, false);
    title(flow, part, name, common)?;
    Ok(part)
}

fn nothing(flow: &mut Flow<'_>, part: NodeId, words: &ReportWords) -> Result<(), PaperError> {
    body(flow, part, &Words::new(words.nothing.clone(), FORM))
}

/// Table text of the attachments: 5号 in wide cells, 小四 in the statistics.
fn table_style(size: f32, row: f32) -> TableStyle {
    TableStyle { size, leading: size * 1.35, side: 1.0 * MM, above: 1.4 * MM, row, head: row, keep: TableStyle::WHOLE }
}

fn statistics(flow: &mut Flow<'_>, table: &Statistics, words: &ReportWords, common: &Common) -> Result<(), PaperError> {
    let part = attachment(flow, 1, words, common, &table.title)?;
    if table.groups.is_empty() {
        return nothing(flow, part, words);
    }
    let mut set = Table::begin(flow, part, &columns(&words.statistics), table_style(12.0, 22.5))?;
    for group in &table.groups {
        let rows: Vec<(String, Vec<String>)> = group
            .items
            .chunks(2)
            .map(|pair| {
                let cells = pair.iter().flat_map(|item| [item.label.text.clone(), common.cell(&item.value)]).collect();
                (pair.iter().map(|i| i.label.source.as_str()).collect::<Vec<_>>().join("、"), cells)
            })
            .collect();
        set.group(flow, &group.name.text, &group.name.source, &rows)?;
    }
    set.finish(flow);
    Ok(())
}

fn open_items(flow: &mut Flow<'_>, table: &OpenItems, words: &ReportWords, common: &Common) -> Result<(), PaperError> {
    let part = attachment(flow, 2, words, common, &table.title)?;
    if table.rows.is_empty() {
        return nothing(flow, part, words);
    }
    let mut set = Table::begin(flow, part, &columns(&words.open_items), table_style(10.5, 22.0))?;
    for row in &table.rows {
        let cells = [
            common.cell(&row.id),
            common.cell(&row.problem),
            common.cell(&row.measures),
            common.cell(&row.owner),
            common.deadline(row.deadline, row.extended_to),
            common.cell(&row.progress),
        ];
        set.row(flow, &row.id, &cells)?;
    }
    set.finish(flow);
    Ok(())
}

fn pact_list(flow: &mut Flow<'_>, table: &PactList, words: &ReportWords, common: &Common) -> Result<(), PaperError> {
    let part = attachment(flow, 3, words, common, &table.title)?;
    if table.rows.is_empty() {
        return nothing(flow, part, words);
    }
    let mut set = Table::begin(flow, part, &columns(&words.pacts), table_style(10.5, 22.0))?;
    for row in &table.rows {
        let cells = [
            common.cell(&row.id),
            common.cell(&row.level),
            common.cell(&row.title),
            row.articles.to_string(),
            common.date(row.effective_on),
            row.signed.to_string(),
            row.unsigned.to_string(),
        ];
        set.row(flow, &row.id, &cells)?;
    }
    set.finish(flow);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_ordinal_in_brackets_makes_a_second_heading() {
        assert_eq!(second_heading("（一）排查覆盖。6月1日起。"), ("（一）排查覆盖。", "6月1日起。"));
        assert_eq!(second_heading("（十一）丙。"), ("（十一）丙。", ""));
        assert_eq!(second_heading("（含宿舍）排查。全部。"), ("", "（含宿舍）排查。全部。"));
        assert_eq!(second_heading("（一）没有句号"), ("", "（一）没有句号"));
    }
}
