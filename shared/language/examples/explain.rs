//! Shows what a text is read as, and every phrase of the book in it: `explain text…`.
#![expect(clippy::print_stdout, reason = "printing is what it is for")]

use sms_language::intent::{Context, explain, read};

fn main() {
    for text in std::env::args().skip(1) {
        let reading = read(&text, &Context::default());
        println!("{reading:#?}");
        for line in explain(&text) {
            println!("{line}");
        }
    }
}
