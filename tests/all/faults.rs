//! The store fails at each request of a text's life, in each way in which it can; and everything
//! comes at once, in any order, again and again (promises 1, 5, 6, 7).

use std::cell::Cell;
use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use futures::future::join_all;
use jiff::Timestamp;
use reqwest::StatusCode;
use serde_json::Value;
use sms_domain::contact::{Consent, Party};
use sms_domain::message::counts::Counts;
use sms_domain::message::status::DeliveryStatus;
use sms_domain::message::{Message, MessageKey, OutboundMessage, SendState};
use sms_engine::handler::Handler;
use sms_engine::inspect::{self, Finding};
use sms_engine::jobs::JobStart;
use sms_engine::ports::{Debt, Gateways, Lookup, Ports};
use sms_engine::queue_item::QueueItem;
use sms_local::embedded::store::EmbeddedStore;
use sms_local::world::World;
use sms_testkit::callback_url;
use sms_testkit::dice::Dice;
use sms_testkit::store_proxy::{StoreFault, StoreProxy};

use crate::app::{App, OURS, SELLER, TOKEN, address, options};

const QUESTION: &str = "Yes, how much would you offer?";

/// An engine whose store requests go through a proxy that fails them.
struct Faulty {
    app: App,
    proxy: StoreProxy,
    /// Past the proxy, for the test's own looks.
    direct: Ports,
    _world: World,
    _store: EmbeddedStore,
}

impl Faulty {
    async fn start() -> Self {
        let store = EmbeddedStore::start(None, 0).await.unwrap();
        let proxy = StoreProxy::start(store.url()).await.unwrap();
        let mut options = options();
        options.world.store_url = Some(proxy.url().to_owned());
        let mut past = options.world.clone();
        let app = App::with(options).await;
        past.store_url = Some(store.url().to_owned());
        past.queue_url = Some(app.engine.world.queue_url.clone());
        let world = World::open(&past).await.unwrap();
        let engine = &app.engine.ports;
        let direct = world.ports(
            Gateways::carrier(Arc::clone(&engine.carrier)),
            Arc::clone(&engine.clock),
        );
        Self {
            app,
            proxy,
            direct,
            _world: world,
            _store: store,
        }
    }
}

/// One text's life from its arrival to an opt-out.
struct Life<'a> {
    app: &'a App,
    direct: &'a Ports,
    phone: String,
    number: String,
    index: usize,
    /// How often a webhook had to be posted again, or the tick to bring work back.
    delays: Cell<usize>,
}

impl<'a> Life<'a> {
    fn new(faulty: &'a Faulty, index: usize) -> Self {
        Self {
            app: &faulty.app,
            direct: &faulty.direct,
            phone: format!("+1305555{index:04}"),
            number: format!("+1813555{index:04}"),
            index,
            delays: Cell::new(0),
        }
    }

    fn is_delayed(&self, times: usize) {
        self.delays.set(self.delays.get() + times);
    }

    /// Comes in, is answered after its queues lost every job, sent, followed to its receipts, and
    /// opted out of.
    async fn live(&self) {
        self.text_in(QUESTION, "question").await;
        lose_jobs(self.app).await;
        // Long enough that the templates are read again, too.
        self.app.advance(Duration::from_secs(61));
        tick(self.app).await;
        self.app.drain().await;
        let send = self.until_called().await;
        let sid = self.taken().pop().unwrap();
        for status in ["sent", "delivered", "delivered"] {
            self.receipt(&send, &sid, status).await;
        }
        self.text_in("STOP", "stop").await;
        self.app.drain().await;
        self.until_settled().await;
    }

    /// The tick at work until the thread worker has looked after the opt-out.
    async fn until_settled(&self) {
        for _ in 0..8 {
            let question = Lookup {
                contact: Some(&address(&self.phone)),
                ..Lookup::default()
            };
            let known = self.direct.messages.look_up(question).await.unwrap();
            if !known.contact.unwrap().is_answer_due() {
                return;
            }
            self.is_delayed(1);
            self.app.advance(Duration::from_secs(61));
            tick(self.app).await;
            self.app.drain().await;
        }
    }

    async fn text_in(&self, body: &str, name: &str) {
        let sid = format!("SM{name}{}", self.index);
        let form = [
            ("From", self.phone.as_str()),
            ("To", &self.number),
            ("Body", body),
            ("MessageSid", &sid),
        ];
        let (refusals, _) = until_taken(|| self.app.post("/inbound", &form)).await;
        self.is_delayed(refusals);
    }

    async fn receipt(&self, send: &MessageKey, sid: &str, status: &str) {
        let base = &self.app.engine.base_url;
        let url = callback_url(base, TOKEN, &send.id);
        let path = url.strip_prefix(base).unwrap();
        let form = [("content-type", "application/x-www-form-urlencoded")];
        let body = format!(
            "MessageSid={sid}&MessageStatus={status}&To={}&From={}",
            self.phone.replace('+', "%2B"),
            self.number.replace('+', "%2B")
        );
        let posted = until_taken(|| self.app.post_raw(path, &form, body.clone()));
        self.is_delayed(posted.await.0);
    }

    /// The tick at work until the carrier has the reply.
    async fn until_called(&self) -> MessageKey {
        for _ in 0..8 {
            if let Some(send) = self.send().await {
                match send.state {
                    SendState::Queued | SendState::InFlight => {}
                    // Its claim was stored and its sender never knew: a person finds that out.
                    SendState::Ambiguous if self.taken().is_empty() => {
                        let again = &Finding::SendAgain;
                        let found = inspect::settle(self.direct, &send.id, again).await;
                        assert!(found.unwrap().is_some());
                    }
                    SendState::Ambiguous
                    | SendState::Accepted
                    | SendState::Failed
                    | SendState::Skipped => return send.key(),
                }
            }
            self.is_delayed(1);
            self.app.advance(Duration::from_secs(61));
            tick(self.app).await;
            self.app.drain().await;
        }
        panic!("the reply is stuck: {:?}", self.send().await);
    }

    async fn thread(&self) -> Vec<Message> {
        let thread = address(&self.phone);
        self.direct.audit.thread(&thread).await.unwrap()
    }

    async fn send(&self) -> Option<OutboundMessage> {
        let mut sends = self.thread().await.into_iter().filter_map(|message| {
            if let Message::Outbound(send) = message {
                Some(send)
            } else {
                None
            }
        });
        let send = sends.next();
        assert_eq!(sends.next(), None, "a second send");
        send
    }

    fn taken(&self) -> Vec<String> {
        let accepted = self.app.carrier().accepted().into_iter();
        let mine = accepted.filter(|text| text.to == self.phone);
        mine.map(|text| text.sid).collect()
    }

    /// What is wrong at the end, if anything.
    async fn faults(&self) -> Vec<String> {
        let (audit, phone) = (&self.direct.audit, address(&self.phone));
        let mut faults = Vec::new();
        let mut check = |holds: bool, what: String| {
            if !holds {
                faults.push(what);
            }
        };
        let thread = self.thread().await;
        check(thread.len() == 3, format!("{} messages", thread.len()));
        let taken = self.taken().len();
        check(taken == 1, format!("taken {taken} times"));

        let send = self.send().await.unwrap();
        check(
            (send.state, send.delivery_status) == (SendState::Accepted, DeliveryStatus::Delivered),
            format!("{} {}", send.state, send.delivery_status),
        );
        let receipts = audit.receipts(&send.key()).await.unwrap().len();
        check(receipts == 2, format!("{receipts} receipts kept"));

        let question = Lookup {
            contact: Some(&phone),
            ..Lookup::default()
        };
        let known = self.direct.messages.look_up(question).await.unwrap();
        let contact = known.contact.unwrap();
        let consent = contact.consent;
        check(consent == Consent::OptedOut, format!("{consent:?}"));
        let is_lead = matches!(contact.party, Some(Party::Lead(_)));
        check(is_lead, "no lead".to_owned());
        let consents = audit.consents(&phone).await.unwrap().len();
        check(consents == 1, format!("{consents} consent entries"));
        check(known.open_sends.is_empty(), "an open send".to_owned());

        let recount = Counts::recount(&thread);
        check(contact.counts == recount, format!("{:?}", contact.counts));
        let counts = audit.number_counts(&address(&self.number)).await.unwrap();
        check(counts == recount, format!("number {counts:?}"));
        for debt in [Debt::Thread, Debt::Send, Debt::Ambiguous] {
            let owed = self
                .direct
                .work
                .due(debt, Timestamp::MAX, 500)
                .await
                .unwrap();
            let none = owed.iter().all(|owed| match &owed.item {
                QueueItem::Thread(thread) => *thread != phone,
                QueueItem::Send(key) => key.thread != phone,
            });
            check(none, format!("owed: {debt:?}"));
        }
        faults
    }
}

/// Posts as a carrier does: again while the answer is a 5xx. Says how often it was, too.
async fn until_taken<F>(mut post: impl FnMut() -> F) -> (usize, Value)
where
    F: Future<Output = (StatusCode, Value)>,
{
    for refusals in 0..5 {
        let (status, answer) = post().await;
        if !status.is_server_error() {
            assert_eq!(status, 200, "{answer}");
            return (refusals, answer);
        }
    }
    panic!("answered 5xx five times");
}

/// A tick that fails leaves the rest to the next one.
async fn tick(app: &App) {
    let Some(Handler::Job { run, .. }) = app.engine.handler("tick") else {
        panic!("tick is not a job")
    };
    let _logged = run(JobStart::default()).await;
}

/// The queues lose what they hold.
async fn lose_jobs(app: &App) {
    for url in [&app.engine.world.work_url, &app.engine.world.send_url] {
        let sqs = &app.engine.world.sqs;
        let lost = sqs.receive_message().queue_url(url);
        let lost = lost.max_number_of_messages(10).send().await.unwrap();
        for message in lost.messages.unwrap_or_default() {
            let delete = sqs.delete_message().queue_url(url);
            let delete = delete.set_receipt_handle(message.receipt_handle);
            delete.send().await.unwrap();
        }
    }
}

/// Whether a fault may cost a webhook a second post, or work a round of the tick.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Delay {
    None,
    Some,
}

/// Lives once for each request of a life, with a fault from that request on, `times` long.
async fn fails_at_each_request(times: usize, kinds: &[StoreFault], allowed: Delay) {
    let engine = Faulty::start().await;
    let proxy = &engine.proxy;
    proxy.pass();
    let whole = Life::new(&engine, 0);
    whole.live().await;
    let operations = proxy.operations();
    assert_eq!(whole.faults().await, [""; 0]);
    // The tick asks each shard of its index the same: one of them stands for all.
    let mut places: Vec<(usize, &String)> = operations.iter().enumerate().collect();
    places.dedup_by(|(_, next), (_, one)| next == one && *one == "Query");
    assert!(places.len() > 15, "{operations:?}");

    let mut index = 0;
    let mut wrong = Vec::new();
    for fault in kinds {
        for (first, operation) in &places {
            if !fault.may_happen_to(operation) {
                continue;
            }
            index += 1;
            let life = Life::new(&engine, index);
            proxy.fail(*first, times, *fault);
            life.live().await;
            let failed = proxy.failed();
            proxy.pass();
            assert!(!failed.is_empty(), "{fault:?} at {first} did not happen");
            let mut faults = life.faults().await;
            if allowed == Delay::None && life.delays.get() > 0 {
                faults.push("delayed".to_owned());
            }
            if !faults.is_empty() {
                let what = faults.join(", ");
                wrong.push(format!("{fault:?} at {first} ({failed:?}): {what}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn a_store_request_that_conflicts_or_is_throttled_is_tried_again_unnoticed() {
    let kinds = [
        StoreFault::Conflict,
        StoreFault::Throttled,
        StoreFault::ThroughputExceeded,
        StoreFault::LeftOver,
    ];
    fails_at_each_request(1, &kinds, Delay::None).await;
}

/// As when many write at once.
#[tokio::test]
async fn conflicts_in_a_row_are_waited_out_unnoticed() {
    fails_at_each_request(4, &[StoreFault::Conflict], Delay::None).await;
}

#[tokio::test]
async fn a_store_request_that_fails_is_tried_again_unnoticed() {
    let kinds = [StoreFault::Internal, StoreFault::NeverArrived];
    fails_at_each_request(1, &kinds, Delay::None).await;
}

#[tokio::test]
async fn a_store_request_whose_answer_is_lost_changes_no_outcome() {
    fails_at_each_request(1, &[StoreFault::AnswerLost], Delay::Some).await;
}

/// Three in a row is as often as the SDK tries: the operation itself fails.
#[tokio::test]
async fn a_store_operation_that_fails_for_good_or_unseen_loses_and_repeats_nothing() {
    let kinds = [StoreFault::Internal, StoreFault::AnswerLost];
    fails_at_each_request(3, &kinds, Delay::Some).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_concurrent_posts_of_one_sid_are_one_message_one_reply_one_call_and_equal_answers() {
    let app = App::start().await;
    // The first of a phone nobody knew, the second of a lead.
    for (index, sid) in ["SM50", "SM51"].into_iter().enumerate() {
        let answers = join_all((0..50).map(|_| app.text_in(SELLER, QUESTION, sid))).await;
        assert_eq!(answers[0]["linked_to"], "lead");
        let all_equal = answers.iter().all(|answer| *answer == answers[0]);
        assert!(all_equal, "{answers:?}");
        app.drain().await;
        assert_eq!(app.text_in(SELLER, QUESTION, sid).await, answers[0]);
        app.drain().await;
        app.advance(Duration::from_mins(2));
        app.tick().await;
        app.drain().await;

        let texts = app.texts_in(SELLER).await;
        assert_eq!(texts.len(), index + 1);
        assert_eq!(answers[0]["conversation_id"], texts[index].id.as_str());
        assert_eq!(app.sends(SELLER).await.len(), index + 1);
        assert_eq!(app.carrier().accepted().len(), index + 1);
    }
    assert_eq!(app.carrier().requests(), 2);
    let counts = app.assert_counters_equal_a_recount(&[SELLER]).await;
    assert_eq!((counts.reply_count, counts.sent_count), (2, 2));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_sid_posted_for_ten_phones_at_once_is_one_message() {
    let app = App::start().await;
    // Our number is known, so that nothing but the SID is in common.
    app.text_in(SELLER, QUESTION, "SM0").await;
    let phones: Vec<String> = (0..10).map(|index| format!("+1305555{index:04}")).collect();
    let posts = phones
        .iter()
        .map(|phone| app.text_in(phone, QUESTION, "SM1"));
    let answers = join_all(posts).await;
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    let mut texts = 0;
    for phone in &phones {
        texts += app.thread(phone).await.len();
    }
    assert_eq!(texts, 1);
    assert_eq!(app.number_counts(OURS).await.reply_count, 2);
}

/// A queue brings a job as often as it likes, also to workers that run at the same time.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_workers_on_one_thread_and_ten_on_its_reply_make_one_call() {
    let app = App::start().await;
    let worker = |function: &str| match app.engine.handler(function) {
        Some(Handler::Queue(work)) => Arc::clone(work),
        _ => panic!("{function} takes no queue"),
    };
    let (respond, send) = (worker("responder"), worker("sender"));
    for calls in 1..=5 {
        let phone = format!("+1305555{calls:04}");
        app.text_in(&phone, QUESTION, &format!("SM{calls}")).await;
        let thread = QueueItem::Thread(address(&phone)).to_body().unwrap();
        let ended = join_all((0..10).map(|_| respond(thread.clone()))).await;
        assert!(ended.iter().all(Result::is_ok), "{ended:?}");
        let sends = app.sends(&phone).await;
        let [reply] = sends.as_slice() else {
            panic!("{sends:?}")
        };
        let reply = QueueItem::send(&reply.key()).to_body().unwrap();
        let ended = join_all((0..10).map(|_| send(reply.clone()))).await;
        assert!(ended.iter().all(Result::is_ok), "{ended:?}");
        app.drain().await;

        assert_eq!(app.sends(&phone).await[0].state, SendState::Accepted);
        assert_eq!(app.carrier().requests(), calls);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_concurrent_qualifying_texts_of_one_phone_make_one_lead() {
    let app = App::start().await;
    let first = app.text_in(SELLER, "Who is this?", "SM1").await;
    assert_eq!(first["linked_to"], "prospect");
    let post = |index: usize| {
        let app = &app;
        async move {
            let sid = format!("SMlead{index}");
            let form = [
                ("From", SELLER),
                ("To", OURS),
                ("Body", QUESTION),
                ("MessageSid", &sid),
            ];
            until_taken(|| app.post("/inbound", &form)).await.1
        }
    };
    let answers = join_all((0..100).map(post)).await;
    assert!(answers.iter().all(|answer| answer["linked_to"] == "lead"));
    let texts = app.texts_in(SELLER).await;
    let ids: HashSet<_> = answers
        .iter()
        .map(|answer| answer["conversation_id"].as_str())
        .collect();
    assert_eq!((texts.len(), ids.len()), (101, 100));

    let contact = app.contact(SELLER).await.unwrap();
    let Some(party @ Party::Lead(lead)) = &contact.party else {
        panic!("{:?}", contact.party)
    };
    assert_eq!(
        lead.promoted_by, texts[1].id,
        "promoted by the first of them"
    );
    let link = party.link();
    assert!(
        texts[1..]
            .iter()
            .all(|text| text.party.as_ref() == Some(&link))
    );

    app.drain().await;
    let sends = app.sends(SELLER).await;
    assert_eq!(sends.len(), 101, "each text has its answer");
    let counts = app.assert_counters_equal_a_recount(&[SELLER]).await;
    assert_eq!((counts.reply_count, counts.sent_count), (101, 101));
}

/// The statuses of one message as a confused carrier posts them: each twice, in any order.
fn confused(dice: &mut Dice) -> Vec<&'static str> {
    let mut statuses = [
        "queued",
        "sent",
        "delivered",
        "undelivered",
        "failed",
        "queued",
        "sent",
        "delivered",
        "undelivered",
        "failed",
    ]
    .to_vec();
    dice.shuffle(&mut statuses);
    statuses
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_receipts_in_random_order_with_repeats_end_right_and_count_once() {
    const SEED: u64 = 20_261_121;
    let app = App::start().await;
    let phones: Vec<String> = (0..10).map(|index| format!("+1305555{index:04}")).collect();
    // Ten accepted messages of each phone: our reply, and nine sends of somebody else.
    for phone in &phones {
        app.text_in(phone, QUESTION, &format!("SMq{phone}")).await;
        for index in 0..9 {
            let sid = format!("SMe{index}{phone}");
            let form = [
                ("From", OURS),
                ("To", phone.as_str()),
                ("Body", "Any news?"),
                ("MessageSid", &sid),
            ];
            assert_eq!(app.post("/outbound", &form).await.0, 200);
        }
    }
    app.drain().await;
    let mut sends = Vec::new();
    for phone in &phones {
        sends.extend(app.sends(phone).await);
    }
    assert_eq!(sends.len(), 100);

    // Of every other message the receipts come one after the other, and it is known which ends it;
    // of the others all at once.
    let mut dice = Dice::new(SEED);
    let lives: Vec<_> = sends
        .into_iter()
        .enumerate()
        .map(|(index, send)| (send, confused(&mut dice), index % 2 == 0))
        .collect();
    let tell = |send: &OutboundMessage, status: &'static str| {
        let (app, sid, phone) = (
            &app,
            send.sid.clone().unwrap().to_string(),
            send.thread.to_string(),
        );
        async move { app.receipt(&sid, status, &phone).await }
    };
    join_all(lives.iter().map(|(send, statuses, in_order)| async move {
        if *in_order {
            for status in statuses {
                tell(send, status).await;
            }
        } else {
            join_all(statuses.iter().map(|status| tell(send, status))).await;
        }
    }))
    .await;

    for (send, statuses, in_order) in &lives {
        let end = app.load(&send.key()).await.delivery_status;
        let first = statuses
            .iter()
            .filter_map(|word| DeliveryStatus::from_carrier(word))
            .find(|status| status.is_terminal());
        assert!(end.is_terminal(), "seed {SEED}: {end}");
        if *in_order {
            assert_eq!(Some(end), first, "seed {SEED}: {statuses:?}");
        }
        let receipts = app.engine.ports.audit.receipts(&send.key()).await;
        let mut words: Vec<_> = receipts.unwrap().into_iter().map(|r| r.word).collect();
        words.sort_unstable();
        assert_eq!(
            words,
            ["delivered", "failed", "queued", "sent", "undelivered"]
        );
    }
    let phones: Vec<&str> = phones.iter().map(String::as_str).collect();
    let counts = app.assert_counters_equal_a_recount(&phones).await;
    assert_eq!(
        (
            counts.sent_count,
            counts.delivered_count + counts.failed_count
        ),
        (100, 100)
    );
}

#[tokio::test]
async fn receipts_that_wait_for_their_message_in_any_order_with_repeats_count_once() {
    let app = App::start().await;
    let mut dice = Dice::new(1);
    for index in 0..6 {
        let sid = format!("SMearly{index}");
        let statuses = confused(&mut dice);
        // All at once: none of them sees the others, so repeats wait beside each other.
        join_all(
            statuses
                .iter()
                .map(|status| app.receipt(&sid, status, SELLER)),
        )
        .await;
        let form = [
            ("From", OURS),
            ("To", SELLER),
            ("Body", "Any news?"),
            ("MessageSid", &sid),
        ];
        let (status, answer) = app.post("/outbound", &form).await;
        assert_eq!(status, 200, "{answer}");
    }
    let sends = app.sends(SELLER).await;
    assert_eq!(sends.len(), 6);
    for send in &sends {
        assert!(send.delivery_status.is_terminal());
        let receipts = app.engine.ports.audit.receipts(&send.key()).await;
        assert_eq!(receipts.unwrap().len(), 5);
    }
    let messages: Vec<Message> = app.thread(SELLER).await;
    assert_eq!(Counts::recount(&messages).sent_count, 6);
    app.assert_counters_equal_a_recount(&[SELLER]).await;
}
