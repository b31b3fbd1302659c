//! Ways in which bytes go wrong, whatever they mean. Each gives other bytes than it was given; those with entropy are the same for the
//! same entropy.

use std::iter::zip;

/// 32 bytes of entropy, and a number made of some of them.
#[derive(Clone, Copy)]
pub struct Entropy(pub [u8; 32]);

impl Entropy {
    /// A number below `limit`, other ones for each of the eight places.
    pub fn below(&self, place: usize, limit: usize) -> usize {
        let bytes = [0, 1, 2, 3].map(|at| self.0[(4 * place + at) % 32]);
        u32::from_le_bytes(bytes) as usize % limit
    }
}

/// The bit with this number.
pub fn flip_bit(bytes: &[u8], bit: usize) -> Vec<u8> {
    let mut flipped = bytes.to_vec();
    flipped[bit / 8] ^= 1 << (bit % 8);
    flipped
}

/// One to eight neighbours become other ones.
pub fn add_noise(bytes: &[u8], entropy: &Entropy) -> Vec<u8> {
    let mut noisy = bytes.to_vec();
    let from = entropy.below(0, bytes.len());
    let count = 1 + entropy.below(1, 8);
    for (byte, noise) in zip(noisy[from..].iter_mut().take(count), &entropy.0[8..]) {
        *byte ^= (*noise).max(1);
    }
    noisy
}

/// Ends anywhere before its end.
pub fn truncate(bytes: &[u8], entropy: &Entropy) -> Vec<u8> {
    bytes[..entropy.below(0, bytes.len())].to_vec()
}

/// One to eight bytes too many.
pub fn extend(bytes: &[u8], entropy: &Entropy) -> Vec<u8> {
    [bytes, &entropy.0[8..9 + entropy.below(1, 8)]].concat()
}

/// With `part` written over them from `at` on.
pub fn overwrite(bytes: &[u8], at: usize, part: &[u8]) -> Vec<u8> {
    [&bytes[..at], part, &bytes[at + part.len()..]].concat()
}

/// Two places of the same length change their contents.
pub fn swap(bytes: &[u8], a: usize, b: usize, length: usize) -> Vec<u8> {
    let swapped = overwrite(bytes, a, &bytes[b..b + length]);
    overwrite(&swapped, b, &bytes[a..a + length])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_change_changes_something() {
        let bytes = [7u8; 40];
        for n in 0..=255u8 {
            let mut entropy = Entropy([n; 32]);
            entropy.0[4] = 0;
            assert_ne!(add_noise(&bytes, &entropy), bytes);
            assert!(truncate(&bytes, &entropy).len() < bytes.len());
            assert!(extend(&bytes, &entropy).len() > bytes.len());
            assert_ne!(flip_bit(&bytes, usize::from(n)), bytes);
        }
        assert_eq!(swap(&[1, 2, 3, 4, 5], 0, 3, 2), [4, 5, 3, 1, 2]);
    }
}
