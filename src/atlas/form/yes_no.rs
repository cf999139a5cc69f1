//! All questions of yes and no in one picture, and what is said around them.

use crate::analysis::compare::measures::Bias;
use crate::analysis::outcome::result::Base;
use crate::atlas::form::answered::{Answered, Chosen, FEW, interval_note, is_one_unit, survey_days, survey_source};
use crate::model::base::language::Language;
use crate::model::study::Study;
use crate::render::chart::form::{ChartForm, ChartName, ChartWords};
use crate::render::form::share_bars::{ShareBar, ShareBars};
use crate::words::catalogue::{plain, say};

/// Who said yes, question by question, most first; `None` where no question was answered by enough.
pub(crate) fn yes_no(
    study: &Study,
    bias: &Bias,
    questions: &[Answered<'_>],
    language: Language,
) -> Option<(ChartForm, ChartWords)> {
    let mut rows: Vec<(&Answered<'_>, Chosen<'_>)> =
        questions.iter().filter_map(|asked| Some((asked, asked.yes()?))).collect();
    let share = |chosen: &Chosen<'_>| chosen.row.estimate.unwrap_or(-1.0);
    rows.sort_by(|(_, one), (_, other)| share(other).total_cmp(&share(one)));
    let (told, withheld): (Vec<_>, Vec<_>) = rows.into_iter().partition(|(_, chosen)| chosen.row.count.is_some());
    let (told, alone): (Vec<_>, Vec<_>) = told.into_iter().partition(|(_, chosen)| !is_one_unit(study, chosen));
    let (drawn, few): (Vec<_>, Vec<_>) = told.into_iter().partition(|(asked, _)| asked.n >= FEW);
    if drawn.is_empty() {
        return None;
    }
    let mark = |(asked, chosen): &(&Answered<'_>, Chosen<'_>)| {
        let key = format!("question-{}", chosen.row.question + 1);
        chosen.mark(asked.question, &asked.text(), key, language)
    };
    let counts = |chosen: &Chosen<'_>| format!("{}/{}", chosen.row.count.unwrap_or(0), chosen.row.n);
    let bar = |row: &(&Answered<'_>, Chosen<'_>)| ShareBar {
        mark: mark(row),
        label: row.0.text(),
        share: row.1.row.estimate.unwrap_or(0.0),
        interval: row.1.interval(),
        is_apart: false,
        cell: counts(&row.1),
    };
    let form = ShareBars {
        bars: drawn.iter().map(bar).collect(),
        written: few.iter().map(mark).collect(),
        is_whole: true,
        heading: plain(language, "chart-units").to_owned(),
        is_bold: false,
        language,
    };
    let listed = |names: Vec<String>| (!names.is_empty()).then(|| names.join("; "));
    let few = listed(few.iter().map(|(asked, chosen)| format!("{} {}", asked.text(), counts(chosen))).collect());
    let few = few.map(|options| say(language, "chart-few", [("n", FEW.into()), ("options", options.into())]));
    let withheld = listed(withheld.iter().map(|(asked, _)| asked.text()).collect());
    let withheld = withheld.map(|options| say(language, "chart-withheld", [("options", options.into())]));
    let alone = listed(alone.iter().map(|(asked, chosen)| format!("{} {}", asked.text(), counts(chosen))).collect());
    let alone = alone.map(|options| say(language, "chart-one-unit", [("options", options.into())]));
    let has_apart = drawn.iter().any(|(asked, _)| asked.options.iter().any(|chosen| chosen.is_apart));
    let apart = has_apart.then(|| plain(language, "chart-yes-no-apart").to_owned());
    let has_interval = drawn.iter().any(|(_, chosen)| chosen.interval().is_some());
    let base = if drawn.iter().all(|(asked, _)| asked.base == Base::All) { Base::All } else { Base::Asked };
    let day = survey_days(study, language);
    let table = format!("{}.csv", ChartName::YesNo.word());
    let table = say(language, "chart-alternative-area.table", [("file", table.into())]);
    let said: Vec<String> = drawn.iter().map(|row| mark(row).title).collect();
    let words = ChartWords {
        title: plain(language, "chart-yes-no-title").to_owned(),
        subtitle: [plain(language, "chart-yes-no-quantity").to_owned()].into_iter().chain(day).collect(),
        notice: study.heading.notice.clone(),
        notes: [interval_note(has_interval, base, bias, language), apart, few, alone, withheld]
            .into_iter()
            .flatten()
            .collect(),
        source: survey_source(study),
        alternative: format!("{}. {table}", said.join("; ")),
        language,
    };
    Some((ChartForm::YesNo(form), words))
}
