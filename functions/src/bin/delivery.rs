//! `POST /delivery`: a receipt.

use sms_engine::delivery::Delivery;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), sms_functions::Error> {
    sms_functions::run::<Delivery, _>().await
}
