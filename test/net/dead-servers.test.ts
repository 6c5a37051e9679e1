import assert from 'node:assert/strict';
import { createServer, type Server, type Socket } from 'node:net';
import { after, before, describe, it } from 'mocha';
import { createAddressTurns } from '../../src/net/address-turns.ts';
import { createConnector } from '../../src/net/connector.ts';
import { createDnsClient, type DnsClient } from '../../src/net/dns-client.ts';
import { createHttpClient } from '../../src/net/http-client.ts';
import { createTrust } from '../../src/net/trust.ts';
import { type RunningDnsServer, startDnsServer } from '../support/servers/dns-server.ts';

const signal = new AbortController().signal;
const HOSTS = Array.from({ length: 12 }, (_, index) => `h${index}.acme.test`);

describe('net: servers that are down', () => {
  let dns: RunningDnsServer;
  let client: DnsClient;
  const closing: (() => unknown)[] = [];
  const serve = (act: (socket: Socket) => void): Promise<{ port: number; visits(): number }> => {
    let visits = 0;
    const sockets = new Set<Socket>();
    const server: Server = createServer((socket) => {
      visits++;
      sockets.add(socket.on('error', () => {}).resume());
      act(socket);
    });
    closing.push(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    return new Promise((resolve) =>
      server.listen(0, '127.0.0.1', () =>
        resolve({ port: (server.address() as { port: number }).port, visits: () => visits }),
      ),
    );
  };
  const clientFor = (connectTo: string[], timeoutMs = 300) =>
    createHttpClient(createConnector({ connectTo, allowPrivate: true }, client), createTrust({}), timeoutMs);

  before(async () => {
    dns = await startDnsServer({
      zone: {
        '*.acme.test': { A: ['127.0.0.1'] },
        'two.acme.test': { A: ['127.0.0.77', '127.0.0.1'] },
      },
    });
    client = createDnsClient({ dns: [dns.address] });
  });
  after(async () => {
    for (const close of closing) close();
    client.close();
    await dns.close();
  });

  it('asks a server that says nothing a few times, and fails who stands in line with the same reason', async () => {
    const mute = await serve(() => {});
    const http = clientFor([`::127.0.0.1:${mute.port}`]);
    const asked = HOSTS.map((host) => http.get(new URL(`http://${host}/`), { signal }));
    for (const end of await Promise.allSettled(asked)) {
      assert.equal(end.status === 'rejected' && end.reason.message, 'the server takes longer than we wait');
    }
    assert.equal(mute.visits(), 3);
  });

  it('keeps room for another port of the same machine', async () => {
    const mute = await serve(() => {});
    const good = await serve((socket) => socket.end('HTTP/1.1 204 No Content\r\n\r\n'));
    const http = clientFor([`:80:127.0.0.1:${mute.port}`, `:81:127.0.0.1:${good.port}`], 1000);
    let waiting = HOSTS.length;
    const hanging = HOSTS.map((host) =>
      http.get(new URL(`http://${host}/`), { signal }).catch(() => waiting--),
    );
    const answers = await Promise.all(
      HOSTS.map((host) => http.get(new URL(`http://${host}:81/`), { signal, maxBodyBytes: 0 })),
    );
    assert.ok(answers.every(({ status }) => status === 204));
    assert.equal(waiting, HOSTS.length);
    await Promise.all(hanging);
  });

  it('does not give up a server that is mute for one and answers others', async () => {
    let first = true;
    const server = await serve((socket) => {
      if (!first) setTimeout(() => socket.end('HTTP/1.1 204 No Content\r\n\r\n'), 20);
      first = false;
    });
    const http = clientFor([`::127.0.0.1:${server.port}`]);
    const ends = await Promise.allSettled(
      HOSTS.map((host) => http.get(new URL(`http://${host}/`), { signal, maxBodyBytes: 0 })),
    );
    assert.deepEqual(ends.map(({ status }) => status).sort(), [
      ...HOSTS.slice(1).map(() => 'fulfilled'),
      'rejected',
    ]);
    const later = await http.get(new URL('http://later.acme.test/'), { signal, maxBodyBytes: 0 });
    assert.equal(later.status, 204);
  });

  it('goes on to the next address where one is closed', async () => {
    const good = await serve((socket) => socket.end('HTTP/1.1 204 No Content\r\n\r\n'));
    const http = clientFor([`::two.acme.test:${good.port}`]);
    const answer = await http.get(new URL('http://two.acme.test/'), { signal, maxBodyBytes: 0 });
    assert.deepEqual([answer.status, answer.address], [204, '127.0.0.1']);
  });

  describe('turns', () => {
    it('never gives more than its share to an address, nor to a port that is silent', async () => {
      const turns = createAddressTurns(40, 6, 3);
      const taken: string[] = [];
      let given = 0;
      const wanted = (name: string, port: number) =>
        turns.take('192.0.2.1', port, `${given++}.test`, signal).then((turn) => {
          taken.push(name);
          return turn;
        });
      const first = Array.from({ length: 5 }, () => wanted('a', 80));
      const second = Array.from({ length: 5 }, () => wanted('b', 443));
      await new Promise(setImmediate);
      assert.equal(taken.join(''), 'aaabbb');
      const turn = await first[0];
      assert.ok(typeof turn === 'object');
      turn.spoke();
      turn.end();
      await new Promise(setImmediate);
      assert.equal(taken.join(''), 'aaabbba');
      void second;
    });

    it('gives each host its share at an address of a known edge, and all of them no more than an edge’s', async () => {
      const turns = createAddressTurns();
      let taken = 0;
      const heard = async (host: string) => {
        const turn = await turns.take('192.0.2.1', 443, host, signal, true);
        if (typeof turn === 'object') turn.spoke();
        taken++;
      };
      for (let i = 0; i < 8; i++) void heard('a.test');
      await new Promise(setImmediate);
      assert.equal(taken, 6);
      for (const host of HOSTS) for (let i = 0; i < 3; i++) void heard(host);
      await new Promise(setImmediate);
      assert.equal(taken, 24);
    });

    it('fails who stands in line once nobody could connect, and nobody in line for another port', async () => {
      const turns = createAddressTurns();
      const lined = Array.from({ length: 8 }, (_, index) =>
        turns.take('192.0.2.1', 80, `${index}.test`, signal),
      );
      const other = turns.take('192.0.2.1', 443, 'a.test', signal);
      const turn = await lined[0];
      assert.ok(typeof turn === 'object');
      turn.unopened();
      turn.end();
      const rest = await Promise.all(lined.slice(3));
      assert.deepEqual(
        rest,
        rest.map(() => 'unopened'),
      );
      assert.ok(typeof (await other) === 'object');
      assert.equal(await turns.take('192.0.2.1', 80, 'a.test', signal), 'unopened');
    });

    it('lets the next ones go as soon as the port has spoken', async () => {
      const turns = createAddressTurns(40, 6, 1);
      const first = await turns.take('192.0.2.1', 443, 'a.test', signal);
      const second = turns.take('192.0.2.1', 443, 'a.test', signal);
      assert.ok(typeof first === 'object');
      first.spoke();
      assert.ok(typeof (await second) === 'object');
    });

    it('holds a server for alive when somebody got through meanwhile', async () => {
      const turns = createAddressTurns();
      const [first, second] = await Promise.all(
        [80, 80].map((port) => turns.take('192.0.2.1', port, 'a.test', signal)),
      );
      assert.ok(typeof first === 'object' && typeof second === 'object');
      second.opened();
      first.unopened();
      assert.ok(typeof (await turns.take('192.0.2.1', 80, 'b.test', signal)) === 'object');
    });

    it('asks a silent port as one host no more than twice, so that another host has a turn', async () => {
      const turns = createAddressTurns();
      const taken: string[] = [];
      for (const host of ['a.test', 'a.test', 'a.test', 'b.test', 'c.test'])
        void turns.take('192.0.2.1', 443, host, signal).then(() => taken.push(host));
      await new Promise(setImmediate);
      assert.deepEqual(taken, ['a.test', 'a.test', 'b.test']);
    });

    it('fails who stands in line for a host that a port was silent to, and lets another host try', async () => {
      const turns = createAddressTurns(40, 6, 1);
      const first = await turns.take('192.0.2.1', 443, 'a.test', signal);
      const same = turns.take('192.0.2.1', 443, 'a.test', signal);
      const other = turns.take('192.0.2.1', 443, 'b.test', signal);
      assert.ok(typeof first === 'object');
      first.mute();
      first.end();
      assert.equal(await same, 'mute');
      assert.ok(typeof (await other) === 'object');
    });

    it('lets go of the line when aborted', async () => {
      const turns = createAddressTurns(40, 1, 1);
      const held = await turns.take('192.0.2.1', 80, 'a.test', signal);
      const controller = new AbortController();
      const leaving = turns.take('192.0.2.1', 80, 'a.test', controller.signal);
      const staying = turns.take('192.0.2.1', 80, 'a.test', signal);
      controller.abort();
      await assert.rejects(leaving, { name: 'AbortError' });
      assert.ok(typeof held === 'object');
      held.end();
      assert.ok(typeof (await staying) === 'object');
    });
  });
});
