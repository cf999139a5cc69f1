//! What is asked of a chart.

use crate::input::study::source::StudySource;
use crate::model::base::language::Language;
use crate::render::chart::form::{ChartDesign, ChartName};
use crate::render::colour::theme::ThemeName;
use crate::render::page::scene::TextForm;
use crate::render::page::size::Size;

/// What to draw.
#[derive(Clone, Debug)]
pub struct ChartRequest {
    /// Which chart.
    pub name: ChartName,
    /// The questions that it is of, by name; none for what it shows where none is named.
    pub questions: Vec<String>,
    /// The study.
    pub study: StudySource,
    /// Whether it is for the people of the survey, who may see exact values.
    pub internal: bool,
    /// The language, instead of the study's.
    pub language: Option<Language>,
    /// The title, instead of the one that is made.
    pub title: Option<String>,
    /// Size, colours, text.
    pub design: ChartDesign,
}

impl ChartRequest {
    /// A chart of the embedded study as it is drawn where nothing else is asked.
    pub fn usual(name: ChartName) -> Self {
        let design =
            ChartDesign { size: Size::web(), theme: ThemeName::default().colours(), text: TextForm::default() };
        Self {
            name,
            questions: Vec::new(),
            study: StudySource::Reference,
            internal: false,
            language: None,
            title: None,
            design,
        }
    }

    /// The flags of the command that draws it again. Every field is named, so that a new one is recorded or said not to be.
    pub(crate) fn flags(&self) -> Vec<String> {
        let Self { name, questions, study: _, internal, language, title, design: ChartDesign { size, theme, text } } =
            self;
        let mut flags = vec![name.word().to_owned()];
        flags.extend(questions.iter().map(|question| format!("--question={question}")));
        flags.extend(internal.then(|| "--internal".to_owned()));
        flags.extend(language.map(|language| format!("--language={}", language.word())));
        flags.extend(title.iter().map(|title| format!("--title={title}")));
        flags.push(format!("--size={}", size.word));
        if theme.name != ThemeName::default() {
            flags.push(format!("--theme={}", theme.name.word()));
        }
        match text {
            TextForm::Named => {}
            TextForm::Embedded => flags.push("--embed-font".to_owned()),
            TextForm::Outlined => flags.push("--outline-text".to_owned()),
        }
        flags
    }
}
