//! Memory for photos: who needs some takes it from a common room, and waits while there is none.

use std::sync::{Condvar, Mutex, PoisonError};

/// How much may be held at one time by all who share it.
pub(super) struct Room {
    whole: u64,
    free: Mutex<u64>,
    given_back: Condvar,
}

impl Room {
    pub fn new(whole: u64) -> Self {
        Self { whole, free: Mutex::new(whole), given_back: Condvar::new() }
    }

    /// Works while holding `need`. Who needs more than there is holds all of it, and so works
    /// alone.
    pub fn hold<T>(&self, need: u64, work: impl FnOnce() -> T) -> T {
        let need = need.min(self.whole);
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let mut free = self
            .given_back
            .wait_while(free, |free| *free < need)
            .unwrap_or_else(PoisonError::into_inner);
        *free -= need;
        drop(free);
        let done = work();
        *self.free.lock().unwrap_or_else(PoisonError::into_inner) += need;
        self.given_back.notify_all();
        done
    }
}

#[cfg(test)]
mod tests {
    use super::Room;
    use std::sync::atomic::{AtomicU64, Ordering};

    #[test]
    fn no_more_is_held_than_there_is() {
        let room = Room::new(10);
        let (held, most) = (AtomicU64::new(0), AtomicU64::new(0));
        std::thread::scope(|scope| {
            for need in [3, 4, 5, 6, 7, 30] {
                let (room, held, most) = (&room, &held, &most);
                scope.spawn(move || {
                    for _ in 0..200 {
                        room.hold(need, || {
                            let now = held.fetch_add(need.min(10), Ordering::SeqCst);
                            most.fetch_max(now + need.min(10), Ordering::SeqCst);
                            std::thread::yield_now();
                            held.fetch_sub(need.min(10), Ordering::SeqCst);
                        });
                    }
                });
            }
        });
        assert_eq!(most.into_inner(), 10, "the largest had all of it, and nobody more");
        assert_eq!(held.into_inner(), 0);
    }
}
