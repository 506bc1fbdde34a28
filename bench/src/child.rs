//! Processes that end with this one, and what the kernel says that they used.

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use crate::AnyError;

/// One tick of `/proc/<pid>/stat`: Linux tells programs hundredths of a second (`getconf CLK_TCK`).
const TICK: Duration = Duration::from_millis(10);

/// A running child, ended when dropped.
#[derive(Debug)]
pub(crate) struct Running {
    child: Child,
    output: BufReader<ChildStdout>,
    // Open as long as this process lives: its end tells the child to stop.
    _input: Option<ChildStdin>,
}

impl Running {
    /// Starts `command`, whose output is read by lines.
    pub(crate) fn start(command: &mut Command) -> Result<Self, AnyError> {
        let program = command.get_program().to_string_lossy().into_owned();
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|fault| format!("{program} does not start ({fault}); build it first"))?;
        let input = child.stdin.take();
        let output = child.stdout.take().ok_or("a child without output")?;
        Ok(Self {
            child,
            output: BufReader::new(output),
            _input: input,
        })
    }

    /// The next line that it writes.
    pub(crate) fn line(&mut self) -> Result<String, AnyError> {
        let mut line = String::new();
        if self.output.read_line(&mut line)? == 0 {
            return Err("a child ended before it was ready".into());
        }
        Ok(line)
    }

    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    pub(crate) fn cpu(&self) -> Result<Duration, AnyError> {
        cpu(&self.pid().to_string())
    }

    /// The most memory it ever had resident, in MB.
    pub(crate) fn peak_mb(&self) -> Result<f64, AnyError> {
        peak_mb(self.pid())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // A child that ended by itself cannot be ended again.
        let _ended = self.child.kill();
        let _ended = self.child.wait();
    }
}

/// A binary of the same build.
pub(crate) fn sibling(name: &str) -> Result<PathBuf, AnyError> {
    let own = std::env::current_exe()?;
    let folder = own.parent().ok_or("this program has no folder")?;
    Ok(folder.join(name))
}

/// CPU time of a process so far, of all its threads, user and system.
pub(crate) fn cpu(pid: &str) -> Result<Duration, AnyError> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat"))?;
    ticks(&stat)
        .map(|ticks| TICK * ticks)
        .ok_or_else(|| format!("/proc/{pid}/stat reads otherwise than expected").into())
}

/// `utime` and `stime`, the 14th and 15th field. The second one is a name that may hold spaces.
fn ticks(stat: &str) -> Option<u32> {
    let (_, after_name) = stat.rsplit_once(')')?;
    let mut fields = after_name.split_whitespace().skip(11);
    let user: u32 = fields.next()?.parse().ok()?;
    let system: u32 = fields.next()?.parse().ok()?;
    user.checked_add(system)
}

pub(crate) fn peak_mb(pid: u32) -> Result<f64, AnyError> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status"))?;
    let kilobytes: u32 = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .and_then(|rest| rest.split_whitespace().next())
        .and_then(|kilobytes| kilobytes.parse().ok())
        .ok_or("no VmHWM of the process")?;
    Ok(f64::from(kilobytes) / 1_024.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_read_after_a_name_with_spaces() {
        let stat = "7 (a b) c) S 1 7 7 0 -1 4194304 100 0 0 0 120 34 5 6 20 0 3 0 99";
        assert_eq!(ticks(stat), Some(154));
        assert_eq!(ticks("7 (x) S 1"), None);
    }
}
