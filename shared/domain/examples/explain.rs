//! Shows what a text is read as, and every phrase of the book in it: `explain text…`.
#![expect(clippy::print_stdout, reason = "printing is what it is for")]

use sms_domain::understanding::{Context, explain, understand};

fn main() {
    for text in std::env::args().skip(1) {
        let read = understand(&text, &Context::default());
        println!("{read:#?}");
        for line in explain(&text) {
            println!("{line}");
        }
    }
}
