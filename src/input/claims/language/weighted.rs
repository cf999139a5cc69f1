//! Words for shares that are not a count of a base: weighted, adjusted, estimated.

/// Words for shares that are not a count of a base.
pub(crate) const WEIGHTED: [&str; 18] = [
    "weighted",
    "adjusted",
    "standardised",
    "standardized",
    "imputed",
    "estimated",
    "predicted",
    "ponderata",
    "ponderate",
    "ponderato",
    "pesata",
    "pesate",
    "pesato",
    "aggiustata",
    "aggiustato",
    "standardizzata",
    "standardizzato",
    "stimata",
];
