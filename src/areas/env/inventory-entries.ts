import type { LaunchConfig } from '../../config/model.ts';
import type { EnvComment } from '../../formats/env-comments.ts';
import type { Side } from '../../formats/env-side.ts';
import { isKeyLike } from '../../formats/key-like.ts';
import type { Range } from '../../model/location.ts';
import type { DeclarationKind } from '../../observe/repository/env-declarations.ts';
import {
  type Inventory,
  isRequired,
  ownReads,
  type PlacedDeclaration,
  type PlacedRead,
  type Variable,
} from './inventory.ts';
import { isProvided } from './platform-names.ts';
import { knownPurpose } from './purposes.ts';

/** One variable as the inventory shows it: plain data, no value. Lines and characters count from 0. */
export interface EnvEntry {
  name: string;
  purpose: string | null;
  purposeFrom: 'template' | 'dictionary' | null;
  /** The program does not run without it. */
  required: boolean;
  /** Where it is read: the program's own sides first. */
  sides: Side[];
  /** The host, the runtime or a tool sets it: nobody has to. */
  setByPlatform: boolean;
  /** `package`: the folder of the package that reads; empty: the root. */
  reads: { count: number; places: { path: string; range: Range; side: Side; package: string }[] };
  declarations: { path: string; range: Range; kind: DeclarationKind; source: string }[];
  environments: EnvSetting[];
}

export interface EnvSetting {
  environment: string;
  /** `elsewhere`: the file names it, its value comes from outside. `provided`: launch-ready.yaml says so. */
  state: 'set' | 'empty' | 'placeholder' | 'elsewhere' | 'provided';
  /** Settings of one variable with the same mark have the same value. Means nothing beyond this variable and run. */
  mark: string | null;
  path: string | null;
  range: Range | null;
}

export interface EnvInventory {
  entries: EnvEntry[];
  /** Entries left out: set by the platform, or only of tests, scripts and pipelines. */
  hidden: number;
}

interface EntryOptions {
  comments: ReadonlyMap<string, EnvComment>;
  environments: NonNullable<LaunchConfig['environments']>;
  /** Also what the platform sets and what only tests, scripts and pipelines use. */
  all: boolean;
}

/** The inventory in the order of a person's interest: required, optional, never read; by name. */
export function envEntries(inventory: Inventory, options: EntryOptions): EnvInventory {
  const shown = [...inventory.variables.values()].filter(isVariable);
  const kept = shown.filter((variable) => options.all || concernsPeople(variable));
  const rank = (entry: EnvEntry) => (entry.required ? 0 : entry.reads.count > 0 ? 1 : 2);
  const entries = kept
    .map((variable) => envEntry(variable, options))
    .sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
  return { entries, hidden: shown.length - kept.length };
}

/** No binding of a worker, and no line of a key that only looks like a name. */
function isVariable({ name, reads, declarations }: Variable): boolean {
  if (declarations.some((d) => d.environment === 'binding')) return false;
  if (reads.length > 0) return true;
  return declarations.length > 0 && /^[A-Za-z_][\w.-]*$/.test(name) && !isKeyLike(name);
}

/** What an env file names is shown even when the platform could set it. */
function concernsPeople(variable: Variable): boolean {
  if (variable.declarations.some((d) => d.kind === 'template' || d.kind === 'values')) return true;
  return ownReads(variable).length > 0 && !isSetByPlatform(variable);
}

export function isSetByPlatform({ name, reads }: Variable): boolean {
  if (reads.length === 0) return isProvided(name, '', { form: '' });
  return reads.every((read) => isProvided(name, read.path, read));
}

const SIDES: readonly Side[] = ['client', 'server', 'build', 'test', 'script', 'ci'];

/** One variable as the inventory shows it. */
export function envEntry(
  variable: Variable,
  { comments, environments }: Omit<EntryOptions, 'all'>,
): EnvEntry {
  const { name, reads, declarations } = variable;
  const setByPlatform = isSetByPlatform(variable);
  const own = ownReads(variable);
  const ordered = [...own, ...reads.filter((read) => !own.includes(read))];
  return {
    name,
    ...purposeOf(name, comments.get(name)),
    required: !setByPlatform && isRequired(variable),
    sides: SIDES.filter((side) => reads.some((read) => read.side === side)),
    setByPlatform,
    reads: { count: reads.length, places: ordered.map(placeOf) },
    declarations: declarations
      .filter((d) => d.kind !== 'comment' || !declarations.some((other) => other.kind === 'template'))
      .map(({ path, range, kind, source }) => ({ path, range, kind, source })),
    environments: settingsOf(name, declarations, environments),
  };
}

const placeOf = ({ path, range, side, package: folder }: PlacedRead) => ({
  path,
  range,
  side,
  package: folder,
});

function purposeOf(name: string, comment: EnvComment | undefined): Pick<EnvEntry, 'purpose' | 'purposeFrom'> {
  const known = knownPurpose(name);
  if (comment && (!comment.isHeading || known === undefined))
    return { purpose: comment.text, purposeFrom: 'template' };
  return known === undefined
    ? { purpose: null, purposeFrom: null }
    : { purpose: known, purposeFrom: 'dictionary' };
}

function settingsOf(
  name: string,
  declarations: readonly PlacedDeclaration[],
  environments: EntryOptions['environments'],
): EnvSetting[] {
  const last = new Map<string, PlacedDeclaration>();
  for (const declaration of declarations) {
    if (!['values', 'deploy', 'ci'].includes(declaration.kind)) continue;
    // Of a name written twice in a file the last one counts.
    last.set(`${declaration.path}\n${environmentOf(declaration, environments)}`, declaration);
  }
  const marks = marksOf([...last.values()], (d) => environmentOf(d, environments));
  const settings = [...last.values()].map(
    (d): EnvSetting => ({
      environment: environmentOf(d, environments),
      state: stateOf(d),
      mark: (d.equality !== undefined && marks.get(d.equality)) || null,
      path: d.path,
      range: d.range,
    }),
  );
  const provided = Object.entries(environments)
    .filter(([, environment]) => environment?.provided?.includes(name))
    .map(([environment]): EnvSetting => {
      return { environment, state: 'provided', mark: null, path: null, range: null };
    });
  return [...provided, ...settings];
}

/** What the inventory calls the environment that a declaration is for. */
export function environmentOf(
  d: Pick<PlacedDeclaration, 'path' | 'kind' | 'source' | 'environment'>,
  environments: EntryOptions['environments'],
): string {
  const named = Object.entries(environments).find(([, environment]) => environment?.files?.includes(d.path));
  if (named) return named[0];
  if (d.kind === 'ci') return 'ci';
  if (d.kind === 'deploy') return d.environment ? `${d.source} ${d.environment}` : d.source;
  const isLocal = /(?:^|[._-])local$|(?:^|\/)\.dev\.vars/.test(d.path);
  if (d.environment) return isLocal ? `${d.environment} local` : d.environment;
  return isLocal ? 'local' : 'default';
}

function stateOf({ value }: PlacedDeclaration): EnvSetting['state'] {
  if (value === undefined || value.kind === 'reference') return 'elsewhere';
  return value.kind === 'empty' || value.kind === 'placeholder' ? value.kind : 'set';
}

/** A letter for each value that stands in more than one environment. */
function marksOf(
  declarations: readonly PlacedDeclaration[],
  environment: (declaration: PlacedDeclaration) => string,
): Map<string, string> {
  const places = new Map<string, Set<string>>();
  for (const d of declarations) {
    if (d.equality === undefined || stateOf(d) !== 'set') continue;
    places.set(d.equality, (places.get(d.equality) ?? new Set()).add(environment(d)));
  }
  const shared = [...places].filter(([, names]) => names.size > 1).map(([equality]) => equality);
  return new Map(shared.map((equality, i) => [equality, letter(i)]));
}

const letter = (index: number): string =>
  index < 26 ? String.fromCharCode(65 + index) : `${letter(Math.floor(index / 26) - 1)}${letter(index % 26)}`;
