//! The ToUnicode map of a font (ISO 32000-2, 9.10.3): character codes → text.

use std::collections::HashMap;

/// Codes of one font and what they stand for.
#[derive(Debug)]
pub(super) struct ToUnicode {
    map: HashMap<u32, String>,
    // Bytes per code. Composite fonts of the papers use two; a code space may say otherwise.
    width: usize,
}

impl ToUnicode {
    /// Parses a CMap; `width` is the code length the font's encoding implies when the code space does not say.
    pub(super) fn parse(cmap: &[u8], width: usize) -> ToUnicode {
        let mut this = ToUnicode { map: HashMap::new(), width };
        let mut operands: Vec<Token> = Vec::new();
        for token in (Tokens { rest: cmap }) {
            match token {
                Token::Word(word) => {
                    match word {
                        b"endcodespacerange" => this.code_space(&operands),
                        b"endbfchar" => this.chars(&operands),
                        b"endbfrange" => this.ranges(&operands),
                        _ => {}
                    }
                    operands.clear();
                }
                operand => operands.push(operand),
            }
        }
        this
    }

    /// The text of a shown string; `None` when one of its codes has no character.
    pub(super) fn text(&self, shown: &[u8]) -> Option<String> {
        let mut text = String::new();
        for code in shown.chunks(self.width) {
            text.push_str(self.map.get(&number(code))?);
        }
        Some(text)
    }

    fn code_space(&mut self, operands: &[Token]) {
        if let Some(Token::Hex(low)) = operands.first()
            && (1..=4).contains(&low.len())
        {
            self.width = low.len();
        }
    }

    fn chars(&mut self, operands: &[Token]) {
        for pair in operands.as_chunks::<2>().0 {
            if let [Token::Hex(code), Token::Hex(text)] = pair {
                self.map.insert(number(code), utf16(text, 0));
            }
        }
    }

    fn ranges(&mut self, operands: &[Token]) {
        let mut rest = operands;
        while let [Token::Hex(low), Token::Hex(high), tail @ ..] = rest {
            let codes = number(low)..=number(high).min(number(low).saturating_add(0xffff));
            match tail {
                [Token::Hex(text), tail @ ..] => {
                    for (step, code) in codes.enumerate() {
                        self.map.insert(code, utf16(text, step));
                    }
                    rest = tail;
                }
                [Token::Open, tail @ ..] => {
                    let texts = tail.iter().take_while(|t| !matches!(t, Token::Close));
                    let mut count = 0;
                    for (code, text) in codes.zip(texts.inspect(|_| count += 1)) {
                        if let Token::Hex(text) = text {
                            self.map.insert(code, utf16(text, 0));
                        }
                    }
                    let close = tail.iter().position(|t| matches!(t, Token::Close));
                    rest = close.and_then(|at| tail.get(at + 1..)).unwrap_or_default();
                }
                _ => return,
            }
        }
    }
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |n, b| n << 8 | u32::from(*b))
}

/// UTF-16BE, its last character moved on by `step`.
fn utf16(bytes: &[u8], step: usize) -> String {
    let units = bytes.as_chunks::<2>().0.iter().map(|b| u16::from_be_bytes(*b));
    let mut text: String = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    if step > 0
        && let Some(last) = text.pop()
    {
        let moved = u32::try_from(step).ok().and_then(|step| char::from_u32(u32::from(last).checked_add(step)?));
        text.push(moved.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    text
}

#[derive(Debug)]
enum Token<'a> {
    Hex(Vec<u8>),
    Open,
    Close,
    /// An operator, a name or a number; only operators matter here.
    Word(&'a [u8]),
}

struct Tokens<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let (first, tail) = self.rest.split_first()?;
            match first {
                b'%' => {
                    let end = tail.iter().position(|b| matches!(b, b'\n' | b'\r'));
                    self.rest = end.and_then(|at| tail.get(at..)).unwrap_or_default();
                }
                b'[' | b']' => {
                    self.rest = tail;
                    return Some(if *first == b'[' { Token::Open } else { Token::Close });
                }
                b'<' if tail.first() != Some(&b'<') => {
                    let end = tail.iter().position(|b| *b == b'>').unwrap_or(tail.len());
                    let digits = tail.get(..end).unwrap_or_default();
                    self.rest = tail.get(end + 1..).unwrap_or_default();
                    return Some(Token::Hex(hex(digits)));
                }
                b if is_regular(*b) => {
                    let end = self.rest.iter().position(|b| !is_regular(*b));
                    let (word, tail) = self.rest.split_at_checked(end.unwrap_or(self.rest.len()))?;
                    self.rest = tail;
                    return Some(Token::Word(word));
                }
                _ => self.rest = tail,
            }
        }
    }
}

fn is_regular(b: u8) -> bool {
    !b.is_ascii_whitespace() && b != 0 && !b"()<>[]{}/%".contains(&b)
}

fn hex(digits: &[u8]) -> Vec<u8> {
    let values: Vec<u8> =
        digits.iter().filter_map(|b| char::from(*b).to_digit(16)).filter_map(|d| u8::try_from(d).ok()).collect();
    values
        .chunks(2)
        .map(|pair| match pair {
            [high, low] => high << 4 | low,
            [high] => high << 4,
            _ => 0,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chars_ranges_and_lists_are_read() {
        let cmap = b"/CMapName /X def % <0001> a comment\n1 begincodespacerange <0000><FFFF> endcodespacerange\n\
            2 beginbfchar <0001> <738B> <0002><D872DF4E> endbfchar\n\
            2 beginbfrange <0003> <0005> <5C0F> <0006> <0007> [<660E> <00660066>] endbfrange";
        let map = ToUnicode::parse(cmap, 2);
        assert_eq!(map.text(b"\0\x01\0\x02\0\x03\0\x05\0\x06\0\x07").as_deref(), Some("王𬭎小\u{5c11}明ff"));
        assert_eq!(map.text(b"\0\x08"), None, "an unknown code is not passed over");
    }
}
