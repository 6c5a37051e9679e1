import { isListed } from '../../formats/turbo.ts';
import { defineCheck, judge, notApplicable } from '../../model/check.ts';
import type { TurboFile } from '../../observe/repository/turbo-settings.ts';
import { INVENTORY_ARTIFACTS, inventoryOf, isRequired, locationOf, ownReads } from './inventory.ts';
import { isIn, listOf, packagesAround } from './packages.ts';
import { isProvided } from './platform-names.ts';
import { publicPrefixOf } from './public-names.ts';
import { folderOf } from './template-fix.ts';

/** Catalogue ENV025. One finding a file: the list is mended as a whole. */
export const unlistedTurboVariable = defineCheck({
  id: 'env/unlisted-turbo-variable',
  title: 'Turborepo knows the variables of the build',
  failureTitle: 'Turborepo keeps variables from the build that it does not list',
  severity: 'medium',
  requires: [...INVENTORY_ARTIFACTS, 'TurboSettings'],
  messages: {
    unlisted:
      'The apps need {names}, and {path} lists other variables and not these: Turborepo builds without, or takes an old build although the value is new.',
  },
  run: ({ artifacts }) => {
    const { variables } = inventoryOf(artifacts);
    const files = Object.entries(artifacts.TurboSettings);
    const root = files.find(([, file]) => !file.isExtending);
    if (!root?.[1].list) return notApplicable('There is no turbo.json that lists variables.');
    const [path, file] = root;
    if (file.isLoose) return notApplicable('Turborepo is told to hand every variable on.');
    const missing = [...variables.values()]
      .filter((variable) => isRequired(variable) && !publicPrefixOf(variable.name))
      .flatMap((variable) => {
        const read = ownReads(variable).find(
          (one) =>
            one.requirement === 'required' && isBuilt(one.path) && !isProvided(variable.name, one.path, one),
        );
        return read && !isListed(variable.name, listedFor(read.path, files))
          ? [{ name: variable.name, read }]
          : [];
      })
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    if (missing.length === 0 || !file.list) return judge([]);
    const names = missing.map(({ name }) => name);
    const shown = listOf(names);
    const newText = names.map((name) => `,${file.list?.newLine ?? ' '}"${name}"`).join('');
    const { end } = file.list;
    return judge([
      {
        messageId: 'unlisted',
        data: { names: shown, path, count: names.length },
        location: { kind: 'file', path, range: file.list.range },
        related: missing
          .slice(0, 10)
          .map(({ name, read }) => ({ location: locationOf(read), message: `${name} is read here` })),
        fixes: [
          {
            title: `Add ${shown} to ${path}`,
            safety: 'safe',
            edits: [{ path, range: { start: end, end }, newText }],
          },
        ],
        remediation: {
          text: `Add these to the list in ${path}.`,
          copy: names.map((name) => `"${name}"`).join(', '),
        },
        anchor: 'turbo',
      },
    ]);

    /** Built by the app it belongs to, below the root that Turborepo runs in. */
    function isBuilt(readAt: string): boolean {
      if (!isIn(readAt, folderOf(path))) return false;
      const [own] = packagesAround(readAt, artifacts.PackageManifests);
      return (
        own !== undefined &&
        own.folder !== folderOf(path) &&
        own.manifest.scripts.includes('build') &&
        own.manifest.dependencies.some((name) => BUILDERS.test(name))
      );
    }
  },
});

/** Frameworks whose build runs the code of the server, to make pages of it. */
const BUILDERS = /^(?:next|nuxt|astro|@sveltejs\/kit|gatsby)$/;

const listedFor = (path: string, files: [string, TurboFile][]): string[] =>
  files.filter(([file]) => isIn(path, folderOf(file))).flatMap(([, { listed }]) => listed);
