//! `cargo bench --bench simulation`: frames with random and with uneven response; prints how often each test rejects and each interval holds.
//! `-- answers` (or `random`, `uneven`, `groups`) prints one table alone.

#![expect(clippy::print_stdout, reason = "a table for people")]

mod answer_intervals;
mod group_intervals;
mod noise;
mod random_response;
mod uneven_response;

const FRAMES: usize = 20_000;
const UNEVEN_FRAMES: usize = 4_000;
const ANSWER_DRAWS: usize = 10_000;
const GROUP_DRAWS: usize = 3_000;
const QUESTIONS: usize = 1_000;

fn main() {
    let tables: [(&str, fn()); 5] = [
        ("random", random),
        ("noise", questions_of_noise),
        ("uneven", uneven),
        ("answers", answers),
        ("groups", groups),
    ];
    let asked: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    for (_, table) in tables.iter().filter(|(name, _)| asked.is_empty() || asked.iter().any(|word| word == name)) {
        table();
    }
}

/// Tests and intervals where response is random.
fn random() {
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

/// Proxies of answers that are noise.
fn questions_of_noise() {
    println!("\nProxies of {QUESTIONS} questions of noise");
    for n in [40, 135, 400] {
        for noise in noise::noise(n, QUESTIONS) {
            let (informative, fitted) = (100.0 * noise.informative, 100.0 * noise.fitted);
            println!(
                "{:4} {:14} informative {informative:5.2} %, fitted correlation of 0.3 {fitted:5.1} %",
                noise.n, noise.question
            );
        }
    }
}

/// Limits of unevenness.
fn uneven() {
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

/// Intervals of answers: how many of a hundred hold the truth, at each true share; beside them estimate ± 1.96 standard errors.
fn answers() {
    let row =
        |held: &[f64]| held.iter().map(|share| format!("{:6.1}", 100.0 * share)).collect::<Vec<String>>().concat();
    println!(
        "\nIntervals of answers, {ANSWER_DRAWS} frames each, 45 % answer; true shares {:?} %",
        answer_intervals::SHARES
    );
    for n in [40, 135, 400] {
        for line in answer_intervals::held(n, ANSWER_DRAWS, 15 + n as u64) {
            let name = format!("{:?} {:?}", line.of, line.with);
            println!("{n:4} {name:28} holds {} | Wald {} | flat {:.1}", row(&line.held), row(&line.wald), line.flat);
        }
        let bounds = answer_intervals::held_by_bounds(n, ANSWER_DRAWS, 15);
        println!("{n:4} {:28} holds {}", "Imbens and Manski", row(&bounds));
    }
}

/// Intervals of differences between groups: of shares by exact limits, of means by permutations of response.
fn groups() {
    println!("\nDifferences of shares, {GROUP_DRAWS} pairs of groups each; true shares {:?}", group_intervals::SHARES);
    for sizes in group_intervals::SIZES {
        let held = |shares| 100.0 * group_intervals::differences_held(sizes, shares, GROUP_DRAWS);
        let row: Vec<String> =
            group_intervals::SHARES.into_iter().map(|shares| format!("{:6.1}", held(shares))).collect();
        println!("{sizes:?} holds {}", row.concat());
    }
    println!("\nRandomisation intervals of a shift, {GROUP_DRAWS} frames each: units, spread of respondents");
    for (n, spread) in [40, 135, 400].into_iter().flat_map(|n| [(n, 1.0), (n, 2.0)]) {
        let held = group_intervals::shifts_held(n, spread, 499, GROUP_DRAWS);
        println!("{n:4} {spread:3.0} holds {:6.1}", 100.0 * held);
    }
}
