//! Codes of places at different dates: what was merged, split or given another code, and when.
//!
//! A code means something only together with a day. A change turns the codes of one day into those of the next; read backwards it
//! turns them into those of the day before. Nothing here says how many people a part of a split place has, for nobody knows.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

/// A code and the name that went with it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NamedCode {
    /// The code.
    pub code: String,
    /// The name.
    pub name: String,
}

/// Places that became others on one day: all of the old ones together are all of the new ones together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The first day of the new codes.
    pub date: Date,
    /// The places before; none where they are not known.
    pub before: Vec<NamedCode>,
    /// The places since.
    pub after: Vec<NamedCode>,
}

/// A change read in the direction of a conversion.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    /// The day of the change.
    pub date: Date,
    /// The codes that are converted.
    pub from: &'a [NamedCode],
    /// What they become.
    pub to: &'a [NamedCode],
}

/// Changes of the codes of one territory, known for a span of time.
#[derive(Clone, Debug)]
pub struct Changes {
    /// In order of date.
    in_order: Vec<Change>,
    /// The day that the territory's own codes are of.
    today: Date,
    /// The territory's own codes.
    codes: BTreeSet<String>,
}

/// When a code was used, and what stands for it among the codes of the territory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lifetime {
    /// The name.
    pub name: String,
    /// The first day, where it is known.
    pub since: Option<Date>,
    /// The first day without it, where there is one.
    pub until: Option<Date>,
    /// The places that it became, or was made of, on the day that it left or entered use.
    pub others: Vec<NamedCode>,
}

impl Changes {
    /// Changes from single links of an old place to a new one; links of one day that share a place are one change.
    pub fn new(
        links: impl IntoIterator<Item = (Date, Option<NamedCode>, NamedCode)>,
        today: Date,
        codes: impl IntoIterator<Item = String>,
    ) -> Self {
        let mut by_day: BTreeMap<Date, Vec<(Option<NamedCode>, NamedCode)>> = BTreeMap::new();
        for (date, old, new) in links {
            by_day.entry(date).or_default().push((old, new));
        }
        let mut changes = Vec::new();
        for (date, links) in by_day {
            let mut open: Vec<Change> = Vec::new();
            for (old, new) in links {
                let touches = |change: &Change| {
                    change.after.contains(&new) || old.as_ref().is_some_and(|old| change.before.contains(old))
                };
                let (linked, mut apart): (Vec<Change>, Vec<Change>) = open.into_iter().partition(touches);
                let mut joined = Change { date, before: old.into_iter().collect(), after: vec![new] };
                for change in linked {
                    joined.before.extend(change.before);
                    joined.after.extend(change.after);
                }
                for side in [&mut joined.before, &mut joined.after] {
                    side.sort();
                    side.dedup();
                }
                apart.push(joined);
                open = apart;
            }
            open.sort_by(|a, b| a.after.cmp(&b.after));
            changes.extend(open);
        }
        Self { in_order: changes, today, codes: codes.into_iter().collect() }
    }

    /// The day that the territory's own codes are of.
    pub fn today(&self) -> Date {
        self.today
    }

    /// Every code that some change names.
    pub fn codes(&self) -> BTreeSet<&str> {
        let sides = self.in_order.iter().flat_map(|change| change.before.iter().chain(&change.after));
        sides.map(|named| named.code.as_str()).collect()
    }

    /// The first and the last day on which something changed.
    pub fn span(&self) -> Option<(Date, Date)> {
        Some((self.in_order.first()?.date, self.in_order.last()?.date))
    }

    /// What turns codes of `day` into the territory's own, in the order in which it is to be done.
    pub fn steps_from(&self, day: Date) -> Vec<Step<'_>> {
        if day < self.today {
            let within = self.in_order.iter().filter(|change| change.date > day && change.date <= self.today);
            within.map(|change| Step { date: change.date, from: &change.before, to: &change.after }).collect()
        } else {
            let within = self.in_order.iter().rev().filter(|change| change.date > self.today && change.date <= day);
            within.map(|change| Step { date: change.date, from: &change.after, to: &change.before }).collect()
        }
    }

    /// The codes in use on a day.
    pub fn codes_on(&self, day: Date) -> BTreeSet<String> {
        let mut codes = self.codes.clone();
        // The steps from the day to the territory, undone from the last to the first.
        for step in self.steps_from(day).iter().rev() {
            for named in step.to {
                codes.remove(&named.code);
            }
            codes.extend(step.from.iter().map(|named| named.code.clone()));
        }
        codes
    }

    /// The last time in which a code that is not the territory's own was used.
    pub fn lifetime(&self, code: &str) -> Option<Lifetime> {
        if self.codes.contains(code) {
            return None;
        }
        let has = |side: &[NamedCode]| side.iter().any(|named| named.code == code);
        let name_of = |side: &[NamedCode]| side.iter().find(|named| named.code == code).map(|named| named.name.clone());
        let ended = self.in_order.iter().rev().find(|change| has(&change.before) && !has(&change.after));
        let began = self.in_order.iter().rev().find(|change| {
            has(&change.after) && !has(&change.before) && ended.is_none_or(|ended| change.date < ended.date)
        });
        let past = ended.filter(|ended| ended.date <= self.today);
        let (change, others) = match (past, began) {
            (Some(ended), _) => (ended, &ended.after),
            (None, Some(began)) => (began, &began.before),
            (None, None) => return None,
        };
        let name = name_of(&change.before).or_else(|| name_of(&change.after))?;
        Some(Lifetime {
            name,
            since: began.map(|change| change.date),
            until: ended.map(|change| change.date),
            others: others.clone(),
        })
    }

    /// The territory's own codes of what a code of any day stood for, as far as it is known.
    pub fn own_codes(&self, code: &str) -> BTreeSet<String> {
        let (mut own, mut seen) = (BTreeSet::new(), BTreeSet::new());
        let mut open = vec![code.to_owned()];
        while let Some(code) = open.pop() {
            if self.codes.contains(&code) {
                own.insert(code);
            } else if let Some(life) = self.lifetime(&code)
                && seen.insert(code)
            {
                open.extend(life.others.into_iter().map(|other| other.code));
            }
        }
        own
    }

    /// The first of January on which most of `codes` were in use, the one nearest to the territory's own day where several tie.
    pub fn likely_day<'a>(&self, codes: impl IntoIterator<Item = &'a str>) -> Option<Date> {
        let codes: Vec<&str> = codes.into_iter().collect();
        let (first, last) = self.span()?;
        let days = (first.year() - 1..=last.year() + 1).filter_map(|year| Date::new(year, 1, 1).ok());
        days.map(|day| {
            let known = self.codes_on(day);
            let fitting = codes.iter().filter(|code| known.contains(**code)).count();
            (fitting, -i32::from((day.year() - self.today.year()).abs()), day)
        })
        .max_by_key(|(fitting, nearness, _)| (*fitting, *nearness))
        .filter(|(fitting, _, _)| *fitting > 0)
        .map(|(_, _, day)| day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i16) -> Date {
        Date::new(year, 1, 1).unwrap()
    }

    fn named(code: &str) -> NamedCode {
        NamedCode { code: code.to_owned(), name: format!("Town {code}") }
    }

    /// a and b became c in 2010; d was split into d and e in 2012; f became g in 2020 and h, of 2020, is known since.
    fn changes() -> Changes {
        let link = |year, old: &str, new: &str| (day(year), Some(named(old)), named(new));
        let links = [
            link(2010, "a", "c"),
            link(2010, "b", "c"),
            link(2012, "d", "d"),
            link(2012, "d", "e"),
            link(2020, "f", "g"),
        ];
        Changes::new(links, day(2015), ["c", "d", "e", "f"].map(str::to_owned))
    }

    #[test]
    fn codes_of_any_day_follow_from_those_of_the_territory() {
        let on = |year| changes().codes_on(day(year)).into_iter().collect::<String>();
        assert_eq!([on(2009), on(2011), on(2015), on(2021)], ["abdf", "cdf", "cdef", "cdeg"]);
    }

    #[test]
    fn steps_are_in_the_order_of_the_conversion() {
        let changes = changes();
        let forward: Vec<i16> = changes.steps_from(day(2009)).iter().map(|step| step.date.year()).collect();
        assert_eq!(forward, [2010, 2012]);
        let back = changes.steps_from(day(2021));
        assert_eq!((back.len(), back[0].from[0].code.as_str(), back[0].to[0].code.as_str()), (1, "g", "f"));
    }

    #[test]
    fn a_code_of_another_day_is_told_with_what_became_of_it() {
        let changes = changes();
        let old = changes.lifetime("a").unwrap();
        assert_eq!((old.until, old.others), (Some(day(2010)), vec![named("c")]));
        let new = changes.lifetime("g").unwrap();
        assert_eq!((new.since, new.others), (Some(day(2020)), vec![named("f")]));
        assert_eq!((changes.lifetime("c"), changes.lifetime("x")), (None, None));
    }

    #[test]
    fn own_codes_are_reached_through_every_change() {
        let of = |code: &str| changes().own_codes(code).into_iter().collect::<String>();
        assert_eq!([of("a"), of("c"), of("g"), of("x")], ["c", "c", "f", ""]);
    }

    #[test]
    fn the_likely_day_is_the_nearest_on_which_the_codes_were_used() {
        assert_eq!(changes().likely_day(["a", "b", "d"]), Some(day(2009)));
        assert_eq!(changes().likely_day(["d", "g"]), Some(day(2020)));
        assert_eq!(changes().likely_day(["x"]), None);
    }
}
