import { defineCheck, judge } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { publicPrefixOf } from './public-names.ts';

const INLINED_BY_TEXT = new Set(['NEXT_PUBLIC_', 'REACT_APP_', 'EXPO_PUBLIC_', 'GATSBY_', 'VUE_APP_']);

/** Catalogue ENV011. */
export const uninlinedPublicVariable = defineCheck({
  id: 'env/uninlined-public-variable',
  title: 'Public variables are read in the form that reaches the browser',
  failureTitle: 'A public variable is read in a form that is undefined in the browser',
  severity: 'high',
  requires: ['EnvReads'],
  messages: {
    destructured:
      '{name} is taken out of process.env by destructuring: the build replaces only process.env.{name} written in full, so in the browser it is undefined.',
    computed:
      'The name is put together at run time: the build replaces only names written in full, so in the browser the value is undefined.',
  },
  run: ({ artifacts: { EnvReads } }) => {
    const findings = Object.entries(EnvReads).flatMap(([path, facts]): FindingDraft[] => {
      if (!facts.isClient) return [];
      const destructured = facts.reads.filter((read) => read.form === 'destructured' && isByText(read.name));
      const computed = facts.dynamic.filter((one) =>
        [...INLINED_BY_TEXT].some((prefix) => one.prefix.startsWith(prefix)),
      );
      return [
        ...destructured.map((read) => ({
          messageId: 'destructured',
          data: { name: read.name },
          location: { kind: 'file' as const, path, range: read.range },
          remediation: { text: 'Write the access in full.', copy: `process.env.${read.name}` },
          anchor: read.name,
        })),
        ...computed.map((one) => ({
          messageId: 'computed',
          data: { name: `${one.prefix}…${one.suffix}` },
          location: { kind: 'file' as const, path, range: one.range },
          remediation: {
            text: 'List the names in an object, each as process.env.NAME in full, and look the value up there.',
          },
          anchor: one.prefix,
        })),
      ];
    });
    return judge(findings);
  },
});

const isByText = (name: string): boolean => INLINED_BY_TEXT.has(publicPrefixOf(name)?.prefix ?? '');
