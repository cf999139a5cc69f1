//! `bacino verify`: whether a map still is what its record says, by drawing it again.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use roxmltree::{Document, Node};
use serde_json::Value;

use crate::command::made::outcome::Outcome;
use crate::input::file::bytes::InputFile;
use crate::input::problem::english::counted;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::study::failure::Failure;

/// What a map says of itself.
#[derive(Clone, Debug)]
pub struct Record {
    /// The flags of `bacino map` or `bacino chart` that drew it.
    pub made_with: Vec<String>,
    /// Whether it was made from a table and not from a study.
    pub of_table: bool,
    /// Whether it is a chart.
    pub is_chart: bool,
    /// Whether its areas are those of a boundary file that no study names.
    pub of_file: bool,
}

/// Reads the record that a map carries.
///
/// # Errors
/// A file that is no SVG, and one without a record.
pub fn read_record(file: &InputFile) -> Result<Record, Problems> {
    let text = text_of(file)?;
    let svg = parse(file, &text)?;
    let record = record_of(&svg).ok_or_else(|| no_record(file))?;
    let flags = record["made_with"].as_array().map(Vec::as_slice).unwrap_or_default();
    let made_with: Vec<String> = flags.iter().filter_map(|flag| flag.as_str().map(str::to_owned)).collect();
    if made_with.is_empty() {
        let message = "the record does not say with which flags the map was made";
        return Err(no_map(file, message, "draw the map again with this version"));
    }
    let of_table = made_with.iter().any(|flag| ["--code=", "--label="].iter().any(|start| flag.starts_with(start)));
    let is_chart = record["chart"].is_string();
    let of_file = made_with.iter().any(|flag| flag.starts_with("--id="));
    Ok(Record { made_with, of_table, is_chart, of_file })
}

/// Compares a map with the one that its flags draw now.
///
/// # Errors
/// A file that is no SVG with a record.
pub fn verify(file: &InputFile, drawn_again: &str) -> Result<Outcome, Failure> {
    let text = text_of(file)?;
    let (found, expected) = (parse(file, &text)?, Document::parse(drawn_again));
    let (Some(record), Some((expected, now))) =
        (record_of(&found), expected.ok().and_then(|svg| record_of(&svg).map(|record| (svg, record))))
    else {
        return Err(no_record(file).into());
    };
    let mut differences = Vec::new();
    compare_records(&record, &now, &mut differences);
    compare_areas(&found, &expected, &mut differences);
    for (id, what) in [
        ("title", "the title"),
        ("desc", "the description"),
        ("legend", "the legend"),
        ("heading", "the heading"),
        ("text", "the text below the heading"),
        ("notes", "the notes"),
    ] {
        compare_texts(&found, &expected, id, what, &mut differences);
    }
    let names = names_of(&expected);
    let headings = expected.descendants().filter_map(|node| local_id(node, names)?.strip_suffix("-heading"));
    for letter in headings {
        let (id, what) = (format!("{letter}-heading"), format!("the heading of panel ({letter})"));
        compare_texts(&found, &expected, &id, &what, &mut differences);
    }
    if differences.is_empty() {
        differences.extend(first_difference(&text, drawn_again));
    }
    let mut stdout = String::new();
    for difference in &differences {
        let _ = writeln!(stdout, "{difference}");
    }
    let n_areas = areas(&expected).len();
    if differences.is_empty() {
        let inputs = now["inputs"].as_object().map_or(0, serde_json::Map::len);
        let shown = match now["chart"].as_str() {
            Some(chart) => format!("the chart {chart}"),
            None => format!(
                "{} of {} in {}",
                now["value"].as_str().unwrap_or("value"),
                counted(n_areas, "area"),
                now["layer"].as_str().unwrap_or("layer")
            ),
        };
        let _ = writeln!(stdout, "{}: is what it says: {shown}, from {}", file.name, counted(inputs, "input"));
    } else {
        let _ = writeln!(stdout, "{}: is not what it says: {}", file.name, counted(differences.len(), "difference"));
    }
    Ok(Outcome { failed: !differences.is_empty(), ..Outcome::of_lines(&stdout, Vec::new()) })
}

fn no_map(file: &InputFile, message: &str, hint: &str) -> Problems {
    Problems::one(Remark::of(Kind::Format, Place::file(&file.name), message).hint(hint))
}

fn no_record(file: &InputFile) -> Problems {
    let hint = "maps carry one in <metadata> unless another program saved them without it";
    no_map(file, "the picture has no record of how it was made", hint)
}

fn text_of(file: &InputFile) -> Result<String, Problems> {
    String::from_utf8(file.bytes.clone())
        .map_err(|_| no_map(file, "the file is not UTF-8 text", "only maps written as SVG can be verified"))
}

fn parse<'a>(file: &InputFile, text: &'a str) -> Result<Document<'a>, Problems> {
    Document::parse(text).map_err(|error| {
        let position = error.pos();
        let place = Place::line(&file.name, u64::from(position.row));
        Problems::one(Remark::of(Kind::Format, place, format!("the file is no SVG: {error}")))
    })
}

/// The object `bacino` in the metadata.
fn record_of(svg: &Document<'_>) -> Option<Value> {
    let metadata = svg.descendants().find(|node| node.tag_name().name() == "metadata")?;
    let mut record: Value = serde_json::from_str(metadata.text()?.trim()).ok()?;
    Some(record.get_mut("bacino")?.take()).filter(Value::is_object)
}

fn compare_records(found: &Value, now: &Value, differences: &mut Vec<String>) {
    let object = |value: &Value| value.as_object().cloned().unwrap_or_default();
    // A table may have moved since: the folder it lies in is no part of what it is.
    let inputs = |value: &Value| -> BTreeMap<String, Value> {
        let name = |path: &str| path.rsplit(['/', '\\']).next().unwrap_or(path).to_owned();
        object(&value["inputs"]).into_iter().map(|(path, sha256)| (name(&path), sha256)).collect()
    };
    let (old, new) = (inputs(found), inputs(now));
    for (name, sha256) in &new {
        match old.get(name) {
            Some(recorded) if recorded == sha256 => {}
            Some(_) => {
                differences.push(format!("input {name}: its content is no longer the one that the map was made from"));
            }
            None => differences.push(format!("input {name}: the map was not made from it")),
        }
    }
    for name in old.keys().filter(|name| !new.contains_key(*name)) {
        differences.push(format!("input {name}: the map was made from it, and it is not among the inputs now"));
    }
    for (key, value) in object(now).iter().filter(|(key, _)| *key != "inputs") {
        let recorded = &found[key.as_str()];
        if recorded != value {
            differences.push(format!("record: {key} is {recorded}, should be {value}"));
        }
    }
}

/// What is looked at in an area's element.
#[derive(PartialEq)]
struct AreaElement {
    name: String,
    parts: [(&'static str, String); 5],
}

/// What all identifiers of a map begin with; nothing in maps of old.
fn names_of<'a>(svg: &'a Document<'_>) -> &'a str {
    let labels = svg.root_element().attribute("aria-labelledby").unwrap_or_default();
    labels.split_ascii_whitespace().next().and_then(|label| label.strip_suffix("title")).unwrap_or_default()
}

/// An element's identifier without what all of the map begin with.
fn local_id<'a>(node: Node<'a, '_>, names: &str) -> Option<&'a str> {
    node.attribute("id")?.strip_prefix(names)
}

/// Areas by their identifier.
fn areas(svg: &Document<'_>) -> BTreeMap<String, AreaElement> {
    let names = names_of(svg);
    // In front of an area of a panel stands the panel's letter.
    let is_area = |id: &&str| id.starts_with("area-") || id.get(1..).is_some_and(|id| id.starts_with("-area-"));
    svg.descendants()
        .filter_map(|node| {
            let id = local_id(node, names).filter(is_area)?;
            let text = |name: &str| node.attribute(name).unwrap_or_default().to_owned();
            let title = node.children().find(|child| child.tag_name().name() == "title");
            let parts = [
                ("data-value", text("data-value")),
                ("data-class", text("data-class")),
                ("fill", fill_of(node)),
                ("title", title.and_then(|title| title.text()).unwrap_or_default().to_owned()),
                ("outline", text("d")),
            ];
            Some((id.to_owned(), AreaElement { name: text("data-name"), parts }))
        })
        .collect()
}

/// The fill of an element: its own, or that of the group around.
fn fill_of(node: Node<'_, '_>) -> String {
    node.ancestors().find_map(|node| node.attribute("fill")).unwrap_or_default().to_owned()
}

fn compare_areas(found: &Document<'_>, expected: &Document<'_>, differences: &mut Vec<String>) {
    let (found, expected) = (areas(found), areas(expected));
    for (id, area) in &expected {
        let Some(here) = found.get(id) else {
            differences.push(format!("{id} {}: is not on the map", area.name));
            continue;
        };
        for ((part, is), (_, should)) in here.parts.iter().zip(&area.parts) {
            if is == should {
                continue;
            }
            let what = if *part == "outline" {
                "its outline is not the one that is drawn now".to_owned()
            } else {
                format!("{part} is \"{is}\", should be \"{should}\"")
            };
            differences.push(format!("{id} {}: {what}", area.name));
        }
    }
    for id in found.keys().filter(|id| !expected.contains_key(*id)) {
        differences.push(format!("{id}: should not be on the map"));
    }
}

fn compare_texts(found: &Document<'_>, expected: &Document<'_>, id: &str, what: &str, differences: &mut Vec<String>) {
    let (is, should) = (texts_of(found, id), texts_of(expected, id));
    if is != should {
        let pair = is.iter().zip(&should).find(|(is, should)| is != should);
        differences.push(match pair {
            Some((is, should)) => format!("{what}: says \"{is}\", should say \"{should}\""),
            None => format!("{what}: has {}, should have {}", counted(is.len(), "line"), should.len()),
        });
    }
}

/// Lines of text in the element with this identifier.
fn texts_of(svg: &Document<'_>, id: &str) -> Vec<String> {
    const TEXTS: [&str; 3] = ["text", "title", "desc"];
    let names = names_of(svg);
    let Some(group) = svg.descendants().find(|node| local_id(*node, names) == Some(id)) else { return Vec::new() };
    // What stands below letters says them again.
    let is_hidden = |node: &Node<'_, '_>| node.ancestors().any(|node| node.attribute("aria-hidden") == Some("true"));
    let lines = group.descendants().filter(|node| TEXTS.contains(&node.tag_name().name()) && !is_hidden(node));
    let written = |line: Node<'_, '_>| {
        line.descendants().filter(Node::is_text).filter_map(|part| part.text().map(str::to_owned)).collect()
    };
    lines.map(written).collect()
}

/// How many letters of a difference are shown.
const SHOWN: usize = 60;
/// How many letters before it at the most.
const NEAR: usize = 12;

/// Where two files begin to differ, whatever the ends of their lines are: what stands before the picture, behind it or in it is read by
/// browsers, also where it is no part of what is drawn.
fn first_difference(found: &str, expected: &str) -> Option<String> {
    let is_same = |(found, expected): &(&str, &str)| found == expected;
    let same = found.lines().zip(expected.lines()).take_while(is_same).count();
    let line = |text: &'_ str| text.lines().nth(same).map(str::to_owned);
    let (is, should) = (line(found), line(expected));
    if is.is_none() && should.is_none() {
        // Nothing but a line's end.
        let ends = |text: &str| text.ends_with('\n');
        return (ends(found) != ends(expected)).then(|| "the last line does not end as it is written now".to_owned());
    }
    let (is, should) = (is.unwrap_or_default(), should.unwrap_or_default());
    let column = is.chars().zip(should.chars()).take_while(|(is, should)| is == should).count();
    // From the begin of the element on, where that is near.
    let near: Vec<char> = should.chars().skip(column.saturating_sub(NEAR)).take(column.min(NEAR) + 1).collect();
    let from = near.iter().rposition(|letter| *letter == '<').map_or(column, |at| column.saturating_sub(NEAR) + at);
    let from_there = |line: &str| line.chars().skip(from).take(SHOWN).collect::<String>();
    let (is, should) = (from_there(&is), from_there(&should));
    Some(format!("line {}, column {}: is {is:?}, should be {should:?}", same + 1, column + 1))
}
