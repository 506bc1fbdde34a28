//! Send queue: sends messages.

use sms_engine::sender::Sender;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), sms_functions::Error> {
    sms_functions::run::<Sender, _>().await
}
