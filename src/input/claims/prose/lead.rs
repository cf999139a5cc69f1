//! The base that a sentence opens with: `Of the 61 departments that answered, 34 (55.7%) …`.

use crate::input::claims::language::token::{Number, Token};
use crate::input::claims::prose::atoms::{Atom, What};
use crate::input::claims::prose::link::is_base_link;

/// A base for the shares behind it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Lead {
    /// The base.
    pub(crate) base: Number,
    /// The first token at which it holds.
    pub(crate) from: usize,
    /// The first token at which it is no longer sure.
    pub(crate) until: usize,
}

/// Words after which the base of what follows may be another one.
const TURNS: [&str; 42] = [
    "these",
    "those",
    "whom",
    "which",
    "remaining",
    "rest",
    "others",
    "former",
    "latter",
    "among",
    "within",
    "amongst",
    "questi",
    "queste",
    "cui",
    "quali",
    "restanti",
    "rimanenti",
    "quelli",
    "quelle",
    "tra",
    "fra",
    "latters",
    "respectively",
    "rispettivamente",
    "whereas",
    "while",
    "mentre",
    "compared",
    "versus",
    "vs",
    "rispetto",
    "them",
    "loro",
    "who",
    "whose",
    "when",
    "if",
    "se",
    "each",
    "per",
    "ciascuno",
];

/// The base that a clause opens with, its first token being at `start`.
pub(crate) fn lead(tokens: &[Token], atoms: &[Atom], start: usize) -> Option<Lead> {
    let first = atoms.iter().position(|atom| atom.range.start >= start)?;
    let What::Count(base) = &atoms[first].what else { return None };
    let opening = tokens.get(start..atoms[first].range.start)?;
    // `However, of the 61 …`
    let opening = match opening.iter().position(|token| token.is_mark(',')) {
        Some(comma) if comma <= 3 => &opening[comma + 1..],
        Some(_) | None => opening,
    };
    if !is_base_link(opening) {
        return None;
    }
    let behind = atoms[first].range.end;
    // What comes before the comma says which units the base is; without a comma a count must follow at once.
    let mut depth = 0_usize;
    let comma = (behind..tokens.len()).find(|at| {
        depth += usize::from(tokens[*at].is_mark('('));
        let outside = depth == 0;
        depth -= usize::from(tokens[*at].is_mark(')')).min(depth);
        outside && tokens[*at].is_mark(',')
    });
    let next = atoms.get(first + 1).filter(|next| matches!(next.what, What::Count(_)));
    let next = next.filter(|next| next.range.start - behind <= 3).map(|next| next.range.start);
    let from = next.or(comma.filter(|comma| comma - behind <= 25))?;
    let until = (from..tokens.len()).find(|at| tokens[*at].is_word(&TURNS)).unwrap_or(tokens.len());
    Some(Lead { base: base.clone(), from, until })
}
