//! The prefix that every signed message shares, and what can be done with a message.

use crate::{decode, verify_signature, DecodeError, SignatureBytes};
use alloc::vec::Vec;
use codec::{Decode, Encode};
use sp_core::H256;

/// Bytes of a domain tag: ASCII, zero padded.
pub const DOMAIN_BYTES: usize = 16;
/// Version of every message in this crate.
pub const VERSION: u8 = 1;
/// Bytes before the body: domain, version, genesis hash.
pub const PREFIX_BYTES: usize = DOMAIN_BYTES + 1 + 32;

/// Pads an ASCII tag to a domain. Compile-time only: a tag that is too long does not compile.
#[allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
pub(crate) const fn domain(tag: &str) -> [u8; DOMAIN_BYTES] {
    let bytes = tag.as_bytes();
    assert!(bytes.len() <= DOMAIN_BYTES);
    let mut padded = [0u8; DOMAIN_BYTES];
    let mut at = 0;
    while at < bytes.len() {
        padded[at] = bytes[at];
        at += 1;
    }
    padded
}

/// A message whose SCALE bytes, after the common prefix, somebody signs.
///
/// The struct is the body alone: on chain the prefix is rebuilt from the chain's own genesis, never passed in a call.
pub trait SignedMessage: Encode + Decode {
    /// What the signature is good for.
    const DOMAIN: [u8; DOMAIN_BYTES];

    /// Whether the rules that the types do not express hold.
    fn is_well_formed(&self) -> bool {
        true
    }

    /// The bytes that are signed: prefix and body.
    fn signing_bytes(&self, genesis: &H256) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(PREFIX_BYTES.saturating_add(self.encoded_size()));
        bytes.extend_from_slice(&Self::DOMAIN);
        bytes.push(VERSION);
        bytes.extend_from_slice(genesis.as_bytes());
        self.encode_to(&mut bytes);
        bytes
    }

    /// blake2-256 of [`Self::signing_bytes`].
    fn signing_hash(&self, genesis: &H256) -> H256 {
        H256(sp_io::hashing::blake2_256(&self.signing_bytes(genesis)))
    }

    /// Whether `signature` is `signer`'s over this message on the chain of `genesis`.
    fn verify(&self, genesis: &H256, signer: &[u8; 32], signature: &SignatureBytes) -> bool {
        verify_signature(&self.signing_bytes(genesis), signer, signature)
    }

    /// Reads signed bytes strictly: the right prefix, every field, nothing after the last, and only the one
    /// encoding that this message has. Errors in the order of `docs/usage-record.md`.
    fn decode_signed(bytes: &[u8], genesis: &H256) -> Result<Self, DecodeError> {
        let body = decode::strip_prefix(bytes, &Self::DOMAIN, genesis)?;
        decode::decode_body(body)
    }
}
