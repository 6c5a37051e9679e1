/** A Cache-Control header (RFC 9111, section 5.2): directives by lower-case name, seconds where they hold any. */
export type CacheControl = Readonly<Record<string, string | true>>;

export function parseCacheControl(header: string | undefined): CacheControl {
  const directives: Record<string, string | true> = {};
  for (const [, name = '', quoted, plain] of (header ?? '').matchAll(
    /([a-z-]+)(?:\s*=\s*(?:"([^"]*)"|([^,\s]*)))?/gi,
  ))
    directives[name.toLowerCase()] ??= quoted ?? plain ?? true;
  return directives;
}

/** Seconds for which a shared cache may keep the answer without asking again; 0 where it may not. */
export function sharedMaxAge(control: CacheControl): number {
  if (control['no-store'] || control.private || control['no-cache']) return 0;
  return secondsOf(control['s-maxage'] ?? control['max-age']);
}

/** Seconds for which a browser may. */
export function browserMaxAge(control: CacheControl): number {
  return control['no-store'] || control['no-cache'] ? 0 : secondsOf(control['max-age']);
}

function secondsOf(value: string | true | undefined): number {
  return typeof value === 'string' && /^\d{1,12}$/.test(value) ? Number(value) : 0;
}
