//! What is asked of a chart.

use std::path::PathBuf;

use crate::atlas::ask::flags::wording_flags;
use crate::atlas::ask::style::Wording;
use crate::input::study::source::StudySource;
use crate::input::value::format::NumberFormat;
use crate::input::value::withheld::Marks;
use crate::model::base::language::Language;
use crate::render::chart::form::{ChartDesign, ChartName};
use crate::render::colour::theme::ThemeName;
use crate::render::page::scene::TextForm;
use crate::render::page::size::Size;
use crate::render::picture::design::TitlePlace;
use crate::render::report::sheet::CsvForm;

/// A table to draw instead of a study.
#[derive(Clone, Debug)]
pub struct TableRequest {
    /// The file.
    pub data: PathBuf,
    /// The column of labels.
    pub label: String,
    /// The column of values.
    pub value: String,
    /// The columns of the lower and the upper end of an interval.
    pub ends: Option<[String; 2]>,
    /// The column of groups.
    pub group: Option<String>,
    /// Whether rows stay in their order.
    pub keep_order: bool,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// What marks decimals, where the columns do not tell.
    pub numbers: Option<NumberFormat>,
    /// What marks values that are withheld.
    pub marks: Marks,
    /// Words around it, but for the title and the language.
    pub wording: Wording,
}

impl TableRequest {
    /// The flags of the command that draws it again, but for the table's own path. Every field is named, so that a new one is recorded or
    /// said not to be.
    fn flags(&self) -> Vec<String> {
        let Self { data: _, label, value, ends, group, keep_order, sheet, numbers, marks, wording } = self;
        let mut flags = vec![format!("--label={label}"), format!("--value={value}")];
        for (flag, title) in ["--low", "--high"].iter().zip(ends.iter().flatten()) {
            flags.push(format!("{flag}={title}"));
        }
        flags.extend(group.iter().map(|group| format!("--group={group}")));
        flags.extend(keep_order.then(|| "--keep-order".to_owned()));
        flags.extend(sheet.iter().map(|sheet| format!("--sheet={sheet}")));
        flags.extend(numbers.map(|numbers| format!("--numbers={}", numbers.word())));
        flags.extend(marks.own().map(|marks| format!("--suppressed={}", marks.join(","))));
        flags.extend(wording_flags(wording));
        flags
    }
}

/// What to draw.
#[derive(Clone, Debug)]
pub struct ChartRequest {
    /// Which chart.
    pub name: ChartName,
    /// The questions that it is of, by name; none for what it shows where none is named.
    pub questions: Vec<String>,
    /// The scheme whose areas alone are shown, beside the whole.
    pub scheme: Option<String>,
    /// The study.
    pub study: StudySource,
    /// Whether it is for the people of the survey, who may see exact values.
    pub internal: bool,
    /// The language, instead of the study's.
    pub language: Option<Language>,
    /// The title, instead of the one that is made; an empty one leaves it out.
    pub title: Option<String>,
    /// The table that it is of, instead of a study.
    pub table: Option<TableRequest>,
    /// Size, colours, text.
    pub design: ChartDesign,
    /// The form of the table of its numbers.
    pub csv: CsvForm,
}

impl ChartRequest {
    /// A chart of the embedded study as it is drawn where nothing else is asked.
    pub fn usual(name: ChartName) -> Self {
        let design = ChartDesign {
            title: TitlePlace::default(),
            size: Size::web(),
            theme: ThemeName::default().colours(),
            text: TextForm::default(),
        };
        Self {
            name,
            questions: Vec::new(),
            scheme: None,
            study: StudySource::Reference,
            internal: false,
            language: None,
            title: None,
            table: None,
            design,
            csv: CsvForm::default(),
        }
    }

    /// The title that is asked for, or else the one that is made.
    pub(crate) fn titled(&self, made: String) -> String {
        self.title.clone().filter(|title| !title.is_empty()).unwrap_or(made)
    }

    /// Size, colours, text, and whether the title is left out.
    pub(crate) fn drawn(&self) -> ChartDesign {
        let title = if self.title.as_deref() == Some("") { TitlePlace::Beside } else { TitlePlace::Inside };
        ChartDesign { title, ..self.design.clone() }
    }

    /// The flags of the command that draws it again. Every field is named, so that a new one is recorded or said not to be.
    pub(crate) fn flags(&self) -> Vec<String> {
        let Self {
            name,
            questions,
            scheme,
            study: _,
            internal,
            language,
            title,
            table,
            // That the title is left out is recorded by an empty one.
            design: ChartDesign { title: _, size, theme, text },
            // The picture is the same.
            csv: _,
        } = self;
        let mut flags = vec![name.word().to_owned()];
        flags.extend(table.iter().flat_map(TableRequest::flags));
        flags.extend(questions.iter().map(|question| format!("--question={question}")));
        flags.extend(scheme.iter().map(|scheme| format!("--scheme={scheme}")));
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
