//! Pixels → PNG, at the level where encoding costs less than drawing.

use hayro::vello_cpu::Pixmap;

/// Encodes an opaque image, in 8-bit grey when it has no colour (a third of the bytes of RGB).
pub(super) fn png(pixmap: &Pixmap) -> Option<Vec<u8>> {
    let pixels = pixmap.data();
    let grey = pixels.iter().all(|p| p.r == p.g && p.g == p.b);
    let (color, data) = if grey {
        let data: Vec<u8> = pixels.iter().map(|p| p.r).collect();
        (png::ColorType::Grayscale, data)
    } else {
        let data = pixels.iter().flat_map(|p| [p.r, p.g, p.b]).collect();
        (png::ColorType::Rgb, data)
    };
    let mut file = Vec::with_capacity(data.len() / 4);
    let (width, height) = (u32::from(pixmap.width()), u32::from(pixmap.height()));
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(color);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&data).ok()?;
    writer.finish().ok()?;
    Some(file)
}
