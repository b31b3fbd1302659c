//! The JSON views of messages, as `protocol/` writes them: one key a field, bytes as `0x` hex, wide integers as
//! decimal strings.

use coco_primitives::*;
use serde_json::{json, Value};

pub trait View {
    fn view(&self) -> Value;
}

fn hex(bytes: impl AsRef<[u8]>) -> String {
    format!("0x{}", hex::encode(bytes))
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("checked by decoding")
}

impl View for JobIntent {
    fn view(&self) -> Value {
        json!({
            "requester": hex(self.requester),
            "nonce": hex(self.nonce),
            "model": text(&self.model),
            "maxPricePlanck": self.max_price_planck.to_string(),
            "maxPromptTokens": self.max_prompt_tokens,
            "maxCompletionTokens": self.max_completion_tokens,
            "deadlineMs": self.deadline_ms.to_string(),
            "strategy": match self.strategy { Strategy::Fastest => "fastest", Strategy::Cheapest => "cheapest" },
            "maxTtftMs": self.max_ttft_ms,
            "minMilliTokensPerSecond": self.min_milli_tokens_per_second,
        })
    }
}

impl View for JobAcceptance {
    fn view(&self) -> Value {
        json!({
            "job": hex(self.job),
            "lease": hex(self.lease),
            "device": hex(self.device),
            "owner": hex(self.owner),
            "promptTokenPricePlanck": self.prompt_token_price_planck.to_string(),
            "completionTokenPricePlanck": self.completion_token_price_planck.to_string(),
            "acceptedAtMs": self.accepted_at_ms.to_string(),
        })
    }
}

impl View for JobCancellation {
    fn view(&self) -> Value {
        json!({ "job": hex(self.job) })
    }
}

impl View for Countersignature {
    fn view(&self) -> Value {
        json!({ "recordHash": hex(self.record_hash), "deviceSignature": hex(self.device_signature) })
    }
}

impl View for Capabilities {
    fn view(&self) -> Value {
        json!({
            "arch": match self.arch { Arch::Unknown => "unknown", Arch::X86_64 => "x86_64", Arch::Arm64 => "arm64" },
            "ramMib": self.ram_mib,
            "gpu": text(&self.gpu),
            "engine": text(&self.engine),
            "models": self.models.iter().map(|model| text(model)).collect::<Vec<_>>(),
            "milliTokensPerSecond": self.milli_tokens_per_second,
        })
    }
}

impl View for DeviceRegistration {
    fn view(&self) -> Value {
        json!({
            "device": hex(self.device),
            "owner": hex(self.owner),
            "capabilities": self.capabilities.view(),
            "metadata": text(&self.metadata),
        })
    }
}

impl View for DeviceUpdate {
    fn view(&self) -> Value {
        let action = match &self.action {
            DeviceAction::UpdateMetadata {
                capabilities,
                metadata,
            } => json!({
                "type": "updateMetadata",
                "capabilities": capabilities.view(),
                "metadata": text(metadata),
            }),
            DeviceAction::SetStatus(status) => json!({
                "type": "setStatus",
                "status": match status {
                    DeviceStatus::Active => "active",
                    DeviceStatus::Paused => "paused",
                    DeviceStatus::Retired => "retired",
                },
            }),
            DeviceAction::Heartbeat => json!({ "type": "heartbeat" }),
        };
        json!({ "device": hex(self.device), "nonce": self.nonce.to_string(), "action": action })
    }
}

impl View for DeviceRekey {
    fn view(&self) -> Value {
        json!({
            "device": hex(self.device),
            "newDevice": hex(self.new_device),
            "owner": hex(self.owner),
            "nonce": self.nonce.to_string(),
        })
    }
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Requester => "requester",
        Role::Node => "node",
    }
}

impl View for SessionProof {
    fn view(&self) -> Value {
        json!({
            "role": role(self.role),
            "initiatorFingerprint": hex(self.initiator_fingerprint),
            "responderFingerprint": hex(self.responder_fingerprint),
            "initiator": hex(self.initiator),
            "responder": hex(self.responder),
            "initiatorNonce": hex(self.initiator_nonce),
            "responderNonce": hex(self.responder_nonce),
        })
    }
}

impl View for PeerProof {
    fn view(&self) -> Value {
        json!({
            "identity": hex(self.identity),
            "role": role(self.role),
            "challenge": hex(self.challenge),
            "expiresAtMs": self.expires_at_ms.to_string(),
        })
    }
}

impl View for Voucher {
    fn view(&self) -> Value {
        json!({
            "channel": hex(self.channel),
            "cumulativePlanck": self.cumulative_planck.to_string(),
            "recordsRoot": hex(self.records_root),
            "recordCount": self.record_count,
            "modelTotalsRoot": hex(self.model_totals_root),
        })
    }
}

impl View for JobTerms {
    fn view(&self) -> Value {
        json!({
            "inputDigest": hex(self.input_digest),
            "minScore": self.min_score,
            "minAssuredMillionths": self.min_assured_millionths,
            "bondPlanck": self.bond_planck.to_string(),
            "startWithinMs": self.start_within_ms,
            "matcher": self.matcher.map(hex),
            "verification": match self.verification {
                Verification::Countersignature => "countersignature",
                Verification::Reexecution => "reexecution",
                Verification::Audit => "audit",
            },
            "verifiers": self.verifiers.iter().map(hex).collect::<Vec<_>>(),
            "threshold": self.threshold,
            "verifierFeePlanck": self.verifier_fee_planck.to_string(),
        })
    }
}

impl View for AssuredIntent {
    fn view(&self) -> Value {
        json!({ "intent": self.intent.view(), "terms": self.terms.view() })
    }
}

impl View for JobMatch {
    fn view(&self) -> Value {
        json!({
            "job": hex(self.job),
            "device": hex(self.device),
            "expiresAtMs": self.expires_at_ms.to_string(),
        })
    }
}

impl View for JobStart {
    fn view(&self) -> Value {
        json!({ "job": hex(self.job), "lease": hex(self.lease) })
    }
}

impl View for Vote {
    fn view(&self) -> Value {
        json!({
            "job": hex(self.job),
            "recordHash": hex(self.record_hash),
            "verifier": hex(self.verifier),
            "verdict": match self.verdict { Verdict::Upheld => "upheld", Verdict::Refuted => "refuted" },
            "outputDigest": hex(self.output_digest),
            "salt": hex(self.salt),
        })
    }
}

impl View for VoteCommitment {
    fn view(&self) -> Value {
        json!({
            "job": hex(self.job),
            "recordHash": hex(self.record_hash),
            "verifier": hex(self.verifier),
            "commitment": hex(self.commitment),
        })
    }
}

impl View for UsageRecord {
    fn view(&self) -> Value {
        json!({
            "job": hex(self.job),
            "lease": hex(self.lease),
            "session": hex(self.session),
            "requester": hex(self.requester),
            "device": hex(self.device),
            "owner": hex(self.owner),
            "model": text(&self.model),
            "weightsDigest": hex(self.weights_digest),
            "engine": text(&self.engine),
            "promptTokens": self.prompt_tokens,
            "completionTokens": self.completion_tokens,
            "bytesIn": self.bytes_in.to_string(),
            "bytesOut": self.bytes_out.to_string(),
            "queueMs": self.queue_ms,
            "ttftMs": self.ttft_ms,
            "durationMs": self.duration_ms,
            "outputDigest": hex(self.output_digest),
            "sequence": self.sequence.to_string(),
            "startedAtMs": self.started_at_ms.to_string(),
            "endedAtMs": self.ended_at_ms.to_string(),
            "pricePlanck": self.price_planck.to_string(),
        })
    }
}
