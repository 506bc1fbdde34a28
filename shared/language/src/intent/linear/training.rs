//! Trains the model: softmax regression by plain gradient descent in a fixed order.

use strum::VariantArray as _;

use super::super::{Context, fold};
use super::{BUCKETS, LABELS, features, share, softmax};
use crate::text::words::Text;
use crate::vocabulary::AiIntent;

const EPOCHS: u8 = 30;
const RATE: f32 = 0.6;
const DECAY: f32 = 2e-5;
/// The bias learns slower than the weights.
const BIAS: f32 = 0.1;

/// A labelled text.
#[derive(Debug, Clone, Copy)]
pub struct Sample<'a> {
    pub text: &'a str,
    pub context: Context,
    pub ai_intent: AiIntent,
}

/// A sample as the model sees it.
struct Row {
    label: usize,
    features: Vec<usize>,
}

/// The bytes of `weights.bin`: the same for the same samples, on every machine.
pub fn train(samples: &[Sample<'_>]) -> Vec<u8> {
    let mut rows: Vec<Row> = samples.iter().map(row).collect();
    shuffle(&mut rows);
    let mut bias = [0.0_f32; LABELS];
    // By feature, so that one feature's weights lie side by side.
    let mut weights = vec![[0.0_f32; LABELS]; BUCKETS];
    for epoch in 0..EPOCHS {
        let rate = RATE / (1.0 + f32::from(epoch) * 0.1);
        for row in &rows {
            learn(row, rate, &mut bias, &mut weights);
        }
    }
    to_bytes(&bias, &weights)
}

fn row(sample: &Sample<'_>) -> Row {
    let text = fold::fold(&Text::of(sample.text));
    Row {
        label: AiIntent::VARIANTS
            .iter()
            .position(|i| *i == sample.ai_intent)
            .unwrap_or_default(),
        features: features(&text, sample.context.asked),
    }
}

/// A fixed shuffle (xorshift), so that no class comes last.
fn shuffle(rows: &mut [Row]) {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    for last in (1..rows.len()).rev() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let range = u64::try_from(last + 1).unwrap_or(u64::MAX);
        rows.swap(last, usize::try_from(state % range).unwrap_or(last));
    }
}

fn learn(row: &Row, rate: f32, bias: &mut [f32; LABELS], weights: &mut [[f32; LABELS]]) {
    let share = share(row.features.len());
    let mut scores = [0.0_f32; LABELS];
    for feature in &row.features {
        if let Some(column) = weights.get(*feature) {
            for (score, weight) in scores.iter_mut().zip(column) {
                *score += weight;
            }
        }
    }
    for (score, bias) in scores.iter_mut().zip(&*bias) {
        *score = *bias + *score * share;
    }
    let mut errors = softmax(&scores);
    if let Some(error) = errors.get_mut(row.label) {
        *error -= 1.0;
    }
    for (bias, error) in bias.iter_mut().zip(&errors) {
        *bias -= rate * BIAS * error;
    }
    for feature in &row.features {
        if let Some(column) = weights.get_mut(*feature) {
            for (weight, error) in column.iter_mut().zip(&errors) {
                *weight -= rate * (error * share + DECAY * *weight);
            }
        }
    }
}

/// A scale (little-endian f32), then for each label its bias and its weight for each bucket, one
/// byte each.
fn to_bytes(bias: &[f32; LABELS], weights: &[[f32; LABELS]]) -> Vec<u8> {
    let by_label = (0..LABELS).flat_map(|label| {
        let column = weights.iter().filter_map(move |w| w.get(label).copied());
        bias.get(label).copied().into_iter().chain(column)
    });
    let most = by_label
        .clone()
        .fold(f32::MIN_POSITIVE, |m, w| m.max(w.abs()));
    let scale = most / 127.0;
    let mut bytes = scale.to_le_bytes().to_vec();
    bytes.extend(by_label.map(|weight| to_byte(weight / scale)));
    bytes
}

/// The nearest whole number from -127 to 127, as a two's-complement byte.
fn to_byte(value: f32) -> u8 {
    let magnitude = (0..=127_u8)
        .rev()
        .find(|n| f32::from(*n) <= value.abs() + 0.5)
        .unwrap_or_default();
    if value < 0.0 {
        magnitude.wrapping_neg()
    } else {
        magnitude
    }
}
