// Real name servers, web servers and mail servers on loopback, each broken in its own way, to try the domain checks on.
//   node --import=tsx scripts/rig.ts run [--rtt 50,100] [-- COMMAND …]   until the command ends, or Ctrl+C
//   node --import=tsx scripts/rig.ts start [--rtt 50,100] | stop         in the background
// Everything ends by itself after ten minutes (--minutes N).
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { processBirth } from '../test/rig/process-birth.ts';
import { commandWords, type Rig, type RigDescription, startRig } from '../test/rig/rig.ts';

const HOME = path.resolve(import.meta.dirname, '..');
/** Where `start` leaves word for `stop`; git ignores it with the rest of node_modules. */
const STATE_FOLDER = path.join(HOME, 'node_modules', '.cache', 'launch-ready-rig');
const STATE = path.join(STATE_FOLDER, 'state.json');
const LOG = path.join(STATE_FOLDER, 'rig.log');
const START_MS = 30_000;
const STOP_MS = 10_000;
const INTERRUPTED = 130;

interface State {
  pid: number;
  /** When the process began: a pid alone may be somebody else's by now. */
  birth: string;
  rig: RigDescription;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rtt: { type: 'string', default: '' },
    minutes: { type: 'string', default: '10' },
    /** Set by `start`: the one who runs in the background leaves word when it is there. */
    background: { type: 'boolean', default: false },
  },
});
const [action, ...command] = positionals;
if (action === 'run') process.exit(await run(command));
else if (action === 'start') process.exit(await start());
else if (action === 'stop') process.exit(await stop());
else {
  console.error('Usage: scripts/rig.ts run [-- COMMAND …] | start | stop   [--rtt 50,100,200] [--minutes N]');
  process.exit(2);
}

async function run(words: readonly string[]): Promise<number> {
  const rtts = values.rtt.split(',').filter(Boolean).map(Number);
  const minutes = Number(values.minutes);
  if (!(minutes > 0) || rtts.some((rtt) => !(rtt >= 0))) {
    console.error('--rtt and --minutes take numbers');
    return 2;
  }
  const stopped = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopped.abort());
  let rig: Rig;
  try {
    rig = await startRig({ rtts, limitSeconds: minutes * 60 });
  } catch (error) {
    console.error((error as Error).message);
    return 1;
  }
  try {
    const { directory, cacert, ports, views } = rig;
    const description: RigDescription = { directory, cacert, ports, views };
    if (stopped.signal.aborted) return INTERRUPTED;
    // A parent that speaks to us asks what went through, and its end is ours.
    process.on('message', () => process.send?.(rig.proxies.map((proxy) => [proxy.rttMs, proxy.take()])));
    process.once('disconnect', () => stopped.abort());
    process.send?.(description);
    if (values.background) leaveWord(description);
    if (words.length > 0) return await runCommand(words, rig, stopped.signal);
    if (!process.send && !values.background) explain(description);
    await new Promise((resolve) => stopped.signal.addEventListener('abort', resolve, { once: true }));
    return 0;
  } finally {
    await rig.close();
    if (values.background) rmSync(STATE, { force: true });
  }
}

function explain({ directory, cacert, views }: RigDescription): void {
  console.log(`The rig is up; its files are in ${directory}.\n`);
  for (const view of views) {
    const words = commandWords(view, cacert).join(' ');
    console.log(`Round trip ${view.rttMs} ms:\nnode dist/cli.mjs domain acme-coach.test ${words}\n`);
  }
  console.log('Ctrl+C ends it.');
}

/** The command gets the words that lead the command line to the rig in RIG_WORDS, and the roots in RIG_CACERT. */
function runCommand(words: readonly string[], rig: RigDescription, signal: AbortSignal): Promise<number> {
  const [name, ...rest] = words as [string, ...string[]];
  const [view] = rig.views;
  const env = {
    ...process.env,
    RIG_CACERT: rig.cacert,
    RIG_WORDS: view ? commandWords(view, rig.cacert).join(' ') : '',
  };
  return new Promise((resolve) => {
    const child = spawn(name, rest, { stdio: 'inherit', env });
    signal.addEventListener('abort', () => child.kill(), { once: true });
    child.once('error', (error) => {
      console.error(`${name}: ${error.message}`);
      resolve(127);
    });
    child.once('exit', (code) => resolve(code ?? INTERRUPTED));
  });
}

async function start(): Promise<number> {
  const running = readState();
  if (running) {
    console.error(`The rig runs already (pid ${running.pid}); end it with: scripts/rig.ts stop`);
    return 1;
  }
  mkdirSync(STATE_FOLDER, { recursive: true });
  const log = openSync(LOG, 'w');
  const words = ['run', '--background', '--rtt', values.rtt, '--minutes', values.minutes];
  const child = spawn(process.execPath, ['--import=tsx', import.meta.filename, ...words], {
    cwd: HOME,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  const deadline = performance.now() + START_MS;
  while (performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    const state = readState();
    if (state) {
      explain(state.rig);
      return 0;
    }
    if (child.exitCode !== null) break;
  }
  child.kill();
  console.error(`The rig did not start: ${readFileSync(LOG, 'utf8').trim()}`);
  return 1;
}

async function stop(): Promise<number> {
  const state = readState();
  if (!state) {
    console.log('No rig runs.');
    return 0;
  }
  process.kill(state.pid, 'SIGTERM');
  const deadline = performance.now() + STOP_MS;
  while (processBirth(state.pid) === state.birth) {
    if (performance.now() > deadline) {
      // Its watchdog then ends what it had started.
      process.kill(state.pid, 'SIGKILL');
      break;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  rmSync(STATE, { force: true });
  console.log('The rig is down.');
  return 0;
}

function leaveWord(rig: RigDescription): void {
  const state: State = { pid: process.pid, birth: processBirth(process.pid) ?? '', rig };
  writeFileSync(STATE, JSON.stringify(state), { mode: 0o600 });
}

/** Undefined when no rig runs, or the one that did is gone. */
function readState(): State | undefined {
  try {
    const state = JSON.parse(readFileSync(STATE, 'utf8')) as State;
    return processBirth(state.pid) === state.birth ? state : undefined;
  } catch {
    return undefined;
  }
}
