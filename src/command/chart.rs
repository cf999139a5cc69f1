//! `bacino chart`: one chart of a study, or the list of those that it has.

use std::fmt::Write as _;

use crate::atlas::chart::draw::{StudyCharts, fitting};
use crate::atlas::chart::request::ChartRequest;
use crate::atlas::chart::table::table_chart;
use crate::command::made::outcome::{Outcome, not_drawn};
use crate::command::map::PictureForm;
use crate::input::study::source::StudySource;
use crate::model::base::word::Word as _;
use crate::render::page::artifact::Artifact;
use crate::study::failure::{Failure, refused};
use crate::study::open::open_study_for;
use crate::words::letters::typed;

/// The artifact that holds the numbers of a chart.
pub const TABLE: &str = "chart.csv";

/// Draws a chart. The first artifact is the picture, where it is no SVG; the last is its table.
///
/// # Errors
/// A study that cannot be read or has not what the chart shows, a size without room for it.
pub fn chart(request: &ChartRequest, form: PictureForm) -> Result<Outcome, Failure> {
    let (chart, remarks) = match &request.table {
        Some(table) => table_chart(request, table)?,
        None if request.name.is_of_table() => {
            let message = format!("the chart {:?} is of a table", request.name.word());
            return refused(message, "name one with --data FILE --label COLUMN --value COLUMN");
        }
        None => {
            let opened = open_study_for(&request.study, request.internal, request.language)?;
            (StudyCharts::of(&opened)?.chart(request)?, opened.remarks)
        }
    };
    let scene = fitting(&chart)?;
    let picture = |name: &str, bytes: Vec<u8>| vec![Artifact { name: name.to_owned(), bytes }];
    let (stdout, mut artifacts) = match form {
        PictureForm::Svg => (scene.to_svg(request.design.text), Vec::new()),
        PictureForm::Png(resolution) => {
            (String::new(), picture("chart.png", scene.to_png(resolution).map_err(not_drawn)?))
        }
        PictureForm::Pdf => (String::new(), picture("chart.pdf", scene.to_pdf().map_err(not_drawn)?)),
    };
    let bytes = chart.numbers().in_csv(chart.words.notice.as_deref(), request.csv, chart.words.language);
    artifacts.push(Artifact { name: TABLE.to_owned(), bytes });
    Ok(Outcome { stdout, warnings: remarks, artifacts, ..Outcome::default() })
}

/// The charts that a study has, one line each.
///
/// # Errors
/// A study that cannot be read.
pub fn charts(source: &StudySource, internal: bool) -> Result<Outcome, Failure> {
    let opened = open_study_for(source, internal, None)?;
    let line = |request: &ChartRequest| {
        let questions = request.questions.iter().map(|question| format!(" --question {}", typed(question)));
        let line = questions.fold(request.name.word().to_owned(), |line, question| line + &question);
        // A question is told by its words.
        let words = |name: &String| opened.study.answers.iter().find(|question| question.name == *name)?.text.clone();
        let told = request.questions.first().and_then(words).unwrap_or_else(|| request.name.help().to_owned());
        (line, told)
    };
    let usual: Vec<(String, String)> = StudyCharts::of(&opened)?.usual().iter().map(line).collect();
    let wide = usual.iter().map(|(typed, _)| typed.chars().count()).max().unwrap_or(0);
    let mut stdout = String::new();
    for (typed, told) in usual {
        let _ = writeln!(stdout, "{typed:wide$}  {told}");
    }
    Ok(Outcome::of_lines(&stdout, opened.remarks))
}
