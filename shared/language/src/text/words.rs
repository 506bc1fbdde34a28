//! A text folded once, and cut into words by the rule of whoever reads it.

use std::ops::Range;

use super::fold::{Folded, fold, is_accented, is_latin};
pub(crate) use super::gap::Gap;

/// A text whose letters are folded.
#[derive(Debug)]
pub(crate) struct Text<'a> {
    body: &'a str,
    letters: String,
    runs: Vec<Run>,
    /// Whether a script other than Latin makes up most of the text.
    pub(crate) is_foreign: bool,
    /// Whether anything is written in letters that Spanish, Portuguese or French have beyond ASCII.
    pub(crate) is_accented: bool,
}

/// Letters and digits side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Run {
    /// In the body.
    raw: Range<usize>,
    /// In the folded letters.
    letters: Range<usize>,
    capitals: usize,
    has_small: bool,
}

/// A character between two runs, with its neighbours in the body (a space past either end).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sign {
    pub(crate) c: char,
    pub(crate) before: char,
    pub(crate) after: char,
}

impl Sign {
    /// Whether letters or digits stand on both sides.
    pub(crate) fn is_inside(self) -> bool {
        self.before.is_alphanumeric() && self.after.is_alphanumeric()
    }

    pub(crate) fn is_between_digits(self) -> bool {
        self.before.is_ascii_digit() && self.after.is_ascii_digit()
    }
}

/// What a reader makes of a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// Leaves no trace: what stands before and after it is one word.
    Nothing,
    /// Goes on the word as these letters.
    Letters(&'static str),
    /// Begins another word.
    Begin(&'static str),
    /// Ends the word, which stands for this one.
    Instead(&'static str),
    /// Is a word of its own.
    Word(&'static str),
    /// Ends the word.
    Gap(Gap),
    /// Ends the word and asks.
    Question,
}

/// How a reader cuts a text into words.
pub(crate) trait Rule {
    /// What a sign is, after the letters of `word` (empty between words).
    fn sign(&self, sign: Sign, word: &str) -> Step;

    /// The parts of a body for which one word stands (web addresses), in order.
    fn stand_ins(&self, _body: &str) -> Vec<(Range<usize>, &'static str)> {
        Vec::new()
    }

    /// What letters outside ASCII part; `None` if they are letters as others are.
    fn foreign(&self) -> Option<Gap> {
        None
    }
}

/// A text cut into words.
#[derive(Debug, Default)]
pub(crate) struct Words {
    pub(crate) letters: String,
    pub(crate) spans: Vec<Span>,
    /// A question mark follows the last word.
    pub(crate) ends_asking: bool,
}

/// One word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Span {
    /// Its letters in [`Words::letters`].
    pub(crate) range: Range<usize>,
    /// Where it stands in the body.
    pub(crate) raw: Range<usize>,
    pub(crate) gap: Gap,
    /// A question mark stands before it.
    pub(crate) follows_question: bool,
    /// Every letter was a capital, and there are at least two.
    pub(crate) capitals: bool,
}

impl Words {
    pub(crate) fn word(&self, span: &Span) -> &str {
        self.letters.get(span.range.clone()).unwrap_or_default()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.spans.iter().map(|span| self.word(span))
    }
}

/// Cuts at every sign but an apostrophe: "don't" is `dont`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plain;

impl Rule for Plain {
    fn sign(&self, sign: Sign, _word: &str) -> Step {
        match sign.c {
            '\'' | '’' => Step::Nothing,
            _ => Step::Gap(Gap::Space),
        }
    }
}

impl<'a> Text<'a> {
    pub(crate) fn of(body: &'a str) -> Self {
        let mut text = Self {
            body,
            letters: String::with_capacity(body.len()),
            runs: Vec::with_capacity(body.len() / 4),
            is_foreign: false,
            is_accented: false,
        };
        let (mut latin, mut foreign) = (0_usize, 0_usize);
        let mut in_run = false;
        for (at, c) in body.char_indices() {
            if !c.is_ascii() {
                text.is_accented |= is_accented(c);
            }
            match fold(c) {
                Folded::Letter(letter) => {
                    if letter.is_alphabetic() {
                        if is_latin(c) {
                            latin += 1;
                        } else {
                            foreign += 1;
                        }
                    }
                    text.push(at, c, letter, in_run);
                    in_run = true;
                }
                Folded::Hidden => {}
                Folded::Sign => in_run = false,
            }
        }
        text.is_foreign = foreign > latin;
        text
    }

    fn push(&mut self, at: usize, c: char, letter: char, in_run: bool) {
        let start = self.letters.len();
        self.letters.push(letter);
        let (raw_end, end) = (at + c.len_utf8(), self.letters.len());
        let is_capital = usize::from(!c.is_lowercase() && letter.is_ascii_alphabetic());
        match self.runs.last_mut() {
            Some(run) if in_run => {
                run.raw.end = raw_end;
                run.letters.end = end;
                run.capitals += is_capital;
                run.has_small |= c.is_lowercase();
            }
            Some(_) | None => self.runs.push(Run {
                raw: at..raw_end,
                letters: start..end,
                capitals: is_capital,
                has_small: c.is_lowercase(),
            }),
        }
    }

    pub(crate) fn body(&self) -> &'a str {
        self.body
    }

    /// The words of the text by `rule`.
    pub(crate) fn cut(&self, rule: &impl Rule) -> Words {
        self.cut_to(self.body.len(), rule)
    }

    /// The words of its first `count` characters.
    pub(crate) fn cut_beginning(&self, count: usize, rule: &impl Rule) -> Words {
        let end = self.body.char_indices().nth(count);
        self.cut_to(end.map_or(self.body.len(), |(end, _)| end), rule)
    }

    /// `to` stands between two characters of the body.
    fn cut_to(&self, to: usize, rule: &impl Rule) -> Words {
        let body = self.body.get(..to).unwrap_or_default();
        let mut cutter = Cutter::new(self.letters.len(), self.runs.len());
        let mut stand_ins = rule.stand_ins(body).into_iter().peekable();
        let mut skip_to = 0;
        let mut stands_in = |at: usize, cutter: &mut Cutter| {
            if at < skip_to {
                return true;
            }
            let Some((range, word)) = stand_ins.next_if(|(range, _)| range.start <= at) else {
                return false;
            };
            cutter.word(word, range.clone());
            skip_to = range.end;
            true
        };
        let mut end = 0;
        let mut before = ' ';
        for run in self.runs.iter().take_while(|run| run.raw.start < to) {
            let between = body.get(end..run.raw.start).unwrap_or_default();
            let raw = body
                .get(run.raw.start..run.raw.end.min(to))
                .unwrap_or_default();
            let first = raw.chars().next().unwrap_or(' ');
            for (at, sign) in signs(between, before, first) {
                if !stands_in(end + at, &mut cutter) {
                    cutter.sign(sign, end + at, rule);
                }
            }
            if !stands_in(run.raw.start, &mut cutter) {
                let mut letters = self.letters.get(run.letters.clone()).unwrap_or_default();
                if run.raw.end > to {
                    letters = beginning(letters, raw.chars().count());
                }
                cutter.run(letters, run, rule);
            }
            before = raw.chars().next_back().unwrap_or(' ');
            end = run.raw.end;
        }
        let rest = body.get(end..).unwrap_or_default();
        for (at, sign) in signs(rest, before, ' ') {
            if !stands_in(end + at, &mut cutter) {
                cutter.sign(sign, end + at, rule);
            }
        }
        cutter.close();
        cutter.words.ends_asking = cutter.asks;
        cutter.words
    }
}

fn beginning(text: &str, count: usize) -> &str {
    let end = text.char_indices().nth(count);
    end.and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

/// The characters of `between` that are not hidden, with where they stand and their neighbours.
fn signs(between: &str, before: char, after: char) -> impl Iterator<Item = (usize, Sign)> {
    let mut before = before;
    let mut rest = between.char_indices().peekable();
    std::iter::from_fn(move || {
        loop {
            let (at, c) = rest.next()?;
            let neighbours = Sign {
                c,
                before,
                after: rest.peek().map_or(after, |&(_, next)| next),
            };
            before = c;
            if fold(c) != Folded::Hidden {
                return Some((at, neighbours));
            }
        }
    })
}

/// Collects letters into words.
struct Cutter {
    words: Words,
    /// Where the letters of the word being read begin.
    start: usize,
    raw: Range<usize>,
    gap: Gap,
    asks: bool,
    capitals: usize,
    has_small: bool,
}

impl Cutter {
    fn new(letters: usize, words: usize) -> Self {
        Self {
            words: Words {
                letters: String::with_capacity(letters),
                spans: Vec::with_capacity(words),
                ends_asking: false,
            },
            start: 0,
            raw: 0..0,
            gap: Gap::Sentence,
            asks: false,
            capitals: 0,
            has_small: false,
        }
    }

    fn so_far(&self) -> &str {
        self.words.letters.get(self.start..).unwrap_or_default()
    }

    fn push(&mut self, letters: &str, raw: Range<usize>) {
        if self.so_far().is_empty() {
            self.raw = raw;
        } else {
            self.raw.end = raw.end;
        }
        self.words.letters.push_str(letters);
    }

    fn run(&mut self, letters: &str, run: &Run, rule: &impl Rule) {
        match rule.foreign() {
            Some(gap) if !letters.is_ascii() => {
                for part in letters.split_inclusive(|c: char| !c.is_ascii()) {
                    let plain = part.trim_end_matches(|c: char| !c.is_ascii());
                    if !plain.is_empty() {
                        self.push(plain, run.raw.clone());
                        self.capitals += run.capitals;
                        self.has_small |= run.has_small;
                    }
                    if plain.len() < part.len() {
                        self.gap(gap);
                    }
                }
            }
            Some(_) | None => {
                self.push(letters, run.raw.clone());
                self.capitals += run.capitals;
                self.has_small |= run.has_small;
            }
        }
    }

    fn sign(&mut self, sign: Sign, at: usize, rule: &impl Rule) {
        let raw = at..at + sign.c.len_utf8();
        match rule.sign(sign, self.so_far()) {
            Step::Nothing => {}
            Step::Letters(letters) => {
                self.push(letters, raw);
                self.capitals += 1;
            }
            Step::Begin(letters) => {
                self.close();
                self.push(letters, raw);
            }
            Step::Instead(word) => {
                self.words.letters.truncate(self.start);
                self.words.letters.push_str(word);
                self.close();
            }
            Step::Word(word) => self.word(word, raw),
            Step::Gap(gap) => self.gap(gap),
            Step::Question => {
                self.gap(Gap::Sentence);
                self.asks = true;
            }
        }
    }

    fn word(&mut self, word: &str, raw: Range<usize>) {
        self.close();
        self.push(word, raw);
        self.close();
    }

    fn gap(&mut self, gap: Gap) {
        self.close();
        self.gap = self.gap.max(gap);
    }

    fn close(&mut self) {
        let end = self.words.letters.len();
        if end > self.start {
            self.words.spans.push(Span {
                range: self.start..end,
                raw: self.raw.clone(),
                gap: self.gap,
                follows_question: std::mem::take(&mut self.asks),
                capitals: self.capitals >= 2 && !self.has_small,
            });
            self.gap = Gap::Space;
        }
        self.start = end;
        self.capitals = 0;
        self.has_small = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(body: &str) -> Vec<String> {
        let words = Text::of(body).cut(&Plain);
        words.iter().map(str::to_owned).collect()
    }

    #[test]
    fn words_are_plain_and_apostrophes_leave_no_trace() {
        assert_eq!(cut("Don’t  CALL, Señor!"), ["dont", "call", "senor"]);
        assert_eq!(
            cut("ｓｔｏｐ s\u{301}top st\u{200b}op"),
            ["stop", "stop", "stop"]
        );
        assert_eq!(cut(" …!"), Vec::<String>::new());
    }

    #[test]
    fn a_word_knows_where_it_stood_and_whether_it_was_shouted() {
        let body = "He said: «STOP it»";
        let words = Text::of(body).cut(&Plain);
        let stop = words.spans.get(2).unwrap();
        assert_eq!(body.get(stop.raw.clone()), Some("STOP"));
        assert!(stop.capitals);
        assert!(!words.spans.first().unwrap().capitals);
    }

    #[test]
    fn the_script_and_the_letters_with_accents_are_noticed() {
        assert!(Text::of("Привет, как дела?").is_foreign);
        assert!(!Text::of("ｈｉ, ѕtop").is_foreign);
        assert!(Text::of("mañana").is_accented);
        assert!(Text::of("man\u{303}ana").is_accented);
        assert!(!Text::of("tomorrow").is_accented);
    }

    #[test]
    fn the_widest_gap_counts() {
        struct Points;
        impl Rule for Points {
            fn sign(&self, sign: Sign, _word: &str) -> Step {
                match sign.c {
                    ',' => Step::Gap(Gap::Comma),
                    '?' => Step::Question,
                    _ => Step::Gap(Gap::Space),
                }
            }
        }
        let words = Text::of("a , b? ,c").cut(&Points);
        let gaps: Vec<Gap> = words.spans.iter().map(|span| span.gap).collect();
        assert_eq!(gaps, [Gap::Sentence, Gap::Comma, Gap::Sentence]);
        let asked: Vec<bool> = words.spans.iter().map(|s| s.follows_question).collect();
        assert_eq!(asked, [false, false, true]);
        assert!(!words.ends_asking);
    }
}
