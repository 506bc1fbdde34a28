//! The catalogue equals the template: functions, triggers, environment, permissions, queues, table.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use aws_sdk_dynamodb::types::{KeySchemaElement, TableDescription};
use serde_yaml_ng::Value;
use sms_aws::connect;
use sms_engine::carriers::{CARRIERS, carrier_settings};
use sms_engine::catalogue::FUNCTIONS;
use sms_engine::function::{QueueName, Trigger, Use};
use sms_engine::handler::Function;
use sms_engine::settings::{Reader, SettingFaults, model_settings};

use super::{between, names_in, text_of};
use crate::app::{App, LIMITS};

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
pub(super) fn configured(
    function: &Function,
    lookup: &dyn Fn(&str) -> Option<String>,
) -> (BTreeSet<String>, Result<(), SettingFaults>) {
    let of_run = sms_functions::SETTINGS.iter().map(ToString::to_string);
    let asked: RefCell<BTreeSet<String>> = RefCell::new(of_run.collect());
    let recording = |name: &str| {
        asked.borrow_mut().insert(name.to_owned());
        lookup(name)
    };
    let mut reader = Reader::new(&recording);
    for used in function.uses {
        match used {
            Use::Store | Use::StoreStatus => drop(reader.required("TABLE_NAME")),
            Use::Puts(queue) | Use::QueueStatus(queue) => drop(reader.required(queue.setting())),
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
            let (resource, action) = match used {
                Use::Store => ("Table.Arn".to_owned(), None),
                Use::StoreStatus => ("Table.Arn".to_owned(), Some("dynamodb:DescribeTable")),
                Use::Puts(queue) => (format!("{}.Arn", queue_id(*queue)), Some("sqs:SendMessage")),
                Use::QueueStatus(queue) => (
                    format!("{}.Arn", queue_id(*queue)),
                    Some("sqs:GetQueueAttributes"),
                ),
                Use::Carrier | Use::Models => continue,
            };
            if let Some(action) = action {
                let only = BTreeSet::from([action.to_owned()]);
                assert_eq!(allowed.get(&resource), Some(&only), "{id} and {resource}");
            }
            wanted.insert(resource);
        }
        let touched: BTreeSet<String> = allowed
            .keys()
            .map(|resource| resource.replace("Table.Arn/index/work", "Table.Arn"))
            .collect();
        assert_eq!(touched, wanted, "what {id} may touch");
    }
}

#[test]
fn the_catalogue_is_in_order_and_a_job_has_the_route_of_its_name() {
    assert!(FUNCTIONS.is_sorted_by(|a, b| a.name < b.name));
    for function in FUNCTIONS {
        assert!(!function.summary.is_empty() && !function.triggers.is_empty());
        for (method, path) in function.routes() {
            if function.deadline.is_some() {
                let wanted = format!("/jobs/{}", function.name);
                assert_eq!((method, path), ("POST", wanted.as_str()));
            }
        }
    }
}

#[test]
fn a_job_stops_by_itself_before_lambda_stops_it() {
    let deployment = Deployment::with(&TEXTGRID);
    let mut jobs = 0;
    for function in FUNCTIONS {
        if let Some(deadline) = function.deadline {
            let id = pascal(function.name);
            let timeout = deployment.functions()[id.as_str()]["Timeout"].as_u64();
            assert!(deadline.as_secs() < timeout.unwrap(), "{id}");
            jobs += 1;
        }
    }
    assert!(jobs > 0);
}

#[test]
fn the_template_offers_the_carriers_of_the_engine() {
    let deployment = Deployment::with(&TEXTGRID);
    let offered: BTreeSet<&str> = deployment.template["Parameters"]["Carrier"]["AllowedValues"]
        .as_sequence()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .collect();
    let ours: BTreeSet<&str> = CARRIERS
        .iter()
        .filter(|carrier| !carrier.is_local)
        .map(|carrier| carrier.name)
        .collect();
    assert_eq!(offered, ours);
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
    for queue in QueueName::ALL {
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
    let store =
        connect::store_client(&connect::local_config(&app.engine.world.store_url, LIMITS).unwrap());
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
    for profile in ["release", "dist"] {
        let heading = format!("[profile.{profile}]\n");
        let section = between(&manifest, &heading, "\n\n").next().unwrap();
        for key in ["panic = \"unwind\"", "lto = ", "codegen-units = "] {
            assert!(
                section.contains(key),
                "cargo-lambda would choose another {key} for {profile}"
            );
        }
    }
}
