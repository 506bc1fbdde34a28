//! `POST /delivery`: a receipt.

use sms_engine::catalogue::DELIVERY;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), sms_functions::Error> {
    sms_functions::run(&DELIVERY).await
}
