const { BroadcastChannel } = require('node:worker_threads');

const channel = new BroadcastChannel('launch-ready-probe');
channel.unref();
require('./sockets.cjs')((what) => channel.postMessage(what));
