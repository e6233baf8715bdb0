//! What a process cost.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use wait4::Wait4;

/// What a process cost, from its start to its end.
pub struct Cost {
    /// Time of the processors in the program itself.
    pub user: Duration,
    /// Time of the processors in the system on the program's behalf.
    pub system: Duration,
    /// Time by the clock.
    pub wall: Duration,
    /// The most memory that it held, in bytes.
    pub peak: u64,
}

impl Cost {
    /// Milliseconds of CPU, divided among `count` photos.
    pub fn cpu_each(&self, count: usize) -> f64 {
        (self.user + self.system).as_secs_f64() * 1000.0 / super::number(count)
    }
}

/// Runs a command to its good end. A bad one is a measurement of nothing.
///
/// The peak of a child begins at what its parent held when it was started, so whoever calls this
/// must be small.
pub fn measured(command: &mut Command, folder: &Path) -> Cost {
    let output = File::create(said(folder)).expect("a file for what it says");
    let start = Instant::now();
    let child = command.stdout(output).spawn().expect("a program that starts");
    let used = child.wait4().expect("a program that ends");
    let wall = start.elapsed();
    assert!(used.status.success(), "{command:?} failed: see {}", said(folder).display());
    Cost { user: used.rusage.utime, system: used.rusage.stime, wall, peak: used.rusage.maxrss }
}

/// Where the last command's output is kept.
pub fn said(folder: &Path) -> PathBuf {
    folder.join("said.txt")
}
