//! The outlines that maps are drawn from, opened once for whoever asks.

use std::sync::{Arc, OnceLock};

use crate::geometry::build::laid_out::{laid_out_in, without_jumps};
use crate::geometry::build::raw::build_topology;
use crate::geometry::mend::defect::{Defect, DefectKind, SizeUnit};
use crate::geometry::mend::failure::BuildError;
use crate::geometry::plane::ring::bounds;
use crate::geometry::topology::arcs::Topology;
use crate::geometry::topology::equal_area::equal_area_system;
use crate::geometry::topology::project::ProjectError;
use crate::input::embedded::outlines::{embedded_bytes, embedded_outlines, land_around};
use crate::input::file::bytes::fingerprint;
use crate::input::problem::english::first_few;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::model::place::scheme::Scheme;
use crate::model::place::territory::Territory;
use crate::model::shape::outline::ReferenceSystem;
use crate::model::study::{self, Study, StudyOutlines};
use crate::study::defects::{by_kind, described, kind_of, place_defect, size_text};
use crate::study::located::refuse_wayless;

/// The outlines of a territory's places, in the order of the places.
#[derive(Debug)]
pub struct Outlines {
    /// The places.
    pub places: Arc<Topology>,
    /// All places of the whole territory, where the study is limited to a part of it.
    whole: Option<Arc<Topology>>,
    /// What of the whole territory lies outside of the part, by its broadest areas.
    pub rest: Option<Arc<Topology>>,
    /// Land around them, in the same system; `None` where it is not known.
    pub around: Option<Arc<Topology>>,
    /// The file they came from.
    pub source: study::Source,
    /// What was wrong with them and mended, in the coordinates of the file; shape `i` is place `i` of the whole territory.
    pub defects: Vec<Defect>,
}

/// Outlines that were opened, `None` where none are known, or what is wrong with them.
type Opened = Result<Option<Arc<Outlines>>, Problems>;

/// The outlines of a study's places in the forms that are needed, each made when it is first asked for and kept.
#[derive(Debug, Default)]
pub(crate) struct PlaceOutlines {
    as_read: OnceLock<Opened>,
    in_equal_area: OnceLock<Opened>,
}

impl PlaceOutlines {
    /// In the reference system that they came in. The study is always the same one.
    pub(crate) fn as_read(&self, study: &Study) -> Opened {
        self.as_read.get_or_init(|| as_read(study).map(|outlines| outlines.map(Arc::new))).clone()
    }

    /// In a projection that keeps areas. The study is always the same one.
    pub(crate) fn in_equal_area(&self, study: &Study) -> Opened {
        let project = || {
            let Some(outlines) = self.as_read(study)? else { return Ok(None) };
            outlines.in_equal_area().map(Arc::new).map(Some)
        };
        self.in_equal_area.get_or_init(project).clone()
    }
}

fn as_read(study: &Study) -> Result<Option<Outlines>, Problems> {
    let outlines = whole_as_read(study)?;
    Ok(outlines.map(|outlines| outlines.limited(study)))
}

/// The outlines of all places, also of those outside of the part that a study is limited to.
fn whole_as_read(study: &Study) -> Result<Option<Outlines>, Problems> {
    match &study.outlines {
        StudyOutlines::Embedded => embedded_as_read(study.outlined()).map(Some),
        StudyOutlines::Own { polygons, source, repair } => {
            let cut = without_jumps(polygons);
            let built = build_topology(cut.as_ref().unwrap_or(polygons), *repair)
                .map_err(|error| refused(study, source, &error))?;
            let (places, source) = (Arc::new(built.topology), source.clone());
            Ok(Some(Outlines { places, whole: None, rest: None, around: None, source, defects: built.defects }))
        }
        StudyOutlines::Unknown => Ok(None),
    }
}

/// Why a study's own outlines cannot be used, every defect by itself.
fn refused(study: &Study, source: &study::Source, error: &BuildError) -> Problems {
    let place = || Place::file(source.name.clone());
    let each = |defects: &[Defect], counts: &dyn Fn(&Defect) -> bool| {
        let counted = defects.iter().filter(|defect| counts(defect));
        counted.map(|defect| place_defect(study, source, defect)).collect::<Vec<_>>()
    };
    let problems = match error {
        BuildError::Refused { defects } => each(defects, &|defect| !defect.kind.is_information())
            .into_iter()
            .map(|remark| remark.hint("with repair = \"mend\" under [boundaries] it is mended and reported"))
            .collect(),
        BuildError::WithoutArea { shapes, defects } => each(defects, &|defect| {
            let concerned = defect.shapes.iter().any(|shape| shapes.contains(shape));
            let tells_why = DefectKind::CollapsedRing == defect.kind || DefectKind::DuplicateGeometry == defect.kind;
            concerned && (tells_why || defect.kind == DefectKind::EmptyGeometry)
        }),
        BuildError::Unmendable { .. } => vec![Remark::of(Kind::SelfIntersection, place(), error.to_string())],
    };
    Problems(problems)
}

/// The outlines that the program carries, for a territory whose places they are.
///
/// # Errors
/// When a place has no outline.
pub fn embedded(territory: &Territory) -> Result<Outlines, Problems> {
    embedded_as_read(territory)?.in_equal_area()
}

/// The same as longitude and latitude.
pub(crate) fn embedded_as_read(territory: &Territory) -> Result<Outlines, Problems> {
    let outlines = embedded_outlines();
    let source = fingerprint("municipalities.arcs (embedded)", embedded_bytes());
    let fail = |message: String| Problems::one(Remark::of(Kind::Format, Place::file(source.name.clone()), message));
    // Both lists are in the order of codes.
    let same = outlines.codes.len() == territory.n_places()
        && territory.places().zip(&outlines.codes).all(|(place, code)| territory.place(place).code.as_str() == code);
    if !same {
        return Err(fail("the outlines are not those of the territory".to_owned()));
    }
    let places = Topology::from_arcs(&outlines).map_err(|error| fail(error.to_string()))?;
    let places = Arc::new(places);
    Ok(Outlines { places, whole: None, rest: None, around: None, source, defects: Vec::new() })
}

impl Outlines {
    /// The same in a projection that keeps areas: LAEA Europe, one of its kind around the middle of places that are not in Europe, or Equal
    /// Earth.
    fn in_equal_area(&self) -> Result<Self, Problems> {
        let fail = |error: ProjectError| {
            Problems::one(Remark::of(Kind::Format, Place::file(self.source.name.clone()), error.to_string()))
        };
        let hint = "crs = \"EPSG:…\" under [boundaries]";
        refuse_wayless(&self.source.name, self.places.reference(), &ReferenceSystem::wgs84(), hint)?;
        let system = equal_area_system(&self.places).map_err(fail)?;
        let places = laid_out_in(&self.places, &system).map_err(fail)?;
        let around = land_around_of(&places)?.map(Arc::new);
        // What lies far from the part may have no place in its projection; then it is not drawn.
        let beside = |shapes: &Option<Arc<Topology>>| laid_out_in(shapes.as_ref()?, &system).ok().map(Arc::new);
        let (whole, rest) = (beside(&self.whole), beside(&self.rest));
        let (places, source) = (Arc::new(places), self.source.clone());
        Ok(Self { places, whole, rest, around, source, defects: self.defects.clone() })
    }

    /// The same with the places laid out in another way.
    pub(crate) fn with_places(&self, places: Topology) -> Self {
        let (places, source, defects) = (Arc::new(places), self.source.clone(), self.defects.clone());
        Self { places, whole: None, rest: None, around: None, source, defects }
    }

    /// Those of the part that a study is limited to.
    fn limited(self, study: &Study) -> Self {
        let Some(part) = &study.part else { return self };
        let mut position = vec![None; part.whole.n_places()];
        for (here, place) in part.places.iter().enumerate() {
            position[place.index()] = Some(here);
        }
        let is_inside = |defect: &Defect| {
            defect.shapes.is_empty()
                || defect.shapes.iter().any(|&shape| position.get(shape).is_some_and(Option::is_some))
        };
        let defects = self.defects.into_iter().filter(is_inside).collect();
        let places = Arc::new(self.places.dissolve(&position, part.places.len()));
        let limited = Self { places, whole: Some(self.places), rest: None, defects, ..self };
        let rest = limited.beside(study, &vec![true; part.places.len()]);
        Self { rest: Some(Arc::new(rest)), ..limited }
    }

    /// Land beside those places of a study that are drawn: the rest of the whole territory, by its broadest areas.
    pub(crate) fn beside(&self, study: &Study, drawn: &[bool]) -> Topology {
        let territory = study.outlined();
        let mut is_drawn = vec![false; territory.n_places()];
        for (place, drawn) in study.territory.places().zip(drawn) {
            let place = study.part.as_ref().map_or(place, |part| part.places[place.index()]);
            is_drawn[place.index()] = *drawn;
        }
        let broadest = territory.broadest();
        let group_of: Vec<Option<usize>> = territory
            .places()
            .map(|place| (!is_drawn[place.index()]).then(|| territory.area_of_place(broadest, place).index()))
            .collect();
        self.whole.as_ref().unwrap_or(&self.places).dissolve(&group_of, territory.areas(broadest).len())
    }

    /// The outline of the whole territory.
    pub(crate) fn outline(&self) -> Topology {
        let all = self.whole.as_ref().unwrap_or(&self.places);
        all.dissolve(&vec![Some(0); all.n_shapes()], 1)
    }

    /// The areas of a scheme as shapes.
    pub fn of_scheme(&self, scheme: &Scheme) -> Arc<Topology> {
        let group_of: Vec<Option<usize>> = scheme.by_place().iter().map(|area| Some(area.index())).collect();
        Arc::new(self.places.dissolve(&group_of, scheme.areas().len()))
    }
}

/// The land around places in and near Italy.
fn land_around_of(places: &Topology) -> Result<Option<Topology>, Problems> {
    /// Where the land around is known, in metres of EPSG:3035.
    const KNOWN: [f64; 4] = [3_900_000.0, 1_300_000.0, 5_150_000.0, 2_750_000.0];
    let [low_x, low_y, high_x, high_y] = bounds(places.points());
    let near = low_x >= KNOWN[0] && low_y >= KNOWN[1] && high_x <= KNOWN[2] && high_y <= KNOWN[3];
    let system = ReferenceSystem::laea_europe();
    if !near || *places.reference() != system {
        return Ok(None);
    }
    let fail =
        |message: String| Problems::one(Remark::of(Kind::Format, Place::file("land_around.arcs (embedded)"), message));
    let around = Topology::from_arcs(&land_around()).map_err(|error| fail(error.to_string()))?;
    around.project(&system).map(Some).map_err(|error| fail(error.to_string()))
}

/// One remark for everything found about a study's own outlines, for `check`: what is no fault, then the faults.
pub(crate) fn place_defects(study: &Study, outlines: &Outlines) -> (Vec<Remark>, Vec<Remark>) {
    let (known, faults): (Vec<&Defect>, Vec<&Defect>) =
        outlines.defects.iter().partition(|defect| defect.kind.is_information());
    let told = |found: Vec<&Defect>| {
        found.into_iter().map(|defect| place_defect(study, &outlines.source, defect)).collect::<Vec<_>>()
    };
    (told(known), told(faults))
}

/// One remark for each kind, with the first few examples, for every other command. What is no fault is left out.
pub(crate) fn mended_places(study: &Study, outlines: &Outlines) -> Vec<Remark> {
    by_kind(&outlines.defects)
        .into_iter()
        .filter(|(kind, _)| !kind.is_information())
        .map(|(kind, same)| {
            let texts: Vec<String> = same.iter().map(|defect| described(study, defect)).collect();
            let total = match kind.unit() {
                SizeUnit::SquareMetres | SizeUnit::Metres => {
                    let sum = same.iter().map(|defect| defect.size).sum();
                    format!(", {} in all", size_text(kind, sum))
                }
                SizeUnit::Count => String::new(),
            };
            let message = format!("{} mended ({kind}){total}: {}", same.len(), first_few(&texts));
            Remark::of(kind_of(kind), Place::file(outlines.source.name.clone()), message)
                .hint("`bacino check` lists them all")
        })
        .collect()
}
