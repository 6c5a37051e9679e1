// Ends the rig's servers when the process that started them is gone, however it went, or when the time is over.
// Reads lines: "+ PID", "- PID", and "up" from when on the time counts; the end of its input means that its owner is gone.
// Arguments: owner, seconds, folder.
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [, , owner, seconds, directory] = process.argv;
const groups = new Set();
const START_MS = 60_000;

const signal = (pid, name) => {
  try {
    process.kill(pid, name);
  } catch {
    // It is gone already.
  }
};

const leave = () => {
  for (const pid of groups) signal(-pid, 'SIGKILL');
  rmSync(directory, { recursive: true, force: true });
  process.exit();
};

const end = () => {
  if (groups.size === 0) leave();
  for (const pid of groups) signal(-pid, 'SIGTERM');
  setTimeout(leave, 1000);
};

// The owner hears of it first, so that it can end in order; its end closes our input.
const expire = () => {
  signal(Number(owner), 'SIGTERM');
  setTimeout(end, 5000);
};
let timer = setTimeout(expire, START_MS);

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const [action, pid] = line.split(' ');
    if (action === '+') groups.add(Number(pid));
    else if (action === '-') groups.delete(Number(pid));
    else {
      clearTimeout(timer);
      timer = setTimeout(expire, Number(seconds) * 1000);
    }
  })
  .on('close', end);
