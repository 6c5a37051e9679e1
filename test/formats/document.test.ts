import assert from 'node:assert/strict';
import { at, type DocumentNode, entriesOf, itemsOf, textAt } from '../../src/formats/document.ts';
import { parseJsonDocument } from '../../src/formats/document-json.ts';
import { parseTomlDocument } from '../../src/formats/document-toml.ts';
import { parseYamlDocument } from '../../src/formats/document-yaml.ts';

const slice = (text: string, node: { from: number; to: number } | undefined) =>
  node && text.slice(node.from, node.to);

describe('formats/document', () => {
  const forms: [string, (text: string) => DocumentNode | undefined, string][] = [
    [
      'JSON with comments',
      parseJsonDocument,
      '{\n // c\n "env": { "A": "x", "N": 20, "T": true, },\n "list": ["p", "q"] }',
    ],
    ['YAML', parseYamlDocument, 'env:\n  A: "x" # c\n  N: 20\n  T: true\nlist:\n  - p\n  - q\n'],
    ['TOML', parseTomlDocument, 'list = ["p", "q"]\n[env]\nA = "x" # c\nN = 20\nT = true\n'],
  ];
  for (const [title, parse, text] of forms) {
    it(`gives values, keys and places of ${title}`, () => {
      const document = parse(text);
      assert.deepEqual(
        [textAt(document, 'env', 'A'), textAt(document, 'env', 'N'), textAt(document, 'env', 'T')],
        ['x', '20', 'true'],
      );
      assert.deepEqual(
        itemsOf(at(document, 'list')).map((item) => textAt(item)),
        ['p', 'q'],
      );
      assert.equal(slice(text, at(document, 'env', 'A')), 'x');
      assert.equal(slice(text, at(document, 'list', 1)), 'q');
      assert.deepEqual(
        entriesOf(at(document, 'env')).map((entry) => slice(text, entry)),
        ['A', 'N', 'T'],
      );
    });
  }

  it('keeps versions of YAML as they are written', () => {
    assert.equal(textAt(parseYamlDocument('v: 20.10\nw: 018\n'), 'v'), '20.10');
  });

  it('joins tables of TOML: dotted keys, arrays of tables, tables opened twice', () => {
    const document = parseTomlDocument(
      'a.b = 1\n[[s]]\nn = 1\n[[s]]\nn = 2\n[env.production.vars]\nX = "1"\n[env.production]\nname = "p"\n',
    );
    assert.deepEqual([textAt(document, 'a', 'b'), textAt(document, 's', 1, 'n')], ['1', '2']);
    assert.deepEqual(
      [textAt(document, 'env', 'production', 'vars', 'X'), textAt(document, 'env', 'production', 'name')],
      ['1', 'p'],
    );
  });

  it('follows anchors and merges of YAML', () => {
    const document = parseYamlDocument(
      'x: &x\n  A: 1\n  B: 2\nservices:\n  web:\n    environment:\n      <<: *x\n      B: 3\n',
    );
    assert.deepEqual(
      [
        textAt(document, 'services', 'web', 'environment', 'A'),
        textAt(document, 'services', 'web', 'environment', 'B'),
      ],
      ['1', '3'],
    );
  });

  it('says what it understood of broken files, and nothing of hopeless ones', () => {
    assert.equal(textAt(parseTomlDocument('a = 1\n[b]\nc = "x\nd = 2\n'), 'a'), '1');
    assert.equal(textAt(parseJsonDocument('{ "a": 1, "b": { "c": '), 'a'), '1');
    assert.equal(textAt(parseYamlDocument('a: 1\nb: [1, 2\nc: "x'), 'a'), '1');
    for (const parse of [parseJsonDocument, parseTomlDocument, parseYamlDocument]) {
      for (const text of [
        '',
        '\u0000\u0001',
        ']]]]',
        '%%%',
        '{'.repeat(5000),
        '['.repeat(5000),
        '- '.repeat(3000),
      ]) {
        assert.doesNotThrow(() => parse(text));
      }
    }
  });

  it('stays small on a file of nested aliases', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 12; i++)
      lines.push(
        `a${i}: &a${i} [${Array(10)
          .fill(`*a${i - 1}`)
          .join(', ')}]`,
      );
    const count = (node: DocumentNode | undefined): number =>
      1 +
      itemsOf(node).reduce((sum, item) => sum + count(item), 0) +
      entriesOf(node).reduce((sum, e) => sum + count(e.value), 0);
    assert.ok(count(parseYamlDocument(lines.join('\n'))) < 100_000);
  });
});
