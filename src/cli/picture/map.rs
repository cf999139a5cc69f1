//! Flags of `bacino map` as typed, turned once into what they mean.

use std::path::{Path, PathBuf};

use bacino::analysis::coverage::area::Source;
use bacino::analysis::coverage::indicator::Value;
use bacino::analysis::statistic::aggregate::Aggregate;
use bacino::atlas::ask::request::PanelsRequest;
use bacino::atlas::ask::request::{MapRequest, OnFile};
use bacino::atlas::ask::style::{Style, Wording};
use bacino::command::map::{Judged, PictureForm};
use bacino::input::value::format::NumberFormat;
use bacino::input::value::withheld::Marks;
use bacino::model::base::language::Language;
use bacino::render::classes::classify::{Breaks, ClassMethod};
use bacino::render::colour::colours::Colours;
use bacino::render::colour::theme::ThemeName;
use bacino::render::page::size::Size;
use bacino::render::picture::design::{Attributes, Design, Labels, LocatorKind, Small, TitlePlace, Uncertainty};
use bacino::render::picture::shown::Form;
use bacino::study::failure::Failure;
use clap::Args;

use crate::cli::word::picture::{FormArgs, picture_form};
use crate::cli::word::study::study;
use crate::cli::word::value::{UpperBounds, bounds, colours, labels, names_of, number, palettes, size, small, words};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bacino map regions my-study -o coverage.svg
  bacino map regions my-study --value representation --theme grey -o representation.pdf
  bacino map --data beds.csv -o beds.png
  bacino map areas.geojson --value rate -o rate.svg
  bacino map --data schools.csv --on areas.gpkg --value pupils -o pupils.svg
  bacino map municipalities --data districts.csv --code municipality --groups district -o d.svg
  bacino map regions,istat5 my-study --form multiples -o schemes.svg
  bacino map provinces my-study --part Toscana --labels names --locator extent -o toscana.svg
  bacino map regions my-study --lint")]
pub(crate) struct MapArgs {
    /// regions, provinces, municipalities, catchments, regions21 (Bolzano and Trento apart), or a scheme such as istat5, in English or
    /// Italian [default: with --data, the layer whose areas the table names]
    layer: Option<String>,
    /// A study file or a folder with a study.toml [default: the embedded reference study]; with --data, whose areas it is about
    /// [default: Italy's]
    study: Option<PathBuf>,
    /// The file to write, ending in .svg, .png or .pdf; - is standard output, as SVG [default: on a terminal LAYER.svg, else standard
    /// output]
    #[arg(long, short)]
    output: Option<PathBuf>,
    /// coverage, response, representation, residents, answered, or any column of the study: a characteristic, a question, `propensity`,
    /// `weight_raked`, `population_18plus`, `share_18plus`, `density` …; `name=category` is the share of units in it; with --data, the column
    #[arg(long)]
    value: Option<String>,
    /// How numbers of several units, or with --groups of several areas, become one: sum for counts, mean for rates of residents,
    /// unit-mean for rates of units
    #[arg(long, value_parser = names_of(Aggregate::ALL))]
    aggregate: Option<Aggregate>,
    /// A table of values by area code, instead of a study
    #[arg(long)]
    data: Option<PathBuf>,
    /// A boundary file whose areas are drawn (.geojson, .topojson, .shp, .zip, .gpkg, .fgb, .parquet), with --data or by its own
    /// attributes; it may stand in the place of LAYER
    #[arg(long, value_name = "FILE")]
    on: Option<PathBuf>,
    /// With a boundary file: the column that identifies its areas
    #[arg(long, value_name = "COLUMN")]
    id: Option<String>,
    /// The layer of the boundary file, where it has several
    #[arg(long, value_name = "LAYER")]
    on_layer: Option<String>,
    /// The reference system of the boundary file, where it does not say
    #[arg(long, value_name = "CRS")]
    on_crs: Option<String>,
    /// With --data: the column of codes or names of areas
    #[arg(long, requires = "data")]
    code: Option<String>,
    /// With --data: join the areas with the same word in this column, such as the districts of municipalities
    #[arg(long, requires = "data", value_name = "COLUMN", conflicts_with = "wave")]
    groups: Option<String>,
    /// With --data: the sheet of a workbook
    #[arg(long, requires = "data")]
    sheet: Option<String>,
    /// With --data: the day that the codes are of, such as 2021-01-01, to convert them
    #[arg(long, requires = "data", value_name = "DATE")]
    codes: Option<jiff::civil::Date>,
    /// With --data: marks of values that are withheld [default: `c`, `:c`, `*`, `**`, `..` and `<` with a number]
    #[arg(long, requires = "data", value_delimiter = ',', value_name = "MARKS", allow_hyphen_values = true)]
    suppressed: Option<Vec<String>>,
    /// With --data: what marks decimals, where the column does not decide it
    #[arg(long, requires = "data", value_parser = words::<NumberFormat>())]
    numbers: Option<NumberFormat>,
    /// Where residents are counted
    #[arg(long, value_parser = words::<Source>())]
    source: Option<Source>,
    /// How classes are chosen
    #[arg(long, value_parser = words::<ClassMethod>(), conflicts_with = "breaks")]
    classes: Option<ClassMethod>,
    /// How many classes, 1 to 9
    #[arg(short, value_parser = clap::value_parser!(u8).range(1..=9))]
    k: Option<u8>,
    /// Upper bounds of the classes, such as 20,40,60; shares are given as 0.2,0.4,0.6
    #[arg(long, value_parser = bounds)]
    breaks: Option<UpperBounds>,
    #[arg(long, value_name = "PALETTE|COLOURS", value_parser = colours, help = palettes())]
    palette: Option<Colours>,
    /// The value around which classes and colours part, such as 0 or a mean
    #[arg(long, value_name = "NUMBER", value_parser = number, allow_hyphen_values = true)]
    middle: Option<f64>,
    /// What areas carry besides their identifiers
    #[arg(long, value_parser = words::<Attributes>(), default_value = Attributes::default().word())]
    attributes: Attributes,
    /// Draw one part of the territory alone, such as a region; by code or name. Without it, where only one region has data, that region;
    /// "all" draws the whole
    #[arg(long, value_name = "AREA")]
    part: Option<String>,
    /// A second value, drawn together with the first: three classes of each, nine colours
    #[arg(long, value_parser = names_of(Value::ALL.into_iter().filter(|value| *value != Value::Answered)), conflicts_with_all = ["data", "classes", "breaks", "k", "palette", "middle"])]
    value2: Option<Value>,
    /// What stands for areas: filled outlines, circles as large as their residents (on the map, or moved apart in place of areas), tiles
    /// of one size, dots for residents whom no answer covers, or several small maps
    #[arg(long = "form", value_parser = names_of(Form::ALL), default_value = Form::default().word())]
    figure: Form,
    #[command(flatten)]
    panels: PanelArgs,
    /// For the people of the survey: exact values, whatever was promised to the units
    #[arg(long)]
    internal: bool,
    /// With --form dots: residents for whom a dot stands
    #[arg(long, value_name = "RESIDENTS", value_parser = clap::value_parser!(u64).range(1..))]
    dot: Option<u64>,
    /// With --form dots: what the spread of dots starts from
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Draw nothing; look at the map with the rules of cartography. Exit code 1 when it breaks one that misleads
    #[arg(long, conflicts_with = "output")]
    pub(crate) lint: bool,
    #[command(flatten)]
    wording: WordingArgs,
    #[command(flatten)]
    layout: LayoutArgs,
    #[command(flatten)]
    writing: FormArgs,
    /// Overwrite a file that this program did not write, and draw what `--lint` calls an error
    #[arg(long)]
    pub(crate) force: bool,
}

/// Flags of maps with several panels.
#[derive(Debug, Args)]
#[command(next_help_heading = "Panels, with --form multiples (or name several layers: regions,istat5)")]
struct PanelArgs {
    /// One panel for each of these values; with --data, for each of these columns
    #[arg(long, value_delimiter = ',', value_name = "VALUE")]
    values: Vec<String>,
    /// One panel more for this study, or with --data for this table; may be given several times
    #[arg(long, value_name = "STUDY|TABLE")]
    with: Vec<PathBuf>,
    /// With --data: one panel for each word of this column
    #[arg(long, value_name = "COLUMN")]
    wave: Option<String>,
    /// The title of a panel; once for each, in their order
    #[arg(long, value_name = "TITLE")]
    panel: Vec<String>,
}

/// Flags of words around a map.
#[derive(Debug, Args)]
#[command(next_help_heading = "Words, instead of those that are made; \"\" leaves them out")]
struct WordingArgs {
    /// The title
    #[arg(long)]
    title: Option<String>,
    /// The line below the title
    #[arg(long)]
    subtitle: Option<String>,
    /// What stands over the legend
    #[arg(long, value_name = "TITLE")]
    legend_title: Option<String>,
    /// The unit of the values, such as "per 1,000"; it stands in the legend's title
    #[arg(long)]
    unit: Option<String>,
    /// Who made the data, in place of whom the table or the study names
    #[arg(long, value_name = "SOURCE")]
    credit: Option<String>,
    /// A sentence at the foot
    #[arg(long, value_name = "SENTENCE")]
    note: Option<String>,
    /// The language of words, numbers and names [default: the study's; of a table English]
    #[arg(long, value_parser = words::<Language>())]
    language: Option<Language>,
}

/// Flags that change how a map looks and not what it says.
#[derive(Debug, Args)]
#[command(next_help_heading = "Layout")]
struct LayoutArgs {
    /// column (85 mm), page (180 mm), a4, slide (16:9), web (800 pixels), or a size such as 120x90mm
    #[arg(long, default_value = "web", value_parser = size)]
    size: Size,
    /// The colours of the page
    #[arg(long, value_parser = words::<ThemeName>(), default_value = ThemeName::default().word())]
    theme: ThemeName,
    /// What stands on areas: names, codes, values, or names,values and codes,values
    #[arg(long, value_name = "WHAT", value_parser = labels, default_value = Labels::default().word())]
    labels: Labels,
    /// Decimals of values and of the legend [default: those of the data, and as few in the legend as classes need]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(0..=15))]
    decimals: Option<u8>,
    /// Show in the legend how values are distributed
    #[arg(long)]
    histogram: bool,
    /// Draw an arrow that points north
    #[arg(long)]
    north_arrow: bool,
    /// Draw lines of equal longitude and latitude
    #[arg(long)]
    graticule: bool,
    /// Draw an area again, larger, in a corner; by code or name, may be given several times
    #[arg(long, value_name = "AREA")]
    inset: Vec<String>,
    /// Draw a small map in a corner: the macro-areas (those of the layer or of the part, else of the first scheme that the study
    /// declares, else ISTAT's five), or with --part where the part lies
    #[arg(long, value_parser = words::<LocatorKind>(), default_value = LocatorKind::default().word())]
    locator: LocatorKind,
    /// Hatch areas with fewer residents than this, or with fewer units: 5units
    #[arg(long, value_name = "N", value_parser = small)]
    hatch_below: Option<Small>,
    /// Show how wide the range by chance is: lines over wide ranges, or colours that fade
    #[arg(long, value_parser = words::<Uncertainty>())]
    uncertainty: Option<Uncertainty>,
}

impl WordingArgs {
    fn words(&self) -> Wording {
        Wording {
            title: self.title.clone(),
            subtitle: self.subtitle.clone(),
            legend_title: self.legend_title.clone(),
            unit: self.unit.clone(),
            credit: self.credit.clone(),
            note: self.note.clone(),
            language: self.language,
        }
    }
}

impl MapArgs {
    pub(crate) fn request(&self) -> MapRequest {
        let on = self.boundary_file().map(|path| OnFile {
            path,
            layer: self.on_layer.clone(),
            crs: self.on_crs.clone(),
            id: self.id.clone(),
        });
        MapRequest {
            layer: self.layer.clone().filter(|_| on.is_none()),
            on,
            study: study(self.study.as_ref()),
            value: self.value.clone(),
            aggregate: self.aggregate,
            data: self.data.clone(),
            code: self.code.clone(),
            groups: self.groups.clone(),
            sheet: self.sheet.clone(),
            codes: self.codes,
            marks: self.suppressed.clone().map_or_else(Marks::default, Marks::named),
            numbers: self.numbers,
            source: self.source,
            panels: PanelsRequest {
                values: self.panels.values.clone(),
                with: self.panels.with.clone(),
                wave: self.panels.wave.clone(),
                word: None,
                titles: self.panels.panel.clone(),
            },
            zoom: true,
            style: Style {
                method: self
                    .breaks
                    .clone()
                    .map(|UpperBounds(bounds)| Breaks::Given(bounds))
                    .or(self.classes.map(Breaks::Chosen)),
                k: self.k.map(usize::from),
                palette: self.palette.clone(),
                middle: self.middle,
                wording: self.wording.words(),
                part: self.part.clone(),
                second: self.value2,
                form: self.figure,
                people_per_dot: self.dot,
                seed: self.seed,
                internal: self.internal,
                design: self.design(),
            },
        }
    }

    /// Files that are read.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        let one = [self.boundary_file(), self.study.clone(), self.data.clone()];
        one.into_iter().flatten().chain(self.panels.with.iter().cloned()).collect()
    }

    /// The boundary file whose areas are drawn: the one that is named, or a file in the place of the layer.
    fn boundary_file(&self) -> Option<PathBuf> {
        const ENDINGS: [&str; 9] =
            ["geojson", "json", "topojson", "shp", "zip", "gpkg", "fgb", "parquet", "geoparquet"];
        let layer = self.layer.as_deref().map(Path::new);
        let is_file = |path: &&Path| {
            let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
            ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
        };
        self.on.clone().or_else(|| layer.filter(is_file).map(Path::to_owned))
    }

    fn design(&self) -> Design {
        Design {
            title: TitlePlace::default(),
            size: self.layout.size.clone(),
            theme: self.layout.theme.colours(),
            labels: self.layout.labels,
            decimals: self.layout.decimals.map(usize::from),
            histogram: self.layout.histogram,
            north_arrow: self.layout.north_arrow,
            graticule: self.layout.graticule,
            hatch_below: self.layout.hatch_below,
            uncertainty: self.layout.uncertainty,
            insets: self.layout.inset.clone(),
            locator: self.layout.locator,
            text: self.writing.text(),
            attributes: self.attributes,
        }
    }

    /// Whether a map that misleads is refused.
    pub(crate) fn judged(&self) -> Judged {
        if self.force { Judged::Freely } else { Judged::Strictly }
    }

    /// The form that the file's ending asks for.
    pub(crate) fn form(&self) -> Result<PictureForm, Failure> {
        picture_form(self.output.as_deref().filter(|path| *path != Path::new("-")), &self.writing)
    }

    /// The file to write; `None` is standard output. Without a word on it a terminal gets a file in the folder that one is in.
    pub(crate) fn file(&self, to_terminal: bool) -> Option<PathBuf> {
        match &self.output {
            Some(path) if path == Path::new("-") => None,
            Some(path) => Some(path.clone()),
            None if to_terminal && !self.lint => Some(PathBuf::from(format!("{}.svg", self.name()))),
            None => None,
        }
    }

    /// A name for the picture: its layer, else that of the file that it is drawn from.
    fn name(&self) -> String {
        let layer = self.layer.as_deref().map(Path::new);
        let named = layer.or(self.data.as_deref().filter(|path| *path != Path::new("-")));
        let stem = named.and_then(Path::file_stem).map(|stem| stem.to_string_lossy().replace(',', "-"));
        stem.unwrap_or_else(|| "map".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use crate::cli::commands::{Cli, Command};

    /// The file that a map is written to, on a terminal or not.
    fn file(typed: &str, to_terminal: bool) -> Option<String> {
        let Command::Map(args) = Cli::parse_from(typed.split(' ')).command else { return None };
        args.file(to_terminal).map(|path| path.display().to_string())
    }

    #[test]
    fn a_terminal_gets_a_file_and_a_pipe_the_picture() {
        for (typed, name) in [
            ("bacino map regions", "regions.svg"),
            ("bacino map regions,istat5 --form multiples", "regions-istat5.svg"),
            ("bacino map --data ../tables/beds.csv", "beds.svg"),
            ("bacino map --data -", "map.svg"),
            ("bacino map areas/zones.geojson --value rate", "zones.svg"),
        ] {
            assert_eq!((file(typed, true).as_deref(), file(typed, false)), (Some(name), None), "{typed}");
        }
        assert_eq!(file("bacino map regions -o a.png", true).as_deref(), Some("a.png"));
        assert_eq!((file("bacino map regions -o -", true), file("bacino map regions --lint", true)), (None, None));
    }
}
