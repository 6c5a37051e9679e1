import assert from 'node:assert/strict';
import { renderMarkdown } from '../../src/commands/markdown.ts';

describe('commands/markdown', () => {
  it('makes a docs page readable', () => {
    const page = `# env/x

A sentence that is long enough
to be wrapped.

## How to fix

- first, see [the guide](https://acme.test/guide) for **all** of it
- second
  goes on
1. one

| a | b |
| --- | --- |
| 1 | 2 |

\`\`\`dotenv
KEY=	value
  indented
\`\`\`

<https://acme.test>
`;
    assert.equal(
      renderMarkdown(page, { width: 40, colour: false }),
      `env/x

A sentence that is long enough to be
wrapped.

How to fix

  • first, see the guide
    (https://acme.test/guide) for all of
    it
  • second goes on
  1. one

| a | b |
| 1 | 2 |

    KEY=  value
      indented

https://acme.test
`,
    );
  });

  it('shows no control characters', () => {
    assert.doesNotMatch(
      renderMarkdown('a\u001b[2J\n\n```\n\u202eb\n```', { width: 40, colour: false }),
      /[\u001b\u202e]/u,
    );
  });
});
