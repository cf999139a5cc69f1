//! Codes of municipalities and provinces that are newer than what the program knows: recognised by their province and told together.

use std::collections::BTreeSet;

use crate::input::code::beside::Beside;
use crate::input::code::gazetteer::{Among, Gazetteer};
use crate::input::code::said::Said;
use crate::input::code::vintage::changes_of;
use crate::input::problem::english::{counted, first_few};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Remark};
use crate::input::table::rows::Row;

/// Codes whose province is not known on any day that is.
#[derive(Debug, Default)]
pub struct Newer {
    first: Option<Place>,
    found: Vec<String>,
    provinces: BTreeSet<String>,
    /// How many of them stand beside the name of a known place, and the column of these names.
    n_named: usize,
    names: Option<String>,
    known: Option<Known>,
}

/// What is known.
#[derive(Debug)]
struct Known {
    provinces: BTreeSet<String>,
    today: jiff::civil::Date,
}

impl Newer {
    /// Whether a code is newer; if so it is kept.
    pub fn take(
        &mut self,
        gazetteer: &Gazetteer<'_>,
        beside: &Beside<'_>,
        place: &Place,
        text: &str,
        row: Option<Row<'_>>,
    ) -> bool {
        let (territory, Among::Level(level)) = (gazetteer.territory, gazetteer.among) else { return false };
        let level = territory.level_name(level);
        let digits = match level {
            "municipality" => 6,
            "province" => 3,
            _ => return false,
        };
        let text = text.strip_suffix(".0").unwrap_or(text);
        if text.len() != digits || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return false;
        }
        if self.known.is_none() {
            let Some(changes) = changes_of(territory) else { return false };
            let own = territory.places().map(|place| territory.place(place).code.as_str());
            let provinces = own.chain(changes.codes()).filter_map(|code| Some(code.get(..3)?.to_owned())).collect();
            self.known = Some(Known { provinces, today: changes.today() });
        }
        let province = text.get(..3).unwrap_or_default();
        let is_new = |known: &Known| {
            // The last code of a province: later ones are given in order.
            let last = known.provinces.iter().rfind(|province| province.as_str() < "200");
            !known.provinces.contains(province) && last.is_some_and(|last| province > last.as_str()) && province < "200"
        };
        if !self.known.as_ref().is_some_and(is_new) {
            return false;
        }
        let named = row.and_then(|row| beside.name_of(gazetteer, row));
        self.n_named += usize::from(named.is_some());
        self.names = self.names.take().or_else(|| named.map(|(column, _)| column.title.clone()));
        self.found.push(named.map_or_else(|| text.to_owned(), |(_, name)| format!("{text} {name}")));
        self.provinces.insert(province.to_owned());
        self.first.get_or_insert_with(|| place.clone());
        true
    }

    /// One problem about all of them.
    pub fn problem(self, said: Said<'_>) -> Option<Remark> {
        let (place, known) = (self.first?, self.known?);
        let provinces: Vec<String> = self.provinces.into_iter().collect();
        let codes = counted(self.found.len(), "code");
        let (today, found, provinces) = (known.today, first_few(&self.found), first_few(&provinces));
        let message = if self.n_named > 0 {
            format!("{codes} newer than {}: {found}; no province has the code {provinces} on that day", day(today))
        } else {
            format!(
                "{codes} of no province of {}, perhaps newer: {found}; no province has the code {provinces}",
                day(today)
            )
        };
        let by_name = self.names.map(|title| format!("read the names instead with {}", (said.column)(&title)));
        let hint = by_name.unwrap_or_else(|| "write the codes of that day, or names".to_owned());
        Some(Remark::of(Kind::Vintage, place, message).hint(hint))
    }
}

/// A day in words: `1 January 2023`.
fn day(day: jiff::civil::Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}
