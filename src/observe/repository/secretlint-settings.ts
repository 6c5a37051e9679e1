import type { GatherContext, ProjectGatherer } from '../../model/gatherer.ts';
import { FileError } from '../../workspace/file-system.ts';
import type {} from '../gather-context.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    SecretlintSettings: SecretlintSettings;
  }
}

/** What a project already told secretlint. No rule module is ever loaded: only names and patterns are read. */
export interface SecretlintSettings {
  /** Lines of `.secretlintignore`, in the syntax of `.gitignore`. */
  ignore: string[];
  /** Short names of rules that are switched off: `github`. */
  disabled: string[];
  /** Short names of rules whose messages are all allowed, by the ids that are. */
  allowed: Record<string, string[]>;
}

const CONFIG = '.secretlintrc.json';
const IGNORE = '.secretlintignore';
const MAX_BYTES = 256 * 1024;

interface Rule {
  id?: unknown;
  disabled?: unknown;
  allowMessageIds?: unknown;
  rules?: unknown;
}

export const secretlintSettingsGatherer: ProjectGatherer<'SecretlintSettings'> = {
  produces: 'SecretlintSettings',
  scope: 'project',
  isInvalidatedBy: (path) => path === CONFIG || path === IGNORE,
  async gather(context) {
    const settings: SecretlintSettings = { ignore: [], disabled: [], allowed: {} };
    const ignore = await textOf(context, IGNORE);
    if (ignore !== undefined) settings.ignore = ignore.split(/\r?\n/).filter((line) => line.trim() !== '');
    const config = await textOf(context, CONFIG);
    if (config !== undefined) readRules(parse(config), settings);
    return settings;
  },
};

/** Undefined when there is no such file, or none that can be read: secretlint's own run will tell. */
async function textOf({ files }: GatherContext, path: string): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await files.readFile(path, MAX_BYTES));
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}

function parse(text: string): Rule {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Rule) : {};
  } catch {
    return {};
  }
}

/** A preset holds rules of its own. */
function readRules({ rules }: Rule, settings: SecretlintSettings): void {
  if (!Array.isArray(rules)) return;
  for (const rule of rules as Rule[]) {
    if (typeof rule !== 'object' || rule === null || typeof rule.id !== 'string') continue;
    const name = rule.id.replace(/^@secretlint\/secretlint-rule-/, '');
    if (rule.disabled === true) settings.disabled.push(name);
    if (Array.isArray(rule.allowMessageIds)) {
      settings.allowed[name] = rule.allowMessageIds.filter((id): id is string => typeof id === 'string');
    }
    readRules(rule, settings);
  }
}
