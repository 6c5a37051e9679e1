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
  watchModules();
  watchSockets((what) => probe.sockets.push(what));
  watchWorkers();
  watchTimers();
};

function watchModules() {
  const tell = (specifier, parentUrl, url) => {
    const parent = OURS.exec(parentUrl ?? '')?.[1];
    const own = OURS.exec(url)?.[1];
    if (parent || own)
      probe.modules.push({ name: own ?? specifier, from: parent ?? 'the host', at: performance.now() });
  };
  if (Number(process.versions.node.split('.')[0]) >= 24) {
    module_.registerHooks({
      resolve(specifier, context, next) {
        const resolved = next(specifier, context);
        tell(specifier, context.parentURL, resolved.url);
        return resolved;
      },
    });
    return;
  }
  // An older VS Code resolves its own module in a loader thread that asks this one: hooks that wait here would wait
  // forever, so ours go there as well.
  const loader = `let port;
export const initialize = (data) => { port = data.port; };
export const resolve = async (specifier, context, next) => {
  const resolved = await next(specifier, context);
  port.postMessage([specifier, context.parentURL, resolved.url]);
  return resolved;
};`;
  const { port1, port2 } = new threads.MessageChannel();
  port1.on('message', (seen) => tell(...seen));
  port1.unref();
  module_.register(`data:text/javascript,${encodeURIComponent(loader)}`, {
    data: { port: port2 },
    transferList: [port2],
  });
}

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
