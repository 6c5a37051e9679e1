import { mayBeKey, mayBePassword } from './context/values.ts';
import { hasRealCredentials, isRealPassword } from './credential-uri.ts';
import { decodeBase64 } from './decode.ts';
import type { Probe, RuleFacts } from './engine.ts';

const MAX_DOCUMENT = 20_000;

const rule: RuleFacts = {
  rule: 'kubernetes-secret',
  provider: 'your cluster',
  title: 'Value of a Kubernetes Secret',
  severity: 'high',
  confidence: 'high',
  grants: 'read it: base64 is no encryption',
  rotate: '',
  docs: 'https://kubernetes.io/docs/concepts/configuration/secret/',
};

/** The values under `data:` (base64) and `stringData:` (plain) of a manifest of the kind Secret, in YAML or JSON. */
export const kubernetesSecretProbe: Probe = {
  literals: ['kind: secret', 'kind: "secret"', "kind: 'secret'", '"kind": "secret"', '"kind":"secret"'],
  run(text, start, length, into) {
    if (/[A-Za-z]/.test(text[start + length] ?? '')) return;
    const [from, to] = documentAround(text, start);
    const part = text.slice(from, to);
    const block = /^([ \t]*)"?(data|stringData)"?[ \t]*:[ \t]*\{?[ \t]*\r?$/gm;
    for (let match = block.exec(part); match; match = block.exec(part)) {
      const encoded = match[2] === 'data';
      const indent = (match[1] as string).length;
      const line =
        /\n([ \t]*)["']?([\w.-]{1,253})["']?[ \t]*:[ \t]*(["']?)([^\s"'#]{4,8000})\3[ \t,]*\r?(?=\n|$)|\n([ \t]*)\S/y;
      line.lastIndex = match.index + match[0].length;
      for (
        let entry = line.exec(part);
        entry && (entry[1] ?? entry[5] ?? '').length > indent;
        entry = line.exec(part)
      ) {
        const value = entry[4];
        if (value === undefined) break;
        if (!isSecret(value, encoded)) continue;
        const at = from + entry.index + entry[0].indexOf(value, entry[0].indexOf(':'));
        into.push({ start: at, end: at + value.length, rule, weight: 12 });
      }
    }
  },
};

/** The YAML document that holds the offset, or so much of it as is looked at. */
function documentAround(text: string, offset: number): [number, number] {
  const before = text.slice(Math.max(0, offset - MAX_DOCUMENT), offset);
  const cut = before.lastIndexOf('\n---');
  const from = offset - before.length + (cut < 0 ? 0 : cut + 4);
  const next = text.indexOf('\n---', offset);
  return [from, Math.min(next < 0 ? text.length : next, offset + MAX_DOCUMENT)];
}

function isSecret(value: string, encoded: boolean): boolean {
  const plain = encoded ? decodeBase64(value) : value;
  // Bytes that are no text are a key or a certificate; only long ones tell enough.
  if (plain === undefined) return encoded && value.length >= 40 && /^[A-Za-z0-9+/=]+$/.test(value);
  return isChosenOrDrawn(plain.trim());
}

/** A password with digits or signs, something a machine drew, or an address with a password; no template's words. */
function isChosenOrDrawn(plain: string): boolean {
  if (plain.includes('://')) return hasRealCredentials(plain);
  return isRealPassword(plain) && (mayBeKey(plain) || mayBePassword(plain, true));
}
