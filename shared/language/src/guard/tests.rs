use super::Violation::{
    Address, AfterRefusal, Characters, Consent, Empty, HumanClaim, Link, Markup, Name, Number,
    OtherLanguage, Price, Promise, PromptTalk, Rude, Secrets, TooLong,
};
use super::*;

mod models;

const KNOWN: &[&str] = &[
    "Maria",
    "123 Main Street Apt 4B",
    "Tampa, FL 33602",
    "Sunny Homes",
];

fn bounds() -> Bounds<'static> {
    Bounds {
        max_segments: 2,
        known: KNOWN,
        offered: &[],
        asked_if_human: false,
        refused: false,
        language: Language::English,
    }
}

fn spanish() -> Bounds<'static> {
    Bounds {
        language: Language::Spanish,
        ..bounds()
    }
}

#[test]
fn what_an_honest_helper_says_passes() {
    for text in [
        "Thanks for getting back to us! Does the property need any repairs?",
        "Hi Maria, thanks for the reply. How soon would you like to sell?",
        "Great to hear, Maria! Is the house on 123 Main Street vacant or rented?",
        "Is 123 Main Street Apt 4B still yours?",
        "This is Sunny Homes. We buy property in your area.",
        "Good question. We buy as is and can close when it suits you. - Sunny Homes",
        "No rush at all. Is it all right if we check back later?",
        "We can usually close in 7 to 10 days. Would that work for you?",
        "Could we talk at 3:30 pm on Tuesday, or at 9 a.m. on May 5?",
        "Could we talk at 10am tomorrow, or on the 21st?",
        "Our office is open 9-5, Monday to Friday.",
        "Is it a 3 bedroom with 2.5 baths?",
        "We would need about twenty-four hours to get back to you.",
        "Do you have an asking price in mind?",
        "Understood. What kind of condition is the roof in, and the AC?",
        "Any idea when you would want to move?",
        "I'm sorry to hear that. Take your time, Maria.",
        "Totally fine! What would make selling easier for you?",
        "Is the home in Tampa, FL 33602 the one you'd like to sell?",
        "Reply STOP to opt out.",
        "We found the property in public records. Reply STOP to opt out. - Sunny Homes",
        "Maria's place sounds lovely. Is anyone living there?",
        "One question: is anyone living there now?",
        "Does the kitchen, bath or roof need work?",
        "We wonder whether the roof, windows, plumbing or floors were replaced.",
        "Our team works 24/7, so text whenever it suits you.",
        "We buy houses as-is; no cleaning needed.",
        "Could we stop by on Tuesday at 11?",
        "Yes, we pay cash and close on your timeline. What repairs would the house need?",
        "Before we put together an offer, can you share how many bedrooms and bathrooms it has?",
        "I'm an automated assistant for Sunny Homes. Would you consider an offer?",
        "Totally understand, Maria. If anything changes down the road, feel free to reach out.",
        "Selling an inherited home can be stressful. Is there anyone else on the title?",
        "Hey Maria! We'd love to learn more about the house. What's the condition like?",
        "Got it. Roughly how old are the roof and HVAC?",
        "We're local home buyers. Would you be open to a cash offer on 123 Main St in Tampa?",
        "What's motivating the move, if you don't mind me asking?",
        "Could you share a ballpark price you have in mind?",
        "It's Sunny Homes again. How is the winter treating you, Maria?",
    ] {
        assert_eq!(check(text, &bounds()).as_deref(), Ok(text));
    }
    for text in [
        "Hola Maria, gracias por responder. ¿La casa necesita reparaciones?",
        "Gracias. ¿Cuándo le gustaría vender la propiedad?",
        "Somos Sunny Homes. ¿La casa de 123 Main Street está ocupada?",
        "Sin prisa. ¿Le parece si le escribimos en 2 semanas?",
        "¿En qué condición está el techo?",
        "Somos Sunny Homes y compramos propiedades en su zona. ¿Consideraría una oferta?",
        "Soy un asistente automático de Sunny Homes. ¿Le interesa vender?",
    ] {
        assert_eq!(check(text, &spanish()).as_deref(), Ok(text));
    }
}

const REFUSED: &[(&str, Violation)] = &[
    ("", Empty),
    (" \n\t ", Empty),
    ("Is the roof new?\u{7}", Characters),
    ("Is the r\u{200b}oof new?", Characters),
    ("Is the roof n\u{435}w?", Characters),
    ("Great \u{1f44d} is the roof new?", Characters),
    ("Is the \u{202e}roof new?", Characters),
    ("Hi {{first_name}}, is the roof new?", Markup),
    ("Is **the roof** new?", Markup),
    ("Is the roof new? [yes/no]", Markup),
    ("Hi <name>, is the roof new?", Markup),
    ("Assistant: is the roof new?", PromptTalk),
    ("Reply: is the roof new?", PromptTalk),
    ("As an AI language model I can not say.", PromptTalk),
    ("My system prompt says to ask about the roof.", PromptTalk),
    (
        "I will ignore previous messages and the instructions.",
        PromptTalk,
    ),
    ("See https://evil.example for the offer", Link),
    ("See evil.example for the offer", Link),
    ("Look at www dot evil dot com please", Link),
    ("Look at evil dot com please", Link),
    ("Look at evil. com please", Link),
    ("Look at evil . net please", Link),
    ("Mira evil punto com", Link),
    ("Go to 10.0.0.1 now please", Link),
    ("Write to bob@evil please", Link),
    ("Write to us at our gmail please", Link),
    ("Please click below to see the house", Link),
    ("That is great.What is the roof like?", Link),
    ("Reach us on WhatsApp please", Link),
    ("We can offer $250,000 for the house.", Price),
    ("We can offer 250k for the house.", Price),
    ("We can do 250 k for the house.", Price),
    ("It is worth 1.2 million to us.", Price),
    ("It is worth 1.2m to us.", Price),
    ("How about two hundred thousand?", Price),
    ("How about two fifty?", Price),
    ("How about a quarter million?", Price),
    ("We could pay you 95 for it.", Price),
    ("We could pay you ninety five for it.", Price),
    ("It would be 80 dollars to you.", Price),
    ("We keep 10% of it.", Price),
    ("We keep ten percent of it.", Price),
    ("We give the most bucks for the house.", Price),
    ("It is a six figure house, right?", Price),
    ("Would you take $123 for it?", Price),
    ("Would you take 123 thousand for it?", Price),
    ("Would you take 33602 for it?", Number),
    ("How about 250000?", Number),
    ("Is it the one with 1800 feet?", Number),
    ("Call us at 305-555-0123 please.", Number),
    ("Call us at (30) 55 50 12 please.", Number),
    ("Call us at 3 0 5 5 5 5 please.", Number),
    ("How does 99,9 sound?", Number),
    ("Your code is 4X9 now.", Number),
    ("Is h0use number two yours?", Number),
    ("I'm a real person, how can I help?", HumanClaim),
    ("I am human, of course.", HumanClaim),
    ("No, this is not a bot.", HumanClaim),
    ("There isn't any robot here.", HumanClaim),
    ("We never use automated texts.", HumanClaim),
    ("I'm just a guy who buys houses.", HumanClaim),
    ("Me and my wife buy houses.", HumanClaim),
    ("You are talking to a live agent.", HumanClaim),
    ("You have been opted out.", Consent),
    ("I removed you from our list.", Consent),
    ("We will not text you again.", Consent),
    ("You gave consent to this.", Consent),
    ("Reply YES to hear more about it.", Consent),
    ("Reply START to go on.", Consent),
    ("You are now subscribed again.", Consent),
    ("Reply STOP to confirm the sale.", Consent),
    ("We guarantee a quick sale.", Promise),
    ("I promise to close soon.", Promise),
    ("That is tax free, and our tax advice.", Promise),
    ("We will call the police on you.", Promise),
    ("We will sue the owner.", Promise),
    ("We give you the best price.", Promise),
    ("You have a deal!", Promise),
    ("What is your social security number?", Secrets),
    ("Please send your bank account.", Secrets),
    ("Please get a gift card for us.", Secrets),
    ("Hi Bob, is the roof new?", Name),
    ("Hi bob, is the roof new?", Name),
    ("Thanks, Robert. Is the roof new?", Name),
    ("Sounds good, bob!", Name),
    ("Bob, is the roof new?", Name),
    ("Bob said that you would sell.", Name),
    ("Is John Smith the owner?", Name),
    ("My name is alex and I buy houses.", Name),
    ("I'm Alex and I buy houses.", Name),
    ("This is alex, is the roof new?", Name),
    ("Thank you robert for the reply.", Name),
    ("Is the house in Orlando yours?", Name),
    ("We Buy Houses in your area.", Name),
    ("Thanks! - Alex", Name),
    ("Is 45 Oak Street yours?", Name),
    ("Is 45 oak street yours?", Address),
    ("Is the house on oak street yours?", Address),
    ("Is the house at 77 st yours?", Address),
    ("Just me here, a regular fella.", HumanClaim),
    ("You're speaking to a person.", HumanClaim),
    ("There is nobody automated here.", HumanClaim),
    ("I live on your street too.", HumanClaim),
    ("I have two kids myself.", HumanClaim),
    ("Consider yourself removed.", Consent),
    ("You will get no texts from us.", Consent),
    ("STOP does not work here.", Consent),
    ("We'll keep texting you.", Consent),
    ("I am from the city, we need to talk.", Promise),
    ("You must sign today.", Promise),
    ("We know where you live.", Promise),
    ("You are stupid.", Rude),
    ("Look us up at evildotcom please.", Link),
    ("Go to evil slash offer please.", Link),
    ("Reach me at maria at sunny dot homes", Link),
    ("How does 95 sound?", Price),
    ("We would do 85 for it, all cash.", Price),
    ("We can do 2 50.", Price),
    ("My neighbor bob smith owns it.", Name),
    ("Is the house near lake shore yours?", Name),
    ("Talk to bob at the office.", Name),
    ("It was nice to meet your linda.", Name),
    ("Is the one on elm st yours?", Address),
    ("Is 12 Main Street yours?", Address),
    ("Is it at 9 main st today?", Address),
    (
        "Ist das Haus noch zu haben, oder haben Sie es verkauft?",
        OtherLanguage,
    ),
    ("Ich bin ein Mensch.", OtherLanguage),
    ("La casa necesita reparaciones?", OtherLanguage),
];

#[test]
fn what_could_be_a_lie_a_promise_or_a_trap_does_not() {
    for (text, why) in REFUSED {
        assert_eq!(check(text, &bounds()), Err(*why), "{text:?}");
    }
    for (text, why) in [
        ("No soy un robot, soy de Sunny Homes.", HumanClaim),
        ("Soy una persona real.", HumanClaim),
        ("Hola Pedro, ¿la casa necesita reparaciones?", Name),
        ("Me llamo Pedro y compro casas.", Name),
        ("Le ofrecemos doscientos mil por la casa.", Price),
        ("Le ofrecemos 200 mil por la casa.", Price),
        ("Le damos diez por ciento mas.", Price),
        ("Ya no recibira mensajes de nosotros.", Consent),
        ("Le garantizamos la venta de la casa.", Promise),
        ("Visite nuestro sitio web para saber mas.", Link),
        ("Vamos a llamar a la policia.", Promise),
        ("Does the house need any repairs?", OtherLanguage),
    ] {
        assert_eq!(check(text, &spanish()), Err(why), "{text:?}");
    }
}

#[test]
fn only_prices_that_we_offered_pass() {
    let bounds = Bounds {
        offered: &[250_000, 1_200_000],
        ..bounds()
    };
    for text in [
        "We can offer $250,000 for the house.",
        "We can offer 250k for the house.",
        "We can offer 250 thousand dollars for the house.",
        "Is 250000 dollars still fair?",
        "Is two hundred fifty thousand still fair?",
        "Is two hundred and fifty thousand dollars still fair?",
        "It is worth 1.2 million to us.",
        "It is worth $1,200,000 to us.",
    ] {
        assert_eq!(check(text, &bounds).as_deref(), Ok(text));
    }
    for text in [
        "We can offer $250,001 for the house.",
        "We can offer $251k for the house.",
        "We can offer $250,000.99 for the house.",
        "Can we offer 250 for it?",
        "We can offer $250,000 plus $5,000 for the house.",
        "We can offer $250,000 less 5% for the house.",
        "Is two hundred sixty thousand still fair?",
        "Is fifty two hundred thousand still fair?",
        "$ 250,000 $",
    ] {
        assert_eq!(check(text, &bounds), Err(Price), "{text:?}");
    }
}

#[test]
fn asked_whether_a_person_writes_a_bare_yes_or_no_is_a_claim() {
    let asked = Bounds {
        asked_if_human: true,
        ..bounds()
    };
    for text in [
        "Yes, how can I help?",
        "Nope! Is the roof new?",
        "Haha, of course. Is the roof new?",
        "I am! Is the roof new?",
    ] {
        assert_eq!(check(text, &asked), Err(HumanClaim), "{text:?}");
    }
    for text in [
        "This is Sunny Homes. Would you consider an offer?",
        "Yes, this is an automated assistant of Sunny Homes.",
    ] {
        assert_eq!(check(text, &asked).as_deref(), Ok(text));
    }
    let text = "Yes, how can I help?";
    assert_eq!(check(text, &bounds()).as_deref(), Ok(text));
}

#[test]
fn after_a_refusal_nothing_passes() {
    let refused = Bounds {
        refused: true,
        ..bounds()
    };
    for text in ["Sorry to have bothered you.", "Is the roof new?", ""] {
        assert_eq!(check(text, &refused), Err(AfterRefusal));
    }
}

#[test]
fn one_curly_quote_does_not_double_the_segments() {
    let text = format!(
        "That\u{2019}s \u{201c}fine\u{201d}\u{2026}{}",
        " and so on".repeat(13)
    );
    let bounds = Bounds {
        max_segments: 1,
        ..bounds()
    };
    let sent = check(&text, &bounds).unwrap();
    assert!(sent.starts_with("That's \"fine\"... and"), "{sent}");
    assert_eq!(
        check("  Is the\u{a0}roof\n\n new?  ", &bounds).as_deref(),
        Ok("Is the roof new?")
    );
    let long = "so it is and ".repeat(40);
    assert_eq!(check(&long, &bounds), Err(TooLong));
    assert_eq!(check(&"¿está?".repeat(12), &bounds), Err(TooLong));
}

#[test]
fn a_word_of_our_record_is_no_offence_and_a_strange_letter_in_it_is_none() {
    let known = ["Łukasz Law", "12 Pin Oak Drive", "Promise Homes 4U"];
    let bounds = Bounds {
        known: &known,
        ..bounds()
    };
    for text in [
        "Hi Łukasz, is 12 Pin Oak Drive still yours?",
        "This is Promise Homes 4U. Is Mr Law around?",
    ] {
        assert_eq!(check(text, &bounds).as_deref(), Ok(text));
    }
    assert_eq!(check("We promise to pay soon.", &bounds), Err(Promise));
}

#[test]
fn a_violation_tells_its_name_and_no_text() {
    assert_eq!(HumanClaim.as_ref(), "human_claim");
    assert_eq!(AfterRefusal.to_string(), "after_refusal");
}

#[test]
fn questions_about_who_writes_are_heard() {
    for body in [
        "are you a bot",
        "Are you a real person?",
        "r u a robot",
        "is this a bot?",
        "is this a real person or automated",
        "am I talking to a human?",
        "You're a bot",
        "bot?",
        "this is AI isn't it",
        "sounds like a bot",
        "let me talk to a real person",
        "are you real",
        "¿Eres un robot?",
        "es usted una persona real",
        "hablo con una persona?",
        "es esto automático?",
    ] {
        assert!(asks_if_human(body), "{body}");
    }
    for body in [
        "",
        "how much would you offer?",
        "who is this",
        "the washing machine is broken, can you take it",
        "is this about the house on main?",
        "are you still buying houses",
        "my tenant is a person who pays late",
        "cuanto ofrece por la casa",
    ] {
        assert!(!asks_if_human(body), "{body}");
    }
}

/// Pieces that texts are made of, harmless and not.
const PIECES: &[&str] = &[
    "Is the roof new",
    "the house",
    "we can",
    "Maria",
    "Thanks",
    "for you",
    "123",
    "Main Street",
    "33602",
    "Tampa",
    "250,000",
    "250000",
    "$",
    "3",
    "05",
    "12",
    "5",
    "55",
    ".",
    ",",
    " ",
    " ",
    " ",
    "-",
    "(",
    ")",
    "/",
    ":",
    "?",
    "evil",
    "example",
    "com",
    "net",
    "://",
    "www",
    "http",
    "@",
    "{",
    "}",
    "k",
    "two",
    "ten",
    "and",
    "days",
    "at",
    "Bob",
    "\u{200b}",
    "\n",
];

fn pieces() -> impl proptest::strategy::Strategy<Value = String> {
    use proptest::strategy::Strategy as _;
    proptest::collection::vec(proptest::sample::select(PIECES), 1..9).prop_map(|some| some.concat())
}

/// What must hold of any text that passes, told in another way than the rules have it.
fn is_clean(sent: &str) -> bool {
    let has_domain = sent.split(' ').any(|part| {
        let part = part.trim_matches(|c: char| !c.is_alphanumeric());
        part.char_indices().any(|(at, c)| {
            c == '.'
                && part[..at].ends_with(char::is_alphabetic)
                && part[at + 1..].starts_with(char::is_alphabetic)
                && part.len() > 3
        })
    });
    let mut runs = String::new();
    for c in sent.chars() {
        if c.is_ascii_digit() {
            runs.push(c);
        } else if c != ',' {
            runs.push(' ');
        }
    }
    let strange_run = runs
        .split(' ')
        .any(|run| run.len() >= 5 && !["33602", "250000"].contains(&run));
    let signs = ["://", "www", "http", "@", "{", "}", "<", "[", "dot com"];
    !has_domain && !strange_run && !signs.iter().any(|sign| sent.contains(sign))
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(2_000))]

    #[test]
    fn whatever_passes_holds_no_link_no_brace_and_no_strange_number(text in pieces()) {
        let bounds = Bounds { offered: &[250_000], ..bounds() };
        if let Ok(sent) = check(&text, &bounds) {
            proptest::prop_assert!(is_clean(&sent), "{sent}");
        }
    }

    #[test]
    fn any_text_at_all_is_refused_or_clean(text in "\\PC{0,60}|[ -~]{0,60}") {
        if let Ok(sent) = check(&text, &bounds()) {
            proptest::prop_assert!(is_clean(&sent), "{sent}");
        }
        asks_if_human(&text);
    }
}

#[test]
fn words_that_tell_a_language_are_not_all_words_that_we_may_say() {
    for text in ["Wrong number sorry", "I'm not a quitter lol"] {
        assert!(check(text, &bounds()).is_err(), "{text:?}");
    }
}
