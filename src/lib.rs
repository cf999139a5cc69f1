//! Geographic coverage and representativeness of surveys of units that serve territories.
//!
//! Data moves one way; each stage names only those above it.
//!
//! ```text
//! study.toml ─input─► Study ─geometry─► outlines ─analysis─► findings ─render─► Artifact ─main─► output/
//! ```
//!
//! | stage | what lives there |
//! |---|---|
//! | [`model`] | what is true without a file format: codes, counts, shares, territory, schemes, frame, catchments |
//! | [`input`] | the border: every file in, typed once, every problem with file, line, column and a hint |
//! | [`geometry`] | shapes: shared arcs, dissolve, simplification, projection |
//! | [`analysis`] | numbers about the survey: coverage, what chance would give, response, reconciliation |
//! | [`words`] | every sentence a reader of results sees, by key, in each language |
//! | [`render`] | how things look: sheets, tables, classes, palettes, maps |
//! | [`command`] | what the program can do, one file a command |
//!
//! | to … | use |
//! |---|---|
//! | open a study | [`study::open::open_study`] |
//! | give residents to units in whole persons | [`model::catchment::residents::allot_residents`] |
//! | resolve rules into catchments | [`model::catchment::rule::build_catchments`] |
//! | compute coverage of every area | [`analysis::coverage::area::coverage`] |
//! | compute what chance alone would give | [`analysis::coverage::null::coverage_null`] |
//! | count responses | [`analysis::coverage::response::response`] |
//! | cut shapes with zones, without an overlay | [`geometry::overlay::areal::areal_weights`] |
//! | find the areas that hold points | [`geometry::overlay::locate::AreaLocator`] |
//! | give residents to drawn catchments | [`model::catchment::drawn::drawn_catchments`] |
//! | dissolve shapes into groups | [`geometry::topology::arcs::Topology::dissolve`] |
//! | simplify borders without tearing | [`geometry::topology::arcs::Topology::simplify`] |
//! | class values | [`render::classes::classify::Classification::of`] |
//! | write a layer for other programs | [`render::export::layer::Export::write`] |
//! | lay a map out | [`render::picture::shown::Picture::scene`] |
//! | write it | [`render::page::scene::Scene::to_svg`], [`render::page::scene::Scene::to_png`], [`render::page::scene::Scene::to_pdf`] |
//!
//! # Design questions
//!
//! *Why do shares keep numerator and denominator?* Averaging percentages is the classic mistake of the field;
//! [`model::base::share::Share`] offers no addition and no mean, only [`model::base::share::Share::pooled`].
//!
//! *Why topology first?* In a coverage every border belongs to two areas. Stored once, it is cancelled when areas are joined, simplified
//! once for both sides, and drawn once. No overlay is computed and no sliver can arise.
//!
//! *Why is a missing count not 0?* A place without a known number of residents would lower coverage in silence. It is left out of every
//! total and named.
//!
//! *Why is the territory not Italy?* Levels are an ordered list and codes belong to a coding scheme, so a survey of counties is a matter
//! of input files. Italy is the embedded default.
//!
//! # Example
//!
//! ```
//! use bacino::study::open::open_study;
//! use bacino::input::study::source::StudySource;
//! use bacino::analysis::coverage::findings::Findings;
//!
//! let study = open_study(&StudySource::Reference)?.study;
//! let findings = Findings::of(&study);
//! let italy = &findings.coverage[0];
//! assert_eq!(italy.residents.part().0, 30_932_942);
//! assert_eq!(italy.residents.whole().0, 59_813_887);
//! # Ok::<(), bacino::input::problem::remark::Problems>(())
//! ```

pub mod model;

pub mod input;

pub mod geometry;

pub mod analysis;

pub mod words;

pub mod study;

pub mod render;

pub mod atlas;

pub mod command;
