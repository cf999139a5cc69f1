//! How a value of analysis is told: the key of its sentence and what is put in.

use fluent_bundle::FluentValue;

use crate::model::base::language::Language;
use crate::words::catalogue::say;

/// What is put into a sentence, by name.
pub(crate) type Values<'a> = Vec<(&'static str, FluentValue<'a>)>;

/// A value with a sentence in every language.
pub(crate) trait Told {
    /// The key of the sentence.
    fn key(&self) -> &'static str;

    /// What the sentence names.
    fn values(&self, language: Language) -> Values<'_>;

    /// The sentence.
    fn told(&self, language: Language) -> String {
        say(language, self.key(), self.values(language))
    }
}

/// Several sentences in one cell.
pub(crate) fn told_in_turn(parts: &[impl Told], language: Language) -> String {
    parts.iter().map(|part| part.told(language)).collect::<Vec<String>>().join("; ")
}

/// Several short texts in one sentence.
pub(crate) fn listed(texts: impl IntoIterator<Item = String>) -> String {
    texts.into_iter().collect::<Vec<String>>().join(", ")
}

#[cfg(test)]
pub(crate) mod tests {
    use std::collections::BTreeSet;

    use fluent_syntax::ast::Entry;

    use super::*;
    use crate::words::catalogue::file;

    /// These values have all keys of a message among them, and every language tells each with what it gives.
    pub(crate) fn assert_all_told(message: &str, values: &[&dyn Told]) {
        let texts = fluent_syntax::parser::parse(file(Language::default())).unwrap();
        let of_message = texts.body.iter().find_map(|entry| {
            let Entry::Message(own) = entry else { return None };
            (own.id.name == message).then_some(&own.attributes)
        });
        let wanted = of_message.unwrap().iter().map(|attribute| format!("{message}.{}", attribute.id.name));
        let keys = values.iter().map(|value| value.key().to_owned());
        assert_eq!(keys.collect::<BTreeSet<String>>(), wanted.collect::<BTreeSet<String>>());
        for value in values {
            for language in Language::ALL {
                let told = value.told(language);
                assert!(
                    told != value.key() && !told.contains(['{', '$']),
                    "{} in {}: {told}",
                    value.key(),
                    language.word()
                );
            }
        }
    }
}
