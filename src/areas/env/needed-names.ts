import { type Inventory, isRequired, ownReads, type PlacedRead } from './inventory.ts';
import { isProvided } from './platform-names.ts';

export interface NeededName {
  name: string;
  /** The first place that does not run without it. */
  read: PlacedRead;
}

/**
 * What has to be set where the program runs or is built: required, set neither by the platform nor by the program
 * itself. By name.
 */
export function neededNames(inventory: Inventory): NeededName[] {
  return [...inventory.variables.values()]
    .flatMap((variable) => {
      const { name, writes, declarations } = variable;
      const isWritten = writes.some(({ side }) => side !== 'test' && side !== 'script');
      if (!isRequired(variable) || isWritten || declarations.some((d) => d.environment === 'binding'))
        return [];
      const reads = ownReads(variable).filter((read) => !isProvided(name, read.path, read));
      const read = reads.find(({ requirement }) => requirement === 'required');
      return read ? [{ name, read }] : [];
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
