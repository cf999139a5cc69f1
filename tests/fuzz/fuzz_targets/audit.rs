#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bacino_fuzz::run("audit", bytes));
