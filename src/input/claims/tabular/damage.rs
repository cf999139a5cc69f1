//! Cells that a spreadsheet made dates of: `3-Jan` among labels that are no dates was `1-3`.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::input::claims::prose::scene::Scene;
use crate::input::value::damage::is_date;
use crate::model::claim::statement::Statement;

/// Claims of cells that were ranges; `columns` are the cells of each column.
pub(crate) fn read_damage(scene: &mut Scene<'_>, columns: &[Vec<Range<usize>>]) {
    for cells in columns {
        let texts: Vec<(Range<usize>, String)> = cells
            .iter()
            .filter(|range| range.start < range.end)
            .map(|range| (range.clone(), scene.words(range.clone())))
            .collect();
        let shown = |text: &str| text.trim_matches(|letter: char| "*_`".contains(letter)).to_owned();
        let (dates, others): (Vec<_>, Vec<_>) = texts.into_iter().partition(|(_, text)| is_date(&shown(text)));
        // Ranges stand among other ranges: numbers, bounds, words with digits. A column of dates under a title is dates.
        let is_range = |text: &str| {
            text.starts_with(|letter: char| letter.is_ascii_digit() || "<>≤≥=".contains(letter)) || text.ends_with('+')
        };
        if !others.iter().any(|(_, text)| is_range(text)) {
            continue;
        }
        for (range, text) in dates {
            scene.add(range, Statement::Damaged { found: shown(&text) }, BTreeSet::new());
        }
    }
}
