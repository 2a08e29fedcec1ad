//! The kinds of diagnostics.

use serde::Serialize;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The file cannot be opened.
    Error,
    /// The file can be opened; an author may want to look.
    Warning,
}

impl Severity {
    /// The word for it: `error`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// The kinds of diagnostics with their codes. A code never changes its meaning and is never used again. Beside each
/// stands its [`Explanation`](super::Explanation), as a file of its name.
macro_rules! codes {
    ($($name:ident $code:literal $title:literal)+) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(super) enum Code { $($name),+ }

        impl Code {
            pub(super) const ALL: &[Self] = &[$(Self::$name),+];

            pub(super) fn word(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }

            /// What it stands for, in few words.
            pub(super) fn title(self) -> &'static str {
                match self { $(Self::$name => $title),+ }
            }

            /// The text of its explanation, as it was written.
            pub(super) fn explanation(self) -> &'static str {
                match self { $(Self::$name => include_str!(concat!("explanations/", $code, ".md"))),+ }
            }
        }
    };
}

codes! {
    NoText "E0001" "the file is not UTF-8 text"
    TooLarge "E0002" "the file is too large"
    Syntax "E0003" "the YAML itself is broken"
    Nesting "E0004" "lists and mappings stand too deep inside each other"
    Unfolding "E0005" "aliases unfold to too much"
    Documents "E0006" "more than one document in the file"
    Nothing "E0007" "no debate in the file"
    Tag "E0008" "a YAML tag that means nothing here"
    Version "E0009" "a word that is no version of the format"
    UnknownKey "E0010" "a key that the format does not have"
    DuplicateKey "E0011" "a key or id stands twice in one mapping"
    DuplicateId "E0012" "two statements have the same id"
    MissingKey "E0013" "a required key is missing"
    WrongType "E0014" "a mapping, a list or a text where something else belongs"
    Empty "E0015" "nothing where something belongs"
    UnknownWord "E0016" "a word that is none of those that may stand here"
    BadId "E0017" "a word that is no id"
    Dangling "E0018" "an id that nothing has"
    WrongKind "E0019" "the id of something that does not belong here"
    SelfRelation "E0020" "a statement that bears on itself"
    Repeated "E0021" "the same thing given twice in a list"
    BadDate "E0022" "a word that is no date"
    BadUrl "E0023" "a word that is no web address"
    BadPath "E0024" "a path that leaves the file's folder"
    NoReason "E0025" "an argument that says nothing"
    NoBearing "E0026" "an undercut of a bearing that does not exist"
    NewerVersion "E0027" "a newer version of the format"
    Misplaced "E0028" "an entry or a section where it does not belong"
    BadInclude "E0029" "a file that cannot be included"
    IncludedTwice "E0030" "a file included twice, or inside itself"
    UnusedActor "W0001" "an actor used nowhere"
    UnusedSource "W0002" "a source used nowhere"
    LoneTag "W0003" "a tag used once that is nearly another"
    LooseArgument "W0004" "an argument that bears on nothing"
    Unheld "W0005" "a position that nobody holds"
    Unattributed "W0006" "an argument that nobody is said to make"
    UnreadableText "W0007" "a local text that cannot be read"
    SameName "W0008" "two actors with one name"
    Misquoted "W0009" "a quote that is not in its source's local text"
    CutOff "W0010" "a text that a comment may have cut off"
    QuotedTwice "W0011" "a quote in quotation marks of its own"
    IdAsText "W0012" "an id where a text is shown as it stands"
    SeveralTags "W0013" "a tag that looks like several"
    ForAndAgainst "W0014" "an argument for and against the same statement"
    QuoteWithoutSource "W0015" "a quote without its source"
    BadLanguage "W0016" "a language that is given by no code"
}

impl Code {
    pub(super) fn severity(self) -> Severity {
        if self >= Self::UnusedActor { Severity::Warning } else { Severity::Error }
    }
}
