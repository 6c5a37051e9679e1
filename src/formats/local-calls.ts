import type { SyntaxNode } from '@lezer/common';
import { parseJavaScript } from './javascript/source.ts';

/** A call to an address of the machine that the code runs on. */
export interface LocalCall {
  host: string;
  /** Offsets of the address, without its quotes. */
  from: number;
  to: number;
}

const ADDRESS =
  /^(?:https?|wss?):\/\/((?:localhost|127\.0\.0\.1|0\.0\.0\.0|192\.168\.\d{1,3}\.\d{1,3}|[\w-]+\.(?:ngrok(?:-free)?\.(?:io|app|dev)|trycloudflare\.com|lhr\.life|loca\.lt))(?::(\d+))?)(?=[/?#]|\$\{|$)/;
/** Programs that people run beside the app on purpose: language models, a browser to steer, an admin port. */
const BESIDE = new Set(['11434', '1234', '8188', '9222', '7860', '4040', '8200', '2019']);
/** A link in a text of HTML: a mail, a page that a server puts together. */
const LINK = /\b(?:href|src|action)=\\?["'](?=https?:\/\/(?:localhost|127\.0\.0\.1|192\.168\.))/;
const CALLEE =
  /^(?:(?:await\s+)?(?:window\.|globalThis\.)?fetch|\$fetch|ofetch|ky(?:\.\w+)?|axios(?:\.(?:get|post|put|patch|delete|request|create))?|io|connect|useSWR|\$\.(?:get|post|ajax))$/;
const BASE =
  /^(?:baseU(?:RL|rl)|baseUri|apiU(?:RL|rl)|API_(?:BASE_)?URL|BASE_(?:API_)?URL|BACKEND_URL|SERVER_URL|API_BASE|SOCKET_URL|WS_URL|uri|endpoint)$/;
const NAMED =
  /^(?:(?:API|BACKEND|SERVER|SOCKET|WS|BASE)(?:_\w+)?_?(?:URL|URI|BASE|ENDPOINT|HOST)|(?:api|backend|server|socket|base)(?:Base)?(?:Url|URL|Uri|Endpoint))$/;
/** Words of a test for the developer's machine, anywhere around. */
const GUARD =
  /NODE_ENV|\bDEV\b|__DEV__|isDev|isLocal|IS_DEV|isProd|PROD\b|MODE\b|hostname|location\.(?:host|origin)|development|process\.env|import\.meta\.env/;

const HOSTS = [
  '//localhost',
  '//127.0.0.1',
  '//0.0.0.0',
  '//192.168.',
  '.ngrok',
  '.trycloudflare',
  '.lhr.life',
  '.loca.lt',
];
/** What has to stand before the address for the tree to tell anything: a call, a client's option, a constant, a link, a comment. */
const MAY_CALL = new RegExp(
  `(?:${[
    String.raw`(?:\b(?:(?:o?fetch|io|connect|useSWR|WebSocket|EventSource)|(?:ky|axios)(?:\.\w+)?)|\$\.\w+)\s*(?:<[^\n]*>)?\s*\(`,
    String.raw`(?:U(?:RL|rl|ri)|API_BASE|uri|endpoint)\s*:`,
    String.raw`[=\\/]`,
    String.raw`//[^\n]*\n`,
  ].join(
    '|',
  )})\\s*['"\`](?:https?|wss?)://(?:localhost|127\\.0\\.0\\.1|0\\.0\\.0\\.0|192\\.168\\.|[\\w-]+\\.(?:ngrok|trycloudflare|lhr\\.life|loca\\.lt))`,
);

/** Calls whose address is written out and local, with no condition and no variable around it. */
export function localCallsOf(path: string, text: string): LocalCall[] {
  if (!text.includes('://') || !HOSTS.some((host) => text.includes(host)) || !MAY_CALL.test(text)) return [];
  try {
    return walk(path, text);
  } catch (error) {
    // A file of nothing but nesting can exhaust the parser's stack; it has nothing to tell.
    if (error instanceof RangeError) return [];
    throw error;
  }
}

function walk(path: string, text: string): LocalCall[] {
  const source = parseJavaScript(path, text);
  const found: LocalCall[] = [];
  source.tree.iterate({
    enter: (reference) => {
      if (reference.name !== 'String' && reference.name !== 'TemplateString') return;
      const { node } = reference;
      const written = source.text.slice(node.from + 1, node.to - 1);
      const link = LINK.exec(written);
      const match = ADDRESS.exec(link ? written.slice(link.index + link[0].length) : written);
      const from = node.from + 1 + (link ? link.index + link[0].length : 0);
      if (!match?.[1] || BESIDE.has(match[2] ?? '')) return;
      if (link ? isGuarded(node, source.text) : !isShipped(node, source.text)) return;
      found.push({ host: match[1], from, to: from + match[0].length });
    },
  });
  return found;
}

const shown = (node: SyntaxNode | null | undefined, text: string): string =>
  node ? text.slice(node.from, node.to) : '';

function isShipped(node: SyntaxNode, text: string): boolean {
  return isTarget(node, text) && !isGuarded(node, text);
}

/** The address is what is called: the first argument, a base address, a constant of that name. */
function isTarget(node: SyntaxNode, text: string): boolean {
  const parent = node.parent;
  if (parent?.name === 'ArgList') {
    if (parent.firstChild?.nextSibling?.from !== node.from) return false;
    const call = parent.parent;
    const callee = shown(
      call?.firstChild?.name === 'new' ? call.firstChild.nextSibling : call?.firstChild,
      text,
    );
    if (call?.name === 'NewExpression') return /^(?:WebSocket|EventSource)$/.test(callee);
    return call?.name === 'CallExpression' && CALLEE.test(callee);
  }
  if (parent?.name === 'Property')
    return (
      BASE.test(shown(parent.firstChild, text)) &&
      parent.lastChild?.from === node.from &&
      isClientObject(parent, text)
    );
  if (parent?.name !== 'VariableDeclaration' || shown(parent.firstChild, text) !== 'const') return false;
  const name = node.prevSibling?.name === 'Equals' ? node.prevSibling.prevSibling : null;
  const definition = name?.name === 'TypeAnnotation' ? name.prevSibling : name;
  if (definition?.name !== 'VariableDefinition') return false;
  // A link that is put together: `http://localhost:3000${path}`.
  if (node.getChild('Interpolation') && /(?:url|link|href)$/i.test(shown(definition, text))) return true;
  if (!NAMED.test(shown(definition, text))) return false;
  return isCalled(shown(definition, text), text);
}

/** Handed out, or called in this file: not only shown, or written into a file. */
function isCalled(name: string, text: string): boolean {
  const use = `(?:\\bfetch|\\$fetch|\\baxios(?:\\.\\w+)?|\\bio|\\bky(?:\\.\\w+)?|\\bWebSocket|\\brequest)(?:<[^>\\n]*>)?\\(\\s*(?:\`\\$\\{)?${name}\\b`;
  return new RegExp(
    `${use}|\\bexport\\s+(?:const|\\{[^}]*\\b)\\s*${name}\\b|\\b(?:baseURL|baseUrl|uri)\\s*:\\s*${name}\\b`,
  ).test(text);
}

/** `axios.create({ baseURL: … })`, `new ApolloClient({ uri: … })`: an option of a client, not a setting of a tool. */
function isClientObject(property: SyntaxNode, text: string): boolean {
  const object = property.parent;
  const call = object?.parent?.name === 'ArgList' ? object.parent.parent : null;
  if (!call) return false;
  const callee = shown(call.firstChild?.name === 'new' ? call.firstChild.nextSibling : call.firstChild, text);
  return /^(?:axios(?:\.create|\.\w+)?|ky\.(?:create|extend)|ofetch\.create|\$fetch\.create|ApolloClient|HttpLink|createHttpLink|createUploadLink|fetchBaseQuery|createTRPCClient|createTRPCProxyClient|httpBatchLink|httpLink)$/.test(
    callee,
  );
}

/** Inside a condition that tells the developer's machine from the rest, or in a file that has such a switch for it. */
function isGuarded(node: SyntaxNode, text: string): boolean {
  for (let current = node, parent = node.parent; parent; current = parent, parent = parent.parent) {
    if (parent.name === 'ConditionalExpression' || parent.name === 'BinaryExpression') return true;
    if (parent.name === 'IfStatement') {
      const condition = parent.firstChild?.nextSibling;
      if (condition && condition.from < current.from && GUARD.test(shown(condition, text))) return true;
    }
    if (parent.name === 'SwitchStatement') return true;
    if (/^(?:Function|Arrow|Method)/.test(parent.name)) {
      // `if (!isDev) return;` at the top of the function.
      const head = text.slice(parent.from, node.from);
      if (/\bif\s*\([^)\n]*(?:NODE_ENV|DEV|isLocal|hostname|PROD)/.test(head)) return true;
    }
  }
  return false;
}
