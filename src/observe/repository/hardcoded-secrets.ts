import { type BrowserSign, signsAt, signsOfFile } from '../../formats/browser-code.ts';
import { lineIndexOf } from '../../formats/line-index.ts';
import type { FileGatherer } from '../../model/gatherer.ts';
import type { Range } from '../../model/location.ts';
import type { Severity } from '../../model/severity.ts';
import { isQuietPath } from '../../scanner/paths.ts';
import { type SecretMatch, scanSource } from '../../scanner/scan.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    HardcodedSecrets: Record<string, FileSecrets>;
  }
}

/** A secret in a file, without its value. */
export interface SecretFact {
  /** The kind: `stripe-secret-key`. */
  rule: string;
  provider: string;
  title: string;
  range: Range;
  severity: Severity;
  confidence: 'high' | 'medium' | 'low';
  /** Why it may be none: it counts up or repeats, or the vendor's checksum does not fit. */
  doubt?: 'counted' | 'checksum';
  masked: string;
  /** The name that the secret is assigned to, or ''. */
  name: string;
  /** Equal for equal secrets within one run; random otherwise. */
  identity: string;
  /** Completes "whoever reads it can …". */
  grants: string;
  rotate: string;
  docs: string;
  /** What the file, and this place of it, say of where they run; none for what no browser gets. */
  signs?: BrowserSign[];
}

/** A key that everybody may read, for hovers. */
export interface PublicKeyFact {
  rule: string;
  provider: string;
  title: string;
  range: Range;
  /** Why it is no secret, and on what condition. */
  sentence: string;
}

export interface FileSecrets {
  secrets: SecretFact[];
  publicByDesign: PublicKeyFact[];
}

/** Runs the scanner over each file. */
export const hardcodedSecretsGatherer: FileGatherer<'HardcodedSecrets'> = {
  produces: 'HardcodedSecrets',
  scope: 'file',
  appliesTo: (path) => !isQuietPath(path),
  gatherFile(file) {
    const matches = scanSource(file);
    return matches.length === 0 ? undefined : factsOf(matches, file.path, file.text);
  },
};

function factsOf(matches: readonly SecretMatch[], path: string, text: string): FileSecrets {
  const lines = lineIndexOf(text);
  const ofFile = signsOfFile(path, text);
  const facts: FileSecrets = { secrets: [], publicByDesign: [] };
  for (const { start, end, publicByDesign, ...match } of matches) {
    const range = lines.range(start, end);
    if (publicByDesign === undefined) {
      const signs = [...ofFile, ...signsAt(path, text, start)];
      facts.secrets.push({ ...match, range, ...(signs.length > 0 && { signs }) });
    } else {
      const { rule, provider, title } = match;
      facts.publicByDesign.push({ rule, provider, title, range, sentence: publicByDesign });
    }
  }
  return facts;
}
