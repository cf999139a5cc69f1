#![no_main]

use bacino::geometry::build::direct::Groups;
use bacino::geometry::build::residue::{Dissolving, Residue};
use bacino::input::layer::request::FeatureRequest;
use bacino::input::file::bytes::Folder;
use bacino::input::shapes::shapefile_parts::{PartRoom, ShapefileParts};

/// An index of the records that follow each other in a `.shp`.
fn index_of(shp: &[u8]) -> Vec<u8> {
    let mut index = vec![0; 100];
    index[..4].copy_from_slice(&9994_u32.to_be_bytes());
    let mut at = 100;
    while let Some(header) = shp.get(at..at + 8) {
        let words = u32::from_be_bytes([header[4], header[5], header[6], header[7]]);
        index.extend(u32::try_from(at / 2).unwrap_or(0).to_be_bytes());
        index.extend(words.to_be_bytes());
        at = at.saturating_add(8).saturating_add((words as usize).saturating_mul(2));
    }
    index
}

/// The way of large files: read in parts, and dissolved as they come.
fn dissolve(shp: &[u8]) {
    let folder = Folder::Disk(bacino_fuzz::folder().clone());
    std::fs::write(bacino_fuzz::folder().join("a.shx"), index_of(shp)).expect("a scratch file can be written");
    let request = FeatureRequest::default();
    let Some(parts) = ShapefileParts::joined(&folder, "a.shp", &request, "region") else { return };
    let joined = &parts.table;
    let dissolving = Dissolving::within(parts.bounds, &parts.reference, joined.group_of.len());
    let mut room = PartRoom::default();
    let mut residues: Vec<Residue> = Vec::new();
    for features in parts.parts() {
        let Some(outlines) = parts.read(features.clone(), &mut room) else { return };
        let groups = &joined.group_of[features.clone()];
        let Some(residue) = dissolving.take(&outlines, 0..outlines.n_shapes(), features.start, groups) else { return };
        room.take_back(outlines);
        residues.push(residue);
    }
    let groups = Groups { of_shape: &joined.group_of, count: joined.n_groups };
    let _ = dissolving.finish(residues, groups, |shapes| parts.picked(shapes));
}

// The first four bytes are the length of the .shp; what follows it is the .dbf.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((length, rest)) = bytes.split_first_chunk::<4>() else { return };
    let length = usize::try_from(u32::from_le_bytes(*length)).unwrap_or(usize::MAX).min(rest.len());
    let (shp, dbf) = rest.split_at(length);
    let folder = bacino_fuzz::folder();
    std::fs::write(folder.join("a.dbf"), dbf).expect("a scratch file can be written");
    std::fs::write(folder.join("a.prj"), "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137.0,298.257223563]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]").expect("a scratch file can be written");
    let _ = std::fs::remove_file(folder.join("a.shx"));
    bacino_fuzz::read("a.shp", shp);
    dissolve(shp);
});
