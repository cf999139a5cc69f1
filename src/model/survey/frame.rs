//! The frame: every unit that should have answered, and what became of it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::model::base::count::Residents;
use crate::model::base::index::{AreaIndex, UnitIndex};
use crate::model::base::word::words;
use crate::model::place::code::UnitId;
use crate::model::survey::fieldwork::Fieldwork;

words! {
    /// What became of a unit.
    #[derive(PartialOrd, Ord)]
    pub enum ResponseStatus {
        /// Eligible, answered.
        Respondent = "respondent",
        /// Eligible, answered in part.
        Partial = "partial",
        /// Eligible, refused.
        Refused = "refused",
        /// Eligible, did not answer for another or an unstated reason.
        Nonrespondent = "nonrespondent",
        /// Not part of the population surveyed.
        Ineligible = "ineligible",
        /// Not known whether it is part of the population surveyed.
        UnknownEligibility = "unknown",
    }
}

impl ResponseStatus {
    /// Whether the unit gave answers, whole or in part: what coverage counts.
    pub fn answered(self) -> bool {
        match self {
            Self::Respondent | Self::Partial => true,
            Self::Refused | Self::Nonrespondent | Self::Ineligible | Self::UnknownEligibility => false,
        }
    }

    /// Whether the unit belongs to the population surveyed, as far as is known.
    pub fn in_scope(self) -> bool {
        match self {
            Self::Ineligible => false,
            Self::Respondent | Self::Partial | Self::Refused | Self::Nonrespondent | Self::UnknownEligibility => true,
        }
    }
}

words! {
    /// Whether a unit serves a territory.
    #[derive(PartialOrd, Ord)]
    pub enum UnitKind {
        /// Serves the residents of a catchment.
        Territorial = "territorial",
        /// Serves whoever comes, without a catchment: counts for response, not for coverage.
        Hospital = "hospital",
    }
}

/// One member of the frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Its identifier, unique in the frame.
    pub id: UnitId,
    /// Its name.
    pub name: Option<String>,
    /// The area of the broadest level that it reports under.
    pub region: Option<AreaIndex>,
    /// Whether it has a catchment.
    pub kind: UnitKind,
    /// What became of it.
    pub status: ResponseStatus,
    /// Residents of its catchment by the survey's own figure.
    pub population: Option<Residents>,
    /// The day of its answer.
    pub answered_on: Option<Date>,
    /// A remark.
    pub note: Option<String>,
}

/// A further column known for every unit, as numbers or as categories.
#[derive(Clone, Debug, PartialEq)]
pub struct Characteristic {
    /// The column's title.
    pub name: String,
    /// Its values, in the order of the frame.
    pub values: CharacteristicValues,
}

/// Values of a characteristic, in the order of the frame; missing is `None`.
#[derive(Clone, Debug, PartialEq)]
pub enum CharacteristicValues {
    /// Every value present is a number.
    Numbers(Vec<Option<f64>>),
    /// At least one value is not a number.
    Categories(Vec<Option<String>>),
}

/// All units, in the order of the file, with distinct identifiers.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    units: Vec<Unit>,
    characteristics: Vec<Characteristic>,
    by_id: BTreeMap<UnitId, UnitIndex>,
    /// Units of the file that a study of a part leaves out.
    left_out: BTreeSet<UnitId>,
    fieldwork: Fieldwork,
}

impl Frame {
    /// The frame of these units.
    ///
    /// # Errors
    /// The positions of units whose identifier an earlier unit has already.
    pub fn new(units: Vec<Unit>, characteristics: Vec<Characteristic>) -> Result<Self, Vec<UnitIndex>> {
        let mut by_id = BTreeMap::new();
        let mut repeated = Vec::new();
        for (index, unit) in units.iter().enumerate() {
            if by_id.contains_key(&unit.id) {
                repeated.push(UnitIndex::at(index));
            } else {
                by_id.insert(unit.id.clone(), UnitIndex::at(index));
            }
        }
        if repeated.is_empty() { Ok(Self { units, characteristics, by_id, ..Self::default() }) } else { Err(repeated) }
    }

    /// Some of the units, in their order.
    #[must_use]
    pub fn part(&self, units: &[UnitIndex]) -> Self {
        let picked: Vec<Unit> = units.iter().map(|&unit| self.unit(unit).clone()).collect();
        let by_id: BTreeMap<_, _> =
            picked.iter().enumerate().map(|(index, unit)| (unit.id.clone(), UnitIndex::at(index))).collect();
        let ids = self.units.iter().map(|unit| &unit.id);
        let left_out = ids.filter(|id| !by_id.contains_key(*id)).cloned().collect();
        let characteristics = self.characteristics.iter().map(|characteristic| Characteristic {
            name: characteristic.name.clone(),
            values: match &characteristic.values {
                CharacteristicValues::Numbers(values) => {
                    CharacteristicValues::Numbers(units.iter().map(|unit| values[unit.index()]).collect())
                }
                CharacteristicValues::Categories(values) => {
                    CharacteristicValues::Categories(units.iter().map(|unit| values[unit.index()].clone()).collect())
                }
            },
        });
        let fieldwork = self.fieldwork.clone();
        Self { units: picked, characteristics: characteristics.collect(), by_id, left_out, fieldwork }
    }

    /// The same with the days on which units were written to.
    #[must_use]
    pub fn with_fieldwork(self, fieldwork: Fieldwork) -> Self {
        Self { fieldwork, ..self }
    }

    /// When units were written to.
    pub fn fieldwork(&self) -> &Fieldwork {
        &self.fieldwork
    }

    /// The same units in other regions, given in the order of the frame.
    #[must_use]
    pub fn with_regions(mut self, regions: &[Option<AreaIndex>]) -> Self {
        for (unit, region) in self.units.iter_mut().zip(regions) {
            unit.region = *region;
        }
        self
    }

    /// The units.
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// Units with their positions.
    pub fn indexed(&self) -> impl Iterator<Item = (UnitIndex, &Unit)> {
        self.units.iter().enumerate().map(|(index, unit)| (UnitIndex::at(index), unit))
    }

    /// The unit at a position.
    pub fn unit(&self, unit: UnitIndex) -> &Unit {
        &self.units[unit.index()]
    }

    /// The further columns.
    pub fn characteristics(&self) -> &[Characteristic] {
        &self.characteristics
    }

    /// Whether a unit is one that a study of a part leaves out.
    pub fn leaves_out(&self, id: &UnitId) -> bool {
        self.left_out.contains(id)
    }

    /// The position of the unit called `id`.
    pub fn find(&self, id: &UnitId) -> Option<UnitIndex> {
        self.by_id.get(id).copied()
    }
}
