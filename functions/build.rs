//! How the functions' binaries are linked.

#![expect(
    clippy::disallowed_methods,
    reason = "how cargo and a build script speak to each other"
)]

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // At a fixed address: without the million bytes of relocations that a position-independent
    // program carries, and works through at each start.
    if std::env::var("CARGO_CFG_TARGET_OS").is_ok_and(|os| os == "linux") {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
