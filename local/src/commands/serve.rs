//! No command: serve until Ctrl-C.

use std::path::Path;

use sms_engine::carriers::CarrierSpec;
use sms_engine::ports::clock::Clock as _;
use tokio::signal::unix::{SignalKind, signal};

use super::{AnyError, print};
use crate::cli::ServeArgs;
use crate::functions;
use crate::narrator;
use crate::runtime::LocalEngine;
use crate::settings::LocalSettings;

pub(crate) async fn run(args: &ServeArgs, settings: LocalSettings) -> Result<(), AnyError> {
    let level = settings.get("LOG_LEVEL");
    let engine = LocalEngine::start(args.options(settings, !args.webhooks_only)).await?;
    narrator::start(level.as_deref(), args.quiet, engine.clock.clone());
    print(&greeting(&engine, args.carrier, &args.data_dir))?;
    let (mut interrupt, mut terminate) = (
        signal(SignalKind::interrupt())?,
        signal(SignalKind::terminate())?,
    );
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
    print("\nStopping: running work ends, the rest is stored and goes on after the next start.\n")?;
    engine.stop().await;
    Ok(())
}

fn greeting(engine: &LocalEngine, carrier: &CarrierSpec, data: &Path) -> String {
    let base = &engine.base_url;
    let setting = |name: &str| engine.settings.get(name).unwrap_or_default();
    let token = setting("WEBHOOK_TOKEN");
    format!(
        "REI SMS Engine runs at {base}\n\
         \n\
         \x20 routes    {}\n\
         \x20 store     {}  (DynamoDB wire; table {}; data in {})\n\
         \x20 queues    {}  (SQS wire)\n\
         \x20 carrier   {}\n\
         \x20 clock     {}  (POST /_local/clock moves it, POST /_local/tick runs what is due)\n\
         \x20 tokens    WEBHOOK_TOKEN={token}  CRON_TOKEN={}  ADMIN_API_KEY={}\n\
         \n\
         Try a text from a seller:\n\
         \n\
         \x20 curl '{base}/inbound?token={token}' -d From=+13055550123 -d To=+18135550100 \\\n\
         \x20   --data-urlencode 'Body=Yes, how much would you offer?' -d MessageSid=SM0001\n\
         \n\
         and its history: cargo run -- trace +13055550123\n\
         Ctrl-C ends.\n\n",
        functions::routes_by_method(12),
        engine.world.store_url,
        setting("TABLE_NAME"),
        data.display(),
        engine.world.queue_url,
        carrier.name,
        engine.clock.now(),
        setting("CRON_TOKEN"),
        setting("ADMIN_API_KEY"),
    )
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use sms_engine::catalogue::FUNCTIONS;
    use sms_engine::handler::Function;

    use super::*;

    #[test]
    fn the_greeting_names_every_route() {
        let routes = functions::routes_by_method(12);
        let mut method = "";
        let mut named = BTreeSet::new();
        for line in routes.lines() {
            let mut words = line.split_whitespace().peekable();
            if let Some(word) = words.next_if(|word| !word.starts_with('/')) {
                method = word;
            }
            named.extend(words.map(|path| (method, path)));
        }
        let wanted: BTreeSet<_> = FUNCTIONS.iter().flat_map(Function::routes).collect();
        assert_eq!(named, wanted, "{routes}");
    }
}
