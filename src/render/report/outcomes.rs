//! Results of the answers as `outcomes.csv`, indicators under every scheme as `schemes.csv`, and Lorenz curves.

use crate::analysis::compare::evenness::LorenzCurve;
use crate::analysis::compare::other_areas::UnderScheme;
use crate::analysis::outcome::result::Outcome;
use crate::analysis::weight::plan::WeightName;
use crate::model::base::language::Language;
use crate::model::study::Study;
use crate::render::report::sheet::{Cell, Sheet};
use crate::words::method::method_in;
use crate::words::note::notes_in;

fn counted(count: usize) -> Cell {
    Cell::Count(count as u64)
}

/// The word of results without weights.
const UNWEIGHTED: &str = "none";

/// `outcomes.csv`: one row per question, option, quantity, base and set of weights. Methods and notes are in the language of column titles.
pub fn outcomes_sheet(study: &Study, rows: &[Outcome]) -> Sheet {
    let language = Language::default();
    let mut sheet = Sheet::new([
        "question",
        "text",
        "kind",
        "option",
        "quantity",
        "base",
        "weights",
        "n",
        "count",
        "not_applicable",
        "missing",
        "estimate",
        "standard_error",
        "low",
        "high",
        "design_effect",
        "worst_low",
        "worst_high",
        "claim",
        "tipping_point",
        "proxy_correlation",
        "proxy_bias_0",
        "proxy_bias_half",
        "proxy_bias_1",
        "method",
        "note",
    ]);
    for row in rows {
        let Some(question) = study.answers.get(row.question) else { continue };
        let option = row.option.and_then(|option| question.content.options().get(option));
        let mut cells = vec![
            Cell::from(question.name.as_str()),
            Cell::text(question.text.as_deref()),
            Cell::from(question.content.kind().word()),
            Cell::text(option.map(String::as_str)),
            Cell::from(row.quantity.word()),
            Cell::from(row.base.word()),
            Cell::from(row.weights.map_or(UNWEIGHTED, WeightName::of_outcomes)),
            counted(row.n),
            row.count.map_or(Cell::Missing, counted),
            counted(row.not_applicable),
            counted(row.missing),
        ];
        let numbers = [
            row.estimate,
            row.standard_error,
            row.low,
            row.high,
            row.design_effect,
            row.worst.map(|(low, _)| low),
            row.worst.map(|(_, high)| high),
            row.claim,
            row.tipping_point,
            row.proxy_correlation,
            row.proxy_bias.map(|bias| bias[0]),
            row.proxy_bias.map(|bias| bias[1]),
            row.proxy_bias.map(|bias| bias[2]),
        ];
        cells.extend(numbers.map(Cell::number));
        cells.extend([Cell::Text(method_in(&row.method, language)), Cell::text(notes_in(&row.notes, language))]);
        sheet.rows.push(cells);
    }
    sheet
}

/// `schemes.csv`: one row per scheme, every headline indicator under it.
pub fn schemes_sheet(rows: &[UnderScheme]) -> Sheet {
    let mut sheet = Sheet::new([
        "scheme",
        "areas",
        "areas_without_respondents",
        "n",
        "lowest_response",
        "highest_response",
        "lowest_coverage",
        "highest_coverage",
        "freeman_halton_p",
        "cramers_v",
        "r",
        "r_adjusted",
        "dissimilarity_units",
        "dissimilarity",
        "gini",
        "theil",
    ]);
    for row in rows {
        let mut cells = vec![
            Cell::from(row.scheme.as_str()),
            counted(row.areas),
            counted(row.areas_without_respondents),
            counted(row.n),
        ];
        let numbers = [
            row.lowest_response,
            row.highest_response,
            row.lowest_coverage,
            row.highest_coverage,
            row.exact_p,
            row.cramers_v,
            row.r,
            row.r_adjusted,
            row.dissimilarity_units,
            row.dissimilarity,
            row.gini,
            row.theil,
        ];
        cells.extend(numbers.map(Cell::number));
        sheet.rows.push(cells);
    }
    sheet
}

/// Points of the Lorenz curves, scheme by scheme: cumulated shares of residents and of covered residents.
pub fn lorenz_sheet(curves: &[LorenzCurve]) -> Sheet {
    let mut sheet = Sheet::new(["scheme", "residents", "covered_residents"]);
    for curve in curves {
        for point in &curve.points {
            sheet.rows.push(vec![
                Cell::from(curve.scheme.as_str()),
                Cell::number(Some(point.whole)),
                Cell::number(Some(point.part)),
            ]);
        }
    }
    sheet
}
