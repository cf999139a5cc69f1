//! Files on disk: all of them or none, and never over somebody else's.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use bacino::input::file::bytes::fingerprint;
use bacino::input::problem::kind::Kind;
use bacino::input::problem::remark::{Place, Problems, Remark};
use bacino::render::page::artifact::Artifact;
use bacino::study::released::RELEASED;
use rayon::prelude::*;

use crate::cli::output::disk::{Disk, Done, hash_of, problem, read};
use crate::cli::output::lock::Lock;
use crate::cli::output::record::{APART, OF_FILES, OF_RUN, Record, home_of, read_record, record_text};
use crate::cli::output::transaction::{Change, Step, change_all, recover};

/// A file by its path below the folder, and what is in it.
pub(crate) type File<'a> = (String, &'a [u8]);

/// Whose files are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Maker {
    /// A run's; where it makes everything anew, files of the run before that it does not make go.
    Run {
        /// Whether it makes everything.
        whole: bool,
    },
    /// Another command's.
    Other,
}

/// A folder that nobody else writes into as long as this lives.
pub(crate) struct OutputFolder {
    path: PathBuf,
    _lock: Lock,
    /// Folders that were made for it, the innermost last.
    made: Vec<PathBuf>,
    /// What there is to say of it.
    said: Vec<Remark>,
}

impl Drop for OutputFolder {
    /// A folder that was made for nothing goes.
    fn drop(&mut self) {
        self.made.iter().rev().for_each(|folder| Disk::default().remove_if_empty(folder));
    }
}

impl OutputFolder {
    /// Makes the folder where it is not there, waits for others that write into it, and finishes what a killed program has left.
    ///
    /// # Errors
    /// A problem of a file or folder.
    pub(crate) fn open(path: &Path, waiting: &dyn Fn()) -> Done<Self> {
        let path = if path == Path::new("") { Path::new(".") } else { path };
        if let Some(file) = path.ancestors().find(|part| part.exists()).filter(|part| !part.is_dir()) {
            return Err(problem(file, "is a file, not a folder", Some("choose another folder")));
        }
        let disk = Disk::default();
        let missing = |folder: &&Path| *folder != Path::new("") && !folder.exists();
        let mut made: Vec<PathBuf> = path.ancestors().take_while(missing).map(Path::to_owned).collect();
        made.reverse();
        let lock = loop {
            disk.make_folders(path)?;
            let taken = Lock::take(path, waiting);
            let lock = taken.map_err(|error| problem(path, format!("cannot be locked: {error}"), None))?;
            if lock.holds(path) {
                break lock;
            }
        };
        let mut said = Vec::new();
        if recover(&disk, path, &["", APART])? {
            let message = "the program was stopped here while it put files in their places: that is finished now";
            said.push(Remark::new(Place::file(path.display().to_string()), message));
        }
        Ok(Self { path: path.to_owned(), _lock: lock, made, said })
    }

    /// What there is to say of the folder.
    pub(crate) fn said(&mut self) -> Vec<Remark> {
        std::mem::take(&mut self.said)
    }

    /// The release that the folder holds of an anonymous study, where it holds one.
    pub(crate) fn released(&self) -> Option<String> {
        String::from_utf8(read(&self.path.join(RELEASED))?).ok()
    }

    /// How many files a run wrote here that are not among these.
    pub(crate) fn kept(&self, artifacts: &[Artifact]) -> usize {
        let written: BTreeSet<&str> = artifacts.iter().map(|artifact| artifact.name.as_str()).collect();
        let records = self.records();
        let recorded = records.iter().take(2).flat_map(|(_, record)| record.keys());
        recorded.filter(|name| !written.contains(name.as_str()) && self.path.join(name).exists()).count()
    }

    /// The records: of runs, of runs apart, of other commands.
    fn records(&self) -> [(String, Record); 3] {
        [OF_RUN.to_owned(), format!("{APART}/{OF_RUN}"), OF_FILES.to_owned()].map(|name| {
            let record = read_record(&self.path.join(&name));
            (name, record)
        })
    }

    /// Writes artifacts into the folder. A file that exists and is on no record, or was changed since, is left alone.
    ///
    /// Gives how many files of the run before were removed.
    ///
    /// # Errors
    /// A problem of a file or folder; then nothing was written.
    pub(crate) fn write<'a>(&mut self, files: &[File<'a>], maker: Maker, force: bool) -> Done<usize> {
        self.unobstructed(files)?;
        let before = self.records();
        let mut records = before.clone();
        let hashed = |(name, bytes): &File<'a>| {
            let old = hash_of(&self.path.join(name))?;
            let new = fingerprint("", bytes).sha256;
            Ok((Step { name: name.clone(), old, new: Some(new) }, *bytes))
        };
        let mut changes: Vec<Change<'_>> = files.par_iter().map(hashed).collect::<Done<_>>()?;
        let is_own = |step: &Step| {
            let recorded = before.iter().any(|(_, record)| record.get(&step.name) == step.old.as_ref());
            // A file that already is what would be written loses nothing.
            step.old.is_none() || step.old == step.new || recorded
        };
        let mut foreign = Problems::default();
        for (step, _) in changes.iter().filter(|(step, _)| !force && !is_own(step)) {
            let message = "exists and was not written by this program, or was changed since";
            let hint = Some("choose another place, or overwrite with --force");
            foreign.0.extend(problem(&self.path.join(&step.name), message, hint).0);
        }
        if !foreign.0.is_empty() {
            return Err(foreign);
        }
        for (step, _) in &changes {
            let own = match maker {
                Maker::Run { .. } => usize::from(is_apart(&step.name)),
                Maker::Other => (0..2).find(|&own| before[own].1.contains_key(&step.name)).unwrap_or(2),
            };
            for (at, (_, record)) in records.iter_mut().enumerate() {
                record.remove(&step.name);
                if at == own {
                    record.insert(step.name.clone(), step.new.clone().unwrap_or_default());
                }
            }
        }
        let whole = maker == Maker::Run { whole: true };
        let outdated = if whole { self.outdated(&mut records, files)? } else { Vec::new() };
        let n_outdated = outdated.len();
        changes.extend(outdated.into_iter().map(|step| (step, &[][..])));
        let texts = records.iter().map(|(_, record)| record_text(record)).collect::<Vec<String>>();
        let mut all = Vec::new();
        for ((name, record), text) in records.iter().zip(&texts) {
            let old = hash_of(&self.path.join(name))?;
            let new = (!record.is_empty()).then(|| fingerprint("", text.as_bytes()).sha256);
            if old != new {
                all.push((Step { name: name.clone(), old, new }, text.as_bytes()));
            }
        }
        all.extend(changes);
        let aside = if files.iter().any(|(name, _)| is_apart(name)) { APART } else { "" };
        change_all(&Disk::default(), &self.path, aside, &all)?;
        Ok(n_outdated)
    }

    /// That nothing else stands where files are to be.
    fn unobstructed(&self, files: &[File<'_>]) -> Done {
        for (name, _) in files {
            let path = self.path.join(name);
            let around = path.ancestors().skip(1).take_while(|folder| *folder != self.path);
            let in_the_way =
                |what: &str, path: &Path| Err(problem(path, what, Some("remove it, or choose another folder")));
            if let Some(file) = around.into_iter().find(|folder| folder.exists() && !folder.is_dir()) {
                return in_the_way("is a file, where a folder is to be", file);
            }
            if path.is_dir() {
                return in_the_way("is a folder, where a file is to be written", &path);
            }
            if path.exists() && !path.is_file() {
                return in_the_way("is no file", &path);
            }
        }
        Ok(())
    }

    /// Files of the run before that are not written now: those that are as they were go, the others are named. None stays on record,
    /// but for the release of an anonymous study, of which the next one has to know.
    fn outdated(&mut self, records: &mut [(String, Record); 3], files: &[File<'_>]) -> Done<Vec<Step>> {
        let written: BTreeSet<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        let (mut gone, mut changed) = (Vec::new(), Vec::new());
        for (_, record) in records.iter_mut().take(2) {
            let stays = |name: &str| written.contains(name) || name == RELEASED;
            let names: Vec<String> = record.keys().filter(|name| !stays(name)).cloned().collect();
            for name in names {
                let recorded = record.remove(&name);
                match hash_of(&self.path.join(&name))? {
                    None => {}
                    old if old == recorded => gone.push(Step { name, old, new: None }),
                    Some(_) => changed.push(name),
                }
            }
        }
        if !changed.is_empty() {
            let message = format!("of the run before, and changed since, so it stays: {}", changed.join(", "));
            self.said.push(Remark::of(Kind::Changed, Place::file(self.path.display().to_string()), message));
        }
        Ok(gone)
    }
}

fn is_apart(name: &str) -> bool {
    name.strip_prefix(APART).is_some_and(|rest| rest.starts_with('/'))
}

/// Artifacts as files below the folder.
pub(crate) fn files_of(artifacts: &[Artifact]) -> Vec<File<'_>> {
    artifacts.iter().map(|artifact| (artifact.name.clone(), artifact.bytes.as_slice())).collect()
}

/// Writes files of one command that belong together beside each other, such as a picture and the table of its numbers: the first names the
/// place. What is there and is no file, such as a pipe, is written into. Gives what there is to say of the folder.
///
/// # Errors
/// A problem of a file or folder; then nothing was written.
pub(crate) fn write_beside(folder: &Path, files: &[File<'_>], force: bool, waiting: &dyn Fn()) -> Done<Vec<Remark>> {
    let Some((first, _)) = files.first() else { return Ok(Vec::new()) };
    let path = folder.join(first);
    if path.exists() && !path.is_file() && !path.is_dir() {
        let into = |(name, bytes): &File<'_>| Disk::default().write_into(&folder.join(name), bytes);
        return files.iter().try_for_each(into).map(|()| Vec::new());
    }
    let (home, name) = home_of(&path).unwrap_or_else(|| (folder.to_owned(), first.clone()));
    let below = name.strip_suffix(first.as_str()).unwrap_or_default();
    let moved: Vec<File<'_>> = files.iter().map(|(name, bytes)| (format!("{below}{name}"), *bytes)).collect();
    let mut home = OutputFolder::open(&home, waiting)?;
    home.write(&moved, Maker::Other, force)?;
    Ok(home.said())
}
