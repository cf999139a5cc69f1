//! The levels that rules of catchments are about, and the level of rules that name none.

use crate::input::code::codes::{FoundCode, find_code};
use crate::input::code::gazetteer::Gazetteer;
use crate::input::code::places::is_code;
use crate::input::code::vintage::Conversion;
use crate::input::problem::english::{counted, did_you_mean};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::model::base::index::{AreaIndex, LevelIndex};
use crate::model::place::territory::Territory;
use crate::model::place::tract::Tracts;

/// The level of a rule.
#[derive(Clone, Copy)]
pub(crate) enum RuleLevel<'a> {
    /// A level of the territory.
    Of(LevelIndex),
    /// Tracts.
    Tract(&'a Tracts),
}

impl<'a> RuleLevel<'a> {
    /// How fine the level is.
    pub(crate) fn depth(self) -> usize {
        match self {
            Self::Of(level) => level.index(),
            Self::Tract(_) => usize::MAX,
        }
    }

    /// The municipalities that the area with a code held on the day of a conversion; none where there was no such area.
    pub(crate) fn of_another_day(self, territory: &Territory, conversion: &Conversion, text: &str) -> Vec<String> {
        let Self::Of(level) = self else { return Vec::new() };
        if level == territory.finest() {
            return conversion.find(text).into_iter().collect();
        }
        // Names are those of the territory's own areas; what they held on the day is another matter.
        let gazetteer = Gazetteer::of_level(territory, level);
        let named = Some(text).filter(|text| !is_code(text)).and_then(|text| gazetteer.find(text).area());
        conversion.municipalities_of(territory, level, named.map_or(text, |area| gazetteer.code(area)))
    }

    /// The level and the area of a rule: of a tract the place that it lies in.
    pub(crate) fn find(self, territory: &Territory, text: &str) -> Option<(LevelIndex, AreaIndex)> {
        match self {
            Self::Tract(tracts) => {
                let finest = territory.finest();
                let place = tracts.find(text).map(|tract| tracts.tract(tract).place)?;
                Some((finest, territory.area_of_place(finest, place)))
            }
            Self::Of(level) => Some((level, Gazetteer::of_level(territory, level).find(text).area()?)),
        }
    }

    /// The levels that a rule may name.
    pub(crate) fn all(territory: &'a Territory, tracts: Option<&'a Tracts>) -> Vec<(&'a str, Self)> {
        let levels = territory.levels().map(|level| (territory.level_name(level), Self::Of(level)));
        levels.chain(tracts.map(|tracts| (Tracts::LEVEL, Self::Tract(tracts)))).collect()
    }
}

/// What the level of rules that name none is told by.
pub(crate) struct OneLevel<'a> {
    pub(crate) territory: &'a Territory,
    pub(crate) conversion: Option<&'a Conversion>,
    pub(crate) levels: &'a [(&'a str, RuleLevel<'a>)],
    /// Where the codes stand.
    pub(crate) place: Place,
}

impl<'a> OneLevel<'a> {
    /// The level of rules that name none: the one that the study names, else the only one of which all their codes are, which is said.
    /// `None` where every rule names one.
    ///
    /// # Errors
    /// A level that there is not, codes of no level or of several.
    pub(crate) fn of(
        &self,
        named: Option<&str>,
        codes: &[&str],
        warnings: &mut Vec<Remark>,
    ) -> Result<Option<&'a str>, Problems> {
        if codes.is_empty() {
            return Ok(None);
        }
        let refuse = |message: String, hint: String| {
            Err(Problems::one(Remark::of(Kind::Word, self.place.clone(), message).hint(hint)))
        };
        let all_names = || self.levels.iter().map(|(name, _)| *name).collect::<Vec<_>>();
        if let Some(named) = named {
            let known = all_names();
            return known.iter().find(|name| **name == named).map(|name| Some(*name)).map_or_else(
                || {
                    let message =
                        format!("catchments.level: expected one of the levels {}, found {named:?}", known.join(", "));
                    let hint = did_you_mean(named, known.iter().copied());
                    refuse(message, hint.unwrap_or_else(|| "write the level of the codes".to_owned()))
                },
                Ok,
            );
        }
        let fitting = |is_exact: bool| {
            let fits = |level: RuleLevel<'_>| codes.iter().filter(|code| self.has(level, code, is_exact)).count();
            self.levels.iter().map(|(name, level)| (*name, fits(*level))).collect::<Vec<_>>()
        };
        let all = |fits: &[(&'a str, usize)]| {
            fits.iter().filter(|(_, n)| *n == codes.len()).map(|(name, _)| *name).collect::<Vec<_>>()
        };
        let (exact, loose) = (fitting(true), fitting(false));
        let whole = Some(all(&exact)).filter(|found| !found.is_empty()).unwrap_or_else(|| all(&loose));
        // Where no level has all of them, that of most tells which are wrong.
        let most = loose.iter().max_by_key(|(_, n)| *n).filter(|(_, n)| 2 * n > codes.len()).map(|(name, _)| *name);
        let found = match whole[..] {
            [one] => Some(one),
            [first, _, ..] => {
                let message =
                    format!("rules without a level, whose codes may be of the levels {}", whole.join(" and "));
                return refuse(message, format!("say which: level = {first:?} under [catchments], or a column level"));
            }
            [] => most,
        };
        let Some(found) = found else {
            let counts: Vec<String> = loose.iter().map(|(name, n)| format!("{n} {name}")).collect();
            let message = format!("rules without a level, whose codes are of no one level: {}", counts.join(", "));
            return refuse(message, "give the table a column level".to_owned());
        };
        let rules = counted(codes.len(), "rule");
        let message = format!("{rules} without a level: the codes are those of the level {found}");
        warnings.push(Remark::of(Kind::Assumed, self.place.clone(), message));
        Ok(Some(found))
    }

    fn has(&self, level: RuleLevel<'_>, code: &str, is_exact: bool) -> bool {
        if let Some(conversion) = self.conversion {
            return !level.of_another_day(self.territory, conversion, code).is_empty();
        }
        match level {
            RuleLevel::Of(level) if is_exact => matches!(find_code(self.territory, level, code), FoundCode::Exact(_)),
            RuleLevel::Of(_) | RuleLevel::Tract(_) => level.find(self.territory, code).is_some(),
        }
    }
}
