//! Tests of the library and the program as a whole.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod allocate;
mod answers;
mod architecture;
mod bias;
mod bias_oracle;
mod boundaries;
mod broken;
mod check;
mod classes;
mod cli;
mod columns;
mod coverages;
mod damaged;
mod degenerate;
mod drawn;
mod exports;
mod formats;
mod forms;
mod laws;
mod layouts;
mod locate;
mod maps;
mod measures;
mod measures_in_r;
mod mending;
mod null;
mod oracle;
mod oracle_measures;
mod oracle_models;
mod oracle_values;
mod own_boundaries;
mod pictures;
mod published;
mod read_back;
mod readers;
mod reference;
mod representativeness;
mod simplify;
mod simulation;
mod support;
mod tables;
mod topology;
mod verify;
mod vintages;
