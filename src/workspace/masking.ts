/** At most so many characters of a value are ever shown. */
const MAX_SHOWN = 8;
/** And never more than one in so many, so that what is left cannot be guessed. */
const SHOWN_SHARE = 4;

/**
 * The public beginnings that vendors give their keys so that people and scanners can tell them apart; longest first.
 * They say whose key it is, and are the same for all of the vendor's customers.
 */
const VENDOR_PREFIX =
  /^(?:sk_(?:live|test)_|rk_(?:live|test)_|pk_(?:live|test)_|whsec_|sk-(?:ant|proj|svcacct|or)-|github_pat_|gh[opsur]_|glpat-|xox[abeoprs]-|xapp-|AKIA|ASIA|AIza|ya29\.|GOCSPX-|SG\.|re_|npm_|pypi-|hf_|gsk_|shpat_|shpss_|dop_v1_|sbp_|sb_secret_|sb_publishable_|phc_|phx_|key-|eyJ|sk-|postgres(?:ql)?:|mysql:|mongodb(?:\+srv)?:|rediss?:|-----BEGIN)/;

/**
 * What may be shown of a secret: a vendor's well-known prefix, cut to 8 characters and to a quarter of the value, then `…`.
 * Of a value without such a prefix, nothing but `…`: its first letters may be half of a short password. The length of
 * what is hidden is not shown either. `prefix` overrides the list where a detector knows better; it counts only when the
 * value starts with it.
 */
export function mask(value: string, prefix?: string): string {
  const known = prefix ?? VENDOR_PREFIX.exec(value)?.[0] ?? '';
  if (!value.startsWith(known)) return '…';
  let shown = Math.min(known.length, MAX_SHOWN, Math.floor(value.length / SHOWN_SHARE));
  const last = value.charCodeAt(shown - 1);
  // Not half of an emoji.
  if (last >= 0xd800 && last <= 0xdbff) shown--;
  return `${value.slice(0, shown)}…`;
}
