//! `POST /jobs/suppressions-import`, `POST /jobs/suppressions-export`: the same, for schedulers.

use sms_engine::suppressions::SuppressionJob;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), sms_functions::Error> {
    sms_functions::run::<SuppressionJob, _>().await
}
