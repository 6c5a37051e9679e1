/** What a Set-Cookie line says, without the value: that may be a key to somebody's account. */
export interface CookieFacts {
  name: string;
  secure: boolean;
  httpOnly: boolean;
  sameSite?: 'strict' | 'lax' | 'none';
  /** Its name is one of those that hold a login. */
  isSession: boolean;
}

/** Names of common frameworks and services for a login; those of attack protection and preferences are none. */
const SESSION =
  /^(__host-|__secure-)?((php|j|asp\.net_)?sess(ion)?[-_.]?id|[a-z0-9_.-]*session([-_.]?(id|token))?|connect\.sid|sid|laravel_session|(next-auth|authjs)\.session-token(\.\d+)?|sb-[a-z0-9]+-auth-token(\.\d+)?|auth[-_]?token|access[-_]?token|refresh[-_]?token|jwt|remember_[a-z_]*|wordpress_logged_in_[0-9a-f]*)$/i;

/** One Set-Cookie line (RFC 6265bis, section 5.6); undefined where browsers ignore it. */
export function readSetCookie(line: string): CookieFacts | undefined {
  const [pair = '', ...attributes] = line.slice(0, 8192).split(';');
  const at = pair.indexOf('=');
  const name = pair.slice(0, Math.max(0, at)).trim();
  if (name === '') return undefined;
  const facts: CookieFacts = { name, secure: false, httpOnly: false, isSession: SESSION.test(name) };
  for (const attribute of attributes) {
    const [key = '', value = ''] = attribute.split('=').map((part) => part.trim().toLowerCase());
    if (key === 'secure') facts.secure = true;
    else if (key === 'httponly') facts.httpOnly = true;
    else if (key === 'samesite' && (value === 'strict' || value === 'lax' || value === 'none'))
      facts.sameSite = value;
  }
  return facts;
}
