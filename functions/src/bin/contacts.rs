//! `POST /contacts`: who a contact is.

use sms_engine::contacts::Contacts;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), sms_functions::Error> {
    sms_functions::run::<Contacts, _>().await
}
