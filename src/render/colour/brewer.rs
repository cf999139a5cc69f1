//! Colours of every palette, for 3 to 9 classes.
//!
//! Colour specifications and designs of `YlGnBu`, `YlOrRd`, Blues, Greens, Oranges, Purples, Greys, `PuOr` and `RdBu`: Cynthia Brewer and
//! Mark Harrower, `ColorBrewer`, the Pennsylvania State University (Apache-2.0). The middle of the two diverging ones is a darker grey than
//! theirs, so that it is not the page. Viridis: van der Walt and Smith (CC0). Cividis: Nuñez, Anderton and Renslow (2018), *PLOS ONE* 13(7).

/// What a palette is made of.
pub(crate) struct Table {
    /// Whether the colours part in the middle.
    pub(crate) is_diverging: bool,
    /// Other colours for a dark page.
    pub(crate) on_dark: Option<&'static [&'static str]>,
    /// The most classes that every eye tells apart; a test measures it.
    pub(crate) told_apart: usize,
    /// Row `k - 3` holds the colours of `k` classes.
    pub(crate) colours: [&'static [&'static str]; 7],
}

/// `YlGnBu`, 3 to 9 classes.
pub(crate) const YLGNBU: Table = Table {
    is_diverging: false,
    on_dark: None,
    told_apart: 7,
    colours: [
        &["#edf8b1", "#7fcdbb", "#2c7fb8"],
        &["#ffffcc", "#a1dab4", "#41b6c4", "#225ea8"],
        &["#ffffcc", "#a1dab4", "#41b6c4", "#2c7fb8", "#253494"],
        &["#ffffcc", "#c7e9b4", "#7fcdbb", "#41b6c4", "#2c7fb8", "#253494"],
        &["#ffffcc", "#c7e9b4", "#7fcdbb", "#41b6c4", "#1d91c0", "#225ea8", "#0c2c84"],
        &["#ffffd9", "#edf8b1", "#c7e9b4", "#7fcdbb", "#41b6c4", "#1d91c0", "#225ea8", "#0c2c84"],
        &["#ffffd9", "#edf8b1", "#c7e9b4", "#7fcdbb", "#41b6c4", "#1d91c0", "#225ea8", "#253494", "#081d58"],
    ],
};
/// `YlOrRd`, 3 to 9 classes.
pub(crate) const YLORRD: Table = Table {
    is_diverging: false,
    on_dark: None,
    told_apart: 9,
    colours: [
        &["#ffeda0", "#feb24c", "#f03b20"],
        &["#ffffb2", "#fecc5c", "#fd8d3c", "#e31a1c"],
        &["#ffffb2", "#fecc5c", "#fd8d3c", "#f03b20", "#bd0026"],
        &["#ffffb2", "#fed976", "#feb24c", "#fd8d3c", "#f03b20", "#bd0026"],
        &["#ffffb2", "#fed976", "#feb24c", "#fd8d3c", "#fc4e2a", "#e31a1c", "#b10026"],
        &["#ffffcc", "#ffeda0", "#fed976", "#feb24c", "#fd8d3c", "#fc4e2a", "#e31a1c", "#b10026"],
        &["#ffffcc", "#ffeda0", "#fed976", "#feb24c", "#fd8d3c", "#fc4e2a", "#e31a1c", "#bd0026", "#800026"],
    ],
};
/// `Blues`, 3 to 9 classes.
pub(crate) const BLUES: Table = Table {
    is_diverging: false,
    on_dark: None,
    told_apart: 9,
    colours: [
        &["#deebf7", "#9ecae1", "#3182bd"],
        &["#eff3ff", "#bdd7e7", "#6baed6", "#2171b5"],
        &["#eff3ff", "#bdd7e7", "#6baed6", "#3182bd", "#08519c"],
        &["#eff3ff", "#c6dbef", "#9ecae1", "#6baed6", "#3182bd", "#08519c"],
        &["#eff3ff", "#c6dbef", "#9ecae1", "#6baed6", "#4292c6", "#2171b5", "#084594"],
        &["#f7fbff", "#deebf7", "#c6dbef", "#9ecae1", "#6baed6", "#4292c6", "#2171b5", "#084594"],
        &["#f7fbff", "#deebf7", "#c6dbef", "#9ecae1", "#6baed6", "#4292c6", "#2171b5", "#08519c", "#08306b"],
    ],
};
/// `Greens`, 3 to 9 classes.
pub(crate) const GREENS: Table = Table {
    is_diverging: false,
    on_dark: None,
    told_apart: 9,
    colours: [
        &["#e5f5e0", "#a1d99b", "#31a354"],
        &["#edf8e9", "#bae4b3", "#74c476", "#238b45"],
        &["#edf8e9", "#bae4b3", "#74c476", "#31a354", "#006d2c"],
        &["#edf8e9", "#c7e9c0", "#a1d99b", "#74c476", "#31a354", "#006d2c"],
        &["#edf8e9", "#c7e9c0", "#a1d99b", "#74c476", "#41ab5d", "#238b45", "#005a32"],
        &["#f7fcf5", "#e5f5e0", "#c7e9c0", "#a1d99b", "#74c476", "#41ab5d", "#238b45", "#005a32"],
        &["#f7fcf5", "#e5f5e0", "#c7e9c0", "#a1d99b", "#74c476", "#41ab5d", "#238b45", "#006d2c", "#00441b"],
    ],
};
/// `Oranges`, 3 to 9 classes.
pub(crate) const ORANGES: Table = Table {
    is_diverging: false,
    on_dark: None,
    told_apart: 9,
    colours: [
        &["#fee6ce", "#fdae6b", "#e6550d"],
        &["#feedde", "#fdbe85", "#fd8d3c", "#d94701"],
        &["#feedde", "#fdbe85", "#fd8d3c", "#e6550d", "#a63603"],
        &["#feedde", "#fdd0a2", "#fdae6b", "#fd8d3c", "#e6550d", "#a63603"],
        &["#feedde", "#fdd0a2", "#fdae6b", "#fd8d3c", "#f16913", "#d94801", "#8c2d04"],
        &["#fff5eb", "#fee6ce", "#fdd0a2", "#fdae6b", "#fd8d3c", "#f16913", "#d94801", "#8c2d04"],
        &["#fff5eb", "#fee6ce", "#fdd0a2", "#fdae6b", "#fd8d3c", "#f16913", "#d94801", "#a63603", "#7f2704"],
    ],
};
/// `Purples`, 3 to 9 classes.
pub(crate) const PURPLES: Table = Table {
    is_diverging: false,
    on_dark: None,
    told_apart: 7,
    colours: [
        &["#efedf5", "#bcbddc", "#756bb1"],
        &["#f2f0f7", "#cbc9e2", "#9e9ac8", "#6a51a3"],
        &["#f2f0f7", "#cbc9e2", "#9e9ac8", "#756bb1", "#54278f"],
        &["#f2f0f7", "#dadaeb", "#bcbddc", "#9e9ac8", "#756bb1", "#54278f"],
        &["#f2f0f7", "#dadaeb", "#bcbddc", "#9e9ac8", "#807dba", "#6a51a3", "#4a1486"],
        &["#fcfbfd", "#efedf5", "#dadaeb", "#bcbddc", "#9e9ac8", "#807dba", "#6a51a3", "#4a1486"],
        &["#fcfbfd", "#efedf5", "#dadaeb", "#bcbddc", "#9e9ac8", "#807dba", "#6a51a3", "#54278f", "#3f007d"],
    ],
};
/// `Greys`, 3 to 9 classes.
pub(crate) const GREYS: Table = Table {
    is_diverging: false,
    on_dark: None,
    told_apart: 7,
    colours: [
        &["#f0f0f0", "#bdbdbd", "#636363"],
        &["#f7f7f7", "#cccccc", "#969696", "#525252"],
        &["#f7f7f7", "#cccccc", "#969696", "#636363", "#252525"],
        &["#f7f7f7", "#d9d9d9", "#bdbdbd", "#969696", "#636363", "#252525"],
        &["#f7f7f7", "#d9d9d9", "#bdbdbd", "#969696", "#737373", "#525252", "#252525"],
        &["#ffffff", "#f0f0f0", "#d9d9d9", "#bdbdbd", "#969696", "#737373", "#525252", "#252525"],
        &["#ffffff", "#f0f0f0", "#d9d9d9", "#bdbdbd", "#969696", "#737373", "#525252", "#252525", "#000000"],
    ],
};
/// `PuOr`, 3 to 9 classes.
pub(crate) const PUOR: Table = Table {
    is_diverging: true,
    on_dark: Some(&["#ffd08a", "#d98a2b", "#865318", "#3b3e45", "#5d4a9e", "#9483d4", "#d8ccff"]),
    told_apart: 9,
    colours: [
        &["#f1a340", "#e8e8e8", "#998ec3"],
        &["#e66101", "#fdb863", "#b2abd2", "#5e3c99"],
        &["#e66101", "#fdb863", "#e8e8e8", "#b2abd2", "#5e3c99"],
        &["#b35806", "#f1a340", "#fee0b6", "#d8daeb", "#998ec3", "#542788"],
        &["#b35806", "#f1a340", "#fee0b6", "#e8e8e8", "#d8daeb", "#998ec3", "#542788"],
        &["#b35806", "#e08214", "#fdb863", "#fee0b6", "#d8daeb", "#b2abd2", "#8073ac", "#542788"],
        &["#b35806", "#e08214", "#fdb863", "#fee0b6", "#e8e8e8", "#d8daeb", "#b2abd2", "#8073ac", "#542788"],
    ],
};
pub(crate) const RDBU: Table = Table {
    is_diverging: true,
    on_dark: Some(&["#ffc2b3", "#e0705c", "#8f3a30", "#3b3e45", "#2c5f94", "#5ea3db", "#bfe1ff"]),
    told_apart: 9,
    colours: [
        &["#ef8a62", "#e8e8e8", "#67a9cf"],
        &["#ca0020", "#f4a582", "#92c5de", "#0571b0"],
        &["#ca0020", "#f4a582", "#e8e8e8", "#92c5de", "#0571b0"],
        &["#b2182b", "#ef8a62", "#fddbc7", "#d1e5f0", "#67a9cf", "#2166ac"],
        &["#b2182b", "#ef8a62", "#fddbc7", "#e8e8e8", "#d1e5f0", "#67a9cf", "#2166ac"],
        &["#b2182b", "#d6604d", "#f4a582", "#fddbc7", "#d1e5f0", "#92c5de", "#4393c3", "#2166ac"],
        &["#b2182b", "#d6604d", "#f4a582", "#fddbc7", "#e8e8e8", "#d1e5f0", "#92c5de", "#4393c3", "#2166ac"],
    ],
};
/// `viridis`, 3 to 9 classes.
pub(crate) const VIRIDIS: Table = Table {
    is_diverging: false,
    on_dark: None,
    told_apart: 8,
    colours: [
        &["#440154", "#21918c", "#fde725"],
        &["#440154", "#31688e", "#35b779", "#fde725"],
        &["#440154", "#3b528b", "#21918c", "#5ec962", "#fde725"],
        &["#440154", "#414487", "#2a788e", "#22a884", "#7ad151", "#fde725"],
        &["#440154", "#443983", "#31688e", "#21918c", "#35b779", "#90d743", "#fde725"],
        &["#440154", "#46327e", "#365c8d", "#277f8e", "#1fa187", "#4ac16d", "#a0da39", "#fde725"],
        &["#440154", "#472d7b", "#3b528b", "#2c728e", "#21918c", "#28ae80", "#5ec962", "#addc30", "#fde725"],
    ],
};
/// `cividis`, 3 to 9 classes.
pub(crate) const CIVIDIS: Table = Table {
    is_diverging: false,
    on_dark: None,
    told_apart: 9,
    colours: [
        &["#00224e", "#7d7c78", "#fee838"],
        &["#00224e", "#575d6d", "#a59c74", "#fee838"],
        &["#00224e", "#434e6c", "#7d7c78", "#bcae6c", "#fee838"],
        &["#00224e", "#35456c", "#666970", "#948e77", "#c8b866", "#fee838"],
        &["#00224e", "#2a3f6d", "#575d6d", "#7d7c78", "#a59c74", "#d2c060", "#fee838"],
        &["#00224e", "#213b6e", "#4c556c", "#6c6e72", "#8e8978", "#b1a570", "#d9c55c", "#fee838"],
        &["#00224e", "#1a386f", "#434e6c", "#61656f", "#7d7c78", "#9b9476", "#bcae6c", "#dec958", "#fee838"],
    ],
};
