use std::path::Path;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use sms_aws::connect;
use sms_domain::template::{Library, TemplateId};
use sms_engine::templates::{Seeded, TemplateShelf, seed};
use sms_local::commands::{seed_templates, templates};

use crate::app::{App, LIMITS, options};

const TWO: &str = r#"[
    {"id": "later", "category": "Delay", "name": "Later", "message": "No rush, {First}."},
    {"id": "what-price", "category": "Price Check", "stage": "STAGE 3 - PRICE QUALIFICATION",
     "language": "es", "name": "Price", "message": "Do you have a price in mind that would work well for you? - {Business}"}
]"#;

fn library(json: &str) -> Library {
    Library::from_json(json).unwrap()
}

fn id(text: &str) -> TemplateId {
    text.parse().unwrap()
}

async fn stored(app: &App) -> Library {
    app.engine.ports.templates.all().await.unwrap()
}

/// Puts a row into the table past the engine.
async fn put_row(app: &App, pk: &str, sk: &str, attribute: (&str, AttributeValue)) {
    let config = connect::local_config(&app.engine.world.store_url, LIMITS).unwrap();
    Client::new(&config)
        .put_item()
        .table_name("sms-engine")
        .item("pk", AttributeValue::S(pk.to_owned()))
        .item("sk", AttributeValue::S(sk.to_owned()))
        .item(attribute.0, attribute.1)
        .send()
        .await
        .unwrap();
}

#[tokio::test]
async fn the_starter_library_is_stored_whole_and_seeding_it_twice_changes_nothing() {
    let app = App::start().await;
    let starter = Library::starter().unwrap();
    let units = || app.engine.world.meter.usage().write_units;
    let empty = units();
    let first = seed(&app.engine.ports, &starter).await.unwrap();
    assert!(units() > empty, "writes are metered");
    assert_eq!(first.added.len(), starter.len());
    let there = stored(&app).await;
    assert_eq!(there.len(), starter.len());
    for template in starter.iter() {
        assert_eq!(there.get(&template.id), Some(template));
    }

    let before = units();
    let second = seed(&app.engine.ports, &starter).await.unwrap();
    let nothing = Seeded {
        unchanged: starter.len(),
        ..Seeded::default()
    };
    assert_eq!(second, nothing);
    assert!((units() - before).abs() < 0.01, "nothing is written");
    assert_eq!(stored(&app).await, there);
}

#[tokio::test]
async fn a_changed_file_replaces_its_texts_and_leaves_the_others() {
    let app = App::start().await;
    seed(&app.engine.ports, &library(TWO)).await.unwrap();
    let changed = library(
        r#"[
            {"id": "later", "category": "Delay", "name": "Later", "message": "Take your time."},
            {"id": "new", "category": "Delay", "name": "New", "message": "No hurry."}
        ]"#,
    );
    let seeded = seed(&app.engine.ports, &changed).await.unwrap();
    let expected = Seeded {
        added: vec![id("new")],
        changed: vec![id("later")],
        unchanged: 0,
        others: 1,
    };
    assert_eq!(seeded, expected);
    let there = stored(&app).await;
    assert_eq!(there.len(), 3);
    assert_eq!(there.get(&id("later")), changed.get(&id("later")));
    assert_eq!(
        there.get(&id("what-price")),
        library(TWO).get(&id("what-price"))
    );
}

#[tokio::test]
async fn a_stage_that_is_taken_away_goes_from_the_table_too() {
    let app = App::start().await;
    seed(&app.engine.ports, &library(TWO)).await.unwrap();
    let of_any_stage = TWO.replace(r#""stage": "STAGE 3 - PRICE QUALIFICATION","#, "");
    seed(&app.engine.ports, &library(&of_any_stage))
        .await
        .unwrap();
    let there = stored(&app).await;
    assert_eq!(there.get(&id("what-price")).unwrap().stage, None);
}

#[tokio::test]
async fn the_first_start_seeds_the_starter_library_and_later_ones_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let on_file = |runs_by_itself| {
        let mut options = options();
        options.world.data_file = Some(folder.path().join("store.sqlite"));
        options.runs_by_itself = runs_by_itself;
        options
    };
    let first = App::with(on_file(true)).await;
    assert_eq!(
        stored(&first).await.len(),
        Library::starter().unwrap().len()
    );
    seed(
        &first.engine.ports,
        &library(r#"[{"id":"opt-out-en-1","category":"Opt-Out","name":"Ours","message":"Done."}]"#),
    )
    .await
    .unwrap();
    let ours = stored(&first).await;
    first.engine.stop().await;

    let second = App::with(on_file(true)).await;
    assert_eq!(stored(&second).await, ours);
    second.engine.stop().await;
}

#[tokio::test]
async fn a_row_that_does_not_read_silences_no_other_and_is_mended_by_seeding() {
    let app = App::start().await;
    seed(&app.engine.ports, &library(TWO)).await.unwrap();
    let broken = ("message", AttributeValue::S("Hi {Frist".to_owned()));
    put_row(&app, "TEMPLATES", "TEMPLATE#later", broken).await;

    let shelf = TemplateShelf::new(&app.engine.ports);
    let served = shelf.library().await.unwrap();
    assert_eq!(
        served.iter().map(|t| t.id.as_str()).collect::<Vec<_>>(),
        ["what-price"]
    );

    let seeded = seed(&app.engine.ports, &library(TWO)).await.unwrap();
    assert_eq!((seeded.added, seeded.unchanged), (vec![id("later")], 1));
    assert_eq!(stored(&app).await, library(TWO));
}

#[tokio::test]
async fn templates_are_listed_with_what_they_led_to() {
    let app = App::start().await;
    let ports = &app.engine.ports;
    let empty = templates::list(ports).await.unwrap();
    assert!(empty.starts_with("No template is stored"), "{empty}");

    seed(ports, &library(TWO)).await.unwrap();
    for (shard, name, count) in [
        ("DAY#2026-11-20#SHARD#0", "sent_count", "7"),
        ("DAY#2026-11-21#SHARD#3", "sent_count", "5"),
        ("DAY#2026-11-21#SHARD#1", "reply_count", "3"),
        ("DAY#2026-11-21#SHARD#2", "opt_out_count", "1"),
    ] {
        let count = (name, AttributeValue::N(count.to_owned()));
        put_row(&app, "COUNT#TEMPLATE#what-price", shard, count).await;
    }
    assert_eq!(
        templates::list(ports).await.unwrap(),
        "id          category     stage    language  sent  replies  opt-outs  text\n\
         what-price  Price Check  STAGE 3  es        12    3        1         Do you have a price in mind that would work well...\n\
         later       Delay        any      en        0     0        0         No rush, {First}.\n"
    );
}

#[tokio::test]
async fn a_report_names_what_changed() {
    let app = App::start().await;
    let ports = &app.engine.ports;
    let told = seed_templates::seed(ports, &library(TWO)).await.unwrap();
    assert_eq!(
        told,
        "2 template(s) added, 0 changed, 0 unchanged; 0 other(s) stay.\n  added  later\n  added  what-price\n"
    );
    let starter = seed_templates::read(None).unwrap();
    let told = seed_templates::seed(ports, &starter).await.unwrap();
    let more = format!("  added  {} more\n", starter.len() - 20);
    assert!(
        told.contains("; 2 other(s) stay.\n") && told.ends_with(&more),
        "{told}"
    );
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let fault = seed_templates::read(Some(Path::new("nowhere/templates.json"))).unwrap_err();
    let told = fault.to_string();
    assert!(
        told.starts_with("nowhere/templates.json cannot be read: "),
        "{told}"
    );
}
