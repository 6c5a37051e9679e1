import { headOf } from '../../model/area-heads.ts';
import type { Area } from '../../model/check.ts';
import { conflictingDefault } from './conflicting-default.ts';
import { duplicateVariable } from './duplicate-variable.ts';
import { emptyVariable } from './empty-variable.ts';
import { exposedEnvironment } from './exposed-environment.ts';
import { hardcodedSecretFallback } from './hardcoded-secret-fallback.ts';
import { ignoredEnvTemplate } from './ignored-env-template.ts';
import { latePublicVariable } from './late-public-variable.ts';
import { liveKeyOutsideProduction } from './live-key-outside-production.ts';
import { localAddressInCode } from './local-address-in-code.ts';
import { localAddressInProduction } from './local-address-in-production.ts';
import { malformedValue } from './malformed-value.ts';
import { missingBuildArgument } from './missing-build-argument.ts';
import { missingTemplate } from './missing-template.ts';
import { nearMissVariable } from './near-miss-variable.ts';
import { publicSecret } from './public-secret.ts';
import { secretInTemplate } from './secret-in-template.ts';
import { serverVariableInClientCode } from './server-variable-in-client-code.ts';
import { testKeyInProduction } from './test-key-in-production.ts';
import { undeclaredSupabaseVariable } from './undeclared-supabase-variable.ts';
import { undeclaredVariable } from './undeclared-variable.ts';
import { undefinedReference } from './undefined-reference.ts';
import { undocumentedVariable } from './undocumented-variable.ts';
import { unignoredEnvFile } from './unignored-env-file.ts';
import { uninlinedPublicVariable } from './uninlined-public-variable.ts';
import { unlistedTurboVariable } from './unlisted-turbo-variable.ts';
import { unreachableFunctionVariable } from './unreachable-function-variable.ts';
import { unreadableLine } from './unreadable-line.ts';
import { unsetComposeVariable } from './unset-compose-variable.ts';
import { unsetLocalVariable } from './unset-local-variable.ts';
import { unusedVariable } from './unused-variable.ts';
import { unusedWorkflowVariable } from './unused-workflow-variable.ts';
import { variableInOtherTemplate } from './variable-in-other-template.ts';
import { variableMissingInContainer } from './variable-missing-in-container.ts';
import { variableMissingInDevelopment } from './variable-missing-in-development.ts';
import { variableMissingInHostFile } from './variable-missing-in-host-file.ts';
import { variableMissingInProduction } from './variable-missing-in-production.ts';
import { variableMissingInWorkflow } from './variable-missing-in-workflow.ts';
import { wrongEnvironmentObject } from './wrong-environment-object.ts';

export const envArea: Area = {
  ...headOf('env'),
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
    ignoredEnvTemplate,
    unsetLocalVariable,
    undeclaredSupabaseVariable,
    variableInOtherTemplate,
    emptyVariable,
    localAddressInProduction,
    localAddressInCode,
    variableMissingInProduction,
    variableMissingInContainer,
    variableMissingInHostFile,
    variableMissingInWorkflow,
    variableMissingInDevelopment,
    unreachableFunctionVariable,
    serverVariableInClientCode,
    uninlinedPublicVariable,
    latePublicVariable,
    missingBuildArgument,
    wrongEnvironmentObject,
    malformedValue,
    conflictingDefault,
    unlistedTurboVariable,
    unsetComposeVariable,
    undefinedReference,
    duplicateVariable,
    unreadableLine,
    unusedVariable,
    unusedWorkflowVariable,
  ],
};
