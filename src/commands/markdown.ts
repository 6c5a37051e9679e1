import { plainLine } from '../reporters/plain-text.ts';
import { styleFor } from '../reporters/style.ts';
import { wrap } from '../reporters/wrap.ts';

/** A page of docs/ made readable in a terminal: headings, paragraphs, lists, tables and code. */
export function renderMarkdown(
  markdown: string,
  { width, colour }: { width: number; colour: boolean },
): string {
  const style = styleFor(colour);
  const output: string[] = [];
  let paragraph: string[] = [];
  let fence = false;
  const flush = () => {
    if (paragraph.length === 0) return;
    const text = paragraph.join(' ');
    const [, indent = '', mark] = /^(\s*)([-*]|\d+\.) /u.exec(text) ?? [];
    const start = mark ? `${indent}  ${mark.replace(/^[-*]$/u, '•')} ` : '';
    const body = mark ? text.slice(indent.length + mark.length + 1) : text;
    output.push(...wrap(inline(body), width, start, ' '.repeat(start.length)));
    paragraph = [];
  };
  for (const line of markdown.split(/\r?\n/u)) {
    if (/^\s*(```|~~~)/u.test(line)) {
      flush();
      fence = !fence;
    } else if (fence)
      output.push(style.dim(`    ${plainLine(`|${line.replace(/\t/gu, '  ')}`, 4_000).slice(1)}`));
    else if (/^#{1,6} /u.test(line)) {
      flush();
      output.push(style.bold(inline(line.replace(/^#+ /u, ''))));
    } else if (line.trim() === '') {
      flush();
      if (output.at(-1) !== '') output.push('');
    } else if (/^\s*\|/u.test(line)) {
      flush();
      if (!/^[\s|:-]+$/u.test(line)) output.push(inline(line));
    } else if (/^\s*([-*]|\d+\.) /u.test(line)) {
      flush();
      paragraph.push(line);
    } else paragraph.push(paragraph.length > 0 ? line.trim() : line);
  }
  flush();
  return `${output.join('\n').trim()}\n`;
}

/** Links become `text (address)`; emphasis loses its marks; code keeps its backticks, which tell where it ends. */
function inline(text: string): string {
  return plainLine(
    text
      .replace(/\[([^\]]+)\]\(([^)\s]+)\)/gu, (_, label: string, target: string) =>
        label === target ? target : `${label} (${target})`,
      )
      .replace(/<(https?:[^>]+)>/gu, '$1')
      .replace(/\*\*([^*]+)\*\*/gu, '$1')
      .replace(/\\([\\`*_{}[\]()#+.!|<>-])/gu, '$1'),
    4_000,
  );
}
