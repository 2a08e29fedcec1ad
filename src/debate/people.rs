//! Who speaks, where it can be looked up, and what happened.

use std::fmt;
use std::ops::Range;

use super::{Date, StatementIndex, Text, clean_line, index};

index! {
    /// Which actor of a debate.
    ActorIndex
}
index! {
    /// Which source of a debate.
    SourceIndex
}
index! {
    /// Which event of a debate.
    EventIndex
}
index! {
    /// Which tag of a debate, in the order of first use.
    TagIndex
}

/// A person or body that speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Its id, unique among the actors.
    pub id: Box<str>,
    /// The name to show.
    pub name: Text,
    /// In what capacity it speaks.
    pub role: Option<Text>,
    /// Other names it goes by.
    pub aka: Vec<Text>,
    /// What a careful reader should know.
    pub note: Option<Text>,
}

impl Actor {
    /// Somebody of whom no more is known than the name.
    #[must_use]
    pub fn new(id: &str, name: &str) -> Self {
        Self { id: id.into(), name: Text::new(name), role: None, aka: Vec::new(), note: None }
    }
}

/// A document a reader could look up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its id, unique among the sources.
    pub id: Box<str>,
    /// The title to show.
    pub title: Text,
    /// What it is: a free word, such as `hearing`.
    pub kind: Option<Text>,
    /// Who brought it out.
    pub publisher: Option<Text>,
    /// Who wrote it.
    pub authors: Vec<Text>,
    /// When it came out.
    pub date: Option<Date>,
    /// Where it stands on the web.
    pub url: Option<Url>,
    /// A local copy to read without a network, relative to the debate's file, never outside its folder.
    pub text: Option<Text>,
    /// What a careful reader should know, such as an error in it.
    pub note: Option<Text>,
}

impl Source {
    /// A document of which no more is known than the title.
    #[must_use]
    pub fn new(id: &str, title: &str) -> Self {
        Self {
            id: id.into(),
            title: Text::new(title),
            kind: None,
            publisher: None,
            authors: Vec::new(),
            date: None,
            url: None,
            text: None,
            note: None,
        }
    }
}

/// Something that happened, tied to statements, actors and a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// When, where the source says.
    pub date: Option<Date>,
    /// What happened.
    pub text: Text,
    /// Who took part.
    pub actors: Vec<super::ActorIndex>,
    /// Where it is reported.
    pub sources: Vec<SourceIndex>,
    /// Which statements it bears on.
    pub about: Vec<StatementIndex>,
    /// What a careful reader should know.
    pub note: Option<Text>,
}

/// A word that groups statements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// The word.
    pub name: Text,
}

/// An address on the web: http or https and nothing else, so that opening it can run nothing on this machine.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Url(Box<str>);

/// Why a word is no [`Url`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UrlError {
    /// It does not begin with `http://` or `https://`.
    Scheme,
    /// No host follows the scheme.
    Host,
    /// It holds white space, a quote, a backslash, or a character that is not what it seems.
    Character,
}

impl fmt::Display for UrlError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Scheme => "an address begins with http:// or https://",
            Self::Host => "a host follows the // of an address",
            Self::Character => {
                "an address holds no blanks, quotes, backslashes or hidden characters: write them as %20 and the like"
            }
        })
    }
}

impl std::error::Error for UrlError {}

impl Url {
    /// Takes `address` if it is safe to show and to hand to a browser.
    ///
    /// # Errors
    /// The first rule of [`UrlError`] that it breaks.
    pub fn new(address: &str) -> Result<Self, UrlError> {
        let scheme = ["https://", "http://"]
            .into_iter()
            .find(|scheme| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
            .ok_or(UrlError::Scheme)?;
        let rest = &address[scheme.len()..];
        let odd = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '\\' | '<' | '>');
        if rest.contains(odd) || clean_line(rest) != rest {
            return Err(UrlError::Character);
        }
        let url = Self(address.into());
        let host = &url.0[url.host()];
        if !host.chars().next().is_some_and(|c| c.is_alphanumeric() || c == '[') {
            return Err(UrlError::Host);
        }
        Ok(url)
    }

    /// The whole address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Where the host stands in the address, without a port. It alone decides where the address leads.
    #[must_use]
    pub fn host(&self) -> Range<usize> {
        let authority = self.authority();
        let start = self.0[authority.clone()].rfind('@').map_or(authority.start, |at| authority.start + at + 1);
        let host = &self.0[start..authority.end];
        let length = match host.find(']') {
            Some(end) if host.starts_with('[') => end + 1,
            _ => host.find(':').unwrap_or(host.len()),
        };
        start..start + length
    }

    /// What stands before the host and an `@`: a name to sign in with, which may look like another host.
    #[must_use]
    pub fn before_host(&self) -> Option<&str> {
        let start = self.authority().start;
        self.0[start..self.host().start].strip_suffix('@')
    }

    /// Between the scheme and the path.
    fn authority(&self) -> Range<usize> {
        let start = self.0.find("//").map_or(0, |at| at + 2);
        let end = self.0[start..].find(['/', '?', '#']).map_or(self.0.len(), |at| start + at);
        start..end
    }
}

impl fmt::Display for Url {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}
