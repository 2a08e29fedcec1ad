//! Numbers that look like chance and are the same every time.

/// The generator `SplitMix64`.
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    /// Numbers of their own for each seed and each place: any part of a debate can be made without those before it.
    pub fn at(seed: u64, place: usize) -> Self {
        let mut chance =
            Self(seed.wrapping_mul(0xd605_1f42_3b1c_7a35) ^ (place as u64).wrapping_mul(0x2545_f491_4f6c_dd1d));
        chance.next();
        chance
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, each as often as any other; 0 where there is none.
    pub fn below(&mut self, end: usize) -> usize {
        // The upper half of a product is spread as evenly as its factor.
        ((u128::from(self.next()) * end as u128) >> 64) as usize
    }

    /// A number below `end`, the n-th about n times rarer than the first.
    pub fn rank(&mut self, end: usize) -> usize {
        let even = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        ((((end + 1) as f64).powf(even)) as usize).clamp(1, end.max(1)) - 1
    }

    /// One of `all`, the first ones most often.
    pub fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.rank(all.len())]
    }

    /// Whether something happens that does so `times` in a hundred.
    pub fn happens(&mut self, times: usize) -> bool {
        self.below(100) < times
    }
}
