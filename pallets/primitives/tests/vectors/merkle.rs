//! Trees of records and of model totals, and proofs of inclusion.

use crate::{bytes, cases, hash, text};
use coco_primitives::{merkle, ModelId, ModelTotals};
use serde_json::Value;
use sp_core::H256;
use std::collections::BTreeSet;

fn list<'a>(case: &'a Value, field: &str) -> &'a [Value] {
    case[field]
        .as_array()
        .unwrap_or_else(|| panic!("{}: {field} is missing", case["name"]))
}

/// Hashes in a list; anything else than 32 bytes is a mistake in the file.
fn hashes(case: &Value, field: &str) -> Vec<H256> {
    list(case, field)
        .iter()
        .map(|item| {
            let digits = item.as_str().and_then(|hex| hex.strip_prefix("0x")).expect("0x");
            H256(hex::decode(digits).expect("hex").try_into().expect("32 bytes"))
        })
        .collect()
}

fn number(case: &Value, field: &str) -> u32 {
    case[field]
        .as_u64()
        .and_then(|number| number.try_into().ok())
        .unwrap_or_else(|| panic!("{}: {field} is no u32", case["name"]))
}

/// The root over hashes of usage records.
fn records(case: &Value) -> &'static str {
    let leaves: Vec<H256> = hashes(case, "leaves").iter().map(merkle::leaf_hash).collect();
    assert_eq!(
        merkle::root_of(&leaves),
        hash(case, "root"),
        "{}: other root",
        case["name"]
    );
    "ok"
}

fn totals(case: &Value) -> &'static str {
    let pairs = list(case, "totals")
        .iter()
        .map(|pair| {
            let model = ModelId::try_from(pair[0].as_str().expect("a model")).expect("within limits");
            (model, pair[1].as_str().expect("a decimal").parse().expect("u128"))
        })
        .collect();
    match ModelTotals::new(pairs) {
        Ok(totals) => {
            assert_eq!(totals.root(), hash(case, "root"), "{}: other root", case["name"]);
            "ok"
        }
        Err(error) => error.code(),
    }
}

fn inclusion(case: &Value) -> &'static str {
    let leaf = merkle::leaf_hash(&H256::from_slice(&bytes(case, "leaf")));
    let (index, size) = (number(case, "index"), number(case, "size"));
    let path = hashes(case, "path");
    if merkle::verify_inclusion(&leaf, index, size, &path, &hash(case, "root")) {
        "ok"
    } else {
        "bad_proof"
    }
}

#[test]
fn agrees_with_typescript_on_every_tree_and_proof() {
    let mut seen = BTreeSet::new();
    for case in cases("merkle.json") {
        let kind = text(&case, "kind");
        let answer = match kind {
            "records" => records(&case),
            "totals" => totals(&case),
            "inclusion" => inclusion(&case),
            other => panic!("{other} is no kind of case"),
        };
        // Records have no refusals, and their cases no word on it.
        let expect = case["expect"].as_str().unwrap_or("ok");
        assert_eq!(answer, expect, "{}", case["name"]);
        seen.insert(format!("{kind}: {answer}"));
    }
    for wanted in [
        "records: ok",
        "totals: ok",
        "totals: not_ascending",
        "totals: too_many",
        "inclusion: ok",
        "inclusion: bad_proof",
    ] {
        assert!(seen.contains(wanted), "no case of {wanted}");
    }
}
