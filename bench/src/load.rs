//! Posts requests at a set concurrency and times them.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use crate::AnyError;

/// One webhook call.
#[derive(Debug)]
pub(crate) struct Post {
    pub(crate) route: &'static str,
    pub(crate) form: Vec<(&'static str, String)>,
}

/// Where requests go, and how many at a time.
#[derive(Debug, Clone)]
pub(crate) struct Load {
    client: reqwest::Client,
    base_url: String,
    token: &'static str,
}

/// How a run of requests went.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Timing {
    pub(crate) wall: Duration,
    pub(crate) p50: Duration,
    pub(crate) p99: Duration,
}

impl Load {
    pub(crate) fn new(base_url: &str, token: &'static str) -> Result<Self, AnyError> {
        let client = reqwest::Client::builder()
            .timeout(Duration::from_secs(30))
            .no_proxy()
            .build()?;
        Ok(Self {
            client,
            base_url: base_url.to_owned(),
            token,
        })
    }

    /// Posts what `make` gives for 0 to `count`; any answer but 200 ends the run.
    pub(crate) async fn drive(
        &self,
        count: u32,
        concurrency: u32,
        make: impl Fn(u32) -> Post + Send + Sync + 'static,
    ) -> Result<Timing, AnyError> {
        let (next, make) = (Arc::new(AtomicU32::new(0)), Arc::new(make));
        let mut workers = JoinSet::new();
        let start = Instant::now();
        for _ in 0..concurrency.max(1) {
            let (load, next, make) = (self.clone(), Arc::clone(&next), Arc::clone(&make));
            workers.spawn(async move {
                let mut taken = Vec::new();
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    if index >= count {
                        return Ok::<_, AnyError>(taken);
                    }
                    let post = make(index);
                    let sent = Instant::now();
                    load.post(&post).await?;
                    taken.push(sent.elapsed());
                }
            });
        }
        let mut all = Vec::new();
        while let Some(taken) = workers.join_next().await {
            all.extend(taken??);
        }
        let wall = start.elapsed();
        all.sort_unstable();
        Ok(Timing {
            wall,
            p50: percentile(&all, 50),
            p99: percentile(&all, 99),
        })
    }

    async fn post(&self, post: &Post) -> Result<(), AnyError> {
        let url = format!("{}{}?token={}", self.base_url, post.route, self.token);
        let answer = self.client.post(url).form(&post.form).send().await?;
        let status = answer.status();
        let body = answer.bytes().await?;
        if status == http::StatusCode::OK {
            return Ok(());
        }
        let body = String::from_utf8_lossy(&body);
        Err(format!("{} answered {status}: {body}", post.route).into())
    }

    /// Reads one JSON answer.
    pub(crate) async fn get(&self, route: &str) -> Result<serde_json::Value, AnyError> {
        let url = format!("{}{route}", self.base_url);
        let answer = self.client.get(url).send().await?.error_for_status()?;
        Ok(answer.json().await?)
    }
}

/// The value that `percent` of `sorted` do not exceed.
fn percentile(sorted: &[Duration], percent: usize) -> Duration {
    let rank = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
    sorted.get(rank).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_ranks() {
        let sorted: Vec<Duration> = (1..=200).map(Duration::from_millis).collect();
        assert_eq!(percentile(&sorted, 50), Duration::from_millis(100));
        assert_eq!(percentile(&sorted, 99), Duration::from_millis(198));
        assert_eq!(percentile(&sorted[..1], 99), Duration::from_millis(1));
        assert_eq!(percentile(&[], 50), Duration::ZERO);
    }
}
