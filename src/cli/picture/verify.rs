//! Flags of `bacino verify` as typed, and the flags that a map records, turned once into what they mean.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use bacino::atlas::ask::request::MapRequest;
use bacino::atlas::chart::request::ChartRequest;
use bacino::command::verify::Record;
use bacino::input::problem::remark::{Place, Problems, Remark};
use bacino::study::failure::Failure;
use clap::{Args, Parser};

use crate::cli::picture::chart::ChartArgs;
use crate::cli::picture::map::MapArgs;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bacino map regions my-study -o coverage.svg
  bacino verify coverage.svg my-study")]
pub(crate) struct VerifyArgs {
    /// The map or chart, as SVG
    pub(crate) picture: PathBuf,
    /// The study that it was made from, or the table, or the boundary file; of a map with panels, all of them [default: the embedded reference study]
    input: Vec<PathBuf>,
    /// Of a map of a table about the areas of a boundary file: the file
    #[arg(long, value_name = "FILE")]
    on: Option<PathBuf>,
    /// Of a map of a table about the areas of a study: the study
    #[arg(long, requires = "input")]
    study: Option<PathBuf>,
    /// Read files that the record names and nobody else, wherever they are; without it, only those in the picture's folder
    #[arg(long)]
    trust: bool,
}

/// The flags that a map records.
#[derive(Debug, Parser)]
#[command(name = "map", no_binary_name = true)]
struct Recorded {
    #[command(flatten)]
    args: MapArgs,
}

/// The flags that a chart records.
#[derive(Debug, Parser)]
#[command(name = "chart", no_binary_name = true)]
struct RecordedChart {
    #[command(flatten)]
    args: ChartArgs,
}

impl VerifyArgs {
    /// What draws the chart again.
    pub(crate) fn chart(&self, record: &Record) -> Result<ChartRequest, Failure> {
        let mut flags: Vec<OsString> = record.made_with.iter().map(OsString::from).collect();
        match (self.input.first(), record.of_table) {
            (Some(table), true) => flags.extend(["--data".into(), table.into()]),
            (Some(study), false) => flags.push(study.into()),
            (None, true) => {
                return Err(Failure::Usage {
                    message: "the chart was made from a table".to_owned(),
                    hint: Some("name the table after the chart".to_owned()),
                });
            }
            (None, false) => {}
        }
        let recorded = RecordedChart::try_parse_from(flags).ok();
        if let Some(recorded) = &recorded {
            self.trusts(&recorded.args.files())?;
        }
        recorded.and_then(|recorded| recorded.args.named()).ok_or_else(|| Failure::Usage {
            message: "the chart records flags that this version does not know".to_owned(),
            hint: Some("draw the chart again".to_owned()),
        })
    }

    /// That a picture, which anybody may have made, makes nobody read files of theirs that they did not name.
    fn trusts(&self, files: &[PathBuf]) -> Result<(), Problems> {
        let named: Vec<&PathBuf> = self.input.iter().chain(&self.on).chain(&self.study).collect();
        let real = |path: &Path| Path::new(".").join(path).canonicalize().ok();
        let folder = self.picture.parent().and_then(real);
        let is_beside =
            |file: &Path| folder.as_ref().is_some_and(|folder| real(file).is_some_and(|file| file.starts_with(folder)));
        match files.iter().find(|file| !self.trust && !named.contains(file) && !is_beside(file)) {
            Some(file) => {
                let message =
                    format!("the record names a file outside the picture's folder: {:?}", file.display().to_string());
                let place = Place::file(self.picture.display().to_string());
                Err(Problems::one(
                    Remark::new(place, message).hint("--trust reads it, where the picture is one of yours"),
                ))
            }
            None => Ok(()),
        }
    }

    /// What draws the map again.
    pub(crate) fn request(&self, record: &Record) -> Result<MapRequest, Failure> {
        let usage =
            |message: &str, hint: &str| Failure::Usage { message: message.to_owned(), hint: Some(hint.to_owned()) };
        let mut flags: Vec<OsString> = record.made_with.iter().map(OsString::from).collect();
        match (self.input.first(), record.of_table) {
            (Some(file), false) if record.of_file => flags.extend(["--on".into(), file.into()]),
            (None, false) if record.of_file && self.on.is_none() => {
                return Err(usage("the map was made from a boundary file", "name the file after the map"));
            }
            (Some(table), true) => flags.extend(["--data".into(), table.into()]),
            (Some(study), false) => flags.push(study.into()),
            (None, true) => return Err(usage("the map was made from a table", "name the table after the map")),
            (None, false) => {}
        }
        if record.of_table && record.of_file && self.on.is_none() {
            return Err(usage("the map was made from a boundary file too", "name it with --on FILE"));
        }
        flags.extend(self.on.iter().flat_map(|file| ["--on".into(), OsString::from(file)]));
        flags.extend(self.study.iter().map(OsString::from));
        flags.extend(self.input.iter().skip(1).flat_map(|input| ["--with".into(), input.into()]));
        let recorded = Recorded::try_parse_from(flags).map_err(|error| {
            let message = error.to_string();
            let first = message.lines().next().unwrap_or_default().trim_start_matches("error: ");
            usage(&format!("the map records flags that this version does not know: {first}"), "draw the map again")
        })?;
        self.trusts(&recorded.args.files())?;
        Ok(recorded.args.request())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::io::Write as _;

    use bacino::atlas::drawing::draw;
    use clap::CommandFactory as _;

    use super::*;

    /// Flags of `map` that no record needs: what draws the same picture whatever they say, and files that are named when it is verified.
    const NOT_RECORDED: [(&str, &str); 8] = [
        ("--on", "the boundary file is named when the map is verified"),
        ("--data", "the table is named after the map"),
        ("--with", "further studies and tables are named after the map"),
        ("--output", "the same picture, wherever it is written"),
        ("--force", "the same picture, whatever it replaces"),
        ("--lint", "draws nothing"),
        ("--dpi", "pixels of a PNG, which carries no record"),
        ("--width", "pixels of a PNG, which carries no record"),
    ];

    /// A flag without its value.
    fn name(word: &str) -> String {
        word.split('=').next().unwrap_or(word).to_owned()
    }

    /// The flags among words that are typed or recorded.
    fn flags_of(words: &[String]) -> BTreeSet<String> {
        words.iter().filter(|word| word.starts_with('-')).map(|word| name(word)).collect()
    }

    /// An ODS workbook of one sheet of texts, "Beds".
    fn workbook_of(rows: &[[&str; 2]]) -> Vec<u8> {
        let cell = |text: &&str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
        let row = |cells: &[&str; 2]| {
            let cells: String = cells.iter().map(cell).collect();
            format!("<table:table-row>{cells}</table:table-row>")
        };
        let rows: String = rows.iter().map(row).collect();
        let sheet = format!("<table:table table:name=\"Beds\">{rows}</table:table>");
        let content = format!("<office:spreadsheet>{sheet}</office:spreadsheet>");
        let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        for (part, text) in [("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)]
        {
            archive.start_file(part, stored).unwrap();
            archive.write_all(text.as_bytes()).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    #[test]
    fn a_map_records_every_flag_that_changes_it() {
        let folder = std::env::temp_dir().join(format!("bacino-record-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let table = folder.join("table.csv");
        std::fs::write(&table, "code;beds;year\n01;1,5;a\n03;x;a\n01;2,5;b\n03;4,5;b\n").unwrap();
        let workbook = folder.join("table.ods");
        std::fs::write(&workbook, workbook_of(&[["code", "beds"], ["001001", "5"], ["104017", "7"]])).unwrap();
        let signs = folder.join("signs.csv");
        std::fs::write(&signs, "code,area,beds\n001,a,5\n002,a,7\n003,b,9\n").unwrap();
        let zones = folder.join("zones.topojson");
        let text = r#"{"type":"Topology","arcs":[[[9,45],[10,45],[10,46],[9,45]]],"objects":{"zones":{"type":"GeometryCollection","geometries":[{"type":"Polygon","arcs":[[0]],"properties":{"k":"a","v":3}}]}}}"#;
        std::fs::write(&zones, text).unwrap();
        let zones = zones.display().to_string();
        let [table, workbook, signs] = [table, workbook, signs].map(|path| path.display().to_string());
        let drawn: [&[&str]; 10] = [
            &["--on", &zones, "--id=k", "--value=v", "--on-layer=zones", "--on-crs=EPSG:4326"],
            &["provinces", "--value=coverage", "--source=census", "--classes=natural", "-k=4", "--palette=Blues"],
            &[
                "provinces",
                "--title=A title",
                "--subtitle=A line",
                "--legend-title=A value",
                "--unit=%",
                "--credit=A ministry",
                "--note=A sentence.",
                "--part=Sicilia",
                "--inset=Catania",
                "--locator=extent",
                "--size=slide",
                "--theme=dark",
                "--labels=values",
                "--histogram",
                "--north-arrow",
                "--graticule",
                "--hatch-below=5units",
                "--uncertainty=alpha",
                "--attributes=none",
                "--embed-font",
            ],
            &[
                "istat5",
                "--value=weight_raked",
                "--aggregate=sum",
                "--breaks=-1,50,99",
                "--outline-text",
                "--middle=20",
                "--decimals=1",
            ],
            &["istat3", "--value2=residents", "--internal"],
            &["istat3", "--form=dots", "--dot=500000", "--seed=3"],
            &["regions", "--form=multiples", "--values=coverage,response", "--panel=a", "--panel=b"],
            &[
                "regions",
                "--data",
                &table,
                "--code=code",
                "--value=beds",
                "--suppressed=x",
                "--numbers=it",
                "--language=it",
                "--form=multiples",
                "--wave=year",
            ],
            &["provinces", "--data", &signs, "--groups=area", "--value=beds", "--aggregate=mean"],
            &["municipalities", "--data", &workbook, "--sheet=Beds", "--value=beds", "--codes=2016-01-01"],
        ];
        let mut recorded = BTreeSet::new();
        for typed in drawn {
            let typed: Vec<String> = typed.iter().map(|&word| word.to_owned()).collect();
            let request = Recorded::try_parse_from(&typed).unwrap().args.request();
            let record = draw(&request).unwrap().drawing.record();
            let made_with: Vec<String> = serde_json::from_value(record["made_with"].clone()).unwrap();
            recorded.extend(flags_of(&typed).intersection(&flags_of(&made_with)).cloned());
        }
        std::fs::remove_dir_all(&folder).unwrap();
        let known = |flag: &String| recorded.contains(flag) || NOT_RECORDED.iter().any(|(name, _)| name == flag);
        let command = Recorded::command();
        let flags = command.get_opts().map(|flag| match (flag.get_long(), flag.get_short()) {
            (Some(long), _) => format!("--{long}"),
            (None, short) => short.map_or_else(String::new, |short| format!("-{short}")),
        });
        let forgotten: Vec<String> = flags.filter(|flag| !known(flag)).collect();
        assert!(forgotten.is_empty(), "no record of a map has {forgotten:?}: see src/atlas/ask/flags.rs");
    }
}
