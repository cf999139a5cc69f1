//! Categories that have an order: by the numbers in their labels, or because their words are a known scale.

/// Words of scales, from the least up.
const SCALES: [&[&str]; 12] = [
    &["small", "medium", "large"],
    &["very small", "small", "medium", "large", "very large"],
    &["low", "medium", "high"],
    &["very low", "low", "medium", "high", "very high"],
    &["never", "rarely", "sometimes", "often", "always"],
    &["not at all", "a little", "somewhat", "much", "very much"],
    &["piccolo", "medio", "grande"],
    &["piccola", "media", "grande"],
    &["basso", "medio", "alto"],
    &["bassa", "media", "alta"],
    &["molto basso", "basso", "medio", "alto", "molto alto"],
    &["mai", "raramente", "qualche volta", "spesso", "sempre"],
];

/// Positions of categories from the lowest up, where their labels have an order; of fewer than three nothing is said.
pub(crate) fn order_of(labels: &[&str]) -> Option<Vec<usize>> {
    const LEAST: usize = 3;
    if labels.len() < LEAST {
        return None;
    }
    let by_scale = SCALES.iter().find_map(|scale| {
        let place = |label: &&str| scale.iter().position(|word| *word == label.trim().to_lowercase());
        labels.iter().map(|label| place(label).map(|place| place as f64)).collect::<Option<Vec<f64>>>()
    });
    let ranks = by_scale.or_else(|| labels.iter().map(|label| rank(label)).collect())?;
    let mut order: Vec<usize> = (0..labels.len()).collect();
    order.sort_by(|a, b| ranks[*a].total_cmp(&ranks[*b]));
    let distinct = order.windows(2).all(|pair| ranks[pair[0]] < ranks[pair[1]]);
    distinct.then_some(order)
}

/// Where a label stands among others: its first number, below it where it says so, such as `<5`, above it such as `>5`.
fn rank(label: &str) -> Option<f64> {
    const BELOW: [&str; 6] = ["<", "≤", "under ", "up to ", "fino a ", "meno di "];
    const ABOVE: [&str; 6] = [">", "≥", "over ", "more than ", "oltre ", "più di "];
    let label = label.trim().to_lowercase();
    let is = |words: &[&str]| words.iter().any(|word| label.starts_with(word));
    // Labels such as "A1" are names.
    let bare = label.trim_start_matches(|letter: char| "<≤>≥=([ ".contains(letter));
    let words = BELOW.iter().chain(&ABOVE).find_map(|word| bare.strip_prefix(word));
    let text = words.unwrap_or(bare);
    let end = text.find(|letter: char| !(letter.is_ascii_digit() || ".,".contains(letter))).unwrap_or(text.len());
    let number: f64 = text[..end].trim_end_matches(['.', ',']).replace(',', ".").parse().ok()?;
    let beside = 1e-9 * number.abs().max(1.0);
    Some(if is(&BELOW) {
        number - beside
    } else if is(&ABOVE) {
        number + beside
    } else {
        number
    })
}

#[cfg(test)]
mod tests {
    use super::order_of;

    #[test]
    fn intervals_and_scales_are_put_in_order() {
        let order = |labels: &[&str]| {
            order_of(labels).map(|order| order.into_iter().map(|at| labels[at].to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(order(&["10-14", "5-9", "<5", "65+"]).unwrap(), ["<5", "5-9", "10-14", "65+"]);
        assert_eq!(order(&["≤ 50", "(50, 100]", "> 100"]).unwrap(), ["≤ 50", "(50, 100]", "> 100"]);
        assert_eq!(order(&["large", "medium", "Small"]).unwrap(), ["Small", "medium", "large"]);
        for nominal in
            [&["acute", "community", "forensic"][..], &["yes", "no"], &["A1", "A2", "A3"], &["5", "5-9", "10"]]
        {
            assert_eq!(order_of(nominal), None, "{nominal:?}");
        }
    }
}
