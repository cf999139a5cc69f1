//! The sections of a study file and the keys that each may have: a slip is found before any file is read.

use crate::input::document::feature_keys::FeatureKeys;
use crate::input::document::toml::Section;
use crate::input::problem::remark::Problems;

/// Keys that stand above all sections.
const ABOVE: &[&str] = &["title", "language", "notice", "source", "reference_date"];

/// Sections and their keys, and those that every section about boundary files has.
const SECTIONS: &[(&str, &str, &[&str])] = &[
    ("frame", "file sheet response characteristics columns numbers missing crs", &[]),
    ("catchments", "rules level sheet columns codes overlap partial boundaries id slivers", &FeatureKeys::KEYS),
    ("population", "file sheet ages period codes columns numbers suppressed", &FeatureKeys::KEYS),
    ("tracts", "file sheet code columns numbers", &FeatureKeys::KEYS),
    ("territory", "file sheet levels name columns part where", &[]),
    ("boundaries", "file code repair where", &FeatureKeys::KEYS),
    ("scheme", "name areas level", &[]),
    ("benchmark", "name variable level option kind value standard_error source", &[]),
    ("fieldwork", "invited reminders closed", &[]),
    ("privacy", "answers certainty known cell insiders", &[]),
    ("weights", "poststratify rake calibrate distance bounds collapse trim entropy classes", &[]),
    (
        "answers",
        "file sheet columns unit_id missing not_applicable numbers blank duplicates incomplete exclude dictionary dictionary_sheet",
        &[],
    ),
    (
        "question",
        "name text table kind column columns delimiter options yes no none asked_if claim minimum maximum blank order scale cut apart",
        &[],
    ),
];

/// Refuses keys that no section has. What stands under a key is looked at where it is read.
pub(crate) fn refuse_wrong_keys(root: &Section<'_>, problems: &mut Problems) {
    let names: Vec<&str> = ABOVE.iter().copied().chain(SECTIONS.iter().map(|(name, ..)| *name)).collect();
    root.refuse_unknown(&names, &[], problems);
    for (name, keys, further) in SECTIONS {
        // A section that is no section is told where it is read.
        let mut elsewhere = Problems::default();
        for section in root.section(name, &mut elsewhere).into_iter().chain(root.sections(name, &mut elsewhere)) {
            let known: Vec<&str> = keys.split_whitespace().chain(further.iter().copied()).collect();
            section.refuse_unknown(&known, &[], problems);
        }
    }
}
