//! `GET /ping` and `GET /health`.

use sms_engine::health::Health;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), sms_functions::Error> {
    sms_functions::run::<Health, _>().await
}
