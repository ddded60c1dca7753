//! Breaks bytes in the ways that files break and that attackers break them.

use rand::RngExt as _;
use rand_chacha::ChaCha8Rng;

/// Pieces of text that parsers trip over when they stand where something else belongs.
const SPIKES: [&[u8]; 14] = [
    b"-1",
    b"0",
    b"99999999999999999999",
    b"1e999",
    b"\"\"",
    b"null",
    b"{}",
    b"[[[[[[[[",
    b"\\u0000",
    b"\xff\xfe",
    b"\r\n",
    b"\xed\xa0\x80",
    b"endobj",
    b"/Contents",
];

/// `good` broken in one to four places.
pub fn broken(good: &[u8], random: &mut ChaCha8Rng) -> Vec<u8> {
    let mut bytes = good.to_vec();
    for _ in 0..random.random_range(1..=4) {
        once(&mut bytes, random);
    }
    bytes
}

fn once(bytes: &mut Vec<u8>, random: &mut ChaCha8Rng) {
    let length = bytes.len();
    if length == 0 {
        bytes.push(random.random());
        return;
    }
    let at = random.random_range(0..length);
    let span = random.random_range(1..=64).min(length - at);
    match random.random_range(0..9) {
        0..=2 => {
            let bit = 1u8 << random.random_range(0..8);
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= bit;
            }
        }
        3 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte = random.random();
            }
        }
        4 => drop(bytes.drain(at..at + span)),
        5 => {
            let piece: Vec<u8> = bytes.iter().skip(at).take(span).copied().collect();
            let to = random.random_range(0..=length);
            bytes.splice(to..to, piece);
        }
        6 => bytes.truncate(at),
        7 => {
            let spike = SPIKES.get(random.random_range(0..SPIKES.len())).copied().unwrap_or_default();
            let cut = random.random_range(0..=span);
            bytes.splice(at..at + cut, spike.iter().copied());
        }
        _ => {
            let tail: Vec<u8> = (0..span).map(|_| random.random()).collect();
            bytes.extend(tail);
        }
    }
}
