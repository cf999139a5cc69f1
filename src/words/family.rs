//! Which tests a p-value is one of, told in a language.

use crate::analysis::basis::family::{Family, InFamily};
use crate::model::base::language::Language;
use crate::words::told::{Told, Values};

impl Told for InFamily {
    fn key(&self) -> &'static str {
        if self.tests == 1 && !matches!(self.family, Family::StoodFor { .. }) {
            return "family.alone";
        }
        match self.family {
            Family::StoodFor { .. } => "family.stood-for",
            Family::Variables => "family.variables",
            Family::Levels { .. } => "family.levels",
            Family::Areas { .. } => "family.areas",
            Family::Evenness { .. } => "family.evenness",
            Family::Neighbours => "family.neighbours",
            Family::Units => "family.units",
            Family::Coefficients => "family.coefficients",
            Family::AnswersByLevel { .. } => "family.answers-by-level",
            Family::AnswersByTable { .. } => "family.answers-by-table",
            Family::Waves { .. } => "family.waves",
            Family::Alone => "family.alone",
        }
    }

    fn values(&self, language: Language) -> Values<'_> {
        let n = ("n", self.tests.into());
        match &self.family {
            Family::Levels { variable } => vec![n, ("variable", variable.as_str().into())],
            Family::Areas { scheme, source } => {
                vec![n, ("scheme", scheme.as_str().into()), ("source", source.word().into())]
            }
            Family::AnswersByLevel { question, variable } | Family::AnswersByTable { question, variable } => {
                vec![n, ("question", question.as_str().into()), ("variable", variable.as_str().into())]
            }
            Family::Waves { question } => vec![n, ("question", question.as_str().into())],
            Family::Evenness { scheme } => vec![n, ("scheme", scheme.as_str().into())],
            Family::StoodFor { by, variable } => {
                vec![("test", by.told(language).into()), ("variable", variable.as_str().into())]
            }
            Family::Variables | Family::Neighbours | Family::Units | Family::Coefficients => vec![n],
            Family::Alone => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::basis::method::TestName;
    use crate::analysis::coverage::area::Source;
    use crate::words::told::tests::assert_all_told;

    #[test]
    fn every_family_is_told() {
        let text = || "region".to_owned();
        let families = [
            Family::Variables,
            Family::Levels { variable: text() },
            Family::Areas { scheme: text(), source: Source::Frame },
            Family::Evenness { scheme: text() },
            Family::Neighbours,
            Family::Units,
            Family::Coefficients,
            Family::AnswersByLevel { question: text(), variable: text() },
            Family::AnswersByTable { question: text(), variable: text() },
            Family::Waves { question: text() },
            Family::Alone,
            Family::StoodFor { by: TestName::MannWhitney, variable: text() },
        ];
        let families = families.map(|family| InFamily { family, tests: 20 });
        assert_all_told("family", &families.each_ref().map(|family| family as &dyn Told));
        assert_eq!(families[2].told(Language::English), "the 20 areas of region, source frame");
        assert_eq!(families[2].told(Language::Italian), "le 20 aree di region, fonte frame");
    }
}
