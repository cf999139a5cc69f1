//! The land that a picture draws areas on.

use std::sync::Arc;

use crate::analysis::gate::view::View;
use crate::atlas::ask::request::MapRequest;
use crate::atlas::layer::choose::{add_asked_for, all_called};
use crate::atlas::layer::far::with_far_parts;
use crate::input::embedded::italy::{attribution, istat_schemes, italy};
use crate::input::problem::remark::Remark;
use crate::input::study::source::StudySource;
use crate::model::base::language::Language;
use crate::model::place::population::Ages;
use crate::model::place::scheme::Scheme;
use crate::model::place::territory::Territory;
use crate::model::study::{self, Heading, Study, StudyOutlines};
use crate::model::survey::disclosure::{Privacy, Secrecy};
use crate::model::survey::frame::Frame;
use crate::model::survey::weighting::WeightingPlan;
use crate::render::picture::shown::FarPart;
use crate::study::failure::Failure;
use crate::study::open::open_study_for;
use crate::study::outlines::{Outlines, embedded};

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
}

impl Land {
    /// The land that a request is about: that of its study; for a table without a study, Italy.
    ///
    /// # Errors
    /// A study that cannot be read, or whose places have no outlines.
    pub(crate) fn of(request: &MapRequest) -> Result<Self, Failure> {
        let mut land = if request.data.is_none() || request.study != StudySource::Reference {
            Self::of_study(&request.study, request.style.internal, request.style.wording.language)?
        } else {
            let study = italy_alone(request.style.wording.language.unwrap_or_default());
            let outlines = Arc::new(embedded(&study.territory)?);
            Self { view: View::of(&study), study, outlines, far: Arc::from([]), remarks: Vec::new() }
        };
        land.draw(request.layer_name());
        Ok(land)
    }

    /// Makes sure that it has the layers that a request asks for, as far as there are any.
    pub(crate) fn draw(&mut self, layers: &str) {
        let layers = all_called(&self.study, layers);
        add_asked_for(&mut self.study, &layers);
    }

    fn of_study(source: &StudySource, internal: bool, language: Option<Language>) -> Result<Self, Failure> {
        let opened = open_study_for(source, internal, language)?;
        let outlines = opened.outlines()?.ok_or_else(|| Failure::Usage {
            message: "no outlines are known for the study's own territory, so there is no map".to_owned(),
            hint: None,
        })?;
        let as_read = opened.outlines_as_read()?;
        let beside = as_read.and_then(|as_read| with_far_parts(&opened.study, &as_read, &outlines));
        let (outlines, far) = match beside {
            Some((outlines, far)) => (Arc::new(outlines), far),
            None => (outlines, Arc::from([])),
        };
        Ok(Self { study: opened.study, outlines, view: opened.view, far, remarks: opened.remarks })
    }

    /// What a picture of the study is made from.
    pub(crate) fn inputs(&self) -> Arc<[study::Source]> {
        self.study.published_sources().into_iter().chain([self.outlines.source.clone()]).collect()
    }
}

/// Italy as the program carries it, without any unit.
pub(crate) fn italy_alone(language: Language) -> Study {
    let italy = italy();
    let levels = italy.territory.levels().map(|level| Scheme::of_level(&italy.territory, level));
    let schemes = levels.chain(istat_schemes(&italy.territory)).collect();
    Study {
        heading: Heading {
            title: String::new(),
            language,
            notice: None,
            reference_date: None,
            source: None,
            maker: Some(attribution().in_language(language).to_owned()),
        },
        territory: italy.territory,
        schemes,
        declared_schemes: Vec::new(),
        frame: Frame::default(),
        answers: Vec::new(),
        population: Some(italy.population),
        ages: Ages::All,
        catchments: None,
        weighting: WeightingPlan::default(),
        benchmarks: Vec::new(),
        privacy: Privacy { answers: Secrecy::Public, ..Privacy::default() },
        sources: Vec::new(),
        confidential: Vec::new(),
        outlines: StudyOutlines::Embedded,
        part: None,
    }
}

/// Codes and names of the areas of the broadest level that has several.
pub(crate) fn broad_names(territory: &Territory) -> Vec<(String, String)> {
    let areas = territory.areas(territory.broadest_divided());
    areas.iter().map(|area| (area.code.to_string(), area.name.clone())).collect()
}
