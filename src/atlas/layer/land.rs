//! The land that a picture draws areas on.

use std::sync::Arc;

use crate::atlas::ask::request::MapRequest;
use crate::input::embedded::italy::{attribution, istat_schemes, italy};
use crate::input::problem::remark::Remark;
use crate::input::study::source::StudySource;
use crate::model::base::language::Language;
use crate::model::place::population::Population;
use crate::model::place::scheme::Scheme;
use crate::model::place::territory::Territory;
use crate::model::study;
use crate::study::failure::Failure;
use crate::study::open::open_study;
use crate::study::outlines::{Outlines, embedded};

/// The areas that a table is about, and what goes with them on a map.
pub(crate) struct Land {
    pub(crate) territory: Territory,
    pub(crate) schemes: Vec<Scheme>,
    pub(crate) declared_schemes: Vec<String>,
    pub(crate) outlines: Arc<Outlines>,
    pub(crate) population: Option<Population>,
    pub(crate) language: Language,
    pub(crate) notice: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) inputs: Vec<study::Source>,
    pub(crate) warnings: Vec<Remark>,
}

/// The areas of a table: Italy's, or those of a study that is named.
pub(crate) fn land_of(request: &MapRequest) -> Result<Land, Failure> {
    if request.study == StudySource::Reference {
        let italy = italy();
        let mut schemes: Vec<Scheme> =
            italy.territory.levels().map(|level| Scheme::of_level(&italy.territory, level)).collect();
        schemes.extend(istat_schemes(&italy.territory));
        return Ok(Land {
            outlines: Arc::new(embedded(&italy.territory)?),
            schemes,
            declared_schemes: Vec::new(),
            population: Some(italy.population),
            language: request.language,
            notice: None,
            source: Some(attribution().in_language(request.language).to_owned()),
            inputs: Vec::new(),
            warnings: Vec::new(),
            territory: italy.territory,
        });
    }
    let opened = open_study(&request.study)?;
    let outlines = opened.outlines()?.ok_or_else(without_outlines)?;
    let study = opened.study;
    Ok(Land {
        outlines,
        territory: study.territory,
        schemes: study.schemes,
        declared_schemes: study.declared_schemes,
        population: study.population,
        language: study.heading.language,
        notice: study.heading.notice,
        source: study.heading.attribution,
        inputs: study.sources,
        warnings: opened.remarks,
    })
}

pub(crate) fn without_outlines() -> Failure {
    Failure::Usage {
        message: "no outlines are known for the study's own territory, so there is no map".to_owned(),
        hint: None,
    }
}

/// Where parts and locators come from.
pub(crate) struct Territories<'a> {
    /// The territory.
    pub(crate) territory: &'a Territory,
    /// Its levels and other schemes.
    pub(crate) schemes: &'a [Scheme],
    /// The schemes that the study declares.
    pub(crate) declared: &'a [String],
    /// The outlines of its places.
    pub(crate) outlines: &'a Outlines,
    /// The language of names.
    pub(crate) language: Language,
}
