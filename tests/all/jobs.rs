//! Jobs, by one that only tests have: limit, lease, deadline, cursor and report are `run_job`'s.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use http::{HeaderMap, Method};
use serde_json::{Value, json};
use sms_engine::function::{Trigger, Use, every, post};
use sms_engine::handler::{Handler, function};
use sms_engine::http::{WebBody, WebRequest};
use sms_engine::jobs::{Batch, Job, JobError, JobRun, JobStart, JobStatus, Step, run_job};
use sms_engine::ports::{Ports, StoreError};
use sms_engine::settings::Reader;
use sms_local::clock::LocalClock;
use tokio::sync::Notify;

use crate::app::{App, SELLER};

/// Counts from 0 to 99, ten at a step.
#[derive(Debug, Default)]
struct Count {
    counted: Mutex<Vec<usize>>,
    /// What a step takes of the clock.
    slow: Option<(Arc<LocalClock>, Duration)>,
    /// The step that begins here fails.
    fails_at: Option<usize>,
    /// A step waits in here until it is let go on.
    gate: Option<Gate>,
}

#[derive(Debug, Default, Clone)]
struct Gate {
    entered: Arc<Notify>,
    opened: Arc<Notify>,
}

#[derive(Debug, Default, PartialEq, Eq, serde::Serialize)]
struct CountReport {
    counted: usize,
}

impl Job for Count {
    const NAME: &'static str = "count";
    const SUMMARY: &'static str = "Counts";
    const TRIGGERS: &'static [Trigger] = &[every(60), post("/jobs/count")];
    const USES: &'static [Use] = &[Use::Store];
    const MAX_ITEMS: usize = 60;
    const DEADLINE: Duration = Duration::from_secs(100);

    type Report = CountReport;
    type Cursor = usize;

    fn configure(_: &mut Reader<'_>) -> Option<Self> {
        Some(Self::default())
    }

    async fn step(
        &self,
        _: &Ports,
        batch: &Batch<'_, usize>,
        report: &mut CountReport,
    ) -> Result<Step<usize>, JobError> {
        let from = batch.cursor.copied().unwrap_or(0);
        if self.fails_at == Some(from) {
            return Err(StoreError::Unavailable("away".to_owned()).into());
        }
        let items = batch.room.min(10).min(100 - from);
        self.counted.lock().unwrap().extend(from..from + items);
        report.counted += items;
        if let Some(gate) = &self.gate {
            gate.entered.notify_one();
            gate.opened.notified().await;
        }
        if let Some((clock, takes)) = &self.slow {
            clock.advance((*takes).try_into().unwrap());
        }
        let cursor = from + items;
        Ok(if cursor == 100 {
            Step::Done
        } else {
            Step::More { items, cursor }
        })
    }
}

impl Count {
    async fn run(&self, app: &App) -> JobRun<CountReport> {
        let start = JobStart::default();
        run_job(self, &app.engine.ports, start).await.unwrap()
    }

    fn counted(&self) -> Vec<usize> {
        self.counted.lock().unwrap().clone()
    }
}

fn ran(status: JobStatus, counted: usize) -> JobRun<CountReport> {
    let report = CountReport { counted };
    JobRun { status, report }
}

#[tokio::test]
async fn a_job_stops_at_its_limit_and_the_next_run_goes_on() {
    let app = App::start().await;
    let job = Count::default();
    assert_eq!(job.run(&app).await, ran(JobStatus::Limit, 60));
    assert_eq!(job.run(&app).await, ran(JobStatus::Done, 40));
    assert_eq!(job.counted(), (0..100).collect::<Vec<_>>());
    // After the end it begins anew.
    assert_eq!(job.run(&app).await, ran(JobStatus::Limit, 60));
    app.engine.stop().await;
}

#[tokio::test]
async fn a_deadline_stops_a_job_and_the_next_run_goes_on_at_the_cursor() {
    let app = App::start().await;
    let clock = Arc::clone(&app.engine.clock);
    let job = Count {
        slow: Some((clock, Duration::from_secs(40))),
        ..Count::default()
    };
    assert_eq!(job.run(&app).await, ran(JobStatus::Deadline, 30));
    assert_eq!(job.run(&app).await, ran(JobStatus::Deadline, 30));
    assert_eq!(job.counted(), (0..60).collect::<Vec<_>>());
    app.engine.stop().await;
}

#[tokio::test]
async fn of_two_runs_at_once_one_runs_and_the_other_says_so() {
    let app = App::start().await;
    let gate = Gate::default();
    let job = Count {
        gate: Some(gate.clone()),
        ..Count::default()
    };
    let second = async {
        gate.entered.notified().await;
        let run = Count::default().run(&app).await;
        for _ in 0..6 {
            gate.opened.notify_one();
            gate.entered.notified().await;
        }
        run
    };
    let first = async {
        let run = job.run(&app).await;
        gate.entered.notify_one();
        run
    };
    let (first, second) = tokio::join!(first, second);
    assert_eq!(first, ran(JobStatus::Limit, 60));
    assert_eq!(second, ran(JobStatus::AlreadyRunning, 0));
    // The lease is given back.
    assert_eq!(Count::default().run(&app).await, ran(JobStatus::Done, 40));
    app.engine.stop().await;
}

#[tokio::test]
async fn the_lease_of_a_run_that_died_ends_and_the_next_one_goes_on_before_it() {
    let app = App::start().await;
    assert_eq!(Count::default().run(&app).await.report.counted, 60);
    let gate = Gate::default();
    let died = Count {
        gate: Some(gate.clone()),
        ..Count::default()
    };
    tokio::select! {
        _ = died.run(&app) => panic!("it waits at its gate"),
        () = gate.entered.notified() => {}
    }
    assert_eq!(died.counted(), (60..70).collect::<Vec<_>>());

    // Held until the deadline of the dead one and a margin.
    app.advance(Count::DEADLINE);
    let next = Count::default();
    assert_eq!(next.run(&app).await, ran(JobStatus::AlreadyRunning, 0));
    app.advance(Duration::from_secs(11));
    assert_eq!(next.run(&app).await, ran(JobStatus::Done, 40));
    assert_eq!(next.counted(), (60..100).collect::<Vec<_>>());
    app.engine.stop().await;
}

#[tokio::test]
async fn a_run_that_outlives_its_lease_does_not_move_the_cursor_of_the_next() {
    let app = App::start().await;
    let clock = Arc::clone(&app.engine.clock);
    let gate = Gate::default();
    let late = Count {
        slow: Some((clock, Duration::from_secs(200))),
        gate: Some(gate.clone()),
        ..Count::default()
    };
    let other = async {
        gate.entered.notified().await;
        app.advance(Duration::from_secs(200));
        let run = Count::default().run(&app).await;
        gate.opened.notify_one();
        run
    };
    let (late, other) = tokio::join!(late.run(&app), other);
    assert_eq!(late, ran(JobStatus::Deadline, 10));
    assert_eq!(other, ran(JobStatus::Limit, 60));
    let last = Count::default();
    last.run(&app).await;
    assert_eq!(last.counted(), (60..100).collect::<Vec<_>>());
    app.engine.stop().await;
}

#[tokio::test]
async fn a_failed_run_is_made_up_for_by_the_next() {
    let app = App::start().await;
    let job = Count {
        fails_at: Some(30),
        ..Count::default()
    };
    let failed = run_job(&job, &app.engine.ports, JobStart::default()).await;
    assert!(matches!(failed, Err(JobError::Store(_))));
    let next = Count::default();
    assert_eq!(next.run(&app).await, ran(JobStatus::Limit, 60));
    assert_eq!(next.counted(), (30..90).collect::<Vec<_>>());
    let all: BTreeSet<usize> = job.counted().into_iter().chain(next.counted()).collect();
    assert_eq!(all, (0..90).collect());
    app.engine.stop().await;
}

/// What the route of the job answers.
async fn post_job(app: &App, query: &str, body: &str) -> (u16, Value) {
    let lookup = |name: &str| app.engine.settings.get(name);
    let mut reader = Reader::new(&lookup);
    let start = (function::<Count, _>().configure)(&mut reader);
    let Handler::Job { web, .. } = reader.finish(start).unwrap()(app.engine.ports.clone()) else {
        panic!("it is a job")
    };
    let answer = web(WebRequest {
        method: Method::POST,
        path: "/jobs/count".to_owned(),
        query: query.to_owned(),
        headers: HeaderMap::new(),
        body: body.as_bytes().to_vec(),
        request_id: "r".to_owned(),
    })
    .await;
    let WebBody::Json(body) = answer.body else {
        panic!("a job reports in JSON")
    };
    (answer.status.as_u16(), body)
}

#[tokio::test]
async fn a_job_runs_by_its_route_for_who_has_the_cron_token() {
    let app = App::start().await;
    assert_eq!(post_job(&app, "", "").await.0, 401);
    assert_eq!(post_job(&app, "token=dev-webhook-token", "").await.0, 401);
    let token = "token=dev-cron-token";
    assert_eq!(
        post_job(&app, token, r#"{"limit": 25}"#).await,
        (200, json!({"status": "limit", "counted": 25}))
    );
    assert_eq!(
        post_job(&app, token, "").await,
        (200, json!({"status": "limit", "counted": 60}))
    );
    for limit in ["0", "-1", "many"] {
        let (status, answer) = post_job(&app, token, &format!("limit={limit}")).await;
        assert_eq!(status, 422, "{answer}");
    }
    app.engine.stop().await;
}

#[test]
fn a_job_with_a_route_does_not_start_without_the_cron_token() {
    let mut reader = Reader::new(&|_| None);
    let start = (function::<Count, _>().configure)(&mut reader);
    let faults = reader.finish(start).err().unwrap();
    assert_eq!(faults.0.first().map(|fault| fault.name), Some("CRON_TOKEN"));
}

#[tokio::test]
async fn two_ticks_at_once_put_each_thing_back_once() {
    let app = App::start().await;
    app.text_in(SELLER, "who is this?", "SM1").await;
    assert_eq!(app.lose_the_queues().await, 1);
    app.advance(Duration::from_mins(2));
    let (one, two) = tokio::join!(app.tick(), app.tick());
    assert_eq!(one.threads + two.threads, 1, "{one:?} {two:?}");
    app.engine.stop().await;
}
