import { defineCheck, judge } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { isImplicit, isNamedAfter } from './implicit-names.ts';
import { INVENTORY_ARTIFACTS, type Inventory, inventoryOf, locationOf, type Variable } from './inventory.ts';
import { mentionedWords } from './mentions.ts';
import { nearestRead } from './near-miss.ts';
import { isProvided } from './platform-names.ts';

/** Catalogue ENV003. */
export const unusedVariable = defineCheck({
  id: 'env/unused-variable',
  title: 'Every declared variable is read by something',
  failureTitle: 'Declared variables are read by nothing',
  severity: 'low',
  requires: [...INVENTORY_ARTIFACTS, 'EnvMentions'],
  messages: {
    unused:
      '{name} is declared here, and nothing in the repository reads it: whoever sets up production looks for a value that nothing needs.',
  },
  run: ({ artifacts }) => {
    const inventory = inventoryOf(artifacts);
    const mentioned = mentionedWords(artifacts.EnvMentions);
    if (mentioned.has('*')) return judge([]);
    const findings = [...inventory.variables.values()].flatMap((variable) => {
      const isUnused = isCandidate(variable, inventory) && !mentioned.has(variable.name);
      return isUnused && !nearestRead(variable, inventory) ? [findingOf(variable)] : [];
    });
    return judge(findings);
  },
});

/** Only names of a shape that the list of mentioned words can hold. */
const COMPARABLE = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$|^[A-Z]{3,16}$/;
/** Read by the tools that start the program. */
const TOOLS =
  /^(?:COMPOSE|DOCKER|GH|GITHUB_TOKEN|BUILDKIT|NPM_CONFIG|NPM|YARN|PNPM|BUN|NODE|NIXPACKS|RAILPACK|PIP|UV|POETRY|PYTHON|GO|CARGO|RUST|JAVA|GRADLE|MAVEN|PUID|PGID|FLASK|UVICORN|GUNICORN|TRAEFIK|LETSENCRYPT|VIRTUAL|PORTLESS|DOTENV|HUSKY|DEBUG)(?:_|$)/;

function isCandidate({ name, reads, declarations, writes }: Variable, inventory: Inventory): boolean {
  if (reads.length > 0 || writes.length > 0 || !COMPARABLE.test(name) || TOOLS.test(name)) return false;
  if (!declarations.some((d) => d.kind === 'template' || d.kind === 'values')) return false;
  if (declarations.some((d) => d.kind === 'deploy' || d.kind === 'ci' || d.kind === 'script')) return false;
  if (isProvided(name, '', { form: '' }) || isImplicit(name, inventory.dependencies)) return false;
  if (isNamedAfter(name, inventory.dependencies)) return false;
  if (inventory.referenced.has(name)) return false;
  return !inventory.dynamic.some(({ prefix, suffix }) => matches(name, prefix, suffix));
}

/** Two letters and more are known of the name that is put together. */
const matches = (name: string, prefix: string, suffix: string): boolean =>
  prefix.length + suffix.length >= 2 && name.startsWith(prefix) && name.endsWith(suffix);

function findingOf({ name, declarations }: Variable): FindingDraft {
  const places = declarations.filter((d) => d.kind === 'template' || d.kind === 'values');
  const place = places.find((d) => d.kind === 'template') ?? places[0];
  if (!place) throw new Error(`no declaration of ${name}`);
  const start = { line: place.range.start.line, character: 0 };
  const edits = [
    {
      path: place.path,
      range: { start, end: { line: place.valueRange.end.line + 1, character: 0 } },
      newText: '',
    },
  ];
  return {
    messageId: 'unused',
    data: { name },
    location: locationOf(place),
    related: places
      .filter((other) => other !== place)
      .slice(0, 8)
      .map((other) => ({ location: locationOf(other), message: `${name} is also declared here` })),
    ...(place.kind === 'template' && {
      fixes: [{ title: `Delete ${name} from ${place.path}`, safety: 'unsafe' as const, edits }],
    }),
    remediation: {
      text: 'Delete the line here, and the variable where the app is deployed, or find out who should read it.',
    },
    anchor: name,
  };
}
