import assert from 'node:assert/strict';
import { parseJsonDocument } from '../../src/formats/document-json.ts';
import { isListed, turboSettings } from '../../src/formats/turbo.ts';

describe('turbo.json', () => {
  it('collects every list of names', () => {
    const text = `{
      // comments are fine
      "globalEnv": ["A_B"],
      "globalPassThroughEnv": ["C_D"],
      "tasks": { "build": { "env": ["E_F", "G_*"] }, "web#test": { "passThroughEnv": ["H_I"] } },
    }`;
    const settings = turboSettings(parseJsonDocument(text));
    assert.deepEqual(settings.listed.sort(), ['A_B', 'C_D', 'E_F', 'G_*', 'H_I']);
    assert.equal(settings.isLoose, false);
  });

  it('reads the older key, and the loose mode', () => {
    const settings = turboSettings(
      parseJsonDocument(
        '{ "envMode": "loose", "extends": ["//"], "pipeline": { "build": { "env": ["A_B"] } } }',
      ),
    );
    assert.deepEqual([settings.listed, settings.isLoose, settings.isExtending], [['A_B'], true, true]);
  });

  it('takes a star for any characters, and nothing else for a pattern', () => {
    assert.ok(isListed('G_H', ['G_*']));
    assert.ok(isListed('MY_KEY', ['*_KEY']));
    assert.ok(!isListed('G_H', ['!G_H', '!G_*', 'G.H', 'X_*']));
    assert.ok(!isListed('AXB', ['A.B']));
  });
});
