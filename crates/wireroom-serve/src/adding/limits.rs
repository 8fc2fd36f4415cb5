//! How large what is added may be once unpacked: an upload is small, and a packed bomb is not.

use wireroom_intake::Limits;

/// The limits of the intake, made narrower.
pub(super) fn limits() -> Limits {
    Limits {
        text: 8 << 20,
        page: 8 << 20,
        file: super::form::BYTES,
        unpacked: 128 << 20,
        ..Limits::default()
    }
}
