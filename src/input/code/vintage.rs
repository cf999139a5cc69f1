//! Tables whose codes are of another day: named, and converted where the study says so.
//!
//! Counts of merged places are added. A count of a place that was split is never divided: nobody knows how many of its people live in
//! which part, so that is an error.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::input::embedded::italy::italian_changes;
use crate::input::problem::english::first_few;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Remark};
use crate::model::base::index::LevelIndex;
use crate::model::place::code::CodingScheme;
use crate::model::place::territory::Territory;
use crate::model::place::vintage::{Changes, NamedCode, Step};

/// A code of another day whose place is not one place now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotOnePlace {
    /// What became of it.
    pub message: String,
    /// The territory's codes of its land.
    pub now: BTreeSet<String>,
}

/// What a table's codes are converted by.
#[derive(Clone, Debug)]
pub struct Conversion {
    /// The known changes.
    pub changes: Changes,
    /// The day that the table's codes are of.
    pub day: Date,
    /// The codes in use on that day.
    pub codes: BTreeSet<String>,
}

impl Conversion {
    /// The conversion of codes of `day` into those of the territory; none for a territory whose changes are not known.
    pub fn new(territory: &Territory, day: Date) -> Option<Self> {
        let changes = changes_of(territory)?;
        let codes = changes.codes_on(day);
        Some(Self { changes, day, codes })
    }

    /// The code in use on the day that a cell means, its leading zeros put back, that of a metropolitan city read as its province's.
    pub fn find(&self, text: &str) -> Option<String> {
        let padded = padded(text);
        let of_city = || {
            let (city, rest) = padded.split_at_checked(3)?;
            Some(province_of_metropolitan_city(city)? + rest)
        };
        let is_known = |code: &String| self.codes.contains(code);
        Some(padded.clone()).filter(is_known).or_else(|| of_city().filter(is_known))
    }

    /// The municipalities that a province or region held on the day.
    pub fn municipalities_of(&self, territory: &Territory, level: LevelIndex, text: &str) -> Vec<String> {
        let digits = text.strip_suffix(".0").unwrap_or(text);
        let province_of = |code: &String| code.get(..3).unwrap_or_default().to_owned();
        let wanted: BTreeSet<String> = if territory.level_name(level) == "province" {
            let province = province_of_metropolitan_city(digits).unwrap_or_else(|| format!("{digits:0>3}"));
            BTreeSet::from([province])
        } else {
            let region = format!("{digits:0>2}");
            let provinces: BTreeSet<String> = self.codes.iter().map(province_of).collect();
            provinces
                .into_iter()
                .filter(|province| region_of(territory, province).as_deref() == Some(&region))
                .collect()
        };
        self.codes.iter().filter(|code| wanted.contains(&province_of(code))).cloned().collect()
    }

    /// What turns the codes into the territory's.
    pub fn steps(&self) -> Vec<Step<'_>> {
        self.changes.steps_from(self.day)
    }

    /// The territory's code for one of the day, where there is one place for one place; `None` for text that was no code then.
    pub fn follow(&self, text: &str) -> Option<Result<String, NotOnePlace>> {
        let mut code = self.find(text)?;
        for step in self.steps() {
            if !step.from.iter().any(|place| place.code == code) {
                continue;
            }
            match (step.from, step.to) {
                ([_], [to]) => code.clone_from(&to.code),
                (from, to) => {
                    let message = format!("{} became {} on {}", listed(from), listed(to), step.date);
                    let now = to.iter().flat_map(|place| self.changes.own_codes(&place.code)).collect();
                    return Some(Err(NotOnePlace { message, now }));
                }
            }
        }
        Some(Ok(code))
    }

    /// That a code was not in use on the day.
    pub fn unknown(&self, text: &str) -> String {
        format!("no municipality had the code {text:?} on {}", self.day)
    }
}

/// Provinces that are gone, with the region that they were in.
///
/// # Source
/// Regional law of Sardinia 9/2001: Olbia-Tempio, Ogliastra, Medio Campidano, Carbonia-Iglesias.
const PROVINCES_GONE: &[(&str, &str)] = &[("104", "20"), ("105", "20"), ("106", "20"), ("107", "20")];

/// The region of a province, of one that is gone too.
fn region_of(territory: &Territory, province: &str) -> Option<String> {
    if let Some((_, region)) = PROVINCES_GONE.iter().find(|(gone, _)| *gone == province) {
        return Some((*region).to_owned());
    }
    let level = territory.level("province")?;
    let code = territory.coding().parse("province", province).ok()?;
    let area = territory.find(level, &code)?;
    territory.areas(level)[area.index()].parent.as_ref().map(ToString::to_string)
}

/// The changes of a territory's codes, where they are known: those of the embedded municipalities.
pub fn changes_of(territory: &Territory) -> Option<Changes> {
    let is_italy =
        territory.coding() == CodingScheme::Istat && territory.level_name(territory.finest()) == "municipality";
    is_italy.then(|| italian_changes(territory))
}

/// That a study is of another day than the municipalities that it is computed for, where any of them changed in between.
pub fn other_reference_date(territory: &Territory, day: Date, place: Place) -> Option<Remark> {
    let changes = changes_of(territory)?;
    let n_changes = changes.steps_from(day).len();
    (n_changes > 0).then(|| {
        let message = format!(
            "reference_date: the study is of {day}, its municipalities are those of {}; {n_changes} changes lie between",
            changes.today()
        );
        let hint = format!("a table with codes of that day is converted by codes = {day} in its section");
        Remark::of(Kind::Assumed, place, message).hint(hint)
    })
}

/// Places with their codes, for a message.
pub fn listed(places: &[NamedCode]) -> String {
    let places: Vec<String> = places.iter().map(|place| format!("{} {}", place.code, place.name)).collect();
    first_few(&places)
}

/// What a code of another day is called, where it is one: the message of a problem.
pub fn told_of_another_day(changes: &Changes, text: &str) -> Option<String> {
    let life = changes.lifetime(&padded(text))?;
    let (name, others) = (&life.name, listed(&life.others));
    Some(match (life.until.filter(|until| *until <= changes.today()), life.since) {
        (Some(until), _) if life.others.len() == 1 => format!("{text:?} {name} is {others} since {until}"),
        (Some(until), _) => format!("{text:?} {name} was divided into {others} on {until}"),
        (None, Some(since)) if life.others.is_empty() => format!("{text:?} {name} exists since {since}"),
        (None, Some(since)) => format!("{text:?} {name} exists since {since}; before it was {others}"),
        (None, None) => format!("{text:?} {name} is a code of another day"),
    })
}

/// A code of a municipality with its leading zeros.
fn padded(text: &str) -> String {
    let digits = text.strip_suffix(".0").unwrap_or(text);
    format!("{digits:0>6}")
}

/// Codes of another day that were found where the study declares none.
pub struct Strangers {
    changes: OnceCell<Option<Changes>>,
    found: Vec<(Place, String, String)>,
}

impl Strangers {
    /// None yet. The changes are looked up only once an unknown code is found.
    pub fn new() -> Self {
        Self { changes: OnceCell::new(), found: Vec::new() }
    }

    /// Whether an unknown code is one of another day; if so it is kept.
    pub fn take(&mut self, territory: &Territory, level: LevelIndex, place: &Place, text: &str) -> bool {
        let changes = self.changes.get_or_init(|| changes_of(territory));
        let Some(changes) = changes else { return false };
        let told = if level == territory.finest() {
            told_of_another_day(changes, text)
        } else if territory.level_name(level) == "province" {
            told_of_another_province(changes, text)
        } else {
            None
        };
        let Some(message) = told else { return false };
        self.found.push((place.clone(), text.to_owned(), message));
        true
    }

    /// The territory's own codes of what a code of another day stood for.
    pub fn own_codes(&self, text: &str) -> BTreeSet<String> {
        let changes = self.changes.get().and_then(Option::as_ref);
        changes.map(|changes| changes.own_codes(&padded(text))).unwrap_or_default()
    }

    /// One problem for each, with what converts codes of a day, where something does.
    pub fn problems(self, converts: Option<fn(Date) -> String>) -> Vec<Remark> {
        let Some(Some(changes)) = self.changes.into_inner() else { return Vec::new() };
        let texts = || self.found.iter().map(|(_, text, _)| text.as_str());
        let hint = converts.and_then(|converts| conversion_hint(&changes, texts(), converts));
        let told = self.found.into_iter();
        told.map(|(place, _, message)| Remark::of(Kind::Vintage, place, message).maybe_hint(hint.clone())).collect()
    }
}

impl Default for Strangers {
    fn default() -> Self {
        Self::new()
    }
}

/// What a province of another day is called, by the municipalities that were in it.
fn told_of_another_province(changes: &Changes, text: &str) -> Option<String> {
    let province = format!("{:0>3}", text.strip_suffix(".0").unwrap_or(text));
    let of_it = |code: &&str| code.len() == 6 && code.starts_with(&province);
    let lives: Vec<_> = changes.codes().into_iter().filter(of_it).filter_map(|code| changes.lifetime(code)).collect();
    let until = lives.iter().filter_map(|life| life.until).max()?;
    let others: BTreeSet<&str> =
        lives.iter().flat_map(|life| &life.others).filter_map(|place| place.code.get(..3)).collect();
    let others: Vec<String> = others.into_iter().filter(|other| *other != province).map(str::to_owned).collect();
    let into =
        if others.is_empty() { String::new() } else { format!("; its municipalities went to {}", first_few(&others)) };
    Some(format!("no province has the code {text:?} since {until}{into}"))
}

/// The hint that goes with codes of another day: what converts them.
fn conversion_hint<'a>(
    changes: &Changes,
    texts: impl IntoIterator<Item = &'a str>,
    converts: fn(Date) -> String,
) -> Option<String> {
    let mut codes: Vec<String> = Vec::new();
    for text in texts {
        let digits = text.strip_suffix(".0").unwrap_or(text);
        codes.push(format!("{digits:0>6}"));
        // A province stands for the municipalities that were in it.
        let province = format!("{digits:0>3}");
        codes.extend(changes.codes().into_iter().filter(|code| code.starts_with(&province)).map(str::to_owned));
    }
    let day = changes.likely_day(codes.iter().map(String::as_str))?;
    Some(format!("if the table is of {day}, {} converts it", converts(day)))
}

/// Codes that ISTAT gives to metropolitan cities in the place of their provinces: 200 more than the province.
///
/// # Source
/// ISTAT, *Codici delle città metropolitane, delle province e dei comuni*: `COD_CM`, `COD_UTS`.
const METROPOLITAN: &[u16] = &[201, 210, 215, 227, 237, 248, 258, 263, 272, 280, 282, 283, 287, 292];

/// The province of a metropolitan city's code.
pub fn province_of_metropolitan_city(text: &str) -> Option<String> {
    let code: u16 = text.strip_suffix(".0").unwrap_or(text).parse().ok()?;
    METROPOLITAN.contains(&code).then(|| format!("{:03}", code - 200))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::embedded::italy::italy;

    /// Municipalities of Italy on some days, as ISTAT published them.
    #[test]
    fn the_number_of_municipalities_is_the_published_one_on_every_day() {
        let changes = changes_of(&italy().territory).unwrap();
        for (day, municipalities) in [
            ("2015-01-30", 8_047),
            ("2016-01-30", 8_003),
            ("2017-05-05", 7_978),
            ("2018-01-01", 7_960),
            ("2019-01-01", 7_926),
            ("2020-01-01", 7_904),
            ("2021-01-01", 7_903),
            ("2021-02-20", 7_904),
            ("2023-01-01", 7_901),
            ("2024-12-31", 7_896),
        ] {
            assert_eq!(changes.codes_on(day.parse().unwrap()).len(), municipalities, "{day}");
        }
    }

    #[test]
    fn sardinia_has_the_provinces_of_each_time() {
        let changes = changes_of(&italy().territory).unwrap();
        let provinces = |day: &str| -> Vec<String> {
            let codes = changes.codes_on(day.parse().unwrap());
            let sardinian = codes.iter().map(|code| code[..3].to_owned()).filter(|province| {
                matches!(province.as_str(), "090" | "091" | "092" | "095" | "104" | "105" | "106" | "107" | "111")
            });
            sardinian.collect::<BTreeSet<_>>().into_iter().collect()
        };
        assert_eq!(provinces("2005-06-01"), ["090", "091", "092", "095"]);
        assert_eq!(provinces("2016-06-01"), ["090", "091", "092", "095", "104", "105", "106", "107"]);
        assert_eq!(provinces("2023-01-01"), ["090", "091", "092", "095", "111"]);
    }

    #[test]
    fn codes_of_metropolitan_cities_are_those_of_provinces_and_200() {
        assert_eq!(province_of_metropolitan_city("201").as_deref(), Some("001"));
        assert_eq!(province_of_metropolitan_city("292").as_deref(), Some("092"));
        assert_eq!(province_of_metropolitan_city("202"), None);
    }
}
