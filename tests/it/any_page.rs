//! Any data on any page: a map is drawn without an error of lint, or refused with a size that works.

use bacino::atlas::drawing::Drawing;
use bacino::model::base::language::Language;
use bacino::prelude::{MapRequest, StudySource, draw};
use bacino::render::page::furniture::Furniture;
use bacino::render::page::size::Size;
use bacino::render::picture::design::{Labels, LocatorKind};
use bacino::render::picture::shown::Form;
use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::Rng;

use crate::own_boundaries::with_boundaries;
use crate::support::Workspace;

/// Pages from a stamp to a poster, named and not, upright, lying and square.
const SIZES: [&str; 30] = [
    "60x60mm",
    "60x80mm",
    "60x120mm",
    "60x300mm",
    "80x60mm",
    "90x60mm",
    "90x110mm",
    "100x100mm",
    "120x60mm",
    "120x90mm",
    "200x60mm",
    "300x60mm",
    "180x75mm",
    "210x297mm",
    "297x210mm",
    "841x1189mm",
    "300x300",
    "300x900",
    "640x480",
    "800x600",
    "1000x400",
    "1280x720",
    "1920x1080",
    "3840x2160",
    "2000x300",
    "web",
    "column",
    "page",
    "a4",
    "slide",
];

/// A number from 0 to 1.
fn share(random: &mut Pcg64Mcg) -> f64 {
    f64::from(u32::try_from(random.next_u64() >> 32).unwrap()) / f64::from(u32::MAX)
}

/// Values of sixteen areas of a kind that classes find hard.
fn values(kind: usize, random: &mut Pcg64Mcg) -> Vec<Option<f64>> {
    let magnitude = 10_f64.powi(i32::try_from(random.next_u64() % 19).unwrap() - 9);
    let n = if (7..12).contains(&kind) { kind - 6 } else { 16 };
    let mut value = |number: usize| {
        let part = share(random);
        magnitude
            * match kind {
                0 => (part * 12.0).exp(),
                1 => (part * 3.0).floor(),
                2 => -part,
                3 => part - 0.4,
                4 => 1.0,
                5 => 0.0,
                6 => 1.0 + part * 1e-3,
                _ => part + number as f64,
            }
    };
    (0..16).map(|number| (number < n).then(|| value(number))).collect()
}

fn table(values: &[Option<f64>], waves: &[&str]) -> String {
    let mut rows = vec!["municipality_code,rate,wave".to_owned()];
    for wave in waves {
        for (number, value) in values.iter().enumerate() {
            let code = format!("{}-{}", ["W1", "W2", "E1", "E2"][number / 4], number % 4 + 1);
            rows.push(format!("{code},{},{wave}", value.map_or_else(String::new, |value| value.to_string())));
        }
    }
    rows.join("\n") + "\n"
}

fn at_size(drawing: &Drawing, word: &str) -> Drawing {
    let size: Size = word.parse().unwrap();
    let mut drawing = drawing.clone();
    match &mut drawing {
        Drawing::One(picture) => picture.design.size = size,
        Drawing::Several(several) => {
            several.whole.design.size = size.clone();
            for panel in &mut several.panels {
                panel.picture.design.size = size.clone();
            }
        }
    }
    drawing
}

/// Whether it is drawn. Where it is not, the size that is named works and the next smaller one of its shape does not.
fn assert_drawn_or_refused(drawing: &Drawing, size: &str, what: &str) -> bool {
    let drawn = at_size(drawing, size);
    let scene = drawn.scene();
    if !scene.too_small {
        let errors: Vec<String> = drawn.errors(&scene).iter().map(ToString::to_string).collect();
        assert!(errors.is_empty(), "{what} on {size}: {errors:?}");
        return true;
    }
    let smallest = drawn.smallest_size().unwrap_or_else(|| panic!("{what}: no size for {size}"));
    let works = at_size(drawing, &smallest.word);
    let scene = works.scene();
    assert!(!scene.too_small, "{what} on {size}: {} does not work", smallest.word);
    let errors: Vec<String> = works.errors(&scene).iter().map(ToString::to_string).collect();
    assert!(errors.is_empty(), "{what} on {}: {errors:?}", smallest.word);
    let size: Size = size.parse().unwrap();
    if let Some(smaller) = size.as_wide_as(smallest.whole_width() - 1) {
        assert!(at_size(drawing, &smaller.word).scene().too_small, "{what}: {} works too", smaller.word);
    }
    false
}

/// Squareland with outlines, and names as long as names are anywhere.
fn squares() -> Workspace {
    let workspace = with_boundaries("squares.geojson", "code = \"code\"");
    let long = [
        ("Llanfair", "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogochaber"),
        ("Presicce", "Presicce-Acquarica e San Valentino in Abruzzo Citeriore Alto"),
    ];
    let areas = workspace.read("areas.csv");
    let mut lines: Vec<String> = areas.lines().map(str::to_owned).collect();
    for (number, line) in lines.iter_mut().filter(|line| line.starts_with("municipality,")).enumerate() {
        let cells: Vec<&str> = line.split(',').collect();
        *line = format!("municipality,{},{} {number},{}", cells[1], long[number % 2].1, cells[3]);
    }
    workspace.write("areas.csv", lines.join("\n") + "\n")
}

#[test]
fn any_data_are_drawn_without_error_or_refused_with_a_size_that_works() {
    /// Six were tried: each has other forms, labels, words and sizes for the same kinds of data.
    const ROUNDS: usize = 1;
    let workspace = squares();
    let study = StudySource::Path(workspace.path(""));
    let mut random = Pcg64Mcg::new(16);
    let forms = [Form::Choropleth, Form::Symbols, Form::Tiles, Form::Dorling, Form::Multiples];
    let (mut drawn, mut refused) = (0, 0);
    for (round, kind) in (0..ROUNDS).flat_map(|round| (0..12).map(move |kind| (round, kind))) {
        let turn = kind + round;
        let name = format!("t{round}-{kind}.csv");
        let form = forms[turn % forms.len()];
        let waves: &[&str] = if form == Form::Multiples { &["2019", "2021", "2023"] } else { &["2023"] };
        std::fs::write(workspace.path(&name), table(&values(kind, &mut random), waves)).unwrap();
        let mut request = MapRequest::of_table("municipalities", workspace.path(&name), "municipality_code", "rate");
        request.study = study.clone();
        request.panels.wave = (form == Form::Multiples).then(|| "wave".to_owned());
        let style = &mut request.style;
        style.form = form;
        style.design.labels = [Labels::Names, Labels::Values, Labels::None][turn % 3];
        style.design.histogram = turn % 4 == 0;
        style.design.north_arrow = turn % 2 == 1;
        style.wording.language = Some([Language::English, Language::Italian][turn % 2]);
        if turn % 3 == 1 {
            style.wording.title = Some("A title that goes on and on, as titles of official statistics do, ".repeat(3));
            style.wording.note = Some("A note. ".repeat(12));
        }
        let drawing = draw(&request).unwrap_or_else(|failure| panic!("{kind}: {failure}")).drawing;
        for size in SIZES.into_iter().skip(turn % 3).step_by(3) {
            if assert_drawn_or_refused(&drawing, size, &format!("data {kind} as {}", form.word())) {
                drawn += 1;
            } else {
                refused += 1;
            }
        }
    }
    assert!(drawn > 90 && refused > 0, "{drawn} drawn, {refused} refused");
}

#[test]
fn the_reference_study_is_drawn_on_any_page_or_refused() {
    let request = |form: Form| {
        let mut request = MapRequest::of_study("regions", StudySource::Reference);
        request.style.form = form;
        request.style.design.labels = Labels::Names;
        if form == Form::Dots {
            request.style.people_per_dot = Some(200_000);
        }
        request
    };
    let drawing = |request: &MapRequest| draw(request).unwrap().drawing;
    let regions = drawing(&request(Form::Choropleth));
    for size in ["60x60mm", "90x110mm", "120x60mm", "1920x1080", "column"] {
        assert_drawn_or_refused(&regions, size, "regions");
    }
    assert_drawn_or_refused(&drawing(&request(Form::Dots)), "110x80mm", "dots");
    let mut part = MapRequest::of_study("provinces", StudySource::Reference);
    part.style.part = Some("Liguria".to_owned());
    part.style.design.locator = LocatorKind::Extent;
    assert_drawn_or_refused(&drawing(&part), "100x80mm", "a part");

    // What is given up is given up in its order, and no page gives up more than a smaller one of its shape.
    let given_up = |size: &str| at_size(&regions, size).scene().given_up;
    let [small, large] = [given_up("75x75mm"), given_up("200x200mm")];
    assert_eq!(small[..3], [Furniture::Numbers, Furniture::SubtitleParts, Furniture::Subtitle]);
    assert!(large.is_empty(), "{large:?}");
}
