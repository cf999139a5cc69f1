//! What a key says in each language. The texts stand in `<code>.ftl` beside this file and are read when they are first asked for.
//!
//! A key is that of a message (`legend-units`) or of one of its attributes (`asked-weights.missing`). A language without a key says it in
//! the language that all fall back to; a test names what is missing, so no reader meets it.

use std::borrow::Cow;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::model::base::language::{Language, languages};

type Bundle = FluentBundle<FluentResource>;

macro_rules! files {
    ($($(#[$_about:meta])* $name:ident = $code:literal,)*) => {
        /// The texts of a language as they are written.
        pub fn file(language: Language) -> &'static str {
            match language {
                $(Language::$name => include_str!(concat!($code, ".ftl")),)*
            }
        }
    };
}

languages!(files);

/// A text in which nothing changes; the key where no language has it.
pub fn plain(language: Language, key: &'static str) -> &'static str {
    match find(language, key, None) {
        Some(Cow::Borrowed(text)) => text,
        // What is put together belongs to [`say`].
        Some(Cow::Owned(_)) | None => key,
    }
}

/// A text with what changes put in by name; the key where no language has it. Numbers are written by [`crate::words::number`] before they
/// are put in, but for counts that decide between singular and plural.
pub fn say<'a>(language: Language, key: &str, values: impl IntoIterator<Item = (&'a str, FluentValue<'a>)>) -> String {
    let values: FluentArgs<'a> = values.into_iter().collect();
    find(language, key, Some(&values)).map_or_else(|| key.to_owned(), Cow::into_owned)
}

fn find(language: Language, key: &str, values: Option<&FluentArgs<'_>>) -> Option<Cow<'static, str>> {
    let own = find_in(bundle(language), key, values);
    own.or_else(|| find_in(bundle(Language::default()), key, values))
}

fn find_in(bundle: &'static Bundle, key: &str, values: Option<&FluentArgs<'_>>) -> Option<Cow<'static, str>> {
    let pattern = match key.split_once('.') {
        Some((message, attribute)) => bundle.get_message(message)?.get_attribute(attribute)?.value(),
        None => bundle.get_message(key)?.value()?,
    };
    let mut errors = Vec::new();
    let said = bundle.format_pattern(pattern, values, &mut errors);
    debug_assert!(errors.is_empty(), "{key} is not given what it names: {errors:?}");
    Some(said)
}

/// A language's texts, ready to be put together.
fn bundle(language: Language) -> &'static Bundle {
    static BUNDLES: [OnceLock<Bundle>; Language::ALL.len()] = [const { OnceLock::new() }; Language::ALL.len()];
    BUNDLES[language as usize].get_or_init(|| {
        // A test reads all files without an error.
        let texts = FluentResource::try_new(file(language).to_owned()).unwrap_or_else(|(texts, _)| texts);
        let mut bundle = Bundle::new_concurrent(vec![language.word().parse().unwrap_or_default()]);
        // Else marks of the direction of writing stand around everything that is put in.
        bundle.set_use_isolating(false);
        bundle.add_resource_overriding(texts);
        bundle
    })
}
