//! What to answer, if anything: a pure decision on a stored text and its contact.

pub mod follow_up;
pub mod opt_out_notice;
pub mod policy;

use jiff::{SignedDuration, Timestamp};

use crate::contact::stage::Stage;
use crate::contact::{Consent, Contact};
use crate::message::{InboundMessage, ProcessedBy, Purpose};
use crate::reply::opt_out_notice::{digest_of, mentions_opt_out, with_opt_out_words};
use crate::reply::policy::{Action, Silence, action, not_yet_known};
use crate::template::{Category, Library, Placeholder, Values, Wanted, choose};
use sms_language::{ConsentSignal, Intent, Language, Question, asked};

/// Settings of the answers.
#[derive(Debug, Clone)]
pub struct ReplyRules {
    /// How the team names itself.
    pub business_name: String,
    /// The person of the team who signs, where there is one.
    pub agent_name: Option<String>,
    pub carrier: CarrierAnswers,
    /// Whether a refusal is answered with a polite end.
    pub ends_politely: bool,
    /// Whether the first reply to a contact says how to opt out.
    pub first_reply_tells_opt_out: bool,
    /// Days until someone who said "later" is asked again; 0 asks nobody.
    pub follow_up_days: u16,
}

/// What the carrier answers by itself, where ours would be a second text. Twilio's default opt-out
/// handling does both.
#[derive(Debug, Clone, Copy)]
pub struct CarrierAnswers {
    pub help: bool,
    pub opt_out: bool,
}

/// What the thread worker does about one inbound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plan {
    Reply(Reply),
    Silence(Silence),
}

/// A text to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    body: String,
    /// The contact has not been told yet how to opt out: said after a body that does not say it.
    must_tell: Option<Language>,
    pub purpose: Purpose,
    pub processed_by: ProcessedBy,
    pub template: Option<String>,
    pub category: Option<Category>,
    /// The policy would have a language model write it.
    pub is_free_text: bool,
}

impl Reply {
    /// The whole text.
    pub fn text(&self) -> String {
        match self.must_tell {
            Some(language) if !mentions_opt_out(&self.body) => {
                with_opt_out_words(&self.body, language)
            }
            Some(_) | None => self.body.clone(),
        }
    }

    /// What it says, apart from how to opt out.
    pub fn body(&self) -> &str {
        &self.body
    }

    /// The same answer in the words of a model.
    #[must_use]
    pub fn reworded(self, body: String, by: ProcessedBy) -> Self {
        Self {
            body,
            processed_by: by,
            template: None,
            ..self
        }
    }
}

/// Plans the answer to `message` of `contact`.
pub fn plan(
    message: &InboundMessage,
    contact: &Contact,
    rules: &ReplyRules,
    library: &Library,
) -> Plan {
    match planned(message, contact, rules, library) {
        Ok(reply) => Plan::Reply(reply),
        Err(why) => Plan::Silence(why),
    }
}

fn planned(
    message: &InboundMessage,
    contact: &Contact,
    rules: &ReplyRules,
    library: &Library,
) -> Result<Reply, Silence> {
    if message.answerable().is_none() {
        return Err(Silence::NotAPhone);
    }
    if message
        .number
        .as_ref()
        .or(contact.number.as_ref())
        .is_none()
    {
        return Err(Silence::NoNumberToAnswerFrom);
    }
    match message.consent {
        ConsentSignal::Help if rules.carrier.help => {
            return Err(Silence::CarrierAnswersHelp);
        }
        ConsentSignal::Help => return Ok(fixed(help(message.language, rules), Purpose::Help)),
        ConsentSignal::OptOut => return confirmation(message, contact, rules),
        ConsentSignal::OptIn => return Err(Silence::ConsentWord),
        ConsentSignal::None => {}
    }
    if contact.has_opted_out() {
        return Err(Silence::OptedOut);
    }
    if contact.stage == Some(Stage::Dnc) {
        return Err(Silence::DoNotContact);
    }
    if contact.wrong_number_at.is_some() {
        return Err(Silence::WrongNumber);
    }
    let stage = policy_stage(message, contact);
    let (category, is_free_text) =
        match action(message.workflow, stage, message.ai_intent, message.intent) {
            Action::Silence(why) => return Err(why),
            Action::Farewell if rules.ends_politely => (Category::Negative, false),
            Action::Farewell => return Err(Silence::Refused),
            Action::Template(category) => (category, false),
            Action::FreeText(category) => (category, true),
        };
    let category = contact
        .facts()
        .map_or(category, |facts| not_yet_known(category, facts));
    if is_said_once(category) && was_said_lately(category, message, contact) {
        return Err(Silence::SaidAlready);
    }
    let mut reply =
        worded(message, contact, rules, library, category).ok_or(Silence::SaidAlready)?;
    reply.is_free_text = is_free_text;
    Ok(reply)
}

/// The stage by which the policy answers. Somebody who opted in again is answered, but the stage does not
/// go back: such a contact counts as one whose interest is asked for.
fn policy_stage(message: &InboundMessage, contact: &Contact) -> Stage {
    match message.stage {
        Some(Stage::OptOut) if contact.consent == Consent::OptedIn => Stage::InterestFeeler,
        stage => stage.unwrap_or(Stage::OwnershipConfirmation),
    }
}

/// Texts that lead nowhere when repeated in other words.
fn is_said_once(category: Category) -> bool {
    matches!(
        category,
        Category::Intro
            | Category::CheckIn
            | Category::NextStep
            | Category::Negative
            | Category::Delay
    )
}

/// Whether it was our last word, a day ago at most.
fn was_said_lately(category: Category, message: &InboundMessage, contact: &Contact) -> bool {
    let is_long_ago = contact
        .last_outbound
        .is_some_and(|at| message.received_at.duration_since(at) > SAID_LATELY);
    contact.last_category == Some(category) && !is_long_ago
}

const SAID_LATELY: SignedDuration = SignedDuration::from_hours(24);

/// What the text that answers `message` with `reply` asks of the contact. To say who we are leaves our
/// question where it was.
pub fn asks(reply: &Reply, contact: &Contact) -> Option<Question> {
    let keeps_question = matches!(
        reply.category,
        None | Some(Category::WhoIsThis | Category::HowGotNumber)
    );
    asked(&reply.body).or(contact.asked.filter(|_| keeps_question))
}

/// The follow-up that a text asks for, and when.
pub fn follow_up(
    message: &InboundMessage,
    contact: &Contact,
    rules: &ReplyRules,
    library: &Library,
    now: Timestamp,
) -> Option<(Timestamp, Reply)> {
    let stage = policy_stage(message, contact);
    let wants_later = message.consent == ConsentSignal::None
        && message.intent == Intent::Delay
        && action(message.workflow, stage, message.ai_intent, message.intent)
            == Action::Template(Category::Delay);
    let is_open = !contact.has_opted_out() && contact.is_left_alone().is_none();
    if !wants_later || !is_open || rules.follow_up_days == 0 {
        return None;
    }
    message.answerable()?;
    let due = follow_up::due(
        now,
        message.extracted.timeline.as_deref(),
        rules.follow_up_days.into(),
    );
    let mut reply = worded(message, contact, rules, library, Category::FollowUp)?;
    reply.purpose = Purpose::FollowUp;
    Some((due, reply))
}

/// The one confirmation of an opt-out: without marketing, and only if the carrier sends none.
fn confirmation(
    message: &InboundMessage,
    contact: &Contact,
    rules: &ReplyRules,
) -> Result<Reply, Silence> {
    // Only the opt-out that stands: one that was taken back meanwhile needs no word.
    let changed_it = message.consent_change == Some(Consent::OptedOut)
        && contact.consent_at == Some(message.received_at);
    if !changed_it || !contact.has_opted_out() || rules.carrier.opt_out {
        return Err(Silence::ConsentWord);
    }
    let business = &rules.business_name;
    let body = match message.language {
        Language::English => {
            format!("{business}: you are unsubscribed and will get no more texts from us.")
        }
        Language::Spanish => {
            format!("{business}: su numero fue dado de baja y no recibira mas mensajes nuestros.")
        }
        Language::Portuguese => {
            format!("{business}: o seu numero foi removido e nao vai receber mais mensagens.")
        }
        Language::French => {
            format!("{business}: votre numero est desinscrit et ne recevra plus de messages.")
        }
    };
    Ok(fixed(body, Purpose::OptOutConfirmation))
}

fn help(language: Language, rules: &ReplyRules) -> String {
    let business = &rules.business_name;
    match language {
        Language::Spanish => format!(
            "{business}: escribimos a propietarios sobre la compra de su propiedad. Responda STOP \
             para no recibir mas mensajes."
        ),
        Language::English | Language::Portuguese | Language::French => {
            format!("{business}: we text owners about buying property. Reply STOP to opt out.")
        }
    }
}

/// A text whose words are not the team's to choose.
fn fixed(body: String, purpose: Purpose) -> Reply {
    Reply {
        body,
        must_tell: None,
        purpose,
        processed_by: ProcessedBy::Autoresponder,
        template: None,
        category: None,
        is_free_text: false,
    }
}

/// A text of the category that was not the last one said: a template, else plain words of ours.
fn worded(
    message: &InboundMessage,
    contact: &Contact,
    rules: &ReplyRules,
    library: &Library,
    category: Category,
) -> Option<Reply> {
    let values = values(contact, rules);
    let wanted = Wanted {
        category,
        // An answer to somebody who wrote is past asking who they are.
        stage: Some(policy_stage(message, contact).max(Stage::InterestFeeler)),
        language: message.language,
        message_id: message.id.as_str(),
        avoid: contact.last_said.as_deref(),
    };
    let (body, template) = if let Some(chosen) = choose(library, &wanted, &values) {
        (chosen.body, Some(chosen.template_id.to_string()))
    } else {
        let body = plain_words(category)
            .iter()
            .map(|words| format!("{words} - {}", rules.business_name))
            .find(|body| contact.last_said.as_deref() != Some(&digest_of(body)))?;
        (body, None)
    };
    let must_tell = (rules.first_reply_tells_opt_out && contact.told_opt_out_at.is_none())
        .then_some(message.language);
    Some(Reply {
        body,
        must_tell,
        purpose: Purpose::Conversation,
        processed_by: ProcessedBy::Autoresponder,
        template,
        category: Some(category),
        is_free_text: false,
    })
}

/// What the placeholders of a template are filled with, from our own record.
pub fn values(contact: &Contact, rules: &ReplyRules) -> Values {
    let profile = &contact.profile;
    let known = [
        (Placeholder::First, profile.first.as_deref()),
        (Placeholder::Last, profile.last.as_deref()),
        (Placeholder::Address, profile.address.as_deref()),
        (Placeholder::PropertyCity, profile.city.as_deref()),
        (Placeholder::PropertyState, profile.state.as_deref()),
        (Placeholder::PropertyZip, profile.zip.as_deref()),
        (Placeholder::Market, profile.market.as_deref()),
        (Placeholder::Agent, rules.agent_name.as_deref()),
        (Placeholder::Business, Some(rules.business_name.as_str())),
    ];
    known
        .into_iter()
        .filter_map(|(placeholder, value)| Some((placeholder, value?)))
        .fold(Values::new(), |values, (placeholder, value)| {
            values.with(placeholder, value)
        })
}

/// What is said where the table has no template that fits: words that need nothing to be known.
fn plain_words(category: Category) -> &'static [&'static str] {
    match category {
        Category::PriceCheck | Category::Positive => &[
            "Thanks for getting back to us! Do you have a price in mind for the property?",
            "Good to hear from you! What price would work for you?",
        ],
        Category::Condition => &[
            "Thank you! How is the condition, does anything need repair?",
            "We buy as is. What should we know about the condition?",
        ],
        Category::Timeline => &[
            "Thank you! How soon would you like to sell?",
            "We can close when it suits you. When would be a good time?",
        ],
        Category::NextStep | Category::Closing => {
            &["Thank you, that helps. Someone from our team will look at it and get back to you."]
        }
        Category::Intro => {
            &["We buy property in your area. Would you consider an offer for yours?"]
        }
        Category::WhoIsThis => &[
            "We buy property in your area and wondered if you would consider an offer.",
            "We are a local home buyer and asked whether you would consider an offer.",
        ],
        Category::HowGotNumber => &["Your number is from public property records."],
        Category::Delay | Category::DelayRetry => {
            &["No rush at all. Is it all right if we check back later?"]
        }
        Category::FollowUp => &["Hello again! Is now a better time to talk about your property?"],
        Category::CheckIn => &["Just checking in: do you have any questions for us?"],
        Category::Negative => &["No problem, thank you for letting us know."],
        Category::OptOut
        | Category::WrongNumber
        | Category::NotOwner
        | Category::Buyer
        | Category::MiscRequest
        | Category::InternalReminder
        | Category::InternalDocument => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inbound::{Arrival, receive};
    use crate::message::{Direction, MessageId};
    use sms_language::{Question, Workflow};

    fn rules() -> ReplyRules {
        ReplyRules {
            business_name: "Sunny Homes".into(),
            agent_name: None,
            carrier: CarrierAnswers {
                help: false,
                opt_out: false,
            },
            ends_politely: false,
            first_reply_tells_opt_out: true,
            follow_up_days: 30,
        }
    }

    fn contact() -> Contact {
        Contact::new("+13055550123".parse().unwrap())
    }

    fn library() -> Library {
        Library::starter().unwrap()
    }

    /// A text of `contact`, and the contact after it.
    fn texted(body: &str, contact: &Contact) -> (InboundMessage, Contact) {
        let now: Timestamp = "2026-11-21T18:00:00Z".parse().unwrap();
        let arrival = Arrival {
            from: contact.address.clone(),
            to: Some("+18135550100".parse().unwrap()),
            body: body.into(),
            sid: None,
            at: now,
            workflow: Workflow::Seller,
        };
        let id = MessageId::new(now, 1).at_least_after(contact.last_inbound_id.as_ref());
        let reception = receive(&arrival, contact, id);
        (reception.message, reception.contact)
    }

    fn planned_with(body: &str, contact: &Contact, rules: &ReplyRules, library: &Library) -> Plan {
        let (message, contact) = texted(body, contact);
        plan(&message, &contact, rules, library)
    }

    fn planned(body: &str, contact: &Contact) -> Plan {
        planned_with(body, contact, &rules(), &library())
    }

    fn reply(plan: Plan) -> Reply {
        match plan {
            Plan::Reply(reply) => reply,
            Plan::Silence(why) => panic!("silent: {why}"),
        }
    }

    #[test]
    fn a_question_about_the_price_gets_a_text_that_asks_for_the_price() {
        let reply = reply(planned("what would you pay?", &contact()));
        assert_eq!(reply.category, Some(Category::PriceCheck));
        assert!(reply.is_free_text && reply.template.is_some());
        assert_eq!(reply.purpose, Purpose::Conversation);
    }

    #[test]
    fn what_was_told_is_not_asked_again() {
        let reply = reply(planned("250k, roof is bad, moving in June", &contact()));
        assert_eq!(reply.category, Some(Category::NextStep));
    }

    #[test]
    fn a_refusal_ends_in_silence_or_politely_as_the_team_wants() {
        assert_eq!(
            planned("not interested", &contact()),
            Plan::Silence(Silence::Refused)
        );
        let polite = ReplyRules {
            ends_politely: true,
            ..rules()
        };
        let end = reply(planned_with(
            "not interested",
            &contact(),
            &polite,
            &library(),
        ));
        assert_eq!(end.category, Some(Category::Negative));
        assert!(!end.is_free_text, "no model writes after a refusal");
    }

    #[test]
    fn a_wrong_number_stops_everything() {
        let (_, after) = texted("wrong number", &contact());
        assert_eq!(
            planned("wrong number", &contact()),
            Plan::Silence(Silence::WrongNumber)
        );
        assert_eq!(planned("ok", &after), Plan::Silence(Silence::WrongNumber));
    }

    #[test]
    fn hostility_stops_everything_without_an_opt_out() {
        let (message, after) = texted("scammer", &contact());
        assert_eq!(message.consent, ConsentSignal::None);
        assert_eq!(after.stage, Some(Stage::Dnc));
        let silence = Plan::Silence(Silence::DoNotContact);
        assert_eq!(plan(&message, &after, &rules(), &library()), silence);
    }

    #[test]
    fn a_reworded_first_reply_still_tells_how_to_opt_out() {
        for body in ["who is this?", "what would you pay?"] {
            let reply = reply(planned(body, &contact()));
            let reworded = reply.reworded("Hello there.".to_owned(), ProcessedBy::Mistral7b);
            assert_eq!(
                reworded.text(),
                "Hello there. Reply STOP to opt out.",
                "{body}"
            );
        }
    }

    #[test]
    fn to_say_who_we_are_leaves_our_question_where_it_was() {
        let mut cold = contact();
        cold.asked = Some(Question::Interest);
        for body in ["who is this?", "how did you get my number?", "HELP"] {
            let (message, after) = texted(body, &cold);
            let reply = reply(plan(&message, &after, &rules(), &library()));
            assert_eq!(asks(&reply, &after), Some(Question::Interest), "{body}");
        }
        let (message, after) = texted("maybe later", &cold);
        let reply = reply(plan(&message, &after, &rules(), &Library::default()));
        assert_ne!(asks(&reply, &after), Some(Question::Interest));
    }

    #[test]
    fn what_was_said_long_ago_may_be_said_again() {
        let (message, mut after) = texted("maybe later", &contact());
        after.last_category = Some(Category::Delay);
        after.last_outbound = Some(message.received_at - SignedDuration::from_hours(25));
        assert!(matches!(
            plan(&message, &after, &rules(), &library()),
            Plan::Reply(_)
        ));
        after.last_outbound = Some(message.received_at);
        assert_eq!(
            plan(&message, &after, &rules(), &library()),
            Plan::Silence(Silence::SaidAlready)
        );
    }

    #[test]
    fn one_who_opted_out_hears_one_confirmation_and_help_and_nothing_else() {
        let (message, out) = texted("STOP", &contact());
        let confirmation = reply(plan(&message, &out, &rules(), &library()));
        assert_eq!(confirmation.purpose, Purpose::OptOutConfirmation);
        assert_eq!(
            confirmation.text(),
            "Sunny Homes: you are unsubscribed and will get no more texts from us."
        );
        assert_eq!(planned("STOP", &out), Plan::Silence(Silence::ConsentWord));
        assert_eq!(planned("how much?", &out), Plan::Silence(Silence::OptedOut));
        let help = reply(planned("HELP", &out));
        assert_eq!(help.purpose, Purpose::Help);
        assert!(help.text().starts_with("Sunny Homes") && help.text().contains("STOP"));

        let carrier_does = ReplyRules {
            carrier: CarrierAnswers {
                help: true,
                opt_out: true,
            },
            ..rules()
        };
        let silent = |body| planned_with(body, &contact(), &carrier_does, &library());
        assert_eq!(silent("STOP"), Plan::Silence(Silence::ConsentWord));
        assert_eq!(silent("HELP"), Plan::Silence(Silence::CarrierAnswersHelp));
    }

    #[test]
    fn the_first_reply_tells_how_to_opt_out_and_later_ones_do_not() {
        let first = reply(planned("what would you pay?", &contact()));
        assert!(first.text().ends_with("Reply STOP to opt out."));
        let mut told = contact();
        told.told_opt_out_at = Some(Timestamp::UNIX_EPOCH);
        let later = reply(planned("what would you pay?", &told));
        assert!(!later.text().contains("STOP"), "{}", later.text());
        let never = ReplyRules {
            first_reply_tells_opt_out: false,
            ..rules()
        };
        let unsaid = reply(planned_with(
            "what would you pay?",
            &contact(),
            &never,
            &library(),
        ));
        assert!(!mentions_opt_out(&unsaid.text()));
    }

    #[test]
    fn the_same_text_is_never_said_twice_in_a_row() {
        let (message, mut contact) = texted("what would you pay?", &contact());
        for library in [library(), Library::default()] {
            contact.last_said = None;
            let mut texts = Vec::new();
            for _ in 0..4 {
                let reply = reply(plan(&message, &contact, &rules(), &library));
                contact.last_said = Some(digest_of(&reply.text()));
                texts.push(reply.text());
            }
            assert!(
                texts.iter().zip(texts.iter().skip(1)).all(|(a, b)| a != b),
                "{texts:?}"
            );
        }
    }

    #[test]
    fn an_empty_table_still_answers_in_words_that_need_nothing_known() {
        for body in [
            "what would you pay?",
            "who is this?",
            "how did you get my number",
            "maybe later",
        ] {
            let reply = reply(planned_with(
                body,
                &contact(),
                &rules(),
                &Library::default(),
            ));
            assert!(
                reply.template.is_none() && reply.text().contains("Sunny Homes"),
                "{body}"
            );
            assert!(!reply.text().contains(['{', '}']), "{body}");
        }
    }

    #[test]
    fn later_is_answered_and_followed_up_and_said_again_is_only_followed_up() {
        let now: Timestamp = "2026-11-21T18:00:00Z".parse().unwrap();
        let (message, mut contact) = texted("maybe later", &contact());
        assert_eq!(
            reply(plan(&message, &contact, &rules(), &library())).category,
            Some(Category::Delay)
        );
        let followed = |message: &InboundMessage, contact: &Contact, rules: &ReplyRules| {
            follow_up(message, contact, rules, &library(), now)
        };
        let (due, text) = followed(&message, &contact, &rules()).unwrap();
        assert_eq!(due.duration_since(now).as_hours(), 30 * 24);
        assert_eq!(
            (text.purpose, text.category),
            (Purpose::FollowUp, Some(Category::FollowUp))
        );
        contact.last_category = Some(Category::Delay);
        assert_eq!(
            plan(&message, &contact, &rules(), &library()),
            Plan::Silence(Silence::SaidAlready)
        );
        assert!(followed(&message, &contact, &rules()).is_some());

        let nobody = ReplyRules {
            follow_up_days: 0,
            ..rules()
        };
        assert!(followed(&message, &contact, &nobody).is_none());
        contact.consent = Consent::OptedOut;
        assert!(followed(&message, &contact, &rules()).is_none());
    }

    #[test]
    fn a_yes_to_owning_the_house_is_asked_whether_it_is_for_sale() {
        let mut asked = contact();
        asked.asked = Some(Question::Ownership);
        asked.last_direction = Some(Direction::Outbound);
        let (message, contact) = texted("Yes", &asked);
        assert_eq!(message.stage, Some(Stage::OwnershipConfirmation));
        let reply = reply(plan(&message, &contact, &rules(), &library()));
        assert_eq!(reply.category, Some(Category::Intro));
        assert_eq!(sms_language::asked(&reply.text()), Some(Question::Interest));
    }

    #[test]
    fn an_answer_is_in_the_language_of_its_question() {
        let reply = reply(planned("cuanto me pagarian por la casa?", &contact()));
        assert!(reply.text().contains("Responda STOP"), "{}", reply.text());
    }
}
