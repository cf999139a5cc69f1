//! The outlines that maps are drawn from, opened once for whoever asks.

use std::sync::{Arc, OnceLock};

use crate::geometry::build::laid_out::{laid_out_in, without_jumps};
use crate::geometry::build::looked::looked_through;
use crate::geometry::mend::defect::{Defect, DefectKind, SizeUnit};
use crate::geometry::mend::failure::BuildError;
use crate::geometry::plane::ring::bounds;
use crate::geometry::topology::arcs::Topology;
use crate::input::embedded::outlines::{embedded_bytes, embedded_outlines, land_around};
use crate::input::file::bytes::fingerprint;
use crate::input::problem::english::first_few;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::model::base::index::AreaIndex;
use crate::model::base::kept::Kept;
use crate::model::place::scheme::Scheme;
use crate::model::place::territory::Territory;
use crate::model::shape::outline::{PolygonOutlines, ReferenceSystem};
use crate::model::study::{self, Study, StudyOutlines};
use crate::study::defects::{by_kind, described, kind_of, place_defect, size_text};
use crate::study::located::refuse_wayless;
use crate::study::mosaic::blocks::Blocks;
use crate::study::mosaic::whole::{Mosaic, MosaicError};

/// The outlines of a territory's places, in the order of the places: asked for groups of them, or for every single one.
#[derive(Debug)]
pub struct Outlines {
    /// The places.
    mosaic: Arc<Mosaic>,
    /// All places of the whole territory, where the study is limited to a part of it.
    whole: Option<Arc<Mosaic>>,
    /// What of the whole territory lies outside of the part, by its broadest areas.
    pub rest: Option<Arc<Topology>>,
    /// Land around them, in the same system; `None` where it is not known.
    pub around: Option<Arc<Topology>>,
    /// The file they came from.
    pub source: study::Source,
    /// What was wrong with them and mended, in the coordinates of the file; shape `i` is place `i` of the whole territory.
    pub defects: Vec<Defect>,
    /// Areas of schemes, by the area of each place and how many there are.
    by_scheme: Kept<(Vec<AreaIndex>, usize), Topology>,
}

/// Outlines that were opened, `None` where none are known, or what is wrong with them.
type Opened = Result<Option<Arc<Outlines>>, Problems>;

/// The outlines of a study's places in the forms that are needed, each made when it is first asked for and kept.
#[derive(Debug, Default)]
pub(crate) struct PlaceOutlines {
    /// Whether what is worth knowing about the places is wanted, faults aside.
    in_full: bool,
    as_read: OnceLock<Opened>,
    in_equal_area: OnceLock<Opened>,
}

impl PlaceOutlines {
    /// Those with everything that is to be said of any.
    pub(crate) fn in_full() -> Self {
        Self { in_full: true, ..Self::default() }
    }

    /// Those that are not opened yet, of the same fullness.
    pub(crate) fn unopened(&self) -> Self {
        Self { in_full: self.in_full, ..Self::default() }
    }

    /// Those of a study that is complete: blocks of places that were made before its catchments were known are made anew.
    pub(crate) fn of_completed(self) -> Self {
        let is_in_blocks = |outlines: &Outlines| outlines.pieces().1.is_some();
        let opened = self.as_read.get().and_then(|opened| opened.as_ref().ok()?.as_deref());
        if opened.is_some_and(is_in_blocks) { self.unopened() } else { self }
    }

    /// In the reference system that they came in. The study is always the same one.
    pub(crate) fn as_read(&self, study: &Study) -> Opened {
        self.as_read.get_or_init(|| as_read(study, self.in_full).map(|outlines| outlines.map(Arc::new))).clone()
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

fn as_read(study: &Study, in_full: bool) -> Result<Option<Outlines>, Problems> {
    whole_as_read(study, in_full)?.map(|outlines| outlines.limited(study)).transpose()
}

/// The outlines of all places, also of those outside of the part that a study is limited to.
fn whole_as_read(study: &Study, in_full: bool) -> Result<Option<Outlines>, Problems> {
    match &study.outlines {
        StudyOutlines::Embedded => embedded_as_read(study.outlined()).map(Some),
        StudyOutlines::Own { polygons, source, repair } => {
            let polygons = without_jumps(polygons).map_or_else(|| Arc::clone(polygons), Arc::new);
            let (mosaic, mut defects) = Mosaic::of_polygons(&polygons, Some(Blocks::of(study)), *repair)
                .map_err(|error| refused(study, source, &error))?;
            // Blocks tell faults alone.
            if in_full && mosaic.pieces().1.is_some() {
                defects = looked_through(&polygons).map_err(|error| refused(study, source, &error))?.defects;
            }
            Ok(Some(Outlines { defects, ..Outlines::of(mosaic, source.clone()) }))
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
    let (outlines, source) =
        rayon::join(embedded_outlines, || fingerprint("municipalities.arcs (embedded)", embedded_bytes()));
    let fail = |message: String| Problems::one(Remark::of(Kind::Format, Place::file(source.name.clone()), message));
    // Both lists are in the order of codes.
    let same = outlines.codes.len() == territory.n_places()
        && territory.places().zip(&outlines.codes).all(|(place, code)| territory.place(place).code.as_str() == code);
    if !same {
        return Err(fail("the outlines are not those of the territory".to_owned()));
    }
    let places = Topology::from_arcs(outlines).map_err(|error| fail(error.to_string()))?;
    Ok(Outlines::of(Mosaic::carried(Arc::new(places)), source))
}

impl Outlines {
    fn of(mosaic: Mosaic, source: study::Source) -> Self {
        let (mosaic, by_scheme) = (Arc::new(mosaic), Kept::default());
        Self { mosaic, whole: None, rest: None, around: None, source, defects: Vec::new(), by_scheme }
    }

    /// The same in a projection that keeps areas: LAEA Europe, one of its kind around the middle of places that are not in Europe, or Equal
    /// Earth.
    fn in_equal_area(&self) -> Result<Self, Problems> {
        let system = self.equal_area_system()?;
        let mosaic = self.told(self.mosaic.projected(&system).map_err(MosaicError::Projection))?;
        let around = land_around_of(&mosaic)?.map(Arc::new);
        // What lies far from the part may have no place in its projection; then it is not drawn.
        let whole = self.whole.as_ref().and_then(|whole| whole.projected(&system).ok());
        let rest = self.rest.as_ref().and_then(|rest| laid_out_in(rest, &system).ok());
        let (whole, rest, defects) = (whole.map(Arc::new), rest.map(Arc::new), self.defects.clone());
        Ok(Self { whole, rest, around, defects, ..Self::of(mosaic, self.source.clone()) })
    }

    /// The projection that keeps areas in which they are measured.
    ///
    /// # Errors
    /// A reference system from which no way leads, places that cannot be told apart where their middle decides.
    pub(crate) fn equal_area_system(&self) -> Result<ReferenceSystem, Problems> {
        let hint = "crs = \"EPSG:…\" under [boundaries]";
        refuse_wayless(&self.source.name, self.reference(), &ReferenceSystem::wgs84(), hint)?;
        self.told(self.mosaic.equal_area_system())
    }

    /// The same with the places laid out in another way.
    pub(crate) fn with_places(&self, places: Topology) -> Self {
        let mosaic = Mosaic::of_places(Arc::new(places));
        Self { defects: self.defects.clone(), ..Self::of(mosaic, self.source.clone()) }
    }

    /// Those of the part that a study is limited to.
    fn limited(self, study: &Study) -> Result<Self, Problems> {
        let Some(part) = &study.part else { return Ok(self) };
        let mut position = vec![None; part.whole.n_places()];
        for (here, place) in part.places.iter().enumerate() {
            position[place.index()] = Some(here);
        }
        let is_inside = |defect: &Defect| {
            defect.shapes.is_empty()
                || defect.shapes.iter().any(|&shape| position.get(shape).is_some_and(Option::is_some))
        };
        let defects = self.defects.into_iter().filter(is_inside).collect();
        let mosaic = Arc::new(self.mosaic.part(position.into(), part.places.len()));
        let by_scheme = Kept::default();
        let limited = Self { mosaic, whole: Some(self.mosaic), rest: None, defects, by_scheme, ..self };
        let rest = limited.beside(study, &vec![true; part.places.len()])?;
        Ok(Self { rest: Some(rest), ..limited })
    }

    /// What is made of the places, or why not, told of their file.
    fn told<T>(&self, made: Result<T, MosaicError>) -> Result<T, Problems> {
        made.map_err(|error| {
            Problems::one(Remark::of(Kind::Format, Place::file(self.source.name.clone()), error.to_string()))
        })
    }

    /// The reference system of all shapes.
    pub fn reference(&self) -> &ReferenceSystem {
        self.mosaic.reference()
    }

    /// The shapes that all groups are put together from, and the one that each place is in where these are not the places themselves.
    pub(crate) fn pieces(&self) -> (&Arc<Topology>, Option<&[u32]>) {
        self.mosaic.pieces()
    }

    /// Polygons of all places of a file, mended where something is wrong with it; `None` where only their borders tell.
    pub(crate) fn polygons(&self) -> Option<&Arc<PolygonOutlines>> {
        self.mosaic.polygons()
    }

    /// Whether the borders of all places were found, which groups of them do not need.
    pub fn has_places(&self) -> bool {
        self.mosaic.has_places()
    }

    /// Every place as a shape.
    ///
    /// # Errors
    /// Places that cannot be told apart or projected.
    pub fn places(&self) -> Result<Arc<Topology>, Problems> {
        self.told(self.mosaic.places())
    }

    /// Groups of places as shapes; a place without a group is left out.
    ///
    /// # Errors
    /// As [`Outlines::places`], where no area of a level, a scheme or the catchments is a union of these groups.
    pub fn of_groups(&self, group_of: &[Option<usize>], n_groups: usize) -> Result<Arc<Topology>, Problems> {
        self.told(self.mosaic.of_groups(group_of, n_groups))
    }

    /// The areas of a scheme as shapes.
    ///
    /// # Errors
    /// As [`Outlines::of_groups`].
    pub fn of_scheme(&self, scheme: &Scheme) -> Result<Arc<Topology>, Problems> {
        self.by_scheme.of((scheme.by_place().to_vec(), scheme.areas().len()), |(area_of, n_areas)| {
            let group_of: Vec<Option<usize>> = area_of.iter().map(|area| Some(area.index())).collect();
            self.of_groups(&group_of, *n_areas)
        })
    }

    /// Land beside those places of a study that are drawn: the rest of the whole territory, by its broadest areas.
    pub(crate) fn beside(&self, study: &Study, drawn: &[bool]) -> Result<Arc<Topology>, Problems> {
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
        self.told(self.whole().of_groups(&group_of, territory.areas(broadest).len()))
    }

    /// The outline of the whole territory.
    pub(crate) fn outline(&self) -> Result<Arc<Topology>, Problems> {
        self.told(self.whole().of_groups(&vec![Some(0); self.whole().n_places()], 1))
    }

    fn whole(&self) -> &Mosaic {
        self.whole.as_ref().unwrap_or(&self.mosaic)
    }
}

/// The land around places in and near Italy.
fn land_around_of(places: &Mosaic) -> Result<Option<Topology>, Problems> {
    /// Where the land around is known, in metres of EPSG:3035.
    const KNOWN: [f64; 4] = [3_900_000.0, 1_300_000.0, 5_150_000.0, 2_750_000.0];
    let is_near = || {
        let [low_x, low_y, high_x, high_y] = bounds(places.pieces().0.points());
        low_x >= KNOWN[0] && low_y >= KNOWN[1] && high_x <= KNOWN[2] && high_y <= KNOWN[3]
    };
    let system = ReferenceSystem::laea_europe();
    // It is that around the places that the program carries.
    if *places.reference() != system || !(places.is_carried() || is_near()) {
        return Ok(None);
    }
    let fail =
        |message: String| Problems::one(Remark::of(Kind::Format, Place::file("land_around.arcs (embedded)"), message));
    let around = Topology::from_arcs(land_around()).map_err(|error| fail(error.to_string()))?;
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
