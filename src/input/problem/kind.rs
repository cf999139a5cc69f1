//! What kinds of problems there are: fixed words that `check` groups by and scripts may depend on.

use crate::model::base::word::words;

words! {
    /// A kind of problem, in the order in which a reader should see to them: what hides other problems comes first.
    #[derive(Default, PartialOrd, Ord)]
    pub enum Kind {
        /// A file that is not there or may not be read.
        File = "file" => "files that cannot be read",
        /// Text that is no TOML.
        Syntax = "syntax" => "mistakes of syntax",
        /// A key that is not known, missing or has a wrong value.
        Key = "key" => "keys of the study file",
        /// A file whose content is not of its format, cut off or damaged.
        Format = "format" => "files that are damaged or of another format",
        /// A sheet that is missing or cannot be told from others.
        Sheet = "sheet" => "sheets",
        /// A layer of a boundary file that is missing or cannot be told from others.
        Layer = "layer" => "layers of boundary files",
        /// A column that is missing or stands twice.
        Column = "column" => "columns",
        /// A row with too many or too few cells, an unclosed quote.
        Row = "row" => "rows that do not fit the header",
        /// A cell that a spreadsheet damaged: a failed formula, a date, merged cells.
        DamagedCell = "damaged-cell" => "cells damaged by a spreadsheet",
        /// A number whose marks may mean two things.
        AmbiguousNumber = "ambiguous-number" => "ambiguous numbers",
        /// A cell that is not what its column holds.
        Value = "value" => "values",
        /// A word that is not in a list.
        Word = "word" => "words that are not known",
        /// A code that is not well formed or of no area.
        Code = "code" => "codes of no area",
        /// A code of an area that exists at another date.
        Vintage = "vintage" => "codes of another date",
        /// What stands twice.
        Repeated = "repeated" => "what stands twice",
        /// A unit that is not in the frame, or did not answer by it.
        Unit = "unit" => "units by the frame",
        /// A rule that cannot be.
        Rule = "rule" => "rules of catchments",
        /// Shares that do not sum to what they should.
        Share = "share" => "shares",
        /// Areas that are no territory or no partition.
        Territory = "territory" => "territory and schemes",
        /// Coordinates without a known reference system.
        ReferenceSystem = "reference-system" => "reference systems",
        /// Latitude and longitude in the wrong order.
        AxesSwapped = "axes-swapped" => "swapped axes",
        /// Coordinates outside of what their system allows.
        OutOfBounds = "out-of-bounds" => "coordinates out of bounds",
        /// A coordinate that is no number.
        NotFinite = "not-finite" => "coordinates that are no numbers",
        /// A feature without a geometry.
        EmptyGeometry = "empty-geometry" => "empty geometries",
        /// A feature that is no polygon.
        NotAPolygon = "not-a-polygon" => "features that are no polygons",
        /// A ring that crosses itself.
        SelfIntersection = "self-intersection" => "rings that cross themselves",
        /// A ring that touches itself.
        SelfTouch = "self-touch" => "rings that touch themselves",
        /// A ring whose last point is not its first.
        UnclosedRing = "unclosed-ring" => "unclosed rings",
        /// A ring without area.
        CollapsedRing = "collapsed-ring" => "rings without area",
        /// A hole outside its polygon.
        HoleOutside = "hole-outside" => "holes outside",
        /// A hole inside another.
        NestedHole = "nested-hole" => "nested holes",
        /// Two areas that cover the same ground.
        Overlap = "overlap" => "overlaps",
        /// Ground between areas that none covers.
        Gap = "gap" => "gaps",
        /// An edge that does not match the neighbour's.
        UnmatchedEdge = "unmatched-edge" => "edges that do not match",
        /// An area that stands twice.
        DuplicateArea = "duplicate-area" => "areas that stand twice",
        /// Two features with the same geometry.
        DuplicateGeometry = "duplicate-geometry" => "geometries that stand twice",
        /// A ring in the wrong direction.
        ReversedRing = "reversed-ring" => "rings in the wrong direction",
        /// A part apart from the rest of its area.
        Exclave = "exclave" => "exclaves",
        /// Anything else.
        #[default]
        Other = "other" => "other problems",
        /// A count that is not known.
        MissingCount = "missing-count" => "counts that are not known",
        /// A place that no catchment holds.
        NoCatchment = "no-catchment" => "places in no catchment",
        /// A place without an outline, or one for which a picture has no room.
        NotDrawn = "not-drawn" => "what is not drawn",
        /// Answers that were left blank.
        BlankAnswer = "blank-answer" => "blank answers",
        /// Rows that were left out: totals, titles, notes.
        RowsLeftOut = "rows-left-out" => "rows left out",
        /// What was recognised or assumed of a file.
        Assumed = "assumed" => "what was assumed",
        /// What was changed on the way in: leading zeros, noise of arithmetic, codes converted.
        Changed = "changed" => "what was changed",
    }
    /// What a group of such problems is called.
    pub fn title(self) -> &'static str;
}

impl Kind {
    /// Whether it is what most studies have: nothing is wrong, and something should be known.
    pub(crate) fn is_usual(self) -> bool {
        self > Self::Other
    }
}
