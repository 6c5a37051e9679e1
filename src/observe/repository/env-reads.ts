import { COMPOSE_FILE, interpolationsOf } from '../../formats/compose.ts';
import { DOCKERFILE } from '../../formats/dockerfile.ts';
import { languageOf, type ScannedRead, scanEnvironment } from '../../formats/env-forms/scan.ts';
import {
  dockerfileReads,
  SHELL_FILE,
  START_SCRIPT,
  shellReads,
  supabaseReads,
  workflowReads,
} from '../../formats/env-forms/shell.ts';
import { isClientFile, type Side, sideOfPath, sideOfRead } from '../../formats/env-side.ts';
import { readEnvironment } from '../../formats/javascript/environment.ts';
import type {
  EnvironmentExport,
  JavaScriptEnvironment,
  JavaScriptRead,
} from '../../formats/javascript/environment-facts.ts';
import { importedMembers, passedOn, plainAccesses } from '../../formats/javascript/imported-members.ts';
import { mayReadEnvironment } from '../../formats/javascript/prefilter.ts';
import type { Requirement } from '../../formats/javascript/requirement.ts';
import { isJavaScript } from '../../formats/javascript/source.ts';
import { lineIndexOf } from '../../formats/line-index.ts';
import { WORKFLOW_FILE } from '../../formats/workflow.ts';
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
  /** Required, but nothing shows that the program stops without it: its language answers with nothing. */
  isQuiet?: boolean;
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
  appliesTo: (path) => readerOf(path) !== undefined && !isVendored(path),
  gatherFile: ({ path, text }) => readerOf(path)?.(path, text),
};

type Reader = (path: string, text: string) => EnvReadFacts | undefined;

function readerOf(path: string): Reader | undefined {
  if (COMPOSE_FILE.test(path)) return readsOfCompose;
  if (WORKFLOW_FILE.test(path)) return (_path, text) => plainReads(workflowReads(text), text, 'ci');
  if (DOCKERFILE.test(path)) return (_path, text) => plainReads(dockerfileReads(text), text, 'script');
  if (SUPABASE_CONFIG.test(path)) return (_path, text) => plainReads(supabaseReads(text), text, 'script');
  if (isJavaScript(path)) return readsOfJavaScript;
  if (SHELL_FILE.test(path)) return readsOfShell;
  return languageOf(path) ? readsOfLanguage : undefined;
}

const SUPABASE_CONFIG = /(?:^|\/)supabase\/config\.toml$/;

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
  const side = sideOfPath(path);
  // No check asks whether a script's reads are declared; one that others import from may hold their look-up functions.
  const isPlain = side === 'test' || (side === 'script' && !/^export\b|\bmodule\.exports\b/m.test(text));
  if (isPlain) return { ...nothing, reads: plainAccesses(text) };
  const isBuildConfig = /(?:^|\/)(?:next|nuxt|vite|svelte|astro)\.config\.\w+$/.test(path);
  return isBuildConfig || mayReadEnvironment(text)
    ? readEnvironment(path, text)
    : { ...nothing, uses: importedMembers(text), exports: passedOn(text) };
}

function readsOfLanguage(path: string, text: string): EnvReadFacts | undefined {
  const found = scanEnvironment(path, text);
  if (!found) return undefined;
  const { reads, writes, dynamic, calls, wrappers } = found;
  if ([reads, writes, dynamic, calls, wrappers].every((list) => list.length === 0)) return undefined;
  const lines = lineIndexOf(text);
  const side = found.side ?? sideOfPath(path) ?? 'server';
  const source = languageSource(found.language);
  return {
    reads: reads.map((read) => placed(read, lines, side)),
    writes: writes.map(({ name, from, to }) => ({ name, range: lines.range(from, to) })),
    dynamic: dynamic.map(({ prefix, from, to }) => ({ prefix, suffix: '', range: lines.range(from, to) })),
    uses: calls.map(({ name, from, to, callee, argument, hasDefault }) => ({
      name,
      range: lines.range(from, to),
      form: 'wrapper',
      requirement: hasDefault ? 'optional' : 'required',
      side,
      source,
      imported: callee,
      argument,
    })),
    exports: wrappers.map(({ name, argument, requirement, isQuiet }) => ({
      name,
      kind: 'wrapper',
      argument,
      requirement,
      source,
      ...(isQuiet && { isQuiet: true }),
    })),
  };
}

/** Look-up functions of these languages are found by name, in whatever file of the same language. */
const languageSource = (language: string): string => `:${language}`;

function placed(
  { name, form, requirement, from, to, hasTextDefault, isQuiet }: ScannedRead,
  lines: ReturnType<typeof lineIndexOf>,
  side: Side,
): EnvRead {
  return {
    name,
    range: lines.range(from, to),
    form,
    requirement,
    side,
    ...(hasTextDefault && { hasTextDefault }),
    ...(isQuiet && { isQuiet }),
  };
}

function readsOfShell(path: string, text: string): EnvReadFacts | undefined {
  return plainReads(shellReads(path, text), text, 'script');
}

/** Reads of files that are no programs. What a container's start script demands is the program's. */
function plainReads(found: ScannedRead[], text: string, side: Side): EnvReadFacts | undefined {
  if (found.length === 0) return undefined;
  const lines = lineIndexOf(text);
  const reads = found.map((read) => placed(read, lines, read.form === START_SCRIPT ? 'server' : side));
  return { reads, writes: [], dynamic: [], uses: [], exports: [] };
}

/** `${X}` in a Compose file is read when the containers are started, from the shell or the `.env` beside it. */
function readsOfCompose(_path: string, text: string): EnvReadFacts | undefined {
  const found = interpolationsOf(text);
  if (found.length === 0) return undefined;
  const lines = lineIndexOf(text);
  const reads = found.map(({ name, from, to, hasDefault, isChecked }): EnvRead => {
    const requirement = hasDefault ? 'optional' : isChecked ? 'tested' : 'required';
    return { name, range: lines.range(from, to), form: 'compose', requirement, side: 'script' };
  });
  return { reads, writes: [], dynamic: [], uses: [], exports: [] };
}
