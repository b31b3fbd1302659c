//! Text with limits, checked when it is decoded.

use codec::{Decode, DecodeWithMemTracking, Encode, EncodeLike, Error, Input, MaxEncodedLen, Output};
use core::ops::Deref;
use scale_info::{Type, TypeInfo};
use sp_core::ConstU32;
use sp_runtime::BoundedVec;

use alloc::vec::Vec;

/// UTF-8 of `MIN` to `MAX` bytes. In SCALE and in the metadata it is a plain `Vec<u8>`; a value that breaks the rules
/// does not decode.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Text<const MIN: u32, const MAX: u32>(BoundedVec<u8, ConstU32<MAX>>);

/// The bytes are not UTF-8, or their number is outside the limits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NotText;

impl<const MIN: u32, const MAX: u32> Text<MIN, MAX> {
    fn checked(bytes: BoundedVec<u8, ConstU32<MAX>>) -> Result<Self, NotText> {
        let long_enough = bytes.len() >= MIN as usize;
        if long_enough && core::str::from_utf8(&bytes).is_ok() {
            Ok(Self(bytes))
        } else {
            Err(NotText)
        }
    }
}

impl<const MAX: u32> Default for Text<0, MAX> {
    fn default() -> Self {
        Self(BoundedVec::new())
    }
}

impl<const MIN: u32, const MAX: u32> TryFrom<&[u8]> for Text<MIN, MAX> {
    type Error = NotText;
    fn try_from(bytes: &[u8]) -> Result<Self, NotText> {
        Self::checked(bytes.to_vec().try_into().map_err(|_| NotText)?)
    }
}

impl<const MIN: u32, const MAX: u32> TryFrom<&str> for Text<MIN, MAX> {
    type Error = NotText;
    fn try_from(text: &str) -> Result<Self, NotText> {
        text.as_bytes().try_into()
    }
}

impl<const MIN: u32, const MAX: u32> Deref for Text<MIN, MAX> {
    type Target = [u8];
    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl<const MIN: u32, const MAX: u32> Encode for Text<MIN, MAX> {
    fn size_hint(&self) -> usize {
        self.0.size_hint()
    }
    fn encode_to<O: Output + ?Sized>(&self, out: &mut O) {
        self.0.encode_to(out);
    }
}

impl<const MIN: u32, const MAX: u32> EncodeLike for Text<MIN, MAX> {}

impl<const MIN: u32, const MAX: u32> Decode for Text<MIN, MAX> {
    fn decode<I: Input>(input: &mut I) -> Result<Self, Error> {
        Self::checked(BoundedVec::decode(input)?).map_err(|NotText| "not text within its limits".into())
    }
}

impl<const MIN: u32, const MAX: u32> DecodeWithMemTracking for Text<MIN, MAX> {}

impl<const MIN: u32, const MAX: u32> MaxEncodedLen for Text<MIN, MAX> {
    fn max_encoded_len() -> usize {
        BoundedVec::<u8, ConstU32<MAX>>::max_encoded_len()
    }
}

impl<const MIN: u32, const MAX: u32> TypeInfo for Text<MIN, MAX> {
    type Identity = <Vec<u8> as TypeInfo>::Identity;
    fn type_info() -> Type {
        <Vec<u8> as TypeInfo>::type_info()
    }
}
