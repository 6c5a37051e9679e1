/** "TLS 1.0" of `TLSv1`. */
export function versionWords(version: string): string {
  if (version === 'SSLv3') return 'SSL 3.0';
  return `TLS ${version === 'TLSv1' ? '1.0' : version.slice('TLSv'.length)}`;
}
