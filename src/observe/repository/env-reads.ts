import { COMPOSE_FILE, interpolationsOf } from '../../formats/compose.ts';
import { languageOf, scanEnvironment } from '../../formats/env-forms/scan.ts';
import { isClientFile, type Side, sideOfPath, sideOfRead } from '../../formats/env-side.ts';
import { mayReadEnvironment, readEnvironment } from '../../formats/javascript/environment.ts';
import type {
  EnvironmentExport,
  JavaScriptEnvironment,
  JavaScriptRead,
} from '../../formats/javascript/environment-facts.ts';
import { importedMembers, plainAccesses } from '../../formats/javascript/imported-members.ts';
import type { Requirement } from '../../formats/javascript/requirement.ts';
import { isJavaScript } from '../../formats/javascript/source.ts';
import { lineIndexOf } from '../../formats/line-index.ts';
import type { ByFile } from '../../model/artifacts.ts';
import type { FileGatherer } from '../../model/gatherer.ts';
import type { Range } from '../../model/location.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    EnvReads: ByFile<EnvReadFacts>;
  }
}

export interface EnvRead {
  name: string;
  /** Of the name itself. */
  range: Range;
  /** How it is read: `process.env.X`, `Deno.env.get`, `destructured` … */
  form: string;
  requirement: Requirement;
  side: Side;
  /** A text written into the code stands in for it. */
  hasTextDefault?: boolean;
}

/** A read through another file, which decides whether it is one. */
export interface EnvUse extends EnvRead {
  source: string;
  imported: string;
  /** Position among the arguments; -1 for a member. */
  argument: number;
}

export interface EnvReadFacts {
  /** The file says 'use client': it runs in the browser. */
  isClient?: boolean;
  reads: EnvRead[];
  /** Names that the program sets itself. */
  writes: { name: string; range: Range }[];
  /** Reads by a name put together at run time; empty prefix and suffix: any name. */
  dynamic: { prefix: string; suffix: string; range: Range }[];
  uses: EnvUse[];
  /** Places of the build that hand everything to the pages. */
  exposed?: { kind: 'whole' | 'prefix'; range: Range }[];
  exports: EnvironmentExport[];
}

/** Where the code reads environment variables, file by file. */
export const envReadsGatherer: FileGatherer<'EnvReads'> = {
  produces: 'EnvReads',
  scope: 'file',
  appliesTo: (path) =>
    (isJavaScript(path) || languageOf(path) !== undefined || COMPOSE_FILE.test(path)) && !isVendored(path),
  gatherFile({ path, text }) {
    if (COMPOSE_FILE.test(path)) return readsOfCompose(text);
    if (isJavaScript(path)) return readsOfJavaScript(path, text);
    return readsOfLanguage(path, text);
  },
};

/** Built and vendored files: their reads are not this project's. */
export function isVendored(path: string): boolean {
  return /(?:^|\/)(?:node_modules|vendor|third_party|dist|build|out|\.next|\.nuxt|\.svelte-kit|\.output|\.vercel|\.netlify|\.yarn|coverage|__generated__|target|site-packages)\/|\.min\.[cm]?js$|\.d\.[cm]?ts$/.test(
    path,
  );
}

function readsOfJavaScript(path: string, text: string): EnvReadFacts | undefined {
  const found = foundIn(path, text);
  if (Object.values(found).every((list) => list.length === 0)) return undefined;
  const lines = lineIndexOf(text);
  const range = (place: { from: number; to: number }) => lines.range(place.from, place.to);
  const read = ({ name, form, requirement, from, to, hasTextDefault }: JavaScriptRead): EnvRead => ({
    name,
    range: lines.range(from, to),
    form,
    requirement,
    side: sideOfRead(path, text, name),
    ...(hasTextDefault && { hasTextDefault }),
  });
  return {
    ...(isClientFile(text) && { isClient: true }),
    reads: found.reads.map(read),
    writes: found.writes.map((write) => ({ name: write.name, range: range(write) })),
    dynamic: found.dynamic.map((one) => ({ prefix: one.prefix, suffix: one.suffix, range: range(one) })),
    uses: found.uses.map((use) => ({
      ...read(use),
      source: use.source,
      imported: use.imported,
      argument: use.argument,
    })),
    exports: found.exports,
    ...(found.exposed.length > 0 && {
      exposed: found.exposed.map((one) => ({ kind: one.kind, range: range(one) })),
    }),
  };
}

function foundIn(path: string, text: string): JavaScriptEnvironment {
  const nothing = { reads: [], writes: [], dynamic: [], uses: [], exports: [], exposed: [] };
  if (sideOfPath(path) === 'test') return { ...nothing, reads: plainAccesses(text) };
  const isBuildConfig = /(?:^|\/)(?:next|nuxt|vite|svelte|astro)\.config\.\w+$/.test(path);
  return isBuildConfig || mayReadEnvironment(text)
    ? readEnvironment(path, text)
    : { ...nothing, uses: importedMembers(text) };
}

function readsOfLanguage(path: string, text: string): EnvReadFacts | undefined {
  const found = scanEnvironment(path, text);
  if (!found || found.reads.length + found.writes.length === 0) return undefined;
  const lines = lineIndexOf(text);
  const side = sideOfPath(path) ?? 'server';
  return {
    reads: found.reads.map(({ name, form, requirement, from, to, hasTextDefault }) => {
      const text = hasTextDefault ? { hasTextDefault } : {};
      return { name, range: lines.range(from, to), form, requirement, side, ...text };
    }),
    writes: found.writes.map(({ name, from, to }) => ({ name, range: lines.range(from, to) })),
    dynamic: [],
    uses: [],
    exports: [],
  };
}

/** `${X}` in a Compose file is read when the containers are started, from the shell or the `.env` beside it. */
function readsOfCompose(text: string): EnvReadFacts | undefined {
  const found = interpolationsOf(text);
  if (found.length === 0) return undefined;
  const lines = lineIndexOf(text);
  const reads = found.map(({ name, from, to, hasDefault, isChecked }): EnvRead => {
    const requirement = hasDefault ? 'optional' : isChecked ? 'tested' : 'required';
    return { name, range: lines.range(from, to), form: 'compose', requirement, side: 'script' };
  });
  return { reads, writes: [], dynamic: [], uses: [], exports: [] };
}
