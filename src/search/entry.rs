//! What can be found, and the texts it is found by.
//!
//! Every entry has passages of its own (its text, its quotes, its name) and passages lent by what it is tied to: a
//! statement is found by its speaker's name, its source's title and its tags too. Both the index and the highlights
//! come from the same list of passages, so what is found can always be shown.

use std::ops::Range;

use crate::debate::{ActorIndex, Debate, EventIndex, SourceIndex, StatementIndex, TagIndex};

/// Something that search can lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Entry {
    /// A question, a position or an argument.
    Statement(StatementIndex),
    /// One who speaks.
    Actor(ActorIndex),
    /// A document.
    Source(SourceIndex),
    /// Something that happened.
    Event(EventIndex),
    /// A word that groups statements.
    Tag(TagIndex),
}

impl Entry {
    /// The word for what it is: `question`, `position`, `argument`, `actor`, `source`, `event` or `tag`.
    #[must_use]
    pub fn word(self, debate: &Debate) -> &'static str {
        match self {
            Self::Statement(index) => {
                debate.statements().get(index.place()).map_or("statement", |statement| statement.kind.word())
            }
            Self::Actor(_) => "actor",
            Self::Source(_) => "source",
            Self::Event(_) => "event",
            Self::Tag(_) => "tag",
        }
    }

    /// Its place in the order of kinds, which breaks ties; of statements that of an argument.
    pub(super) fn rank(self) -> u8 {
        match self {
            Self::Statement(_) => 2,
            Self::Actor(_) => 3,
            Self::Source(_) => 4,
            Self::Event(_) => 5,
            Self::Tag(_) => 6,
        }
    }
}

/// Where in an entry something was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The name of an actor.
    Name,
    /// The title of a source.
    Title,
    /// The text of a statement or an event.
    Text,
    /// The exact words of an attribution.
    Quote,
    /// The premises of an argument that has no text of its own.
    Premises,
    /// A tag, or the tag of a statement.
    Tag,
    /// Another name of an actor.
    Aka,
    /// More about a question.
    About,
    /// In what capacity an actor speaks.
    Role,
    /// An author of a source.
    Author,
    /// Who brought a source out.
    Publisher,
    /// What a source is.
    Kind,
    /// What a careful reader should know.
    Note,
    /// The name of who says a statement, or took part in an event.
    Speaker,
    /// The title of the source a statement or an event rests on.
    Source,
    /// The id.
    Id,
}

impl Field {
    /// Every field, in the order in which a passage is chosen to be shown.
    pub const ALL: [Self; 16] = [
        Self::Name,
        Self::Title,
        Self::Text,
        Self::Quote,
        Self::Premises,
        Self::Tag,
        Self::Aka,
        Self::About,
        Self::Role,
        Self::Author,
        Self::Publisher,
        Self::Kind,
        Self::Note,
        Self::Speaker,
        Self::Source,
        Self::Id,
    ];

    /// The word for it, to show: `quote`, `also known as`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Title => "title",
            Self::Text => "text",
            Self::Quote => "quote",
            Self::Premises => "premises",
            Self::Tag => "tag",
            Self::Aka => "also known as",
            Self::About => "about",
            Self::Role => "role",
            Self::Author => "author",
            Self::Publisher => "publisher",
            Self::Kind => "kind",
            Self::Note => "note",
            Self::Speaker => "speaker",
            Self::Source => "source",
            Self::Id => "id",
        }
    }

    /// What one word found in it counts, in tenths.
    pub(super) const fn tenths(self) -> u8 {
        match self {
            Self::Name => 50,
            Self::Title | Self::Aka => 40,
            Self::Id => 30,
            Self::Text => 25,
            Self::Tag | Self::Author => 20,
            Self::Quote => 15,
            Self::About => 12,
            Self::Premises | Self::Role | Self::Publisher => 10,
            Self::Note => 7,
            Self::Speaker => 6,
            Self::Kind => 5,
            Self::Source => 4,
        }
    }

    /// Whether other entries are found by it.
    pub(super) fn is_lent(self) -> bool {
        matches!(self, Self::Name | Self::Aka | Self::Title | Self::Tag)
    }

    /// A number below 8 that tells the fields of one kind of entry apart.
    pub(super) fn code(self) -> u8 {
        match self {
            Self::Text | Self::Name | Self::Title | Self::Tag => 0,
            Self::Quote | Self::Aka | Self::Author => 1,
            Self::Premises | Self::Role | Self::Publisher => 2,
            Self::About | Self::Kind => 3,
            Self::Note => 4,
            Self::Id => 5,
            Self::Speaker | Self::Source => 6,
        }
    }

    /// Whether it calls an actor by name.
    pub(super) fn is_name(self) -> bool {
        matches!(self, Self::Name | Self::Aka)
    }

    /// Whether it is prose, in which words near each other belong together.
    pub(super) fn is_prose(self) -> bool {
        matches!(self, Self::Text | Self::Quote | Self::Premises | Self::About | Self::Note | Self::Title)
    }
}

/// All entries of a debate, numbered: statements, actors, sources, events, tags, each in the order of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entries {
    /// Where each kind ends.
    pub(super) ends: [u32; 5],
}

impl Entries {
    pub(super) fn of(debate: &Debate) -> Self {
        let mut end = 0_u32;
        let ends = [
            debate.statements().len(),
            debate.actors().len(),
            debate.sources().len(),
            debate.events().len(),
            debate.tags().len(),
        ]
        .map(|count| {
            end = end.saturating_add(u32::try_from(count).unwrap_or(u32::MAX));
            end
        });
        Self { ends }
    }

    /// How many there are.
    pub(super) fn count(self) -> u32 {
        self.ends[4]
    }

    /// The statements' numbers.
    pub(super) fn statements(self) -> Range<u32> {
        0..self.ends[0]
    }

    /// The events' numbers.
    pub(super) fn events(self) -> Range<u32> {
        self.ends[2]..self.ends[3]
    }

    /// The numbers of those whose names are lent to others, and events among them.
    pub(super) fn lenders(self) -> Range<u32> {
        self.ends[0]..self.ends[4]
    }

    /// The field of an entry of its own that has a [`Field::code`].
    pub(super) fn field(self, entry: u32, code: u32) -> Field {
        let fields: &[Field] = match self.entry(entry) {
            Entry::Statement(_) => &[Field::Text, Field::Quote, Field::Premises, Field::About, Field::Note, Field::Id],
            Entry::Actor(_) => &[Field::Name, Field::Aka, Field::Role, Field::Kind, Field::Note, Field::Id],
            Entry::Source(_) => &[Field::Title, Field::Author, Field::Publisher, Field::Kind, Field::Note, Field::Id],
            Entry::Event(_) => &[Field::Text, Field::Quote, Field::Premises, Field::About, Field::Note],
            Entry::Tag(_) => &[Field::Tag],
        };
        fields.get(code as usize).copied().unwrap_or(Field::Note)
    }

    /// What the names of an entry count where they are lent, in tenths.
    pub(super) fn lent_tenths(self, lender: u32) -> u8 {
        match self.entry(lender) {
            Entry::Actor(_) => Field::Speaker.tenths(),
            Entry::Source(_) => Field::Source.tenths(),
            _ => Field::Tag.tenths(),
        }
    }

    /// The actors' numbers.
    pub(super) fn actors(self) -> Range<u32> {
        self.ends[0]..self.ends[1]
    }

    /// The entry with a number below [`Entries::count`].
    pub(super) fn entry(self, number: u32) -> Entry {
        let [statements, actors, sources, events, _] = self.ends;
        let place = |start: u32| number.saturating_sub(start) as usize;
        if number < statements {
            Entry::Statement(StatementIndex::new(place(0)))
        } else if number < actors {
            Entry::Actor(ActorIndex::new(place(statements)))
        } else if number < sources {
            Entry::Source(SourceIndex::new(place(actors)))
        } else if number < events {
            Entry::Event(EventIndex::new(place(sources)))
        } else {
            Entry::Tag(TagIndex::new(place(events)))
        }
    }

    /// The number of a statement.
    pub(super) fn statement(index: StatementIndex) -> u32 {
        small(index.place())
    }

    /// The number of an event.
    fn event(self, index: EventIndex) -> u32 {
        self.ends[2].saturating_add(small(index.place()))
    }

    /// Hands the numbers of the entries that are found by the names of entry `lender` to `borrower`, each once.
    pub(super) fn each_borrower(self, debate: &Debate, lender: u32, mut borrower: impl FnMut(u32)) {
        let mut last = None;
        let mut once = |number: u32| {
            if last != Some(number) {
                last = Some(number);
                borrower(number);
            }
        };
        match self.entry(lender) {
            Entry::Actor(actor) if actor.place() < debate.actors().len() => {
                debate.said_by(actor).iter().for_each(|mention| once(Self::statement(mention.statement)));
                debate.events_with(actor).iter().for_each(|event| once(self.event(*event)));
            }
            Entry::Source(source) if source.place() < debate.sources().len() => {
                debate.resting_on(source).iter().for_each(|mention| once(Self::statement(mention.statement)));
                debate.events_in(source).iter().for_each(|event| once(self.event(*event)));
            }
            Entry::Tag(tag) if tag.place() < debate.tags().len() => {
                debate.tagged(tag).iter().for_each(|statement| once(Self::statement(*statement)));
            }
            _ => {}
        }
    }
}

/// A number of an entry for a place in a list.
pub(super) fn small(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// One text of an entry.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Piece<'a> {
    pub(super) field: Field,
    /// For what an attribution says, which one of the statement's.
    pub(super) attribution: Option<u32>,
    pub(super) text: &'a str,
}

/// Hands every passage of an entry's own to `found`, always in the same order.
pub(super) fn each_own<'a>(debate: &'a Debate, entry: Entry, mut found: impl FnMut(Piece<'a>)) {
    let mut at = |field, attribution, text: &'a str| found(Piece { field, attribution, text });
    match entry {
        Entry::Statement(index) => {
            let Some(statement) = debate.statements().get(index.place()) else { return };
            let text = if statement.text.is_some() { Field::Text } else { Field::Premises };
            at(text, None, statement.wording());
            for (said, attribution) in statement.said.iter().zip(0..) {
                said.quote.iter().for_each(|quote| at(Field::Quote, Some(attribution), quote));
            }
            statement.about.iter().for_each(|about| at(Field::About, None, about));
            statement.note.iter().for_each(|note| at(Field::Note, None, note));
            at(Field::Id, None, &statement.id);
        }
        Entry::Actor(index) => {
            let Some(actor) = debate.actors().get(index.place()) else { return };
            at(Field::Name, None, &actor.name);
            actor.aka.iter().for_each(|aka| at(Field::Aka, None, aka));
            actor.role.iter().for_each(|role| at(Field::Role, None, role));
            actor.note.iter().for_each(|note| at(Field::Note, None, note));
            at(Field::Id, None, &actor.id);
        }
        Entry::Source(index) => {
            let Some(source) = debate.sources().get(index.place()) else { return };
            at(Field::Title, None, &source.title);
            source.authors.iter().for_each(|author| at(Field::Author, None, author));
            source.publisher.iter().for_each(|publisher| at(Field::Publisher, None, publisher));
            source.kind.iter().for_each(|kind| at(Field::Kind, None, kind));
            source.note.iter().for_each(|note| at(Field::Note, None, note));
            at(Field::Id, None, &source.id);
        }
        Entry::Event(index) => {
            let Some(event) = debate.events().get(index.place()) else { return };
            at(Field::Text, None, &event.text);
            event.note.iter().for_each(|note| at(Field::Note, None, note));
        }
        Entry::Tag(index) => {
            debate.tags().get(index.place()).into_iter().for_each(|tag| at(Field::Tag, None, &tag.name));
        }
    }
}

/// Hands every passage that is lent to an entry by its speakers, sources and tags to `found`.
pub(super) fn each_lent<'a>(debate: &'a Debate, entry: Entry, mut found: impl FnMut(Piece<'a>)) {
    let mut actor = |index: ActorIndex, attribution| {
        let Some(actor) = debate.actors().get(index.place()) else { return };
        for name in std::iter::once(&actor.name).chain(&actor.aka) {
            found(Piece { field: Field::Speaker, attribution, text: name });
        }
    };
    match entry {
        Entry::Statement(index) => {
            let Some(statement) = debate.statements().get(index.place()) else { return };
            for (said, attribution) in statement.said.iter().zip(0..) {
                actor(said.actor, Some(attribution));
            }
            for (said, attribution) in statement.said.iter().zip(0..) {
                if let Some(source) = said.source.and_then(|source| debate.sources().get(source.place())) {
                    found(Piece { field: Field::Source, attribution: Some(attribution), text: &source.title });
                }
            }
            for tag in statement.tags.iter().filter_map(|tag| debate.tags().get(tag.place())) {
                found(Piece { field: Field::Tag, attribution: None, text: &tag.name });
            }
        }
        Entry::Event(index) => {
            let Some(event) = debate.events().get(index.place()) else { return };
            event.actors.iter().for_each(|index| actor(*index, None));
            for source in event.sources.iter().filter_map(|source| debate.sources().get(source.place())) {
                found(Piece { field: Field::Source, attribution: None, text: &source.title });
            }
        }
        Entry::Actor(_) | Entry::Source(_) | Entry::Tag(_) => {}
    }
}
