//! Whether and when a text may leave.

pub mod carrier_codes;
pub mod clearance;
pub mod hours;
