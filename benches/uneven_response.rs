//! Frames with a known unevenness of response: how often the limits of `R`, of the coefficient of variation and of the bias hold it.

use bacino::analysis::algebra::design::Design;
use bacino::analysis::algebra::variable::Variable;
use bacino::analysis::propensity::imbalance::imbalance;
use bacino::analysis::propensity::limit::limits;
use bacino::model::survey::formula::Formula;

/// A frame with its model of response.
#[derive(Clone, Copy)]
pub(crate) struct Setting {
    /// Units of the frame, or of the sample.
    pub(crate) n: usize,
    /// Areas of unequal size.
    pub(crate) areas: usize,
    /// Classes of size.
    pub(crate) sizes: usize,
    /// Half the distance of the log odds between areas; 0 where response is even.
    pub(crate) unevenness: f64,
    /// Whether the units are a sample of a frame of three times as many, drawn by size class with unequal chances.
    pub(crate) sampled: bool,
}

/// How often limits held.
pub(crate) struct Held {
    /// The true coefficient of variation.
    pub(crate) cv: f64,
    /// The share of frames in which it was at most the upper limit.
    pub(crate) cv_below: f64,
    /// The share in which the interval of `R` held the true one.
    pub(crate) r_inside: f64,
    /// The mean upper limit of the coefficient of variation.
    pub(crate) mean_limit: f64,
}

/// Settings of the table: even, uneven and very uneven response.
pub(crate) fn settings() -> Vec<Setting> {
    let mut all = Vec::new();
    for n in [40, 135, 400] {
        for areas in [3, 4, 5] {
            for unevenness in [0.0, 0.3, 0.7, 1.5] {
                all.push(Setting { n, areas, sizes: 3, unevenness, sampled: false });
            }
        }
        for unevenness in [0.0, 0.7] {
            all.push(Setting { n, areas: 4, sizes: 3, unevenness, sampled: true });
        }
    }
    all.extend([0.0, 0.3, 0.7, 1.5].map(|unevenness| Setting {
        n: 135,
        areas: 21,
        sizes: 1,
        unevenness,
        sampled: false,
    }));
    all
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

/// Area and size class of each unit.
fn units(setting: Setting, n: usize) -> Vec<(usize, usize)> {
    let of_area = |area: usize| 1.0 / (area as f64 + 1.5);
    let whole: f64 = (0..setting.areas).map(of_area).sum();
    let mut all = Vec::new();
    let mut until = 0.0;
    for area in 0..setting.areas {
        until += of_area(area) / whole * n as f64;
        while (all.len() as f64) < until - 1e-9 && all.len() < n {
            all.push((area, all.len() * 7 % setting.sizes));
        }
    }
    all
}

/// Propensities with a mean of 65 %.
fn propensities(setting: Setting, units: &[(usize, usize)]) -> Vec<f64> {
    let along =
        |level: usize, levels: usize| if levels > 1 { 1.0 - 2.0 * level as f64 / (levels - 1) as f64 } else { 0.0 };
    let shift = |(area, size): (usize, usize)| {
        setting.unevenness * (along(area, setting.areas) + 0.6 * along(size, setting.sizes))
    };
    let at = |constant: f64| -> Vec<f64> {
        units.iter().map(|&unit| 1.0 / (1.0 + (-(constant + shift(unit))).exp())).collect()
    };
    let (mut low, mut high) = (-10.0, 10.0);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if at(middle).iter().sum::<f64>() < 0.65 * units.len() as f64 { low = middle } else { high = middle }
    }
    at(low)
}

/// What happened in `frames` frames of a setting.
pub(crate) fn held(setting: Setting, frames: usize) -> Held {
    let n = if setting.sampled { 3 * setting.n } else { setting.n };
    let all = units(setting, n);
    let p = propensities(setting, &all);
    let mean = p.iter().sum::<f64>() / n as f64;
    let deviation = (p.iter().map(|p| (p - mean).powi(2)).sum::<f64>() / n as f64).sqrt();
    let mut chance = Chance(setting.n as u64 * 1_000 + setting.areas as u64);
    let formula = Formula::parse(if setting.sizes > 1 { "area + size" } else { "area" }).expect("a formula");
    let names: Vec<String> = (0..setting.areas.max(setting.sizes)).map(|level| format!("level {level:02}")).collect();
    let (mut tried, mut below, mut inside, mut sum) = (0, 0, 0, 0.0);
    for _ in 0..frames {
        let inclusion = |(_, size): (usize, usize)| if setting.sampled { [0.2, 0.35, 0.45][size] } else { 1.0 };
        let chosen: Vec<usize> = (0..n).filter(|&unit| chance.next() < inclusion(all[unit])).collect();
        let answered: Vec<bool> = chosen.iter().map(|&unit| chance.next() < p[unit]).collect();
        let weights: Vec<f64> = chosen.iter().map(|&unit| 1.0 / inclusion(all[unit])).collect();
        let variable = |name: &str, level: &dyn Fn(usize) -> usize| {
            let words: Vec<Option<&str>> = chosen.iter().map(|&unit| Some(names[level(unit)].as_str())).collect();
            Variable::of_words(name, &words)
        };
        let mut factors = vec![variable("area", &|unit| all[unit].0)];
        if setting.sizes > 1 {
            factors.push(variable("size", &|unit| all[unit].1));
        }
        let Ok(design) = Design::new(&formula, &factors) else { continue };
        let tally = design.tally(&answered, setting.sampled.then_some(weights.as_slice()));
        let Some(found) = imbalance(&design, &tally).and_then(|found| limits(&design, &tally, &found)) else {
            continue;
        };
        let r = 1.0 - 2.0 * deviation;
        let ((low, high), (_, cv)) = (found.r(), found.cv);
        tried += 1;
        below += usize::from(deviation / mean <= cv);
        inside += usize::from((low..=high).contains(&r));
        sum += cv;
    }
    let share = |count: usize| count as f64 / f64::from(tried.max(1));
    Held {
        cv: deviation / mean,
        cv_below: share(below),
        r_inside: share(inside),
        mean_limit: sum / f64::from(tried.max(1)),
    }
}
