//! Draws out what a lead's record wants to know: asking price, condition, timeline, motivation.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::amounts::Amount;
use super::fold::{Folded, Token};
use super::lexicon::among;
use super::phrases::{Hit, Mark};
use super::sayings::Sayings;
use super::timeline;
use crate::vocabulary::{Facts, Question};

/// Draws the facts out of a text.
pub(super) fn from(text: &Folded, hits: &[Hit], question: Option<Question>) -> Facts {
    let refused = hits
        .iter()
        .any(|h| matches!(h.mark, Mark::WrongNumber | Mark::Hostile) && h.weight >= 3.4);
    if refused {
        return Facts::default();
    }
    let price = asking_price(text, question);
    Facts {
        asking_price: price.as_ref().map(|(a, _)| a.dollars),
        asking_price_high: price.as_ref().and_then(|(a, _)| a.upper),
        price_text: price.map(|(_, text)| text),
        condition: condition(text, question),
        timeline: timeline::of(text),
        motivation: motivation(text),
    }
}

/// Words before an amount that make it something else than the price asked.
const NOT_ASKED: &str = "owe owed owes mortgage zillow zestimate redfin appraised appraisal appraises paid bought \
    purchased offered your rent rents rented taxes repairs another extra add balance payoff \
    loan neighbor neighbors deposit earnest spent put insurance estimate quote quoted cost \
    costs assessed comps sold invested debo hipoteca ofrecieron worth valued value lend hoa \
    budget";
/// Words after an amount that do the same.
const NOT_ASKED_AFTER: &str = "month monthly rent repairs mortgage left roof owed deposit earnest balance taxes payment \
    payments loan";
/// Words before an amount that make it the price asked.
const ASKED: &str = "want wanted asking ask take need least accept price for sell get minimum lowest around \
    about looking firm do at quiero pido por quero minimo give pay would listed hoping than \
    make thinking";

fn asking_price(text: &Folded, question: Option<Question>) -> Option<(Amount, String)> {
    let priced = matches!(question, Some(Question::Price | Question::Bid));
    let mut best: Option<(u32, Amount, String)> = None;
    for (index, token) in text.tokens.iter().enumerate() {
        let Some(amount) = &token.amount else {
            continue;
        };
        let before = words_before(text, index, 5);
        let close = words_before(text, index, 3);
        let after = text
            .tokens
            .get(index + 1..(index + 4).min(text.tokens.len()))
            .unwrap_or(&[]);
        let cued = close.iter().any(|w| among(ASKED, w));
        let barred = before.iter().any(|w| among(NOT_ASKED, w))
            && !close
                .iter()
                .take(2)
                .any(|w| matches!(*w, "want" | "asking" | "need" | "take" | "least"))
            || after
                .iter()
                .take_while(|t| t.sentence == token.sentence && !t.after_comma)
                .any(|t| among(NOT_ASKED_AFTER, t.word.as_str()));
        if barred
            || !(amount.sure || cued || priced || text.tokens.len() <= 3)
            || amount.dollars < 5_000
        {
            continue;
        }
        let score = u32::from(cued) * 2 + u32::from(amount.sure);
        if best.as_ref().is_none_or(|(s, ..)| score > *s) {
            let prefix = close
                .first()
                .filter(|w| matches!(**w, "low" | "mid" | "high" | "upper" | "around" | "about"))
                .map_or(String::new(), |w| format!("{w} "));
            best = Some((score, amount.clone(), format!("{prefix}{}", amount.text)));
        }
    }
    best.map(|(_, amount, text)| (amount, text))
}

/// Up to `reach` words before `index` in its sentence, the nearest first.
fn words_before(text: &Folded, index: usize, reach: usize) -> Vec<&str> {
    let Some(token) = text.tokens.get(index) else {
        return Vec::new();
    };
    let mut comma = token.after_comma;
    text.tokens
        .get(..index)
        .unwrap_or(&[])
        .iter()
        .rev()
        .take(reach)
        .take_while(|t| {
            let keep = t.sentence == token.sentence && !comma && t.word != "but";
            comma = t.after_comma;
            keep
        })
        .map(|t| t.word.as_str())
        .collect()
}

/// Parts of a house, by the words for them.
const PARTS: &[(&str, &str)] = &[
    ("roof", "roof techo telhado shingles"),
    ("ac", "ac hvac furnace heater heating aire boiler"),
    ("foundation", "foundation slab cimientos fundacion"),
    (
        "plumbing",
        "plumbing pipes plomeria sewer tuberia encanamento",
    ),
    (
        "electrical",
        "electrical wiring electric electricidad panel",
    ),
    ("kitchen", "kitchen kitchens cocina cozinha cabinets"),
    ("bathroom", "bathroom bathrooms bath baths banos banheiro"),
    ("windows", "windows ventanas"),
    (
        "floors",
        "floor floors flooring carpet carpets piso pisos subfloor",
    ),
    ("paint", "paint painted pintura pintar"),
    ("septic", "septic"),
    ("siding", "siding"),
    ("pool", "pool"),
    ("basement", "basement"),
    ("ceiling", "ceiling ceilings drywall"),
];

const BAD: &str = "bad leak leaks leaking leaky broken broke old cracked cracks crack shot replace \
    replacing needs need needed damage damaged issue issues problem problems failing out \
    gone rotted rotting missing work repair repairs went caving sagging dated outdated \
    original dead died necesita precisa goteras mal falta sinking ancient fix redo updating";
const GOOD: &str = "new newer replaced remodeled redone good great fine excellent solid works working redid \
    installed nuevo novo perfect ok fresh";

/// Notes on the whole house: any of the word rows makes the note.
const NOTES: &[(&str, &str)] = &[
    (
        "needs work",
        "needs work; need work; needs tlc; lot of work; lots of work; ton of work; tons of \
         work; some work; needs everything; fixer; fixerupper; fixer upper; handyman \
         special; needs updating; needs repairs; deferred maintenance; some tlc; needs to be \
         remodeled; little work; rehab; needs some; precisa de reforma; needs a lot; \
         cosmetic; cosmetics",
    ),
    (
        "poor shape",
        "bad shape; rough shape; poor shape; terrible shape; bad condition; rough condition; \
         poor condition; disrepair; falling apart; run down; rundown; a mess; a dump; \
         trashed; dilapidated; tear down; teardown; condemned; uninhabitable; unlivable; a \
         disaster; mal estado; wrecked",
    ),
    (
        "good shape",
        "good shape; great shape; good condition; great condition; excellent condition; \
         excellent shape; move in ready; turnkey; turn key; well maintained; mint condition; \
         perfect condition; everything works; buenas condiciones; buen estado; bom estado; \
         pretty good; nice condition; decent shape; decent condition; good bones",
    ),
    (
        "remodeled",
        "remodeled; remodel; renovation; remodelada; upgraded; refurbished; redone; \
         reformada",
    ),
    ("as is", "as is; tal como esta; como esta"),
    ("mold", "mold; mildew; moho; mofo; moldy"),
    (
        "water damage",
        "water damage; flooded; flood; flooding; inundada; leak; leaks; leaking; goteras; \
         vazamento",
    ),
    (
        "fire damage",
        "fire damage; fire; burned; burnt; quemada; smoke damage",
    ),
    ("termites", "termite; termites; termitas; cupim"),
    (
        "tenant occupied",
        "tenant; tenants; renter; renters; inquilinos; inquilino; month to month; leased; \
         rented",
    ),
    ("squatters", "squatter; squatters"),
    (
        "vacant",
        "vacant; empty; vacia; vazia; unoccupied; nobody lives; abandoned",
    ),
    (
        "belongings to clear",
        "junk; hoarder; hoarding; trash; full of stuff; clutter; furniture",
    ),
    ("gutted", "gutted; studs"),
    (
        "code violations",
        "code violation; code violations; violations; code enforcement",
    ),
    (
        "unpermitted work",
        "unpermitted; no permits; without permits",
    ),
    ("asbestos", "asbestos"),
    ("structural", "structural; sinkhole"),
];

static PARTS_BY_WORD: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    PARTS
        .iter()
        .flat_map(|(part, words)| words.split_ascii_whitespace().map(|word| (word, *part)))
        .collect()
});
static NOTE_SAYINGS: LazyLock<Sayings> =
    LazyLock::new(|| Sayings::of(NOTES.iter().map(|(_, phrases)| *phrases)));
static REASON_SAYINGS: LazyLock<Sayings> =
    LazyLock::new(|| Sayings::of(REASONS.iter().map(|(_, phrases)| *phrases)));

/// Whether one of the `reach` words before position `at` is a negation.
fn is_denied(words: &[&str], at: usize, reach: usize) -> bool {
    words
        .get(at.saturating_sub(reach)..at)
        .unwrap_or_default()
        .iter()
        .any(|w| matches!(*w, "no" | "not" | "without" | "never"))
}

fn condition(text: &Folded, question: Option<Question>) -> Vec<String> {
    let mut notes: Vec<String> = Vec::new();
    let mut add = |note: String| {
        if !notes.contains(&note) {
            notes.push(note);
        }
    };
    for (index, token) in text.tokens.iter().enumerate() {
        let Some(part) = PARTS_BY_WORD.get(token.word.as_str()) else {
            continue;
        };
        match state_near(text, index, token) {
            Some(true) => add(format!("{part}: good or new")),
            Some(false) => add(format!("{part}: needs work")),
            None => add((*part).to_owned()),
        }
    }
    let words: Vec<&str> = text.tokens.iter().map(|t| t.word.as_str()).collect();
    let found = NOTE_SAYINGS.find(&words);
    for (row, (note, _)) in NOTES.iter().enumerate() {
        if found
            .iter()
            .any(|(found, at)| *found == row && !is_denied(&words, *at, 1))
        {
            add((*note).to_owned());
        }
    }
    if notes.is_empty()
        && question == Some(Question::Condition)
        && words.len() <= 8
        && !words.is_empty()
    {
        notes.push(words.join(" "));
    }
    notes
}

/// Whether the part named at `index` is said to be good or bad.
fn state_near(text: &Folded, index: usize, part: &Token) -> Option<bool> {
    let judge = |word: &str| {
        if among(GOOD, word) {
            Some(true)
        } else if among(BAD, word) {
            Some(false)
        } else {
            None
        }
    };
    let same = |t: &&Token| t.sentence == part.sentence;
    // "needs a new roof" is bad whatever "new" says.
    let before: Vec<&Token> = {
        let mut comma = part.after_comma;
        text.tokens
            .get(..index)
            .unwrap_or(&[])
            .iter()
            .rev()
            .take(6)
            .take_while(|t| {
                let keep = same(t) && !comma;
                comma = t.after_comma;
                keep
            })
            .collect()
    };
    if before.iter().any(|t| {
        matches!(
            t.word.as_str(),
            "needs"
                | "need"
                | "replace"
                | "fix"
                | "requires"
                | "necesita"
                | "precisa"
                | "no"
                | "falta"
        )
    }) {
        return Some(false);
    }
    let after = text
        .tokens
        .get(index + 1..)
        .unwrap_or(&[])
        .iter()
        .take(5)
        .take_while(|t| same(t) && !t.after_comma && t.word != "and")
        .find_map(|t| judge(&t.word));
    after.or_else(|| before.iter().take(3).find_map(|t| judge(&t.word)))
}

/// Reasons to sell, by the words that tell them.
const REASONS: &[(&str, &str)] = &[
    (
        "divorce",
        "divorce; divorced; divorcing; separated; separating; splitting up; divorcio; \
         divorciando",
    ),
    (
        "inherited",
        "inherited; inherit; inheritance; probate; estate; heirs; left it to; left me the; \
         left us the; herede; heredamos; herencia; heranca; herdei",
    ),
    (
        "death in the family",
        "passed away; passed; died; deceased; widow; fallecio; murio; faleceu; morreu",
    ),
    (
        "behind on payments",
        "behind on; behind; missed payments; late payments; past due; atrasado; atrasada; \
         default; delinquent",
    ),
    (
        "foreclosure",
        "foreclosure; preforeclosure; auction; embargo; repossessed",
    ),
    (
        "owes taxes",
        "back taxes; property taxes; owe taxes; tax lien; impuestos",
    ),
    (
        "cannot afford it",
        "afford; laid off; lost my job; lost job; unemployed; need the money; need money; \
         bills; debt; money problems; financial; no puedo pagar",
    ),
    ("bankruptcy", "bankruptcy; bancarrota; chapter"),
    (
        "moving",
        "moving; relocating; relocate; relocation; transferred; transfer; move to; mudar; \
         mudando; mudamos; pcs; new job; out of state",
    ),
    (
        "tired landlord",
        "landlord; tired of tenants; bad tenants; evict; evicting; eviction; tenants \
         trashed; dealing with tenants; tenant problems; renters trashed; wont pay rent; not \
         pay rent; not pay; stopped paying",
    ),
    ("vacant", "vacant; sitting empty; empty; vacia; vazia"),
    (
        "downsizing",
        "downsizing; downsize; too big; too much house; kids are gone; empty nest",
    ),
    (
        "needs more space",
        "bigger; outgrown; more space; growing family",
    ),
    (
        "health",
        "health; sick; medical; cancer; surgery; assisted living; nursing home; stairs; \
         hospital; enfermo; enferma; dementia; disabled",
    ),
    (
        "retiring",
        "retiring; retired; retirement; retire; jubilado",
    ),
    (
        "too much upkeep",
        "upkeep; headache; burden; too much to maintain; too much work; hassle; money pit; \
         tired of it",
    ),
    (
        "two mortgages",
        "two mortgages; two payments; another house; two houses; 2 mortgages",
    ),
];

fn motivation(text: &Folded) -> Option<String> {
    let words: Vec<&str> = text.tokens.iter().map(|t| t.word.as_str()).collect();
    let told = REASON_SAYINGS.find(&words);
    let mut found: Vec<&str> = Vec::new();
    for (row, (reason, _)) in REASONS.iter().enumerate() {
        let told = told
            .iter()
            .any(|(told, at)| *told == row && !is_denied(&words, *at, 2));
        let covered = *reason == "death in the family" && found.contains(&"inherited");
        if told && !covered {
            found.push(reason);
        }
    }
    (!found.is_empty()).then(|| found.join(", "))
}
