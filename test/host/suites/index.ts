import { join } from 'node:path';
import imported from 'mocha';

/** Older Nodes give the module itself where newer ones give what it exports. */
const Mocha = 'default' in imported ? (imported.default as typeof imported) : imported;

/** Runs the suite that the environment names, and ends with a line that can be counted. */
export async function run(): Promise<void> {
  const suite = process.env.LAUNCH_READY_SUITE ?? '';
  const mocha = new Mocha({ ui: 'bdd', timeout: 30_000, slow: 10_000, color: false, reporter: 'spec' });
  mocha.addFile(join(__dirname, `${suite}.cjs`));
  await new Promise<void>((done, fail) => {
    const runner = mocha.run((failures) => {
      const { passes = 0, pending = 0 } = runner.stats ?? {};
      console.log(`${suite}: ${passes} passed, ${failures} failed, ${pending} skipped`);
      if (failures > 0 || passes === 0)
        fail(new Error(`${suite}: ${failures} tests failed, ${passes} passed`));
      else done();
    });
  });
}
