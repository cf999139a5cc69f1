//! Reports for Word, opened part by part: what Word refuses and other programs forgive, whatever names hold, and whatever a study lacks.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};
use std::sync::LazyLock;

use bacino::model::base::language::Language;
use bacino::render::document::cell::{Cell, Kind};
use bacino::render::document::content::{
    Block, Document, Figure, KeyNumber, Opening, Paragraph, Part, PartName, Section, Verdict,
};
use bacino::render::document::table::{Column, Rank, Row, Table, TableName};
use bacino::render::document::write::{DocumentType, written};
use bacino::render::page::scene::{LengthUnit, Scene};
use roxmltree::Node;

use crate::support::{Workspace, done};

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The parts of a document, by their names.
pub(crate) type Parts = BTreeMap<String, Vec<u8>>;

pub(crate) fn parts(bytes: &[u8]) -> Parts {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = Parts::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let mut part = Vec::new();
        file.read_to_end(&mut part).unwrap();
        let name = file.name().unwrap().into_owned();
        assert!(parts.insert(name.clone(), part).is_none(), "{name} is there twice");
    }
    parts
}

fn xml<'a>(parts: &'a Parts, name: &str) -> roxmltree::Document<'a> {
    let text = std::str::from_utf8(parts.get(name).unwrap_or_else(|| panic!("no part {name}"))).unwrap();
    roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// All elements of a name in the language of texts.
fn all<'a, 'b>(node: Node<'a, 'b>, name: &'static str) -> impl Iterator<Item = Node<'a, 'b>> {
    node.descendants().filter(move |own| own.has_tag_name((W, name)))
}

/// All elements of a name of any language.
fn named<'a, 'b>(node: Node<'a, 'b>, name: &'static str) -> impl Iterator<Item = Node<'a, 'b>> {
    node.descendants().filter(move |own| own.tag_name().name() == name)
}

fn value<'a>(node: Node<'a, '_>) -> &'a str {
    node.attribute((W, "val")).unwrap()
}

fn style<'a>(paragraph: Node<'a, '_>) -> &'a str {
    value(all(paragraph, "pStyle").next().unwrap())
}

/// The words of an element, with a blank where a line ends.
fn words(node: Node<'_, '_>) -> String {
    let word = |own: Node<'_, '_>| match own.tag_name().name() {
        "t" => own.text().unwrap_or_default().to_owned(),
        "br" => " ".to_owned(),
        _ => String::new(),
    };
    node.descendants().map(word).collect()
}

/// The words of all paragraphs of a style.
fn paragraphs(parts: &Parts, wanted: &str) -> Vec<String> {
    let document = xml(parts, "word/document.xml");
    all(document.root(), "p").filter(|paragraph| style(*paragraph) == wanted).map(words).collect()
}

/// The children of these elements in the order in which Word wants them.
const ORDERS: [(&str, &[&str]); 5] = [
    ("pPr", &["pStyle", "keepNext", "sectPr"]),
    ("rPr", &["rStyle"]),
    ("tblPr", &["tblStyle", "tblW", "tblLayout", "tblLook", "tblCaption"]),
    ("trPr", &["cantSplit", "tblHeader"]),
    ("tcPr", &["tcW", "gridSpan", "vMerge", "tcBorders", "vAlign"]),
];

/// What holds of every document.
fn check(bytes: &[u8]) -> Parts {
    let parts = parts(bytes);
    check_package(&parts);
    check_styles(&parts);
    check_text(&parts);
    check_tables(&parts);
    check_pictures(&parts);
    parts
}

/// Each part has a type, each relationship leads to a part, and each part is led to.
fn check_package(parts: &Parts) {
    let types = xml(parts, "[Content_Types].xml");
    let of = |name: &'static str, attribute: &str| -> BTreeSet<String> {
        named(types.root(), name).map(|own| own.attribute(attribute).unwrap().to_owned()).collect()
    };
    let (endings, own) = (of("Default", "Extension"), of("Override", "PartName"));
    for name in parts.keys().filter(|name| *name != "[Content_Types].xml") {
        let ending = name.rsplit('.').next().unwrap();
        assert!(endings.contains(ending), "{name} has no type");
        assert!(ending != "xml" || own.contains(&format!("/{name}")), "{name} has no type of its own");
    }
    assert!(own.iter().all(|name| parts.contains_key(&name[1..])), "{own:?}");
    let mut reached = BTreeSet::new();
    for (name, folder) in [("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word/")] {
        let mut ids = BTreeSet::new();
        let own = xml(parts, name);
        for relationship in named(own.root(), "Relationship") {
            assert!(ids.insert(relationship.attribute("Id").unwrap()), "{name}");
            let target = format!("{folder}{}", relationship.attribute("Target").unwrap());
            assert!(parts.contains_key(&target), "{name} leads to {target}");
            reached.insert(target);
        }
        if !folder.is_empty() {
            let document = xml(parts, "word/document.xml");
            let used = document.descendants().flat_map(|own| own.attributes()).filter(|own| own.namespace() == Some(R));
            used.for_each(|own| assert!(ids.contains(own.value()), "{} leads nowhere", own.value()));
        }
    }
    let left = parts.keys().filter(|name| !name.contains("rels") && !name.starts_with('[') && !reached.contains(*name));
    assert_eq!(left.collect::<Vec<_>>(), [""; 0]);
}

/// What is used is defined, and everything that a user may want to change has a style.
fn check_styles(parts: &Parts) {
    let styles = xml(parts, "word/styles.xml");
    let defined: BTreeMap<&str, &str> = all(styles.root(), "style")
        .map(|own| (own.attribute((W, "styleId")).unwrap(), own.attribute((W, "type")).unwrap()))
        .collect();
    for name in ["word/document.xml", "word/footer.xml", "word/styles.xml", "word/numbering.xml"] {
        let part = xml(parts, name);
        for (element, kind) in [("pStyle", "paragraph"), ("rStyle", "character"), ("tblStyle", "table")] {
            all(part.root(), element).for_each(|own| assert_eq!(defined.get(value(own)), Some(&kind), "{own:?}"));
        }
        for element in ["basedOn", "next"] {
            all(part.root(), element).for_each(|own| assert!(defined.contains_key(value(own)), "{own:?}"));
        }
    }
    let document = xml(parts, "word/document.xml");
    assert!(all(document.root(), "p").all(|own| all(own, "pStyle").count() == 1));
    for (element, order) in ORDERS {
        for own in all(document.root(), element) {
            let places = own.children().map(|child| order.iter().position(|name| *name == child.tag_name().name()));
            let places: Vec<usize> = places.map(|place| place.unwrap_or_else(|| panic!("{own:?}"))).collect();
            assert!(places.is_sorted_by(|a, b| a < b), "{element}: {places:?}");
        }
    }
}

/// Places have names and numbers of their own, links lead to them, and captions are counted.
fn check_text(parts: &Parts) {
    let document = xml(parts, "word/document.xml");
    let of = |name: &'static str, attribute: &str| -> Vec<String> {
        all(document.root(), name).map(|own| own.attribute((W, attribute)).unwrap().to_owned()).collect()
    };
    let (ids, names) = (of("bookmarkStart", "id"), of("bookmarkStart", "name"));
    assert_eq!(ids, of("bookmarkEnd", "id"));
    for list in [&ids, &names] {
        assert_eq!(list.iter().collect::<BTreeSet<_>>().len(), list.len(), "{list:?}");
    }
    for place in of("hyperlink", "anchor") {
        assert!(names.contains(&place), "{place} in {names:?}");
    }
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    for field in all(document.root(), "fldSimple") {
        let instruction: Vec<&str> = field.attribute((W, "instr")).unwrap().split_whitespace().collect();
        let caption = words(field.ancestors().find(|own| own.has_tag_name((W, "p"))).unwrap());
        let number = counted.entry(instruction[1]).or_default();
        *number = match instruction[..] {
            ["SEQ", _, "\\*", "ARABIC"] => *number + 1,
            ["SEQ", _, "\\*", "ARABIC", "\\r", first] => first.parse().unwrap(),
            _ => panic!("{instruction:?}"),
        };
        let told = caption.split(". ").next().unwrap().replace('\u{a0}', "");
        assert_eq!(told, format!("{}{number}", instruction[1]), "{caption}");
    }
    let captioned = ["Caption", "TableCaption"].map(|style| paragraphs(parts, style).len());
    assert_eq!(captioned.iter().sum::<usize>(), all(document.root(), "fldSimple").count());
}

/// Titles repeat, no row is broken, all rows are as wide as the grid, no table is wider than its page, and a paragraph follows each.
fn check_tables(parts: &Parts) {
    let document = xml(parts, "word/document.xml");
    let body = all(document.root(), "body").next().unwrap();
    let pieces: Vec<Node> = body.children().collect();
    let mut tables = Vec::new();
    let number = |own: Node<'_, '_>, name: &str| own.attribute((W, name)).unwrap().parse::<u32>().unwrap();
    for (at, piece) in pieces.iter().enumerate() {
        if let Some(section) = all(*piece, "sectPr").next() {
            let (page, margins) = (all(section, "pgSz").next().unwrap(), all(section, "pgMar").next().unwrap());
            let wide = number(page, "w") - number(margins, "left") - number(margins, "right");
            assert!(tables.drain(..).all(|own| own <= wide), "a table is wider than {wide}");
        }
        if !piece.has_tag_name((W, "tbl")) {
            continue;
        }
        assert!(pieces[at + 1].has_tag_name((W, "p")), "nothing follows a table");
        let grid: Vec<u32> = all(*piece, "gridCol").map(|own| number(own, "w")).collect();
        tables.push(grid.iter().sum::<u32>());
        let is_header = |row: &Node<'_, '_>| all(*row, "tblHeader").next().is_some();
        let rows: Vec<Node> = all(*piece, "tr").collect();
        let has_caption = style(pieces[at - 1]) == "TableCaption";
        assert_eq!(has_caption, is_header(&rows[0]));
        assert!(rows.is_sorted_by_key(|row| !is_header(row)), "titles after rows");
        for row in rows {
            assert!(all(row, "cantSplit").next().is_some());
            let cells: Vec<Node> = all(row, "tc").collect();
            let across =
                |cell: &Node<'_, '_>| all(*cell, "gridSpan").next().map_or(1, |own| number(own, "val") as usize);
            assert_eq!(cells.iter().map(across).sum::<usize>(), grid.len());
            let mut first = 0;
            for cell in cells {
                let own: u32 = grid[first..first + across(&cell)].iter().sum();
                assert_eq!(number(all(cell, "tcW").next().unwrap(), "w"), own);
                assert!(cell.last_element_child().unwrap().has_tag_name((W, "p")));
                first += across(&cell);
            }
        }
    }
    assert!(tables.is_empty(), "tables after the last section");
}

/// Each picture has words for who cannot see it, lines and letters, and a raster behind.
fn check_pictures(parts: &Parts) {
    let document = xml(parts, "word/document.xml");
    let relationships = xml(parts, "word/_rels/document.xml.rels");
    let file = |id: &str| {
        let own = named(relationships.root(), "Relationship").find(|own| own.attribute("Id") == Some(id)).unwrap();
        &parts[&format!("word/{}", own.attribute("Target").unwrap())]
    };
    let mut ids = BTreeSet::new();
    for drawing in all(document.root(), "drawing") {
        let about = named(drawing, "docPr").next().unwrap();
        assert!(ids.insert(about.attribute("id").unwrap()));
        for said in ["name", "descr", "title"] {
            assert!(!about.attribute(said).unwrap().is_empty(), "{about:?}");
        }
        let embedded = |name| named(drawing, name).next().unwrap().attribute((R, "embed")).unwrap();
        assert!(file(embedded("blip")).starts_with(b"\x89PNG"));
        assert!(file(embedded("svgBlip")).starts_with(b"<svg "));
        let paragraph = drawing.ancestors().find(|own| own.has_tag_name((W, "p"))).unwrap();
        assert_eq!(style(paragraph.next_sibling_element().unwrap()), "Caption");
        let sides = ["cx", "cy"].map(|side| named(drawing, "extent").next().unwrap().attribute(side).unwrap());
        let [wide, high] = sides.map(|side| side.parse::<f64>().unwrap() / 36_000.0);
        assert!(0.0 < wide && wide <= 170.01 && 0.0 < high && high <= 220.0, "{wide} × {high} mm");
    }
}

/// The reference study in English, as a document for Word and as Markdown.
static REFERENCE: LazyLock<(Parts, String)> = LazyLock::new(|| {
    let workspace = Workspace::empty();
    done(workspace.run(["report", "-o", "out", "--quiet"]));
    (check(&workspace.bytes("out/report.docx")), workspace.read("out/report.md"))
});

#[test]
fn the_reference_study_has_its_headings_captions_and_tables() {
    let (parts, page) = &*REFERENCE;
    let line = |mark: &str| -> Vec<String> {
        page.lines().filter_map(|line| line.strip_prefix(mark)).map(|line| line.replace('\\', "")).collect()
    };
    assert_eq!(paragraphs(parts, "Title"), line("# "));
    assert_eq!(paragraphs(parts, "Heading1"), line("## "));
    let captions: Vec<String> =
        paragraphs(parts, "TableCaption").iter().map(|caption| caption.replacen('\u{a0}', " ", 1)).collect();
    assert_eq!(captions, line("### "));
    assert_eq!(paragraphs(parts, "Headline")[0], line("**61 of")[0].replace("**", "").replacen("", "61 of", 1));
    let document = xml(parts, "word/document.xml");
    let rows: Vec<Vec<String>> =
        all(document.root(), "tr").map(|row| all(row, "tc").map(words).collect::<Vec<_>>()).collect();
    for row in [
        &["Italy", "61/135 (45.2)", "60/131 (45.8)"][..],
        &["", "Mean", "Median (quartiles)", "Mean", "Median (quartiles)", "", "", ""],
        &["For how long? (n = 34; 27 not asked)"],
        &["4 to 6 years", "0 (0.0)"],
    ] {
        assert!(rows.iter().any(|own| own == row), "{row:?} in {rows:?}");
    }
    let core = xml(parts, "docProps/core.xml");
    let of = |name| named(core.root(), name).next().unwrap().text().unwrap();
    assert_eq!((of("language"), of("created")), ("en-GB", "1980-01-01T00:00:00Z"));
    assert!(of("description").starts_with("Synthetic territories and answers"));
    let footer = xml(parts, "word/footer.xml");
    assert_eq!(words(footer.root()), format!("{}1 of 1", of("description")));
}

/// A scene without anything in it.
fn scene(width: f64, height: f64, words: &str) -> Scene {
    Scene {
        width,
        height,
        unit: LengthUnit::Millimetre,
        language: Language::Italian,
        title: words.to_owned(),
        description: format!("described: {words}"),
        metadata: "{}".to_owned(),
        page: "#ffffff".into(),
        patterns: Vec::new(),
        parts: Vec::new(),
        unlabelled: Vec::new(),
        labelled: None,
        without_inset: Vec::new(),
        without_locator: false,
        given_up: Vec::new(),
        too_small: false,
    }
}

fn figure(name: &str, words: &str, scene: Scene) -> Figure {
    Figure {
        name: name.to_owned(),
        title: words.to_owned(),
        command: Vec::new(),
        light: scene,
        dark: None,
        narrow: None,
    }
}

const HOSTILE: &str = "]]> <w:p> & \"x\" 'y' =1+1 a\u{202e}b\u{0}c\u{1f}d\u{ffff}e\nf";
const READ: &str = "]]> <w:p> & \"x\" 'y' =1+1 ab c de f";

fn table(title: &str, n_columns: usize) -> Table {
    let column = |at: usize| Column {
        group: (at > 1).then(|| title.to_owned()),
        title: title.to_owned(),
        kind: if at == 0 { Kind::Text } else { Kind::Number },
        is_more: false,
    };
    let cell = |at: usize| if at == 0 { Cell::text(title) } else { Cell::Missing };
    let cells = (0..n_columns).map(cell).collect();
    Table {
        name: TableName::Answers,
        number: String::new(),
        title: title.to_owned(),
        columns: (0..n_columns).map(column).collect(),
        rows: vec![Row::Heading(title.to_owned()), Row::Cells { rank: Rank::Inside, area: None, cells }],
        notes: Vec::new(),
        more_notes: Vec::new(),
        is_more: false,
    }
}

/// A document with words in all places.
fn document(words: &str) -> Document {
    let told = || words.to_owned();
    let verdict = |part| Verdict { sentence: told(), reason: told(), part };
    let blocks = vec![
        Block::Paragraph(Paragraph { title: Some(told()), text: told() }),
        Block::List(vec![told(), told()]),
        Block::Table(table(words, 2)),
        Block::Table(table(words, 9)),
        Block::Figure(Box::new(figure(words, words, scene(300.0, 2000.0, words)))),
        Block::Table(table("Überschwemmungsgebietsverordnung", 14)),
    ];
    Document {
        title: told(),
        notice: Some(told()),
        day: Some("1 gennaio 2023".to_owned()),
        credit: None,
        opening: Some(Opening {
            headline: told(),
            lead: Some(told()),
            numbers: vec![KeyNumber { value: told(), told: told(), beside: Some(told()) }],
            figures: vec![figure("map", words, scene(800.0, 300.0, words))],
            said: vec![verdict(PartName::Coverage)],
            unsaid: vec![verdict(PartName::Files)],
        }),
        parts: vec![Part { name: PartName::Coverage, blocks }],
        is_full: false,
        language: Language::Italian,
    }
    .numbered()
}

fn word(document: &Document) -> Vec<u8> {
    written(document, DocumentType::Word).unwrap().bytes
}

#[test]
fn no_name_is_read_for_code() {
    let parts = check(&word(&document(HOSTILE)));
    let one = [READ.to_owned()];
    for style in ["Title", "Headline", "Lead", "KeyNumber", "Normal", "TableTextInside"] {
        assert_eq!(paragraphs(&parts, style)[0], one[0], "{style}");
    }
    assert_eq!(paragraphs(&parts, "Caption"), [1, 2].map(|number| format!("Figura\u{a0}{number}. {READ}")));
    assert_eq!(paragraphs(&parts, "TableCaption")[1], format!("Tabella\u{a0}2. {READ}"));
    // What is not in the document is not led to.
    let verdicts = &paragraphs(&parts, "ListBullet")[..2];
    assert_eq!(verdicts[0], format!("{READ} {READ} → Per chi parlano le risposte"));
    assert_eq!(verdicts[1], format!("{READ} {READ}"));
    let document = xml(&parts, "word/document.xml");
    let about = named(document.root(), "docPr").next().unwrap();
    assert_eq!(about.attribute("descr").unwrap(), format!("described: {READ}"));
    assert_eq!(words(xml(&parts, "word/footer.xml").root()), format!("{READ}1 di 1"));
}

#[test]
fn a_wide_table_lies_on_its_side_and_pages_turn_back_after_it() {
    let parts = parts(&word(&document("Una parola")));
    let document = xml(&parts, "word/document.xml");
    let turned = |own: Node<'_, '_>| own.attribute((W, "orient")).is_some();
    let pages: Vec<bool> = all(document.root(), "pgSz").map(turned).collect();
    assert_eq!(pages, [false, true]);
    let letters: BTreeSet<&str> = all(document.root(), "rStyle").map(value).collect();
    assert!(letters.contains("TableSmaller"), "{letters:?}");
}

#[test]
fn a_table_has_its_number_in_a_section_alone_and_in_a_supplement() {
    let more = Table { is_more: true, ..table("Altro", 2) };
    let part = |name, tables: Vec<Table>| Part { name, blocks: tables.into_iter().map(Block::Table).collect() };
    let whole = Document {
        parts: vec![
            part(PartName::Coverage, vec![table("Uno", 2), more.clone()]),
            part(PartName::Answers, vec![table("Due", 2), more]),
        ],
        is_full: true,
        ..document("Titolo")
    };
    let whole = whole.numbered();
    let captions = |document: &Document| paragraphs(&check(&word(document)), "TableCaption");
    let told = ["1. Uno", "S1. Altro", "2. Due", "S2. Altro"].map(|caption| format!("Tabella\u{a0}{caption}"));
    assert_eq!(captions(&whole), told);
    assert_eq!(captions(&whole.limited_to(Section::Answers)), told[2..]);
}

#[test]
fn a_document_that_lacks_something_is_whole() {
    let bare = Document { notice: None, day: None, opening: None, parts: Vec::new(), ..document("Titolo") };
    let parts = check(&word(&bare));
    assert_eq!(paragraphs(&parts, "Title"), ["Titolo"]);
    assert_eq!(words(xml(&parts, "word/footer.xml").root()), "1 di 1");
    let alone = Workspace::empty()
        .write("study.toml", "[frame]\nfile = \"units.csv\"\n\n[privacy]\nanswers = \"public\"\n")
        .write("units.csv", "unit_id,responded\na,1\nb,0\n");
    let nobody = Workspace::squareland();
    let units = nobody.read("units.csv").replace(",1,", ",0,");
    for workspace in [alone, nobody.write("units.csv", units)] {
        done(workspace.run(["report", ".", "-o", "r.docx", "--all", "--quiet"]));
        assert!(!paragraphs(&check(&workspace.bytes("r.docx")), "TableCaption").is_empty());
    }
}

#[test]
fn the_same_document_is_the_same_bytes() {
    assert!(word(&document("Titolo")) == word(&document("Titolo")));
}
