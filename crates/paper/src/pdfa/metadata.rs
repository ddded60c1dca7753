//! XMP metadata and the Info dictionary, which say the same (ISO 19005-3, 6.6.2 and 6.1.5).

use chrono::{DateTime, FixedOffset};
use lopdf::{Dictionary, Object, Stream, StringFormat, dictionary};

/// Who makes the file.
const PRODUCER: &str = concat!("Anmiao ", env!("CARGO_PKG_VERSION"));

/// What the metadata say.
pub(crate) struct Facts<'a> {
    /// Title of the paper.
    pub title: &'a str,
    /// The school.
    pub author: &'a str,
    /// When the file was made.
    pub made_at: DateTime<FixedOffset>,
}

impl Facts<'_> {
    /// The XMP packet as a stream that is never compressed, so that tools can find it.
    pub fn xmp(&self) -> Stream {
        let date = self.made_at.format("%Y-%m-%dT%H:%M:%S%:z").to_string();
        let text = TEMPLATE
            .replace("{title}", &escaped(self.title))
            .replace("{author}", &escaped(self.author))
            .replace("{producer}", &escaped(PRODUCER))
            .replace("{date}", &date);
        let dictionary = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
        Stream::new(dictionary, text.into_bytes()).with_compression(false)
    }

    /// The Info dictionary.
    pub fn info(&self) -> Dictionary {
        let date = pdf_date(self.made_at);
        dictionary! {
            "Title" => text(self.title),
            "Author" => text(self.author),
            "Creator" => text(PRODUCER),
            "Producer" => text(PRODUCER),
            "CreationDate" => Object::String(date.clone().into_bytes(), StringFormat::Literal),
            "ModDate" => Object::String(date.into_bytes(), StringFormat::Literal),
        }
    }
}

/// A date as PDF writes it (ISO 32000-1, 7.9.4).
pub(crate) fn pdf_date(at: DateTime<FixedOffset>) -> String {
    let zone = at.format("%:z").to_string();
    let zone = zone.replace(':', "'");
    format!("D:{}{zone}'", at.format("%Y%m%d%H%M%S"))
}

/// A text string: plain when it is ASCII, else UTF-16 with its mark (ISO 32000-1, 7.9.2.2).
pub(crate) fn text(value: &str) -> Object {
    if value.is_ascii() {
        return Object::String(value.as_bytes().to_vec(), StringFormat::Literal);
    }
    let bytes = [0xFE, 0xFF].into_iter().chain(value.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    Object::String(bytes, StringFormat::Hexadecimal)
}

fn escaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// The two claims, the fields Info repeats, and the extension schema that PDF/A asks for before it tolerates `pdfuaid`.
const TEMPLATE: &str = r#"<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title><dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator><dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language></rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><xmp:CreatorTool>{producer}</xmp:CreatorTool><xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><pdf:Producer>{producer}</pdf:Producer></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_with_markup_stays_text() {
        let made_at = DateTime::parse_from_rfc3339("2026-06-26T17:00:00+08:00").unwrap();
        let facts = Facts { title: "甲<乙>&\"丙\"", author: "校", made_at };
        let xmp = String::from_utf8(facts.xmp().content).unwrap();
        assert!(xmp.contains("甲&lt;乙&gt;&amp;&quot;丙&quot;"), "an unescaped & fails PDF/A 6.6.2.1");
        assert!(xmp.contains("<xmp:CreateDate>2026-06-26T17:00:00+08:00<"));
        assert_eq!(pdf_date(made_at), "D:20260626170000+08'00'", "Info must say the same instant as XMP");
    }
}
