import { defineCheck, judge } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { EnvDeclaration } from '../../observe/repository/env-declarations.ts';

/** Catalogue ENV010. */
export const duplicateVariable = defineCheck({
  id: 'env/duplicate-variable',
  title: 'Each env file sets a name once',
  failureTitle: 'An env file sets a name twice',
  severity: 'medium',
  requires: ['EnvDeclarations'],
  messages: {
    differs:
      '{name} is set again in line {last} with another value, and the last one wins: this line has no effect.',
    same: '{name} is set again in line {last} to the same: one of the lines will be changed and the other forgotten.',
  },
  run: ({ artifacts: { EnvDeclarations } }) =>
    judge(Object.entries(EnvDeclarations).flatMap(([path, list]) => duplicatesIn(path, list))),
});

function duplicatesIn(path: string, list: EnvDeclaration[]): FindingDraft[] {
  const set = list.filter((d) => d.source === 'dotenv' && d.kind !== 'comment');
  const last = new Map(set.map((d) => [d.name, d]));
  return set.flatMap((d) => {
    const winner = last.get(d.name);
    if (!winner || winner === d) return [];
    const isSame =
      d.equality !== undefined
        ? d.equality === winner.equality
        : d.value?.kind === 'empty' && winner.value?.kind === 'empty';
    const end = { line: d.valueRange.end.line + 1, character: 0 };
    const edit = { path, range: { start: { line: d.range.start.line, character: 0 }, end }, newText: '' };
    return {
      messageId: isSame ? 'same' : 'differs',
      data: { name: d.name, last: winner.range.start.line + 1 },
      location: { kind: 'file' as const, path, range: d.range },
      ...((isSame || d.kind === 'template') && { severity: 'low' as const }),
      related: [
        {
          location: { kind: 'file' as const, path, range: winner.range },
          message: `${d.name} is set here again`,
        },
      ],
      ...(d.kind === 'template' && {
        fixes: [{ title: `Delete this ${d.name}`, safety: 'unsafe' as const, edits: [edit] }],
      }),
      remediation: { text: 'Keep the line whose value is right and delete the other.' },
      anchor: d.name,
    };
  });
}
