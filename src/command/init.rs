//! `bacino init`: a commented study to start from.

use crate::command::outcome::Outcome;
use crate::input::study::template::Template;
use crate::render::page::artifact::Artifact;

/// The files of a template.
pub fn init(template: Template) -> Outcome {
    let artifacts =
        template.files().iter().map(|(name, bytes)| Artifact { name: (*name).to_owned(), bytes: bytes.to_vec() });
    Outcome { artifacts: artifacts.collect(), ..Outcome::default() }
}
