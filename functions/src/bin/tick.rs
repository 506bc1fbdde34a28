//! Every minute: puts back late work.

use sms_engine::catalogue::TICK;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), sms_functions::Error> {
    sms_functions::run(&TICK).await
}
