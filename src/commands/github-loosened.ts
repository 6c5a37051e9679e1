import type { LaunchConfig } from '../config/model.ts';
import { cell, code } from '../reporters/markdown-words.ts';

/**
 * What a change of launch-ready.yaml stops from counting, as Markdown: who reviews a pull request is told of it before
 * anything else. '' when there is nothing. `before` undefined: what stood there is not known.
 */
export function loosenedMarkdown(before: LaunchConfig | undefined, after: LaunchConfig): string {
  const isNew = <T>(list: readonly T[] | undefined, entry: T) =>
    !list?.some((known) => JSON.stringify(known) === JSON.stringify(entry));
  const accepted = (after.accept ?? []).filter((entry) => isNew(before?.accept, entry));
  const off = Object.entries(after.checks ?? {}).filter(
    ([id, setting]) => setting === 'off' && before?.checks?.[id] !== 'off',
  );
  const ignored = (after.ignore ?? []).filter((glob) => isNew(before?.ignore, glob));
  if (accepted.length + off.length + ignored.length === 0) return '';
  const title = before
    ? 'This pull request changes what counts'
    : 'What launch-ready.yaml leaves out (what stood there before could not be read)';
  const rows = accepted.map(({ check, host, path, owner, until, reason }) =>
    [code(check), cell(host ?? path ?? 'everywhere'), cell(owner), cell(until), cell(reason)].join(' | '),
  );
  return [
    `## ${title}`,
    '',
    ...(rows.length > 0
      ? [
          'Accepted risks:',
          '',
          '| check | where | owner | until | reason |',
          '| --- | --- | --- | --- | --- |',
          ...rows.map((row) => `| ${row} |`),
          '',
        ]
      : []),
    ...off.map(([id]) => `- switched off: ${code(id)}`),
    ...ignored.map((glob) => `- ignored files: ${code(glob)}`),
    '',
  ].join('\n');
}
