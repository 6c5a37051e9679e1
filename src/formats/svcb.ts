/** An HTTPS or SVCB record (RFC 9460). */
export interface ServiceBinding {
  /** 0: an alias to `target`. */
  priority: number;
  /** `.` is the name itself. */
  target: string;
  alpn: string[];
  port?: number;
  ipv4hint: string[];
  ipv6hint: string[];
  /** Encrypted Client Hello is on offer. */
  ech: boolean;
  /** Numbers of the parameters, in the order they came. */
  keys: number[];
  /** In words, where the record breaks the standard: clients then ignore it whole (section 2.2). */
  problem?: string;
}

/** `\# LENGTH HEX` (RFC 3597); undefined when it is not of that form. */
export function readServiceBinding(data: string): ServiceBinding | undefined {
  const match = /^\\# (\d+)(?: ([0-9A-F]*))?$/iu.exec(data);
  const pairs = match?.[2]?.match(/../gu) ?? [];
  if (!match || pairs.length !== Number(match[1])) return undefined;
  return parseServiceBinding(Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16)));
}

const MANDATORY = 0;
const ALPN = 1;
const NO_DEFAULT_ALPN = 2;
const PORT = 3;
const IPV4_HINT = 4;
const ECH = 5;
const IPV6_HINT = 6;

/** RFC 9460, sections 2.2, 7 and 8. Never throws: what is wrong is `problem`. */
export function parseServiceBinding(bytes: Uint8Array): ServiceBinding {
  const binding: ServiceBinding = {
    priority: 0,
    target: '.',
    alpn: [],
    ipv4hint: [],
    ipv6hint: [],
    ech: false,
    keys: [],
  };
  const reader = createReader(bytes);
  let mandatory: number[] = [];
  try {
    binding.priority = reader.number16();
    binding.target = reader.name();
    let last = -1;
    while (!reader.atEnd()) {
      const key = reader.number16();
      const value = reader.take(reader.number16());
      if (key <= last) throw new Error('its parameters are out of order');
      last = key;
      binding.keys.push(key);
      if (key === MANDATORY) mandatory = parts(value, 2, 'mandatory').map(number16);
      else readParameter(binding, key, value);
    }
    if (!mandatory.every((key) => binding.keys.includes(key)))
      throw new Error('it demands a parameter that it does not have');
    if (binding.keys.includes(NO_DEFAULT_ALPN) && binding.alpn.length === 0)
      throw new Error('it offers no protocol (no-default-alpn without alpn)');
  } catch (error) {
    binding.problem = error instanceof Error ? error.message : 'it cannot be read';
  }
  return binding;
}

function readParameter(binding: ServiceBinding, key: number, value: Uint8Array): void {
  if (key === ALPN) binding.alpn = readProtocols(value);
  else if (key === NO_DEFAULT_ALPN && value.length > 0) throw new Error('no-default-alpn has a value');
  else if (key === PORT) {
    if (value.length !== 2) throw new Error('port has the wrong length');
    binding.port = number16(value);
  } else if (key === IPV4_HINT) binding.ipv4hint = parts(value, 4, 'ipv4hint').map((part) => part.join('.'));
  else if (key === ECH) binding.ech = value.length > 0;
  else if (key === IPV6_HINT) {
    binding.ipv6hint = parts(value, 16, 'ipv6hint').map((part) =>
      parts(part, 2, 'ipv6hint')
        .map((pair) => number16(pair).toString(16))
        .join(':'),
    );
  }
}

function parts(value: Uint8Array, size: number, what: string): Uint8Array[] {
  if (value.length === 0 || value.length % size !== 0) throw new Error(`${what} has the wrong length`);
  return Array.from({ length: value.length / size }, (_, index) =>
    value.subarray(index * size, index * size + size),
  );
}

function number16(pair: Uint8Array): number {
  return ((pair[0] as number) << 8) | (pair[1] as number);
}

function readProtocols(value: Uint8Array): string[] {
  const reader = createReader(value);
  const protocols: string[] = [];
  while (!reader.atEnd()) {
    const length = reader.number8();
    if (length === 0) throw new Error('alpn holds an empty name');
    protocols.push(String.fromCharCode(...reader.take(length)));
  }
  if (protocols.length === 0) throw new Error('alpn is empty');
  return protocols;
}

function createReader(bytes: Uint8Array) {
  let at = 0;
  const take = (length: number): Uint8Array => {
    if (at + length > bytes.length) throw new Error('it ends too early');
    at += length;
    return bytes.subarray(at - length, at);
  };
  const number8 = () => take(1)[0] as number;
  return {
    take,
    number8,
    number16: () => (number8() << 8) | number8(),
    atEnd: () => at >= bytes.length,
    /** Uncompressed (RFC 9460, section 2.2). */
    name(): string {
      const labels: string[] = [];
      for (;;) {
        const length = number8();
        if (length === 0) return labels.length === 0 ? '.' : labels.join('.').toLowerCase();
        if (length > 63 || labels.length > 126) throw new Error('its target is not a name');
        labels.push(new TextDecoder().decode(take(length)));
      }
    },
  };
}
