import type { RuleFacts } from './engine.ts';

/** Offsets between which a comment says that findings of some rules are wanted quiet. */
export interface DisabledSpan {
  start: number;
  end: number;
  covers(rule: RuleFacts): boolean;
}

const COMMENT = /secretlint-(disable-next-line|disable-line|disable|enable)(?![\w-])([^\n]{0,300})/g;

/** secretlint's own comments: `secretlint-disable`, `-disable-line`, `-disable-next-line` and `secretlint-enable`. */
export function disabledSpans(text: string): DisabledSpan[] {
  if (!text.includes('secretlint-')) return [];
  const spans: DisabledSpan[] = [];
  const open: DisabledSpan[] = [];
  for (const match of text.matchAll(COMMENT)) {
    const at = match.index;
    const named = ruleNames(match[2] ?? '');
    const covers = (rule: RuleFacts) => named.length === 0 || named.some((name) => isNamed(rule, name));
    const lineStart = text.lastIndexOf('\n', at - 1) + 1;
    const lineEnd = endOfLine(text, at);
    if (match[1] === 'disable-line') spans.push({ start: lineStart, end: lineEnd, covers });
    else if (match[1] === 'disable-next-line') {
      spans.push({ start: lineEnd, end: endOfLine(text, lineEnd + 1), covers });
    } else if (match[1] === 'disable') {
      const span = { start: at, end: text.length, covers };
      open.push(span);
      spans.push(span);
    } else for (const span of open.splice(0)) span.end = at;
  }
  return spans;
}

function ruleNames(rest: string): string[] {
  return rest
    .replace(/--.*|\*\/.*|-->.*/s, '')
    .split(/[\s,]+/)
    .filter((name) => /[a-z]/.test(name));
}

/** A kind answers to its own name and to the name of the secretlint rule for the same provider. */
function isNamed({ rule, provider }: RuleFacts, name: string): boolean {
  const short = name.replace(/^secrets\/|^@secretlint\/secretlint-rule-/, '');
  return rule === short || rule.startsWith(`${short}-`) || squash(provider) === squash(short);
}

function squash(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
