//! Results in words: what a measure is called, and one plain sentence for each row, with what is estimated, its size, its uncertainty and
//! its limit. Nothing here calls a survey representative because a p-value is large.

use crate::analysis::basis::measure::{Measure, MeasureName};
use crate::analysis::weight::balance::UNWEIGHTED;
use crate::model::base::language::Language;
use crate::words::catalogue::{plain, say};
use crate::words::letters::capitalised;
use crate::words::note::notes_in;
use crate::words::phrase::Row;
use crate::words::section::section;

/// The title of the section that a measure stands in.
pub(crate) fn section_of(name: MeasureName, language: Language) -> &'static str {
    plain(language, section(name).map_or("section-other", |section| section.title))
}

/// What a measure is called.
pub fn title(name: MeasureName, language: Language) -> &'static str {
    plain(language, name.word())
}

/// One sentence about a row.
pub fn sentence(measure: &Measure, language: Language) -> String {
    let name = measure.measure;
    if measure.estimate.or(measure.p_value).or(measure.low).or(measure.high).is_none() {
        let none = || plain(language, "not-computed.no-value").to_owned();
        let reason = notes_in(&measure.notes, language).unwrap_or_else(none);
        let name = capitalised(title(name, language));
        return say(language, "not-computed", [("measure", name.into()), ("reason", reason.into())]);
    }
    let row = Row { measure, language, estimate: measure.estimate.unwrap_or_default() };
    let key = format!("{}.{}", name.word(), telling(&row));
    say(language, &key, row.values())
}

/// Which of its sentences tells a row.
fn telling(row: &Row<'_>) -> &'static str {
    let Measure { measure, level, low, high, estimate, notes, .. } = row.measure;
    let is_same = notes.iter().any(|note| note.same_weights().is_some());
    match (measure, level, low, high) {
        (MeasureName::BalanceMaximum | MeasureName::BalanceMean, ..) if row.measure.variable == UNWEIGHTED => {
            "unweighted"
        }
        (MeasureName::DesignEffect, ..) if is_same => "same",
        (MeasureName::WeightMinimum, ..) if row.estimate < 0.0 => "negative",
        (MeasureName::RAdjusted | MeasureName::Cv | MeasureName::MaximalBias, _, Some(_), Some(_))
            if estimate.is_none() =>
        {
            "indistinct"
        }
        (MeasureName::PartialUnconditional, Some(_), ..) if row.estimate < 0.0 => "level-less",
        (MeasureName::PartialUnconditional, Some(_), ..) if row.estimate > 0.0 => "level-more",
        (MeasureName::PartialUnconditional, Some(_), ..) => "level-alike",
        (MeasureName::PartialConditional, Some(_), ..) => "level",
        (MeasureName::DetectableRate, _, Some(_), None) => "low",
        (MeasureName::DetectableRate, _, None, Some(_)) => "high",
        (MeasureName::DetectableRate, _, None, None) => "none",
        _ => "sentence",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::basis::measure::Level;
    use crate::analysis::basis::note::Note;
    use crate::analysis::basis::weight_name::WeightName;

    #[test]
    fn no_sentence_calls_a_survey_representative() {
        for name in MeasureName::ALL {
            for language in Language::ALL {
                let mut measure = Measure::new(name, "area", [], "").level("North").estimate(0.2).p_value(0.8);
                (measure.null_low, measure.null_high, measure.n) = (Some(0.1), Some(0.9), Some(135));
                let sentence = sentence(&measure, language).to_lowercase();
                assert!(
                    !sentence.contains("is representative") && !sentence.contains("è rappresentativ"),
                    "{sentence}"
                );
                assert!(sentence.ends_with('.') && !sentence.contains("  ") && !sentence.contains('{'), "{sentence}");
            }
        }
    }

    #[test]
    fn a_category_called_like_a_group_keeps_its_name() {
        let told = |level: Level| {
            let row = Measure::new(MeasureName::LevelResponse, "answer", [], "").level(level).estimate(0.5);
            sentence(&row, Language::Italian)
        };
        assert!(told("respondents".into()).contains("«respondents»"), "{}", told("respondents".into()));
        assert!(told(Level::Respondents).contains("i rispondenti"), "{}", told(Level::Respondents));
    }

    #[test]
    fn weights_that_are_the_same_or_negative_are_told_as_such() {
        let smallest = Measure::new(MeasureName::WeightMinimum, "weight_calibrated", [], "").estimate(-0.2066).n(89);
        let told = sentence(&smallest, Language::English);
        assert!(told.starts_with("With weight_calibrated the smallest weight is −0.207, below 0"), "{told}");
        assert!(!told.contains("stands for at least"), "{told}");
        let same = Measure::new(MeasureName::DesignEffect, "weight_raked", [], "").estimate(1.1);
        let same = same.note(Note::SameWeights(WeightName::Poststratified));
        assert_eq!(
            sentence(&same, Language::English),
            "The weights of weight_raked () are the same as weight_poststratified."
        );
    }

    #[test]
    fn sentences_name_variables_in_words_and_numbers_with_a_minus() {
        let mut smd = Measure::new(MeasureName::Smd, "census_population", [], "").estimate(-0.4);
        (smd.low, smd.high) = (Some(-0.75), Some(-0.05));
        let english = sentence(&smd, Language::English);
        assert!(english.contains("in “residents by the census” by −0.400"), "{english}");
        let table = Measure::new(MeasureName::FreemanHalton, "size_class", [], "").p_value(0.0004);
        let italian = sentence(&table, Language::Italian);
        assert!(italian.contains("le classi di «classe di ampiezza» dà p\u{a0}<\u{a0}0,001: chiede"), "{italian}");
    }
}
