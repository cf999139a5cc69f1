//! The house: floors, rooms, their order, and no two files that lead to each other.
//!
//! Every `use`, every path and every call of a method that another file implements is read. What fails says which name should move where.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};

/// A floor: how high it stands, its name, and its rooms in order. A room names those before it; files that stand on the floor itself name
/// every room of it. Floors of one height do not name each other.
const FLOORS: [(u8, &str, &[&str]); 10] = [
    (0, "model", &["base", "place", "shape", "survey", "catchment", "claim"]),
    (
        1,
        "input",
        &[
            "problem",
            "text",
            "cell",
            "value",
            "file",
            "workbook",
            "table",
            "embedded",
            "code",
            "layer",
            "format",
            "shapes",
            "document",
            "figures",
            "territory",
            "answers",
            "claims",
            "frame",
            "study",
        ],
    ),
    (1, "geometry", &["plane", "topology", "overlay", "edge", "mend", "build", "figure"]),
    (
        2,
        "analysis",
        &[
            "random",
            "statistic",
            "algebra",
            "interval",
            "space",
            "coverage",
            "disclosure",
            "basis",
            "propensity",
            "weight",
            "proxy",
            "outcome",
            "contrast",
            "compare",
            "gate",
            "audit",
        ],
    ),
    (3, "words", &[]),
    (4, "study", &["mosaic"]),
    (
        4,
        "render",
        &[
            "classes", "page", "colour", "picture", "legend", "layout", "map", "lint", "report", "document", "plot",
            "form", "chart", "export",
        ],
    ),
    (
        5,
        "atlas",
        &[
            "ask", "layer", "table", "picture", "usual", "panels", "file", "areal", "form", "chart", "paper", "said",
            "report",
        ],
    ),
    (6, "command", &["made"]),
    (7, "cli", &["word", "output", "page", "picture"]),
];

/// Files in a room at the most.
const FILES: usize = 15;
/// Lines of a file at the most.
const LINES: usize = 500;

/// A file of `src/`, by its path without the ending.
#[derive(Default)]
struct File {
    text: String,
    /// What it names: the other file, and the names.
    names: BTreeMap<String, BTreeSet<String>>,
    /// Paths as they stand, split at the colons.
    paths: Vec<Vec<String>>,
    /// Names of types and traits that it defines.
    types: BTreeSet<String>,
    /// Methods it implements: the type, and its methods.
    methods: Vec<(String, String)>,
    /// Methods that are called.
    calls: BTreeSet<String>,
    /// Every word in it.
    words: BTreeSet<String>,
}

fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg") && attribute.parse_args::<syn::Path>().is_ok_and(|path| path.is_ident("test"))
    })
}

fn name_of(kind: &syn::Type) -> Option<String> {
    if let syn::Type::Reference(reference) = kind {
        return name_of(&reference.elem);
    }
    let syn::Type::Path(path) = kind else { return None };
    path.path.segments.last().map(|last| last.ident.to_string())
}

impl File {
    fn read(text: String) -> Self {
        let parsed = syn::parse_file(&text).unwrap();
        let mut file = Self { text, ..Self::default() };
        file.visit_file(&parsed);
        file
    }

    fn use_tree(&mut self, mut before: Vec<String>, tree: &syn::UseTree) {
        match tree {
            syn::UseTree::Path(path) => {
                before.push(path.ident.to_string());
                self.use_tree(before, &path.tree);
            }
            syn::UseTree::Name(name) => {
                if name.ident != "self" {
                    before.push(name.ident.to_string());
                }
                self.paths.push(before);
            }
            syn::UseTree::Rename(name) => {
                before.push(name.ident.to_string());
                self.paths.push(before);
            }
            syn::UseTree::Glob(_) => self.paths.push(before),
            syn::UseTree::Group(group) => {
                group.items.iter().for_each(|tree| self.use_tree(before.clone(), tree));
            }
        }
    }

    /// Paths and calls in the arguments of a macro.
    fn tokens(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let is =
            |at: usize, mark: char| matches!(tokens.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == mark);
        let mut at = 0;
        while at < tokens.len() {
            match &tokens[at] {
                TokenTree::Group(group) => self.tokens(group.stream()),
                TokenTree::Ident(first) => {
                    if at > 0 && is(at - 1, '.') && matches!(tokens.get(at + 1), Some(TokenTree::Group(_))) {
                        self.calls.insert(first.to_string());
                    }
                    let mut path = vec![first.to_string()];
                    while is(at + 1, ':') && is(at + 2, ':') {
                        let Some(TokenTree::Ident(next)) = tokens.get(at + 3) else { break };
                        path.push(next.to_string());
                        at += 3;
                    }
                    self.words.extend(path.iter().cloned());
                    self.paths.push(path);
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
            at += 1;
        }
    }
}

impl<'ast> Visit<'ast> for File {
    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        if !is_test(&module.attrs) {
            visit::visit_item_mod(self, module);
        }
    }

    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        if !is_test(&function.attrs) {
            visit::visit_item_fn(self, function);
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        if !is_test(&item.attrs) {
            self.use_tree(Vec::new(), &item.tree);
        }
    }

    fn visit_item_impl(&mut self, block: &'ast syn::ItemImpl) {
        if is_test(&block.attrs) {
            return;
        }
        if let (None, Some(name)) = (&block.trait_, name_of(&block.self_ty)) {
            for item in &block.items {
                if let syn::ImplItem::Fn(function) = item {
                    self.methods.push((name.clone(), function.sig.ident.to_string()));
                }
            }
        }
        visit::visit_item_impl(self, block);
    }

    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        self.types.insert(item.ident.to_string());
        visit::visit_item_struct(self, item);
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        self.types.insert(item.ident.to_string());
        visit::visit_item_enum(self, item);
    }

    fn visit_item_trait(&mut self, item: &'ast syn::ItemTrait) {
        self.types.insert(item.ident.to_string());
        visit::visit_item_trait(self, item);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.paths.push(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        visit::visit_path(self, path);
    }

    fn visit_ident(&mut self, ident: &'ast proc_macro2::Ident) {
        self.words.insert(ident.to_string());
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        self.calls.insert(call.method.to_string());
        visit::visit_expr_method_call(self, call);
    }

    fn visit_macro(&mut self, invoked: &'ast syn::Macro) {
        self.visit_path(&invoked.path);
        self.tokens(invoked.tokens.clone());
    }
}

#[expect(clippy::disallowed_methods, reason = "a test may fail without a path")]
fn read_folder(folder: &Path, name: &str, found: &mut BTreeMap<String, File>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let own = path.file_stem().unwrap().to_str().unwrap();
        let own = if name.is_empty() { own.to_owned() } else { format!("{name}/{own}") };
        if path.is_dir() {
            read_folder(&path, &own, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.insert(own, File::read(std::fs::read_to_string(&path).unwrap()));
        }
    }
}

/// The other file that a path leads to, and the name that is taken from it.
fn target(files: &BTreeMap<String, File>, from: &str, path: &[String]) -> Option<(String, String)> {
    let mut at: Vec<&str> = from.split('/').collect();
    if matches!(at.last(), Some(&("mod" | "lib" | "main"))) {
        at.pop();
    }
    let mut rest = path;
    match path.first().map(String::as_str) {
        Some("crate" | "bacino") => {
            at.clear();
            rest = &path[1..];
        }
        Some("self") => rest = &path[1..],
        Some("super") => {}
        _ => return None,
    }
    while let Some("super") = rest.first().map(String::as_str) {
        at.pop();
        rest = &rest[1..];
    }
    let parts: Vec<&str> = at.iter().copied().chain(rest.iter().map(String::as_str)).collect();
    (1..=parts.len()).rev().find_map(|n| {
        let file = parts[..n].join("/");
        (files.contains_key(&file) && file != from)
            .then(|| (file, parts.get(n).map_or("the file itself", |name| *name).to_owned()))
    })
}

/// Every file with what it names, through paths and through methods.
fn house() -> BTreeMap<String, File> {
    let mut files = BTreeMap::new();
    read_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "", &mut files);
    let mut edges: Vec<(String, String, String)> = Vec::new();
    // A method that is implemented away from its type: the type, its method, the file.
    let mut away: Vec<(&str, &str, &str)> = Vec::new();
    for (from, file) in &files {
        for path in &file.paths {
            if let Some((to, name)) = target(&files, from, path) {
                edges.push((from.clone(), to, name));
            }
        }
        let own = file.methods.iter().filter(|(kind, _)| !file.types.contains(kind));
        away.extend(own.map(|(kind, method)| (kind.as_str(), method.as_str(), from.as_str())));
    }
    for (from, file) in &files {
        for (kind, method, to) in &away {
            let here = file.methods.iter().any(|(own, name)| own == kind && name == method);
            // A receiver's type is not known here: a file that never names the type may still hold a value of it, so a call also counts
            // where no other type has a method of that name. What stands below the type holds no value of it.
            let height = |file: &str| floor_of(file).map(|(height, ..)| *height);
            let only = || {
                let all = files.values().flat_map(|file| &file.methods);
                height(from) >= height(to) && all.filter(|(_, name)| name == method).count() == 1
            };
            if from != to && !here && file.calls.contains(*method) && (file.words.contains(*kind) || only()) {
                edges.push((from.clone(), (*to).to_owned(), format!("{kind}.{method}")));
            }
        }
    }
    for (from, to, name) in edges {
        if let Some(file) = files.get_mut(&from) {
            file.names.entry(to).or_default().insert(name);
        }
    }
    files
}

fn floor_of(file: &str) -> Option<&'static (u8, &'static str, &'static [&'static str])> {
    let floor = file.split('/').next().unwrap_or_default();
    FLOORS.iter().find(|(_, name, _)| *name == floor)
}

/// The place of a file's room on its floor; the floor itself comes after its rooms.
fn room_of(file: &str, rooms: &[&str]) -> Option<usize> {
    let parts: Vec<&str> = file.split('/').collect();
    if parts.len() < 3 { Some(rooms.len()) } else { rooms.iter().position(|room| *room == parts[1]) }
}

fn listed(names: &BTreeSet<String>) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

#[test]
fn every_file_names_only_floors_and_rooms_before_its_own() {
    let mut wrong = Vec::new();
    for (from, file) in &house() {
        let Some((height, floor, rooms)) = floor_of(from) else { continue };
        for (to, names) in &file.names {
            let Some((other_height, other, _)) = floor_of(to) else {
                wrong.push(format!("{from} names {to}: nothing stands above {floor} but what starts the program"));
                continue;
            };
            let names = listed(names);
            if other == floor {
                let (Some(own), Some(wanted)) = (room_of(from, rooms), room_of(to, rooms)) else { continue };
                if wanted > own {
                    let room = rooms.get(own).unwrap_or(floor);
                    wrong.push(format!(
                        "{from} names {names} of {to}, a room after its own: move it to {floor}/{room} or a room before"
                    ));
                }
            } else if other_height >= height {
                wrong.push(format!(
                    "{from} names {names} of {to}, which does not stand below: move it to {floor} or a floor below"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_room_is_in_the_list_and_has_few_files() {
    let files = house();
    let mut folders: BTreeMap<&str, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    for path in files.keys() {
        let Some((folder, name)) = path.rsplit_once('/') else {
            if !["lib", "main"].contains(&path.as_str()) {
                wrong.push(format!("{path} stands beside the floors: move it into one"));
            }
            continue;
        };
        *folders.entry(folder).or_default() += usize::from(name != "mod");
        let Some((_, floor, rooms)) = floor_of(path) else {
            wrong.push(format!("{path} is on no floor of the list"));
            continue;
        };
        if room_of(path, rooms).is_none() {
            wrong.push(format!("{path} is in no room of {floor}: name its room in the list, in its order"));
        }
    }
    let full = folders.iter().filter(|(_, files)| **files > FILES);
    wrong.extend(full.map(|(folder, files)| {
        format!("{folder} has {files} files, more than {FILES}: make a room of those that belong together")
    }));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_two_files_lead_to_each_other() {
    let files = house();
    // What each file reaches.
    let mut reached: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for from in files.keys() {
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let mut open: Vec<&str> = vec![from];
        while let Some(at) = open.pop() {
            for to in files[at].names.keys() {
                if !to.ends_with("mod") && seen.insert(to) {
                    open.push(to);
                }
            }
        }
        reached.insert(from, seen);
    }
    let mut wrong = Vec::new();
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for from in files.keys().filter(|from| reached[from.as_str()].contains(from.as_str())) {
        if told.contains(from.as_str()) {
            continue;
        }
        let circle: Vec<&str> =
            reached[from.as_str()].iter().copied().filter(|other| reached[other].contains(from.as_str())).collect();
        told.extend(&circle);
        // The pair with the fewest names is where a circle opens most easily.
        let pairs =
            circle.iter().flat_map(|a| files[*a].names.iter().map(move |(b, names)| (names.len(), *a, b, names)));
        let Some((_, a, b, names)) = pairs.filter(|(_, _, b, _)| circle.contains(&b.as_str())).min() else { continue };
        let name = if names.len() == 1 { "it" } else { "them" };
        wrong.push(format!(
            "{} lead to each other: {}. It opens when {a} no longer takes {} from {b}: move {name} to a file that both name",
            circle.len(),
            circle.join(", "),
            listed(names),
        ));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_mod_file_holds_modules_and_a_sentence() {
    let mut wrong = Vec::new();
    for (path, file) in house().iter().filter(|(path, _)| path.ends_with("/mod")) {
        let parsed = syn::parse_file(&file.text).unwrap();
        let other =
            parsed.items.iter().filter(|item| !matches!(item, syn::Item::Mod(module) if module.content.is_none()));
        let n = other.count();
        if n > 0 {
            wrong.push(format!("{path}.rs has {n} items besides its modules: move them to a file of the room"));
        }
        if !file.text.starts_with("//! ") && !file.text.starts_with("#![doc = include_str!") {
            wrong.push(format!("{path}.rs does not begin with a sentence about its room"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_can_be_read_in_one_sitting() {
    let long = house();
    let long = long.iter().filter(|(_, file)| file.text.lines().count() > LINES);
    let long: Vec<String> =
        long.map(|(path, file)| format!("{path} has {} lines: split it by idea", file.text.lines().count())).collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn numbers_shapes_and_words_do_no_input_or_output() {
    for (path, file) in &house() {
        let floor = path.split('/').next().unwrap_or_default();
        if !["model", "geometry", "analysis", "words"].contains(&floor) {
            continue;
        }
        for word in ["std::fs", "std::env", "std::time", "std::io", "println!", "serde::"] {
            assert!(!file.text.contains(word), "{path} has {word}");
        }
    }
}

#[test]
fn a_language_is_named_in_its_list_alone() {
    for (path, file) in &house() {
        let outside = !path.starts_with("words/") && path != "model/base/language";
        let named = file.paths.iter().find(|path| {
            path.len() == 2
                && path[0] == "Language"
                && path[1] != "default"
                && path[1].starts_with(char::is_uppercase)
                && path[1] != "ALL"
        });
        assert!(
            !(outside && named.is_some()),
            "{path} names {named:?}: what depends on the language is a key in words"
        );
    }
}

/// Files that take exact values whatever was promised to the units: where the people of the survey ask, and where their files are made.
const THROUGH_THE_DOOR: [&str; 2] = ["study/open", "command/run"];

/// Files above the analysis that look at what became of a unit: each draws or writes what names units, which stays with the people of the
/// survey, or counts over the whole frame.
const LOOK_AT_UNITS: [&str; 7] = [
    "atlas/layer/areas",
    "atlas/layer/column",
    "atlas/picture/column_map",
    "command/check",
    "study/released",
    "render/report/table/catchments",
    "render/report/table/units",
];

#[test]
fn exact_values_leave_the_analysis_by_one_door() {
    let mut wrong = Vec::new();
    for (path, file) in &house() {
        let above = floor_of(path).is_some_and(|(height, ..)| *height > 2);
        if !above {
            continue;
        }
        if file.names.contains_key("analysis/gate/exact") && !THROUGH_THE_DOOR.contains(&path.as_str()) {
            wrong.push(format!("{path} takes exact values: take published ones, or say here why it may"));
        }
        if file.text.contains(".status") && !LOOK_AT_UNITS.contains(&path.as_str()) {
            wrong.push(format!("{path} looks at what became of units: take what is published, or say here why it may"));
        }
    }
    for path in THROUGH_THE_DOOR.iter().chain(&LOOK_AT_UNITS) {
        assert!(house().contains_key(*path), "{path} is no file");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
