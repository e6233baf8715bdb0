//! Fuzzes `site_toml`; what is checked stands in `tests/support/fuzzed/site_toml.rs`.

#![no_main]

#[path = "../../tests/support/fuzzed/mod.rs"]
mod fuzzed;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzzed::target("site_toml")(bytes));
