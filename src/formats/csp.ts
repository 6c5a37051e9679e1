/** Directives of a Content-Security-Policy by lower-case name; the first of a name counts (CSP Level 3, section 2.2.1). Several policies are joined by commas. */
export function parseCsp(header: string): Map<string, string[]> {
  const directives = new Map<string, string[]>();
  for (const part of header.split(/[;,]/)) {
    const [name = '', ...values] = part.trim().split(/\s+/);
    if (name !== '' && !directives.has(name.toLowerCase())) directives.set(name.toLowerCase(), values);
  }
  return directives;
}

/** The policy lets inline scripts run, which is what it is there to stop: no nonce or hash switches `unsafe-inline` off. */
export function allowsInlineScripts(directives: ReadonlyMap<string, readonly string[]>): boolean {
  const sources = directives.get('script-src') ?? directives.get('default-src');
  if (!sources) return true;
  const isSwitchedOff = sources.some((source) =>
    /^'(nonce-|sha(256|384|512)-|strict-dynamic')/i.test(source),
  );
  return sources.some((source) => source.toLowerCase() === "'unsafe-inline'") && !isSwitchedOff;
}
