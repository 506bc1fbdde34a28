//! `POST /ai-response-trigger`: a person has a text looked at again.

use sms_engine::catalogue::AI_RESPONSE_TRIGGER;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), sms_functions::Error> {
    sms_functions::run(&AI_RESPONSE_TRIGGER).await
}
