//! A study file read from its first section to its last.

use std::collections::BTreeMap;

use crate::input::code::vintage::other_reference_date;
use crate::input::document::feature_keys::FeatureKeys;
use crate::input::document::reader::Reader;
use crate::input::document::toml::{Document, Section};
use crate::input::embedded::italy::{attribution, istat_schemes, italy};
use crate::input::figures::counts::PopulationOptions;
use crate::input::figures::population::read_population;
use crate::input::figures::weights::read_weighting;
use crate::input::file::bytes::{Folder, InputFile};
use crate::input::file::ending::is_table;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::study::frame::{FrameOptions, read_frame};
use crate::input::study::gaps::gaps;
use crate::input::study::pending::{PendingCatchments, PendingStudy, ResidentsRead, StudyRead, Waiting};
use crate::input::study::rules::read_catchments;
use crate::input::study::serving::is_table_of_points;
use crate::input::study::source::{StudySource, study_file};
use crate::input::territory::levels::read_territory;
use crate::input::territory::own_outlines::{BoundaryFile, read_boundary_file};
use crate::input::territory::own_territory::territory_of_file;
use crate::input::territory::schemes::read_scheme;
use crate::input::value::withheld::Marks;
use crate::model::base::language::Name;
use crate::model::place::population::{Ages, Population};
use crate::model::place::scheme::Scheme;
use crate::model::place::territory::Territory;
use crate::model::study::{Heading, Study, StudyOutlines};
use crate::model::survey::frame::{Frame, ResponseStatus};

/// The keys of a study file.
const STUDY_KEYS: &[&str] = &[
    "title",
    "language",
    "notice",
    "source",
    "reference_date",
    "frame",
    "catchments",
    "population",
    "scheme",
    "tracts",
    "territory",
    "boundaries",
    "answers",
    "question",
    "weights",
];

/// A study as far as it could be read.
#[derive(Debug)]
pub struct Inspected {
    /// The study, where there is no problem.
    pub study: Option<StudyRead>,
    /// Every problem of every file that could be read.
    pub problems: Problems,
    /// What a reader should know of the files that could be read.
    pub warnings: Vec<Remark>,
}

/// Reads as much of a study as can be read. What only shapes can tell is left pending.
pub fn read_study(source: &StudySource) -> Inspected {
    let read = study_file(source).and_then(|(folder, file)| read_document(&folder, &file));
    read.unwrap_or_else(|problems| Inspected { study: None, problems, warnings: Vec::new() })
}

fn read_document(folder: &Folder, file: &InputFile) -> Result<Inspected, Problems> {
    if is_table(&file.name) && file.name != "-" {
        let message = "the file is a table, expected a study file";
        let hint = "a study is a study.toml that names its tables; bacino init FOLDER writes one to start from";
        return Err(Problems::one(Remark::of(Kind::File, Place::file(&file.name), message).hint(hint)));
    }
    let text = std::str::from_utf8(&file.bytes).map_err(|error| {
        let before = &file.bytes[..error.valid_up_to()];
        let line = 1 + memchr::memchr_iter(b'\n', before).count() as u64;
        let message = "the file is not UTF-8 text";
        Problems::one(Remark::of(Kind::Format, Place::line(&file.name, line), message).hint("save it as UTF-8"))
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let document = Document::new(&file.name, text);
    let tree = document.parse()?;
    let root = document.root(&tree);
    let mut reader =
        Reader { folder, problems: Problems::default(), warnings: Vec::new(), sources: vec![file.source.clone()] };
    let study = reader.study(&root);
    let study = study.filter(|_| reader.problems.0.is_empty()).map(|(study, waiting)| match waiting {
        None => StudyRead::Complete(Box::new(study)),
        Some(Waiting { catchments, tracts, residents, units }) => {
            StudyRead::Pending(Box::new(PendingStudy { study, catchments, tracts, residents, units }))
        }
    });
    Ok(Inspected { study, problems: reader.problems, warnings: reader.warnings })
}

impl Reader<'_> {
    pub(crate) fn study(&mut self, root: &Section<'_>) -> Option<(Study, Option<Waiting>)> {
        root.refuse_unknown(STUDY_KEYS, &[], &mut self.problems);
        let mut heading = self.heading(root);
        let own_territory = root.section("territory", &mut self.problems);
        let boundary_section = root.section("boundaries", &mut self.problems);
        let boundaries = boundary_section
            .as_ref()
            .and_then(|section| read_boundary_file(section, self.folder, &mut self.problems, &mut self.warnings));
        self.sources.extend(boundaries.iter().flat_map(|file| file.sources.clone()));
        let (territory, embedded) = match &own_territory {
            None => {
                let italy = italy();
                self.sources.push(italy.source.clone());
                (Some(italy.territory), Some(italy.population))
            }
            Some(section) => (self.territory(section, boundary_section.is_some(), boundaries.as_ref()), None),
        };
        let frame_section = root.section("frame", &mut self.problems);
        if frame_section.is_none() && !root.keys().iter().any(|key| key.value == "frame") {
            self.problems.push(
                root.problem("the section [frame] is missing").hint("write [frame] and below it file = \"units.csv\""),
            );
        }
        let catchments_section = root.section("catchments", &mut self.problems);
        let territory = territory?;
        let from_embedded = own_territory.is_none();
        let outlines = match boundaries {
            Some(file) => self.problems.take(file.outlines_for(&territory, &mut self.warnings)),
            None if from_embedded => Some(StudyOutlines::Embedded),
            None => Some(StudyOutlines::Unknown),
        };
        let schemes = self.schemes(root, &territory, from_embedded);
        let year = heading.reference_date.map(jiff::civil::Date::year);
        let other_day = heading.reference_date.and_then(|day| other_reference_date(&territory, day, root.place()));
        self.warnings.extend(other_day);
        let population_section = root.section("population", &mut self.problems);
        let population = self.population(population_section.as_ref(), &territory, embedded, year);
        let frame = frame_section.as_ref().and_then(|section| self.frame(section, &territory));
        let (frame_file, frame) = frame?;
        let answers = self.answers(root, &frame_file.name, &frame);
        let tracts_section = root.section("tracts", &mut self.problems);
        let tracts = tracts_section.as_ref().map(|section| self.tracts(section, &territory));
        let read = match &catchments_section {
            None => PendingCatchments::Absent,
            Some(section) => self.catchments(section, &territory, &frame_file.name, &frame)?,
        };
        let has_catchments = catchments_section.is_some();
        let (catchments, waiting) = match read {
            PendingCatchments::Rules(ref rules) if tracts.is_none() => {
                let read = read_catchments(rules, &territory, None, &frame);
                (Some(self.take(read)?), PendingCatchments::Absent)
            }
            PendingCatchments::Absent | PendingCatchments::Rules(_) | PendingCatchments::Drawn(_) => (None, read),
        };
        let other_residents = population.points.is_some() || tracts.is_some();
        if has_catchments && population.counts.is_none() && !population.failed && !other_residents {
            self.problems.push(
                root.problem("the territory has no residents")
                    .hint("name a table of residents under [population], such as file = \"residents.csv\""),
            );
        }
        let units = self.unit_points(frame_section.as_ref()?, &frame_file, &frame);
        let (declared_schemes, schemes) = schemes?;
        let weighting = root.section("weights", &mut self.problems);
        let weighting =
            weighting.map(|section| read_weighting(&section, &frame, &schemes, &mut self.problems)).unwrap_or_default();
        let counts = population.counts.filter(|_| has_catchments || population.declared);
        let tracts = match tracts {
            None => None,
            Some(tracts) => Some(tracts?),
        };
        let waiting = Waiting { catchments: waiting, tracts, residents: population.points, units };
        let waiting = Some(waiting).filter(Waiting::is_something);
        if waiting.is_none() {
            self.warnings.extend(gaps(&territory, catchments.as_ref(), counts.as_ref(), population.ages));
        }
        let embedded = from_embedded.then(|| attribution().in_language(heading.language).to_owned());
        let credits: Vec<String> = heading.attribution.into_iter().chain(embedded).collect();
        heading.attribution = (!credits.is_empty()).then(|| credits.join("; "));
        self.sources.sort();
        let study = Study {
            heading,
            schemes,
            declared_schemes,
            frame,
            answers: answers.unwrap_or_default(),
            population: counts,
            ages: population.ages,
            catchments,
            weighting,
            sources: std::mem::take(&mut self.sources),
            outlines: outlines?,
            territory,
        };
        Some((study, waiting))
    }

    pub(crate) fn heading(&mut self, root: &Section<'_>) -> Heading {
        let problems = &mut self.problems;
        let source = root.text("source", problems).map(|source| source.value.trim().to_owned());
        let notice = root.text("notice", problems).map(|notice| notice.value.trim().to_owned());
        Heading {
            title: root.text("title", problems).map_or_else(String::new, |title| title.value),
            language: root.word("language", problems).unwrap_or_default(),
            notice: notice.filter(|notice| !notice.is_empty()),
            reference_date: root.date("reference_date", problems),
            attribution: source.filter(|source| !source.is_empty()),
        }
    }

    pub(crate) fn territory(
        &mut self,
        section: &Section<'_>,
        with_boundaries: bool,
        boundaries: Option<&BoundaryFile>,
    ) -> Option<Territory> {
        section.refuse_unknown(&["file", "sheet", "levels", "name", "columns"], &[], &mut self.problems);
        let levels = section.list("levels", &mut self.problems);
        if levels.is_none() && !section.keys().iter().any(|key| key.value == "levels") {
            self.problems.push(
                section
                    .problem("territory: the key \"levels\" is missing")
                    .hint("name the levels from broad to fine, such as levels = [\"state\", \"county\"]"),
            );
        }
        let name = section.text("name", &mut self.problems).map_or_else(|| "Territory".to_owned(), |name| name.value);
        let from_outlines = with_boundaries && !section.keys().iter().any(|key| key.value == "file");
        let file = if from_outlines { None } else { Some(self.file(section, "file", "territory")?) };
        let levels: Vec<String> = levels?.into_iter().map(|level| level.value).collect();
        let known: Vec<String> = match &file {
            Some(_) => ["level", "code", "name", "parent"].map(str::to_owned).to_vec(),
            None => levels.iter().flat_map(|level| [format!("{level}_code"), format!("{level}_name")]).collect(),
        };
        let titles = self.titles_of(section, &known.iter().map(String::as_str).collect::<Vec<_>>());
        if levels.is_empty() {
            self.problems.push(section.problem("territory.levels: expected at least one level, found none"));
            return None;
        }
        let read = match file {
            Some(file) => read_territory(&file, Name::same(name), &levels, &titles),
            None => territory_of_file(boundaries?, Name::same(name), &levels, &titles, &mut self.warnings),
        };
        self.problems.take(read)
    }

    pub(crate) fn schemes(
        &mut self,
        root: &Section<'_>,
        territory: &Territory,
        italian: bool,
    ) -> Option<(Vec<String>, Vec<Scheme>)> {
        let mut schemes = vec![Scheme::total(territory)];
        if italian {
            schemes.extend(istat_schemes(territory));
        }
        let levels: Vec<Scheme> = territory
            .levels()
            .filter(|level| *level != territory.finest())
            .map(|level| Scheme::of_level(territory, level))
            .collect();
        let mut taken: Vec<String> = schemes.iter().chain(&levels).map(|scheme| scheme.name().to_owned()).collect();
        taken.push(territory.level_name(territory.finest()).to_owned());
        let mut declared = Vec::new();
        let before = self.problems.0.len();
        for section in root.sections("scheme", &mut self.problems) {
            if let Some(scheme) = read_scheme(&section, territory, &taken, &mut self.problems) {
                taken.push(scheme.name().to_owned());
                declared.push(scheme.name().to_owned());
                schemes.push(scheme);
            }
        }
        schemes.extend(levels);
        (self.problems.0.len() == before).then_some((declared, schemes))
    }

    pub(crate) fn frame(&mut self, section: &Section<'_>, territory: &Territory) -> Option<(InputFile, Frame)> {
        const KEYS: &[&str] = &["file", "sheet", "response", "characteristics", "columns", "numbers", "missing", "crs"];
        section.refuse_unknown(KEYS, &[], &mut self.problems);
        let options = FrameOptions {
            words: self.response_words(section),
            characteristics: section.list("characteristics", &mut self.problems).unwrap_or_default(),
            numbers: self.numbers(section),
            missing: self.missing(section),
        };
        let region = format!("{}_code", territory.level_name(territory.broadest()));
        let mut known = vec!["unit_id", "responded", "status", "name", "kind", "population", "note", &region];
        known.extend(["lon", "lat", "x", "y"]);
        let titles = self.titles_of(section, &known);
        let before = self.problems.0.len();
        let file = self.file(section, "file", "frame")?;
        let read = read_frame(&file, territory, &titles, &options);
        let frame = self.take(read)?;
        (self.problems.0.len() == before).then_some((file, frame))
    }

    fn response_words(&mut self, section: &Section<'_>) -> BTreeMap<String, ResponseStatus> {
        let mut words = BTreeMap::new();
        let Some(response) = section.section("response", &mut self.problems) else { return words };
        let statuses = ResponseStatus::ALL.map(ResponseStatus::word);
        response.refuse_unknown(&statuses, &[], &mut self.problems);
        for status in ResponseStatus::ALL {
            for word in response.list(status.word(), &mut self.problems).unwrap_or_default() {
                let text = word.value.trim().to_lowercase();
                match words.insert(text.clone(), status) {
                    Some(other) if other != status => {
                        let message =
                            format!("frame.response: {text:?} means both {} and {}", other.word(), status.word());
                        self.problems.push(Remark::of(Kind::Key, word.place, message));
                    }
                    _ => {}
                }
            }
        }
        words
    }

    pub(crate) fn population(
        &mut self,
        section: Option<&Section<'_>>,
        territory: &Territory,
        embedded: Option<Population>,
        year: Option<i16>,
    ) -> ResidentsRead {
        let Some(section) = section else {
            return ResidentsRead { counts: embedded, points: None, ages: Ages::All, declared: false, failed: false };
        };
        let mut known = vec!["file", "sheet", "ages", "period", "codes", "columns", "numbers", "suppressed"];
        known.extend(FeatureKeys::KEYS);
        section.refuse_unknown(&known, &[], &mut self.problems);
        let ages = section.word("ages", &mut self.problems).unwrap_or_default();
        let numbers = self.numbers(section);
        let place_code = format!("{}_code", territory.level_name(territory.finest()));
        let titles =
            self.titles_of(section, &[&place_code, "code", "population", "population_18plus", "age", "period"]);
        let period = section.text("period", &mut self.problems);
        let codes = self.day_of_codes(section, territory);
        let marks = section.list("suppressed", &mut self.problems);
        let marks =
            marks.map_or_else(Marks::default, |marks| Marks::named(marks.into_iter().map(|mark| mark.value).collect()));
        let names_file = section.keys().iter().any(|key| key.value == "file");
        let (mut counts, mut points) = (None, None);
        if !names_file {
            counts = embedded;
        } else if let Some(name) = self.file_name(section, "file", "population") {
            if is_table(&name) || self.is_zipped_table(&name) {
                let file = self.file(section, "file", "population");
                if file
                    .as_ref()
                    .is_some_and(|file| is_table_of_points(file, &[titles.of(&place_code), titles.of("code")]))
                {
                    self.sources.pop();
                    points = self.resident_points(section, &name);
                } else {
                    let period = period.as_ref().map(|period| period.value.as_str());
                    let options = PopulationOptions { titles: titles.clone(), numbers, period, codes, marks, year };
                    let read = file.map(|file| read_population(&file, territory, &options));
                    counts = read.and_then(|read| self.take(read));
                }
            } else {
                points = self.resident_points(section, &name);
            }
        }
        if ages == Ages::Adults && points.is_some() {
            let message = "population.ages: points have no ages, so residents aged 18 and over are not known";
            self.problems.push(section.problem(message).hint("write ages = \"all\""));
        }
        if ages == Ages::Adults && counts.as_ref().is_some_and(|counts| counts.adults.is_none()) {
            self.problems.push(
                section
                    .problem("population.ages: the table has no residents aged 18 and over")
                    .hint("add a column population_18plus, or write ages = \"all\""),
            );
        }
        let failed = names_file && counts.is_none() && points.is_none();
        ResidentsRead { counts, points, ages, declared: true, failed }
    }
}
