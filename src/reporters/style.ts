import type { Severity } from '../model/severity.ts';

/** How words are set off on a terminal. Without colour every function returns its text as it is. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  good(text: string): string;
  caution(text: string): string;
  link(text: string): string;
  severity(severity: Severity, text: string): string;
}

/** SGR codes of ECMA-48, section 8.3.117. */
export function styleFor(colour: boolean): Style {
  const set = (open: string) => (text: string) => (colour && text ? `\u001b[${open}m${text}\u001b[0m` : text);
  const severities: Record<Severity, (text: string) => string> = {
    blocker: set('1;31'),
    high: set('1;33'),
    medium: set('36'),
    low: set('2'),
  };
  return {
    bold: set('1'),
    dim: set('2'),
    good: set('32'),
    caution: set('33'),
    link: set('4'),
    severity: (severity, text) => severities[severity](text),
  };
}
