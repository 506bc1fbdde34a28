//! The functions of the engine, by name.

use crate::ai_response_trigger::AiResponseTrigger;
use crate::contacts::Contacts;
use crate::delivery::Delivery;
use crate::handler::{Function, function};
use crate::health::Health;
use crate::inbound::Inbound;
use crate::outbound::Outbound;
use crate::responder::Responder;
use crate::sender::Sender;
use crate::suppressions::{SuppressionJob, Suppressions};
use crate::tick::Tick;

pub static FUNCTIONS: &[Function] = &[
    function::<AiResponseTrigger, _>(),
    function::<Contacts, _>(),
    function::<Delivery, _>(),
    function::<Health, _>(),
    function::<Inbound, _>(),
    function::<Outbound, _>(),
    function::<Responder, _>(),
    function::<Sender, _>(),
    function::<SuppressionJob, _>(),
    function::<Suppressions, _>(),
    function::<Tick, _>(),
];
