//! Who may come in, and how a request's body is read.

use serde_json::json;

use super::{FORM, JSON, assert_nothing_stored, assert_refused, encoded, faults, text_form};
use crate::app::{App, OURS, SELLER, TOKEN};

#[tokio::test]
async fn the_token_counts_in_each_of_its_three_places() {
    let app = App::start().await;
    let bearer = format!("Bearer {TOKEN}");
    let lower = format!("bearer {TOKEN}");
    let in_query = format!("/inbound?x=1&token={TOKEN}");
    for (path, header, sid) in [
        (in_query.as_str(), FORM, "SM1"),
        ("/inbound", ("x-webhook-token", TOKEN), "SM2"),
        ("/inbound", ("authorization", bearer.as_str()), "SM3"),
        ("/inbound", ("Authorization", lower.as_str()), "SM4"),
    ] {
        let body = encoded(&text_form("hello", sid));
        let (status, answer) = app.post_raw(path, &[header], body).await;
        assert_eq!(status, 200, "{path} {header:?} {answer}");
    }
    assert_eq!(app.texts_in(SELLER).await.len(), 4);
}

#[tokio::test]
async fn without_the_right_token_nothing_is_read_and_nothing_is_stored() {
    let app = App::start().await;
    let basic = format!("Basic {TOKEN}");
    let longer = format!("{TOKEN}x");
    let shorter = &TOKEN[..TOKEN.len() - 1];
    let upper = TOKEN.to_uppercase();
    let bearer_longer = format!("Bearer {longer}");
    let headers: &[(&str, &str)] = &[
        FORM,
        ("x-webhook-token", ""),
        ("x-webhook-token", "wrong"),
        ("x-webhook-token", &longer),
        ("x-webhook-token", shorter),
        ("x-webhook-token", &upper),
        ("x-cron-token", TOKEN),
        ("x-api-key", TOKEN),
        ("authorization", "Bearer "),
        ("authorization", "Bearer"),
        ("authorization", &bearer_longer),
        ("authorization", &basic),
        ("authorization", TOKEN),
        // The two other secrets of the runtime open other doors.
        ("x-webhook-token", "dev-cron-token"),
        ("x-webhook-token", "dev-admin-key"),
    ];
    let queries = [
        "",
        "?",
        "?token=",
        "?token",
        "?token=wrong",
        "?Token=%00",
        "?token=%ff",
    ];
    let body = encoded(&[
        ("From", SELLER),
        ("To", OURS),
        ("Body", "hello"),
        ("MessageSid", "SM1"),
        ("MessageStatus", "delivered"),
        ("token", TOKEN),
    ]);
    for path in ["/inbound", "/outbound", "/delivery"] {
        for (header, query) in headers
            .iter()
            .map(|header| (*header, ""))
            .chain(queries.iter().map(|query| (FORM, *query)))
        {
            let refused = app
                .post_raw(&format!("{path}{query}"), &[header], body.clone())
                .await;
            assert_refused(&refused, 401, &[]);
            assert_eq!(refused.1["error"]["code"], "sms.unauthorized");
            assert!(!refused.1.to_string().contains(TOKEN));
        }
        // A bad body without a token is still a stranger's.
        let refused = app.post_raw(path, &[JSON], "{").await;
        assert_refused(&refused, 401, &[]);
    }
    assert_nothing_stored(&app, SELLER).await;
}

#[tokio::test]
async fn field_names_count_in_any_case_and_spelling() {
    let app = App::start().await;
    for (index, names) in [
        ["From", "To", "Body", "MessageSid"],
        ["from", "to", "body", "messagesid"],
        ["FROM", "TO", "BODY", "MESSAGE_SID"],
        ["From ", "to", "bOdY", "message-sid"],
        ["From", "To", "Body", "Message SID"],
        ["From", "To", "Body", "SmsSid"],
        ["From", "To", "Body", "SmsMessageSid"],
        ["From", "To", "Body", "TextGrid ID"],
    ]
    .into_iter()
    .enumerate()
    {
        let sid = format!("SM{index}");
        let values = [SELLER, OURS, "hello", sid.as_str()];
        let form: Vec<(&str, &str)> = names.into_iter().zip(values).collect();
        let (status, answer) = app.post("/inbound", &form).await;
        assert_eq!(status, 200, "{names:?} {answer}");
        let text = app.texts_in(SELLER).await.pop().unwrap();
        assert_eq!(text.sid.unwrap().as_str(), sid, "{names:?}");
        assert_eq!(text.number.unwrap().as_ref(), OURS);
    }
}

#[tokio::test]
async fn a_text_over_64_kib_or_a_request_over_512_kib_is_413_and_stores_nothing() {
    let app = App::start().await;
    let token = ("x-webhook-token", TOKEN);
    for large in ["x".repeat(64 * 1024 + 1), "é".repeat(32 * 1024 + 1)] {
        let refused = app.post("/inbound", &text_form(&large, "SM1")).await;
        assert_refused(&refused, 413, &[]);
        let object = json!({"From": SELLER, "Body": large, "MessageSid": "SM1"});
        assert_refused(&app.post_json("/inbound", &object).await, 413, &[]);
        assert_refused(
            &app.post("/outbound", &text_form(&large, "SM1")).await,
            413,
            &[],
        );
    }
    for path in ["/inbound", "/outbound", "/delivery"] {
        let mut body = encoded(&text_form("hello", "SM1"));
        body.push_str("&MessageStatus=delivered&Extra=");
        body.push_str(&"x".repeat(512 * 1024 + 1 - body.len()));
        assert_eq!(body.len(), 512 * 1024 + 1);
        assert_refused(&app.post_raw(path, &[token, FORM], body).await, 413, &[]);
    }
    assert_nothing_stored(&app, SELLER).await;
}

#[tokio::test]
async fn a_request_of_512_kib_whose_text_is_small_is_taken() {
    let app = App::start().await;
    let token = ("x-webhook-token", TOKEN);
    for (path, sid) in [
        ("/inbound", "SM1"),
        ("/delivery", "SM2"),
        ("/outbound", "SM2"),
    ] {
        let mut body = encoded(&text_form("hello", sid));
        body.push_str("&MessageStatus=delivered&Extra=");
        body.push_str(&"x".repeat(512 * 1024 - body.len()));
        let (status, answer) = app.post_raw(path, &[token, FORM], body).await;
        assert_eq!(status, 200, "{path} {answer}");
    }
    assert_eq!(app.texts_in(SELLER).await[0].body, "hello");
}

#[tokio::test]
async fn what_cannot_be_read_is_400_or_422_and_never_415_or_5xx() {
    let app = App::start().await;
    let form = encoded(&text_form("hello", "SM1"));
    let multipart = "--b\r\nContent-Disposition: form-data; name=\"From\"\r\n\r\n+13055550123\r\n--b\r\n\
                     Content-Disposition: form-data; name=\"Body\"\r\n\r\nhello\r\n--b--\r\n";
    let json_types = [
        "application/json",
        "application/json; charset=utf-8",
        "text/json",
    ];
    let broken: &[&[u8]] = &[
        b"{",
        b"{\"From\": \"+13055550123\", \"Body\": \"hello\"",
        b"[{\"From\": \"+13055550123\", \"Body\": \"hello\"}]",
        b"[]",
        b"null",
        b"\"text\"",
        b"42",
        b"{\"From\": \"+13055550123\", \"Body\": \"\\ud800\"}",
        b"{\"From\": \"+13055550123\", \"Body\": \"\xff\xfe\"}",
        b"{\"From\": \"+13055550123\", \"Body\": \"hello\"} trailing",
        b"\xef\xbb\xbf{}",
        b"{'From': '+13055550123'}",
    ];
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let deep = format!("{{\"From\": \"+13055550123\", \"Body\": \"hello\", \"x\": {deep}}}");
    let mut cases: Vec<(&str, Vec<u8>)> = Vec::new();
    for content_type in json_types {
        cases.extend(broken.iter().map(|body| (content_type, body.to_vec())));
    }
    cases.push(("application/json", deep.into_bytes()));
    cases.push(("application/json", form.clone().into_bytes()));
    cases.push((
        "multipart/form-data; boundary=b",
        multipart.as_bytes().to_vec(),
    ));
    cases.push(("application/xml", b"<From>+13055550123</From>".to_vec()));
    cases.push(("application/octet-stream", vec![0, 1, 2, 255]));
    cases.push((
        "application/x-www-form-urlencoded",
        b"From=%2B13055550123&Body=%ff".to_vec(),
    ));
    cases.push((
        "application/x-www-form-urlencoded",
        b"From=%2B13055550123&Body=\xe9".to_vec(),
    ));
    cases.push((
        "application/x-www-form-urlencoded",
        b"{\"From\":\"+13055550123\"}".to_vec(),
    ));
    cases.push(("text/plain", b"hello".to_vec()));
    cases.push(("", b"hello".to_vec()));
    cases.push(("nonsense", b"\x00".to_vec()));
    for path in ["/inbound", "/outbound", "/delivery"] {
        for (content_type, body) in &cases {
            let headers = [("x-webhook-token", TOKEN), ("content-type", content_type)];
            let headers = if content_type.is_empty() {
                &headers[..1]
            } else {
                &headers
            };
            let (status, answer) = app.post_raw(path, headers, body.clone()).await;
            let shown = String::from_utf8_lossy(body);
            let shown = shown.get(..60).unwrap_or(&shown);
            assert!(
                matches!(status.as_u16(), 400 | 422),
                "{path} {content_type} {shown}: {status} {answer}"
            );
            faults(&answer);
        }
    }
    assert_nothing_stored(&app, SELLER).await;
    // What can be read is read, whatever it says it is.
    let object = json!({"From": SELLER, "Body": "hello"}).to_string();
    for (content_type, body) in [
        ("text/plain", &form),
        ("application/octet-stream", &form),
        ("APPLICATION/X-WWW-FORM-URLENCODED; charset=UTF-8", &form),
        ("text/plain", &object),
        ("Application/JSON", &object),
    ] {
        let headers = [("x-webhook-token", TOKEN), ("content-type", content_type)];
        let (status, answer) = app.post_raw("/inbound", &headers, body.clone()).await;
        assert_eq!(status, 200, "{content_type} {answer}");
    }
    let (status, _) = app
        .post_raw("/inbound", &[("x-webhook-token", TOKEN)], form)
        .await;
    assert_eq!(status, 200);
}

#[tokio::test]
async fn json_numbers_are_read_as_their_digits() {
    let app = App::start().await;
    let object =
        json!({"From": 13_055_550_123_u64, "To": 8_135_550_100_u64, "Body": 42, "MessageSid": 7});
    let (status, answer) = app.post_json("/inbound", &object).await;
    assert_eq!(status, 200, "{answer}");
    let text = &app.texts_in(SELLER).await[0];
    assert_eq!(text.body, "42");
    assert_eq!(text.number.as_ref().unwrap().as_ref(), OURS);
    assert_eq!(text.sid.as_ref().unwrap().as_str(), "7");
}
