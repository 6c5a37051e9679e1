import type { ParsedConfig } from '../../config/model.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    Configuration: ParsedConfig;
  }
}
