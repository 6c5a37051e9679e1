/** Tells of every socket that this thread opens, by any of Node's ways: all lead through these. */
module.exports = (tell) => {
  const net = require('node:net');
  const dgram = require('node:dgram');
  const dns = require('node:dns');
  const wrap = (object, name, label) => {
    const original = object[name];
    object[name] = function (...args) {
      tell(`${label} ${JSON.stringify(args[0]) ?? ''}`.slice(0, 200));
      return original.apply(this, args);
    };
  };
  wrap(net.Socket.prototype, 'connect', 'tcp');
  wrap(dgram.Socket.prototype, 'bind', 'udp bind');
  wrap(dgram.Socket.prototype, 'send', 'udp send');
  for (const target of [dns, dns.promises]) wrap(target, 'lookup', 'lookup');
  for (const Resolver of [dns.Resolver, dns.promises.Resolver]) {
    for (const name of ['resolve', 'resolve4', 'resolve6', 'resolveMx', 'resolveTxt'])
      wrap(Resolver.prototype, name, name);
  }
};
