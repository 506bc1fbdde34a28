use std::collections::HashMap;

use serde_json::{Value, json};
use tokio::io::AsyncWriteExt as _;
use tokio::sync::mpsc;

use super::request::form_fields;
use super::*;

/// A place that takes receipts: answers each with the next of `statuses`, then with 200.
async fn callbacks(statuses: Vec<u16>) -> (String, mpsc::UnboundedReceiver<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/delivery?m=1&s=2", listener.local_addr().unwrap());
    let (seen, receipts) = mpsc::unbounded_channel();
    let mut statuses = VecDeque::from(statuses);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut bytes = Vec::new();
            let mut chunk = [0; 4096];
            while !bytes.windows(8).any(|window| window == b"&From=%2") {
                let read = stream.read(&mut chunk).await.unwrap();
                if read == 0 {
                    break;
                }
                bytes.extend(chunk.iter().take(read));
            }
            let status = statuses.pop_front().unwrap_or(200);
            let head =
                format!("HTTP/1.1 {status} X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            seen.send(bytes).unwrap();
            stream.write_all(head.as_bytes()).await.unwrap();
        }
    });
    (url, receipts)
}

fn quick() -> SimulatedOptions {
    SimulatedOptions {
        receipt_delay: Duration::ZERO,
        receipt_limit: Duration::from_mins(10),
        ..SimulatedOptions::default()
    }
}

async fn started() -> SimulatedCarrier {
    SimulatedCarrier::start(0, quick()).await.unwrap()
}

fn client() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().build().unwrap()
}

async fn post(
    carrier: &SimulatedCarrier,
    to: &str,
    callback: &str,
) -> Result<(u16, Value), reqwest::Error> {
    post_to(&carrier.api_url(), to, callback).await
}

async fn post_to(api_url: &str, to: &str, callback: &str) -> Result<(u16, Value), reqwest::Error> {
    let form = [
        ("To", to),
        ("From", "+18135550100"),
        ("Body", "Zoë & co + 1"),
        ("StatusCallback", callback),
    ];
    let url = format!("{api_url}/Accounts/SIMULATED/Messages.json");
    let response = client().post(url).form(&form).send().await?;
    Ok((response.status().as_u16(), response.json().await?))
}

const TO: &str = "+13055550123";

async fn receipt(receipts: &mut mpsc::UnboundedReceiver<Vec<u8>>) -> HashMap<String, String> {
    let bytes = receipts.recv().await.unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    assert!(
        head.starts_with("POST /delivery?m=1&s=2 HTTP/1.1"),
        "{head}"
    );
    form_fields(body.as_bytes())
}

#[tokio::test]
async fn a_text_is_taken_remembered_and_reported_as_sent_and_delivered() {
    let carrier = started().await;
    let (url, mut receipts) = callbacks(Vec::new()).await;
    let (status, json) = post(&carrier, TO, &url).await.unwrap();
    assert_eq!((status, &json["status"]), (201, &json!("queued")));
    let accepted = carrier.accepted();
    let [text] = accepted.as_slice() else {
        unreachable!("one text, not {accepted:?}")
    };
    assert_eq!(json["sid"], json!(text.sid));
    assert!(text.sid.starts_with("SIM") && text.sid.len() == 35);
    assert_eq!(
        (text.to.as_str(), text.from.as_str(), text.body.as_str()),
        (TO, "+18135550100", "Zoë & co + 1")
    );
    for status in ["sent", "delivered"] {
        let receipt = receipt(&mut receipts).await;
        assert_eq!(receipt["messagesid"], text.sid);
        assert_eq!(receipt["messagestatus"], status);
        assert_eq!(receipt["to"], TO);
        assert_eq!(receipt["from"], "+18135550100");
        assert_eq!(receipt.get("errorcode"), None);
    }
    assert!(!format!("{carrier:?}").contains("555"), "{carrier:?}");
}

#[tokio::test]
async fn json_is_taken_as_well_and_without_a_callback_there_are_no_receipts() {
    let carrier = started().await;
    let url = format!("{}/Accounts/A%2F=/Messages.json", carrier.api_url());
    let json = json!({"body": "hi", "from": "+18135550100", "to": TO});
    let response = client().post(url).json(&json).send().await.unwrap();
    assert_eq!(response.status(), 201);
    assert_eq!(carrier.accepted().len(), 1);
}

#[tokio::test]
async fn magic_numbers_are_refused_with_their_codes() {
    let carrier = started().await;
    for (to, http, code) in [
        ("+15005550001", 400, 21211),
        ("+15005550004", 400, 21610),
        ("+15005550008", 500, 20500),
        ("+15005550009", 400, 21614),
        ("", 400, 21604),
    ] {
        let (status, json) = post(&carrier, to, "").await.unwrap();
        assert_eq!((status, &json["code"]), (http, &json!(code)));
    }
    let elsewhere = client().get(carrier.api_url()).send().await.unwrap();
    assert_eq!(elsewhere.status(), 404);
    assert_eq!(carrier.accepted(), []);
    assert_eq!(carrier.requests(), 6);
}

#[tokio::test]
async fn the_unreachable_handset_is_undelivered() {
    let carrier = started().await;
    let (url, mut receipts) = callbacks(Vec::new()).await;
    post(&carrier, "+15005550006", &url).await.unwrap();
    assert_eq!(receipt(&mut receipts).await["messagestatus"], "sent");
    let last = receipt(&mut receipts).await;
    assert_eq!(last["messagestatus"], "undelivered");
    assert_eq!(last["errorcode"], "30003");
}

#[tokio::test]
async fn a_receipt_that_meets_a_fault_comes_again_and_a_refused_one_does_not() {
    let carrier = started().await;
    let (url, mut receipts) = callbacks(vec![503, 500, 401]).await;
    post(&carrier, TO, &url).await.unwrap();
    let mut statuses = Vec::new();
    for _ in 0..4 {
        statuses.push(receipt(&mut receipts).await["messagestatus"].clone());
    }
    assert_eq!(statuses, ["sent", "sent", "sent", "delivered"]);
}

#[tokio::test]
async fn receipts_can_be_turned_off() {
    let options = SimulatedOptions {
        receipts: false,
        ..quick()
    };
    let carrier = SimulatedCarrier::start(0, options).await.unwrap();
    let (url, mut receipts) = callbacks(Vec::new()).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let api_url = format!("http://{}", listener.local_addr().unwrap());
    // A call ends with its last receipt.
    let served = async {
        let (stream, _) = listener.accept().await.unwrap();
        call(stream, Arc::clone(&carrier.state)).await;
    };
    let (posted, ()) = tokio::join!(post_to(&api_url, TO, &url), served);
    assert_eq!(posted.unwrap().0, 201);
    assert!(receipts.try_recv().is_err(), "a receipt came");
}

#[tokio::test]
async fn each_step_of_a_script_is_used_once_and_taken_texts_are_counted_where_it_says_so() {
    use Scripted::{
        Accept, AcceptThenDropAnswer, HangAfterAccepting, ResetAfterReading, ResetBeforeReading,
        Status,
    };
    let carrier = started().await;
    let (url, mut receipts) = callbacks(Vec::new()).await;
    let mut taken = 0;
    #[rustfmt::skip]
    let steps = [
        (Accept, Some(201), true),
        (Status { status: 429, code: Some(20429) }, Some(429), false),
        (Status { status: 502, code: None }, Some(502), false),
        (ResetBeforeReading, None, false),
        (ResetAfterReading { accepted: false }, None, false),
        (ResetAfterReading { accepted: true }, None, true),
        (HangAfterAccepting, None, true),
        (AcceptThenDropAnswer, None, true),
    ];
    carrier.script(steps.iter().map(|(step, _, _)| *step).collect());
    for (step, status, takes) in steps {
        taken += usize::from(takes);
        let answered = tokio::select! {
            answer = post(&carrier, TO, &url) => answer.map(|(status, _)| status).ok(),
            // The client gives up when the text is taken.
            () = carrier.until_accepted(taken), if step == HangAfterAccepting => None,
        };
        assert_eq!(answered, status, "{step:?}");
        carrier.until_accepted(taken).await;
        assert_eq!(carrier.accepted().len(), taken, "{step:?}");
        if takes {
            let last = carrier.accepted().last().unwrap().sid.clone();
            assert_eq!(receipt(&mut receipts).await["messagesid"], last);
            assert_eq!(receipt(&mut receipts).await["messagesid"], last);
        }
    }
    assert_eq!(carrier.requests(), 8);
    assert_eq!(post(&carrier, TO, "").await.unwrap().0, 201);
}

#[tokio::test]
async fn it_stops_and_starts_again_on_its_port_with_new_sids() {
    let carrier = started().await;
    post(&carrier, TO, "").await.unwrap();
    carrier.stop().await;
    assert!(post(&carrier, TO, "").await.is_err());
    let port = carrier.address.port();
    let again = SimulatedCarrier::start(port, quick()).await.unwrap();
    let (_, json) = post(&again, TO, "").await.unwrap();
    assert_ne!(json["sid"], json!(carrier.accepted()[0].sid));
}

#[tokio::test]
async fn what_is_no_request_is_answered_or_closed_and_uses_up_no_step() {
    let carrier = started().await;
    carrier.script(vec![Scripted::Status {
        status: 503,
        code: Some(20503),
    }]);
    for bytes in [
        "",
        "\r\n\r\n",
        "GET / HTTP/1.1\r\nno colon\r\n\r\n",
        "POST /Messages.json HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        "POST /Messages.json HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n",
        "POST /Messages.json HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n",
        "POST /Messages.json HTTP/1.1\r\nContent-Length: 10\r\n\r\nTo=",
    ] {
        let mut stream = TcpStream::connect(carrier.address).await.unwrap();
        stream.write_all(bytes.as_bytes()).await.unwrap();
        stream.shutdown().await.unwrap();
        let mut answer = String::new();
        let _ = stream.read_to_string(&mut answer).await;
        assert!(
            answer.is_empty() || answer.starts_with("HTTP/1.1 400"),
            "{bytes}: {answer}"
        );
    }
    assert_eq!(post(&carrier, TO, "").await.unwrap().0, 503);
    assert_eq!(carrier.requests(), 1);
}
