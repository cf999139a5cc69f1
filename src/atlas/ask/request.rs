//! What is asked of a map, and of several on one page.

use std::path::PathBuf;

use crate::analysis::coverage::area::Source;
use crate::analysis::statistic::aggregate::Aggregate;
use crate::atlas::ask::style::Style;
use crate::input::figures::area_cells::Holds;
use crate::input::figures::column::{TableColumn, TableFile};
use crate::input::study::source::StudySource;
use crate::input::value::format::NumberFormat;
use crate::input::value::withheld::Marks;
use crate::study::failure::Failure;

/// What to draw.
#[derive(Clone, Debug)]
pub struct MapRequest {
    /// The layer: a level in the plural, `catchments`, or a scheme; without one that of the table's areas.
    pub layer: Option<String>,
    /// The study.
    pub study: StudySource,
    /// A word of [`Value`](crate::analysis::coverage::indicator::Value), or the column of `data`.
    pub value: Option<String>,
    /// A table of values by area code, instead of a study.
    pub data: Option<PathBuf>,
    /// A boundary file whose areas are drawn, instead of a study's.
    pub on: Option<OnFile>,
    /// The table's column of codes.
    pub code: Option<String>,
    /// The table's column of groups: areas with the same word there are joined into one.
    pub groups: Option<String>,
    /// The table's sheet, where it is a workbook.
    pub sheet: Option<String>,
    /// The day that the table's codes are of, where they are to be converted.
    pub codes: Option<jiff::civil::Date>,
    /// What marks values of the table that are withheld.
    pub marks: Marks,
    /// What marks decimals in the table, where its column does not tell.
    pub numbers: Option<NumberFormat>,
    /// Where residents are counted.
    pub source: Option<Source>,
    /// How values of several units become one.
    pub aggregate: Option<Aggregate>,
    /// What panels there are.
    pub panels: PanelsRequest,
    /// Whether one region alone is drawn where no other has data and no part is named.
    pub zoom: bool,
    /// Classes, colours, attributes.
    pub style: Style,
}

impl MapRequest {
    /// A map of the coverage of a study, in a layer such as `regions`, as it is drawn where nothing else is asked.
    pub fn of_study(layer: impl Into<String>, study: StudySource) -> Self {
        Self {
            layer: Some(layer.into()),
            study,
            value: None,
            data: None,
            on: None,
            code: None,
            groups: None,
            sheet: None,
            codes: None,
            marks: Marks::default(),
            numbers: None,
            source: None,
            aggregate: None,
            panels: PanelsRequest::default(),
            zoom: true,
            style: Style { seed: 1, ..Style::default() },
        }
    }

    /// A map of the areas of a table with the same word in a column, joined; its column `code` has codes or names of Italy's areas.
    pub fn of_groups(layer: impl Into<String>, table: impl Into<PathBuf>, code: &str, groups: &str) -> Self {
        Self {
            data: Some(table.into()),
            code: Some(code.to_owned()),
            groups: Some(groups.to_owned()),
            ..Self::of_study(layer, StudySource::Reference)
        }
    }

    /// A map of a column of a table, whose column `code` has codes or names of Italy's areas.
    pub fn of_table(layer: impl Into<String>, table: impl Into<PathBuf>, code: &str, value: &str) -> Self {
        Self {
            data: Some(table.into()),
            code: Some(code.to_owned()),
            value: Some(value.to_owned()),
            ..Self::of_study(layer, StudySource::Reference)
        }
    }

    /// The layer; none is empty.
    pub fn layer_name(&self) -> &str {
        self.layer.as_deref().unwrap_or_default()
    }

    /// The column that is asked for of the table `data`.
    ///
    /// # Errors
    /// None is named.
    pub(crate) fn column_of<'a>(&'a self, data: TableFile<'a>, holds: Holds) -> Result<TableColumn<'a>, Failure> {
        let Some(value) = &self.value else {
            return Err(Failure::Usage {
                message: "a map of a table needs a column".to_owned(),
                hint: Some("name it with --value COLUMN".to_owned()),
            });
        };
        Ok(self.column_called(data, value, holds))
    }

    /// The column of groups that is asked for of the table `data`.
    pub(crate) fn groups_of<'a>(&'a self, data: TableFile<'a>, groups: &'a str) -> TableColumn<'a> {
        self.column_called(data, groups, Holds::Words)
    }

    /// A column of the table `data`.
    pub(crate) fn column_called<'a>(&'a self, data: TableFile<'a>, title: &'a str, holds: Holds) -> TableColumn<'a> {
        TableColumn {
            file: data,
            code: self.code.as_deref(),
            value: title,
            holds,
            sheet: self.sheet.as_deref(),
            codes: self.codes,
            rows: self.panels.wave.as_deref().zip(self.panels.word.as_deref()),
            marks: &self.marks,
            numbers: self.numbers,
        }
    }
}

/// A boundary file that no study names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OnFile {
    /// The file.
    pub path: PathBuf,
    /// Its layer, where it has several.
    pub layer: Option<String>,
    /// Its reference system, where it does not say.
    pub crs: Option<String>,
    /// The column that identifies its areas; an empty one numbers them.
    pub id: Option<String>,
}

/// What panels there are, where a map has several.
#[derive(Clone, Debug, Default)]
pub struct PanelsRequest {
    /// Values of a study, or columns of a table.
    pub values: Vec<String>,
    /// Further studies, or further tables.
    pub with: Vec<PathBuf>,
    /// The column of a table whose words tell its rows apart.
    pub wave: Option<String>,
    /// The word of that column whose rows are drawn.
    pub word: Option<String>,
    /// Titles of the panels, instead of those that are made.
    pub titles: Vec<String>,
}
