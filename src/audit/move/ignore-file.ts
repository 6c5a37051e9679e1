import { isIgnored, parseIgnoreRules, type RuleChain } from '../../workspace/ignore-rules.ts';
import { baseNameOf, joinPath } from '../../workspace/paths.ts';
import { appended } from './env-text.ts';
import { foldersUp, type ProjectView } from './project.ts';
import { changed, type TextChange } from './text-change.ts';

export interface IgnoreChange {
  path: string;
  isNew: boolean;
  change: TextChange;
}

/** The .gitignore files above `path`, from the root down, with their texts. */
type Rules = { folder: string; path: string; text: string | undefined }[];

/**
 * What .gitignore has to say besides, so that git ignores `envFile` and does not ignore `template`. Only files of the
 * folder count: what a person ignores on this computer alone protects nobody else.
 */
export async function ignoreChanges(
  envFile: string,
  template: string | undefined,
  { read }: ProjectView,
): Promise<IgnoreChange[]> {
  const rules: Rules = [];
  for (const folder of foldersUp(envFile).reverse()) {
    const path = joinPath(folder, '.gitignore');
    rules.push({ folder, path, text: await read(path) });
  }
  const result = new Map<string, IgnoreChange>();
  const add = (rule: Rules[number], line: string) => {
    const change = appended(rule.text ?? '', line);
    const known = result.get(rule.path);
    result.set(rule.path, {
      path: rule.path,
      isNew: known ? known.isNew : rule.text === undefined,
      change: known ? { ...known.change, newText: known.change.newText + change.newText } : change,
    });
    rule.text = changed(rule.text ?? '', [change]);
  };
  // The uppermost file first; where one further down says otherwise, that one has to be told.
  for (const rule of [...rules.filter(({ text }) => text !== undefined), ...rules.slice(0, 1)]) {
    if (isCovered(envFile, rules)) break;
    add(rule, baseNameOf(envFile));
  }
  const own = rules.filter(({ text }) => text !== undefined).at(-1);
  if (template && own && isCovered(template, rules)) {
    const line = `!${baseNameOf(template)}`;
    const trial = rules.map((rule) =>
      rule === own ? { ...rule, text: changed(rule.text ?? '', [appended(rule.text ?? '', line)]) } : rule,
    );
    if (!isCovered(template, trial) && isCovered(envFile, trial)) add(own, line);
  }
  return [...result.values()];
}

/** As git decides: what lies in an ignored folder is ignored, whatever is said of it further down. */
function isCovered(path: string, rules: Rules): boolean {
  let chain: RuleChain | undefined;
  const parts = path.split('/');
  for (let i = 0; i < parts.length; i++) {
    const folder = parts.slice(0, i).join('/');
    const text = rules.find((rule) => rule.folder === folder)?.text;
    const parsed = text === undefined ? undefined : parseIgnoreRules(new TextEncoder().encode(text));
    if (parsed) chain = { rules: parsed, skip: folder === '' ? 0 : byteKey(folder).length + 1, outer: chain };
    const here = parts.slice(0, i + 1).join('/');
    if (isIgnored(chain, byteKey(here), byteKey(parts[i] as string), i < parts.length - 1)) return true;
  }
  return false;
}

/** Rules are compared byte by byte. */
const byteKey = (path: string) => Buffer.from(path).toString('latin1');
