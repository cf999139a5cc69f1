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
