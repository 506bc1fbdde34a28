//! `invoke`: one function on one sample event.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use sms_engine::catalogue::FUNCTIONS;

use super::{AnyError, beside_running, print};
use crate::cli::ServeArgs;
use crate::narrator;
use crate::runtime::LocalEngine;
use crate::settings::LocalSettings;

#[derive(Debug, clap::Args)]
pub struct InvokeArgs {
    /// A function of the catalogue
    #[arg(value_parser = PossibleValuesParser::new(FUNCTIONS.iter().map(|function| function.name)))]
    function: String,
    /// The event
    #[arg(long, value_name = "FILE")]
    data_file: PathBuf,
}

pub(crate) async fn run(
    args: &InvokeArgs,
    serve: &ServeArgs,
    settings: LocalSettings,
) -> Result<(), AnyError> {
    let InvokeArgs {
        function,
        data_file,
    } = args;
    let text = std::fs::read_to_string(data_file)
        .map_err(|fault| format!("{} cannot be read: {fault}", data_file.display()))?;
    let event = serde_json::from_str(&text)
        .map_err(|fault| format!("{} is not valid JSON: {fault}", data_file.display()))?;
    let options = beside_running(serve, settings).await;
    let level = options.settings.get("LOG_LEVEL");
    let engine = LocalEngine::start(options).await?;
    narrator::start(level.as_deref(), true, engine.clock.clone());
    let handler = engine
        .handler(function)
        .ok_or_else(|| format!("{function} is not a function of the catalogue"))?;
    let answer = sms_functions::events::answer(handler, event).await;
    engine.stop().await;
    let answer = answer.map_err(|fault| fault.to_string())?;
    print(&format!("{}\n", serde_json::to_string_pretty(&answer)?))?;
    Ok(())
}
