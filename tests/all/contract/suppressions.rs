//! Who has opted out: the list beside the contacts, its export and its import.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use sms_domain::contact::opt_out::{Suppressing, suppress};
use sms_domain::contact::stage::Stage;
use sms_domain::contact::{Consent, ConsentEntry, ConsentSource, Contact};
use sms_domain::message::SendState;
use sms_domain::message::status::DeliveryStatus;
use sms_domain::sending::clearance::{SendingRules, Verdict, clear};
use sms_engine::ports::{Basis, OptOutRecord, Write};
use sms_engine::queue_item::QueueItem;
use sms_engine::sender::{Claiming, claim};
use sms_local::commands::suppressions::export_all;

use super::privacy::{leaks, listen};
use super::{
    JSON, OTHER, QUESTION, assert_nothing_stored, assert_refused, callbacks, faults, queued_reply,
    receipt_form, text_form,
};
use crate::app::{App, OURS, SELLER, address};

const KEY: &str = "dev-admin-key";
const CRON: &str = "dev-cron-token";
const AT: &str = "2026-01-05T10:00:00Z";

/// A page: status, where the next one begins, and the file.
async fn page(app: &App, query: &str) -> (StatusCode, Option<String>, String) {
    let request = app.request(Method::GET, &format!("/suppressions{query}"));
    let response = request.header("x-api-key", KEY).send().await.unwrap();
    let header = |name: &str| {
        let value = response.headers().get(name);
        value.map(|value| value.to_str().unwrap().to_owned())
    };
    let (status, next) = (response.status(), header("x-next-after"));
    if status == 200 {
        assert_eq!(
            header("content-type").as_deref(),
            Some("text/csv; charset=utf-8")
        );
    }
    (status, next, response.text().await.unwrap())
}

/// The whole list, each row as it is in the file, in the order of the phones.
async fn listed(app: &App) -> Vec<String> {
    let (status, next, csv) = page(app, "").await;
    assert_eq!((status, next), (StatusCode::OK, None));
    let mut rows = csv.lines().map(str::to_owned);
    assert_eq!(rows.next().as_deref(), Some("phone,at,source,evidence"));
    rows.collect::<BTreeSet<String>>().into_iter().collect()
}

async fn post_csv(app: &App, csv: impl Into<String>) -> (StatusCode, Value) {
    let headers = [("x-api-key", KEY), ("content-type", "text/csv")];
    app.post_raw("/suppressions", &headers, csv.into()).await
}

/// Imports a file and gives how many were imported, were out already, and were rejected.
async fn import(app: &App, csv: impl Into<String>) -> (u64, u64, u64) {
    let (status, report) = post_csv(app, csv).await;
    assert_eq!(status, 200, "{report}");
    let count = |name: &str| report[name].as_u64().unwrap();
    let listed = report["rejected"].as_array().unwrap().len();
    let rejected = count("rejected_count");
    assert_eq!(
        u64::try_from(listed).unwrap(),
        rejected.min(100),
        "{report}"
    );
    (count("imported"), count("already_suppressed"), rejected)
}

async fn ledger(app: &App, phone: &str) -> Vec<ConsentEntry> {
    let audit = &app.engine.ports.audit;
    audit.consents(&address(phone)).await.unwrap()
}

#[tokio::test]
async fn the_list_opens_to_its_own_key_and_the_jobs_to_theirs() {
    let app = App::start().await;
    let csv = format!("phone\n{SELLER}\n");
    for (path, header) in [
        ("/suppressions", None),
        ("/suppressions", Some(("x-api-key", "wrong"))),
        ("/suppressions", Some(("x-api-key", CRON))),
        ("/suppressions", Some(("x-cron-token", CRON))),
        (
            "/suppressions",
            Some(("authorization", "Bearer dev-admin-key")),
        ),
        ("/suppressions?token=dev-admin-key", None),
        ("/jobs/suppressions-import", None),
        ("/jobs/suppressions-import?token=wrong", None),
        ("/jobs/suppressions-import", Some(("x-api-key", KEY))),
        ("/jobs/suppressions-import", Some(("x-cron-token", KEY))),
        (
            "/jobs/suppressions-import",
            Some(("x-webhook-token", crate::app::TOKEN)),
        ),
        ("/jobs/suppressions-export", Some(("x-api-key", KEY))),
    ] {
        let mut headers = vec![("content-type", "text/csv")];
        headers.extend(header);
        let refused = app.post_raw(path, &headers, csv.clone()).await;
        assert_refused(&refused, 401, &[]);
    }
    let (status, answer) = app.get("/suppressions").await;
    assert_eq!(
        (status, faults(&answer)),
        (StatusCode::UNAUTHORIZED, vec![])
    );
    let put = app.request(Method::PUT, "/suppressions").send().await;
    assert_eq!(put.unwrap().status(), 405);
    assert_nothing_stored(&app, SELLER).await;
    assert_eq!(listed(&app).await, [""; 0]);

    for (path, header) in [
        ("/jobs/suppressions-export?token=dev-cron-token", None),
        ("/jobs/suppressions-export", Some(("x-cron-token", CRON))),
        (
            "/jobs/suppressions-export",
            Some(("authorization", "Bearer dev-cron-token")),
        ),
    ] {
        let headers: Vec<_> = header.into_iter().collect();
        let (status, answer) = app.post_raw(path, &headers, "").await;
        assert_eq!((status, &answer["count"]), (StatusCode::OK, &json!(0)));
    }
}

#[tokio::test]
async fn a_text_puts_its_sender_on_the_list_and_start_takes_it_off() {
    let app = App::start().await;
    app.text_in(SELLER, "Stop texting me, I am Pomegranate", "SM1")
        .await;
    app.text_in("72345", "STOP", "SM2").await;
    app.text_in("AMZN", "STOP", "SM3").await;
    let stop = app.texts_in(SELLER).await[0].clone();
    let row = format!("{SELLER},{},text,{}", stop.received_at, stop.id);
    // The words are in the ledger and not in the list; whoever is no phone is never texted.
    assert_eq!(listed(&app).await, [row]);
    assert_eq!(ledger(&app, SELLER).await[0].evidence, stop.body);
    assert_eq!(ledger(&app, "72345").await.len(), 1);
    app.text_in(SELLER, "START", "SM4").await;
    assert_eq!(listed(&app).await, [""; 0]);
    app.text_in(SELLER, "STOP", "SM5").await;
    assert_eq!(listed(&app).await.len(), 1);
    let consents: Vec<Consent> = ledger(&app, SELLER)
        .await
        .iter()
        .map(|entry| entry.consent)
        .collect();
    let wanted = [Consent::OptedOut, Consent::OptedIn, Consent::OptedOut];
    assert_eq!(consents, wanted);
}

#[tokio::test]
async fn the_carriers_word_puts_a_contact_on_the_list_however_it_comes() {
    let app = App::start().await;
    // The simulated carrier refuses this one with 21610.
    let refused = "+15005550004";
    app.text_in(refused, QUESTION, "SM1").await;
    app.drain().await;
    // By the first receipt of a send, by one after its end, and by one that waited for the send.
    let echo = |to: &'static str, sid: &'static str| {
        [
            ("From", OURS),
            ("To", to),
            ("Body", "hello"),
            ("MessageSid", sid),
        ]
    };
    let optout = |to: &'static str, sid: &'static str| {
        let mut form = receipt_form(sid, "undelivered", to).to_vec();
        form.push(("ErrorCode", "21610"));
        form
    };
    app.post("/outbound", &echo(SELLER, "SMfirst")).await;
    app.post("/delivery", &optout(SELLER, "SMfirst")).await;
    app.post("/outbound", &echo(OTHER, "SMlate")).await;
    app.receipt("SMlate", "delivered", OTHER).await;
    app.post("/delivery", &optout(OTHER, "SMlate")).await;
    let parked = "+13055550188";
    app.post("/delivery", &optout(parked, "SMparked")).await;
    assert_eq!(app.contact(parked).await, None);
    app.post("/outbound", &echo(parked, "SMparked")).await;
    let rows = listed(&app).await;
    assert_eq!(rows.len(), 4, "{rows:?}");
    for (row, phone) in rows.iter().zip([SELLER, OTHER, parked, refused]) {
        let send = app.sends(phone).await.pop().unwrap();
        let end = format!(",carrier 21610,{}", send.id);
        assert!(row.starts_with(phone) && row.ends_with(&end), "{row}");
        assert!(app.contact(phone).await.unwrap().has_opted_out());
    }
}

#[tokio::test]
async fn an_import_suppresses_with_evidence_and_its_repeat_changes_nothing() {
    let app = App::start().await;
    app.text_in(OTHER, QUESTION, "SM1").await;
    let csv = format!(
        "Source,Phone,Evidence,At,Owner\r\ncrm,(305) 555-0123,\"said \"\"stop\"\", twice\",2026-01-05T05:00:00-05:00,Ann\r\n,{OTHER},,,Bob\r\n,{OTHER},again,,Bob\r\n"
    );
    assert_eq!(import(&app, &csv).await, (2, 1, 0));
    let now = app.engine.ports.clock.now().to_string();
    let rows = [
        format!("{SELLER},{AT},import: crm,\"said \"\"stop\"\", twice\""),
        format!("{OTHER},{now},import,"),
    ];
    assert_eq!(listed(&app).await, rows);
    let stranger = app.contact(SELLER).await.unwrap();
    assert_eq!(
        (stranger.consent, stranger.stage, stranger.version()),
        (Consent::OptedOut, Some(Stage::OptOut), 1)
    );
    assert_eq!(stranger.consent_at, Some(AT.parse().unwrap()));
    let entries = ledger(&app, SELLER).await;
    let [entry] = entries.as_slice() else {
        panic!("{entries:?}")
    };
    assert_eq!(
        (entry.evidence.as_str(), entry.source.to_string()),
        ("said \"stop\", twice", "import: crm".to_owned())
    );
    assert_eq!((&entry.message, &entry.number), (&None, &None));
    // The lead stays one.
    let lead = app.contact(OTHER).await.unwrap();
    assert_eq!(lead.stage, Some(Stage::OptOut));
    assert_eq!(lead.party.unwrap().link().word(), "lead");

    app.advance(std::time::Duration::from_hours(1));
    assert_eq!(import(&app, &csv).await, (0, 3, 0));
    assert_eq!(listed(&app).await, rows);
    assert_eq!(app.contact(SELLER).await.unwrap(), stranger);
    assert_eq!(ledger(&app, SELLER).await.len(), 1);
    app.assert_counters_equal_a_recount(&[OTHER]).await;
}

#[tokio::test]
async fn a_queued_message_to_an_imported_phone_is_never_sent() {
    let app = App::start().await;
    let reply = queued_reply(&app, SELLER).await;
    let outbox = &*app.engine.ports.outbox;
    let (message, contact) = outbox.load(&reply.key()).await.unwrap().unwrap();
    let now = app.engine.ports.clock.now();
    let Verdict::Cleared(clearance) = clear(&message, &contact, &SendingRules::default(), now)
    else {
        panic!("no clearance")
    };
    assert_eq!(import(&app, format!("phone\n{SELLER}\n")).await, (1, 0, 0));
    // Also where the sender had looked before.
    let claiming = claim(outbox, &clearance, &callbacks(&app)).await.unwrap();
    assert!(matches!(claiming, Claiming::Lost), "{claiming:?}");
    app.run_job("sender", &QueueItem::send(&reply.key())).await;
    let skipped = app.load(&reply.key()).await;
    assert_eq!(
        (skipped.state, skipped.delivery_status),
        (SendState::Skipped, DeliveryStatus::OptOut)
    );
    assert_eq!(app.carrier().requests(), 0);
}

#[tokio::test]
async fn an_imported_stranger_who_writes_is_stored_and_linked_and_not_answered_until_start() {
    let app = App::start().await;
    import(&app, format!("phone,at\n{SELLER},{AT}\n")).await;
    assert_eq!(app.contact(SELLER).await.unwrap().party, None);
    let answer = app.text_in(SELLER, "how much?", "SM1").await;
    assert_eq!(answer["linked_to"], "lead");
    let answer = app.text_in(SELLER, "STOP", "SM2").await;
    assert_eq!(answer, json!({"status": "optout"}));
    app.drain().await;
    assert_eq!(app.texts_in(SELLER).await.len(), 2);
    assert_eq!(app.sends(SELLER).await, []);
    assert_eq!(app.carrier().requests(), 0);
    let contact = app.contact(SELLER).await.unwrap();
    assert!(contact.has_opted_out() && !contact.is_answer_due());
    // One who opted out already does not opt out again: the first evidence stays.
    assert_eq!(listed(&app).await, [format!("{SELLER},{AT},import,")]);

    app.text_in(SELLER, "START", "SM3").await;
    assert_eq!(listed(&app).await, [""; 0]);
    app.text_in(SELLER, QUESTION, "SM4").await;
    app.drain().await;
    assert_eq!(app.carrier().accepted().len(), 1);
    assert_eq!(app.thread(SELLER).await.len(), 5);
    app.assert_counters_equal_a_recount(&[SELLER]).await;
}

#[tokio::test]
async fn an_old_file_does_not_undo_a_later_start_and_says_so() {
    let app = App::start().await;
    let old = format!("phone,at\n{SELLER},{AT}\n");
    assert_eq!(import(&app, &old).await, (1, 0, 0));
    app.text_in(SELLER, "START", "SM1").await;
    let (_, report) = post_csv(&app, &old).await;
    assert_eq!(report["rejected"][0]["line"], 2);
    let problem = report["rejected"][0]["problem"].as_str().unwrap();
    assert!(
        problem.contains("opted in again at 2026-11-21T18:00:00Z"),
        "{problem}"
    );
    assert_eq!(app.contact(SELLER).await.unwrap().consent, Consent::OptedIn);
    app.advance(std::time::Duration::from_mins(1));
    // A new word of today opts out again; and so does a later line of the same file.
    let both = format!("phone,at\n{SELLER},{AT}\n{SELLER},\n");
    assert_eq!(import(&app, &both).await, (1, 0, 1));
    assert!(app.contact(SELLER).await.unwrap().has_opted_out());
    assert_eq!(ledger(&app, SELLER).await.len(), 3);
}

#[tokio::test]
async fn bad_lines_are_told_and_the_others_are_imported() {
    let app = App::start().await;
    let mut csv = format!("phone,at\n72345,\n{SELLER},\n,{AT}\n{OTHER},tomorrow\n");
    let (status, report) = post_csv(&app, csv.clone()).await;
    assert_eq!(status, 200);
    let lines: Vec<&Value> = report["rejected"]
        .as_array()
        .unwrap()
        .iter()
        .map(|rejected| &rejected["line"])
        .collect();
    assert_eq!(lines, [2, 4, 5]);
    assert_eq!(
        (&report["imported"], &report["rejected_count"]),
        (&json!(1), &json!(3))
    );
    assert!(app.contact(SELLER).await.unwrap().has_opted_out());
    assert_eq!(app.contact(OTHER).await, None);
    for index in 0..250 {
        writeln!(csv, "wrong {index},").unwrap();
    }
    assert_eq!(import(&app, csv).await, (0, 1, 253));

    let refused = post_csv(&app, format!("number\n{SELLER}\n")).await;
    assert_refused(&refused, 422, &["phone"]);
    let refused = post_csv(&app, "").await;
    assert_refused(&refused, 422, &["phone"]);
    let refused = post_csv(&app, format!("phone\n{}", "x".repeat(512 * 1024))).await;
    assert_refused(&refused, 413, &[]);
    for content_type in ["application/x-www-form-urlencoded", "application/json"] {
        let headers = [("x-api-key", KEY), ("content-type", content_type)];
        let file = format!("phone\n{OTHER}\n");
        let refused = app.post_raw("/suppressions", &headers, file).await;
        assert_refused(&refused, 415, &[]);
    }
    let headers = [
        ("x-api-key", KEY),
        ("content-type", "application/octet-stream"),
    ];
    let file = format!("phone\n{OTHER}\n");
    let (status, report) = app.post_raw("/suppressions", &headers, file).await;
    assert_eq!((status, &report["imported"]), (StatusCode::OK, &json!(1)));
}

#[tokio::test]
async fn a_file_of_five_thousand_lines_is_one_call_and_moves_to_another_engine_in_pages() {
    let app = App::start().await;
    let mut csv = "phone,at,source,evidence\n".to_owned();
    for index in 0..5_000 {
        writeln!(csv, "+1305{:07},{AT},crm,=2+{index}", 5_550_000 + index).unwrap();
    }
    assert_eq!(import(&app, &csv).await, (5_000, 0, 0));
    let before = app.engine.world.meter.usage().requests;
    assert_eq!(import(&app, &csv).await, (0, 5_000, 0));
    // The repeat reads a hundred contacts at a time, and writes nothing.
    assert_eq!(app.engine.world.meter.usage().requests - before, 50);
    let rows = listed(&app).await;
    assert_eq!(rows.len(), 5_000);
    assert_eq!(rows[7], format!("+13055550007,{AT},import: crm,'=2+7"));

    // In pages, none of them twice; what one engine exports another imports.
    let other = App::start().await;
    let (mut query, mut files) = ("?limit=1800".to_owned(), Vec::new());
    loop {
        let (status, next, csv) = page(&app, &query).await;
        assert_eq!(status, 200);
        files.push(csv);
        let Some(next) = next else { break };
        assert!(!next.contains("305"));
        query = format!("?limit=1800&after={next}");
    }
    let sizes: Vec<usize> = files.iter().map(|csv| csv.lines().count() - 1).collect();
    assert_eq!(sizes, [1_800, 1_800, 1_400]);
    let paged: BTreeSet<&str> = files.iter().flat_map(|csv| csv.lines().skip(1)).collect();
    assert!(paged.iter().eq(&rows));
    assert_eq!(import(&other, &files[2]).await, (1_400, 0, 0));
    let moved: BTreeSet<&str> = files[2].lines().skip(1).collect();
    let found = listed(&other).await;
    assert!(moved.iter().eq(&found));
    let phone = found[0].split(',').next().unwrap();
    assert!(ledger(&other, phone).await[0].evidence.starts_with("=2+"));
}

#[tokio::test]
async fn the_jobs_do_what_the_admin_routes_do() {
    let app = App::start().await;
    let cron = ("x-cron-token", CRON);
    let job = async |path: &str, headers: &[(&str, &str)], body: String| {
        let headers = [&[cron], headers].concat();
        app.post_raw(path, &headers, body).await
    };
    let import = "/jobs/suppressions-import";
    let csv = format!("phone\n{SELLER}\n");
    let (status, report) = job(import, &[("content-type", "text/csv")], csv).await;
    assert_eq!((status, &report["imported"]), (StatusCode::OK, &json!(1)));
    let body = json!({"csv": format!("phone\n{SELLER}\n{OTHER}\n")}).to_string();
    let (status, report) = job(import, &[JSON], body).await;
    assert_eq!(status, 200);
    assert_eq!(
        report,
        json!({"imported": 1, "already_suppressed": 1, "rejected_count": 0, "rejected": []})
    );
    for (body, status, fields) in [
        ("{}", 422, &["csv"][..]),
        (r#"{"csv": [1]}"#, 422, &["csv"]),
        (r#"{"csv": "x"}"#, 422, &["phone"]),
        ("{", 400, &[]),
    ] {
        assert_refused(&job(import, &[JSON], body.to_owned()).await, status, fields);
    }
    let form = ("content-type", "application/x-www-form-urlencoded");
    assert_refused(&job(import, &[form], "csv=x".to_owned()).await, 415, &[]);

    let export = "/jobs/suppressions-export";
    let (_, first) = job(export, &[JSON], r#"{"limit": 1}"#.to_owned()).await;
    assert_eq!(first["count"], 1);
    let after = first["next"].as_str().unwrap();
    let query = format!("{export}?limit=1&after={after}");
    let (_, second) = job(&query, &[], String::new()).await;
    assert_eq!(
        (&second["count"], &second["next"]),
        (&json!(1), &Value::Null)
    );
    let both = format!("{}{}", first["csv"], second["csv"]);
    assert!(both.contains(SELLER) && both.contains(OTHER), "{both}");
}

#[tokio::test]
async fn the_command_line_writes_the_whole_list_under_one_header() {
    let app = App::start().await;
    let phones: Vec<String> = (0..5).map(|index| format!("+1305555020{index}")).collect();
    import(&app, format!("phone\n{}\n", phones.join("\n"))).await;
    for page in [1, 2, 5, 100] {
        let mut file = Vec::new();
        let count = export_all(&app.engine.ports, page, &mut file)
            .await
            .unwrap();
        let file = String::from_utf8(file).unwrap();
        let found: BTreeSet<&str> = file
            .lines()
            .filter_map(|row| row.split(',').next())
            .collect();
        let wanted: BTreeSet<&str> = phones.iter().map(String::as_str).chain(["phone"]).collect();
        assert_eq!(
            (count, file.lines().count(), found),
            (5, 6, wanted),
            "{page}"
        );
    }
}

#[tokio::test]
async fn a_page_that_cannot_be_asked_for_is_refused() {
    let app = App::start().await;
    for (query, field) in [
        ("?limit=0", "limit"),
        ("?limit=20001", "limit"),
        ("?limit=-1", "limit"),
        ("?limit=many", "limit"),
        ("?after=%2B13055550123", "after"),
        ("?after=x", "after"),
    ] {
        let (status, next, body) = page(&app, query).await;
        assert_eq!((status, next), (StatusCode::UNPROCESSABLE_ENTITY, None));
        let body: Value = serde_json::from_str(&body).unwrap();
        assert_eq!(faults(&body), [field], "{query}");
    }
    assert_eq!(page(&app, "?limit=20000").await.0, 200);
}

#[tokio::test]
async fn an_opt_out_decided_on_what_is_no_longer_so_writes_nothing() {
    let app = App::start().await;
    let suppressions = &*app.engine.ports.suppressions;
    let stranger = Contact::new(address(SELLER));
    let record = |contact: &Contact, basis| {
        let entry = ConsentEntry {
            at: AT.parse().unwrap(),
            consent: Consent::OptedOut,
            source: ConsentSource::Import(None),
            message: None,
            evidence: String::new(),
            number: None,
        };
        let Suppressing::Now(after) = suppress(contact, &entry) else {
            panic!("{contact:?}")
        };
        OptOutRecord {
            contact: *after,
            basis,
            entry,
        }
    };
    app.text_in(SELLER, "hello", "SM1").await;
    let known = app.contact(SELLER).await.unwrap();
    let unseen = record(&stranger, Basis::default());
    let outdated = record(&known, Basis::contact(Some(&known)));
    app.text_in(SELLER, "STOP", "SM2").await;
    app.text_in(SELLER, "START", "SM3").await;
    for record in [unseen, outdated] {
        assert_eq!(suppressions.suppress(&record).await.unwrap(), Write::Raced);
    }
    assert_eq!(app.contact(SELLER).await.unwrap().consent, Consent::OptedIn);
    assert_eq!(ledger(&app, SELLER).await.len(), 2);
    assert_eq!(listed(&app).await, [""; 0]);
}

#[tokio::test]
async fn texts_and_files_at_the_same_time_leave_list_and_contact_agreed() {
    let app = App::start().await;
    for round in 0..6 {
        let csv = format!("phone\n{SELLER}\n");
        let sids = ["a", "b", "c"].map(|name| format!("SM{round}{name}"));
        let texts = ["STOP", "START", "hello"];
        let forms: Vec<_> = texts
            .iter()
            .zip(&sids)
            .map(|(text, sid)| text_form(text, sid))
            .collect();
        futures::join!(
            app.post("/inbound", &forms[0]),
            post_csv(&app, csv.clone()),
            app.post("/inbound", &forms[1]),
            post_csv(&app, csv.clone()),
            app.post("/inbound", &forms[2]),
        );
        let out = app.contact(SELLER).await.unwrap().has_opted_out();
        assert_eq!(listed(&app).await.len(), usize::from(out), "round {round}");
    }
    app.assert_counters_equal_a_recount(&[SELLER]).await;
}

#[tokio::test]
async fn no_line_of_the_log_and_no_answer_of_an_import_shows_a_phone_or_evidence() {
    let (lines, _listening) = listen();
    let app = App::start().await;
    let csv = format!(
        "phone,at,evidence\n{SELLER},,pomegranate\n{OTHER}{OTHER},,pomegranate\n{OTHER},pomegranate,\n"
    );
    let (_, report) = post_csv(&app, csv.clone()).await;
    post_csv(&app, format!("pomegranate\n{SELLER}\n")).await;
    page(&app, &format!("?after={SELLER}")).await;
    let (_, _, exported) = page(&app, "?limit=1").await;
    assert!(exported.contains("pomegranate"));
    let body = json!({"csv": csv}).to_string();
    let job = "/jobs/suppressions-import";
    app.post_raw(job, &[JSON, ("x-cron-token", CRON)], body)
        .await;
    app.post_raw(job, &[JSON, ("x-cron-token", "wrong-token-0815")], "{")
        .await;
    let log = lines.text();
    for heard in [
        "\"event\":\"import\"",
        "\"event\":\"export\"",
        "\"rejected\":2",
    ] {
        assert!(log.contains(heard), "{heard} is not in the log");
    }
    let forbidden = [
        &SELLER[1..],
        &OTHER[1..],
        "pomegranate",
        KEY,
        CRON,
        "wrong-token-0815",
    ];
    let leaks = leaks(&format!("{log}\n{report}"), &forbidden);
    assert!(leaks.is_empty(), "{}", leaks.join("\n"));
}
