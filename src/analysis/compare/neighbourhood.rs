//! Is non-response regional or local? Neighbouring catchments of a study, before and after each macro-area has its own response rate.

use crate::analysis::basis::family::Family;
use crate::analysis::basis::input::BiasInput;
use crate::analysis::basis::measure::{Level, Measure, MeasureName as Name, RESPONSE};
use crate::analysis::basis::members::Members;
use crate::analysis::basis::method::{Local, Method};
use crate::analysis::basis::note::Note;
use crate::analysis::random::permutation::PermutationNull;
use crate::analysis::space::autocorrelation::{geary, general_g, join_counts, moran, moran_of_permutations, residuals};
use crate::analysis::space::cluster::{LocalResponse, local_response};
use crate::analysis::space::neighbour::Neighbours;
use crate::analysis::statistic::moments::Moments;

/// The level at which local clusters are reported.
const LEVEL: f64 = 0.05;

/// Units that have neighbours, in the order of the frame.
struct Connected {
    /// Positions among the members.
    members: Vec<usize>,
    answered: Vec<bool>,
    neighbours: Neighbours,
    isolates: usize,
}

impl Connected {
    fn of(members: &Members, neighbours: &Neighbours) -> Self {
        let among = neighbours.among(&members.units);
        let connected = among.connected();
        Self {
            answered: connected.iter().map(|&unit| members.answered[unit]).collect(),
            neighbours: among.among(&connected),
            isolates: members.units.len() - connected.len(),
            members: connected,
        }
    }
}

/// Join counts, Moran, Geary, general G, residual Moran and local clusters; nothing where outlines or catchments are not known.
pub fn neighbour_rows(input: &BiasInput<'_>, members: &Members) -> Vec<Measure> {
    let Some(neighbours) = input.neighbours else { return Vec::new() };
    let connected = Connected::of(members, neighbours);
    let n = connected.answered.len();
    let left_out = (connected.isolates > 0).then_some(Note::WithoutNeighbours(connected.isolates));
    let row = |name: Name, variable: &str, method: &[Method], source: &'static str| {
        Measure::new(name, variable, method.iter().cloned(), source).n(n).notes(left_out.clone())
    };
    let with_moments = |row: Measure, found: Option<Moments>| match found {
        Some(found) => {
            let mut row = row.estimate(found.value).standard_error(found.variance.sqrt()).p_value(found.p_two_sided());
            let half = 1.959_963_984_540_054 * found.variance.sqrt();
            row.null_low = Some(found.expected - half);
            row.null_high = Some(found.expected + half);
            row
        }
        None => row.note(Note::TooFewNeighbours),
    };
    let normal = [Method::Moments, Method::RangeOfMoments];
    let mut rows = vec![
        row(Name::NeighbourPairs, "catchments", &[Method::SharedBorder], "Cliff and Ord 1981")
            .estimate(connected.neighbours.n_pairs() as f64),
    ];
    let counts = join_counts(&connected.answered, &connected.neighbours);
    for (name, found) in [
        (Name::JoinBoth, counts.map(|counts| counts.both)),
        (Name::JoinNeither, counts.map(|counts| counts.neither)),
        (Name::JoinMixed, counts.map(|counts| counts.mixed)),
    ] {
        rows.push(with_moments(row(name, RESPONSE, &normal, "Cliff and Ord 1981"), found));
    }
    let response: Vec<f64> = connected.answered.iter().map(|&answered| f64::from(u8::from(answered))).collect();
    rows.push(permuted_moran(input, &connected, &response, row(Name::Moran, RESPONSE, &[], "Moran 1950"), None));
    rows.push(with_moments(row(Name::Geary, RESPONSE, &normal, "Geary 1954"), geary(&response, &connected.neighbours)));
    if let Some((source, residents)) = members.residents(input) {
        let sizes: Option<Vec<f64>> =
            connected.members.iter().map(|&unit| residents[unit].map(|count| count as f64)).collect();
        if let Some(sizes) = sizes {
            rows.push(with_moments(
                row(Name::GeneralG, source, &normal, "Getis and Ord 1992"),
                general_g(&sizes, &connected.neighbours),
            ));
        }
    }
    rows.extend(within_areas(input, members, &connected, &row));
    rows.extend(clusters(input, members, &connected, &row));
    rows
}

/// A row by measure, variable, method and source.
type RowOf<'a> = dyn Fn(Name, &str, &[Method], &'static str) -> Measure + 'a;

/// Moran's `I` with a permutation null. `strata` keep values inside areas.
fn permuted_moran(
    input: &BiasInput<'_>,
    connected: &Connected,
    values: &[f64],
    row: Measure,
    strata: Option<&[usize]>,
) -> Measure {
    let (Some(found), Some(statistic)) =
        (moran(values, &connected.neighbours), moran_of_permutations(values, &connected.neighbours))
    else {
        return row.note(Note::TooFewNeighbours);
    };
    let permutations = input.permutations(5);
    let permuted = permutations.within(values, strata.unwrap_or(&[]), statistic);
    let mut row = row.estimate(found.value);
    let count = permutations.count;
    let permuting =
        if strata.is_some() { Method::PermutedWithinAreas { count } } else { Method::PermutedValues { count } };
    row.method = vec![permuting, Method::TwiceSmallerTail];
    if strata.is_none() {
        row = row.standard_error(found.variance.sqrt()).note(Note::AnalyticP(found.p_two_sided()));
    }
    if let Some(null) = PermutationNull::of(permuted, found.value) {
        row.null_low = Some(null.low);
        row.null_high = Some(null.high);
        row.null_percentile = Some(null.percentile);
        let p = null.p_two_sided();
        row = row.p_value(p).note(Note::ErrorOfP(null.error_of_two_sided()));
    }
    row
}

/// Moran's `I` once each macro-area has its own rate. If it vanishes, non-response is regional; if it stays, it is local too.
fn within_areas(input: &BiasInput<'_>, members: &Members, connected: &Connected, row: &RowOf<'_>) -> Option<Measure> {
    let areas = members.areas(input, input.macro_areas()?);
    let of_unit: Option<Vec<usize>> = connected.members.iter().map(|&unit| areas.of_unit[unit]).collect();
    let row = row(Name::MoranWithin, &areas.name, &[], "Cliff and Ord 1981");
    let Some(of_unit) = of_unit else { return Some(row.note(Note::UnknownArea)) };
    let left = residuals(&connected.answered, &of_unit);
    Some(permuted_moran(input, connected, &left, row.note(Note::Residuals), Some(&of_unit)))
}

/// A local statistic, its p-value and the adjusted one.
type Of = fn(&LocalResponse) -> (f64, f64, f64);

/// Units whose neighbours did the same more often than chance explains, once false discoveries are controlled.
fn clusters(input: &BiasInput<'_>, members: &Members, connected: &Connected, row: &RowOf<'_>) -> Vec<Measure> {
    let local = local_response(&connected.answered, &connected.neighbours);
    let units = input.study.frame.units();
    let mut rows = Vec::new();
    let kinds: [(Name, Local, &'static str, Of); 2] = [
        (Name::LocalJoin, Local::SameStatus, "Anselin and Li 2019", |unit| {
            (unit.alike as f64, unit.p_alike, unit.p_alike_adjusted)
        }),
        (Name::LocalMoran, Local::Moran, "Anselin 1995", |unit| (unit.moran, unit.p_moran, unit.p_moran_adjusted)),
    ];
    for (name, local_of, source, of) in kinds {
        let tests = local.iter().flatten().count();
        let found: Vec<(usize, (f64, f64, f64))> = local
            .iter()
            .enumerate()
            .filter_map(|(unit, local)| Some((unit, local.as_ref().map(of)?)))
            .filter(|(_, (_, _, adjusted))| *adjusted <= LEVEL)
            .collect();
        let count = [Method::CountOfLocal { local: local_of, level: LEVEL }, Method::ExactLocal];
        rows.push(row(name, RESPONSE, &count, source).level(Level::AllUnits).estimate(found.len() as f64));
        for (unit, (value, p, adjusted)) in found {
            let member = &units[members.units[connected.members[unit]]];
            let method = [Method::Local(local_of), Method::ExactLocal];
            let of_unit = Measure::new(name, RESPONSE, method, source).level(member.id.as_str()).estimate(value);
            let note = Note::UnitAnswered(connected.answered[unit]);
            let of_unit = of_unit.p_value(p).adjusted(adjusted, Family::Units, tests);
            rows.push(of_unit.n(connected.neighbours.of(unit).len()).note(note));
        }
    }
    rows
}
