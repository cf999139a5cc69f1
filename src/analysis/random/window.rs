//! The distribution of a sum of very many units drawn at random without replacement, in time that grows with their number and no faster.

use std::f64::consts::TAU;

use crate::analysis::random::sampling::Sampling;
use crate::analysis::random::series::{ALIAS, NEGLIGIBLE, QUIET_TERMS, Series};

/// `−ln` of the probability that the sum lies outside its window.
const LN_OUTSIDE: f64 = 23.0;
/// Terms of a series at the most.
const MOST_TERMS: u64 = 1_000;
/// Derivatives by which units of little weight stand for each other.
const ORDER: usize = 22;
/// Angles up to which they do: beyond order [`ORDER`] less than `(½ / 2.9)²²`, or 1e-16, of a unit is left out.
const SMALL_ANGLE: f64 = 0.5;
/// Standard deviations, as an angle, at which a characteristic function has usually died out.
const FARTHEST: f64 = 7.5;

/// Units of a frame up to which a series runs round the whole circle, without a window.
const MOST_ON_CIRCLE: usize = 10_000;

/// The series of the sum of at least one unit; `None` where its terms do not die out soon enough.
pub fn series_of(sizes: &[u64], frame: Sampling) -> Option<Series> {
    if frame.n_frame > MOST_ON_CIRCLE { Some(windowed(sizes, frame)) } else { Series::of(sizes, frame) }
}

/// The series of the sum of `sizes` over the values that it may have but for a negligible probability.
///
/// # Formula
/// The sum lies within `d` of its expectation but for 2e-10, with `d² = 2 ln(10¹⁰) (V + M d/3)`, `V` the variance of as many draws with
/// replacement and `M` the largest distance of a unit from the mean, so a Fourier series over that window is enough: some twenty terms
/// instead of some hundreds. A term is `E e^{iω(T−μ)} = Σ_θ exp(Σ_j g(θ + ω d_j) − iθn) / Σ_θ exp(N g(θ) − iθn)` with
/// `g(u) = ln(q + p e^{iu})` and `d_j` the distance of a unit from the mean of the frame. Where `ω d_j` is at most ½, `g` is its Taylor series
/// about `θ`, so all those units count by the sums of their powers; the few others are multiplied one by one.
///
/// # Source
/// Davies (1973), *Biometrika* 60, for the inversion; Hoeffding (1963), *Journal of the American Statistical Association* 58, theorem 4: what
/// bounds draws with replacement, here Bernstein's inequality, bounds those without.
fn windowed(sizes: &[u64], frame: Sampling) -> Series {
    let n_frame = frame.n_frame as f64;
    let whole = sizes.iter().sum::<u64>();
    let mean = whole as f64 / n_frame;
    let outside = n_frame - sizes.len() as f64;
    let squares = sizes.iter().map(|&size| (size as f64 - mean).powi(2)).sum::<f64>() + outside * mean * mean;
    let largest = sizes.iter().map(|&size| (size as f64 - mean).abs()).fold(mean, f64::max);
    let fewer = frame.n_answered.min(frame.n_frame - frame.n_answered) as f64;
    let by_size = LN_OUTSIDE * largest / 3.0;
    let reach = by_size + (by_size * by_size + 2.0 * LN_OUTSIDE * fewer * squares / n_frame).sqrt();
    let expected = mean * frame.n_answered as f64;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the whole")]
    let (first, last) = ((expected - reach).max(0.0) as u64, ((expected + reach).ceil() as u64).min(whole));
    let period = last - first + 1;
    let mut terms = Vec::new();
    let p = frame.p();
    let sd = (p * (1.0 - p) * squares * n_frame / (n_frame - 1.0)).sqrt();
    if sd <= 0.0 {
        return Series::of_terms(first, period, terms);
    }
    let mut sum = Sum::of(sizes, mean, outside, frame, sd / FARTHEST);
    let mut quiet = 0;
    for k in 1..=(period / 2).min(MOST_TERMS) {
        let angle = TAU * k as f64 / period as f64;
        while angle * sum.near_up_to > SMALL_ANGLE {
            sum.look_closer(sizes);
        }
        let [re, im] = sum.characteristic(angle);
        let (sin, cos) = (angle * (expected - first as f64)).sin_cos();
        terms.push([re * cos - im * sin, re * sin + im * cos]);
        quiet = if re.hypot(im) < NEGLIGIBLE { quiet + 1 } else { 0 };
        if quiet > QUIET_TERMS {
            break;
        }
    }
    Series::of_terms(first, period, terms)
}

/// A complex number.
type Complex = [f64; 2];

fn times(a: Complex, b: Complex) -> Complex {
    [a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]]
}

/// `q + p e^{iu}`.
fn turned(p: f64, angle: f64) -> Complex {
    let (sin, cos) = angle.sin_cos();
    [1.0 - p + p * cos, p * sin]
}

/// A node of the quadrature that holds the number of respondents at `n`.
struct Node {
    angle: f64,
    /// Taylor's coefficients of `g` about the angle.
    taylor: [Complex; ORDER + 1],
}

impl Node {
    /// With `s = p e^{iu}/(q + p e^{iu})`, `g′ = i s` and `s′ = i s(1 − s)`.
    fn at(angle: f64, p: f64) -> Self {
        let [re, im] = turned(p, angle);
        let (sin, cos) = angle.sin_cos();
        let length = re * re + im * im;
        let mut s = [[0.0; 2]; ORDER + 1];
        s[0] = times([p * cos, p * sin], [re / length, -im / length]);
        let mut taylor = [[0.0; 2]; ORDER + 1];
        taylor[0] = [0.5 * length.ln(), im.atan2(re)];
        for r in 0..ORDER {
            let [s_re, s_im] = s[r];
            let next = (r + 1) as f64;
            taylor[r + 1] = [-s_im / next, s_re / next];
            let squared =
                (0..=r).map(|l| times(s[l], s[r - l])).fold([0.0; 2], |sum, one| [sum[0] + one[0], sum[1] + one[1]]);
            s[r + 1] = [-(s_im - squared[1]) / next, (s_re - squared[0]) / next];
        }
        Self { angle, taylor }
    }
}

/// The sum over the drawn units, about its expectation.
struct Sum {
    frame: Sampling,
    mean: f64,
    /// Units without residents of the area.
    outside: f64,
    nodes: Vec<Node>,
    /// `P(n answer)` of independent answers, as the nodes sum it.
    given: f64,
    /// Units no farther than this from the mean count by their powers.
    near_up_to: f64,
    /// Sums of their powers, in multiples of that distance, from the power 0.
    powers: [f64; ORDER + 1],
    /// Distances of the other units.
    far: Vec<f64>,
}

impl Sum {
    fn of(sizes: &[u64], mean: f64, outside: f64, frame: Sampling, near_up_to: f64) -> Self {
        let p = frame.p();
        let sd = (frame.n_frame as f64 * p * (1.0 - p)).sqrt();
        #[expect(clippy::cast_possible_truncation, reason = "a few times the root of the number of units")]
        let side = (ALIAS * sd / 2.0).ceil() as i32 + 8;
        let step = TAU / f64::from(2 * side + 1);
        // The integrand is a normal curve of width 1 / sd around 0.
        #[expect(clippy::cast_possible_truncation, reason = "no more than side")]
        let near = (ALIAS / sd / step).ceil().min(f64::from(side)) as i32;
        let nodes: Vec<Node> = (-near..=near).map(|node| Node::at(f64::from(node) * step, p)).collect();
        let mut sum =
            Self { frame, mean, outside, nodes, given: 1.0, near_up_to, powers: [0.0; ORDER + 1], far: Vec::new() };
        sum.look_at(sizes);
        sum.given = sum.characteristic(0.0)[0];
        sum
    }

    fn look_closer(&mut self, sizes: &[u64]) {
        self.near_up_to /= 2.0;
        self.look_at(sizes);
    }

    fn look_at(&mut self, sizes: &[u64]) {
        self.powers = [0.0; ORDER + 1];
        self.far.clear();
        for &size in sizes {
            let distance = size as f64 - self.mean;
            if distance.abs() > self.near_up_to {
                self.far.push(distance);
                continue;
            }
            let x = distance / self.near_up_to;
            let mut power = 1.0;
            for sum in &mut self.powers {
                *sum += power;
                power *= x;
            }
        }
    }

    /// `E e^{iω(T−μ)}`.
    fn characteristic(&self, omega: f64) -> Complex {
        let p = self.frame.p();
        let turns: Vec<(f64, f64)> = self.far.iter().map(|distance| (omega * distance).sin_cos()).collect();
        let scale = omega * self.near_up_to;
        let mut all = [0.0; 2];
        for node in &self.nodes {
            let [mut ln_length, mut turn] = [0.0, -node.angle * self.frame.n_answered as f64];
            let mut power = 1.0;
            for ([re, im], sum) in node.taylor.iter().zip(&self.powers) {
                ln_length += re * power * sum;
                turn += im * power * sum;
                power *= scale;
            }
            let [re, im] = turned(p, node.angle - omega * self.mean);
            ln_length += self.outside * 0.5 * (re * re + im * im).ln();
            turn += self.outside * im.atan2(re);
            let (node_sin, node_cos) = node.angle.sin_cos();
            let mut product = [1.0, 0.0];
            for &(sin, cos) in &turns {
                let one = [p * (cos * node_cos - sin * node_sin) + 1.0 - p, p * (sin * node_cos + cos * node_sin)];
                product = times(product, one);
            }
            let (sin, cos) = turn.sin_cos();
            let length = ln_length.exp();
            let one = times([length * cos, length * sin], product);
            all = [all[0] + one[0], all[1] + one[1]];
        }
        [all[0] / self.given, all[1] / self.given]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::random::sampling::Distribution as _;

    /// Sizes as skewed as those of catchments.
    fn skewed(n: u64) -> Vec<u64> {
        (0..n)
            .map(|unit| 200 + (unit * 7_919 % 997).pow(3) / 90_000 + if unit % 701 == 0 { 90_000 } else { 0 })
            .collect()
    }

    #[test]
    fn a_window_says_what_the_whole_circle_says() {
        let sizes = skewed(2_500);
        let few_large: Vec<u64> = (0..400).map(|unit| if unit < 3 { 80_000 } else { 900 + unit }).collect();
        for (sizes, n_frame, n_answered) in
            [(&sizes, 2_500, 1_100), (&sizes, 9_000, 7_800), (&sizes, 9_000, 120), (&few_large, 6_000, 2_000)]
        {
            let frame = Sampling { n_frame, n_answered };
            let (window, circle) = (windowed(sizes, frame), Series::of(sizes, frame).unwrap());
            assert!(window.terms.len() < 200 && window.terms.len() <= circle.terms.len());
            let whole: u64 = sizes.iter().sum();
            for part in 0..=400 {
                let t = whole * part / 400;
                assert!((window.at_most(t) - circle.at_most(t)).abs() < 2e-6, "{n_frame} {n_answered} {part}");
                assert!((window.at_least(t) - circle.at_least(t)).abs() < 2e-6, "{n_frame} {n_answered} {part}");
            }
        }
    }

    // Every number of threes and sevens listed: SciPy 1.17.1, tests/oracle/statistics/make_large_frames.py.
    #[test]
    fn listing_how_many_of_each_size_are_drawn_gives_the_same() {
        type Case = ([usize; 5], [(u64, f64); 7]);
        let cases: [Case; 3] = [
            (
                [6_000, 5_000, 4_000, 20_000, 9_000],
                [
                    (24_997, 0.000_232_465_306_141),
                    (25_277, 0.022_880_707_031_004),
                    (25_463, 0.158_678_356_332_183),
                    (25_650, 0.501_124_305_612_296),
                    (25_743, 0.691_952_578_179_053),
                    (26_023, 0.977_364_307_032_555),
                    (26_210, 0.998_668_439_231_313),
                ],
            ),
            (
                [300, 20, 4_000, 20_000, 400],
                [
                    (62, 0.000_069_660_625_402),
                    (78, 0.018_114_506_402_761),
                    (90, 0.179_744_112_076_648),
                    (101, 0.537_129_977_453_028),
                    (106, 0.702_657_591_253_041),
                    (123, 0.973_910_360_036_825),
                    (134, 0.997_399_231_352_713),
                ],
            ),
            (
                [200_000, 1_000, 100_000, 1_000_000, 450_000],
                [
                    (316_054, 0.000_233_044_573_238),
                    (316_952, 0.022_767_221_699_860),
                    (317_551, 0.158_811_655_503_143),
                    (318_150, 0.500_351_579_064_280),
                    (318_449, 0.691_507_902_543_297),
                    (319_348, 0.977_307_836_581_808),
                    (319_947, 0.998_654_689_970_257),
                ],
            ),
        ];
        for ([threes, sevens, ones, n_frame, n_answered], expected) in cases {
            let sizes = [vec![3; threes], vec![7; sevens], vec![1; ones]].concat();
            let sum = series_of(&sizes, Sampling { n_frame, n_answered }).unwrap();
            for (t, expected) in expected {
                assert!((sum.at_most(t) - expected).abs() < 1e-6, "{n_frame} {t}: {} {expected}", sum.at_most(t));
                assert!((sum.at_least(t + 1) - (1.0 - expected)).abs() < 1e-6, "{n_frame} {t}");
            }
        }
    }
}
