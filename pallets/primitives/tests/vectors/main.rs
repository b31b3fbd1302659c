//! The vectors that TypeScript wrote, read here: both sides agree on every byte and on every refusal.

mod merkle;
mod view;

use coco_primitives::*;
use serde_json::Value;
use sp_core::H256;
use std::collections::BTreeSet;
use view::View;

/// The cases of a vector file; no file and no case are failures, not passes.
fn cases(file: &str) -> Vec<Value> {
    let path = format!("{}/../../protocol/vectors/{file}", env!("CARGO_MANIFEST_DIR"));
    let json = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
    let file: Value = serde_json::from_str(&json).expect("valid JSON");
    let cases = file["cases"].as_array().expect("cases").clone();
    assert!(!cases.is_empty(), "a vector file without cases proves nothing");
    cases
}

fn text<'a>(case: &'a Value, field: &str) -> &'a str {
    case[field]
        .as_str()
        .unwrap_or_else(|| panic!("{}: {field} is missing", case["name"]))
}

fn bytes(case: &Value, field: &str) -> Vec<u8> {
    hex::decode(text(case, field).strip_prefix("0x").expect("0x")).expect("hex")
}

fn hash(case: &Value, field: &str) -> H256 {
    H256::from_slice(&bytes(case, field))
}

/// What reading and checking one signed message answers.
fn judge<M: SignedMessage + View>(case: &Value) -> &'static str {
    let (signed, genesis) = (bytes(case, "bytes"), hash(case, "genesis"));
    let message = match M::decode_signed(&signed, &genesis) {
        Ok(message) => message,
        Err(error) => return error.code(),
    };
    assert_eq!(
        message.signing_bytes(&genesis),
        signed,
        "{}: other bytes when written again",
        case["name"]
    );
    let signer = bytes(case, "signer").try_into().expect("32 bytes");
    let Ok(signature) = bytes(case, "signature").try_into() else {
        return "bad_signature";
    };
    if !message.verify(&genesis, &signer, &signature) {
        return "bad_signature";
    }
    assert_eq!(message.view(), case["fields"], "{}: other fields", case["name"]);
    "ok"
}

#[test]
fn agrees_with_typescript_on_every_signed_message() {
    let (mut seen, mut codes) = (BTreeSet::new(), BTreeSet::new());
    for case in cases("signed-messages.json") {
        let kind = text(&case, "message").to_owned();
        let answer = match kind.as_str() {
            "JobIntent" => judge::<JobIntent>(&case),
            "JobAcceptance" => judge::<JobAcceptance>(&case),
            "JobCancellation" => judge::<JobCancellation>(&case),
            "UsageRecord" => judge::<UsageRecord>(&case),
            "Countersignature" => judge::<Countersignature>(&case),
            "DeviceRegistration" => judge::<DeviceRegistration>(&case),
            "DeviceUpdate" => judge::<DeviceUpdate>(&case),
            "DeviceRekey" => judge::<DeviceRekey>(&case),
            "SessionProof" => judge::<SessionProof>(&case),
            "PeerProof" => judge::<PeerProof>(&case),
            "Voucher" => judge::<Voucher>(&case),
            "AssuredIntent" => judge::<AssuredIntent>(&case),
            "JobMatch" => judge::<JobMatch>(&case),
            "JobStart" => judge::<JobStart>(&case),
            "Vote" => judge::<Vote>(&case),
            "VoteCommitment" => judge::<VoteCommitment>(&case),
            other => panic!("{other} is no message of this crate"),
        };
        assert_eq!(answer, text(&case, "expect"), "{}", case["name"]);
        seen.insert(kind);
        codes.insert(answer);
    }
    for kind in [
        "JobIntent",
        "JobAcceptance",
        "JobCancellation",
        "DeviceRegistration",
        "DeviceUpdate",
        "DeviceRekey",
        "Voucher",
        "AssuredIntent",
        "JobMatch",
        "JobStart",
        "Vote",
        "VoteCommitment",
    ] {
        assert!(seen.contains(kind), "no case of {kind}");
    }
    for code in [
        "ok",
        "bad_signature",
        "truncated",
        "trailing_bytes",
        "malformed",
        "wrong_domain",
        "wrong_version",
        "other_genesis",
    ] {
        assert!(codes.contains(code), "no case of {code}");
    }
}

/// The vote that a commitment is of, and the assured intent whose hash the vote names, are among the cases.
#[test]
fn agrees_with_typescript_on_what_votes_and_assured_jobs_are_named_by() {
    let good: Vec<Value> = cases("signed-messages.json")
        .into_iter()
        .filter(|case| case["expect"] == "ok")
        .collect();
    let hash_of = |case: &Value| H256(sp_io::hashing::blake2_256(&bytes(case, "bytes")));
    let hashes = |kind: &str| -> BTreeSet<H256> {
        let of_kind = good.iter().filter(|case| case["message"] == kind);
        of_kind.map(hash_of).collect()
    };
    let (intents, votes) = (hashes("AssuredIntent"), hashes("Vote"));
    let commitment = good
        .iter()
        .find(|case| case["message"] == "VoteCommitment")
        .expect("a case");
    assert!(votes.contains(&hash(&commitment["fields"], "commitment")));
    assert!(intents.contains(&hash(&commitment["fields"], "job")));
}

#[test]
fn agrees_with_typescript_on_every_usage_record() {
    let mut codes = BTreeSet::new();
    for case in cases("usage-record.json") {
        let (signed, genesis) = (bytes(&case, "bytes"), hash(&case, "genesis"));
        let device_signature = bytes(&case, "deviceSignature");
        let requester_signature = case["requesterSignature"]
            .as_str()
            .map(|_| bytes(&case, "requesterSignature"));
        let context = &case["context"];
        let answer = verify_usage_record(
            &SignedRecord {
                bytes: &signed,
                device_signature: &device_signature,
                requester_signature: requester_signature.as_deref(),
            },
            &genesis,
            &RecordContext {
                job: context["job"].as_str().map(|_| hash(context, "job")),
                settled: context["settled"].as_bool().unwrap_or(false),
            },
        );
        let code = match &answer {
            Ok(_) => "ok",
            Err(error) => error.code(),
        };
        assert_eq!(code, text(&case, "expect"), "{}", case["name"]);
        codes.insert(code);
        if let (Ok(record), Value::Object(expected)) = (&answer, &case["view"]) {
            let Value::Object(mut view) = record.view() else {
                unreachable!()
            };
            view.insert("version".into(), VERSION.into());
            view.insert("genesis".into(), text(&case, "genesis").into());
            assert_eq!(&view, expected, "{}: other view", case["name"]);
        }
    }
    for code in [
        "ok",
        "record_truncated",
        "record_trailing_bytes",
        "record_malformed",
        "record_wrong_domain",
        "record_wrong_version",
        "record_other_genesis",
        "record_other_job",
        "record_bad_device_signature",
        "record_bad_requester_signature",
        "record_replayed",
    ] {
        assert!(codes.contains(code), "no case of {code}");
    }
}

/// Every byte of a good record flipped, one at a time: none of them verifies.
#[test]
fn refuses_a_usage_record_with_any_byte_flipped() {
    let case = cases("usage-record.json")
        .into_iter()
        .find(|case| case["expect"] == "ok")
        .expect("a good case");
    let (mut signed, genesis) = (bytes(&case, "bytes"), hash(&case, "genesis"));
    let (device_signature, requester_signature) = (
        bytes(&case, "deviceSignature"),
        bytes(&case, "requesterSignature"),
    );
    for at in 0..signed.len() {
        signed[at] ^= 1;
        let record = SignedRecord {
            bytes: &signed,
            device_signature: &device_signature,
            requester_signature: Some(&requester_signature),
        };
        assert!(
            verify_usage_record(&record, &genesis, &RecordContext::default()).is_err(),
            "byte {at}"
        );
        signed[at] ^= 1;
    }
}
