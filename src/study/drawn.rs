//! Drawn catchments worked out: how they cut places and tracts, and what that makes of their residents.

use crate::geometry::mend::overlap::{disjoint_parts, overlapping_pairs, self_overlapping, united};
use crate::geometry::overlay::areal::{ArealWeights, areal_weights};
use crate::geometry::overlay::locate::AreaLocator;
use crate::input::problem::english::{counted, first_few};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::study::drawn::DrawnCatchments;
use crate::input::territory::tracts::TractShapes;
use crate::model::base::index::{PlaceIndex, UnitIndex};
use crate::model::catchment::drawn::{Cut, Drawn, DrawnProblem, DrawnZones, drawn_catchments};
use crate::model::catchment::served::Catchments;
use crate::model::shape::outline::{PolygonOutlines, ReferenceSystem};
use crate::model::study::Study;
use crate::study::located::{WAY_HINT, points_in, projected, refuse_wayless, weights_in};
use crate::study::places::Unprojected;
use crate::study::tracts::SettledTracts;

/// Catchments by drawn outlines, and what a reader should know of them.
///
/// # Errors
/// Outlines that overlap where they may not, units without a place, tracts that are nowhere.
pub(crate) fn drawn_of(
    study: &Study,
    places: &Unprojected,
    tracts: Option<&SettledTracts>,
    drawn: &DrawnCatchments,
) -> Result<(Catchments, Vec<Remark>), Problems> {
    let place = || Place::file(&drawn.file);
    let mut remarks = Vec::new();
    let mut zones = projected(&drawn.file, &drawn.outlines, &places.system)?;
    let mut among = areal_weights(&zones, &zones);
    let over = self_overlapping(&among);
    if !over.is_empty() {
        let names: Vec<String> = over.iter().map(|&shape| unit_name(study, drawn.unit_of[shape])).collect();
        let message = format!(
            "{} cross or overlap themselves, taken as the union of their parts: {}",
            counted(over.len(), "outline"),
            first_few(&names)
        );
        remarks.push(Remark::of(Kind::SelfIntersection, place(), message));
        zones = united(&zones, &over);
        among = areal_weights(&zones, &zones);
    }
    let tract_shapes = tracts.map(|tracts| tract_shapes(tracts, &places.system)).transpose()?;
    let cuts_of = |zones: &PolygonOutlines| Cuts::of(places, tracts, tract_shapes.as_ref(), zones);
    let mut cuts = cuts_of(&zones)?;
    let mut units: Vec<Vec<UnitIndex>> = drawn.unit_of.iter().map(|&unit| vec![unit]).collect();
    let pairs = cuts.pairs_that_matter(&overlapping_pairs(&among), drawn.rules.slivers);
    if !pairs.is_empty() {
        let (parts, owners) = disjoint_parts(&zones, &pairs);
        zones = parts;
        cuts = cuts_of(&zones)?;
        units = owners.iter().map(|owners| units_of(study, drawn, owners)).collect();
    }
    let zones = DrawnZones {
        units: &units,
        places: &cuts.places,
        tracts: tracts.zip(cuts.tracts.as_deref()).map(|(tracts, cuts)| (&tracts.tracts, cuts)),
    };
    let Drawn { catchments, slivers, in_cut_tracts } = drawn_catchments(&study.frame, &zones, drawn.rules)
        .map_err(|found| Problems(found.iter().map(|problem| told(study, drawn, problem)).collect()))?;
    if let Some((_, largest)) = slivers.iter().copied().reduce(|most, next| if next.1 > most.1 { next } else { most }) {
        let names: Vec<String> = slivers.iter().map(|(place, _)| place_name(study, *place)).collect();
        let message = format!(
            "{} taken whole although a sliver lies outside, {} at most: {}",
            counted(slivers.len(), study.territory.level_name(study.territory.finest())),
            percent(largest),
            first_few(&names)
        );
        remarks.push(Remark::of(Kind::Assumed, place(), message));
    }
    if in_cut_tracts.0 > 0 {
        let message = format!(
            "{} residents live in tracts that outlines cut and are taken to be spread evenly over their tract",
            in_cut_tracts.0
        );
        remarks.push(Remark::of(Kind::Assumed, place(), message));
    }
    Ok((catchments, remarks))
}

/// How zones cut places and tracts.
struct Cuts {
    places: Vec<Cut>,
    tracts: Option<Vec<Cut>>,
}

/// Tracts: their areas, and the row of each, or their points in the system of places.
enum TractPlaces<'a> {
    Areas(&'a PolygonOutlines, &'a [usize]),
    Points(Vec<Option<[f64; 2]>>),
}

fn tract_shapes<'a>(tracts: &'a SettledTracts, system: &ReferenceSystem) -> Result<TractPlaces<'a>, Problems> {
    match &tracts.shapes {
        TractShapes::Unknown => {
            let message = "the tracts have no shapes, so it cannot be said which drawn catchment they lie in";
            let hint = "name a boundary file of tracts or a file of points, or leave [tracts] out";
            Err(Problems::one(Remark::of(Kind::Format, Place::file(&tracts.file), message).hint(hint)))
        }
        TractShapes::Areas(outlines) => {
            refuse_wayless(&tracts.file, &outlines.reference, system, WAY_HINT)?;
            Ok(TractPlaces::Areas(outlines, &tracts.rows))
        }
        TractShapes::Points(points) => {
            let all = points_in(&tracts.file, points, system)?;
            Ok(TractPlaces::Points(tracts.rows.iter().map(|&row| all[row]).collect()))
        }
    }
}

impl Cuts {
    fn of(
        places: &Unprojected,
        tracts: Option<&SettledTracts>,
        shapes: Option<&TractPlaces<'_>>,
        zones: &PolygonOutlines,
    ) -> Result<Self, Problems> {
        let cut = |weights: &ArealWeights, shape| weights.of_shape(shape).collect();
        let weights = weights_in(&places.file, &places.polygons, zones)?;
        let by_place = (0..weights.n_shapes()).map(|shape| cut(&weights, shape)).collect();
        let by_tract = tracts.zip(shapes).map(|(tracts, shapes)| match shapes {
            TractPlaces::Areas(outlines, rows) => {
                let weights = weights_in(&tracts.file, outlines, zones)?;
                Ok(rows.iter().map(|&row| cut(&weights, row)).collect())
            }
            TractPlaces::Points(points) => {
                let locator = AreaLocator::new(zones);
                // A point on a border of zones is in the first.
                let zone = |point: &Option<[f64; 2]>| point.and_then(|point| locator.first_area(point).first);
                let cut = |point| zone(point).map(|zone| (zone as usize, 1.0)).into_iter().collect();
                Ok(points.iter().map(cut).collect())
            }
        });
        Ok(Self { places: by_place, tracts: by_tract.transpose()? })
    }

    /// Pairs of zones that overlap in some place or tract by more than a sliver may be.
    fn pairs_that_matter(&self, pairs: &[([usize; 2], f64)], slivers: f64) -> Vec<[usize; 2]> {
        let cuts = || self.places.iter().chain(self.tracts.iter().flatten());
        let share_in =
            |cut: &Cut, zone: usize| cut.iter().find(|(other, _)| *other == zone).map_or(0.0, |(_, share)| *share);
        let mut together: std::collections::BTreeMap<[usize; 2], f64> = std::collections::BTreeMap::new();
        for cut in cuts().filter(|cut| cut.len() > 1) {
            for (number, (one, _)) in cut.iter().enumerate() {
                for (other, _) in &cut[number + 1..] {
                    let least = share_in(cut, *one).min(share_in(cut, *other));
                    let most = together.entry([*one.min(other), *one.max(other)]).or_default();
                    *most = most.max(least);
                }
            }
        }
        let matters = |pair: &[usize; 2]| together.get(pair).is_some_and(|share| *share > slivers);
        pairs.iter().map(|(pair, _)| *pair).filter(matters).collect()
    }
}

/// The units of a part that belongs to several features, each once, in the order of identifiers.
fn units_of(study: &Study, drawn: &DrawnCatchments, owners: &[usize]) -> Vec<UnitIndex> {
    let mut units: Vec<UnitIndex> = owners.iter().map(|&owner| drawn.unit_of[owner]).collect();
    units.sort_by_key(|&unit| &study.frame.unit(unit).id);
    units.dedup();
    units
}

fn unit_name(study: &Study, unit: UnitIndex) -> String {
    format!("{:?}", study.frame.unit(unit).id.as_str())
}

fn place_name(study: &Study, place: PlaceIndex) -> String {
    let area = study.territory.place(place);
    format!("{} {}", area.code, area.name)
}

fn percent(share: f64) -> String {
    format!("{:.2} %", share * 100.0)
}

fn told(study: &Study, drawn: &DrawnCatchments, problem: &DrawnProblem) -> Remark {
    let place = Place::file(&drawn.file);
    match problem {
        DrawnProblem::Overlap { place: at, units, share } => {
            let names: Vec<String> = units.iter().map(|&unit| unit_name(study, unit)).collect();
            let message = format!(
                "the catchments of {} overlap in {} of {} {}",
                first_few(&names),
                percent(*share),
                study.territory.level_name(study.territory.finest()),
                place_name(study, *at)
            );
            Remark::of(Kind::Overlap, place, message)
                .hint("draw them apart; overlap = \"allowed\" under [catchments] keeps both and counts nobody twice")
        }
        DrawnProblem::UnitWithoutPlace { unit } => {
            let finest = study.territory.level_name(study.territory.finest());
            let message = format!("the outline of the unit {} holds no part of any {finest}", unit_name(study, *unit));
            Remark::of(Kind::NoCatchment, place, message)
                .hint("check the reference system of the file, or crs = \"EPSG:…\" under [catchments]")
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::model::base::count::Residents;
    use crate::model::catchment::drawn::DrawnRules;
    use crate::model::catchment::residents::allot_residents;
    use crate::model::place::code::UnitId;
    use crate::model::shape::outline::{Position, ReferenceSystem};
    use crate::model::survey::frame::{Frame, ResponseStatus, Unit, UnitKind};

    fn frame(n_units: usize) -> Frame {
        let unit = |number| Unit {
            id: UnitId::parse(&format!("{number:03}")).unwrap(),
            name: None,
            region: None,
            kind: UnitKind::Territorial,
            status: ResponseStatus::Respondent,
            population: None,
            answered_on: None,
            note: None,
        };
        Frame::new((0..n_units).map(unit).collect(), Vec::new()).unwrap()
    }

    /// `n × n` squares whose inner corners are moved; the last few may be left out.
    fn jittered(n: usize, moves: &[[f64; 2]], left_out: usize) -> PolygonOutlines {
        let corner = |[column, row]: [usize; 2]| {
            let inner = (1..n).contains(&column) && (1..n).contains(&row);
            let [dx, dy] = if inner { moves[(column * 31 + row * 17) % moves.len()] } else { [0.0, 0.0] };
            [(column as f64 + dx) * 7_000.0 / n as f64, (row as f64 + dy) * 7_000.0 / n as f64]
        };
        let mut outlines = PolygonOutlines::new(ReferenceSystem::laea_europe());
        for square in 0..(n * n - left_out.min(n * n - 1)) {
            let (column, row) = (square / n, square % n);
            let corners = [[column, row], [column + 1, row], [column + 1, row + 1], [column, row + 1]];
            let ring: Vec<Position> = corners.into_iter().map(corner).collect();
            outlines.push_shape([[ring]]);
        }
        outlines
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

        /// Every person of a place is given once or is in no catchment, and what a unit gets differs from its share of the area by less
        /// than a person.
        #[test]
        fn random_catchments_conserve_residents(
            place_moves in proptest::collection::vec([-0.3..0.3, -0.3..0.3], 1..20),
            zone_moves in proptest::collection::vec([-0.3..0.3, -0.3..0.3], 1..20),
            (n, m, left_out) in (1_usize..7, 1_usize..6, 0_usize..3),
            residents in proptest::collection::vec(0_u64..5_000, 36),
        ) {
            let (places, zones) = (jittered(n, &place_moves, 0), jittered(m, &zone_moves, left_out));
            let polygons = Arc::new(places);
            let places = Unprojected { file: "places".to_owned(), system: polygons.reference.clone(), polygons };
            let cuts = Cuts::of(&places, None, None, &zones).unwrap();
            let frame = frame(zones.n_shapes());
            let units: Vec<Vec<UnitIndex>> = frame.indexed().map(|(unit, _)| vec![unit]).collect();
            let drawn = DrawnZones { units: &units, places: &cuts.places, tracts: None };
            let drawn = drawn_catchments(&frame, &drawn, DrawnRules { overlap: false, slivers: 0.0 }).unwrap();
            let counts: Vec<Option<Residents>> = residents[..n * n].iter().map(|&count| Some(Residents(count))).collect();
            let allotted = allot_residents(&drawn.catchments, &counts);
            for (place, cut) in cuts.places.iter().enumerate() {
                let range = drawn.catchments.range(PlaceIndex::at(place));
                let mut sum = allotted.outside[place].unwrap();
                for (allotment, given) in drawn.catchments.allotments()[range.clone()].iter().zip(&allotted.given[range]) {
                    let share = cut.iter().find(|(zone, _)| *zone == allotment.unit.index()).map_or(0.0, |(_, share)| *share);
                    let exact = share * residents[place] as f64;
                    prop_assert!((given.unwrap().0 as f64 - exact).abs() < 1.0 + 1e-5, "{place} {given:?} {exact}");
                    sum += given.unwrap();
                }
                prop_assert_eq!(sum, Residents(residents[place]));
            }
        }
    }
}
