import type { Artifacts } from '../../model/artifacts.ts';
import { defineCheck, judge } from '../../model/check.ts';
import { INVENTORY_ARTIFACTS, inventoryOf, locationOf, ownReads, type Variable } from './inventory.ts';
import { isProvided } from './platform-names.ts';
import { appended, TEMPLATE_ARTIFACTS, unhidden } from './template-fix.ts';

const ENOUGH = 3;

/** Catalogue ENV008. */
export const missingTemplate = defineCheck({
  id: 'env/missing-template',
  title: 'A template lists the variables',
  failureTitle: 'No file lists the variables that the project needs',
  severity: 'medium',
  requires: [...INVENTORY_ARTIFACTS, ...TEMPLATE_ARTIFACTS],
  messages: {
    none: 'The code reads {count} variables and no .env.example lists them: whoever deploys this has to find them in the code.',
  },
  run: ({ artifacts }) => {
    const inventory = inventoryOf(artifacts);
    if (inventory.hasTemplate || hasCommonEnvFile(artifacts)) return judge([]);
    const own = [...inventory.variables.values()].filter(isOwn).sort((a, b) => (a.name < b.name ? -1 : 1));
    const [first] = own.flatMap(ownReads);
    if (own.length < ENOUGH || !first) return judge([]);
    const lines = own.map(({ name }) => `${name}=\n`).join('');
    const hidden = unhidden('.env.example', artifacts);
    const edits = [...hidden, appended('.env.example', lines, undefined)];
    return judge([
      {
        messageId: 'none',
        data: { count: own.length },
        location: locationOf(first),
        fixes: [
          {
            title: hidden.length > 0 ? 'Create .env.example, and let git take it' : 'Create .env.example',
            safety: 'safe',
            edits,
          },
        ],
        remediation: {
          text: `Create .env.example with the names and no values, and commit it${hidden[0] ? `; git ignores it until ${hidden[0].path} says ${hidden[0].newText.trim()}` : ''}.`,
          copy: lines,
        },
        anchor: 'template',
      },
    ]);
  },
});

/** A committed `.env` of defaults lists the names as well; one that git ignores is on one machine only. */
function hasCommonEnvFile({
  EnvFiles,
  WorkspaceFiles,
}: Pick<Artifacts, 'EnvFiles' | 'WorkspaceFiles'>): boolean {
  return WorkspaceFiles.files.some(
    (file) => EnvFiles[file.path] && !EnvFiles[file.path]?.environment && !file.ignored,
  );
}

/** Languages whose programs are configured in other files. */
const OTHER_WAYS = /\.(?:exs?|java|kts?|cs|fs|scala|groovy|ya?ml|properties|conf)$/;

/** Read by the program, and neither set by the machine nor declared for a host. */
const isOwn = (variable: Variable): boolean =>
  ownReads(variable).some(
    (read) => !isProvided(variable.name, read.path, read) && !OTHER_WAYS.test(read.path),
  ) && !variable.declarations.some((d) => d.kind === 'deploy');
