//! The English grammar of revocation: one rule, one way of saying it.

mod ban;
mod cease;
mod indirect;
mod law;
mod removal;
mod threat;
mod wish;

use super::Why;
use super::roles::Roles;
use super::sentence::Sentence;

/// What a sentence says, before the rest of the text is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Finding {
    OptOut(Why),
    /// A ban on contact that another channel offered in the same text would soften.
    Unless(Why),
}

type Rule = fn(Sentence<'_>) -> Option<Finding>;

const RULES: &[Rule] = &[
    cease::cease_contact,
    cease::cease_at_end,
    cease::cease_at_start,
    cease::already_said,
    ban::contact_ban,
    wish::permission_denied,
    ban::send_ban,
    ban::no_messages,
    wish::not_wanted,
    wish::fed_up,
    removal::removal,
    removal::off_the_list,
    removal::lose_number,
    removal::data_law,
    removal::leave_alone,
    wish::opt_out,
    law::registry,
    wish::withdrawn_consent,
    threat::threat,
    law::against_the_law,
    law::warning,
    law::accusation,
    removal::bare_list,
    threat::elsewhere,
    wish::unwelcome,
    threat::blocked,
    threat::dismissal,
    indirect::silence_wished,
    indirect::must_end,
    indirect::forbidden,
    indirect::told_for_the_last_time,
    indirect::removal_wished,
    indirect::no_more_wished,
    indirect::why_still,
    indirect::needless,
    indirect::asks_the_way,
    indirect::told_too_often,
    indirect::off_limits,
    indirect::last_word,
    indirect::privacy,
    cease::in_any_words,
];

pub(super) fn finding(sentence: Sentence<'_>) -> Option<Finding> {
    let mut soft = None;
    for rule in RULES {
        match rule(sentence) {
            Some(Finding::OptOut(why)) => return Some(Finding::OptOut(why)),
            found @ Some(Finding::Unless(_)) => soft = soft.or(found),
            None => {}
        }
    }
    soft
}

/// A word for what we send or do: "texts", "text".
const WHAT: Roles = Roles::MESSAGES.and(Roles::CONTACT);
