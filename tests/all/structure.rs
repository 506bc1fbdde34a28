//! The rules of the architecture: one-way dependencies, a catalogue equal to the template, a sample
//! event for each function, and every setting in its page.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use aws_sdk_dynamodb::types::{KeySchemaElement, TableDescription};
use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, PackageId};
use serde_json::{Value as Json, json};
use serde_yaml_ng::Value;
use sms_aws::connect;
use sms_engine::catalogue::{FUNCTIONS, Function, QueueName, Trigger, Use};
use sms_engine::settings::{Reader, SettingFaults, carrier_settings, model_settings};
use sms_functions::events;

use crate::app::App;

pub(crate) fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_path_buf()
}

pub(crate) fn text_of(path: &str) -> String {
    fs::read_to_string(workspace().join(path)).unwrap_or_else(|fault| panic!("{path}: {fault}"))
}

/// The names in a folder, in order.
fn names_in(folder: &str) -> BTreeSet<String> {
    fs::read_dir(workspace().join(folder))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

// ---- Dependencies point one way ----

/// The packages of this platform only: all of them are here already, so that no network is needed.
fn metadata() -> Metadata {
    let said = Command::new("rustc").arg("-vV").output().unwrap();
    let said = String::from_utf8(said.stdout).unwrap();
    let host = said
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .unwrap();
    MetadataCommand::new()
        .manifest_path(workspace().join("Cargo.toml"))
        .other_options(vec!["--filter-platform".to_owned(), host.to_owned()])
        .exec()
        .unwrap()
}

/// Every package that `root` can reach by normal dependencies, with the way to it.
fn reachable(metadata: &Metadata, root: &str) -> Vec<(String, String)> {
    let names: HashMap<&PackageId, &str> = metadata
        .packages
        .iter()
        .map(|package| (&package.id, package.name.as_str()))
        .collect();
    let nodes: HashMap<&PackageId, _> = metadata
        .resolve
        .as_ref()
        .unwrap()
        .nodes
        .iter()
        .map(|node| (&node.id, node))
        .collect();
    let start = *names.iter().find(|(_, name)| **name == root).unwrap().0;
    let mut ways = HashMap::from([(start, root.to_owned())]);
    let mut next = VecDeque::from([start]);
    while let Some(id) = next.pop_front() {
        for dependency in &nodes[id].deps {
            let is_normal = dependency
                .dep_kinds
                .iter()
                .any(|kind| kind.kind == DependencyKind::Normal);
            if is_normal && !ways.contains_key(&dependency.pkg) {
                let way = format!("{} -> {}", ways[id], names[&dependency.pkg]);
                ways.insert(&dependency.pkg, way);
                next.push_back(&dependency.pkg);
            }
        }
    }
    ways.into_iter()
        .map(|(id, way)| (names[id].to_owned(), way))
        .collect()
}

#[test]
fn domain_and_engine_reach_no_aws_no_lambda_and_no_http_client() {
    let metadata = metadata();
    for (root, forbidden) in [
        (
            "sms-language",
            &["aws", "lambda", "reqwest", "hyper", "tokio", "sms-"][..],
        ),
        (
            "sms-domain",
            &["aws", "lambda", "reqwest", "hyper", "tokio"],
        ),
        ("sms-engine", &["aws", "lambda", "reqwest", "hyper"]),
    ] {
        let wrong: Vec<String> = reachable(&metadata, root)
            .into_iter()
            .filter(|(name, _)| *name != root && forbidden.iter().any(|f| name.starts_with(f)))
            .map(|(_, way)| way)
            .collect();
        assert!(wrong.is_empty(), "{root} reaches too far: {wrong:#?}");
    }
    // The search finds what there is to find.
    let aws = reachable(&metadata, "sms-aws");
    assert!(aws.iter().any(|(name, _)| name == "aws-sdk-dynamodb"));
}

#[test]
fn crates_of_the_workspace_depend_one_way() {
    let metadata = metadata();
    let ours = |root: &str| -> BTreeSet<String> {
        let reached = reachable(&metadata, root).into_iter();
        reached
            .map(|(name, _)| name)
            .filter(|name| name.starts_with("sms-") && name != root)
            .collect()
    };
    let all =
        |names: &[&str]| -> BTreeSet<String> { names.iter().map(ToString::to_string).collect() };
    assert_eq!(ours("sms-language"), all(&[]));
    assert_eq!(ours("sms-domain"), all(&["sms-language"]));
    assert_eq!(ours("sms-engine"), all(&["sms-domain", "sms-language"]));
    assert_eq!(
        ours("sms-aws"),
        all(&["sms-domain", "sms-engine", "sms-language"])
    );
    assert_eq!(
        ours("sms-gateways"),
        all(&["sms-domain", "sms-engine", "sms-language"])
    );
    let functions = [
        "sms-aws",
        "sms-domain",
        "sms-engine",
        "sms-gateways",
        "sms-language",
    ];
    assert_eq!(ours("sms-functions"), all(&functions));
}

// ---- The catalogue equals the template ----

fn pascal(kebab: &str) -> String {
    kebab
        .split('-')
        .map(|word| {
            let (first, rest) = word.split_at(1);
            first.to_ascii_uppercase() + rest
        })
        .collect()
}

fn queue_id(queue: QueueName) -> &'static str {
    match queue {
        QueueName::Work => "WorkQueue",
        QueueName::Send => "SendQueue",
    }
}

/// The template, deployed with some parameters: what CloudFormation makes of its `!Ref` and `!If`.
struct Deployment {
    template: Value,
    parameters: HashMap<String, String>,
}

impl Deployment {
    fn with(parameters: &[(&str, &str)]) -> Self {
        let template: Value = serde_yaml_ng::from_str(&text_of("template.yaml")).unwrap();
        let mut all = HashMap::new();
        for (name, parameter) in template["Parameters"].as_mapping().unwrap() {
            if let Some(default) = parameter.get("Default") {
                let default = plain(default).unwrap();
                all.insert(name.as_str().unwrap().to_owned(), default);
            }
        }
        for (name, value) in parameters {
            assert!(
                template["Parameters"].get(name).is_some(),
                "no parameter {name}"
            );
            all.insert((*name).to_owned(), (*value).to_owned());
        }
        Self {
            template,
            parameters: all,
        }
    }

    /// The properties of every resource of a type, by logical id.
    fn resources(&self, kind: &str) -> BTreeMap<&str, &Value> {
        self.template["Resources"]
            .as_mapping()
            .unwrap()
            .iter()
            .filter(|(_, resource)| resource["Type"] == kind)
            .map(|(id, resource)| (id.as_str().unwrap(), &resource["Properties"]))
            .collect()
    }

    fn functions(&self) -> BTreeMap<&str, &Value> {
        self.resources("AWS::Serverless::Function")
    }

    fn global(&self) -> &Value {
        &self.template["Globals"]["Function"]
    }

    /// The environment that a deployed function sees.
    fn environment(&self, function: &Function) -> BTreeMap<String, String> {
        let own = &self.functions()[pascal(function.name).as_str()]["Environment"]["Variables"];
        let global = &self.global()["Environment"]["Variables"];
        [global, own]
            .into_iter()
            .filter_map(Value::as_mapping)
            .flatten()
            .filter_map(|(name, value)| {
                Some((name.as_str().unwrap().to_owned(), self.text(value)?))
            })
            .collect()
    }

    /// What an expression comes to; `None` is `AWS::NoValue`.
    fn text(&self, value: &Value) -> Option<String> {
        let Value::Tagged(tagged) = value else {
            return Some(plain(value).unwrap_or_else(|| panic!("no text: {value:?}")));
        };
        match tagged.tag.to_string().as_str() {
            "!Ref" => match tagged.value.as_str().unwrap() {
                "AWS::NoValue" => None,
                name => Some(self.parameters.get(name).cloned().unwrap_or_else(|| {
                    assert!(self.template["Resources"].get(name).is_some(), "no {name}");
                    name.to_owned()
                })),
            },
            "!Sub" => {
                let text = tagged.value.as_str().unwrap();
                Some(text.replace("${", "").replace('}', "").replace("::", ""))
            }
            "!GetAtt" => tagged.value.as_str().map(str::to_owned),
            "!If" => {
                let holds = self.holds(tagged.value[0].as_str().unwrap());
                self.text(&tagged.value[if holds { 1 } else { 2 }])
            }
            other => panic!("this test does not know {other}"),
        }
    }

    fn holds(&self, condition: &str) -> bool {
        self.is_true(&self.template["Conditions"][condition])
    }

    fn is_true(&self, value: &Value) -> bool {
        let Value::Tagged(tagged) = value else {
            panic!("no condition: {value:?}")
        };
        let of = &tagged.value;
        match tagged.tag.to_string().as_str() {
            "!Equals" => self.text(&of[0]) == self.text(&of[1]),
            "!Not" => !self.is_true(&of[0]),
            "!And" => of.as_sequence().unwrap().iter().all(|v| self.is_true(v)),
            "!Condition" => self.holds(of.as_str().unwrap()),
            other => panic!("this test does not know {other}"),
        }
    }
}

fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Null | Value::Sequence(_) | Value::Mapping(_) | Value::Tagged(_) => None,
    }
}

const TEXTGRID: [(&str, &str); 7] = [
    ("BusinessName", "Sunny Homes"),
    ("WebhookToken", "0123456789abcdef"),
    ("AdminApiKey", "0123456789abcdef"),
    ("CronToken", "0123456789abcdef"),
    ("Carrier", "textgrid"),
    ("TextGridAccountSid", "AC1"),
    ("TextGridAuthToken", "0123456789"),
];
const TWILIO: [(&str, &str); 7] = [
    ("BusinessName", "Sunny Homes"),
    ("WebhookToken", "0123456789abcdef"),
    ("AdminApiKey", "0123456789abcdef"),
    ("CronToken", "0123456789abcdef"),
    ("Carrier", "twilio"),
    ("TwilioAccountSid", "AC1"),
    ("TwilioAuthToken", "0123456789"),
];
const SIGNED: [(&str, &str); 2] = [
    ("TextGridWebhookSecret", "0123456789"),
    ("PublicBaseUrl", "https://sms.example"),
];

/// The triggers of a function as its events say, each as one comparable line.
fn triggers_in_template(deployment: &Deployment, properties: &Value) -> BTreeSet<String> {
    let events = properties["Events"].as_mapping().unwrap();
    events
        .values()
        .map(|event| {
            let of = |name: &str| deployment.text(&event["Properties"][name]).unwrap();
            match event["Type"].as_str().unwrap() {
                "HttpApi" => format!("{} {}", of("Method"), of("Path")),
                "SQS" => of("Queue"),
                "Schedule" => of("Schedule"),
                other => panic!("the catalogue knows no {other}"),
            }
        })
        .collect()
}

fn triggers_in_catalogue(function: &Function) -> BTreeSet<String> {
    let line = |trigger: &Trigger| match *trigger {
        Trigger::Http { method, path } => format!("{method} {path}"),
        Trigger::Queue(queue) => format!("{}.Arn", queue_id(queue)),
        Trigger::Schedule { minutes: 1 } => "rate(1 minute)".to_owned(),
        Trigger::Schedule { minutes } => format!("rate({minutes} minutes)"),
    };
    function.triggers.iter().map(line).collect()
}

#[test]
fn the_template_deploys_exactly_the_functions_of_the_catalogue() {
    let deployment = Deployment::with(&TEXTGRID);
    let deployed: BTreeSet<String> = deployment
        .functions()
        .keys()
        .map(ToString::to_string)
        .collect();
    let ours: BTreeSet<String> = FUNCTIONS
        .iter()
        .map(|function| pascal(function.name))
        .collect();
    assert_eq!(deployed, ours);
    assert_eq!(deployment.global()["Handler"], "bootstrap");
    assert_eq!(deployment.global()["Runtime"], "provided.al2023");
    for function in FUNCTIONS {
        let id = pascal(function.name);
        let properties = deployment.functions()[id.as_str()];
        assert_eq!(
            properties["CodeUri"].as_str(),
            Some(format!("target/lambda/{}/", function.name).as_str())
        );
        assert_eq!(
            triggers_in_template(&deployment, properties),
            triggers_in_catalogue(function),
            "triggers of {id}"
        );
        for event in properties["Events"].as_mapping().unwrap().values() {
            // One bad job must not bring its whole batch again.
            if event["Type"] == "SQS" {
                let reports = &event["Properties"]["FunctionResponseTypes"][0];
                assert_eq!(reports, "ReportBatchItemFailures", "{id}");
            }
        }
    }
}

/// The settings that a function reads, as its `main` does, and what is wrong with them.
fn configured(
    function: &Function,
    lookup: &dyn Fn(&str) -> Option<String>,
) -> (BTreeSet<String>, Result<(), SettingFaults>) {
    // What `run` reads for the log, and what Lambda itself sets.
    let main = text_of("functions/src/lib.rs");
    let of_run = between(&main, "environment(\"", "\"").filter(|name| !name.starts_with("AWS_"));
    let asked: RefCell<BTreeSet<String>> = RefCell::new(of_run.map(str::to_owned).collect());
    let recording = |name: &str| {
        asked.borrow_mut().insert(name.to_owned());
        lookup(name)
    };
    let mut reader = Reader::new(&recording);
    for used in function.uses {
        match used {
            Use::Store => drop(reader.required("TABLE_NAME")),
            Use::Puts(queue) => drop(reader.required(queue.setting())),
            Use::Carrier => drop(carrier_settings(&mut reader)),
            Use::Models => drop(model_settings(&mut reader)),
        }
    }
    let start = (function.configure)(&mut reader);
    let result = reader.finish(start).map(|_| ());
    (asked.into_inner(), result)
}

#[test]
fn a_deployed_function_is_given_what_it_needs_and_nothing_that_it_does_not_read() {
    for parameters in [
        TEXTGRID.to_vec(),
        TWILIO.to_vec(),
        [&TEXTGRID[..], &SIGNED].concat(),
    ] {
        let deployment = Deployment::with(&parameters);
        for function in FUNCTIONS {
            let given = deployment.environment(function);
            let (asked, result) = configured(function, &|name| given.get(name).cloned());
            if let Err(faults) = result {
                panic!("{} would not start: {faults}", function.name);
            }
            let unread: Vec<&String> = given.keys().filter(|name| !asked.contains(*name)).collect();
            assert!(
                unread.is_empty(),
                "{} is given what it never reads: {unread:?}",
                function.name
            );
        }
    }
    // The signature is checked where it is asked for.
    let signed = Deployment::with(&[&TEXTGRID[..], &SIGNED].concat());
    for function in FUNCTIONS {
        let checks = ["inbound", "delivery"].contains(&function.name);
        let given = signed
            .environment(function)
            .contains_key("TEXTGRID_WEBHOOK_SECRET");
        assert_eq!(given, checks, "{}", function.name);
    }
}

#[test]
fn a_function_may_touch_only_what_it_uses() {
    let deployment = Deployment::with(&TEXTGRID);
    for function in FUNCTIONS {
        let id = pascal(function.name);
        let mut allowed: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let policies = &deployment.functions()[id.as_str()]["Policies"];
        for policy in policies.as_sequence().unwrap() {
            for statement in policy["Statement"].as_sequence().unwrap() {
                for resource in listed(&deployment, &statement["Resource"]) {
                    let actions = listed(&deployment, &statement["Action"]);
                    assert!(
                        actions
                            .iter()
                            .chain([&resource])
                            .all(|name| !name.contains('*')),
                        "{id}"
                    );
                    allowed.entry(resource).or_default().extend(actions);
                }
            }
        }
        // What an event source needs to poll its queue, SAM adds by itself.
        let mut wanted = BTreeSet::new();
        for used in function.uses {
            match used {
                Use::Store => {
                    wanted.insert("Table.Arn".to_owned());
                }
                Use::Puts(queue) => {
                    wanted.insert(format!("{}.Arn", queue_id(*queue)));
                }
                Use::Carrier | Use::Models => {}
            }
        }
        let touched: BTreeSet<String> = allowed
            .keys()
            .map(|resource| resource.replace("Table.Arn/index/work", "Table.Arn"))
            .collect();
        assert_eq!(touched, wanted, "what {id} may touch");
        for queue in [QueueName::Work, QueueName::Send] {
            if let Some(actions) = allowed.get(&format!("{}.Arn", queue_id(queue))) {
                // `health` asks whether a queue is there; the others put jobs on it.
                let action = if function.name == "health" {
                    "sqs:GetQueueAttributes"
                } else {
                    "sqs:SendMessage"
                };
                assert_eq!(actions, &BTreeSet::from([action.to_owned()]), "{id}");
            }
        }
    }
}

fn listed(deployment: &Deployment, value: &Value) -> Vec<String> {
    let one_or_more = value
        .as_sequence()
        .map_or(std::slice::from_ref(value), Vec::as_slice);
    one_or_more
        .iter()
        .filter_map(|v| deployment.text(v))
        .collect()
}

#[test]
fn every_queue_has_dead_letters_with_an_alarm() {
    let deployment = Deployment::with(&TEXTGRID);
    let queues = deployment.resources("AWS::SQS::Queue");
    let alarms = deployment.resources("AWS::CloudWatch::Alarm");
    for queue in [QueueName::Work, QueueName::Send] {
        let redrive = &queues[queue_id(queue)]["RedrivePolicy"];
        let target = deployment.text(&redrive["deadLetterTargetArn"]).unwrap();
        let dead = target.strip_suffix(".Arn").unwrap();
        assert!(queues[dead].get("RedrivePolicy").is_none());
        assert_ne!(dead, queue_id(queue));
        assert!(
            redrive["maxReceiveCount"]
                .as_u64()
                .is_some_and(|times| times >= 3)
        );
        let alarmed = alarms.values().any(|alarm| {
            alarm["MetricName"] == "ApproximateNumberOfMessagesVisible"
                && deployment.text(&alarm["Dimensions"][0]["Value"])
                    == Some(format!("{dead}.QueueName"))
        });
        assert!(alarmed, "nobody hears of {dead}");

        // Hidden for six times its reader's timeout, as AWS asks, or jobs come twice.
        let hidden = queues[queue_id(queue)]["VisibilityTimeout"]
            .as_u64()
            .unwrap();
        for function in FUNCTIONS {
            if function.triggers.contains(&Trigger::Queue(queue)) {
                let properties = deployment.functions()[pascal(function.name).as_str()];
                assert!(hidden >= 6 * properties["Timeout"].as_u64().unwrap());
            }
        }
    }
}

#[tokio::test]
async fn the_local_table_has_the_shape_of_the_deployed_one() {
    let app = App::start().await;
    let store = connect::store_client(&connect::local_config(&app.engine.world.store_url).await);
    let local = store
        .describe_table()
        .table_name("sms-engine")
        .send()
        .await
        .unwrap();
    let local: TableDescription = local.table.unwrap();

    let deployment = Deployment::with(&TEXTGRID);
    let tables = deployment.resources("AWS::DynamoDB::Table");
    let table = tables["Table"];
    let wanted = |schema: &Value| -> Vec<(String, String)> {
        let keys = schema.as_sequence().unwrap().iter();
        keys.map(|key| {
            let of = |name: &str| key[name].as_str().unwrap().to_owned();
            (of("AttributeName"), of("KeyType"))
        })
        .collect()
    };
    let found = |schema: &[KeySchemaElement]| -> Vec<(String, String)> {
        let keys = schema.iter();
        keys.map(|key| (key.attribute_name.clone(), key.key_type.as_str().to_owned()))
            .collect()
    };
    assert_eq!(found(local.key_schema()), wanted(&table["KeySchema"]));
    let index = &table["GlobalSecondaryIndexes"][0];
    let [local_index] = local.global_secondary_indexes() else {
        panic!("{:?}", local.global_secondary_indexes())
    };
    assert_eq!(local_index.index_name(), index["IndexName"].as_str());
    assert_eq!(found(local_index.key_schema()), wanted(&index["KeySchema"]));
    let projection = local_index.projection().unwrap().projection_type().unwrap();
    assert_eq!(
        Some(projection.as_str()),
        index["Projection"]["ProjectionType"].as_str()
    );
    app.engine.stop().await;
}

// ---- One binary and at least one sample event for each function ----

#[test]
fn each_function_is_one_binary_of_about_ten_lines() {
    let files = names_in("functions/src/bin");
    let ours: BTreeSet<String> = FUNCTIONS
        .iter()
        .map(|function| format!("{}.rs", function.name))
        .collect();
    assert_eq!(files, ours);
    for file in files {
        let text = text_of(&format!("functions/src/bin/{file}"));
        assert!(
            text.lines().count() <= 12,
            "{file} does more than name its row"
        );
    }
}

#[test]
fn a_panic_unwinds_in_what_cargo_lambda_builds() {
    let manifest = text_of("Cargo.toml");
    for key in ["panic = \"unwind\"", "lto = ", "codegen-units = "] {
        let release = between(&manifest, "[profile.release]\n", "\n[")
            .next()
            .unwrap();
        assert!(
            release.contains(key),
            "cargo-lambda would choose another {key}"
        );
    }
}

/// Every sample event as `function/case.json`.
fn sample_events() -> BTreeSet<String> {
    names_in("events")
        .iter()
        .flat_map(|function| {
            names_in(&format!("events/{function}"))
                .into_iter()
                .map(move |case| format!("{function}/{case}"))
        })
        .collect()
}

/// What the function answers to a sample event, HTTP ones with status and body.
async fn answer_of(file: &str) -> (String, Json) {
    let (name, _case) = file.split_once('/').unwrap();
    let event = serde_json::from_str(&text_of(&format!("events/{file}"))).unwrap();
    let app = App::start().await;
    let handler = app
        .engine
        .handler(name)
        .unwrap_or_else(|| panic!("no function {name}"));
    let mut answer = events::answer(handler, event).await.unwrap();
    app.engine.stop().await;
    if let Some(status) = answer.get("statusCode").cloned() {
        let text = answer["body"].as_str().unwrap();
        let body = serde_json::from_str(text).unwrap_or_else(|_| json!(text));
        answer = json!([status, body]);
    }
    (name.to_owned(), answer)
}

#[tokio::test]
async fn every_sample_event_is_answered_as_it_says() {
    let checks = json!({"store": "ok", "work_queue": "ok", "send_queue": "ok", "carrier": "ok"});
    let wanted = [
        (
            "delivery/delivered.json",
            json!([200, {"status": "ok", "normalized": "delivered"}]),
        ),
        (
            "delivery/undelivered-json.json",
            json!([200, {"status": "ok", "normalized": "undelivered"}]),
        ),
        (
            "health/health.json",
            json!([200, {"status": "ok", "checks": checks}]),
        ),
        (
            "inbound/interested.json",
            json!([200, {"status": "ok", "linked_to": "lead"}]),
        ),
        (
            "inbound/base64.json",
            json!([200, {"status": "ok", "linked_to": "lead"}]),
        ),
        (
            "inbound/json.json",
            json!([200, {"status": "ok", "linked_to": "lead"}]),
        ),
        (
            "inbound/invalid.json",
            json!([422, {"error": {"code": "sms.validation_error"}}]),
        ),
        ("inbound/stop.json", json!([200, {"status": "optout"}])),
        (
            "inbound/who.json",
            json!([200, {"status": "ok", "linked_to": "prospect"}]),
        ),
        (
            "inbound/price.json",
            json!([200, {"status": "ok", "linked_to": "lead"}]),
        ),
        (
            "inbound/facts.json",
            json!([200, {"status": "ok", "linked_to": "lead"}]),
        ),
        (
            "inbound/later.json",
            json!([200, {"status": "ok", "linked_to": "prospect"}]),
        ),
        ("outbound/reply.json", json!([200, {"status": "ok"}])),
        ("outbound/cold.json", json!([200, {"status": "ok"}])),
        ("contacts/describe.json", json!([200, {"status": "ok"}])),
        // Nobody has texted yet.
        (
            "ai-response-trigger/review.json",
            json!([404, {"error": {"code": "sms.not_found"}}]),
        ),
        ("health/ping.json", json!([200, {"status": "ok"}])),
        ("responder/thread.json", json!({"batchItemFailures": []})),
        (
            "responder/batch.json",
            json!({"batchItemFailures": [{"itemIdentifier": "5aa7b444-2af1-4e34-8050-2415090f99ba"}]}),
        ),
        ("sender/message.json", json!({"batchItemFailures": []})),
        (
            "suppressions/export.json",
            json!([200, "phone,at,source,evidence\n"]),
        ),
        (
            "suppressions/import.json",
            json!([200, {"imported": 1, "already_suppressed": 0, "rejected_count": 1, "rejected": [{"line": 3}]}]),
        ),
        (
            "suppression-job/export.json",
            json!([200, {"count": 0, "csv": "phone,at,source,evidence\n", "next": null}]),
        ),
        (
            "suppression-job/import.json",
            json!([200, {"imported": 1, "already_suppressed": 0, "rejected_count": 1}]),
        ),
        (
            "tick/schedule.json",
            json!({"threads": 0, "sends": 0, "skipped": 0, "ambiguous": 0, "gave_up": 0}),
        ),
    ];
    let files: BTreeSet<String> = wanted.iter().map(|(file, _)| (*file).to_owned()).collect();
    assert_eq!(
        sample_events(),
        files,
        "each event has its answer in this test"
    );
    let mut answered = BTreeSet::new();
    for (file, wanted) in wanted {
        let (function, answer) = answer_of(file).await;
        assert!(holds_all(&answer, &wanted), "{file}: {answer}");
        answered.insert(function);
    }
    let all: BTreeSet<String> = FUNCTIONS
        .iter()
        .map(|function| function.name.to_owned())
        .collect();
    assert_eq!(answered, all, "each function has a sample event");
}

/// Whether `found` has all that `wanted` has; objects may have more.
fn holds_all(found: &Json, wanted: &Json) -> bool {
    match (found, wanted) {
        (Json::Object(found), Json::Object(wanted)) => wanted
            .iter()
            .all(|(name, value)| found.get(name).is_some_and(|found| holds_all(found, value))),
        (Json::Array(found), Json::Array(wanted)) => {
            found.len() == wanted.len()
                && found
                    .iter()
                    .zip(wanted)
                    .all(|(found, wanted)| holds_all(found, wanted))
        }
        _ => found == wanted,
    }
}

// ---- The settings' page names every setting ----

#[test]
fn every_setting_is_in_the_settings_page() {
    let mut names = BTreeSet::new();
    for carrier in ["textgrid", "twilio", "simulated"] {
        // Everything is set, so that settings which ask for others are followed.
        let lookup = |name: &str| {
            Some(match name {
                "CARRIER" => carrier.to_owned(),
                "QUIET_HOURS_ENFORCED" => "true".to_owned(),
                _ => "1".to_owned(),
            })
        };
        for function in FUNCTIONS {
            names.extend(configured(function, &lookup).0);
        }
    }
    let main = text_of("local/src/main.rs");
    let flags: Vec<&str> = between(&main, "env = \"", "\"").collect();
    assert!(flags.contains(&"SMS_PORT"));
    names.extend(flags.into_iter().map(str::to_owned));
    let defaults = text_of("local/src/settings.rs");
    let defaults = between(&defaults, "const DEFAULTS", "];").next().unwrap();
    names.extend(between(defaults, "(\"", "\"").map(str::to_owned));

    let page = text_of("docs/SETTINGS.md");
    let rows: BTreeSet<&str> = page
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
        .collect();
    let missing: Vec<&String> = names
        .iter()
        .filter(|name| !rows.contains(name.as_str()))
        .collect();
    assert!(
        missing.is_empty(),
        "not in the table of docs/SETTINGS.md: {missing:?}"
    );
}

#[test]
fn every_promise_names_tests_that_exist() {
    let page = text_of("docs/ARCHITECTURE.md");
    let promises = between(&page, "## Promises", "\n## ").next().unwrap();
    let mut code = String::new();
    for folder in ["shared", "functions", "local", "tests"] {
        read_code(&workspace().join(folder), &mut code);
    }
    let rows: Vec<&str> = promises
        .lines()
        .filter(|line| line.starts_with("| "))
        .collect();
    // The heading, and promises 1 to 10.
    assert_eq!(rows.len(), 11);
    for row in rows.iter().skip(1) {
        let tests: Vec<&str> = between(row, "`", "`").step_by(2).collect();
        assert!(!tests.is_empty() || row.contains("to come"), "{row}");
        for test in tests {
            assert!(
                code.contains(&format!("fn {test}(")),
                "there is no test {test}"
            );
        }
    }
}

fn read_code(folder: &Path, code: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_code(&path, code);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            code.push_str(&fs::read_to_string(path).unwrap());
        }
    }
}

/// The texts between `start` and the next `end`.
fn between<'a>(text: &'a str, start: &'a str, end: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(start)
        .skip(1)
        .filter_map(move |rest| rest.split(end).next())
}
