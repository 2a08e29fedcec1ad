//! Many short lists: in two allocations, or each made when it is first asked for.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use super::cells::Cells;

/// Lists by number.
#[derive(Clone)]
pub struct Lists<T>(Store<T>);

#[derive(Clone)]
enum Store<T> {
    /// The items of list `n` are `items[starts[n]..starts[n + 1]]`.
    AtHand {
        starts: Vec<u32>,
        items: Vec<T>,
    },
    Supplied {
        lists: Cells<Box<[T]>>,
        make: Arc<dyn Fn(usize) -> Vec<T> + Send + Sync>,
    },
}

impl<T: Copy> Lists<T> {
    /// Sorts `pairs` of list and item into `count` lists, keeping the order within each. They are gone through twice, in
    /// time proportional to their number. A pair of a list that is not there is left out.
    #[must_use]
    pub fn new(count: usize, pairs: impl Iterator<Item = (usize, T)> + Clone) -> Self {
        let mut starts = vec![0_u32; count + 1];
        let mut first: Option<T> = None;
        // Told to each, flat pairs come faster than asked for one by one.
        pairs.clone().for_each(|(list, item)| {
            if let Some(start) = starts.get_mut(list.saturating_add(1)) {
                *start += 1;
                first = Some(item);
            }
        });
        // With nothing in them they are as they are.
        let Some(first) = first else { return Self(Store::AtHand { starts, items: Vec::new() }) };
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        // Every place is filled with its own below; `next` is where the next item of a list goes.
        let mut items = vec![first; sum as usize];
        let mut next = starts.clone();
        pairs.for_each(|(list, item)| {
            if list < count {
                items[next[list] as usize] = item;
                next[list] += 1;
            }
        });
        Self(Store::AtHand { starts, items })
    }

    /// So many lists, of which `make` makes one, always the same, when it is first asked for.
    pub(super) fn supplied(count: usize, make: impl Fn(usize) -> Vec<T> + Send + Sync + 'static) -> Self {
        Self(Store::Supplied { lists: Cells::new(count), make: Arc::new(make) })
    }

    fn count(&self) -> usize {
        match &self.0 {
            Store::AtHand { starts, .. } => starts.len() - 1,
            Store::Supplied { lists, .. } => lists.len(),
        }
    }

    /// A list, for once: where it is made for that, it is not kept. Of many lists, that takes no memory.
    pub(super) fn look_at(&self, list: usize) -> Cow<'_, [T]> {
        match &self.0 {
            Store::Supplied { lists, make } if list < lists.len() => {
                lists.made(list).map_or_else(|| Cow::Owned(make(list)), |made| Cow::Borrowed(&**made))
            }
            _ => Cow::Borrowed(self.get(list)),
        }
    }

    pub(super) fn get(&self, list: usize) -> &[T] {
        match &self.0 {
            Store::AtHand { starts, items } => &items[starts[list] as usize..starts[list + 1] as usize],
            Store::Supplied { lists, make } => {
                lists.get(list, || make(list).into_boxed_slice()).map_or(&[], |list| &**list)
            }
        }
    }
}

impl<T> fmt::Debug for Lists<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Lists").finish_non_exhaustive()
    }
}

/// However they come about.
impl<T: Copy + PartialEq> PartialEq for Lists<T> {
    fn eq(&self, other: &Self) -> bool {
        self.count() == other.count() && (0..self.count()).all(|list| self.get(list) == other.get(list))
    }
}

impl<T: Copy + Eq> Eq for Lists<T> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_stand_in_their_lists_in_order() {
        let pairs = [(2, 'a'), (0, 'b'), (2, 'c'), (3, 'x'), (9, 'x'), (0, 'd'), (2, 'e')];
        let lists = Lists::new(3, pairs.into_iter());
        let told: Vec<String> = (0..3).map(|list| lists.get(list).iter().collect()).collect();
        assert_eq!(told, ["bd", "", "ace"]);
        assert!(Lists::<char>::new(1, [].into_iter()).get(0).is_empty());
        let supplied = Lists::supplied(3, |list| ["bd", "", "ace"][list].chars().collect());
        let looked_at: Vec<String> = (0..3).map(|list| supplied.look_at(list).iter().collect()).collect();
        assert_eq!(looked_at, ["bd", "", "ace"]);
        assert_eq!(supplied, lists);
        assert_eq!(*supplied.look_at(2), *lists.look_at(2));
        assert_ne!(supplied, Lists::supplied(3, |_| Vec::new()));
        assert_ne!(supplied, Lists::new(4, pairs.into_iter()));
    }
}
