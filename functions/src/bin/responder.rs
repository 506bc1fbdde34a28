//! Work queue: answers threads.

use sms_engine::responder::Responder;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), sms_functions::Error> {
    sms_functions::run::<Responder, _>().await
}
