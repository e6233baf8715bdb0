//! Answers one question: is this the same value as before?

use postcard::ser_flavors::Flavor;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3;

/// 128 bits, enough to tell a site's values apart: of files the first of a BLAKE3 hash, which no one
/// can bring about by intention; of values, and of what this program makes of them, an XXH3 hash,
/// which is many times faster and is only ever compared with what it has noted itself.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; 16]);

impl Fingerprint {
    /// The fingerprint of bytes as they stand.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(bytes);
        Self::finish(&hasher)
    }

    /// The fingerprint of an output that this program has made.
    pub fn of_made(bytes: &[u8]) -> Self {
        Self(xxhash_rust::xxh3::xxh3_128(bytes).to_le_bytes())
    }

    /// The fingerprint of all that a reader gives.
    ///
    /// # Errors
    ///
    /// What the reader refuses.
    pub fn of_reader(reader: impl std::io::Read) -> std::io::Result<Self> {
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(reader)?;
        Ok(Self::finish(&hasher))
    }

    /// The fingerprint of a value, by way of a compact binary form in which nothing is escaped; it
    /// is hashed as it is written and never held.
    ///
    /// # Panics
    ///
    /// Never for the values of this crate: they are plain data.
    pub fn of<T: Serialize + ?Sized>(value: &T) -> Self {
        postcard::serialize_with_flavor(value, Hashed::default())
            .expect("plain data always serialises")
    }

    /// One fingerprint of several, in their order.
    pub fn of_all(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in parts {
            hasher.update(&part.0);
        }
        Self::finish(&hasher)
    }

    /// Its first 64 bits, to scatter things by.
    pub fn leading(self) -> u64 {
        self.0.first_chunk().map_or(0, |first| u64::from_be_bytes(*first))
    }

    /// The 32 hexadecimal digits by which ledgers and caches write it down.
    pub fn hex(self) -> String {
        let mut hex = String::with_capacity(32);
        self.push_hex(&mut hex);
        hex
    }

    /// Appends them.
    pub fn push_hex(self, out: &mut String) {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut hex = [0; 32];
        for (two, byte) in hex.chunks_exact_mut(2).zip(self.0) {
            two[0] = DIGITS[usize::from(byte >> 4)];
            two[1] = DIGITS[usize::from(byte & 15)];
        }
        out.push_str(str::from_utf8(&hex).unwrap_or_default());
    }

    /// Reads what [`Fingerprint::hex`] wrote; `None` for anything else.
    pub fn from_hex(text: &str) -> Option<Self> {
        if text.len() != 32 || !text.is_ascii() {
            return None;
        }
        let digit = |at: usize| char::from(text.as_bytes()[at]).to_digit(16);
        let mut bytes = [0; 16];
        for (index, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::try_from(digit(index * 2)? << 4 | digit(index * 2 + 1)?).ok()?;
        }
        Some(Self(bytes))
    }

    fn finish(hasher: &blake3::Hasher) -> Self {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
        Self(bytes)
    }
}

/// Takes the binary form of a value, which comes in very small pieces: they are gathered before the
/// hash is given them, and a short form is hashed in one go.
struct Hashed {
    gathered: [u8; 512],
    length: usize,
    hasher: Option<Box<Xxh3>>,
}

impl Default for Hashed {
    fn default() -> Self {
        Self { gathered: [0; 512], length: 0, hasher: None }
    }
}

impl Flavor for Hashed {
    type Output = Fingerprint;

    fn try_push(&mut self, byte: u8) -> postcard::Result<()> {
        self.try_extend(&[byte])
    }

    fn try_extend(&mut self, bytes: &[u8]) -> postcard::Result<()> {
        let end = self.length + bytes.len();
        if let Some(room) = self.gathered.get_mut(self.length..end) {
            room.copy_from_slice(bytes);
            self.length = end;
            return Ok(());
        }
        let hasher = self.hasher.get_or_insert_default();
        hasher.update(&self.gathered[..self.length]);
        hasher.update(bytes);
        self.length = 0;
        Ok(())
    }

    fn finalize(mut self) -> postcard::Result<Fingerprint> {
        let rest = &self.gathered[..self.length];
        let Some(hasher) = &mut self.hasher else { return Ok(Fingerprint::of_made(rest)) };
        hasher.update(rest);
        Ok(Fingerprint(hasher.digest128().to_le_bytes()))
    }
}

impl Serialize for Fingerprint {
    fn serialize<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        if out.is_human_readable() {
            out.serialize_str(&self.hex())
        } else {
            out.serialize_bytes(&self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Fingerprint {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        if !from.is_human_readable() {
            let bytes = <&[u8]>::deserialize(from)?.try_into();
            return bytes.map(Self).map_err(|_| serde::de::Error::custom("not a fingerprint"));
        }
        let text = String::deserialize(from)?;
        Self::from_hex(&text).ok_or_else(|| serde::de::Error::custom("not a fingerprint"))
    }
}

impl std::fmt::Debug for Fingerprint {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.hex()[..8])
    }
}

#[cfg(test)]
mod tests {
    use super::Fingerprint;

    #[test]
    fn hex_goes_there_and_back() {
        let print = Fingerprint::of(&("云溪镇", 3));
        assert_eq!(Fingerprint::from_hex(&print.hex()), Some(print));
        assert_eq!(Fingerprint::from_hex("云溪镇云溪镇云溪镇云"), None);
    }

    #[test]
    fn a_value_is_as_its_binary_form() {
        for times in [0, 1, 50, 55, 56, 57, 300] {
            let pieces: Vec<u64> = (0..times).collect();
            let value = ("云溪镇".repeat(pieces.len()), pieces, [Some(3_u64), None], "日期");
            let form = postcard::to_allocvec(&value).unwrap();
            assert_eq!(Fingerprint::of(&value), Fingerprint::of_made(&form), "{times}");
        }
    }

    #[test]
    fn order_matters() {
        let (a, b) = (Fingerprint::of_bytes(b"a"), Fingerprint::of_bytes(b"b"));
        assert_ne!(Fingerprint::of_all([a, b]), Fingerprint::of_all([b, a]));
    }
}
