// `npm run test:fuzz`: everything that a stranger's server sends, changed at random, in full numbers: 300,000 DNS messages, 10,000
// certificates, server hellos and HTTP heads. `npm test` tries a few of each.
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const HOME = path.resolve(import.meta.dirname, '..');
const TESTS = ['dns-fuzz', 'certificate-details', 'certificate-revocation', 'tls-hello', 'http-heads'];

const { status } = spawnSync(
  process.execPath,
  [
    path.join(HOME, 'node_modules', 'mocha', 'bin', 'mocha.js'),
    ...TESTS.map((name) => path.join('test', 'net', `${name}.test.ts`)),
  ],
  { cwd: HOME, stdio: 'inherit', env: { ...process.env, LAUNCH_READY_FULL_FUZZ: '1' } },
);
process.exit(status ?? 1);
