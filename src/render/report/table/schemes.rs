//! Indicators under every scheme, and Lorenz curves.

use crate::analysis::compare::evenness::{HeightsByChance, LorenzCurve};
use crate::analysis::compare::other_areas::UnderScheme;
use crate::analysis::statistic::inequality::LorenzPoint;
use crate::render::report::sheet::{Cell, Columns, Sheet};

/// `schemes.csv`: one row per scheme, every headline indicator under it.
pub fn schemes_sheet(rows: &[UnderScheme]) -> Sheet {
    let columns = Columns::<UnderScheme>::new()
        .and("scheme", |row| Cell::from(row.scheme.as_str()))
        .and("areas", |row| Cell::count(row.areas))
        .and("areas_without_respondents", |row| Cell::count(row.areas_without_respondents))
        .and("n", |row| Cell::count(row.n))
        .and("lowest_response", |row| Cell::number(row.lowest_response))
        .and("highest_response", |row| Cell::number(row.highest_response))
        .and("lowest_coverage", |row| Cell::number(row.lowest_coverage))
        .and("highest_coverage", |row| Cell::number(row.highest_coverage))
        .and("freeman_halton_p", |row| Cell::number(row.exact_p))
        .and("cramers_v", |row| Cell::number(row.cramers_v))
        .and("r", |row| Cell::number(row.r))
        .and("r_adjusted", |row| Cell::number(row.r_adjusted))
        .and("dissimilarity_units", |row| Cell::number(row.dissimilarity_units))
        .and("dissimilarity", |row| Cell::number(row.dissimilarity))
        .and("gini", |row| Cell::number(row.gini))
        .and("theil", |row| Cell::number(row.theil));
    Sheet::of(&columns, rows)
}

/// Points of the Lorenz curves, scheme by scheme: cumulated shares of residents and of covered residents.
pub fn lorenz_sheet(curves: &[LorenzCurve]) -> Sheet {
    type Row<'a> = (&'a LorenzCurve, &'a LorenzPoint);
    let columns = Columns::<Row<'_>>::new()
        .and("scheme", |(curve, _)| Cell::from(curve.scheme.as_str()))
        .and("residents", |(_, point)| Cell::number(Some(point.whole)))
        .and("covered_residents", |(_, point)| Cell::number(Some(point.part)));
    Sheet::of(&columns, curves.iter().flat_map(|curve| curve.points.iter().map(move |point| (curve, point))))
}

/// Where Lorenz curves of random response lie, scheme by scheme, at shares of residents.
pub fn lorenz_by_chance_sheet(curves: &[LorenzCurve]) -> Sheet {
    type Row<'a> = (&'a LorenzCurve, &'a HeightsByChance);
    let columns = Columns::<Row<'_>>::new()
        .and("scheme", |(curve, _)| Cell::from(curve.scheme.as_str()))
        .and("residents", |(_, heights)| Cell::number(Some(heights.share)))
        .and("null_low", |(_, heights)| Cell::number(Some(heights.low)))
        .and("null_high", |(_, heights)| Cell::number(Some(heights.high)));
    Sheet::of(&columns, curves.iter().flat_map(|curve| curve.chance.iter().map(move |heights| (curve, heights))))
}
