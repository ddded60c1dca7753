//! The parts of an .xlsx that stand around its sheets: which sheets there are, the shared texts, the number formats.

use std::cell::Cell;
use std::collections::HashMap;
use std::io::Read;
use std::sync::Arc;

use super::build::Budget;
use super::error::ReadError;
use super::number::Look;
use super::xml::{Node, attribute, is_on, nodes};

/// A sheet as the workbook names it.
#[derive(Debug, Clone)]
pub(super) struct Listed {
    pub(super) name: String,
    pub(super) hidden: bool,
    pub(super) relation: String,
}

/// What `workbook.xml` says.
#[derive(Debug, Default)]
pub(super) struct Workbook {
    pub(super) sheets: Vec<Listed>,
    pub(super) date1904: bool,
}

/// Most sheets of a workbook that are looked at.
const SHEETS_MAX: usize = 255;

pub(super) fn workbook(part: impl Read, left: &Cell<u64>) -> Result<Workbook, ReadError> {
    let mut book = Workbook::default();
    nodes(part, left, |node| {
        match node {
            Node::Open("workbookPr", tag) => book.date1904 = is_on(tag, "date1904"),
            Node::Open("sheet", tag) if book.sheets.len() < SHEETS_MAX => book.sheets.push(Listed {
                name: attribute(tag, "name").unwrap_or_default().into_owned(),
                hidden: attribute(tag, "state").is_some_and(|s| s != "visible"),
                relation: attribute(tag, "id").ok_or(ReadError::Damaged)?.into_owned(),
            }),
            _ => {}
        }
        Ok(())
    })?;
    Ok(book)
}

/// A relation: the last part of its type, and the part it leads to.
#[derive(Debug, Clone)]
pub(super) struct Relation {
    pub(super) kind: String,
    pub(super) target: String,
}

/// The relations of a part that lies in `folder`, by their ids.
pub(super) fn relations(
    part: impl Read,
    folder: &str,
    left: &Cell<u64>,
) -> Result<HashMap<String, Relation>, ReadError> {
    let mut found = HashMap::new();
    nodes(part, left, |node| {
        if let Node::Open("Relationship", tag) = node
            && found.len() < 10_000
            && let (Some(id), Some(kind), Some(target)) =
                (attribute(tag, "Id"), attribute(tag, "Type"), attribute(tag, "Target"))
            && attribute(tag, "TargetMode").is_none_or(|m| m != "External")
        {
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            found.insert(id.into_owned(), Relation { kind, target: resolved(folder, &target) });
        }
        Ok(())
    })?;
    Ok(found)
}

/// The name of the part at `target`, seen from `folder`; lower case, as parts are found without regard to it.
pub(super) fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let (mut steps, rest): (Vec<&str>, &str) = match target.strip_prefix('/') {
        Some(rest) => (Vec::new(), rest),
        None => (folder.split('/').filter(|s| !s.is_empty()).collect(), target.as_str()),
    };
    for step in rest.split('/').filter(|s| !s.is_empty() && *s != ".") {
        if step == ".." {
            steps.pop();
        } else {
            steps.push(step);
        }
    }
    steps.join("/").to_lowercase()
}

/// The shared texts, in their order; phonetic hints (`rPh`) are left out.
pub(super) fn shared_texts(
    part: impl Read,
    left: &Cell<u64>,
    budget: &mut Budget<'_>,
) -> Result<Vec<Arc<str>>, ReadError> {
    let mut texts = Vec::new();
    let mut text = String::new();
    let (mut in_text, mut in_hint) = (false, false);
    nodes(part, left, |node| {
        match node {
            Node::Open("si", _) => text.clear(),
            Node::Open("rPh", _) => in_hint = true,
            Node::Close("rPh") => in_hint = false,
            Node::Open("t", _) => in_text = true,
            Node::Close("t") => in_text = false,
            Node::Close("si") => {
                budget.cell()?;
                texts.push(budget.text(&unescaped(&text))?);
            }
            Node::Text(piece) if in_text && !in_hint => text.push_str(piece),
            _ => {}
        }
        Ok(())
    })?;
    Ok(texts)
}

/// The text with `_xHHHH_` read as the character it stands for (ECMA-376 part 1, 22.9.2.19).
pub(super) fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("_x") {
        out.push_str(before);
        let read = after.split_at_checked(4).filter(|(_, tail)| tail.starts_with('_')).and_then(|(hex, tail)| {
            let c = u32::from_str_radix(hex, 16).ok().and_then(char::from_u32)?;
            Some((c, tail.strip_prefix('_')?))
        });
        match read {
            Some((c, tail)) => {
                out.push(c);
                rest = tail;
            }
            None => {
                out.push_str("_x");
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// How each cell style shows a number.
pub(super) fn looks(part: impl Read, left: &Cell<u64>, budget: &mut Budget<'_>) -> Result<Vec<Look>, ReadError> {
    let mut codes: HashMap<u32, Look> = HashMap::new();
    let mut looks = Vec::new();
    let mut in_cells = false;
    nodes(part, left, |node| {
        match node {
            Node::Open("numFmt", tag) => {
                budget.cell()?;
                if let (Some(id), Some(code)) = (attribute(tag, "numFmtId"), attribute(tag, "formatCode"))
                    && let Ok(id) = id.parse()
                {
                    codes.insert(id, Look::of_code(&code));
                }
            }
            Node::Open("cellXfs", _) => in_cells = true,
            Node::Close("cellXfs") => in_cells = false,
            Node::Open("xf", tag) if in_cells => {
                budget.cell()?;
                let id: u32 = attribute(tag, "numFmtId").and_then(|i| i.parse().ok()).unwrap_or(0);
                looks.push(codes.get(&id).copied().unwrap_or(Look::of_id(id)));
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(looks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_found_from_where_their_relation_stands() {
        for (folder, target, part) in [
            ("xl", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "/xl/worksheets/Sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl/a", "../b.xml", "xl/b.xml"),
            ("", "xl\\workbook.xml", "xl/workbook.xml"),
            ("xl", "../../../x.xml", "x.xml"),
        ] {
            assert_eq!(resolved(folder, target), part);
        }
    }

    #[test]
    fn escapes_of_characters() {
        for (text, read) in [
            ("a_x000D_b", "a\rb"),
            ("_x005F_x000D_", "_x000D_"),
            ("_x12", "_x12"),
            ("_xZZZZ_", "_xZZZZ_"),
            ("王_x4E2D_", "王中"),
        ] {
            assert_eq!(unescaped(text), read);
        }
    }
}
