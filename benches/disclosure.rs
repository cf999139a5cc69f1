//! `cargo bench --bench disclosure`: what is published of Italy's departments when answers are private, how long it takes, and for a frame of
//! 2,000 units. `-- cells` writes for the attack of `benches/attack.py` what is printed in each draw, `chain` publishes three schemes of macro-areas, `two` a second source.

#![expect(clippy::print_stdout, reason = "a table for people")]
#![expect(clippy::unwrap_used, reason = "a bench may fail")]

use std::collections::BTreeMap;
use std::time::Instant;

use bacino::analysis::disclosure::outsider::{Counted, Figure, Outsider, Tree};
use bacino::analysis::disclosure::printed::{Printed, Step};
use bacino::analysis::disclosure::release::{decide, told_at};

/// Departments with their region and residents of their catchments.
const ITALY: &str = include_str!("../tests/oracle/disclosure/italy.csv");
/// ISTAT's five macro-areas, by region.
const MACRO: [usize; 20] = [0, 0, 0, 1, 1, 1, 0, 1, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 4, 4];
const DRAWS: u64 = 40;

/// Numbers that look random, the same every time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}

/// The country is area 0; then its macro-areas: ISTAT's two, three and five, or the five alone; then regions.
fn tree(chain: bool) -> Tree {
    let (broad, first): (Vec<Option<usize>>, usize) = if chain {
        let two = [Some(0), Some(0)];
        let three = [Some(1), Some(1), Some(2)];
        let five = [Some(3), Some(3), Some(4), Some(5), Some(5)];
        ([&[None][..], &two, &three, &five].concat(), 6)
    } else {
        ([&[None][..], &[Some(0); 5]].concat(), 1)
    };
    Tree { parents: broad.into_iter().chain(MACRO.iter().map(|at| Some(first + at))).collect() }
}

/// Units lie in regions that are numbered from 0.
fn outsider(regions: &[usize], residents: Vec<Vec<u64>>, chain: bool, answered: usize) -> Outsider {
    let tree = tree(chain);
    let areas = tree.parents.len();
    let coarse = areas - MACRO.len();
    let unit_areas = regions.iter().map(|region| coarse + region).collect();
    let mut outsider = Outsider { unit_areas, residents, answered, certainty: 0.9, insiders: 0, figures: Vec::new() };
    let counted = std::iter::once(Counted::Units).chain((0..outsider.residents.len()).map(Counted::Residents));
    for counted in counted {
        let asked = (0..areas).map(|area| counted != Counted::Units || area < coarse).collect();
        let mut figure = Figure { counted, tree: tree.clone(), wholes: Vec::new(), asked };
        figure.wholes = outsider.observed(&figure, &vec![true; outsider.units()]);
        outsider.figures.push(figure);
    }
    outsider
}

fn italy(answered: usize, sources: usize, chain: bool) -> Outsider {
    let rows = ITALY.lines().skip(1).map(|line| line.split(',').collect::<Vec<_>>());
    let rows: Vec<(usize, [u64; 2])> = rows
        .map(|row| (row[1].parse::<usize>().unwrap() - 1, [row[2].parse().unwrap(), row[3].parse().unwrap()]))
        .collect();
    let residents = (0..sources).map(|source| rows.iter().map(|row| row.1[source]).collect()).collect();
    outsider(&rows.iter().map(|row| row.0).collect::<Vec<_>>(), residents, chain, answered)
}

/// Answers of 45 % of the units.
fn draw(units: usize, numbers: &mut Numbers) -> Vec<bool> {
    (0..units).map(|_| numbers.below(100) < 45).collect()
}

fn step_name(printed: &Printed) -> String {
    match printed {
        Printed::Value(step, _) => format!("{step:?}"),
        Printed::Range(_, _) => "range".to_owned(),
        Printed::Withheld(why) => format!("withheld: {why:?}"),
    }
}

fn main() {
    let cells = std::env::args().any(|argument| argument == "cells");
    let sources = if std::env::args().any(|argument| argument == "two") { 2 } else { 1 };
    let chain = std::env::args().any(|argument| argument == "chain");
    let mut numbers = Numbers(1);
    let mut counts: BTreeMap<(usize, &str, String), usize> = BTreeMap::new();
    let (mut at_risk, mut before, mut seconds) = (0, 0, 0.0_f64);
    if cells {
        let parents = tree(chain).parents.into_iter();
        let parents = parents.map(|parent| parent.map_or_else(|| "-".to_owned(), |parent| parent.to_string()));
        println!("{}", parents.collect::<Vec<_>>().join(" "));
        println!("draw,answered,figure,area,step,low,high");
    }
    for round in 0..DRAWS {
        let units = italy(0, sources, chain).units();
        let answered = draw(units, &mut numbers);
        let outsider = italy(answered.iter().filter(|answered| **answered).count(), sources, chain);
        let began = Instant::now();
        let release = decide(&outsider, &answered);
        seconds = seconds.max(began.elapsed().as_secs_f64());
        at_risk += release.told.at_risk;
        before += told_at(&outsider, &answered, Step::Tenth).at_risk;
        for (at, of_figure) in release.figures.iter().enumerate() {
            for (area, printed) in of_figure.iter().enumerate() {
                let level = if area == 0 {
                    "1 total"
                } else if area + MACRO.len() < of_figure.len() {
                    "2 macro-area"
                } else {
                    "3 region"
                };
                *counts.entry((at, level, step_name(printed))).or_default() += 1;
                if cells {
                    for cell in &release.cells[at][area] {
                        let n = outsider.answered;
                        println!("{round},{n},{at},{area},{},{},{}", step_name(printed), cell.low, cell.high);
                    }
                }
            }
        }
    }
    if cells {
        return;
    }
    for ((figure, level, name), count) in counts {
        println!("figure {figure}  {level:14} {name:24} {:6.2} a draw", count as f64 / DRAWS as f64);
    }
    println!(
        "at risk with one decimal everywhere {:.1}, as published {:.2}",
        before as f64 / DRAWS as f64,
        at_risk as f64 / DRAWS as f64
    );
    println!("longest decision {seconds:.3} s");
    let regions: Vec<usize> = (0..2000).map(|unit| unit % 20).collect();
    let residents = (0..2000).map(|_| 5_000 + numbers.below(550).pow(2)).collect();
    let answered = draw(2000, &mut numbers);
    let n = answered.iter().filter(|answered| **answered).count();
    let large = outsider(&regions, vec![residents], false, n);
    let began = Instant::now();
    let release = decide(&large, &answered);
    println!("2,000 units: {:.2} s, at risk {}", began.elapsed().as_secs_f64(), release.told.at_risk);
    for printed in &release.figures {
        println!("{}", printed.iter().map(step_name).collect::<Vec<_>>().join(" "));
    }
}
