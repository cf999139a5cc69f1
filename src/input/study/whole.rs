//! A study file read from its first section to its last.

use std::collections::BTreeMap;

use crate::input::code::vintage::other_reference_date;
use crate::input::document::privacy::read_privacy;
use crate::input::document::reader::Reader;
use crate::input::document::toml::{Document, Section};
use crate::input::embedded::italy::{attribution, istat_schemes, italy};
use crate::input::figures::benchmarks::{Known, read_benchmarks};
use crate::input::figures::counts::PopulationOptions;
use crate::input::figures::population::read_population;
use crate::input::figures::weights::read_weighting;
use crate::input::file::bytes::{Folder, InputFile};
use crate::input::file::ending::is_table;
use crate::input::frame::days::names_of_days;
use crate::input::frame::fieldwork::read_fieldwork;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Partly, Place, Problems, Remark};
use crate::input::study::doubts::{Doubts, Lost};
use crate::input::study::frame::{FrameFile, FrameOptions, KnownFrame, read_frame};
use crate::input::study::keys::refuse_wrong_keys;
use crate::input::study::limited::is_part_alone;
use crate::input::study::pending::{PendingCatchments, PendingStudy, ReadStudy, ResidentsRead, StudyRead, Waiting};
use crate::input::study::rules::read_catchments;
use crate::input::study::serving::is_table_of_points;
use crate::input::study::source::{StudySource, study_file};
use crate::input::territory::levels::read_territory;
use crate::input::territory::own_outlines::BoundaryFile;
use crate::input::territory::own_territory::territory_of_file;
use crate::input::territory::part::{Limit, TerritoryPart};
use crate::input::territory::schemes::read_scheme;
use crate::input::value::withheld::Marks;
use crate::model::base::language::{Language, Name};
use crate::model::place::population::{Ages, Population};
use crate::model::place::scheme::Scheme;
use crate::model::place::territory::Territory;
use crate::model::study::{Heading, Source, Study, StudyOutlines};
use crate::model::survey::benchmark::Benchmark;
use crate::model::survey::frame::ResponseStatus;
use crate::model::survey::weighting::WeightingPlan;

/// How far a study is read that has problems.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// Wrong keys are told before any other file is opened.
    KeysFirst,
    /// Every file is looked at.
    Everything,
}

/// Reads as much of a study as can be read. What only shapes can tell is left pending; where there are problems, what is read is good
/// enough to find further ones, and no result. A language takes the place of the one that the study names.
pub fn read_study(source: &StudySource, effort: Effort, language: Option<Language>) -> Partly<ReadStudy> {
    let read = study_file(source).and_then(|(folder, file)| read_document(&folder, &file, effort, language));
    read.unwrap_or_else(Partly::from)
}

fn read_document(
    folder: &Folder,
    file: &InputFile,
    effort: Effort,
    language: Option<Language>,
) -> Result<Partly<ReadStudy>, Problems> {
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
    let mut problems = Problems::default();
    refuse_wrong_keys(&root, &mut problems);
    if effort == Effort::KeysFirst && !problems.0.is_empty() {
        return Err(problems);
    }
    let mut reader = Reader { folder, problems, warnings: Vec::new(), sources: vec![file.source.clone()], language };
    let mut limit = None;
    let study = reader.study(&root, &mut limit);
    let study = study.map(|(study, waiting)| match waiting {
        None => StudyRead::Complete(Box::new(study)),
        Some(Waiting { catchments, tracts, residents, units }) => {
            let frame_is_whole = reader.problems.0.is_empty();
            StudyRead::Pending(Box::new(PendingStudy { study, frame_is_whole, catchments, tracts, residents, units }))
        }
    });
    let value = study.map(|study| ReadStudy { study, limit });
    Ok(Partly { value, problems: reader.problems, warnings: reader.warnings })
}

impl Reader<'_> {
    /// The study, with what of it waits for shapes. Whatever can be read is read, so that a problem of one file hides none of another.
    pub(crate) fn study(&mut self, root: &Section<'_>, limit: &mut Option<Limit>) -> Option<(Study, Option<Waiting>)> {
        let mut doubts = Doubts::default();
        let study = self.whole(root, &mut doubts, limit);
        doubts.forgive(&mut self.problems.0);
        study.filter(|_| !doubts.are_any())
    }

    fn whole(
        &mut self,
        root: &Section<'_>,
        doubts: &mut Doubts,
        limit: &mut Option<Limit>,
    ) -> Option<(Study, Option<Waiting>)> {
        let mut heading = self.heading(root);
        let own_territory = root.section("territory", &mut self.problems);
        let boundary_section = root.section("boundaries", &mut self.problems);
        let mut boundaries =
            boundary_section.as_ref().and_then(|section| self.boundaries(section, own_territory.as_ref()));
        let before = self.problems.0.len();
        let from_embedded = own_territory.as_ref().is_none_or(is_part_alone);
        let own = own_territory.as_ref().filter(|_| !from_embedded);
        let (territory, embedded) = self.land(own, boundary_section.is_some(), boundaries.as_mut());
        let of_territory = &self.problems.0[before..];
        let is_sound = of_territory.is_empty();
        let n_lost = of_territory.iter().filter(|told| matches!(told.kind, Kind::Code | Kind::Repeated)).count();
        if n_lost > 0 {
            doubts.codes = Lost::here(n_lost, &self.problems);
        }
        let first = self.sources.len();
        let known = self.frame(root, territory.as_ref());
        if let Some(n_lost) = known.as_ref().map(|known| known.n_ids_lost).filter(|lost| *lost > 0) {
            doubts.ids = Lost::here(n_lost, &self.problems);
        }
        let told = self.warnings.len();
        let known_frame = known.as_ref().map(|known| (known.file.name.as_str(), &known.frame));
        let answers = self.answers(root, known_frame).unwrap_or_default();
        let confidential = names_of(&self.sources[first..]);
        if known.as_ref().is_none_or(|known| !known.is_whole) {
            // What rests on a frame with problems is no news.
            self.warnings.truncate(told);
        }
        let territory = territory?;
        let istat = if from_embedded { istat_schemes(&territory) } else { Vec::new() };
        if let Some(section) = &own_territory {
            self.refuse_where(section, boundary_section.as_ref());
            *limit = self.limit(section, root, &territory, &istat, boundaries.as_ref());
        }
        let part = limit.as_ref().map(|limit| &limit.part);
        let outlines = match boundaries.filter(|_| is_sound) {
            Some(file) => self.problems.take(file.outlines_for(&territory, part, &mut self.warnings)),
            None if from_embedded => Some(StudyOutlines::Embedded),
            None => Some(StudyOutlines::Unknown),
        };
        let (declared_schemes, schemes) = self.schemes(root, &territory, istat, part);
        let year = heading.reference_date.map(jiff::civil::Date::year);
        let other_day = heading.reference_date.and_then(|day| other_reference_date(&territory, day, root.place()));
        self.warnings.extend(other_day);
        let population_section = root.section("population", &mut self.problems);
        let population = self.population(population_section.as_ref(), &territory, part, embedded, year);
        if let (Some(limit), Some(counts), true) = (limit.as_mut(), &population.counts, population.named) {
            limit.leave_out_residents(counts);
        }
        let tracts_section = root.section("tracts", &mut self.problems);
        let tracts = tracts_section.as_ref().map(|section| self.tracts(section, &territory));
        let catchments_section = root.section("catchments", &mut self.problems);
        let has_catchments = catchments_section.is_some();
        let read = match &catchments_section {
            None => Some(PendingCatchments::Absent),
            Some(section) => self.catchments(section, &territory, limit.as_ref(), known.as_ref()),
        };
        let (catchments, waiting) = match read {
            Some(PendingCatchments::Rules(ref rules)) if tracts.is_none() => {
                let frame = known.as_ref().map_or(KnownFrame::Unread, FrameFile::known);
                let read = read_catchments(rules, &territory, limit.as_mut(), None, frame);
                (self.take_partly(read), Some(PendingCatchments::Absent))
            }
            read => (None, read),
        };
        let other_residents = population.points.is_some() || tracts.is_some();
        if has_catchments && population.counts.is_none() && !population.failed && !other_residents {
            self.problems.push(
                root.problem("the territory has no residents")
                    .hint("name a table of residents under [population], such as file = \"residents.csv\""),
            );
        }
        let FrameFile { file: frame_file, frame, section: frame_section, .. } = known?;
        let known = Known { territory: &territory, frame: &frame, schemes: &schemes, questions: &answers };
        let (weighting, benchmarks) = self.weighting(root, known);
        let tracts = if let Some(tracts) = tracts { Some(tracts?) } else { None };
        let units = self.unit_points(&frame_section, &frame_file, &frame);
        let waiting = Some(Waiting { catchments: waiting?, tracts, residents: population.points, units });
        let waiting = waiting.filter(Waiting::is_something);
        if from_embedded {
            heading.maker = Some(attribution().in_language(heading.language).to_owned());
        }
        let study = Study {
            heading,
            schemes,
            declared_schemes,
            frame,
            answers,
            population: population.counts.filter(|_| has_catchments || population.declared),
            ages: population.ages,
            catchments,
            weighting,
            benchmarks,
            privacy: read_privacy(root, &mut self.problems),
            sources: in_order(std::mem::take(&mut self.sources)),
            confidential,
            outlines: outlines?,
            part: None,
            territory,
        };
        Some((study, waiting))
    }

    /// The study's own territory, else Italy with its residents.
    fn land(
        &mut self,
        own: Option<&Section<'_>>,
        with_boundaries: bool,
        boundaries: Option<&mut BoundaryFile>,
    ) -> (Option<Territory>, Option<Population>) {
        if let Some(section) = own {
            return (self.territory(section, with_boundaries, boundaries), None);
        }
        let italy = italy();
        self.sources.push(italy.source.clone());
        (Some(italy.territory), Some(italy.population))
    }

    pub(crate) fn heading(&mut self, root: &Section<'_>) -> Heading {
        let problems = &mut self.problems;
        let source = root.text("source", problems).map(|source| source.value.trim().to_owned());
        let own = root.word("language", problems);
        let notice = root.text("notice", problems).map(|notice| notice.value.trim().to_owned());
        Heading {
            title: root.text("title", problems).map_or_else(String::new, |title| title.value),
            language: self.language.or(own).unwrap_or_default(),
            notice: notice.filter(|notice| !notice.is_empty()),
            reference_date: root.date("reference_date", problems),
            source: source.filter(|source| !source.is_empty()),
            maker: None,
        }
    }

    pub(crate) fn territory(
        &mut self,
        section: &Section<'_>,
        with_boundaries: bool,
        boundaries: Option<&mut BoundaryFile>,
    ) -> Option<Territory> {
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
        if let Some(file) = file {
            return self.take_partly(read_territory(&file, Name::same(name), &levels, &titles));
        }
        let read = territory_of_file(boundaries?, Name::same(name), &levels, &titles, &mut self.warnings);
        self.problems.take(read)
    }

    /// `[weights]`, and the known figures that respondents are held against.
    fn weighting(&mut self, root: &Section<'_>, known: Known<'_>) -> (WeightingPlan, Vec<Benchmark>) {
        let Known { territory, frame, schemes, .. } = known;
        let section = root.section("weights", &mut self.problems);
        let read = section.map(|section| read_weighting(&section, territory, frame, schemes, &mut self.problems));
        (read.unwrap_or_default(), read_benchmarks(root, known, &mut self.problems))
    }

    pub(crate) fn schemes(
        &mut self,
        root: &Section<'_>,
        whole: &Territory,
        istat: Vec<Scheme>,
        part: Option<&TerritoryPart>,
    ) -> (Vec<String>, Vec<Scheme>) {
        let territory = part.map_or(whole, |part| &part.territory);
        let mut schemes = vec![Scheme::total(territory)];
        match part {
            None => schemes.extend(istat),
            // One area of macro-areas says no more than the whole of the part.
            Some(part) => {
                let inside = istat.iter().map(|scheme| scheme.part(&part.places));
                schemes.extend(inside.filter(|scheme| scheme.areas().len() > 1));
            }
        }
        let levels: Vec<Scheme> = territory
            .levels()
            .filter(|level| *level != territory.finest())
            .map(|level| Scheme::of_level(territory, level))
            .collect();
        let mut taken: Vec<String> = schemes.iter().chain(&levels).map(|scheme| scheme.name().to_owned()).collect();
        taken.push(territory.level_name(territory.finest()).to_owned());
        let mut declared = Vec::new();
        for section in root.sections("scheme", &mut self.problems) {
            if let Some(scheme) = read_scheme(&section, whole, part, &taken, &mut self.warnings, &mut self.problems) {
                taken.push(scheme.name().to_owned());
                declared.push(scheme.name().to_owned());
                schemes.push(scheme);
            }
        }
        schemes.extend(levels);
        (declared, schemes)
    }

    /// The frame, as far as it can be read.
    pub(crate) fn frame<'a>(&mut self, root: &Section<'a>, territory: Option<&Territory>) -> Option<FrameFile<'a>> {
        let Some(section) = root.section("frame", &mut self.problems) else {
            if !root.keys().iter().any(|key| key.value == "frame") {
                let hint = "write [frame] and below it file = \"units.csv\"";
                self.problems.push(root.problem("the section [frame] is missing").hint(hint));
            }
            return None;
        };
        let options = FrameOptions {
            words: self.response_words(&section),
            characteristics: section.list("characteristics", &mut self.problems).unwrap_or_default(),
            numbers: self.numbers(&section),
            missing: self.missing(&section),
            days: read_fieldwork(root, &mut self.problems),
        };
        let codes_of = |territory: &Territory| {
            territory.levels().map(|level| format!("{}_code", territory.level_name(level))).collect::<Vec<_>>()
        };
        let codes = territory.map(codes_of).unwrap_or_default();
        let mut known = vec!["unit_id", "responded", "status", "name", "kind", "population", "note"];
        let days = names_of_days();
        known.extend(days.iter().map(String::as_str));
        known.extend(codes.iter().map(String::as_str));
        known.extend(["lon", "lat", "x", "y"]);
        let titles = match territory {
            Some(_) => self.titles_of(&section, &known),
            // Titles of regions are not known without a territory.
            None => self.titles(&section),
        };
        let before = self.problems.0.len();
        let file = self.file(&section, "file", "frame")?;
        let read = read_frame(&file, territory, &titles, &options);
        let frame = self.take_partly(read)?;
        let told = &self.problems.0[before..];
        let ids = titles.of("unit_id");
        let is_of_ids =
            |told: &Remark| told.place.column.as_deref().is_some_and(|title| title.eq_ignore_ascii_case(ids));
        let (is_whole, n_ids_lost) = (told.is_empty(), told.iter().filter(|told| is_of_ids(told)).count());
        Some(FrameFile { section, file, frame, is_whole, n_ids_lost })
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
        part: Option<&TerritoryPart>,
        embedded: Option<Population>,
        year: Option<i16>,
    ) -> ResidentsRead {
        let Some(section) = section else {
            return ResidentsRead {
                counts: embedded,
                points: None,
                ages: Ages::All,
                declared: false,
                named: false,
                failed: false,
            };
        };
        let ages = section.word("ages", &mut self.problems).unwrap_or_default();
        let numbers = self.numbers(section);
        let place_code = format!("{}_code", territory.level_name(territory.finest()));
        let titles =
            self.titles_of(section, &[&place_code, "code", "population", "population_18plus", "age", "sex", "period"]);
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
                    let titles = titles.clone();
                    let places = part.map(|part| part.places.as_slice());
                    let options = PopulationOptions { titles, numbers, period, codes, marks, year, places };
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
        ResidentsRead { counts, points, ages, declared: true, named: names_file, failed }
    }
}

/// Names of inputs, in order.
fn names_of(sources: &[Source]) -> Vec<String> {
    in_order(sources.iter().map(|source| source.name.clone()).collect())
}

fn in_order<T: Ord>(mut values: Vec<T>) -> Vec<T> {
    values.sort();
    values
}
