//! Maps as they are laid out: no words over words, readable type, in every size, theme and language; the same picture as PNG and PDF.

use std::sync::{Arc, LazyLock};

use bacino::analysis::coverage::area::Source;
use bacino::analysis::coverage::indicator::Value;
use bacino::analysis::gate::exact::everything;
use bacino::analysis::gate::findings::published_findings;
use bacino::atlas::ask::style::Style;
use bacino::atlas::layer::areas::{Layer, scheme_layer};
use bacino::atlas::picture::value_map::value_picture;
use bacino::input::study::source::StudySource;
use bacino::model::base::language::Language;
use bacino::model::study::Study;
use bacino::render::colour::theme::ThemeName;
use bacino::render::page::raster::Resolution;
use bacino::render::page::scene::{Scene, overlap};
use bacino::render::page::size::{Size, TypeSizes};
use bacino::render::picture::design::{Design, Labels, Small, Uncertainty};
use bacino::study::open::open_study;
use bacino::study::outlines::embedded;

use crate::support::{Workspace, without_name};

/// The reference study in both languages, and its regions and provinces.
static REFERENCE: LazyLock<([Study; 2], [Layer; 2])> = LazyLock::new(|| {
    let english = open_study(&StudySource::Reference).unwrap().study;
    let mut italian = english.clone();
    italian.heading.language = Language::Italian;
    let findings = published_findings(&english, everything(), None);
    let outlines = embedded(&english.territory).unwrap();
    let layers = [("region", Source::Frame), ("province", Source::Census)].map(|(scheme, source)| {
        scheme_layer(&english, &outlines, &findings, english.scheme(scheme).unwrap(), Some(source)).unwrap()
    });
    ([english, italian], layers)
});

fn scene(language: Language, layer: usize, value: Value, design: Design) -> Scene {
    let (studies, layers) = &*REFERENCE;
    let study = &studies[usize::from(language == Language::Italian)];
    let style = Style { design, ..Style::default() };
    value_picture(study, &layers[layer], value, Some(Source::Census), &style, Arc::default()).scene()
}

fn assert_words_stand_apart(scene: &Scene, what: &str) {
    let texts = scene.texts();
    assert!(texts.len() > 10, "{what}");
    for (number, (text, bounds)) in texts.iter().enumerate() {
        assert!(text.size >= TypeSizes::LEAST - 1e-9, "{what}: {:?} is too small", text.text);
        assert!(
            bounds[0] >= 0.0 && bounds[1] >= 0.0 && bounds[2] <= scene.width && bounds[3] <= scene.height,
            "{what}: {:?} at {bounds:?} leaves the page of {} × {}",
            text.text,
            scene.width,
            scene.height
        );
        for (other, other_bounds) in &texts[..number] {
            assert!(!overlap(*bounds, *other_bounds), "{what}: {:?} over {:?}", text.text, other.text);
        }
    }
}

#[test]
fn no_words_stand_over_others_in_any_size_and_language() {
    let sizes = ["web", "column", "page", "a4", "slide", "120x90mm", "1000x400", "300x900"];
    for (number, size) in sizes.into_iter().enumerate() {
        for language in [Language::English, Language::Italian] {
            let design = Design {
                size: size.parse().unwrap(),
                theme: ThemeName::ALL[number % 3].colours(),
                labels: [Labels::Names, Labels::Values, Labels::Codes][number % 3],
                histogram: number % 2 == 0,
                north_arrow: true,
                graticule: number % 2 == 1,
                hatch_below: Some(Small::Residents(1_000_000)),
                ..Design::default()
            };
            let value = if number % 2 == 0 { Value::Coverage } else { Value::Representation };
            assert_words_stand_apart(&scene(language, 0, value, design), &format!("{size} {language:?}"));
        }
    }
}

#[test]
fn province_names_keep_clear_of_each_other() {
    let design = Design { size: Size::page(), labels: Labels::Names, ..Design::default() };
    let scene = scene(Language::Italian, 1, Value::Coverage, design);
    assert_words_stand_apart(&scene, "provinces");
    // Signs of provinces, for 107 names have no room on a page.
    let labels = scene.texts().iter().filter(|(text, _)| text.text.len() == 2).count();
    assert!(labels >= 105 && scene.unlabelled.len() <= 2, "{labels} labels, without: {:?}", scene.unlabelled);
}

#[test]
fn pictures_are_the_same_bytes_every_time() {
    let design = || Design { size: Size::column(), uncertainty: Some(Uncertainty::Alpha), ..Design::default() };
    let [a, b] = [(), ()].map(|()| scene(Language::English, 0, Value::Coverage, design()));
    assert!(a.to_pdf().unwrap() == b.to_pdf().unwrap());
    assert!(a.to_png(Resolution::Dpi(50.0)).unwrap() == b.to_png(Resolution::Dpi(50.0)).unwrap());
}

#[test]
fn a_pdf_is_tagged_and_names_its_language() {
    let pdf = scene(Language::Italian, 0, Value::Coverage, Design::default()).to_pdf().unwrap();
    let text = String::from_utf8_lossy(&pdf);
    for mark in ["/StructTreeRoot", "/MarkInfo", "/Lang(it)", "pdfuaid:part", "NotoSans-Regular"] {
        assert!(text.contains(mark), "{mark}");
    }
    for mark in ["/CreationDate", "/ModDate", "xmp:CreateDate"] {
        assert!(!text.contains(mark), "{mark}");
    }
}

#[test]
fn a_png_has_the_pixels_asked_for_and_the_record_of_the_map() {
    let workspace = Workspace::empty();
    let run = workspace.run(["map", "istat3", "-o", "map.png", "--width", "400"]);
    assert_eq!((run.exit_code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    let bytes = workspace.bytes("map.png");
    assert_eq!(&bytes[..8], b"\x89PNG\r\n\x1a\n");
    assert_eq!(u32::from_be_bytes(bytes[16..20].try_into().unwrap()), 400);
    assert!(bytes.windows(10).any(|part| part == b"iTXtbacino"));
    // Its own pictures may be drawn again, others may not.
    assert_eq!(workspace.run(["map", "istat3", "-o", "map.png", "--width", "100"]).exit_code, 0);
    let workspace = workspace.write("map.png", b"\x89PNG by hand");
    assert_eq!(workspace.run(["map", "istat3", "-o", "map.png", "--width", "100"]).exit_code, 1);
}

#[test]
fn text_of_an_svg_is_named_embedded_or_outlined() {
    let draw = |flags: &[&str]| Workspace::empty().run(["map", "istat3"].iter().chain(flags).copied()).stdout;
    let named = draw(&[]);
    assert!(named.contains("font-family=\"'Noto Sans', ") && !named.contains("@font-face"));
    assert!(draw(&["--embed-font"]).contains("src:url(data:font/ttf;base64,"));
    let outlined = draw(&["--outline-text"]);
    assert!(!outlined.contains("<text") && outlined.contains("aria-label=\"Residents covered, %\""));
}

// tests/oracle/pictures/compare_pictures.py: the versions stand in the file.
#[test]
fn other_programs_draw_the_same_picture_and_no_words_over_words() {
    /// Edges are smoothed in different ways; nothing else differs by so little on a page that is mostly plain.
    const MOST: f64 = 0.01;
    let results: serde_json::Value = serde_json::from_str(include_str!("../oracle/pictures/pictures.json")).unwrap();
    for (map, programs) in results["mean_difference"].as_object().unwrap() {
        let differences: Vec<f64> =
            programs.as_object().unwrap().values().map(|value| value.as_f64().unwrap()).collect();
        assert!(differences.len() == 3 && differences.iter().all(|difference| *difference < MOST), "{map}: {programs}");
        let words = &results["words_over_words"][map];
        assert!(
            words["texts"].as_u64().unwrap() > 20 && words["pairs"].as_array().unwrap().is_empty(),
            "{map}: {words}"
        );
    }
}

#[test]
fn an_inset_draws_an_area_again_without_naming_its_parts_twice() {
    let run = |flags: &[&str]| Workspace::empty().run(["map", "provinces"].iter().chain(flags).copied());
    let inset = run(&["--inset", "Campania", "--inset", "015"]);
    let svg = without_name(&inset.stdout);
    assert!(svg.contains("id=\"inset-1\"") && svg.contains("id=\"inset-2\""), "{}", inset.stderr);
    assert_eq!(inset.stdout.matches("data-code=").count(), 107);
    let unknown = run(&["--inset", "Campagna"]);
    assert_eq!(unknown.exit_code, 2);
    assert!(unknown.stderr.contains("did you mean \"Campania\"?"), "{}", unknown.stderr);
    assert_eq!(run(&["--inset", "Campania", "--form", "dorling"]).exit_code, 2);
}

#[test]
fn ranges_by_chance_are_shown_of_coverage_alone() {
    let run = |flags: &[&str]| Workspace::empty().run(["map", "survey"].iter().chain(flags).copied());
    let faded = run(&["--uncertainty", "alpha"]);
    assert!(faded.stdout.contains("fill-opacity=\"0.65\"") && faded.stdout.contains("faded where the range by chance"));
    let refused = run(&["--uncertainty", "alpha", "--value", "response"]);
    assert_eq!((refused.exit_code, refused.stdout.as_str()), (2, ""), "{}", refused.stderr);
}
