import type { EnvInventory } from '../areas/env/inventory-entries.ts';
import { escapeInvisible } from './plain-text.ts';

/** The inventory for programs, versioned and stable: media/env.schema.json describes it. Never a value. */
export function formatEnvJson({ entries, hidden }: EnvInventory, version: string): string {
  const inventory = { schema: 'launch-ready/env@1', version, hidden, variables: entries };
  return `${escapeInvisible(JSON.stringify(inventory, null, 2))}\n`;
}
