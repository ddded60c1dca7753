//! The second opinion on page images: poppler's `pdftoppm` (Debian package poppler-utils), and how two images compare.

use std::io::Write;
use std::process::Command;

/// A page in grey levels.
pub struct Image {
    pub width: usize,
    pub height: usize,
    pub grey: Vec<u8>,
}

/// Decodes a PNG; of colours the red part is kept.
pub fn decoded(file: &[u8]) -> (Image, png::ColorType) {
    let mut reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().unwrap();
    let mut data = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut data).unwrap();
    let step = info.color_type.samples();
    let grey = data.chunks(step).map(|p| p[0]).collect();
    (Image { width: info.width as usize, height: info.height as usize, grey }, info.color_type)
}

/// Every page as poppler draws it.
pub fn pages(pdf: &[u8], dpi: u32) -> Vec<Image> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("paper.pdf");
    std::fs::File::create(&file).unwrap().write_all(pdf).unwrap();
    let run = Command::new("pdftoppm")
        .args(["-png", "-r", &dpi.to_string()])
        .arg(&file)
        .arg(folder.path().join("page"))
        .output()
        .expect("pdftoppm of poppler-utils is needed for this test");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let mut images: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "png"))
        .collect();
    images.sort();
    images.iter().map(|path| decoded(&std::fs::read(path).unwrap()).0).collect()
}

/// Side of the squares that are compared, about one character at 96 dpi: smoothing at edges averages out in it.
const SQUARE: usize = 24;

/// The greatest difference of a square's mean grey level, in the best of nine alignments by up to one pixel.
pub fn difference(a: &Image, b: &Image) -> f64 {
    let columns = (a.width.min(b.width) - 2) / SQUARE;
    let rows = (a.height.min(b.height) - 2) / SQUARE;
    let mean = |image: &Image, x: usize, y: usize| {
        let lines = (y..y + SQUARE).map(|y| &image.grey[y * image.width + x..][..SQUARE]);
        let sum: u64 = lines.flatten().map(|p| u64::from(*p)).sum();
        sum as f64 / (SQUARE * SQUARE) as f64
    };
    let aligned = |dx: usize, dy: usize| {
        let squares = (0..rows).flat_map(|y| (0..columns).map(move |x| (x * SQUARE, y * SQUARE)));
        squares.map(|(x, y)| (mean(a, x + 1, y + 1) - mean(b, x + dx, y + dy)).abs()).fold(0.0, f64::max)
    };
    (0..9).map(|n| aligned(n % 3, n / 3)).fold(f64::INFINITY, f64::min)
}
