//! Many short lists in two allocations.

/// Lists by number: the items of list `n` are `items[starts[n]..starts[n + 1]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lists<T> {
    starts: Vec<u32>,
    items: Vec<T>,
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
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        // Every place is filled with its own below; `next` is where the next item of a list goes.
        let mut items: Vec<T> = first.map_or_else(Vec::new, |item| vec![item; sum as usize]);
        let mut next = starts.clone();
        pairs.for_each(|(list, item)| {
            if list < count {
                items[next[list] as usize] = item;
                next[list] += 1;
            }
        });
        Self { starts, items }
    }

    pub(super) fn get(&self, list: usize) -> &[T] {
        &self.items[self.starts[list] as usize..self.starts[list + 1] as usize]
    }
}

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
    }
}
