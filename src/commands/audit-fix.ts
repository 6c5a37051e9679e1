import { lstatSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type ChosenFix, safeFixesOf, withEdits } from '../audit/safe-fixes.ts';
import type { TextEdit } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { pathFrom } from '../reporters/place.ts';
import { plainLine } from '../reporters/plain-text.ts';
import type { Terminal } from './command.ts';

export interface FixRun {
  folder: string;
  prefix: string;
  /** Say what would be done, and do nothing. */
  dryRun: boolean;
  /** Made in an earlier round: one that did not help is not made again. Filled here. */
  made: Set<string>;
}

/** Applies the safe fixes of a report to the files and says each. True when a file was changed. */
export function applySafeFixes(
  report: Report,
  { folder, prefix, dryRun, made }: FixRun,
  terminal: Terminal,
): boolean {
  const isFirst = made.size === 0;
  const fixes = safeFixesOf(report).filter((fix) => !made.has(keyOf(fix)));
  for (const fix of fixes) made.add(keyOf(fix));
  const byPath = new Map<string, TextEdit[]>();
  for (const edit of fixes.flatMap(({ edits }) => edits))
    byPath.set(edit.path, [...(byPath.get(edit.path) ?? []), edit]);
  const refused = new Map<string, string>();
  const texts = new Map<string, string>();
  for (const [name, edits] of byPath) {
    const before = plainFile(folder, name);
    if (typeof before === 'object') refused.set(name, before.why);
    else texts.set(name, withEdits(before ?? '', edits));
  }
  const isDone = ({ edits }: ChosenFix) => edits.every((edit) => !refused.has(edit.path));
  if (!dryRun) for (const [name, text] of texts) write(path.join(folder, name), text);
  const say = (line: string) => terminal.err.write(`${plainLine(line)}\n`);
  for (const fix of fixes.filter(isDone))
    say(`${dryRun ? 'Would fix' : 'Fixed'}: ${fix.title} (${fix.checkId})`);
  for (const fix of fixes.filter((one) => !isDone(one))) {
    const [name = '', why = ''] =
      [...refused].find(([one]) => fix.edits.some((edit) => edit.path === one)) ?? [];
    say(`Not fixed: ${fix.title}. ${pathFrom(prefix, name)} ${why}.`);
  }
  if (dryRun)
    for (const { edits } of fixes.filter(isDone)) for (const edit of edits) sayEdit(edit, prefix, terminal);
  if (fixes.length === 0 && isFirst) say('There is no safe fix to make.');
  return !dryRun && texts.size > 0;
}

function keyOf({ title, checkId }: ChosenFix): string {
  return `${checkId} ${title}`;
}

/** The text of a file of the project; undefined where there is none. A link may lead anywhere, so it is left alone. */
function plainFile(folder: string, name: string): string | undefined | { why: string } {
  const file = path.join(folder, name);
  const root = realpathSync(folder);
  const there = lstatSync(file, { throwIfNoEntry: false });
  if (!there) {
    const above = lstatSync(path.dirname(file), { throwIfNoEntry: false });
    if (!above?.isDirectory()) return { why: 'has no folder' };
  } else if (!there.isFile()) return { why: 'is no plain file' };
  const parent = realpathSync(path.dirname(file));
  if (parent !== root && !parent.startsWith(root + path.sep)) return { why: 'lies outside the project' };
  if (!there) return undefined;
  const bytes = readFileSync(file);
  const text = bytes.toString('utf8');
  if (text.startsWith('\uFEFF') || !Buffer.from(text).equals(bytes))
    return { why: 'is not plain UTF-8 text' };
  return text;
}

/** Whole or not at all, and as readable for others as it was. */
function write(file: string, text: string): void {
  const part = `${file}.${process.pid}.part`;
  const mode = lstatSync(file, { throwIfNoEntry: false })?.mode;
  try {
    writeFileSync(part, text, { flag: 'wx', ...(mode !== undefined && { mode: mode & 0o777 }) });
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

/** Only what is new: the lines around it may hold a value. */
function sayEdit({ path: name, range, newText }: TextEdit, prefix: string, { err }: Terminal): void {
  err.write(`${plainLine(`${pathFrom(prefix, name)}:${range.start.line + 1}`)}\n`);
  const lines = newText.split(/\r?\n/).filter(Boolean);
  for (const line of lines.length > 0 ? lines : ['(taken out)']) err.write(`  + ${plainLine(line)}\n`);
}
