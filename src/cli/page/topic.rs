//! The pages that `bacino help` prints: the one list of them.

use std::path::{Component, Path, PathBuf};

use crate::cli::page::plain::plain;

/// A page of the documentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Topic {
    /// What is typed for it.
    pub(crate) name: &'static str,
    /// What it is about.
    pub(crate) about: &'static str,
    /// Where it stands in the repository.
    pub(crate) path: &'static str,
    /// The page, as Markdown.
    pub(crate) page: &'static str,
}

/// A page by its name, what it is about and its place.
macro_rules! topic {
    ($name:literal, $about:literal, $path:literal) => {
        Topic {
            name: $name,
            about: $about,
            path: $path,
            page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/", $path)),
        }
    };
}

/// All pages, in the order in which they are read.
pub(crate) const TOPICS: [Topic; 20] = [
    topic!("commands", "what each command is for, exit codes, what check writes for scripts", "src/command/README.md"),
    topic!("study", "every key of study.toml", "src/input/study/README.md"),
    topic!("territories", "a part of the world, other countries, two studies to copy", "src/input/territory/README.md"),
    topic!(
        "answers",
        "exports of LimeSurvey, nothing chosen, second submissions, order of options",
        "src/input/answers/README.md"
    ),
    topic!("tables", "columns, spreadsheets, numbers, codes of another day", "src/input/table/README.md"),
    topic!("workbooks", "what each kind of spreadsheet tells, and what none does", "src/input/workbook/README.md"),
    topic!("boundaries", "boundary files, damaged outlines, drawn catchments", "src/input/shapes/README.md"),
    topic!("formats", "what is read and written", "src/input/format/README.md"),
    topic!("maps", "values, classes, forms, layout, rules of cartography", "src/render/map/README.md"),
    topic!("charts", "what each chart shows, and when its title is a finding", "src/render/chart/README.md"),
    topic!("pictures", "how a map gets into Word, slides, LaTeX, a web page", "src/render/page/README.md"),
    topic!("results", "the files that run writes, column by column", "src/render/report/README.md"),
    topic!("report", "tables of a paper as a workbook, for LaTeX, in Markdown", "src/render/document/README.md"),
    topic!("layers", "catchments and areas for QGIS and other programs", "src/render/export/README.md"),
    topic!("measures", "what each number is, with its source", "src/analysis/README.md"),
    topic!("methods", "how numbers are computed, and what they agree with", "src/analysis/statistic/README.md"),
    topic!("privacy", "what may be published so that nobody who answered is told", "src/analysis/disclosure/README.md"),
    topic!("promises", "what is promised whatever happens, and how it is tested", "src/cli/output/README.md"),
    topic!("audit", "which published numbers cannot be true together", "src/analysis/audit/README.md"),
    topic!("benchmarks", "times, beside other programs", "benches/README.md"),
];

impl Topic {
    /// The page as plain text; links to other pages say how to print them.
    pub(crate) fn text(&self) -> String {
        plain(self.page, &|target| self.linked(target))
    }

    /// What stands behind a link: how the page is printed that it leads to, or the address outside.
    fn linked(&self, target: &str) -> Option<String> {
        if target.starts_with("https://") {
            return Some(target.to_owned());
        }
        let (file, _) = target.split_once('#').unwrap_or((target, ""));
        let path = resolved(Path::new(self.path).parent()?, file);
        let topic = TOPICS.iter().find(|topic| Path::new(topic.path) == path)?;
        (topic != self).then(|| format!("bacino help {}", topic.name))
    }
}

/// A relative link, from the folder that it stands in.
fn resolved(folder: &Path, link: &str) -> PathBuf {
    let mut path = folder.to_owned();
    for part in Path::new(link).components() {
        if part == Component::ParentDir {
            path.pop();
        } else {
            path.push(part);
        }
    }
    path
}

/// The list of pages, below the list of commands.
pub(crate) fn listing() -> String {
    let pages = TOPICS.iter().map(|topic| format!("\n  {:<10}  {}", topic.name, topic.about));
    format!("Pages, printed by bacino help PAGE:{}", pages.collect::<String>())
}
