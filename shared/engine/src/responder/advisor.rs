//! What language models add to the thread worker: another reading of a text that the rules are not
//! sure of, and other words for a reply. Never consent, stage or promotion (ADR 0013).

use sms_domain::contact::Contact;
use sms_domain::contact::stage::Stage;
use sms_domain::message::{InboundMessage, Purpose};
use sms_domain::reply::opt_out_notice::digest_of;
use sms_domain::reply::{Reply, ReplyRules};
use sms_domain::template::Category;
use sms_language::guard::{Bounds, asks_if_human};
use sms_language::text::segments::Segments;
use sms_language::{ConsentSignal, Intent, Workflow};

use crate::models::{Budget, Goal, ReplyMaterial, Router, TriageMaterial};
use crate::ports::clock::Clock;

/// The models at work on one text, within one budget.
pub(crate) struct Advisor<'a> {
    router: &'a Router,
    clock: &'a dyn Clock,
    rules: &'a ReplyRules,
    budget: Budget,
}

impl<'a> Advisor<'a> {
    pub(crate) fn new(router: &'a Router, clock: &'a dyn Clock, rules: &'a ReplyRules) -> Self {
        Self {
            router,
            clock,
            rules,
            budget: router.budget(clock),
        }
    }

    /// The text with a model's labels, if the rules were not sure and a model is. Its stage and its
    /// link stay: a person makes a lead of what only a model saw (the manual trigger).
    pub(crate) async fn read_again(
        &mut self,
        text: &InboundMessage,
        contact: &Contact,
    ) -> Option<InboundMessage> {
        let is_open = text.workflow == Workflow::Seller
            && text.consent == ConsentSignal::None
            // What the rules took for a refusal no model talks us out of.
            && !matches!(text.intent, Intent::Reject | Intent::Dnc)
            && !contact.has_opted_out()
            && contact.is_left_alone().is_none()
            && !contact.stage.is_some_and(Stage::is_terminal);
        let is_sure = f64::from(text.confidence) / 100.0 >= self.router.settings().confidence_floor;
        if !is_open || is_sure {
            return None;
        }
        let material = TriageMaterial {
            body: &text.body,
            last_question: contact.asked.as_ref().map(AsRef::as_ref),
            stage: text.stage,
        };
        let triage = self
            .router
            .triage(self.clock, &mut self.budget, &material)
            .await?;
        Some(InboundMessage {
            ai_intent: triage.ai_intent,
            intent: triage.intent,
            processed_by: Some(triage.by),
            summary: triage.summary,
            ..text.clone()
        })
    }

    /// The reply in a model's words, where the policy asks for free text and a model finds words
    /// that pass the guardrails; else the reply as it is.
    pub(crate) async fn reword(
        &mut self,
        reply: Reply,
        text: &InboundMessage,
        contact: &Contact,
    ) -> Reply {
        let Some(goal) = reply.category.and_then(goal) else {
            return reply;
        };
        if !reply.is_free_text || reply.purpose != Purpose::Conversation {
            return reply;
        }
        let profile = &contact.profile;
        let material = ReplyMaterial {
            body: &text.body,
            last_question: contact.asked.as_ref().map(AsRef::as_ref),
            first_name: profile.first.as_deref(),
            address: profile.address.as_deref(),
            city: profile.city.as_deref(),
            stage: text.stage,
            goal,
            draft: Some(reply.body()),
            language: text.language,
            business_name: &self.rules.business_name,
        };
        let known = material.known();
        let bounds = Bounds {
            max_segments: self.router.settings().max_segments,
            known: &known,
            // The engine makes no offers: a person does.
            offered: &[],
            asked_if_human: asks_if_human(&text.body),
            refused: matches!(text.intent, Intent::Reject | Intent::Dnc) || contact.has_opted_out(),
            language: text.language,
        };
        let composed = self
            .router
            .compose(self.clock, &mut self.budget, &material, &bounds)
            .await;
        match composed {
            // Not what was just said, also not by a model.
            Some(composed) if contact.last_said.as_deref() != Some(&digest_of(&composed.body)) => {
                let reworded = reply.clone().reworded(composed.body, composed.by);
                // With the words on opting out it may be longer than a model's text may be.
                let segments = Segments::of(&reworded.text()).count;
                if segments <= bounds.max_segments {
                    reworded
                } else {
                    reply
                }
            }
            Some(_) | None => reply,
        }
    }
}

/// What a text of the category is to do; `None` where the words are not a model's to choose.
fn goal(category: Category) -> Option<Goal> {
    match category {
        Category::WhoIsThis => Some(Goal::SayWhoWeAre),
        Category::HowGotNumber => Some(Goal::SayWhereTheNumberIsFrom),
        Category::PriceCheck => Some(Goal::AskForPrice),
        Category::Condition => Some(Goal::AskAboutCondition),
        Category::Timeline => Some(Goal::AskAboutTimeline),
        Category::Intro
        | Category::Positive
        | Category::Negative
        | Category::OptOut
        | Category::Delay
        | Category::Closing
        | Category::WrongNumber
        | Category::NotOwner
        | Category::Buyer
        | Category::MiscRequest
        | Category::InternalReminder
        | Category::InternalDocument
        | Category::DelayRetry
        | Category::CheckIn
        | Category::FollowUp
        | Category::NextStep => None,
    }
}
