//! How unevenly coverage is spread over areas: dissimilarity, Gini, Theil, Lorenz.

/// Residents of one area, and those of them that are covered; or units, and those that answered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Covered {
    /// Covered residents, or units that answered.
    pub part: f64,
    /// All residents, or all units.
    pub whole: f64,
}

fn totals(areas: &[Covered]) -> Option<(f64, f64)> {
    let part: f64 = areas.iter().map(|area| area.part).sum();
    let whole: f64 = areas.iter().map(|area| area.whole).sum();
    (part > 0.0 && whole > 0.0).then_some((part, whole))
}

/// Duncan's index of dissimilarity between the covered and those not covered, 0 to 1: the share of the covered that would have to live
/// elsewhere for both to be spread alike. `None` when nobody or everybody is covered.
///
/// It is above 0 even under random response; see its permutation null.
///
/// # Formula
/// `½ Σ_g |part_g / part − (whole_g − part_g)/(whole − part)|`
///
/// # Source
/// Duncan and Duncan (1955), *American Sociological Review* 20.
pub fn dissimilarity(areas: &[Covered]) -> Option<f64> {
    let (part, whole) = totals(areas)?;
    let rest = whole - part;
    (rest > 0.0)
        .then(|| areas.iter().map(|area| (area.part / part - (area.whole - area.part) / rest).abs()).sum::<f64>() / 2.0)
}

/// A point of the Lorenz curve: the areas of lowest coverage that hold a share of all hold a smaller share of the covered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LorenzPoint {
    /// Cumulated share of the whole.
    pub whole: f64,
    /// Cumulated share of the part.
    pub part: f64,
}

/// The areas that have anything to cover by their positions, in ascending order of coverage.
pub fn least_covered_first(areas: &[Covered]) -> Vec<usize> {
    let with_any = areas.iter().enumerate().filter(|(_, area)| area.whole > 0.0);
    let mut ordered: Vec<(f64, usize)> = with_any.map(|(position, area)| (area.part / area.whole, position)).collect();
    ordered.sort_by(|a, b| a.0.total_cmp(&b.0));
    ordered.into_iter().map(|(_, position)| position).collect()
}

/// The heights of a Lorenz curve at shares of the whole in ascending order: straight between its points.
pub fn heights(curve: &[LorenzPoint], shares: impl IntoIterator<Item = f64>) -> Vec<f64> {
    let mut steps = curve.windows(2).peekable();
    let height = |share: f64| {
        while steps.next_if(|step| step[1].whole < share).is_some() {}
        match steps.peek() {
            Some([from, to]) if to.whole > from.whole => {
                from.part + (share - from.whole) / (to.whole - from.whole) * (to.part - from.part)
            }
            _ => 1.0,
        }
    };
    shares.into_iter().map(height).collect()
}

/// The Lorenz curve of coverage from (0, 0) to (1, 1), areas in ascending order of coverage; `None` when nobody is covered.
///
/// # Source
/// Lorenz (1905), *Publications of the American Statistical Association* 9.
pub fn lorenz(areas: &[Covered]) -> Option<Vec<LorenzPoint>> {
    let (all_part, all_whole) = totals(areas)?;
    let ordered = least_covered_first(areas);
    let mut points = Vec::with_capacity(ordered.len() + 1);
    points.push(LorenzPoint { whole: 0.0, part: 0.0 });
    let (mut part, mut whole) = (0.0, 0.0);
    for area in ordered {
        part += areas[area].part;
        whole += areas[area].whole;
        points.push(LorenzPoint { whole: whole / all_whole, part: part / all_part });
    }
    Some(points)
}

/// The Gini coefficient of coverage, each area weighing as much as its whole, 0 (all alike) to 1.
///
/// # Formula
/// `1 − Σ (w_k − w_{k−1})(p_k + p_{k−1})` over the points of the Lorenz curve.
///
/// # Source
/// Gini (1914), *Atti del Reale Istituto Veneto* 73; Lerman and Yitzhaki (1989), *Journal of Econometrics* 42, for weights.
pub fn gini(areas: &[Covered]) -> Option<f64> {
    Some(gini_of(&lorenz(areas)?))
}

/// The Gini coefficient of a Lorenz curve.
pub fn gini_of(points: &[LorenzPoint]) -> f64 {
    let twice_below: f64 =
        points.windows(2).map(|pair| (pair[1].whole - pair[0].whole) * (pair[1].part + pair[0].part)).sum();
    (1.0 - twice_below).max(0.0)
}

/// Theil's index of coverage and its parts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Theil {
    /// The whole.
    pub total: f64,
    /// What the groups' own coverage explains.
    pub between: f64,
    /// What is left inside groups.
    pub within: f64,
}

/// Theil's `T` of coverage with each area weighing as much as its whole, and its parts between and within groups of areas; `None` when
/// nobody is covered. `group_of` has the group of each area.
///
/// # Formula
/// `T = Σ (part_g/part) ln((part_g/part)/(whole_g/whole))`, an area without any covered adding 0; the same over groups is the part
/// between, the rest is within.
///
/// # Source
/// Theil (1967), *Economics and Information Theory*, chapter 4.
pub fn theil(areas: &[Covered], group_of: &[usize]) -> Option<Theil> {
    let n_groups = group_of.iter().max().map_or(0, |last| last + 1);
    let mut groups = vec![Covered { part: 0.0, whole: 0.0 }; n_groups];
    for (area, &group) in areas.iter().zip(group_of) {
        groups[group].part += area.part;
        groups[group].whole += area.whole;
    }
    let (total, between) = (theil_index(areas)?, theil_index(&groups)?);
    Some(Theil { total, between, within: (total - between).max(0.0) })
}

/// Theil's `T` as a whole.
pub fn theil_index(areas: &[Covered]) -> Option<f64> {
    let (part, whole) = totals(areas)?;
    let terms = areas.iter().filter(|area| area.part > 0.0).map(|area| {
        let share = area.part / part;
        share * (share / (area.whole / whole)).ln()
    });
    Some(terms.sum::<f64>().max(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn areas(pairs: &[(f64, f64)]) -> Vec<Covered> {
        pairs.iter().map(|&(part, whole)| Covered { part, whole }).collect()
    }

    #[test]
    fn equal_coverage_has_no_inequality() {
        let equal = areas(&[(5.0, 10.0), (50.0, 100.0), (0.0, 0.0)]);
        assert_eq!(dissimilarity(&equal), Some(0.0));
        assert!(gini(&equal).unwrap() < 1e-15);
        assert!(theil(&equal, &[0, 1, 1]).unwrap().total < 1e-15);
    }

    #[test]
    fn one_half_covered_in_full_and_the_other_not_at_all() {
        let halves = areas(&[(10.0, 10.0), (0.0, 10.0)]);
        assert_eq!(dissimilarity(&halves), Some(1.0));
        assert!((gini(&halves).unwrap() - 0.5).abs() < 1e-15);
        let theil = theil(&halves, &[0, 0]).unwrap();
        assert!((theil.total - 2.0_f64.ln()).abs() < 1e-15 && theil.between < 1e-15);
    }

    #[test]
    fn without_anybody_covered_there_is_no_index() {
        let nobody = areas(&[(0.0, 10.0), (0.0, 5.0)]);
        assert_eq!((dissimilarity(&nobody), gini(&nobody), theil(&nobody, &[0, 0])), (None, None, None));
        assert_eq!(dissimilarity(&areas(&[(10.0, 10.0)])), None);
        assert_eq!(gini(&[]), None);
    }
}
