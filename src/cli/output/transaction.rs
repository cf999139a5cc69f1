//! Files of one folder changed together: all of them, or none.
//!
//! Everything is written into a new folder beside the files that it replaces. A journal then says what is to be put where, and what is to
//! go; that it is there decides. Before it, all is as it was. After it, each file is put in its place, the record of all of them first, so
//! that a mix of old and new never agrees with its record; a file with a plain name says so to people. Whoever writes into the folder next
//! finds the journal of a program that was killed and does what is left. Where a file cannot be put in its place, what was done is undone.
//! Nothing waits for the disk itself: what a power cut leaves depends on the system.

use std::fs;
use std::path::{Component, Path, PathBuf};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::cli::output::disk::{Disk, Done, hash_of, read};

/// What folders of unfinished work are called, before a number.
const STAGING: &str = ".bacino-unfinished-";
/// What says that a folder is a mix of old and new files for the moment.
const MARKER: &str = "UNFINISHED.txt";
const MARKER_TEXT: &str = "bacino was interrupted while it put files in their places: files here may be of two runs.\n\
                           The next run into this folder finishes that, whatever study it is of.\n";
const JOURNAL: &str = "journal";
/// Files to be put in their places, and files that they replaced.
const NEW: &str = "new";
const OLD: &str = "old";

/// One file that is put in its place, or removed.
#[derive(Serialize, Deserialize)]
pub(crate) struct Step {
    /// Its path below the folder, with `/` between folders.
    pub(crate) name: String,
    /// The SHA-256 of what stands there; `None` where nothing does.
    pub(crate) old: Option<String>,
    /// The SHA-256 of what is put there; `None` where the file is removed.
    pub(crate) new: Option<String>,
}

/// A step and the bytes to be put there.
pub(crate) type Change<'a> = (Step, &'a [u8]);

/// Makes all changes in a folder, in their order, or none. The new files stand in the folder `aside` of it until then.
///
/// # Errors
/// A file cannot be written or put in its place; then all is as it was, or the next call of [`recover`] finishes it.
pub(crate) fn change_all(disk: &Disk, folder: &Path, aside: &str, changes: &[Change<'_>]) -> Done {
    let staging = new_staging(disk, &folder.join(aside))?;
    let work = Work { disk, folder, staging: &staging };
    if let Err(error) = work.stage(changes) {
        work.end();
        return Err(error);
    }
    let mut tried = Vec::new();
    let placed = changes.iter().try_for_each(|(step, _)| {
        tried.push(step);
        work.place(step)
    });
    // What cannot be undone either is finished by the next program.
    if placed.is_ok() || tried.into_iter().rev().all(|step| work.take_back(step).is_ok()) {
        work.end();
    }
    placed
}

/// Finishes what a killed program has left in a folder: what was decided is done, what was not is removed. `true` where it was decided.
///
/// # Errors
/// A file cannot be put in its place.
pub(crate) fn recover(disk: &Disk, folder: &Path, asides: &[&str]) -> Done<bool> {
    let mut decided = false;
    for staging in asides.iter().flat_map(|aside| stagings(&folder.join(aside))) {
        let work = Work { disk, folder, staging: &staging };
        if let Some(steps) = work.journal() {
            decided = true;
            steps.iter().try_for_each(|step| work.finish(step))?;
        }
        work.end();
    }
    Work { disk, folder, staging: folder }.unmark();
    Ok(decided)
}

/// Folders of unfinished work, in order. A link of such a name is not one.
fn stagings(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = entries
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(STAGING))
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
        .map(|entry| entry.path())
        .collect();
    found.sort();
    found
}

fn new_staging(disk: &Disk, folder: &Path) -> Done<PathBuf> {
    disk.make_folders(folder)?;
    let mut number = std::process::id();
    loop {
        let staging = folder.join(format!("{STAGING}{number}"));
        // Whatever has this name is not ours.
        if fs::symlink_metadata(&staging).is_err() {
            return disk.make_new_folder(&staging).map(|()| staging);
        }
        number = number.wrapping_add(1);
    }
}

struct Work<'a> {
    disk: &'a Disk,
    folder: &'a Path,
    staging: &'a Path,
}

impl Work<'_> {
    fn target(&self, step: &Step) -> PathBuf {
        self.folder.join(&step.name)
    }

    fn new_of(&self, step: &Step) -> PathBuf {
        self.staging.join(NEW).join(&step.name)
    }

    fn old_of(&self, step: &Step) -> PathBuf {
        self.staging.join(OLD).join(&step.name)
    }

    fn make_parent(&self, path: &Path) -> Done {
        path.parent().map_or(Ok(()), |parent| self.disk.make_folders(parent))
    }

    /// Writes all files aside, and last the journal that decides.
    fn stage(&self, changes: &[Change<'_>]) -> Done {
        let steps: Vec<&Step> = changes.iter().map(|(step, _)| step).collect();
        steps.iter().try_for_each(|step| {
            self.make_parent(&self.old_of(step))?;
            self.make_parent(&self.new_of(step))
        })?;
        let put = changes.par_iter().filter(|(step, _)| step.new.is_some());
        put.try_for_each(|(step, bytes)| self.disk.write_new(&self.new_of(step), bytes))?;
        // Names, hashes and nothing else: that cannot fail.
        let journal = serde_json::to_vec(&steps).unwrap_or_default();
        let (draft, path) = (self.staging.join("draft"), self.staging.join(JOURNAL));
        self.disk.write_new(&draft, &journal)?;
        if steps.len() > 1 {
            let marker = self.folder.join(MARKER);
            // Somebody's own file of this name is left as it is.
            if fs::symlink_metadata(&marker).is_err() {
                self.disk.write_new(&marker, MARKER_TEXT.as_bytes())?;
            }
        }
        self.disk.put(&draft, &path)
    }

    /// What was decided; `None` where nothing was, or names lead out of the folder: nobody of ours wrote these.
    fn journal(&self) -> Option<Vec<Step>> {
        let steps: Vec<Step> = serde_json::from_slice(&read(&self.staging.join(JOURNAL))?).ok()?;
        let is_below = |name: &str| Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
        steps.iter().all(|step| is_below(&step.name)).then_some(steps)
    }

    /// Puts a file in its place, and what stood there aside.
    fn place(&self, step: &Step) -> Done {
        let (target, new, old) = (self.target(step), self.new_of(step), self.old_of(step));
        if step.old.is_some() && target.exists() && !old.exists() {
            self.disk.keep(&target, &old)?;
        }
        if step.new.is_some() {
            self.make_parent(&target)?;
            return self.disk.put(&new, &target);
        }
        if target.exists() {
            self.disk.remove(&target)?;
        }
        self.leave(&target);
        Ok(())
    }

    /// Does what a killed program did not come to. What somebody has changed since is left as it is: it does not agree with the record.
    fn finish(&self, step: &Step) -> Done {
        if step.new.is_some() && !self.new_of(step).exists() {
            return Ok(());
        }
        let now = hash_of(&self.target(step))?;
        if now.is_none() || now == step.old { self.place(step) } else { Ok(()) }
    }

    /// Removes the folder of a file that is there no more, if it was the last.
    fn leave(&self, target: &Path) {
        if let Some(parent) = target.parent().filter(|parent| *parent != self.folder) {
            self.disk.remove_if_empty(parent);
        }
    }

    /// Undoes that, as far as it went.
    fn take_back(&self, step: &Step) -> Done {
        let (target, new, old) = (self.target(step), self.new_of(step), self.old_of(step));
        if step.new.is_some() && !new.exists() {
            self.disk.put(&target, &new)?;
        }
        if old.exists() {
            self.make_parent(&target)?;
            return self.disk.put(&old, &target);
        }
        self.leave(&target);
        Ok(())
    }

    fn unmark(&self) {
        let marker = self.folder.join(MARKER);
        let is_ours = hash_of(&marker).is_ok_and(|hash| hash.is_some_and(|hash| hash == marker_hash()));
        if is_ours {
            let _ = self.disk.remove(&marker);
        }
    }

    /// All is done, or undone. What cannot be removed is found by the next program, which has nothing left to do.
    fn end(&self) {
        self.unmark();
        let _ = self.disk.remove(&self.staging.join(JOURNAL));
        let _ = self.disk.remove_folder(self.staging);
    }
}

fn marker_hash() -> String {
    bacino::input::file::bytes::fingerprint("", MARKER_TEXT.as_bytes()).sha256
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::{Path, PathBuf};
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::{Change, MARKER, Step, change_all, recover};
    use crate::cli::output::disk::{Disk, hash_of, read};

    const BEFORE: [(&str, &str); 4] = [("record", "one"), ("a", "1"), ("maps/b", "2"), ("old/c", "3")];
    const AFTER: [(&str, &str); 4] = [("record", "two"), ("a", "10"), ("maps/b", "2"), ("charts/d", "40")];

    /// A folder with the files of before, removed at the end.
    struct Scratch(PathBuf);

    impl Scratch {
        fn new() -> Self {
            static NUMBER: AtomicU32 = AtomicU32::new(0);
            let number = NUMBER.fetch_add(1, Ordering::Relaxed);
            let folder = std::env::temp_dir().join(format!("bacino-transaction-{}-{number}", std::process::id()));
            let scratch = Self(folder);
            for (name, text) in BEFORE {
                let path = scratch.0.join(name);
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(path, text).unwrap();
            }
            scratch
        }

        /// Names and texts of all files but those of unfinished work.
        fn files(&self) -> BTreeMap<String, String> {
            fn below(root: &Path, folder: &Path, files: &mut BTreeMap<String, String>) {
                for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
                    let (path, name) = (entry.path(), entry.file_name().into_string().unwrap());
                    if path.is_dir() && !name.starts_with(super::STAGING) {
                        below(root, &path, files);
                    } else if path.is_file() {
                        let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                        files.insert(name, String::from_utf8(read(&path).unwrap()).unwrap());
                    }
                }
            }
            let mut files = BTreeMap::new();
            below(&self.0, &self.0, &mut files);
            files
        }

        fn change(&self, disk: &Disk, aside: &str) -> bool {
            let hash = |name: &str| hash_of(&self.0.join(name)).unwrap_or_default();
            let new = |text: &str| Some(bacino::input::file::bytes::fingerprint("", text.as_bytes()).sha256);
            let put = |(name, text): (&str, &'static str)| {
                (Step { name: name.to_owned(), old: hash(name), new: new(text) }, text.as_bytes())
            };
            let mut changes: Vec<Change<'_>> = AFTER.map(put).into();
            changes.push((Step { name: "old/c".to_owned(), old: hash("old/c"), new: None }, b""));
            change_all(disk, &self.0, aside, &changes).is_ok()
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    fn texts(files: [(&str, &str); 4]) -> BTreeMap<String, String> {
        files.into_iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect()
    }

    #[test]
    fn a_program_killed_at_any_step_leaves_the_old_files_or_the_new_or_what_the_next_one_finishes() {
        for aside in ["", "internal"] {
            let (mut was_old, mut was_new, mut mixed) = (0, 0, 0);
            for steps in 0.. {
                let scratch = Scratch::new();
                let done = scratch.change(&Disk::dying_after(steps), aside);
                let left = scratch.files();
                if left != texts(BEFORE) && left != texts(AFTER) {
                    mixed += 1;
                    assert!(left.contains_key(MARKER), "after {steps} steps: {left:?}");
                }
                let decided = recover(&Disk::default(), &scratch.0, &["", "internal"]).unwrap();
                let files = scratch.files();
                if files == texts(BEFORE) {
                    assert!(!done && !decided, "after {steps} steps");
                    was_old += 1;
                } else {
                    assert_eq!(files, texts(AFTER), "after {steps} steps");
                    was_new += 1;
                }
                let rest = std::fs::read_dir(scratch.0.join(aside)).map_or(0, |all| {
                    all.filter(|entry| entry.as_ref().unwrap().file_name().to_str().unwrap().starts_with('.')).count()
                });
                assert_eq!(rest, 0, "after {steps} steps");
                // The last steps only clean up.
                if done && was_new > mixed + 20 {
                    break;
                }
            }
            assert!(was_old > 10 && mixed > 5, "{was_old} old, {was_new} new, {mixed} mixed");
        }
    }

    #[test]
    fn a_program_killed_while_it_finishes_what_another_left_is_finished_too() {
        for first in 12..40 {
            for second in 0..12 {
                let scratch = Scratch::new();
                scratch.change(&Disk::dying_after(first), "");
                let _ = recover(&Disk::dying_after(second), &scratch.0, &[""]);
                recover(&Disk::default(), &scratch.0, &[""]).unwrap();
                let files = scratch.files();
                assert!(files == texts(BEFORE) || files == texts(AFTER), "{first}, {second}: {files:?}");
            }
        }
    }

    #[test]
    fn what_cannot_be_put_in_its_place_undoes_all() {
        let scratch = Scratch::new();
        // Where a file is to be, somebody makes a folder at the last moment.
        std::fs::create_dir_all(scratch.0.join("charts/d/e")).unwrap();
        let hash = |name: &str| hash_of(&scratch.0.join(name)).unwrap();
        let new = Some("any".to_owned());
        let steps = ["a", "maps/b", "charts/d"].map(|name| Step {
            name: name.to_owned(),
            old: if name == "charts/d" { None } else { hash(name) },
            new: new.clone(),
        });
        let changes: Vec<Change<'_>> = steps.into_iter().map(|step| (step, b"new".as_slice())).collect();
        assert!(change_all(&Disk::default(), &scratch.0, "", &changes).is_err());
        assert_eq!(scratch.files(), texts(BEFORE));
    }

    #[test]
    fn what_somebody_changed_in_between_is_left_as_it_is() {
        let mut seen = false;
        for steps in 12..40 {
            let scratch = Scratch::new();
            scratch.change(&Disk::dying_after(steps), "");
            if scratch.files().get("a").map(String::as_str) == Some("10") || !scratch.files().contains_key(MARKER) {
                continue;
            }
            std::fs::write(scratch.0.join("a"), "by hand").unwrap();
            if recover(&Disk::default(), &scratch.0, &[""]).unwrap() {
                seen = true;
                assert_eq!(scratch.files()["a"], "by hand");
            }
        }
        assert!(seen);
    }

    #[test]
    fn a_journal_that_leads_out_of_the_folder_is_nobodys() {
        let scratch = Scratch::new();
        let staging = scratch.0.join(format!("{}1", super::STAGING));
        std::fs::create_dir_all(staging.join("new")).unwrap();
        std::fs::write(staging.join("journal"), r#"[{"name":"../x","old":null,"new":"00"}]"#).unwrap();
        assert!(!recover(&Disk::default(), &scratch.0, &[""]).unwrap());
        assert!(!staging.exists());
        assert_eq!(scratch.files(), texts(BEFORE));
    }
}
