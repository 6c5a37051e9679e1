import type { Area } from '../../model/check.ts';
import { duplicateVariable } from './duplicate-variable.ts';
import { emptyVariable } from './empty-variable.ts';
import { exposedEnvironment } from './exposed-environment.ts';
import { hardcodedSecretFallback } from './hardcoded-secret-fallback.ts';
import { latePublicVariable } from './late-public-variable.ts';
import { liveKeyOutsideProduction } from './live-key-outside-production.ts';
import { localAddressInProduction } from './local-address-in-production.ts';
import { missingTemplate } from './missing-template.ts';
import { nearMissVariable } from './near-miss-variable.ts';
import { publicSecret } from './public-secret.ts';
import { secretInTemplate } from './secret-in-template.ts';
import { serverVariableInClientCode } from './server-variable-in-client-code.ts';
import { testKeyInProduction } from './test-key-in-production.ts';
import { undeclaredVariable } from './undeclared-variable.ts';
import { undefinedReference } from './undefined-reference.ts';
import { undocumentedVariable } from './undocumented-variable.ts';
import { unignoredEnvFile } from './unignored-env-file.ts';
import { uninlinedPublicVariable } from './uninlined-public-variable.ts';
import { unreadableLine } from './unreadable-line.ts';
import { unsetComposeVariable } from './unset-compose-variable.ts';
import { unusedVariable } from './unused-variable.ts';
import { variableMissingInProduction } from './variable-missing-in-production.ts';

export const envArea: Area = {
  id: 'env',
  title: 'Environment variables',
  label: 'Settings and keys the app needs',
  stage: 'code',
  network: false,
  checks: [
    publicSecret,
    exposedEnvironment,
    unignoredEnvFile,
    testKeyInProduction,
    liveKeyOutsideProduction,
    hardcodedSecretFallback,
    secretInTemplate,
    undeclaredVariable,
    nearMissVariable,
    undocumentedVariable,
    missingTemplate,
    emptyVariable,
    localAddressInProduction,
    variableMissingInProduction,
    serverVariableInClientCode,
    uninlinedPublicVariable,
    latePublicVariable,
    unsetComposeVariable,
    undefinedReference,
    duplicateVariable,
    unreadableLine,
    unusedVariable,
  ],
};
