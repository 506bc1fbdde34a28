//! What a text says about consent: one pure function from its words to opt-out, opt-in, help, or nothing.
//!
//! A contact may revoke consent "in any reasonable manner" (47 CFR 64.1200(a)(10)), so a list of keywords is
//! not enough; and a text about a house is full of "stop by", "remove the furniture" and "end of the month",
//! so a search for keywords is too much. Three layers read a text, each on what the one before made of it:
//!
//! 1. `fold`: letters in any dress (fullwidth, accents, emoji letters, look-alikes) to plain lowercase words.
//! 2. `words`: variants, typos within a bounded distance and "do not" to one spelling with its roles;
//!    real words near a keyword (`quite`, `shop`, `contract`) are listed and never read as typos.
//! 3. `whole` (keyword and small talk only), then sentence by sentence `english` and `romance`: small
//!    grammars of verb × object × addressee, with guards for questions about the past, negation, third
//!    parties, times and conditions.
//!
//! Decisions a reader may want to know:
//!
//! - "Not interested", "wrong number" and "no" refuse; they do not opt out.
//! - "Don't call, text me" and "call me instead of texting" choose a channel ([`Why::OtherChannel`]): the
//!   contact wants to be reached. "Stop texting me, call me" opts out, because texts are what we send, and so
//!   does any ban for good ("don't text me again, call my lawyer").
//! - "I told you no" still only refuses; "how many times do I have to tell you" asks for silence and opts out.
//! - 🛑 reads as "stop" and 🚫 as "no", wherever they stand.
//! - "Don't text me after 9" and "not until Monday" limit, they do not opt out.
//! - Orders to go away ("leave me alone", "f off"), "blocked", reports and threats of suit for texting, and a
//!   do-not-call list count as opt-outs; an insult alone does not.
//! - A reaction that quotes our own text back (`Liked "… reply STOP …"`) says nothing.

mod addressee;
mod channel;
mod classes;
mod english;
mod lexicon;
mod roles;
mod romance;
mod sentence;
mod signs;
mod spacing;
mod whole;
mod words;

use std::cell::LazyCell;
use std::collections::HashSet;

use english::Finding;
use sentence::Sentence;
use signs::Signs;
use whole::Keyword;
use words::Word;

use crate::text::spelling::{WordList, words};
use crate::text::words::{Gap, Text};
use crate::vocabulary::{ConsentSignal, Workflow};

/// The rule that decided, for the evidence kept with an opt-out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Why {
    /// A keyword of the FCC's, Twilio's or AWS's list, or its Spanish, Portuguese or French like, as the whole text or a sentence.
    Keyword,
    /// "Stop texting me."
    StopContact,
    /// "Do not contact me", "no more texts".
    NoContact,
    /// "I don't want these messages."
    NotWanted,
    /// "You don't have my permission", "I revoke my consent".
    NoConsent,
    /// "Enough with the texts."
    Enough,
    /// "Take me off your list", "lose my number".
    Removal,
    /// "Leave me alone."
    LeaveAlone,
    /// "How do I unsubscribe", "opt me out".
    OptOutWord,
    /// "I'm on the do not call list."
    DoNotCall,
    /// "Cease and desist", "text me again and I'll sue".
    Legal,
    /// "Blocked."
    Blocked,
    /// "Go away."
    Dismissal,
    /// START or UNSTOP.
    OptInWord,
    /// HELP or INFO.
    HelpWord,
    /// No signal: another channel is asked for.
    OtherChannel,
    /// No signal: CANCEL in an appointment's thread.
    AppointmentCancel,
    /// No signal: a reaction quotes a text of ours.
    Reaction,
    Nothing,
}

impl Why {
    /// The name kept in the ledger.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Keyword => "keyword",
            Self::StopContact => "stop contact",
            Self::NoContact => "no contact",
            Self::NotWanted => "not wanted",
            Self::NoConsent => "no consent",
            Self::Enough => "enough",
            Self::Removal => "removal",
            Self::LeaveAlone => "leave alone",
            Self::OptOutWord => "opt-out word",
            Self::DoNotCall => "do not call",
            Self::Legal => "legal",
            Self::Blocked => "blocked",
            Self::Dismissal => "dismissal",
            Self::OptInWord => "opt-in word",
            Self::HelpWord => "help word",
            Self::OtherChannel => "other channel",
            Self::AppointmentCancel => "appointment cancel",
            Self::Reaction => "reaction",
            Self::Nothing => "nothing",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConsentReading {
    pub signal: ConsentSignal,
    pub why: Why,
    /// The whole text is a word that opts in someone who is opted out: START, UNSTOP, and YES (Twilio's and
    /// TextGrid's lists). From anyone else YES is an answer, and the signal none.
    pub is_opt_in_word: bool,
}

/// START and UNSTOP are Twilio's and TextGrid's; the others are what people write for them.
const OPT_IN: &WordList = words!("start unstop optin resubscribe subscribe");
const HELP: &WordList = words!("help info ayuda ajuda aide");

/// Reads one text. Pure; linear in the text's length.
pub(crate) fn read(text: &Text<'_>, workflow: Workflow) -> ConsentReading {
    match without_our_words(text.body()) {
        Some(theirs) => ConsentReading {
            is_opt_in_word: false,
            ..read_words(&Text::of(&theirs), text.body(), workflow)
        },
        None => read_words(text, text.body(), workflow),
    }
}

/// `body` is the whole text, with what it quotes of ours.
fn read_words(text: &Text<'_>, body: &str, workflow: Workflow) -> ConsentReading {
    let cut = text.cut(&Signs);
    let words = words::read(&cut);
    let (signal, why) = if words.iter().all(|word| word.raw == "no") {
        if signs::forbids(text.body()) {
            (ConsentSignal::OptOut, Why::Keyword)
        } else {
            (ConsentSignal::None, Why::Nothing)
        }
    } else if is_reaction(body, &words) {
        (ConsentSignal::None, Why::Reaction)
    } else {
        decide(&words, workflow)
    };
    ConsentReading {
        signal,
        why,
        is_opt_in_word: whole::polite_word(&words, OPT_IN)
            || whole::polite_word(&words, words!("yes")),
    }
}

fn decide(words: &[Word<'_>], workflow: Workflow) -> (ConsentSignal, Why) {
    match whole::whole(words) {
        Some(Keyword::Cancel) if workflow == Workflow::Appointment => {
            return (ConsentSignal::None, Why::AppointmentCancel);
        }
        Some(Keyword::OptOut | Keyword::Cancel) => return (ConsentSignal::OptOut, Why::Keyword),
        None => {}
    }
    if whole::no_more(words) {
        return (ConsentSignal::OptOut, Why::NoContact);
    }
    if whole::polite_word(words, OPT_IN) {
        return (ConsentSignal::OptIn, Why::OptInWord);
    }
    if whole::polite_word(words, HELP) {
        return (ConsentSignal::Help, Why::HelpWord);
    }
    phrases(words, workflow)
}

fn phrases(words: &[Word<'_>], workflow: Workflow) -> (ConsentSignal, Why) {
    let mut other_channel = false;
    // Asked at most once: a text of a thousand bans must not be read a thousand times.
    let offered = LazyCell::new(|| offers_another_channel(words));
    let joking = words
        .iter()
        .any(|word| words!("jk kidding jaja jajaja").has(word.raw));
    // A long text may say one thing a hundred times: each sentence is read once.
    let mut read = HashSet::new();
    let is_long = words.len() > 64;
    for whole_sentence in sentences(words) {
        let said = || whole_sentence.iter().map(|w| (w.raw, w.text, w.gap));
        if is_long && !read.insert(said().collect::<Vec<_>>()) {
            continue;
        }
        let refusal = whole::refusal_prefix(whole_sentence);
        let after_refusal = whole_sentence
            .get(refusal..)
            .filter(|rest| refusal > 0 && !rest.is_empty());
        for said in std::iter::once(whole_sentence).chain(after_refusal) {
            let remove_it = said
                .chunk_by(|_, next| next.gap < Gap::Comma)
                .any(|part| whole::remove_it(part, words));
            if (keyword_in(said, workflow) && !joking) || remove_it {
                return (ConsentSignal::OptOut, Why::Keyword);
            }
            let sentence = Sentence::new(said);
            match english::finding(sentence).or_else(|| romance::finding(sentence)) {
                Some(Finding::OptOut(why)) => return (ConsentSignal::OptOut, why),
                Some(Finding::Unless(why)) if !*offered => {
                    return (ConsentSignal::OptOut, why);
                }
                Some(Finding::Unless(_)) => other_channel = true,
                None => {}
            }
        }
    }
    (
        ConsentSignal::None,
        if other_channel {
            Why::OtherChannel
        } else {
            Why::Nothing
        },
    )
}

fn offers_another_channel(words: &[Word<'_>]) -> bool {
    channel::offers_another(words)
        || sentences(words).any(|sentence| romance::offers_another(Sentence::new(sentence)))
}

/// A sentence, or a part between commas, that is a keyword alone or a refusal that ends in one.
fn keyword_in(sentence: &[Word<'_>], workflow: Workflow) -> bool {
    if sentence
        .iter()
        .any(|word| words!("love haha lol jk jaja kind sweet flattering").has(word.raw))
    {
        return false;
    }
    let counts = |found: Option<Keyword>| match found {
        Some(Keyword::OptOut) => true,
        Some(Keyword::Cancel) => workflow != Workflow::Appointment,
        None => false,
    };
    counts(whole::sentence(sentence, false))
        || counts(whole::refusal_and_word(Sentence::new(sentence)))
        || whole::no_more(sentence)
        || sentence
            .chunk_by(|_, next| next.gap < Gap::Comma)
            .any(|part| {
                part.len() < sentence.len()
                    && (counts(whole::sentence(part, true)) || whole::no_more(part))
            })
}

/// The sentences; one of more words than any that people write is read in overlapping pieces, so that the time
/// stays linear in the text's length.
fn sentences<'t, 'a>(words: &'t [Word<'a>]) -> impl Iterator<Item = &'t [Word<'a>]> {
    const LONGEST: usize = 64;
    const STEP: usize = 44;
    words
        .chunk_by(|_, next| next.gap < Gap::Sentence)
        .flat_map(|sentence| {
            (0..sentence.len())
                .step_by(STEP)
                .take_while(move |&start| start == 0 || start + LONGEST - STEP < sentence.len())
                .filter_map(move |start| sentence.get(start..sentence.len().min(start + LONGEST)))
        })
}

/// The text without our own opt-out notice, quoted back: `"… Reply STOP to opt out"`. `None` if it has none.
fn without_our_words(body: &str) -> Option<String> {
    let (head, quoted, tail) = quotation(body)?;
    let quoted = quoted.to_ascii_lowercase();
    let ours = [
        "reply stop",
        "text stop",
        "txt stop",
        "send stop",
        "reply 'stop",
        "stop to ",
    ]
    .iter()
    .any(|notice| quoted.contains(notice));
    (ours && !head.trim().is_empty()).then(|| format!("{head} . {tail}"))
}

/// What stands before, in and after the first pair of double quotes.
fn quotation(body: &str) -> Option<(&str, &str, &str)> {
    const QUOTES: &[char] = &['"', '“', '”', '„', '«', '»'];
    let (head, rest) = body.split_once(QUOTES)?;
    let (quoted, tail) = rest.rsplit_once(QUOTES).unwrap_or((rest, ""));
    Some((head, quoted, tail))
}

/// iMessage's and Android's reactions sent as text: `Liked "…"`, `Reacted 👍 to "…"`, `👍 to "…"`.
fn is_reaction(body: &str, words: &[Word<'_>]) -> bool {
    const QUOTES: &[char] = &['"', '“', '”', '„', '«'];
    let Some(quote) = body.find(QUOTES) else {
        return false;
    };
    let head = body.get(..quote).unwrap_or_default().trim();
    let quoted_to_end = body.trim_end().ends_with(QUOTES)
        || body.trim_end().ends_with('»')
        || body.trim_end().ends_with('…');
    let first = words.first().map_or("", |word| word.raw);
    let verb = words!("liked loved disliked emphasized questioned laughed reacted removed")
        .has(first)
        && head.split_whitespace().count() <= 6;
    let emoji = head.ends_with(" to") && head.split_whitespace().count() <= 3;
    quoted_to_end && (verb || emoji)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, workflow: Workflow) -> ConsentReading {
        super::read(&Text::of(text), workflow)
    }

    fn is_opt_in_word(text: &str) -> bool {
        read(text, Workflow::Seller).is_opt_in_word
    }

    fn signal(text: &str) -> ConsentSignal {
        read(text, Workflow::Seller).signal
    }

    #[test]
    fn every_keyword_of_the_lists_opts_out_in_any_dress() {
        let words =
            "stop stopall unsubscribe end quit revoke optout cancel opt-out arret remove td";
        for word in words.split(' ').chain(["opt out"]) {
            let spaced: String = word
                .chars()
                .filter(char::is_ascii_alphabetic)
                .flat_map(|c| [c, ' '])
                .collect();
            let wide: String = word
                .chars()
                .filter_map(|c| {
                    char::from_u32(u32::from(c) + if c.is_ascii_lowercase() { 0xFEE0 } else { 0 })
                })
                .collect();
            for text in [
                word.to_owned(),
                word.to_uppercase(),
                format!("  {word}!!! "),
                format!("{word} 🛑"),
                format!("“{word}”"),
                format!("please {word}"),
                format!("{word}. Thank you"),
                wide,
            ] {
                assert_eq!(signal(&text), ConsentSignal::OptOut, "{text}");
            }
            if word.len() > 2 {
                assert_eq!(signal(&spaced), ConsentSignal::OptOut, "{spaced}");
            }
        }
    }

    #[test]
    fn a_bare_cancel_is_about_the_appointment_and_stop_is_not() {
        for text in [
            "CANCEL",
            "cancel please",
            "Can't make it. Cancel.",
            "cancelar",
        ] {
            assert_eq!(
                read(text, Workflow::Appointment).signal,
                ConsentSignal::None,
                "{text}"
            );
        }
        assert_eq!(
            read("cancel", Workflow::Appointment).why,
            Why::AppointmentCancel
        );
        for text in [
            "STOP",
            "end",
            "stop cancel",
            "cancel these texts",
            "unsubscribe",
            "quit",
        ] {
            assert_eq!(
                read(text, Workflow::Appointment).signal,
                ConsentSignal::OptOut,
                "{text}"
            );
        }
        assert_eq!(
            read("cancel", Workflow::Tenant).signal,
            ConsentSignal::OptOut
        );
    }

    #[test]
    fn yes_opts_in_only_where_the_caller_asks() {
        for text in ["YES", "yes please", "START", "Unstop."] {
            assert!(is_opt_in_word(text), "{text}");
        }
        for text in ["yes I still own it", "yes stop", "starting at 200k", ""] {
            assert!(!is_opt_in_word(text), "{text}");
        }
        assert_eq!(signal("YES"), ConsentSignal::None);
        assert_eq!(signal("START"), ConsentSignal::OptIn);
    }

    #[test]
    fn another_channel_is_named_in_the_reason() {
        assert_eq!(
            read("don't call, text me", Workflow::Seller).why,
            Why::OtherChannel
        );
        assert_eq!(signal("stop texting me, call me"), ConsentSignal::OptOut);
        assert_eq!(
            signal("don't text me again, call my lawyer"),
            ConsentSignal::OptOut
        );
    }

    #[test]
    fn slips_and_spaced_letters_opt_out_all_the_same() {
        for text in [
            "don't test me again",
            "stopntexting",
            "lea e me alone",
            "s t o p t e x t i n g m e",
            "l e a v e m e a l o n e",
            "take my info down",
            "text me again, I dare you",
            "how many STOPs do you need",
            "I've asked 4 times to be taken off this list",
            "I would appreciate it if this was the last text I received",
        ] {
            assert_eq!(signal(text), ConsentSignal::OptOut, "{text}");
        }
    }

    #[test]
    fn complaints_of_others_and_questions_do_not_opt_out() {
        for text in [
            "where u get my number from bro",
            "tell me how much or stop wasting my time",
            "I won't ask again, what's the price",
            "the calls from the bank need to stop",
            "don't text my wife, she doesn't know",
            "Get me out of here, the HOA fined me again",
            "take my number down and call me",
            "how many stops are there on the bus",
        ] {
            assert_eq!(signal(text), ConsentSignal::None, "{text}");
        }
    }

    #[test]
    fn an_opt_out_after_a_sentence_said_a_hundred_times_is_heard() {
        let text = format!("{}stop texting me", "I do not know. ".repeat(100));
        assert_eq!(signal(&text), ConsentSignal::OptOut);
    }

    #[test]
    fn any_text_is_read_without_harm() {
        for text in [
            "",
            " ",
            "🏠",
            "\0",
            "…",
            "'",
            "“",
            "stop\u{200B}",
            "\u{202E}pots",
            "ﷺ",
        ] {
            let _ = read(text, Workflow::Seller);
        }
        assert_eq!(signal("🛑"), ConsentSignal::OptOut);
        assert_eq!(signal(&"a ".repeat(2_000)), ConsentSignal::None);
        assert_eq!(
            signal(&format!("{}stop texting me", "word ".repeat(300))),
            ConsentSignal::OptOut
        );
    }
}
