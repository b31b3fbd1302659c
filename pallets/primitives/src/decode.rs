//! Strict decoding of signed bytes into errors with stable codes.

use crate::{SignedMessage, DOMAIN_BYTES, VERSION};
use codec::Input;
use sp_core::H256;

/// Why signed bytes are not a message. [`DecodeError::code`] is stable and the same as in TypeScript.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DecodeError {
    /// The bytes end before the last field.
    Truncated,
    /// Bytes remain after the last field.
    TrailingBytes,
    /// A length past its limit, text that is not UTF-8, a value outside its enumeration, a non-minimal compact.
    Malformed,
    /// The domain tag is that of another message.
    WrongDomain,
    /// The version is not [`VERSION`].
    WrongVersion,
    /// The message belongs to another chain.
    OtherGenesis,
}

impl DecodeError {
    /// The stable code, as `protocol/vectors/signed-messages.json` spells it.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Truncated => "truncated",
            Self::TrailingBytes => "trailing_bytes",
            Self::Malformed => "malformed",
            Self::WrongDomain => "wrong_domain",
            Self::WrongVersion => "wrong_version",
            Self::OtherGenesis => "other_genesis",
        }
    }
}

/// Checks the prefix and returns the body. Fewer bytes than a prefix are truncated, whatever they say.
pub(crate) fn strip_prefix<'a>(
    bytes: &'a [u8],
    domain: &[u8; DOMAIN_BYTES],
    genesis: &H256,
) -> Result<&'a [u8], DecodeError> {
    let (found_domain, rest) = bytes
        .split_first_chunk::<DOMAIN_BYTES>()
        .ok_or(DecodeError::Truncated)?;
    let (found_version, rest) = rest.split_first().ok_or(DecodeError::Truncated)?;
    let (found_genesis, body) = rest.split_first_chunk::<32>().ok_or(DecodeError::Truncated)?;
    if found_domain != domain {
        return Err(DecodeError::WrongDomain);
    }
    if *found_version != VERSION {
        return Err(DecodeError::WrongVersion);
    }
    if found_genesis != genesis.as_fixed_bytes() {
        return Err(DecodeError::OtherGenesis);
    }
    Ok(body)
}

/// Decodes a body that must fill `body` exactly and re-encode to it. Reads forward: the first field that cannot be read
/// decides, rules across fields come after the last field, and trailing bytes at the very end.
pub(crate) fn decode_body<M: SignedMessage>(body: &[u8]) -> Result<M, DecodeError> {
    let mut input = Exact {
        rest: body,
        ran_out: false,
    };
    let message = match M::decode(&mut input) {
        Ok(message) => message,
        Err(_) if input.ran_out => return Err(DecodeError::Truncated),
        Err(_) => return Err(DecodeError::Malformed),
    };
    if !message.is_well_formed() {
        return Err(DecodeError::Malformed);
    }
    if !input.rest.is_empty() {
        return Err(DecodeError::TrailingBytes);
    }
    // The codec already refuses non-minimal compacts; this holds it to that, whatever its version.
    if message.encode() != body {
        return Err(DecodeError::Malformed);
    }
    Ok(message)
}

/// An input that remembers whether decoding failed because bytes ran out.
struct Exact<'a> {
    rest: &'a [u8],
    ran_out: bool,
}

impl Input for Exact<'_> {
    /// Unknown on purpose: with a length the codec would refuse a short vector before reading, and truncation could
    /// not be told from malformation.
    fn remaining_len(&mut self) -> Result<Option<usize>, codec::Error> {
        Ok(None)
    }

    fn read(&mut self, into: &mut [u8]) -> Result<(), codec::Error> {
        let Some((head, tail)) = self.rest.split_at_checked(into.len()) else {
            self.ran_out = true;
            return Err("bytes ran out".into());
        };
        into.copy_from_slice(head);
        self.rest = tail;
        Ok(())
    }
}
