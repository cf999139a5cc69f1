//! What mutations start from: small samples that GDAL and spreadsheets wrote, tables and studies of real size.

use std::path::Path;

use bacino::input::file::bytes::read_path;

const PAPER: &str = "All 240 libraries were invited; 132 of 240 (55.0%) answered. More than half (n = 61/132, 46.2%) had a group.
Mean staff was 7.4 (SD 3.1; range 1-22), median 6 (IQR 4-9). Response was 63% in the North, 54% in the Centre and 30% in the South.

| Duration (N = 61) | n | % |
|---|---|---|
| < 1 year | 10 | 16.4 |
| 3-Jan | 51 | 83.6 |
| Total | 61 | 100.0 |

Coverage was 61.2% in the North (755,555 of 1,234,567 residents).
";
const ARTICOLO: &str =
    "Hanno risposto in 61 su 135 (45,2%). La copertura è del 64,9% nel Nord (15.447.944 residenti su 23.801.451).
Più della metà dei servizi (40/61; 65,6%) usa cartelle; due terzi no. Totale: 30.932.942 + 28.880.945 = 59.813.887.
";

/// The seeds of a target; files are looked for below the root of the repository.
pub(crate) fn seeds_of(target: &str, root: &Path) -> Vec<Vec<u8>> {
    let file = |name: &str| read_path(&root.join(name)).expect("a seed can be read").bytes.clone();
    let sample = |name: &str| file(&format!("tests/oracle/formats/samples/{name}"));
    let samples = |names: &[&str]| names.iter().map(|name| sample(name)).collect::<Vec<_>>();
    let prefixed = |first: u8, bytes: Vec<u8>| [vec![first], bytes].concat();
    // So long that most mutations do not stop at the first line, so short that many fit into a minute.
    let start = |bytes: Vec<u8>, lines: usize| {
        bytes.split_inclusive(|byte| *byte == b'\n').take(lines).collect::<Vec<_>>().concat()
    };
    match target {
        "geojson" | "weights" => {
            let mut seeds = samples(&["squares.geojson", "old.geojson", "sequence.geojsons", "points.geojson"]);
            seeds.push(file("geodata/municipalities_gaps.geojson"));
            seeds
        }
        "topojson" => samples(&["plain.topojson", "quantised.topojson"]),
        "geopackage" => samples(&["squares.gpkg", "heights.gpkg", "points.gpkg", "several.gpkg"]),
        "flatgeobuf" => samples(&["squares.fgb", "plain.fgb", "points.fgb"]),
        "geoparquet" => {
            samples(&["snappy.parquet", "zstd.parquet", "native.parquet", "polygons.parquet", "points.parquet"])
        }
        "zipped" => samples(&["squares.zip", "several.zip"]),
        "shapefile" => ["utf8", "points", "heights"]
            .iter()
            .map(|name| {
                let (shp, dbf) = (sample(&format!("{name}.shp")), sample(&format!("{name}.dbf")));
                let length = u32::try_from(shp.len()).unwrap_or(u32::MAX).to_le_bytes();
                [length.to_vec(), shp, dbf].concat()
            })
            .collect(),
        "prj" => samples(&["utf8.prj", "latin1.prj", "heights.prj", "points.prj"]),
        "reference" => {
            [sample("utf8.prj"), b"EPSG:32632".to_vec(), b"+proj=utm +zone=32 +ellps=GRS80".to_vec()].to_vec()
        }
        "study" => vec![
            file("tests/squareland/study.toml"),
            file("geodata/reference/study.toml"),
            file("geodata/italy-mhd/study.toml"),
        ],
        "tables" => {
            let names = ["areas.csv", "units.csv", "population.csv", "catchments.csv"];
            let own =
                names.iter().zip(0..).map(|(name, role)| prefixed(role, file(&format!("tests/squareland/{name}"))));
            let books = ["xlsx", "ods", "xls", "xlsb"]
                .map(|ending| prefixed(1, file(&format!("tests/oracle/tables/squareland.{ending}"))));
            let large = [
                prefixed(0, start(file("geodata/municipalities.csv"), 200)),
                prefixed(1, file("geodata/reference/units.csv")),
                prefixed(2, start(file("geodata/municipalities.csv"), 200)),
                prefixed(3, file("geodata/reference/catchments.csv")),
            ];
            own.chain(books).chain(large).collect()
        }
        "answers" => vec![
            prefixed(1, b"unit_id;peer;staff\nA;yes;12\nC;no;7\nE;n/a;\n".to_vec()),
            prefixed(
                0,
                b"unit_id,peer,tasks,q_a,q_b,staff\nA,1,x;y,1,0,12\nB,s\xc3\xac,x,0,1,3.5\nC,0,,0,0,7\nD,99,,,,\n"
                    .to_vec(),
            ),
            prefixed(1, file("geodata/reference/answers.csv")),
        ],
        "locate" => vec![
            prefixed(0, sample("squares.geojson")),
            prefixed(0, file("geodata/municipalities_gaps.geojson")),
            prefixed(1, b"name;lon;lat\na;9,5;45,25\nb;10,1;45,5\nc;;\nd;-200;95\n".to_vec()),
            prefixed(1, b"x,y\n9.5,45.5\n10.5,44.5\n1e3,abc\n".to_vec()),
        ],
        "map_data" => vec![
            b"code,value\n01,5.5\n02,7\n03,1.25\n04,9\n05,n.d.\n".to_vec(),
            b"code;value\nPiemonte;1.234,5\nLombardia;987,5\nP.A. Trento;12\nP.A. Bolzano;c\n".to_vec(),
            [
                b"code,value\n".to_vec(),
                (1..21).flat_map(|code| format!("{code:02},{}\n", code * 37 % 100).into_bytes()).collect(),
            ]
            .concat(),
        ],
        "verify" => vec![super::targets::PICTURE.as_bytes().to_vec()],
        "audit" => vec![
            prefixed(0, PAPER.as_bytes().to_vec()),
            prefixed(6, ARTICOLO.as_bytes().to_vec()),
            prefixed(1, format!("<html><body><p>{PAPER}</p><table><caption>Table 1 (N = 61)</caption><tr><th>a</th><th>n</th><th>%</th></tr><tr><td colspan=2>yes</td><td>34 (55.7)</td></tr></table></body></html>").into_bytes()),
            prefixed(2, file("tests/fixtures/lasalvia-2025.toml")),
            prefixed(2, file("tests/fixtures/audit/fray-2022.toml")),
            prefixed(4, b"answer;n;%\nyes;34;55,7\nno;23;37,7\n3-Jan;4;6,6\nTotal;61;100,0\n".to_vec()),
            prefixed(5, file("tests/oracle/tables/squareland.xlsx")),
        ],
        // Any bytes are polygons.
        _ => vec![(0..250_u16).map(|at| u8::try_from(at * 37 % 251).unwrap_or(0)).collect(), vec![0; 40]],
    }
}
