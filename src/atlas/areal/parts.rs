//! A source in a shapefile on disk, cut part by part: neither the file nor its outlines are ever held as a whole, and only what lies near
//! borders of the target is brought into the plane.

use crate::atlas::areal::cut::{Cut, numbered};
use crate::atlas::areal::side::failed;
use crate::atlas::areal::target::{Target, plane_of, refuse_codeless, refuse_way};
use crate::atlas::areal::zones::{Weighed, Zones};
use crate::atlas::layer::named::{AreasRequest, code_among, said_guessed};
use crate::geometry::build::direct::Groups;
use crate::geometry::build::residue::{Dissolving, Residue};
use crate::geometry::overlay::areal::ArealWeights;
use crate::geometry::topology::project::ProjectError;
use crate::input::file::bytes::Folder;
use crate::input::problem::remark::Problems;
use crate::input::shapes::shapefile_parts::ShapefileParts;
use crate::model::base::text::Text;
use crate::model::shape::feature::{FeatureColumn, find_name};
use crate::study::failure::Failure;

/// A source that is read in parts.
pub(crate) struct Parts<'a> {
    request: &'a AreasRequest<'a>,
    file: &'a str,
    read: ShapefileParts<'a, Vec<FeatureColumn>>,
}

impl<'a> Parts<'a> {
    /// A source whose file can be read so, with its column of codes and those that are wanted; `None` where it has to be read as a whole.
    pub(crate) fn open(folder: &'a Folder, file: &'a str, request: &'a AreasRequest<'a>) -> Option<Self> {
        let choose = |names: &[String]| {
            let (code, _) = code_among(names, request.code)?;
            let figures = request.figures.iter().map(|figure| find_name(names, figure));
            std::iter::once(Some(code)).chain(figures).collect()
        };
        let read = ShapefileParts::with_some_columns(folder, file, &request.features, choose)?;
        Some(Self { request, file, read })
    }

    /// Cuts the source with a target; `None` where something is wrong with its outlines, which has to be told.
    ///
    /// # Errors
    /// A source that cannot be brought into a plane, or has areas without codes.
    pub(crate) fn cut(&self, target: &Target<'_>, exact: bool) -> Result<Option<Cut>, Failure> {
        let Self { request, file, read } = self;
        let Some((code, figures)) = read.table.split_first() else { return Ok(None) };
        let codes: Vec<Text> = code.values.iter().map(|code| code.clone().unwrap_or_default()).collect();
        refuse_codeless(request, &codes)?;
        refuse_way(request, &read.reference)?;
        let exact = exact || numbered(&codes).1.len() < codes.len();
        let plane = plane_of(request, read.bounds, &read.reference)?;
        let zones = Zones::new(target, plane, read.bounds, exact)?;
        let dissolving = Dissolving::within(read.bounds, &read.reference, codes.len());
        let parts = read.each(|outlines, features| {
            let n = outlines.n_shapes();
            let residue = dissolving.take(outlines, 0..n, features.start, &vec![0; n])?;
            Some(zones.weigh(outlines).map(|weighed| (residue, weighed)))
        });
        let Some(parts) = parts else { return Ok(None) };
        let parts: Vec<(Residue, Weighed)> =
            parts.into_iter().collect::<Result<_, _>>().map_err(|error| self.failed(&error))?;
        let (residues, parts): (Vec<Residue>, Vec<Weighed>) = parts.into_iter().unzip();
        let around = Residue::bounds_of(&residues);
        let group_of = vec![0; codes.len()];
        let groups = Groups { of_shape: &group_of, count: 1 };
        let Some(Ok(built)) = dissolving.finish(residues, groups, |shapes| read.picked(shapes)) else {
            return Ok(None);
        };
        if built.defects.iter().any(|defect| !defect.kind.is_information()) || !built.without_area.is_empty() {
            return Ok(None);
        }
        let Some(mut remarks) = read.remarks(around) else { return Ok(None) };
        if request.code.is_none() {
            remarks.push(said_guessed(file, &code.name, request.flags));
        }
        remarks.extend(target.remarks.iter().cloned());
        let (mut weights, mut outside, mut areas) = (ArealWeights::none(), Vec::new(), Vec::new());
        for part in parts {
            (0..part.weights.n_shapes()).for_each(|feature| weights.push(part.weights.of_shape(feature)));
            outside.extend(part.outside);
            areas.extend(part.areas);
        }
        let (targets, figures) = (target.codes.clone(), figures.to_vec());
        Ok(Some(Cut { codes, figures, targets, weights, outside, areas, remarks }))
    }

    fn failed(&self, error: &ProjectError) -> Problems {
        failed(self.file, &error.to_string())
    }
}
