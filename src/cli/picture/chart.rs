//! Flags of `bacino chart` as typed, turned once into what they mean.

use std::path::{Path, PathBuf};

use bacino::atlas::chart::request::ChartRequest;
use bacino::command::map::PictureForm;
use bacino::input::study::source::StudySource;
use bacino::model::base::language::Language;
use bacino::render::chart::form::{ChartDesign, ChartName};
use bacino::render::colour::theme::ThemeName;
use bacino::render::page::scene::TextForm;
use bacino::render::page::size::Size;
use bacino::study::failure::Failure;
use clap::Args;

use crate::cli::word::picture::{FormArgs, picture_form};
use crate::cli::word::study::study;
use crate::cli::word::value::{size, words};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bacino chart                                # those that the embedded study has
  bacino chart coverage-by-chance my-study -o chance.svg
  bacino chart coverage-by-chance my-study --size column --theme grey -o chance.pdf")]
pub(crate) struct ChartArgs {
    /// The chart [default: list those that the study has]
    #[arg(value_parser = words::<ChartName>())]
    pub(crate) name: Option<ChartName>,
    /// A study file or a folder with a study.toml [default: the embedded reference study]
    study: Option<PathBuf>,
    /// A question that the chart is of, by name; again for further ones
    #[arg(long, value_name = "NAME")]
    question: Vec<String>,
    /// The file to write, ending in .svg, .png or .pdf; its numbers stand beside it as .csv; - is standard output, as SVG
    #[arg(long, short)]
    output: Option<PathBuf>,
    /// For the people of the survey: exact values, whatever was promised to the units
    #[arg(long)]
    pub(crate) internal: bool,
    /// The language of words and numbers [default: the study's]
    #[arg(long, value_parser = words::<Language>())]
    language: Option<Language>,
    /// The title, instead of the one that is made
    #[arg(long)]
    title: Option<String>,
    /// column (85 mm), page (180 mm), a4, slide (16:9), web (800 pixels), or a size such as 120x90mm
    #[arg(long, default_value = "web", value_parser = size)]
    size: Size,
    /// The colours of the page
    #[arg(long, value_parser = words::<ThemeName>(), default_value = ThemeName::default().word())]
    theme: ThemeName,
    #[command(flatten)]
    writing: FormArgs,
    /// Overwrite a file that this program did not write
    #[arg(long)]
    pub(crate) force: bool,
}

impl ChartArgs {
    /// The study.
    pub(crate) fn study(&self) -> StudySource {
        study(self.study.as_ref())
    }

    pub(crate) fn request(&self, name: ChartName) -> ChartRequest {
        ChartRequest {
            name,
            questions: self.question.clone(),
            study: self.study(),
            internal: self.internal,
            language: self.language,
            title: self.title.clone(),
            design: ChartDesign { size: self.size.clone(), theme: self.theme.colours(), text: self.text() },
        }
    }

    /// What is asked for, where a chart is named.
    pub(crate) fn named(&self) -> Option<ChartRequest> {
        self.name.map(|name| self.request(name))
    }

    fn text(&self) -> TextForm {
        self.writing.text()
    }

    /// The form that the file's ending asks for.
    pub(crate) fn form(&self) -> Result<PictureForm, Failure> {
        picture_form(self.file(), &self.writing)
    }

    /// The file to write; `None` is standard output.
    pub(crate) fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| *path != Path::new("-"))
    }
}
