#![no_main]

// The definition beside a shapefile, in any encoding.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let folder = bacino_fuzz::folder();
    std::fs::write(folder.join("a.dbf"), include_bytes!("../../oracle/formats/samples/utf8.dbf")).expect("a scratch file can be written");
    std::fs::write(folder.join("a.prj"), bytes).expect("a scratch file can be written");
    bacino_fuzz::read("a.shp", include_bytes!("../../oracle/formats/samples/utf8.shp"));
});
