//! `GET /suppressions`, `POST /suppressions`: who has opted out, for admins.

use sms_engine::suppressions::Suppressions;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), sms_functions::Error> {
    sms_functions::run::<Suppressions, _>().await
}
