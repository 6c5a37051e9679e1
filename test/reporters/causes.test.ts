import assert from 'node:assert/strict';
import { causesOf, together } from '../../src/reporters/causes.ts';
import { result } from './example-report.ts';

const blind = (checkId: string, reason: string) => result(checkId, { outcome: 'notMeasured', reason });

describe('reporters/causes', () => {
  it('puts together what one cause hides, whichever host or address is named', () => {
    const results = [
      blind(
        'routing/a',
        'http://acme.test/: the name has no address; http://www.acme.test/: the name has no address',
      ),
      blind('tls/a', 'acme.test: the name has no address'),
      blind('edge/a', 'no host could be opened'),
      blind('edge/b', 'the name has no address'),
      blind('email/a', 'acme.test: the mail server answered with 421'),
      result('email/b'),
    ];
    const told = causesOf({ results }).map(({ text, todo, results: of }) => [
      text,
      of.map(({ checkId }) => checkId).join(' '),
      todo !== '',
    ]);
    assert.deepEqual(told, [
      ['The name has no address', 'routing/a tls/a edge/b edge/a', true],
      ['The mail server answered with 421', 'email/a', false],
    ]);
  });

  it('knows a computer without a network, and says what to do', () => {
    const results = [
      blind('dns/a', 'acme.test: the DNS server could not be reached (127.0.0.53:53)'),
      blind('dns/b', 'the DNS server did not answer in time ([2001:db8::1]:53)'),
      blind(
        'dns/c',
        'the TXT records of acme.test could not be read: your DNS server (192.0.2.1:53) finds no name at all, not even a.root-servers.net, which surely exists; try another network',
      ),
      blind('tls/a', 'no route leads to the server from here'),
    ];
    const [dns, nothing, route, ...others] = causesOf({ results });
    assert.equal(dns?.text, 'The DNS gave no answer');
    assert.match(dns?.todo ?? '', /internet connection.*Then check again\.$/u);
    assert.equal(nothing?.text, 'The DNS server of this computer finds no name at all');
    assert.equal(route?.text, 'This computer does not reach the servers');
    assert.deepEqual(others, []);
  });

  it('leaves alone what stands alone, and what only follows where nothing else is known', () => {
    const results = [blind('edge/a', 'no host could be opened'), blind('edge/b', 'it was not looked at')];
    const causes = causesOf({ results });
    assert.deepEqual(
      causes.map(({ text }) => text),
      ['No host could be opened', 'It was not looked at'],
    );
    assert.deepEqual(together(results, causes), { groups: [], rest: results });
  });

  it('joins only where there are three of them', () => {
    const results = ['tls/a', 'tls/b', 'tls/c', 'dns/a'].map((id) => blind(id, 'the name has no address'));
    const { groups, rest } = together(results.slice(0, 3), causesOf({ results }));
    assert.deepEqual(
      groups.map((group) => group.results.length),
      [3],
    );
    assert.deepEqual(rest, []);
    assert.equal(together(results.slice(2), causesOf({ results })).rest.length, 2);
  });
});
