//! The scale bar.

use crate::render::number::grouped;
use crate::render::palette::QUIET_INK;
use crate::render::svg::{fixed, text_line};

/// A bar as long as a round distance, with its label; `scale` is pixels per metre.
pub(crate) fn scale_bar(left: f64, scale: f64, y: f64) -> String {
    // The longest 1, 2 or 5 × 10^i metres within 120 pixels.
    let most = 120.0 / scale;
    let power = 10_f64.powf(most.log10().floor());
    let length = [5.0, 2.0, 1.0].into_iter().map(|digit| digit * power).find(|length| *length <= most).unwrap_or(power);
    let label =
        if length >= 1_000.0 { format!("{} km", grouped(length / 1_000.0)) } else { format!("{} m", grouped(length)) };
    let right = left + length * scale;
    format!(
        "<path d=\"M{} {y}v5H{}v-5\" fill=\"none\" stroke=\"{QUIET_INK}\" stroke-width=\"1\"/>{}",
        fixed(left + 0.5),
        fixed(right),
        text_line(f64::midpoint(left, right), y - 2.0, 10.5, "400", QUIET_INK, "middle", &label),
        y = fixed(y)
    )
}
