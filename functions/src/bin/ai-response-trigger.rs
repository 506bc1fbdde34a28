//! `POST /ai-response-trigger`: a person has a text looked at again.

use sms_engine::ai_response_trigger::AiResponseTrigger;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), sms_functions::Error> {
    sms_functions::run::<AiResponseTrigger, _>().await
}
