import type { Artifacts } from '../../model/artifacts.ts';
import { editedSince } from '../../model/by-file.ts';
import { defineCheck, judge, notApplicable } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { INVENTORY_ARTIFACTS, inventoryOf, locationOf, type Variable } from './inventory.ts';
import { joinPath } from './packages.ts';
import { publicPrefixOf } from './public-names.ts';

const ASIDE =
  /(?:^|\/)(?:tests?|testing|e2e|examples?|\.devcontainer)\/|[._-](?:dev|development|test|ci|e2e|local)\b/;

/** A Dockerfile has `ARG NAME` without a value, and the pages may show it. */
const isAsked = ({ name, declarations }: Variable): boolean =>
  declarations.some((d) => d.source === 'dockerfile' && d.value === undefined) &&
  publicPrefixOf(name) !== undefined;

type Mentions = Artifacts['EnvMentions'];
type OfBuilders = [path: string, words: string[]][];
const BUILDER = /\.(?:ya?ml|sh|toml|json)$|Makefile/;
const ofBuilders = new WeakMap<Mentions, OfBuilders>();
let last: { mentions: Mentions; found: OfBuilders } | undefined;

/** The words of files that may start a build. Most edits are of other files, and leave them as they are. */
function mentionsOfBuilders(mentions: Mentions): OfBuilders {
  const known = ofBuilders.get(mentions);
  if (known) return known;
  const edited = last && editedSince(last.mentions, mentions);
  const isSame = edited !== undefined && ![...edited].some((path) => BUILDER.test(path));
  const found = last && isSame ? last.found : Object.entries(mentions).filter(([file]) => BUILDER.test(file));
  ofBuilders.set(mentions, found);
  last = { mentions, found };
  return found;
}

/** Catalogue ENV015. Only where a Compose file builds the image: other builders hand over all they have. */
export const missingBuildArgument = defineCheck({
  id: 'env/missing-build-argument',
  title: 'Images get the arguments that their pages are built with',
  failureTitle: 'An image is built without an argument that its pages need',
  severity: 'medium',
  requires: [...INVENTORY_ARTIFACTS, 'ComposeFiles', 'EnvMentions'],
  messages: {
    missing:
      'The image is built with {name}, and {path} does not hand it over: the pages are built with an empty value, also when it is set where the container runs.',
  },
  run: ({ artifacts }) => {
    const inventory = inventoryOf(artifacts);
    const asked = [...inventory.variables.values()].filter(isAsked);
    const files = Object.entries(artifacts.ComposeFiles).filter(([path]) => !ASIDE.test(path));
    if (files.length === 0) return notApplicable('No Compose file builds an image.');
    return judge(
      files.flatMap(([path, services]) =>
        services.flatMap((service): FindingDraft[] => {
          if (service.build === undefined || service.extended) return [];
          const dockerfile = joinPath(
            `${joinPath(path, service.build)}/x`,
            service.dockerfile ?? 'Dockerfile',
          );
          return asked.flatMap((variable): FindingDraft[] => {
            const { name, declarations, reads } = variable;
            const given = declarations.find(
              (d) =>
                d.source === 'dockerfile' &&
                d.path === dockerfile &&
                publicPrefixOf(name) !== undefined &&
                d.value === undefined,
            );
            if (!given) return [];
            const hasOther = declarations.some(
              (d) =>
                (d.source === 'dockerfile' &&
                  d.path === dockerfile &&
                  d.value !== undefined &&
                  d.value.kind !== 'reference' &&
                  d.value.kind !== 'empty') ||
                (d.kind === 'values' && !d.environment?.startsWith('dev')),
            );
            const read = reads.find((one) => one.side === 'client' && one.requirement === 'required');
            if (!read || hasOther || service.buildArguments.includes(name)) return [];
            // Another builder: a workflow, a script, a host's file.
            const isBuiltElsewhere = mentionsOfBuilders(artifacts.EnvMentions).some(
              ([file, words]) => file !== path && words.includes(name),
            );
            if (isBuiltElsewhere) return [];
            return [
              {
                messageId: 'missing',
                data: { name, path, service: service.name },
                location: { kind: 'file', path, range: service.range },
                related: [
                  { location: locationOf(given), message: `The Dockerfile asks for ${name} here` },
                  { location: locationOf(read), message: `${name} is read here` },
                ],
                remediation: {
                  text: `Add it under services.${service.name}.build.args.`,
                  copy: `${name}: \${${name}:?set ${name}}`,
                },
                anchor: `${service.name} ${name}`,
              },
            ];
          });
        }),
      ),
    );
  },
});
