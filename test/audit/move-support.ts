import { changed } from '../../src/audit/move/text-change.ts';
import { type FileChange, type MovePlan, planMove } from '../../src/audit/move-to-environment.ts';

export interface MoveCase {
  path: string;
  /** The file, with the secret in it once at least. */
  text: string;
  secret: string;
  rule?: string;
  provider?: string;
  name?: string;
  /** Other files of the folder. */
  files?: Record<string, string>;
  tracked?: string[];
}

/** Plans the move in a folder that is a map. */
export function plan(given: MoveCase): Promise<MovePlan> {
  const { path, text, secret, files = {}, tracked = [] } = given;
  const all: Record<string, string> = { ...files, [path]: text };
  const from = text.indexOf(secret);
  if (from < 0) throw new Error('the secret is not in the text');
  return planMove({
    path,
    text,
    secret: { from, to: from + secret.length },
    rule: given.rule ?? 'stripe-secret-key',
    provider: given.provider ?? 'Stripe',
    name: given.name ?? '',
    project: {
      files: Object.keys(all).map((one) => ({ path: one, tracked: tracked.includes(one), ignored: false })),
      read: async (one) => all[one],
    },
  });
}

/** The folder after the plan, or the reason why there is none. */
export async function moved(
  given: MoveCase,
): Promise<{ plan: MovePlan & { ok: true }; after: Record<string, string> }> {
  const made = await plan(given);
  if (!made.ok) throw new Error(`refused: ${made.reason}`);
  const after: Record<string, string> = { ...given.files, [given.path]: given.text };
  for (const { path, isNew, changes } of made.files as FileChange[]) {
    if (isNew !== (after[path] === undefined)) throw new Error(`${path} is ${isNew ? '' : 'not '}new`);
    after[path] = changed(after[path] ?? '', changes);
  }
  return { plan: made, after };
}

export async function refusal(given: MoveCase): Promise<MovePlan & { ok: false }> {
  const made = await plan(given);
  if (made.ok) throw new Error('it was planned');
  return made;
}
