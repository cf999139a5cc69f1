//! Known figures: the sections `[[benchmark]]` of a study.

use crate::input::code::gazetteer::{Among, Gazetteer};
use crate::input::document::toml::{Located, Section};
use crate::input::figures::weights::names_of;
use crate::input::problem::english::{did_you_mean, first_few};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Problems, Remark};
use crate::model::place::scheme::Scheme;
use crate::model::place::territory::Territory;
use crate::model::survey::auxiliary::{KIND, MACRO_AREA, SIZE_CLASS, size_names, variable_names};
use crate::model::survey::benchmark::{Benchmark, BenchmarkKind};
use crate::model::survey::frame::{CharacteristicValues, Frame, UnitKind};
use crate::model::survey::questionnaire::Question;

/// What a benchmark may be of.
#[derive(Clone, Copy)]
pub(crate) struct Known<'a> {
    pub(crate) territory: &'a Territory,
    pub(crate) frame: &'a Frame,
    pub(crate) schemes: &'a [Scheme],
    pub(crate) questions: &'a [Question],
}

/// What can be said of a variable.
enum Levels {
    /// It is a number.
    None,
    /// These, as they are written.
    Words(Vec<String>),
    /// Areas of schemes, by code or name.
    Areas,
    /// Classes of size.
    Sizes,
}

/// Reads every `[[benchmark]]`. A question counts before a variable of the frame of the same name.
pub(crate) fn read_benchmarks(root: &Section<'_>, known: Known<'_>, problems: &mut Problems) -> Vec<Benchmark> {
    let mut read: Vec<Benchmark> = Vec::new();
    for section in root.sections("benchmark", problems) {
        let Some(benchmark) = known.benchmark(&section, problems) else { continue };
        if read.iter().any(|other| other.name == benchmark.name) {
            let message = format!("benchmark: {:?} stands twice", benchmark.name);
            problems.push(section.problem(message).hint("give each a name of its own: name = \"…\""));
        }
        read.push(benchmark);
    }
    read
}

impl Known<'_> {
    fn benchmark(&self, section: &Section<'_>, problems: &mut Problems) -> Option<Benchmark> {
        let before = problems.0.len();
        let [variable, level, option, name, source] =
            ["variable", "level", "option", "name", "source"].map(|key| section.text(key, problems));
        let kind: Option<BenchmarkKind> = section.word("kind", problems);
        let [value, standard_error] = ["value", "standard_error"].map(|key| section.number(key, problems));
        if problems.0.len() > before {
            return None;
        }
        for (key, is_there, such) in [
            ("variable", variable.is_some(), "a question or a characteristic: variable = \"beds\""),
            ("value", value.is_some(), "the known figure: value = 0.42"),
        ] {
            if !is_there {
                let message = format!("benchmark: the key {key:?} is missing");
                problems.push(section.problem(message).hint(format!("name {such}")));
            }
        }
        let (variable, value) = (variable?, value?);
        if let (Some(_), Some(option)) = (&level, &option) {
            let message = "benchmark: \"level\" and \"option\" mean the same, and both are there";
            problems.push(Remark::of(Kind::Key, option.place.clone(), message).hint("leave one out"));
            return None;
        }
        let level = level.or(option);
        let levels = self.levels(&variable, problems)?;
        let names = self.names(&variable.value, &levels, level.as_ref(), section, problems)?;
        let is_number = matches!(levels, Levels::None);
        let usual = if is_number { BenchmarkKind::Mean } else { BenchmarkKind::Share };
        let kind = kind.unwrap_or(usual);
        let wrong = match kind {
            BenchmarkKind::Mean if !is_number => Some("a level has no mean: take \"share\" or \"total\""),
            BenchmarkKind::Share if is_number => Some("a number has no share: take \"mean\" or \"total\""),
            BenchmarkKind::Mean | BenchmarkKind::Share | BenchmarkKind::Total => None,
        };
        if let Some(wrong) = wrong {
            problems.push(section.problem(format!("benchmark.kind: {:?}: {wrong}", variable.value)));
        }
        if kind == BenchmarkKind::Share && !(0.0..=1.0).contains(&value.value) {
            let message = format!("benchmark.value: expected a share from 0 to 1, found {}", value.value);
            problems.push(Remark::of(Kind::Value, value.place, message).hint("42 % is 0.42"));
        } else if !is_number && value.value < 0.0 {
            let message = format!("benchmark.value: expected a number of units, found {}", value.value);
            problems.push(Remark::of(Kind::Value, value.place, message));
        }
        if let Some(error) = standard_error.as_ref().filter(|error| error.value < 0.0) {
            let message = format!("benchmark.standard_error: expected 0 or more, found {}", error.value);
            problems.push(Remark::of(Kind::Value, error.place.clone(), message));
        }
        if problems.0.len() > before {
            return None;
        }
        let usual_name = || match names.first() {
            Some(level) => format!("{}, {level}", variable.value),
            None => variable.value.clone(),
        };
        Some(Benchmark {
            name: name.map_or_else(usual_name, |name| name.value),
            level: names,
            kind,
            value: value.value,
            standard_error: standard_error.map(|error| error.value).filter(|error| *error > 0.0),
            source: source.map(|source| source.value),
            variable: variable.value,
        })
    }

    /// What levels a variable has; `None` where the study has no such variable.
    fn levels(&self, variable: &Located<String>, problems: &mut Problems) -> Option<Levels> {
        let name = variable.value.as_str();
        if let Some(question) = self.questions.iter().find(|question| question.name == name) {
            let options = question.content.options();
            return Some(if options.is_empty() { Levels::None } else { Levels::Words(options.to_vec()) });
        }
        if let Some(found) = self.frame.characteristics().iter().find(|found| found.name == name) {
            return Some(match &found.values {
                CharacteristicValues::Numbers(_) => Levels::None,
                CharacteristicValues::Categories(words) => {
                    let mut words: Vec<String> = words.iter().flatten().cloned().collect();
                    words.sort_unstable();
                    words.dedup();
                    Levels::Words(words)
                }
            });
        }
        let known = variable_names(self.frame, self.schemes);
        if !known.contains(&name) {
            let all: Vec<&str> = self.questions.iter().map(|question| question.name.as_str()).chain(known).collect();
            let hint = did_you_mean(name, all.iter().copied()).unwrap_or_else(|| {
                let named: Vec<String> = all.iter().map(|&name| name.to_owned()).collect();
                format!("it has {}", first_few(&named))
            });
            let message = format!("benchmark: the study has no question or variable {name:?}");
            problems.push(Remark::of(Kind::Word, variable.place.clone(), message).hint(hint));
            return None;
        }
        Some(match name {
            SIZE_CLASS => Levels::Sizes,
            KIND => Levels::Words(UnitKind::ALL.map(|kind| kind.word().to_owned()).to_vec()),
            MACRO_AREA => Levels::Areas,
            _ if self.schemes.iter().any(|scheme| scheme.name() == name) => Levels::Areas,
            _ => Levels::None,
        })
    }

    /// The names of the level, none for a number.
    fn names(
        &self,
        variable: &str,
        levels: &Levels,
        level: Option<&Located<String>>,
        section: &Section<'_>,
        problems: &mut Problems,
    ) -> Option<Vec<String>> {
        let Some(level) = level else {
            let such = match levels {
                Levels::None => return Some(Vec::new()),
                Levels::Words(words) => words.first().cloned().unwrap_or_default(),
                Levels::Areas => "North".to_owned(),
                Levels::Sizes => "small".to_owned(),
            };
            let message = format!("benchmark: {variable:?} is a category, and no level is named");
            problems.push(section.problem(message).hint(format!("name one, such as level = {such:?}")));
            return None;
        };
        let text = level.value.as_str();
        let (found, near): (Vec<String>, Vec<String>) = match levels {
            Levels::None => {
                let message = format!("benchmark: {variable:?} is a number and has no level {text:?}");
                problems.push(Remark::of(Kind::Key, level.place.clone(), message).hint("leave the level out"));
                return None;
            }
            Levels::Words(words) => (words.iter().filter(|word| *word == text).cloned().collect(), words.clone()),
            Levels::Sizes => (size_names(text).map(str::to_owned).collect(), Vec::new()),
            Levels::Areas => {
                let own = self.schemes.iter().filter(|scheme| variable == MACRO_AREA || scheme.name() == variable);
                let own: Vec<Gazetteer<'_>> =
                    own.map(|scheme| Gazetteer::new(self.territory, Among::Scheme(scheme))).collect();
                let areas = self.schemes.iter().filter(|scheme| scheme.name() == variable).flat_map(Scheme::areas);
                let near = areas.flat_map(|area| area.name.all().map(str::to_owned).collect::<Vec<String>>()).collect();
                (names_of(&own, text), near)
            }
        };
        if found.is_empty() {
            let message = format!("benchmark: {variable:?} has no level {text:?}");
            let hint = did_you_mean(text, near.iter().map(String::as_str))
                .or_else(|| (!near.is_empty()).then(|| format!("it has {}", first_few(&near))));
            problems.push(Remark::of(Kind::Word, level.place.clone(), message).maybe_hint(hint));
            return None;
        }
        Some(found)
    }
}
