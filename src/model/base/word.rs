//! Closed lists of words: each variant of an enum has one fixed word, the same in study files, flags, tables and records.
//!
//! A list is declared once, one line a variant (`words!`); files and flags are read by what is said there and by nothing else.

/// One of a closed list of words.
pub trait Word: Copy + PartialEq + Send + Sync + 'static {
    /// All of them, in the order of help and reports.
    const ALL: &'static [Self];

    /// The fixed word.
    fn word(self) -> &'static str;

    /// What the word means: the first line of its documentation, without the period.
    fn help(self) -> &'static str;

    /// What a word means.
    fn from_word(word: &str) -> Option<Self>;
}

/// Declares a closed list: the enum, `ALL`, `word` and `from_word`, and [`Word`] for whoever reads any list.
///
/// The first line of a variant's documentation is its help. A variant may carry what belongs to it, so that a new one is one line:
///
/// ```text
/// words! {
///     /// What stands on areas.
///     #[derive(Default)]
///     pub enum Labels {
///         /// Nothing.
///         #[default]
///         None = "none" => 0,
///         /// Names.
///         Names = "names" => 1,
///     }
///     /// Lines of text on each area.
///     pub fn lines(self) -> usize;
/// }
/// ```
macro_rules! words {
    (
        $(#[$of:meta])*
        $seen:vis enum $list:ident {
            $(
                $(#[doc = $help:literal])+
                // Nothing stands after the attribute: a name for it lets the attribute be repeated.
                $(#[default] $usual:vis)?
                $name:ident = $word:literal,
            )+
        }
    ) => {
        $(#[$of])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        $seen enum $list {
            $(
                $(#[doc = $help])+
                $(#[default] $usual)?
                $name,
            )+
        }

        impl $list {
            /// All of them, in the order of help and reports.
            $seen const ALL: [Self; [$($word),+].len()] = [$(Self::$name),+];

            /// The fixed word.
            $seen const fn word(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)+
                }
            }

            /// What a word means.
            $seen fn from_word(word: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|meaning| meaning.word() == word)
            }
        }

        impl $crate::model::base::word::Word for $list {
            const ALL: &'static [Self] = &Self::ALL;

            fn word(self) -> &'static str {
                self.word()
            }

            fn from_word(word: &str) -> Option<Self> {
                Self::from_word(word)
            }

            fn help(self) -> &'static str {
                let text = match self {
                    $(Self::$name => [$($help),+][0],)+
                };
                text.trim().trim_end_matches('.')
            }
        }
    };
    (
        $(#[$of:meta])*
        $seen:vis enum $list:ident {
            $(
                $(#[doc = $help:literal])+
                $(#[default] $usual:vis)?
                $name:ident = $word:literal => $value:expr,
            )+
        }
        $(#[$about:meta])*
        $its:vis fn $carried:ident(self) -> $kind:ty;
    ) => {
        $crate::model::base::word::words! {
            $(#[$of])*
            $seen enum $list {
                $(
                    $(#[doc = $help])+
                    $(#[default] $usual)?
                    $name = $word,
                )+
            }
        }

        impl $list {
            $(#[$about])*
            $its fn $carried(self) -> $kind {
                match self {
                    $(Self::$name => $value,)+
                }
            }
        }
    };
}
pub(crate) use words;

#[cfg(test)]
mod tests {
    use super::*;

    words! {
        /// How loud.
        #[derive(Default)]
        enum Loud {
            /// Hardly to be heard.
            ///
            /// As in a library.
            Low = "low" => 1,
            /// As people talk
            #[default]
            Usual = "as-usual" => 2,
        }
        /// How many steps above silence.
        fn steps(self) -> u8;
    }

    /// As a flag or a key reads any list.
    fn read<T: Word>(word: &str) -> Option<(T, &'static str)> {
        T::from_word(word).map(|meaning| (meaning, meaning.help()))
    }

    #[test]
    fn words_are_read_back_with_the_first_line_of_what_is_said_of_them() {
        assert_eq!(read("low"), Some((Loud::Low, "Hardly to be heard")));
        assert_eq!(read("as-usual"), Some((Loud::Usual, "As people talk")));
        assert_eq!(read::<Loud>("Low"), None);
    }

    #[test]
    fn a_list_has_its_order_its_usual_word_and_what_words_carry() {
        assert_eq!(Loud::ALL.map(Loud::word), ["low", "as-usual"]);
        assert_eq!((Loud::default(), Loud::ALL.map(Loud::steps)), (Loud::Usual, [1, 2]));
    }
}
