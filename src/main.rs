//! The command `minsheng`.

fn main() -> std::process::ExitCode {
    minsheng::cli::run(std::env::args_os())
}
