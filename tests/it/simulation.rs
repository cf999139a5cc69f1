//! Exact tests keep their size and exact intervals their coverage where response is random; `benches/simulation.rs` does the same at length.

#[path = "../../benches/random_response.rs"]
mod random_response;

#[test]
fn exact_tests_keep_their_size_and_intervals_their_coverage() {
    let frames = 200;
    // Three standard deviations of a share of 5 %.
    let error = 3.0 * (0.05_f64 * 0.95 / 200.0).sqrt();
    for rate in random_response::random_response(frames).iter().filter(|rate| rate.exact) {
        if rate.interval {
            assert!(rate.share >= 0.95 - error, "{} holds {}", rate.name, rate.share);
        } else {
            assert!(rate.share <= 0.05 + error, "{} rejects {}", rate.name, rate.share);
        }
    }
}

#[path = "../../benches/uneven_response.rs"]
mod uneven_response;

#[test]
fn limits_of_unevenness_hold_the_truth() {
    let frames = 60;
    // Three standard deviations of a share of 93 %.
    let least = 0.93 - 3.0 * (0.93_f64 * 0.07 / 60.0).sqrt();
    for setting in uneven_response::settings().into_iter().filter(|setting| setting.n == 135 && setting.areas >= 4) {
        let held = uneven_response::held(setting, frames);
        let what = (setting.areas, setting.sampled, held.cv, held.mean_limit);
        assert!(held.cv_below >= least, "{what:?} {}", held.cv_below);
        assert!(held.r_inside >= least, "{what:?} {}", held.r_inside);
    }
}

#[path = "../../benches/answer_intervals.rs"]
mod answer_intervals;

#[test]
fn intervals_of_answers_hold_the_truth_at_the_edge_too() {
    use answer_intervals::{Of, With};
    for (n, draws) in [(40, 300), (135, 150)] {
        let error = 3.0 * (0.93_f64 * 0.07 / draws as f64).sqrt();
        let lines = answer_intervals::held(n, draws, 15 + n as u64);
        let smallest = |shares: &[f64]| shares.iter().copied().fold(1.0, f64::min);
        for line in &lines {
            // Means of few respondents and of very skewed numbers are labelled with what they hold.
            let promised = match (n, line.of, line.with) {
                (40, Of::SkewedGroupMean, With::Nothing) => 0.915,
                (40, Of::VerySkewedMean | Of::VerySkewedTotal, With::Nothing) => 0.929,
                _ => 0.93,
            };
            let what = (n, line.of, line.with, &line.held);
            assert!(smallest(&line.held) >= promised - error, "{what:?}");
            assert!(line.flat <= 0.0, "{what:?}");
        }
        // The intervals before, estimate ± 1.96 standard errors, would not pass.
        let failing = lines.iter().filter(|line| smallest(&line.wald) < 0.93 - error).count();
        assert!(failing > lines.len() / 3, "{n}: {failing} of {}", lines.len());
        let bounds = answer_intervals::held_by_bounds(n, draws, 15);
        assert!(smallest(&bounds) >= 0.93 - error, "{n} {bounds:?}");
    }
}

#[path = "../../benches/group_intervals.rs"]
mod group_intervals;

#[test]
fn intervals_of_differences_between_groups_hold_the_truth() {
    let draws = 400;
    // Three standard deviations of a share of 95 %.
    let error = 3.0 * (0.95_f64 * 0.05 / 400.0).sqrt();
    for sizes in group_intervals::SIZES {
        for shares in group_intervals::SHARES {
            let held = group_intervals::differences_held(sizes, shares, draws);
            assert!(held >= 0.95 - error, "{sizes:?} {shares:?} {held}");
        }
    }
    for n in [40, 135] {
        let held = group_intervals::shifts_held(n, 1.0, 199, draws);
        assert!(held >= 0.95 - error, "{n} {held}");
    }
}

#[path = "../../benches/noise.rs"]
mod noise;

#[test]
fn hardly_any_noise_has_an_informative_proxy() {
    // Three standard deviations above 10 %.
    let most = 0.1 + 3.0 * (0.1_f64 * 0.9 / 30.0).sqrt();
    for noise in noise::noise(135, 30) {
        assert!(noise.informative <= most, "{} {}: {}", noise.n, noise.question, noise.informative);
        let is_rare = noise.question == "share of 8 %";
        assert!(!is_rare || noise.fitted > 0.5, "what is fitted to rare noise is high: {}", noise.fitted);
    }
}
