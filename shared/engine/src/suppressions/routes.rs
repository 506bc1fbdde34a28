//! The list over HTTP: `/suppressions` for admins, `/jobs/suppressions-…` for schedulers.

use http::{HeaderName, HeaderValue, StatusCode};
use serde_json::json;

use super::{Export, FileError, ImportReport, export, import};
use crate::function::{Endpoint, Trigger, Use, get, post};
use crate::http::{
    ApiKeyAuth, CronAuth, FieldFault, Fields, MAX_REQUEST, Validation, WebBody, WebError,
    WebRequest, WebResponse, content_type, query_value,
};
use crate::ports::{ListCursor, Ports};
use crate::settings::Reader;

const DEFAULT_LIMIT: usize = 10_000;
const MAX_LIMIT: usize = 20_000;

impl From<FileError> for WebError {
    fn from(fault: FileError) -> Self {
        match fault {
            FileError::TwoColumns(field) => Self::Invalid(vec![FieldFault {
                field,
                problem: "is in the header twice".to_owned(),
            }]),
            FileError::NoPhoneColumn => Self::Invalid(vec![FieldFault {
                field: "phone",
                problem: "is not a column of the header".to_owned(),
            }]),
            FileError::Csv(fault) => Self::Unreadable(fault.to_string()),
            FileError::Store(fault) => Self::Store(fault),
        }
    }
}

/// `GET /suppressions`: a page of the list. `POST /suppressions`: an import.
#[derive(Debug)]
pub struct Suppressions {
    auth: ApiKeyAuth,
}

impl Endpoint for Suppressions {
    const NAME: &'static str = "suppressions";
    const SUMMARY: &'static str = "Exports and imports who has opted out, for admins";
    const TRIGGERS: &'static [Trigger] = &[get("/suppressions"), post("/suppressions")];
    const USES: &'static [Use] = &[Use::Store];

    fn configure(reader: &mut Reader<'_>) -> Option<Self> {
        let auth = ApiKeyAuth::configure(reader)?;
        Some(Self { auth })
    }

    async fn handle(&self, ports: &Ports, request: &WebRequest) -> Result<WebResponse, WebError> {
        self.auth.admit(request)?;
        match request.method.as_str() {
            "GET" => {
                let nothing = Fields::none();
                let Export { csv, next, .. } = export_asked(ports, request, &nothing).await?;
                let next = next.and_then(|next| HeaderValue::try_from(next.to_string()).ok());
                let name = HeaderName::from_static("x-next-after");
                Ok(WebResponse {
                    status: StatusCode::OK,
                    body: WebBody::Csv(csv),
                    headers: next.into_iter().map(|next| (name.clone(), next)).collect(),
                })
            }
            "POST" => {
                if !is_csv(request) {
                    return Err(WebError::WrongType("text/csv"));
                }
                Ok(imported(&import_body(ports, request).await?))
            }
            _ => Err(WebError::WrongMethod),
        }
    }
}

/// `POST /jobs/suppressions-import` and `POST /jobs/suppressions-export`.
#[derive(Debug)]
pub struct SuppressionJob {
    auth: CronAuth,
}

impl Endpoint for SuppressionJob {
    const NAME: &'static str = "suppression-job";
    const SUMMARY: &'static str = "Exports and imports who has opted out, for schedulers";
    const TRIGGERS: &'static [Trigger] = &[
        post("/jobs/suppressions-import"),
        post("/jobs/suppressions-export"),
    ];
    const USES: &'static [Use] = &[Use::Store];

    fn configure(reader: &mut Reader<'_>) -> Option<Self> {
        let auth = CronAuth::configure(reader)?;
        Some(Self { auth })
    }

    async fn handle(&self, ports: &Ports, request: &WebRequest) -> Result<WebResponse, WebError> {
        self.auth.admit(request)?;
        match request.path.trim_end_matches('/') {
            "/jobs/suppressions-import" => {
                if is_csv(request) {
                    return Ok(imported(&import_body(ports, request).await?));
                }
                if !content_type(request).contains("json") {
                    return Err(WebError::WrongType(
                        "text/csv, or JSON with the file as `csv`",
                    ));
                }
                let fields = Fields::read(request)?;
                let mut validation = Validation::of(&fields);
                let csv = validation.required(&["csv"]);
                let csv = validation.finish(csv)?;
                Ok(imported(&import(ports, csv.as_bytes()).await?))
            }
            "/jobs/suppressions-export" => {
                let fields = Fields::read(request)?;
                let Export { csv, count, next } = export_asked(ports, request, &fields).await?;
                let next = next.map(|next| next.to_string());
                Ok(WebResponse::ok(
                    json!({"count": count, "csv": csv, "next": next}),
                ))
            }
            _ => Err(WebError::NotFound),
        }
    }
}

fn is_csv(request: &WebRequest) -> bool {
    let content_type = content_type(request);
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    ["", "text/csv", "application/octet-stream"].contains(&essence)
}

async fn import_body(ports: &Ports, request: &WebRequest) -> Result<ImportReport, WebError> {
    if request.body.len() > MAX_REQUEST {
        return Err(WebError::TooLarge("the file", MAX_REQUEST));
    }
    Ok(import(ports, &request.body).await?)
}

fn imported(report: &ImportReport) -> WebResponse {
    WebResponse::ok(json!(report))
}

/// `limit` and `after`, of the body's fields or of the query.
async fn export_asked(
    ports: &Ports,
    request: &WebRequest,
    fields: &Fields,
) -> Result<Export, WebError> {
    let mut validation = Validation::of(fields);
    let mut asked = |names: &[&'static str]| {
        let by_field = validation.optional(names).map(str::to_owned);
        by_field.or_else(|| query_value(&request.query, names.first()?))
    };
    let (limit, after) = (asked(&["limit"]), asked(&["after"]));
    let limit = match limit.map(|limit| limit.trim().parse()) {
        None => Some(DEFAULT_LIMIT),
        Some(Ok(limit)) if (1..=MAX_LIMIT).contains(&limit) => Some(limit),
        Some(_) => {
            validation.fault(&["limit"], format!("is not a number from 1 to {MAX_LIMIT}"));
            None
        }
    };
    let after: Option<ListCursor> = validation.parsed(&["after"], after.as_deref());
    let limit = validation.finish(limit)?;
    Ok(export(ports, after.as_ref(), limit).await?)
}
