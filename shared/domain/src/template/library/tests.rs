use std::collections::BTreeSet;

use super::super::{Placeholder, Values};
use super::*;
use sms_language::Language;
use sms_language::guard::{Bounds, Violation, check};
use sms_language::text::segments::{Encoding, Segments};

fn faults(text: &str) -> Vec<String> {
    let LibraryFaults(faults) = Library::from_json(text).unwrap_err();
    faults.iter().map(ToString::to_string).collect()
}

#[test]
fn a_file_is_read() {
    let library = Library::from_json(
        r#"[
            {"id": "a", "category": "Delay / Retry", "name": " A ", "message": "Hi {first}"},
            {"id": "b", "category": "Intro", "stage": "STAGE 1 - OWNERSHIP CONFIRMATION",
             "language": "es", "name": "B", "message": "Hola"}
        ]"#,
    )
    .unwrap();
    let [a, b] = library.0.as_slice() else {
        panic!("{library:?}")
    };
    assert_eq!(
        (a.category, a.stage, a.language, a.name.as_str()),
        (Category::DelayRetry, None, Language::English, "A")
    );
    assert_eq!(
        (b.stage, b.language),
        (Some(Stage::OwnershipConfirmation), Language::Spanish)
    );
}

#[test]
fn every_fault_of_a_file_is_told_with_its_place() {
    let told = faults(
        r#"[
            {"id": "a b", "category": "Intor", "name": " ", "message": "Hi {Frist} {Last"},
            {"id": "a", "category": "Intro", "name": "A", "message": "Hi", "stage": "STAGE 1"},
            "Hi",
            {"id": "a", "category": "Intro", "name": "A", "message": 7, "language": "de"},
            {"id": "b", "mesage": "Hi"}
        ]"#,
    );
    let begins = [
        "template 1 (a b), id: an id is 1 to 64",
        "template 1 (a b), category: \"Intor\" is not one of Intro · Positive · ",
        "template 1 (a b), name: it is blank",
        "template 1 (a b), message: at character 4: {Frist} is not a placeholder; there are {First}, ",
        "template 2 (a), stage: \"STAGE 1\" is not one of STAGE 1 - OWNERSHIP CONFIRMATION · ",
        "template 3: it is not a JSON object",
        "template 4 (a), language: \"de\" is not one of en · es · pt · fr",
        "template 4 (a), message: it is not a string",
        "template 4 (a), id: template 2 has this id already",
        "template 5 (b): \"mesage\" is not one of its fields id, ",
        "template 5 (b), category: it is missing",
        "template 5 (b), name: it is missing",
        "template 5 (b), message: it is missing",
    ];
    assert_eq!(told.len(), begins.len(), "{told:#?}");
    for (told, begin) in told.iter().zip(begins) {
        assert!(told.starts_with(begin), "{told}\n{begin}");
    }
    assert!(
        told[3].ends_with("the { at character 12 has no }"),
        "{}",
        told[3]
    );
}

#[test]
fn a_file_that_is_no_list_says_so() {
    assert!(faults("[{]")[0].starts_with("the file is not valid JSON: "));
    assert!(faults("[{]")[0].contains("line 1 column 3"));
    assert_eq!(faults("{}"), ["the file is not a JSON array of templates"]);
    assert_eq!(Library::from_json("[]"), Ok(Library::default()));
}

/// Categories that the team alone uses.
const INTERNAL: [Category; 2] = [Category::InternalReminder, Category::InternalDocument];
/// Those that speak to somebody who is not the owner, or confirm an opt-out: they tell nothing of
/// the owner and the property.
const IMPERSONAL: [Category; 4] = [
    Category::WrongNumber,
    Category::NotOwner,
    Category::Buyer,
    Category::OptOut,
];

fn is_personal(template: &Template) -> bool {
    let known = BTreeSet::from([Placeholder::Business]);
    !template.message.needs().is_subset(&known)
}

fn sampled(template: &Template) -> String {
    template.message.render(&Values::sample()).unwrap()
}

#[test]
fn the_starter_library_has_a_text_for_every_case() {
    let library = Library::starter().unwrap();
    assert!(library.len() >= 50, "{}", library.len());
    for category in Category::VARIANTS {
        let of = |language, stage, personal| {
            library
                .iter()
                .filter(|template| {
                    template.category == *category
                        && template.language == language
                        && (template.stage == stage || template.stage.is_none())
                        && is_personal(template) == personal
                })
                .count()
        };
        if INTERNAL.contains(category) {
            continue;
        }
        // Every contact of every stage can be answered, twice in a row.
        for stage in Stage::VARIANTS {
            assert!(
                of(Language::English, Some(*stage), false) >= 2,
                "{category} {stage}"
            );
            assert!(
                of(Language::Spanish, Some(*stage), false) >= 1,
                "{category} {stage}"
            );
        }
        let personal = of(Language::English, None, true);
        if IMPERSONAL.contains(category) {
            assert_eq!(personal, 0, "{category}");
        } else {
            assert!(personal >= 2, "{category}");
        }
    }
    for stage in [Stage::OwnershipConfirmation, Stage::InterestFeeler] {
        let own = library.iter().filter(|template| {
            template.category == Category::Intro && template.stage == Some(stage)
        });
        let (personal, other): (Vec<_>, Vec<_>) = own.partition(|template| is_personal(template));
        assert!(personal.len() >= 2 && other.len() >= 2, "{stage}");
    }
}

#[test]
fn the_starters_texts_are_short_plain_and_honest() {
    let library = Library::starter().unwrap();
    let mut bodies = BTreeSet::new();
    for template in library.iter() {
        let (id, body) = (&template.id, sampled(template));
        let segments = Segments::of(&body);
        assert_eq!(segments.encoding, Encoding::Gsm7, "{id}: {body}");
        assert!(segments.count <= 2, "{id}: {segments:?}");
        let lower = format!(" {} ", body.to_lowercase());
        for word in [
            "http",
            "www.",
            ".com",
            "$",
            " real person",
            " human",
            " i am ",
            " i'm ",
            " my name",
            " bot ",
            "guarantee",
            "free ",
            "act now",
            "urgent",
            "cash offer today",
            "soy ",
        ] {
            assert!(!lower.contains(word), "{id}: {word:?} in {body}");
        }
        assert!(
            !body.contains(" - -") && !body.contains("  "),
            "{id}: {body}"
        );
        assert!(
            bodies.insert(body.clone()),
            "{id} says what another says: {body}"
        );
    }
}

#[test]
fn the_starters_first_texts_say_who_we_are_and_how_to_stop() {
    let library = Library::starter().unwrap();
    let introduces = |template: &&Template| {
        matches!(
            template.category,
            Category::Intro | Category::WhoIsThis | Category::HowGotNumber
        )
    };
    for template in library.iter().filter(introduces) {
        let needs = template.message.needs();
        assert!(needs.contains(&Placeholder::Business), "{}", template.id);
        assert!(sampled(template).contains("STOP"), "{}", template.id);
    }
}

#[test]
fn the_starters_confirmations_of_an_opt_out_sell_nothing() {
    let library = Library::starter().unwrap();
    let confirmations = library
        .iter()
        .filter(|template| template.category == Category::OptOut);
    for template in confirmations {
        let body = sampled(template);
        assert_eq!(
            template.message.needs(),
            BTreeSet::from([Placeholder::Business])
        );
        assert_eq!(Segments::of(&body).count, 1, "{body}");
        let lower = body.to_lowercase();
        for word in [
            "offer",
            "sell",
            "property",
            "house",
            "?",
            "change your mind",
            "oferta",
        ] {
            assert!(!lower.contains(word), "{word:?} in {body}");
        }
    }
}

/// The answer to a text is read by what the text asks: each asks what its category is for.
#[test]
fn the_starters_texts_ask_what_their_category_is_for() {
    use sms_language::{Question, asked};
    let mut wrong = Vec::new();
    for template in Library::starter().unwrap().iter() {
        let of_stage =
            |stage| template.category == Category::Intro && template.stage == Some(stage);
        let wanted: &[Question] = if template.category == Category::PriceCheck {
            &[Question::Price]
        } else if template.category == Category::Condition {
            &[Question::Condition]
        } else if template.category == Category::Timeline {
            &[Question::Timeline, Question::Motivation]
        } else if of_stage(Stage::InterestFeeler) {
            &[Question::Interest]
        } else if of_stage(Stage::OwnershipConfirmation) {
            &[Question::Ownership, Question::Identity]
        } else {
            continue;
        };
        let body = sampled(template);
        if !asked(&body).is_some_and(|asked| wanted.contains(&asked)) {
            wrong.push(format!("{}: {:?} by {body:?}", template.id, asked(&body)));
        }
    }
    assert_eq!(wrong, [""; 0]);
}

/// Ours that tell what STOP does. Only a text that we wrote may: a model's may not explain consent.
const ON_CONSENT: &[&str] = &[
    "how-got-number-en-1",
    "how-got-number-en-2",
    "how-got-number-en-3",
    "how-got-number-en-4",
    "how-got-number-es-1",
    "how-got-number-es-2",
    "who-is-this-en-4",
    "who-is-this-es-2",
];

#[test]
fn our_own_answers_are_what_a_model_may_say() {
    let values = Values::sample();
    let known: Vec<&str> = [
        Placeholder::First,
        Placeholder::Address,
        Placeholder::PropertyCity,
        Placeholder::PropertyState,
        Placeholder::PropertyZip,
        Placeholder::Business,
    ]
    .into_iter()
    .filter_map(|placeholder| values.get(placeholder))
    .collect();
    let mut refused = Vec::new();
    for template in Library::starter().unwrap().iter() {
        let of_these = [
            Category::PriceCheck,
            Category::Condition,
            Category::Timeline,
            Category::WhoIsThis,
            Category::HowGotNumber,
            Category::NextStep,
        ];
        let readable = matches!(template.language, Language::English | Language::Spanish);
        if !of_these.contains(&template.category) || !readable {
            continue;
        }
        let bounds = Bounds {
            max_segments: 2,
            known: &known,
            offered: &[],
            asked_if_human: false,
            refused: false,
            language: template.language,
        };
        let body = template.message.render(&values).unwrap();
        let expected = ON_CONSENT
            .contains(&template.id.as_str())
            .then_some(Violation::Consent);
        let checked = check(&body, &bounds).err();
        if checked != expected {
            refused.push(format!("{}: {checked:?} {body:?}", template.id));
        }
    }
    assert_eq!(refused, [""; 0]);
}
