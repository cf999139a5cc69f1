#![no_main]

use bacino::input::layer::request::FeatureRequest;
use bacino::input::shapes::features::read_areas;
use bacino::input::file::bytes::Folder;

// The definition of a reference system, as --crs and as the old member of GeoJSON take it.
libfuzzer_sys::fuzz_target!(|text: &str| {
    let square = r#"{"type":"Polygon","coordinates":[[[500000,5000000],[600000,5000000],[600000,5100000],[500000,5000000]]]}"#;
    let folder = bacino_fuzz::folder();
    std::fs::write(folder.join("a.json"), square).expect("a scratch file can be written");
    let request = FeatureRequest { crs: Some(text), ..FeatureRequest::default() };
    let _ = read_areas(&Folder::Disk(folder.clone()), "a.json", &request);
});
