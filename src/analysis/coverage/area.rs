//! Coverage: the share of residents, and of units, that the respondents stand for, area by area.

use rayon::prelude::*;

use crate::analysis::coverage::all_areas::{Adjusted, adjusted_over_areas};
use crate::analysis::coverage::null::{AreaByChance, CoverageNull, NoNull, UnitResidents};
use crate::analysis::coverage::unit_area::{area_of_units, units_lie_inside};
use crate::analysis::statistic::detectable::LEVEL;
use crate::model::base::count::{Residents, UnitCount};
use crate::model::base::index::AreaIndex;
use crate::model::base::share::Share;
use crate::model::base::word::words;
use crate::model::catchment::residents::{AllottedResidents, allot_residents, residents_of_union};
use crate::model::catchment::served::{Catchments, PlaceSum};
use crate::model::place::population::Ages;
use crate::model::place::scheme::Scheme;
use crate::model::study::Study;
use crate::model::survey::frame::{Unit, UnitKind};

words! {
    /// Where residents are counted.
    #[derive(PartialOrd, Ord)]
    pub enum Source {
        /// The figures of the frame.
        ///
        /// The figure of each unit, as the survey used it.
        Frame = "frame",
        /// All residents by the census.
        ///
        /// Of the places of the catchments.
        Census = "census",
        /// Residents aged 18 and over by the census.
        ///
        /// Of the places of the catchments.
        CensusAdults = "census_18plus",
    }
}

impl Source {
    /// The residents that a census source counts; `None` for the frame.
    pub fn ages(self) -> Option<Ages> {
        match self {
            Self::Frame => None,
            Self::Census => Some(Ages::All),
            Self::CensusAdults => Some(Ages::Adults),
        }
    }
}

/// Coverage of one area by one source. Only units with a catchment count, without those found ineligible.
#[derive(Clone, Debug)]
pub struct Coverage {
    /// The scheme's name.
    pub scheme: String,
    /// The area, in the order of the scheme.
    pub area: AreaIndex,
    /// Where residents were counted.
    pub source: Source,
    /// Units that answered out of the units of the area.
    pub units: Share<UnitCount>,
    /// Residents covered out of the residents of the area. For the frame these are the sums of the units' figures.
    pub residents: Share<Residents>,
    /// Residents of the area in no catchment; `None` for the frame, which does not know them.
    pub outside_frame: Option<Residents>,
    /// Units (frame) or places (census) whose residents are not known and are in neither number.
    pub not_known: usize,
    /// What random response would give, or why that is not known.
    pub null: Result<CoverageNull, NoNull>,
    /// The p-value adjusted over all areas of the scheme by the same source; `None` where there is no p-value.
    pub adjusted: Option<Adjusted>,
}

impl Coverage {
    /// Whether chance explains the coverage of this area once all areas of its scheme are looked at; `None` where that is not known. What is
    /// coloured or said of an area rests on this.
    pub fn is_within_chance(&self) -> Option<bool> {
        self.adjusted.map(|adjusted| adjusted.p_value > LEVEL)
    }
}

/// Residents of every place given to units, by source. Built once and used by every table.
#[derive(Clone, Debug)]
pub struct Allotted {
    /// All residents.
    pub all: AllottedResidents,
    /// Residents aged 18 and over, where known.
    pub adults: Option<AllottedResidents>,
}

impl Allotted {
    /// The residents of `study`'s places given to its units, or `None` without catchments or residents.
    pub fn of(study: &Study) -> Option<Self> {
        let (catchments, population) = (study.catchments.as_ref()?, study.population.as_ref()?);
        Some(Self {
            all: allot_residents(catchments, &population.all),
            adults: population.adults.as_ref().map(|counts| allot_residents(catchments, counts)),
        })
    }

    /// The residents of one kind.
    pub fn of_ages(&self, ages: Ages) -> Option<&AllottedResidents> {
        match ages {
            Ages::All => Some(&self.all),
            Ages::Adults => self.adults.as_ref(),
        }
    }

    /// Residents of each unit's catchment, in the order of the frame; `None` for a unit without any place of known residents.
    pub fn by_unit(&self, study: &Study, ages: Ages) -> Vec<Option<Residents>> {
        let mut sums = vec![None; study.frame.units().len()];
        if let (Some(catchments), Some(allotted)) = (&study.catchments, self.of_ages(ages)) {
            for (allotment, given) in catchments.allotments().iter().zip(&allotted.given) {
                if let Some(given) = given {
                    let sum: &mut Option<Residents> = &mut sums[allotment.unit.index()];
                    *sum = Some(sum.unwrap_or_default() + *given);
                }
            }
        }
        sums
    }
}

/// Whether a unit takes part in coverage: it has a catchment and belongs to the population surveyed.
pub fn takes_part(unit: &Unit) -> bool {
    unit.kind == UnitKind::Territorial && unit.status.in_scope()
}

/// The sources that have figures for every one of `schemes`. The frame has none for a scheme whose areas cut through catchments.
pub fn available_sources<'a>(study: &Study, schemes: impl IntoIterator<Item = &'a Scheme>) -> Vec<Source> {
    let inside = schemes.into_iter().all(|scheme| units_lie_inside(study, scheme));
    Source::ALL
        .into_iter()
        .filter(|source| match source.ages() {
            None => inside && study.frame.units().iter().any(|unit| takes_part(unit) && unit.population.is_some()),
            Some(ages) => {
                study.catchments.is_some()
                    && study.population.as_ref().is_some_and(|population| population.of(ages).is_some())
            }
        })
        .collect()
}

/// Coverage of every area of every scheme by every source that the study has, in that order.
pub(in crate::analysis) fn coverage(study: &Study, allotted: Option<&Allotted>) -> Vec<Coverage> {
    coverage_of_schemes(study, allotted, &study.schemes.iter().collect::<Vec<_>>(), None)
}

/// Coverage of every area of some of the study's schemes, by one source or by all.
pub(in crate::analysis) fn coverage_of_schemes(
    study: &Study,
    allotted: Option<&Allotted>,
    schemes: &[&Scheme],
    source: Option<Source>,
) -> Vec<Coverage> {
    let jobs: Vec<(&Scheme, Source)> = schemes
        .iter()
        .copied()
        .flat_map(|scheme| available_sources(study, [scheme]).into_iter().map(move |source| (scheme, source)))
        .filter(|(_, of)| source.is_none_or(|source| source == *of))
        .collect();
    let tallies: Vec<Vec<Tally>> =
        jobs.par_iter().map(|&(scheme, source)| tally(study, allotted, scheme, source)).collect();
    let n_frame = study.frame.units().iter().filter(|unit| takes_part(unit)).count();
    let n_answered = study.frame.units().iter().filter(|unit| takes_part(unit) && unit.status.answered()).count();
    let n_areas: Vec<usize> = tallies.iter().map(Vec::len).collect();
    let of_all: Vec<&Tally> = tallies.iter().flatten().collect();
    let mut by_chance: Vec<Result<AreaByChance, NoNull>> = of_all
        .into_par_iter()
        // Large areas stand side by side and cost the most.
        .with_max_len(1)
        .map(|tally| tally.by_chance(n_frame, n_answered))
        .collect();
    let mut rows = Vec::with_capacity(by_chance.len());
    for ((&(scheme, source), tallies), n_areas) in jobs.iter().zip(tallies).zip(n_areas) {
        let of_scheme: Vec<Result<AreaByChance, NoNull>> = by_chance.drain(..n_areas).collect();
        let tested: Vec<&AreaByChance> = of_scheme.iter().filter_map(|area| area.as_ref().ok()).collect();
        let mut adjusted = adjusted_over_areas(&tested).into_iter();
        for (area, (tally, by_chance)) in tallies.into_iter().zip(&of_scheme).enumerate() {
            let adjusted = by_chance.as_ref().ok().and_then(|_| adjusted.next());
            rows.push(tally.into_coverage(scheme, source, AreaIndex::at(area), by_chance, adjusted));
        }
    }
    sort_by_scheme_and_area(&mut rows, study);
    rows
}

/// Rows in the order of the schemes, their areas, the sources.
fn sort_by_scheme_and_area(rows: &mut [Coverage], study: &Study) {
    let place = |name: &str| study.schemes.iter().position(|scheme| scheme.name() == name);
    rows.sort_by_cached_key(|row| (place(&row.scheme), row.area, row.source));
}

/// What is summed over an area.
#[derive(Clone, Default)]
struct Tally {
    units: UnitCount,
    answered: UnitCount,
    residents: Residents,
    covered: Residents,
    outside: Option<Residents>,
    not_known: usize,
    overlap: bool,
    of_units: Vec<UnitResidents>,
}

impl Tally {
    fn by_chance(&self, n_frame: usize, n_answered: usize) -> Result<AreaByChance, NoNull> {
        if self.overlap { Err(NoNull::Overlap) } else { AreaByChance::of(&self.of_units, n_frame, n_answered) }
    }

    fn into_coverage(
        self,
        scheme: &Scheme,
        source: Source,
        area: AreaIndex,
        by_chance: &Result<AreaByChance, NoNull>,
        adjusted: Option<Adjusted>,
    ) -> Coverage {
        let units = Share::new(self.answered, self.units).unwrap_or(Share::all_or_none(self.units, true));
        let residents = Share::new(self.covered, self.residents).unwrap_or(Share::all_or_none(self.residents, true));
        Coverage {
            scheme: scheme.name().to_owned(),
            area,
            source,
            units,
            residents,
            outside_frame: self.outside,
            not_known: self.not_known,
            null: by_chance.as_ref().map(|area| area.printed(self.residents.0)).map_err(|reason| *reason),
            adjusted,
        }
    }
}

fn tally(study: &Study, allotted: Option<&Allotted>, scheme: &Scheme, source: Source) -> Vec<Tally> {
    let mut tallies = vec![Tally::default(); scheme.areas().len()];
    let area_of_unit = area_of_units(study, allotted.map(|allotted| &allotted.all), scheme);
    for (unit, area) in study.frame.units().iter().zip(&area_of_unit) {
        let Some(area) = area.filter(|_| takes_part(unit)) else { continue };
        let tally = &mut tallies[area.index()];
        tally.units += UnitCount(1);
        tally.answered += UnitCount(u64::from(unit.status.answered()));
        if source == Source::Frame {
            match unit.population {
                None => tally.not_known += 1,
                Some(residents) => {
                    tally.residents += residents;
                    if unit.status.answered() {
                        tally.covered += residents;
                    }
                    tally.of_units.push(UnitResidents { residents: residents.0, answered: unit.status.answered() });
                }
            }
        }
    }
    if let (Some(ages), Some(catchments), Some(population)) = (source.ages(), &study.catchments, &study.population)
        && let (Some(allotted), Some(counts)) =
            (allotted.and_then(|allotted| allotted.of_ages(ages)), population.of(ages))
    {
        census(study, scheme, catchments, allotted, counts, &mut tallies);
    }
    tallies
}

/// Adds the residents of every place to the area where they live.
fn census(
    study: &Study,
    scheme: &Scheme,
    catchments: &Catchments,
    allotted: &AllottedResidents,
    counts: &[Option<Residents>],
    tallies: &mut [Tally],
) {
    let units = study.frame.units();
    let mut of_unit = vec![vec![0_u64; units.len()]; tallies.len()];
    for tally in tallies.iter_mut() {
        tally.outside = Some(Residents(0));
    }
    for place in study.territory.places() {
        let area = scheme.area_of_place(place).index();
        let tally = &mut tallies[area];
        let count = counts[place.index()];
        let Some(residents) = count else {
            tally.not_known += 1;
            continue;
        };
        let served_by = |eligible: &dyn Fn(&Unit) -> bool| {
            residents_of_union(catchments, allotted, place, count, |unit| eligible(&units[unit])).unwrap_or_default()
        };
        tally.residents += residents;
        tally.covered += served_by(&|unit| takes_part(unit) && unit.status.answered());
        let in_frame = served_by(&takes_part);
        tally.outside = tally.outside.map(|outside| outside + Residents(residents.0.saturating_sub(in_frame.0)));
        tally.overlap |= catchments.sum_of_place(place) == PlaceSum::Overlap;
        for position in catchments.range(place) {
            let unit = catchments.allotments()[position].unit.index();
            of_unit[area][unit] += allotted.given[position].map_or(0, u64::from);
        }
    }
    for (tally, residents) in tallies.iter_mut().zip(of_unit) {
        tally.of_units = units
            .iter()
            .zip(residents)
            .filter(|(unit, residents)| takes_part(unit) && *residents > 0)
            .map(|(unit, residents)| UnitResidents { residents, answered: unit.status.answered() })
            .collect();
    }
}

/// How an area is represented among the residents covered: 1 is parity, below 1 is too little.
///
/// # Formula
/// `(C_g / C) / (P_g / P)`: the area's share of all covered residents over its share of all residents.
///
/// Computed as the area's coverage over that of all; `None` where nobody is covered.
pub fn representation_ratio(coverage: f64, of_all: f64) -> Option<f64> {
    (of_all > 0.0).then(|| coverage / of_all)
}
