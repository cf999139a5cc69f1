//! The sections `[catchments]` and `[tracts]` of a study, and residents given as points.

use crate::input::document::feature_keys::FeatureKeys;
use crate::input::document::reader::Reader;
use crate::input::document::toml::{Located, Section};
use crate::input::file::bytes::InputFile;
use crate::input::layer::request::FeatureRequest;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Read, Remark};
use crate::input::shapes::records::{
    RecordPoints, RecordsRequest, Whereabouts, has_coordinates, has_degrees, read_records,
};
use crate::input::study::drawn::{DrawnRequest, read_drawn};
use crate::input::study::frame::FrameFile;
use crate::input::study::pending::{PendingCatchments, ResidentPoints};
use crate::input::study::rules::RulesFile;
use crate::input::table::rows::Table;
use crate::input::table::titles::Titles;
use crate::input::territory::part::Limit;
use crate::input::territory::tracts::{TractsRead, counts_of, read_tracts};
use crate::input::value::number::{NotANumber, parse_share};
use crate::model::base::count::Residents;
use crate::model::base::text::Text;
use crate::model::catchment::drawn::DrawnRules;
use crate::model::catchment::rule::ShareRules;
use crate::model::place::code::UnitId;
use crate::model::place::territory::Territory;
use crate::model::survey::frame::Frame;

/// The word for rules that stand in the frame.
const IN_FRAME: &str = "frame";

/// Parts of a place below this share are taken for inaccurate drawing, unless the study says otherwise.
const SLIVERS: f64 = 0.01;

impl Reader<'_> {
    /// The section `[catchments]`: rules, which are resolved later, or outlines.
    pub(crate) fn catchments(
        &mut self,
        section: &Section<'_>,
        territory: &Territory,
        limit: Option<&Limit>,
        frame: Option<&FrameFile<'_>>,
    ) -> Option<PendingCatchments> {
        let frame_file = frame.map_or("the frame", |frame| frame.file.name.as_str());
        let named = |key: &str| section.keys().into_iter().find(|found| found.value == key);
        let Some(boundaries) = named("boundaries") else {
            let hint = "leave it out, or name a boundary file under boundaries instead of rules";
            let others = ["id", "slivers"].into_iter().chain(FeatureKeys::KEYS).collect::<Vec<_>>();
            self.refuse_other(section, &others, "drawn catchments", hint);
            let declared =
                ShareRules { overlap: self.allowed(section, "overlap"), partial: self.allowed(section, "partial") };
            let codes = self.day_of_codes(section, territory);
            let titles = self.titles_of(section, &["unit_id", "level", "code", "share", "basis"]);
            let level = section.text("level", &mut self.problems).map(|level| level.value);
            let of_frame = section.text("rules", &mut Problems::default()).filter(|rules| rules.value == IN_FRAME);
            let in_frame = of_frame.is_some();
            let (file, titles, level) = match of_frame {
                None => (self.file(section, "rules", "catchments")?, titles, level),
                Some(Located { place, .. }) => {
                    let (titles, level) = self.rules_in_frame(frame?, territory, level.as_ref(), &place)?;
                    (frame?.file.clone(), titles, Some(level))
                }
            };
            let frame_file = frame_file.to_owned();
            return Some(PendingCatchments::Rules(RulesFile {
                file,
                frame_file,
                declared,
                codes,
                titles,
                level,
                in_frame,
            }));
        };
        if named("rules").is_some() {
            let message = "catchments: both \"rules\" and \"boundaries\" are given";
            self.problems.push(Remark::of(Kind::Key, boundaries.place, message).hint("keep one of them"));
            return None;
        }
        let hint = "leave it out, or name a table under rules instead of boundaries";
        self.refuse_other(section, &["partial", "sheet", "columns", "codes", "level"], "catchments by rules", hint);
        let rules = DrawnRules { overlap: self.allowed(section, "overlap"), slivers: self.slivers(section) };
        let features = FeatureKeys::read(section, &mut self.problems);
        let id = section.text("id", &mut self.problems).map_or_else(|| "unit_id".to_owned(), |id| id.value);
        let file = section.text("boundaries", &mut self.problems)?;
        let request =
            DrawnRequest { file: &file.value, features: features.request(), id: &id, frame_file, rules, limit };
        let (read, sources) = self.problems.take(read_drawn(self.folder, &request, &frame?.frame))?;
        self.sources.extend(sources);
        self.warnings.extend(read.warnings);
        Some(PendingCatchments::Drawn(read.value))
    }

    /// The titles and the level of the column of the frame that says which places a unit serves: that of the level that the study names, else
    /// the only one of a level below the broadest, else that of the broadest.
    fn rules_in_frame(
        &mut self,
        frame: &FrameFile<'_>,
        territory: &Territory,
        named: Option<&String>,
        place: &Place,
    ) -> Option<(Titles, String)> {
        let own = self.titles(&frame.section);
        let table = Table::parse(&frame.file).ok()?;
        let has = |level: &String| table.find(own.of(&format!("{level}_code"))).is_some();
        let levels: Vec<String> = territory.levels().map(|level| territory.level_name(level).to_owned()).collect();
        let finer: Vec<&String> = levels[1..].iter().filter(|level| has(level)).collect();
        let broadest = || levels[..1].iter().filter(|level| has(level)).collect();
        let found: Vec<&String> = match named {
            Some(named) => vec![named],
            None if finer.is_empty() => broadest(),
            None => finer,
        };
        let refuse = |message: String, hint: String| Remark::of(Kind::Key, place.clone(), message).hint(hint);
        match found[..] {
            [level] => {
                let mut titles = Titles::one("unit_id", own.of("unit_id"));
                titles.insert("code", own.of(&format!("{level}_code")));
                Some((titles, level.clone()))
            }
            [] => {
                let titles: Vec<String> = levels.iter().map(|level| format!("{level}_code")).collect();
                let message =
                    format!("catchments.rules: {} has no column of the places that units serve", frame.file.name);
                let hint = format!("name one {} or map it by columns under [frame]", titles.join(", "));
                self.problems.push(refuse(message, hint));
                None
            }
            [first, _, ..] => {
                let titles: Vec<String> = found.iter().map(|level| format!("{level}_code")).collect();
                let message = format!("catchments.rules: {} has the columns {}", frame.file.name, titles.join(" and "));
                self.problems
                    .push(refuse(message, format!("say which tells the places that units serve: level = {first:?}")));
                None
            }
        }
    }

    /// Refuses keys that belong to the other kind of catchments.
    fn refuse_other(&mut self, section: &Section<'_>, keys: &[&str], whose: &str, hint: &str) {
        for key in section.keys().into_iter().filter(|key| keys.contains(&key.value.as_str())) {
            let message = format!("the key \"catchments.{}\" belongs to {whose}", key.value);
            self.problems.push(Remark::of(Kind::Key, key.place, message).hint(hint));
        }
    }

    fn allowed(&mut self, section: &Section<'_>, key: &str) -> bool {
        section.one_of(key, &[("error", false), ("allowed", true)], &mut self.problems).unwrap_or(false)
    }

    /// The share below which a part is a sliver: text such as `"1 %"`, or `"0"`, with or without a percent sign.
    fn slivers(&mut self, section: &Section<'_>) -> f64 {
        let Some(Located { value, place }) = section.text("slivers", &mut self.problems) else { return SLIVERS };
        let number = value.trim().trim_end_matches('%').trim_end();
        if number.contains('0') && number.chars().all(|digit| matches!(digit, '0' | '.' | ',')) {
            return 0.0;
        }
        match parse_share(value.trim()) {
            Ok(share) if share.value() < 0.5 => share.value(),
            Ok(_) | Err(NotANumber { .. }) => {
                let message =
                    format!("catchments.slivers: expected a share below a half, such as \"1 %\", found {value:?}");
                self.problems.push(Remark::of(Kind::Key, place, message));
                SLIVERS
            }
        }
    }

    /// The section `[tracts]`.
    pub(crate) fn tracts(&mut self, section: &Section<'_>, territory: &Territory) -> Option<TractsRead> {
        let features = FeatureKeys::read(section, &mut self.problems);
        let numbers = self.numbers(section);
        let place_title = format!("{}_code", territory.level_name(territory.finest()));
        let mut titles = self.titles_of(section, &["code", "population", &place_title]);
        if let Some(code) = section.text("code", &mut self.problems) {
            titles.insert("code", code.value);
        }
        let needed = ["code", "population", place_title.as_str()];
        let own: Vec<&str> = needed.map(|name| titles.of(name)).to_vec();
        let request = RecordsRequest {
            sheet: section.text("sheet", &mut self.problems).map(|sheet| sheet.value),
            features: features.request(),
            coordinates: None,
            numbers,
            needed: &own,
        };
        let file = self.file_name(section, "file", "tracts")?;
        let records = self.problems.take(read_records(self.folder, &file, &request))?;
        self.sources.extend(records.sources.iter().cloned());
        let read = read_tracts(records, territory, &titles, numbers);
        self.take(read)
    }

    /// Where the units of a frame are, if it has columns of coordinates and some unit has no region.
    pub(crate) fn unit_points(
        &mut self,
        section: &Section<'_>,
        file: &InputFile,
        frame: &Frame,
    ) -> Option<RecordPoints> {
        if frame.units().iter().all(|unit| unit.region.is_some()) {
            return None;
        }
        let crs = section.text("crs", &mut self.problems).map(|crs| crs.value);
        let titles = self.titles(section);
        let degrees = || Table::parse(file).is_ok_and(|table| has_degrees(&table));
        // Without a reference system, columns x and y may be anything.
        if crs.is_none() && titles.own("lon").is_none() && !degrees() {
            return None;
        }
        let own = [("lon", "lat"), ("x", "y")].into_iter().find_map(|(x, y)| Some([titles.own(x)?, titles.own(y)?]));
        let request = RecordsRequest {
            sheet: file.sheet.clone(),
            features: FeatureRequest { crs: crs.as_deref(), ..FeatureRequest::default() },
            coordinates: own,
            numbers: self.numbers(section),
            needed: &["unit_id", "responded", "status"].map(|name| titles.of(name)),
        };
        let records = self.problems.take(read_records(self.folder, &file.name, &request))?;
        // Rows of totals are in the table and no units.
        let id = titles.of("unit_id");
        let is_unit = |id: &Option<Text>| {
            id.as_deref().is_some_and(|id| UnitId::parse(id).is_ok_and(|id| frame.find(&id).is_some()))
        };
        let are_units: Vec<bool> = records.find(&[id])?.values.iter().map(is_unit).collect();
        match records.whereabouts {
            Whereabouts::Points(RecordPoints { reference, points }) => {
                let points = points.into_iter().zip(are_units).filter(|(_, is_unit)| *is_unit).map(|(point, _)| point);
                Some(RecordPoints { reference, points: points.collect() })
            }
            Whereabouts::Unknown | Whereabouts::Areas(_) => None,
        }
    }

    /// Residents as points: each is one, or as many as its column `population` says.
    pub(crate) fn resident_points(&mut self, section: &Section<'_>, file: &str) -> Option<ResidentPoints> {
        let features = FeatureKeys::read(section, &mut self.problems);
        let numbers = self.numbers(section);
        let titles = self.titles(section);
        let title = titles.of("population");
        let request = RecordsRequest {
            sheet: section.text("sheet", &mut self.problems).map(|sheet| sheet.value),
            features: features.request(),
            coordinates: None,
            numbers,
            needed: &["lon", "lat", "x", "y", title],
        };
        let records = self.problems.take(read_records(self.folder, file, &request))?;
        self.sources.extend(records.sources.iter().cloned());
        let mut problems = Problems::default();
        let mut warnings = records.remarks.clone();
        let counted =
            records.find(&[title]).map(|column| counts_of(&records, column, numbers, &mut warnings, &mut problems));
        let read = if problems.0.is_empty() { Ok(Read { value: (), warnings }) } else { Err(problems) };
        self.take(read)?;
        let Whereabouts::Points(points) = records.whereabouts else {
            let message = "residents are read from a table by code or from points, and the file holds areas";
            let hint = "areas with residents are tracts: name the file under [tracts]";
            self.problems.push(Remark::of(Kind::Format, Place::file(file), message).hint(hint));
            return None;
        };
        let residents = counted.unwrap_or_else(|| vec![Some(Residents(1)); records.n_rows]);
        Some(ResidentPoints { file: file.to_owned(), points, residents })
    }
}

/// Whether a table has the columns of coordinates and none of codes.
pub(crate) fn is_table_of_points(file: &InputFile, codes: &[&str]) -> bool {
    let read = |file: &InputFile| Table::read(file, &[&["lon", "longitude", "x"], codes]).ok();
    // The titles of a long table stand in its first lines.
    let Some(table) = file.head().as_ref().and_then(read).or_else(|| read(file)) else { return false };
    !codes.iter().any(|title| table.find(title).is_some()) && has_coordinates(&table)
}
