//! What is done to files on disk, step by step: any step may be the last one before the program is killed.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;
#[cfg(test)]
use std::sync::atomic::{AtomicUsize, Ordering};

use bacino::input::file::bytes::read_path;
use bacino::input::problem::remark::{Place, Problems, Remark};

/// The disk. In tests it dies after some steps: whatever is tried then fails, as it does for a program that is no more.
#[derive(Default)]
pub(crate) struct Disk {
    #[cfg(test)]
    left: Option<AtomicUsize>,
}

pub(crate) type Done<T = ()> = Result<T, Problems>;

fn failed(path: &Path, error: &io::Error) -> Problems {
    problem(path, format!("cannot be written: {error}"), None)
}

/// A problem of a file or folder that is written.
pub(crate) fn problem(path: &Path, message: impl Into<String>, hint: Option<&str>) -> Problems {
    // As it was typed.
    let path = path.strip_prefix(".").unwrap_or(path);
    Problems::one(Remark::new(Place::file(path.display().to_string()), message).maybe_hint(hint))
}

impl Disk {
    /// One that dies after so many steps.
    #[cfg(test)]
    pub(crate) fn dying_after(steps: usize) -> Self {
        Self { left: Some(AtomicUsize::new(steps)) }
    }

    #[cfg(test)]
    fn step(&self) -> io::Result<()> {
        let take = |left: usize| left.checked_sub(1);
        match &self.left {
            Some(left) if left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take).is_err() => {
                Err(io::Error::other("killed"))
            }
            Some(_) | None => Ok(()),
        }
    }

    #[cfg(not(test))]
    #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "in tests a step may be the last")]
    fn step(&self) -> io::Result<()> {
        Ok(())
    }

    fn done<T>(&self, path: &Path, step: impl FnOnce() -> io::Result<T>) -> Done<T> {
        self.step().and_then(|()| step()).map_err(|error| failed(path, &error))
    }

    /// Makes a folder that does not exist yet, whatever it would stand for: no link is followed.
    pub(crate) fn make_new_folder(&self, path: &Path) -> Done {
        self.done(path, || fs::create_dir(path))
    }

    /// Makes a folder and those around it, where they are not there.
    pub(crate) fn make_folders(&self, path: &Path) -> Done {
        self.done(path, || fs::create_dir_all(path))
    }

    /// Writes a file that does not exist yet: no link is followed.
    pub(crate) fn write_new(&self, path: &Path, bytes: &[u8]) -> Done {
        self.done(path, || OpenOptions::new().write(true).create_new(true).open(path)?.write_all(bytes))
    }

    /// Writes into what is there and is no file, such as a pipe.
    pub(crate) fn write_into(&self, path: &Path, bytes: &[u8]) -> Done {
        self.done(path, || OpenOptions::new().write(true).open(path)?.write_all(bytes))
    }

    /// Moves a file to another name in the place of what is there.
    pub(crate) fn put(&self, from: &Path, to: &Path) -> Done {
        self.done(to, || fs::rename(from, to))
    }

    /// Keeps a file under a second name, or where the disk knows no second names moves it there.
    pub(crate) fn keep(&self, path: &Path, kept: &Path) -> Done {
        self.done(path, || fs::hard_link(path, kept).or_else(|_| fs::rename(path, kept)))
    }

    /// Removes a file.
    pub(crate) fn remove(&self, path: &Path) -> Done {
        self.done(path, || fs::remove_file(path))
    }

    /// Removes a folder with all that is in it; a link in it is removed, not followed.
    pub(crate) fn remove_folder(&self, path: &Path) -> Done {
        self.done(path, || fs::remove_dir_all(path))
    }

    /// Removes a folder if nothing is in it.
    pub(crate) fn remove_if_empty(&self, path: &Path) {
        // One that holds something is kept by the system itself.
        let _ = self.done(path, || fs::remove_dir(path));
    }
}

/// The SHA-256 of a file; `None` where there is none. What is no file, such as a device that has no end, is not read.
///
/// # Errors
/// What is there cannot be read, or is no file.
pub(crate) fn hash_of(path: &Path) -> Done<Option<String>> {
    // A link that leads nowhere is something that stands there.
    if fs::symlink_metadata(path).is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
        return Ok(None);
    }
    read_path(path).map(|file| Some(file.source.sha256))
}

/// What is in a file of ours; `None` where there is none that can be read.
pub(crate) fn read(path: &Path) -> Option<Vec<u8>> {
    read_path(path).ok().map(|file| file.bytes)
}
