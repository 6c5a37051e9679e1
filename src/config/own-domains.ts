import type { LaunchConfig } from './model.ts';

/** Every domain that launch-ready.yaml names, production's first; as the DNS is asked for them. */
export function ownDomains({ domain, domains = {} }: LaunchConfig): string[] {
  const { production, ...others } = domains;
  const all = [domain, production, ...Object.values(others)].filter((name) => name !== undefined);
  return [...new Set(all)];
}
