//! Values of units brought to areas: sums of counts, means of rates.

use crate::model::base::word::words;

words! {
    /// How the values of an area's units become one.
    pub enum Aggregate {
        /// `Σ x`: for counts, such as beds.
        Sum = "sum",
        /// `Σ w x / Σ w`, with `w` the residents that a unit serves: for rates of people.
        Mean = "mean",
        /// `Σ x / n`: for rates of units.
        UnitMean = "unit-mean",
    }
}

/// A unit in an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its position in the frame.
    pub unit: usize,
    /// The residents whom it serves there; `None` where they are not known.
    pub residents: Option<u64>,
}

/// The value of an area.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Aggregated {
    /// The sum or mean.
    pub value: f64,
    /// Units that it rests on.
    pub n_units: usize,
}

/// Why an area has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoAggregate {
    /// No unit of the area could have a value.
    NoUnit,
    /// A value that is needed is not known: any of a sum, all of a mean, the residents of a unit where they are weights.
    NotKnown,
}

/// One value of the units of an area, of those whose value is known.
///
/// A sum needs every value. Means leave out units without one; a mean by residents needs the residents of all others, and is not known
/// where nobody lives.
///
/// # Errors
/// [`NoAggregate`] says why there is none.
pub fn aggregate(members: &[Member], values: &[Option<f64>], how: Aggregate) -> Result<Aggregated, NoAggregate> {
    if members.is_empty() {
        return Err(NoAggregate::NoUnit);
    }
    let known: Vec<(Member, f64)> = members.iter().filter_map(|member| Some((*member, values[member.unit]?))).collect();
    let n_units = known.len();
    let needs_all = how == Aggregate::Sum;
    if n_units == 0 || (needs_all && n_units < members.len()) {
        return Err(NoAggregate::NotKnown);
    }
    let sum = || known.iter().map(|(_, value)| value).sum::<f64>();
    let value = match how {
        Aggregate::Sum => sum(),
        Aggregate::UnitMean => sum() / n_units as f64,
        Aggregate::Mean => {
            let weights: Option<Vec<u64>> = known.iter().map(|(member, _)| member.residents).collect();
            let weights = weights.ok_or(NoAggregate::NotKnown)?;
            let whole: u64 = weights.iter().sum();
            if whole == 0 {
                return Err(NoAggregate::NotKnown);
            }
            known.iter().zip(&weights).map(|((_, value), &weight)| value * weight as f64).sum::<f64>() / whole as f64
        }
    };
    Ok(Aggregated { value, n_units })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn members(residents: &[Option<u64>]) -> Vec<Member> {
        residents.iter().enumerate().map(|(unit, &residents)| Member { unit, residents }).collect()
    }

    #[test]
    fn a_sum_needs_every_value_and_a_mean_those_that_are_known() {
        let members = members(&[Some(100), Some(300), Some(50)]);
        let values = [Some(10.0), Some(20.0), None];
        assert_eq!(aggregate(&members, &values, Aggregate::Sum), Err(NoAggregate::NotKnown));
        assert_eq!(aggregate(&members[..2], &values, Aggregate::Sum), Ok(Aggregated { value: 30.0, n_units: 2 }));
        assert_eq!(aggregate(&members, &values, Aggregate::UnitMean), Ok(Aggregated { value: 15.0, n_units: 2 }));
        // (10 · 100 + 20 · 300) / 400
        assert_eq!(aggregate(&members, &values, Aggregate::Mean), Ok(Aggregated { value: 17.5, n_units: 2 }));
    }

    #[test]
    fn what_is_not_known_is_never_0() {
        let unknown = [None, None];
        for how in Aggregate::ALL {
            assert_eq!(aggregate(&[], &unknown, how), Err(NoAggregate::NoUnit));
            assert_eq!(aggregate(&members(&[Some(1), Some(1)]), &unknown, how), Err(NoAggregate::NotKnown));
        }
        let values = [Some(1.0), Some(2.0)];
        for residents in [[Some(5), None], [Some(0), Some(0)]] {
            assert_eq!(aggregate(&members(&residents), &values, Aggregate::Mean), Err(NoAggregate::NotKnown));
        }
    }
}
