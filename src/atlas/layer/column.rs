//! Columns of a study that a map can show besides coverage and response: what is known of units, their answers, their weights, residents.

use crate::analysis::algebra::variable::Values;
use crate::analysis::basis::auxiliary::Auxiliaries;
use crate::analysis::basis::input::BiasOptions;
use crate::analysis::basis::weight_name::WeightName;
use crate::analysis::compare::measures::Bias;
use crate::analysis::coverage::area::Allotted;
use crate::analysis::coverage::indicator::Value;
use crate::analysis::gate::view::View;
use crate::analysis::propensity::response_model::ResponseModel;
use crate::analysis::statistic::aggregate::Aggregate;
use crate::atlas::layer::figures::{Figures, Scope, StudyColumn, UnitLevels, UnitNumbers};
use crate::input::problem::english::did_you_mean;
use crate::model::place::population::Ages;
use crate::model::study::Study;
use crate::model::survey::auxiliary::{AREA_KM2, DENSITY, KIND, POPULATION, RESIDENTS, SHARE_ADULTS, variable_names};
use crate::model::survey::frame::{ResponseStatus, Unit};
use crate::model::survey::questionnaire::{AnswerStatus, Content, Question};
use crate::study::failure::Failure;
use crate::study::measures::bias_of;
use crate::study::outlines::Outlines;
use crate::study::promise::refuse_undeclared;
use crate::words::picture::{column_words, level_label};

/// Residents aged 18 and over.
const ADULTS: &str = "population_18plus";
/// The estimated propensity to respond.
const PROPENSITY: &str = "propensity";
/// What became of units.
const STATUS: &str = "status";

/// What columns are found in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Columns<'a> {
    /// The study.
    pub(crate) study: &'a Study,
    /// Residents given to its units.
    pub(crate) allotted: Option<&'a Allotted>,
    /// The outlines of its places.
    pub(crate) outlines: &'a Outlines,
    /// What of the study may be seen.
    pub(crate) view: View,
    /// Whether areas are those of single units, which have categories.
    pub(crate) of_units: bool,
}

impl<'a> Columns<'a> {
    /// The column of this name, or the share of one of its categories: `name=category`.
    ///
    /// # Errors
    /// A name that the study does not have, categories where there are several units to an area.
    pub(crate) fn find(self, name: &str) -> Result<StudyColumn, Failure> {
        let column = name.split_once('=').map_or(name, |(column, _)| column);
        if self.rests_on_answers(name) || self.rests_on_answers(column) {
            refuse_undeclared(self.view, &format!("a map of {name:?}"))?;
        }
        if let Some(figures) = self.figures(name) {
            return self.whole(name, figures);
        }
        if let Some((column, level)) = name.split_once('=')
            && let Some(figures) = self.figures(column)
        {
            return self.share((name, column, level), figures);
        }
        let values = || Value::ALL.iter().map(|value| value.word());
        let known = self.names();
        let hint = did_you_mean(name, values().chain(known.iter().map(String::as_str)));
        let list = || format!("values are {}; columns of the study are {}", joined(values()), known.join(", "));
        Err(Failure::Usage { message: format!("no value {name:?}"), hint: hint.or_else(|| Some(list())) })
    }

    /// A column as it is. Of a question with two options the share of the first is drawn where several units are to an area.
    fn whole(self, name: &str, figures: Figures) -> Result<StudyColumn, Failure> {
        let Figures::Levels(of_units) = &figures else {
            return Ok(StudyColumn { name: name.to_owned(), title: self.title(name), figures });
        };
        if self.of_units && !of_units.is_multiple {
            return Ok(StudyColumn { name: name.to_owned(), title: self.title(name), figures });
        }
        if let ([(first, _), _], true, false) =
            (of_units.levels.as_slice(), of_units.scope.is_answer, of_units.is_multiple)
        {
            let first = first.clone();
            return self.share((name, name, &first), figures);
        }
        let words: Vec<&str> = of_units.levels.iter().map(|(word, _)| word.as_str()).collect();
        let (several, or) = if of_units.is_multiple {
            ("a unit may have several categories", "")
        } else {
            ("an area may have several units", "; or draw it of catchments")
        };
        Err(Failure::Usage {
            message: format!("{name:?} has no single value here: {several}"),
            hint: Some(format!(
                "draw the share of one, such as --value \"{name}={}\"; there are {}{or}",
                words.first().unwrap_or(&"…"),
                words.join(", ")
            )),
        })
    }

    /// The share of units in one category.
    fn share(self, (name, column, level): (&str, &str, &str), figures: Figures) -> Result<StudyColumn, Failure> {
        let Figures::Levels(UnitLevels { levels, of_unit, scope, .. }) = figures else {
            return Err(Failure::Usage {
                message: format!("{column:?} is a number and has no category {level:?}"),
                hint: Some(format!("draw --value {column}")),
            });
        };
        let words = || levels.iter().map(|(word, _)| word.as_str());
        let Some(position) = levels.iter().position(|(word, label)| word == level || label == level) else {
            return Err(Failure::Usage {
                message: format!("{column:?} has no category {level:?}"),
                hint: did_you_mean(level, words()).or_else(|| Some(format!("its categories are {}", joined(words())))),
            });
        };
        let inside = |own: &Option<Vec<usize>>| own.as_ref().map(|own| f64::from(u8::from(own.contains(&position))));
        let title = self.title(column);
        let join = if title.ends_with('?') { " " } else { ": " };
        Ok(StudyColumn {
            name: name.to_owned(),
            title: format!("{title}{join}{}", levels[position].1),
            figures: Figures::Numbers(UnitNumbers {
                values: of_unit.iter().map(inside).collect(),
                scope,
                usual: Some(Aggregate::UnitMean),
                is_share: true,
            }),
        })
    }

    /// Whether a column tells who answered, or what.
    fn rests_on_answers(self, name: &str) -> bool {
        let is_characteristic = self.study.frame.characteristics().iter().any(|found| found.name == name);
        let of_response = [STATUS, PROPENSITY].contains(&name) || weights_named(name).is_some();
        !is_characteristic && (of_response || self.question(name).is_some())
    }

    /// What a column is called in titles: the words of a question, of the program, else its name.
    fn title(self, name: &str) -> String {
        let question = self.question(name).and_then(|question| question.text.as_deref());
        question.or_else(|| column_words(name, self.study.heading.language)).unwrap_or(name).to_owned()
    }

    fn question(self, name: &str) -> Option<&'a Question> {
        self.study.answers.iter().find(|question| question.name == name)
    }

    fn units(self) -> &'a [Unit] {
        self.study.frame.units()
    }

    /// Every name that has figures, those of several options once.
    fn names(self) -> Vec<String> {
        let mut names: Vec<String> =
            variable_names(&self.study.frame, &self.study.schemes).into_iter().map(str::to_owned).collect();
        names.extend(self.study.answers.iter().map(|question| question.name.clone()));
        names.extend([STATUS, ADULTS, PROPENSITY].map(str::to_owned));
        names.extend(WeightName::ALL.map(|weights| weights.word().to_owned()));
        names.retain(|name| name == PROPENSITY || weights_named(name).is_some() || self.figures(name).is_some());
        let mut distinct = Vec::new();
        for name in names.into_iter().filter(|name| name != RESIDENTS) {
            if !distinct.contains(&name) {
                distinct.push(name);
            }
        }
        distinct
    }

    fn figures(self, name: &str) -> Option<Figures> {
        let is_characteristic = self.study.frame.characteristics().iter().any(|found| found.name == name);
        if !is_characteristic {
            if let Some(question) = self.question(name) {
                return Some(self.answers(question));
            }
            match name {
                STATUS => return Some(self.statuses()),
                PROPENSITY => return self.of_model(|bias| Some(propensities(bias)), false),
                ADULTS | SHARE_ADULTS => return self.adults(name == SHARE_ADULTS),
                AREA_KM2 | DENSITY => return Some(Figures::Land { density: name == DENSITY }),
                _ => {}
            }
            if let Some(weights) = weights_named(name) {
                let of_bias = |bias: &Bias| {
                    let set = bias.weights.iter().find(|set| set.name == weights)?;
                    set.weights.as_ref().ok().cloned()
                };
                return self.of_model(of_bias, true);
            }
        }
        self.variable(name)
    }

    /// A characteristic, a scheme, or what catchments add to each unit.
    fn variable(self, name: &str) -> Option<Figures> {
        let units: Vec<usize> = (0..self.units().len()).collect();
        let auxiliaries =
            Auxiliaries { study: self.study, allotted: self.allotted, square_metres: None, by: None, units: &units };
        let in_scope =
            || Scope { takes: self.units().iter().map(|unit| unit.status.in_scope()).collect(), is_answer: false };
        Some(match auxiliaries.find(name)?.values {
            Values::Numbers(values) => Figures::Numbers(UnitNumbers {
                values,
                scope: in_scope(),
                usual: (name == POPULATION).then_some(Aggregate::Sum),
                is_share: false,
            }),
            Values::Levels { levels, of_unit } => Figures::Levels(UnitLevels {
                levels: levels.into_iter().map(|level| self.labelled(level, name == KIND)).collect(),
                of_unit: of_unit.into_iter().map(|level| level.map(|level| vec![level as usize])).collect(),
                scope: in_scope(),
                is_multiple: false,
            }),
        })
    }

    /// A category with its label, which is the word itself unless the program made it.
    fn labelled(self, word: String, is_own: bool) -> (String, String) {
        let label = level_label(&word, self.study.heading.language).filter(|_| is_own);
        (word.clone(), label.map_or(word, str::to_owned))
    }

    fn statuses(self) -> Figures {
        let used: Vec<ResponseStatus> = ResponseStatus::ALL
            .into_iter()
            .filter(|status| self.units().iter().any(|unit| unit.status == *status))
            .collect();
        let position = |unit: &Unit| used.iter().position(|status| *status == unit.status).map(|level| vec![level]);
        Figures::Levels(UnitLevels {
            levels: used.iter().map(|status| self.labelled(status.word().to_owned(), true)).collect(),
            of_unit: self.units().iter().map(position).collect(),
            scope: Scope { takes: vec![true; self.units().len()], is_answer: false },
            is_multiple: false,
        })
    }

    fn answers(self, question: &Question) -> Figures {
        let asked = |status: &AnswerStatus| match status {
            AnswerStatus::Given | AnswerStatus::Missing => true,
            AnswerStatus::NotApplicable | AnswerStatus::NoUnit => false,
        };
        let scope = Scope { takes: question.content.statuses().iter().map(asked).collect(), is_answer: true };
        let levels = || question.content.options().iter().map(|option| self.labelled(option.clone(), false)).collect();
        match &question.content {
            Content::Number { answers, .. } => Figures::Numbers(UnitNumbers {
                values: answers.iter().map(|answer| answer.given().copied()).collect(),
                scope,
                usual: None,
                is_share: false,
            }),
            Content::Single { answers, .. } => Figures::Levels(UnitLevels {
                levels: levels(),
                of_unit: answers.iter().map(|answer| answer.given().map(|&option| vec![option])).collect(),
                scope,
                is_multiple: false,
            }),
            Content::Multiple { answers, .. } => {
                let chosen = |flags: &Vec<bool>| (0..flags.len()).filter(|&option| flags[option]).collect();
                Figures::Levels(UnitLevels {
                    levels: levels(),
                    of_unit: answers.iter().map(|answer| answer.given().map(chosen)).collect(),
                    scope,
                    is_multiple: true,
                })
            }
        }
    }

    /// Figures of units by the response model or the weights; `None` where there are none.
    fn of_model(self, pick: impl Fn(&Bias) -> Option<Vec<Option<f64>>>, of_respondents: bool) -> Option<Figures> {
        // Propensities and weights need no permutations.
        let options = BiasOptions { permutations: 0, permutations_stated: true, ..BiasOptions::default() };
        let bias = bias_of(self.study, self.view, self.allotted, None, Some(self.outlines), None, &options);
        let values = bias.over_frame(self.units().len(), &pick(&bias)?);
        let takes = |unit: &Unit| if of_respondents { unit.status.answered() } else { unit.status.in_scope() };
        Some(Figures::Numbers(UnitNumbers {
            values,
            scope: Scope { takes: self.units().iter().map(takes).collect(), is_answer: of_respondents },
            usual: Some(Aggregate::UnitMean),
            is_share: false,
        }))
    }

    fn adults(self, as_share: bool) -> Option<Figures> {
        let population = self.study.population.as_ref()?;
        let counts = population.of(Ages::Adults)?.to_vec();
        Some(Figures::Residents { counts, of_all: as_share.then(|| population.all.clone()) })
    }
}

fn weights_named(name: &str) -> Option<WeightName> {
    WeightName::from_word(name)
}

fn propensities(bias: &Bias) -> Vec<Option<f64>> {
    bias.model.as_ref().map_or_else(|_| vec![None; bias.units.len()], ResponseModel::propensity_of_units)
}

fn joined<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<_>>().join(", ")
}
