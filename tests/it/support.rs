//! `Workspace`: Squareland in a scratch folder, changed a little, given to the program.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

/// The toy country's files: four regions of four municipalities with 100, 200, 300 and 400 residents.
const SQUARELAND: [(&str, &str); 5] = [
    ("study.toml", include_str!("../squareland/study.toml")),
    ("areas.csv", include_str!("../squareland/areas.csv")),
    ("units.csv", include_str!("../squareland/units.csv")),
    ("population.csv", include_str!("../squareland/population.csv")),
    ("catchments.csv", include_str!("../squareland/catchments.csv")),
];

/// A scratch folder, removed at the end.
pub(crate) struct Workspace {
    folder: PathBuf,
}

/// What the program did.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) exit_code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Workspace {
    /// An empty folder.
    pub(crate) fn empty() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("workspace-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Self { folder }
    }

    /// Squareland.
    pub(crate) fn squareland() -> Self {
        let workspace = Self::empty();
        SQUARELAND.into_iter().fold(workspace, |workspace, (name, text)| workspace.write(name, text))
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    pub(crate) fn write(self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        std::fs::write(self.path(name), bytes).unwrap();
        self
    }

    /// Makes a folder with an empty file in it.
    pub(crate) fn folder(self, name: &str, file: &str) -> Self {
        std::fs::create_dir_all(self.path(name)).unwrap();
        self.write(&format!("{name}/{file}"), "")
    }

    /// Copies a file of `tests/oracle/tables`.
    pub(crate) fn copy(self, name: &str) -> Self {
        std::fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/tables").join(name), self.path(name))
            .unwrap();
        self
    }

    /// Copies a file of `tests/fixtures/cases`, without its folder.
    pub(crate) fn copy_case(self, path: &str) -> Self {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/cases").join(path);
        let name = from.file_name().unwrap().to_str().unwrap().to_owned();
        std::fs::copy(from, self.path(&name)).unwrap();
        self
    }

    pub(crate) fn remove(self, name: &str) -> Self {
        std::fs::remove_file(self.path(name)).unwrap();
        self
    }

    /// Replaces the one place where `from` stands in a file.
    pub(crate) fn replace(self, name: &str, from: &str, to: &str) -> Self {
        let text = self.read(name);
        assert_eq!(text.matches(from).count(), 1, "{from:?} in {name}");
        let text = text.replace(from, to);
        self.write(name, text)
    }

    #[expect(clippy::disallowed_methods, reason = "a test may fail without a path")]
    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// What can be read in a file: its text, or that of all parts of a workbook.
    pub(crate) fn text(&self, name: &str) -> String {
        let bytes = self.bytes(name);
        if !bytes.starts_with(b"PK") {
            return String::from_utf8(bytes).unwrap();
        }
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        for part in 0..archive.len() {
            // Pictures are no text.
            let mut bytes = Vec::new();
            archive.by_index(part).unwrap().read_to_end(&mut bytes).unwrap();
            text.push_str(&String::from_utf8_lossy(&bytes));
        }
        text
    }

    #[expect(clippy::disallowed_methods, reason = "a test may fail without a path")]
    pub(crate) fn bytes(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap()
    }

    /// Names of all files below the folder, in order.
    pub(crate) fn files(&self) -> Vec<String> {
        fn below(folder: &Path, prefix: &str, names: &mut Vec<String>) {
            for entry in std::fs::read_dir(folder).unwrap() {
                let entry = entry.unwrap();
                let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
                if entry.path().is_dir() {
                    below(&entry.path(), &format!("{name}/"), names);
                } else {
                    names.push(name);
                }
            }
        }
        let mut names = Vec::new();
        below(&self.folder, "", &mut names);
        names.sort();
        names
    }

    /// Runs the program in the folder.
    pub(crate) fn run<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Run {
        self.run_with(arguments, &[])
    }

    /// The same with environment variables.
    pub(crate) fn run_with<'a>(&self, arguments: impl IntoIterator<Item = &'a str>, variables: &[(&str, &str)]) -> Run {
        let output = Command::new(env!("CARGO_BIN_EXE_bacino"))
            .args(arguments)
            .envs(variables.iter().copied())
            .current_dir(&self.folder)
            .output()
            .unwrap();
        Run::of(output)
    }
}

impl Workspace {
    /// Runs the program in the folder with these bytes on standard input.
    pub(crate) fn run_reading<'a>(&self, input: &[u8], arguments: impl IntoIterator<Item = &'a str>) -> Run {
        use std::io::Write as _;
        use std::process::Stdio;
        let mut child = Command::new(env!("CARGO_BIN_EXE_bacino"))
            .args(arguments)
            .current_dir(&self.folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        Run::of(child.wait_with_output().unwrap())
    }
}

impl Run {
    fn of(output: std::process::Output) -> Self {
        Self {
            exit_code: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Drop for Workspace {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

pub(crate) fn done(run: Run) -> Run {
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    run
}

/// A map without what all its identifiers begin with.
pub(crate) fn without_name(svg: &str) -> String {
    let Some((_, rest)) = svg.split_once(" aria-labelledby=\"") else { return svg.to_owned() };
    let name = rest.split_once("title").unwrap().0;
    svg.replace(&format!("=\"{name}"), "=\"")
        .replace(&format!("(#{name}"), "(#")
        .replace(&format!(" {name}desc"), " desc")
}
