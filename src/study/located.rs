//! Points of a file, brought into the reference system of areas and found in them, and what is said of those that are in none.

use crate::geometry::overlay::across::areal_weights_across;
use crate::geometry::overlay::areal::ArealWeights;
use crate::geometry::overlay::locate::{AreaLocator, Located};
use crate::geometry::topology::project::{ProjectError, project_points};
use crate::input::problem::english::{SHOWN, counted, few_of, plural};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::shapes::records::RecordPoints;
use crate::model::shape::outline::{PolygonOutlines, Position, ReferenceSystem};

/// Points in another reference system. A point that the system cannot hold is nowhere in it.
///
/// # Errors
/// Where no way is known from one system to the other.
pub(crate) fn points_in(
    file: &str,
    points: &RecordPoints,
    to: &ReferenceSystem,
) -> Result<Vec<Option<Position>>, Problems> {
    let known: Vec<Position> = points.points.iter().flatten().copied().collect();
    let mut projected = Vec::with_capacity(known.len());
    project_or_skip(&known, &points.reference, to, &mut projected).map_err(|error| told(file, &error))?;
    let mut projected = projected.into_iter();
    Ok(points.points.iter().map(|point| point.and_then(|_| projected.next().flatten())).collect())
}

/// Refuses a file in a reference system from which no way leads to another. `hint` says how to name the system that it is in.
///
/// # Errors
/// With the name of the file, of its system and the hint.
pub(crate) fn refuse_wayless(
    file: &str,
    from: &ReferenceSystem,
    to: &ReferenceSystem,
    hint: &str,
) -> Result<(), Problems> {
    match project_points(&[], from, to) {
        Err(error @ ProjectError::Unknown { .. }) => Err(Problems::one(
            Remark::of(Kind::ReferenceSystem, Place::file(file), error.to_string())
                .hint(format!("if the coordinates are in a system of the EPSG registry, say which: {hint}")),
        )),
        Ok(_) | Err(ProjectError::OutOfBounds { .. }) => Ok(()),
    }
}

/// How a study names the system of a file.
pub(crate) const WAY_HINT: &str = "crs = \"EPSG:…\" under the section that names the file";

fn told(file: &str, error: &ProjectError) -> Problems {
    Problems::one(Remark::of(Kind::ReferenceSystem, Place::file(file), error.to_string()))
}

/// The share of each area of a file in each zone, in the system of the zones.
pub(crate) fn weights_in(
    file: &str,
    outlines: &PolygonOutlines,
    zones: &PolygonOutlines,
) -> Result<ArealWeights, Problems> {
    areal_weights_across(outlines, zones).map_err(|error| told(file, &error))
}

/// Outlines in another reference system.
pub(crate) fn projected(
    file: &str,
    outlines: &PolygonOutlines,
    to: &ReferenceSystem,
) -> Result<PolygonOutlines, Problems> {
    refuse_wayless(file, &outlines.reference, to, WAY_HINT)?;
    let points = project_points(&outlines.points, &outlines.reference, to).map_err(|error| told(file, &error))?;
    Ok(PolygonOutlines {
        reference: to.clone(),
        points,
        ring_starts: outlines.ring_starts.clone(),
        polygon_starts: outlines.polygon_starts.clone(),
        shape_starts: outlines.shape_starts.clone(),
    })
}

/// Projects points, halving the list around those that cannot be.
fn project_or_skip(
    points: &[Position],
    from: &ReferenceSystem,
    to: &ReferenceSystem,
    projected: &mut Vec<Option<Position>>,
) -> Result<(), ProjectError> {
    match (project_points(points, from, to), points) {
        (Ok(points), _) => projected.extend(points.into_iter().map(Some)),
        (Err(ProjectError::OutOfBounds { .. }), [_]) => projected.push(None),
        (Err(ProjectError::OutOfBounds { .. }), _) => {
            let (first, last) = points.split_at(points.len() / 2);
            project_or_skip(first, from, to, projected)?;
            project_or_skip(last, from, to, projected)?;
        }
        (Err(error @ ProjectError::Unknown { .. }), _) => return Err(error),
    }
    Ok(())
}

/// Where each point lies among areas in a reference system.
///
/// # Errors
/// As [`points_in`].
pub(crate) fn locate_points(
    file: &str,
    locator: &AreaLocator,
    points: &RecordPoints,
    reference: &ReferenceSystem,
) -> Result<Vec<Located>, Problems> {
    let all = points_in(file, points, reference)?;
    let known: Vec<Position> = all.iter().flatten().copied().collect();
    let mut found = locator.first_areas(&known).into_iter();
    Ok(all.iter().map(|point| point.and_then(|_| found.next()).unwrap_or_default()).collect())
}

/// Some rows: how many, and the first of them.
#[derive(Default)]
struct Few {
    count: usize,
    first: Vec<usize>,
}

impl Few {
    fn take(&mut self, row: usize) {
        self.append(Self { count: 1, first: vec![row] });
    }

    fn append(&mut self, later: Self) {
        self.count += later.count;
        self.first.extend(later.first);
        self.first.truncate(SHOWN);
    }
}

/// What was seen of all points.
#[derive(Default)]
pub(crate) struct Seen {
    n: usize,
    nowhere: Few,
    outside: Few,
    several: Few,
}

impl Seen {
    /// Takes the next row, and where its point was found.
    pub(crate) fn take(&mut self, row: usize, found: Option<Located>) {
        self.n += 1;
        match found {
            None => self.nowhere.take(row),
            Some(Located { first: None, .. }) => self.outside.take(row),
            Some(Located { several: true, .. }) => self.several.take(row),
            Some(Located { several: false, .. }) => {}
        }
    }

    /// Adds what was seen of later rows.
    pub(crate) fn append(&mut self, later: Self) {
        self.n += later.n;
        self.nowhere.append(later.nowhere);
        self.outside.append(later.outside);
        self.several.append(later.several);
    }

    /// Whether there are points and none was found.
    pub(crate) fn may_be_swapped(&self) -> bool {
        self.outside.count > 0 && self.outside.count + self.nowhere.count == self.n
    }

    /// A warning where this is what was seen of the points with their two coordinates swapped, and each lies in an area.
    pub(crate) fn swapped(&self, file: &str, word: &str, titles: Option<[String; 2]>) -> Option<Remark> {
        if self.outside.count > 0 {
            return None;
        }
        let message = format!("no point lies in any {word}, and each does with its two coordinates swapped");
        let hint = match titles {
            Some([x, y]) => format!("--x {y} --y {x} takes them the other way round"),
            None => {
                "latitude or northing seems to stand first: write longitude or easting first in the file".to_owned()
            }
        };
        Some(Remark::of(Kind::AxesSwapped, Place::file(file), message).hint(hint))
    }

    /// Says how many points lie nowhere, and how many on borders.
    pub(crate) fn remarks(&self, file: &str, word: &str, name: &dyn Fn(usize) -> String) -> Vec<Remark> {
        let n = counted(self.n, "point");
        let mut remarks = Vec::new();
        let mut say = |few: &Few, kind: Kind, what: String| {
            if few.count > 0 {
                let named: Vec<String> = few.first.iter().map(|row| name(*row)).collect();
                let message = format!("{} of {n} {what}: {}", few.count, few_of(&named, few.count));
                remarks.push(Remark::of(kind, Place::file(file), message));
            }
        };
        say(&self.nowhere, Kind::RowsLeftOut, "without a position, area empty".to_owned());
        say(&self.outside, Kind::RowsLeftOut, format!("in no {word}, area empty"));
        let several = plural(word);
        let several = format!("on a border or in several {several}, taken to the one whose code comes first");
        say(&self.several, Kind::Assumed, several);
        remarks
    }
}
