//! What stands for areas in each form of a map: their own shapes, circles, tiles or dots.

use std::sync::Arc;

use crate::atlas::ask::style::Style;
use crate::atlas::layer::areas::Places;
use crate::atlas::layer::land::broad_names;
use crate::geometry::figure::dots::{dots, dots_of_amounts};
use crate::geometry::topology::arcs::Topology;
use crate::model::base::remainder::largest_remainder;
use crate::model::place::territory::Territory;
use crate::render::classes::value::{AreaValue, MapArea, Unit, circle_sizes};
use crate::render::map::forms::{Circles, cartogram, symbols, tile_shapes};
use crate::render::picture::design::{Design, Labels};
use crate::render::picture::shown::{Context, Dots, Figure, Form};

/// What a form draws for areas, and how it letters them.
pub(crate) struct Ground {
    /// What stands for the areas.
    pub(crate) figure: Figure,
    /// Layout and lettering.
    pub(crate) design: Design,
}

/// What tells where areas lie in a style's form: borders of broader areas over them, land around, and the rest of
/// the territory.
pub(crate) fn context_of(
    style: &Style,
    over: Option<Arc<Topology>>,
    territory: &Territory,
    [around, rest]: [Option<Arc<Topology>>; 2],
) -> Context {
    Context {
        over: over.filter(|_| matches!(style.form, Form::Choropleth | Form::Dots)),
        over_names: broad_names(territory),
        around: around.filter(|_| style.form.is_in_place()),
        rest: rest.filter(|_| style.form.is_in_place()),
        locator: None,
        far: Arc::from([]),
    }
}

impl Ground {
    /// What stands for `shapes`, whose areas are `areas`, in a style's form.
    pub(crate) fn of(shapes: &Arc<Topology>, areas: &[MapArea], unit: Unit, style: &Style) -> Self {
        /// About how many dots a map has.
        const DOTS: u64 = 3_000;
        let figure = Figure {
            form: style.form,
            shapes: Arc::clone(shapes),
            under: (style.form == Form::Symbols).then(|| Arc::clone(shapes)),
            unit_radius: None,
            dots: None,
        };
        let plain = Self { figure, design: style.design.clone() };
        let sizes = || circle_sizes(areas, unit);
        let of_circles = |circles: Circles, plain: Self| Self {
            figure: Figure { shapes: Arc::new(circles.shapes), unit_radius: Some(circles.unit_radius), ..plain.figure },
            ..plain
        };
        match style.form {
            Form::Choropleth | Form::Multiples => plain,
            Form::Symbols => of_circles(symbols(shapes, &sizes()), plain),
            Form::Dorling => of_circles(cartogram(shapes, &sizes()), plain),
            Form::Tiles => {
                let codes: Vec<&str> = areas.iter().map(|area| area.code.as_str()).collect();
                // A tile's place alone does not say which area it is.
                let labels = if style.design.labels == Labels::None { Labels::Names } else { style.design.labels };
                let design = Design { labels, ..style.design.clone() };
                Self { figure: Figure { shapes: Arc::new(tile_shapes(shapes, &codes)), ..plain.figure }, design }
            }
            Form::Dots => {
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "made from a count")]
                let people = |area: &MapArea| if let AreaValue::Number(value) = area.value { value as u64 } else { 0 };
                let amounts: Vec<u64> = areas.iter().map(people).collect();
                let per_dot = style.people_per_dot.unwrap_or_else(|| round_above(amounts.iter().sum::<u64>() / DOTS));
                let counts = dots_of_amounts(&amounts, per_dot);
                let places = dots(shapes, &counts, style.seed);
                let dots = Some(Dots { people_per_dot: per_dot, seed: style.seed, places });
                Self { figure: Figure { dots, ..plain.figure }, ..plain }
            }
        }
    }
}

impl Ground {
    /// The same with the dots of each area where its residents live: as many in each of its places as it has of the area's residents, which says
    /// nothing of who answered.
    pub(crate) fn spread(mut self, places: &Places, seed: u64) -> Self {
        let Some(found) = &mut self.figure.dots else { return self };
        let mut counts = vec![0; places.shapes.n_shapes()];
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); found.places.len()];
        for (place, &area) in places.area_of.iter().enumerate() {
            members[area].push(place);
        }
        for (members, here) in members.iter_mut().zip(&found.places) {
            let claims: Vec<u128> = members.iter().map(|place| places.residents[*place].into()).collect();
            if claims.iter().all(|claim| *claim == 0) {
                members.clear();
                continue;
            }
            let parts = largest_remainder(&claims, here.len() as u64);
            for (place, part) in members.iter().zip(parts) {
                counts[*place] = usize::try_from(part).unwrap_or_default();
            }
        }
        let spread = dots(&places.shapes, &counts, seed);
        for (members, here) in members.iter().zip(&mut found.places).filter(|(members, _)| !members.is_empty()) {
            *here = members.iter().flat_map(|place| spread[*place].iter().copied()).collect();
        }
        self
    }
}

/// The smallest of 1, 2 and 5 times a power of ten that is not below a number.
fn round_above(number: u64) -> u64 {
    let mut power = 1;
    loop {
        if let Some(round) = [1, 2, 5].into_iter().map(|digit| digit * power).find(|round| *round >= number) {
            return round;
        }
        power *= 10;
    }
}
