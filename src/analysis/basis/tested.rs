//! Response by every scheme and every categorical characteristic, each tested once for all that use it.

use rayon::prelude::*;

use crate::analysis::basis::input::BiasInput;
use crate::analysis::basis::members::{Categories, Members};
use crate::analysis::random::budget::moved_in_groups;
use crate::analysis::statistic::contingency::{NoTest, ResponseTable, TableTest};

/// Units by category, with the tests of the table.
#[derive(Clone, Debug)]
pub struct TestedTable {
    /// What each unit belongs to.
    pub categories: Categories,
    /// Units of known category, by category.
    pub table: ResponseTable,
    /// The tests, or why there are none.
    pub test: Result<TableTest, NoTest>,
}

/// The tables of every scheme with more than one area, then of every categorical characteristic.
pub fn tested_tables(input: &BiasInput<'_>, members: &Members) -> Vec<TestedTable> {
    let mut all = members.schemes(input);
    all.extend(members.categories(input));
    all.into_par_iter()
        .map(|categories| {
            let (answered, category_of) = categories.known(&members.answered);
            let table = ResponseTable::of(&answered, &category_of);
            let moved = moved_in_groups(answered.len(), categories.levels.len());
            let test = table.test(input.asked().permutations(2, moved));
            TestedTable { categories, table, test }
        })
        .collect()
}
