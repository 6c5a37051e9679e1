import type { NetworkOptions } from '../net/network-options.ts';
import type { FileSystem } from '../workspace/file-system.ts';
import type { HistoryRequest } from './repository/secret-history.ts';

declare module '../model/gatherer.ts' {
  interface GatherContext {
    files: FileSystem;
    /** Undefined when the network was not asked for; network gatherers are then not planned. */
    network?: NetworkOptions;
    /** The domain given on the command line or set in the editor; it wins over launch-ready.yaml. */
    domain?: string;
    /** The address whose way is to be followed, as a whole. */
    trace?: string;
    /** launch-ready.yaml, or what `--config` names. */
    configPath: string;
    /** Undefined when the git history was not asked for: no git is started then. */
    history?: HistoryRequest;
    /** The baseline given on the command line; it wins over launch-ready.yaml. */
    baselinePath?: string;
    /** Tells a person what is being done; at most a few words. */
    progress?(text: string): void;
  }
}
