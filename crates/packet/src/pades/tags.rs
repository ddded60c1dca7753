//! Object streams that hold nothing but elements of the structure tree: in a long table they are nearly all of the file,
//! and nothing that signing or judging looks for can stand in them. Such streams are recognised by their text and left
//! unparsed.

use std::str::from_utf8;

use lopdf::{Object, ObjectId, Stream};

use super::structure::STREAM_LIMIT;

/// The filter of a reading: drops the streams described above, keeps everything else as it is.
///
/// The reader asks twice: for an object of the file it looks only at whether there is an answer, for one inside an
/// object stream it takes the answer, and that is never a stream.
pub(super) fn leave_out(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    match object {
        Object::Stream(stream) if is_only_tags(stream) => None,
        Object::Stream(_) => Some((id, Object::Null)),
        other => Some((id, other.clone())),
    }
}

fn is_only_tags(stream: &Stream) -> bool {
    let unpack = || match stream.is_compressed() {
        true => stream.decompressed_content_with_limit(STREAM_LIMIT).ok(),
        false => Some(stream.content.clone()),
    };
    let first = stream.dict.get(b"First").and_then(Object::as_i64).ok().and_then(|first| usize::try_from(first).ok());
    stream.dict.has_type(b"ObjStm")
        && first.is_some_and(|first| unpack().is_some_and(|text| all_are_elements(&text, first) == Some(true)))
}

/// Whether every object of an object stream (ISO 32000-1 section 7.5.7) is a dictionary and no name is foreign.
fn all_are_elements(text: &[u8], first: usize) -> Option<bool> {
    let (index, bodies) = text.split_at_checked(first)?;
    let mut numbers = from_utf8(index).ok()?.split_ascii_whitespace();
    while let Some(_number) = numbers.next() {
        let offset: usize = numbers.next()?.parse().ok()?;
        if !bodies.get(offset..)?.trim_ascii_start().starts_with(b"<<") {
            return Some(false);
        }
    }
    // Strings and comments could hide the end of a name from this simple reading.
    if bodies.iter().any(|byte| matches!(byte, b'(' | b'%' | b'#')) {
        return Some(false);
    }
    let names = bodies.split(|byte| *byte == b'/').skip(1);
    Some(names.map(name_of).all(is_of_an_element))
}

/// Whether a name may occur. No catalog, page, form, field, signature or attached file can be written with these alone,
/// since each needs a key or a type that is missing here.
fn is_of_an_element(name: &[u8]) -> bool {
    matches!(
        name,
        b"A" | b"ColSpan"
            | b"Column"
            | b"Document"
            | b"H1"
            | b"H2"
            | b"K"
            | b"MCID"
            | b"MCR"
            | b"O"
            | b"P"
            | b"Pg"
            | b"Row"
            | b"RowSpan"
            | b"S"
            | b"Scope"
            | b"Sect"
            | b"StructElem"
            | b"TD"
            | b"TH"
            | b"TR"
            | b"Table"
            | b"Type"
    )
}

/// The name at the beginning of what follows a slash (ISO 32000-1 section 7.3.5).
fn name_of(rest: &[u8]) -> &[u8] {
    let ends = |byte: &u8| matches!(byte, b'\0' | b'\t' | b'\n' | 0x0c | b'\r' | b' ' | b'<' | b'>' | b'[' | b']');
    rest.split(ends).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(objects: &[&str]) -> bool {
        let (mut index, mut bodies) = (String::new(), String::new());
        for (number, object) in objects.iter().enumerate() {
            index.push_str(&format!("{} {} ", number + 1, bodies.len()));
            bodies.push_str(object);
            bodies.push('\n');
        }
        all_are_elements(format!("{index}{bodies}").as_bytes(), index.len()) == Some(true)
    }

    const CELL: &str = "<</S/TD/P 7 0 R/Pg 3 0 R/K 12>>";
    const ROW_HEAD: &str = "<</S/TH/P 7 0 R/K[1 <</Type/MCR/Pg 4 0 R/MCID 0>>]/A<</O/Table/Scope/Row/RowSpan 2>>>>";

    #[test]
    fn elements_are_recognised() {
        assert!(judged(&[CELL, ROW_HEAD]));
    }

    #[test]
    fn nothing_that_is_looked_for_hides_among_them() {
        let others = [
            "<</Type/Sig/P 1 0 R>>",
            "<</FT/Sig/V 1 0 R>>",
            "<</S/TD/ByteRange[0 1 2 3]>>",
            "<</S/TD/#46T/Sig>>",
            "<</S/TD/FT /Sig>>",
            "<</Type/Catalog>>",
            "<</Type/Page/P 1 0 R>>",
            "<</AcroForm 3 0 R>>",
            "<</Fields[1 0 R]>>",
            "<</S/TD/P(/) >>",
            "<</S/TD/P 7 0 R%\n/K 1>>",
            "[1 0 R 2 0 R]",
            "(text)",
            "12",
        ];
        for other in others {
            assert!(!judged(&[CELL, other]), "{other}");
            assert!(!judged(&[other, CELL]), "{other}");
        }
    }

    #[test]
    fn an_index_that_does_not_fit_is_left_to_the_reader() {
        assert_eq!(all_are_elements(b"1 0 2<<>>", 5), None);
        assert_eq!(all_are_elements(b"1 90 <<>>", 5), None);
        assert_eq!(all_are_elements(b"1 0 ", 9), None);
    }
}
