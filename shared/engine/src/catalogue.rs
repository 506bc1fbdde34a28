//! The catalogue: one row for each function. The Lambda mains, the local runtime and the test that
//! compares it with `template.yaml` all read it.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use futures::future::BoxFuture;
use secrecy::SecretString;
use tracing::{Instrument, error, info_span};

use crate::http::signature::Callbacks;
use crate::http::{
    ApiKeyAuth, CronAuth, TextGridAuth, WebError, WebRequest, WebResponse, WebhookAuth,
};
use crate::models::Router;
use crate::ports::Ports;
use crate::queue_item::QueueItem;
use crate::responder::Responder;
use crate::sender::{Sending, send};
use crate::settings::{
    Models, Reader, carrier_settings, model_settings, reply_rules, sending_rules, url,
};
use crate::templates::TemplateShelf;
use crate::tick::TickReport;
use crate::{
    ai_response_trigger, contacts, delivery, health, inbound, outbound, responder, suppressions,
    tick,
};

/// What starts a function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trigger {
    Http {
        method: &'static str,
        path: &'static str,
    },
    Queue(QueueName),
    /// Every so many minutes.
    Schedule {
        minutes: u32,
    },
}

/// The queues, each with a dead-letter queue of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QueueName {
    /// Threads to answer.
    Work,
    /// Messages to send.
    Send,
}

impl QueueName {
    /// The setting that holds its URL.
    pub fn setting(self) -> &'static str {
        match self {
            Self::Work => "WORK_QUEUE_URL",
            Self::Send => "SEND_QUEUE_URL",
        }
    }
}

/// What a function uses of the world. It is given nothing else, and its permissions mirror it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    Store,
    Puts(QueueName),
    Carrier,
    /// Language models, where there is a key for them.
    Models,
}

/// One function of the engine.
pub struct Function {
    /// The name of its binary; in `PascalCase`, its logical id in the template.
    pub name: &'static str,
    pub triggers: &'static [Trigger],
    pub uses: &'static [Use],
    /// Reads what it needs and gives what starts it. `None` if a setting is missing or wrong.
    pub configure: fn(&mut Reader<'_>) -> Option<Start>,
}

impl fmt::Debug for Function {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Function")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// Makes a configured function's handler, given its ports.
pub type Start = Box<dyn FnOnce(Ports) -> Handler + Send>;
pub type WebHandler = Arc<dyn Fn(WebRequest) -> BoxFuture<'static, WebResponse> + Send + Sync>;
pub type JobHandler = Arc<dyn Fn(String) -> BoxFuture<'static, Result<(), JobFault>> + Send + Sync>;
pub type ScheduleHandler =
    Arc<dyn Fn(Duration) -> BoxFuture<'static, Result<TickReport, JobFault>> + Send + Sync>;

/// What a function does with an event.
#[derive(Clone)]
pub enum Handler {
    Web(WebHandler),
    /// Takes the body of one queue message.
    Queue(JobHandler),
    /// Takes how far ahead to look (zero but after a restart).
    Schedule(ScheduleHandler),
}

impl fmt::Debug for Handler {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Web(_) => "Web",
            Self::Queue(_) => "Queue",
            Self::Schedule(_) => "Schedule",
        })
    }
}

/// A job failed, and was logged: its queue message is to come again.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct JobFault(pub String);

/// `POST /inbound`: a text came in.
pub static INBOUND: Function = Function {
    name: "inbound",
    triggers: &[Trigger::Http {
        method: "POST",
        path: "/inbound",
    }],
    uses: &[Use::Store, Use::Puts(QueueName::Work)],
    configure: |reader| {
        let auth = webhook_auth(reader)?;
        Some(Box::new(move |ports| {
            web(ports, auth, |ports, auth, request| {
                Box::pin(async move { inbound::receive(&ports, &auth, &request).await })
            })
        }))
    },
};

/// `POST /outbound`: word that a send was made.
pub static OUTBOUND: Function = Function {
    name: "outbound",
    triggers: &[Trigger::Http {
        method: "POST",
        path: "/outbound",
    }],
    uses: &[Use::Store],
    configure: |reader| {
        let auth = webhook_auth(reader)?;
        Some(Box::new(move |ports| {
            web(ports, auth, |ports, auth, request| {
                Box::pin(async move { outbound::log_send(&ports, &auth, &request).await })
            })
        }))
    },
};

/// `POST /delivery`: a receipt.
pub static DELIVERY: Function = Function {
    name: "delivery",
    triggers: &[Trigger::Http {
        method: "POST",
        path: "/delivery",
    }],
    uses: &[Use::Store],
    configure: |reader| {
        let auth = webhook_auth(reader)?;
        Some(Box::new(move |ports| {
            web(ports, auth, |ports, auth, request| {
                Box::pin(async move { delivery::deliver(&ports, &auth, &request).await })
            })
        }))
    },
};

/// `GET /ping`, `GET /health`.
pub static HEALTH: Function = Function {
    name: "health",
    triggers: &[
        Trigger::Http {
            method: "GET",
            path: "/ping",
        },
        Trigger::Http {
            method: "GET",
            path: "/health",
        },
    ],
    uses: &[
        Use::Store,
        Use::Puts(QueueName::Work),
        Use::Puts(QueueName::Send),
    ],
    configure: |reader| {
        // What is wrong with the carrier's settings is what this function tells: no reason to stop.
        let carrier = reader.tried(carrier_settings).map(|_| ());
        Some(Box::new(move |ports| {
            web(ports, carrier, |ports, carrier, request| {
                Box::pin(async move { health::health(&ports, &carrier, &request).await })
            })
        }))
    },
};

/// Work queue: answers threads.
pub static RESPONDER: Function = Function {
    name: "responder",
    triggers: &[Trigger::Queue(QueueName::Work)],
    uses: &[
        Use::Store,
        Use::Puts(QueueName::Work),
        Use::Puts(QueueName::Send),
        Use::Models,
    ],
    configure: |reader| {
        let rules = reply_rules(reader);
        let models = model_settings(reader);
        let (rules, models) = rules.zip(models)?;
        Some(Box::new(move |ports| {
            let responder = Responder {
                rules,
                templates: Arc::new(TemplateShelf::new(&ports)),
                router: match models {
                    Models::On(settings) => Some(Router::new(Arc::clone(&ports.models), *settings)),
                    Models::Off => None,
                },
            };
            queue(ports, responder, |ports, responder, job| {
                Box::pin(async move {
                    match job {
                        QueueItem::Thread(thread) => {
                            responder::respond(&ports, &responder, &thread)
                                .await
                                .map_err(|fault| JobFault(fault.to_string()))
                        }
                        QueueItem::Send(_) => Err(misplaced()),
                    }
                })
            })
        }))
    },
};

/// Send queue: sends messages.
pub static SENDER: Function = Function {
    name: "sender",
    triggers: &[Trigger::Queue(QueueName::Send)],
    uses: &[Use::Store, Use::Puts(QueueName::Send), Use::Carrier],
    configure: |reader| {
        let rules = sending_rules(reader);
        let token = reader.secret("WEBHOOK_TOKEN");
        let base = public_base_url(reader);
        let sending = Sending {
            rules: rules?,
            callbacks: Callbacks::new(base?, token?),
        };
        Some(Box::new(move |ports| {
            queue(ports, sending, |ports, sending, job| {
                Box::pin(async move {
                    match job {
                        QueueItem::Send(key) => send(&ports, &sending, &key)
                            .await
                            .map_err(|fault| JobFault(fault.to_string())),
                        QueueItem::Thread(_) => Err(misplaced()),
                    }
                })
            })
        }))
    },
};

/// Every minute: puts back late work.
pub static TICK: Function = Function {
    name: "tick",
    triggers: &[Trigger::Schedule { minutes: 1 }],
    uses: &[
        Use::Store,
        Use::Puts(QueueName::Work),
        Use::Puts(QueueName::Send),
    ],
    configure: |_| {
        Some(Box::new(move |ports| {
            Handler::Schedule(Arc::new(move |ahead| {
                let ports = ports.clone();
                Box::pin(
                    async move {
                        tick::tick(&ports, ahead).await.map_err(|fault| {
                            error!(%fault, "the tick failed");
                            JobFault(fault.to_string())
                        })
                    }
                    .instrument(info_span!("tick")),
                )
            }))
        }))
    },
};

/// `GET /suppressions`, `POST /suppressions`: who has opted out, for admins.
pub static SUPPRESSIONS: Function = Function {
    name: "suppressions",
    triggers: &[
        Trigger::Http {
            method: "GET",
            path: "/suppressions",
        },
        Trigger::Http {
            method: "POST",
            path: "/suppressions",
        },
    ],
    uses: &[Use::Store],
    configure: |reader| {
        let auth = admin_auth(reader)?;
        Some(Box::new(move |ports| {
            web(ports, auth, |ports, auth, request| {
                Box::pin(async move { suppressions::serve_list(&ports, &auth, &request).await })
            })
        }))
    },
};

/// `POST /jobs/suppressions-import`, `POST /jobs/suppressions-export`: the same, for schedulers.
pub static SUPPRESSION_JOB: Function = Function {
    name: "suppression-job",
    triggers: &[
        Trigger::Http {
            method: "POST",
            path: "/jobs/suppressions-import",
        },
        Trigger::Http {
            method: "POST",
            path: "/jobs/suppressions-export",
        },
    ],
    uses: &[Use::Store],
    configure: |reader| {
        let auth = CronAuth {
            token: reader.secret("CRON_TOKEN")?,
        };
        Some(Box::new(move |ports| {
            web(ports, auth, |ports, auth, request| {
                Box::pin(async move { suppressions::run_job(&ports, &auth, &request).await })
            })
        }))
    },
};

/// `POST /contacts`: who a contact is.
pub static CONTACTS: Function = Function {
    name: "contacts",
    triggers: &[Trigger::Http {
        method: "POST",
        path: "/contacts",
    }],
    uses: &[Use::Store],
    configure: |reader| {
        let auth = admin_auth(reader)?;
        Some(Box::new(move |ports| {
            web(ports, auth, |ports, auth, request| {
                Box::pin(async move { contacts::describe(&ports, &auth, &request).await })
            })
        }))
    },
};

/// `POST /ai-response-trigger`: a person has a text looked at again.
pub static AI_RESPONSE_TRIGGER: Function = Function {
    name: "ai-response-trigger",
    triggers: &[Trigger::Http {
        method: "POST",
        path: "/ai-response-trigger",
    }],
    uses: &[Use::Store, Use::Puts(QueueName::Work)],
    configure: |reader| {
        let auth = admin_auth(reader)?;
        Some(Box::new(move |ports| {
            web(ports, auth, |ports, auth, request| {
                Box::pin(async move { ai_response_trigger::trigger(&ports, &auth, &request).await })
            })
        }))
    },
};

/// Every function of the engine.
pub static FUNCTIONS: [&Function; 11] = [
    &INBOUND,
    &OUTBOUND,
    &DELIVERY,
    &HEALTH,
    &RESPONDER,
    &SENDER,
    &TICK,
    &SUPPRESSIONS,
    &SUPPRESSION_JOB,
    &CONTACTS,
    &AI_RESPONSE_TRIGGER,
];

fn webhook_auth(reader: &mut Reader<'_>) -> Option<WebhookAuth> {
    let token = reader.secret("WEBHOOK_TOKEN");
    let secret = reader
        .optional("TEXTGRID_WEBHOOK_SECRET")
        .map(SecretString::from);
    let textgrid = match secret {
        // TextGrid signs the URL it was given, which only its public form can check.
        Some(secret) => Some(TextGridAuth {
            secret,
            public_base_url: public_base_url(reader)?,
        }),
        None => None,
    };
    Some(WebhookAuth {
        token: token?,
        textgrid,
    })
}

fn admin_auth(reader: &mut Reader<'_>) -> Option<ApiKeyAuth> {
    let key = reader.secret("ADMIN_API_KEY")?;
    Some(ApiKeyAuth { key })
}

fn public_base_url(reader: &mut Reader<'_>) -> Option<String> {
    reader.required("PUBLIC_BASE_URL")?;
    url(reader, "PUBLIC_BASE_URL", "")
}

fn misplaced() -> JobFault {
    JobFault("the job belongs on another queue".to_owned())
}

fn web<S: Clone + Send + Sync + 'static>(
    ports: Ports,
    state: S,
    handle: fn(Ports, S, WebRequest) -> BoxFuture<'static, Result<WebResponse, WebError>>,
) -> Handler {
    Handler::Web(Arc::new(move |request| {
        let (ports, state) = (ports.clone(), state.clone());
        let span = info_span!("request", request_id = %request.request_id, route = %request.path);
        Box::pin(
            async move {
                let request_id = request.request_id.clone();
                let clock = Arc::clone(&ports.clock);
                handle(ports, state, request)
                    .await
                    .unwrap_or_else(|fault| fault.into_response(&request_id, clock.now()))
            }
            .instrument(span),
        )
    }))
}

fn queue<S: Clone + Send + Sync + 'static>(
    ports: Ports,
    state: S,
    handle: fn(Ports, S, QueueItem) -> BoxFuture<'static, Result<(), JobFault>>,
) -> Handler {
    Handler::Queue(Arc::new(move |body| {
        let (ports, state) = (ports.clone(), state.clone());
        Box::pin(
            async move {
                let done = match QueueItem::from_body(&body) {
                    Ok(job) => handle(ports, state, job).await,
                    Err(fault) => Err(JobFault(fault.to_string())),
                };
                if let Err(fault) = &done {
                    error!(%fault, "a job failed; its queue will bring it again");
                }
                done
            }
            .instrument(info_span!("job")),
        )
    }))
}
