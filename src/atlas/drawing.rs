//! What a request draws: a picture, or several on one page.

use serde_json::Value;

use crate::atlas::ask::request::MapRequest;
use crate::atlas::layer::choose::{all_called, layers_of};
use crate::atlas::layer::land::Land;
use crate::atlas::layer::opened::opened;
use crate::atlas::layer::own_file::AREA;
use crate::atlas::panels::multiples::multiples;
use crate::atlas::picture::classes::class_remarks;
use crate::atlas::picture::drawn::Drawn;
use crate::atlas::picture::single::single;
use crate::atlas::table::left_open::settled;
use crate::input::code::autonomous::REGIONS21;
use crate::input::figures::column::TableFile;
use crate::input::problem::english::plural;
use crate::input::problem::remark::Remark;
use crate::render::lint::check::{Finding, lint_panels, lint_scene};
use crate::render::lint::rule::{Rule, Severity};
use crate::render::map::multiples::Multiples;
use crate::render::page::scene::Scene;
use crate::render::page::size::Size;
use crate::render::picture::shown::{Form, Picture};
use crate::study::failure::{Failure, refused};

/// A picture, or several on one page. It owns what it shows, so it can be kept, compared, looked at and written.
#[derive(Clone, Debug)]
pub enum Drawing {
    /// One picture.
    One(Picture),
    /// Several, with the same classes.
    Several(Multiples),
}

impl Drawing {
    /// Where everything stands and which colour it has.
    pub fn scene(&self) -> Scene {
        match self {
            Self::One(picture) => picture.scene(),
            Self::Several(multiples) => multiples.scene(),
        }
    }

    /// It as SVG, the same text for the same drawing.
    pub fn to_svg(&self) -> String {
        match self {
            Self::One(picture) => picture.to_svg(),
            Self::Several(multiples) => multiples.to_svg(),
        }
    }

    /// What the rules of cartography say of it.
    pub fn lint(&self) -> Vec<Finding> {
        self.lint_scene(&self.scene(), &Rule::ALL)
    }

    /// What makes a scene of it one that misleads or cannot be read.
    pub fn errors(&self, scene: &Scene) -> Vec<Finding> {
        let errors: Vec<Rule> = Rule::ALL.into_iter().filter(|rule| rule.severity() == Severity::Error).collect();
        self.lint_scene(scene, &errors)
    }

    fn lint_scene(&self, scene: &Scene, rules: &[Rule]) -> Vec<Finding> {
        match self {
            Self::One(picture) => lint_scene(picture, scene, rules),
            Self::Several(multiples) => lint_panels(multiples, scene, rules),
        }
    }

    /// The smallest size that works: of the same proportions, or where the page has no height of its own, of those that have names.
    pub fn smallest_size(&self) -> Option<Size> {
        let mut tried = self.clone();
        let size = tried.size_mut().clone();
        size.smallest_that(|size| {
            *tried.size_mut() = size.clone();
            tried.fits()
        })
    }

    fn fits(&self) -> bool {
        match self {
            Self::One(picture) => picture.fits(),
            Self::Several(multiples) => multiples.fits(),
        }
    }

    fn size_mut(&mut self) -> &mut Size {
        match self {
            Self::One(picture) => &mut picture.design.size,
            Self::Several(multiples) => &mut multiples.whole.design.size,
        }
    }

    /// The record of how it was made.
    pub fn record(&self) -> Value {
        match self {
            Self::One(picture) => picture.record(),
            Self::Several(multiples) => multiples.record(),
        }
    }
}

/// Draws what is asked for.
///
/// # Errors
/// Inputs that cannot be read, a layer or value that does not exist, what no picture can show.
pub fn draw(request: &MapRequest) -> Result<Drawn<Drawing>, Failure> {
    let mut land = opened(request)?;
    let (request, found) = asked(request, &mut land)?;
    let request = &request;
    if request.style.form == Form::Multiples {
        let Drawn { drawing, remarks } = multiples(request, land)?;
        return Ok(Drawn { drawing: Drawing::Several(drawing), remarks: found.into_iter().chain(remarks).collect() });
    }
    let wanted = &request.panels;
    if !wanted.values.is_empty() || !wanted.with.is_empty() || wanted.wave.is_some() || !wanted.titles.is_empty() {
        return refused("--values, --with, --wave and --panel are about several panels", "add --form multiples");
    }
    let Drawn { drawing, remarks } = single(request, &land)?;
    let mut remarks: Vec<Remark> = found.into_iter().chain(remarks).collect();
    remarks.extend(class_remarks(&drawing, request));
    Ok(Drawn { drawing: Drawing::One(drawing), remarks })
}

/// What is asked for: the layer as the program calls it, and what a table leaves open as it is found in it, which is said.
fn asked(request: &MapRequest, land: &mut Land) -> Result<(MapRequest, Option<Remark>), Failure> {
    let layer = request.layer.as_deref().map(|layer| all_called(&land.study, layer));
    let request = MapRequest { layer, ..request.clone() };
    let own = land.own.as_ref();
    // The areas of a file are its only layer.
    let layer = own.map_or(request.layer.clone(), |_| Some(plural(AREA)));
    let code = own.and_then(|own| own.code.clone()).or(request.code.clone());
    let request = MapRequest { layer, code, ..request };
    if let (Some(own), None) = (own, &request.data) {
        let code = own.table.titles().first().cloned();
        return settled(&MapRequest { code, ..request }, own.file(), land);
    }
    let Some(table) = request.data.clone() else {
        if request.layer.is_none() {
            let known = layers_of(&land.study).join(", ");
            return refused("a map needs a layer", &format!("name one: {known}; or a table with --data"));
        }
        return Ok((request, None));
    };
    // Panels refuse standard input themselves.
    if request.style.form == Form::Multiples && table.as_os_str() == "-" {
        return Ok((request, None));
    }
    // Bolzano and Trento may stand apart in a table of which no layer is said.
    if request.layer.is_none() {
        land.draw(REGIONS21);
    }
    let (request, found) = settled(&request, TableFile::Path(&table), land)?;
    if !request.layer_name().split(',').any(|layer| layer == REGIONS21) {
        land.study.schemes.retain(|scheme| {
            scheme.name() != REGIONS21 || land.study.declared_schemes.iter().any(|own| own == REGIONS21)
        });
    }
    Ok((request, found))
}
