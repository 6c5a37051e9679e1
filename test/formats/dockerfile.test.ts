// biome-ignore-all lint/suspicious/noTemplateCurlyInString: texts under test
import assert from 'node:assert/strict';
import { readDockerfile } from '../../src/formats/dockerfile.ts';

describe('formats/dockerfile', () => {
  it('reads images, tags and stages, with arguments filled in', () => {
    const text =
      'ARG V=20.1\nFROM --platform=linux/amd64 registry.test:5000/lib/node:${V}-alpine@sha256:ab AS build\nFROM build\nFROM node\n';
    const facts = readDockerfile(text);
    assert.deepEqual(
      facts.stages.map(({ image, tag, stage }) => [image, tag, stage]),
      [
        ['registry.test:5000/lib/node', '20.1-alpine', 'build'],
        ['build', undefined, undefined],
        ['node', undefined, undefined],
      ],
    );
  });

  it('reads ENV and ARG with the places of names and values', () => {
    const text = 'FROM node:22\nENV A=1 B="two words"\nENV OLD form\nARG C\nARG D=x\n# ENV NO=1\n';
    const facts = readDockerfile(text);
    const shown = [...facts.environment, ...facts.arguments].map((v) => [
      text.slice(v.from, v.to),
      v.value,
      text.slice(v.valueFrom, v.valueTo),
    ]);
    assert.deepEqual(shown, [
      ['A', '1', '1'],
      ['B', 'two words', '"two words"'],
      ['OLD', 'form', 'form'],
      ['C', undefined, 'C'],
      ['D', 'x', 'x'],
    ]);
  });

  it('never throws', () => {
    for (const text of [
      '',
      'FROM',
      'FROM \\\n',
      'ENV',
      'ENV =',
      'ARG =x',
      'RUN <<EOF\nx',
      '\u0000',
      'FROM ${',
    ]) {
      assert.doesNotThrow(() => readDockerfile(text));
    }
  });
});
