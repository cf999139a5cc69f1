#![no_main]

// The first four bytes are the length of the .shp; what follows it is the .dbf.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((length, rest)) = bytes.split_first_chunk::<4>() else { return };
    let length = usize::try_from(u32::from_le_bytes(*length)).unwrap_or(usize::MAX).min(rest.len());
    let (shp, dbf) = rest.split_at(length);
    let folder = bacino_fuzz::folder();
    std::fs::write(folder.join("a.dbf"), dbf).expect("a scratch file can be written");
    std::fs::write(folder.join("a.prj"), "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137.0,298.257223563]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]").expect("a scratch file can be written");
    bacino_fuzz::read("a.shp", shp);
});
