//! The carrier that the local runtime simulates. It speaks as Twilio does, and asks for no secret.

use super::{CarrierSettings, CarrierSpec, FieldNames};
use crate::settings::Reader;

pub(super) const CARRIER: CarrierSpec = CarrierSpec {
    name: "simulated",
    is_local: true,
    url_setting: "SIMULATED_API_URL",
    account_settings: &[],
    configure,
    field_names: FieldNames {
        sid: &[],
        status: &[],
    },
    signature: None,
};

fn configure(reader: &mut Reader<'_>) -> Option<CarrierSettings> {
    let api_url = reader.required("SIMULATED_API_URL");
    Some(CarrierSettings::Simulated { api_url: api_url? })
}
