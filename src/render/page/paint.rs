//! A picture read from SVG, painted onto some rows of its raster.
//!
//! Rows are painted by themselves, so that bands of them are painted side by side; what does not reach them is passed over, and a clip needs
//! a layer no larger than they are. Shapes of one colour are painted as `resvg` paints them, which paints everything else.

use resvg::tiny_skia::{self, FillRule, Mask, Paint, Pixmap, PixmapPaint, Transform};
use resvg::usvg::{self, BlendMode, ClipPath, Group, Node, Opacity, PaintOrder, Path, Tree};

/// How far paint may reach beyond a shape, in pixels: what smooths edges.
const MARGIN: f32 = 2.0;

/// Paints the rows of a raster that lie on `pixels`, the first of them `top`. `scale` makes pixels of the picture's lengths.
pub(crate) fn paint_rows(tree: &Tree, [across, down]: [f32; 2], top: f32, pixels: &mut Pixmap) {
    #[expect(clippy::cast_precision_loss, reason = "rows are few")]
    let bottom = top + pixels.height() as f32;
    let rows = Some([(top - MARGIN) / down, (bottom + MARGIN) / down]);
    let transform = Transform::from_scale(across, down).post_translate(0.0, -top);
    paint_group(tree.root(), transform, rows, pixels);
}

/// A group and what is in it. `rows` are the picture's own that are painted, where it is known where things lie.
fn paint_group(group: &Group, transform: Transform, rows: Option<[f32; 2]>, pixels: &mut Pixmap) {
    let transform = transform.pre_concat(group.transform());
    let Some(clip) = group.clip_path() else { return paint_nodes(group, transform, rows, pixels) };
    let layer = Pixmap::new(pixels.width(), pixels.height()).zip(mask(clip, transform, pixels));
    let Some((mut layer, mask)) = layer else { return };
    paint_nodes(group, transform, rows, &mut layer);
    layer.apply_mask(&mask);
    pixels.draw_pixmap(0, 0, layer.as_ref(), &PixmapPaint::default(), Transform::identity(), None);
}

fn paint_nodes(group: &Group, transform: Transform, rows: Option<[f32; 2]>, pixels: &mut Pixmap) {
    for node in group.children() {
        let here = node.abs_stroke_bounding_box();
        if rows.is_some_and(|[top, bottom]| here.bottom() < top || here.top() > bottom) {
            continue;
        }
        match node {
            Node::Group(group) if is_plain_group(group) => paint_group(group, transform, rows, pixels),
            // Letters do not know where they lie.
            Node::Text(text) if is_plain_group(text.flattened()) => {
                paint_group(text.flattened(), transform, None, pixels);
            }
            Node::Path(path) if is_plain(path) => paint_path(path, transform, pixels),
            Node::Group(_) | Node::Text(_) | Node::Path(_) | Node::Image(_) => {
                // The library moves what it paints into the corner.
                if let Some(corner) = node.abs_layer_bounding_box() {
                    resvg::render_node(node, transform.pre_translate(corner.x(), corner.y()), &mut pixels.as_mut());
                }
            }
        }
    }
}

/// Whether a group needs no more of its own than a clip that is one shape.
fn is_plain_group(group: &Group) -> bool {
    let clip = group.clip_path();
    let is_shape = |clip: &ClipPath| clip.clip_path().is_none() && matches!(clip.root().children(), [Node::Path(_)]);
    group.opacity() == Opacity::ONE
        && group.mask().is_none()
        && group.filters().is_empty()
        && group.blend_mode() == BlendMode::Normal
        && clip.is_none_or(is_shape)
        && (clip.is_some() || !group.should_isolate())
}

fn mask(clip: &ClipPath, transform: Transform, pixels: &Pixmap) -> Option<Mask> {
    let mut mask = Mask::new(pixels.width(), pixels.height())?;
    for node in clip.root().children() {
        if let Node::Path(path) = node {
            let rule = path.fill().map_or(FillRule::Winding, |fill| rule(fill.rule()));
            let smooth = path.rendering_mode().use_shape_antialiasing();
            mask.fill_path(path.data(), rule, smooth, transform.pre_concat(clip.transform()));
        }
    }
    Some(mask)
}

fn is_plain(path: &Path) -> bool {
    let is_colour = |paint: &usvg::Paint| matches!(paint, usvg::Paint::Color(_));
    path.fill().is_none_or(|fill| is_colour(fill.paint()))
        && path.stroke().is_none_or(|stroke| is_colour(stroke.paint()))
}

fn paint_path(path: &Path, transform: Transform, pixels: &mut Pixmap) {
    if !path.is_visible() {
        return;
    }
    let colour = |colour: &usvg::Paint, opacity: Opacity| {
        let usvg::Paint::Color(colour) = colour else { return None };
        let mut paint = Paint { anti_alias: path.rendering_mode().use_shape_antialiasing(), ..Paint::default() };
        paint.set_color_rgba8(colour.red, colour.green, colour.blue, opacity.to_u8());
        Some(paint)
    };
    let bounds = path.data().bounds();
    let fill = |pixels: &mut Pixmap| {
        let fill = path.fill().filter(|_| bounds.width() > 0.0 && bounds.height() > 0.0);
        if let Some((fill, paint)) = fill.and_then(|fill| Some((fill, colour(fill.paint(), fill.opacity())?))) {
            pixels.fill_path(path.data(), &paint, rule(fill.rule()), transform, None);
        }
    };
    let stroke = |pixels: &mut Pixmap| {
        if let Some((stroke, paint)) =
            path.stroke().and_then(|line| Some((line, colour(line.paint(), line.opacity())?)))
        {
            pixels.stroke_path(path.data(), &paint, &stroke.to_tiny_skia(), transform, None);
        }
    };
    match path.paint_order() {
        PaintOrder::FillAndStroke => {
            fill(pixels);
            stroke(pixels);
        }
        PaintOrder::StrokeAndFill => {
            stroke(pixels);
            fill(pixels);
        }
    }
}

fn rule(rule: usvg::FillRule) -> tiny_skia::FillRule {
    match rule {
        usvg::FillRule::NonZero => FillRule::Winding,
        usvg::FillRule::EvenOdd => FillRule::EvenOdd,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::page::raster::options;

    const PICTURE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"90\" height=\"70\">\
        <defs><pattern id=\"p\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\"><path d=\"M0 0H2V2H0z\" fill=\"#c03\"/></pattern>\
        <clipPath id=\"c\"><path d=\"M10.3 8.2H60.7V50.9H10.3z\"/></clipPath></defs>\
        <path d=\"M0 0H90V70H0z\" fill=\"#eee\"/>\
        <g clip-path=\"url(#c)\" transform=\"translate(3.1 2.7) scale(0.9)\" fill=\"#9bd\" stroke=\"#234\" stroke-width=\"2.5\">\
        <path d=\"M-20 3L40 -5L80 60L20 90z\"/><path d=\"M0 30L70 31.5\" fill=\"none\"/></g>\
        <path d=\"M5 40H85\" stroke=\"#111\" fill=\"none\"/><path d=\"M44 5V66\" stroke=\"#111\" fill=\"none\" stroke-width=\"0.4\"/>\
        <path d=\"M50 12L85 20L70 64z\" fill=\"url(#p)\" stroke=\"#060\" stroke-opacity=\"0.5\"/>\
        <g opacity=\"0.4\"><path d=\"M20 20H40V60H20z\" fill=\"#080\"/><path d=\"M30 30H50V55H30z\" fill=\"#800\"/></g>\
        <path d=\"M4 4L30 6L12 25zM8 8L20 9L12 16z\" fill=\"#fa0\" fill-rule=\"evenodd\" fill-opacity=\"0.7\"/>\
        <text x=\"6\" y=\"62\" font-size=\"11\" font-family=\"Noto Sans\" fill=\"#000\">Bàcino fi 12</text></svg>";

    /// The rows of a picture painted in bands, each with some rows around that are left out, and all at once by the library; how many
    /// channels differ, and by more than a sample of a pixel, of sixteen.
    fn difference(scale: [f32; 2], [width, height]: [u16; 2], [band, edge]: [u16; 2]) -> [usize; 2] {
        let tree = Tree::from_str(PICTURE, &options()).unwrap();
        let mut whole = Pixmap::new(width.into(), height.into()).unwrap();
        resvg::render(&tree, Transform::from_scale(scale[0], scale[1]), &mut whole.as_mut());
        let mut rows = Vec::new();
        for top in (0..height).step_by(band.into()) {
            let (first, last) = (top.saturating_sub(edge), height.min(top + band + edge));
            let mut pixels = Pixmap::new(width.into(), (last - first).into()).unwrap();
            paint_rows(&tree, scale, f32::from(first), &mut pixels);
            let [left_out, own] =
                [top - first, band.min(height - top)].map(|rows| 4 * usize::from(rows) * usize::from(width));
            rows.extend_from_slice(&pixels.data()[left_out..left_out + own]);
        }
        assert_eq!(rows.len(), whole.data().len());
        let more_than = |most: u8| rows.iter().zip(whole.data()).filter(|(a, b)| a.abs_diff(**b) > most).count();
        [more_than(0), more_than(17)]
    }

    #[test]
    fn bands_together_are_the_picture() {
        assert_eq!(difference([1.0, 1.0], [90, 70], [70, 0]), [0, 0], "in one band");
        for (scale, size, band) in [
            ([1.0, 1.0], [90, 70], 16),
            ([3.25, 3.25], [293, 228], 33),
            ([2.0, 2.02], [180, 142], 1),
            ([7.0, 7.0], [630, 490], 64),
        ] {
            // Lengths are rounded elsewhere, so that an edge may cover a sample more or less; a curve that is cut is made of other lines.
            let [all, large] = difference(scale, size, [band, 4]);
            let channels = 4 * usize::from(size[0]) * usize::from(size[1]);
            assert!(100 * all < channels && 10_000 * large < channels, "{scale:?} in bands of {band}: {all}, {large}");
        }
    }
}
