//! Paper sizes and the text area. Lengths in pt.

/// Points in a millimetre.
pub(crate) const MM: f32 = 72.0 / 25.4;

/// The grid of GB/T 9704-2012, 5.2: 22 lines of 28 characters fill a text area of 156 mm × 225 mm.
pub(crate) mod grid {
    use super::MM;
    /// Distance between lines: 225 mm / 22.
    pub(crate) const LINE: f32 = 225.0 * MM / 22.0;
    /// Distance between characters: 156 mm / 28.
    pub(crate) const CHARACTER: f32 = 156.0 * MM / 28.0;
    /// 3号.
    pub(crate) const BODY: f32 = 16.0;
    /// 2号.
    pub(crate) const TITLE: f32 = 22.0;
    /// What fills the grid's cell: 28 characters of 16 pt are wider than 156 mm, so each is drawn in a little.
    pub(crate) const TRACKING: f32 = CHARACTER - BODY;
}

/// A page and its text area.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Format {
    /// Page width.
    pub width: f32,
    /// Page height.
    pub height: f32,
    /// Left edge of the text area.
    pub left: f32,
    /// Top edge of the text area, from the page's top.
    pub top: f32,
    /// Width of the text area.
    pub text_width: f32,
    /// Height of the text area.
    pub text_height: f32,
}

impl Format {
    /// The official page: A4 upright, 天头 37 mm, 订口 28 mm.
    pub const OFFICIAL: Format = Format {
        width: 210.0 * MM,
        height: 297.0 * MM,
        left: 28.0 * MM,
        top: 37.0 * MM,
        text_width: 156.0 * MM,
        text_height: 225.0 * MM,
    };
    /// A wide table: A4 landscape, 15 mm at the sides.
    pub const LANDSCAPE: Format = Format {
        width: 297.0 * MM,
        height: 210.0 * MM,
        left: 15.0 * MM,
        top: 20.0 * MM,
        text_width: 267.0 * MM,
        text_height: 170.0 * MM,
    };
    /// A narrow table: A4 upright, 15 mm at the sides.
    pub const UPRIGHT: Format = Format {
        width: 210.0 * MM,
        height: 297.0 * MM,
        left: 15.0 * MM,
        top: 22.0 * MM,
        text_width: 180.0 * MM,
        text_height: 252.0 * MM,
    };

    /// A form to be filed: A4 upright, 25 mm at the left for the staples.
    pub const FORM: Format = Format {
        width: 210.0 * MM,
        height: 297.0 * MM,
        left: 25.0 * MM,
        top: 20.0 * MM,
        text_width: 168.0 * MM,
        text_height: 256.0 * MM,
    };

    /// Height above the page's foot of a point `y` below the top of the text area.
    pub fn up(&self, y: f32) -> f32 {
        self.height - self.top - y
    }

    /// Right edge of the text area.
    pub fn right(&self) -> f32 {
        self.left + self.text_width
    }
}

/// Height of the baseline below the top of a line box: Chinese type stands with 0.88 em above its baseline.
pub(crate) fn baseline(size: f32, line: f32) -> f32 {
    (line - size) / 2.0 + 0.88 * size
}
