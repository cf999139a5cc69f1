//! Locators, parts of a territory, and insets with their own scale.

use bacino::render::page::typeface::{Weight, width};
use roxmltree::{Document, Node};

use crate::support::{Run, Workspace, without_name};

fn draw(flags: &str) -> Run {
    let run = Workspace::empty().run(["map"].into_iter().chain(flags.split(' ')));
    Run { stdout: without_name(&run.stdout), ..run }
}

fn numbers(text: &str) -> Vec<f64> {
    let spaced =
        text.replace('-', " -").replace(|letter: char| letter.is_ascii_alphabetic() || "(),".contains(letter), " ");
    spaced.split_whitespace().map(|number| number.parse().unwrap()).collect()
}

/// Left, top, right, bottom of the locator's frame.
fn frame(svg: &Document) -> [f64; 4] {
    let frame = svg.descendants().find(|node| node.attribute("id") == Some("locator-frame")).expect("a locator");
    let path = numbers(frame.attribute("d").unwrap());
    [path[0], path[1], path[2], path[3]]
}

fn is_in(frame: [f64; 4], [x, y]: [f64; 2]) -> bool {
    x > frame[0] && x < frame[2] && y > frame[1] && y < frame[3]
}

/// Every corner of every area, in pixels.
fn corners(svg: &Document) -> Vec<[f64; 2]> {
    let areas = svg.descendants().find(|node| node.attribute("id") == Some("areas")).unwrap();
    let place = numbers(areas.attribute("transform").unwrap());
    let mut found = Vec::new();
    for area in areas.descendants().filter(|node| node.attribute("d").is_some()) {
        let mut at = [0.0, 0.0];
        for ring in area.attribute("d").unwrap().split('z') {
            let steps = numbers(ring);
            for (number, step) in steps.chunks_exact(2).enumerate() {
                at = [at[0] + step[0], at[1] + step[1]];
                found.push([place[0] + at[0] * place[2], place[1] + at[1] * place[2]]);
                assert!(number < 1_000_000);
            }
            // A closed ring goes back to where it began.
            let moved =
                steps.chunks_exact(2).skip(1).fold([0.0, 0.0], |sum, step| [sum[0] + step[0], sum[1] + step[1]]);
            at = [at[0] - moved[0], at[1] - moved[1]];
        }
    }
    found
}

/// Whether a line of text outside the locator lies on a frame.
fn covers_text(svg: &Document, frame: [f64; 4]) -> Option<String> {
    let is_of_locator = |node: Node| node.ancestors().any(|above| above.attribute("id") == Some("locator"));
    let is_placed = |node: Node| node.ancestors().any(|above| above.attribute("id") == Some("legend"));
    let is_halo = |node: Node| node.ancestors().any(|above| above.attribute("aria-hidden").is_some());
    let texts = svg.descendants().filter(|node| node.tag_name().name() == "text" && !is_halo(*node));
    texts.filter(|node| !is_of_locator(*node) && !is_placed(*node)).find_map(|node| {
        let number = |name: &str| node.attribute(name).unwrap().parse::<f64>().unwrap();
        let weight = if node.attribute("font-weight").is_some() { Weight::Semibold } else { Weight::Regular };
        let (text, size) = (node.text().unwrap(), number("font-size"));
        let wide = width(text, size, weight);
        let left = match node.attribute("text-anchor") {
            Some("middle") => number("x") - wide / 2.0,
            Some("end") => number("x") - wide,
            _ => number("x"),
        };
        let (top, bottom) = (number("y") - size * 0.7, number("y"));
        let apart = left + wide <= frame[0] || left >= frame[2] || bottom <= frame[1] || top >= frame[3];
        (!apart).then(|| text.to_owned())
    })
}

#[test]
fn a_locator_covers_no_area_no_label_and_no_legend() {
    for flags in [
        "regions --locator schemes --labels names",
        "istat5 --locator schemes --size page --theme dark",
        "provinces --locator schemes --size a4 --labels names --inset Campania",
        "provinces --part Sicilia --locator extent --labels names --size 160x120mm",
        "municipalities --part Nord-ovest --locator schemes --theme grey --size slide",
        "regions --form dorling --locator schemes",
    ] {
        let run = draw(flags);
        assert_eq!(run.exit_code, 0, "{flags}: {}", run.stderr);
        let svg = Document::parse(&run.stdout).unwrap();
        let frame = frame(&svg);
        assert!(!corners(&svg).into_iter().any(|corner| is_in(frame, corner)), "{flags}: an area");
        assert_eq!(covers_text(&svg, frame), None, "{flags}");
        let legend = svg.descendants().find(|node| node.attribute("id") == Some("legend")).unwrap();
        let place = legend.descendants().find_map(|node| node.attribute("transform")).map(numbers).unwrap();
        assert!(!is_in(frame, [place[0], place[1]]), "{flags}: the legend");
        let lint = draw(&format!("{flags} --lint"));
        assert_eq!(lint.exit_code, 0, "{flags}: {}", lint.stdout);
    }
}

#[test]
fn a_locator_names_the_areas_that_are_drawn_or_declared() {
    let names = |flags: &str| {
        let run = draw(flags);
        let svg = Document::parse(&run.stdout).unwrap();
        let locator = svg.descendants().find(|node| node.attribute("id") == Some("locator")).unwrap();
        let texts = locator.descendants().filter(|node| node.tag_name().name() == "text");
        texts.map(|node| node.text().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names("regions --locator schemes"), ["Macro-areas (survey)", "North", "Centre", "South and islands"]);
    assert_eq!(names("istat3 --locator schemes").len(), 4);
    assert_eq!(names("provinces --part Nord-est --locator schemes")[0], "ISTAT's five areas");
    assert_eq!(names("provinces --part Lazio --locator extent"), ["Italy"]);
}

#[test]
fn a_part_has_the_areas_whose_middle_lies_in_it() {
    let codes = |flags: &str| {
        let run = draw(flags);
        assert_eq!(run.exit_code, 0, "{}", run.stderr);
        let svg = Document::parse(&run.stdout).unwrap();
        svg.descendants().filter_map(|node| node.attribute("data-code").map(str::to_owned)).collect::<Vec<_>>()
    };
    assert_eq!(codes("provinces --part Lazio").len(), 5);
    assert_eq!(codes("municipalities --part Umbria").len(), 92);
    assert_eq!(codes("regions --part Nord-est").len(), 4);
    assert_eq!(codes("regions --part 03"), ["03"]);
    // The ratio compares with the whole territory, not with the part.
    let ratio = |flags: &str| {
        let run = draw(flags);
        let svg = Document::parse(&run.stdout).unwrap();
        let area = svg.descendants().find(|node| node.attribute("data-code") == Some("03")).unwrap();
        area.attribute("data-value").unwrap().to_owned()
    };
    let value = "--value representation";
    assert_eq!(ratio(&format!("regions {value} --part Nord-ovest")), ratio(&format!("regions {value}")));
}

#[test]
fn an_inset_has_land_around_and_a_scale_bar_of_its_own() {
    let run = draw("provinces --inset Campania --inset Sardegna --inset Napoli");
    let svg = Document::parse(&run.stdout).unwrap();
    let with_id = |id: &str| svg.descendants().filter(|node| node.attribute("id") == Some(id)).count();
    for number in 1..=3 {
        for part in ["scale-bar", "around"] {
            assert_eq!(with_id(&format!("inset-{number}-{part}")), 1, "{part} {number}: {}", run.stderr);
        }
    }
    let bars = svg
        .descendants()
        .filter(|node| node.tag_name().name() == "text" && node.text().is_some_and(|text| text.ends_with("\u{a0}km")));
    let bars = bars.count();
    assert_eq!(bars, 4);
}

#[test]
fn parts_and_locators_that_cannot_be_drawn_are_wrong_usage() {
    for (flags, message) in [
        ("regions --part Longobardy", "no part of the territory is called \"Longobardy\""),
        ("regions --part Roma", "no area of the layer \"region\" lies in Roma"),
        ("regions --locator extent", "the map shows the whole territory"),
        ("regions --form tiles --part Lazio", "--part is of filled areas"),
        ("regions,istat5 --form multiples --locator schemes", "--form multiples has no locator"),
    ] {
        let run = draw(flags);
        assert_eq!((run.exit_code, run.stdout.len()), (2, 0), "{flags}: {}", run.stderr);
        assert!(run.stderr.contains(message), "{flags}: {}", run.stderr);
    }
}
