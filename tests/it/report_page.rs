//! `report.html` read strictly: well-formed, whole without what a study lacks, and open to nothing that it does not hold itself.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::LazyLock;

use bacino::input::file::bytes::fingerprint;
use roxmltree::{Document, Node, ParsingOptions};

use crate::report::hostile;
use crate::support::{Workspace, done};

/// Elements of HTML that have no end.
const VOID: [&str; 3] = ["meta", "link", "input"];

/// The page of the reference study, in both languages.
static PAGES: LazyLock<[String; 2]> =
    LazyLock::new(|| ["en", "it"].map(|language| page(&Workspace::empty(), &["--language", language])));

fn page(workspace: &Workspace, flags: &[&str]) -> String {
    let study: &[&str] = if workspace.files().iter().all(|name| name != "study.toml") { &[] } else { &["."] };
    let usual = ["report", "--quiet", "--force", "-o", "report.html"];
    done(workspace.run(usual.into_iter().chain(study.iter().chain(flags).copied())));
    workspace.text("report.html")
}

/// What stands between the tags of the only element of a name without attributes.
fn inside<'a>(page: &'a str, name: &str) -> &'a str {
    let (_, rest) = page.split_once(&format!("<{name}>")).unwrap();
    rest.split_once(&format!("</{name}>")).unwrap().0
}

/// The page as a strict reader takes it: what has no end ends itself, and what is no markup is left out.
fn strict(page: &str) -> String {
    let mut text = page.replace(inside(page, "style"), "").replace(inside(page, "script"), "");
    for name in VOID {
        let begin = format!("<{name} ");
        let mut pieces = text.split(&begin);
        let mut ended = pieces.next().unwrap().to_owned();
        for piece in pieces {
            let (tag, rest) = piece.split_once('>').unwrap();
            let _ = write!(ended, "{begin}{tag}/>{rest}");
        }
        text = ended;
    }
    text
}

/// Reads a page and gives it to a test.
fn read(page: &str, test: impl Fn(&Document<'_>)) {
    let markup = strict(page);
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    match Document::parse_with_options(&markup, options) {
        Ok(document) => test(&document),
        Err(error) => {
            let line = markup.lines().nth(error.pos().row as usize - 1).unwrap_or_default();
            panic!(
                "{error}: {}",
                line.chars().skip((error.pos().col as usize).saturating_sub(100)).take(200).collect::<String>()
            );
        }
    }
}

fn elements<'a, 'input>(document: &'a Document<'input>) -> impl Iterator<Item = Node<'a, 'input>> {
    document.descendants().filter(Node::is_element)
}

fn named<'a, 'input>(document: &'a Document<'input>, name: &str) -> Vec<Node<'a, 'input>> {
    elements(document).filter(|node| node.tag_name().name() == name).collect()
}

fn words(node: Node<'_, '_>) -> String {
    node.descendants().filter_map(|node| if node.is_text() { node.text() } else { None }).collect()
}

/// What holds for every page, whatever stands in it.
fn holds(page: &str) {
    assert!(page.starts_with("<!DOCTYPE html>"));
    assert!(page.len() < 1_500_000, "{} bytes", page.len());
    read(page, |document| {
        let ids: Vec<&str> = elements(document).filter_map(|node| node.attribute("id")).collect();
        let known: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(known.len(), ids.len(), "an identifier stands twice");
        for node in elements(document) {
            for attribute in node.attributes() {
                let (name, value) = (attribute.name(), attribute.value());
                match name {
                    "aria-labelledby" | "aria-describedby" | "for" => {
                        assert!(value.split(' ').all(|id| known.contains(id)), "{name}={value}");
                    }
                    "href" => assert!(
                        value.strip_prefix('#').map_or(value == "data:,", |id| known.contains(id)),
                        "{name}={value}"
                    ),
                    "src" | "srcset" | "action" | "formaction" | "data" | "poster" => panic!("{name}={value}"),
                    "style" => assert_eq!(value, "-webkit-user-select:none;user-select:none"),
                    _ => assert!(!name.starts_with("on"), "{name}={value}"),
                }
            }
        }
        headings(document);
        named(document, "table").into_iter().for_each(table);
        for name in ["html", "header", "main", "h1", "title"] {
            let found = elements(document).filter(|node| {
                node.tag_name().name() == name && node.tag_name().namespace() != Some("http://www.w3.org/2000/svg")
            });
            assert_eq!(found.count(), 1, "{name}");
        }
        assert!(document.root_element().attribute("lang").is_some());
    });
    // Fills of pictures are the only addresses in style sheets and pictures.
    assert!(page.match_indices("url(").all(|(at, _)| page[at..].starts_with("url(#")));
    policy(page);
}

/// No level of headings is left out.
fn headings(document: &Document<'_>) {
    let levels = elements(document).filter_map(|node| match node.tag_name().name() {
        "h1" => Some(1),
        "h2" => Some(2),
        "h3" => Some(3),
        _ => None,
    });
    let levels: Vec<u8> = levels.collect();
    assert_eq!(levels.first(), Some(&1));
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
}

/// A table has a caption, and every row and column its header; rows have a cell for each column.
fn table(table: Node<'_, '_>) {
    let children = |name: &'static str| table.descendants().filter(move |node| node.has_tag_name(name));
    assert_eq!(children("caption").count(), 1);
    assert!(children("th").all(|th| th.attribute("scope").is_some()));
    let wide = |row: Node<'_, '_>| {
        let cells = row.children().filter(Node::is_element);
        cells.map(|cell| cell.attribute("colspan").map_or(1, |wide| wide.parse::<usize>().unwrap())).sum::<usize>()
    };
    let wides: BTreeSet<usize> = children("tr").map(wide).collect();
    assert_eq!(wides.len(), 1, "{wides:?}");
    for row in children("tr").filter(|row| row.parent().is_some_and(|body| body.has_tag_name("tbody"))) {
        let first = row.first_element_child().unwrap();
        assert!(first.has_tag_name("th"), "{}", words(row));
    }
}

/// The policy lets in this style sheet and this script, and nothing else.
fn policy(page: &str) {
    let hash = |text: &str| {
        let hex = fingerprint("", text.as_bytes()).sha256;
        let bytes: Vec<u8> = (0..32).map(|at| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).unwrap()).collect();
        format!("'sha256-{}'", base64(&bytes))
    };
    let [style, script] = ["style", "script"].map(|name| hash(inside(page, name)));
    let letters = hash("-webkit-user-select:none;user-select:none");
    let expected = format!(
        "default-src 'none'; style-src {style} 'unsafe-hashes' {letters}; script-src {script}; img-src data:; base-uri 'none'; form-action 'none'"
    );
    assert!(
        page.contains(&format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{expected}\">")),
        "{expected}"
    );
    // Nothing that the policy rules stands before it.
    assert!(page.find("Content-Security-Policy") < page.find("<link") && page.find("<link") < page.find("<style>"));
}

fn base64(bytes: &[u8]) -> String {
    let letters: Vec<char> = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['+', '/']).collect();
    let bits: Vec<u8> = bytes.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1)).collect();
    let sixes = bits.chunks(6).map(|six| (0..6).fold(0, |all, at| all << 1 | six.get(at).copied().unwrap_or(0)));
    let text: String = sixes.map(|six| letters[usize::from(six)]).collect();
    format!("{text:=<width$}", width = text.len().div_ceil(4) * 4)
}

#[test]
fn the_page_of_the_reference_study_holds_together_and_asks_for_nothing() {
    for page in &*PAGES {
        holds(page);
    }
    assert!(PAGES[0].contains("<html lang=\"en\">") && PAGES[1].contains("<html lang=\"it\">"));
    assert!(PAGES[1].contains("Vai al rapporto") && !PAGES[1].contains("Skip to"));
}

#[test]
fn the_headline_comes_first_then_every_part_with_its_tables() {
    read(&PAGES[0], |document| {
        let h1 = words(named(document, "h1")[0]);
        assert!(h1.starts_with("61 of 135 "), "{h1}");
        let targets = named(document, "nav")[0].descendants().filter_map(|node| node.attribute("href"));
        let targets: Vec<String> = targets.map(|target| target.replace("#part-", "")).collect();
        let parts = named(document, "section").into_iter().filter(|part| part.attribute("class") == Some("part"));
        let parts: Vec<String> =
            parts.map(|part| part.attribute("aria-labelledby").unwrap().replace("part-", "")).collect();
        assert_eq!(targets, parts);
        // Areas are known by scheme and code, as charts and maps have them.
        let veneto =
            elements(document).filter(|row| row.has_tag_name("tr") && row.attribute("data-area_code") == Some("05"));
        assert!(
            veneto
                .into_iter()
                .all(|row| row.attribute("data-scheme") == Some("region") && words(row).starts_with("Veneto"))
        );
    });
    // Every number of a table of Markdown is in the page.
    let markdown = done(Workspace::empty().run(["report", "--quiet"])).stdout;
    assert_eq!(PAGES[0].matches("<details").count(), markdown.matches("### Table").count());
}

#[test]
fn pictures_of_the_page_are_what_their_commands_draw() {
    let without_tags = |markup: &str| -> String {
        markup.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, words)| words)).collect()
    };
    for rest in PAGES[0].split("<figcaption>").skip(1).take(2) {
        let caption = without_tags(rest.split("</figcaption>").next().unwrap()).replace(" --theme light", "");
        let command: Vec<&str> = caption.split_once("bacino ").unwrap().1.split_whitespace().collect();
        for theme in ["light", "dark"] {
            let drawn =
                done(Workspace::empty().run(command.iter().copied().chain(["--quiet", "--theme", theme]))).stdout;
            assert!(drawn.starts_with("<svg") && PAGES[0].contains(drawn.trim_end()), "{caption} {theme}");
        }
    }
}

#[test]
fn the_foot_of_paper_has_study_day_notice_and_pages() {
    let style = inside(&PAGES[1], "style");
    // Everything but letters and digits is written by its number.
    let foot = "Reference\\20 study\\20 of\\20 135\\20 synthetic\\20 departments\\20 \\b7 \\20 1\\b0 \\20 gennaio\\20 2023\\20 \\b7 \\20 Synthetic";
    assert!(style.contains(foot), "{style}");
    assert!(style.contains("content:\"pagina\\20 \" counter(page) \"\\20 di\\20 \" counter(pages)"), "{style}");
}

#[test]
fn no_name_is_read_for_markup_script_or_style() {
    let title = "& 50 %_$ {x} </style></script><script>alert(1)</script> \\u202E ]]>\"";
    let workspace = hostile().replace("study.toml", "& 50 %_$ {x}\"", title);
    for flags in [&[][..], &["--all"]] {
        let page = page(&workspace, flags);
        holds(&page);
        assert_eq!((page.matches("<script").count(), page.matches("<style").count()), (1, 1));
        assert!(!page.contains("<img") && !page.contains("<b>R&D") && !page.contains('\u{202e}'));
        read(&page, |document| {
            let text = words(document.root_element());
            for name in ["=1+1 <b>R&D</b> & 50 %", "<script>alert(1)</script>", "North|west ]]> <img src=x>"] {
                assert!(text.contains(name), "{name} in {text}");
            }
        });
    }
}

#[test]
fn a_page_is_whole_whatever_a_study_lacks() {
    let workspace = Workspace::squareland();
    holds(&page(&workspace, &[]));
    for section in ["representativeness", "methods"] {
        holds(&page(&workspace, &["--section", section]));
    }
    // Nobody answered, everybody answered.
    for (from, to) in [(",1,", ",0,"), (",0,", ",1,")] {
        let units = Workspace::squareland().read("units.csv").replace(from, to);
        holds(&page(&Workspace::squareland().write("units.csv", units), &["--all"]));
    }
    // Units alone: no catchments, no residents, no title.
    let alone = Workspace::empty()
        .write("study.toml", "[frame]\nfile = \"units.csv\"\n\n[privacy]\nanswers = \"public\"\n")
        .write("units.csv", "unit_id,responded\na,1\nb,0\nc,1\nd,0\n");
    holds(&page(&alone, &[]));
}
