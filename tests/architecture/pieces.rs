//! Cuts Rust source into code, comments and string literals, so that a rule for one of them is not broken by another.

/// What a piece of source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Code,
    Comment,
    /// The inside of a string literal, escapes as written.
    Text,
}

/// One piece, with the line on which it begins (from 1).
#[derive(Debug, PartialEq, Eq)]
pub struct Piece {
    pub kind: Kind,
    pub line: usize,
    pub text: String,
}

/// Cuts `source`. Joined again in order the pieces lack only the quotes.
pub fn pieces(source: &str) -> Vec<Piece> {
    let mut cutter = Cutter { rest: source, line: 1, done: Vec::new() };
    while cutter.step() {}
    cutter.done
}

struct Cutter<'a> {
    rest: &'a str,
    line: usize,
    done: Vec<Piece>,
}

impl Cutter<'_> {
    /// Takes one piece or one character of code from the front; false at the end.
    fn step(&mut self) -> bool {
        let Some(first) = self.rest.chars().next() else {
            return false;
        };
        if self.rest.starts_with("//") {
            let end = self.rest.find('\n').unwrap_or(self.rest.len());
            self.take(Kind::Comment, end, 0);
        } else if self.rest.starts_with("/*") {
            let end = block_comment(self.rest);
            self.take(Kind::Comment, end, 0);
        } else if let Some((before, hashes)) = raw_string(self.rest).filter(|_| !self.within_word()) {
            self.take(Kind::Code, before, 0);
            let close = format!("\"{}", "#".repeat(hashes));
            let end = self.rest.find(&close).unwrap_or(self.rest.len());
            self.take(Kind::Text, end, close.len());
        } else if first == '"' {
            self.take(Kind::Code, 1, 0);
            let end = plain_string(self.rest);
            self.take(Kind::Text, end, 1);
        } else if first == '\'' {
            self.take(Kind::Code, character(self.rest), 0);
        } else {
            self.take(Kind::Code, first.len_utf8(), 0);
        }
        true
    }

    /// Whether the code before ends inside an identifier, whose `r` opens no raw string.
    fn within_word(&self) -> bool {
        let last = self.done.last().filter(|p| p.kind == Kind::Code).and_then(|p| p.text.chars().last());
        last.is_some_and(|c| c.is_alphanumeric() || c == '_')
    }

    /// Moves `length` bytes into a piece and drops the `close` bytes after it. Code runs on, the others stand alone.
    fn take(&mut self, kind: Kind, length: usize, close: usize) {
        let (text, rest) = self.rest.split_at(length);
        self.rest = rest.get(close..).unwrap_or_default();
        match self.done.last_mut() {
            Some(last) if kind == Kind::Code && last.kind == Kind::Code => last.text.push_str(text),
            _ => self.done.push(Piece { kind, line: self.line, text: text.to_owned() }),
        }
        self.line += text.matches('\n').count();
    }
}

/// Length of the block comment that opens `source`; they nest.
fn block_comment(source: &str) -> usize {
    let mut depth = 0usize;
    let mut at = 0;
    while let Some(rest) = source.get(at..) {
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            match rest.chars().next() {
                Some(c) => at += c.len_utf8(),
                None => return source.len(),
            }
        }
    }
    source.len()
}

/// For a raw string at the front: the length of its opening and the number of its hashes.
fn raw_string(source: &str) -> Option<(usize, usize)> {
    let after = ["r", "br", "cr"].iter().find_map(|p| source.strip_prefix(p))?;
    let hashes = after.bytes().take_while(|b| *b == b'#').count();
    after.get(hashes..)?.starts_with('"').then(|| (source.len() - after.len() + hashes + 1, hashes))
}

/// Length of a string literal's inside, up to its closing quote.
fn plain_string(source: &str) -> usize {
    let mut escaped = false;
    for (at, c) in source.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at,
            _ => {}
        }
    }
    source.len()
}

/// Length of the character literal at the front, or 1 for the quote of a lifetime.
fn character(source: &str) -> usize {
    let mut chars = source.char_indices().skip(1);
    match chars.next() {
        Some((_, '\\')) => source.char_indices().skip(3).find(|(_, c)| *c == '\'').map_or(1, |(at, _)| at + 1),
        Some(_) => chars.next().filter(|(_, c)| *c == '\'').map_or(1, |(at, _)| at + 1),
        None => 1,
    }
}

#[test]
fn strings_comments_and_code_are_told_apart() {
    let source = "let a = \"//x \\\" y\"; // “z”\nlet b = r#\"q\"q\"#; /* a /* b */ c */ let c = '\"'; fn f<'a>() {} let bar = b\"1\";";
    let of = |kind| pieces(source).into_iter().filter(|p| p.kind == kind).map(|p| p.text).collect::<Vec<_>>();
    assert_eq!(of(Kind::Text), ["//x \\\" y", "q\"q", "1"]);
    assert_eq!(of(Kind::Comment), ["// “z”", "/* a /* b */ c */"]);
    assert_eq!(of(Kind::Code).last().map(String::as_str), Some(";"));
    assert_eq!(pieces(source).iter().find(|p| p.text.starts_with("/*")).map(|p| p.line), Some(2));
}
