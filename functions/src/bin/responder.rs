//! Work queue: answers threads.

use sms_engine::catalogue::RESPONDER;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), sms_functions::Error> {
    sms_functions::run_with_models(&RESPONDER).await
}
