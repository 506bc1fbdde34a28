use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

use serde_json::json;
use strum::VariantArray as _;
use tracing::span::{Attributes, Id, Record};
use tracing::{Metadata, Subscriber};

use super::*;

/// A subscriber that keeps what the engine logs.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<(String, String, Recorded)>>>);

impl Subscriber for Kept {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &tracing::Event<'_>) {
        let metadata = event.metadata();
        let level = metadata.level().as_str().to_lowercase();
        let kept = (metadata.target().to_owned(), level, Recorded::of(event));
        self.0.lock().unwrap().push(kept);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

fn text() -> InboundMessage {
    serde_json::from_value(json!({
        "id": "01JD0000000000000000000000", "thread": "+13055550123", "number": "+18135550100",
        "sid": "SM1", "body": "How much?", "received_at": "2026-11-21T20:00:00Z",
        "delivery_status": "SENT", "ai_intent": "ask_price", "intent": "Positive",
        "party": {"kind": "prospect", "id": "prospect-1"}, "summary": "asks the price",
    }))
    .unwrap()
}

fn send() -> OutboundMessage {
    serde_json::from_value(json!({
        "id": "01JD0000000000000000000000-r", "thread": "+13055550123", "number": "+18135550100",
        "sid": "SM2", "body": "What would you ask?", "segments": 1, "purpose": "CONVERSATION",
        "delivery_status": "QUEUED", "state": "QUEUED", "due_at": "2026-11-21T20:00:00Z",
        "written_at": "2026-11-21T20:00:00Z", "wake_at": "2026-11-21T20:00:30Z", "revision": 1,
        "error_code": 20429, "reason": "too many requests", "template_record_id": "price-1",
    }))
    .unwrap()
}

/// One event of each name and level, with every field that it may have.
fn logged() -> Vec<(String, String, Recorded)> {
    let text = text();
    let send = send();
    let receipt: Receipt = serde_json::from_value(json!({
        "sid": "SM2", "word": "undelivered", "status": "UNDELIVERED", "error_code": 30003,
        "at": "2026-11-21T20:00:01Z", "raw": "",
    }))
    .unwrap();
    let sid: MessageSid = "SM2".parse().unwrap();
    let until = send.due_at;
    let report = ImportReport {
        imported: 3,
        already_suppressed: 2,
        rejected_count: 1,
        rejected: Vec::new(),
    };
    let page = Export {
        csv: String::new(),
        count: 5,
        next: None,
    };
    let kept = Kept::default();
    tracing::subscriber::with_default(kept.clone(), || {
        for event in [
            Event::Inbound(&text),
            Event::Repeat {
                id: &text.id,
                sid: text.sid.as_ref(),
            },
            Event::Silence {
                text: &text,
                why: "opted_out",
            },
            Event::Reply(&send),
            Event::FollowUp(&send),
            Event::Postponed {
                message: &send,
                reason: "quiet hours",
                until,
            },
            Event::Skipped {
                message: &send,
                reason: "opted out",
            },
            Event::Sent {
                message: &send,
                sid: &sid,
            },
            Event::Refused(&send),
            Event::Failed {
                message: &send,
                gave_up: false,
            },
            Event::Failed {
                message: &send,
                gave_up: true,
            },
            Event::Ambiguous(&send),
            Event::Receipt {
                id: &send.id,
                receipt: &receipt,
                settles: true,
            },
            Event::Parked(&receipt),
            Event::Echo(&send),
            Event::Import(&report),
            Event::Export(&page),
            Event::Model {
                task: "triage",
                model: ProcessedBy::Phi3Mini,
                outcome: "answered",
                took: SignedDuration::from_millis(120),
            },
            Event::Triggered {
                text: &text,
                promoted: true,
                answering: false,
            },
            Event::Described(&text.thread),
            Event::Tick(&TickReport {
                sends: 1,
                ..TickReport::default()
            }),
        ] {
            event.emit();
        }
    });
    let logged = std::mem::take(&mut *kept.0.lock().unwrap());
    assert_eq!(logged.len(), 21);
    logged
}

#[test]
fn every_event_is_logged_as_documented() {
    let logged = logged();
    for name in EventName::VARIANTS {
        let word: &'static str = (*name).into();
        let doc = name.doc();
        let of_name: Vec<_> = logged
            .iter()
            .filter(|(_, _, recorded)| recorded.name() == Some(*name))
            .collect();
        assert!(!of_name.is_empty(), "{word} is not among the samples");
        let levels: Vec<&str> = of_name.iter().map(|(_, level, _)| level.as_str()).collect();
        assert_eq!(levels.join(", "), doc.levels, "{word}");
        for (target, _, recorded) in of_name {
            assert_eq!(target, "sms::event");
            let fields: BTreeSet<&str> = recorded
                .fields()
                .keys()
                .copied()
                .filter(|field| !["event", "message"].contains(field))
                .collect();
            assert_eq!(fields, doc.fields.iter().copied().collect(), "{word}");
        }
    }
}

#[test]
fn every_event_stands_in_the_logging_page() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/LOGGING.md");
    let page = std::fs::read_to_string(page).unwrap();
    let rows: Vec<String> = EventName::VARIANTS.iter().map(|name| name.row()).collect();
    let heading = "| `event` | level | meaning | fields |\n|---|---|---|---|\n";
    let table = format!("{heading}{}\n", rows.join("\n"));
    assert!(
        page.contains(&format!("{table}\n")),
        "wanted in docs/LOGGING.md:\n{table}"
    );
}

#[test]
fn every_event_is_a_line_for_a_person() {
    let mut lines = String::new();
    for (_, _, recorded) in logged() {
        writeln!(lines, "{recorded}").unwrap();
    }
    assert_eq!(lines, include_str!("lines.txt"), "{lines}");
}

#[test]
fn an_event_of_another_source_shows_its_fields() {
    let kept = Kept::default();
    tracing::subscriber::with_default(kept.clone(), || {
        info!(target: TARGET, event = "party", guests = 3);
    });
    let (_, _, recorded) = kept.0.lock().unwrap().pop().unwrap();
    assert_eq!(recorded.name(), None);
    assert_eq!(recorded.to_string(), r#"{"event": "party", "guests": "3"}"#);
}
