//! `cargo bench --bench simulation`: 20,000 frames with random response; prints how often each test rejects and each interval holds.

#![expect(clippy::print_stdout, reason = "a table for people")]

mod random_response;

const FRAMES: usize = 20_000;

fn main() {
    let error = (0.05 * 0.95 / FRAMES as f64).sqrt();
    println!(
        "{FRAMES} frames of 60 units, 40 of which answer at random; Monte Carlo error {:.2} points",
        100.0 * error
    );
    for rate in random_response::random_response(FRAMES) {
        let (kind, promise) = if rate.interval { ("holds", "95 %") } else { ("rejects", "5 %") };
        let exact = if rate.exact { "exact" } else { "approximate" };
        println!("{:32} {kind} {:6.2} %  ({exact}, {promise})", rate.name, 100.0 * rate.share);
    }
}
