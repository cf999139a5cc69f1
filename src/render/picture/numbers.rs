//! How a picture writes its numbers: of areas, and at the classes of its legend.

use crate::analysis::basis::decimals::decimals_of;
use crate::render::classes::classify::{Classification, GIVEN, PARITY};
use crate::render::classes::printed::{Printed, own_decimals};
use crate::render::classes::value::{AreaValue, MapArea, NoData, Unit};
use crate::render::picture::shown::{Legend, Picture};
use crate::words::catalogue::say;
use crate::words::number::grouped_decimal;

/// Decimals of shares in percent, where data do not say how many they have.
const OF_PERCENT: usize = 1;
/// Shares of fewer units than this are told as counts on areas: a unit more or less moves them by more than five points.
const FEW_UNITS: u64 = 20;
/// The least decimals of numbers that were computed.
const OF_NUMBERS: usize = 2;

/// Ratios that are written as fractions.
const FRACTIONS: [(f64, &str); 5] = [(0.5, "1/2"), (2.0 / 3.0, "2/3"), (0.8, "4/5"), (1.25, "5/4"), (1.5, "3/2")];

/// What stands at the classes of a legend, from the lowest up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ScaleLabels {
    /// Bounds at the edges of boxes, the lower end first; empty where nothing stands, and none at all where every class is one value.
    pub(crate) edges: Vec<String>,
    /// What stands beside the middle of each box; empty for nothing.
    pub(crate) inside: Vec<String>,
}

impl Picture {
    /// How much larger numbers are in print.
    pub(crate) fn print_scale(&self) -> f64 {
        match self.values.unit {
            Unit::Percent => 100.0,
            Unit::Plain | Unit::Count => 1.0,
        }
    }

    /// The values of areas that classes are about, with the class that each is drawn in.
    pub(crate) fn members(&self) -> Vec<(f64, usize)> {
        let Some(Legend::Classes { parity, .. }) = &self.key.legend else { return Vec::new() };
        let of_scale = |area: &&MapArea| parity.is_none() || !area.at_parity;
        let areas = self.values.areas.iter().filter(of_scale);
        areas
            .filter_map(|area| match area.value {
                AreaValue::Number(value) => Some((value, self.class_of(area)?)),
                AreaValue::Category(_) | AreaValue::Missing(_) => None,
            })
            .collect()
    }

    /// Bounds as printed with at most so many decimals, the lower end first; `None` where these do not tell the classes apart.
    pub(crate) fn printed_with(&self, most: Option<usize>) -> Option<Vec<Printed>> {
        let Some(Legend::Classes { classes, .. }) = &self.key.legend else { return None };
        classes.printed(&self.members(), self.print_scale(), most)
    }

    /// The classes as their printed bounds tell them, in print's own scale, with the values in that scale.
    pub(crate) fn as_read(&self) -> Option<(Classification, Vec<(f64, usize)>)> {
        let Some(Legend::Classes { classes, .. }) = &self.key.legend else { return None };
        let printed = self.printed_with(self.design.decimals).or_else(|| self.printed_with(None))?;
        let (minimum, breaks) = printed.split_first()?;
        let breaks = breaks.iter().map(|bound| bound.value).collect();
        let members = self.members().into_iter().map(|(value, class)| (value * self.print_scale(), class)).collect();
        Some((Classification { minimum: minimum.value, breaks, ..classes.clone() }, members))
    }

    /// What stands at the classes of the legend.
    pub(crate) fn scale_labels(&self) -> ScaleLabels {
        let Some(Legend::Classes { classes, .. }) = &self.key.legend else { return ScaleLabels::default() };
        let k = classes.breaks.len();
        let members = self.members();
        let singles: Vec<Option<f64>> = (0..k).map(|class| single(&members, class)).collect();
        if ![GIVEN, PARITY].contains(&classes.method)
            && let Some(values) = singles.iter().copied().collect::<Option<Vec<f64>>>()
        {
            return ScaleLabels {
                edges: Vec::new(),
                inside: values.into_iter().map(|value| self.bare(value)).collect(),
            };
        }
        let printed = self.printed_with(self.design.decimals).or_else(|| self.printed_with(None)).unwrap_or_default();
        let written = |bound: &Printed| {
            let decimals = self.design.decimals.unwrap_or(bound.decimals);
            let fraction =
                FRACTIONS.iter().find(|(ratio, _)| classes.method == PARITY && (bound.value - ratio).abs() < 1e-9);
            if let Some((_, text)) = fraction {
                return (*text).to_owned();
            }
            if bound.value.is_finite() { self.number(bound.value, decimals) } else { String::new() }
        };
        let mut edges: Vec<String> = printed.iter().map(written).collect();
        let mut inside = vec![String::new(); k];
        if let (Some(_), [least, first, ..], true) = (singles.first().copied().flatten(), edges.as_mut_slice(), k > 1)
            && least == first
        {
            // The first class is one value, which is no range.
            inside[0] = std::mem::take(first);
            least.clear();
        }
        ScaleLabels { edges, inside }
    }

    /// A number in the language of the picture, thousands apart.
    fn number(&self, value: f64, decimals: usize) -> String {
        grouped_decimal(value, decimals, self.words.language)
    }

    /// A round number, with the decimals that it has.
    pub(crate) fn round_number(&self, value: f64) -> String {
        self.number(value, own_decimals(&[value], 1.0))
    }

    /// Decimals of the values of areas: those that are asked for, those of the data, or those that computed numbers deserve.
    pub(crate) fn decimals(&self) -> usize {
        self.design.decimals.or(self.values.decimals).unwrap_or_else(|| match self.values.unit {
            Unit::Percent => OF_PERCENT,
            Unit::Count => 0,
            Unit::Plain => {
                let values: Vec<f64> = self.members().into_iter().map(|(value, _)| value).collect();
                // Two digits of the spread.
                decimals_of(&values).saturating_sub(1).max(OF_NUMBERS)
            }
        })
    }

    /// A value with its unit.
    pub(crate) fn written(&self, value: f64) -> String {
        let unit = if self.values.unit == Unit::Percent { "\u{a0}%" } else { "" };
        format!("{}{unit}", self.bare(value))
    }

    /// The value of an area with its unit; a share of units with the units that it counts.
    pub(crate) fn told(&self, area: &MapArea, value: f64) -> String {
        let told = area.told.clone().unwrap_or_else(|| self.written(value));
        area.counted.map_or_else(
            || told.clone(),
            |[part, all]| {
                say(
                    self.words.language,
                    "map-counted",
                    [("part", part.into()), ("all", all.into()), ("share", told.as_str().into())],
                )
            },
        )
    }

    /// A value without its unit, which the legend has.
    fn bare(&self, value: f64) -> String {
        self.number(value * self.print_scale(), self.decimals())
    }

    /// The fewest decimals with which labels tell as many values apart as with all; among very many areas all are needed.
    fn label_decimals(&self) -> usize {
        const MANY: usize = 300;
        let most = self.decimals();
        if self.design.decimals.is_some() || self.values.areas.len() > MANY {
            return most;
        }
        let mut values: Vec<f64> = self.members().into_iter().map(|(value, _)| value * self.print_scale()).collect();
        values.sort_by(f64::total_cmp);
        let told_apart = |decimals: usize| {
            let rounded = |value: f64| (value * 10_f64.powi(i32::try_from(decimals).unwrap_or(0))).round();
            values.windows(2).filter(|pair| rounded(pair[0]) < rounded(pair[1])).count()
        };
        let all = told_apart(most);
        (0..most).find(|decimals| told_apart(*decimals) == all).unwrap_or(most)
    }

    /// The value of an area as it stands on it: without the unit, which the legend has. That nobody answered is a true 0.
    pub(crate) fn value_label(&self, area: &MapArea) -> Option<String> {
        let number = |value: f64| self.number(value * self.print_scale(), self.label_decimals());
        match area.value {
            AreaValue::Number(_) | AreaValue::Missing(NoData::NoResponse)
                if area.counted.is_some_and(|[_, all]| all < FEW_UNITS) =>
            {
                area.counted.map(|[part, all]| format!("{part}/{all}"))
            }
            AreaValue::Number(value) => Some(match &area.told {
                Some(told) => told.trim_end_matches(['%', '\u{a0}']).to_owned(),
                None => number(value),
            }),
            AreaValue::Missing(NoData::NoResponse) => Some(self.number(0.0, 0)),
            AreaValue::Category(_) | AreaValue::Missing(_) => None,
        }
    }
}

/// The one value that all areas of a class have.
fn single(members: &[(f64, usize)], class: usize) -> Option<f64> {
    let mut values = members.iter().filter(|(_, of)| *of == class).map(|(value, _)| *value);
    let first = values.next()?;
    values.all(|value| value.total_cmp(&first).is_eq()).then_some(first)
}
