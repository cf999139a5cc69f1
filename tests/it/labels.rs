//! Names and values on maps: the most populous first, all in full or all short, clear of marks, lines and each other.

use std::collections::BTreeSet;

use bacino::render::page::typeface::{Weight, width};
use roxmltree::{Document, Node};

use crate::support::{Run, Workspace, without_name};

fn draw(flags: &str) -> Run {
    let run = Workspace::empty().run(["map"].into_iter().chain(flags.split(' ')));
    assert_eq!(run.exit_code, 0, "{flags}: {}", run.stderr);
    Run { stdout: without_name(&run.stdout), ..run }
}

fn of_labels<'a>(svg: &'a Document) -> impl Iterator<Item = Node<'a, 'a>> {
    let labels = svg.descendants().find(|node| node.attribute("id") == Some("labels")).expect("labels");
    // The ground of the page below letters says nothing by itself.
    labels.descendants().filter(|node| node.ancestors().all(|above| above.attribute("aria-hidden") != Some("true")))
}

/// What labels say, each line by itself.
fn texts(svg: &Document) -> Vec<String> {
    of_labels(svg).filter(|node| node.tag_name().name() == "text").map(|node| node.text().unwrap().to_owned()).collect()
}

fn number(node: Node, name: &str) -> f64 {
    node.attribute(name).unwrap().parse().unwrap()
}

/// Left, top, right, bottom of the letters of labels, from the base line to the height of capitals.
fn places(svg: &Document) -> Vec<(String, [f64; 4])> {
    let texts = of_labels(svg).filter(|node| node.tag_name().name() == "text");
    let place = |node: Node| {
        let (text, size) = (node.text().unwrap(), number(node, "font-size"));
        let (half, x, y) = (width(text, size, Weight::Regular) / 2.0, number(node, "x"), number(node, "y"));
        (text.to_owned(), [x - half, y - 0.7 * size, x + half, y])
    };
    texts.map(place).collect()
}

/// The lines that lead to labels: where each starts and ends, and its width.
fn lines(svg: &Document) -> Vec<([f64; 4], f64)> {
    let shapes = of_labels(svg).filter(|node| node.attribute("fill") == Some("none"));
    let line = |node: Node| {
        let path = node.attribute("d").unwrap().replace(['M', 'L'], " ");
        let ends: Vec<f64> = path.split_whitespace().map(|number| number.parse().unwrap()).collect();
        ([ends[0], ends[1], ends[2], ends[3]], number(node, "stroke-width"))
    };
    shapes.map(line).collect()
}

#[test]
fn of_many_areas_the_most_populous_are_named() {
    let run = draw("municipalities --part Umbria --labels names --size column");
    let svg = Document::parse(&run.stdout).unwrap();
    let named = texts(&svg);
    for city in ["Perugia", "Terni", "Foligno"] {
        assert!(named.iter().any(|name| name == city), "{city}: {named:?}");
    }
    // The smallest municipality with much land.
    assert!(named.len() < 20 && !named.iter().any(|name| name == "Polino"), "{named:?}");
    assert!(run.stderr.contains("of 92 areas the "), "{}", run.stderr);
    assert!(run.stderr.contains(" most populous are labelled"), "{}", run.stderr);
    assert!(run.stdout.contains("of 92 areas, the most populous ones."), "the description says so too");
}

#[test]
fn every_region_is_named_on_a_page() {
    let svg = draw("regions --labels names --size page");
    let svg = Document::parse(&svg.stdout).unwrap();
    let named = texts(&svg).join(" ").replace("- ", "-");
    for name in ["Friuli-Venezia Giulia", "Trentino-Alto Adige", "Valle d'Aosta", "Molise", "Lombardia"] {
        assert!(named.contains(name), "{name}: {named}");
    }
}

#[test]
fn names_are_all_in_full_or_all_short() {
    for (flags, n, is_short) in [
        ("provinces --labels names --size page", 100, true),
        ("provinces --part Lazio --labels names", 5, false),
        ("regions --form tiles --size column", 20, true),
        ("regions --form dorling --labels names,values", 20, true),
        ("regions --form symbols --labels names", 20, false),
    ] {
        let run = draw(flags);
        let svg = Document::parse(&run.stdout).unwrap();
        let named: Vec<String> = texts(&svg).into_iter().filter(|text| text.chars().all(char::is_alphabetic)).collect();
        let short = named.iter().filter(|name| name.chars().count() <= 3).count();
        assert!(
            if is_short { short == named.len() && short >= n } else { short == 0 && named.len() >= 5 },
            "{flags}: {named:?}"
        );
    }
}

#[test]
fn names_and_values_stand_together_in_any_order() {
    let [a, b] = ["names,values", "values,names"].map(|labels| draw(&format!("regions --labels {labels}")).stdout);
    assert_eq!(a, b);
    let svg = Document::parse(&a).unwrap();
    let said = texts(&svg);
    let values = said.iter().filter(|text| text.starts_with(|letter: char| letter.is_ascii_digit())).count();
    assert_eq!(values, 20, "true zeros too: {said:?}");
    let after = |name: &str| said.iter().skip_while(|text| *text != name).nth(1).unwrap().as_str();
    assert!(after("Veneto").starts_with('8'), "{said:?}");
    assert!(after("Molise").starts_with('0'), "{said:?}");
    let run = Workspace::empty().run(["map", "regions", "--labels", "names,codes"]);
    assert_eq!(run.exit_code, 2);
    assert!(run.stderr.contains("names,values"), "{}", run.stderr);
    let workspace = Workspace::empty();
    assert_eq!(workspace.run(["map", "regions", "--labels", "codes,values", "-o", "m.svg"]).exit_code, 0);
    let again = workspace.run(["verify", "m.svg"]);
    assert_eq!(again.exit_code, 0, "{}", again.stderr);
}

#[test]
fn lines_are_seen_on_every_ground_and_cross_no_label() {
    for theme in ["light", "dark", "grey"] {
        let run = draw(&format!("provinces --labels names --size page --theme {theme}"));
        let svg = Document::parse(&run.stdout).unwrap();
        let (lines, places) = (lines(&svg), places(&svg));
        assert!(lines.len() >= 10 && lines.len() % 2 == 0, "{theme}: {}", lines.len());
        for pair in lines.chunks_exact(2) {
            // Below the line lies a wider one of the page.
            assert!(
                pair[0].0.map(f64::to_bits) == pair[1].0.map(f64::to_bits) && pair[0].1 > 2.0 * pair[1].1,
                "{theme}: {pair:?}"
            );
            let [ax, ay, bx, by] = pair[0].0;
            assert!((bx - ax).hypot(by - ay) < 120.0, "{theme}: a long line {pair:?}");
            for (text, [left, top, right, bottom]) in &places {
                let on = (0..=100).map(|step| f64::from(step) / 100.0).any(|part| {
                    let (x, y) = (ax + part * (bx - ax), ay + part * (by - ay));
                    x > *left && x < *right && y > *top && y < *bottom
                });
                assert!(!on, "{theme}: a line over {text}");
            }
        }
    }
}

#[test]
fn labels_of_circles_hide_no_circle() {
    for flags in ["provinces --form symbols --labels names", "regions --form dorling --labels names,values"] {
        let run = draw(flags);
        let svg = Document::parse(&run.stdout).unwrap();
        let areas = svg.descendants().find(|node| node.attribute("id") == Some("areas")).unwrap();
        let transform =
            areas.attribute("transform").unwrap().replace(|letter: char| !"0123456789.-".contains(letter), " ");
        let place: Vec<f64> = transform.split_whitespace().map(|number| number.parse().unwrap()).collect();
        // The first point and the extent of each circle say where it lies.
        let circles: Vec<[f64; 3]> =
            areas.descendants().filter_map(|node| node.attribute("d")).map(|path| circle(path, &place)).collect();
        assert!(circles.len() >= 20);
        for (text, [left, top, right, bottom]) in places(&svg) {
            let inside = circles.iter().filter(|[x, y, radius]| {
                let near = [x.clamp(left, right), y.clamp(top, bottom)];
                (near[0] - x).hypot(near[1] - y) < radius - 0.5
            });
            assert!(inside.count() <= 1, "{flags}: {text} lies over a circle that is not its own");
        }
    }
}

/// Middle and radius of a ring of relative steps, in pixels.
fn circle(path: &str, place: &[f64]) -> [f64; 3] {
    let spaced = path.replace('-', " -").replace(|letter: char| letter.is_ascii_alphabetic() || letter == ',', " ");
    let steps: Vec<f64> = spaced.split_whitespace().map(|number| number.parse().unwrap()).collect();
    let (mut at, mut box_of) = ([0.0, 0.0], [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY]);
    for step in steps.chunks_exact(2) {
        at = [at[0] + step[0], at[1] + step[1]];
        box_of = [box_of[0].min(at[0]), box_of[1].min(at[1]), box_of[2].max(at[0]), box_of[3].max(at[1])];
    }
    let pixel = |step: f64, axis: usize| place[axis] + step * place[2];
    let middle = [f64::midpoint(box_of[0], box_of[2]), f64::midpoint(box_of[1], box_of[3])];
    [pixel(middle[0], 0), pixel(middle[1], 1), (box_of[2] - box_of[0]) / 2.0 * place[2]]
}

#[test]
fn no_letters_stand_over_others() {
    for flags in [
        "municipalities --part Lombardia --labels names",
        "provinces --labels names,values --size a4",
        "provinces --labels codes --size column",
        "regions21 --data t.csv --code code --value v --labels names,values",
    ] {
        let workspace = Workspace::empty().write("t.csv", "code,v\n01,-1.5\n02,2\n21,3\n22,4\n");
        let run = workspace.run(["map"].into_iter().chain(flags.split(' ')));
        assert_eq!(run.exit_code, 0, "{flags}: {}", run.stderr);
        let picture = without_name(&run.stdout);
        let svg = Document::parse(&picture).unwrap();
        let places = places(&svg);
        for (number, (text, a)) in places.iter().enumerate() {
            for (other, b) in &places[..number] {
                let apart = a[2] <= b[0] || a[0] >= b[2] || a[3] <= b[1] || a[1] >= b[3];
                assert!(apart, "{flags}: {text} over {other}");
            }
        }
        assert!(places.iter().map(|(text, _)| text).collect::<BTreeSet<_>>().len() > 3, "{flags}");
    }
}
