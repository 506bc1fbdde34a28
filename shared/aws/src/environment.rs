//! The account as the environment of a Lambda function names it.

use aws_credential_types::Credentials;
use aws_sdk_dynamodb::config::Region;
use aws_types::service_config::{LoadServiceConfig, ServiceConfigKey};

use crate::connect::ConnectError;

const ENDPOINT_URL: &str = "AWS_ENDPOINT_URL";

#[derive(Debug)]
pub(crate) struct Environment {
    pub(crate) region: Region,
    pub(crate) credentials: Credentials,
    /// Of all services that have none of their own.
    pub(crate) endpoint_url: Option<String>,
    pub(crate) endpoints: Endpoints,
    pub(crate) use_fips: Option<bool>,
    pub(crate) use_dual_stack: Option<bool>,
}

impl Environment {
    pub(crate) fn read(variable: impl Fn(&str) -> Option<String>) -> Result<Self, ConnectError> {
        let set = |name: &str| variable(name).filter(|value| !value.trim().is_empty());
        let required = |name: &'static str| set(name).ok_or(ConnectError::Unset(name));
        let region = set("AWS_REGION").or_else(|| set("AWS_DEFAULT_REGION"));
        let credentials = Credentials::new(
            required("AWS_ACCESS_KEY_ID")?,
            required("AWS_SECRET_ACCESS_KEY")?,
            set("AWS_SESSION_TOKEN"),
            None,
            "EnvironmentVariable",
        );
        let is_on = |name: &str| set(name).map(|value| value.eq_ignore_ascii_case("true"));
        let reads_endpoints = !is_on("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS").unwrap_or_default();
        let endpoint = |name: &str| set(name).filter(|_| reads_endpoints);
        Ok(Self {
            region: Region::new(region.ok_or(ConnectError::Unset("AWS_REGION"))?),
            credentials,
            endpoint_url: endpoint(ENDPOINT_URL),
            endpoints: Endpoints {
                dynamodb: endpoint("AWS_ENDPOINT_URL_DYNAMODB"),
                sqs: endpoint("AWS_ENDPOINT_URL_SQS"),
            },
            use_fips: is_on("AWS_USE_FIPS_ENDPOINT"),
            use_dual_stack: is_on("AWS_USE_DUALSTACK_ENDPOINT"),
        })
    }
}

/// Endpoints that are set for one service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Endpoints {
    dynamodb: Option<String>,
    sqs: Option<String>,
}

impl LoadServiceConfig for Endpoints {
    fn load_config(&self, key: ServiceConfigKey<'_>) -> Option<String> {
        match (key.env(), key.service_id()) {
            (ENDPOINT_URL, "DynamoDB") => self.dynamodb.clone(),
            (ENDPOINT_URL, "SQS") => self.sqs.clone(),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(set: &[(&str, &str)]) -> Result<Environment, ConnectError> {
        Environment::read(|name| {
            let (_, value) = set.iter().find(|(set, _)| *set == name)?;
            Some((*value).to_owned())
        })
    }

    const LAMBDA: [(&str, &str); 4] = [
        ("AWS_REGION", "eu-west-1"),
        ("AWS_ACCESS_KEY_ID", "AKIA"),
        ("AWS_SECRET_ACCESS_KEY", "secret"),
        ("AWS_SESSION_TOKEN", "session"),
    ];

    #[test]
    fn a_functions_session_is_read() {
        let environment = read(&LAMBDA).unwrap();
        assert_eq!(environment.region.as_ref(), "eu-west-1");
        assert_eq!(environment.credentials.access_key_id(), "AKIA");
        assert_eq!(environment.credentials.secret_access_key(), "secret");
        assert_eq!(environment.credentials.session_token(), Some("session"));
        assert_eq!(environment.endpoint_url, None);
        assert_eq!(environment.use_fips, None);
    }

    #[test]
    fn what_is_missing_or_blank_is_named() {
        for name in ["AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"] {
            let set: Vec<_> = LAMBDA
                .into_iter()
                .map(|(set, value)| (set, if set == name { " " } else { value }))
                .collect();
            assert!(
                matches!(read(&set), Err(ConnectError::Unset(unset)) if unset == name),
                "{name}"
            );
        }
    }

    #[test]
    fn a_services_own_endpoint_counts_before_that_of_all() {
        let endpoints = [
            ("AWS_ENDPOINT_URL", "http://127.0.0.1:1"),
            ("AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:2"),
        ];
        let set = [&LAMBDA[..], &endpoints].concat();
        let variable = |name: &str| {
            let (_, value) = set.iter().find(|(set, _)| *set == name)?;
            Some((*value).to_owned())
        };
        let config = crate::connect::environment_config(variable).unwrap();
        let store = aws_sdk_dynamodb::config::Builder::from(&config);
        assert!(
            format!("{store:?}").contains("http://127.0.0.1:1"),
            "{store:?}"
        );
        let queues = aws_sdk_sqs::config::Builder::from(&config);
        assert!(
            format!("{queues:?}").contains("http://127.0.0.1:2"),
            "{queues:?}"
        );

        let ignored = [&set[..], &[("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true")]].concat();
        let environment = read(&ignored).unwrap();
        assert_eq!(environment.endpoint_url, None);
    }
}
