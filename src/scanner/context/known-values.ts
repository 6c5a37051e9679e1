/** Values that open nothing, whole, by whose they are. */
const FORMS: Record<string, readonly RegExp[]> = {
  // Ids of objects: they name something, and do not open it.
  'ids of Stripe': [
    /(?:acct|cus|price|prod|sub|evt|plan)_[A-Za-z0-9]{8,}/,
    /(?:promo|pi|pm|in|ch|si|seti|txn)_[13][A-Za-z0-9]{15,}/,
  ],
  'ids of Clerk': [/(?:user|org|sess|client|ins|orgmem)_[123][A-Za-z0-9]{26}/],
  'ids of OpenAI': [/(?:org-|asst_|thread_|run_|batch_)[A-Za-z0-9]{24}/],
  'ids of Vercel': [/(?:prj|dpl)_[A-Za-z0-9]{27,28}/, /team_[A-Za-z0-9]{24}/],
  'ids of Airtable': [/(?:app|tbl|viw|fld|rec)[A-Za-z0-9]{14}/],
  'templates of SendGrid': [/d-[a-f0-9]{32}/],
  'plans of PayPal': [/P-[A-Z0-9]{24}/],
  'apps of Firebase': [/1:\d{8,14}:(?:web|ios|android):[a-f0-9]{16,}/],
  'versions of models at Replicate': [/[a-z][a-z0-9-]*\/[a-z0-9][\w.-]*:[a-f0-9]{64}/],
  'addresses in IPFS': [/bafy[a-z2-7]{50,}/],
  'class names of CSS modules': [/_[A-Za-z][\w-]{0,60}_[\w-]{5,8}_\d{1,4}/],

  // Shown to visitors, or the half of a pair that is shown to everybody.
  "Adyen's client key": [/(?:live|test)_[A-Z0-9]{32}/],
  "Braintree's tokenization key": [/(?:sandbox|production)_[a-z0-9]{8}_[a-z0-9]{16}/],
  "Plaid's link token": [/link-(?:sandbox|development|production)-[a-f0-9-]{36}/],
  "Google's test keys of reCAPTCHA": [/6LeIxAcTAAAAA[\w-]{27}/],
  'public keys of NATS; the seed begins with S': [/[AUONCX][A-Z2-7]{55}/],
  'extended public keys of BIP 32': [/[xyz]pub[A-Za-z0-9]{100,}/],
  'proofs of a domain, in its DNS': [/[a-zA-Z][\w-]{0,40}-verif(?:y|ication)=.*/],

  // Sealed: the key to them is elsewhere.
  'Sealed Secrets': [/Ag[A-D][A-Za-z0-9+/]{400}.*/],
  dotenvx: [/encrypted:B[A-Za-z0-9+/]{100}.*/],

  // Shown by standards and manuals.
  "the emulator's key of Azure storage": [/Eby8vdM02xNO.*/],
  'RFC 7617': [/QWxhZGRpbj.*/],
  'RFC 6749': [/(?:2YotnFZFEj|tGzv3JOkF0|czZCaGRSa3|7Fjfp0ZBr1).*/],
  'FIPS 197, SP 800-38A, RFC 3686': [/(?:2b7e151628ae|603deb1015ca|ae6852f81210).*/i],
  'RFC 6238': [/GEZDGNBVGY3TQOJQ.*/],
  'RFC 8032': [/9d61b19deffd.*/i],
};

const KNOWN = Object.values(FORMS)
  .flat()
  .map(({ source, flags }) => new RegExp(`^(?:${source})$`, `${flags}s`));

/** The value has a form by which everybody may read it, whatever name stands beside it. */
export function isKnownValue(value: string): boolean {
  return KNOWN.some((form) => form.test(value));
}
