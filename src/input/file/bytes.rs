//! Bytes of files: from a folder on disk, or from the files that the program carries.

use std::io::{Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use sha2::{Digest, Sha256};

use crate::input::problem::english::{did_you_mean, first_few};
use crate::input::problem::kind::Kind;
use crate::input::problem::limit::{STREAMED, in_words};
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::model::study::Source;

/// Where a study's files are.
#[derive(Clone, Debug)]
pub enum Folder {
    /// A folder on disk.
    Disk(PathBuf),
    /// Standard input, which is one file without others beside it.
    StandardInput,
    /// Files inside the program: name and content.
    Embedded(&'static [(&'static str, &'static [u8])]),
}

/// A file's bytes with their name and fingerprint.
#[derive(Clone, Debug)]
pub struct InputFile {
    /// The name, as the study gives it.
    pub name: String,
    /// The content.
    pub bytes: Vec<u8>,
    /// The fingerprint.
    pub source: Source,
    /// The sheet that is meant, where the file is a workbook and one was named.
    pub sheet: Option<String>,
}

impl InputFile {
    /// Some bytes, fingerprinted.
    pub(crate) fn of(name: &str, bytes: Vec<u8>) -> Self {
        Self { name: name.to_owned(), source: fingerprint(name, &bytes), bytes, sheet: None }
    }

    /// Some bytes whose fingerprint nobody asks for.
    pub(crate) fn without_source(name: &str, bytes: Vec<u8>) -> Self {
        let source = Source { name: name.to_owned(), sha256: String::new() };
        Self { name: name.to_owned(), bytes, source, sheet: None }
    }

    /// The first lines of a long text, of which there are more; `None` for all other files.
    pub(crate) fn head(&self) -> Option<Self> {
        const HEAD: usize = 1 << 16;
        let head = self.bytes.get(..HEAD).filter(|_| self.bytes.len() > 4 * HEAD)?;
        // No workbook, no archive and no UTF-16 is without a NUL for so long.
        let end = memchr::memrchr(b'\n', head).filter(|_| memchr::memchr(0, head).is_none())?;
        let Self { name, source, sheet, .. } = self;
        Some(Self { name: name.clone(), bytes: head[..=end].to_vec(), source: source.clone(), sheet: sheet.clone() })
    }
}

impl Folder {
    /// The folder that a path leads into, and the name of the file in it; `-` is standard input.
    pub fn of(path: &Path) -> (Self, String) {
        if path == Path::new("-") {
            return (Self::StandardInput, "-".to_owned());
        }
        let folder = path.parent().filter(|parent| *parent != Path::new("")).unwrap_or(Path::new("."));
        let name =
            path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
        (Self::Disk(folder.to_owned()), name)
    }

    /// Reads the file called `name`.
    ///
    /// # Errors
    /// When there is no such file or it cannot be read; the hint names a file of the folder with a similar name.
    pub fn read(&self, name: &str) -> Result<InputFile, Problems> {
        Ok(InputFile::of(name, self.bytes(name)?))
    }

    /// The bytes of the file called `name`, where no one asks for its fingerprint.
    ///
    /// # Errors
    /// As [`Folder::read`].
    pub(crate) fn bytes(&self, name: &str) -> Result<Vec<u8>, Problems> {
        match self {
            Self::Disk(folder) => read_file(&folder.join(name), name, || self.names()),
            Self::StandardInput => read_standard_input(),
            Self::Embedded(files) => files
                .iter()
                .find(|(file, _)| *file == name)
                .map(|(_, bytes)| bytes.to_vec())
                .ok_or_else(|| Problems::one(Remark::of(Kind::File, Place::file(name), "no such file"))),
        }
    }

    /// Puts a part of the file called `name` on disk in place of `bytes`; `None` where it is not there to be read.
    #[expect(
        clippy::disallowed_methods,
        reason = "whoever asks reads the whole file where this fails, and then tells why"
    )]
    pub(crate) fn part(&self, name: &str, range: Range<u64>, bytes: &mut Vec<u8>) -> Option<()> {
        let Self::Disk(folder) = self else { return None };
        let path = folder.join(name);
        let length = range.end.checked_sub(range.start)?;
        // What another program writes into a pipe can be read only once.
        std::fs::metadata(&path).ok().filter(|found| found.is_file() && range.end <= found.len())?;
        let mut file = std::fs::File::open(path).ok()?;
        file.seek(SeekFrom::Start(range.start)).ok()?;
        bytes.clear();
        bytes.reserve(usize::try_from(length).ok()?);
        file.take(length).read_to_end(bytes).ok()?;
        (bytes.len() as u64 == length).then_some(())
    }

    /// A file on disk that is too large to be read whole where that can be helped; `None` for all others.
    #[expect(
        clippy::disallowed_methods,
        reason = "whoever gets nothing reads the file whole, which reports what is wrong"
    )]
    pub(crate) fn open_large(&self, name: &str) -> Option<std::fs::File> {
        const LARGE: u64 = 32 << 20;
        let Self::Disk(folder) = self else { return None };
        let path = folder.join(name);
        // What another program writes into a pipe can be read only once.
        std::fs::metadata(&path).ok().filter(|found| found.is_file() && found.len() >= LARGE)?;
        std::fs::File::open(path).ok()
    }

    /// The name of the file beside `name` that ends in `ending` instead, capitals aside.
    pub fn beside(&self, name: &str, ending: &str) -> Option<String> {
        let (start, file) = name.rfind(['/', '\\']).map_or(("", name), |slash| name.split_at(slash + 1));
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let folder = match self {
            Self::Disk(folder) => Self::Disk(folder.join(start)),
            Self::StandardInput => return None,
            Self::Embedded(files) => Self::Embedded(files),
        };
        let wanted = format!("{stem}.{ending}");
        let names = folder.names();
        let exact = names.iter().find(|found| **found == wanted);
        exact
            .or_else(|| names.iter().find(|found| found.eq_ignore_ascii_case(&wanted)))
            .map(|found| format!("{start}{found}"))
    }

    /// Names of the files in the folder, in order.
    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = match self {
            Self::Disk(folder) => std::fs::read_dir(folder)
                .into_iter()
                .flatten()
                .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
                .collect(),
            Self::StandardInput => Vec::new(),
            Self::Embedded(files) => files.iter().map(|(name, _)| (*name).to_owned()).collect(),
        };
        names.sort();
        names
    }
}

/// Name and SHA-256 of some bytes.
pub fn fingerprint(name: &str, bytes: &[u8]) -> Source {
    source(name, Sha256::digest(bytes).as_slice())
}

fn source(name: &str, digest: &[u8]) -> Source {
    use std::fmt::Write as _;
    let mut sha256 = String::new();
    for byte in digest {
        let _ = write!(sha256, "{byte:02x}");
    }
    Source { name: name.to_owned(), sha256 }
}

/// Bytes that are read bit by bit, with the fingerprint of those that were.
pub(crate) struct Hashed<R> {
    bytes: R,
    /// `None` where nobody asks for it.
    sha256: Option<Sha256>,
}

impl<R: Read> Hashed<R> {
    /// Nothing read yet.
    pub(crate) fn new(bytes: R) -> Self {
        Self { bytes, sha256: Some(Sha256::new()) }
    }

    /// The same without a fingerprint.
    pub(crate) fn not_at_all(bytes: R) -> Self {
        Self { bytes, sha256: None }
    }

    /// Adds so many bytes to a text, and returns whether they were the last.
    ///
    /// # Errors
    /// When they cannot be read.
    pub(crate) fn append(&mut self, text: &mut Vec<u8>, most: usize) -> std::io::Result<bool> {
        let before = text.len();
        text.reserve(most);
        (&mut self.bytes).take(most as u64).read_to_end(text)?;
        if let Some(sha256) = &mut self.sha256 {
            sha256.update(&text[before..]);
        }
        Ok(text.len() < before + most)
    }

    /// Name and SHA-256 of what was read.
    pub(crate) fn source(self, name: &str) -> Option<Source> {
        self.sha256.map(|sha256| source(name, sha256.finalize().as_slice()))
    }
}

/// Reads a file given by its path. `-` is standard input.
///
/// # Errors
/// When it cannot be read.
pub fn read_path(path: &Path) -> Result<InputFile, Problems> {
    let name = path.display().to_string();
    let bytes = if name == "-" {
        read_standard_input()?
    } else {
        let folder = path.parent().filter(|parent| *parent != Path::new("")).unwrap_or(Path::new("."));
        read_file(path, &name, || Folder::Disk(folder.to_owned()).names())?
    };
    Ok(InputFile { source: fingerprint(&name, &bytes), name, bytes, sheet: None })
}

/// Standard input, which is there once and may be looked at again.
fn read_standard_input() -> Result<Vec<u8>, Problems> {
    static READ: OnceLock<Vec<u8>> = OnceLock::new();
    if let Some(bytes) = READ.get() {
        return Ok(bytes.clone());
    }
    let mut bytes = Vec::new();
    let problem = |message: String| Problems::one(Remark::of(Kind::File, Place::file("standard input"), message));
    read_stream(std::io::stdin().lock(), &mut bytes).map_err(problem)?;
    Ok(READ.get_or_init(|| bytes).clone())
}

/// Everything that comes from what does not tell how much it is.
fn read_stream(stream: impl Read, bytes: &mut Vec<u8>) -> Result<(), String> {
    stream.take(STREAMED + 1).read_to_end(bytes).map_err(|error| describe(&error))?;
    if bytes.len() as u64 > STREAMED { Err(format!("it goes on for more than {}", in_words(STREAMED))) } else { Ok(()) }
}

/// Bytes of a file, or of a pipe that another program writes into. What is neither has no end, or never a beginning.
#[cfg(unix)]
#[expect(clippy::disallowed_methods, reason = "this is the replacement: its errors carry the path")]
fn read_whole(path: &Path, name: &str) -> Result<std::io::Result<Vec<u8>>, Problems> {
    use std::os::unix::fs::FileTypeExt as _;
    let Ok(kind) = std::fs::metadata(path).map(|found| found.file_type()) else { return Ok(std::fs::read(path)) };
    let problem = |message: String| Problems::one(Remark::of(Kind::File, Place::file(name), message));
    // Shells hand over what a program writes as a file without a name, under one of these.
    let is_handed_over = ["/dev", "/proc"].iter().any(|folder| path.starts_with(folder));
    if kind.is_char_device() || kind.is_block_device() || kind.is_socket() {
        return Err(problem("it is a device, expected a file".to_owned()));
    }
    if kind.is_fifo() && !is_handed_over {
        let problems = problem("it is a named pipe, expected a file".to_owned());
        return Err(Problems(problems.0.into_iter().map(|problem| problem.hint("read it with -: … < PIPE")).collect()));
    }
    if kind.is_fifo() {
        let mut bytes = Vec::new();
        let stream = match std::fs::File::open(path) {
            Ok(stream) => stream,
            Err(error) => return Ok(Err(error)),
        };
        return read_stream(stream, &mut bytes).map(|()| Ok(bytes)).map_err(problem);
    }
    Ok(std::fs::read(path))
}

/// See above; other systems open no device by the name of a file.
#[cfg(not(unix))]
#[expect(clippy::disallowed_methods, reason = "this is the replacement: its errors carry the path")]
fn read_whole(path: &Path, _: &str) -> Result<std::io::Result<Vec<u8>>, Problems> {
    Ok(std::fs::read(path))
}

fn read_file(path: &Path, name: &str, others: impl FnOnce() -> Vec<String>) -> Result<Vec<u8>, Problems> {
    read_whole(path, name)?.map_err(|error| {
        if error.kind() == std::io::ErrorKind::IsADirectory {
            let inside: Vec<String> = Folder::Disk(path.to_owned()).names();
            let inside: Vec<String> = inside.into_iter().filter(|file| !file.starts_with('.')).collect();
            let hint = (!inside.is_empty()).then(|| format!("name one of its files: {}", first_few(&inside)));
            return Problems::one(Remark::of(Kind::File, Place::file(name), describe(&error)).maybe_hint(hint));
        }
        let others = if error.kind() == std::io::ErrorKind::NotFound { others() } else { Vec::new() };
        let file = path.file_name().and_then(|file| file.to_str()).unwrap_or(name);
        let hint = did_you_mean(file, others.iter().map(String::as_str));
        Problems::one(Remark::of(Kind::File, Place::file(name), describe(&error)).maybe_hint(hint))
    })
}

/// An I/O error in the program's own words where it is a common one.
#[expect(clippy::wildcard_enum_match_arm, reason = "the kinds of I/O errors are an open list")]
fn describe(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "no such file".to_owned(),
        std::io::ErrorKind::PermissionDenied => "may not be read: permission denied".to_owned(),
        std::io::ErrorKind::IsADirectory => "is a folder, expected a file".to_owned(),
        _ => format!("cannot be read: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_of_a_long_text_is_whole_lines() {
        let text = "code,population\n".repeat(20_000);
        let head = InputFile::of("a.csv", text.clone().into_bytes()).head().unwrap();
        assert!(head.bytes.ends_with(b"\n") && text.as_bytes().starts_with(&head.bytes) && head.bytes.len() > 60_000);
        assert!(InputFile::of("a.csv", b"code,population\n".to_vec()).head().is_none());
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(InputFile::of("a.csv", wide).head().is_none());
    }
}
