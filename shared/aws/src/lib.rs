//! The ports of the engine on DynamoDB and SQS.

mod audit;
mod client;
mod consents;
mod contacts;
mod environment;
mod expression;
mod http;
mod jobs;
mod keys;
mod messages;
mod outbox;
mod rows;
mod store;
mod suppressions;
mod table;
mod templates;
mod threads;
mod work;

pub mod connect;
pub mod queue;
pub mod schema;

pub use audit::DynamoAudit;
pub use contacts::DynamoContacts;
pub use jobs::DynamoJobs;
pub use messages::DynamoMessages;
pub use outbox::DynamoOutbox;
pub use queue::SqsQueue;
pub use suppressions::DynamoSuppressions;
pub use table::{Meter, Table, Usage, causes};
pub use templates::DynamoTemplates;
pub use threads::DynamoThreads;
pub use work::DynamoWork;
