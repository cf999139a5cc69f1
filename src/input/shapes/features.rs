//! Boundary files and files of points, in every format: what a reader asks for, what it gets, and how a format is recognised.

use rayon::prelude::*;

use crate::input::file::bytes::{Folder, Hashed, InputFile, fingerprint};
#[cfg(not(all(feature = "parquet", feature = "sqlite")))]
use crate::input::file::format::left_out;
use crate::input::file::format::{Format, ending_of, part_of_shapefile, unknown_format};
use crate::input::format::flatgeobuf::read_flatgeobuf;
use crate::input::format::geojson::stream::{WINDOW, stream_geojson};
#[cfg(feature = "sqlite")]
use crate::input::format::geopackage::read_geopackage;
#[cfg(feature = "parquet")]
use crate::input::format::geoparquet::whole::read_geoparquet;
use crate::input::format::shapefile::whole::{ShapefileBytes, ShapesRead, read_shapefile, read_shapes};
#[cfg(feature = "sqlite")]
use crate::input::format::write_ahead::refuse_unwritten;
use crate::input::layer::plausible::refuse_impossible;
use crate::input::layer::read::{Kind, Layer, Part, Wanted, damaged};
use crate::input::layer::reference::{count_from_greenwich, settle_reference, tell_accuracy};
#[cfg(feature = "sqlite")]
use crate::input::layer::request::Wal;
use crate::input::layer::request::{Axes, FeatureRequest, choose_layer};
use crate::input::problem::english::{counted, first_few};
use crate::input::problem::kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::shapes::json_files::{geojson, topojson};
use crate::input::shapes::labels::Labels;
use crate::input::shapes::nowhere::refuse_nowhere;
use crate::input::shapes::shapefile_parts::read_in_parts;
use crate::input::shapes::zipped::file_inside;
use crate::input::text::encoding::{BYTE_ORDER_MARK, utf_16};
use crate::model::shape::feature::{FeatureColumn, Features, PointFeatures};
use crate::model::shape::outline::{NOWHERE, PolygonOutlines, Position, bounds, enclosing};
use crate::model::study::Source;

/// Positions that one task looks at.
const POINTS_AT_ONCE: usize = 65_536;

/// What was read of a file.
#[derive(Clone, Debug)]
pub struct FeaturesRead<F> {
    /// The features.
    pub features: F,
    /// The layer that was read, where the format names layers.
    pub layer: Option<String>,
    /// All layers of the file that could have been read.
    pub layers: Vec<String>,
    /// The file, and the files beside it that belong to it.
    pub sources: Vec<Source>,
    /// What was assumed or left out.
    pub remarks: Vec<Remark>,
    /// The format that was found; that of the file inside where it is an archive.
    pub format: Option<Format>,
    /// Where areas were read: features with another geometry than polygons, alone or beside them, which was left out.
    pub not_polygons: Vec<usize>,
    /// Where areas were read: features without any geometry.
    pub without_geometry: Vec<usize>,
}

/// Reads areas: the polygons of a layer.
///
/// # Errors
/// Files that cannot be read or are damaged, layers without polygons, systems that are unknown, coordinates that cannot be.
pub fn read_areas(
    folder: &Folder,
    name: &str,
    request: &FeatureRequest<'_>,
) -> Result<FeaturesRead<Features>, Problems> {
    let LayerRead { layer, sources, mut remarks, format } = read_layer(folder, name, request, Wanted::Areas)?;
    let (reference, shapes) = (layer.reference, layer.shapes);
    let n_features = shapes.len();
    let columns = layer.columns.finish(n_features);
    let wanted = request.only.map(|only| only.wanted(name, &columns, n_features)).transpose()?;
    let kept = wanted.as_ref().map(|wanted| (0..n_features).filter(|&feature| wanted[feature]).collect::<Vec<_>>());
    // Features that are not wanted are nobody's concern.
    let kinds: Vec<Kind> = match &wanted {
        None => shapes.kinds.clone(),
        Some(wanted) => {
            shapes.kinds.iter().zip(wanted).map(|(&kind, &kept)| if kept { kind } else { Kind::Area }).collect()
        }
    };
    let is_drawn = |feature: usize| matches!(shapes.kinds[feature], Kind::Area | Kind::Mixed);
    let is_kept = |feature: usize| wanted.as_ref().is_none_or(|wanted| wanted[feature]);
    if n_features > 0 && !(0..n_features).any(|feature| is_kept(feature) && is_drawn(feature)) {
        let message = format!("the file has no polygons: {}", kinds_found(&shapes.kinds));
        return Err(Problems::one(
            Remark::of(kind::Kind::NotAPolygon, Place::file(name), message).hint("name a file of areas"),
        ));
    }
    let mut say = |which: &[Kind], kind, said| {
        let found: Vec<usize> = (0..n_features).filter(|&feature| which.contains(&kinds[feature])).collect();
        remarks.extend(tell(name, &found, (kind, said), &columns));
    };
    say(&[Kind::Point, Kind::Points, Kind::Line], kind::Kind::NotAPolygon, Said::Has("no polygon"));
    let left_out = Said::Has("points or lines beside polygons, which are left out");
    say(&[Kind::Mixed], kind::Kind::NotAPolygon, left_out);
    say(&[Kind::Missing, Kind::Empty], kind::Kind::EmptyGeometry, Said::Has("no geometry"));
    if shapes.len() == 0 {
        remarks.push(Remark::of(kind::Kind::Other, Place::file(name), "the file has no features"));
    }
    let number = |feature: usize| kept.as_ref().map_or(Some(feature), |kept| kept.binary_search(&feature).ok());
    let of_kinds = |which: &[Kind]| -> Vec<usize> {
        (0..n_features).filter(|&feature| which.contains(&kinds[feature])).filter_map(number).collect()
    };
    let not_polygons = of_kinds(&[Kind::Point, Kind::Points, Kind::Line, Kind::Mixed]);
    let without_geometry = of_kinds(&[Kind::Missing, Kind::Empty]);
    let outlines = PolygonOutlines {
        reference,
        points: shapes.points,
        ring_starts: shapes.ring_starts,
        polygon_starts: shapes.polygon_starts,
        shape_starts: shapes.shape_starts,
    };
    let features = Features { outlines, columns };
    let features = match &kept {
        None => features,
        Some(kept) => features.part(kept),
    };
    if !request.mends {
        refuse_nowhere(name, &features)?;
    }
    remarks.extend(request.only.zip(wanted).and_then(|(only, wanted)| only.said(name, &wanted)));
    Ok(FeaturesRead {
        features,
        layer: layer.name,
        layers: layer.names,
        sources,
        remarks,
        format,
        not_polygons,
        without_geometry,
    })
}

/// Reads points.
///
/// # Errors
/// As [`read_areas`], for points.
pub fn read_points(
    folder: &Folder,
    name: &str,
    request: &FeatureRequest<'_>,
) -> Result<FeaturesRead<PointFeatures>, Problems> {
    let LayerRead { layer, sources, mut remarks, format } = read_layer(folder, name, request, Wanted::Points)?;
    let (reference, shapes) = (layer.reference, layer.shapes);
    if shapes.len() > 0 && shapes.kinds.iter().all(|kind| *kind != Kind::Point) {
        let message = format!("the file has no points: {}", kinds_found(&shapes.kinds));
        return Err(Problems::one(
            Remark::of(kind::Kind::Format, Place::file(name), message).hint("name a file of points"),
        ));
    }
    let columns = layer.columns.finish(shapes.len());
    let mut say = |which: &[Kind], kind, said| {
        let found: Vec<usize> = (0..shapes.len()).filter(|&feature| which.contains(&shapes.kinds[feature])).collect();
        remarks.extend(tell(name, &found, (kind, said), &columns));
    };
    let other = [Kind::Points, Kind::Line, Kind::Area, Kind::Mixed];
    say(&other, kind::Kind::RowsLeftOut, Said::IsNot("a single point"));
    say(&[Kind::Missing, Kind::Empty], kind::Kind::EmptyGeometry, Said::Has("no geometry"));
    let mut at = 0;
    let points: Vec<Option<Position>> = shapes
        .kinds
        .iter()
        .map(|kind| {
            let point = (*kind == Kind::Point).then(|| shapes.points.get(at).copied())?;
            at += 1;
            point
        })
        .collect();
    let is_finite = |point: &Position| point.iter().all(|coordinate| coordinate.is_finite());
    let is_infinite = |feature: &usize| points[*feature].is_some_and(|point| !is_finite(&point));
    let infinite: Vec<usize> = (0..points.len()).filter(is_infinite).collect();
    let said = Said::Has("coordinates that are no numbers, and no position");
    remarks.extend(tell(name, &infinite, (kind::Kind::NotFinite, said), &columns));
    let points: Vec<Option<Position>> = points.into_iter().map(|point| point.filter(is_finite)).collect();
    let features = PointFeatures { reference, points, columns };
    Ok(FeaturesRead {
        features,
        layer: layer.name,
        layers: layer.names,
        sources,
        remarks,
        format,
        not_polygons: Vec::new(),
        without_geometry: Vec::new(),
    })
}

/// What kinds of geometry there are, for a message.
fn kinds_found(kinds: &[Kind]) -> String {
    let words = [
        (Kind::Point, "point"),
        (Kind::Points, "multipoint"),
        (Kind::Line, "line"),
        (Kind::Area, "polygon"),
        (Kind::Mixed, "mixed geometry"),
        (Kind::Missing, "feature without geometry"),
        (Kind::Empty, "empty geometry"),
    ];
    let counts = words.map(|(kind, word)| (kinds.iter().filter(|found| **found == kind).count(), word));
    let found: Vec<String> =
        counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, word)| counted(count, word)).collect();
    found.join(", ")
}

/// What is said of features.
#[derive(Clone, Copy)]
enum Said {
    Has(&'static str),
    IsNot(&'static str),
}

/// A remark that names some features.
fn tell(file: &str, found: &[usize], (kind, said): (kind::Kind, Said), columns: &[FeatureColumn]) -> Option<Remark> {
    if found.is_empty() {
        return None;
    }
    let labels = Labels::of(columns);
    let named: Vec<String> = found.iter().map(|&feature| labels.label(feature)).collect();
    let (one, several, what) = match said {
        Said::Has(what) => ("has", "have", what),
        Said::IsNot(what) => ("is not", "are not", what),
    };
    let verb = if found.len() == 1 { one } else { several };
    let message = format!("{} {verb} {what}: {}", counted(found.len(), "feature"), first_few(&named));
    Some(Remark::of(kind, Place::file(file), message))
}

struct LayerRead {
    layer: Settled,
    sources: Vec<Source>,
    remarks: Vec<Remark>,
    format: Option<Format>,
}

/// A layer whose reference system is known.
struct Settled {
    name: Option<String>,
    names: Vec<String>,
    shapes: crate::input::layer::read::Shapes,
    columns: crate::input::layer::read::Columns,
    reference: crate::model::shape::outline::ReferenceSystem,
}

fn read_layer(
    folder: &Folder,
    name: &str,
    request: &FeatureRequest<'_>,
    wanted: Wanted,
) -> Result<LayerRead, Problems> {
    let mut read = Opened {
        wanted,
        layer: request.layer,
        without_sources: request.without_sources,
        #[cfg(feature = "sqlite")]
        wal: request.wal,
        sources: Vec::new(),
        remarks: Vec::new(),
        format: None,
    };
    let in_parts = || {
        let unasked = request.without_sources && wanted == Wanted::Areas;
        unasked.then(|| read_in_parts(folder, name, request)).flatten()
    };
    let layer = if let Some((layer, remarks)) = in_parts() {
        read.format = Some(Format::Shapefile);
        read.remarks.extend(remarks);
        layer
    } else if let Some(layer) = read.streamed(folder, name) {
        layer
    } else {
        let bytes = folder.bytes(name)?;
        if Format::of_content(&bytes) == Some(Format::Shapefile) && !is_index(name) {
            read.shapefile(folder, name, bytes)?
        } else {
            let mut file = if request.without_sources {
                InputFile::without_source(name, bytes)
            } else {
                InputFile::of(name, bytes)
            };
            read.sources.push(file.source.clone());
            read.layer(&mut file, &mut |ending| {
                folder.beside(name, ending).map(|beside| folder.read(&beside)).transpose()
            })?
        }
    };
    let Opened { sources, mut remarks, format, .. } = read;
    let Layer { name: layer_name, names, part: Part { mut shapes, columns }, reference } = layer;
    columns.refuse_dates(name)?;
    let mut reference = settle_reference(name, request.crs, &reference)?;
    if shapes.is_too_large() {
        let message = "the file has more positions than can be counted";
        return Err(Problems::one(Remark::of(kind::Kind::Format, Place::file(name), message)));
    }
    if request.axes == Axes::LatLon {
        for point in &mut shapes.points {
            point.reverse();
        }
    }
    if let Some((from_greenwich, remark)) = count_from_greenwich(name, &reference, shapes.points.iter_mut()) {
        reference = from_greenwich;
        remarks.push(remark);
    }
    let bounds = shapes.points.par_chunks(POINTS_AT_ONCE).map(bounds).reduce(|| NOWHERE, enclosing);
    refuse_impossible(name, bounds, &reference, request.axes)?;
    remarks.extend(tell_accuracy(name, &reference, bounds));
    if shapes.heights {
        remarks.push(Remark::of(
            kind::Kind::Changed,
            Place::file(name),
            "heights and measures of positions are left out",
        ));
    }
    Ok(LayerRead { layer: Settled { name: layer_name, names, shapes, columns, reference }, sources, remarks, format })
}

/// Whether a file is by its name the index of a shapefile, which starts as the outlines do.
fn is_index(name: &str) -> bool {
    ending_of(name).eq_ignore_ascii_case("shx")
}

/// A file while it is read: what is wanted of it, and what was found out.
struct Opened<'a> {
    /// Areas or points.
    wanted: Wanted,
    /// The layer that is asked for.
    layer: Option<&'a str>,
    /// Whether nobody asks for fingerprints.
    without_sources: bool,
    /// What is done where edits of a GeoPackage are not in it yet.
    #[cfg(feature = "sqlite")]
    wal: Wal,
    /// All files that were read.
    sources: Vec<Source>,
    /// What was assumed.
    remarks: Vec<Remark>,
    /// The format that was found; that of a file inside where it is an archive.
    format: Option<Format>,
}

impl Opened<'_> {
    /// Reads a large file without having it in memory, where its format allows that and nothing is wrong with it.
    fn streamed(&mut self, folder: &Folder, name: &str) -> Option<Layer> {
        let file = folder.open_large(name)?;
        let mut file = if self.without_sources { Hashed::not_at_all(file) } else { Hashed::new(file) };
        let layer = stream_geojson(&mut file, self.wanted, WINDOW)?;
        if self.layer.is_some() {
            choose_layer(name, &layer.names, self.layer).ok()?;
        }
        self.remarks.extend(Format::GeoJson.other_ending(name));
        self.format = Some(Format::GeoJson);
        self.sources.extend(file.source(name));
        Some(layer)
    }

    /// Reads a shapefile, its fingerprints taken meanwhile. The `.shp`, which is as large as its shapes are in memory, is given back before the
    /// values of the table are read.
    fn shapefile(&mut self, folder: &Folder, name: &str, shp: Vec<u8>) -> Result<Layer, Problems> {
        self.remarks.extend(Format::Shapefile.other_ending(name));
        self.format = Some(Format::Shapefile);
        let part = |ending: &str| -> Result<Option<(String, Vec<u8>)>, Problems> {
            let Some(name) = folder.beside(name, ending) else { return Ok(None) };
            let bytes = folder.bytes(&name)?;
            Ok(Some((name, bytes)))
        };
        let parts = [part("shx")?, part("dbf")?, part("prj")?, part("cpg")?];
        let [shx, dbf, prj, cpg] = parts.each_ref().map(|part| part.as_ref().map(|(_, bytes)| bytes.as_slice()));
        let files = ShapefileBytes { name, shx, dbf, prj, cpg };
        let is_source = !self.without_sources;
        let (read, source) =
            rayon::join(|| read_shapes(&shp, &files, self.wanted), || is_source.then(|| fingerprint(name, &shp)));
        drop(shp);
        let beside: Vec<&(String, Vec<u8>)> = parts.iter().flatten().filter(|_| is_source).collect();
        let (read, sources) = rayon::join(
            || read.map(ShapesRead::with_columns),
            || beside.par_iter().map(|(name, bytes)| fingerprint(name, bytes)).collect::<Vec<_>>(),
        );
        let (layer, remarks) = read?;
        self.sources.extend(source.into_iter().chain(sources));
        self.remarks.extend(remarks);
        Ok(layer)
    }

    /// Reads a layer of a file in any format; `beside` finds the file next to it with another ending.
    fn layer(
        &mut self,
        file: &mut InputFile,
        beside: &mut dyn FnMut(&str) -> Result<Option<InputFile>, Problems>,
    ) -> Result<Layer, Problems> {
        let mut format = Format::of_content(&file.bytes);
        let may_be_text = matches!(format, None | Some(Format::GeoJson | Format::TopoJson));
        if let Some(encoding) = utf_16(&file.bytes).filter(|_| may_be_text) {
            let (text, _, is_broken) = encoding.decode(&file.bytes);
            if is_broken {
                return Err(damaged(&file.name, "the text in UTF-16 ends or breaks inside a letter"));
            }
            file.bytes = text.into_owned().into_bytes();
            format = Format::of_content(&file.bytes);
        } else if may_be_text && file.bytes.starts_with(BYTE_ORDER_MARK) {
            file.bytes.drain(..BYTE_ORDER_MARK.len());
        }
        let format = format.ok_or_else(|| unknown_format(file))?;
        self.remarks.extend(format.other_ending(&file.name));
        self.format = Some(format);
        match format {
            Format::GeoJson => {
                let (layer, remarks) = geojson(file, self.wanted)?;
                self.remarks.extend(remarks);
                // One file is one layer, so a name that is asked for has to be its name.
                if self.layer.is_some() {
                    choose_layer(&file.name, &layer.names, self.layer)?;
                }
                Ok(layer)
            }
            Format::Shapefile if is_index(&file.name) => Err(part_of_shapefile(&file.name)),
            Format::Shapefile => {
                let [shx, dbf, prj, cpg] = ["shx", "dbf", "prj", "cpg"].map(&mut *beside);
                let parts = [shx?, dbf?, prj?, cpg?];
                self.sources.extend(parts.iter().flatten().map(|part| part.source.clone()));
                let [shx, dbf, prj, cpg] = parts.each_ref().map(|part| part.as_ref().map(|part| part.bytes.as_slice()));
                let files = ShapefileBytes { name: &file.name, shx, dbf, prj, cpg };
                let (layer, remarks) = read_shapefile(&file.bytes, &files, self.wanted)?;
                self.remarks.extend(remarks);
                Ok(layer)
            }
            Format::Zip => {
                let (mut content, mut inside) = file_inside(file, &mut self.layer)?;
                // The archive is the input that is recorded, not what is in it.
                let sources = self.sources.clone();
                let layer = self.layer(&mut content, &mut |ending| inside.beside(ending));
                self.sources = sources;
                let mut layer = layer?;
                if let Some((name, names)) = inside.layers {
                    layer.name = Some(name);
                    layer.names = names;
                }
                Ok(layer)
            }
            Format::TopoJson => {
                let (layer, remarks) = topojson(file, self.layer, self.wanted)?;
                self.remarks.extend(remarks);
                Ok(layer)
            }
            #[cfg(feature = "sqlite")]
            Format::GeoPackage => {
                self.remarks.extend(refuse_unwritten(file, beside, self.wal)?);
                read_geopackage(&file.name, &file.bytes, self.layer, self.wanted)
            }
            Format::FlatGeobuf => read_flatgeobuf(&file.name, &file.bytes, self.wanted),
            #[cfg(not(feature = "sqlite"))]
            Format::GeoPackage => Err(left_out(&file.name, format, "sqlite")),
            #[cfg(feature = "parquet")]
            Format::GeoParquet => {
                if self.layer.is_some() {
                    choose_layer(&file.name, &[], self.layer)?;
                }
                read_geoparquet(&file.name, std::mem::take(&mut file.bytes), self.wanted)
            }
            #[cfg(not(feature = "parquet"))]
            Format::GeoParquet => Err(left_out(&file.name, format, "parquet")),
        }
    }
}
