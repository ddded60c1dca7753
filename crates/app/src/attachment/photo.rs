//! Photographs made smaller: turned upright, scaled down, and without anything that the camera wrote beside the picture,
//! such as the place where it was taken (EXIF of JEITA CP-3451, XMP, comments).

use std::io::Cursor;

use domain::noun::FileKind;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits, RgbImage};

use super::limits::{LONG_EDGE, MEMORY, PIXELS, SHORT_EDGE, THUMB};
use crate::error::{AppError, Code, Result};

/// Quality of the pictures that are kept, and of those in lists, of 100.
const QUALITY: u8 = 85;
const THUMB_QUALITY: u8 = 75;

/// The picture as it is kept: a JPEG.
///
/// # Errors
/// `AttachmentPixels` for a picture that is too large to open, `AttachmentPicture` for one that does not open.
pub(super) fn scaled(bytes: &[u8], kind: FileKind) -> Result<Vec<u8>> {
    let format = match kind {
        FileKind::Png => ImageFormat::Png,
        FileKind::Webp => ImageFormat::WebP,
        _ => ImageFormat::Jpeg,
    };
    let picture = opened(bytes, format)?;
    let (width, height) = kept_size(picture.width(), picture.height());
    let picture = if (width, height) == (picture.width(), picture.height()) {
        picture
    } else {
        picture.resize_exact(width, height, FilterType::Triangle)
    };
    jpeg(&on_white(&picture), QUALITY)
}

/// A small picture for a list, of one that was kept.
///
/// # Errors
/// As [`scaled`].
pub(super) fn thumb(bytes: &[u8]) -> Result<Vec<u8>> {
    let picture = opened(bytes, ImageFormat::Jpeg)?;
    jpeg(&picture.thumbnail(THUMB, THUMB).to_rgb8(), THUMB_QUALITY)
}

fn opened(bytes: &[u8], format: ImageFormat) -> Result<DynamicImage> {
    let bad = |_| AppError::new(Code::AttachmentPicture);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(bad)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PIXELS || decoder.total_bytes() > MEMORY {
        return Err(AppError::new(Code::AttachmentPixels).with("width", width).with("height", height));
    }
    // A camera held on its side says so beside the picture; what it says is taken away, so the picture itself is turned.
    let turned = decoder.orientation().map_err(bad)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(bad)?;
    picture.apply_orientation(turned);
    Ok(picture)
}

/// The size in which a picture is kept.
fn kept_size(width: u32, height: u32) -> (u32, u32) {
    let (long, short) = (width.max(height), width.min(height));
    let strip = u64::from(long) * 2 > u64::from(short) * 5;
    let (now, most) = if strip { (short, SHORT_EDGE) } else { (long, LONG_EDGE) };
    if now <= most || now == 0 {
        return (width, height);
    }
    let of = |edge: u32| {
        let scaled = (u64::from(edge) * u64::from(most) + u64::from(now) / 2) / u64::from(now);
        u32::try_from(scaled).unwrap_or(u32::MAX).max(1)
    };
    (of(width), of(height))
}

/// The picture without transparency, on white paper.
fn on_white(picture: &DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let from = picture.to_rgba8();
    let mut out = RgbImage::new(from.width(), from.height());
    for (to, pixel) in out.pixels_mut().zip(from.pixels()) {
        let [red, green, blue, alpha] = pixel.0;
        let mix = |colour: u8| {
            let (colour, alpha) = (u32::from(colour), u32::from(alpha));
            u8::try_from((colour * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
        };
        to.0 = [mix(red), mix(green), mix(blue)];
    }
    out
}

fn jpeg(picture: &RgbImage, quality: u8) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let made = JpegEncoder::new_with_quality(&mut out, quality).encode_image(picture);
    made.map_err(|_| AppError::new(Code::AttachmentPicture))?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture of another colour in its upper left quarter.
    fn picture(width: u32, height: u32) -> RgbImage {
        RgbImage::from_fn(width, height, |x, y| {
            if x < width / 2 && y < height / 2 { image::Rgb([220, 20, 20]) } else { image::Rgb([20, 20, 220]) }
        })
    }

    /// A JPEG into which a camera has written that it was held on its side, and where it was.
    fn photographed(width: u32, height: u32, orientation: u16) -> Vec<u8> {
        let plain = jpeg(&picture(width, height), 90).unwrap();
        let mut tiff = b"II*\0\x08\0\0\0\x02\0".to_vec();
        tiff.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0]);
        tiff.extend(orientation.to_le_bytes());
        tiff.extend([0, 0]);
        // A text where the serial number of the camera stands.
        tiff.extend([0x31, 0xa4, 2, 0, 12, 0, 0, 0, 38, 0, 0, 0, 0, 0, 0, 0]);
        tiff.extend(b"GPS-PLACE-1\0");
        let exif = [b"Exif\0\0".as_slice(), &tiff].concat();
        let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
        [&plain[..2], &[0xff, 0xe1], &length, &exif, &plain[2..]].concat()
    }

    fn size(jpeg: &[u8]) -> (u32, u32) {
        let read = opened(jpeg, ImageFormat::Jpeg).unwrap();
        (read.width(), read.height())
    }

    #[test]
    fn a_photograph_is_made_smaller_turned_upright_and_says_no_place() {
        let taken = photographed(2400, 1600, 6);
        assert!(taken.windows(11).any(|w| w == b"GPS-PLACE-1"), "the camera wrote it");
        let kept = scaled(&taken, FileKind::Jpeg).unwrap();
        assert!(!kept.windows(11).any(|w| w == b"GPS-PLACE-1") && !kept.windows(4).any(|w| w == b"Exif"));
        assert_eq!(size(&kept), (1333, 2000));
        let read = opened(&kept, ImageFormat::Jpeg).unwrap().to_rgb8();
        // Turned by a quarter to the right, the upper left quarter is at the upper right.
        assert!(read.get_pixel(1200, 100).0[0] > 150 && read.get_pixel(100, 100).0[0] < 80);
        let small = thumb(&kept).unwrap();
        assert_eq!(size(&small), (213, 320));
    }

    #[test]
    fn the_size_that_is_kept() {
        for (from, to) in [
            ((4000, 3000), (2000, 1500)),
            ((3000, 4000), (1500, 2000)),
            ((2000, 1000), (2000, 1000)),
            ((800, 600), (800, 600)),
            // The picture of a whole chat stays readable.
            ((1080, 12_000), (1080, 12_000)),
            ((2160, 12_000), (1080, 6000)),
            ((1, 1), (1, 1)),
        ] {
            assert_eq!(kept_size(from.0, from.1), to, "{from:?}");
        }
    }

    #[test]
    fn a_transparent_picture_stands_on_white() {
        let clear = image::RgbaImage::from_pixel(40, 30, image::Rgba([0, 0, 0, 0]));
        let mut png = Vec::new();
        DynamicImage::ImageRgba8(clear).write_to(&mut Cursor::new(&mut png), ImageFormat::Png).unwrap();
        let kept = scaled(&png, FileKind::Png).unwrap();
        assert!(opened(&kept, ImageFormat::Jpeg).unwrap().to_rgb8().get_pixel(5, 5).0.iter().all(|c| *c > 250));
    }

    #[test]
    fn what_does_not_open_and_what_is_too_large_is_said() {
        let whole = jpeg(&picture(64, 64), 90).unwrap();
        let code = |bytes: &[u8], kind| scaled(bytes, kind).unwrap_err().code;
        assert_eq!(code(&whole[..40], FileKind::Jpeg), Code::AttachmentPicture);
        assert_eq!(code(b"\x89PNG\r\n\x1a\nxxxx", FileKind::Png), Code::AttachmentPicture);
        // A PNG that says it is 60,000 pixels wide and high.
        let mut png = Vec::new();
        DynamicImage::ImageRgb8(picture(8, 8)).write_to(&mut Cursor::new(&mut png), ImageFormat::Png).unwrap();
        png.splice(16..24, [0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
        let mut crc = flate_crc(&png[12..29]).to_be_bytes().to_vec();
        png.splice(29..33, crc.drain(..));
        assert_eq!(code(&png, FileKind::Png), Code::AttachmentPixels);
    }

    /// CRC-32 of a PNG chunk (ISO/IEC 15948, annex D).
    fn flate_crc(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(u32::MAX, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |c, _| if c & 1 == 1 { 0xedb8_8320 ^ (c >> 1) } else { c >> 1 })
        })
    }
}
