//! Questions whose answers are noise: how often a proxy is called informative.

use bacino::analysis::proxy::measure::Proxy;
use bacino::analysis::proxy::predictors::Predictors;

/// How many questions of noise have an informative proxy.
pub(crate) struct Noise {
    /// Units of the frame.
    pub(crate) n: usize,
    /// What was asked.
    pub(crate) question: &'static str,
    /// The share of questions.
    pub(crate) informative: f64,
    /// The share whose fitted correlation reaches 0.3, which is what overfitting alone gives.
    pub(crate) fitted: f64,
}

/// A stream of numbers between 0 and 1: splitmix64 (Steele, Lea and Flood 2014).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// Questions of noise over a frame of five areas and skewed residents, two thirds of which answer: numbers, and shares of 50, 20 and 8 %.
pub(crate) fn noise(n: usize, questions: usize) -> Vec<Noise> {
    let mut chance = Chance(n as u64);
    let kinds = [("number", 0.0), ("share of 50 %", 0.5), ("share of 20 %", 0.2), ("share of 8 %", 0.08)];
    let of_kind = |&(question, share): &(&'static str, f64)| {
        let (mut tried, mut informative, mut fitted) = (0_u32, 0_u32, 0_u32);
        for seed in 0..questions as u64 {
            let area: Vec<usize> = (0..n).map(|unit| unit * unit % 7 % 5).collect();
            let residents: Vec<f64> = (0..n).map(|_| (4.0 * chance.next()).exp()).collect();
            let answered: Vec<bool> = (0..n).map(|_| chance.next() < 0.66).collect();
            let mut columns = vec![vec![1.0; n]];
            columns.extend((1..5).map(|own| area.iter().map(|&area| f64::from(u8::from(area == own))).collect()));
            columns.push(residents);
            let predictors = Predictors::new(&columns, &answered);
            let drawn: Vec<f64> = (0..predictors.n()).map(|_| chance.next()).collect();
            let proxy = if share > 0.0 {
                Proxy::of_shares(&predictors, &drawn.iter().map(|drawn| *drawn < share).collect::<Vec<_>>(), seed)
            } else {
                Proxy::of_numbers(&predictors, &drawn, seed)
            };
            tried += 1;
            if let Ok(proxy) = proxy {
                informative += u32::from(!proxy.is_uninformative());
                fitted += u32::from(proxy.fitted_correlation() >= 0.3);
            }
        }
        let of = |count: u32| f64::from(count) / f64::from(tried.max(1));
        Noise { n, question, informative: of(informative), fitted: of(fitted) }
    };
    kinds.iter().map(of_kind).collect()
}
