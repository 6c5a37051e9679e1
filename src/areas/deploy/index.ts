import { headOf } from '../../model/area-heads.ts';
import type { Area } from '../../model/check.ts';
import { composeDifference } from './compose-difference.ts';
import { invalidConfiguration } from './invalid-configuration.ts';
import { literalSecret } from './literal-secret.ts';
import { nodeVersionMismatch } from './node-version-mismatch.ts';
import { overlayDifference } from './overlay-difference.ts';
import { printedSecret } from './printed-secret.ts';
import { publishedPrivateFile } from './published-private-file.ts';
import { undocumentedWorkflowSecret } from './undocumented-workflow-secret.ts';
import { uninheritedWorkerVariable } from './uninherited-worker-variable.ts';
import { workerCompatibility } from './worker-compatibility.ts';

export const deployArea: Area = {
  ...headOf('deploy'),
  checks: [
    literalSecret,
    publishedPrivateFile,
    printedSecret,
    nodeVersionMismatch,
    uninheritedWorkerVariable,
    workerCompatibility,
    composeDifference,
    overlayDifference,
    undocumentedWorkflowSecret,
    invalidConfiguration,
  ],
};
