// `npm run catalogue [-- ROW …]`: every row of the network's catalogue with the checks that answer it, and for each the first case
// of the rig (test/rig) that fails and that passes. `--all` adds the rows of grade L and I, and every case.
import { CATALOGUE, isFailing, isPassing, type RigCase, rigCases } from '../test/rig/catalogue.ts';

const words = process.argv.slice(2);
const all = words.includes('--all');
const wanted = words.filter((word) => word !== '--all');
const cases = await rigCases();

const shown = ({ file, test, expected }: RigCase) =>
  `${file} › ${test}${Array.isArray(expected) ? ` [${expected.slice(0, 3).join(', ')}${expected.length > 3 ? ', …' : ''}]` : ''}`;

for (const [row, { grade, checks, tests = [] }] of Object.entries(CATALOGUE)) {
  if (wanted.length > 0 && !wanted.some((word) => row.includes(word))) continue;
  if (wanted.length === 0 && !all && (grade === 'L' || grade === 'I')) continue;
  console.log(`${row} (${grade})`);
  for (const check of checks) {
    console.log(`  ${check}`);
    const found = cases.get(check) ?? [];
    for (const [word, isSuch] of [['fails', isFailing] as const, ['passes', isPassing] as const]) {
      const such = found.filter(({ expected }) => isSuch(expected, check));
      for (const one of all ? such : such.slice(0, 1)) console.log(`    ${word.padEnd(6)} ${shown(one)}`);
    }
  }
  for (const [file, name] of tests) console.log(`  ${file} › ${name}`);
}
