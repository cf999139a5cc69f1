//! Text and identifiers as they arrive in other programs: elements that all of them read, room for other letters, halos of their own,
//! pictures side by side in one page.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use bacino::model::base::language::Language;
use bacino::prelude::{MapRequest, StudySource, draw};
use bacino::render::colour::theme::ThemeName;
use bacino::render::page::raster::Resolution;
use bacino::render::page::scene::Anchor;
use bacino::render::page::typeface::{Weight, width};
use bacino::render::picture::design::Labels;
use roxmltree::{Document, Node};
use serde_json::Value;

use crate::support::Workspace;

/// What an SVG may hold: an element with its attributes. Word and PowerPoint read these of SVG 1.1, and so do LibreOffice, Inkscape,
/// Illustrator, librsvg and resvg. What is left out on purpose:
///
/// - `class` and rules of CSS other than `@font-face`, whose absence changes no shape: Office loses places and paints black
///   (photopea/vectorpea issue 120, filamentgroup/grumpicon issue 60);
/// - `rgba()`, `transparent` and other colours than `#rrggbb` and `none`: Office paints them black (OfficeDev/office-js issue 4982);
/// - `svg` in `svg`, whose place Office loses (OfficeDev/office-js issue 4967);
/// - `paint-order`, `filter`, `mask`, `use`, `marker`, `foreignObject`, `tspan`, `dominant-baseline`, `letter-spacing`.
///
/// `textLength` is read by browsers, Inkscape, LibreOffice and resvg; Office, librsvg and `CairoSVG` ignore it (UC-Davis-molecular-computing
/// scadnano issue 941, Kozea/CairoSVG issue 159), which is what they would do with text that does not have it. `aria-hidden`, `role`,
/// `pointer-events` and `style` on groups of halos mean something to browsers alone.
const VOCABULARY: [(&str, &[&str]); 12] = [
    ("svg", &["aria-labelledby", "font-family", "height", "role", "viewBox", "width", "xml:lang"]),
    ("title", &["id"]),
    ("desc", &["id"]),
    ("metadata", &[]),
    ("defs", &[]),
    ("style", &[]),
    ("pattern", &["height", "id", "patternTransform", "patternUnits", "width"]),
    ("clipPath", &["id"]),
    (
        "g",
        &[
            "aria-hidden",
            "clip-path",
            "fill",
            "font-size",
            "font-weight",
            "id",
            "inkscape:groupmode",
            "inkscape:label",
            "pointer-events",
            "role",
            "stroke",
            "stroke-linecap",
            "stroke-linejoin",
            "stroke-width",
            "style",
            "text-anchor",
            "transform",
        ],
    ),
    (
        "path",
        &[
            "aria-label",
            "d",
            "data-class",
            "data-code",
            "data-name",
            "data-value",
            "fill",
            "fill-opacity",
            "id",
            "role",
            "stroke",
            "stroke-linecap",
            "stroke-linejoin",
            "stroke-width",
        ],
    ),
    (
        "text",
        &[
            "fill",
            "font-size",
            "font-weight",
            "lengthAdjust",
            "stroke",
            "stroke-width",
            "text-anchor",
            "textLength",
            "x",
            "y",
        ],
    ),
    ("#style of halos", &["-webkit-user-select:none;user-select:none"]),
];

/// One map of every kind.
const KINDS: [&str; 15] = [
    "regions --labels names",
    "regions --labels values --theme grey --hatch-below 1000000 --histogram",
    "regions --value representation --theme dark --labels codes",
    "regions --value2 response --theme dark",
    "regions --form symbols --labels names",
    "regions --form dorling --theme dark",
    "regions --form tiles",
    "regions --form dots",
    "regions --uncertainty alpha",
    "regions --uncertainty null-width",
    "regions --classes unclassed --value density",
    "regions --value kind=territorial --north-arrow --graticule",
    "provinces --part Nord-est --locator schemes --labels names --inset Trieste",
    "regions,istat5 --form multiples --labels names",
    "regions --attributes none --size column",
];

fn drawn(flags: &str) -> String {
    let run = Workspace::empty().run(["-q", "map"].into_iter().chain(flags.split(' ')));
    assert_eq!(run.exit_code, 0, "{flags}: {}", run.stderr);
    run.stdout
}

fn name_of(node: Node<'_, '_>) -> String {
    node.tag_name().name().to_owned()
}

/// An attribute's name with the prefix that it has in the file.
fn attribute_name(attribute: &roxmltree::Attribute<'_, '_>) -> String {
    let prefix = match attribute.namespace() {
        Some("http://www.inkscape.org/namespaces/inkscape") => "inkscape:",
        Some("http://www.w3.org/XML/1998/namespace") => "xml:",
        Some(other) => panic!("{other}"),
        None => "",
    };
    format!("{prefix}{}", attribute.name())
}

fn assert_is_read_by_all(svg: &str, what: &str) {
    let known: BTreeMap<&str, &[&str]> = VOCABULARY.into_iter().collect();
    let document = Document::parse(svg).unwrap();
    for node in document.descendants().filter(Node::is_element) {
        let element = name_of(node);
        let attributes = known.get(element.as_str()).unwrap_or_else(|| panic!("{what}: <{element}>"));
        for attribute in node.attributes() {
            let name = attribute_name(&attribute);
            assert!(attributes.contains(&name.as_str()), "{what}: {name} of <{element}>");
            let value = attribute.value();
            if matches!(name.as_str(), "fill" | "stroke") {
                let is_plain = value == "none"
                    || (value.starts_with("url(#") && value.ends_with(')'))
                    || (value.len() == 7
                        && value.starts_with('#')
                        && value[1..].chars().all(|digit| digit.is_ascii_hexdigit()));
                assert!(is_plain, "{what}: {name}=\"{value}\"");
            }
            if name == "style" {
                assert_eq!([value], known["#style of halos"], "{what}");
            }
        }
        if element == "style" {
            let text = node.text().unwrap();
            assert!(
                text.starts_with("@font-face{") && text.matches('{').count() == text.matches("@font-face{").count()
            );
        }
        assert!(element != "svg" || node.parent_element().is_none(), "{what}: a picture in a picture");
    }
}

#[test]
fn every_kind_of_map_has_only_what_all_programs_read() {
    for (number, flags) in KINDS.into_iter().enumerate() {
        let more = ["", " --embed-font", " --outline-text"][number % 3];
        assert_is_read_by_all(&drawn(&format!("{flags}{more}")), &format!("{flags}{more}"));
    }
}

// tests/oracle/pictures/gallery.py: what other programs were seen to read.
#[test]
fn the_gallery_has_all_that_maps_hold() {
    let seen = gallery()["vocabulary"].clone();
    for (element, attributes) in VOCABULARY {
        // The gallery has text as text, in no font of its own, with all attributes.
        if matches!(element, "style" | "#style of halos") {
            continue;
        }
        let seen: BTreeSet<&str> = seen[element]
            .as_array()
            .unwrap_or_else(|| panic!("{element}"))
            .iter()
            .map(|name| name.as_str().unwrap())
            .collect();
        let outlined = |name: &str| element == "path" && matches!(name, "aria-label" | "role");
        for name in attributes.iter().filter(|name| !name.starts_with("data-") && !outlined(name)) {
            // A halo of one weight or of bold letters, ranges that fade: as attributes of their neighbours.
            let is_rare = matches!((element, *name), ("g", "font-weight") | ("path", "fill-opacity"));
            assert!(seen.contains(name) || is_rare, "{element} {name}: draw the gallery again");
        }
    }
}

fn gallery() -> Value {
    serde_json::from_str(include_str!("../oracle/pictures/gallery.json")).unwrap()
}

// tests/oracle/pictures/gallery.py: the versions stand in the file.
#[test]
fn other_programs_show_every_label_of_the_gallery() {
    let gallery = gallery();
    let programs = ["chromium", "librsvg", "inkscape", "libreoffice", "emf"];
    for fonts in ["noto_sans", "dejavu_sans_alone"] {
        let (mut missing, mut lines) = (0, 0);
        let pictures = gallery[fonts].as_object().unwrap();
        assert!(pictures.len() >= 24);
        for (picture, found) in pictures {
            assert!(found["lines"].as_u64().unwrap() > 10, "{picture}");
            for program in programs {
                let none = |what: &str| found[program][what].as_array().unwrap().is_empty();
                assert!(none("faint") && none("off_the_page"), "{fonts} {picture} {program}: {}", found[program]);
                assert!(found[program]["least_ink"].as_f64().unwrap() > 0.5);
                missing += found[program]["not_found"].as_array().unwrap().len();
                lines += found["lines"].as_u64().unwrap();
                assert!(none("over_each_other"), "{fonts} {picture} {program}: {}", found[program]);
            }
        }
        // Where letters are squeezed, pdftotext takes letters and halos of some lines for two lines.
        assert!(missing * 500 < usize::try_from(lines).unwrap(), "{fonts}: {missing} of {lines} lines are not found");
        assert!(fonts != "noto_sans" || missing == 0, "{missing} lines are not found");
    }
    // The test sees what it is made to see: halos that are painted with their letters hide them in LibreOffice.
    let control = &gallery["halos_by_paint_order"];
    assert!(control["libreoffice"]["faint"].as_array().unwrap().len() > 10, "{control}");
    assert!(control["chromium"]["faint"].as_array().unwrap().is_empty(), "{control}");
}

#[test]
fn halos_are_elements_of_their_own_below_the_letters() {
    let svg = drawn("regions --labels names");
    assert!(!svg.contains("paint-order"));
    let document = Document::parse(&svg).unwrap();
    let texts = |hidden: bool| {
        let is_hidden =
            move |node: &Node<'_, '_>| node.ancestors().any(|node| node.attribute("aria-hidden") == Some("true"));
        let texts = document.descendants().filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "text")));
        let there = texts.filter(|node| is_hidden(node) == hidden);
        there
            .map(|node| (node.text().unwrap().to_owned(), node.attribute("x").unwrap().to_owned(), node))
            .collect::<Vec<_>>()
    };
    let (halos, letters) = (texts(true), texts(false));
    assert!(halos.len() >= 20);
    for (text, x, halo) in &halos {
        let above = letters.iter().find(|(there, at, _)| there == text && at == x);
        let (_, _, above) = above.unwrap_or_else(|| panic!("{text} has a halo and no letters"));
        assert!(halo.range().end < above.range().start, "the halo of {text} lies over its letters");
        assert_eq!(halo.attribute("textLength"), above.attribute("textLength"));
        assert!(halo.attribute("stroke-width").is_some() && above.attribute("stroke").is_none());
    }
    // All halos of labels lie below all letters: none covers the end of a letter of the line above.
    let last = halos.iter().map(|(_, _, halo)| halo.range().end).max().unwrap();
    let first_label =
        letters.iter().find(|(text, x, _)| *text == halos[0].0 && *x == halos[0].1).unwrap().2.range().start;
    assert!(last < first_label);
}

#[test]
fn halos_of_outlined_text_are_outlines_too() {
    let svg = drawn("regions --labels names --outline-text");
    let document = Document::parse(&svg).unwrap();
    let hidden = document.descendants().find(|node| node.attribute("aria-hidden") == Some("true")).unwrap();
    let halos: Vec<&str> = hidden.children().filter_map(|node| node.attribute("d")).collect();
    let letters: BTreeSet<&str> = document
        .descendants()
        .filter(|node| node.attribute("aria-label").is_some())
        .filter_map(|node| node.attribute("d"))
        .collect();
    assert!(halos.len() >= 20 && halos.iter().all(|outline| letters.contains(outline)));
}

static WIDTHS: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("../oracle/fonts/widths.json")).unwrap());

/// The width of a text in another font, in sizes of type.
fn width_in(font: &str, text: &str, weight: Weight) -> f64 {
    let letters = &WIDTHS[font][if weight == Weight::Regular { "regular" } else { "semibold" }];
    text.chars().map(|letter| letters[letter.to_string()].as_f64().unwrap_or(600.0) / 1000.0).sum()
}

/// Sentences in both languages, but for those of reports, which stand in no picture.
fn sentences() -> Vec<String> {
    let texts = [include_str!("../../src/words/en.ftl"), include_str!("../../src/words/it.ftl")];
    let lines = texts.iter().filter_map(|text| text.split("\n## Tables\n").next()).flat_map(str::lines);
    let said = lines.filter_map(|line| line.split_once(" = ")).map(|(_, said)| {
        said.split('{').map(|part| part.split_once('}').map_or(part, |(_, rest)| rest)).collect::<Vec<_>>().join("100")
    });
    said.filter(|said| said.chars().count() > 30).collect()
}

// tests/oracle/fonts/make_widths.py
#[test]
fn room_is_kept_for_the_widest_of_the_fonts_that_stand_in() {
    let sentences = sentences();
    assert!(sentences.len() > 40);
    for weight in Weight::ALL {
        let most = |font: &str| {
            sentences.iter().map(|text| width_in(font, text, weight) / width(text, 1.0, weight)).fold(0.0, f64::max)
        };
        for font in WIDTHS.as_object().unwrap().keys() {
            assert!(most(font) <= weight.widest(), "{font}: {}", most(font));
        }
        let widest = most("DejaVu Sans");
        assert!(weight.widest() - widest < 0.03, "more room than {widest} is kept");
        assert!(most("Open Sans") < 1.03, "the first to stand in is as wide");
    }
}

#[test]
fn no_text_leaves_the_page_in_any_font_that_stands_in_where_nothing_says_how_wide_it_is() {
    for size in ["web", "column", "page", "slide", "160x120mm", "400x900"] {
        for language in [Language::English, Language::Italian] {
            let mut request = MapRequest::of_study("regions", StudySource::Reference);
            request.style.design.size = size.parse().unwrap();
            request.style.design.labels = Labels::Names;
            request.style.wording.language = Some(language);
            let scene = draw(&request).unwrap().drawing.scene();
            for (text, [left, _, right, _]) in scene.texts() {
                for font in WIDTHS.as_object().unwrap().keys() {
                    let wide = text.size * width_in(font, &text.text, text.weight);
                    let grown = wide - (right - left);
                    let [left, right] = match text.anchor {
                        Anchor::Start => [left, right + grown],
                        Anchor::Middle => [left - grown / 2.0, right + grown / 2.0],
                        Anchor::End => [left - grown, right],
                    };
                    assert!(
                        left >= 0.0 && right <= scene.width,
                        "{size} {language:?} {font}: {:?} {left} {right}",
                        text.text
                    );
                }
            }
        }
    }
}

#[test]
fn long_lines_say_how_wide_they_are() {
    let svg = drawn("regions --labels names");
    let document = Document::parse(&svg).unwrap();
    let texts = document.descendants().filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "text")));
    let mut long = 0;
    for node in texts.filter(|node| node.attribute("font-size").is_some()) {
        let weight = if node.attribute("font-weight").is_some() { Weight::Semibold } else { Weight::Regular };
        let size: f64 = node.attribute("font-size").unwrap().parse().unwrap();
        let wide = width(node.text().unwrap(), size, weight);
        match node.attribute("textLength") {
            Some(said) => {
                assert!((said.parse::<f64>().unwrap() - wide).abs() < 0.06 + 0.005 * wide, "{:?}", node.text());
                assert_eq!(node.attribute("lengthAdjust"), Some("spacingAndGlyphs"));
                long += 1;
            }
            None => assert!(wide <= 3.6 * size, "{:?}", node.text()),
        }
    }
    assert!(long > 10);
}

#[test]
fn many_maps_stand_in_one_page() {
    let maps = [
        drawn("regions --theme grey --hatch-below 1000000"),
        drawn("regions --theme grey --hatch-below 1000000 --language it"),
        drawn("regions --theme dark --hatch-below 1000000"),
        drawn("regions --value representation"),
        drawn("regions,istat5 --form multiples"),
        drawn("regions --size column"),
    ];
    let mut all = BTreeSet::new();
    for map in &maps {
        let document = Document::parse(map).unwrap();
        let mut own = BTreeSet::new();
        for id in document.descendants().filter_map(|node| node.attribute("id")) {
            assert!(own.insert(id), "{id} twice in one map");
            assert!(all.insert(id.to_owned()), "{id} in two maps");
            assert!(id.starts_with('m') && id.as_bytes()[7] == b'-', "{id}");
        }
        let root = document.root_element();
        for label in root.attribute("aria-labelledby").unwrap().split(' ') {
            assert!(own.contains(label), "{label}");
        }
        for node in document.descendants() {
            for value in node.attributes().map(|attribute| attribute.value()) {
                if let Some(id) = value.strip_prefix("url(#") {
                    assert!(own.contains(id.trim_end_matches(')')), "{value}");
                }
            }
        }
    }
    // The same picture has the same name, however it is asked for and written.
    let first = |svg: &str| svg.split_once("<title id=\"").unwrap().1[..7].to_owned();
    assert_eq!(first(&drawn("regions")), first(&drawn("regions --outline-text")));
    assert_eq!(first(&drawn("regions")), first(&drawn("region --size web")));
}

#[test]
fn an_embedded_font_has_every_letter_of_the_picture() {
    let svg = drawn("regions --labels names --language it --embed-font");
    assert!(svg.len() < drawn("regions --labels names --language it").len() + 60_000);
    let document = Document::parse(&svg).unwrap();
    let style = document.descendants().find(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "style"))).unwrap();
    let fonts: Vec<(&str, Vec<u8>)> = style
        .text()
        .unwrap()
        .split("@font-face")
        .skip(1)
        .map(|face| {
            let weight = face.split_once("font-weight:").unwrap().1.split(';').next().unwrap();
            (weight, decoded(face.split_once("base64,").unwrap().1.split(')').next().unwrap()))
        })
        .collect();
    assert_eq!(fonts.iter().map(|(weight, _)| *weight).collect::<Vec<_>>(), ["400", "600"]);
    for node in document.descendants().filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "text"))) {
        let weight = node.attribute("font-weight").unwrap_or("400");
        let (_, font) = fonts.iter().find(|(there, _)| *there == weight).unwrap();
        let face = rustybuzz::ttf_parser::Face::parse(font, 0).unwrap();
        for letter in node.text().unwrap().chars().filter(|letter| !letter.is_whitespace()) {
            let glyph = face.glyph_index(letter).unwrap_or_else(|| panic!("{letter:?}"));
            assert!(face.glyph_bounding_box(glyph).is_some(), "{letter:?} has no outline");
        }
    }
}

/// The bytes of a text, RFC 4648 section 4.
fn decoded(text: &str) -> Vec<u8> {
    let value = |letter: u8| match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let mut bytes = Vec::new();
    for four in text.trim_end_matches('=').as_bytes().chunks(4) {
        let bits =
            four.iter().fold(0_u32, |bits, letter| bits << 6 | u32::from(value(*letter))) << (6 * (4 - four.len()));
        bytes.extend_from_slice(&bits.to_be_bytes()[1..four.len()]);
    }
    bytes
}

#[test]
fn the_edge_of_a_raster_is_page() {
    let themes = ThemeName::ALL.into_iter().cycle();
    for (theme, size) in themes.zip(["page", "column", "web", "123x97mm", "slide"]) {
        let mut request = MapRequest::of_study("istat3", StudySource::Reference);
        request.style.design.theme = theme.colours();
        request.style.design.size = size.parse().unwrap();
        let scene = draw(&request).unwrap().drawing.scene();
        let page = u32::from_str_radix(&scene.page[1..], 16).unwrap().to_be_bytes();
        for resolution in [Resolution::Dpi(96.0), Resolution::Dpi(61.7), Resolution::Dpi(150.0), Resolution::Width(333)]
        {
            let png = scene.to_png(resolution).unwrap();
            let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().unwrap();
            let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
            let (wide, high) = (reader.info().width as usize, reader.info().height as usize);
            reader.next_frame(&mut pixels).unwrap();
            let is_page = |x: usize, y: usize| pixels[3 * (y * wide + x)..][..3] == page[1..];
            let edge =
                (0..wide).flat_map(|x| [(x, 0), (x, high - 1)]).chain((0..high).flat_map(|y| [(0, y), (wide - 1, y)]));
            for (x, y) in edge {
                assert!(is_page(x, y), "{theme:?} {size} {resolution:?}: {x}, {y} of {wide} × {high}");
            }
        }
    }
}
