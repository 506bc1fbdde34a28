//! The receipts that the simulated carrier posts for the texts it took.

use std::time::Duration;

use tracing::warn;

use super::{AcceptedText, State, Taken};

/// How often a receipt is posted until it is answered; the pauses double from `FIRST_PAUSE`.
const RECEIPT_ATTEMPTS: u32 = 6;
const FIRST_PAUSE: Duration = Duration::from_millis(250);

impl State {
    pub(super) async fn report_any(&self, taken: Option<&Taken>) {
        if let Some(taken) = taken {
            self.report(taken).await;
        }
    }

    /// Posts the receipts of a text that was taken.
    pub(super) async fn report(&self, taken: &Taken) {
        let Some(url) = taken
            .status_callback
            .as_ref()
            .filter(|_| self.options.receipts)
        else {
            return;
        };
        let end = match taken.text.to.as_str() {
            "+15005550006" => ("undelivered", Some("30003")),
            _ => ("delivered", None),
        };
        for (status, code) in [("sent", None), end] {
            tokio::time::sleep(self.options.receipt_delay).await;
            self.post_receipt(url, &taken.text, status, code).await;
        }
    }

    async fn post_receipt(&self, url: &str, text: &AcceptedText, status: &str, code: Option<&str>) {
        let mut form = vec![
            ("MessageSid", text.sid.as_str()),
            ("MessageStatus", status),
            ("To", &text.to),
            ("From", &text.from),
        ];
        form.extend(code.map(|code| ("ErrorCode", code)));
        let mut pause = FIRST_PAUSE;
        for attempt in 1..=RECEIPT_ATTEMPTS {
            let fault = match self.receipts.post(url).form(&form).send().await {
                Ok(response) if !response.status().is_server_error() => {
                    if !response.status().is_success() {
                        warn!(sid = text.sid, status, answer = %response.status(), "a receipt was refused");
                    }
                    return;
                }
                Ok(response) => response.status().to_string(),
                Err(error) => error.without_url().to_string(),
            };
            if attempt == RECEIPT_ATTEMPTS {
                warn!(sid = text.sid, status, fault, "a receipt was given up");
                return;
            }
            tokio::time::sleep(pause).await;
            pause *= 2;
        }
    }
}
