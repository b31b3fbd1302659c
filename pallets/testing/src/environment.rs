//! What a run is told, and what it tells.

use std::{env, fs::OpenOptions, io::Write};

/// A number of the environment. Panics when it is not one: a test that silently ran with another would prove something else.
pub fn number_from(name: &str) -> Option<u64> {
    let text = env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name} is a number")))
}

/// Which of all possible runs this is.
pub fn seed() -> u64 {
    number_from("COCO_SEED").unwrap_or(1)
}

/// Says a line that commands read: on standard output, which cargo shows with `--nocapture` only, and at the end of the file that
/// `COCO_TEST_REPORT` names by an absolute path.
pub(crate) fn report(line: &str) {
    println!("{line}");
    let Ok(path) = env::var("COCO_TEST_REPORT") else {
        return;
    };
    // One write a line: several test programs may write at once.
    let written = OpenOptions::new()
        .create(true)
        .append(true)
        .open(&path)
        .and_then(|mut file| file.write_all(format!("{line}\n").as_bytes()));
    written.unwrap_or_else(|error| panic!("COCO_TEST_REPORT cannot be written: {error}"));
}
