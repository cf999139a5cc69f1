//! On a terminal, a sign that work goes on.

use std::io::{IsTerminal as _, stderr};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// How long work goes on before it is shown.
const PATIENCE: Duration = Duration::from_millis(500);

/// Does the work, and shows `what` and the time it has taken on standard error while it goes on, if that is a terminal and `quiet` is not set.
/// The line is gone when the work is done.
pub(crate) fn shown<T>(what: &str, quiet: bool, work: impl FnOnce() -> T) -> T {
    if quiet || !stderr().is_terminal() {
        return work();
    }
    let (working, done) = channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || {
            if done.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                let style = ProgressStyle::with_template("{spinner} {msg} {elapsed}");
                let line = ProgressBar::new_spinner()
                    .with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()))
                    .with_message(what.to_owned())
                    .with_elapsed(PATIENCE);
                line.enable_steady_tick(Duration::from_millis(100));
                // The other end is dropped when the work has ended, also by a panic.
                let _ = done.recv();
                line.finish_and_clear();
            }
        });
        let result = work();
        drop(working);
        result
    })
}
