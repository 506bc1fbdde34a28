//! Settings: typed, read once through a lookup, every fault of what a function needs at once.

mod business;
mod hours;
mod models;
mod reader;

pub use business::reply_rules;
pub use hours::sending_rules;
pub use models::{Model, ModelSettings, Models, model_settings};
pub use reader::{Reader, SettingFault, SettingFaults, public_base_url, url};

#[cfg(test)]
pub(crate) mod tests {
    use super::Reader;

    pub(crate) fn read<T>(
        pairs: &[(&str, &str)],
        read: impl Fn(&mut Reader<'_>) -> Option<T>,
    ) -> Result<T, Vec<(&'static str, String)>> {
        let lookup = |name: &str| {
            pairs
                .iter()
                .find(|(n, _)| *n == name)
                .map(|(_, v)| (*v).to_owned())
        };
        let mut reader = Reader::new(&lookup);
        let value = read(&mut reader);
        reader
            .finish(value)
            .map_err(|faults| faults.0.into_iter().map(|f| (f.name, f.problem)).collect())
    }
}
