//! The file's form: CSV with the columns `phone`, `at`, `source` and `evidence`.

use std::borrow::Cow;

use csv::{ByteRecord, ReaderBuilder, WriterBuilder};
use jiff::{SignedDuration, Timestamp};
use sms_domain::address::E164;
use sms_domain::contact::consent::ConsentSource;
use sms_domain::contact::suppression::Suppression;

use super::{Export, Rejected};
use crate::ports::{ListCursor, StoreError, SuppressionPage};

/// The columns of an export. An import needs the first.
pub const HEADER: [&str; 4] = ["phone", "at", "source", "evidence"];

/// The longest that a line may say, in bytes. A text has at most 1,600 characters.
const MAX_EVIDENCE: usize = 4_096;
const MAX_SOURCE: usize = 200;
/// The most that one export weighs, so that its answer fits the 6 MB that Lambda gives
/// (<https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html>).
const MAX_WEIGHT: usize = 4_500_000;

/// Why a file was not read or written.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// Which of the two counts nobody can say, and an opt-out must not be passed over.
    #[error("the header has the column `{0}` twice")]
    TwoColumns(&'static str),
    #[error("the header has no column `phone`")]
    NoPhoneColumn,
    #[error("the CSV cannot be read or written: {0}")]
    Csv(#[from] csv::Error),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// One opt-out of a file.
pub(super) struct Line {
    pub(super) number: u64,
    pub(super) phone: E164,
    pub(super) at: Timestamp,
    pub(super) source: ConsentSource,
    pub(super) evidence: String,
}

/// A file's lines, read one by one.
pub(super) struct Lines<'a> {
    file: &'a [u8],
    reader: csv::Reader<&'a [u8]>,
    columns: Columns,
    record: ByteRecord,
    /// Where the last record begins, and its line.
    place: (usize, u64),
}

struct Columns {
    phone: usize,
    at: Option<usize>,
    source: Option<usize>,
    evidence: Option<usize>,
}

impl Columns {
    fn of(header: &ByteRecord) -> Result<Self, FileError> {
        let names: Vec<String> = header
            .iter()
            .map(|name| String::from_utf8_lossy(name).trim().to_ascii_lowercase())
            .collect();
        for wanted in HEADER {
            if names.iter().filter(|name| *name == wanted).count() > 1 {
                return Err(FileError::TwoColumns(wanted));
            }
        }
        let column = |wanted: &str| names.iter().position(|name| name == wanted);
        let [phone, at, source, evidence] = HEADER.map(column);
        Ok(Self {
            phone: phone.ok_or(FileError::NoPhoneColumn)?,
            at,
            source,
            evidence,
        })
    }
}

impl<'a> Lines<'a> {
    /// Reads the header: names in any case and order. A byte order mark is left out.
    pub(super) fn open(file: &'a [u8]) -> Result<Self, FileError> {
        let mut reader = ReaderBuilder::new().flexible(true).from_reader(file);
        let columns = Columns::of(reader.byte_headers()?)?;
        Ok(Self {
            file,
            reader,
            columns,
            record: ByteRecord::new(),
            place: (0, 1),
        })
    }

    /// The next line, or what is wrong with it. Lines without any word are left out.
    pub(super) fn next(
        &mut self,
        now: Timestamp,
    ) -> Result<Option<Result<Line, Rejected>>, FileError> {
        while self.reader.read_byte_record(&mut self.record)? {
            let line = self.line_of_record();
            let is_blank = |cell: &[u8]| cell.iter().all(u8::is_ascii_whitespace);
            if self.record.iter().all(is_blank) {
                continue;
            }
            let read = read_line(&self.record, &self.columns, line, now);
            return Ok(Some(read.map_err(|problem| Rejected { line, problem })));
        }
        Ok(None)
    }

    /// Counted by ourselves: the reader takes blank lines, and the second half of the line break of
    /// Windows, for the start of the record that follows.
    fn line_of_record(&mut self) -> u64 {
        let is_break = |byte: &u8| matches!(byte, b'\r' | b'\n');
        let (counted, line) = self.place;
        let record = self.record.position().map_or(0, csv::Position::byte);
        let record = usize::try_from(record).unwrap_or(usize::MAX);
        let breaks = self.file.get(record..).unwrap_or_default().iter();
        let start = record.saturating_add(breaks.take_while(|byte| is_break(byte)).count());
        let between = self.file.get(counted..start).unwrap_or_default();
        let windows = between.windows(2).filter(|pair| *pair == b"\r\n").count();
        let breaks = between.iter().filter(|byte| is_break(byte)).count() - windows;
        self.place = (start, line + u64::try_from(breaks).unwrap_or(0));
        self.place.1
    }
}

fn read_line(
    record: &ByteRecord,
    columns: &Columns,
    number: u64,
    now: Timestamp,
) -> Result<Line, String> {
    let cell = |name: &str, column: Option<usize>| -> Result<&str, String> {
        let cell = column
            .and_then(|column| record.get(column))
            .unwrap_or_default();
        std::str::from_utf8(cell).map_err(|_| format!("{name} is not valid UTF-8"))
    };
    if holds_other_lines(record, columns) {
        return Err(
            "a quote is not closed where it should be: other lines were read into this one"
                .to_owned(),
        );
    }
    let phone = bare(cell("phone", Some(columns.phone))?.trim());
    let phone = E164::parse(phone).map_err(|fault| format!("phone {fault}"))?;
    let at = match cell("at", columns.at)?.trim() {
        "" => now,
        at => read_instant(at, now)?,
    };
    let source = bare(cell("source", columns.source)?.trim());
    if source.len() > MAX_SOURCE {
        return Err(format!("source is longer than {MAX_SOURCE} bytes"));
    }
    let evidence = bare(cell("evidence", columns.evidence)?);
    if evidence.len() > MAX_EVIDENCE {
        return Err(format!("evidence is longer than {MAX_EVIDENCE} bytes"));
    }
    Ok(Line {
        number,
        phone,
        at,
        source: ConsentSource::imported(source),
        evidence: evidence.to_owned(),
    })
}

fn read_instant(text: &str, now: Timestamp) -> Result<Timestamp, String> {
    let at: Timestamp = text
        .parse()
        .map_err(|_| "at is not an RFC 3339 instant, such as 2026-11-21T18:00:00Z".to_owned())?;
    if at > now {
        return Err("at is in the future".to_owned());
    }
    // Before any text: what programs write where they know no time.
    if at.duration_since(Timestamp::UNIX_EPOCH) <= SignedDuration::ZERO {
        return Err("at is before any text was sent".to_owned());
    }
    Ok(at)
}

/// A quote that is never closed takes the lines after it into one cell, and with them people who
/// must not be texted: such a line is refused aloud. So is evidence of several lines one of which
/// looks like a line of the file.
fn holds_other_lines(record: &ByteRecord, columns: &Columns) -> bool {
    record.iter().any(|cell| {
        String::from_utf8_lossy(cell).lines().skip(1).any(|line| {
            let phone = line.split(',').nth(columns.phone).unwrap_or_default();
            let phone = phone.trim_matches(|c: char| c == '"' || c.is_whitespace());
            E164::parse(bare(phone)).is_ok()
        })
    })
}

/// With these a spreadsheet takes a cell for a formula
/// (<https://owasp.org/www-community/attacks/CSV_Injection>).
const FORMULA_STARTS: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\n'];

fn looks_like_a_formula(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(FORMULA_STARTS)
}

/// A cell that no spreadsheet runs; [`bare`] reads it back.
fn harmless(cell: &str) -> Cow<'_, str> {
    if looks_like_a_formula(cell) {
        format!("'{cell}").into()
    } else {
        cell.into()
    }
}

/// A cell without the mark by which [`harmless`], or a spreadsheet, calls it a text.
fn bare(cell: &str) -> &str {
    cell.strip_prefix('\'')
        .filter(|_| looks_like_a_formula(cell))
        .unwrap_or(cell)
}

/// Writes a page, or as much of it as one answer holds.
pub(super) fn write(page: &SuppressionPage) -> Result<Export, FileError> {
    let mut writer = WriterBuilder::new().from_writer(Vec::new());
    writer.write_record(HEADER)?;
    let (mut count, mut total) = (0, 0);
    let mut next = page.next.clone();
    let mut last: Option<&Suppression> = None;
    for row in &page.suppressions {
        let (at, source) = (row.at.to_string(), row.source.to_string());
        let (source, evidence) = (harmless(&source), harmless(&row.evidence));
        let cells = [row.phone.as_str(), &at, &*source, &*evidence];
        total += cells.iter().map(|cell| weight(cell)).sum::<usize>();
        if let Some(last) = last
            && total > MAX_WEIGHT
        {
            next = Some(ListCursor::after(&last.phone));
            break;
        }
        writer.write_record(cells)?;
        count += 1;
        last = Some(row);
    }
    let bytes = writer
        .into_inner()
        .map_err(|fault| csv::Error::from(fault.into_error()))?;
    Ok(Export {
        csv: String::from_utf8_lossy(&bytes).into_owned(),
        count,
        next,
    })
}

/// About the most bytes that a cell becomes when it is quoted, put into JSON, and that into the
/// JSON of a Lambda answer.
fn weight(cell: &str) -> usize {
    let escaped = |byte: u8| byte < b' ' || byte == b'"' || byte == b'\\';
    let weights = cell.bytes().map(|byte| if escaped(byte) { 8 } else { 1 });
    weights.sum::<usize>() + 8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        "2026-11-21T18:00:00Z".parse().unwrap()
    }

    /// Phone, time, source and evidence of each line, or its number and problem.
    type Said = (String, String, String, String);

    fn read(text: &[u8]) -> Vec<Result<Said, (u64, String)>> {
        let mut lines = Lines::open(text).unwrap();
        let mut all = Vec::new();
        while let Some(line) = lines.next(now()).unwrap() {
            all.push(
                line.map(|line| {
                    (
                        line.phone.to_string(),
                        line.at.to_string(),
                        line.source.to_string(),
                        line.evidence,
                    )
                })
                .map_err(|rejected| (rejected.line, rejected.problem)),
            );
        }
        all
    }

    fn line(
        phone: &str,
        at: &str,
        source: &str,
        evidence: &str,
    ) -> (String, String, String, String) {
        (phone.into(), at.into(), source.into(), evidence.into())
    }

    const AT: &str = "2026-01-05T10:00:00Z";

    #[test]
    fn columns_come_in_any_case_and_order_with_mark_and_windows_lines() {
        let text = b"\xef\xbb\xbfEvidence, PHONE ,owner,Source,At\r\n\
            \"said \"\"stop\"\", twice\",(305) 555-0123,Ann,crm,2026-01-05T05:00:00-05:00\r\n\
            ,+447911123456,,,\r\n";
        let wanted = [
            Ok(line(
                "+13055550123",
                AT,
                "import: crm",
                "said \"stop\", twice",
            )),
            Ok(line("+447911123456", "2026-11-21T18:00:00Z", "import", "")),
        ];
        assert_eq!(read(text), wanted);
        let alone = read(b"\xef\xbb\xbfphone\n3055550123");
        assert_eq!(alone.len(), 1);
        assert!(alone.iter().all(Result::is_ok));
    }

    #[test]
    fn a_header_without_phone_is_refused() {
        for text in [
            "",
            "\n",
            "number,at\n+13055550123,",
            "+13055550123\n",
            "phone;at\n",
        ] {
            let refused = Lines::open(text.as_bytes()).map(|_| ());
            assert!(matches!(refused, Err(FileError::NoPhoneColumn)), "{text:?}");
        }
    }

    #[test]
    fn a_header_that_names_a_column_twice_is_refused() {
        for text in ["phone,Phone\n", "phone,at,AT\n+13055550123,,"] {
            let refused = Lines::open(text.as_bytes()).map(|_| ());
            assert!(matches!(refused, Err(FileError::TwoColumns(_))), "{text:?}");
        }
        assert!(
            Lines::open(b"phone,note,note\n").is_ok(),
            "others do not count"
        );
    }

    #[test]
    fn a_bad_line_is_told_by_its_number_and_stops_no_other() {
        let mut text = b"phone,at,source,evidence\n\
            72345,,,\n\
            1.30556E+10,,,\n\
            \n\
            ,2026-01-05T10:00:00Z,crm,\n\
            ,,,\n\
            +13055550123,yesterday,,\n\
            +13055550123,2026-11-21T18:00:00.001Z,,\n\
            +13055550123,1970-01-01T00:00:00Z,,\n"
            .to_vec();
        text.extend_from_slice(b"+13055550123,,,\xff\n");
        text.extend_from_slice(format!("+13055550123,,,{}\n", "x".repeat(4_097)).as_bytes());
        text.extend_from_slice(format!("+13055550123,,{},\n", "x".repeat(201)).as_bytes());
        text.extend_from_slice(b"+13055550123,,,fine,and,more\n+13055550124\n");
        let found = read(&text);
        let problems: Vec<(u64, &str)> = found
            .iter()
            .filter_map(|line| line.as_ref().err())
            .map(|(line, problem)| (*line, problem.as_str()))
            .collect();
        let starts = [
            (2, "phone is a short code"),
            (3, "phone is a short code"),
            (5, "phone is empty"),
            (7, "at is not an RFC 3339 instant"),
            (8, "at is in the future"),
            (9, "at is before"),
            (10, "evidence is not valid UTF-8"),
            (11, "evidence is longer than 4096 bytes"),
            (12, "source is longer than 200 bytes"),
        ];
        assert_eq!(problems.len(), starts.len(), "{problems:?}");
        for ((line, problem), (wanted, start)) in problems.iter().zip(starts) {
            assert_eq!(*line, wanted);
            assert!(problem.starts_with(start), "{line}: {problem}");
            assert!(!problem.contains("555"), "{problem}");
        }
        assert_eq!(found.iter().filter(|line| line.is_ok()).count(), 2);
    }

    #[test]
    fn lines_are_counted_as_an_editor_does_whatever_ends_them() {
        let text = "phone,evidence\n\n\nx,\n+13055550123,\"two\nlines\"\n\ny,\nz,";
        for end in ["\n", "\r\n", "\r"] {
            for mark in ["", "\u{feff}"] {
                let found = read(format!("{mark}{}", text.replace('\n', end)).as_bytes());
                let wrong = found.iter().filter_map(|line| line.as_ref().err());
                let wrong: Vec<u64> = wrong.map(|(line, _)| *line).collect();
                assert_eq!(wrong, [4, 8, 9], "{end:?} {mark:?}");
            }
        }
    }

    #[test]
    fn an_open_quote_that_takes_other_people_in_is_refused_and_words_of_many_lines_are_not() {
        for text in [
            "phone,at,source,evidence\n+13055550123,,,\"STOP\n+13055550124,,,STOP\n",
            "phone,evidence\n+13055550123,\"STOP\n\"\"+13055550124\"\",x\"\n+13055550125,x\n",
            "evidence,phone\n\"STOP,+13055550123\nx,(305) 555-0124\n",
        ] {
            let found = read(text.as_bytes());
            let (line, problem) = found[0].as_ref().unwrap_err();
            assert!(*line == 2 && problem.starts_with("a quote"), "{problem}");
        }
        let many = read(b"phone,evidence\n+13055550123,\"Stop it.\nI mean it, Ann\"\n");
        assert!(many.iter().all(Result::is_ok));
        let lines = read(b"phone,evidence\n+13055550123,\"a\nb\"\nx,y\n");
        assert_eq!(lines[1].as_ref().unwrap_err().0, 4);
    }

    fn page(evidence: &[&str], source: &ConsentSource) -> SuppressionPage {
        let row = |(index, evidence): (usize, &&str)| Suppression {
            phone: E164::parse(&format!("+1305555{index:04}")).unwrap(),
            at: AT.parse().unwrap(),
            source: source.clone(),
            evidence: (*evidence).to_owned(),
        };
        SuppressionPage {
            suppressions: evidence.iter().enumerate().map(row).collect(),
            next: None,
        }
    }

    #[test]
    fn an_export_starts_no_formula_and_reads_back_to_the_letter() {
        let said = [
            "=HYPERLINK(\"http://x\")",
            "+1 call me",
            "-2+3",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "'=1",
            "''@x",
            "'quoted'",
            "plain, \"with\" all\r\nand = inside",
            "",
            "👍",
        ];
        let export = write(&page(&said, &ConsentSource::imported("=crm"))).unwrap();
        assert_eq!((export.count, export.next.clone()), (said.len(), None));
        assert!(export.csv.starts_with("phone,at,source,evidence\n+13055550000,2026-01-05T10:00:00Z,import: =crm,\"'=HYPERLINK("));
        let mut cells = csv::Reader::from_reader(export.csv.as_bytes());
        for record in cells.records() {
            let record = record.unwrap();
            for cell in record.iter().skip(1) {
                assert!(!cell.starts_with(FORMULA_STARTS), "{cell:?}");
            }
        }
        let read_back = read(export.csv.as_bytes());
        assert_eq!(read_back.len(), said.len());
        for (index, (found, said)) in read_back.iter().zip(said).enumerate() {
            let phone = format!("+1305555{index:04}");
            assert_eq!(found, &Ok(line(&phone, AT, "import: =crm", said)));
        }
        // A spreadsheet's mark on a phone is no part of it.
        assert!(read(b"phone\n'+13055550123\n")[0].is_ok());
    }

    #[test]
    fn an_export_ends_where_an_answer_is_full_and_says_where_to_go_on() {
        let long = "\"".repeat(MAX_EVIDENCE);
        let said = vec![long.as_str(); 300];
        let export = write(&page(&said, &ConsentSource::Import(None))).unwrap();
        assert!(export.count > 100 && export.count < 300, "{}", export.count);
        let last = E164::parse(&format!("+1305555{:04}", export.count - 1)).unwrap();
        assert_eq!(export.next, Some(ListCursor::after(&last)));
        let answer = serde_json::json!({"csv": export.csv}).to_string();
        let answer = serde_json::json!({"body": answer}).to_string();
        assert!(answer.len() < 6_000_000, "{}", answer.len());
        // One that is too much by itself is given by itself.
        let huge = "\"".repeat(MAX_WEIGHT);
        let alone = write(&page(&[&huge, ""], &ConsentSource::Text)).unwrap();
        assert_eq!(alone.count, 1);
    }
}
