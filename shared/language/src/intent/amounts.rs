//! Finds amounts of money and plain numbers: "$250k", "1.2 mil", "two fifty", "low 300s",
//! "250-275k"; never phone numbers, streets, years, bedrooms or days.

use super::fold::Piece;
use super::lexicon::among;

/// An amount of money, or a number that may be one.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Amount {
    /// Whole dollars, for a house: "250" is 250,000.
    pub(super) dollars: u64,
    /// The upper end of a range.
    pub(super) upper: Option<u64>,
    /// As written.
    pub(super) text: String,
    /// Written as money, not merely as a number.
    pub(super) sure: bool,
}

/// Words after a number that make it a count, a size or a time.
const UNITS: &str = "bed beds bedroom bedrooms bd br bath baths ba bathroom bathrooms sqft sq sf square acre \
    acres ac unit units car day days week weeks wk wks month months mo mos year years yr yrs \
    hour hours hr hrs min mins minute minutes percent am pm oclock st nd rd th mile miles \
    kids people times tenants feet ft story stories dias meses anos semanas horas quartos \
    cuartos recamaras banos more other houses properties homes of family floors dogs cats \
    seconds bucks dollars";

/// Words that end a street's name.
const STREETS: &str = "st street ave avenue av rd road dr drive ln lane blvd ct court way cir circle pl place \
    ter terrace hwy highway trail trl pkwy parkway loop calle rua apt sw nw se ne";

/// Replaces the pieces that make an amount by one piece, `<money>` or `<num>`.
pub(super) fn collapse<'t>(pieces: &[Piece<'t>]) -> Vec<(Piece<'t>, Option<Amount>)> {
    let mut out = Vec::with_capacity(pieces.len());
    let mut rest = pieces;
    let mut before = "";
    while let Some((first, tail)) = rest.split_first() {
        let Some((amount, used)) = read(rest, before) else {
            out.push((*first, None));
            before = first.text;
            rest = tail;
            continue;
        };
        let word = if amount.sure { "<money>" } else { "<num>" };
        out.push((
            Piece {
                text: word,
                ..*first
            },
            Some(amount),
        ));
        before = word_before(rest, used);
        rest = rest.get(used..).unwrap_or(&[]);
    }
    out
}

fn word_before<'t>(pieces: &[Piece<'t>], used: usize) -> &'t str {
    used.checked_sub(1)
        .and_then(|i| pieces.get(i))
        .map_or("", |p| p.text)
}

/// Reads an amount at the start of `pieces`; says how many pieces it takes.
fn read(pieces: &[Piece<'_>], before: &str) -> Option<(Amount, usize)> {
    let sentence = pieces.first()?.sentence;
    let word = |i: usize| {
        pieces
            .get(i)
            .filter(|p| p.sentence == sentence)
            .map_or("", |p| p.text)
    };
    digits(&word, before).or_else(|| in_words(&word))
}

/// A number in digits, with what may follow it.
fn digits<'a>(word: &impl Fn(usize) -> &'a str, before: &str) -> Option<(Amount, usize)> {
    let raw = word(0);
    if !raw.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (low_text, high_text) = match raw.split_once('-') {
        Some((low, high)) if !high.contains('-') => (low, Some(high)),
        Some(_) => return None,
        None => (raw, None),
    };
    let mut low = Number::read(low_text)?;
    let mut high = match high_text {
        Some(text) => Some(Number::read(text)?),
        None => None,
    };
    let mut used = 1;
    if word(1) == "hundred" && low.is_unscaled() && low.value < 20.0 {
        // "2 hundred thousand"
        low.value *= 100.0;
        low.whole_digits = 3;
        used = 2;
    }
    // "250 to 275k", "250 or 260"
    if high.is_none()
        && matches!(word(1), "to" | "a" | "or" | "thru")
        && let Some(second) = Number::read(word(2))
    {
        high = Some(second);
        used = 3;
    }
    if let Some(scale) = scale_word(word(used), low.value) {
        let target = high.as_mut().unwrap_or(&mut low);
        if target.is_unscaled() {
            target.scale = scale;
            used += 1;
        }
    }
    if matches!(word(used), "dollars" | "bucks" | "dolares" | "usd" | "$") {
        // "50 dollars" is fifty dollars; "$50" or "50 thousand dollars" may be a house's price.
        low.dollar = low.scale > 1.0 || low.value >= 1_000.0;
        used += 1;
    }
    let next = word(used);
    if is_by_month(word, used) && low.value * low.scale < 20_000.0 {
        return None;
    }
    if among(UNITS, next) && !low.dollar && low.is_unscaled() {
        return None;
    }
    if is_street(word, used) && !low.dollar {
        return None;
    }
    if matches!(
        before,
        "apt"
            | "unit"
            | "suite"
            | "lot"
            | "zip"
            | "room"
            | "code"
            | "since"
            | "am"
            | "im"
            | "i'm"
            | "age"
            | "aged"
            | "turning"
            | "turned"
            | "highway"
            | "route"
            | "hwy"
            | "#"
    ) {
        return None;
    }
    if let Some(high) = high.as_mut() {
        if low.is_unscaled() {
            low.scale = high.scale;
        }
        high.dollar |= low.dollar;
    }
    let adjust = match (
        before,
        low_text.ends_with("00s") || low_text.ends_with("0s"),
    ) {
        ("mid" | "middle", true) => 50_000,
        ("high" | "upper", true) => 80_000,
        _ => 0,
    };
    let (dollars, sure) = low.dollars()?;
    let upper = high.and_then(|h| h.dollars()).map(|(d, _)| d);
    let used_text = (0..used).map(word).collect::<Vec<_>>().join(" ");
    Some((
        Amount {
            dollars: dollars + adjust,
            upper: upper.filter(|u| *u > dollars),
            text: used_text,
            sure,
        },
        used,
    ))
}

/// "1,550 a month", "900/mo": rent, not a price.
fn is_by_month<'a>(word: &impl Fn(usize) -> &'a str, at: usize) -> bool {
    let month = |at: usize| among("mo mos month monthly mes", word(at));
    month(at) || among("a per each every al por", word(at)) && month(at + 1)
}

/// "12 oak st", "450 n main street": a number that begins an address.
fn is_street<'a>(word: &impl Fn(usize) -> &'a str, at: usize) -> bool {
    // "36 Mill Rd": no million.
    at > 1 && word(at - 1) == "mill" && among(STREETS, word(at))
        || (1..4).any(|i| among(STREETS, word(at + i)) && word(at + i) != "place")
            && !word(at).is_empty()
            && !matches!(
                word(at),
                "for" | "and" | "cash" | "on" | "in" | "or" | "is" | "if" | "to"
            )
}

fn scale_word(word: &str, value: f64) -> Option<f64> {
    Some(match word {
        "k" | "thousand" | "grand" | "thou" | "ks" | "thousands" => 1e3,
        // English "1.2 mil" is millions; Spanish and Portuguese "200 mil" is thousands.
        "mil" if value >= 20.0 => 1e3,
        "million" | "millions" | "millon" | "millones" | "milhao" | "milhoes" | "mill" | "m"
        | "mm" | "mil" | "milly" | "milli" => 1e6,
        _ => return None,
    })
}

/// A number as written.
struct Number {
    value: f64,
    scale: f64,
    dollar: bool,
    /// Digits with thousands' separators.
    grouped: bool,
    /// "300s"
    plural: bool,
    whole_digits: usize,
}

impl Number {
    fn read(text: &str) -> Option<Self> {
        let dollar = text.contains('$');
        let text = text.trim_matches('$');
        let body = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let suffix = text.get(body.len()..).unwrap_or("");
        if body.is_empty() || body.contains([':', '/', '-', '$']) {
            return None;
        }
        let (grouped, plain) = plain_digits(body)?;
        let value: f64 = plain.parse().ok()?;
        let scale = match suffix {
            "" | "s" | "ish" => 1.0,
            "k" | "ks" | "thousand" | "grand" | "g" => 1e3,
            "mil" if value >= 20.0 => 1e3,
            "m" | "mm" | "mil" | "mill" | "million" => 1e6,
            _ => return None,
        };
        Some(Self {
            value,
            scale,
            dollar,
            grouped,
            plural: suffix == "s",
            whole_digits: plain.split('.').next().map_or(0, str::len),
        })
    }

    /// Whether no "k" or "million" goes with it.
    fn is_unscaled(&self) -> bool {
        self.scale < 10.0
    }

    /// Dollars for a house, and whether it is surely money.
    fn dollars(&self) -> Option<(u64, bool)> {
        let amount = self.value * self.scale;
        if self.scale > 1.0 {
            return (amount >= 10_000.0).then_some((whole(amount)?, true));
        }
        if self.value.fract() != 0.0 && self.value < 100.0 {
            // "1.2" in dollars is millions; alone it is a version or a time.
            return (self.dollar && self.value < 10.0).then_some((whole(self.value * 1e6)?, true));
        }
        let dollars = whole(amount)?;
        let round = dollars % 500 == 0;
        match self.whole_digits {
            3 if self.plural && dollars >= 100 => Some((dollars * 1_000, true)),
            2 if self.dollar && dollars >= 40 => Some((dollars * 1_000, true)),
            3 if self.dollar => Some((dollars * 1_000, true)),
            2 if dollars >= 30 => Some((dollars * 1_000, false)),
            3 => Some((dollars * 1_000, false)),
            4 if self.dollar || self.grouped => Some((dollars, false)),
            5..=8 if self.dollar || self.grouped => Some((dollars, true)),
            5 if round => Some((dollars, dollars >= 20_000)),
            6 | 7 if round => Some((dollars, true)),
            _ => None,
        }
    }
}

/// "250,000" and "250.000" without separators; whether there were any.
fn plain_digits(body: &str) -> Option<(bool, String)> {
    let groups: Vec<&str> = body.split([',', '.']).collect();
    let (first, rest) = groups.split_first()?;
    if rest.is_empty() {
        return Some((false, (*first).to_owned()));
    }
    if !first.is_empty() && first.len() <= 3 && rest.iter().all(|g| g.len() == 3) {
        return Some((true, groups.concat()));
    }
    if let [fraction] = rest {
        // "250,00" is a slip for 250,000; "1,2" is a decimal.
        if body.contains(',') && fraction.len() == 2 && first.len() == 3 {
            return Some((true, format!("{first}{fraction}0")));
        }
        return Some((false, format!("{first}.{fraction}")));
    }
    // "250,000.00"
    let (cents, thousands) = rest.split_last()?;
    (cents.len() == 2 && thousands.iter().all(|g| g.len() == 3))
        .then(|| (true, format!("{first}{}", thousands.concat())))
}

/// A non-negative number as whole dollars.
fn whole(amount: f64) -> Option<u64> {
    format!("{:.0}", amount.round()).parse().ok()
}

/// What a number word is worth, and what kind it is.
fn word_value(word: &str) -> Option<u64> {
    Some(match word {
        "one" | "un" | "um" => 1,
        "two" | "dos" | "dois" => 2,
        "three" | "tres" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "eleven" => 11,
        "twelve" => 12,
        "fifteen" => 15,
        "twenty" | "veinte" | "vinte" => 20,
        "thirty" | "treinta" | "trinta" => 30,
        "forty" | "fourty" | "cuarenta" | "quarenta" => 40,
        "fifty" | "cincuenta" | "cinquenta" => 50,
        "sixty" | "sesenta" | "sessenta" => 60,
        "seventy" | "setenta" => 70,
        "eighty" | "ochenta" | "oitenta" => 80,
        "ninety" | "noventa" => 90,
        "cien" | "ciento" | "cem" | "cento" => 100,
        "doscientos" | "doscientas" | "duzentos" => 200,
        "trescientos" | "trescientas" | "trezentos" => 300,
        "cuatrocientos" | "quatrocentos" => 400,
        "quinientos" | "quinhentos" => 500,
        "seiscientos" | "seiscentos" => 600,
        _ => return None,
    })
}

/// An amount in words: "two fifty", "three hundred thousand", "half a million", "doscientos mil".
fn in_words<'a>(word: &impl Fn(usize) -> &'a str) -> Option<(Amount, usize)> {
    let first = word(0);
    let begins = word_value(first).is_some()
        || first.starts_with(|c: char| c.is_ascii_digit())
        || matches!(first, "half" | "quarter" | "medio" | "meio" | "a");
    if !begins {
        return None;
    }
    // "one point five million"
    if let (Some(units), "point", Some(tenths)) =
        (word_value(word(0)), word(1), word_value(word(2)))
        && units < 20
        && tenths < 10
        && matches!(word(3), "million" | "mil" | "mill")
    {
        let dollars = units * 1_000_000 + tenths * 100_000;
        return Some((amount_in_words(word, dollars, 4, true), 4));
    }
    let special = match (word(0), word(1), word(2)) {
        ("half", "a", "million" | "mil" | "mill") => Some((500_000, 3)),
        ("half", "million", _) | ("medio", "millon", _) | ("meio", "milhao", _) => {
            Some((500_000, 2))
        }
        ("quarter", "million" | "mil", _) => Some((250_000, 2)),
        (
            "a" | "one" | "un" | "um",
            "million" | "millon" | "mill" | "milli" | "milly" | "milhao",
            _,
        ) => Some((1_000_000, 2)),
        _ => None,
    };
    if let Some((dollars, used)) = special {
        if matches!(
            word(used),
            "years" | "times" | "reasons" | "things" | "questions"
        ) {
            return None;
        }
        return Some((amount_in_words(word, dollars, used, true), used));
    }
    let (mut value, mut used) = (0_u64, 0_usize);
    let mut last = 0_u64;
    let (mut scaled, mut spoken_hundreds) = (false, false);
    loop {
        let next = word(used);
        if let Some(v) = word_value(next) {
            if used > 0 && last < 10 && (10..=90).contains(&v) && value < 10 {
                // "two fifty", "one twenty five", "two ten"
                value = value * 100 + v;
                spoken_hundreds = true;
            } else if used == 0 || (v < last && last.is_multiple_of(10)) {
                value += v;
            } else {
                break;
            }
            last = v;
        } else if used == 0
            && let Some(units) = next.parse::<u64>().ok().filter(|n| (1..10).contains(n))
            && word_value(word(1)).is_some_and(|v| (20..=90).contains(&v))
        {
            // "2 fifty"
            value = units;
            last = units;
        } else if matches!(next, "hundred" | "hundreds") && value > 0 && value < 100 {
            value *= 100;
            last = 100;
            spoken_hundreds = true;
        } else if next == "and" && used > 0 && word_value(word(used + 1)).is_some() && last == 100 {
        } else if let Some(scale) = scale_word(next, 100.0).filter(|_| value > 0) {
            let factor = if scale > 1e3 { 1_000_000 } else { 1_000 };
            value *= factor;
            scaled = true;
            used += 1;
            break;
        } else {
            break;
        }
        used += 1;
    }
    let counted = among(UNITS, word(used)) && !matches!(word(used), "dollars" | "bucks");
    if used == 0 || (!scaled && !spoken_hundreds) || counted {
        return None;
    }
    let dollars = if scaled { value } else { value * 1_000 };
    (dollars >= 20_000).then(|| (amount_in_words(word, dollars, used, true), used))
}

fn amount_in_words<'a>(
    word: &impl Fn(usize) -> &'a str,
    dollars: u64,
    used: usize,
    sure: bool,
) -> Amount {
    Amount {
        dollars,
        upper: None,
        text: (0..used).map(word).collect::<Vec<_>>().join(" "),
        sure,
    }
}
