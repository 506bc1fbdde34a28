//! Builders, clocks and faults for tests.
