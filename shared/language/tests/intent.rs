//! What texts mean, on the examples that people argue about.

use sms_language::{
    AiIntent as A, ConsentSignal, Context, Facts, Intent as I, Language, Question, Reading, asked,
    read as understand,
};
use strum::VariantArray as _;

fn read(text: &str, outbound: &str) -> (A, I) {
    let context = Context {
        asked: asked(outbound),
        ..Context::default()
    };
    let u = understand(text, &context);
    (u.ai_intent, u.intent)
}

fn alone(text: &str) -> Reading {
    understand(text, &Context::default())
}

#[test]
fn a_yes_means_what_we_asked() {
    let own = "Hi John, do you still own 12 Oak?";
    let offer = "Would you consider an offer?";
    assert_eq!(read("Yes", own), (A::Neutral, I::Neutral));
    assert_eq!(read("Yes", offer), (A::InterestDetected, I::Positive));
    assert_eq!(read("No", own), (A::WrongNumber, I::Reject));
    assert_eq!(read("No", offer), (A::NotInterested, I::Reject));
    assert_eq!(read("Yes", ""), (A::Neutral, I::Neutral));
}

#[test]
fn our_own_texts_ask_what_they_ask() {
    for (outbound, question) in [
        (
            "Hi Ann, are you still the owner of 9 Elm?",
            Some(Question::Ownership),
        ),
        ("Is this Maria?", Some(Question::Identity)),
        (
            "Do you own 12 Oak? If so, would you consider an offer? Reply STOP to opt out.",
            Some(Question::Interest),
        ),
        ("Do you have a price in mind?", Some(Question::Price)),
        ("What shape is the house in?", Some(Question::Condition)),
        (
            "How soon are you looking to sell?",
            Some(Question::Timeline),
        ),
        (
            "What has you thinking about selling?",
            Some(Question::Motivation),
        ),
        (
            "We can offer $210,000 cash. Would that work?",
            Some(Question::Bid),
        ),
        ("When is a good time to talk?", Some(Question::Talk)),
        ("Shall I send the contract over?", Some(Question::Contract)),
        ("Sounds good, I will call you then.", None),
        ("Great, thanks!", None),
        ("", None),
    ] {
        assert_eq!(asked(outbound), question, "{outbound}");
    }
}

#[test]
fn negation_turns_and_double_negation_turns_back() {
    for (text, ai) in [
        ("not interested", A::NotInterested),
        ("I'm not NOT interested", A::InterestDetected),
        ("I do not want to sell", A::NotInterested),
        ("wouldn't mind selling", A::InterestDetected),
        ("Thanks but no thanks", A::NotInterested),
        (
            "not interested unless the price is right",
            A::InterestDetected,
        ),
        ("no longer mine", A::WrongNumber),
        ("I sold it last year", A::NotInterested),
    ] {
        assert_eq!(alone(text).ai_intent, ai, "{text}");
    }
}

#[test]
fn texts_mean_what_a_reader_would_say() {
    for (text, ai_intent, intent) in [
        ("Yes, how much would you offer?", A::AskPrice, I::Positive),
        ("I want to sell", A::InterestDetected, I::Positive),
        ("Not interested", A::NotInterested, I::Reject),
        (
            "no thanks, not interested. how much tho",
            A::AskPrice,
            I::Positive,
        ),
        ("Who’s this?", A::WhoIsThis, I::Neutral),
        ("How did you get my number??", A::HowGotNumber, I::Neutral),
        ("wrong number bro", A::WrongNumber, I::Reject),
        ("maybe later", A::Delay, I::Delay),
        ("fuck off you scammer", A::NotInterested, I::Dnc),
        ("ok", A::Neutral, I::Neutral),
    ] {
        let read = alone(text);
        assert_eq!((read.ai_intent, read.intent), (ai_intent, intent), "{text}");
    }
}

#[test]
fn a_price_word_in_a_refusal_promotes_nobody() {
    for text in [
        "how much did you pay for my number",
        "I'm interested in you leaving me alone",
        "what would I want to sell for lol no",
        "interested in selling? no. have a blessed day",
        "you couldn't pay me enough to sell",
        "theres no amount of money that would get me to sell this place",
        "if I wanted to sell I would call a realtor",
        "what makes you think I would sell",
        "I wouldn't sell for double what its worth",
    ] {
        assert!(!alone(text).promotes(), "{text}");
    }
    assert!(alone("for 10 million dollars 😂").promotes());
    assert!(alone("no thanks. unless you pay 400k").promotes());
}

#[test]
fn hard_words_of_a_house_or_its_people_are_no_hostility() {
    for text in [
        "what would you pay for a 4/2 on our block",
        "Thieves broke in and took the pipes so it needs plumbing",
        "my lawyer will be at the closing, send the contract",
        "the tenants are idiots and I want to sell",
    ] {
        assert_ne!(alone(text).intent, I::Dnc, "{text}");
    }
    for text in [
        "blocking this number",
        "you people are thieves",
        "my lawyer will be in touch",
        "esto es una estafa verdad, ladrones",
    ] {
        assert_eq!(alone(text).intent, I::Dnc, "{text}");
    }
}

#[test]
fn who_deals_in_houses_or_asks_about_us_is_no_lead() {
    for text in [
        "I am an investor myself, send me any off market deals",
        "Congrats! You are preapproved for 90k in working capital",
        "Have a 4/2 off market, ARV 210, asking 130",
        "Do you guys buy condos too?",
        "So how does your program work",
        "is there a charge on your side",
        "I am driving with Do Not Disturb While Driving on. I will see your text later",
    ] {
        let read = alone(text);
        assert_eq!(read.intent, I::Neutral, "{text}");
        assert!(!read.promotes(), "{text}");
    }
    let owner = alone("Do you buy land? I have 4 acres I want to sell");
    assert!(owner.promotes());
}

#[test]
fn asking_for_our_offer_asks_our_price() {
    for text in [
        "Make me a decent offer",
        "shoot us a price",
        "present your best number in writing",
        "mandeme su mejor oferta",
    ] {
        assert_eq!(alone(text).ai_intent, A::AskPrice, "{text}");
    }
    assert_eq!(
        alone("make an offer and I will consider it").ai_intent,
        A::InterestDetected
    );
    assert!(!alone("do not send me an offer").promotes());
}

#[test]
fn a_no_told_beside_a_selling_word_refuses() {
    for text in [
        "I own it and no I will not sell it",
        "No, just signed an exclusive listing agreement",
        "not today not ever",
        "not for sale, come by our garage sale though",
    ] {
        assert_eq!(alone(text).intent, I::Reject, "{text}");
    }
}

#[test]
fn who_lives_there_and_when_answer_our_question() {
    let vacancy = "Is the house vacant or is someone living there?";
    for text in ["empty since march", "My cousin lives there but could move"] {
        assert_eq!(
            read(text, vacancy),
            (A::ConditionQuestion, I::Positive),
            "{text}"
        );
    }
    let when = "How soon would you want to close?";
    for text in [
        "45 days would work",
        "When the tenants lease is up, June 30",
    ] {
        assert_eq!(
            read(text, when),
            (A::TimelineQuestion, I::Positive),
            "{text}"
        );
    }
    let call = "Can I call you now for a couple of minutes?";
    assert_eq!(read("K", call), (A::Neutral, I::Neutral));
    assert_eq!(read("yes", call), (A::InterestDetected, I::Positive));
}

#[test]
fn being_told_again_and_taken_off_for_another_are_opt_outs() {
    for text in [
        "I have told you guys five times already. No.",
        "please take him off so we stop getting these",
    ] {
        assert_eq!(alone(text).consent.signal, ConsentSignal::OptOut, "{text}");
    }
    for text in [
        "I told you three times I want 200k",
        "we need to take her off the deed first",
    ] {
        assert_eq!(alone(text).consent.signal, ConsentSignal::None, "{text}");
    }
}

#[test]
fn an_opt_out_beats_a_price() {
    let read = alone("I'd take 250k but stop texting me");
    assert_eq!(read.consent.signal, ConsentSignal::OptOut);
    assert_eq!((read.ai_intent, read.intent), (A::NotInterested, I::Dnc));
    assert_eq!(read.extracted, Facts::default());
    assert!(!read.promotes());
}

#[test]
fn consent_words_promote_nobody() {
    for text in ["STOP", "START", "HELP"] {
        assert!(!alone(text).promotes(), "{text}");
    }
    assert!(alone("how much would you pay").promotes());
}

#[test]
fn prices_are_read_as_whole_dollars() {
    for (text, dollars) in [
        ("$250k", 250_000),
        ("around 250,000", 250_000),
        ("two fifty", 250_000),
        ("1.2 mil", 1_200_000),
        ("low 300s", 300_000),
        ("250-275k", 250_000),
        ("half a million", 500_000),
        ("quiero 200 mil", 200_000),
    ] {
        assert_eq!(alone(text).extracted.asking_price, Some(dollars), "{text}");
    }
    for text in [
        "call 813-555-0199",
        "12 Oak St",
        "built in 1985",
        "3 bed 2 bath",
        "I owe 150k",
    ] {
        assert_eq!(alone(text).extracted.asking_price, None, "{text}");
    }
    assert_eq!(alone("250-275k").extracted.asking_price_high, Some(275_000));
}

#[test]
fn facts_are_drawn_out_and_stored_without_the_empty_ones() {
    let facts = alone("250k, roof is bad, moving in June").extracted;
    let stored = serde_json::to_value(&facts).unwrap();
    assert_eq!(
        stored,
        serde_json::json!({
            "asking_price": 250_000,
            "price_text": "250k",
            "condition": ["roof: needs work"],
            "timeline": "in june",
            "motivation": "moving",
        })
    );
    assert_eq!(serde_json::from_value::<Facts>(stored).unwrap(), facts);
    assert_eq!(
        serde_json::to_value(Facts::default()).unwrap(),
        serde_json::json!({})
    );
}

#[test]
fn the_language_is_told() {
    for (text, language) in [
        ("how much would you pay", Language::English),
        ("no me interesa vender", Language::Spanish),
        ("não tenho interesse, obrigado", Language::Portuguese),
        ("je ne veux pas vendre merci", Language::French),
        ("👍", Language::English),
    ] {
        assert_eq!(alone(text).language, language, "{text}");
    }
}

#[test]
fn a_question_is_stored_by_its_name() {
    for question in Question::VARIANTS {
        let stored = serde_json::to_string(question).unwrap();
        assert_eq!(
            serde_json::from_str::<Question>(&stored).unwrap(),
            *question
        );
    }
    assert_eq!(serde_json::to_string(&Question::Bid).unwrap(), "\"bid\"");
    assert_eq!(
        serde_json::to_string(&ConsentSignal::OptOut).unwrap(),
        "\"opt_out\""
    );
}

#[test]
fn what_stands_after_two_thousand_characters_changes_no_intent() {
    let long = format!("who is this {}", "la ".repeat(700));
    let longer = format!("{long} how much would you pay for my house");
    assert_eq!(alone(&long).ai_intent, alone(&longer).ai_intent);
    assert_eq!(alone(&longer).ai_intent, A::WhoIsThis);
}

proptest::proptest! {
    #[test]
    fn no_text_breaks_it(
        text in "\\PC{0,80}|[$0-9kK.,%/ -]{0,30}|([a-z$0-9'?.!,😂 -]{1,8} ){0,30}",
        usual in proptest::option::of(proptest::sample::select(Question::VARIANTS)),
    ) {
        let context = Context { asked: asked(&text).or(usual), ..Context::default() };
        let read = understand(&text, &context);
        proptest::prop_assert!((0.0..=1.0).contains(&read.confidence));
        proptest::prop_assert_eq!(&read, &understand(&text, &context));
    }
}

#[test]
fn words_of_stopping_are_no_hostility_where_nobody_opts_out() {
    let offer = "Would you consider an offer on 12 Oak St?";
    for (text, outbound, read_as) in [
        (
            "yes!! dont stop texting me lol",
            offer,
            (A::InterestDetected, I::Positive),
        ),
        (
            "Stop right there. 120 is an insult, 165 minimum",
            "We could offer $120,000.",
            (A::OfferDiscussion, I::Positive),
        ),
        (
            "I need somebody to stop the foreclosure before the sale date",
            "May I ask why you're selling?",
            (A::MotivationDetected, I::Positive),
        ),
        (
            "I'll never leave, they'll have to remove me in a box",
            offer,
            (A::NotInterested, I::Reject),
        ),
        (
            "Give me your best price, otherwise don't waste my time",
            offer,
            (A::AskPrice, I::Positive),
        ),
    ] {
        assert_eq!(read(text, outbound), read_as, "{text}");
    }
}

#[test]
fn a_question_about_something_else_makes_no_lead() {
    for text in [
        "what house are you talking about",
        "Do you guys only buy in Texas?",
        "What would you do with it, flip it or rent it out?",
        "Sell? To you? Lol",
    ] {
        assert!(!alone(text).promotes(), "{text}");
    }
    assert!(alone("Possibly").promotes());
    assert!(alone("Lets do it").promotes());
}

#[test]
fn rent_and_streets_are_no_prices() {
    let asked_condition = "What condition is it in?";
    assert_eq!(
        read("tenant occupied at $1,550/mo", asked_condition),
        (A::ConditionQuestion, I::Positive)
    );
    assert_eq!(
        asked("Would you consider selling 36 Mill Rd?"),
        Some(Question::Interest)
    );
    assert_eq!(
        asked("How soon would you want to close?"),
        Some(Question::Timeline)
    );
}

#[test]
fn a_time_that_is_denied_is_no_time() {
    assert_eq!(alone("I'd sell but not this year").extracted.timeline, None);
    assert_eq!(
        alone("I'd sell this year").extracted.timeline.as_deref(),
        Some("this year")
    );
}
