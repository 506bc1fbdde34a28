//! Every minute: requeues late work.

use sms_engine::tick::Tick;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), sms_functions::Error> {
    sms_functions::run::<Tick, _>().await
}
