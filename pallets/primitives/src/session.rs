//! Messages that never reach the chain; they are here so that the vectors prove one codec for all of them.

use crate::message::{domain, SignedMessage, DOMAIN_BYTES};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Side of a session.
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen,
)]
pub enum Role {
    #[codec(index = 0)]
    Requester,
    #[codec(index = 1)]
    Node,
}

/// Binds both DTLS fingerprints of a WebRTC session to both identities. Signed by each side with its role.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen)]
pub struct SessionProof {
    pub role: Role,
    pub initiator_fingerprint: [u8; 32],
    pub responder_fingerprint: [u8; 32],
    pub initiator: [u8; 32],
    pub responder: [u8; 32],
    pub initiator_nonce: [u8; 32],
    pub responder_nonce: [u8; 32],
}

impl SignedMessage for SessionProof {
    const DOMAIN: [u8; DOMAIN_BYTES] = domain("coco/session");
}

/// Proves a peer id to signaling. Signed by the connecting peer.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen)]
pub struct PeerProof {
    pub identity: [u8; 32],
    pub role: Role,
    pub challenge: [u8; 32],
    /// Unix ms.
    pub expires_at_ms: u64,
}

impl SignedMessage for PeerProof {
    const DOMAIN: [u8; DOMAIN_BYTES] = domain("coco/peer");
}
