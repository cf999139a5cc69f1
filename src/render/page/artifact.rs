//! What a command makes: named bytes, for `main` to write.

/// A file to be written, by its path below the output folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artifact {
    /// The path, with `/` between folders.
    pub name: String,
    /// The content.
    pub bytes: Vec<u8>,
}

impl Artifact {
    /// A file of text.
    pub fn text(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), bytes: text.into().into_bytes() }
    }
}
