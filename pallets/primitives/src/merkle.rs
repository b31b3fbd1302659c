//! Merkle trees of RFC 9162 §2.1 with blake2-256 in place of SHA-256.
//!
//! A leaf is `H(0x00 ‖ bytes)`, a node `H(0x01 ‖ left ‖ right)`, so that neither passes for the other. A tree splits at the
//! largest power of two below its size: an odd node is promoted to the next level and never doubled. A tree without
//! leaves has the root of 32 zero bytes, where the RFC hashes the empty string. `protocol/vectors/merkle.json` proves
//! all of it on both sides.

use alloc::vec::Vec;
use codec::Encode;
use sp_core::H256;
use sp_io::hashing::blake2_256;

/// Hashes. Longest inclusion proof: sizes are `u32`, so no tree is deeper.
pub const MAX_PROOF_HASHES: u32 = 32;

const LEAF: u8 = 0x00;
const NODE: u8 = 0x01;

/// Hash of a leaf: of the prefix and the leaf's SCALE bytes. Those of a hash are the hash itself.
pub fn leaf_hash(leaf: &impl Encode) -> H256 {
    H256((LEAF, leaf).using_encoded(blake2_256))
}

/// Hash of two nodes under one.
pub fn node_hash(left: &H256, right: &H256) -> H256 {
    H256((NODE, left, right).using_encoded(blake2_256))
}

/// Root over hashes of leaves ([`leaf_hash`]), in their order.
pub fn root_of(leaves: &[H256]) -> H256 {
    let mut level = leaves.to_vec();
    while level.len() > 1 {
        level = parents(&level);
    }
    level.first().copied().unwrap_or_default()
}

/// The siblings that prove the leaf at `index`, from the bottom up; `None` when there is no such leaf.
pub fn inclusion_path(leaves: &[H256], index: usize) -> Option<Vec<H256>> {
    leaves.get(index)?;
    let (mut level, mut at, mut path) = (leaves.to_vec(), index, Vec::new());
    while level.len() > 1 {
        // The odd one at the end has no sibling.
        path.extend(level.get(at ^ 1));
        level = parents(&level);
        at >>= 1;
    }
    Some(path)
}

/// Whether `path` proves that the leaf of this hash stands at `index` of the tree of `size` leaves under `root`.
/// RFC 9162 §2.1.3.2: a path of any other length than the tree's at this index is refused.
pub fn verify_inclusion(leaf: &H256, index: u32, size: u32, path: &[H256], root: &H256) -> bool {
    if index >= size {
        return false;
    }
    let (mut at, mut last, mut hash) = (index, size.saturating_sub(1), *leaf);
    for sibling in path {
        if last == 0 {
            return false;
        }
        if at % 2 == 1 || at == last {
            hash = node_hash(sibling, &hash);
            // Levels through which an odd node was promoted.
            while at % 2 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            hash = node_hash(&hash, sibling);
        }
        at >>= 1;
        last >>= 1;
    }
    last == 0 && hash == *root
}

fn parents(level: &[H256]) -> Vec<H256> {
    let parent = |pair: &[H256]| match pair {
        [left, right] => Some(node_hash(left, right)),
        [odd] => Some(*odd),
        _ => None,
    };
    level.chunks(2).filter_map(parent).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaves(size: u32) -> Vec<H256> {
        (0..size)
            .map(|n| leaf_hash(&H256::from_low_u64_be(n.into())))
            .collect()
    }

    /// RFC 9162 §2.1.1 as it is written there.
    fn recursive_root(leaves: &[H256]) -> H256 {
        match leaves {
            [] => H256::zero(),
            [leaf] => *leaf,
            _ => {
                let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
                node_hash(&recursive_root(left), &recursive_root(right))
            }
        }
    }

    #[test]
    fn hashes_leaves_and_nodes_under_different_prefixes() {
        let (left, right) = (H256([1; 32]), H256([2; 32]));
        assert_eq!(leaf_hash(&left).0, blake2_256(&[&[0][..], &[1; 32]].concat()));
        assert_eq!(
            node_hash(&left, &right).0,
            blake2_256(&[&[1][..], &[1; 32], &[2; 32]].concat())
        );
    }

    #[test]
    fn builds_the_tree_of_the_rfc_at_every_size() {
        for size in 0..70 {
            let leaves = leaves(size);
            assert_eq!(root_of(&leaves), recursive_root(&leaves), "size {size}");
        }
    }

    #[test]
    fn proves_every_leaf_at_its_own_place_only() {
        for size in 1..40 {
            let leaves = leaves(size);
            let root = root_of(&leaves);
            for (index, leaf) in (0..).zip(&leaves) {
                let path = inclusion_path(&leaves, index as usize).unwrap();
                for other in 0..size + 3 {
                    let proven = verify_inclusion(leaf, other, size, &path, &root);
                    assert_eq!(proven, other == index, "{index} as {other} of {size}");
                }
            }
        }
    }

    #[test]
    fn refuses_a_path_that_is_shorter_longer_or_other_than_the_trees() {
        for size in 1..40 {
            let leaves = leaves(size);
            let root = root_of(&leaves);
            for (index, leaf) in (0..).zip(&leaves) {
                let path = inclusion_path(&leaves, index as usize).unwrap();
                assert!(!verify_inclusion(leaf, index, size, &path, &H256([9; 32])));
                let longer = [&path[..], &[root]].concat();
                assert!(!verify_inclusion(leaf, index, size, &longer, &root));
                for at in 0..path.len() {
                    let mut other = path.clone();
                    other[at].0[at] ^= 1;
                    assert!(!verify_inclusion(leaf, index, size, &other, &root));
                    other.remove(at);
                    assert!(!verify_inclusion(leaf, index, size, &other, &root));
                }
            }
        }
    }

    #[test]
    fn an_empty_tree_proves_nothing() {
        assert_eq!(root_of(&[]), H256::zero());
        assert_eq!(inclusion_path(&[], 0), None);
        assert!(!verify_inclusion(&H256::zero(), 0, 0, &[], &H256::zero()));
    }

    #[test]
    fn the_largest_tree_there_is_takes_the_longest_proof() {
        let path = [H256([3; 32]); MAX_PROOF_HASHES as usize];
        let leaf = H256([4; 32]);
        let root = path.iter().fold(leaf, |hash, sibling| node_hash(&hash, sibling));
        assert!(verify_inclusion(&leaf, 0, u32::MAX, &path, &root));
        assert!(!verify_inclusion(&leaf, 0, u32::MAX, &path[1..], &root));
    }
}
