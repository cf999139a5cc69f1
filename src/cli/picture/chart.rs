//! Flags of `bacino chart` as typed, turned once into what they mean.

use std::path::{Path, PathBuf};

use bacino::atlas::ask::style::Wording;
use bacino::atlas::chart::request::{ChartRequest, TableRequest};
use bacino::command::map::PictureForm;
use bacino::input::study::source::StudySource;
use bacino::input::value::format::NumberFormat;
use bacino::input::value::withheld::Marks;
use bacino::model::base::language::Language;
use bacino::render::chart::form::{ChartDesign, ChartName};
use bacino::render::colour::theme::ThemeName;
use bacino::render::page::scene::TextForm;
use bacino::render::page::size::Size;
use bacino::render::picture::design::TitlePlace;
use bacino::render::report::sheet::CsvForm;
use bacino::study::failure::Failure;
use clap::Args;

use crate::cli::word::picture::{FormArgs, picture_form};
use crate::cli::word::study::study;
use crate::cli::word::value::{WordOrPath, size, words, words_or_path};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bacino chart                                # those that the embedded study has
  bacino chart my-study                       # those of a study
  bacino chart coverage-by-chance my-study -o chance.svg
  bacino chart coverage-by-chance my-study --size column --theme grey -o chance.pdf
  bacino chart bars --data beds.csv --label region --value beds -o beds.svg")]
pub(crate) struct ChartArgs {
    /// The chart, or a study whose charts are listed [default: list those of the embedded study]
    #[arg(value_name = "CHART", value_parser = words_or_path::<ChartName>())]
    first: Option<WordOrPath<ChartName>>,
    /// A study file or a folder with a study.toml [default: the embedded reference study]
    study: Option<PathBuf>,
    /// A question that the chart is of, by name; again for further ones
    #[arg(long, value_name = "NAME")]
    question: Vec<String>,
    /// Of charts of areas: the scheme whose areas alone are shown, beside the whole
    #[arg(long, value_name = "NAME", conflicts_with = "data")]
    scheme: Option<String>,
    /// The file to write, ending in .svg, .png or .pdf; its numbers stand beside it as .csv; - is standard output, as SVG
    #[arg(long, short)]
    output: Option<PathBuf>,
    /// For the people of the survey: exact values, whatever was promised to the units
    #[arg(long)]
    pub(crate) internal: bool,
    /// The language of words and numbers [default: the study's]
    #[arg(long, value_parser = words::<Language>())]
    language: Option<Language>,
    /// The title, instead of the one that is made; an empty one leaves it out
    #[arg(long)]
    title: Option<String>,
    /// column (85 mm), page (180 mm), a4, slide (16:9), web (800 pixels), or a size such as 120x90mm
    #[arg(long, default_value = "web", value_parser = size)]
    size: Size,
    /// The colours of the page
    #[arg(long, value_parser = words::<ThemeName>(), default_value = ThemeName::default().word())]
    theme: ThemeName,
    #[command(flatten)]
    table: TableArgs,
    #[command(flatten)]
    writing: FormArgs,
    /// The form of the table of its numbers: excel is what a spreadsheet of the study's language opens right
    #[arg(long, value_name = "FORM", value_parser = words::<CsvForm>(), default_value = CsvForm::default().word())]
    csv: CsvForm,
    /// Overwrite a file that this program did not write
    #[arg(long)]
    pub(crate) force: bool,
}

/// Flags of charts of a table.
#[derive(Debug, Args)]
#[command(next_help_heading = "Bars and dots of a table")]
struct TableArgs {
    /// The table, instead of a study
    #[arg(long, requires = "label", requires = "value")]
    data: Option<PathBuf>,
    /// The column of labels
    #[arg(long, requires = "data", value_name = "COLUMN")]
    label: Option<String>,
    /// The column of values
    #[arg(long, requires = "data", value_name = "COLUMN")]
    value: Option<String>,
    /// Of dots: the column of the lower end of an interval
    #[arg(long, requires = "data", requires = "high", value_name = "COLUMN")]
    low: Option<String>,
    /// Of dots: the column of the upper end
    #[arg(long, requires = "data", requires = "low", value_name = "COLUMN")]
    high: Option<String>,
    /// The column of groups, in which rows stand together
    #[arg(long, requires = "data", value_name = "COLUMN")]
    group: Option<String>,
    /// Keep the order of the table [default: the largest value first, within groups]
    #[arg(long, requires = "data")]
    keep_order: bool,
    /// The sheet of a workbook
    #[arg(long, requires = "data")]
    sheet: Option<String>,
    /// Marks of values that are withheld [default: `c`, `:c`, `*`, `**`, `..` and `<` with a number]
    #[arg(long, requires = "data", value_delimiter = ',', value_name = "MARKS", allow_hyphen_values = true)]
    suppressed: Option<Vec<String>>,
    /// What marks decimals, where the columns do not decide it
    #[arg(long, requires = "data", value_parser = words::<NumberFormat>())]
    numbers: Option<NumberFormat>,
    /// The line below the title
    #[arg(long, requires = "data")]
    subtitle: Option<String>,
    /// The unit of the values; it stands over the numbers
    #[arg(long, requires = "data")]
    unit: Option<String>,
    /// Who made the data, in place of whom the table names
    #[arg(long, requires = "data", value_name = "SOURCE")]
    credit: Option<String>,
    /// A sentence at the foot
    #[arg(long, requires = "data", value_name = "SENTENCE")]
    note: Option<String>,
}

impl TableArgs {
    fn request(&self) -> Option<TableRequest> {
        let wording = Wording {
            subtitle: self.subtitle.clone(),
            unit: self.unit.clone(),
            credit: self.credit.clone(),
            note: self.note.clone(),
            ..Wording::default()
        };
        Some(TableRequest {
            data: self.data.clone()?,
            label: self.label.clone()?,
            value: self.value.clone()?,
            ends: self.low.clone().zip(self.high.clone()).map(|(low, high)| [low, high]),
            group: self.group.clone(),
            keep_order: self.keep_order,
            sheet: self.sheet.clone(),
            numbers: self.numbers,
            marks: self.suppressed.clone().map_or_else(Marks::default, Marks::named),
            wording,
        })
    }
}

impl ChartArgs {
    /// The chart, where one is named.
    pub(crate) fn name(&self) -> Option<ChartName> {
        match self.first {
            Some(WordOrPath::Word(name)) => Some(name),
            Some(WordOrPath::Path(_)) | None => None,
        }
    }

    /// The study whose charts are listed.
    pub(crate) fn listed(&self) -> Result<StudySource, Failure> {
        match (&self.first, &self.study) {
            (Some(WordOrPath::Path(first)), Some(second)) => Err(Failure::Usage {
                message: format!("{} is no chart, and {} is a study", first.display(), second.display()),
                hint: Some("name a chart, or one study to list its charts".to_owned()),
            }),
            (Some(WordOrPath::Path(first)), None) => Ok(study(Some(first))),
            (Some(WordOrPath::Word(_)) | None, second) => Ok(study(second.as_ref())),
        }
    }

    pub(crate) fn request(&self, name: ChartName) -> ChartRequest {
        ChartRequest {
            name,
            questions: self.question.clone(),
            scheme: self.scheme.clone(),
            study: study(self.study.as_ref()),
            internal: self.internal,
            language: self.language,
            title: self.title.clone(),
            table: self.table.request(),
            design: ChartDesign {
                title: TitlePlace::default(),
                size: self.size.clone(),
                theme: self.theme.colours(),
                text: self.text(),
            },
            csv: self.csv,
        }
    }

    /// Files that are read.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        [&self.study, &self.table.data].into_iter().flatten().cloned().collect()
    }

    /// What is asked for, where a chart is named.
    pub(crate) fn named(&self) -> Option<ChartRequest> {
        self.name().map(|name| self.request(name))
    }

    fn text(&self) -> TextForm {
        self.writing.text()
    }

    /// The form that the file's ending asks for.
    pub(crate) fn form(&self) -> Result<PictureForm, Failure> {
        picture_form(self.file(), &self.writing)
    }

    /// Whether a file is the table that the chart is of.
    pub(crate) fn is_data(&self, path: &Path) -> bool {
        let found = |path: &Path| path.canonicalize().ok();
        self.table.data.as_deref().and_then(found).is_some_and(|data| found(path) == Some(data))
    }

    /// The file to write; `None` is standard output.
    pub(crate) fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| *path != Path::new("-"))
    }
}
