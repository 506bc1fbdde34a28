//! sms-bench
