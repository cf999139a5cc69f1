//! Limits that maps keep: bytes, contrast of text, differences of colours, in every theme and palette.

use std::io::Write as _;
use std::sync::Arc;

use bacino::analysis::coverage::area::Source;
use bacino::analysis::coverage::findings::Shown;
use bacino::analysis::coverage::indicator::Value;
use bacino::analysis::gate::exact::everything;
use bacino::analysis::gate::findings::published_findings;
use bacino::atlas::ask::style::Style;
use bacino::atlas::layer::areas::scheme_layer;
use bacino::atlas::picture::value_map::value_picture;
use bacino::input::study::source::StudySource;
use bacino::model::base::language::Language;
use bacino::render::colour::palette::Palette;
use bacino::render::colour::theme::ThemeName;
use bacino::render::lint::check::lint;
use bacino::render::lint::rule::Rule;
use bacino::render::page::size::Size;
use bacino::render::picture::design::{Design, Labels, Small};
use bacino::study::open::open_study;
use bacino::study::outlines::embedded;

use crate::support::Workspace;

/// Bytes after compression by deflate, which gzip is but for a few bytes.
fn deflated(text: &str) -> u64 {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    archive.start_file("map.svg", options).unwrap();
    archive.write_all(text.as_bytes()).unwrap();
    archive.finish().unwrap().into_inner().len() as u64
}

#[test]
fn maps_are_no_larger_than_promised() {
    const KILOBYTE: u64 = 1024;
    let workspace = Workspace::empty();
    assert_eq!(workspace.run(["init", "study", "--from", "reference"]).exit_code, 0);
    let italian = workspace.read("study/study.toml").replace("language = \"en\"", "language = \"it\"");
    let workspace = workspace.write("study/study.toml", italian);
    let draw = |flags: &[&str]| {
        let run = workspace.run(["map"].iter().chain(flags).copied());
        assert_eq!(run.exit_code, 0, "{}", run.stderr);
        run.stdout
    };
    for flags in [
        &["regions", "study"][..],
        &["regions", "study", "--histogram"],
        &["regions", "--value", "representation"],
        &["regions", "--value", "share_18plus", "--theme", "dark"],
    ] {
        let bytes = draw(flags).len() as u64;
        assert!(bytes <= 60 * KILOBYTE, "{flags:?}: {bytes}");
    }
    // Megabytes and kilobytes of a thousand, as file managers count them.
    for (flags, most, most_deflated) in [
        (&["municipalities", "study"][..], 2_800_000, 700_000),
        (&["municipalities", "--value", "density"], 2_800_000, 700_000),
        (&["municipalities", "--attributes", "none"], 1_400_000, 450_000),
    ] {
        let text = draw(flags);
        let (bytes, small) = (text.len() as u64, deflated(&text));
        assert!(bytes <= most && small <= most_deflated, "{flags:?}: {bytes}, deflated {small}");
    }
}

#[test]
fn a_font_in_a_picture_has_the_letters_of_the_picture_alone() {
    let draw = |flags: &[&str]| Workspace::empty().run(["map", "istat5"].iter().chain(flags).copied()).stdout;
    let added = draw(&["--embed-font"]).len() - draw(&[]).len();
    assert!((20_000..48_000).contains(&added), "{added}");
}

#[test]
fn text_can_be_read_and_classes_told_apart_in_every_theme_and_palette() {
    let study = open_study(&StudySource::Reference).unwrap().study;
    let scheme = study.scheme("region").unwrap();
    let findings = published_findings(&study, everything(), Some(Shown { schemes: &[scheme], source: None }));
    let outlines = embedded(&study.territory).unwrap();
    let layer = scheme_layer(&study, &outlines, &findings, scheme, Some(Source::Frame)).unwrap();
    let mut italian = study.clone();
    italian.heading.language = Language::Italian;
    for (number, palette) in Palette::ALL.into_iter().enumerate() {
        for theme in ThemeName::ALL.map(ThemeName::colours) {
            let design = Design {
                theme,
                size: Size::page(),
                labels: [Labels::Values, Labels::Names][number % 2],
                hatch_below: Some(Small::Residents(2_000_000)),
                ..Design::default()
            };
            let style = Style { palette: Some(palette.into()), design, ..Style::default() };
            let study = if number % 2 == 0 { &study } else { &italian };
            let picture = value_picture(study, &layer, Value::Coverage, Some(Source::Frame), &style, Arc::default());
            let found = lint(&picture);
            let bad = found.into_iter().filter(|finding| {
                matches!(
                    finding.rule,
                    Rule::TextTooFaint
                        | Rule::ClassesLookAlike
                        | Rule::MissingLooksLikeClass
                        | Rule::TextOverlaps
                        | Rule::TextOutside
                        | Rule::TypeTooSmall
                )
            });
            let bad: Vec<String> = bad.map(|finding| finding.to_string()).collect();
            assert!(bad.is_empty(), "{} {}: {bad:?}", theme.name.word(), palette.word());
        }
    }
}
