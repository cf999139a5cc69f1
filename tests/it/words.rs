//! The catalogue of words: every language says every key, with the same variables, and every key is said somewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use bacino::model::base::language::Language;
use bacino::words::catalogue::{file, plain, say};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

/// The keys of a language, those of attributes as `message.attribute`, with their variables.
type Keys = BTreeMap<String, BTreeSet<String>>;

fn keys_of(texts: &'static str) -> Keys {
    let read = fluent_syntax::parser::parse(texts).unwrap_or_else(|(_, errors)| panic!("{errors:?}"));
    let mut keys = Keys::new();
    let mut add = |key: String, pattern: &Pattern<&str>| {
        let mut variables = BTreeSet::new();
        of_pattern(pattern, &mut variables);
        assert!(keys.insert(key.clone(), variables).is_none(), "{key} stands twice");
    };
    for entry in &read.body {
        let Entry::Message(message) = entry else { continue };
        if let Some(pattern) = &message.value {
            add(message.id.name.to_owned(), pattern);
        }
        for attribute in &message.attributes {
            add(format!("{}.{}", message.id.name, attribute.id.name), &attribute.value);
        }
    }
    keys
}

fn of_pattern(pattern: &Pattern<&str>, variables: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Select { selector, variants } => {
                of_inline(selector, variables);
                for variant in variants {
                    of_pattern(&variant.value, variables);
                }
            }
            Expression::Inline(inline) => of_inline(inline, variables),
        }
    }
}

fn of_inline(inline: &InlineExpression<&str>, variables: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            variables.insert(id.name.to_owned());
        }
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        InlineExpression::FunctionReference { .. }
        | InlineExpression::MessageReference { .. }
        | InlineExpression::TermReference { .. }
        | InlineExpression::Placeable { .. } => panic!("a text is made of words and variables alone: {inline:?}"),
    }
}

/// What a language lacks or says of other things than the one that all fall back to.
fn differences(code: &str, own: &Keys, usual: &Keys) -> Vec<String> {
    let mut found = Vec::new();
    for (key, variables) in usual {
        match own.get(key) {
            None => found.push(format!("{code}.ftl lacks {key}")),
            Some(own) if own != variables => {
                found.push(format!("{code}.ftl says {key} with {own:?}, others with {variables:?}"));
            }
            Some(_) => {}
        }
    }
    found.extend(own.keys().filter(|key| !usual.contains_key(*key)).map(|key| format!("{code}.ftl alone has {key}")));
    found
}

fn usual() -> Keys {
    keys_of(file(Language::default()))
}

#[expect(clippy::disallowed_methods, reason = "a test may fail without a path")]
fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            found.extend(sources(&entry));
        } else if entry.extension().is_some_and(|ending| ending == "rs") {
            let text = std::fs::read_to_string(&entry).unwrap();
            found.push((entry, text));
        }
    }
    found
}

fn source() -> Vec<(PathBuf, String)> {
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))
}

#[test]
fn every_language_says_every_key_with_the_same_variables() {
    for language in Language::ALL {
        let found = differences(language.word(), &keys_of(file(language)), &usual());
        assert!(found.is_empty(), "{}", found.join("\n"));
    }
}

#[test]
fn what_a_new_language_lacks_is_named() {
    let begun =
        "decimal-mark = ,\nquoted = „{ $text }“\nmedian = Median\nmap-source = Quelle: { $quelle }\nflair = x\n";
    let found = differences("de", &keys_of(begun), &usual());
    assert!(found.contains(&"de.ftl lacks interval".to_owned()), "{found:?}");
    assert!(found.contains(&"de.ftl lacks median.sentence".to_owned()), "{found:?}");
    assert!(found.contains(&r#"de.ftl says map-source with {"quelle"}, others with {"source"}"#.to_owned()));
    assert!(found.contains(&"de.ftl alone has flair".to_owned()));
    assert_eq!(found.len(), usual().len() - 4 + 2);
}

#[test]
fn every_key_is_said_somewhere() {
    let sources: String = source().into_iter().map(|(_, text)| text).collect();
    let is_named = |word: &str| sources.contains(&format!("\"{word}\""));
    let unused: Vec<String> = usual()
        .into_keys()
        .filter(|key| {
            let parts = key.split_once('.');
            !is_named(key) && !parts.is_some_and(|(message, attribute)| is_named(message) && is_named(attribute))
        })
        .collect();
    assert!(unused.is_empty(), "no file of src names {unused:?}");
}

/// The calls of `say` and `plain` that name their key: the file, the key and the names of what is put in.
fn calls() -> Vec<(PathBuf, String, BTreeSet<String>)> {
    let mut found = Vec::new();
    for (path, text) in source().into_iter().filter(|(_, text)| text.contains("use crate::words::catalogue")) {
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        for start in [" say(", "(say(", " plain("] {
            for (at, _) in text.match_indices(start) {
                let call = call(&text[at + start.len()..]);
                let words: Vec<&str> = call.split('"').skip(1).step_by(2).collect();
                let Some((key, names)) = words.split_first() else { continue };
                if call.split('"').next().is_some_and(|before| before.matches(',').count() == 1) {
                    let given = names.iter().filter(|name| call.contains(&format!("(\"{name}\",")));
                    found.push((path.clone(), (*key).to_owned(), given.map(|name| (*name).to_owned()).collect()));
                }
            }
        }
    }
    found
}

/// The text up to the parenthesis that ends a call.
fn call(text: &str) -> &str {
    let mut depth = 1;
    let end = text.find(|letter: char| {
        depth += i32::from(letter == '(') - i32::from(letter == ')');
        depth == 0
    });
    &text[..end.unwrap_or(text.len())]
}

#[test]
fn what_is_said_has_a_key_and_names_what_is_put_in() {
    let usual = usual();
    let calls = calls();
    assert!(calls.len() > 5, "{calls:?}");
    for (path, key, given) in calls {
        let path = path.display();
        let Some(wanted) = usual.get(&key) else { panic!("{path} says {key:?}, which no language has") };
        assert!(given.is_subset(wanted), "{path} says {key:?} with {given:?}, it is written with {wanted:?}");
    }
}

#[test]
fn texts_are_put_together_without_marks_and_without_gaps() {
    for language in Language::ALL {
        for (key, variables) in keys_of(file(language)) {
            let key: &'static str = key.leak();
            let names: Vec<&'static str> = variables.into_iter().map(|name| &*name.leak()).collect();
            let said = say(language, key, names.iter().map(|name| (*name, "7".into())));
            let has_gap = said.contains(['{', '}', '$', '\u{2068}', '\u{2069}']);
            assert!(!has_gap, "{key} in {}: {said}", language.word());
            if names.is_empty() {
                assert_eq!(plain(language, key), said, "{key} is more than words in {}", language.word());
            }
        }
    }
}

#[test]
fn a_number_decides_between_singular_and_plural() {
    let classes = |n: usize| say(Language::English, "map-fewer-classes", [("n", n.into()), ("wished", 5.into())]);
    assert!(classes(1).starts_with("1 class instead of 5"), "{}", classes(1));
    assert!(classes(2).starts_with("2 classes instead of 5"), "{}", classes(2));
}

#[test]
fn what_no_language_has_is_said_by_its_key() {
    assert_eq!(plain(Language::English, "no-such-key"), "no-such-key");
    assert_eq!(say(Language::Italian, "no-such-key", []), "no-such-key");
}
