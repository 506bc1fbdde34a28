//! Who a contact is: what the placeholders of templates are filled from.

use serde_json::json;
use sms_domain::address::Address;
use sms_domain::contact::Profile;

use crate::event::Event;
use crate::function::{Endpoint, Trigger, Use, post};
use crate::http::{ApiKeyAuth, Fields, Validation, WebError, WebRequest, WebResponse, names};
use crate::ports::Ports;
use crate::settings::Reader;

/// The longest value, in characters.
const MAX_LENGTH: usize = 120;

/// `POST /contacts`: a phone and any of `First`, `Last`, `Address`, `Property City`, `Property State`,
/// `Property Zip`, `Market`. What is given replaces what the record of the contact says, the rest stays.
/// The contact need not have texted yet.
#[derive(Debug)]
pub struct Contacts {
    auth: ApiKeyAuth,
}

impl Endpoint for Contacts {
    const NAME: &'static str = "contacts";
    const SUMMARY: &'static str = "Takes who a contact is: name, address, market";
    const TRIGGERS: &'static [Trigger] = &[post("/contacts")];
    const USES: &'static [Use] = &[Use::Store];

    fn configure(reader: &mut Reader<'_>) -> Option<Self> {
        let auth = ApiKeyAuth::configure(reader)?;
        Some(Self { auth })
    }

    async fn handle(&self, ports: &Ports, request: &WebRequest) -> Result<WebResponse, WebError> {
        self.auth.admit(request)?;
        describe(ports, request).await
    }
}

async fn describe(ports: &Ports, request: &WebRequest) -> Result<WebResponse, WebError> {
    let fields = Fields::read(request)?;
    let mut validation = Validation::of(&fields);
    let phone = validation.required(names::PHONE);
    let phone: Option<Address> = validation.parsed(names::PHONE, phone);
    if phone.as_ref().is_some_and(|phone| phone.phone().is_none()) {
        validation.fault(names::PHONE, "is not a valid phone number");
    }
    let mut value = |names: &[&'static str]| {
        let text = validation.optional(names)?.trim();
        if text.chars().count() > MAX_LENGTH {
            validation.fault(names, format!("is longer than {MAX_LENGTH} characters"));
        }
        Some(text.to_owned())
    };
    let given = Profile {
        first: value(&["First", "First Name"]),
        last: value(&["Last", "Last Name"]),
        address: value(&["Address", "Property Address"]),
        city: value(&["Property City", "City"]),
        state: value(&["Property State", "State"]),
        zip: value(&["Property Zip", "Zip"]),
        market: value(&["Market"]),
    };
    let phone = validation.finish(phone)?;
    let contact = ports.contacts.get(&phone).await?;
    let known = contact.map(|contact| contact.profile).unwrap_or_default();
    let profile = Profile {
        first: given.first.or(known.first),
        last: given.last.or(known.last),
        address: given.address.or(known.address),
        city: given.city.or(known.city),
        state: given.state.or(known.state),
        zip: given.zip.or(known.zip),
        market: given.market.or(known.market),
    };
    ports.contacts.describe(&phone, &profile).await?;
    Event::Described(&phone).emit();
    Ok(WebResponse::ok(json!({"status": "ok"})))
}
