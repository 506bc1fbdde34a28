//! `GET /ping` and `GET /health`.

use sms_engine::catalogue::HEALTH;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), sms_functions::Error> {
    sms_functions::run(&HEALTH).await
}
