//! Fuzzes `photo`; what is checked stands in `tests/support/fuzzed/photo.rs`.

#![no_main]

#[path = "../../tests/support/fuzzed/mod.rs"]
mod fuzzed;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzzed::target("photo")(bytes));
