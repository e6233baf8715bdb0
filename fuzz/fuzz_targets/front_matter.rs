//! Fuzzes `front_matter`; what is checked stands in `tests/support/fuzzed/front_matter.rs`.

#![no_main]

#[path = "../../tests/support/fuzzed/mod.rs"]
mod fuzzed;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzzed::target("front_matter")(bytes));
