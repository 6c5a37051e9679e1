import type { Artifacts } from '../../model/artifacts.ts';
import { defineCheck, judge } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type {} from '../../observe/repository/compose-files.ts';
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
  requires: [...INVENTORY_ARTIFACTS, 'EnvMentions', 'ComposeFiles'],
  messages: {
    unused:
      '{name} is declared here, and nothing in the repository reads it: whoever sets up production looks for a value that nothing needs.',
  },
  run: ({ artifacts }) => {
    const inventory = inventoryOf(artifacts);
    const mentioned = mentionedWords(artifacts.EnvMentions);
    if (mentioned.has('*')) return judge([]);
    const images = imagesGivenFiles(artifacts.ComposeFiles);
    const findings = [...inventory.variables.values()].flatMap((variable) => {
      const isUnused = isCandidate(variable, inventory) && !mentioned.has(variable.name);
      if (!isUnused || isOfImage(variable.name, images)) return [];
      return nearestRead(variable, inventory) ? [] : [findingOf(variable)];
    });
    return judge(findings);
  },
});

/** Ready images that get a whole env file: what is named after one is read in it. */
function imagesGivenFiles(files: Artifacts['ComposeFiles']): Set<string> {
  const services = Object.values(files).flat();
  return new Set(
    services.flatMap(({ image, build, envFiles }) =>
      image !== undefined && build === undefined && envFiles.length > 0
        ? image.toLowerCase().split(/[^a-z]+/)
        : [],
    ),
  );
}

/** Images that read names of another family as well. */
const RELATED: Record<string, string> = { mysql: 'mariadb', kc: 'keycloak', gf: 'grafana', pg: 'postgres' };

/** `MONGO_INITDB_ROOT_USERNAME` for `mongo`, `PGADMIN_DEFAULT_EMAIL` for `dpage/pgadmin4`. */
function isOfImage(name: string, images: ReadonlySet<string>): boolean {
  const first = name.slice(0, Math.max(0, name.indexOf('_'))).toLowerCase();
  return first.length >= 2 && (images.has(first) || images.has(RELATED[first] ?? first));
}

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
