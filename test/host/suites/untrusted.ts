import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { api, file, problems, settled, until } from './support.ts';

describe('one folder', () => {
  before(async () => {
    await api();
    await settled();
  });

  it('has the workspace in the report without being asked', async () => {
    const report = await until('there is a report', async () => (await api()).report());
    assert.ok(report);
  });

  it('shows the problem of a file that was never opened, on its exact token', () => {
    const found = problems(file('src/pay.ts'));
    assert.equal(found.length, 1, found.join('\n'));
    assert.match(found[0] ?? '', /^0:26-\d+ Error secrets\/hardcoded-secret$/);
  });

  it('has no problems in a clean file', () => assert.deepEqual(problems(file('src/clean.ts')), []));
  void vscode;
});
