//! The command `minsheng`.

/// Text in small pieces is what a build mostly asks memory for.
#[cfg(target_os = "linux")]
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    minsheng::cli::run(std::env::args_os())
}
