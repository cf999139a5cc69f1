//! Which areas are labelled, in which form, and where: the most populous first.

use crate::model::shape::outline::Position;
use crate::render::map::labels::label::{Label, extent};
use crate::render::map::labels::terrain::{Surroundings, Terrain};
use crate::render::map::labels::wording::Naming;
use crate::render::page::scene::{Group, Item, Labelled};
use crate::render::picture::design::Labels;
use crate::render::picture::shown::{Form, Picture};

/// One in so many areas may be without a name.
const MISSING: usize = 3;
/// The share of the land that labels beside spots may cover.
const SPOTS: f64 = 0.1;

/// Labels, and the areas that got none.
#[derive(Default)]
pub(crate) struct Placed {
    /// Lines and texts.
    pub(crate) items: Vec<Item>,
    /// Names of the areas that were to have a label and have none, the most populous first.
    pub(crate) omitted: Vec<String>,
    /// How many were to have one, where these are not all.
    pub(crate) chosen: Option<Labelled>,
}

/// An area that is to have a label: its number, its rings in pixels and what may stand on it.
struct Candidate {
    area: usize,
    rings: Vec<Vec<Position>>,
    wordings: Vec<Vec<String>>,
}

/// Labels in one naming, and the areas without.
struct Attempt {
    naming: Naming,
    labels: Vec<Label>,
    omitted: Vec<usize>,
}

impl Picture {
    /// Labels of the areas, the most populous first.
    ///
    /// Names stand in full where each has room; else as short forms where these label more areas. Those without room stand beside spots, over
    /// neighbours. Where more than a
    /// third would find no room, the most populous are named beside spots, as many as cover a tenth of the land.
    pub(crate) fn label_items(&self, around: &Surroundings<'_>) -> Placed {
        if self.design.labels == Labels::None {
            return Placed::default();
        }
        let terrain = Terrain::of(around);
        let order = self.by_importance(around);
        let namings: &[Naming] = if self.has_short_forms() { &[Naming::Full, Naming::Short] } else { &[Naming::Full] };
        let mut best: Option<Attempt> = None;
        for naming in namings {
            if self.covered(&order, *naming) > terrain.land()
                && self.figure.form.is_in_place()
                && !self.figure.form.is_sized()
            {
                continue;
            }
            let attempt = self.attempt(&terrain, &order, *naming);
            if best.as_ref().is_none_or(|best| attempt.omitted.len() < best.omitted.len()) {
                let is_complete = attempt.omitted.is_empty();
                best = Some(attempt);
                if is_complete {
                    break;
                }
            }
        }
        // Of a map where many names are missing nobody knows which: the most important ones tell more than those with room.
        let few =
            |attempt: &Attempt| self.design.labels == Labels::Values || attempt.omitted.len() * MISSING <= order.len();
        let (Attempt { labels, omitted, .. }, chosen) = match best.filter(few) {
            Some(attempt) => (self.over_neighbours(&terrain, attempt), None),
            None => self.spots(&terrain, &order),
        };
        let mut items: Vec<Item> = labels.iter().flat_map(|label| self.label_mark(label)).collect();
        items.extend(labels.iter().flat_map(|label| self.label_texts(label)));
        if !items.is_empty() {
            items = vec![Item::Group(Group { items, ..Group::layer("labels", "labels") })];
        }
        let omitted = omitted.into_iter().map(|area| self.values.areas[area].name.clone()).collect();
        Placed { items, omitted, chosen }
    }

    /// The areas, those with most residents first; by their size where residents are not known.
    fn by_importance(&self, around: &Surroundings<'_>) -> Vec<usize> {
        let area_of = |area: usize| around.simple.area(area).abs();
        let mut order: Vec<(u64, f64, usize)> = (0..self.values.areas.len())
            .map(|area| (self.values.areas[area].residents.unwrap_or(0), area_of(area), area))
            .collect();
        order.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.total_cmp(&a.1)).then(a.2.cmp(&b.2)));
        order.into_iter().map(|(.., area)| area).collect()
    }

    /// What a label takes on the page with the air around it, in square pixels.
    fn label_size(&self, area: usize, naming: Naming) -> Option<f64> {
        let size = self.design.size.letters.label;
        let wordings = self.wordings(&self.values.areas[area], naming);
        let [wide, high] = extent(wordings.first()?, size);
        Some((wide + size * 0.4) * (high + size * 0.4))
    }

    /// What labels of all areas would take, in square pixels.
    fn covered(&self, order: &[usize], naming: Naming) -> f64 {
        order.iter().filter_map(|&area| self.label_size(area, naming)).sum()
    }

    fn candidate(&self, terrain: &Terrain<'_>, area: usize, naming: Naming) -> Option<Candidate> {
        let wordings = self.wordings(&self.values.areas[area], naming);
        (!wordings.is_empty()).then(|| Candidate { area, rings: terrain.rings(area), wordings })
    }

    /// Labels on areas, beside them, or where lines lead to.
    fn attempt(&self, terrain: &Terrain<'_>, order: &[usize], naming: Naming) -> Attempt {
        let size = self.design.size.letters.label;
        let form = self.figure.form;
        let candidates: Vec<Candidate> =
            order.iter().filter_map(|&area| self.candidate(terrain, area, naming)).collect();
        let marks = if form.is_sized() { terrain.marks() } else { Vec::new() };
        let mut labels: Vec<Label> = Vec::new();
        let mut open: Vec<&Candidate> = Vec::new();
        for candidate in &candidates {
            let Candidate { area, rings, wordings } = candidate;
            let over_sea = form.is_in_place() && !form.is_sized();
            match terrain.inside((*area, rings), wordings, size, over_sea, &labels) {
                Some(label) => labels.push(label),
                None => open.push(candidate),
            }
        }
        if form.is_sized() {
            open.retain(|Candidate { area, rings, wordings }| {
                let label = terrain.beside_mark((*area, rings), wordings, size, &marks, &labels);
                let is_open = label.is_none();
                labels.extend(label);
                is_open
            });
        }
        let omitted = match form {
            // A tile is where its grid puts it: a line to it would lead from nowhere.
            Form::Tiles => open,
            Form::Symbols | Form::Dorling => led(terrain, open, (size, 0), &mut labels),
            // There and back over one neighbour.
            Form::Choropleth | Form::Dots | Form::Multiples => led(terrain, open, (size, 2), &mut labels),
        };
        Attempt { naming, labels, omitted: omitted.into_iter().map(|candidate| candidate.area).collect() }
    }

    /// The same with labels beside spots, over neighbours, for areas that found no room otherwise.
    fn over_neighbours(&self, terrain: &Terrain<'_>, attempt: Attempt) -> Attempt {
        // A value over a neighbour reads as the neighbour's.
        let reads_alone = self.design.labels != Labels::Values;
        if !reads_alone || !self.figure.form.is_in_place() || self.figure.form.is_sized() {
            return attempt;
        }
        let mut room = terrain.land() * SPOTS;
        let size = self.design.size.letters.label;
        let Attempt { naming, mut labels, omitted } = attempt;
        let still = omitted.into_iter().filter(|&area| {
            room -= self.label_size(area, naming).unwrap_or(0.0);
            let candidate = self.candidate(terrain, area, naming).filter(|_| room > 0.0);
            let label = candidate.and_then(|Candidate { area, rings, wordings }| {
                terrain.at_spot((area, &rings), &wordings, size, &labels)
            });
            let is_without = label.is_none();
            labels.extend(label);
            is_without
        });
        let omitted = still.collect();
        Attempt { naming, labels, omitted }
    }

    /// Labels of the most populous areas beside spots, and how many those are.
    fn spots(&self, terrain: &Terrain<'_>, order: &[usize]) -> (Attempt, Option<Labelled>) {
        let size = self.design.size.letters.label;
        let naming = Naming::Full;
        let mut room = terrain.land() * SPOTS;
        let with_words: Vec<(usize, f64)> =
            order.iter().filter_map(|&area| Some((area, self.label_size(area, naming)?))).collect();
        let mut n = 0;
        while n < with_words.len() && (room >= with_words[n].1 || n == 0) {
            room -= with_words[n].1;
            n += 1;
        }
        let (mut labels, mut omitted) = (Vec::new(), Vec::new());
        for (area, _) in &with_words[..n] {
            let Some(Candidate { area, rings, wordings }) = self.candidate(terrain, *area, naming) else { continue };
            match terrain.at_spot((area, &rings), &wordings, size, &labels) {
                Some(label) => labels.push(label),
                None => omitted.push(area),
            }
        }
        let by_residents = with_words[..n].iter().all(|(area, _)| self.values.areas[*area].residents.is_some());
        (Attempt { naming, labels, omitted }, Some(Labelled { most: n, areas: with_words.len(), by_residents }))
    }
}

/// Labels with lines for those areas that have none, and the areas that stay without. Whoever found no room is served first the next time;
/// of several tries the one that leaves the fewest without.
fn led<'a>(
    terrain: &Terrain<'_>,
    open: Vec<&'a Candidate>,
    (size, most_crossed): (f64, usize),
    labels: &mut Vec<Label>,
) -> Vec<&'a Candidate> {
    const TRIES: usize = 4;
    /// More lines than these are a thicket.
    const MOST: usize = 40;
    let mut best: Option<(Vec<Label>, Vec<&Candidate>)> = None;
    let mut order = open;
    let too_many = order.split_off(order.len().min(MOST));
    for _ in 0..TRIES {
        let mut placed = labels.clone();
        let (mut without, mut with): (Vec<&Candidate>, Vec<&Candidate>) = (Vec::new(), Vec::new());
        for candidate in order {
            match terrain.led((candidate.area, &candidate.rings), &candidate.wordings, size, most_crossed, &placed) {
                Some(label) => {
                    placed.push(label);
                    with.push(candidate);
                }
                None => without.push(candidate),
            }
        }
        let n = without.len();
        order = without.iter().copied().chain(with).collect();
        if best.as_ref().is_none_or(|(_, fewest)| n < fewest.len()) {
            best = Some((placed, without));
        }
        if n == 0 {
            break;
        }
    }
    let Some((placed, without)) = best else { return too_many };
    *labels = placed;
    without.into_iter().chain(too_many).collect()
}
