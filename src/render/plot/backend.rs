//! What plotters draws, as parts of a scene: its calls become shapes with names of their own.
//!
//! Positions of plotters are whole numbers, so its canvas is [`FINE`] times as large as the picture's.

use std::cell::RefCell;
use std::convert::Infallible;
use std::fmt::Write as _;
use std::ops::Range;
use std::rc::Rc;

use plotters::coord::Shift;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::ranged1d::{AsRangedCoord, Ranged};
use plotters::coord::types::RangedCoordf64;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::PathElement;
use plotters::style::{Color, RGBColor, ShapeStyle};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind};

use crate::render::page::scene::{About, Fill, Group, Hex, Item, Paint, Place, Rectangle, Shape};

/// Units of plotters in a pixel.
pub(crate) const FINE: f64 = 100.0;

/// Pixels as plotters counts them.
#[expect(clippy::cast_possible_truncation, reason = "pictures are a few thousand pixels wide")]
pub(crate) fn fine(pixels: f64) -> i32 {
    (pixels * FINE).round() as i32
}

/// The same of a length, which is not negative.
pub(crate) fn fine_length(pixels: f64) -> u32 {
    u32::try_from(fine(pixels)).unwrap_or(0)
}

/// What was drawn so far, and what the next shape stands for.
#[derive(Debug, Default)]
struct Canvas {
    items: Vec<Item>,
    next: Option<(String, About)>,
}

/// A line of a colour, so many pixels wide.
pub(crate) fn stroke(colour: &str, pixels: f64) -> ShapeStyle {
    ShapeStyle { color: rgb(colour).to_rgba(), filled: false, stroke_width: fine_length(pixels) }
}

/// An inside of a colour.
pub(crate) fn filled(colour: &str) -> ShapeStyle {
    ShapeStyle { color: rgb(colour).to_rgba(), filled: true, stroke_width: 0 }
}

/// A colour as plotters has it.
fn rgb(colour: &str) -> RGBColor {
    let part = |at: usize| colour.get(at..at + 2).and_then(|two| u8::from_str_radix(two, 16).ok()).unwrap_or(0);
    RGBColor(part(1), part(3), part(5))
}

/// The backend of plotters that a plot draws with.
#[derive(Debug)]
pub(crate) struct Backend {
    canvas: Rc<RefCell<Canvas>>,
    size: (u32, u32),
}

/// An area in which plotters draws: x in the values' own scale, y in pixels from the top.
pub(crate) type Area<X> = DrawingArea<Backend, Cartesian2d<X, RangedCoordf64>>;

/// A rectangle of a picture in which plotters draws.
pub(crate) struct Plot<X: Ranged<ValueType = f64>> {
    canvas: Rc<RefCell<Canvas>>,
    at: Rectangle,
    /// Where elements of plotters are drawn.
    pub(crate) area: Area<X>,
}

impl<X: Ranged<ValueType = f64>> Plot<X> {
    /// A plot in a rectangle, with a range of values along x.
    pub(crate) fn new<R>(at: Rectangle, values: R) -> Self
    where
        R: AsRangedCoord<Value = f64, CoordDescType = X> + Into<X>,
    {
        let canvas = Rc::new(RefCell::new(Canvas::default()));
        let [wide, high] = [at[2] - at[0], at[3] - at[1]];
        let backend = Backend { canvas: Rc::clone(&canvas), size: (fine_length(wide), fine_length(high)) };
        let whole: DrawingArea<Backend, Shift> = backend.into_drawing_area();
        let pixels: (Range<i32>, Range<i32>) = (0..fine(wide), 0..fine(high));
        let area = whole.apply_coord_spec(Cartesian2d::new(values, 0.0..high, pixels));
        Self { canvas, at, area }
    }

    /// What the next shape stands for.
    pub(crate) fn name(&self, id: String, about: About) {
        self.canvas.borrow_mut().next = Some((id, about));
    }

    /// Its height in pixels.
    pub(crate) fn height(&self) -> f64 {
        self.at[3] - self.at[1]
    }

    /// Where a value stands, in pixels of the picture.
    pub(crate) fn x(&self, value: f64) -> f64 {
        self.at[0] + f64::from(self.area.map_coordinate(&(value, 0.0)).0) / FINE
    }

    /// Draws an element. Nothing can fail: the backend writes into memory.
    pub(crate) fn draw<'a, E>(&self, element: &'a E)
    where
        &'a E: plotters::element::PointCollection<'a, (f64, f64)>,
        E: plotters::element::Drawable<Backend>,
    {
        let drawn = self.area.draw(element);
        debug_assert!(drawn.is_ok(), "a plot in memory");
    }

    /// Draws a dashed line: dashes and gaps in pixels, which go on around corners.
    pub(crate) fn dashed(&self, points: &[(f64, f64)], [dash, gap]: [f64; 2], style: ShapeStyle) {
        let period = dash + gap;
        let mut walked = 0.0;
        for ends in points.windows(2) {
            let [from, to] = [ends[0], ends[1]];
            let long = (self.x(to.0) - self.x(from.0)).hypot(to.1 - from.1);
            let at = |pixels: f64| {
                let part = pixels / long;
                (from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part)
            };
            // A dash that began before the corner goes on after it.
            let mut start = -(walked % period);
            while start < long && period > 0.0 {
                let [first, last] = [start.max(0.0), (start + dash).min(long)];
                if last > first {
                    self.draw(&PathElement::new(vec![at(first), at(last)], style));
                }
                start += period;
            }
            walked += long;
        }
    }

    /// What was drawn since the last time, as a layer.
    pub(crate) fn take(&self, id: &str) -> Option<Item> {
        let items = std::mem::take(&mut self.canvas.borrow_mut().items);
        let place = Place { origin: [self.at[0], self.at[1]], scale: 1.0 / FINE };
        (!items.is_empty()).then(|| Item::Group(Group { place: Some(place), items, ..Group::layer(id, id) }))
    }
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

fn hex(BackendColor { rgb: (red, green, blue), .. }: BackendColor) -> Hex {
    format!("#{red:02x}{green:02x}{blue:02x}").into()
}

fn lined<S: BackendStyle>(style: &S) -> Paint {
    Paint::line(hex(style.color()), f64::from(style.stroke_width()))
}

fn inside<S: BackendStyle>(style: &S) -> Paint {
    let colour = style.color();
    let opacity = (colour.alpha < 1.0).then_some(colour.alpha);
    Paint { fill_opacity: opacity, ..Paint::filled(hex(colour)) }
}

fn around(points: &[BackendCoord]) -> Rectangle {
    let start = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    points.iter().fold(start, |[left, top, right, bottom], (x, y)| {
        let (x, y) = (f64::from(*x), f64::from(*y));
        [left.min(x), top.min(y), right.max(x), bottom.max(y)]
    })
}

impl Backend {
    fn put(&self, path: String, bounds: Rectangle, paint: Paint) {
        let mut canvas = self.canvas.borrow_mut();
        let next = canvas.next.take();
        // An inside and a line along one path are one shape.
        if next.is_none()
            && let Some(Item::Shape(last)) = canvas.items.last_mut()
            && last.path == path
            && last.paint.stroke.is_none()
            && paint.fill == Some(Fill::None)
        {
            (last.paint.stroke, last.paint.stroke_width) = (paint.stroke, paint.stroke_width);
            return;
        }
        // Shapes of one look are one path, such as dashes, the lines of a grid, the squares of a row.
        if next.is_none()
            && let Some(Item::Shape(last)) = canvas.items.last_mut()
            && last.paint == paint
        {
            last.path.push_str(&path);
            let [left, top, right, bottom] = last.bounds;
            last.bounds = [left.min(bounds[0]), top.min(bounds[1]), right.max(bounds[2]), bottom.max(bounds[3])];
            return;
        }
        let (id, about) = next.map_or((None, None), |(id, about)| (Some(id), Some(about)));
        canvas.items.push(Item::Shape(Shape { id, path, bounds, paint, about }));
    }

    fn outline(points: &[BackendCoord], closed: bool) -> String {
        let mut path = String::new();
        for (number, (x, y)) in points.iter().enumerate() {
            let letter = if number == 0 { 'M' } else { 'L' };
            let _ = write!(path, "{letter}{x} {y}");
        }
        if closed {
            path.push('z');
        }
        path
    }
}

impl DrawingBackend for Backend {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, colour: BackendColor) -> Drawn {
        self.draw_rect((x, y), (x + 1, y + 1), &colour, true)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.put(Self::outline(&[from, to], false), around(&[from, to]), lined(style));
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(&mut self, low: BackendCoord, high: BackendCoord, style: &S, fill: bool) -> Drawn {
        let paint = if fill { inside(style) } else { lined(style) };
        let path = format!("M{} {}H{}V{}H{}z", low.0, low.1, high.0, high.1, low.0);
        self.put(path, around(&[low, high]), paint);
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        let points: Vec<BackendCoord> = path.into_iter().collect();
        self.put(Self::outline(&points, false), around(&points), lined(style));
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, middle: BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn {
        let paint = if fill { inside(style) } else { lined(style) };
        let ((x, y), r) = (middle, i32::try_from(radius).unwrap_or(i32::MAX / 4));
        let path = format!("M{} {y}a{r} {r} 0 1 0 {} 0a{r} {r} 0 1 0 {} 0z", x - r, 2 * r, -2 * r);
        self.put(path, around(&[(x - r, y - r), (x + r, y + r)]), paint);
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, corners: I, style: &S) -> Drawn {
        let corners: Vec<BackendCoord> = corners.into_iter().collect();
        self.put(Self::outline(&corners, true), around(&corners), inside(style));
        Ok(())
    }

    /// Words are placed by the charts themselves, which know the typeface: plotters has sizes in whole pixels and guesses widths.
    fn draw_text<T: BackendTextStyle>(&mut self, _: &str, _: &T, _: BackendCoord) -> Drawn {
        Ok(())
    }
}
