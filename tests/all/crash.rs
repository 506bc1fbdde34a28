//! A sender stops before and after each of its steps, under each outcome of the carrier call: the
//! carrier never takes a text twice, and no text is lost (promise 4).

use std::sync::Arc;
use std::time::Duration;

use sms_domain::message::counts::Counts;
use sms_domain::message::moves::{CLAIM_LEASE, GRACE};
use sms_domain::message::status::DeliveryStatus;
use sms_domain::message::{MessageKey, OutboundMessage, SendState};
use sms_engine::carriers::CarrierSettings;
use sms_engine::handler::{Handler, QueueHandler, function};
use sms_engine::inspect::{self, Finding};
use sms_engine::ports::{Carrier, Ports};
use sms_engine::queue_item::QueueItem;
use sms_engine::sender::Sender;
use sms_engine::settings::Reader;
use sms_gateways::Timeouts;
use sms_local::carrier::Scripted;
use sms_testkit::callback_url;
use sms_testkit::stopping::{FaultyOutbox, Manner, Side, Step, Stop, Stopper, StoppingCarrier};
use tokio::net::TcpSocket;

use crate::app::{App, TIMEOUTS, TOKEN, address};

/// What one carrier call comes to.
#[derive(Debug, Clone, Copy)]
struct Outcome {
    name: &'static str,
    /// `None`: no connection comes about.
    script: Option<Scripted>,
}

const fn outcome(name: &'static str, script: Scripted) -> Outcome {
    let script = Some(script);
    Outcome { name, script }
}

const fn answered(name: &'static str, status: u16, code: Option<u32>) -> Outcome {
    outcome(name, Scripted::Status { status, code })
}

const OUTCOMES: [Outcome; 12] = [
    outcome("201", Scripted::Accept),
    answered("400, 21211", 400, Some(21211)),
    answered("429, 20429", 429, Some(20429)),
    answered("503, 20503", 503, Some(20503)),
    answered("500, 20500", 500, Some(20500)),
    Outcome {
        name: "no connection",
        script: None,
    },
    outcome("reset, unread", Scripted::ResetBeforeReading),
    outcome(
        "reset, read",
        Scripted::ResetAfterReading { accepted: false },
    ),
    outcome(
        "reset, taken",
        Scripted::ResetAfterReading { accepted: true },
    ),
    outcome("answer lost", Scripted::AcceptThenDropAnswer),
    outcome("time-out", Scripted::HangAfterAccepting),
    answered("504 of a proxy", 504, None),
];

/// What each stop comes to under each outcome: accepted (A), failed (F) or ambiguous (?), how many
/// requests reached the carrier, and how many texts it took. In words:
/// - Without a claim, or with its outcome stored, the send ends as if nobody had stopped. What was
///   not taken is sent again; what may have been is not.
/// - A claim stands and nobody can prove that no call was made: ambiguous, and no call.
/// - A call was made and nobody knows its outcome: ambiguous, and no second call.
/// - A claim whose answer was lost bears an id that only its sender knows: it goes on.
#[rustfmt::skip]
const WANTED: [(&str, [&str; 12]); 15] = [
    //                         201      400      429      503      500     no conn  unread    read    taken    lost   time-out   504
    ("none",                  ["A 1/1", "F 1/0", "A 2/1", "A 2/1", "? 1/0", "A 1/1", "? 1/0", "? 1/0", "? 1/1", "? 1/1", "? 1/1", "? 1/0"]),
    ("Before Load, Dies",     ["A 1/1", "F 1/0", "A 2/1", "A 2/1", "? 1/0", "A 1/1", "? 1/0", "? 1/0", "? 1/1", "? 1/1", "? 1/1", "? 1/0"]),
    ("Before Load, Errs",     ["A 1/1", "F 1/0", "A 2/1", "A 2/1", "? 1/0", "A 1/1", "? 1/0", "? 1/0", "? 1/1", "? 1/1", "? 1/1", "? 1/0"]),
    ("After Load, Dies",      ["A 1/1", "F 1/0", "A 2/1", "A 2/1", "? 1/0", "A 1/1", "? 1/0", "? 1/0", "? 1/1", "? 1/1", "? 1/1", "? 1/0"]),
    ("After Load, Errs",      ["A 1/1", "F 1/0", "A 2/1", "A 2/1", "? 1/0", "A 1/1", "? 1/0", "? 1/0", "? 1/1", "? 1/1", "? 1/1", "? 1/0"]),
    ("Before Claim, Dies",    ["A 1/1", "F 1/0", "A 2/1", "A 2/1", "? 1/0", "A 1/1", "? 1/0", "? 1/0", "? 1/1", "? 1/1", "? 1/1", "? 1/0"]),
    ("Before Claim, Errs",    ["A 1/1", "F 1/0", "A 2/1", "A 2/1", "? 1/0", "A 1/1", "? 1/0", "? 1/0", "? 1/1", "? 1/1", "? 1/1", "? 1/0"]),
    ("After Claim, Dies",     ["? 0/0", "? 0/0", "? 0/0", "? 0/0", "? 0/0", "? 0/0", "? 0/0", "? 0/0", "? 0/0", "? 0/0", "? 0/0", "? 0/0"]),
    ("After Claim, Errs",     ["A 1/1", "F 1/0", "A 2/1", "A 2/1", "? 1/0", "A 1/1", "? 1/0", "? 1/0", "? 1/1", "? 1/1", "? 1/1", "? 1/0"]),
    ("Before Call, Dies",     ["? 0/0", "? 0/0", "? 0/0", "? 0/0", "? 0/0", "? 0/0", "? 0/0", "? 0/0", "? 0/0", "? 0/0", "? 0/0", "? 0/0"]),
    ("After Call, Dies",      ["? 1/1", "? 1/0", "? 1/0", "? 1/0", "? 1/0", "? 0/0", "? 1/0", "? 1/0", "? 1/1", "? 1/1", "? 1/1", "? 1/0"]),
    ("Before Advance, Dies",  ["? 1/1", "? 1/0", "? 1/0", "? 1/0", "? 1/0", "? 0/0", "? 1/0", "? 1/0", "? 1/1", "? 1/1", "? 1/1", "? 1/0"]),
    ("Before Advance, Errs",  ["? 1/1", "? 1/0", "? 1/0", "? 1/0", "? 1/0", "? 0/0", "? 1/0", "? 1/0", "? 1/1", "? 1/1", "? 1/1", "? 1/0"]),
    ("After Advance, Dies",   ["A 1/1", "F 1/0", "A 2/1", "A 2/1", "? 1/0", "A 1/1", "? 1/0", "? 1/0", "? 1/1", "? 1/1", "? 1/1", "? 1/0"]),
    ("After Advance, Errs",   ["A 1/1", "F 1/0", "A 2/1", "A 2/1", "? 1/0", "A 1/1", "? 1/0", "? 1/0", "? 1/1", "? 1/1", "? 1/1", "? 1/0"]),
];

/// Nowhere, and before and after each step: by dying and, where a step may answer with an error,
/// by that.
fn stops() -> Vec<Option<Stop>> {
    let mut stops = vec![None];
    for step in [Step::Load, Step::Claim, Step::Call, Step::Advance] {
        for side in [Side::Before, Side::After] {
            for manner in [Manner::Dies, Manner::Errs] {
                if (step, manner) != (Step::Call, Manner::Errs) {
                    stops.push(Some(Stop { side, step, manner }));
                }
            }
        }
    }
    stops
}

/// Where the sender really stops. A claim whose answer was lost stands, and bears an id that only
/// its sender knows: the sender sees that it is its own and goes on.
fn stopped_at(stop: Option<Stop>) -> Option<Stop> {
    stop.filter(|stop| {
        (stop.side, stop.step, stop.manner) != (Side::After, Step::Claim, Manner::Errs)
    })
}

/// One text, whose reply is sent under a stop and an outcome.
struct Cell<'a> {
    app: &'a App,
    outcome: Outcome,
    phone: String,
    number: String,
    key: MessageKey,
    /// Requests that its sends made of the carrier.
    requests: u64,
    wrong: Vec<&'static str>,
}

impl<'a> Cell<'a> {
    /// A text comes in, and its reply is written.
    async fn begin(app: &'a App, index: usize, outcome: Outcome) -> Self {
        let (phone, number) = (format!("+1305555{index:04}"), format!("+1813555{index:04}"));
        let sid = format!("SMcrash{index}");
        let form = [
            ("From", phone.as_str()),
            ("To", &number),
            ("Body", "Yes, how much would you offer?"),
            ("MessageSid", &sid),
        ];
        let (status, answer) = app.post("/inbound", &form).await;
        assert_eq!(status, 200, "{answer}");
        let Some(Handler::Queue(respond)) = app.engine.handler("responder") else {
            panic!("the responder takes no queue")
        };
        let thread = QueueItem::Thread(address(&phone)).to_body().unwrap();
        respond(thread).await.unwrap();
        let key = app.sends(&phone).await[0].key();
        Self {
            app,
            outcome,
            phone,
            number,
            key,
            requests: 0,
            wrong: Vec::new(),
        }
    }

    /// Stops a sender. Then its queue brings the job again, at once and twice. False where the call
    /// was to time out and did so before its request was there.
    async fn stop(&mut self, stop: Option<Stop>, line: &Arc<dyn Carrier>) -> bool {
        let is_called = !matches!(
            stopped_at(stop).map(|stop| (stop.side, stop.step)),
            Some((Side::After, Step::Claim) | (Side::Before, Step::Call))
        );
        if is_called {
            let script = self.outcome.script.into_iter().collect();
            self.app.carrier().script(script);
        }
        let stopper = Stopper::new(stop);
        let faulty = sender(self.app, ports(self.app, line, &stopper));
        let before = self.app.carrier().requests();
        let answer = stopper.run(self.send(&faulty)).await;
        let ended = match stopped_at(stop).map(|stop| stop.manner) {
            None => matches!(answer, Some(true)),
            Some(Manner::Dies) => answer.is_none(),
            Some(Manner::Errs) => matches!(answer, Some(false)),
        };
        self.check(ended && stopper.has_stopped(), "did not stop");
        if answer.is_none() {
            self.requests = self.app.carrier().requests() - before;
        }

        let again = sender(self.app, ports(self.app, line, &Stopper::new(None)));
        for _ in 0..2 {
            let done = self.send(&again).await;
            self.check(done, "the job's next run failed");
        }
        self.check(self.requests <= 1, "the job's next run called again");
        let times_out = self.outcome.script == Some(Scripted::HangAfterAccepting);
        !(times_out && is_called && self.requests == 0)
    }

    /// Runs the send's job once.
    async fn send(&mut self, send: &QueueHandler) -> bool {
        let before = self.app.carrier().requests();
        let job = QueueItem::send(&self.key).to_body().unwrap();
        let done = send(job).await.is_ok();
        self.requests += self.app.carrier().requests() - before;
        done
    }

    async fn message(&self) -> OutboundMessage {
        self.app.load(&self.key).await
    }

    async fn is_owed(&self) -> bool {
        let state = self.message().await.state;
        matches!(state, SendState::Queued | SendState::InFlight)
    }

    fn taken(&self) -> Vec<String> {
        let accepted = self.app.carrier().accepted().into_iter();
        let mine = accepted.filter(|text| text.to == self.phone);
        mine.map(|text| text.sid).collect()
    }

    /// As `WANTED` writes it.
    async fn end(&self) -> String {
        let state = match self.message().await.state {
            SendState::Accepted => "A",
            SendState::Failed => "F",
            SendState::Ambiguous => "?",
            SendState::Queued => "queued",
            SendState::InFlight => "in flight",
            SendState::Skipped => "skipped",
        };
        format!("{state} {}/{}", self.requests, self.taken().len())
    }

    fn check(&mut self, holds: bool, otherwise: &'static str) {
        if !holds {
            self.wrong.push(otherwise);
        }
    }

    async fn check_counters(&mut self) {
        let recount = Counts::recount(&self.app.thread(&self.phone).await);
        let contact = self.app.contact(&self.phone).await.unwrap();
        let number = self.app.number_counts(&self.number).await;
        self.check(contact.counts == recount, "the contact's counters");
        self.check(number == recount, "the number's counters");
    }

    /// By its late receipt where the carrier took the text, else by a person who found that it
    /// did not.
    async fn settle(&mut self) {
        if let [sid] = self.taken().as_slice() {
            self.receipt(sid).await;
            let status = self.message().await.delivery_status;
            self.check(status == DeliveryStatus::Delivered, "the late receipt");
            return;
        }
        let ports = &self.app.engine.ports;
        let again = inspect::settle(ports, &self.key.id, &Finding::SendAgain).await;
        self.check(again.unwrap().is_some(), "the person's finding");
    }

    /// The carrier's word, to the callback URL of the call, which needs no token.
    async fn receipt(&self, sid: &str) {
        let base = &self.app.engine.base_url;
        let url = callback_url(base, TOKEN, &self.key.id);
        let path = url.strip_prefix(base).unwrap();
        let form = [("content-type", "application/x-www-form-urlencoded")];
        let body = format!(
            "MessageSid={sid}&MessageStatus=delivered&To={}&From={}",
            self.phone.replace('+', "%2B"),
            self.number.replace('+', "%2B")
        );
        let (status, answer) = self.app.post_raw(path, &form, body).await;
        assert_eq!(status, 200, "{answer}");
        assert_eq!(answer["normalized"], "delivered");
    }
}

/// The healthy sender and the tick at work until nothing is owed.
async fn recover(app: &App, cells: &mut [Cell<'_>]) {
    let Some(Handler::Queue(healthy)) = app.engine.handler("sender") else {
        panic!("the sender takes no queue")
    };
    for _ in 0..4 {
        let mut owed = false;
        for cell in &mut *cells {
            if cell.is_owed().await {
                let done = cell.send(healthy).await;
                cell.check(done, "the healthy sender failed");
                owed |= cell.is_owed().await;
            }
        }
        if !owed {
            return;
        }
        app.advance(CLAIM_LEASE + GRACE);
        app.tick().await;
    }
}

/// Each ambiguous send is in the list for people, and nothing else is.
async fn check_list(app: &App, cells: &mut [Cell<'_>]) {
    let ports = &app.engine.ports;
    let listed = inspect::ambiguous(ports, ports.clock.now()).await.unwrap();
    for cell in cells {
        let is_ambiguous = cell.message().await.state == SendState::Ambiguous;
        let is_listed = listed.iter().any(|message| message.id == cell.key.id);
        cell.check(is_listed == is_ambiguous, "the list of ambiguous sends");
    }
}

/// A sender on these ports, as it runs under its queue.
fn sender(app: &App, ports: Ports) -> QueueHandler {
    let lookup = |name: &str| app.engine.settings.get(name);
    let mut reader = Reader::new(&lookup);
    let start = (function::<Sender, _>().configure)(&mut reader);
    match reader.finish(start).unwrap()(ports) {
        Handler::Queue(send) => send,
        Handler::Web(_) | Handler::Job { .. } => panic!("the sender takes no queue"),
    }
}

/// The app's ports for a sender that stops.
fn ports(app: &App, line: &Arc<dyn Carrier>, stopper: &Stopper) -> Ports {
    let ports = app.engine.ports.clone();
    let outbox = Arc::clone(&ports.outbox);
    Ports {
        outbox: Arc::new(FaultyOutbox::new(outbox, stopper.clone())),
        carrier: Arc::new(StoppingCarrier::new(Arc::clone(line), stopper.clone())),
        ..ports
    }
}

/// A line to the carrier, or to `nobody` where no connection comes about.
fn line(app: &App, outcome: Outcome, nobody: &str, timeouts: Timeouts) -> Arc<dyn Carrier> {
    let api_url = match outcome.script {
        Some(_) => app.carrier().api_url(),
        None => nobody.to_owned(),
    };
    sms_gateways::connect(&CarrierSettings::Simulated { api_url }, timeouts).unwrap()
}

#[tokio::test]
async fn a_sender_stopped_anywhere_under_any_outcome_never_sends_twice_and_loses_nothing() {
    let app = App::start().await;
    // Bound and not listening: whoever connects is refused.
    let nobody = TcpSocket::new_v4().unwrap();
    nobody.bind(([127, 0, 0, 1], 0).into()).unwrap();
    let nobody_url = format!("http://{}", nobody.local_addr().unwrap());
    // The carrier never answers the call that times out. Its limit grows until this machine brings
    // the request there in time.
    let mut short = Timeouts {
        connect: Duration::from_millis(50),
        total: Duration::from_millis(100),
    };
    let mut lines = OUTCOMES.map(|outcome| match outcome.script {
        Some(Scripted::HangAfterAccepting) => line(&app, outcome, &nobody_url, short),
        _ => line(&app, outcome, &nobody_url, TIMEOUTS),
    });

    let stops = stops();
    assert_eq!(stops.len(), WANTED.len());
    let mut indices = 0..;
    let mut wrong = Vec::new();
    for (stop, (name, wanted)) in stops.into_iter().zip(WANTED) {
        assert_eq!(
            stop.map_or_else(|| "none".to_owned(), |stop| stop.to_string()),
            name
        );
        let mut cells = Vec::new();
        for (outcome, line_to) in OUTCOMES.into_iter().zip(&mut lines) {
            let cell = loop {
                let mut cell = Cell::begin(&app, indices.next().unwrap(), outcome).await;
                if cell.stop(stop, line_to).await {
                    break cell;
                }
                app.carrier().forget_script();
                short.connect *= 2;
                short.total *= 2;
                *line_to = line(&app, outcome, &nobody_url, short);
            };
            cells.push(cell);
        }

        recover(&app, &mut cells).await;
        for (cell, wanted) in cells.iter_mut().zip(wanted) {
            let end = cell.end().await;
            if end != wanted {
                let column = cell.outcome.name;
                wrong.push(format!("{name} under {column}: {end} and not {wanted}"));
            }
            cell.check_counters().await;
        }
        check_list(&app, &mut cells).await;

        let mut settled = Vec::new();
        for (index, cell) in cells.iter_mut().enumerate() {
            if cell.message().await.state == SendState::Ambiguous {
                cell.settle().await;
                settled.push(index);
            }
        }
        recover(&app, &mut cells).await;
        for index in settled {
            let cell = &mut cells[index];
            let (message, taken) = (cell.message().await, cell.taken());
            let sid = message.sid.map(|sid| sid.to_string());
            cell.check(message.state == SendState::Accepted, "settled otherwise");
            cell.check(taken.len() == 1, "settled, and not taken once");
            cell.check(sid == taken.first().cloned(), "another SID");
            cell.check_counters().await;
        }
        check_list(&app, &mut cells).await;
        for cell in cells.iter().filter(|cell| !cell.wrong.is_empty()) {
            let faults = cell.wrong.join(", ");
            wrong.push(format!("{name} under {}: {faults}", cell.outcome.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
