//! A function with a missing setting refuses to start and names everything that is missing; one that
//! has what it needs starts, whatever others would need.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends at the first surprise"
)]

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use sms_engine::catalogue::FUNCTIONS;

/// A function as Lambda starts it, with `runtime` as its runtime API and no settings.
fn function(binary: impl AsRef<OsStr>, runtime: &str) -> Command {
    let mut command = Command::new(binary);
    command
        .env_clear()
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .envs([
            ("AWS_LAMBDA_RUNTIME_API", runtime),
            ("AWS_LAMBDA_FUNCTION_NAME", "test"),
            ("AWS_LAMBDA_FUNCTION_VERSION", "1"),
            ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128"),
            ("AWS_LAMBDA_LOG_GROUP_NAME", "test"),
            ("AWS_LAMBDA_LOG_STREAM_NAME", "test"),
            ("AWS_REGION", "us-east-1"),
            ("AWS_ACCESS_KEY_ID", "test"),
            ("AWS_SECRET_ACCESS_KEY", "test"),
        ]);
    command
}

/// What a function that must not start says.
fn refusal(binary: impl AsRef<OsStr>, settings: &[(&str, &str)]) -> String {
    let output = function(binary, "127.0.0.1:1")
        .envs(settings.iter().copied())
        .output()
        .unwrap();
    assert!(!output.status.success(), "it started");
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn a_function_names_every_missing_setting_at_once() {
    let (table, token) = ("TABLE_NAME", "WEBHOOK_TOKEN");
    let (work, send) = ("WORK_QUEUE_URL", "SEND_QUEUE_URL");
    let key = "ADMIN_API_KEY";
    let wanted = [
        ("ai-response-trigger", &[table, work, key][..]),
        ("contacts", &[table, key]),
        ("delivery", &[table, token]),
        ("health", &[table, work, send]),
        ("inbound", &[table, work, token]),
        ("outbound", &[table, token]),
        ("responder", &[table, work, send, "BUSINESS_NAME"]),
        (
            "sender",
            &[table, send, token, "PUBLIC_BASE_URL", "QUIET_TZ", "CARRIER"],
        ),
        ("suppression-job", &[table, "CRON_TOKEN"]),
        ("suppressions", &[table, key]),
        ("tick", &[table, work, send]),
    ];
    let all: Vec<&str> = FUNCTIONS.iter().map(|function| function.name).collect();
    assert_eq!(wanted.map(|(name, _)| name).to_vec(), all);
    for (name, missing) in wanted {
        // The binaries lie side by side.
        let binary = Path::new(env!("CARGO_BIN_EXE_inbound")).with_file_name(name);
        let printed = refusal(&binary, &[]);
        let unnamed: Vec<_> = missing
            .iter()
            .filter(|name| !printed.contains(*name))
            .collect();
        assert!(
            unnamed.is_empty(),
            "{name} does not name {unnamed:?}: {printed}"
        );
    }
}

#[test]
fn the_sender_names_what_its_carrier_lacks_and_shows_no_secret() {
    for (carrier, lacks, secret) in [
        ("textgrid", "TEXTGRID_ACCOUNT_SID", "TEXTGRID_AUTH_TOKEN"),
        ("twilio", "TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN"),
    ] {
        let settings = [
            ("CARRIER", carrier),
            (secret, "hush"),
            ("WEBHOOK_TOKEN", "hush"),
        ];
        let said = refusal(env!("CARGO_BIN_EXE_sender"), &settings);
        assert!(
            said.contains(lacks) && said.contains("TABLE_NAME"),
            "{said}"
        );
        assert!(!said.contains(secret) && !said.contains("hush"), "{said}");
    }
}

#[test]
fn inbound_starts_without_any_carrier_setting() {
    let api = TcpListener::bind("127.0.0.1:0").unwrap();
    let mut child = function(
        env!("CARGO_BIN_EXE_inbound"),
        &api.local_addr().unwrap().to_string(),
    )
    .stdout(Stdio::null())
    .stderr(Stdio::null())
    .envs([
        ("TABLE_NAME", "test"),
        ("WORK_QUEUE_URL", "http://127.0.0.1:1/work"),
        ("WEBHOOK_TOKEN", "test"),
    ])
    .spawn()
    .unwrap();
    // Lambda takes a function for started when it asks for its first event.
    let (told, heard) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let (stream, _) = api.accept().unwrap();
        let mut line = String::new();
        BufReader::new(stream).read_line(&mut line).unwrap();
        told.send(line).unwrap();
    });
    let asked = heard.recv_timeout(Duration::from_secs(30));
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(
        asked.unwrap().trim_end(),
        "GET /2018-06-01/runtime/invocation/next HTTP/1.1"
    );
}
