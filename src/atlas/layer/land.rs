//! The land that a picture draws areas on.

use std::sync::Arc;

use crate::analysis::gate::view::View;
use crate::atlas::layer::choose::{add_asked_for, all_called};
use crate::atlas::layer::far::with_far_parts;
use crate::input::embedded::italy::{attribution, istat_schemes, italy};
use crate::input::figures::column::TableFile;
use crate::input::problem::remark::Remark;
use crate::input::study::source::StudySource;
use crate::input::table::rows::Table;
use crate::model::base::language::Language;
use crate::model::place::population::Ages;
use crate::model::place::scheme::Scheme;
use crate::model::place::territory::Territory;
use crate::model::study::{self, Heading, Source, Study, StudyOutlines};
use crate::model::survey::disclosure::{Privacy, Secrecy};
use crate::model::survey::frame::Frame;
use crate::model::survey::weighting::WeightingPlan;
use crate::render::picture::shown::FarPart;
use crate::study::failure::Failure;
use crate::study::open::open_study_for;
use crate::study::outlines::Outlines;

/// The land of a picture: a territory with its schemes, residents and outlines, as a study has them or as the program carries them.
pub(crate) struct Land {
    /// The study; for a table without one, Italy without any unit.
    pub(crate) study: Study,
    /// The outlines of its places.
    pub(crate) outlines: Arc<Outlines>,
    /// What of the study may be seen.
    pub(crate) view: View,
    /// Frames of the far parts of the territory.
    pub(crate) far: Arc<[FarPart]>,
    /// What reading it showed.
    pub(crate) remarks: Vec<Remark>,
    /// The boundary file, where no study names it.
    pub(crate) own: Option<OwnFile>,
}

/// The attributes of a boundary file as a table.
pub(crate) struct OwnFile {
    /// The attributes.
    pub(crate) table: Table,
    /// The file.
    pub(crate) source: Source,
    /// The column that identifies areas, as it is typed; empty where areas are numbered.
    pub(crate) id: String,
    /// Columns of numbers, whose decimals a point marks.
    pub(crate) numbers: Vec<String>,
    /// The column of a table that names the areas.
    pub(crate) code: Option<String>,
}

impl OwnFile {
    /// The attributes, to be read as a table.
    pub(crate) fn file(&self) -> TableFile<'_> {
        TableFile::Read(&self.table, &self.source, &self.numbers)
    }
}

impl Land {
    /// Makes sure that it has the layers that a request asks for, as far as there are any.
    pub(crate) fn draw(&mut self, layers: &str) {
        let layers = all_called(&self.study, layers);
        add_asked_for(&mut self.study, &layers);
    }

    /// The land of a study.
    ///
    /// # Errors
    /// A study that cannot be read, or whose places have no outlines.
    pub(crate) fn of_study(source: &StudySource, internal: bool, language: Option<Language>) -> Result<Self, Failure> {
        let opened = open_study_for(source, internal, language)?;
        let outlines = opened.outlines()?.ok_or_else(|| Failure::Usage {
            message: "no outlines are known for the study's own territory, so there is no map".to_owned(),
            hint: None,
        })?;
        let (outlines, far) = with_far(&opened.study, opened.outlines_as_read()?, outlines);
        Ok(Self { study: opened.study, outlines, view: opened.view, far, remarks: opened.remarks, own: None })
    }

    /// What a picture of the study is made from.
    pub(crate) fn inputs(&self) -> Arc<[study::Source]> {
        self.study.published_sources().into_iter().chain([self.outlines.source.clone()]).collect()
    }
}

/// Outlines with their far parts beside the main body, and the frames of these.
pub(crate) fn with_far(
    study: &Study,
    as_read: Option<Arc<Outlines>>,
    outlines: Arc<Outlines>,
) -> (Arc<Outlines>, Arc<[FarPart]>) {
    let beside = as_read.and_then(|as_read| with_far_parts(study, &as_read, &outlines));
    beside.map_or((outlines, Arc::from([])), |(outlines, far)| (Arc::new(outlines), far))
}

/// Italy as the program carries it, without any unit.
pub(crate) fn italy_alone(language: Language) -> Study {
    let italy = italy();
    let mut study = bare_study(italy.territory, language, StudyOutlines::Embedded);
    study.schemes.extend(istat_schemes(&study.territory));
    study.heading.maker = Some(attribution().in_language(language).to_owned());
    study.population = Some(italy.population);
    study
}

/// A territory with its levels, and nothing else of a study.
pub(crate) fn bare_study(territory: Territory, language: Language, outlines: StudyOutlines) -> Study {
    let schemes = territory.levels().map(|level| Scheme::of_level(&territory, level)).collect();
    Study {
        heading: Heading {
            title: String::new(),
            language,
            notice: None,
            reference_date: None,
            source: None,
            maker: None,
        },
        territory,
        schemes,
        declared_schemes: Vec::new(),
        frame: Frame::default(),
        answers: Vec::new(),
        population: None,
        ages: Ages::All,
        catchments: None,
        weighting: WeightingPlan::default(),
        benchmarks: Vec::new(),
        privacy: Privacy { answers: Secrecy::Public, ..Privacy::default() },
        sources: Vec::new(),
        confidential: Vec::new(),
        outlines,
        part: None,
    }
}

/// Codes and names of the areas of the broadest level that has several.
pub(crate) fn broad_names(territory: &Territory) -> Vec<(String, String)> {
    let areas = territory.areas(territory.broadest_divided());
    areas.iter().map(|area| (area.code.to_string(), area.name.to_string())).collect()
}
