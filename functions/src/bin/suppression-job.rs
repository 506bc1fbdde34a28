//! `POST /jobs/suppressions-import`, `POST /jobs/suppressions-export`: the same, for schedulers.

use sms_engine::catalogue::SUPPRESSION_JOB;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), sms_functions::Error> {
    sms_functions::run(&SUPPRESSION_JOB).await
}
