//! `POST /outbound`: word that a send was made.

use sms_engine::outbound::Outbound;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), sms_functions::Error> {
    sms_functions::run::<Outbound, _>().await
}
