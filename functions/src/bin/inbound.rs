//! `POST /inbound`: a text came in.

use sms_engine::inbound::Inbound;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), sms_functions::Error> {
    sms_functions::run::<Inbound, _>().await
}
