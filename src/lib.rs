//! Geographic coverage and representativeness of surveys of units that serve territories.
//!
//! The program `bacino` is a thin command line on this library; [`prelude`] has the names to begin with. With `default-features = false`
//! there is no command line; the features `parquet`, `sqlite` (GeoPackage) and `pdf` bring formats, and an error names the one that is
//! missing.
//!
//! # Three examples
//!
//! Coverage of a study: residents in the catchments of units that answered, out of all.
//!
//! ```
//! use bacino::prelude::*;
//!
//! let study = open_study(&StudySource::Reference)?.study;
//! let findings = exact_findings(&study);
//! let italy = &findings.coverage[0];
//! assert_eq!(italy.residents.part(), Residents(30_932_942));
//! assert_eq!(italy.residents.whole(), Residents(59_813_887));
//! # Ok::<(), Failure>(())
//! ```
//!
//! A shapefile dissolved by one of its columns. Nothing is written: a command gives the bytes of its files.
//!
//! ```
//! use bacino::prelude::*;
//!
//! let shapefile = "tests/oracle/formats/samples/utf8.shp";
//! let regions = boundaries(&BoundariesRequest::dissolved(shapefile, "region", "regions.geojson"))?;
//! let Artifact { name, bytes } = &regions.artifacts[0];
//! assert_eq!(name, "regions.geojson");
//! assert_eq!(String::from_utf8_lossy(bytes).matches("MultiPolygon").count(), 4);
//! # Ok::<(), Failure>(())
//! ```
//!
//! A map of a table, by names or codes of areas.
//!
//! ```
//! use bacino::prelude::*;
//!
//! # let folder = std::env::temp_dir().join(format!("bacino-{}", std::process::id()));
//! # std::fs::create_dir_all(&folder)?;
//! let table = folder.join("beds.csv");
//! std::fs::write(&table, "region,beds\nPiemonte,1520\nLombardia,3104\nVeneto,1717\n")?;
//! let drawn = draw(&MapRequest::of_table("regions", &table, "region", "beds"))?;
//! assert!(drawn.drawing.to_svg().starts_with("<svg"));
//! assert!(drawn.remarks.iter().any(|remark| remark.to_string().contains("17 regions without a value")));
//! # std::fs::remove_dir_all(&folder)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Features
//!
//! All are on by default; a file of a format that was left out is an error that names its feature.
//!
//! | feature | what it adds |
//! |---|---|
//! | `cli` | the program |
//! | `parquet` | GeoParquet, read and written |
//! | `sqlite` | GeoPackage, read and written |
//! | `pdf` | maps as PDF |
//!
//! # The way through
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
//! | [`study`] | a study opened: read, and completed with its shapes, once |
//! | [`render`] | how things look: sheets, tables, classes, palettes, maps, files for other programs |
//! | [`atlas`] | pictures composed: which areas, which value, which form; layers as files |
//! | [`command`] | what the program can do, one file a command |
//!
//! | to … | use |
//! |---|---|
//! | open a study | [`study::open::open_study`] |
//! | give residents to units in whole persons | [`model::catchment::residents::allot_residents`] |
//! | resolve rules into catchments | [`model::catchment::rule::build_catchments`] |
//! | compute coverage of every area | [`analysis::gate::exact::exact_coverage`] |
//! | compute what chance alone would give | [`analysis::coverage::null::coverage_null`] |
//! | count responses | [`analysis::coverage::response::response`] |
//! | cut shapes with zones, without an overlay | [`geometry::overlay::areal::areal_weights`], [`command::weights::weights`] |
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

pub mod model;

pub mod input;

pub mod geometry;

pub mod analysis;

pub mod words;

pub mod study;

pub mod render;

pub mod atlas;

pub mod command;

/// The names to begin with.
pub mod prelude {
    pub use crate::analysis::coverage::area::Source;
    pub use crate::analysis::coverage::findings::Findings;
    pub use crate::analysis::gate::exact::exact_findings;
    pub use crate::atlas::ask::request::MapRequest;
    pub use crate::atlas::drawing::{Drawing, draw};
    pub use crate::command::boundaries::{BoundariesRequest, boundaries};
    pub use crate::command::made::outcome::Outcome;
    pub use crate::geometry::topology::arcs::Topology;
    pub use crate::input::study::source::StudySource;
    pub use crate::model::base::count::Residents;
    pub use crate::model::base::share::Share;
    pub use crate::model::study::Study;
    pub use crate::render::page::artifact::Artifact;
    pub use crate::study::failure::Failure;
    pub use crate::study::open::{OpenStudy, open_study};
}
