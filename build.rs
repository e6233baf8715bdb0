//! Tells cargo that the default theme is part of the binary, new files included.

fn main() {
    println!("cargo::rerun-if-changed=themes/default");
}
