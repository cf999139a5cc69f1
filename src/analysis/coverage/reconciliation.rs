//! The survey's own figures of residents against the census, area by area.

use crate::analysis::coverage::area::{Coverage, Source};
use crate::model::base::count::Residents;
use crate::model::base::index::AreaIndex;

/// Two totals of the same residents.
#[derive(Clone, Debug, PartialEq)]
pub struct Reconciliation {
    /// The scheme's name.
    pub scheme: String,
    /// The area, in the order of the scheme.
    pub area: AreaIndex,
    /// The sum of the units' figures.
    pub frame: Residents,
    /// All residents of the area by the census.
    pub census: Residents,
}

impl Reconciliation {
    /// Frame minus census, in residents.
    pub fn difference(&self) -> i128 {
        i128::from(self.frame.0) - i128::from(self.census.0)
    }

    /// The difference in percent of the census, or `None` when the census counts nobody.
    pub fn difference_percent(&self) -> Option<f64> {
        (self.census.0 > 0).then(|| 100.0 * self.difference() as f64 / self.census.0 as f64)
    }
}

/// Pairs the frame's and the census's rows of coverage; empty when a study has only one of them.
pub fn reconciliation(rows: &[Coverage]) -> Vec<Reconciliation> {
    let census: Vec<&Coverage> = rows.iter().filter(|row| row.source == Source::Census).collect();
    rows.iter()
        .filter(|row| row.source == Source::Frame)
        .filter_map(|frame| {
            let census = census.iter().find(|row| row.scheme == frame.scheme && row.area == frame.area)?;
            Some(Reconciliation {
                scheme: frame.scheme.clone(),
                area: frame.area,
                frame: frame.residents.whole(),
                census: census.residents.whole(),
            })
        })
        .collect()
}
