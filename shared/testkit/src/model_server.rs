//! A loopback endpoint of language models that answers from a script: rightly, slowly, wrongly,
//! maliciously, or not at all.

use std::collections::{HashMap, VecDeque};
use std::io;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

use crate::locked;
use crate::wire::Message;

/// What a model does with one request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Turn {
    /// Completes with this text.
    Says(String),
    /// Completes with the start of a text that its most tokens cut off.
    IsCutOff(String),
    /// Answers with this status and body, whatever they are.
    Answers(u16, String),
    /// 307 to this URL.
    Redirects(String),
    /// Takes the request and says nothing.
    NeverAnswers,
    /// Sends the head and half of a body, and says nothing more.
    Stalls,
    /// Sends the head and half of a body, and closes.
    BreaksOff,
    /// Closes without a word.
    HangsUp,
}

impl Turn {
    /// A triage in the form that the engine asks for.
    pub fn triage(ai_intent: &str, intent: &str, confidence: f64) -> Self {
        Self::Says(
            json!({
                "ai_intent": ai_intent,
                "intent": intent,
                "confidence": confidence,
                "summary": "as the script says",
            })
            .to_string(),
        )
    }

    /// A reply in the form that the engine asks for.
    pub fn reply(text: &str) -> Self {
        Self::Says(json!({"reply": text}).to_string())
    }
}

/// What each model does, request by request. One that nothing is planned for answers 404, as
/// endpoints do for a model that was delisted.
#[derive(Debug, Clone, Default)]
pub struct Script {
    turns: HashMap<String, VecDeque<Turn>>,
    always: HashMap<String, Turn>,
}

impl Script {
    /// One turn more of the model with this id.
    #[must_use]
    pub fn then(mut self, model: &str, turn: Turn) -> Self {
        self.turns
            .entry(model.to_owned())
            .or_default()
            .push_back(turn);
        self
    }

    /// What the model does when its turns are used up.
    #[must_use]
    pub fn always(mut self, model: &str, turn: Turn) -> Self {
        self.always.insert(model.to_owned(), turn);
        self
    }

    fn next(&mut self, model: &str) -> Turn {
        let planned = self.turns.get_mut(model).and_then(VecDeque::pop_front);
        planned
            .or_else(|| self.always.get(model).cloned())
            .unwrap_or_else(|| {
                let body = json!({"error": {"code": 404, "message": "No endpoints found"}});
                Turn::Answers(404, body.to_string())
            })
    }
}

/// One request as it came over the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Such as `POST /v1/chat/completions HTTP/1.1`.
    pub first_line: String,
    pub authorization: Option<String>,
    /// The id of the model.
    pub model: String,
    pub body: Value,
}

impl Asked {
    /// What was said in this role.
    pub fn said(&self, role: &str) -> Vec<&str> {
        let messages = self.body.get("messages").and_then(Value::as_array);
        messages
            .into_iter()
            .flatten()
            .filter(|message| message.get("role").and_then(Value::as_str) == Some(role))
            .filter_map(|message| message.get("content").and_then(Value::as_str))
            .collect()
    }
}

/// A running endpoint. It stops when it is dropped.
#[derive(Debug)]
pub struct ModelServer {
    url: String,
    state: Arc<State>,
    server: JoinHandle<()>,
}

#[derive(Debug)]
struct State {
    script: Mutex<Script>,
    asked: Mutex<Vec<Asked>>,
}

impl ModelServer {
    /// Serves `script` on any free port of 127.0.0.1.
    pub async fn start(script: Script) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let url = format!("http://{}/v1", listener.local_addr()?);
        let state = Arc::new(State {
            script: Mutex::new(script),
            asked: Mutex::default(),
        });
        let server = tokio::spawn(serve(listener, Arc::clone(&state)));
        Ok(Self { url, state, server })
    }

    /// For `LLM_API_URL`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Plays another script from now on.
    pub fn play(&self, script: Script) {
        *locked(&self.state.script) = script;
    }

    /// All requests so far, in their order.
    pub fn asked(&self) -> Vec<Asked> {
        locked(&self.state.asked).clone()
    }
}

impl Drop for ModelServer {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn serve(listener: TcpListener, state: Arc<State>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            connection = listener.accept() => {
                if let Ok((client, _)) = connection {
                    let state = Arc::clone(&state);
                    connections.spawn(async move {
                        // A broken connection is one of the things that scripts ask for.
                        let _broken = converse(client, &state).await;
                    });
                }
            }
            Some(_) = connections.join_next() => {}
        }
    }
}

async fn converse(mut client: TcpStream, state: &State) -> io::Result<()> {
    client.set_nodelay(true)?;
    while let Some(request) = Message::read(&mut client).await? {
        let body = request.json();
        let model = body
            .get("model")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned();
        let turn = locked(&state.script).next(&model);
        locked(&state.asked).push(Asked {
            first_line: request.first_line().to_owned(),
            authorization: request.header("authorization").map(str::to_owned),
            model,
            body,
        });
        match turn {
            Turn::Says(text) => answer(&mut client, 200, "", &completion(&text, "stop")).await?,
            Turn::IsCutOff(text) => {
                answer(&mut client, 200, "", &completion(&text, "length")).await?;
            }
            Turn::Answers(status, body) => answer(&mut client, status, "", &body).await?,
            Turn::Redirects(url) => {
                answer(&mut client, 307, &format!("location: {url}\r\n"), "").await?;
            }
            Turn::NeverAnswers => return until_closed(&mut client).await,
            Turn::Stalls => {
                client.write_all(HALF).await?;
                return until_closed(&mut client).await;
            }
            Turn::BreaksOff => return client.write_all(HALF).await,
            Turn::HangsUp => return Ok(()),
        }
    }
    Ok(())
}

const HALF: &[u8] = b"HTTP/1.1 200 Planned\r\ncontent-type: application/json\r\n\
    content-length: 4000\r\n\r\n{\"choices\":[{\"message\":{\"content\":\"";

fn completion(text: &str, finish_reason: &str) -> String {
    json!({
        "id": "gen-1",
        "object": "chat.completion",
        "choices": [{
            "index": 0,
            "message": {"role": "assistant", "content": text},
            "finish_reason": finish_reason,
        }],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    })
    .to_string()
}

async fn answer(client: &mut TcpStream, status: u16, headers: &str, body: &str) -> io::Result<()> {
    let answer = format!(
        "HTTP/1.1 {status} Planned\r\ncontent-type: application/json\r\n{headers}\
         content-length: {}\r\n\r\n{body}",
        body.len()
    );
    client.write_all(answer.as_bytes()).await
}

async fn until_closed(client: &mut TcpStream) -> io::Result<()> {
    let mut rest = [0; 64];
    while client.read(&mut rest).await? > 0 {}
    Ok(())
}
