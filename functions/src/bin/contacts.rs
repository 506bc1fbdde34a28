//! `POST /contacts`: who a contact is.

use sms_engine::catalogue::CONTACTS;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), sms_functions::Error> {
    sms_functions::run(&CONTACTS).await
}
