//! Prices and other numbers: only those that we offered, that stand in our record, or that are
//! small.

use super::plain::{Gap, Word};
use super::{Known, Violation};
use crate::text::spelling::{WordList, words};

/// A number as it stands in a text: the words `start..end`.
#[derive(Debug)]
struct Figure {
    start: usize,
    end: usize,
    /// `None` if it reads as no whole number that we could have offered.
    value: Option<u64>,
    /// It says "thousand" or the like.
    is_large: bool,
    /// Digits, or else number words.
    digits: usize,
    is_ordinal_or_time: bool,
}

const MULTIPLIERS: &[(&str, u64)] = &[
    ("k", 1_000),
    ("thousand", 1_000),
    ("thousands", 1_000),
    ("grand", 1_000),
    ("mil", 1_000),
    ("m", 1_000_000),
    ("mm", 1_000_000),
    ("million", 1_000_000),
    ("millions", 1_000_000),
    ("millon", 1_000_000),
    ("millones", 1_000_000),
    ("billion", 1_000_000_000),
];
const HUNDREDS: &[(&str, u64)] = &[
    ("cien", 100),
    ("ciento", 100),
    ("cientos", 100),
    ("doscientos", 200),
    ("trescientos", 300),
    ("cuatrocientos", 400),
    ("quinientos", 500),
    ("seiscientos", 600),
    ("setecientos", 700),
    ("ochocientos", 800),
    ("novecientos", 900),
];
const UNITS: &[(&str, u64)] = &[
    ("zero", 0),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("cero", 0),
    ("dos", 2),
    ("tres", 3),
    ("cuatro", 4),
    ("cinco", 5),
    ("seis", 6),
    ("siete", 7),
    ("ocho", 8),
    ("nueve", 9),
];
const TEENS: &[(&str, u64)] = &[
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("diez", 10),
    ("doce", 12),
    ("trece", 13),
    ("catorce", 14),
    ("quince", 15),
    ("dieciseis", 16),
    ("diecisiete", 17),
    ("dieciocho", 18),
    ("diecinueve", 19),
];
const TENS: &[(&str, u64)] = &[
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
    ("veinte", 20),
    ("treinta", 30),
    ("cuarenta", 40),
    ("cincuenta", 50),
    ("sesenta", 60),
    ("setenta", 70),
    ("ochenta", 80),
    ("noventa", 90),
];
const CURRENCIES: &WordList = words!(
    "
    dollar dollars usd buck bucks cent cents euro euros peso pesos dolar dolares percent percentage
    pct ciento figure figures
"
);
/// Near these the smallest number is an amount, too: "we can pay 9".
const PRICE_WORDS: &WordList = words!(
    "
    offer offers offered offering pay pays paying paid price priced worth cost costs cash value
    valued bid ofrecer ofrece ofrecemos ofrezco pagar pagamos pago precio efectivo oferta valor vale
"
);
/// A number may count these, and nothing else.
const COUNTED: &WordList = words!(
    "
    minute minutes min mins hour hours hr hrs day days week weeks weekend weekends month months year
    years yr yrs am pm oclock question questions thing things bedroom bedrooms bed beds bd br bath
    baths ba bathroom bathrooms step steps unit units people persons owners heirs siblings story
    stories floor floors level levels room rooms car acre acres tenant tenants property properties
    house houses window windows word words option options way ways reasons items spots
    minuto minutos hora horas dia dias semana semanas mes meses ano anos pregunta preguntas cuarto
    cuartos habitacion habitaciones recamara recamaras bano banos unidad unidades persona personas
    paso pasos cosa cosas piso pisos dueno duenos inquilino inquilinos veces
"
);
/// What may stand between a number and what it counts.
const ADJECTIVES: &WordList = words!(
    "
    more other full half quick short small simple easy business calendar working big last main old
    mas otras otros
"
);
const TIMES_OF_DAY: &WordList = words!(
    "
    talk call visit come meet stop tomorrow today tonight monday tuesday wednesday thursday friday
    saturday sunday
"
);
const HOURS: &WordList = words!("open daily hours abierto abrimos");
const MONTHS: &WordList = words!(
    "
    january february march april may june july august september october november december
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
"
);
/// What may follow digits in one word, beside multipliers.
const SUFFIXES: &WordList = words!("st nd rd th am pm a p");

pub(super) fn check(words: &[Word<'_>], known: &Known, offered: &[u64]) -> Result<(), Violation> {
    let figures = figures(words, known)?;
    // "$" and "dollars" go with an amount that we offered, or not at all.
    let is_offered = |figure: &&Figure| figure.value.is_some_and(|value| offered.contains(&value));
    for (place, word) in words.iter().enumerate() {
        let signs = word.lead.matches('$').count();
        let amount = figures.iter().find(|figure| figure.start == place);
        if signs > 1
            || (signs == 1
                && !(word.lead.ends_with('$') && amount.as_ref().is_some_and(is_offered)))
        {
            return Err(Violation::Price);
        }
        let amount = figures.iter().find(|figure| figure.end == place);
        if CURRENCIES.has(&word.folded) && !amount.as_ref().is_some_and(is_offered) {
            return Err(Violation::Price);
        }
        if word.lead.contains('%') || word.tail.contains('%') {
            return Err(Violation::Price);
        }
    }
    if words.last().is_some_and(|word| word.tail.contains('$')) {
        return Err(Violation::Price);
    }
    runs(&figures, words, known, offered)?;
    figures
        .iter()
        .try_for_each(|figure| one(figure, words, known, offered))
}

fn one(
    figure: &Figure,
    words: &[Word<'_>],
    known: &Known,
    offered: &[u64],
) -> Result<(), Violation> {
    if figure.value.is_some_and(|value| offered.contains(&value)) {
        return Ok(());
    }
    if figure.is_large {
        return Err(Violation::Price);
    }
    if is_known(figure, words, known) {
        return Ok(());
    }
    let Some(value) = figure.value else {
        return Err(Violation::Price);
    };
    if value < 100 && figure.digits <= 3 && counts_or_dates(figure, words) {
        return Ok(());
    }
    if is_price_talk(figure, words) || (10..100).contains(&value) {
        return Err(Violation::Price);
    }
    // A bare small number is an amount as well: "we can do 9 for the place".
    Err(if value < 100 && figure.digits <= 3 {
        Violation::Price
    } else {
        Violation::Number
    })
}

/// "10 am", "the 21st", "3:30", "24/7", "May 5", "7 to 10 days", "Tuesday at 11", "open 9-5".
fn counts_or_dates(figure: &Figure, words: &[Word<'_>]) -> bool {
    let near = |range: std::ops::Range<usize>, list: &WordList| {
        words
            .get(range)
            .is_some_and(|near| near.iter().any(|word| list.has(&word.folded)))
    };
    let before = figure.start.saturating_sub(1)..figure.start;
    let lately = figure.start.saturating_sub(7)..figure.start;
    let is_digits = |place: Option<usize>| {
        place
            .and_then(|place| words.get(place))
            .is_some_and(|word| word.raw.starts_with(|c: char| c.is_ascii_digit()))
    };
    let lead = words.get(figure.start).map_or("", |word| word.lead);
    let tail = words
        .get(figure.end.saturating_sub(1))
        .map_or("", |word| word.tail);
    let is_hour = figure.value.is_some_and(|hour| hour <= 12);
    figure.is_ordinal_or_time
        || counts(figure.end, words)
        || near(before.clone(), MONTHS)
        || near(figure.end..(figure.end + 1).min(words.len()), MONTHS)
        || (is_hour && near(before, words!("at")) && near(lately.clone(), TIMES_OF_DAY))
        || (is_hour && near(lately, HOURS))
        || (matches!(lead, ":" | "/") && is_digits(figure.start.checked_sub(1)))
        || (matches!(tail, ":" | "/") && is_digits(Some(figure.end)))
}

/// Whether what is counted stands at `place`: "beds", "more questions", "to 10 days", "or two beds".
fn counts(place: usize, words: &[Word<'_>]) -> bool {
    let at = |place: usize, list: &WordList| {
        words
            .get(place)
            .is_some_and(|word| word.before == Gap::Space && list.has(&word.folded))
    };
    let counted =
        |place: usize| at(place, COUNTED) || (at(place, ADJECTIVES) && at(place + 1, COUNTED));
    let is_number = |place: usize| {
        words.get(place).is_some_and(|word| {
            word.before == Gap::Space
                && (word.raw.chars().all(|c| c.is_ascii_digit()) || is_number_word(&word.folded))
        })
    };
    let joined = usize::from(at(place, words!("to or and a o y")));
    counted(place) || (is_number(place + joined) && counted(place + joined + 1))
}

fn is_price_talk(figure: &Figure, words: &[Word<'_>]) -> bool {
    words
        .get(figure.start.saturating_sub(3)..figure.start)
        .is_some_and(|near| near.iter().any(|word| PRICE_WORDS.has(&word.folded)))
}

/// A number of our record counts as one only beside another word of it: "123 Main", "FL 33602".
fn is_known(figure: &Figure, words: &[Word<'_>], known: &Known) -> bool {
    let of_record = |place: Option<usize>| {
        place
            .and_then(|place| words.get(place))
            .is_some_and(|word| known.has(word))
    };
    (figure.start..figure.end).all(|place| of_record(Some(place)))
        && (of_record(figure.start.checked_sub(1)) || of_record(Some(figure.end)))
}

/// Numbers one after the other are a phone or a code in pieces, whatever stands between them.
fn runs(
    figures: &[Figure],
    words: &[Word<'_>],
    known: &Known,
    offered: &[u64],
) -> Result<(), Violation> {
    let mut digits = 0;
    let mut end = 0;
    for figure in figures.iter().filter(|figure| figure.digits > 0) {
        let apart = figure.start != end
            || words
                .get(figure.start)
                .is_some_and(|word| word.lead.contains(':'));
        if apart {
            digits = 0;
        }
        end = figure.end;
        let allowed = is_known(figure, words, known)
            || figure.value.is_some_and(|value| offered.contains(&value));
        digits = if allowed { 0 } else { digits + figure.digits };
        if digits >= 5 {
            return Err(Violation::Number);
        }
    }
    Ok(())
}

fn figures(words: &[Word<'_>], known: &Known) -> Result<Vec<Figure>, Violation> {
    let mut figures = Vec::new();
    let mut place = 0;
    while let Some(word) = words.get(place) {
        let figure = if word.raw.contains(|c: char| c.is_ascii_digit()) {
            Some(written_in_digits(words, place, known)?)
        } else {
            written_in_words(words, place)
        };
        place = figure.as_ref().map_or(place + 1, |figure| figure.end);
        figures.extend(figure);
    }
    Ok(figures)
}

/// "250", "250,000", "1.2m", "250k", "250 thousand", "10am", "1st".
fn written_in_digits(words: &[Word<'_>], start: usize, known: &Known) -> Result<Figure, Violation> {
    let mut digits = String::new();
    let mut decimals = 0_u32;
    let mut suffix = "";
    let mut end = start;
    while let Some(word) = words.get(end) {
        let cut = word
            .raw
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(word.raw.len());
        let (figures, rest) = word.raw.split_at(cut);
        let joins = end == start
            || match word.lead {
                "," => figures.len() == 3 && decimals == 0,
                "." => !figures.is_empty() && decimals == 0,
                _ => false,
            };
        if !joins {
            break;
        }
        if end > start && word.lead == "." {
            decimals = u32::try_from(figures.len()).unwrap_or(u32::MAX);
        }
        digits.push_str(figures);
        suffix = rest;
        end += 1;
        if !rest.is_empty() {
            break;
        }
    }
    let runs_on = words.get(end).is_some_and(|next| {
        matches!(next.lead, "," | ".") && next.raw.starts_with(|c: char| c.is_ascii_digit())
    });
    if runs_on {
        return Err(Violation::Number);
    }
    let suffix = suffix.to_lowercase();
    let of_record = words.get(start).is_some_and(|word| known.has(word));
    let mut multiplier = multiplier(&suffix);
    if !suffix.is_empty() && multiplier.is_none() && !SUFFIXES.has(&suffix) && !of_record {
        return Err(Violation::Number);
    }
    if digits.is_empty() && !of_record {
        return Err(Violation::Number);
    }
    while let Some(more) = words
        .get(end)
        .filter(|word| suffix.is_empty() && word.before == Gap::Space)
        .and_then(|word| multiplier_word(&word.folded))
    {
        multiplier = multiplier.unwrap_or(1).checked_mul(more).or(Some(0));
        end += 1;
    }
    Ok(Figure {
        start,
        end,
        value: value(&digits, decimals, multiplier.unwrap_or(1)),
        is_large: multiplier.is_some(),
        digits: digits.len(),
        is_ordinal_or_time: !suffix.is_empty() && multiplier.is_none(),
    })
}

fn multiplier(suffix: &str) -> Option<u64> {
    let (_, value) = MULTIPLIERS.iter().find(|(name, _)| *name == suffix)?;
    Some(*value)
}

/// A single letter beside a number is a multiplier, too: "250 k".
fn multiplier_word(word: &str) -> Option<u64> {
    match word {
        "hundred" | "hundreds" => Some(100),
        _ => multiplier(word),
    }
}

/// Half dollars are nobody's offer; what is no whole number but small is a measure ("2.5 baths").
fn value(digits: &str, decimals: u32, multiplier: u64) -> Option<u64> {
    let scale = 10_u64.checked_pow(decimals)?;
    let scaled = digits.parse::<u64>().ok()?.checked_mul(multiplier)?;
    let is_measure = multiplier == 1 && scaled / scale < 100 && decimals <= 2;
    (scaled % scale == 0 || is_measure).then_some(scaled / scale)
}

/// "two hundred fifty thousand", "ninety five". "One" alone is no number.
fn written_in_words(words: &[Word<'_>], start: usize) -> Option<Figure> {
    let mut end = start;
    let mut said: Vec<&str> = Vec::new();
    while let Some(word) = words.get(end) {
        let follows = end == start || word.before == Gap::Space;
        let joins = !said.is_empty()
            && matches!(word.folded.as_str(), "and" | "y")
            && words
                .get(end + 1)
                .is_some_and(|next| next.before == Gap::Space && is_number_word(&next.folded));
        if !follows || !(joins || is_number_word(&word.folded)) {
            break;
        }
        if !joins {
            said.push(&word.folded);
        }
        end += 1;
    }
    if said.is_empty() || said == ["one"] {
        return None;
    }
    let is_large = said.iter().any(|word| is_large(word));
    Some(Figure {
        start,
        end,
        value: spoken(&said),
        is_large,
        digits: 0,
        is_ordinal_or_time: false,
    })
}

/// Number words and currencies.
pub(super) fn is_of_an_amount(word: &str) -> bool {
    is_number_word(word) || CURRENCIES.has(word)
}

fn is_number_word(word: &str) -> bool {
    is_large(word)
        || [UNITS, TEENS, TENS]
            .iter()
            .any(|list| find(list, word).is_some())
}

fn is_large(word: &str) -> bool {
    // One letter is no number word without digits.
    (word.len() > 2 && multiplier_word(word).is_some()) || find(HUNDREDS, word).is_some()
}

fn find(list: &[(&str, u64)], word: &str) -> Option<u64> {
    list.iter()
        .find(|(name, _)| *name == word)
        .map(|(_, value)| *value)
}

/// The number that these words say if they say one as it is written out in full; "two fifty" does
/// not.
fn spoken(said: &[&str]) -> Option<u64> {
    let (mut total, mut group) = (0_u64, 0_u64);
    // What may still be added to the group: less than this.
    let mut room = u64::MAX;
    for word in said {
        if *word == "hundred" || *word == "hundreds" {
            group = group.max(1).checked_mul(100)?;
            room = 100;
        } else if let Some(scale) = multiplier(word) {
            total = total.checked_add(group.max(1).checked_mul(scale)?)?;
            (group, room) = (0, u64::MAX);
        } else {
            let value = [UNITS, TEENS, TENS, HUNDREDS]
                .iter()
                .find_map(|list| find(list, word))?;
            if value >= room {
                return None;
            }
            group += value;
            room = match value {
                20..100 => 10,
                100.. => 100,
                _ => 1,
            };
        }
    }
    total.checked_add(group)
}
