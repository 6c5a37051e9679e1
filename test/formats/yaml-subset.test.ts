// biome-ignore-all lint/suspicious/noTemplateCurlyInString: texts under test
import assert from 'node:assert/strict';
import { readWholeYaml } from '../../src/formats/document-yaml.ts';
import { readYamlSubset } from '../../src/formats/yaml-subset.ts';

const WORKFLOW = `name: Deploy # to the host
on:
  workflow_dispatch:
  push:
    branches: [main, "release/**", 'v1']
env:
  NODE_ENV: production
  EMPTY: ''
  NOTHING: ~
  PORT: 022
jobs:
  build:
    runs-on: ubuntu-latest
    if: >-
      github.event_name == 'push' &&
      github.ref != 'x'

        set in

      and on
    steps:
      - uses: actions/checkout@v4
      # a comment
      - name: Build
        env: { A: 1, B: "two", C: [x, y] }
        run: |
          echo "A=\${{ secrets.A }}" >> $GITHUB_ENV

          npm run build


      -   run: npm test
          continue-on-error: True
`;
const COMPOSE = `services:
  web:
    build:
      context: .
      args:
      - A=1
      - B
    ports:
    - "80:80"
    -
      - nested
    environment:
      URL: http://a.test/x:y#z
      "QUOTED KEY" : it's
      'single ''quote''': "a\\nb"
  db:
    image: postgres:16
volumes:
  data:
`;
const MANIFESTS = `# first
---
kind: Secret
stringData:
  A: |-
    one
---
- a
- b: c
  d: e
-
--- 
last: 1
`;
const SHARED = `x-common: &common
  restart: always
  environment: &env
    A: 1
    B: [one,
      "two", { c: d }]
list:
  [
    a,
    b,
  ]
services:
  one:
    <<: *common
    image: &image acme/web
    environment:
      <<: [ ]
      C: 2
  two:
    image: *image
    environment: *env # the same
  three: { image: x }
`;
const PIECES =
  ` |  |\n|:|: |- |-|#| # x|"|'|[|]|{|}|,|>|>-\n|&a |*a|!x |?|~|null|\n\n|---\n|...\n|%|@|\`|\\|1e3|a: b|\n  x: y|\n- z|é|<<: `
    .split('|')
    .concat('|', '|\n', '\n');
const MUTATIONS = 4000;

/** As a compiler would: the same numbers at every run. */
function createNumbers(): (below: number) => number {
  let seed = 11;
  return (below) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return Math.floor((seed / 0x7fff_ffff) * below) % below;
  };
}

describe('formats/yaml-subset', () => {
  for (const [name, text] of Object.entries({ WORKFLOW, COMPOSE, MANIFESTS, SHARED })) {
    it(`reads as the whole reader does: ${name.toLowerCase()}`, () => {
      const found = readYamlSubset(text);
      assert.ok(found);
      assert.deepEqual(found, readWholeYaml(text));
    });
  }

  it('leaves to the whole reader what it does not know', () => {
    const beyond = [
      'a: *x',
      'a: &x\nb: *x',
      'a: !tag 1',
      'a: one\n  two',
      'a: "one\n  two"',
      'a:\n  b: [c,\n  d]',
      'a: [b\n  c]',
      '? a\n: b',
      'a: b: c',
      'a:\n\tb: c',
      '%YAML 1.2\n---\na: 1',
      'a: 1\n...\n',
      '0755: a',
      'Null: a',
      '{{ if .Values.a }}',
      'just a text',
      'a: 1\n---\n# nothing',
      'a:\n    b: 1\n  c: 2',
    ];
    for (const text of beyond) assert.equal(readYamlSubset(text), undefined, text);
  });

  it('reads nothing in another way, whatever was typed into the file', () => {
    const next = createNumbers();
    let read = 0;
    for (let i = 0; i < MUTATIONS; i++) {
      let text = [WORKFLOW, COMPOSE, MANIFESTS, SHARED][i % 4] as string;
      for (let edits = 1 + next(2); edits > 0; edits--) {
        const at = next(text.length + 1);
        const put = next(4) > 0 ? (PIECES[next(PIECES.length)] as string) : '';
        text = text.slice(0, at) + put + text.slice(at + (next(2) > 0 ? next(4) : 0));
      }
      const found = readYamlSubset(text);
      if (!found) continue;
      read++;
      assert.deepEqual(found, readWholeYaml(text), text);
    }
    assert.ok(read > MUTATIONS / 4, `${read} of ${MUTATIONS}`);
  });

  it('ends on any depth and size', () => {
    assert.equal(readYamlSubset(`a: ${'['.repeat(5000)}`), undefined);
    assert.equal(readYamlSubset('- '.repeat(5000)), undefined);
    assert.equal(readYamlSubset('a: 1\n'.repeat(30_000)), undefined);
    const laughs = Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1}\n- *a${i}\n- *a${i}`);
    assert.equal(readYamlSubset(['a0: &a0 x', ...laughs].join('\n')), undefined);
  });
});
