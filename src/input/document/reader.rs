//! A study: `study.toml` and the tables beside it, read into one [`Study`](crate::model::study::Study).

use crate::input::code::vintage::changes_of;
use crate::input::document::toml::Section;
use crate::input::file::archive::{Archive, Contents};
use crate::input::file::bytes::{Folder, InputFile};
use crate::input::file::format::ending_of;
use crate::input::problem::english::nearest;
use crate::input::problem::remark::{Partly, Problems, Remark};
use crate::input::table::titles::Titles;
use crate::input::value::format::NumberFormat;
use crate::input::value::missing::Missing;
use crate::input::value::word::spelling;
use crate::model::base::language::Language;
use crate::model::place::territory::Territory;
use crate::model::study::Source;

/// Reads one study, collecting problems and warnings on the way.
pub(crate) struct Reader<'a> {
    pub(crate) folder: &'a Folder,
    pub(crate) problems: Problems,
    pub(crate) warnings: Vec<Remark>,
    pub(crate) sources: Vec<Source>,
    /// The language that everything is told in, where it is not the one that the study names.
    pub(crate) language: Option<Language>,
}

impl Reader<'_> {
    /// The name of a file under a key that must be there.
    pub(crate) fn file_name(&mut self, section: &Section<'_>, key: &str, name: &str) -> Option<String> {
        let Some(path) = section.text(key, &mut self.problems) else {
            // A slip of the key is reported already.
            let keys = section.keys();
            if nearest(key, keys.iter().map(|found| found.value.as_str())).is_none() {
                self.problems.push(
                    section
                        .problem(format!("{name}: the key {key:?} is missing"))
                        .hint(format!("write {key} = \"….csv\" under [{name}]")),
                );
            }
            return None;
        };
        Some(path.value)
    }

    /// Whether a file is an archive with tables in it, and no boundaries.
    pub(crate) fn is_zipped_table(&self, name: &str) -> bool {
        let is_zip = ending_of(name).eq_ignore_ascii_case("zip");
        let contents = is_zip.then(|| self.folder.read(name).ok().map(|file| Archive::contents(&file.bytes))).flatten();
        matches!(contents, Some(Ok(Contents::Files { tables, boundaries: false })) if !tables.is_empty())
    }

    pub(crate) fn file(&mut self, section: &Section<'_>, key: &str, name: &str) -> Option<InputFile> {
        let path = self.file_name(section, key, name)?;
        let mut file = self.problems.take(self.folder.read(&path))?;
        file.sheet = section.text("sheet", &mut self.problems).map(|sheet| sheet.value);
        self.sources.push(file.source.clone());
        Some(file)
    }

    /// Adds the problems of reading a file, and the warnings where there were none.
    pub(crate) fn take<T>(&mut self, read: Result<crate::input::problem::remark::Read<T>, Problems>) -> Option<T> {
        let read = self.problems.take(read)?;
        self.warnings.extend(read.warnings);
        Some(read.value)
    }

    /// The same of a file that could be read in part.
    pub(crate) fn take_partly<T>(&mut self, read: Partly<T>) -> Option<T> {
        if read.problems.0.is_empty() {
            self.warnings.extend(read.warnings);
        }
        self.problems.0.extend(read.problems.0);
        read.value
    }

    pub(crate) fn numbers(&mut self, section: &Section<'_>) -> Option<NumberFormat> {
        section.word("numbers", &mut self.problems)
    }

    /// `missing = ["NA", "99"]`: the words of a table for what is not known.
    pub(crate) fn missing(&mut self, section: &Section<'_>) -> Missing {
        let words = section.list("missing", &mut self.problems);
        words.map_or_else(Missing::default, |words| {
            Missing::declared(words.into_iter().map(|word| spelling(word.value.trim())).collect())
        })
    }

    /// `codes = 2021-01-01`: the day that a table's codes are of.
    pub(crate) fn day_of_codes(&mut self, section: &Section<'_>, territory: &Territory) -> Option<jiff::civil::Date> {
        let day = section.date("codes", &mut self.problems)?;
        if changes_of(territory).is_none() {
            let message = "codes: no changes of codes are known for the study's own territory";
            self.problems.push(section.problem(message).hint("leave out the key codes"));
        }
        Some(day)
    }

    /// The file's own titles, of columns that the section knows.
    pub(crate) fn titles_of(&mut self, section: &Section<'_>, known: &[&str]) -> Titles {
        if let Some(columns) = section.section("columns", &mut Problems::default()) {
            columns.refuse_unknown(known, &[], &mut self.problems);
        }
        self.titles(section)
    }

    /// `columns = { unit_id = "Codice" }`: the file's own titles.
    pub(crate) fn titles(&mut self, section: &Section<'_>) -> Titles {
        let Some(columns) = section.section("columns", &mut self.problems) else { return Titles::default() };
        let own = columns
            .keys()
            .into_iter()
            .filter_map(|key| Some((key.value.clone(), columns.text(&key.value, &mut self.problems)?.value)));
        Titles::new(own.collect())
    }
}
