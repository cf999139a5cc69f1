//! How many answered, where, and how large they are.

use crate::analysis::basis::measure::{Level, MeasureName as Name};
use crate::analysis::gate::published::Published;
use crate::atlas::said::facts::Facts;
use crate::model::base::count::UnitCount;
use crate::model::place::scheme::TOTAL;
use crate::render::report::brief::rows::{FOUND, answered};
use crate::words::catalogue::say;
use crate::words::letters::capitalised;
use crate::words::number::decimal;
use crate::words::phrase::{number_in, variable_in};
use crate::words::published::{published_share, published_units};

impl Facts<'_> {
    /// How many answered, all and those with a catchment, and where more or fewer than elsewhere.
    pub(crate) fn response(&self) -> Vec<String> {
        let language = self.of.language;
        let Some(whole) = self.response_of(TOTAL).next() else { return Vec::new() };
        let told = |exact: &'static str, coarse: &'static str, units: Published<UnitCount>| {
            let share = [("share", published_share(units, language).into())];
            match units.part() {
                Some(part) => {
                    let counts = [("answered", part.0.into()), ("n", units.whole().0.into())];
                    say(language, exact, share.into_iter().chain(counts))
                }
                None => say(language, coarse, share.into_iter().chain([("units", published_units(units).into())])),
            }
        };
        let mut sentences = vec![told("said-answered", "said-answered.coarse", whole.answered)];
        let serving = self.serving();
        sentences.extend(serving.map(|row| told("said-answered.serving", "said-answered.serving-coarse", row.units)));
        if !self.has_both() {
            return sentences;
        }
        for scheme in self.schemes() {
            let tested = self.rows.levels(Name::LevelResponseHolm, &scheme).count();
            if tested > 1 {
                let found = self.levels_found(&scheme).into_iter().filter_map(|row| {
                    let (answered, n) = answered(row)?;
                    let p = self.rows.p_of_level(&scheme, row.level.as_ref()?)?;
                    Some(format!("{} ({answered}/{n}; {})", self.level(row)?, self.p(p)))
                });
                sentences.push(self.beyond("said-uneven", &scheme, &found.collect::<Vec<_>>(), tested));
            }
        }
        sentences
    }

    /// The size of units that answered beside that of the others.
    pub(crate) fn size(&self) -> Vec<String> {
        let language = self.of.language;
        let told = || {
            let variable = self.size_variable()?;
            let median = |group: Level| {
                let row = self.rows.at(Name::Median, variable, &group)?;
                Some(number_in(row, row.estimate?, language))
            };
            let known = |group: Level| self.rows.at(Name::Median, variable, &group)?.n;
            let smd = self.rows.of(Name::Smd, variable)?;
            let number = |value: f64| decimal(value, 2, language);
            let interval = smd.low.zip(smd.high).map_or_else(String::new, |(low, high)| {
                say(language, "interval", [("low", number(low).into()), ("high", number(high).into())])
            });
            let p = self.rows.of(Name::MannWhitney, variable)?.p_value?;
            let adjusted = self.rows.p_of_variable(variable)?;
            let values = [
                ("variable", capitalised(variable_in(variable, language)).into()),
                ("answered", median(Level::Respondents)?.into()),
                ("others", median(Level::Nonrespondents)?.into()),
                ("k", known(Level::Respondents)?.into()),
                ("m", known(Level::Nonrespondents)?.into()),
                ("difference", number(smd.estimate?).into()),
                ("interval", interval.into()),
                ("p", self.p(p).into()),
                ("adjusted", self.p(adjusted).into()),
            ];
            let verdict = match (adjusted <= FOUND, smd.estimate? > 0.0) {
                (true, true) => "said-median.larger",
                (true, false) => "said-median.smaller",
                (false, _) => "said-median.alike",
            };
            Some(vec![say(language, "said-median", values), self.plain(verdict)])
        };
        told().unwrap_or_default()
    }
}
