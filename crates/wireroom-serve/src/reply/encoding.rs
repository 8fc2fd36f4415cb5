//! How the bytes of an answer are compressed, as `Accept-Encoding` asks.

use axum::http::{HeaderMap, header};
use flate2::Compression;
use flate2::write::GzEncoder;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use std::io::Write;

// At local speed the time matters more than the last tenth of the size: both at their fastest.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    Plain,
    Gzip,
    Zstd,
}

impl Encoding {
    /// The one that the reader likes best; zstd before gzip where it likes them alike.
    pub(super) fn asked(asked: &HeaderMap) -> Self {
        let (mut gzip, mut zstd, mut any) = (None, None, None);
        let named =
            asked.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
        for one in named.flat_map(|value| value.split(',')) {
            let mut parts = one.split(';').map(str::trim);
            let name = parts.next().unwrap_or("").to_ascii_lowercase();
            let weight = parts.find_map(|part| part.strip_prefix("q=")).map_or(Some(1.0), weight);
            match name.as_str() {
                "gzip" | "x-gzip" => gzip = weight,
                "zstd" => zstd = weight,
                "*" => any = weight,
                _ => {}
            }
        }
        let gzip = gzip.or(any).unwrap_or(0.0);
        // A reader that takes anything need not know zstd, which is younger than most.
        let zstd = zstd.unwrap_or(0.0);
        if zstd > 0.0 && zstd >= gzip {
            Self::Zstd
        } else if gzip > 0.0 {
            Self::Gzip
        } else {
            Self::Plain
        }
    }

    /// What stands in `Content-Encoding`.
    pub(super) const fn name(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Gzip => Some("gzip"),
            Self::Zstd => Some("zstd"),
        }
    }

    /// What tells its tags from those of the others.
    pub(super) const fn mark(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Gzip => "-gz",
            Self::Zstd => "-zs",
        }
    }

    /// The bytes, compressed.
    pub(super) fn of(self, bytes: Vec<u8>) -> Vec<u8> {
        match self {
            Self::Plain => bytes,
            Self::Gzip => {
                let room = Vec::with_capacity(bytes.len() / 3);
                let mut out = GzEncoder::new(room, Compression::fast());
                // Writing to memory cannot fail.
                let _ = out.write_all(&bytes);
                out.finish().unwrap_or_default()
            }
            Self::Zstd => compress_to_vec(bytes.as_slice(), CompressionLevel::Fastest),
        }
    }
}

/// A weight from 0 to 1; what is none refuses, as 0 does.
fn weight(q: &str) -> Option<f32> {
    Some(q.parse().ok().filter(|q| (0.0..=1.0).contains(q)).unwrap_or(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;
    use std::io::Read;

    #[test]
    fn the_reader_chooses() {
        for (asked, found) in [
            ("", Encoding::Plain),
            ("br", Encoding::Plain),
            ("gzip", Encoding::Gzip),
            ("gzip, deflate, br, zstd", Encoding::Zstd),
            ("zstd;q=0.5, gzip", Encoding::Gzip),
            ("zstd; q=0, gzip;q=0.1", Encoding::Gzip),
            ("ZSTD;q=1.0", Encoding::Zstd),
            ("*", Encoding::Gzip),
            ("*, gzip;q=0", Encoding::Plain),
            ("zstd;q=x", Encoding::Plain),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(asked));
            assert_eq!(Encoding::asked(&headers), found, "{asked}");
        }
    }

    #[test]
    fn what_is_packed_is_what_is_unpacked() {
        let text = "ferry ".repeat(1000).into_bytes();
        let packed = Encoding::Zstd.of(text.clone());
        assert!(packed.len() < text.len() / 10);
        let mut unpacked = Vec::new();
        ruzstd::decoding::StreamingDecoder::new(packed.as_slice())
            .unwrap()
            .read_to_end(&mut unpacked)
            .unwrap();
        assert_eq!(unpacked, text);
    }
}
