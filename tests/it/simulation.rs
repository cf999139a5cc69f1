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
    let frames = 100;
    // Three standard deviations of a share of 93 %.
    let least = 0.93 - 3.0 * (0.93_f64 * 0.07 / 100.0).sqrt();
    for setting in uneven_response::settings().into_iter().filter(|setting| setting.n == 135) {
        let held = uneven_response::held(setting, frames);
        let what = (setting.areas, setting.sampled, held.cv, held.mean_limit);
        assert!(held.cv_below >= least, "{what:?} {}", held.cv_below);
        assert!(held.r_inside >= least, "{what:?} {}", held.r_inside);
    }
}
