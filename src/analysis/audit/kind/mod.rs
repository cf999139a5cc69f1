//! Kinds of claims, a file each.

pub mod areas;
pub mod group_rates;
pub mod mean_total;
pub mod multiple_choice;
pub mod order;
pub mod said_twice;
pub mod share;
pub mod single_choice;
pub mod source_total;
pub mod spreadsheet;
pub mod study;
pub mod sum;
pub mod whole_count;
