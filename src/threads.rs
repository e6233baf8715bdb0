//! One of a thing for each thread, so that none waits for another.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// One for each thread of the pool.
#[derive(Debug)]
pub struct EachThread<T>(Vec<Mutex<T>>);

impl<T> EachThread<T> {
    /// As many as there are threads, each made by `new`.
    pub fn new(new: impl FnMut() -> T) -> Self {
        let count = rayon::current_num_threads().max(1);
        Self(std::iter::repeat_with(new).map(Mutex::new).take(count).collect())
    }

    /// That of this thread; who is not of the pool takes the first.
    pub fn own(&self) -> MutexGuard<'_, T> {
        let at = rayon::current_thread_index().unwrap_or_default() % self.0.len();
        self.0[at].lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::EachThread;

    #[test]
    fn a_thread_comes_back_to_its_own() {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build().unwrap();
        let counts = pool.install(|| {
            let counts = EachThread::new(|| 0);
            for _ in 0..2 {
                pool.broadcast(|_| *counts.own() += 1);
            }
            counts
        });
        *counts.own() += 1;
        let counts: Vec<i32> = counts.0.into_iter().map(|own| own.into_inner().unwrap()).collect();
        assert_eq!(counts, [3, 2, 2]);
    }
}
