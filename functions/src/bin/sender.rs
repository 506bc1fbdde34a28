//! Send queue: sends messages.

use sms_engine::catalogue::SENDER;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), sms_functions::Error> {
    sms_functions::run_with_carrier(&SENDER).await
}
