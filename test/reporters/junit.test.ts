import assert from 'node:assert/strict';
import { Parser } from 'htmlparser2';
import { formatJunit } from '../../src/reporters/junit.ts';
import { EXAMPLE_AREAS, exampleReport, finding, HOSTILE, result } from './example-report.ts';

interface Element {
  name: string;
  attributes: Record<string, string>;
  text: string;
}

function elements(xml: string): Element[] {
  const found: Element[] = [];
  const open: Element[] = [];
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const element = { name, attributes, text: '' };
        found.push(element);
        open.push(element);
      },
      ontext(text) {
        const current = open.at(-1);
        if (current) current.text += text;
      },
      onclosetag: () => void open.pop(),
    },
    { xmlMode: true },
  );
  parser.end(xml);
  assert.deepEqual(open, [], 'every element is closed');
  return found;
}

describe('reporters/junit', () => {
  it('makes an area a suite and a check a case', () => {
    const found = elements(formatJunit(exampleReport(), { areas: EXAMPLE_AREAS }));
    const [all] = found;
    assert.deepEqual(
      [all?.attributes.tests, all?.attributes.failures, all?.attributes.skipped],
      ['7', '2', '3'],
    );
    assert.deepEqual(
      found.filter(({ name }) => name === 'testsuite').map(({ attributes }) => attributes.name),
      ['Secrets', 'Environment variables', 'Email delivery', 'Handover'],
    );
    const failure = found.find(({ name }) => name === 'failure');
    assert.equal(failure?.attributes.type, 'blocker');
    assert.match(
      failure?.text ?? '',
      /^src\/lib\/pay ment\.ts:12:24\nA live payment key[\s\S]*\nSTRIPE_SECRET_KEY=$/u,
    );
    assert.ok(
      found.some(
        ({ name, attributes }) => name === 'skipped' && attributes.message?.startsWith('Could not check: '),
      ),
    );
  });

  it('stays well-formed with hostile text', () => {
    const message = `</failure><x a="1">${HOSTILE}]]>&\ufffe`;
    const report = exampleReport({
      results: [
        result('env/tracked-env-file', {
          outcome: 'fail',
          findings: [finding('env/tracked-env-file', { message })],
        }),
        result('email/missing-dmarc', { outcome: 'notMeasured', reason: message }),
      ],
    });
    const xml = formatJunit(report, { areas: EXAMPLE_AREAS });
    assert.doesNotMatch(xml.replaceAll('\n', ''), /[\p{Cc}\p{Cf}\p{Cs}\ufffe\uffff]/u);
    const found = elements(xml);
    assert.ok(!found.some(({ name }) => name === 'x'));
    assert.match(
      found.find(({ name }) => name === 'failure')?.text ?? '',
      /<\/failure><x a="1">line one ::error/u,
    );
  });
});
