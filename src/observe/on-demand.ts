import type { ArtifactName } from '../model/artifacts.ts';
import type { ProjectGatherer } from '../model/gatherer.ts';

/**
 * A gatherer that asks the network, loaded when it is asked for: what it needs (HTTP, DNS, TLS, the public suffix
 * list) is most of the program, and most audits are of code alone.
 */
export function onDemand<A extends ArtifactName>(
  produces: A,
  dependsOn: readonly ArtifactName[],
  load: () => Promise<ProjectGatherer<A>>,
): ProjectGatherer<A> {
  return {
    produces,
    dependsOn,
    scope: 'network',
    gather: async (context) => (await load()).gather(context),
  };
}
