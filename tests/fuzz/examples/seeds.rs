//! Puts the seeds of every target into `corpus/`.

fn main() -> std::io::Result<()> {
    bacino_fuzz::write_seeds()
}
