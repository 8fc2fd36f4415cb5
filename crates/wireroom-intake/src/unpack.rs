//! Unpacks gzip and Zstandard within the limits, keeping what came out before any damage.

use std::io::Read;

use wireroom_model::SetAsideCode;

use crate::intake::Problem;
use crate::limits::{Limits, size};

/// Growth is not watched below this size: tiny files may pack extremely well.
pub(crate) const RATIO_FLOOR: usize = 16 << 20;

/// How a file is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Packing {
    Gzip,
    Zstd,
}

impl Packing {
    /// By the magic number.
    pub(crate) fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0x1f, 0x8b, ..] => Some(Self::Gzip),
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Some(Self::Zstd),
            _ => None,
        }
    }
}

/// What came out, and why it ended early if it did.
pub(crate) struct Unpacked {
    pub(crate) bytes: Vec<u8>,
    pub(crate) cut: Option<Problem>,
    /// Bytes after the end that belong to no packed part.
    pub(crate) trailing: usize,
}

/// Unpacks all parts that stand one after the other.
pub(crate) fn unpack(packing: Packing, packed: &[u8], limits: &Limits) -> Unpacked {
    let mut out = Unpacked { bytes: Vec::new(), cut: None, trailing: 0 };
    let mut rest = packed;
    while out.cut.is_none() && !rest.is_empty() {
        if Packing::of(rest) != Some(packing) && !(packing == Packing::Zstd && skippable(rest)) {
            out.trailing = rest.len();
            break;
        }
        let before = rest.len();
        match packing {
            Packing::Gzip => {
                let mut decoder = flate2::bufread::GzDecoder::new(rest);
                out.cut = copy(&mut decoder, &mut out.bytes, packed.len(), limits);
                rest = decoder.into_inner();
            }
            Packing::Zstd => rest = unpack_frame(rest, &mut out, packed.len(), limits),
        }
        if rest.len() == before {
            break;
        }
    }
    out
}

/// A Zstandard frame that holds no content (RFC 8878, 3.1.2).
pub(crate) fn skippable(bytes: &[u8]) -> bool {
    matches!(bytes, [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..])
}

fn unpack_frame<'a>(
    rest: &'a [u8],
    out: &mut Unpacked,
    packed: usize,
    limits: &Limits,
) -> &'a [u8] {
    if skippable(rest) {
        let length = rest.get(4..8).and_then(|length| length.try_into().ok());
        let length = length.map_or(usize::MAX, |length| u32::from_le_bytes(length) as usize);
        return rest.get(length.saturating_add(8)..).unwrap_or_default();
    }
    match ruzstd::decoding::StreamingDecoder::new(rest) {
        Ok(mut decoder) => {
            out.cut = copy(&mut decoder, &mut out.bytes, packed, limits);
            decoder.into_inner()
        }
        Err(error) => {
            out.cut = Some(damaged(out.bytes.len(), &error));
            rest
        }
    }
}

fn copy(
    decoder: &mut impl Read,
    out: &mut Vec<u8>,
    packed: usize,
    limits: &Limits,
) -> Option<Problem> {
    let mut buffer = vec![0; 64 << 10];
    loop {
        match decoder.read(&mut buffer) {
            Ok(0) => return None,
            Ok(n) => out.extend_from_slice(buffer.get(..n).unwrap_or_default()),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Some(damaged(out.len(), &error)),
        }
        if out.len() > limits.unpacked {
            out.truncate(limits.unpacked);
            return Some(Problem::new(
                SetAsideCode::TooLarge,
                format!("it unpacks to more than the limit of {}", size(limits.unpacked)),
                "split it into smaller files",
            ));
        }
        if out.len() > RATIO_FLOOR && out.len() / packed.max(1) > limits.ratio {
            let what = format!(
                "it unpacks to more than {} times its size, past the limit, as no pile of news does",
                limits.ratio
            );
            out.clear();
            return Some(Problem::new(
                SetAsideCode::TooLarge,
                what,
                "unpack it by hand if you trust it, and give the unpacked file",
            ));
        }
    }
}

fn damaged(unpacked: usize, error: &dyn std::fmt::Display) -> Problem {
    Problem::new(
        SetAsideCode::Truncated,
        format!("its packing is cut off or damaged after {unpacked} unpacked bytes ({error})"),
        "fetch or copy the file again",
    )
}
