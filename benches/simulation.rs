//! `cargo bench --bench simulation`: frames with random and with uneven response; prints how often each test rejects and each interval holds.

#![expect(clippy::print_stdout, reason = "a table for people")]

mod random_response;
mod uneven_response;

const FRAMES: usize = 20_000;
const UNEVEN_FRAMES: usize = 4_000;

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
    println!("\nLimits of unevenness, {UNEVEN_FRAMES} frames each: units, areas, size classes, true CV");
    for setting in uneven_response::settings() {
        let held = uneven_response::held(setting, UNEVEN_FRAMES);
        println!(
            "{:4} {:3} {} {:5.3} {} CV at most its limit {:6.2} %, R inside {:6.2} %, mean limit {:5.3}",
            setting.n,
            setting.areas,
            setting.sizes,
            held.cv,
            if setting.sampled { "sample" } else { "census" },
            100.0 * held.cv_below,
            100.0 * held.r_inside,
            held.mean_limit
        );
    }
}
