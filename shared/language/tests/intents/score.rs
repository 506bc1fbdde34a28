//! How well a part of the corpus is read: totals, by class, and who is taken for whom.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};

use sms_language::ConsentSignal;
use sms_language::{AiIntent, Intent, Reading, read};
use strum::VariantArray as _;

use crate::corpus::Case;

/// A part of the corpus as it was read.
pub(crate) struct Score<'a> {
    name: String,
    read: Vec<(&'a Case, Reading)>,
}

impl<'a> Score<'a> {
    pub(crate) fn of(name: &str, cases: impl IntoIterator<Item = &'a Case>) -> Self {
        Self {
            name: name.to_owned(),
            read: cases
                .into_iter()
                .map(|case| (case, read(case.text, &case.context)))
                .collect(),
        }
    }

    pub(crate) fn texts(&self) -> usize {
        self.read.len()
    }

    fn count(&self, counts: impl Fn(&Case, &Reading) -> bool) -> usize {
        self.read.iter().filter(|(c, u)| counts(c, u)).count()
    }

    pub(crate) fn ai_right(&self) -> usize {
        self.count(|c, u| c.ai_intent == u.ai_intent)
    }

    pub(crate) fn intent_right(&self) -> usize {
        self.count(|c, u| c.intent == u.intent)
    }

    /// Texts that make a lead and should not.
    pub(crate) fn promoted_wrongly(&self) -> usize {
        self.count(|c, u| u.promotes() && !should_promote(c))
    }

    /// Texts that should make a lead and do not.
    pub(crate) fn missed(&self) -> usize {
        self.count(|c, u| !u.promotes() && should_promote(c))
    }

    fn qualify(&self) -> usize {
        self.count(|c, _| should_promote(c))
    }

    /// Texts taken for an opt-out that are not labelled DNC.
    pub(crate) fn opted_out_wrongly(&self) -> usize {
        self.count(|c, u| u.consent.signal == ConsentSignal::OptOut && c.intent != Intent::Dnc)
    }

    /// Each misreading on a line: `!!` a wrong promotion, `??` a missed one.
    #[allow(dead_code, reason = "the tests print tables only")]
    pub(crate) fn errors(&self) -> Vec<String> {
        self.read
            .iter()
            .filter(|(c, u)| (c.ai_intent, c.intent) != (u.ai_intent, u.intent))
            .map(|(c, u)| {
                let mark = match (u.promotes(), should_promote(c)) {
                    (true, false) => "!!",
                    (false, true) => "??",
                    (true, true) | (false, false) => "  ",
                };
                format!(
                    "{mark} {}\n     {}/{} for {}/{} | {:?} after {:?} | {:.2} {}",
                    c.text,
                    u.ai_intent,
                    u.intent,
                    c.ai_intent,
                    c.intent,
                    c.context.asked,
                    c.outbound,
                    u.confidence,
                    u.why.join("; "),
                )
            })
            .collect()
    }
}

fn should_promote(case: &Case) -> bool {
    case.intent == Intent::Positive
}

fn percent(part: usize, of: usize) -> f64 {
    let whole = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    100.0 * whole(part) / whole(of.max(1))
}

impl Display for Score<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (n, qualify) = (self.texts(), self.qualify());
        writeln!(
            f,
            "== {}: {n} texts; AI Intent {:.1} %, Intent Detected {:.1} %; promoted wrongly {} of {}, missed {} of {qualify}; {} of {} DNC are opt-outs, {} others are taken for one",
            self.name,
            percent(self.ai_right(), n),
            percent(self.intent_right(), n),
            self.promoted_wrongly(),
            n - qualify,
            self.missed(),
            self.count(|c, u| c.intent == Intent::Dnc && u.consent.signal == ConsentSignal::OptOut),
            self.count(|c, _| c.intent == Intent::Dnc),
            self.opted_out_wrongly(),
        )?;
        table(
            f,
            AiIntent::VARIANTS,
            &self.pairs(|c| c.ai_intent, |u| u.ai_intent),
        )?;
        table(f, Intent::VARIANTS, &self.pairs(|c| c.intent, |u| u.intent))?;
        self.calibration(f)
    }
}

impl Score<'_> {
    fn pairs<T>(&self, label: impl Fn(&Case) -> T, said: impl Fn(&Reading) -> T) -> Vec<(T, T)> {
        self.read.iter().map(|(c, u)| (label(c), said(u))).collect()
    }

    /// By tenths of confidence: texts, and how many of them were read right in both vocabularies.
    fn calibration(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut bins: BTreeMap<u8, (usize, usize)> = BTreeMap::new();
        for (case, read) in &self.read {
            let tenth = (1..10_u8)
                .rev()
                .find(|t| read.confidence * 10.0 >= f32::from(*t))
                .unwrap_or_default();
            let bin = bins.entry(tenth).or_default();
            bin.0 += 1;
            bin.1 += usize::from((case.ai_intent, case.intent) == (read.ai_intent, read.intent));
        }
        for (tenth, (texts, right)) in bins {
            writeln!(
                f,
                "confidence from 0.{tenth}: {texts} texts, {:.0} % right",
                percent(right, texts)
            )?;
        }
        Ok(())
    }
}

/// Texts, recall and precision of each class, and the confusion matrix: rows are labels, columns
/// what they were read as.
fn table<T: Copy + PartialEq + AsRef<str>>(
    f: &mut Formatter<'_>,
    classes: &[T],
    pairs: &[(T, T)],
) -> fmt::Result {
    let count = |counts: &dyn Fn(&(T, T)) -> bool| pairs.iter().filter(|p| counts(p)).count();
    write!(f, "{:<20} texts  recall precision", "")?;
    for class in classes {
        write!(f, " {:>5.5}", class.as_ref())?;
    }
    writeln!(f)?;
    for row in classes {
        let labelled = count(&|(label, _)| label == row);
        let read = count(&|(_, said)| said == row);
        let right = count(&|(label, said)| label == row && said == row);
        write!(
            f,
            "{:<20} {labelled:>5} {:>6.1}% {:>8.1}%",
            row.as_ref(),
            percent(right, labelled),
            percent(right, read)
        )?;
        for column in classes {
            match count(&|(label, said)| label == row && said == column) {
                0 => write!(f, "     .")?,
                n => write!(f, " {n:>5}")?,
            }
        }
        writeln!(f)?;
    }
    Ok(())
}
