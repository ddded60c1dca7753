//! An associated file inside the PDF (ISO 19005-3, 6.8).

use lopdf::{Dictionary, Document, Object, Stream, dictionary};

use super::metadata::{pdf_date, text};
use chrono::{DateTime, FixedOffset};

/// A file that a paper carries.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Attachment<'a> {
    /// Its name, ASCII.
    pub name: &'a str,
    /// Its media type.
    pub media_type: &'a str,
    /// What it is, for a reader.
    pub description: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// Puts the file into the document and names it in the catalog as the source of the paper's figures.
pub(crate) fn attach(pdf: &mut Document, catalog: &mut Dictionary, file: Attachment<'_>, at: DateTime<FixedOffset>) {
    let size = i64::try_from(file.bytes.len()).unwrap_or(i64::MAX);
    let parameters = dictionary! {
        "Size" => size,
        "ModDate" => Object::string_literal(pdf_date(at)),
    };
    let embedded = Stream::new(
        dictionary! {
            "Type" => "EmbeddedFile",
            "Subtype" => Object::Name(file.media_type.as_bytes().to_vec()),
            "Params" => parameters,
        },
        file.bytes.to_vec(),
    );
    let embedded = pdf.add_object(embedded);
    let specification = pdf.add_object(dictionary! {
        "Type" => "Filespec",
        "F" => Object::string_literal(file.name),
        "UF" => text(file.name),
        "Desc" => text(file.description),
        "AFRelationship" => "Source",
        "EF" => dictionary! { "F" => embedded, "UF" => embedded },
    });
    let names = dictionary! { "Names" => vec![text(file.name), specification.into()] };
    catalog.set("AF", vec![Object::from(specification)]);
    catalog.set("Names", dictionary! { "EmbeddedFiles" => names });
}
