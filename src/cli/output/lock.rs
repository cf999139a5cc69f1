//! One program at a time in a folder: a lock that the system takes back when the program ends, however it ends.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;

/// The file that is locked where a folder cannot be.
const NAME: &str = ".bacino-lock";

/// A folder that is ours as long as this lives.
pub(crate) struct Lock {
    held: File,
    is_folder: bool,
}

impl Lock {
    /// Waits until no other program writes into the folder; `waiting` is called if another does.
    ///
    /// # Errors
    /// The folder cannot be opened.
    pub(crate) fn take(folder: &Path, waiting: &dyn Fn()) -> io::Result<Self> {
        // The folder itself, which leaves nothing behind; some systems and some disks of other computers lock files alone.
        let itself = OpenOptions::new().read(true).open(folder).and_then(|folder| locked(folder, waiting));
        if let Ok(held) = itself {
            return Ok(Self { held, is_folder: true });
        }
        let path = folder.join(NAME);
        let made = OpenOptions::new().write(true).create_new(true).open(&path);
        let file = match made {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && fs::symlink_metadata(&path)?.is_file() => {
                OpenOptions::new().write(true).open(&path)
            }
            made => made,
        }?;
        Ok(Self { held: locked(file, waiting)?, is_folder: false })
    }

    /// Whether the folder still is the one that was locked: another program may have removed it while we waited.
    #[cfg(unix)]
    pub(crate) fn holds(&self, folder: &Path) -> bool {
        use std::os::unix::fs::MetadataExt as _;
        let place = |about: io::Result<fs::Metadata>| about.map(|about| (about.dev(), about.ino())).ok();
        !self.is_folder || place(self.held.metadata()) == place(fs::metadata(folder))
    }

    /// Whether the folder still is the one that was locked.
    #[cfg(not(unix))]
    pub(crate) fn holds(&self, folder: &Path) -> bool {
        let _ = (&self.held, self.is_folder);
        folder.is_dir()
    }
}

fn locked(file: File, waiting: &dyn Fn()) -> io::Result<File> {
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            waiting();
            file.lock().map(|()| file)
        }
        Err(TryLockError::Error(error)) => Err(error),
    }
}
