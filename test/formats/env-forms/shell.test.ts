// biome-ignore-all lint/suspicious/noTemplateCurlyInString: texts under test
import assert from 'node:assert/strict';
import {
  dockerfileReads,
  shellReads,
  supabaseReads,
  workflowReads,
} from '../../../src/formats/env-forms/shell.ts';

const shown = (text: string, reads: ReturnType<typeof shellReads>) =>
  reads.map((read) => {
    assert.equal(text.slice(read.from, read.to), read.name);
    return `${read.name} ${read.requirement}`;
  });

describe('formats/env-forms/shell', () => {
  it('reads what a script does not set itself', () => {
    const text =
      'OWN=1\nexport ALSO="$A_B"\nfor I_T in 1 2; do echo $I_T; done\nread -r GIVEN\necho $OWN ${ALSO} $GIVEN ${C_D:-x} "$E_F" \'$NO_1\' \\$NO_2 $$ $1 $# # $NO_3\n';
    assert.deepEqual(shown(text, shellReads('scripts/a.sh', text)), [
      'A_B optional',
      'C_D optional',
      'E_F optional',
    ]);
  });

  it('needs what a start script demands', () => {
    const text = ': "${DATABASE_URL:?set it}"\necho "$OTHER_KEY"\n';
    assert.deepEqual(shown(text, shellReads('docker/entrypoint.sh', text)), [
      'DATABASE_URL required',
      'OTHER_KEY optional',
    ]);
    assert.deepEqual(shown(text, shellReads('scripts/backup.sh', text))[0], 'DATABASE_URL optional');
  });

  it('reads a Dockerfile and a workflow', () => {
    const docker = '# $NO_1\nARG A_B\nENV C=$A_B\nEXPOSE ${APP_PORT}\n';
    assert.deepEqual(shown(docker, dockerfileReads(docker)), ['A_B optional', 'APP_PORT optional']);
    const workflow =
      "a: ${{ secrets.A_B }}\nb: ${{ vars.C_D || 'x' }}\nif: env.E_F == 1\nd: ${{ github.NO }}\n";
    assert.deepEqual(shown(workflow, workflowReads(workflow)), [
      'A_B required',
      'C_D optional',
      'E_F optional',
    ]);
  });

  it('leaves out what supabase/config.toml switches off', () => {
    const text =
      'a = "env(TOP_KEY)"\n[auth.sms]\nenabled = false\ntoken = "env(OFF_KEY)"\n[auth.github]\nenabled = true\nsecret = "env(ON_KEY)"\n# x = "env(NO_KEY)"\n';
    assert.deepEqual(shown(text, supabaseReads(text)), ['TOP_KEY required', 'ON_KEY required']);
  });
});
