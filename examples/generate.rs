//! Writes a debate of any size to standard output, the same every time for the same number and seed.
//!
//! `cargo run --release --example generate -- 100000 > large.yaml`

use std::io::{self, BufWriter, Write as _};

use clap::Parser;

#[path = "../benches/support/generate/mod.rs"]
mod generate;

/// Writes a debate of any size to standard output.
#[derive(Parser)]
struct Arguments {
    /// How many statements.
    #[arg(value_parser = clap::value_parser!(u32).range(10..))]
    statements: u32,
    /// Another one for each number.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

fn main() -> io::Result<()> {
    let Arguments { statements, seed } = Arguments::parse();
    let mut out = BufWriter::new(io::stdout().lock());
    let written = generate::Generate::new(statements as usize, seed).write(&mut out).and_then(|()| out.flush());
    // Whoever reads no further has enough.
    written.or_else(|error| if error.kind() == io::ErrorKind::BrokenPipe { Ok(()) } else { Err(error) })
}
