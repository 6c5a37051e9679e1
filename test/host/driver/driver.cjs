// Starts before the extension under test and watches what it loads, which timers it keeps and which sockets
// anything in the extension host, or in a worker thread of it, opens.
const module_ = require('node:module');
const path = require('node:path');
const threads = require('node:worker_threads');
const watchSockets = require('./sockets.cjs');

const OURS = /launch-ready\.launch-ready-[^/]*\/dist\/([^/]+)$/;

const probe = { modules: [], sockets: [], timers: [], workers: 0 };
globalThis.launchReadyProbe = probe;

exports.activate = () => {
  module_.registerHooks({
    resolve(specifier, context, next) {
      const resolved = next(specifier, context);
      const parent = OURS.exec(context.parentURL ?? '')?.[1];
      const own = OURS.exec(resolved.url)?.[1];
      if (parent || own)
        probe.modules.push({ name: own ?? specifier, from: parent ?? 'the host', at: performance.now() });
      return resolved;
    },
  });
  watchSockets((what) => probe.sockets.push(what));
  watchWorkers();
  watchTimers();
};

/** A worker thread has its own modules: it is given the same watch, and tells through a channel. */
function watchWorkers() {
  const channel = new threads.BroadcastChannel('launch-ready-probe');
  channel.onmessage = ({ data }) => probe.sockets.push(`worker: ${data}`);
  channel.unref();
  const { Worker } = threads;
  threads.Worker = class extends Worker {
    constructor(script, options = {}) {
      probe.workers++;
      super(script, { ...options, execArgv: ['--require', path.join(__dirname, 'worker.cjs')] });
    }
  };
  module_.syncBuiltinESMExports();
}

/** Timers that the extension sets: nothing of it may wake up by itself later. */
function watchTimers() {
  for (const name of ['setTimeout', 'setInterval']) {
    const original = globalThis[name];
    globalThis[name] = (work, ms, ...rest) => {
      // The frame above this one: VS Code sets timers of its own below our calls.
      const caller = new Error().stack.split('\n')[2] ?? '';
      if (caller.includes('launch-ready.launch-ready-')) probe.timers.push({ name, ms });
      return original(work, ms, ...rest);
    };
    Object.assign(globalThis[name], original);
  }
}
