import { START_OF_FILE } from '../model/location.ts';
import { didYouMean } from './did-you-mean.ts';
import { quoted } from './domain-name.ts';
import type { ConfigProblem, ParsedConfig } from './model.ts';

/**
 * The ids in `checks`, `accept` and `reviewed` that no check has. The configuration cannot know them: the audit calls this with the
 * checks of all areas. Secrets may also be named by rule, `secrets/<kind>`: with `knownRules` (whole ids) these are
 * checked too, without them every `secrets/…` is let through.
 */
export function findUnknownCheckIds(
  config: ParsedConfig,
  knownIds: readonly string[],
  knownRules?: readonly string[],
): ConfigProblem[] {
  const known = [...knownIds, ...(knownRules ?? [])];
  const isKnown = (id: string) => known.includes(id) || (!knownRules && id.startsWith('secrets/'));
  const problems: ConfigProblem[] = [];
  const judge = (id: string, key: string, range: ConfigProblem['range'] | undefined) => {
    if (isKnown(id)) return;
    const suggestion = meantId(id, known);
    problems.push({
      messageId: 'invalidValue',
      key,
      range: range ?? START_OF_FILE,
      data: {
        what: `${quoted(id)} is not a check of this version`,
        remedy: suggestion
          ? `Write ${suggestion}`
          : `See the ids with: launch-ready ${id.startsWith('secrets/') ? 'explain secrets/hardcoded-secret' : 'checks'}`,
        ...(suggestion && { suggestion }),
      },
    });
  };
  for (const id of Object.keys(config.value.checks ?? {})) {
    judge(id, `checks.${id}`, config.keyRanges?.[`checks.${id}`] ?? config.ranges[`checks.${id}`]);
  }
  config.value.accept?.forEach((risk, index) => {
    judge(risk.check, `accept.${index}.check`, config.ranges[`accept.${index}.check`]);
  });
  config.value.reviewed?.forEach((look, index) => {
    judge(look.check, `reviewed.${index}.check`, config.ranges[`reviewed.${index}.check`]);
  });
  return problems;
}

/** Whether it names a kind of secret: who asks has to have the list of them. */
export function namesSecretKinds({ value }: ParsedConfig, knownIds: readonly string[]): boolean {
  const named = [
    ...Object.keys(value.checks ?? {}),
    ...(value.accept ?? []).map(({ check }) => check),
    ...(value.reviewed ?? []).map(({ check }) => check),
  ];
  return named.some((id) => id.startsWith('secrets/') && !knownIds.includes(id));
}

/** A slip in the id, or the right name in the wrong area. */
function meantId(id: string, known: readonly string[]): string | undefined {
  const slip = didYouMean(id, known);
  if (slip) return slip;
  const name = id.slice(id.indexOf('/') + 1);
  const elsewhere = known.filter((one) => one.endsWith(`/${name}`));
  return elsewhere.length === 1 ? elsewhere[0] : undefined;
}
