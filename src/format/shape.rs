//! The shape of a file: the one definition of its keys.
//!
//! `serde_yaml` reads into these types, the schema is generated from them, and the careful way checks a file against
//! that schema. Their documentation is what an editor shows for a key. They hold what a file *says*; whether the ids
//! and the words in it mean anything is worked out in [`super::resolve`].

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{DeserializeOwned, Deserializer, Error, Visitor};
use serde::{Deserialize, Serialize};

pub use super::containers::{OneOrMany, Section};

/// What [`crate::debate::is_id`] takes, as a regular expression for editors.
pub(super) const ID_PATTERN: &str = r"^[\p{L}\p{M}\p{N}._-]+$";

/// The version of the format that this program reads and writes.
pub(super) const VERSION: &str = "1";

/// A kind of text in the file. A plain number in its place is read as the text it is written as.
macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident $schema:tt)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_string(TextVisitor).map(Self)
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    )+};
}

texts! {
    /// Prose or a name.
    Prose { "type": ["string", "number", "boolean"], "pattern": "\\S", "title": "a text" }
    /// The id of a statement, an actor or a source.
    Id {
        "type": ["string", "number", "boolean"], "pattern": ID_PATTERN, "title": "an id",
        "examples": ["ana-diaz", "hearing-2031", "yes-subsidy"]
    }
    /// A date of the Extended Date/Time Format.
    When {
        "type": ["string", "integer"], "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?[~?%]?$", "title": "a date",
        "examples": ["2031", "2031-05", "2031-05-02", "2031-05~"]
    }
    /// An address on the web.
    Address {
        "type": "string", "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://", "title": "an address",
        "examples": ["https://example.org/hearing"]
    }
    /// A path from the file's folder.
    LocalPath {
        "type": "string", "pattern": "\\S", "title": "a path",
        "examples": ["sources/hearing-2031.txt"]
    }
    /// A version of the format.
    Version { "const": 1, "title": "a version" }
}

struct TextVisitor;

impl Visitor<'_> for TextVisitor {
    type Value = String;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a text")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<String, E> {
        Ok(text.to_owned())
    }

    fn visit_string<E: Error>(self, text: String) -> Result<String, E> {
        Ok(text)
    }
}

/// The sections of a file.
pub(super) struct Sections<'f> {
    pub(super) actors: &'f Section<Actor>,
    pub(super) sources: &'f Section<Source>,
    pub(super) questions: &'f Section<Question>,
    pub(super) positions: &'f Section<Position>,
    pub(super) arguments: &'f Section<Argument>,
    pub(super) events: &'f [Event],
}

/// What both kinds of files are.
pub(super) trait WithSections: DeserializeOwned {
    /// All of them.
    fn sections(&self) -> Sections<'_>;

    /// How many statements stand in it.
    fn statements(&self) -> usize;

    /// The files that it includes.
    fn included(&self) -> &OneOrMany<LocalPath>;
}

/// Whether the entries of a section are statements.
pub(super) fn has_statements(section: &str) -> bool {
    matches!(section, "questions" | "positions" | "arguments")
}

/// Both kinds of files have these keys: the main file of a debate, and those that it includes.
macro_rules! with_sections {
    ($(#[$about:meta])* pub struct $name:ident { $($own:tt)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($own)*
            /// Files that hold more of the debate, such as people.yaml: beside this one or below, without `..`.
            #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
            pub include: OneOrMany<LocalPath>,
            /// Those who speak, each under an id.
            #[serde(default, skip_serializing_if = "Section::is_empty")]
            pub actors: Section<Actor>,
            /// Where it can be looked up, each source under an id.
            #[serde(default, skip_serializing_if = "Section::is_empty")]
            pub sources: Section<Source>,
            /// What is disputed, each question under an id.
            #[serde(default, skip_serializing_if = "Section::is_empty")]
            pub questions: Section<Question>,
            /// The answers that somebody holds, each under an id.
            #[serde(default, skip_serializing_if = "Section::is_empty")]
            pub positions: Section<Position>,
            /// The reasons: statements that support, rebut or undercut another, each under an id.
            #[serde(default, skip_serializing_if = "Section::is_empty")]
            pub arguments: Section<Argument>,
            /// What happened, in the order to show where dates do not tell.
            #[serde(default, deserialize_with = "listed", skip_serializing_if = "Vec::is_empty")]
            #[schemars(with = "Option<Vec<Event>>")]
            pub events: Vec<Event>,
        }

        impl WithSections for $name {
            fn sections(&self) -> Sections<'_> {
                let Self { actors, sources, questions, positions, arguments, events, .. } = self;
                Sections { actors, sources, questions, positions, arguments, events }
            }

            fn statements(&self) -> usize {
                self.questions.0.len() + self.positions.0.len() + self.arguments.0.len()
            }

            fn included(&self) -> &OneOrMany<LocalPath> {
                &self.include
            }
        }
    };
}

/// An optional key that stands in the file has a value: nothing behind the colon is a mistake, not an absence.
fn given<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// A list that may be missing below its key, such as one whose items are all commented out.
fn listed<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    Option::<Vec<T>>::deserialize(deserializer).map(Option::unwrap_or_default)
}

with_sections! {
    /// A debate: questions, the positions people take on them, the arguments for and against, who said what in which
    /// source.
    pub struct File {
        /// The version of the format: 1.
        pub agon: Version,
        /// The title of the debate.
        pub title: Prose,
        /// What the debate is about, in a few sentences.
        #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
        #[schemars(with = "Prose")]
        pub summary: Option<Prose>,
        /// The language of the texts (BCP 47): en, de, pt-BR.
        #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
        #[schemars(with = "Prose")]
        pub language: Option<Prose>,
    }
}

with_sections! {
    /// More of a debate, in a file that its main file includes.
    pub struct Included {
        /// The version of the format: 1. It need not be given here.
        #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
        #[schemars(with = "Version")]
        pub agon: Option<Version>,
    }
}

/// The sections of an included file, as a debate has them.
impl From<Included> for File {
    fn from(included: Included) -> Self {
        let Included { agon, include, actors, sources, questions, positions, arguments, events } = included;
        let agon = agon.unwrap_or_default();
        Self { agon, include, actors, sources, questions, positions, arguments, events, ..Self::default() }
    }
}

/// A person or body that speaks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "an actor", extend("examples" = [{ "name": "Ana Díaz", "role": "Transport economist", "aka": ["A. Díaz"] }]))]
pub struct Actor {
    /// The name to show.
    pub name: Prose,
    /// In what capacity it speaks: transport economist, night-train operator.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Prose")]
    pub role: Option<Prose>,
    /// Other names it goes by, so that a search finds it.
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub aka: OneOrMany<Prose>,
    /// What a careful reader should know.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Prose")]
    pub note: Option<Prose>,
}

/// A document a reader could look up.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "a source", extend("examples" = [{ "title": "Hearing on night trains", "kind": "hearing", "date": "2031-05~", "url": "https://example.org/hearing" }]))]
pub struct Source {
    /// The title to show.
    pub title: Prose,
    /// What it is, in a free word: hearing, article, judgment.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Prose")]
    pub kind: Option<Prose>,
    /// Who brought it out.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Prose")]
    pub publisher: Option<Prose>,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub authors: OneOrMany<Prose>,
    /// When it came out: 2031, 2031-05 or 2031-05-02, with ~ behind it for about, ? for doubtful, % for both.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "When")]
    pub date: Option<When>,
    /// Where it stands on the web: http or https.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Address")]
    pub url: Option<Address>,
    /// A local copy to read without a network: a path in the folder of this file.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "LocalPath")]
    pub text: Option<LocalPath>,
    /// What a careful reader should know, such as an error in the source.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Prose")]
    pub note: Option<Prose>,
}

/// What is disputed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "a question", extend("examples" = [{ "text": "Should night trains be subsidised?" }]))]
pub struct Question {
    /// The question, in one sentence.
    pub text: Prose,
    /// More about it.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Prose")]
    pub about: Option<Prose>,
    /// Who asserts, concedes or denies that it is open.
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub said: OneOrMany<Attribution>,
    /// Words that group statements.
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub tags: OneOrMany<Prose>,
    /// What a careful reader should know.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Prose")]
    pub note: Option<Prose>,
}

/// An answer to a question that somebody holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "a position", extend("examples" = [{ "answers": "subsidy", "text": "Yes: they save more than they cost.", "said": { "by": "ana-diaz", "in": "hearing-2031" } }]))]
pub struct Position {
    /// The question it answers, or several.
    pub answers: OneOrMany<Id>,
    /// The position, in one sentence.
    pub text: Prose,
    /// Who asserts, concedes or denies it, in which source.
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub said: OneOrMany<Attribution>,
    /// Words that group statements.
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub tags: OneOrMany<Prose>,
    /// What a careful reader should know.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Prose")]
    pub note: Option<Prose>,
}

/// A reason: a statement that supports, rebuts or undercuts another.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "an argument", extend("examples" = [{ "text": "No tax is paid on kerosene.", "supports": "yes-subsidy", "said": { "by": "ana-diaz" } }, { "supports": "yes-subsidy", "because": ["kerosene-untaxed", "trains-pay"] }]))]
pub struct Argument {
    /// What it says, in one sentence. It may be missing where `because` is given: then its premises speak for it.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Prose")]
    pub text: Option<Prose>,
    /// What it says is right.
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub supports: OneOrMany<Id>,
    /// What it says is wrong.
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub rebuts: OneOrMany<Id>,
    /// What, even if true, does not bear on what it is used for: an id, or {argument: a, on: b} to deny a's bearing on
    /// b alone.
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub undercuts: OneOrMany<Undercut>,
    /// The premises it rests on jointly: if one falls, it falls.
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub because: OneOrMany<Id>,
    /// Who asserts, concedes or denies it, in which source.
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub said: OneOrMany<Attribution>,
    /// Words that group statements.
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub tags: OneOrMany<Prose>,
    /// What a careful reader should know.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Prose")]
    pub note: Option<Prose>,
}

/// What an undercut is aimed at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(inline)]
pub enum Undercut {
    /// All that a statement is used for.
    All(Id),
    /// One bearing.
    One(Bearing),
}

/// The bearing of one argument on one statement.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "a bearing", extend("examples" = [{ "argument": "empty-in-winter", "on": "yes-subsidy" }]))]
pub struct Bearing {
    /// The argument that is undercut.
    pub argument: Id,
    /// What it no longer bears on.
    pub on: Id,
}

impl<'de> Deserialize<'de> for Undercut {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(UndercutVisitor)
    }
}

struct UndercutVisitor;

impl<'de> Visitor<'de> for UndercutVisitor {
    type Value = Undercut;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an id or a bearing")
    }

    fn visit_str<E: Error>(self, id: &str) -> Result<Undercut, E> {
        Ok(Undercut::All(id.into()))
    }

    fn visit_map<A: serde::de::MapAccess<'de>>(self, map: A) -> Result<Undercut, A::Error> {
        Bearing::deserialize(serde::de::value::MapAccessDeserializer::new(map)).map(Undercut::One)
    }
}

/// An actor asserting, conceding or denying a statement, in a source.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "an attribution", extend("examples" = [{ "by": "ana-diaz", "in": "hearing-2031", "quote": "a bargain", "at": "minute 12" }]))]
pub struct Attribution {
    /// The id of the actor.
    pub by: Id,
    /// The id of the source.
    #[serde(default, rename = "in", deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Id")]
    pub source: Option<Id>,
    /// How the actor stands to the statement; asserts, where nothing is said.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Stance")]
    pub stance: Option<Stance>,
    /// The exact words.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Prose")]
    pub quote: Option<Prose>,
    /// The place in the source: a page, a minute, a paragraph.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Prose")]
    pub at: Option<Prose>,
}

/// How an actor stands to a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(title = "a stance")]
pub enum Stance {
    /// Says that it is so.
    Asserts,
    /// Grants that it is so, against their own side.
    Concedes,
    /// Says that it is not so.
    Denies,
}

/// Something that happened, tied to statements, actors and sources.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "an event", extend("examples" = [{ "date": "2031-05-02", "text": "The council hears both.", "actors": ["ana-diaz"], "in": "hearing-2031" }]))]
pub struct Event {
    /// When it happened: 2031, 2031-05 or 2031-05-02, with ~ behind it for about, ? for doubtful, % for both. An event
    /// without a date keeps its place in the list.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "When")]
    pub date: Option<When>,
    /// What happened, in one sentence.
    pub text: Prose,
    /// The ids of those who took part.
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub actors: OneOrMany<Id>,
    /// The ids of the sources that report it.
    #[serde(default, rename = "in", skip_serializing_if = "OneOrMany::is_empty")]
    pub sources: OneOrMany<Id>,
    /// The ids of the statements it bears on.
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub about: OneOrMany<Id>,
    /// What a careful reader should know.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Prose")]
    pub note: Option<Prose>,
}
