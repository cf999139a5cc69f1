//! Numbers and colours of maps as a reader sees them: where classes part, which colours they have, how numbers are written.

use std::fmt::Write as _;

use bacino::model::base::language::Language;
use bacino::render::classes::classify::{Breaks, ClassMethod, Classification};
use bacino::render::classes::printed::Printed;
use bacino::words::number::grouped_decimal;
use proptest::prelude::*;
use roxmltree::Document;
use serde_json::Value;

use crate::support::{Run, Workspace};

/// A table of values of Italy's regions from 01 on.
fn table(values: &[&str]) -> String {
    let mut rows = String::from("region_code,v\n");
    for (number, value) in values.iter().enumerate() {
        let _ = writeln!(rows, "{:02},\"{value}\"", number + 1);
    }
    rows
}

/// A map of those values.
fn run(values: &[&str], flags: &[&str]) -> Run {
    let of_table = ["map", "regions", "--data", "t.csv", "--code", "region_code", "--value", "v"];
    Workspace::empty().write("t.csv", table(values)).run(of_table.into_iter().chain(flags.iter().copied()))
}

fn draw(values: &[&str], flags: &[&str]) -> String {
    let run = run(values, flags);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    run.stdout
}

fn record(svg: &str) -> Value {
    let svg = Document::parse(svg).unwrap();
    let metadata = svg.descendants().find(|node| node.has_tag_name("metadata")).unwrap();
    serde_json::from_str::<Value>(metadata.text().unwrap()).unwrap()["bacino"].clone()
}

/// The class of each area with a value, by its value.
fn classes(svg: &str) -> Vec<(f64, String)> {
    let svg = Document::parse(svg).unwrap();
    let areas = svg.descendants().filter(|node| node.attribute("data-code").is_some());
    areas
        .filter_map(|area| {
            Some((area.attribute("data-value")?.parse().ok()?, area.attribute("data-class")?.to_owned()))
        })
        .collect()
}

const CHANGES: [&str; 9] = ["-8", "-5", "-2", "-1", "1", "2", "4", "7", "20"];

#[test]
fn values_of_both_signs_part_at_zero() {
    let svg = draw(&CHANGES, &[]);
    let record = record(&svg);
    assert_eq!((&record["palette"], &record["breaks"][2]), (&Value::from("PuOr"), &Value::from(0.0)));
    for (value, class) in classes(&svg) {
        assert_eq!(value > 0.0, class.parse::<usize>().unwrap() > 3, "{value} {class}");
    }
    // One sign, or colours that go one way, part nowhere.
    for (values, flags) in [(&CHANGES[4..], &[][..]), (&CHANGES[..], &["--palette", "blues"])] {
        let svg = draw(values, flags);
        let breaks = self::record(&svg)["breaks"].clone();
        assert!(!breaks.as_array().unwrap().contains(&Value::from(0.0)), "{breaks}");
    }
}

#[test]
fn a_middle_of_ones_own_is_a_bound_and_no_breach() {
    let values = ["5.4", "8.1", "9.7", "12.3", "14.6", "31.2"];
    let svg = draw(&values, &["--middle", "10", "--palette", "RDBU"]);
    assert!(record(&svg)["breaks"].as_array().unwrap().contains(&Value::from(10.0)));
    let lint = run(&values, &["--middle", "10", "--palette", "RDBU", "--lint"]).stdout;
    assert!(!lint.contains("diverging-without-middle"), "{lint}");
    for flags in [&["--middle", "10", "--palette", "Greens"][..], &["--middle", "1", "--form", "symbols"]] {
        let refused = run(&["3", "8", "9"], flags);
        assert_eq!(refused.exit_code, 2, "{}", refused.stderr);
        assert!(refused.stderr.contains("middle"), "{}", refused.stderr);
    }
}

#[test]
fn own_colours_go_from_the_lowest_class_to_the_highest() {
    let values = ["1", "2", "3", "4", "5", "6"];
    let svg = draw(&values, &["--palette", "#f7fbff,#08306b", "-k", "3"]);
    for colour in ["#f7fbff", "#08306b"] {
        assert!(svg.contains(colour), "{colour}");
    }
    assert_eq!(record(&svg)["palette"], "#f7fbff,#08306b");
    let lint = run(&values, &["--palette", "#ffffff,#fefefe", "--lint"]);
    assert!(lint.stdout.contains("classes-look-alike"), "{}", lint.stdout);
}

/// The texts of a legend, from the highest class down, without the columns of numbers.
fn legend(svg: &str) -> Vec<String> {
    let svg = Document::parse(svg).unwrap();
    let legend = svg.descendants().find(|node| node.attribute("id").is_some_and(|id| id.ends_with("legend"))).unwrap();
    let texts = legend.descendants().filter(|node| {
        node.has_tag_name("text") && node.attribute("text-anchor").is_none_or(|anchor| anchor == "start")
    });
    let texts = texts.skip(1).map(|text| text.text().unwrap_or_default().to_owned());
    texts.take_while(|text| text != "not in the table").collect()
}

#[test]
fn bounds_are_the_roundest_numbers_between_values_and_ends_hold_all() {
    let values = ["5.4", "8.1", "9.7", "12.3", "14.6", "17.2", "19.9", "21.5", "24.4", "26.8", "27.1", "43.3"];
    assert_eq!(legend(&draw(&values, &["-k", "3"])), ["43.3", "22", "14", "5.4"]);
    let large: Vec<String> = values.iter().map(|value| format!("{value}1234")).collect();
    let large: Vec<String> = large.iter().map(|value| value.replace('.', "")).collect();
    let large: Vec<&str> = large.iter().map(String::as_str).collect();
    assert_eq!(
        legend(&draw(&large, &["-k", "3"])),
        ["4\u{202f}340\u{202f}000", "2\u{202f}200\u{202f}000", "1\u{202f}400\u{202f}000", "540\u{202f}000"]
    );
}

#[test]
fn few_values_are_rows_and_equal_ones_are_said_once() {
    assert_eq!(legend(&draw(&["1", "2", "1", "2", "2"], &[])), ["2", "1"]);
    assert_eq!(legend(&draw(&["7.5", "7.5", "7.5"], &[]))[0], "7.5");
    assert_eq!(legend(&draw(&["7.50"], &[]))[0], "7.5");
    let counts = ["0", "0", "1", "1", "2", "3", "3", "4", "5", "5", "6", "6", "2", "4"];
    assert_eq!(legend(&draw(&counts, &[])), ["6", "5", "4", "3", "2", "1", "0"]);
    assert!(legend(&draw(&counts, &["--classes", "quantile", "-k", "3"])).len() < 6);
}

#[test]
fn decimals_are_those_of_the_data_or_those_that_are_asked_for() {
    let titles = |svg: &str| svg.matches("<title>").count();
    let svg = draw(&["5.4", "8.1", "9.7", "12.3", "14", "17.2"], &[]);
    assert!(svg.contains(": 5.4, class 1 of 5") && svg.contains(": 14.0, class") && titles(&svg) > 5);
    let svg = draw(&["5", "8", "9", "12", "14", "17"], &["--labels", "values", "--decimals", "1"]);
    assert!(svg.contains(": 5.0, class 1 of 5") && svg.contains(">12.0</text>"));
    // With these decimals no number stands between two values.
    let refused = run(&["1.1", "1.2", "1.3", "1.4", "1.5", "1.6"], &["--decimals", "0", "-k", "3"]);
    assert_eq!(refused.exit_code, 2, "{}", refused.stderr);
    assert!(refused.stderr.contains("--decimals 1 can"), "{}", refused.stderr);
    let shares = draw(&["12.5%", "40%", "61.5%", "80%"], &["--labels", "values"]);
    assert!(
        shares.contains(">12.5</text>") && shares.contains("12.5\u{a0}%, class") && !shares.contains(">12.5\u{a0}%<")
    );
}

/// Values of many kinds: skewed, tied, negative, all equal, few, of every size.
fn values() -> impl Strategy<Value = Vec<f64>> {
    let size = prop::sample::select(vec![1e-9, 1e-4, 1.0, 37.0, 1e4, 1e9]);
    let shape = 0..5_u8;
    let raw = prop::collection::vec(0.0_f64..1.0, 1..40);
    (raw, size, shape).prop_map(|(raw, size, shape)| {
        let of = |value: f64| match shape {
            0 => value * size,
            1 => (value - 0.5) * size,
            2 => (value * 8.0).exp() * size,
            3 => (value * 4.0).floor() * size,
            _ => (value * 100.0).round() / 100.0 * size,
        };
        raw.into_iter().map(of).collect()
    })
}

/// A number read as it stands in a legend.
fn read(number: &Printed) -> f64 {
    let text = grouped_decimal(number.value, number.decimals, Language::English);
    text.replace('\u{202f}', "").replace('−', "-").parse().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn printed_bounds_class_every_value_as_drawn(values in values(), k in 1_usize..=9, method in 0..ClassMethod::ALL.len(), middle in prop::option::of(-1.0_f64..1.0)) {
        let method = Breaks::Chosen(ClassMethod::ALL[method]);
        let classes = match middle {
            Some(middle) => Classification::around(&values, &method, k, middle),
            None => Classification::of(&values, &method, k),
        }.unwrap();
        let members: Vec<(f64, usize)> = values.iter().map(|value| (*value, classes.class_of(*value))).collect();
        let printed = classes.printed(&members, 1.0, None).unwrap();
        let bounds: Vec<f64> = printed.iter().map(read).collect();
        let (ends, inner) = ([bounds[0], bounds[bounds.len() - 1]], &bounds[1..bounds.len() - 1]);
        prop_assert!(bounds.windows(2).all(|pair| pair[0] <= pair[1]), "{bounds:?} {classes:?}");
        for (value, class) in &members {
            let slack = 1e-11 * value.abs();
            prop_assert!(ends[0] <= value + slack && value - slack <= ends[1], "{value} {bounds:?}");
            // Noise in the last digits is no difference.
            let as_read = [0.0, slack].map(|slack| inner.iter().position(|bound| value - slack <= *bound));
            let as_read = as_read.map(|class| class.unwrap_or(inner.len()));
            prop_assert!(as_read.contains(class), "{value} {bounds:?} {classes:?}");
        }
        // A number with one digit less would class some value elsewhere, or leave one outside.
        for (number, bound) in printed.iter().enumerate().skip(1).take(inner.len()) {
            // Round numbers are printed as they are.
            if bound.decimals == 0 || classes.method == "pretty" { continue; }
            let step = 10_f64.powi(i32::try_from(bound.decimals - 1).unwrap());
            let coarser = (bound.value * step).round() / step;
            let is_held = |(value, class): &(f64, usize)| [0.0, 1e-11 * value.abs()].iter().all(|slack| (value - slack <= coarser) == (*class < number));
            let original = classes.breaks[number - 1];
            let before = if number > 1 { classes.breaks[number - 2] } else { classes.minimum };
            let beside = 1e-9 * coarser.abs();
            let near = f64::midpoint(before, original) < coarser - beside
                && coarser + beside < f64::midpoint(original, classes.breaks[number]);
            let stays = (coarser - bound.value).abs() > 1e-9 * bound.value.abs();
            prop_assert!(!(stays && near && members.iter().all(is_held)), "{bound:?}, {coarser} too: {classes:?}");
        }
    }
}
