//! The engine under test: the local runtime on any free ports, with a standing clock, queues that
//! are drained by hand, and a simulated carrier that sends no receipts by itself.

use std::time::Duration;

use reqwest::StatusCode;
use serde_json::{Value, json};
use sms_aws::connect::CallLimits;
use sms_domain::address::Address;
use sms_domain::contact::Contact;
use sms_domain::message::counts::Counts;
use sms_domain::message::moves::CALL_LIMIT;
use sms_domain::message::{InboundMessage, Message, MessageKey, OutboundMessage};
use sms_engine::carriers::SIMULATED;
use sms_engine::handler::Handler;
use sms_engine::jobs::JobStart;
use sms_engine::ports::Lookup;
use sms_engine::queue_item::QueueItem;
use sms_engine::tick::TickReport;
use sms_gateways::Timeouts;
use sms_local::carrier::SimulatedCarrier;
use sms_local::clock::Pace;
use sms_local::runtime::{LocalEngine, Options};
use sms_local::settings::LocalSettings;
use sms_local::world::WorldOptions;

pub(crate) const SELLER: &str = "+13055550123";
pub(crate) const OURS: &str = "+18135550100";
pub(crate) const TOKEN: &str = "dev-webhook-token";
/// Noon in Chicago on a Saturday.
pub(crate) const NOON: &str = "2026-11-21T18:00:00Z";

/// Of a call to store and queues: none gets there, however slow the machine.
pub(crate) const LIMITS: CallLimits = CallLimits::all(Duration::from_mins(10));
/// Of a call to the carrier: the longest that a claim allows.
pub(crate) const TIMEOUTS: Timeouts = Timeouts {
    connect: CALL_LIMIT.saturating_sub(Duration::from_secs(2)),
    total: CALL_LIMIT.saturating_sub(Duration::from_secs(1)),
};

/// A running engine and a client of it.
pub(crate) struct App {
    pub(crate) engine: LocalEngine,
    http: reqwest::Client,
}

/// The options of a test's engine: nothing is kept, nothing runs by itself.
pub(crate) fn options() -> Options {
    Options {
        port: 0,
        world: WorldOptions {
            data_file: None,
            store_port: 0,
            queue_port: 0,
            store_url: None,
            queue_url: None,
            table: "sms-engine".to_owned(),
            limits: LIMITS,
        },
        carrier: &SIMULATED,
        carrier_url: None,
        gateway_timeouts: TIMEOUTS,
        pace: Pace::Standing(NOON.parse().unwrap()),
        settings: LocalSettings::default(),
        receipt_delay: None,
        runs_by_itself: false,
    }
}

impl App {
    pub(crate) async fn start() -> Self {
        Self::with(options()).await
    }

    pub(crate) async fn with(options: Options) -> Self {
        let engine = LocalEngine::start(options).await.unwrap();
        Self {
            engine,
            http: reqwest::Client::new(),
        }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.engine.base_url)
    }

    pub(crate) fn carrier(&self) -> &SimulatedCarrier {
        self.engine.simulated.as_deref().unwrap()
    }

    /// Posts a form with the token.
    pub(crate) async fn post(&self, path: &str, form: &[(&str, &str)]) -> (StatusCode, Value) {
        let request = self
            .http
            .post(self.url(path))
            .header("x-webhook-token", TOKEN)
            .form(form);
        answer(request).await
    }

    /// Posts JSON with the token.
    pub(crate) async fn post_json(&self, path: &str, body: &Value) -> (StatusCode, Value) {
        let request = self
            .http
            .post(self.url(path))
            .header("x-webhook-token", TOKEN)
            .json(body);
        answer(request).await
    }

    /// Posts anything; adds no token.
    pub(crate) async fn post_raw(
        &self,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<reqwest::Body>,
    ) -> (StatusCode, Value) {
        let mut request = self.http.post(self.url(path)).body(body);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        answer(request).await
    }

    /// Asks for anything, as it comes: what is no JSON too.
    pub(crate) fn request(&self, method: reqwest::Method, path: &str) -> reqwest::RequestBuilder {
        self.http.request(method, self.url(path))
    }

    pub(crate) async fn get(&self, path: &str) -> (StatusCode, Value) {
        answer(self.http.get(self.url(path))).await
    }

    /// A text from `from` to our number.
    pub(crate) async fn text_in(&self, from: &str, body: &str, sid: &str) -> Value {
        let form = [
            ("From", from),
            ("To", OURS),
            ("Body", body),
            ("MessageSid", sid),
        ];
        let (status, answer) = self.post("/inbound", &form).await;
        assert_eq!(status, 200, "{answer}");
        answer
    }

    /// A text of somebody else's from our number to `to`.
    pub(crate) async fn echo(&self, to: &str, body: &str, sid: &str) {
        let form = [
            ("From", OURS),
            ("To", to),
            ("Body", body),
            ("MessageSid", sid),
        ];
        let (status, answer) = self.post("/outbound", &form).await;
        assert_eq!((status.as_u16(), answer), (200, json!({"status": "ok"})));
    }

    /// A receipt for a text to `to` from our number.
    pub(crate) async fn receipt(&self, sid: &str, status: &str, to: &str) -> Value {
        let form = [
            ("MessageSid", sid),
            ("MessageStatus", status),
            ("To", to),
            ("From", OURS),
        ];
        let (status, answer) = self.post("/delivery", &form).await;
        assert_eq!(status, 200, "{answer}");
        answer
    }

    /// Runs every job on the queues, and those that they put there, until both are empty. Delayed
    /// jobs stay: what they stand for comes back by the tick.
    pub(crate) async fn drain(&self) {
        loop {
            let mut ran = 0;
            for (name, url) in [
                ("responder", &self.engine.world.work_url),
                ("sender", &self.engine.world.send_url),
            ] {
                ran += self.run_queue(name, url).await;
            }
            if ran == 0 {
                return;
            }
        }
    }

    async fn run_queue(&self, function: &str, url: &str) -> usize {
        let Some(Handler::Queue(handle)) = self.engine.handler(function) else {
            panic!("{function} takes no queue")
        };
        let sqs = &self.engine.world.sqs;
        let received = sqs
            .receive_message()
            .queue_url(url)
            .max_number_of_messages(10)
            .send()
            .await
            .unwrap()
            .messages
            .unwrap_or_default();
        let count = received.len();
        for message in received {
            // A failed job stays on its queue, as under Lambda.
            if handle(message.body.unwrap_or_default()).await.is_ok() {
                sqs.delete_message()
                    .queue_url(url)
                    .set_receipt_handle(message.receipt_handle)
                    .send()
                    .await
                    .unwrap();
            }
        }
        count
    }

    /// Runs one job, as if its queue had brought it. Whether it was done.
    pub(crate) async fn run_job(&self, function: &str, job: &QueueItem) -> bool {
        let Some(Handler::Queue(handle)) = self.engine.handler(function) else {
            panic!("{function} takes no queue")
        };
        handle(job.to_body().unwrap()).await.is_ok()
    }

    /// Loses what is on the queues, and tells how many jobs that was.
    pub(crate) async fn lose_the_queues(&self) -> usize {
        let sqs = &self.engine.world.sqs;
        let mut lost = 0;
        for url in [&self.engine.world.work_url, &self.engine.world.send_url] {
            loop {
                let received = sqs
                    .receive_message()
                    .queue_url(url)
                    .max_number_of_messages(10)
                    .send()
                    .await
                    .unwrap()
                    .messages
                    .unwrap_or_default();
                if received.is_empty() {
                    break;
                }
                lost += received.len();
                for message in received {
                    sqs.delete_message()
                        .queue_url(url)
                        .set_receipt_handle(message.receipt_handle)
                        .send()
                        .await
                        .unwrap();
                }
            }
        }
        lost
    }

    /// Moves the clock on.
    pub(crate) fn advance(&self, by: Duration) {
        self.engine.clock.advance(by.try_into().unwrap());
    }

    pub(crate) async fn tick(&self) -> TickReport {
        let Some(Handler::Job { run, .. }) = self.engine.handler("tick") else {
            panic!("tick is not a job")
        };
        let report = run(JobStart::default()).await.unwrap();
        serde_json::from_value(report).unwrap()
    }

    pub(crate) async fn thread(&self, phone: &str) -> Vec<Message> {
        self.engine
            .ports
            .audit
            .thread(&address(phone))
            .await
            .unwrap()
    }

    pub(crate) async fn texts_in(&self, phone: &str) -> Vec<InboundMessage> {
        let inbound = |message| match message {
            Message::Inbound(message) => Some(message),
            Message::Outbound(_) => None,
        };
        self.thread(phone)
            .await
            .into_iter()
            .filter_map(inbound)
            .collect()
    }

    pub(crate) async fn sends(&self, phone: &str) -> Vec<OutboundMessage> {
        let outbound = |message| match message {
            Message::Outbound(message) => Some(message),
            Message::Inbound(_) => None,
        };
        self.thread(phone)
            .await
            .into_iter()
            .filter_map(outbound)
            .collect()
    }

    pub(crate) async fn contact(&self, phone: &str) -> Option<Contact> {
        let phone = address(phone);
        let asked = Lookup {
            contact: Some(&phone),
            ..Lookup::default()
        };
        self.engine
            .ports
            .messages
            .look_up(asked)
            .await
            .unwrap()
            .contact
    }

    pub(crate) async fn load(&self, key: &MessageKey) -> OutboundMessage {
        self.engine.ports.outbox.load(key).await.unwrap().unwrap().0
    }

    pub(crate) async fn number_counts(&self, number: &str) -> Counts {
        self.engine
            .ports
            .audit
            .number_counts(&address(number))
            .await
            .unwrap()
    }

    /// Promise 5 for `phones`, all of whose texts went over our number: the counters of number and
    /// contacts equal a recount of the messages.
    pub(crate) async fn assert_counters_equal_a_recount(&self, phones: &[&str]) -> Counts {
        let mut sum = Counts::default();
        for phone in phones {
            let recount = Counts::recount(&self.thread(phone).await);
            let contact = self.contact(phone).await.unwrap();
            assert_eq!(contact.counts, recount, "counters of {phone}");
            sum = sum.plus(recount);
        }
        assert_eq!(
            self.number_counts(OURS).await,
            sum,
            "counters of the number"
        );
        sum
    }
}

pub(crate) fn address(text: &str) -> Address {
    text.parse().unwrap()
}

async fn answer(request: reqwest::RequestBuilder) -> (StatusCode, Value) {
    let response = request.send().await.unwrap();
    let status = response.status();
    let text = response.text().await.unwrap();
    (
        status,
        serde_json::from_str(&text).unwrap_or(Value::String(text)),
    )
}
