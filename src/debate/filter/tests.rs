use super::*;
use crate::debate::{Actor, Parts, Relation, Source, Stance, Tag, Text};

const _: fn(&Tag) = |_| {};
