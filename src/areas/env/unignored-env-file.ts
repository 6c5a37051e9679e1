import { isPublicName } from '../../formats/env-side.ts';
import { isLocalHost } from '../../formats/env-value.ts';
import { ignoreCommand, untrackCommand } from '../../formats/shell.ts';
import type { Artifacts } from '../../model/artifacts.ts';
import { defineCheck, judge, notApplicable } from '../../model/check.ts';
import type { FindingDraft, Fix } from '../../model/finding.ts';
import { START_OF_FILE } from '../../model/location.ts';
import type { EnvDeclaration } from '../../observe/repository/env-declarations.ts';
import { coversEnv, usesEnvironment } from './env-cover.ts';
import { appended } from './template-fix.ts';

const LINES = '.env\n.env.*\n!.env.example\n';

/** Catalogue SEC201 (tracked) and SEC203 (not ignored). The secrets in the file are the secrets area's. */
export const unignoredEnvFile = defineCheck({
  id: 'env/unignored-env-file',
  title: 'Env files with values stay out of git',
  failureTitle: 'An env file with values is in git, or can get there by accident',
  severity: 'high',
  minimumBar: true,
  requires: ['EnvFiles', 'EnvDeclarations', 'EnvReads', 'GitIgnoreRules', 'WorkspaceFiles'],
  messages: {
    tracked:
      '{path} is in git with {values}: everyone who can read the repository has them, also after the file is deleted.',
    trackedPublic:
      '{path} is in git. By their names, its values are made for the browser; but the next key that somebody writes there goes into git as well.',
    unignored: '{path} holds values and git does not ignore it: the next "git add ." publishes them.',
    uncovered: 'Nothing keeps .env out of git: the first one made here will be committed with its values.',
  },
  run: ({ artifacts }) => {
    const { WorkspaceFiles: workspace, EnvFiles: files } = artifacts;
    if (workspace.repository === 'none') return notApplicable('The folder is not in a git repository.');
    if (workspace.repository === 'unreadable') {
      return {
        outcome: 'notMeasured',
        findings: [],
        reason: workspace.reason ?? "Git's own files could not be read.",
      };
    }
    const findings: FindingDraft[] = [];
    for (const file of envFilesIn(workspace, files)) {
      const env = files[file.path];
      if (env?.kind !== 'values' || (file.ignored && !file.tracked) || env.environment === 'test') continue;
      const declarations = artifacts.EnvDeclarations[file.path] ?? [];
      const real = declarations.filter(isRealValue);
      const first = real[0];
      if (!first) {
        const open = file.tracked ? declarations.find(isPublicKey) : undefined;
        if (open) findings.push(trackedPublic(file.path, open));
        continue;
      }
      findings.push(
        file.tracked
          ? tracked(file.path, first, real.length)
          : unignored(file.path, artifacts.GitIgnoreRules),
      );
    }
    if (findings.length === 0 && usesEnvironment(artifacts) && !coversEnv(artifacts)) {
      findings.push(uncovered(artifacts.GitIgnoreRules));
    }
    return judge(findings);
  },
});

type Listed = Artifacts['WorkspaceFiles']['files'];
let last: { all: Listed; env: Artifacts['EnvFiles']; listed: Listed } | undefined;

/** The env files of the list; an edit of code changes neither. */
function envFilesIn({ files: all }: Artifacts['WorkspaceFiles'], env: Artifacts['EnvFiles']): Listed {
  if (last?.all !== all || last.env !== env) {
    last = { all, env, listed: all.filter(({ path }) => Object.hasOwn(env, path)) };
  }
  return last.listed;
}

/** A value that somebody could misuse: not empty, not a placeholder, not local, not meant for the browser. */
function isRealValue({ kind, name, value }: EnvDeclaration): boolean {
  if (kind !== 'values' || !value || isPublicName(name)) return false;
  if (value.mode === 'test' || value.jwtRole === 'anon') return false;
  if (value.kind === 'url') return value.random && !isLocalHost(value.host ?? '');
  return value.kind === 'text' && value.random;
}

/** A key of the live app that is made for the browser. A file of mere defaults has none. */
function isPublicKey({ kind, name, value }: EnvDeclaration): boolean {
  if (kind !== 'values' || value?.kind !== 'text' || !value.random || value.mode === 'test') return false;
  return isPublicName(name) || value.jwtRole === 'anon';
}

function trackedPublic(path: string, open: EnvDeclaration): FindingDraft {
  return {
    messageId: 'trackedPublic',
    data: { path, name: open.name },
    severity: 'low',
    location: { kind: 'file', path, range: open.range },
    remediation: {
      text: 'Take the file out of git (it stays on your disk), ignore it, and set its values where the app is built.',
      copy: `${untrackCommand(path)} && ${ignoreCommand(path)}`,
    },
    anchor: `${path}:public`,
  };
}

function tracked(path: string, first: EnvDeclaration, count: number): FindingDraft {
  return {
    messageId: 'tracked',
    data: { path, count, values: count === 1 ? 'a real value' : `${count} real values`, name: first.name },
    severity: 'blocker',
    location: { kind: 'file', path, range: first.range },
    remediation: {
      text: 'Take the file out of git (it stays on your disk), ignore it, and replace every value in it where it is used.',
      copy: `${untrackCommand(path)} && ${ignoreCommand(path)}`,
    },
    anchor: path,
  };
}

function unignored(path: string, rules: Artifacts['GitIgnoreRules']): FindingDraft {
  const base = path.slice(path.lastIndexOf('/') + 1);
  return {
    messageId: 'unignored',
    data: { path },
    location: { kind: 'file', path, range: START_OF_FILE },
    fixes: [addToGitIgnore(`Add ${base} to .gitignore`, `${base}\n`, rules)],
    remediation: { text: 'Add this line to .gitignore.', copy: base },
    anchor: path,
  };
}

function uncovered(rules: Artifacts['GitIgnoreRules']): FindingDraft {
  return {
    messageId: 'uncovered',
    data: { path: '.env' },
    severity: 'medium',
    location: { kind: 'file', path: '.gitignore', range: START_OF_FILE },
    fixes: [addToGitIgnore('Add the env files to .gitignore', LINES, rules)],
    remediation: { text: 'Add these lines to .gitignore.', copy: LINES },
    anchor: 'uncovered',
  };
}

function addToGitIgnore(title: string, lines: string, rules: Artifacts['GitIgnoreRules']): Fix {
  return { title, safety: 'safe', edits: [appended('.gitignore', lines, rules['.gitignore'])] };
}
