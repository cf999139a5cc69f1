//! What leaves the program: files on disk, standard output, messages, signs of progress.

pub(crate) mod disk;
pub(crate) mod files;
pub(crate) mod lock;
pub(crate) mod pager;
pub(crate) mod progress;
pub(crate) mod record;
pub(crate) mod speech;
pub(crate) mod transaction;
