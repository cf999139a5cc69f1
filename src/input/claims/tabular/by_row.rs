//! Tables whose percentages are of their rows: one column is the total of each row, with 100 % in it.

use std::collections::BTreeSet;

use crate::input::claims::language::fit::{fits, most};
use crate::input::claims::language::token::Number;
use crate::input::claims::prose::scene::Scene;
use crate::input::claims::tabular::blocks::Group;
use crate::input::claims::tabular::sheet::Row;
use crate::model::claim::figure::Named;
use crate::model::claim::statement::{ShareClaim, Statement};

/// Claims of a table with percentages of its rows; whether it is one. Such a table without the count of its rows claims nothing.
pub(crate) fn by_row(scene: &mut Scene<'_>, groups: &[Group<'_>], rows: &[&Row]) -> bool {
    let hundred = |group: &&Group<'_>| {
        let percents: Vec<Number> = rows.iter().filter_map(|row| group.numbers(row).2).collect();
        percents.len() >= 2 && percents.iter().all(|percent| percent.printed.digits == 100 * percent.printed.scale())
    };
    let Some(whole) = groups.iter().find(hundred) else { return false };
    let counted = |row: &Row| group_count(whole, row);
    for group in groups.iter().filter(|group| !hundred(group)) {
        let numbers = |row: &Row| {
            let (count, _, percent) = group.numbers(row);
            Some((count?, counted(row)?, percent?))
        };
        let tests =
            rows.iter().filter_map(|row| numbers(row)).map(|(count, base, percent)| fits(&count, &base, &percent));
        if !most(tests) {
            continue;
        }
        for row in rows {
            let Some((count, base, percent)) = numbers(row) else { continue };
            let share = ShareClaim {
                count: Some(scene.figure(&count)),
                base: Some(scene.figure(&base)),
                base_is_said: true,
                percent: Some(scene.figure(&percent)),
                ..ShareClaim::default()
            };
            let (start, end) = (count.range.start.min(percent.range.start), count.range.end.max(percent.range.end));
            scene.add(start..end, Statement::Share(share), BTreeSet::new());
        }
    }
    totals(scene, groups, whole, rows, hundred);
    true
}

fn group_count(group: &Group<'_>, row: &Row) -> Option<Number> {
    group.numbers(row).0
}

/// The total of each row, where the other columns add up to it in most rows.
fn totals<'a>(
    scene: &mut Scene<'_>,
    groups: &'a [Group<'a>],
    whole: &Group<'_>,
    rows: &[&Row],
    hundred: impl Fn(&&Group<'_>) -> bool,
) {
    let parts = |row: &Row| -> Option<Vec<Number>> {
        groups.iter().filter(|group| !hundred(group)).map(|group| group_count(group, row)).collect()
    };
    let sum = |numbers: &[Number]| numbers.iter().try_fold(0_i64, |sum, number| sum.checked_add(number.printed.digits));
    let tests = rows.iter().filter_map(|row| Some((parts(row)?, group_count(whole, row)?)));
    if !most(tests.map(|(parts, total)| sum(&parts) == Some(total.printed.digits))) {
        return;
    }
    for row in rows {
        let (Some(parts), Some(total)) = (parts(row).filter(|parts| parts.len() > 1), group_count(whole, row)) else {
            continue;
        };
        let label = scene.words(row.label.clone());
        let named = |scene: &Scene<'_>, number: &Number| Named { label: label.clone(), figure: scene.figure(number) };
        let statement = Statement::Sum {
            parts: parts.iter().map(|part| named(scene, part)).collect(),
            total: named(scene, &total),
        };
        scene.add(row.label.start..total.range.end.max(row.label.end), statement, BTreeSet::new());
    }
}
