//! The command `minsheng`.

/// Templates are made of many small values, which the systems' own allocators are slow at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    minsheng::cli::run(std::env::args_os())
}
