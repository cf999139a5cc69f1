//! Standard output, which holds results, and standard error, which holds messages.
//!
//! A result that cannot be written is a failure, unless nobody reads any more (`| head`). A message that cannot be written is dropped: it
//! stops no work.

use std::io::{self, ErrorKind, Write};

use bacino::input::problem::remark::{Place, Problems, Remark};

/// Prints messages to standard error.
pub(crate) fn say(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Writes results to standard output, one after the other.
///
/// # Errors
/// It cannot be written.
pub(crate) fn give<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Result<(), Problems> {
    let mut stdout = io::stdout().lock();
    let written = parts.into_iter().try_for_each(|part| stdout.write_all(part));
    judged(written.and_then(|()| stdout.flush()))
}

/// What became of results that something else has written there.
///
/// # Errors
/// It cannot be written.
pub(crate) fn judged(written: io::Result<()>) -> Result<(), Problems> {
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            let message = format!("cannot be written: {error}");
            Err(Problems::one(Remark::new(Place::file("standard output"), message)))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}
