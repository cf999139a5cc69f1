//! The areas that the groups of a scheme name, by code or name.

use std::collections::{BTreeMap, BTreeSet};

use crate::input::code::autonomous::Autonomous;
use crate::input::code::coding::{Coding, coding_of};
use crate::input::code::gazetteer::Gazetteer;
use crate::input::code::meaning::{Meaning, Way};
use crate::input::code::near::NearAreas;
use crate::input::document::toml::Located;
use crate::input::problem::english::{counted, first_few};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::model::base::index::AreaIndex;
use crate::model::place::code::AreaCode;

/// The areas of a level that the groups of a scheme may name.
pub struct SchemeMembers<'a> {
    /// The areas.
    pub gazetteer: Gazetteer<'a>,
    /// The name of the scheme.
    pub scheme: &'a str,
}

/// What was read otherwise than by code: how many, the first, and where it stands.
type Tally = BTreeMap<Way, (usize, String, Place)>;

impl SchemeMembers<'_> {
    /// The codes of each group.
    pub fn read(
        &self,
        groups: &[Vec<Located<String>>],
        warnings: &mut Vec<Remark>,
        problems: &mut Problems,
    ) -> Vec<Vec<AreaCode>> {
        let texts = || groups.iter().flatten().map(|text| text.value.as_str());
        if let (Some(_), Coding::Health, Some(first)) =
            (self.gazetteer.whole_region(), coding_of(texts()), groups.iter().flatten().next())
        {
            let message = self.message("the codes are those of the Ministry of Health, not ISTAT's");
            let hint = "write ISTAT's codes, 01 for 010 and 20 for 200, or names";
            problems.push(Remark::of(Kind::Territory, first.place.clone(), message).hint(hint));
            return vec![Vec::new(); groups.len()];
        }
        let (mut near, mut tally) = (NearAreas::default(), Tally::new());
        let mut apart: Vec<(Autonomous, usize, Place)> = Vec::new();
        let mut members: Vec<Vec<AreaIndex>> = vec![Vec::new(); groups.len()];
        for (number, text) in
            groups.iter().enumerate().flat_map(|(number, group)| group.iter().map(move |text| (number, text)))
        {
            let mut wrong = |message: String, hint: Option<String>| {
                let message = self.message(&message);
                problems.push(Remark::of(Kind::Territory, text.place.clone(), message).maybe_hint(hint));
            };
            let (found, level) = (&text.value, self.gazetteer.word());
            match self.gazetteer.find(found) {
                Meaning::One(area, way) => {
                    let read = || (0, format!("{found:?} as {}", self.gazetteer.told(area)), text.place.clone());
                    tally.entry(way).or_insert_with(read).0 += 1;
                    members[number].push(area);
                }
                Meaning::Autonomous(province) => apart.push((province, number, text.place.clone())),
                Meaning::Several(areas) => {
                    let told: Vec<String> = areas.iter().map(|area| self.gazetteer.told(*area)).collect();
                    let message = format!("more than one {level} is called {found:?}: {}", first_few(&told));
                    wrong(message, Some("give its code instead of its name".to_owned()));
                }
                Meaning::Broader => wrong(format!("{found:?} is broader than one {level}"), None),
                Meaning::Malformed(error) if found.bytes().any(|byte| byte.is_ascii_digit()) => {
                    wrong(error.to_string(), error.hint);
                }
                Meaning::Malformed(_) | Meaning::Unknown => {
                    wrong(format!("no {level} {found:?}"), Some(near.told(&self.gazetteer, found)));
                }
            }
        }
        self.join(&apart, &mut members, warnings, problems);
        warnings.extend(tally.into_iter().filter_map(|(way, read)| self.said(way, read)));
        let code = |area: &AreaIndex| self.gazetteer.area_code(*area);
        members.iter().map(|group| group.iter().filter_map(code).collect()).collect()
    }

    fn message(&self, what: &str) -> String {
        format!("scheme {}: {what}", self.scheme)
    }

    /// The two autonomous provinces in one group are their region; in two they cannot be.
    fn join(
        &self,
        apart: &[(Autonomous, usize, Place)],
        members: &mut [Vec<AreaIndex>],
        warnings: &mut Vec<Remark>,
        problems: &mut Problems,
    ) {
        let (Some((_, group, place)), Some(region)) = (apart.first(), self.gazetteer.whole_region()) else { return };
        let both: BTreeSet<Autonomous> = apart.iter().map(|(province, _, _)| *province).collect();
        let region_told = self.gazetteer.told(region);
        if both.len() == Autonomous::BOTH.len()
            && apart.len() == both.len()
            && apart.iter().all(|(_, other, _)| other == group)
        {
            members[*group].push(region);
            let message = self.message(&format!("Bolzano and Trento together read as {region_told}"));
            warnings.push(Remark::of(Kind::Changed, place.clone(), message));
        } else {
            let message = self.message(&format!("Bolzano and Trento are {region_told} together, which is in one area"));
            let hint =
                format!("name {} once, or group provinces with level = \"province\"", self.gazetteer.code(region));
            problems.push(Remark::of(Kind::Territory, place.clone(), message).hint(hint));
        }
    }

    fn said(&self, way: Way, (count, example, place): (usize, String, Place)) -> Option<Remark> {
        let (kind, what) = match way {
            Way::Code => return None,
            Way::Restored => (Kind::Changed, "code without its zeros"),
            Way::Nuts => (Kind::Assumed, "code of NUTS"),
            Way::Sign => (Kind::Assumed, "sign"),
            Way::Name => (Kind::Assumed, "name"),
        };
        let message = self.message(&format!("{} read, such as {example}", counted(count, what)));
        Some(Remark::of(kind, place, message))
    }
}
