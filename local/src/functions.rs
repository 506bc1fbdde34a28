//! The functions of the catalogue as help and greeting list them.

use std::fmt::Write as _;

use sms_engine::catalogue::FUNCTIONS;
use sms_engine::function::{QueueName, Trigger};
use sms_engine::handler::Function;

/// The longest line of a list, in characters.
const MAX_WIDTH: usize = 100;

/// One line a function: its name, what starts it, what it does.
pub(crate) fn list() -> String {
    let mut text = "Functions:\n".to_owned();
    for function in FUNCTIONS {
        let triggers: Vec<String> = function.triggers.iter().map(shown).collect();
        // Writing to a String cannot fail.
        let _infallible = writeln!(
            text,
            "  {:<20}  {}: {}",
            function.name,
            triggers.join(", "),
            function.summary,
        );
    }
    text
}

fn shown(trigger: &Trigger) -> String {
    match trigger {
        Trigger::Http { method, path } => format!("{method} {path}"),
        Trigger::Queue(QueueName::Work) => "queue of threads to answer".to_owned(),
        Trigger::Queue(QueueName::Send) => "queue of messages to send".to_owned(),
        Trigger::Schedule { minutes: 1 } => "each minute".to_owned(),
        Trigger::Schedule { minutes } => format!("each {minutes} minutes"),
    }
}

/// All routes by method, for a block whose further lines begin with `indent` spaces.
pub(crate) fn routes_by_method(indent: usize) -> String {
    let mut routes: Vec<_> = FUNCTIONS.iter().flat_map(Function::routes).collect();
    routes.sort_unstable();
    let mut lines: Vec<String> = Vec::new();
    let mut last = "";
    for (method, path) in routes {
        match lines.last_mut() {
            Some(line) if method == last && indent + line.len() + 2 + path.len() <= MAX_WIDTH => {
                line.push_str("  ");
                line.push_str(path);
            }
            Some(_) | None => {
                let word = if method == last { "" } else { method };
                lines.push(format!("{word:<4}  {path}"));
            }
        }
        last = method;
    }
    lines.join(&format!("\n{}", " ".repeat(indent)))
}
