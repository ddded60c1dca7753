//! Streams → bytes, strictly. The PDF library keeps what it could inflate of a damaged stream; a search must know.

use std::io::Read;

use flate2::read::ZlibDecoder;
use lopdf::{Dictionary, Object, ObjectId, Stream};

use super::ReadbackError;

/// The largest stream that is expanded.
const MAX_STREAM: u64 = 256 << 20;

/// The expanded bytes of a stream that is plain or deflated without a predictor, as papers and their files are. Any other
/// filter cannot be searched.
pub(super) fn expanded(stream: &Stream, id: ObjectId) -> Result<Vec<u8>, ReadbackError> {
    let error = || ReadbackError::Stream { object: id.0 };
    match stream.dict.get(b"Filter") {
        Err(_) => return Ok(stream.content.clone()),
        Ok(Object::Array(list)) if list.is_empty() => return Ok(stream.content.clone()),
        Ok(Object::Name(name)) if name == b"FlateDecode" => {}
        Ok(Object::Array(list)) if list.iter().all(is_flate) && list.len() == 1 => {}
        Ok(_) => return Err(error()),
    }
    if stream.dict.get(b"DecodeParms").is_ok_and(predicts) {
        return Err(error());
    }
    let mut bytes = Vec::with_capacity(stream.content.len().saturating_mul(3));
    ZlibDecoder::new(stream.content.as_slice()).take(MAX_STREAM + 1).read_to_end(&mut bytes).map_err(|_| error())?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length <= MAX_STREAM) { Ok(bytes) } else { Err(error()) }
}

fn is_flate(filter: &Object) -> bool {
    filter.as_name().ok() == Some(b"FlateDecode")
}

fn predicts(parameters: &Object) -> bool {
    let predictor = |dict: &Dictionary| dict.get(b"Predictor").and_then(Object::as_i64).ok();
    match parameters {
        Object::Null => false,
        Object::Dictionary(dict) => predictor(dict).is_some_and(|p| p != 1),
        // A reference or a list of parameters is more than the papers use.
        _ => true,
    }
}
